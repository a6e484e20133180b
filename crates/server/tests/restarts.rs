//! PostgreSQL itself crashes and starts again under load, as on an upgrade or a power cut: phones get a clear answer
//! meanwhile, nothing that was acknowledged is missing, and the server goes on by itself. `TANOMO_FULL=1` crashes it
//! more often.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "functions that tests call are tests too"
)]

mod common;

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use common::ledger::{Ledger, record};
use common::postgres::Cluster;
use common::process::Node;
use common::squad::{Phone, Seeded, Squad};
use tanomo_sync::Random as _;
use tanomo_wire::{Outcome, ProblemKind, SyncAnswer, path};

/// More than the load of these tests.
const NO_LIMIT: [&str; 4] = ["--device-limit", "4000000", "--address-limit", "4000000"];

/// How long anything here may take at most.
const SOON: Duration = Duration::from_secs(90);

/// What goes on while PostgreSQL comes and goes.
struct Storm<'a> {
    node: &'a Node,
    squad: &'a Squad,
    ledger: Ledger,
    /// Pushes that were acknowledged, and requests that were told to come again.
    acknowledged: AtomicUsize,
    refused: AtomicUsize,
    over: AtomicBool,
    /// A reader's place was one that the server no longer knew.
    went_back: AtomicBool,
    /// What should never have been answered.
    wrong: Mutex<Option<String>>,
}

impl Storm<'_> {
    /// Pushes one push after another, each until it is acknowledged, as a phone does.
    fn write(&self, phone: &Phone, mut random: Seeded) {
        while !self.over.load(Ordering::Relaxed) {
            let count = 1 + random.draw::<1>()[0] % 4;
            let revisions = (0..count).map(|_| record(&mut random, self.squad.epoch())).collect();
            let request = phone.push(&self.squad.circle, None, revisions);
            let body = serde_json::to_vec(&request).unwrap();
            let Some(answer) =
                self.until_answered("POST", &path::of(path::SYNC, &self.squad.circle), phone, Some(&body))
            else {
                return;
            };
            for (id, outcome) in answer.results {
                // The commit whose answer was lost is found again.
                let (Outcome::Stored(seq) | Outcome::Duplicate(seq)) = outcome else {
                    *self.wrong.lock().unwrap() = Some(format!("{outcome:?}"));
                    return;
                };
                self.ledger.acknowledged.lock().unwrap().insert(id, seq.get());
            }
            self.acknowledged.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Waits for what comes, and takes it in.
    fn read(&self) {
        while !self.over.load(Ordering::Relaxed) {
            let since = *self.ledger.cursor.lock().unwrap();
            let query = since.map_or(String::new(), |cursor| format!("&since={cursor}"));
            let path = format!("{}?v=1&wait=1{query}", path::of(path::CHANGES, &self.squad.circle));
            let Some(page) = self.until_answered("GET", &path, &self.squad.helper, None) else { return };
            let places = page.changes.iter().map(|change| (change.seq.get(), change.revision.id));
            self.ledger.read.lock().unwrap().extend(places);
            *self.ledger.cursor.lock().unwrap() = page.next;
        }
    }

    /// Every request gets an answer, and it is either what was asked for or the clear word to come again.
    fn until_answered(
        &self,
        method: &str,
        path: &str,
        phone: &Phone,
        body: Option<&[u8]>,
    ) -> Option<SyncAnswer> {
        let token = phone.token.to_header();
        loop {
            let headers = [("authorization", token.as_str())];
            let reply = self.node.ask(method, path, &headers, body.map(<[u8]>::to_vec));
            if reply.status == 200 {
                return Some(reply.read());
            }
            let problem = reply.problem();
            let said = (reply.status, problem.kind, problem.retry_after, reply.header("retry-after"));
            if problem.kind == ProblemKind::UnknownCursor {
                self.went_back.store(true, Ordering::Relaxed);
                return None;
            }
            if said != (503, ProblemKind::Unavailable, Some(2), "2") {
                *self.wrong.lock().unwrap() = Some(format!("{said:?}"));
                return None;
            }
            self.refused.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Waits until there were so many more, or something is wrong.
    fn until_more(&self, count: &AtomicUsize, by: usize, what: &str) {
        let (start, before) = (Instant::now(), count.load(Ordering::Relaxed));
        while count.load(Ordering::Relaxed) < before + by && self.wrong.lock().unwrap().is_none() {
            assert!(start.elapsed() < SOON, "{what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Crashes and starts PostgreSQL again in the middle of it all, and goes on until pushes are acknowledged again.
    fn crash(&self, cluster: &mut Cluster, round: usize) {
        // Another moment each time, but always in the middle.
        self.until_more(&self.acknowledged, 12 + round * 7 % 23, "pushes are acknowledged");
        cluster.crash();
        assert_eq!(self.node.ask("GET", path::HEALTHZ, &[], None).status, 200, "the process itself is well");
        assert_eq!(
            self.node.ask("GET", path::READYZ, &[], None).status,
            503,
            "and says that it cannot answer"
        );
        // Some were under way; these have waited for a connection.
        self.until_more(&self.refused, 4, "phones are told to come again");
        cluster.start_again();
        self.until_more(&self.acknowledged, 8, "it goes on by itself");
        assert_eq!(self.node.ask("GET", path::READYZ, &[], None).status, 200);
    }
}

/// What a storm came to.
#[derive(Debug)]
struct Came {
    /// So many records were acknowledged.
    acknowledged: usize,
    /// What no phone should have been answered.
    wrong: Option<String>,
    /// A reader was ahead of the server.
    went_back: bool,
    /// What of the acknowledged is not there, or was not read.
    fault: Option<String>,
}

/// Crashes a PostgreSQL with these settings so often under load.
fn storm(rounds: usize, settings: &'static [&'static str]) -> Came {
    let folder = tempfile::tempdir().unwrap();
    let mut cluster = Cluster::start(settings);
    let address = cluster.address("postgres");
    let mut node = Node::start(folder.path(), &[&["--database", &address], NO_LIMIT.as_slice()].concat());
    let squad = Squad::new();
    node.settle(&squad);
    let storm = Storm {
        node: &node,
        squad: &squad,
        ledger: Ledger::default(),
        acknowledged: AtomicUsize::new(0),
        refused: AtomicUsize::new(0),
        over: AtomicBool::new(false),
        went_back: AtomicBool::new(false),
        wrong: Mutex::default(),
    };
    std::thread::scope(|scope| {
        let end = Ended(&storm.over);
        for (n, phone) in [&squad.lead, &squad.other_lead, &squad.helper].into_iter().enumerate() {
            let (storm, random) = (&storm, Seeded(n as u64 ^ u64::from(std::process::id()) << 32));
            scope.spawn(move || storm.write(phone, random));
        }
        scope.spawn(|| storm.read());
        for round in 0..rounds {
            storm.crash(&mut cluster, round);
        }
        drop(end);
    });
    let (kept, _) = Ledger::kept(&node, &squad);
    let (wrong, went_back) = (storm.wrong.into_inner().unwrap(), storm.went_back.into_inner());
    let (ledger, refused) = (storm.ledger, storm.refused.into_inner());
    println!(
        "{} acknowledged over {rounds} crashes, {refused} answers of 503",
        ledger.acknowledged.lock().unwrap().len()
    );
    assert!(node.child.try_wait().unwrap().is_none(), "the server is the one it was");
    let fault = ledger.fault(&node, &squad);
    let acknowledged = ledger.acknowledged.into_inner().unwrap().len();
    if fault.is_none() {
        assert_eq!(kept.len(), acknowledged, "nothing is there twice, and nothing nobody was told of");
    }
    Came { acknowledged, wrong, went_back, fault }
}

/// Ends the load however the test ends: else a failed one would wait for ever.
struct Ended<'a>(&'a AtomicBool);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn postgres_crashed_and_started_again_under_load_loses_nothing_that_was_acknowledged() {
    let rounds = if std::env::var_os("TANOMO_FULL").is_some() { 20 } else { 2 };
    let came = storm(rounds, &[]);
    assert!(came.wrong.is_none() && came.fault.is_none() && !came.went_back, "{came:?}");
    assert!(came.acknowledged > 20 * rounds, "{came:?}");
}

/// PostgreSQL that acknowledges a commit before it has written it, as careless operators set it up.
#[test]
fn the_control_a_postgres_that_acknowledges_before_it_writes_is_found() {
    let came = storm(1, &["synchronous_commit=off", "wal_writer_delay=10s", "wal_writer_flush_after=16MB"]);
    // What was acknowledged is not there, and that alone: every answer was one a phone may get.
    let lost = came.fault.as_deref().is_some_and(|fault| fault.contains("was acknowledged at"));
    assert!(lost && came.wrong.is_none(), "{came:?}");
}
