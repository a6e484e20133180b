//! A program with everything that it starts, ended as one.

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    collections::BTreeSet,
    fs,
    fs::File,
    io::ErrorKind,
    net::TcpListener,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

/// The variable that marks a family's members: it is inherited, and outlives a parent's death.
const MARK: &str = "TANOMO_FAMILY";

/// A program and all its descendants. Dropping it ends them all with SIGKILL.
pub(crate) struct Family {
    root: Child,
    mark: String,
    log: PathBuf,
    guard: Child,
}

/// Ends the family when this process ends without dropping it (Ctrl-C, a time limit): its input closes then.
const GUARD: &str = r#"cat >/dev/null
grep -lzsxF "$MARK_OF_FAMILY" /proc/[0-9]*/environ | while IFS=/ read -r _ _ pid _; do kill -9 "$pid"; done
rm -rf "$FOLDER_OF_FAMILY""#;

impl Family {
    /// Starts `command` in a process group of its own; what it prints goes to `log`, in a folder that is only its.
    ///
    /// # Errors
    /// When the program is not found or the log cannot be written.
    pub(crate) fn start(command: &mut Command, log: PathBuf) -> Result<Self> {
        let out = File::create(&log).with_context(|| format!("writing {}", log.display()))?;
        let mark = log.display().to_string();
        let name = command.get_program().to_string_lossy().into_owned();
        let root = command
            .env(MARK, &mark)
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out)
            .process_group(0)
            .spawn()
            .with_context(|| format!("starting {name} (is it installed?)"))?;
        let guard = Command::new("sh")
            .args(["-c", GUARD])
            .env("MARK_OF_FAMILY", format!("{MARK}={mark}"))
            .env("FOLDER_OF_FAMILY", log.parent().unwrap_or(&log))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Self { root, mark, log, guard })
    }

    /// Waits until a line of the log holds `before` followed by a number, and returns that number. An empty
    /// `before` asks for a line that starts with a number.
    ///
    /// # Errors
    /// When the program ends first, or after 30 s.
    pub(crate) async fn number_after(&mut self, before: &str) -> Result<u16> {
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            let said = self.said();
            if let Some(n) = number_after(&said, before) {
                return Ok(n);
            }
            if let Some(status) = self.root.try_wait()? {
                bail!("{} ended ({status}) before it was ready:\n{said}", self.mark);
            }
            if Instant::now() > deadline {
                bail!("{} was not ready after 30 s:\n{said}", self.mark);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What the family has printed so far.
    pub(crate) fn said(&self) -> String {
        fs::read(&self.log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }

    /// A line for each member: its name, whether it runs (R), sleeps (S) or waits for a disk (D), and the seconds of
    /// processor it has had. Of a browser that does not answer it tells a process that is gone from one that spins.
    pub(crate) fn lives(&self) -> String {
        self.members().into_iter().filter_map(life).collect::<Vec<_>>().join("\n")
    }

    /// Ends every member at once with SIGKILL and returns when none is left.
    ///
    /// # Errors
    /// When some member is still there after 10 s.
    pub(crate) fn kill(&mut self) -> Result<()> {
        let root = self.root.id() as i32;
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            let members = self.members();
            // The browser goes before its driver, so that the driver cannot close it politely.
            for pid in members.iter().filter(|pid| **pid != root) {
                end(*pid);
            }
            // Only an unreaped child's id is surely still ours.
            if matches!(self.root.try_wait(), Ok(None)) {
                self.root.kill().ok();
            }
            self.root.wait().ok();
            if members.iter().all(|pid| *pid == root) {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!("processes {members:?} of {} do not end", self.mark);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The living processes that carry the mark, or whose parent is a member.
    fn members(&self) -> BTreeSet<i32> {
        let all = processes();
        let mark = format!("{MARK}={}", self.mark);
        let root = self.root.id() as i32;
        let mut members: BTreeSet<i32> = all
            .iter()
            .filter(|p| p.pid == root || p.group == root || has_mark(p.pid, &mark))
            .map(|p| p.pid)
            .collect();
        loop {
            let found: Vec<i32> = all
                .iter()
                .filter(|p| members.contains(&p.parent) && !members.contains(&p.pid))
                .map(|p| p.pid)
                .collect();
            if found.is_empty() {
                return members;
            }
            members.extend(found);
        }
    }
}

impl Drop for Family {
    fn drop(&mut self) {
        self.kill().ok();
        self.guard.kill().ok();
        self.guard.wait().ok();
    }
}

struct Process {
    pid: i32,
    parent: i32,
    group: i32,
}

/// Every living process of this machine (zombies left out), from proc(5) `stat`.
fn processes() -> Vec<Process> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    entries
        .filter_map(|entry| {
            let pid = entry.ok()?.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            // The command's name may hold spaces and brackets: the fields start after the last bracket.
            let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
            if matches!(fields.next()?, "Z" | "X") {
                return None;
            }
            Some(Process { pid, parent: fields.next()?.parse().ok()?, group: fields.next()?.parse().ok()? })
        })
        .collect()
}

/// Of one process, from proc(5) `stat`, whose times are in hundredths of a second on every Linux.
fn life(pid: i32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (before, fields) = stat.rsplit_once(')')?;
    let (_, name) = before.split_once('(')?;
    let mut fields = fields.split_whitespace();
    let state = fields.next()?;
    let ticks: f64 = fields.skip(10).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    Some(format!("{name} {state} {:.1} s", ticks / 100.0))
}

fn has_mark(pid: i32, mark: &str) -> bool {
    let environ = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
    environ.split(|byte| *byte == 0).any(|entry| entry == mark.as_bytes())
}

fn end(pid: i32) {
    if let Some(pid) = Pid::from_raw(pid) {
        kill_process(pid, Signal::KILL).ok();
    }
}

/// The first number that directly follows `before` in a line, once something follows the number (it is whole then).
fn number_after(text: &str, before: &str) -> Option<u16> {
    text.split_inclusive('\n').find_map(|line| {
        let (_, rest) = line.split_once(before)?;
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        rest[..end].parse().ok()
    })
}

/// A program in `TANOMO_TOOLS/bin` if it is there, else by its name from the `PATH`.
pub(crate) fn tool(name: &str) -> PathBuf {
    std::env::var_os("TANOMO_TOOLS")
        .map(|tools| Path::new(&tools).join("bin").join(name))
        .filter(|path| path.exists())
        .unwrap_or_else(|| name.into())
}

/// A port for one listener, free on both of this machine's loopback addresses. Of the ports below those that
/// kernels hand to anybody who asks for any (32768 and up), so that no connection takes it before the listener
/// does: chromedriver, asked to choose itself, gives up when its choice is free on one of the two only.
///
/// # Errors
/// When none is free.
pub(crate) fn own_port() -> Result<u16> {
    const FIRST: u32 = 20_000;
    const COUNT: u32 = 12_000;
    static NEXT: AtomicU32 = AtomicU32::new(0);
    // Two runs at once start far from each other.
    let start = std::process::id().wrapping_mul(97);
    for _ in 0..COUNT {
        let turn = start.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
        let port = u16::try_from(FIRST + turn % COUNT)?;
        let free = |host: &str| match TcpListener::bind((host, port)) {
            Ok(_) => true,
            Err(error) => error.kind() == ErrorKind::AddrNotAvailable,
        };
        if free("127.0.0.1") && free("::1") {
            return Ok(port);
        }
    }
    bail!("no free port from {FIRST} to {}", FIRST + COUNT - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_counts_only_when_it_is_whole() {
        assert_eq!(number_after("on port 41", "on port "), None);
        assert_eq!(number_after("on port 41234.\n", "on port "), Some(41234));
        assert_eq!(number_after("warning: 3 keys\n99\n", ""), Some(99));
    }

    #[test]
    fn a_port_is_given_once_and_free_on_both_addresses() {
        let (one, other) = (own_port().unwrap(), own_port().unwrap());
        assert_ne!(one, other);
        let _taken = TcpListener::bind(("127.0.0.1", one)).unwrap();
        assert!((20_000..32_000).contains(&one));
    }

    #[test]
    fn a_family_is_ended_with_its_orphans() {
        let home = tempfile::tempdir().unwrap();
        // The middle shell ends at once: the sleeper becomes an orphan in a session of its own.
        let mut command = Command::new("sh");
        command.args(["-c", "sh -c 'setsid sleep 600 &' ; sleep 600"]);
        let mut family = Family::start(&mut command, home.path().join("log")).unwrap();
        let deadline = Instant::now() + Duration::from_secs(10);
        let sleepers = |lives: &str| lives.lines().filter(|line| line.starts_with("sleep S 0.")).count();
        while sleepers(&family.lives()) < 2 && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(sleepers(&family.lives()), 2, "{}", family.lives());
        assert!(family.members().len() >= 3);
        family.kill().unwrap();
        assert!(family.members().is_empty());
    }
}
