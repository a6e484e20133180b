//! The packages that `package.json` beside this file pins, in `target/tools/node_modules`.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::places::Places;
use crate::run::{command, run, say};

const PINNED: &str = include_str!("package.json");

/// Installs what is pinned unless it is there; gives `node_modules`, or `None` on a machine without Node and npm.
pub fn packages(places: &Places) -> Result<Option<PathBuf>> {
    let modules = places.tools.join("node_modules");
    if missing(&modules)?.is_empty() {
        return Ok(Some(modules));
    }
    if !starts("node") || !starts("npm") {
        return Ok(None);
    }
    say(format!("fetching {} from npm", missing(&modules)?.join(", ")));
    fs::create_dir_all(&places.tools)?;
    fs::write(places.tools.join("package.json"), PINNED)?;
    let quiet = ["install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"];
    run(command("npm", quiet).current_dir(&places.tools))?;
    match missing(&modules)?.as_slice() {
        [] => Ok(Some(modules)),
        still => bail!("npm did not bring {}", still.join(", ")),
    }
}

/// The pinned packages that are not there in their version, as `name version`.
fn missing(modules: &std::path::Path) -> Result<Vec<String>> {
    let pinned: Value = serde_json::from_str(PINNED)?;
    let pinned = pinned["dependencies"].as_object().context("package.json pins nothing")?;
    let there = |name: &str| -> Option<Value> {
        let manifest = fs::read(modules.join(name).join("package.json")).ok()?;
        serde_json::from_slice::<Value>(&manifest).ok()?.get("version").cloned()
    };
    let absent = pinned.iter().filter(|(name, version)| there(name).as_ref() != Some(version));
    Ok(absent.map(|(name, version)| format!("{name} {}", version.as_str().unwrap_or_default())).collect())
}

fn starts(program: &str) -> bool {
    let mut asked = command(program, ["--version"]);
    asked.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}
