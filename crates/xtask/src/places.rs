//! Where things are: the one place that asks cargo for folders.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};
use cargo_metadata::MetadataCommand;

/// The folders every command works in.
#[derive(Debug, Clone)]
pub struct Places {
    /// The workspace root, where `Cargo.toml`, `index.html` and `public/` are.
    pub root: PathBuf,
    /// Cargo's target folder, wherever `CARGO_TARGET_DIR` or a config puts it.
    pub target: PathBuf,
    /// The built site.
    pub dist: PathBuf,
    /// Programs and packages the set-up fetched; nothing outside of it is written without apt or rustup.
    pub tools: PathBuf,
    /// What the build keeps between two runs: squeezed files by hash, the last sizes.
    pub kept: PathBuf,
}

impl Places {
    /// Asks `cargo metadata`; fails where there is no cargo or no workspace.
    pub fn find() -> Result<Self> {
        let mut metadata = MetadataCommand::new();
        // Asked at run time: two clones that share a target folder share this program too.
        if let Some(own) = env::var_os("CARGO_MANIFEST_DIR") {
            metadata.current_dir(own);
        }
        let metadata = metadata.no_deps().exec().context("`cargo metadata` failed")?;
        let root = metadata.workspace_root.into_std_path_buf();
        let target = metadata.target_directory.into_std_path_buf();
        Ok(Self {
            dist: root.join("dist"),
            tools: target.join("tools"),
            kept: target.join("site"),
            root,
            target,
        })
    }
}
