//! The server under test.

use crate::processes::{Family, own_port};
use anyhow::{Context, Result};
use std::{ffi::OsString, net::Ipv4Addr, path::PathBuf, process::Command};
use tanomo_leaks::{Recorder, Recording};
use tempfile::TempDir;

/// A running server that serves the app on this machine; dropping it ends it.
pub struct Site {
    server: Option<Family>,
    binary: OsString,
    dist: Option<OsString>,
    port: u16,
    home: TempDir,
    recorder: Option<Recorder>,
    logs: &'static str,
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
        let (port, logs) = (own_port()?, "");
        let mut site = Self { server: None, binary, dist, port, home, recorder: None, logs };
        site.start_again().await?;
        Ok(site)
    }

    /// As [`Site::start`], with everything that browsers and server say to each other kept, and a server that logs
    /// all it can.
    ///
    /// # Errors
    /// As [`Site::start`], or when no port is free.
    pub async fn start_recorded() -> Result<Self> {
        let mut site = Self::start().await?;
        site.recorder = Some(Recorder::before((Ipv4Addr::LOCALHOST, site.port).into())?);
        site.logs = "trace";
        site.start_again().await?;
        Ok(site)
    }

    /// Everything that went between browsers and the server; nothing unless it was [started so](Self::start_recorded).
    pub fn traffic(&self) -> Vec<Recording> {
        self.recorder.as_ref().map(Recorder::taken).unwrap_or_default()
    }

    /// The folder with everything the server keeps.
    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
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
        command.arg("--data").arg(self.data());
        if !self.logs.is_empty() {
            command.env("RUST_LOG", self.logs);
        }
        command.arg("--port").arg(self.port.to_string());
        let mut server = Family::start(&mut command, self.home.path().join("server.log"))?;
        server.number_after("listening on http://127.0.0.1:").await?;
        self.server = Some(server);
        Ok(())
    }

    /// The address of a page: `path` starts with a slash. Its host is `localhost`, a secure context everywhere.
    pub fn url(&self, path: &str) -> String {
        let port = self.recorder.as_ref().map_or(self.port, |recorder| recorder.address().port());
        format!("http://localhost:{port}{path}")
    }

    /// What the server has printed so far.
    pub fn log(&self) -> String {
        self.server.as_ref().map(Family::said).unwrap_or_default()
    }
}
