//! What the journeys drive: three browsers, their drivers, a screen for WebKit, Japanese type, axe-core.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{apt, npm};
use crate::places::Places;
use crate::run::{command, run, say};

/// A program, and the Debian package that has it.
const PROGRAMS: [(&str, &str); 8] = [
    ("chromium", "chromium"),
    ("chromedriver", "chromium-driver"),
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("Xvfb", "xvfb"),
    // What is printed is read by programs that are not ours: the text, the pages, and the QR on them.
    ("pdftotext", "poppler-utils"),
    ("pdftoppm", "poppler-utils"),
    ("zbarimg", "zbar-tools"),
];

/// What has no program of its own to look for.
const PACKAGES: [&str; 3] = [
    // Without it every Japanese letter is a box, in the pictures and in what the checks measure.
    "fonts-noto-cjk",
    // WebKit's driver forgets everything between two windows: a small launcher of ours keeps its folder.
    "gir1.2-webkit2-4.1",
    "python3-gi",
];

/// Installs what is missing; on a machine without apt says what to install, and goes on where the programs are in `PATH`.
pub fn ensure(places: &Places) -> Result<()> {
    if apt::here() {
        let programs = PROGRAMS.iter().map(|(_, package)| *package);
        apt::install(&programs.chain(PACKAGES).collect::<Vec<_>>())?;
    } else {
        require_programs()?;
    }
    geckodriver(places)?;
    npm::packages(places)?.map(drop).context("axe-core comes from npm: please install Node")
}

fn require_programs() -> Result<()> {
    let missing: Vec<&str> = PROGRAMS
        .iter()
        .map(|(program, _)| *program)
        .filter(|program| find(program, None).is_none())
        .collect();
    if !missing.is_empty() {
        bail!("this machine has no apt: please install {} and a Japanese font", missing.join(", "));
    }
    say("this machine has no apt: using the browsers in PATH; a Japanese font must be there too");
    Ok(())
}

/// Debian has Firefox but not its driver, which is a crate.
fn geckodriver(places: &Places) -> Result<()> {
    if find("geckodriver", Some(&places.tools.join("bin"))).is_some() {
        return Ok(());
    }
    say("building geckodriver by cargo (a few minutes, once)");
    let mut cargo = command("cargo", ["install", "--quiet", "--locked", "geckodriver", "--root"]);
    // Its own release profile is for shipping: fat LTO and one unit, several times as long here.
    cargo
        .arg(&places.tools)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    run(&mut cargo)
}

/// Where the program is: in `first`, else in `PATH`.
fn find(name: &str, first: Option<&Path>) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = first.map(Path::to_owned).into_iter().chain(env::split_paths(&path));
    folders.map(|folder| folder.join(name)).find(|file| file.is_file())
}
