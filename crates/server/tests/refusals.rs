//! Who is refused what: every operation of the OpenAPI document, asked by everybody there is. The table follows the
//! document, so that a new operation is asked too or fails.

#![allow(clippy::unwrap_used, clippy::panic, reason = "functions that tests call are tests too")]

mod common;

use std::collections::BTreeSet;

use common::ground::Ground;
use common::process::Reply;
use common::squad::{Phone, Squad};
use serde_json::Value;
use tanomo_server::http::openapi::{OPERATIONS, Who};
use tanomo_wire::{DeviceToken, ProblemKind, Role, path};

const OPERATOR_CODE: &str = "kasenjiki-no-yanagi";

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    Nobody,
    /// A header that holds no token.
    Garbled,
    /// A token nobody has.
    Stranger,
    /// The lead of another circle on the same server.
    Foreign,
    /// A device that was put out.
    Revoked,
    /// A device that waits to be let in.
    Waiting,
    Helper,
    Coordinator,
    Lead,
    /// The holder of an invitation for one, which is the one in the path.
    Invited,
    /// The holder of an invitation for many.
    InvitedAmongMany,
    /// The holder of an invitation to another circle.
    InvitedElsewhere,
    /// Whoever runs the server.
    Operator,
}

const EVERYBODY: [Asks; 13] = [
    Asks::Nobody,
    Asks::Garbled,
    Asks::Stranger,
    Asks::Foreign,
    Asks::Revoked,
    Asks::Waiting,
    Asks::Helper,
    Asks::Coordinator,
    Asks::Lead,
    Asks::Invited,
    Asks::InvitedAmongMany,
    Asks::InvitedElsewhere,
    Asks::Operator,
];

/// What is to be answered; `None` where they are let in.
fn expected(who: Who, asks: Asks, operation: (&str, &str)) -> Option<ProblemKind> {
    let unknown = Some(ProblemKind::Unknown);
    match (who, asks) {
        (Who::Anybody, _) | (Who::Operator, Asks::Operator) => None,
        (Who::Operator, _) => Some(ProblemKind::Forbidden),
        (Who::Invited, Asks::Invited) => None,
        (Who::Newcomer, Asks::InvitedAmongMany) => None,
        // It is for one, and asks to wait among many.
        (Who::Newcomer, Asks::Invited) => Some(ProblemKind::Malformed),
        (Who::Invited | Who::Newcomer, _) => unknown,
        (Who::Known | Who::Device | Who::Lead, Asks::Lead) => None,
        (Who::Known | Who::Device, Asks::Helper | Asks::Coordinator) => None,
        (Who::Lead, Asks::Helper | Asks::Coordinator) => Some(ProblemKind::Forbidden),
        // In it stands that they are out.
        (Who::Known, Asks::Revoked) => None,
        // They read in it that they were let in.
        (Who::Known, Asks::Waiting) if operation == ("get", path::ROSTER) => None,
        (Who::Known | Who::Device | Who::Lead, Asks::Waiting) => Some(ProblemKind::Waiting),
        (Who::Known | Who::Device | Who::Lead, _) => unknown,
    }
}

/// Everybody, with what they show.
struct Crowd {
    ground: Ground,
    foreign: Squad,
    revoked: Phone,
    waiting: Phone,
    coordinator: Phone,
    elsewhere: tanomo_sync::invite::Invitation,
}

impl Crowd {
    fn gather() -> Self {
        let mut ground = Ground::new(&[]);
        let mut foreign = Squad::new();
        ground.node.settle(&foreign);
        let coordinator = ground.admit(4, Role::Coordinator);
        let revoked = ground.admit(5, Role::Lead);
        ground.revoke(&revoked);
        let waiting = ground.newcomer();
        let (elsewhere, mut posted) = foreign.invitation(tanomo_wire::circle::Uses::Many);
        posted.until = tanomo_server::http::App::now() + 86_400_000;
        let path = path::of(path::INVITES, &foreign.circle);
        assert_eq!(ground.node.post(&path, &foreign.lead, &posted).status, 204);
        Self { ground, foreign, revoked, waiting, coordinator, elsewhere }
    }

    fn phone(&self, asks: Asks) -> Phone {
        match asks {
            Asks::Foreign => self.foreign.lead.clone(),
            Asks::Revoked => self.revoked.clone(),
            Asks::Waiting => self.waiting.clone(),
            Asks::Helper => self.ground.squad.helper.clone(),
            Asks::Coordinator => self.coordinator.clone(),
            _ => self.ground.squad.lead.clone(),
        }
    }

    fn shows(&self, asks: Asks) -> Option<String> {
        Some(match asks {
            Asks::Nobody => return None,
            Asks::Garbled => "Bearer ?".into(),
            Asks::Stranger => DeviceToken::new([1; 32]).to_header(),
            Asks::Invited => self.ground.invite.token().to_header(),
            Asks::InvitedAmongMany => self.ground.open.token().to_header(),
            Asks::InvitedElsewhere => self.elsewhere.token().to_header(),
            Asks::Operator => format!("Bearer {OPERATOR_CODE}"),
            _ => self.phone(asks).token.to_header(),
        })
    }

    /// A body such as this one would send: a device that is let in signs it itself.
    fn body(&mut self, who: Who, schema: Option<&str>, asks: Asks) -> Option<Vec<u8>> {
        let phone = self.phone(asks);
        if who == Who::Newcomer {
            // Somebody new each time: who waits already would be answered so.
            let newcomer = Phone::draw(&mut self.ground.squad.random);
            return serde_json::to_vec(&self.ground.asking(&newcomer)).ok();
        }
        schema.map(|schema| self.ground.body_by(schema, &phone))
    }
}

fn check(reply: &Reply, expected: Option<ProblemKind>, method: &str, name: &str) {
    let Some(kind) = expected else {
        assert!(reply.status < 300 || reply.status == 404, "{name}: {}", reply.status);
        return;
    };
    assert_eq!(reply.status, kind.status(), "{name}");
    // An answer to HEAD has no body.
    if method != "head" {
        assert_eq!(reply.problem().kind, kind, "{name}");
    }
    if kind == ProblemKind::Unknown {
        assert_eq!(reply.header("www-authenticate"), "Bearer", "{name}");
    }
}

/// Every operation of the document that is served, with who may ask it.
fn operations(document: &Value) -> Vec<(&'static str, &'static str, Who, Option<&'static str>)> {
    let parameters = |name: &str| name == "parameters";
    let named: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| methods.as_object().unwrap().keys().map(move |method| (method, path)))
        .filter(|(method, _)| !parameters(method))
        .map(|(method, path)| (method.clone(), path.clone()))
        .collect();
    let known: BTreeSet<_> =
        OPERATIONS.iter().map(|&(method, path, ..)| (method.to_owned(), path.to_owned())).collect();
    assert_eq!(named, known, "the document and the table name other operations");
    // What takes away goes last, so that what others ask for is there.
    let mut all: Vec<_> =
        OPERATIONS.iter().map(|&(method, path, who, _, body, _)| (method, path, who, body)).collect();
    all.sort_by_key(|(method, ..)| *method == "delete");
    all
}

#[test]
fn every_operation_refuses_whom_it_should_and_nobody_else() {
    let mut crowd = Crowd::gather();
    let document: Value = crowd.ground.node.ask("GET", path::OPENAPI, &[], None).read();
    let (mut refused, mut let_in) = (0, 0);
    for (method, template, who, schema) in operations(&document) {
        // Where no code is set, anybody makes a circle; the other test sets one.
        if who == Who::Operator {
            continue;
        }
        for asks in EVERYBODY {
            let expected = expected(who, asks, (method, template));
            let (body, token) = (crowd.body(who, schema, asks), crowd.shows(asks));
            let reply = crowd.ground.send(method, template, body, token.as_deref());
            check(&reply, expected, method, &format!("{method} {template} by {asks:?}"));
            if expected.is_some() { refused += 1 } else { let_in += 1 }
        }
    }
    // 23 operations and 13 who ask; a number that changes with the document is a number somebody looks at.
    assert_eq!((refused, let_in), (189, 110));
}

#[test]
fn a_circle_is_made_with_the_operators_code_where_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let node = common::process::Node::start(folder.path(), &["--operator-code", OPERATOR_CODE]);
    let squad = Squad::new();
    let elsewhere = Crowd::gather();
    for asks in EVERYBODY {
        let token = elsewhere.shows(asks);
        let headers: Vec<_> = token.iter().map(|token| ("authorization", token.as_str())).collect();
        let body = serde_json::to_vec(&squad.new_circle()).unwrap();
        let reply = node.ask("POST", path::CIRCLES, &headers, Some(body));
        check(&reply, expected(Who::Operator, asks, ("post", path::CIRCLES)), "post", &format!("{asks:?}"));
    }
}
