//! wasm-opt from npm's binaryen: distributions' packages are years old, and some write modules that fail at run time.

use std::path::PathBuf;

use anyhow::Result;

use super::npm;
use crate::places::Places;
use crate::run::say;

/// Gives wasm-opt's path; `None`, with a warning, on a machine without Node.
pub fn ensure(places: &Places) -> Result<Option<PathBuf>> {
    let modules = npm::packages(places)?;
    if modules.is_none() {
        say("WARNING: no Node here, so no wasm-opt: the app works the same, but its file is larger");
    }
    Ok(modules.map(|modules| modules.join("binaryen/bin/wasm-opt")))
}
