//! Python packages in an environment of their own, in the tools folder; nothing of the system's is touched.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::apt;
use crate::places::Places;
use crate::run::{command, output, run, say};

/// An environment with the packages a file names, each with its version; gives its Python.
///
/// # Errors
/// Where there is no Python, or a package cannot be fetched.
pub fn environment(places: &Places, requirements: &Path, name: &str) -> Result<PathBuf> {
    let folder = places.tools.join("python").join(name);
    let python = folder.join("bin/python");
    let wanted = fs::read_to_string(requirements).context("no list of packages")?;
    let done = folder.join("installed.txt");
    if python.exists() && fs::read_to_string(&done).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    say(format!("fetching the packages of {} from PyPI", requirements.display()));
    make(&folder)?;
    let quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(command(&python, quiet).arg(requirements))?;
    fs::write(&done, wanted)?;
    Ok(python)
}

/// The environment of what reads in the tests what Tanomo writes: pushes and calendar files.
///
/// # Errors
/// As [`environment`].
pub fn readers(places: &Places) -> Result<PathBuf> {
    environment(places, &places.root.join("tests/readers/requirements.txt"), "readers")
}

/// Debian has the module `venv` in a package of its own.
fn make(folder: &Path) -> Result<()> {
    let venv = || output(command("python3", ["-m", "venv", "--clear"]).arg(folder));
    if venv().is_ok() {
        return Ok(());
    }
    apt::install(&["python3", "python3-venv"])?;
    venv().map(drop)
}
