//! The standard library for wasm32.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::places::Places;
use crate::run::{command, output, run, say};

/// The target of the app.
pub const TARGET: &str = "wasm32-unknown-unknown";

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
}

/// Gives a toolchain that has std for wasm32.
pub fn ensure(_places: &Places) -> Result<Toolchain> {
    let sysroot = output(&mut command("rustc", ["--print", "sysroot"]))?;
    if !has_std(Path::new(&sysroot)) {
        say(format!("adding {TARGET} by rustup"));
        run(&mut command("rustup", ["target", "add", TARGET]))?;
    }
    Ok(Toolchain::default())
}

fn has_std(sysroot: &Path) -> bool {
    let folder = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    })
}
