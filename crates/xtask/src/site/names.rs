//! Content hashes in names, `{{placeholders}}`, the precache list and the version.
//!
//! A piece may name another by `{{its name}}`, for example `{{app.wasm}}` or `{{boot.js}}`: the build puts the
//! absolute path there, with the hash of the other's bytes. So a piece is named only after all it names.
//! `{{VERSION}}` (16 hex digits over everything the site is made of) may stand anywhere. `{{PRECACHE}}` (a JSON array of
//! the paths a phone needs to work without a network) and `{{INTEGRITY}}` (a JSON object from path to
//! `sha256-…`, as `fetch` takes it) may stand in `sw.js` alone, because they name everything else.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

/// The service worker: named last, and never in its own list.
pub const WORKER: &str = "sw.js";

/// A file before it has its final name.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What others call it in a placeholder, for example `app.wasm`.
    pub key: String,
    /// Its bytes, placeholders and all.
    pub bytes: Vec<u8>,
    /// Whether its name carries the hash of its bytes.
    pub hashed: bool,
}

impl Piece {
    /// A file whose name will carry its hash, and which may then be cached for ever.
    pub fn hashed(key: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { key: key.into(), bytes, hashed: true }
    }

    /// A file that keeps its name.
    pub fn kept(key: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { key: key.into(), bytes, hashed: false }
    }

    fn placeholders(&self) -> Vec<String> {
        let Ok(text) = std::str::from_utf8(&self.bytes) else { return Vec::new() };
        let mut found = Vec::new();
        for after in text.split("{{").skip(1) {
            // Anything else in double braces is the file's own: JavaScript and CSS have braces too.
            let Some((key, _)) = after.split_once("}}") else { continue };
            let is_name =
                !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c));
            if is_name && !found.iter().any(|known| known == key) {
                found.push(key.to_owned());
            }
        }
        found
    }
}

/// A file with its final name and bytes.
#[derive(Debug, Clone)]
pub struct Named {
    /// What others called it.
    pub key: String,
    /// The path inside `dist/`, without a leading slash.
    pub path: String,
    /// Its final bytes.
    pub bytes: Vec<u8>,
    /// The keys of the files it names.
    pub names: Vec<String>,
}

/// Names every piece and fills every placeholder; fails on an unknown placeholder or a circle.
pub fn resolve(mut waiting: Vec<Piece>) -> Result<Vec<Named>> {
    waiting.sort_by(|a, b| a.key.cmp(&b.key));
    let mut known = BTreeMap::from([("VERSION".to_owned(), version(&waiting))]);
    let mut done: Vec<Named> = Vec::new();
    while !waiting.is_empty() {
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|piece| {
            piece.key != WORKER && piece.placeholders().iter().all(|key| known.contains_key(key))
        });
        if ready.is_empty() {
            return finish(rest, known, done);
        }
        for piece in ready {
            let named = fill(piece, &known);
            known.insert(named.key.clone(), format!("/{}", named.path));
            done.push(named);
        }
        waiting = rest;
    }
    Ok(done)
}

/// Only the worker may be left: it gets the lists of everything else.
fn finish(
    mut rest: Vec<Piece>,
    mut known: BTreeMap<String, String>,
    mut done: Vec<Named>,
) -> Result<Vec<Named>> {
    let worker = rest.iter().position(|piece| piece.key == WORKER).map(|at| rest.remove(at));
    if let Some(piece) = rest.first() {
        bail!("{} has a placeholder that nothing fills: {:?}", piece.key, unknown(piece, &known));
    }
    if let Some(worker) = worker {
        known.extend(lists(&done)?);
        if let Some(key) = unknown(&worker, &known) {
            bail!("{WORKER} has a placeholder that nothing fills: {key:?}");
        }
        done.push(fill(worker, &known));
    }
    Ok(done)
}

fn unknown(piece: &Piece, known: &BTreeMap<String, String>) -> Option<String> {
    piece.placeholders().into_iter().find(|key| !known.contains_key(key))
}

fn fill(piece: Piece, known: &BTreeMap<String, String>) -> Named {
    let names = piece.placeholders();
    let mut bytes = piece.bytes;
    if !names.is_empty() {
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        for key in &names {
            text = text.replace(&format!("{{{{{key}}}}}"), &known[key]);
        }
        bytes = text.into_bytes();
    }
    let path = if piece.hashed { hashed_path(&piece.key, &bytes) } else { piece.key.clone() };
    Named { key: piece.key, path, bytes, names }
}

/// `boot.js` with its bytes becomes `boot-0123456789abcdef.js`.
fn hashed_path(key: &str, bytes: &[u8]) -> String {
    let hash = hash16(bytes);
    match key.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{key}-{hash}"),
    }
}

/// The first 16 hex digits of SHA-256.
pub fn hash16(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Over the pieces as they were before any name was filled in, so that the version may stand in any of them.
fn version(pieces: &[Piece]) -> String {
    let mut all = Sha256::new();
    for piece in pieces {
        all.update((piece.key.len() as u64).to_le_bytes());
        all.update(&piece.key);
        all.update((piece.bytes.len() as u64).to_le_bytes());
        all.update(&piece.bytes);
    }
    all.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn lists(done: &[Named]) -> Result<[(String, String); 2]> {
    let mut precache = Vec::new();
    let mut integrity = BTreeMap::new();
    for file in done.iter().filter(|file| !file.key.starts_with("screenshots/")) {
        // Asked for as `/`, as a phone does: some hosts answer /index.html with a redirect, which no cache may hold.
        let path = if file.key == "index.html" { "/".to_owned() } else { format!("/{}", file.path) };
        integrity.insert(path.clone(), format!("sha256-{}", base64(&Sha256::digest(&file.bytes))));
        precache.push(path);
    }
    precache.sort();
    Ok([
        ("PRECACHE".to_owned(), serde_json::to_string(&precache)?),
        ("INTEGRITY".to_owned(), serde_json::to_string(&integrity)?),
    ])
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Vec<Piece> {
        vec![
            Piece::hashed("app.wasm", b"\0asm".to_vec()),
            Piece::hashed(
                "app.js",
                b"new URL('{{app.wasm}}', import.meta.url); let o = {a: {b: {{}}}};".to_vec(),
            ),
            Piece::hashed(
                "boot.js",
                b"import init from '{{app.js}}'; init('{{app.wasm}}'); '{{VERSION}}'".to_vec(),
            ),
            Piece::kept("index.html", b"<script type=module src={{boot.js}}></script>".to_vec()),
            Piece::kept("screenshots/a.png", vec![0xff, 0xfe]),
            Piece::kept("sw.js", b"const V='{{VERSION}}', L={{PRECACHE}}, I={{INTEGRITY}};".to_vec()),
        ]
    }

    fn find<'a>(files: &'a [Named], key: &str) -> &'a Named {
        files.iter().find(|file| file.key == key).unwrap()
    }

    fn text(file: &Named) -> &str {
        std::str::from_utf8(&file.bytes).unwrap()
    }

    #[test]
    fn every_hashed_name_is_the_hash_of_its_own_bytes() {
        let files = resolve(site()).unwrap();
        for key in ["app.wasm", "app.js", "boot.js"] {
            let file = find(&files, key);
            assert!(file.path.contains(&hash16(&file.bytes)), "{}", file.path);
        }
        assert!(text(find(&files, "app.js")).contains(&format!("'/{}'", find(&files, "app.wasm").path)));
        assert!(text(find(&files, "index.html")).contains(&format!("/{}", find(&files, "boot.js").path)));
    }

    #[test]
    fn the_worker_lists_what_a_phone_needs_and_not_itself() {
        let files = resolve(site()).unwrap();
        let worker = text(find(&files, "sw.js"));
        let list = worker.split("L=").nth(1).unwrap().split(", I=").next().unwrap();
        let list: Vec<String> = serde_json::from_str(list).unwrap();
        assert_eq!(list.len(), 4, "{list:?}");
        assert!(list.contains(&"/".to_owned()));
        assert!(list.iter().all(|path| !path.contains("sw.js") && !path.contains("screenshots")));
    }

    #[test]
    fn one_changed_byte_gives_another_version_and_another_name_to_all_that_name_it() {
        let before = resolve(site()).unwrap();
        let mut pieces = site();
        pieces[0].bytes.push(1);
        let after = resolve(pieces).unwrap();
        for key in ["app.wasm", "app.js", "boot.js"] {
            assert_ne!(find(&before, key).path, find(&after, key).path);
        }
        assert_ne!(find(&before, "sw.js").bytes, find(&after, "sw.js").bytes);
    }

    #[test]
    fn an_unknown_placeholder_fails_the_build() {
        let mut pieces = site();
        pieces.push(Piece::hashed("extra.js", b"'{{gone.js}}'".to_vec()));
        let error = resolve(pieces).unwrap_err().to_string();
        assert!(error.contains("gone.js") && error.contains("extra.js"), "{error}");
    }

    #[test]
    fn a_circle_fails_the_build() {
        let pieces =
            vec![Piece::hashed("a.js", b"{{b.js}}".to_vec()), Piece::hashed("b.js", b"{{a.js}}".to_vec())];
        assert!(resolve(pieces).is_err());
    }
}
