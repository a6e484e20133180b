//! This protocol, described (OpenAPI 3.1). By hand, because the wire's types write themselves shorter than any
//! derived schema would say; a test asks every route it names, and holds real answers against its schemas.

use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde_json::{Map, Value, json};
use tanomo_wire::{ProblemKind, path};

use super::answer;

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Anybody,
    /// Who shows the operator's code, where one is set.
    Operator,
    /// Who shows an invitation's token.
    Invited,
    /// An invitation's token, or none for a device the roster lists.
    Newcomer,
    /// A device the server has a token of, in or out.
    Known,
    /// A device that is in.
    Device,
    /// A lead's device.
    Lead,
}

/// Method, path, who, what it does, schema of the body, schema of the answer.
pub type Operation =
    (&'static str, &'static str, Who, &'static str, Option<&'static str>, Option<&'static str>);

/// Every method of every path.
pub const OPERATIONS: &[Operation] = &[
    ("post", path::CIRCLES, Who::Operator, "Make a circle", Some("NewCircle"), Some("CircleMade")),
    ("post", path::INVITES, Who::Lead, "Invite", Some("Invite"), None),
    ("get", path::INVITE, Who::Invited, "What joining takes", None, Some("Invited")),
    ("delete", path::INVITE, Who::Lead, "End an invitation", None, None),
    ("post", path::DEVICES, Who::Newcomer, "Join, or register again", Some("Join"), Some("Joined")),
    ("get", path::DEVICES, Who::Lead, "Who waits to be let in", None, Some("Waiting")),
    ("get", path::ROSTER, Who::Known, "The roster from `after` on", None, Some("RosterAnswer")),
    ("post", path::ROSTER, Who::Known, "Add entries", Some("RosterPush"), Some("RosterAnswer")),
    ("post", path::SYNC, Who::Device, "Push and pull", Some("SyncRequest"), Some("SyncAnswer")),
    (
        "get",
        path::CHANGES,
        Who::Device,
        "Changes after `since`; waits `wait` seconds",
        None,
        Some("SyncAnswer"),
    ),
    ("get", path::DIGEST, Who::Device, "256 sums over everything", None, Some("DigestAnswer")),
    ("get", path::RECORDS, Who::Device, "A `bucket`, or a page `after` an id", None, Some("RecordsPage")),
    ("post", path::WAKES, Who::Device, "Whom to wake", Some("Wakes"), None),
    ("put", path::SUBSCRIPTION, Who::Device, "Where this browser takes pushes", Some("Subscription"), None),
    ("delete", path::SUBSCRIPTION, Who::Device, "Take no pushes", None, None),
    ("get", path::PUSH, Who::Anybody, "What a browser subscribes to pushes with", None, Some("PushAnswer")),
    ("put", path::BLOB, Who::Device, "Bring a sealed photo or a part of it", Some("Bytes"), None),
    ("get", path::BLOB, Who::Device, "A sealed photo", None, Some("Bytes")),
    ("head", path::BLOB, Who::Device, "How much of it is here: `upload-offset`", None, None),
    ("delete", path::BLOB, Who::Lead, "Delete a photo", None, None),
    ("get", path::HEALTHZ, Who::Anybody, "The process runs", None, None),
    ("get", path::READYZ, Who::Anybody, "The database answers", None, None),
    ("get", path::METRICS, Who::Anybody, "Numbers for Prometheus", None, None),
    ("get", path::OPENAPI, Who::Anybody, "This document", None, None),
];

/// `GET /openapi.json`.
pub async fn show() -> Response<Body> {
    answer::with(StatusCode::OK, "application/json", document().to_string().into())
}

/// The document.
pub fn document() -> Value {
    let mut paths = Map::new();
    for operation in OPERATIONS {
        let (method, path, ..) = *operation;
        let entry = paths.entry(path).or_insert_with(|| json!({ "parameters": parameters(path) }));
        if let Some(entry) = entry.as_object_mut() {
            entry.insert(method.to_owned(), describe(operation));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Tanomo", "version": env!("CARGO_PKG_VERSION"), "description":
            "A versioned store of sealed records with one change feed per circle. It can open no record." },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
    })
}

fn parameters(path: &str) -> Vec<Value> {
    let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let describe =
        |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    names.map(describe).collect()
}

fn describe((_, path, who, summary, body, answer): &Operation) -> Value {
    let content = |schema: &str| match schema {
        "Bytes" => json!({ "application/octet-stream": {} }),
        _ => json!({ "application/json": { "schema": reference(schema) } }),
    };
    let problem = json!({ "application/problem+json": { "schema": reference("Problem") } });
    let mut responses = Map::new();
    let plain = !path.starts_with(path::V1);
    match answer {
        Some(schema) => {
            responses.insert("200".into(), json!({ "description": "Done", "content": content(schema) }))
        }
        None if plain => responses.insert("200".into(), json!({ "description": "Done" })),
        None => responses.insert("204".into(), json!({ "description": "Done" })),
    };
    responses.insert("default".into(), json!({ "description": "A problem", "content": problem }));
    let mut described = json!({ "summary": summary, "description": rule(*who), "responses": responses });
    if let Some(schema) = body {
        described["requestBody"] = json!({ "required": true, "content": content(schema) });
    }
    if *who != Who::Anybody {
        described["security"] = match who {
            Who::Operator | Who::Newcomer => json!([{ "token": [] }, {}]),
            _ => json!([{ "token": [] }]),
        };
    }
    let query: Vec<Value> = queries(path).iter().map(|name| query(name)).collect();
    if described["requestBody"].is_null() && !query.is_empty() {
        described["parameters"] = query.into();
    }
    described
}

const fn rule(who: Who) -> &'static str {
    match who {
        Who::Anybody => "For anybody.",
        Who::Operator => "With the operator's code as token, where one is set.",
        Who::Invited => "With an invitation's token.",
        Who::Newcomer => "With an invitation's token; without one for a device the roster lists.",
        Who::Known => "With the token of a device, also one that is out.",
        Who::Device => "With the token of a device that is in.",
        Who::Lead => "With the token of a lead's device.",
    }
}

fn queries(path: &str) -> &'static [&'static str] {
    match path {
        path::CHANGES => &["v", "since", "wait"],
        path::RECORDS => &["v", "bucket", "after"],
        path::ROSTER => &["after"],
        _ => &[],
    }
}

fn query(name: &str) -> Value {
    json!({ "name": name, "in": "query", "required": name == "v", "schema": { "type": "string" } })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// An object's schema: names of members and their types; those that end in `?` may be absent, several types stand
/// beside each other.
fn object(members: &[(&str, &str)]) -> Value {
    let required: Vec<&str> =
        members.iter().map(|(name, _)| *name).filter(|name| !name.ends_with('?')).collect();
    let of = |kind: &str| json!({ "type": kind.split('|').collect::<Vec<_>>() });
    let properties: Map<String, Value> =
        members.iter().map(|(name, kind)| (name.trim_end_matches('?').to_owned(), of(kind))).collect();
    json!({ "type": "object", "required": required, "properties": properties })
}

/// Names, keys, tokens' hashes and sealed bytes are base64url without padding.
fn schemas() -> Value {
    let kinds: Vec<Value> =
        ProblemKind::ALL.iter().filter_map(|kind| serde_json::to_value(kind).ok()).collect();
    let mut problem = object(&[
        ("type", "string"),
        ("title", "string"),
        ("status", "integer"),
        ("retry_after?", "integer"),
        ("min_proto?", "integer"),
    ]);
    problem["properties"]["type"]["enum"] = kinds.into();
    json!({
        "Problem": problem,
        "NewCircle": object(&[("v", "integer"), ("entries", "array"), ("device", "string"),
            ("token", "string"), ("signature", "string")]),
        "CircleMade": object(&[("circle", "string"), ("now", "integer")]),
        "Invite": object(&[("v", "integer"), ("invite", "string"), ("token", "string"), ("uses", "string"),
            ("until", "integer"), ("envelope?", "string")]),
        "Invited": object(&[("uses", "string"), ("until", "integer"), ("envelope?", "string"),
            ("entries", "array")]),
        "Join": object(&[("v", "integer"), ("device", "string"), ("how", "object"), ("token", "string"),
            ("signature", "string")]),
        "Joined": object(&[("member", "boolean"), ("now", "integer")]),
        "Waiting": object(&[("newcomers", "array")]),
        "RosterPush": object(&[("v", "integer"), ("entries", "array")]),
        "RosterAnswer": object(&[("entries", "array"), ("count", "integer")]),
        "SyncRequest": object(&[("v?", "integer"), ("c?", "string"), ("p?", "array"), ("g?", "string")]),
        "SyncAnswer": object(&[("n", "integer"), ("r?", "array"), ("c?", "array"), ("x?", "string"),
            ("m?", "boolean"), ("o", "integer")]),
        "DigestAnswer": object(&[("at", "string|null"), ("digest", "string")]),
        "RecordsPage": object(&[("at?", "string"), ("records", "array"), ("more", "boolean")]),
        "Wakes": object(&[("v", "integer"), ("wakes", "array")]),
        "Subscription": object(&[("v", "integer"), ("endpoint", "string"), ("p256dh", "string"),
            ("auth", "string")]),
        "PushAnswer": object(&[("key", "string")]),
    })
}
