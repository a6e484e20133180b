//! `bench handover`: records from phone to phone by QR, screen to camera.

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::places::Places;
use crate::report::{Figure, Report};
use crate::run::{command, output, run, timed};

/// The numbers of records that are measured where none is asked for.
const RECORDS: [u16; 3] = [10, 30, 200];
/// The number that is bound, and how many seconds it may take.
const BOUND: (u16, f64) = (30, 30.0);

#[derive(Deserialize)]
struct Handed {
    bytes: f64,
    blocks: f64,
    frames: f64,
    seconds: f64,
    draw_ms: f64,
    read_ms: f64,
}

/// Builds, measures, and prints the figures.
pub fn handover(places: &Places, records: Option<u16>, json: bool) -> Result<()> {
    let mut cargo = command("cargo", ["build", "--release", "--package", "tanomo-bench"]);
    timed("tanomo-bench", || run(cargo.current_dir(&places.root)))?;
    let program = places.target.join("release/tanomo-bench");
    let mut report = Report::new(
        "From phone to phone by QR, 15 frames a second, 20 of 100 missed (the slowest of 21 scans)",
    );
    for records in records.map_or(RECORDS.to_vec(), |records| vec![records]) {
        let mut measure = command(&program, ["handover", &records.to_string()]);
        let handed: Handed = serde_json::from_str(&output(&mut measure)?).context("no figures")?;
        let name = |what: &str| format!("{records} records: {what}");
        report.add(Figure::told(name("size"), handed.bytes, "bytes"));
        report.add(Figure::told(name("frames at least"), handed.blocks, ""));
        report.add(Figure::told(name("frames shown"), handed.frames, ""));
        report.add(if records <= BOUND.0 {
            Figure::at_most(name("screen to camera"), handed.seconds, "s", BOUND.1)
        } else {
            Figure::told(name("screen to camera"), handed.seconds, "s")
        });
        report.add(Figure::told(name("drawing a frame"), handed.draw_ms, "ms"));
        report.add(Figure::told(name("reading a frame"), handed.read_ms, "ms"));
    }
    report.print(json)
}
