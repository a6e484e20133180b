//! Servers killed with SIGKILL under load: nothing they acknowledged is missing, and no reader skips a place.
//! `TANOMO_FULL=1` kills many times more.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "functions that tests call are tests too"
)]

mod common;

use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use common::ledger::{Ledger, record};
use common::process::Node;
use common::squad::{Phone, Seeded, Squad};
use tanomo_server::database::postgres::PostgresDatabase;
use tanomo_server::database::sqlite::SqliteDatabase;
use tanomo_server::hosting::{self, Kept, Options};
use tanomo_server::site::Site;
use tanomo_sync::Random as _;
use tanomo_wire::Outcome;

/// More than the load of these tests.
const NO_LIMIT: [&str; 4] = ["--device-limit", "4000000", "--address-limit", "4000000"];

fn times(few: usize, many: usize) -> usize {
    if std::env::var_os("TANOMO_FULL").is_some() { many } else { few }
}

/// Pushes until no answer comes.
fn write(ledger: &Ledger, node: &Node, squad: &Squad, phone: &Phone, mut random: Seeded, told: &Sender<()>) {
    loop {
        let count = 1 + random.draw::<1>()[0] % 4;
        let revisions = (0..count).map(|_| record(&mut random, squad.epoch())).collect();
        let request = phone.push(&squad.circle, None, revisions);
        let Some(answer) = node.try_sync(&squad.circle, phone, &request) else { return };
        let mut acknowledged = ledger.acknowledged.lock().unwrap();
        for (id, outcome) in answer.results {
            let Outcome::Stored(seq) = outcome else { panic!("{outcome:?}") };
            acknowledged.insert(id, seq.get());
        }
        // Once nobody listens any more, the round is over.
        if told.send(()).is_err() {
            return;
        }
    }
}

/// Starts a node, has three phones write and one read, kills it in the middle, `rounds` times; then looks. With a
/// survivor one phone writes to it and the reader reads from it.
fn storm(
    rounds: usize,
    squad: &Squad,
    start: impl Fn() -> Node,
    survivor: Option<&Node>,
) -> Result<usize, String> {
    let ledger = Ledger::default();
    for round in 0..rounds {
        let mut victim = start();
        let (told, acknowledged) = channel();
        std::thread::scope(|scope| {
            let beside = survivor.unwrap_or(&victim);
            let phones = [(&squad.lead, &victim), (&squad.other_lead, &victim), (&squad.helper, beside)];
            for (n, (phone, node)) in phones.into_iter().enumerate() {
                let random = Seeded((round * 3 + n) as u64 ^ u64::from(std::process::id()) << 32);
                let (told, ledger, squad) = (told.clone(), &ledger, squad);
                scope.spawn(move || write(ledger, node, squad, phone, random, &told));
            }
            if survivor.is_none() {
                scope.spawn(|| ledger.read(&victim, squad, false));
            }
            // Another moment each time, but always in the middle.
            for _ in 0..8 + round * 7 % 23 {
                acknowledged.recv_timeout(Duration::from_secs(20)).expect("pushes are acknowledged");
            }
            let killed = Command::new("kill").args(["-9", &victim.child.id().to_string()]).status();
            assert!(killed.unwrap().success());
            drop(acknowledged);
        });
        victim.kill();
        if let Some(node) = survivor {
            ledger.read(node, squad, true);
        }
    }
    let node = start();
    let count = ledger.acknowledged.lock().unwrap().len();
    ledger.fault(&node, squad).map_or(Ok(count), Err)
}

/// A squad whose circle is on this server.
fn settled(node: &Node) -> Squad {
    let squad = Squad::new();
    node.settle(&squad);
    squad
}

#[test]
fn sqlite_killed_again_and_again_loses_nothing_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let start = || Node::start(folder.path(), &NO_LIMIT);
    let squad = settled(&start());
    let count = storm(times(5, 200), &squad, start, None).unwrap();
    assert!(count > 50, "{count}");
}

#[test]
fn postgres_with_a_node_killed_again_and_again_loses_nothing_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let database = new_database();
    let arguments = [&["--database", database.as_str()], NO_LIMIT.as_slice()].concat();
    let survivor = Node::start(folder.path(), &arguments);
    let start = || Node::start(folder.path(), &arguments);
    let count = storm(times(3, 50), &settled(&survivor), start, Some(&survivor)).unwrap();
    assert!(count > 20, "{count}");
}

#[test]
fn the_control_a_server_that_answers_before_it_commits_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let squad = settled(&Node::start(folder.path(), &NO_LIMIT));
    let found = storm(5, &squad, || broken(folder.path(), None), None);
    assert!(found.is_err(), "{found:?}");
    let database = new_database();
    let survivor = Node::start(folder.path(), &[&["--database", &database], NO_LIMIT.as_slice()].concat());
    let found = storm(5, &settled(&survivor), || broken(folder.path(), Some(&database)), Some(&survivor));
    assert!(found.is_err(), "{found:?}");
}

#[test]
fn a_push_on_one_node_wakes_who_waits_on_the_other() {
    for quiet in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let database = new_database();
        let mut arguments = vec!["--database", &database];
        arguments.extend(quiet.then_some("--no-notify"));
        let (one, other) = (Node::start(folder.path(), &arguments), Node::start(folder.path(), &arguments));
        let squad = Squad::new();
        one.settle(&squad);
        let next = one.changes(&squad.circle, &squad.helper, None, 0).next;
        // The control: nobody pushes, nobody wakes.
        assert!(other.changes(&squad.circle, &squad.helper, next, 2).changes.is_empty());
        let request = {
            let revisions = vec![record(&mut Seeded(7), squad.epoch())];
            squad.lead.push(&squad.circle, None, revisions)
        };
        std::thread::scope(|scope| {
            let waiter = scope.spawn(|| {
                let page = other.changes(&squad.circle, &squad.helper, next, 25);
                (page.changes.len(), Instant::now())
            });
            until_somebody_waits(&other);
            let pushed = Instant::now();
            assert!(one.try_sync(&squad.circle, &squad.lead, &request).is_some());
            let (changes, woken) = waiter.join().unwrap();
            assert_eq!(changes, 1);
            assert!(woken - pushed < Duration::from_secs(5), "{:?}, quiet: {quiet}", woken - pushed);
        });
    }
}

fn until_somebody_waits(node: &Node) {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let metrics = node.ask("GET", tanomo_wire::path::METRICS, &[], None);
        if String::from_utf8_lossy(&metrics.body).contains("tanomo_waiting_requests 1\n") {
            return;
        }
        assert!(Instant::now() < deadline, "nobody waits");
    }
}

fn new_database() -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(common::postgres::new_database())
}

/// Where the control keeps its circles: a folder, and after a space a database.
const CONTROL: &str = "TANOMO_TEST_OF_KILLS_CONTROL";

/// This test's own program again, as a server that is broken on purpose.
fn broken(folder: &Path, database: Option<&str>) -> Node {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "the_controls_own_process", "--nocapture"]);
    command.env(CONTROL, format!("{} {}", folder.display(), database.unwrap_or_default()));
    Node::of(command)
}

#[test]
fn the_controls_own_process() {
    let Ok(of) = std::env::var(CONTROL) else { return };
    let (folder, database) = of.split_once(' ').unwrap();
    let folder = Path::new(folder);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let kept = if database.is_empty() {
            let file = folder.join("data/tanomo.db");
            Kept::Sqlite(SqliteDatabase::open(&file).await.unwrap().answering_before_commits())
        } else {
            Kept::Postgres(PostgresDatabase::connect(database).await.unwrap().answering_before_commits())
        };
        let options = Options {
            data: Some(folder.join("data")),
            database: None,
            photos: None,
            operator_code: None,
            room: 2_048,
            device_limit: 4_000_000.try_into().unwrap(),
            address_limit: 4_000_000.try_into().unwrap(),
            behind_proxy: false,
            no_notify: false,
            contact: None,
            push_anywhere: false,
        };
        let (_stop, stopping) = tokio::sync::watch::channel(false);
        let app = hosting::start(&options, kept, stopping).await.unwrap();
        let site = Site::from_folder(&common::process::site(folder)).unwrap();
        let address = ("127.0.0.1", common::postgres::own_port());
        let listener = tokio::net::TcpListener::bind(address).await.unwrap();
        println!("listening on http://{}", listener.local_addr().unwrap());
        let routes = tanomo_server::routes(site, false, Some(app));
        tanomo_server::serve(listener, routes, std::future::pending()).await;
    });
}
