//! Web Push by the real protocol: the server's process sends, and a push service of others' libraries (http_ece and
//! py-vapid, `tests/readers/push_service.py`) opens what came and checks whose it is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "functions that tests call are tests too"
)]

mod common;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use common::process::Node;
use common::squad::{Phone, Squad};
use serde_json::{Value, json};
use tanomo_server::http::App;
use tanomo_wire::wake::{PushAnswer, Subscription, Wake, Wakes};
use tanomo_wire::{PROTO, WakeName, path};

/// The longest a push may be on its way.
const PATIENCE: Duration = Duration::from_secs(30);

/// The push service's process, and the lines it says; ended when dropped.
struct Service {
    child: Child,
    lines: Receiver<Value>,
    address: String,
    keys: Value,
}

impl Service {
    fn start() -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/readers/push_service.py");
        let mut child = Command::new(python())
            .arg(script)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("cargo xtask test installs what reads pushes");
        let lines = lines_of(child.stdout.take().unwrap());
        let keys = lines.recv_timeout(PATIENCE).unwrap();
        Self { child, lines, address: keys["address"].as_str().unwrap().to_owned(), keys }
    }

    fn browser(&self, at: &str) -> Subscription {
        let key = |name: &str| self.keys[name].as_str().unwrap();
        let endpoint = format!("{}{at}", self.address);
        let (p256dh, auth) = (key("p256dh").parse().unwrap(), key("auth").parse().unwrap());
        Subscription { proto: PROTO, endpoint, p256dh, auth }
    }

    /// The next push.
    fn next(&self) -> Value {
        self.lines.recv_timeout(PATIENCE).expect("a push comes")
    }

    /// Whether nothing comes for longer than a node takes to look again.
    fn is_quiet(&self) -> bool {
        self.lines.recv_timeout(Duration::from_secs(4)).is_err()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines_of(from: ChildStdout) -> Receiver<Value> {
    let (say, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if say.send(serde_json::from_str(&line).unwrap()).is_err() {
                return;
            }
        }
    });
    lines
}

/// The Python of the environment that `cargo xtask test` makes.
fn python() -> PathBuf {
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("tools");
    let tools = std::env::var_os("TANOMO_TOOLS").map_or(own, PathBuf::from);
    tools.join("python/readers/bin/python")
}

/// A squad on a node.
struct Ground {
    node: Node,
    squad: Squad,
    _folder: tempfile::TempDir,
}

impl Ground {
    fn new(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let node = Node::start(folder.path(), arguments);
        let squad = Squad::new();
        node.settle(&squad);
        Self { node, squad, _folder: folder }
    }

    fn subscribe(&self, phone: &Phone, browser: &Subscription) -> u16 {
        let headers = [("authorization", phone.token.to_header())];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        let path = path::of(path::SUBSCRIPTION, &self.squad.circle);
        self.node.ask("PUT", &path, &headers, Some(serde_json::to_vec(browser).unwrap())).status
    }

    /// The lead has these woken.
    fn wake(&self, phones: &[&Phone], name: u8, at: u64) {
        let name = WakeName::new([name; 16]);
        let wakes = phones.iter().map(|phone| Wake { device: phone.id(), name, at: Some(at) }).collect();
        let path = path::of(path::WAKES, &self.squad.circle);
        let asked = self.node.post(&path, &self.squad.lead, &Wakes { proto: PROTO, wakes });
        assert_eq!(asked.status, 204);
    }
}

#[test]
fn a_push_is_opened_by_another_library_and_says_whose_it_is_and_nothing_else() {
    let service = Service::start();
    let ground = Ground::new(&["--push-anywhere", "--contact", "mailto:lead@example.org"]);
    let (helper, stranger) = (&ground.squad.helper, &ground.squad.other_lead);
    assert_eq!(ground.subscribe(helper, &service.browser("/ok/helper")), 204);
    assert_eq!(ground.subscribe(stranger, &service.browser("/stranger/other")), 204);
    let (asked, soon) = (App::now(), App::now() + 3_000);
    ground.wake(&[helper, stranger], 1, soon);
    let came: BTreeMap<String, Value> = (0..2)
        .map(|_| service.next())
        .map(|came| (came["path"].as_str().unwrap().to_owned(), came))
        .collect();
    assert!(App::now() >= soon, "not before its time");
    let push = &came["/ok/helper"];
    assert_eq!(push["why"], Value::Null);
    assert_eq!(push["plain"], json!([0]), "nothing is inside");
    assert_eq!((&push["ttl"], &push["topic"]), (&json!("43200"), &json!("tanomo")));
    assert_eq!(push["content-encoding"], "aes128gcm");
    let key: PushAnswer = ground.node.ask("GET", path::PUSH, &[], None).read();
    assert_eq!(push["k"], key.key.to_string(), "the key browsers subscribe with");
    assert_eq!(push["claims"]["aud"], service.address);
    assert_eq!(push["claims"]["sub"], "mailto:lead@example.org");
    let until = push["claims"]["exp"].as_u64().unwrap() * 1000;
    assert!(until > asked && until < asked + 24 * 3_600_000);
    // The control: a browser of another secret opens nothing.
    let control = &came["/stranger/other"];
    assert_eq!(control["plain"], Value::Null);
    assert!(control["why"].as_str().unwrap().contains("InvalidTag"), "{control}");
    assert!(service.is_quiet(), "each once");
}

#[test]
fn a_browser_that_is_gone_is_asked_once_and_a_redirect_is_not_followed() {
    let service = Service::start();
    let ground = Ground::new(&["--push-anywhere"]);
    let (helper, other) = (&ground.squad.helper, &ground.squad.other_lead);
    ground.subscribe(helper, &service.browser("/gone/helper"));
    ground.subscribe(other, &service.browser("/moved/other"));
    ground.wake(&[helper, other], 1, 0);
    let mut came = [service.next(), service.next()].map(|came| came["path"].as_str().unwrap().to_owned());
    came.sort();
    assert_eq!(came, ["/gone/helper", "/moved/other"]);
    ground.wake(&[helper], 2, 0);
    assert!(service.is_quiet(), "neither asked again nor led elsewhere");
}

#[test]
fn no_push_goes_to_this_machine_unless_the_tests_allow_it() {
    let service = Service::start();
    let ground = Ground::new(&[]);
    let helper = &ground.squad.helper;
    assert_eq!(ground.subscribe(helper, &service.browser("/ok/helper")), 400, "plain http");
    // Over https it is kept, and nothing is sent: the guard reads the address again before it connects. What it
    // refuses is forgotten, which is how the test sees that it was looked at.
    let mut secure = service.browser("/ok/helper");
    secure.endpoint = secure.endpoint.replace("http://", "https://");
    assert_eq!(ground.subscribe(helper, &secure), 204);
    ground.wake(&[helper], 1, 0);
    let counted = |outcome: &str| {
        let numbers = ground.node.ask("GET", path::METRICS, &[], None).body;
        let wanted = format!("tanomo_browser_pushes_total{{outcome=\"{outcome}\"}} 1");
        String::from_utf8_lossy(&numbers).contains(&wanted)
    };
    let started = std::time::Instant::now();
    while !counted("gone") {
        assert!(started.elapsed() < PATIENCE, "the guard looked at it");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(service.lines.try_recv().is_err());
    // The control: the same service, allowed, takes the push.
    let allowed = Ground::new(&["--push-anywhere"]);
    allowed.subscribe(&allowed.squad.helper, &service.browser("/ok/helper"));
    allowed.wake(&[&allowed.squad.helper], 1, 0);
    assert_eq!(service.next()["path"], "/ok/helper");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_on_one_database_send_each_push_once() {
    let address = common::postgres::new_database().await;
    let service = Service::start();
    let folders = [(), ()].map(|()| tempfile::tempdir().unwrap());
    let arguments = ["--push-anywhere", "--database", &address];
    let nodes = folders.each_ref().map(|folder| Node::start(folder.path(), &arguments));
    let keys = nodes.each_ref().map(|node| node.ask("GET", path::PUSH, &[], None).read::<PushAnswer>());
    assert_eq!(keys[0], keys[1], "both sign with one key");
    let squads: Vec<Squad> = (0..20).map(|_| Squad::new()).collect();
    let soon = App::now() + 6_000;
    for (n, squad) in squads.iter().enumerate() {
        nodes[0].settle(squad);
        for phone in [&squad.helper, &squad.lead] {
            let browser = service.browser(&format!("/ok/{n}/{}", phone.id()));
            let headers = [("authorization", phone.token.to_header())];
            let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
            let path = path::of(path::SUBSCRIPTION, &squad.circle);
            let body = serde_json::to_vec(&browser).unwrap();
            assert_eq!(nodes[1].ask("PUT", &path, &headers, Some(body)).status, 204);
        }
        let name = WakeName::new([1; 16]);
        let wakes =
            [&squad.helper, &squad.lead].map(|phone| Wake { device: phone.id(), name, at: Some(soon) });
        let asked = Wakes { proto: PROTO, wakes: wakes.to_vec() };
        assert_eq!(nodes[0].post(&path::of(path::WAKES, &squad.circle), &squad.lead, &asked).status, 204);
    }
    let mut came = BTreeMap::<String, u32>::new();
    for _ in 0..40 {
        *came.entry(service.next()["path"].to_string()).or_default() += 1;
    }
    assert_eq!(came.len(), 40, "each one once");
    assert!(service.is_quiet());
}
