//! PostgreSQL's programs, for the server's tests. They start one of their own; the cluster that the package makes
//! is not used.

use std::path::Path;

use anyhow::{Result, bail};

use super::apt;

/// The Debian package that has `initdb` and `postgres`.
const PACKAGE: &str = "postgresql";

/// Where Debian keeps each version's programs, and where the tests look.
const PROGRAMS: &str = "/usr/lib/postgresql";

/// Installs what is missing; on a machine without apt says what to install.
pub fn ensure() -> Result<()> {
    if there(Path::new(PROGRAMS)) {
        return Ok(());
    }
    if !apt::here() {
        bail!("this machine has no apt: please install PostgreSQL so that {PROGRAMS}/*/bin has its programs");
    }
    apt::install(&[PACKAGE])
}

fn there(programs: &Path) -> bool {
    let versions = std::fs::read_dir(programs).into_iter().flatten().flatten();
    versions.map(|version| version.path().join("bin")).any(|bin| bin.join("initdb").is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_counts_when_its_programs_are_there() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!there(folder.path()) && !there(&folder.path().join("none")));
        std::fs::create_dir_all(folder.path().join("15/bin")).unwrap();
        assert!(!there(folder.path()));
        std::fs::write(folder.path().join("15/bin/initdb"), "").unwrap();
        assert!(there(folder.path()));
    }
}
