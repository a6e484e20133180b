//! Compiles std for wasm32 from source and puts it into a toolchain.

use std::env;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::apt;
use super::wasm_std::{TARGET, Toolchain};
use crate::run::{command, run, say};

const MANIFEST: &str = r#"[package]
name = "stdbuild"
version = "0.0.0"
edition = "2021"
[workspace]
[profile.release]
panic = "abort"
codegen-units = 1
"#;

/// Builds std of `toolchain` from `source` (it has `library/Cargo.lock`) and puts it into the toolchain's sysroot.
///
/// With `staged` the sysroot belongs to root: the files are laid there first and then copied as root.
pub fn into_sysroot(toolchain: &Toolchain, source: &Path, staged: Option<&Path>) -> Result<()> {
    let sysroot = toolchain.sysroot()?;
    say(format!("building std for {TARGET} with rustc {} (a minute or two)", toolchain.fact("release")?));
    let _link = SourceLink::lay(&sysroot, source)?;
    let work = tempfile::tempdir()?;
    let built = compile(toolchain, &sysroot, work.path())?;
    let home = sysroot.join("lib/rustlib").join(TARGET);
    match staged {
        None => place(&built, &home),
        Some(staged) => {
            place(&built, staged)?;
            run(&mut apt::as_root("mkdir", [Path::new("-p"), &home]))?;
            run(&mut apt::as_root("cp", [Path::new("-r"), &staged.join("lib"), &home]))
        }
    }
}

fn compile(toolchain: &Toolchain, sysroot: &Path, work: &Path) -> Result<PathBuf> {
    fs::create_dir(work.join("src"))?;
    fs::write(work.join("src/lib.rs"), "")?;
    fs::write(work.join("Cargo.toml"), MANIFEST)?;
    let cargo_home = env::var("CARGO_HOME")
        .or_else(|_| env::var("HOME").map(|home| format!("{home}/.cargo")))
        .context("neither CARGO_HOME nor HOME is set")?;
    let flags = [
        // Without it `lto` in the app fails: "Can't find section .llvmbc".
        "-Cembed-bitcode=yes".to_owned(),
        // As in rustup's own, so that no panic message names a folder of this machine.
        format!(
            "--remap-path-prefix={}=/rustc/{}",
            sysroot.join("lib/rustlib/src/rust").display(),
            toolchain.fact("commit-hash")?
        ),
        format!("--remap-path-prefix={cargo_home}/registry=/cargo-registry"),
    ];
    let mut cargo = command("cargo", ["build", "--quiet", "--release", "--target", TARGET]);
    toolchain.apply(&mut cargo);
    cargo
        .arg("-Zbuild-std=std,panic_abort,test,proc_macro")
        .current_dir(work)
        // A stable cargo builds std only when told so; it is how the distributions build theirs.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", work.join("target"))
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_BUILD_TARGET");
    run(&mut cargo)?;
    Ok(work.join("target").join(TARGET).join("release/deps"))
}

/// Lays the libraries beside their place and renames them in, so that a stopped run leaves no half of them.
fn place(built: &Path, home: &Path) -> Result<()> {
    let fresh = home.with_extension(format!("new-{}", std::process::id()));
    fs::create_dir_all(fresh.join("lib"))?;
    let mut found = false;
    for entry in fs::read_dir(built)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !name.ends_with(".rlib") || name.starts_with("libstdbuild-") {
            continue;
        }
        found |= name.starts_with("libstd-");
        fs::copy(&path, fresh.join("lib").join(&name))?;
    }
    ensure!(found, "the build of std made no libstd");
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    fs::rename(&fresh, home).with_context(|| format!("could not put std into {}", home.display()))
}

/// cargo looks for std's source in the sysroot; the link is there only while it builds.
struct SourceLink {
    link: Option<PathBuf>,
}

impl SourceLink {
    fn lay(sysroot: &Path, source: &Path) -> Result<Self> {
        let link = sysroot.join("lib/rustlib/src/rust");
        if link.join("library/Cargo.lock").exists() {
            return Ok(Self { link: None });
        }
        if let Some(folder) = link.parent() {
            fs::create_dir_all(folder)?;
        }
        if link.is_symlink() {
            fs::remove_file(&link)?;
        }
        symlink(source, &link).with_context(|| format!("could not link {}", link.display()))?;
        Ok(Self { link: Some(link) })
    }
}

impl Drop for SourceLink {
    fn drop(&mut self) {
        if let Some(link) = &self.link {
            let _ = fs::remove_file(link);
        }
    }
}
