//! wasm-opt from npm's binaryen: distributions' packages are years old, and some write modules that fail at run time.

use std::path::PathBuf;

use anyhow::Result;

use super::npm;
use crate::places::Places;
use crate::run::{command, say};

const VERSION: &str = "132.0.0";

/// Gives wasm-opt's path; `None`, with a warning, on a machine without Node.
pub fn ensure(places: &Places) -> Result<Option<PathBuf>> {
    let node = command("node", ["--version"]).output().is_ok_and(|out| out.status.success());
    let package = if node { npm::package(places, "binaryen", VERSION)? } else { None };
    if package.is_none() {
        say("WARNING: no Node here, so no wasm-opt: the app works the same, but its file is larger");
    }
    Ok(package.map(|folder| folder.join("bin/wasm-opt")))
}
