//! The server's process and a phone's requests to it.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tanomo_wire::{CircleId, Cursor, Problem, SyncAnswer, SyncRequest, path};
use ureq::Agent;
use ureq::http::{HeaderMap, Request};

use super::postgres::own_port;
use super::squad::{Phone, Squad};

/// A running server; killed when dropped.
pub struct Node {
    pub child: Child,
    pub address: String,
    agent: Agent,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn read<T: DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.body));
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn problem(&self) -> Problem {
        assert_eq!(self.headers["content-type"], "application/problem+json");
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status);
        problem
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// A site of one page, so that the server has an app to serve.
pub fn site(folder: &Path) -> std::path::PathBuf {
    let dist = folder.join("dist");
    std::fs::create_dir_all(&dist).unwrap();
    std::fs::write(dist.join("index.html"), "<!doctype html>").unwrap();
    dist
}

impl Node {
    /// The real binary with these arguments; its database is in `folder` unless they say otherwise.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tanomo-server"));
        command.arg("--dist").arg(site(folder)).arg("--data").arg(folder.join("data"));
        command.args(["--port", &own_port().to_string()]).args(arguments);
        Self::of(command)
    }

    /// A process that prints where it listens.
    pub fn of(command: Command) -> Self {
        Self::logging(command, "off")
    }

    /// The same, that logs so much.
    pub fn logging(mut command: Command, level: &str) -> Self {
        command.env("RUST_LOG", level).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let address = lines.filter_map(|line| Some(line.split_once("listening on ")?.1.to_owned())).next();
        let address = address.expect("the server says where it listens");
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A server that refuses before it has read the body closes the connection: none is used twice.
            .max_idle_connections(0)
            .timeout_global(Some(Duration::from_secs(40)))
            .build();
        Self { child, address, agent: Agent::from(config) }
    }

    /// Sends a request; `Err` where no answer came.
    pub fn try_ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Result<Reply, ureq::Error> {
        let mut request =
            Request::builder().method(method.to_uppercase().as_str()).uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = match body {
            Some(body) => self.agent.run(request.body(body).unwrap())?,
            None => self.agent.run(request.body(()).unwrap())?,
        };
        let mut body = Vec::new();
        response.body_mut().as_reader().read_to_end(&mut body).map_err(ureq::Error::Io)?;
        Ok(Reply { status: response.status().as_u16(), headers: response.headers().clone(), body })
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<Vec<u8>>) -> Reply {
        self.try_ask(method, path, headers, body).unwrap()
    }

    pub fn get(&self, path: &str, phone: &Phone) -> Reply {
        self.ask("GET", path, &[("authorization", &phone.token.to_header())], None)
    }

    pub fn post(&self, path: &str, phone: &Phone, body: &impl Serialize) -> Reply {
        let body = serde_json::to_vec(body).unwrap();
        self.ask("POST", path, &[("authorization", &phone.token.to_header())], Some(body))
    }

    pub fn try_sync(&self, circle: &CircleId, phone: &Phone, request: &SyncRequest) -> Option<SyncAnswer> {
        let body = serde_json::to_vec(request).unwrap();
        let header = phone.token.to_header();
        let path = path::of(path::SYNC, circle);
        let reply = self.try_ask("POST", &path, &[("authorization", &header)], Some(body)).ok()?;
        (reply.status == 200).then(|| reply.read())
    }

    /// One page of changes.
    pub fn changes(&self, circle: &CircleId, phone: &Phone, since: Option<Cursor>, wait: u32) -> SyncAnswer {
        let since = since.map_or(String::new(), |cursor| format!("&since={cursor}"));
        self.get(&format!("{}?v=1&wait={wait}{since}", path::of(path::CHANGES, circle)), phone).read()
    }

    /// Makes the squad's circle and registers its phones.
    pub fn settle(&self, squad: &Squad) {
        let body = serde_json::to_vec(&squad.new_circle()).unwrap();
        let made = self.ask("POST", path::CIRCLES, &[], Some(body));
        assert_eq!(made.status, 200, "{}", String::from_utf8_lossy(&made.body));
        for phone in [&squad.other_lead, &squad.helper] {
            let again = tanomo_wire::circle::Joining::Again(squad.entries());
            let body = serde_json::to_vec(&phone.join(&squad.circle, again)).unwrap();
            let joined = self.ask("POST", &path::of(path::DEVICES, &squad.circle), &[], Some(body));
            assert_eq!(joined.status, 200);
        }
    }

    /// Ends it without a word, as a power cut does.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
