//! What a command that opens browsers has before it starts: the built site, the server, the browsers.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::places::Places;
use crate::run::{run, timed};
use crate::{serve, setup, site};

/// The built things, and where they are.
#[derive(Debug, Clone)]
pub struct Ready {
    /// The server's binary; it takes `--dist FOLDER --port N`.
    pub server: PathBuf,
    /// The built site.
    pub dist: PathBuf,
    /// The folder with `bin/geckodriver` and `node_modules/axe-core`.
    pub tools: PathBuf,
}

impl Ready {
    /// Brings the browsers, builds the site and the server; what is there already is only looked at.
    pub fn make(places: &Places) -> Result<Self> {
        let ready = Self::but_for_the_server(places)?;
        timed("server", || run(&mut serve::build_server(places)))?;
        Ok(ready)
    }

    /// As [`Ready::make`], for the tests: cargo builds the server with them, and once is enough.
    pub fn but_for_the_server(places: &Places) -> Result<Self> {
        timed("browsers", || setup::browsers::ensure(places))?;
        timed("site", || site::build(places))?;
        Ok(Self {
            server: serve::server_binary(places),
            dist: places.dist.clone(),
            tools: places.tools.clone(),
        })
    }

    /// Tells a program (the journeys, or this one started anew) where they are.
    pub fn tell(&self, command: &mut Command) {
        let old = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.tools.join("bin")).chain(env::split_paths(&old));
        if let Ok(path) = env::join_paths(folders) {
            command.env("PATH", path);
        }
        command
            .env("TANOMO_SERVER", &self.server)
            .env("TANOMO_DIST", &self.dist)
            .env("TANOMO_TOOLS", &self.tools);
    }
}
