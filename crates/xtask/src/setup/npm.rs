//! Packages from npm in `target/tools/npm`, each in exactly one version.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::places::Places;
use crate::run::{command, run, say};

/// Installs `name` in exactly `version` unless it is there; gives its folder, or `None` on a machine without npm.
///
/// Both packages in use have no dependencies of their own, so that the exact version pins everything.
pub fn package(places: &Places, name: &str, version: &str) -> Result<Option<PathBuf>> {
    let home = places.tools.join("npm").join(format!("{name}-{version}"));
    let folder = home.join("node_modules").join(name);
    if installed(&folder).as_deref() == Some(version) {
        return Ok(Some(folder));
    }
    if command("npm", ["--version"]).output().is_err() {
        return Ok(None);
    }
    say(format!("fetching {name} {version} from npm"));
    fs::create_dir_all(&home)?;
    let manifest = json!({ "private": true, "dependencies": { name: version } });
    fs::write(home.join("package.json"), serde_json::to_vec_pretty(&manifest)?)?;
    run(command("npm", ["install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"])
        .current_dir(&home))?;
    if installed(&folder).as_deref() != Some(version) {
        bail!("npm did not bring {name} {version}");
    }
    Ok(Some(folder))
}

fn installed(folder: &Path) -> Option<String> {
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("package.json")).ok()?).ok()?;
    Some(manifest.get("version")?.as_str()?.to_owned())
}
