//! `bench sync`: records between phones, ours and peers in the same run, turn by turn.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::side::{self, PATIENCE, Run, Server, Traffic, on_core};
use crate::places::Places;
use crate::report::{Figure, Report};
use crate::run::{command, run, say, timed};

/// How often each side runs; the median counts.
const ROUNDS: usize = 5;
/// The loads that are measured where none is asked for.
const LOADS: [Load; 2] = [Load { phones: 20, records: 100 }, Load { phones: 200, records: 20 }];
/// Bytes of a record of 265, either way.
const RECORD_BYTES: f64 = 700.0;
/// Circles, and phones that wait in each.
const CROWD: (u32, u32) = (100, 50);
/// KiB of resident memory for that crowd.
const CROWD_KIB: f64 = 120.0 * 1024.0;

/// So many phones write so many records each.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Phones.
    pub phones: u16,
    /// Records of each.
    pub records: u16,
}

/// What to measure.
#[derive(Clone, Debug)]
pub struct Asked {
    /// One load instead of [`LOADS`].
    pub load: Option<Load>,
    /// A PostgreSQL for our server instead of SQLite.
    pub database: Option<String>,
    /// Also print the figures as one JSON array.
    pub json: bool,
}

/// Builds, brings the peers, measures, and prints the figures.
pub fn sync(places: &Places, asked: &Asked) -> Result<()> {
    let bench = Bench::make(places, asked.database.clone())?;
    let mut report = Report::new(format!(
        "Records between phones (median of {ROUNDS}; phones on core 0, server on core 1; {})",
        if asked.database.is_some() { "PostgreSQL" } else { "SQLite" }
    ));
    for load in asked.load.map_or(LOADS.to_vec(), |load| vec![load]) {
        timed(&format!("{} phones, {} records each", load.phones, load.records), || {
            bench.converge(load)?.into_iter().for_each(|figure| report.add(figure));
            Ok(())
        })?;
    }
    let rest = timed("one record, missed changes, waiting phones", || bench.rest())?;
    rest.into_iter().for_each(|figure| report.add(figure));
    report.print(asked.json)
}

/// The programs of all sides.
struct Bench {
    server: PathBuf,
    phones: PathBuf,
    peers: PathBuf,
    database: Option<String>,
}

/// A side's runs.
#[derive(Debug, Default)]
struct Runs(Vec<Run>);

impl Runs {
    fn seconds(&self) -> f64 {
        let mut all: Vec<f64> = self.0.iter().map(|run| run.seconds).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// Bytes up for each record written and down for each that came to another phone, in the middle run; none where
    /// that side could not say.
    fn bytes(&self, load: Load) -> Option<(f64, f64)> {
        let middle = self.seconds();
        let run = self.0.iter().find(|run| run.seconds == middle);
        let Traffic { up, down, .. } = run?.traffic?;
        let written = f64::from(load.phones) * f64::from(load.records);
        Some((up as f64 / written, down as f64 / (written * (f64::from(load.phones) - 1.0))))
    }
}

impl Bench {
    fn make(places: &Places, database: Option<String>) -> Result<Self> {
        ensure!(std::thread::available_parallelism()?.get() > 1, "the bench takes two cores");
        let build = |package| {
            let mut cargo = command("cargo", ["build", "--release", "--package", package]);
            timed(package, || run(cargo.current_dir(&places.root)))
        };
        build("tanomo-server")?;
        build("tanomo-bench")?;
        let peers = side::peers(&places.root.join("tests/peers"), &places.tools)?;
        let built = |name: &str| places.target.join("release").join(name);
        Ok(Self { server: built("tanomo-server"), phones: built("tanomo-bench"), peers, database })
    }

    /// Our phones on core 0, for one of their measures.
    fn phones(&self, arguments: &[&str]) -> std::process::Command {
        let mut phones = on_core(0, &self.phones);
        phones.args(arguments);
        phones
    }

    fn converge(&self, load: Load) -> Result<Vec<Figure>> {
        let Load { phones, records } = load;
        let folder = tempfile::tempdir()?;
        let texts = folder.path().join("texts.json");
        let printed =
            crate::run::output(&mut self.phones(&["texts", &phones.to_string(), &records.to_string()]))?;
        std::fs::write(&texts, printed)?;
        let (mut ours, mut yjs, mut pouch) = (Runs::default(), Runs::default(), Runs::default());
        let mut pouch_ends = true;
        for round in 1..=ROUNDS {
            let our_run = self.our_run(load)?.context("our phones did not end in time")?;
            let yjs_run = self.yjs_run(&texts)?.context("Yjs did not end in time")?;
            ensure!(our_run.sum == yjs_run.sum, "the sides did not come to the same texts");
            say(format!("round {round}: ours {:.2} s, Yjs {:.2} s", our_run.seconds, yjs_run.seconds));
            ours.0.push(our_run);
            yjs.0.push(yjs_run);
            // Once is enough to see that it takes too long.
            if pouch_ends && let Some(run) = self.pouch_run(&texts)? {
                say(format!("round {round}: PouchDB {:.2} s", run.seconds));
                ensure!(
                    ours.0.iter().all(|our| our.sum == run.sum),
                    "the sides did not come to the same texts"
                );
                pouch.0.push(run);
            } else {
                pouch_ends = false;
            }
        }
        let name = |what: &str| format!("{phones} phones × {records}: {what}");
        let bytes = |what: &str, of: f64| Figure::at_most(name(what), of, "bytes", RECORD_BYTES);
        let (up, down) = ours.bytes(load).context("our phones did not count their bytes")?;
        let slow = |runs: &Runs| if pouch_ends { runs.seconds() } else { PATIENCE.as_secs_f64() };
        let pouch_name = if pouch_ends { "PouchDB" } else { "PouchDB, not finished after" };
        let mut figures = vec![
            Figure::at_most(name("ours to Yjs"), ours.seconds() / yjs.seconds(), "×", 1.0),
            Figure::told(name("ours"), ours.seconds(), "s"),
            Figure::told(name("Yjs and y-websocket"), yjs.seconds(), "s"),
            Figure::told(name(pouch_name), slow(&pouch), "s"),
            bytes("up for each record", up),
            bytes("down for each record and phone", down),
        ];
        // Its phones connect anew after 30 silent seconds, and then do not know.
        if let Some((up, down)) = yjs.bytes(load) {
            figures.push(Figure::told(name("Yjs, up for each record"), up, "bytes"));
            figures.push(Figure::told(name("Yjs, down for each record and phone"), down, "bytes"));
        }
        Ok(figures)
    }

    fn our_server(&self, folder: &Path) -> Result<Server> {
        Server::ours(&self.server, folder, self.database.as_deref())
    }

    fn our_run(&self, Load { phones, records }: Load) -> Result<Option<Run>> {
        let folder = tempfile::tempdir()?;
        let server = self.our_server(folder.path())?;
        let (phones, records) = (phones.to_string(), records.to_string());
        side::figures(&mut self.phones(&["converge", &server.host, &phones, &records]), PATIENCE)
    }

    fn yjs_run(&self, texts: &Path) -> Result<Option<Run>> {
        let server = self.peers.join("node_modules/y-websocket/bin/server.cjs");
        let server = Server::peer(&server, |server, port| {
            server.env("HOST", "127.0.0.1").env("PORT", port.to_string());
        })?;
        self.peer_run("yjs.js", &format!("ws://{}", server.host), texts)
    }

    fn pouch_run(&self, texts: &Path) -> Result<Option<Run>> {
        let folder = tempfile::tempdir()?;
        let server = self.peers.join("node_modules/pouchdb-server/bin/pouchdb-server");
        let server = Server::peer(&server, |server, port| {
            // It writes its settings and its log where it is started.
            server.current_dir(folder.path());
            server.args([
                "--in-memory",
                "--no-stdout-logs",
                "--host",
                "127.0.0.1",
                "--port",
                &port.to_string(),
            ]);
        })?;
        self.peer_run("pouchdb.js", &format!("http://{}", server.host), texts)
    }

    fn peer_run(&self, driver: &str, address: &str, texts: &Path) -> Result<Option<Run>> {
        let mut phones = on_core(0, Path::new("node"));
        phones.arg("--no-warnings").arg(self.peers.join(driver)).arg(address).arg(texts);
        side::figures(&mut phones, PATIENCE)
    }

    /// One record alone, missed changes, and phones that wait.
    fn rest(&self) -> Result<Vec<Figure>> {
        let folder = tempfile::tempdir()?;
        let server = self.our_server(folder.path())?;
        let mut figures = self.alone(&server)?;
        for missed in [0, 10, 100, 1_000] {
            figures.extend(self.caught_up(&server, missed)?);
        }
        drop(server);
        let folder = tempfile::tempdir()?;
        figures.extend(self.waiting(&self.our_server(folder.path())?)?);
        Ok(figures)
    }

    fn ask<T: serde::de::DeserializeOwned>(&self, arguments: &[&str]) -> Result<T> {
        // To register thousands of phones takes as many commits on the disk; that is before anything is measured.
        side::figures(&mut self.phones(arguments), PATIENCE * 5)?.context("our phones did not end in time")
    }

    fn alone(&self, server: &Server) -> Result<Vec<Figure>> {
        let Alone { records, writer, reader } = self.ask(&["alone", &server.host, "50"])?;
        let each = |bytes: u64| bytes as f64 / f64::from(records);
        let bytes = |name: &str, of: u64| Figure::at_most(name, each(of), "bytes", RECORD_BYTES);
        Ok(vec![
            bytes("a push of one record: up", writer.up),
            bytes("a push of one record: its answer", writer.down),
            bytes("one record to a phone that waits: down", reader.down),
            Figure::told("one record to a phone that waits: its poll, up", each(reader.up), "bytes"),
        ])
    }

    fn caught_up(&self, server: &Server, missed: u32) -> Result<Vec<Figure>> {
        let CaughtUp { traffic } = self.ask(&["catch-up", &server.host, &missed.to_string()])?;
        let name = |what: &str| match missed {
            0 => format!("up to date: {what}"),
            _ => format!("missed {missed}: {what}"),
        };
        // A page has a hundred; what comes is bound by what is missed, not by what there is.
        let pages = missed.div_ceil(100).max(1);
        let bytes = RECORD_BYTES * f64::from(missed.max(1));
        Ok(vec![
            Figure::at_most(name("requests"), traffic.requests as f64, "", pages.into()),
            Figure::told(name("up"), traffic.up as f64, "bytes"),
            Figure::at_most(name("down"), traffic.down as f64, "bytes", bytes),
        ])
    }

    fn waiting(&self, server: &Server) -> Result<Vec<Figure>> {
        let ((circles, phones), process) = (CROWD, server.process().to_string());
        let (circles, phones) = (circles.to_string(), phones.to_string());
        let Waited { phones, resident, most, half, nearly_all } =
            self.ask(&["waiting", &server.host, &process, &circles, &phones])?;
        let name = |what: &str| format!("{phones} phones wait: {what}");
        Ok(vec![
            Figure::at_most(name("the server's memory"), resident / 1024.0, "MiB", CROWD_KIB / 1024.0),
            Figure::told(name("the most it ever was"), most / 1024.0, "MiB"),
            Figure::told(name("a push to all circles reaches them, p50"), half * 1e3, "ms"),
            Figure::told(name("the same, p99"), nearly_all * 1e3, "ms"),
        ])
    }
}

/// As `tanomo-bench alone` prints it.
#[derive(Deserialize)]
struct Alone {
    records: u16,
    writer: Traffic,
    reader: Traffic,
}

/// As `tanomo-bench catch-up` prints it.
#[derive(Deserialize)]
struct CaughtUp {
    traffic: Traffic,
}

/// As `tanomo-bench waiting` prints it: KiB and seconds.
#[derive(Deserialize)]
struct Waited {
    phones: u32,
    resident: f64,
    most: f64,
    half: f64,
    nearly_all: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_counts_and_its_own_bytes() {
        let load = Load { phones: 3, records: 2 };
        let run = |seconds, up| Run {
            seconds,
            sum: String::new(),
            traffic: Some(Traffic { up, down: 2 * up, requests: 1 }),
        };
        let runs = Runs(vec![run(9.0, 1), run(1.0, 2), run(2.0, 600), run(3.0, 4), run(1.5, 5)]);
        assert_eq!((runs.seconds(), runs.bytes(load)), (2.0, Some((100.0, 100.0))));
        assert!(Runs::default().seconds().is_nan());
        assert!(!Figure::at_most("t", Runs::default().seconds() / 1.0, "×", 1.0).ok);
    }
}
