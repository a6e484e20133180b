//! Running other programs, and saying what happens while they run.

use std::ffi::OsStr;
use std::num::NonZero;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};

/// Prints one line of progress; on stderr, so that a table or `--json` on stdout stays clean.
pub fn say(text: impl AsRef<str>) {
    eprintln!("xtask: {}", text.as_ref());
}

/// Runs `work`, then says how many seconds it took.
pub fn timed<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let done = work();
    let verdict = if done.is_ok() { "done" } else { "FAILED" };
    say(format!("{name}: {verdict} in {:.1} s", start.elapsed().as_secs_f64()));
    done
}

/// Does both at a time, each to its end, and gives what the first gives; fails when either does.
pub fn beside<T>(work: impl FnOnce() -> Result<T>, other: impl FnOnce() -> Result<()> + Send) -> Result<T> {
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        let done = work();
        let also = other.join().map_err(|_| anyhow!("what ran beside it panicked"))?;
        done.and_then(|done| also.map(|()| done))
    })
}

/// Does `work` with each, as many at a time as there are cores; gives what came of them in no order.
pub fn lanes<I: IntoIterator<IntoIter: Send>, T: Send>(
    all: I,
    work: impl Fn(I::Item) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let waiting = Mutex::new(all.into_iter());
    let lane = || {
        let mut done = Vec::new();
        loop {
            let next = waiting.lock().map_err(|_| anyhow!("another lane failed"))?.next();
            let Some(next) = next else { return Ok(done) };
            done.push(work(next)?);
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let all = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..cores).map(|_| scope.spawn(lane)).collect();
        let done = lanes.into_iter().map(|lane| lane.join().map_err(|_| anyhow!("a lane panicked"))?);
        done.collect::<Result<Vec<Vec<T>>>>()
    })?;
    Ok(all.into_iter().flatten().collect())
}

/// Runs the command with our own stdout and stderr; an exit code other than 0 is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("could not start {shown}"))?;
    if !status.success() {
        bail!("{shown} ended with {status}");
    }
    Ok(())
}

/// Runs the command and gives its stdout, trimmed; an exit code other than 0 is an error with its stderr.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let out = command.stdin(Stdio::null()).output().with_context(|| format!("could not start {shown}"))?;
    if !out.status.success() {
        bail!("{shown} ended with {}: {}", out.status, String::from_utf8_lossy(&out.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// A `Command` that is told its arguments in one go.
pub fn command<S: AsRef<OsStr>>(program: impl AsRef<OsStr>, args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(program);
    command.args(args);
    command
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let line = words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
    format!("`{line}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_one_is_done_and_one_that_fails_is_said() {
        let mut doubled = lanes(0..100, |n| Ok(n * 2)).unwrap();
        doubled.sort_unstable();
        assert_eq!(doubled, (0..100).map(|n| n * 2).collect::<Vec<_>>());
        assert!(lanes(0..100, |n| if n == 50 { bail!("no") } else { Ok(()) }).is_err());
    }

    #[test]
    fn what_runs_beside_the_other_has_its_verdict_too() {
        assert_eq!(beside(|| Ok(7), || Ok(())).unwrap(), 7);
        assert!(beside(|| Ok(7), || bail!("no")).is_err());
        assert!(beside(|| -> Result<()> { bail!("no") }, || Ok(())).is_err());
    }
}
