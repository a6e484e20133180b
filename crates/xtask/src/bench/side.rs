//! One side of the sync bench: its server on core 1, all its phones in one process on core 0.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::run::command;

/// How long one run of a side may take; what is slower is told as not finished.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Bytes and requests of all phones of a side.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Traffic {
    /// Bytes from phones to the server.
    pub up: u64,
    /// Bytes from the server to phones.
    pub down: u64,
    /// Requests, where there are such.
    pub requests: u64,
}

/// One run.
#[derive(Clone, Debug, Deserialize)]
pub struct Run {
    /// Until every phone had hashed all texts.
    pub seconds: f64,
    /// What every phone came to.
    pub sum: String,
    /// What went over the sockets, where the side can say.
    pub traffic: Option<Traffic>,
}

/// A program on one core.
pub fn on_core(core: u8, program: &Path) -> Command {
    let mut pinned = command("taskset", ["-c", &core.to_string()]);
    pinned.arg(program);
    pinned
}

/// A server that runs until this is dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens, as host:port.
    pub host: String,
}

impl Server {
    /// Starts our server, which says where it listens.
    pub fn ours(binary: &Path, folder: &Path, database: Option<&str>) -> Result<Self> {
        let dist = folder.join("dist");
        std::fs::create_dir_all(&dist)?;
        std::fs::write(dist.join("index.html"), "<!doctype html>")?;
        let mut server = on_core(1, binary);
        server.args(["--port", "0", "--device-limit", "1000000", "--address-limit", "100000000"]);
        server.arg("--dist").arg(&dist).arg("--data").arg(folder.join("data")).env("RUST_LOG", "off");
        server.args(database.map(|address| ["--database", address]).into_iter().flatten());
        let mut child = server.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("the server")?;
        let said = BufReader::new(child.stdout.take().context("no output of the server")?).lines();
        let mut hosts =
            said.map_while(Result::ok).filter_map(|line| Some(line.split_once("http://")?.1.to_owned()));
        let host = hosts.next().context("the server does not say where it listens")?;
        Ok(Self { child, host })
    }

    /// Starts a peer's server on a port that was free a moment ago, and waits until it listens.
    pub fn peer(program: &Path, arguments: impl Fn(&mut Command, u16)) -> Result<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut server = on_core(1, Path::new("node"));
        arguments(server.arg(program), port);
        let mut child = server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let host = format!("127.0.0.1:{port}");
        let begun = Instant::now();
        while std::net::TcpStream::connect(&host).is_err() {
            ensure!(child.try_wait()?.is_none(), "{} ended", program.display());
            ensure!(begun.elapsed() < Duration::from_secs(60), "{} does not listen", program.display());
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(Self { child, host })
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a program prints as its last line, as JSON; `None` where it does not end in time.
pub fn figures<T: DeserializeOwned>(program: &mut Command, patience: Duration) -> Result<Option<T>> {
    let mut child =
        program.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("taskset and the program")?;
    let mut out = child.stdout.take().context("no output")?;
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        out.read_to_string(&mut text).map(|_| text)
    });
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if begun.elapsed() > patience {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    ensure!(status.success(), "a side's phones ended with {status}");
    let Ok(text) = reader.join() else { bail!("its output could not be read") };
    let text = text?;
    let line = text.lines().last().context("a side printed nothing")?;
    Ok(Some(serde_json::from_str(line)?))
}

/// The peers' drivers and what they are made of, in a folder of ours: the drivers find their packages beside them.
pub fn peers(from: &Path, tools: &Path) -> Result<PathBuf> {
    let folder = tools.join("peers");
    std::fs::create_dir_all(&folder)?;
    let lock = std::fs::read(from.join("package-lock.json"))?;
    let had = std::fs::read(folder.join("package-lock.json")).is_ok_and(|had| had == lock);
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            std::fs::copy(&path, folder.join(name))?;
        }
    }
    if !(had && folder.join("node_modules/yjs/package.json").exists()) {
        crate::run::say("fetching the peers from npm");
        // No scripts: what they would compile is for disks, and these servers keep everything in memory.
        let quiet = ["ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"];
        crate::run::run(command("npm", quiet).current_dir(&folder))?;
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_the_last_line_of_who_ends_well_and_in_time() {
        let ask = |script: &str, patience| figures::<Run>(&mut command("sh", ["-c", script]), patience);
        let line = r#"echo so; echo '{"seconds":1.5,"sum":"a","traffic":null}'"#;
        assert_eq!(ask(line, PATIENCE).unwrap().unwrap().seconds, 1.5);
        assert!(ask(&format!("{line}; exit 1"), PATIENCE).is_err());
        assert!(ask("exec sleep 5", Duration::from_millis(50)).unwrap().is_none());
    }
}
