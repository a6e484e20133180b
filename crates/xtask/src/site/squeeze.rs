//! Brotli and gzip siblings, made once at build time so that the server only picks one.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use super::names::{Named, hash16};
use super::write;

const TEXT: [&str; 9] = ["html", "js", "css", "wasm", "webmanifest", "json", "svg", "txt", "xml"];

/// Writes `file.br` and `file.gz` beside every file that shrinks by it; gives the brotli size in bytes by key.
///
/// `kept` holds earlier results by the hash of their input: quality 11 costs seconds for the wasm.
pub fn siblings(files: &[Named], dist: &Path, kept: &Path) -> Result<BTreeMap<String, u64>> {
    let mut sizes = BTreeMap::new();
    for file in files {
        let extension = file.path.rsplit('.').next().unwrap_or_default();
        if !TEXT.contains(&extension) {
            sizes.insert(file.key.clone(), file.bytes.len() as u64);
            continue;
        }
        let name = hash16(&file.bytes);
        let small = remembered(&kept.join(format!("{name}.br")), || brotli11(&file.bytes))?;
        let zipped = remembered(&kept.join(format!("{name}.gz")), || gzip9(&file.bytes))?;
        sizes.insert(file.key.clone(), small.len() as u64);
        write(&dist.join(format!("{}.br", file.path)), &small)?;
        write(&dist.join(format!("{}.gz", file.path)), &zipped)?;
    }
    Ok(sizes)
}

fn remembered(path: &Path, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    if let Ok(bytes) = fs::read(path) {
        return Ok(bytes);
    }
    let bytes = make()?;
    // Written aside first: a build that is stopped half-way must not leave half a file to be found.
    let aside = path.with_extension(format!("{}.part", std::process::id()));
    write(&aside, &bytes)?;
    fs::rename(&aside, path)?;
    Ok(bytes)
}

fn brotli11(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters =
        BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &parameters)?;
    Ok(small)
}

fn gzip9(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
