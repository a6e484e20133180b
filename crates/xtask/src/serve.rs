//! `serve`: the built site on this machine, once or anew after each change.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use xtask_watch::{CommandList, Watch};

use crate::places::Places;
use crate::run::{beside, command, run, say};
use crate::site;

/// What a change of makes a new build; `dist/` and the target folder are not among them.
const WATCHED: [&str; 5] = ["src", "crates", "public", "index.html", "Cargo.toml"];

/// What the server does without here: PostgreSQL and S3 take longer to compile than all the rest.
const PLAIN: [&str; 3] = ["--no-default-features", "--features", "hosted"];

/// Builds the site and the server, then serves on `http://localhost:{port}` until the person ends it.
pub fn serve(places: &Places, port: u16, watch: bool) -> Result<()> {
    if watch {
        return serve_and_watch(places, port);
    }
    // The link of the whole module keeps one core busy for minutes: the others compile the server meanwhile.
    beside(|| site::build(places), || run(build_server(places).args(PLAIN)))?;
    say(format!("http://localhost:{port} (Ctrl-C ends it)"));
    run(&mut start_server(places, port))
}

/// The server's binary; [`build_server`] makes it.
pub fn server_binary(places: &Places) -> PathBuf {
    places.target.join("debug").join(format!("tanomo-server{}", env::consts::EXE_SUFFIX))
}

/// A dev build with everything; it is there sooner than a release.
pub fn build_server(places: &Places) -> Command {
    let mut cargo = command("cargo", ["build", "--package", "tanomo-server"]);
    cargo.current_dir(&places.root);
    cargo
}

fn start_server(places: &Places, port: u16) -> Command {
    let mut server = Command::new(server_binary(places));
    server.arg("--dist").arg(&places.dist).args(["--port", &port.to_string()]);
    // Circles that somebody connects here stay when the server is started anew.
    server.arg("--data").arg(places.root.join("data"));
    server
}

/// Each change ends what runs, builds, and starts a server of its own; the page sees the new one and reloads.
fn serve_and_watch(places: &Places, port: u16) -> Result<()> {
    let mut build = Command::new(env::current_exe().context("where is xtask?")?);
    build.args(["build", "--quick"]).current_dir(&places.root);
    let mut server = start_server(places, port);
    server.arg("--live");
    say(format!("http://localhost:{port} (Ctrl-C ends it), built again after each change"));
    let mut plain = build_server(places);
    plain.args(PLAIN);
    let steps = CommandList::from(vec![build, plain, server]);
    Watch::default().watch_paths(WATCHED.map(|path| places.root.join(path))).run(steps)
}
