//! The standard library for wasm32, by the first way that works on this machine:
//!
//! 1. it is in the active toolchain already
//! 2. `rustup target add` (not where `RUSTUP_AUTO_INSTALL=0` says that nothing is fetched by rustup)
//! 3. built here, into the active toolchain, from its own `rust-src` or from Debian's of exactly this version
//! 4. built here from Debian's `rust-web-src` for Debian's `rustc-web`, which then builds the app

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::apt;
use super::debian_source;
use super::std_build;
use crate::places::Places;
use crate::run::{command, output, run, say};

/// The target of the app.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// What rustup calls Debian's own compiler once we linked it.
const DEBIAN: &str = "debian";

/// Which of rustup's toolchains builds the app.
#[derive(Debug, Clone, Default)]
pub struct Toolchain {
    /// `None` is the active one.
    name: Option<String>,
}

impl Toolchain {
    /// Tells a cargo or rustc command to be this toolchain's.
    pub fn apply(&self, command: &mut Command) {
        if let Some(name) = &self.name {
            command.env("RUSTUP_TOOLCHAIN", name);
        }
    }

    /// The folder that `rustc --print sysroot` names.
    pub fn sysroot(&self) -> Result<PathBuf> {
        self.ask(&["--print", "sysroot"]).map(PathBuf::from)
    }

    /// One `key: value` of `rustc -vV`, for example `release` or `commit-hash`.
    pub fn fact(&self, key: &str) -> Result<String> {
        let facts = self.ask(&["-vV"])?;
        let line = facts.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        Ok(line.with_context(|| format!("rustc does not tell its {key}"))?.to_owned())
    }

    fn ask(&self, args: &[&str]) -> Result<String> {
        let mut rustc = command("rustc", args);
        self.apply(&mut rustc);
        output(&mut rustc)
    }

    fn has_std(&self) -> bool {
        let Ok(sysroot) = self.sysroot() else { return false };
        let Ok(entries) = fs::read_dir(sysroot.join("lib/rustlib").join(TARGET).join("lib")) else {
            return false;
        };
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    }
}

/// Gives a toolchain that has std for wasm32, and brings it there first if none has.
pub fn ensure(places: &Places) -> Result<Toolchain> {
    let active = Toolchain::default();
    if active.has_std() || by_rustup(&active) {
        return Ok(active);
    }
    match from_matching_source(places, &active) {
        Ok(()) => return Ok(active),
        Err(error) => say(format!("no std of exactly this rustc ({error:#}); trying Debian's compiler")),
    }
    from_debian(places).with_context(|| {
        format!("std for {TARGET} is missing: please run `rustup target add {TARGET}` where rustup can fetch")
    })
}

fn by_rustup(active: &Toolchain) -> bool {
    if env::var("RUSTUP_AUTO_INSTALL").is_ok_and(|value| value == "0") {
        say("RUSTUP_AUTO_INSTALL=0: rustup fetches nothing here, so std for wasm32 is built on this machine");
        return false;
    }
    say(format!("adding {TARGET} by rustup"));
    match run(&mut command("rustup", ["target", "add", TARGET])) {
        Ok(()) => active.has_std(),
        Err(error) => {
            say(format!("{error}: std for wasm32 is built on this machine instead"));
            false
        }
    }
}

fn from_matching_source(places: &Places, active: &Toolchain) -> Result<()> {
    let version = active.fact("release")?;
    let own = active.sysroot()?.join("lib/rustlib/src/rust");
    if own.join("library/Cargo.lock").exists() {
        return std_build::into_sysroot(active, &own, None);
    }
    ensure!(apt::here(), "no rust-src in the toolchain, and no apt to fetch one");
    let folder = places.tools.join(format!("rust-src-{version}"));
    let source = debian_source::fetch(&version, &folder)?;
    std_build::into_sysroot(active, &source, None)?;
    // Only std was wanted of it, and it is 500 MB that nobody will look for here.
    fs::remove_dir_all(&folder).context("could not clear the fetched source")
}

/// Debian keeps `rustc-web` and `rust-web-src` at one version, for its browsers.
fn from_debian(places: &Places) -> Result<Toolchain> {
    apt::install(&["rustc-web", "cargo-web", "rust-web-src"])?;
    let debian = Toolchain { name: Some(DEBIAN.to_owned()) };
    let known = output(&mut command("rustup", ["toolchain", "list"]))?;
    if !known.lines().any(|line| line.split_whitespace().next() == Some(DEBIAN)) {
        run(&mut command("rustup", ["toolchain", "link", DEBIAN, "/usr"]))?;
    }
    link_linker()?;
    if !debian.has_std() {
        let staged = places.tools.join("debian-std");
        std_build::into_sysroot(&debian, Path::new("/usr/lib/rustlib/src/rust"), Some(&staged))?;
    }
    say(format!("the app is built by Debian's rustc {}", debian.fact("release")?));
    Ok(debian)
}

/// Debian's package brings no linker for wasm: the active toolchain's does, else Debian's lld.
fn link_linker() -> Result<()> {
    let active = Toolchain::default();
    let host = active.fact("host")?;
    let mut linker = active.sysroot()?.join("lib/rustlib").join(&host).join("bin/rust-lld");
    if !linker.exists() {
        apt::install(&["lld-22"])?;
        linker = PathBuf::from("/usr/bin/lld-22");
    }
    let bin = Path::new("/usr/lib/rustlib").join(&host).join("bin");
    if bin.join("rust-lld").exists() {
        return Ok(());
    }
    run(&mut apt::as_root("mkdir", [Path::new("-p"), &bin]))?;
    run(&mut apt::as_root("ln", [Path::new("-sfn"), &linker, &bin.join("rust-lld")]))
}
