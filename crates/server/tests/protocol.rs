//! The protocol over HTTP, as a phone meets it: the real binary, real requests.

#![allow(clippy::unwrap_used, clippy::panic, reason = "functions that tests call are tests too")]

mod common;

use std::time::{Duration, Instant};

use common::ground::{Ground, PHOTO};
use common::process::{Node, Reply};
use common::squad::{Phone, Squad};
use serde_json::Value;
use tanomo_server::http::openapi::{OPERATIONS, Who, document};
use tanomo_wire::circle::{RosterAnswer, RosterPush};
use tanomo_wire::names::Token as _;
use tanomo_wire::{DeviceToken, PROTO, ProblemKind, SyncAnswer, path};

#[test]
fn the_document_is_true() {
    let mut ground = Ground::new(&[]);
    let served: Value = ground.node.ask("GET", path::OPENAPI, &[], None).read();
    assert_eq!(served, document());
    // Every path that is served under the protocol's names stands in it, and the other way round.
    for template in [
        path::CIRCLES,
        path::INVITES,
        path::INVITE,
        path::DEVICES,
        path::ROSTER,
        path::SYNC,
        path::CHANGES,
        path::DIGEST,
        path::RECORDS,
        path::WAKES,
        path::SUBSCRIPTION,
        path::BLOB,
    ] {
        for method in ["get", "post", "put", "delete"] {
            let named = served["paths"][template].get(method).is_some();
            let body = matches!(method, "post" | "put").then(|| b"{}".to_vec());
            let reply = ground.node.ask(method, &ground.path(template), &[], body);
            assert_eq!(reply.status != 405, named, "{method} {template}: {}", reply.status);
        }
    }
    let first = ground.squad.record();
    let push = ground.squad.lead.push(&ground.squad.circle, None, vec![first]);
    let path = ground.path(path::SYNC);
    assert_eq!(ground.node.post(&path, &ground.squad.lead, &push).status, 200);
    for &(method, template, who, _, body, answer) in OPERATIONS {
        let token = match who {
            Who::Anybody | Who::Operator | Who::Newcomer => None,
            Who::Invited => Some(ground.invite.token().to_header()),
            _ => Some(ground.squad.lead.token.to_header()),
        };
        if template == path::BLOB || (method, template) == ("post", path::INVITES) || method == "delete" {
            continue;
        }
        // The helper's push is signed by the helper.
        let token = if template == path::SYNC { Some(ground.squad.helper.token.to_header()) } else { token };
        if let Some(schema) = body.filter(|schema| *schema != "Bytes") {
            let sent: Value = serde_json::from_slice(&ground.body(schema)).unwrap();
            fits(&served, schema, &sent);
        }
        let reply = ground.ask(method, template, body, token);
        let expected = served["paths"][template][method]["responses"].get(reply.status.to_string());
        assert!(expected.is_some(), "{method} {template}: {}", reply.status);
        if let Some(schema) = answer {
            fits(&served, schema, &serde_json::from_slice(&reply.body).unwrap());
        }
    }
    let problem = ground.ask("get", path::SYNC.strip_suffix("/sync").unwrap(), None, None);
    fits(&served, "Problem", &serde_json::from_slice(&problem.body).unwrap());
}

/// A value has the members its schema says, of their types, and no others.
fn fits(document: &Value, schema: &str, value: &Value) {
    let schema_of = &document["components"]["schemas"][schema];
    let value = value.as_object().unwrap();
    for name in schema_of["required"].as_array().unwrap() {
        assert!(value.contains_key(name.as_str().unwrap()), "{schema} lacks {name}");
    }
    for (name, member) in value {
        let kind = match member {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let kinds = schema_of["properties"][name]["type"].as_array();
        let kinds = kinds.unwrap_or_else(|| panic!("{schema} has no {name}"));
        assert!(kinds.iter().any(|known| known == kind), "{schema}.{name} is {kind}");
    }
}

#[test]
fn who_waits_is_answered_at_once_when_somebody_pushes_or_the_roster_grows() {
    let mut ground = Ground::new(&[]);
    let record = ground.squad.record();
    let push = ground.squad.lead.push(&ground.squad.circle, None, vec![record]);
    let revoke =
        tanomo_wire::Fact::Assign { device: ground.squad.helper.id(), role: tanomo_wire::Role::Coordinator };
    let entry = ground.squad.roster.write(&ground.squad.lead.keys, 1, revoke).unwrap();
    let entries = tanomo_wire::circle::Entries::new(vec![entry]).unwrap();
    let roster = RosterPush { proto: PROTO, entries };
    let (node, squad) = (&ground.node, &ground.squad);
    let until_waiting = || until_somebody_waits(node);
    std::thread::scope(|scope| {
        let waiter = scope.spawn(|| node.changes(&squad.circle, &squad.helper, None, 25));
        until_waiting();
        let started = Instant::now();
        let pushed: SyncAnswer = node.post(&path::of(path::SYNC, &squad.circle), &squad.lead, &push).read();
        let woken = waiter.join().unwrap();
        assert!(started.elapsed() < Duration::from_millis(900), "{:?}", started.elapsed());
        assert_eq!((woken.changes.len(), woken.next), (1, pushed.next));
        let read_to = woken.next;
        let waiter = scope.spawn(move || node.changes(&squad.circle, &squad.helper, read_to, 25));
        until_waiting();
        let path = path::of(path::ROSTER, &squad.circle);
        let grown: RosterAnswer = node.post(&path, &squad.lead, &roster).read();
        assert_eq!(waiter.join().unwrap().roster, grown.count);
    });
    // And without anybody: after its time, not before.
    let next = node.changes(&squad.circle, &squad.helper, None, 0).next;
    let started = Instant::now();
    assert!(node.changes(&squad.circle, &squad.helper, next, 1).changes.is_empty());
    assert!(started.elapsed() >= Duration::from_millis(900));
}

fn until_somebody_waits(node: &Node) {
    let deadline = Instant::now() + Duration::from_secs(10);
    let waits = || node.ask("GET", path::METRICS, &[], None).body;
    while !String::from_utf8_lossy(&waits()).contains("tanomo_waiting_requests 1\n") {
        assert!(Instant::now() < deadline, "nobody waits");
    }
}

#[test]
#[cfg(unix)]
fn who_waits_is_answered_when_the_server_is_asked_to_end_and_an_open_line_does_not_keep_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut node = Node::start(folder.path(), &[]);
    let squad = Squad::new();
    node.settle(&squad);
    let line = || std::net::TcpStream::connect(node.address.strip_prefix("http://").unwrap()).unwrap();
    let (_open, mut half) = (line(), line());
    std::io::Write::write_all(&mut half, b"GET /healthz HT").unwrap();
    let started = Instant::now();
    std::thread::scope(|scope| {
        let waiter = scope.spawn(|| node.changes(&squad.circle, &squad.helper, None, 25));
        until_somebody_waits(&node);
        let asked = std::process::Command::new("kill").arg(node.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        assert!(waiter.join().unwrap().changes.is_empty());
    });
    assert!(node.child.wait().unwrap().success());
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[test]
fn a_photo_goes_on_where_it_was() {
    let ground = Ground::new(&[]);
    let (node, token) = (&ground.node, ground.squad.lead.token.to_header());
    let path = ground.path(path::BLOB);
    let put = |range: &str, bytes: &[u8]| {
        let headers = [("authorization", token.as_str()), ("content-range", range)];
        node.ask("PUT", &path, &headers, Some(bytes.to_vec()))
    };
    let state = |reply: &Reply| {
        (reply.status, reply.header("upload-offset").to_owned(), reply.header("upload-complete").to_owned())
    };
    assert_eq!(state(&put("bytes 0-1/6", &PHOTO[..2])), (204, "2".into(), "?0".into()));
    let head = node.ask("HEAD", &path, &[("authorization", &token)], None);
    assert_eq!(state(&head), (204, "2".into(), "?0".into()));
    assert_eq!(put("bytes 2-9/6", &PHOTO[2..]).problem().kind, ProblemKind::Malformed);
    assert_eq!(state(&put("bytes 2-5/6", &PHOTO[2..])), (204, "6".into(), "?1".into()));
    assert_eq!(node.get(&path, &ground.squad.helper).body, PHOTO);
}

#[test]
fn too_much_is_refused_in_size_and_in_number() {
    let mut ground = Ground::new(&["--device-limit", "20"]);
    let token = ground.squad.helper.token.to_header();
    let large = vec![b' '; tanomo_wire::MAX_PUSH_BYTES + 1];
    let path = ground.path(path::SYNC);
    let reply = ground.node.ask("POST", &path, &[("authorization", &token)], Some(large));
    assert_eq!(reply.problem().kind, ProblemKind::TooLarge);
    let mut replies = (0..30).map(|_| ground.ask("get", path::DIGEST, None, Some(token.clone())));
    let refused = replies.find(|reply| reply.status == 429).expect("a limit");
    drop(replies);
    let seconds: u32 = refused.header("retry-after").parse().unwrap();
    assert_eq!(refused.problem().retry_after, Some(seconds));
    let other = ground.squad.lead.token.to_header();
    assert_eq!(ground.ask("get", path::DIGEST, None, Some(other)).status, 200, "another device");
}

#[test]
fn nothing_secret_is_logged_or_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tanomo-server"));
    command
        .arg("--dist")
        .arg(common::process::site(folder.path()))
        .arg("--data")
        .arg(folder.path().join("data"));
    command.args(["--port", &common::postgres::own_port().to_string()]);
    command.stderr(std::fs::File::create(&log).unwrap());
    let node = Node::logging(command, "trace");
    let mut squad = Squad::new();
    node.settle(&squad);
    let record = squad.record();
    let push = squad.lead.push(&squad.circle, None, vec![record]);
    node.post(&path::of(path::SYNC, &squad.circle), &squad.lead, &push).read::<SyncAnswer>();
    let stranger = Phone { token: DeviceToken::new([200; 32]), ..squad.lead.clone() };
    let refused = node.post(&path::of(path::SYNC, &squad.circle), &stranger, &push);
    let (header, sealed) = (squad.lead.token.to_header(), serde_json::to_string(&push).unwrap());
    let text = std::fs::read_to_string(&log).unwrap();
    assert!(text.contains("answered"), "the control: something is logged");
    let said = String::from_utf8_lossy(&refused.body).into_owned() + &text;
    for secret in
        [&header["Bearer ".len()..], &stranger.token.to_header()["Bearer ".len()..], &sealed[60..200]]
    {
        assert!(!said.contains(secret));
    }
    assert!(!said.contains(&squad.lead.token.hash().to_string()));
}

#[test]
fn a_server_without_circles_serves_the_app_alone_and_one_with_them_both() {
    let ground = Ground::new(&[]);
    let page = ground.node.ask("GET", "/", &[], None);
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.header("content-security-policy").contains("connect-src 'self'"));
    let health = ground.node.ask("GET", path::HEALTHZ, &[], None);
    assert_eq!(
        (health.body.as_slice(), ground.node.ask("GET", path::READYZ, &[], None).status),
        (&b"ok\n"[..], 200)
    );
    let nowhere = ground.node.ask("GET", "/v1/nowhere", &[], None);
    assert_eq!(nowhere.problem().kind, ProblemKind::Missing);
    assert_eq!(nowhere.header("x-content-type-options"), "nosniff");
}

#[test]
fn an_app_of_another_origin_may_ask_and_its_own_pays_nothing_for_that() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::start(folder.path(), &[]);
    let squad = Squad::new();
    node.settle(&squad);
    let path = format!("{}?v=1", path::of(path::CHANGES, &squad.circle));
    let asks = |method: &str, headers: &[(&str, &str)]| node.ask(method, &path, headers, None);
    let elsewhere = ("origin", "https://app.example.org");
    let first = asks("OPTIONS", &[elsewhere, ("access-control-request-method", "GET")]);
    assert_eq!(first.status, 204);
    assert_eq!(first.header("access-control-allow-origin"), "*");
    assert!(first.header("access-control-allow-headers").contains("authorization"));
    assert!(first.header("access-control-allow-methods").contains("DELETE"));
    let token = squad.lead.token.to_header();
    let reply = asks("GET", &[elsewhere, ("authorization", &token)]);
    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (200, "*"));
    assert!(reply.header("access-control-expose-headers").contains("upload-offset"));
    // Never with what a browser would send by itself; and the token counts as everywhere.
    assert_eq!(reply.header("access-control-allow-credentials"), "");
    assert_eq!(asks("GET", &[elsewhere]).status, 401);
    // A problem can be read there too.
    assert_eq!(asks("GET", &[elsewhere]).header("access-control-allow-origin"), "*");
    let own = asks("GET", &[("origin", &node.address), ("authorization", &token)]);
    assert_eq!((own.status, own.header("access-control-allow-origin")), (200, ""));
    // The app's own page is nobody else's to read.
    let page = node.ask("GET", "/", &[elsewhere], None);
    assert_eq!(page.header("access-control-allow-origin"), "");
}
