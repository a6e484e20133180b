//! Builds the site into `dist/`: wasm, styles, hashed names, the service worker's list, squeezed siblings.
//!
//! # Layout
//! - [`wasm`]: cargo, wasm-bindgen as a library, wasm-opt; [`parts`]: the module cut into those that come on demand
//! - [`imports`]: short names between module and script
//! - [`styles`]: one CSS file from many
//! - [`names`]: content hashes, `{{placeholders}}`, the precache list and the version
//! - [`squeeze`]: brotli and gzip siblings, kept by hash between two builds
//! - [`budget`]: what the first load weighs, against its bound and the last build

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::places::Places;
use crate::run::{say, timed};
use crate::setup;

pub mod budget;
mod imports;
pub mod names;
pub mod parts;
pub mod squeeze;
pub mod styles;
pub mod wasm;

use budget::Weight;
use names::{Named, Piece};

/// Builds everything into `places.dist`; says so when the first load is over its budget.
pub fn build(places: &Places) -> Result<Weight> {
    let toolchain = setup::wasm_std::ensure(places)?;
    let optimiser = setup::binaryen::ensure(places)?;
    let wasm = timed("wasm", || wasm::build(places, &toolchain, wasm::Profile::Small(optimiser)))?;
    let files = name(places, wasm)?;
    wasm::refuse_private_paths(&files, places, &toolchain)?;
    let squeezed = lay(places, &files, |fresh| {
        timed("brotli and gzip", || squeeze::siblings(&files, fresh, &places.kept.join("squeezed")))
    })?;
    let weight = budget::weigh(&files, &squeezed)?;
    weight.compare_and_keep(&places.kept.join("weight.json"))?;
    Ok(weight)
}

/// Builds for a person who is writing: soon there, and several times as large.
pub fn build_quickly(places: &Places) -> Result<()> {
    let toolchain = setup::wasm_std::ensure(places)?;
    let wasm = timed("wasm", || wasm::build(places, &toolchain, wasm::Profile::Quick))?;
    lay(places, &name(places, wasm)?, |_| Ok(()))
}

/// Joins the wasm with everything that is not compiled, and gives each file its final name.
fn name(places: &Places, mut pieces: Vec<Piece>) -> Result<Vec<Named>> {
    pieces.push(Piece::hashed("app.css", styles::gather(&places.root.join("src/styles"))?.into_bytes()));
    pieces.extend(own_files(&places.root)?);
    names::resolve(pieces)
}

/// Lays the files and what `beside` adds to them in a fresh folder, which then takes the place of `dist/`.
fn lay<T>(places: &Places, files: &[Named], beside: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
    let fresh = places.root.join("dist.new");
    clear(&fresh)?;
    for file in files {
        write(&fresh.join(&file.path), &file.bytes)?;
    }
    let done = beside(&fresh)?;
    clear(&places.dist)?;
    fs::rename(&fresh, &places.dist).context("could not put the new dist/ in place")?;
    say(format!("{} files in {}", files.len(), places.dist.display()));
    Ok(done)
}

/// `index.html` and everything in `public/`: scripts and styles get hashed names, the rest keeps its own.
fn own_files(root: &Path) -> Result<Vec<Piece>> {
    let index = root.join("index.html");
    let mut pieces = vec![Piece::kept("index.html", read(&index)?)];
    let public = root.join("public");
    for path in files_below(&public)? {
        let name = relative(&path, &public)?;
        let keeps_name = name == "sw.js" || !(name.ends_with(".js") || name.ends_with(".css"));
        let bytes = read(&path)?;
        pieces.push(if keeps_name { Piece::kept(name, bytes) } else { Piece::hashed(name, bytes) });
    }
    Ok(pieces)
}

/// Every file below a folder, in the order of its names, without dot files.
pub fn files_below(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("could not list {}", folder.display()))? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if entry.file_type()?.is_dir() { folders.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found.sort();
    Ok(found)
}

/// The path inside `folder`, with forward slashes.
pub fn relative(path: &Path, folder: &Path) -> Result<String> {
    let inside = path.strip_prefix(folder)?;
    Ok(inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("could not read {}", path.display()))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("could not write {}", path.display()))
}

/// As [`write`], whole or not at all: a build that is stopped half-way must not leave half a file to be found.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let aside = tempfile::NamedTempFile::new_in(folder)?;
    fs::write(aside.path(), bytes)?;
    aside.persist(path).with_context(|| format!("writing {}", path.display()))?;
    Ok(())
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not clear {}", folder.display()))?;
    }
    Ok(())
}
