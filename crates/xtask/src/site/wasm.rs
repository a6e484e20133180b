//! From Rust to the module a phone loads: cargo, wasm-bindgen as a library, wasm-opt.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::imports;
use super::names::{Named, Piece, hash16};
use super::parts::{self, Parts};
use super::{files_below, relative, write_whole};
use crate::places::Places;
use crate::run::{command, lanes, run, say};
use crate::setup::wasm_std::Toolchain;

/// How the module is made.
#[derive(Debug, Clone)]
pub enum Profile {
    /// By the profile `wasm` in the root `Cargo.toml`, then by this wasm-opt, if the machine has one.
    Small(Option<PathBuf>),
    /// By cargo's `dev`: for a person who waits for the page.
    Quick,
}

impl Profile {
    /// cargo's name of it, and the folder that its output is in.
    fn cargo(&self) -> (&'static str, &'static str) {
        match self {
            Profile::Small(_) => ("wasm", "wasm"),
            Profile::Quick => ("dev", "debug"),
        }
    }
}

/// What rustc turns on for this target; named, because wasm-opt must neither guess nor add to it.
const WASM_OPT: [&str; 11] = [
    "-Oz",
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-debug",
    "--strip-producers",
];

/// Compiles the root package and gives `app.js`, `app.wasm` and any snippets.
///
/// Without wasm-opt (no Node on this machine) the module is larger, and works the same.
pub fn build(places: &Places, toolchain: &Toolchain, profile: Profile) -> Result<Vec<Piece>> {
    let module = compile(places, toolchain, &profile)?;
    let folder = tempfile::tempdir().context("no temporary folder")?;
    // Kept, names and all: whoever asks what weighs so much looks here.
    let (cut, bound) = (places.kept.join("cut"), folder.path().join("bound"));
    let parts = parts::cut(&fs::read(module)?, &cut)?;
    Bindgen::new()
        .input_path(&parts.main)
        .out_name("app")
        .web(true)?
        .omit_default_module_path(false)
        // The parts find these in the main module.
        .keep_lld_exports(true)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&bound)
        .context("wasm-bindgen failed")?;
    let (module, script) = (bound.join("app_bg.wasm"), bound.join("app.js"));
    let short = imports::shorten(&fs::read(&module)?, &fs::read_to_string(&script)?)?;
    fs::write(&module, short.0)?;
    fs::write(&script, short.1)?;
    let mut pieces = Vec::new();
    for path in files_below(&bound)? {
        let name = relative(&path, &bound)?;
        match name.as_str() {
            "app_bg.wasm" => pieces.push(Piece::hashed("app.wasm", optimise(places, &path, &profile)?)),
            name if name.ends_with(".js") => pieces.push(Piece::hashed(name, fs::read(&path)?)),
            other => bail!("wasm-bindgen wrote a file this build does not know: {other}"),
        }
    }
    pieces.extend(optimise_all(places, &parts.others, &profile)?);
    refer_by_placeholder(&mut pieces, &parts)?;
    Ok(pieces)
}

fn compile(places: &Places, toolchain: &Toolchain, profile: &Profile) -> Result<PathBuf> {
    let (name, folder) = profile.cargo();
    let mut cargo = command("cargo", ["build", "--package", "tanomo", "--lib", "--profile", name]);
    cargo.args(["--target", crate::setup::wasm_std::TARGET]).current_dir(&places.root);
    toolchain.apply(&mut cargo);
    let flags = renamed_folders(places, toolchain)?
        .into_iter()
        .map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display()))
        // Where each address in the module points: without it nothing can be cut out.
        .chain(["-Clink-args=--emit-relocs".to_owned()])
        .collect::<Vec<_>>();
    // Encoded, because a folder's name may have a space in it.
    cargo.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    run(&mut cargo)?;
    Ok(places.target.join(crate::setup::wasm_std::TARGET).join(folder).join("tanomo.wasm"))
}

/// Folders of the machine that builds, and what a panic message calls them instead.
///
/// The later one wins where two fit, so the home folder is first. The workspace is not among them: cargo names its
/// files by their path inside of it, and one more flag would make each clone compile every dependency anew.
fn renamed_folders(places: &Places, toolchain: &Toolchain) -> Result<Vec<(PathBuf, &'static str)>> {
    let mut folders = Vec::new();
    let home = env::var_os("HOME").map(PathBuf::from).filter(|home| home.components().count() > 1);
    if let Some(home) = &home {
        folders.push((home.clone(), "/home"));
    }
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from).or(home.map(|home| home.join(".cargo")));
    folders.extend(cargo.map(|cargo| (cargo, "/cargo")));
    folders.push((toolchain.sysroot()?, "/rust"));
    folders.push((places.target.clone(), "/target"));
    Ok(folders)
}

/// Fails when a built file names a folder of the machine that built it.
pub fn refuse_private_paths(files: &[Named], places: &Places, toolchain: &Toolchain) -> Result<()> {
    let mut private: Vec<PathBuf> =
        renamed_folders(places, toolchain)?.into_iter().map(|(folder, _)| folder).collect();
    private.push(places.root.clone());
    refuse_names_of(&private, files)
}

fn refuse_names_of(private: &[PathBuf], files: &[Named]) -> Result<()> {
    for file in files {
        for folder in private {
            let needle = format!("{}/", folder.display());
            if file.bytes.windows(needle.len()).any(|window| window == needle.as_bytes()) {
                bail!("{} names {needle}, a folder of this machine", file.path);
            }
        }
    }
    Ok(())
}

/// As many at a time as there are cores: each is a program of its own that takes seconds to begin.
fn optimise_all(places: &Places, parts: &BTreeMap<String, PathBuf>, profile: &Profile) -> Result<Vec<Piece>> {
    let mut pieces =
        lanes(parts, |(key, path)| Ok(Piece::hashed(key.clone(), optimise(places, path, profile)?)))?;
    pieces.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(pieces)
}

/// What a part has to weigh for wasm-opt, which takes seconds to begin, to be worth it.
const SMALL: usize = 8 * 1024;

/// wasm-opt takes seconds, and most builds change nothing in the module: results are kept by their input's hash.
fn optimise(places: &Places, module: &Path, profile: &Profile) -> Result<Vec<u8>> {
    let bytes = fs::read(module)?;
    let Profile::Small(Some(optimiser)) = profile else { return Ok(bytes) };
    if bytes.len() < SMALL {
        return Ok(bytes);
    }
    let key = hash16(&[&bytes, WASM_OPT.concat().as_bytes()].concat());
    let kept = places.kept.join("optimised").join(format!("{key}.wasm"));
    if let Ok(done) = fs::read(&kept) {
        return Ok(done);
    }
    let small = module.with_extension("small");
    run(Command::new(optimiser).args(WASM_OPT).arg(module).arg("-o").arg(&small))?;
    let done = fs::read(&small)?;
    say(format!("wasm-opt: {} KB to {} KB", bytes.len() / 1024, done.len() / 1024));
    write_whole(&kept, &done)?;
    Ok(done)
}

/// wasm-bindgen writes plain names into its JavaScript; the names step wants placeholders.
fn refer_by_placeholder(pieces: &mut [Piece], parts: &Parts) -> Result<()> {
    let snippets: Vec<String> =
        pieces.iter().map(|piece| piece.key.clone()).filter(|key| key.starts_with("snippets/")).collect();
    let glue =
        pieces.iter_mut().find(|piece| piece.key == "app.js").context("wasm-bindgen wrote no app.js")?;
    let mut text = String::from_utf8(std::mem::take(&mut glue.bytes))?;
    if !text.contains("app_bg.wasm") {
        bail!("app.js no longer names app_bg.wasm: the build must learn wasm-bindgen's new form");
    }
    text = text.replace("app_bg.wasm", "{{app.wasm}}");
    for key in snippets {
        text = text.replace(&format!("./{key}"), &format!("{{{{{key}}}}}"));
    }
    glue.bytes = parts::join(&text, parts)?.into_bytes();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_folder_in_a_built_file_fails_the_build() {
        let file = |bytes: &[u8]| Named {
            key: "app.wasm".into(),
            path: "app-1.wasm".into(),
            bytes: bytes.to_vec(),
            names: Vec::new(),
        };
        let private = [PathBuf::from("/home/hana")];
        refuse_names_of(&private, &[file(b"\0asm/cargo/registry/leptos.rs")]).unwrap();
        let error =
            refuse_names_of(&private, &[file(b"\0asm/home/hana/.cargo/registry/leptos.rs")]).unwrap_err();
        assert!(error.to_string().contains("app-1.wasm"));
    }
}
