//! The protocol over HTTP, as a phone meets it: the real binary, real requests.

#![allow(clippy::unwrap_used, clippy::panic, reason = "functions that tests call are tests too")]

mod common;

use std::time::{Duration, Instant};

use common::process::{Node, Reply};
use common::squad::{Phone, Squad};
use serde_json::{Value, json};
use tanomo_server::http::openapi::{OPERATIONS, Who, document};
use tanomo_wire::circle::{Joining, RosterAnswer, RosterPush, Uses};
use tanomo_wire::names::Token as _;
use tanomo_wire::{BlobHash, DeviceToken, PROTO, ProblemKind, SyncAnswer, path};

/// A server over a new folder, a squad on it, and an invitation that stands.
struct Ground {
    node: Node,
    squad: Squad,
    invite: tanomo_sync::invite::Invitation,
    _folder: tempfile::TempDir,
}

const PHOTO: &[u8] = b"sealed";

impl Ground {
    fn new(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let node = Node::start(folder.path(), arguments);
        let mut squad = Squad::new();
        node.settle(&squad);
        let (invite, mut posted) = squad.invitation(Uses::One);
        posted.until = 4_000_000_000_000.min(tanomo_server::http::App::now() + 86_400_000);
        let invited = node.post(&path::of(path::INVITES, &squad.circle), &squad.lead, &posted);
        assert_eq!(invited.status, 204);
        Self { node, squad, invite, _folder: folder }
    }

    fn path(&self, template: &str) -> String {
        let query = match template {
            path::CHANGES | path::RECORDS => "?v=1",
            _ => "",
        };
        let hash = BlobHash::of(PHOTO).to_string();
        let path = path::of(template, &self.squad.circle).replace("{hash}", &hash);
        path.replace("{invite}", &self.invite.id().to_string()) + query
    }

    /// A body of that schema that reads.
    fn body(&mut self, schema: &str) -> Vec<u8> {
        let record = self.squad.record();
        let value = match schema {
            "Bytes" => return PHOTO.to_vec(),
            "NewCircle" => serde_json::to_value(self.squad.new_circle()),
            "Invite" => serde_json::to_value(self.squad.invitation(Uses::Many).1),
            "Join" => serde_json::to_value(
                self.squad.helper.join(&self.squad.circle, Joining::Again(self.squad.entries())),
            ),
            "RosterPush" => serde_json::to_value(RosterPush { proto: PROTO, entries: self.squad.entries() }),
            "SyncRequest" => {
                serde_json::to_value(self.squad.helper.push(&self.squad.circle, None, vec![record]))
            }
            "Wakes" => Ok(json!({ "v": 1, "wakes": [] })),
            "Subscription" => Ok(json!({ "v": 1, "endpoint": "https://push.example/1" })),
            _ => panic!("{schema}"),
        };
        serde_json::to_vec(&value.unwrap()).unwrap()
    }

    fn ask(&mut self, method: &str, template: &str, body: Option<&str>, token: Option<String>) -> Reply {
        let body = body.map(|schema| self.body(schema));
        let headers: Vec<(&str, &str)> =
            token.iter().map(|token| ("authorization", token.as_str())).collect();
        self.node.ask(method, &self.path(template), &headers, body)
    }
}

fn kind(reply: &Reply, method: &str) -> Option<ProblemKind> {
    // An answer to HEAD has no body.
    (method != "head").then(|| reply.problem().kind)
}

#[test]
fn each_endpoint_refuses_no_token_a_foreign_one_a_revoked_one_and_a_helpers_where_a_leads_is_needed() {
    let mut ground = Ground::new(&[]);
    let (mut refused, mut forbidden) = (0, 0);
    let elsewhere = Squad::new();
    ground.node.settle(&elsewhere);
    for revoked in [false, true] {
        if revoked {
            let (keys, out) = (ground.squad.lead.keys.clone(), ground.squad.helper.id());
            let squad = &mut ground.squad;
            let written = squad.roster.revoke(&keys, out, &mut squad.secrets, 1, &mut squad.random).unwrap();
            let entries = tanomo_wire::circle::Entries::new(written).unwrap();
            let push = RosterPush { proto: PROTO, entries };
            let path = path::of(path::ROSTER, &ground.squad.circle);
            assert_eq!(ground.node.post(&path, &ground.squad.lead, &push).status, 200);
        }
        for &(method, template, who, _, body, _) in OPERATIONS {
            if !matches!(who, Who::Known | Who::Device | Who::Lead) {
                continue;
            }
            let name = format!("{method} {template}, revoked: {revoked}");
            let foreign = DeviceToken::new([1; 32]).to_header();
            let of_another_circle = elsewhere.lead.token.to_header();
            for token in [None, Some("Bearer ?".to_owned()), Some(foreign), Some(of_another_circle)] {
                let reply = ground.ask(method, template, body, token);
                assert_eq!(reply.status, 401, "{name}");
                assert_eq!(reply.header("www-authenticate"), "Bearer");
                assert_eq!(kind(&reply, method).unwrap_or(ProblemKind::Unknown), ProblemKind::Unknown);
                refused += 1;
            }
            let helper = ground.squad.helper.token.to_header();
            let reply = ground.ask(method, template, body, Some(helper));
            let expected = match who {
                Who::Known => 200,
                _ if revoked => 401,
                Who::Lead => 403,
                // The control: it is let in where it may.
                _ => {
                    assert!(reply.status < 300 || reply.status == 404, "{name}: {}", reply.status);
                    continue;
                }
            };
            assert_eq!(reply.status, expected, "{name}");
            forbidden += u32::from(expected == 403);
        }
    }
    assert_eq!((refused, forbidden), (2 * 4 * 16, 4), "every endpoint was asked");
    let lead = ground.squad.lead.token.to_header();
    assert_eq!(ground.ask("get", path::DEVICES, None, Some(lead)).status, 200);
}

#[test]
fn an_invitation_is_shown_to_whoever_has_its_token_and_to_nobody_else() {
    let mut ground = Ground::new(&[]);
    for token in
        [None, Some(DeviceToken::new([1; 32]).to_header()), Some(ground.squad.lead.token.to_header())]
    {
        assert_eq!(ground.ask("get", path::INVITE, None, token).status, 401);
    }
    let token = ground.invite.token().to_header();
    assert_eq!(ground.ask("get", path::INVITE, None, Some(token)).status, 200);
}

#[test]
fn a_circle_is_made_with_the_operators_code_where_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::start(folder.path(), &["--operator-code", "河川敷の柳"]);
    let squad = Squad::new();
    let body = || Some(serde_json::to_vec(&squad.new_circle()).unwrap());
    let wrong = node.ask("POST", path::CIRCLES, &[("authorization", "Bearer other")], body());
    assert_eq!((wrong.status, node.ask("POST", path::CIRCLES, &[], body()).status), (403, 403));
}

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
    let waiting = || {
        let metrics = node.ask("GET", path::METRICS, &[], None);
        String::from_utf8_lossy(&metrics.body).contains("tanomo_waiting_requests 1\n")
    };
    let until_waiting = || {
        let deadline = Instant::now() + Duration::from_secs(10);
        while !waiting() {
            assert!(Instant::now() < deadline, "nobody waits");
        }
    };
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
