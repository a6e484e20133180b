//! `test`: everything a change must pass, with one line at the end that says how many tests did.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::fuzz;
use crate::places::Places;
use crate::ready::Ready;
use crate::run::{command, run, say};
use crate::setup::{self, wasm_std::TARGET};

/// What turns on the tests that need browsers.
const BROWSERS: &str = "tanomo/journeys,tanomo-browsers/real-browsers";
/// Every feature that turns on code of the tests.
const EVERYTHING: &str = "tanomo/journeys,tanomo/measures,tanomo-browsers/real-browsers";

/// How many lines of what a failed test says are said again at the end, where a reader looks first.
const SAID_AGAIN: usize = 40;

/// How many requests a full run sends the server.
const FUZZED: u64 = 20_000;

/// Runs every stage, also after one failed, and prints `N passed, N failed` last; fails when anything did.
///
/// A stage that fails without a failed test (it did not compile, clippy complained) counts as one failure.
pub fn test(places: &Places, full: bool) -> Result<()> {
    let mut tally = Tally::default();
    tally.stage("postgres", |_| setup::postgres::ensure());
    tally.stage("readers", |_| setup::python::readers(places).map(drop));
    let ready = tally.stage("ready", |_| Ready::but_for_the_server(places));
    tally.stage("rustfmt", |_| run(&mut cargo(places, &["fmt", "--all", "--check"])));
    tally.stage("clippy", |_| {
        let clippy = &["clippy", "--all-targets", "--features", EVERYTHING, "--", "-D", "warnings"];
        run(&mut cargo(places, clippy))
    });
    tally.stage("clippy for wasm", |_| {
        run(cargo(places, &["clippy", "-p", "tanomo", "--target", TARGET]).args(["--", "-D", "warnings"]))
    });
    // One call for all of them: another choice of packages or features would compile half of what they need anew.
    tally.stage("tests", |counted| {
        let mut tests = cargo(places, &["test", "--no-fail-fast"]);
        if let Some(ready) = &ready {
            ready.tell(tests.args(["--features", BROWSERS]));
        }
        counted.run(tests, full)
    });
    if full {
        tally.stage("fuzz", |_| fuzz::fuzz(places, FUZZED, 0));
    }
    tally.close()
}

fn cargo(places: &Places, args: &[&str]) -> Command {
    let mut cargo = command("cargo", args);
    cargo.current_dir(&places.root);
    cargo
}

/// Tests counted, and seconds by stage.
#[derive(Debug, Default)]
struct Tally {
    counted: Counted,
    stages: Vec<(&'static str, f64, bool)>,
}

/// What the closing lines of the tests say, and what the failed ones said.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
    passed: u64,
    failed: u64,
    said: Vec<String>,
    /// Lines left of what the test at hand may say again; none outside of what failed tests say.
    left: usize,
}

impl Tally {
    fn stage<T>(&mut self, name: &'static str, work: impl FnOnce(&mut Counted) -> Result<T>) -> Option<T> {
        say(format!("stage: {name}"));
        let start = Instant::now();
        let failed_before = self.counted.failed;
        let result = work(&mut self.counted);
        self.stages.push((name, start.elapsed().as_secs_f64(), result.is_ok()));
        result
            .inspect_err(|error| {
                say(format!("stage {name} FAILED: {error:#}"));
                self.counted.failed = self.counted.failed.max(failed_before + 1);
            })
            .ok()
    }

    fn close(self) -> Result<()> {
        for line in &self.counted.said {
            println!("{line}");
        }
        for (name, seconds, ok) in &self.stages {
            say(format!("{name:<16} {seconds:>7.1} s  {}", if *ok { "ok" } else { "FAILED" }));
        }
        println!("{} passed, {} failed", self.counted.passed, self.counted.failed);
        ensure!(self.counted.failed == 0, "not everything passed");
        Ok(())
    }
}

impl Counted {
    /// Shows what the tests print while it counts their closing lines.
    fn run(&mut self, mut tests: Command, full: bool) -> Result<()> {
        if full {
            // The tests read it for their larger counts.
            tests.env("TANOMO_FULL", "1");
        }
        let mut child = tests.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take().context("no output of the tests")?;
        for line in BufReader::new(out).lines() {
            let line = line?;
            println!("{line}");
            self.hear(&line);
            self.add(&line);
        }
        ensure!(child.wait()?.success(), "tests failed");
        Ok(())
    }

    /// What a failed test said stands between `---- its name stdout ----` and the next such line or a line `failures:`.
    fn hear(&mut self, line: &str) {
        if line.starts_with("---- ") && line.ends_with(" ----") {
            self.left = SAID_AGAIN;
        } else if line == "failures:" || line.starts_with("test result: ") {
            self.left = 0;
        }
        if self.left > 0 {
            self.left -= 1;
            self.said.push(line.to_owned());
        }
    }

    /// `test result: ok. 12 passed; 0 failed; 0 ignored; …`
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|line| line.split_once(". "))
        else {
            return;
        };
        for count in counts.split(';') {
            let mut words = count.split_whitespace();
            let number = words.next().and_then(|number| number.parse::<u64>().ok());
            match (number, words.next()) {
                (Some(number), Some("passed")) => self.passed += number,
                (Some(number), Some("failed")) => self.failed += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_add_up() {
        let mut counted = Counted::default();
        for line in [
            "running 12 tests",
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s",
            "9 passed, 9 failed",
        ] {
            counted.add(line);
        }
        assert_eq!((counted.passed, counted.failed), (15, 2));
    }

    #[test]
    fn what_a_failed_test_said_is_kept_for_the_end() {
        let mut counted = Counted::default();
        let long: Vec<String> = (0..2 * SAID_AGAIN).map(|line| format!("line {line}")).collect();
        let head = ["test a ... FAILED", "failures:", "", "---- a stdout ----", "Error: no button", ""];
        let then = ["---- b stdout ----"].into_iter().chain(long.iter().map(String::as_str));
        for line in head.into_iter().chain(then).chain(["", "failures:", "    a", "    b"]) {
            counted.hear(line);
        }
        assert_eq!(counted.said[..3], ["---- a stdout ----", "Error: no button", ""]);
        assert_eq!(counted.said.len(), 3 + SAID_AGAIN);
    }

    #[test]
    fn a_stage_that_fails_without_a_failed_test_counts_as_one() {
        let mut tally = Tally::default();
        tally.stage("clippy", |_| -> Result<()> { anyhow::bail!("a warning") });
        tally.stage("tests", |counted| -> Result<()> {
            counted.failed += 2;
            anyhow::bail!("tests failed")
        });
        assert_eq!((tally.counted.passed, tally.counted.failed), (0, 3));
        assert!(tally.close().is_err());
    }

    #[test]
    fn counting_a_real_program_keeps_its_verdict() {
        let mut counted = Counted::default();
        let line = "echo 'test result: ok. 4 passed; 0 failed; 0 ignored'; exit";
        counted.run(command("sh", ["-c", &format!("{line} 0")]), false).unwrap();
        assert!(counted.run(command("sh", ["-c", &format!("{line} 101")]), false).is_err());
        assert_eq!((counted.passed, counted.failed), (8, 0));
    }
}
