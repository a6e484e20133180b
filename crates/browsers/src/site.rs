//! The server under test.

use crate::processes::{Family, own_port};
use anyhow::{Context, Result};
use std::{ffi::OsString, process::Command};
use tempfile::TempDir;

/// A running server that serves the app on this machine; dropping it ends it.
pub struct Site {
    server: Option<Family>,
    binary: OsString,
    dist: Option<OsString>,
    port: u16,
    home: TempDir,
}

impl Site {
    /// Starts the binary that `TANOMO_SERVER` names on a free port, with `TANOMO_DIST` as its site.
    ///
    /// # Errors
    /// When `TANOMO_SERVER` is not set, or the server does not say that it listens.
    pub async fn start() -> Result<Self> {
        let binary = std::env::var_os("TANOMO_SERVER").context("TANOMO_SERVER names no server binary")?;
        Self::start_with(binary, std::env::var_os("TANOMO_DIST")).await
    }

    /// Starts any binary with the server's command line: `--dist FOLDER --port N`, and the line
    /// `listening on http://127.0.0.1:N` once it answers.
    ///
    /// # Errors
    /// When the server does not say that it listens.
    pub async fn start_with(binary: OsString, dist: Option<OsString>) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("tanomo-site-").tempdir()?;
        let mut site = Self { server: None, binary, dist, port: own_port()?, home };
        site.start_again().await?;
        Ok(site)
    }

    /// Serves another build from now on, at the same address, as after a release.
    ///
    /// # Errors
    /// As [`Site::start_again`].
    pub async fn serve_instead(&mut self, dist: OsString) -> Result<()> {
        self.dist = Some(dist);
        self.start_again().await
    }

    /// Ends the server at once (SIGKILL).
    ///
    /// # Errors
    /// When it does not end.
    pub fn stop(&mut self) -> Result<()> {
        self.server.take().map_or(Ok(()), |mut server| server.kill())
    }

    /// Starts it on the port it had, after ending what still runs.
    ///
    /// # Errors
    /// When the port was taken meanwhile, or the server does not say that it listens.
    pub async fn start_again(&mut self) -> Result<()> {
        self.stop()?;
        let mut command = Command::new(&self.binary);
        if let Some(dist) = &self.dist {
            command.arg("--dist").arg(dist);
        }
        // Circles too, so that phones can find each other.
        command.arg("--data").arg(self.home.path().join("data"));
        command.arg("--port").arg(self.port.to_string());
        let mut server = Family::start(&mut command, self.home.path().join("server.log"))?;
        server.number_after("listening on http://127.0.0.1:").await?;
        self.server = Some(server);
        Ok(())
    }

    /// The address of a page: `path` starts with a slash. Its host is `localhost`, a secure context everywhere.
    pub fn url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }

    /// What the server has printed so far.
    pub fn log(&self) -> String {
        self.server.as_ref().map(Family::said).unwrap_or_default()
    }
}
