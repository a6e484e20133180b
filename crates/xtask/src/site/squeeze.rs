//! Brotli and gzip siblings, made once at build time so that the server only picks one.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use super::names::{Named, hash16};
use super::{write, write_whole};
use crate::run::lanes;

const TEXT: [&str; 9] = ["html", "js", "css", "wasm", "webmanifest", "json", "svg", "txt", "xml"];

/// Writes `file.br` and `file.gz` beside every file that shrinks by it; gives the brotli size in bytes by key.
///
/// `kept` holds earlier results by the hash of their input: quality 11 costs seconds for the wasm.
pub fn siblings(files: &[Named], dist: &Path, kept: &Path) -> Result<BTreeMap<String, u64>> {
    // The largest first, so that no core is left with it at the end.
    let mut files: Vec<&Named> = files.iter().collect();
    files.sort_by_key(|file| Reverse(file.bytes.len()));
    let sizes = lanes(files, |file| Ok((file.key.clone(), sibling(file, dist, kept)?)))?;
    Ok(sizes.into_iter().collect())
}

/// Gives the bytes that travel.
fn sibling(file: &Named, dist: &Path, kept: &Path) -> Result<u64> {
    let extension = file.path.rsplit('.').next().unwrap_or_default();
    if !TEXT.contains(&extension) {
        return Ok(file.bytes.len() as u64);
    }
    let name = hash16(&file.bytes);
    let small = remembered(&kept.join(format!("{name}.br")), || brotli11(&file.bytes))?;
    let zipped = remembered(&kept.join(format!("{name}.gz")), || gzip9(&file.bytes))?;
    write(&dist.join(format!("{}.br", file.path)), &small)?;
    write(&dist.join(format!("{}.gz", file.path)), &zipped)?;
    Ok(small.len() as u64)
}

fn remembered(path: &Path, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    if let Ok(bytes) = fs::read(path) {
        return Ok(bytes);
    }
    let bytes = make()?;
    write_whole(path, &bytes)?;
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
