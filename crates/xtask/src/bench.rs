//! `bench` and `shots`: programs that drive a browser and leave figures or pictures. They live beside the
//! journeys in `tests/`, so that this crate needs neither the app nor a browser to compile.
//!
//! # Layout
//! - [`handover`]: records from phone to phone by QR; needs neither browser nor server.
//! - [`sync`]: records between phones, beside peers; needs no browser. `side`: one side of it.

pub mod handover;
mod side;
pub mod sync;

use std::path::Path;

use anyhow::{Context, Result};

use crate::places::Places;
use crate::ready::Ready;
use crate::report::{Figure, Report};
use crate::run::{command, run};

/// Builds the site, measures how it starts, saves and scrolls, and prints the figures.
pub fn start(places: &Places, json: bool) -> Result<()> {
    let title = "Start, saving and scrolling with 5,000 records (median of five)";
    figures(places, "bench_start", title, json)
}

/// Builds the site, measures how a large 活動日 opens beside the list, and prints the figures.
pub fn day(places: &Places, json: bool) -> Result<()> {
    let title = "A day with 40 jobs and 30 people, cold and offline at 6× throttle (median of five)";
    figures(places, "bench_day", title, json)
}

/// Runs a program that leaves figures, and prints them.
fn figures(places: &Places, program: &str, title: &str, json: bool) -> Result<()> {
    let kept = places.target.join(format!("figures-{program}.json"));
    measure(places, program, |program| program.env("TANOMO_FIGURES", &kept))?;
    let text = std::fs::read_to_string(&kept).context("the measure left no figures")?;
    let figures: Vec<Figure> = serde_json::from_str(&text)?;
    let mut report = Report::new(title);
    figures.into_iter().for_each(|figure| report.add(figure));
    report.print(json)
}

/// Builds the site and takes a picture of every screen into a folder.
pub fn shots(places: &Places, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let folder = folder.canonicalize()?;
    measure(places, "shots", |program| program.env("TANOMO_SHOTS", &folder))
}

fn measure(
    places: &Places,
    name: &str,
    tell: impl FnOnce(&mut std::process::Command) -> &mut std::process::Command,
) -> Result<()> {
    let ready = Ready::make(places)?;
    let mut program = command("cargo", ["run", "-q", "-p", "tanomo", "--features", "measures"]);
    program.args(["--example", name]).current_dir(&places.root);
    ready.tell(&mut program);
    run(tell(&mut program))
}
