//! `fuzz`: requests of every kind, with tokens of every role, to the real server; each answer held against the
//! OpenAPI document. The program that sends them is `tests/fuzz/fuzz.py`, over schemathesis.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::places::Places;
use crate::run::{command, run, say};
use crate::setup;

/// How many requests the control sends.
const CONTROL: u64 = 460;

/// The exit code by which the program says that an answer was wrong.
const WRONG: i32 = 3;

/// Sends so many requests. Before them some whose answers are held against a document that is wrong on purpose:
/// where that goes unnoticed, nothing else counts.
///
/// # Errors
/// For an answer of 5xx, one the document does not know, an operation of whose answers fewer than a fifth are 2xx,
/// and for a control that stays green.
pub fn fuzz(places: &Places, requests: u64, seed: u64) -> Result<()> {
    let python = setup::python::environment(places, &requirements(places), "fuzz")?;
    let build = ["build", "-q", "-p", "tanomo-server", "--bin", "tanomo-server", "--example", "fuzz_ground"];
    run(command("cargo", build).current_dir(&places.root))?;
    let folder = tempfile::tempdir()?;
    let server = Server::start(places, folder.path())?;
    let pool = folder.path().join("pool.json");
    let ground = places.target.join("debug/examples/fuzz_ground");
    run(command(ground, [&server.address]).arg(&pool))?;
    let program = |requests: u64| {
        let mut program = command(&python, [places.root.join("tests/fuzz/fuzz.py")]);
        program.arg(&server.address).arg(&pool).args(["--requests", &requests.to_string()]);
        program.args(["--seed", &seed.to_string()]);
        program
    };
    say("the control: a document in which one type is wrong");
    let red = program(CONTROL).arg("--broken").stdin(Stdio::null()).stdout(Stdio::null()).status()?;
    ensure!(red.code() == Some(WRONG), "a wrong document went unnoticed: {red}");
    say("the control was found out");
    run(&mut program(requests))
}

/// What the environment holds.
fn requirements(places: &Places) -> PathBuf {
    places.root.join("tests/fuzz/requirements.txt")
}

/// The real server over a new folder, ended when dropped.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts it on a free port, with limits no fuzzing comes to.
    fn start(places: &Places, folder: &Path) -> Result<Self> {
        let dist = folder.join("dist");
        fs::create_dir_all(&dist)?;
        fs::write(dist.join("index.html"), "<!doctype html>")?;
        let most = u32::MAX.to_string();
        let mut program = Command::new(places.target.join("debug/tanomo-server"));
        program.args(["--port", "0", "--device-limit", &most, "--address-limit", &most]);
        program.arg("--dist").arg(dist).arg("--data").arg(folder.join("data"));
        let mut child = program.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take();
        let mut server = Self { child, address: String::new() };
        let lines = BufReader::new(out.context("no output of the server")?).lines();
        for line in lines {
            if let Some((_, address)) = line?.split_once("listening on ") {
                address.clone_into(&mut server.address);
                return Ok(server);
            }
        }
        anyhow::bail!("the server does not say where it listens")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
