//! The files of the built site, read once into memory.
//!
//! In memory, because then a deployment in the middle of a phone's visit can never hand out half of each version.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use axum::body::Bytes;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

/// The site inside the binary; a dev build reads the same folder from the disk.
#[derive(RustEmbed)]
#[folder = "$TANOMO_EMBEDDED"]
#[allow_missing = true]
struct Embedded;

/// One file, in each form it can be sent.
#[derive(Debug, Clone)]
pub struct File {
    /// As it is.
    pub plain: Bytes,
    /// Squeezed by brotli, where the build did so.
    pub brotli: Option<Bytes>,
    /// Squeezed by gzip, where the build did so.
    pub gzip: Option<Bytes>,
    /// The first 16 hex digits of SHA-256 over the plain bytes.
    pub hash: String,
    /// The value of `content-type`.
    pub kind: String,
    /// Whether the name carries the hash of the bytes, so that it may be kept for ever.
    pub forever: bool,
}

/// All files by path, without a leading slash.
#[derive(Debug, Clone, Default)]
pub struct Site {
    files: BTreeMap<String, File>,
}

impl Site {
    /// The site that was built into this binary; fails when there was none.
    pub fn embedded() -> Result<Self> {
        let files = Embedded::iter().filter_map(|path| {
            let file = Embedded::get(&path)?;
            Some((path.into_owned(), Bytes::from(file.data.into_owned())))
        });
        Self::from_files(files.collect()).context("no site in this binary: run `cargo xtask build` first")
    }

    /// The site in a folder; fails when it cannot be read or has no `index.html`.
    pub fn from_folder(folder: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(&next).with_context(|| format!("could not list {}", next.display()))? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let inside = path.strip_prefix(folder)?;
                let parts: Vec<_> =
                    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
                let bytes = fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
                files.insert(parts.join("/"), Bytes::from(bytes));
            }
        }
        Self::from_files(files).with_context(|| format!("{} is no built site", folder.display()))
    }

    /// The site made of these bytes by path; `x.br` and `x.gz` become forms of `x`.
    pub fn from_files(mut bytes: BTreeMap<String, Bytes>) -> Result<Self> {
        let plain: Vec<String> =
            bytes.keys().filter(|path| !path.ends_with(".br") && !path.ends_with(".gz")).cloned().collect();
        let mut files = BTreeMap::new();
        for path in plain {
            let brotli = bytes.remove(&format!("{path}.br"));
            let gzip = bytes.remove(&format!("{path}.gz"));
            let Some(plain) = bytes.remove(&path) else { continue };
            files.insert(path.clone(), File::new(&path, plain, brotli, gzip));
        }
        ensure!(files.contains_key("index.html"), "there is no index.html");
        Ok(Self { files })
    }

    /// The file at a path without a leading slash; `""` is the start page.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(if path.is_empty() { "index.html" } else { path })
    }

    /// Puts a file in, or in the place of another, in its plain form alone.
    pub fn put(&mut self, path: &str, plain: impl Into<Bytes>) {
        self.files.insert(path.to_owned(), File::new(path, plain.into(), None, None));
    }
}

impl File {
    fn new(path: &str, plain: Bytes, brotli: Option<Bytes>, gzip: Option<Bytes>) -> Self {
        let hash: String = Sha256::digest(&plain)[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        // Asked of the bytes, not guessed from the name's look: a wrong name must not be kept for a year.
        let forever = path.contains(&format!("-{hash}."));
        Self { plain, brotli, gzip, hash, kind: kind(path), forever }
    }
}

fn kind(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = kind.type_() == "text" || kind.subtype() == "javascript" || kind.subtype() == "json";
    if is_text && kind.get_param("charset").is_none() {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    }
}
