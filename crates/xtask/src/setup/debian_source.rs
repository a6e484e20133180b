//! Debian's `rust-src` of exactly one rustc version, from another suite of the mirror that this machine uses.
//!
//! The lists of that suite live in a folder of their own: the machine's apt is not touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::run::{command, output, run, say};

/// Where a rustc newer than the stable release's may be.
const SUITES: [&str; 3] = ["trixie-backports", "forky", "sid"];

/// Downloads and unpacks the source into `folder`; gives the folder that has `library/Cargo.lock`.
pub fn fetch(version: &str, folder: &Path) -> Result<PathBuf> {
    let apt = Lists::new(folder)?;
    for suite in SUITES {
        say(format!("looking for rust-src {version} in Debian {suite}"));
        let Some(package) = apt.find(suite, version)? else { continue };
        say(format!("fetching rust-src {package}"));
        run(apt.command("apt-get").arg("download").arg(format!("rust-src={package}")))?;
        return unpack(folder);
    }
    bail!("Debian has no rust-src {version} in {}", SUITES.join(", "))
}

fn unpack(folder: &Path) -> Result<PathBuf> {
    let deb = find(folder, "rust-src_").context("apt downloaded no rust-src")?;
    let archive = folder.join("rust-src.tar");
    let tar = fs::File::create(&archive)?;
    let status = command("dpkg-deb", [Path::new("--fsys-tarfile"), &deb]).stdout(tar).status()?;
    ensure!(status.success(), "dpkg-deb could not open {}", deb.display());
    let wanted = ["--wildcards", "./usr/src/rustc-*/library*"];
    run(command("tar", ["-x", "-f"]).arg(&archive).arg("-C").arg(folder).args(wanted))?;
    fs::remove_file(&archive)?;
    fs::remove_file(&deb)?;
    let source = find(&folder.join("usr/src"), "rustc-").context("the package holds no rustc source")?;
    ensure!(source.join("library/Cargo.lock").exists(), "{} has no library", source.display());
    Ok(source)
}

fn find(folder: &Path, prefix: &str) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?;
    entries.flatten().find(|e| e.file_name().to_string_lossy().starts_with(prefix)).map(|e| e.path())
}

/// Package lists of one foreign suite.
struct Lists {
    folder: PathBuf,
    source: String,
}

impl Lists {
    fn new(folder: &Path) -> Result<Self> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        for inner in ["apt/parts", "apt/lists/partial", "apt/cache/archives/partial"] {
            fs::create_dir_all(folder.join(inner))?;
        }
        Ok(Self { folder: folder.to_owned(), source: machine_source()? })
    }

    /// The full version of the package in the suite, if it has one for this rustc.
    fn find(&self, suite: &str, version: &str) -> Result<Option<String>> {
        let source = self.source.replace("{suite}", suite);
        fs::write(self.folder.join("apt/parts/x.sources"), source)?;
        if let Err(error) = run(self.command("apt-get").arg("update")) {
            say(format!("{suite}: {error}"));
            return Ok(None);
        }
        let versions = output(self.command("apt-cache").args(["madison", "rust-src"]))?;
        let fitting = versions
            .lines()
            .filter_map(|line| line.split('|').nth(1))
            .map(str::trim)
            .find(|package| package.starts_with(&format!("{version}+")));
        Ok(fitting.map(str::to_owned))
    }

    fn command(&self, program: &str) -> Command {
        let apt = self.folder.join("apt");
        let mut command = command(program, ["-qq"]);
        for (key, value) in [
            ("Dir::Etc::SourceList", Path::new("/dev/null").to_owned()),
            ("Dir::Etc::SourceParts", apt.join("parts")),
            ("Dir::State::Lists", apt.join("lists")),
            ("Dir::Cache", apt.join("cache")),
        ] {
            command.arg("-o").arg(format!("{key}={}", value.display()));
        }
        for option in [
            "APT::Sandbox::User=root",
            "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
            "Acquire::IndexTargets::deb::Translations::DefaultEnabled=false",
        ] {
            command.args(["-o", option]);
        }
        command.current_dir(&self.folder);
        command
    }
}

/// The machine's own mirror as a source whose suite is still open: `{suite}`.
fn machine_source() -> Result<String> {
    let new = fs::read_to_string("/etc/apt/sources.list.d/debian.sources")
        .ok()
        .and_then(|text| from_stanzas(&text));
    let old = || fs::read_to_string("/etc/apt/sources.list").ok().and_then(|text| from_lines(&text));
    new.or_else(old).context("no Debian mirror in this machine's apt sources")
}

/// From the deb822 form: the first stanza that is not the security archive's.
fn from_stanzas(text: &str) -> Option<String> {
    let stanza =
        text.split("\n\n").find(|stanza| stanza.contains("URIs:") && !stanza.contains("security"))?;
    let lines = stanza
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| if line.starts_with("Suites:") { "Suites: {suite}" } else { line });
    Some(lines.collect::<Vec<_>>().join("\n") + "\n")
}

/// From the one-line form: `deb [options] uri suite component…`.
fn from_lines(text: &str) -> Option<String> {
    let line =
        text.lines().map(str::trim).find(|line| line.starts_with("deb ") && !line.contains("security"))?;
    let after_options = line.trim_start_matches("deb ").rsplit(']').next()?;
    let uri = after_options.split_whitespace().next()?;
    Some(format!("Types: deb\nURIs: {uri}\nSuites: {{suite}}\nComponents: main\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_apt_sources_are_read() {
        let stanzas = "Types: deb\n# a note\nURIs: http://mirror.example/debian\nSuites: bookworm bookworm-updates\n\
            Components: main\nSigned-By: /k.gpg\n\nTypes: deb\nURIs: http://mirror.example/debian-security\n";
        assert_eq!(
            from_stanzas(stanzas).unwrap(),
            "Types: deb\nURIs: http://mirror.example/debian\nSuites: {suite}\nComponents: main\nSigned-By: /k.gpg\n"
        );
        let lines = "# deb x\ndeb http://security.example/ s main\ndeb [signed-by=/k] http://mirror.example/debian bookworm main";
        assert!(from_lines(lines).unwrap().contains("URIs: http://mirror.example/debian\nSuites: {suite}\n"));
        assert!(from_stanzas("").is_none());
    }
}
