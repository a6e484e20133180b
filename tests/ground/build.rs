//! A copy of the built site: to break on purpose, or to make the next version of.

use anyhow::{Context, Result, ensure};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder with a whole site, removed with it.
pub struct Build {
    home: TempDir,
}

impl Build {
    /// A copy of what was built.
    pub fn copy() -> Result<Self> {
        let built =
            std::env::var_os("TANOMO_DIST").context("TANOMO_DIST names no site: run `cargo xtask test`")?;
        Self::copy_of(&PathBuf::from(built))
    }

    fn copy_of(from: &Path) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("tanomo-build-").tempdir()?;
        copy_folder(from, home.path())?;
        Ok(Self { home })
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        self.home.path()
    }

    /// The path, with its slash, of the file whose hashed name has this stem and ending: `app`, `wasm`.
    pub fn hashed(&self, stem: &str, ending: &str) -> Result<String> {
        let files = self.files()?;
        let is =
            |path: &&String| path.starts_with(&format!("/{stem}-")) && path.ends_with(&format!(".{ending}"));
        files.keys().find(is).cloned().with_context(|| format!("no {stem}-….{ending} among {files:?}"))
    }

    /// Every file the worker keeps, by path, with the digest it must have.
    pub fn files(&self) -> Result<BTreeMap<String, String>> {
        let worker = self.text("/sw.js")?;
        Ok(serde_json::from_str(between(&worker, "const FILES = ", ";\n")?)?)
    }

    /// The version, as its worker and its page name it.
    pub fn version(&self) -> Result<String> {
        Ok(between(&self.text("/sw.js")?, "const VERSION = \"", "\"")?.to_owned())
    }

    /// A file's text.
    pub fn text(&self, path: &str) -> Result<String> {
        Ok(String::from_utf8(self.bytes(path)?)?)
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        let file = self.place(path);
        fs::read(&file).with_context(|| format!("reading {}", file.display()))
    }

    fn place(&self, path: &str) -> PathBuf {
        self.home.path().join(if path == "/" { "index.html" } else { path.trim_start_matches('/') })
    }

    /// Puts other bytes into a file, whatever the worker's list says of it.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.remove(path)?;
        Ok(fs::write(self.place(path), bytes)?)
    }

    /// Takes a file away, in all its forms.
    pub fn remove(&self, path: &str) -> Result<()> {
        let place = self.place(path).display().to_string();
        fs::remove_file(&place).with_context(|| format!("removing {place}"))?;
        for squeezed in ["br", "gz"].map(|form| format!("{place}.{form}")) {
            if fs::exists(&squeezed)? {
                fs::remove_file(squeezed)?;
            }
        }
        Ok(())
    }

    /// Flips one byte in the middle of a file.
    pub fn corrupt(&self, path: &str) -> Result<()> {
        let mut bytes = self.bytes(path)?;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x20;
        self.put(path, &bytes)
    }

    /// Replaces `old` in a text file; an error where it does not stand there, so that no control goes stale.
    pub fn replace(&self, path: &str, old: &str, new: &str) -> Result<()> {
        let text = self.text(path)?;
        ensure!(text.contains(old), "{path} has no {old:?} any more");
        self.put(path, text.replace(old, new).as_bytes())
    }

    /// The version after this one: every kind of file differs, under names and digests of its own.
    pub fn next(&self) -> Result<Self> {
        let next = Self::copy_of(self.folder())?;
        let version = hex(&Sha256::digest(format!("after {}", self.version()?)));
        let mut renamed = vec![(self.version()?, version)];
        // In the order in which one names the other.
        for (stem, ending, more) in [
            ("app", "wasm", b"\0\x09\x07release2".as_slice()), // a custom section, which nothing reads
            ("app", "css", b"\n:root { --release: 2 }\n"),
            ("app", "js", b"\nwindow.tanomoRelease = 2;\n"),
            ("boot", "js", b"\nwindow.tanomoBootRelease = 2;\n"),
        ] {
            let old = self.hashed(stem, ending)?;
            let mut bytes = next.renewed(&old, &renamed)?;
            bytes.extend(more);
            let new = format!("/{stem}-{}.{ending}", hex(&Sha256::digest(&bytes)));
            next.remove(&old)?;
            fs::write(next.place(&new), bytes)?;
            renamed.push((old, new));
        }
        for path in ["/", "/manifest.webmanifest", "/sw.js"] {
            let mut bytes = next.renewed(path, &renamed)?;
            bytes.push(b'\n');
            next.put(path, &bytes)?;
        }
        next.list_anew()?;
        Ok(next)
    }

    fn renewed(&self, path: &str, renamed: &[(String, String)]) -> Result<Vec<u8>> {
        let bytes = self.bytes(path)?;
        Ok(match String::from_utf8(bytes) {
            Ok(text) => renamed.iter().fold(text, |text, (old, new)| text.replace(old, new)).into_bytes(),
            Err(binary) => binary.into_bytes(),
        })
    }

    /// Makes the worker's list say what the files are now.
    pub fn list_anew(&self) -> Result<()> {
        let worker = self.text("/sw.js")?;
        let old = between(&worker, "const FILES = ", ";\n")?;
        let digest = |path: &String| {
            let sum = Base64::encode_string(&Sha256::digest(self.bytes(path)?));
            anyhow::Ok((path.clone(), format!("sha256-{sum}")))
        };
        let files: BTreeMap<String, String> = self.files()?.keys().map(digest).collect::<Result<_>>()?;
        self.put("/sw.js", worker.replace(old, &serde_json::to_string(&files)?).as_bytes())
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Result<&'a str> {
    let (_, rest) = text.split_once(before).with_context(|| format!("no {before:?} in sw.js"))?;
    Ok(rest.split_once(after).with_context(|| format!("no {after:?} in sw.js"))?.0)
}

/// The first 16 hex digits.
fn hex(digest: &[u8]) -> String {
    digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("listing {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
