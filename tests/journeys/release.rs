//! The same site as a later version: other styles under another hashed name, and a page and a worker that name them.

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A later version of the built site, in a folder of its own.
pub struct Release {
    folder: TempDir,
    styles: PathBuf,
}

/// What every file of the later version says: the page in its `tanomo-version`, the styles in `--release`.
pub const LATER: &str = "feedfacefeedface";

impl Release {
    /// Makes it from the site that `TANOMO_DIST` names.
    pub fn later() -> Result<Self> {
        let dist = PathBuf::from(std::env::var_os("TANOMO_DIST").context("TANOMO_DIST names no site")?);
        let folder = tempfile::Builder::new().prefix("tanomo-release-").tempdir()?;
        copy(&dist, folder.path())?;
        let worker = fs::read_to_string(dist.join("sw.js"))?;
        let page = fs::read_to_string(dist.join("index.html"))?;
        let version = between(&page, "name=\"tanomo-version\" content=\"", "\"")?;
        let old_styles = between(&page, "rel=\"stylesheet\" href=\"", "\"")?;
        let new_styles = format!("/app-{LATER}.css");

        let css = fs::read_to_string(dist.join(old_styles.trim_start_matches('/')))?;
        let css = format!("{css}\n:root {{ --release: {LATER}; }}\n");
        let new_page = page.replace(version, LATER).replace(old_styles, &new_styles);
        let new_worker = worker
            .replace(version, LATER)
            .replace(old_styles, &new_styles)
            .replace(
                &integrity(&fs::read(dist.join(old_styles.trim_start_matches('/')))?),
                &integrity(css.as_bytes()),
            )
            .replace(&integrity(page.as_bytes()), &integrity(new_page.as_bytes()));
        let styles = folder.path().join(new_styles.trim_start_matches('/'));
        fs::remove_file(folder.path().join(old_styles.trim_start_matches('/')))?;
        fs::write(&styles, css)?;
        fs::write(folder.path().join("index.html"), new_page)?;
        fs::write(folder.path().join("sw.js"), new_worker)?;
        Ok(Self { folder, styles })
    }

    /// The folder to serve.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Takes its styles away: an update then gets some files and not all, as when the signal is lost half-way.
    pub fn break_half_way(&self) -> Result<()> {
        Ok(fs::rename(&self.styles, self.styles.with_extension("away"))?)
    }

    /// Makes its worker careless, for the control: it installs what it got and does not mind what is missing.
    pub fn forget_to_check(&self) -> Result<()> {
        let path = self.path().join("sw.js");
        let careful = fs::read_to_string(&path)?;
        let careless = careful
            .replace("await fetch(path, { cache: \"reload\", integrity })", "await fetch(path)")
            .replace("throw new Error(`${path}: ${fresh.status}`)", "return");
        ensure!(careless != careful, "sw.js checks its files by other words now");
        Ok(fs::write(path, careless)?)
    }

    /// Puts them back.
    pub fn make_whole(&self) -> Result<()> {
        Ok(fs::rename(self.styles.with_extension("away"), &self.styles)?)
    }
}

/// Copies a site without its squeezed siblings, which would be those of the old bytes.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().context("a name")?);
        if path.is_dir() {
            copy(&path, &target)?;
        } else if !path.extension().is_some_and(|kind| kind == "br" || kind == "gz") {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Result<&'a str> {
    let (_, rest) = text.split_once(before).with_context(|| format!("no {before} in the page"))?;
    Ok(rest.split_once(after).with_context(|| format!("no {after} after {before}"))?.0)
}

/// `sha256-…` as `fetch` takes it.
fn integrity(bytes: &[u8]) -> String {
    use base64ct::{Base64, Encoding};
    format!("sha256-{}", Base64::encode_string(&Sha256::digest(bytes)))
}
