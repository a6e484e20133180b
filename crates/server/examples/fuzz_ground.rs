//! What `cargo xtask fuzz` stands on: makes circles on a running server, with a device of each role, and writes
//! requests that are valid however often and in whatever order they are sent, by operation.
//!
//! `fuzz_ground http://127.0.0.1:8080 pool.json`. A request is `{token, path, query, headers, json | bytes}`; only
//! here can one be signed, which the fuzzing program then mixes, mutates and shows with other devices' tokens.

#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::panic, reason = "a test in two programs")]

use std::io::Read as _;

use base64ct::{Base64, Encoding};
use serde::Serialize;
use serde_json::{Map, Value, json};
use tanomo_server::http::App;
use tanomo_sync::Random as _;
use tanomo_sync::invite::Invitation;
use tanomo_wire::circle::{Entries, Joining, NewCircle, Newcomer, RosterPush, Uses};
use tanomo_wire::{BlobHash, Cursor, DeviceKind, DeviceToken, Fact, MemberId, PROTO, Role, SyncAnswer, path};

#[path = "../tests/common/squad.rs"]
mod squad;

use squad::{Phone, Squad};

/// How many requests of an operation, where each is another.
const MANY: usize = 24;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (server, file) = (arguments.next().unwrap(), arguments.next().unwrap());
    let mut ground = Ground::settle(server);
    ground.circles();
    ground.invitations();
    ground.devices();
    ground.records();
    ground.photos();
    ground.wakes();
    // Last: what it adds to the roster would turn up in what the others send.
    ground.roster();
    let all = json!({ "circle": ground.squad.circle, "tokens": ground.tokens, "pool": ground.pool });
    std::fs::write(file, serde_json::to_vec(&all).unwrap()).unwrap();
}

/// The circles, and the requests so far.
struct Ground {
    server: String,
    squad: Squad,
    coordinator: Phone,
    revoked: Phone,
    /// Tokens by who shows them.
    tokens: Map<String, Value>,
    pool: Map<String, Value>,
}

/// One request.
#[derive(Default)]
struct Sent {
    token: Option<String>,
    path: Vec<(&'static str, String)>,
    query: Vec<(&'static str, String)>,
    headers: Vec<(&'static str, String)>,
    json: Option<Value>,
    bytes: Option<Vec<u8>>,
}

impl Sent {
    fn by(phone: &Phone) -> Self {
        Self { token: Some(phone.token.to_header()), ..Self::default() }
    }

    fn json(self, body: &impl Serialize) -> Self {
        Self { json: Some(serde_json::to_value(body).unwrap()), ..self }
    }

    fn at(mut self, name: &'static str, value: impl ToString) -> Self {
        self.path.push((name, value.to_string()));
        self
    }

    fn asking(mut self, name: &'static str, value: impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    fn to_value(&self) -> Value {
        let map = |pairs: &[(&str, String)]| -> Map<String, Value> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone().into())).collect()
        };
        json!({
            "token": self.token,
            "path": map(&self.path),
            "query": map(&self.query),
            "headers": map(&self.headers),
            "json": self.json,
            "bytes": self.bytes.as_deref().map(Base64::encode_string),
        })
    }
}

impl Ground {
    fn settle(server: String) -> Self {
        let mut squad = Squad::new();
        let [coordinator, revoked] = std::array::from_fn(|_| Phone::draw(&mut squad.random));
        for (n, phone, role) in [(4, &coordinator, Role::Coordinator), (5, &revoked, Role::Helper)] {
            let device = phone.keys.device(MemberId::new([n; 16]), role, DeviceKind::Phone);
            let (roster, random) = (&mut squad.roster, &mut squad.random);
            roster.admit(&squad.lead.keys, device, &squad.secrets, squad::NOW, random).unwrap();
        }
        let foreign = Squad::new();
        let mut ground = Self { server, squad, coordinator, revoked, tokens: Map::new(), pool: Map::new() };
        ground.found(&ground.squad);
        ground.found(&foreign);
        for phone in [&ground.squad.other_lead, &ground.squad.helper, &ground.coordinator, &ground.revoked] {
            ground.register(phone);
        }
        let roster = &mut ground.squad.roster;
        let out = Fact::Revoke { device: ground.revoked.id() };
        let entry = roster.write(&ground.squad.lead.keys, squad::NOW, out).unwrap();
        let push = RosterPush { proto: PROTO, entries: Entries::new(vec![entry]).unwrap() };
        ground.post(path::ROSTER, &ground.squad.lead, &push);
        let shown = [
            ("lead", &ground.squad.lead),
            ("other lead", &ground.squad.other_lead),
            ("coordinator", &ground.coordinator),
            ("helper", &ground.squad.helper),
            ("revoked", &ground.revoked),
            ("foreign", &foreign.lead),
        ];
        let shown = shown.map(|(who, phone)| (who.to_owned(), phone.token.to_header().into()));
        ground.tokens = shown.into_iter().collect();
        let stranger = DeviceToken::new([201; 32]).to_header();
        ground.tokens.insert("nobody's".into(), stranger.into());
        ground.tokens.insert("no token".into(), Value::Null);
        ground.tokens.insert("no bearer".into(), "Basic dGFub21v".into());
        ground
    }

    fn found(&self, squad: &Squad) {
        self.ask("POST", path::CIRCLES, None, &serde_json::to_vec(&squad.new_circle()).unwrap());
    }

    fn register(&self, phone: &Phone) {
        let again = phone.join(&self.squad.circle, Joining::Again(self.squad.entries()));
        self.ask("POST", &self.of(path::DEVICES), None, &serde_json::to_vec(&again).unwrap());
    }

    fn of(&self, template: &str) -> String {
        path::of(template, &self.squad.circle)
    }

    fn post(&self, template: &str, phone: &Phone, body: &impl Serialize) -> Vec<u8> {
        let body = serde_json::to_vec(body).unwrap();
        self.ask("POST", &self.of(template), Some(phone.token.to_header()), &body)
    }

    /// Sends a request that must go well.
    fn ask(&self, method: &str, path: &str, token: Option<String>, body: &[u8]) -> Vec<u8> {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.server));
        if let Some(token) = token {
            request = request.header("authorization", token);
        }
        let mut answer = ureq::Agent::new_with_defaults().run(request.body(body.to_vec()).unwrap()).unwrap();
        let mut body = Vec::new();
        answer.body_mut().as_reader().read_to_end(&mut body).unwrap();
        body
    }

    /// Puts requests of one operation into the pool; those of a circle name it.
    fn put(&mut self, method: &str, template: &str, all: Vec<Sent>) {
        let name = |sent: Sent| {
            let sent =
                if template.contains("{circle}") { sent.at("circle", self.squad.circle) } else { sent };
            sent.to_value()
        };
        let all: Vec<Value> = all.into_iter().map(name).collect();
        self.pool.insert(format!("{method} {template}"), all.into());
    }

    fn phones(&self) -> [Phone; 4] {
        let Squad { lead, other_lead, helper, .. } = &self.squad;
        [lead.clone(), other_lead.clone(), self.coordinator.clone(), helper.clone()]
    }

    fn circles(&mut self) {
        let new = |_| Sent::default().json(&NewCircle { proto: PROTO, ..Squad::new().new_circle() });
        self.put("post", path::CIRCLES, (0..MANY).map(new).collect());
    }

    /// What may stand a day, as the server's own clock has it.
    fn invitation(&mut self, uses: Uses) -> (Invitation, tanomo_wire::circle::Invite) {
        let (invitation, mut posted) = self.squad.invitation(uses);
        posted.until = App::now() + 86_400_000;
        (invitation, posted)
    }

    fn invitations(&mut self) {
        let (mut made, mut read, mut ended) = (Vec::new(), Vec::new(), Vec::new());
        let lead = self.squad.lead.clone();
        for n in 0..3 * MANY {
            let uses = if n.is_multiple_of(2) { Uses::One } else { Uses::Many };
            let (invitation, posted) = self.invitation(uses);
            if n < MANY {
                made.push(Sent::by(&lead).json(&posted));
                continue;
            }
            self.post(path::INVITES, &lead, &posted);
            let shown = Sent { token: Some(invitation.token().to_header()), ..Sent::default() };
            if n < 2 * MANY {
                read.push(shown.at("invite", invitation.id()));
            } else {
                ended.push(Sent::by(&lead).at("invite", invitation.id()));
            }
        }
        self.put("post", path::INVITES, made);
        self.put("get", path::INVITE, read);
        self.put("delete", path::INVITE, ended);
    }

    /// In each of the three ways; each may be sent again.
    fn devices(&mut self) {
        let circle = self.squad.circle;
        let again = Joining::Again(self.squad.entries());
        let phones = self.phones();
        let mut all: Vec<Sent> =
            phones.iter().map(|phone| Sent::default().json(&phone.join(&circle, again.clone()))).collect();
        let (asked, posted) = self.invitation(Uses::Many);
        self.post(path::INVITES, &phones[0], &posted);
        for n in 0..4 {
            let phone = Phone::draw(&mut self.squad.random);
            let member = MemberId::new([40 + n; 16]);
            let newcomer = Newcomer { sign: phone.keys.sign_key(), seal: phone.keys.seal_key(), member };
            let join = phone.join(&circle, Joining::Ask(newcomer));
            all.push(Sent { token: Some(asked.token().to_header()), ..Sent::default() }.json(&join));
        }
        for n in 0..4 {
            let (invitation, posted) = self.invitation(Uses::One);
            let lead = &self.squad.lead;
            let fact = invitation.fact(Role::Helper);
            let entry = self.squad.roster.write(&lead.keys, squad::NOW, fact).unwrap();
            let push = RosterPush { proto: PROTO, entries: Entries::new(vec![entry]).unwrap() };
            self.post(path::ROSTER, lead, &push);
            self.post(path::INVITES, lead, &posted);
            let phone = Phone::draw(&mut self.squad.random);
            let device = phone.keys.device(MemberId::new([50 + n; 16]), Role::Helper, DeviceKind::Phone);
            // It stands on what is there now; what comes later does not change that.
            let entry = invitation.join(device, self.squad.roster.ends(), squad::NOW);
            let join = phone.join(&circle, Joining::Entry(Box::new(entry)));
            all.push(Sent { token: Some(invitation.token().to_header()), ..Sent::default() }.json(&join));
        }
        self.put("post", path::DEVICES, all);
        let leads = phones[..2].iter().map(Sent::by).collect();
        self.put("get", path::DEVICES, leads);
    }

    /// Ever longer parts of one roster: each reads whatever came before it.
    fn roster(&mut self) {
        let device = self.squad.helper.id();
        let known = self.squad.roster.entries().len();
        for n in 0..MANY {
            let role = if n.is_multiple_of(2) { Role::Coordinator } else { Role::Helper };
            let lead = &self.squad.lead.keys;
            self.squad.roster.write(lead, squad::NOW, Fact::Assign { device, role }).unwrap();
        }
        let phones = self.phones();
        let push = |n: usize| {
            let entries = Entries::new(self.squad.roster.entries()[..known + n].to_vec()).unwrap();
            Sent::by(&phones[n % phones.len()]).json(&RosterPush { proto: PROTO, entries })
        };
        let pushes = (0..=MANY).map(push).collect();
        let ask = |n: usize| Sent::by(&phones[n % phones.len()]).asking("after", n * 3);
        let mut asks: Vec<Sent> = (0..MANY).map(ask).collect();
        // Whoever is out may still read in it that they are.
        asks.push(Sent::by(&self.revoked));
        self.put("post", path::ROSTER, pushes);
        self.put("get", path::ROSTER, asks);
    }

    fn records(&mut self) {
        let (circle, phones) = (self.squad.circle, self.phones());
        let mut cursors: Vec<Cursor> = Vec::new();
        for n in 0..3 * MANY {
            let record = self.squad.record();
            let push = phones[n % phones.len()].push(&circle, None, vec![record]);
            let answer = self.post(path::SYNC, &phones[n % phones.len()], &push);
            cursors.extend(serde_json::from_slice::<SyncAnswer>(&answer).unwrap().next);
        }
        let mut syncs = Vec::new();
        for n in 0..MANY {
            let phone = &phones[n % phones.len()];
            let cursor = cursors.get(n * 2).copied().filter(|_| n % 3 > 0);
            let mut revisions: Vec<_> = (0..n % 4).map(|_| self.squad.record()).collect();
            if let Some(first) = revisions.first().map(|first| (first.id, first.rev)) {
                syncs.push(Sent::by(phone).json(&phone.push(&circle, cursor, revisions.clone())));
                // An edit of it: stored, or a conflict, by what came before.
                revisions = vec![self.squad.revision(first.0, Some(first.1))];
            }
            syncs.push(Sent::by(phone).json(&phone.push(&circle, cursor, revisions)));
        }
        self.put("post", path::SYNC, syncs);
        let by = |n: usize| Sent::by(&phones[n % phones.len()]).asking("v", PROTO);
        let change = |n: usize| {
            let asked = by(n).asking("wait", usize::from(n == 1));
            if n.is_multiple_of(3) { asked } else { asked.asking("since", cursors[n * 2]) }
        };
        self.put("get", path::CHANGES, (0..MANY).map(change).collect());
        let page = |n: usize| if n.is_multiple_of(2) { by(n).asking("bucket", n * 11 % 256) } else { by(n) };
        self.put("get", path::RECORDS, (0..MANY).map(page).collect());
        self.put("get", path::DIGEST, phones.iter().map(Sent::by).collect());
    }

    /// Some are always there; others come, in one part or in two, and go.
    fn photos(&mut self) {
        let (phones, lead) = (self.phones(), self.squad.lead.clone());
        let (mut put, mut get, mut delete) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..MANY {
            let bytes: Vec<u8> = self.squad.random.draw::<900>().to_vec();
            let hash = BlobHash::of(&bytes);
            let phone = &phones[n % phones.len()];
            if n.is_multiple_of(2) {
                self.ask("PUT", &path::blob(&self.squad.circle, &hash), Some(lead.token.to_header()), &bytes);
                get.push(Sent::by(phone).at("hash", hash));
            }
            let part = |range: &str, bytes: &[u8]| Sent {
                headers: vec![("content-range", range.to_owned())],
                bytes: Some(bytes.to_vec()),
                ..Sent::by(phone).at("hash", hash)
            };
            if n % 4 == 1 {
                put.push(part("bytes 0-399/900", &bytes[..400]));
                put.push(part("bytes 400-899/900", &bytes[400..]));
            } else {
                put.push(Sent { bytes: Some(bytes), ..Sent::by(phone).at("hash", hash) });
            }
            if n % 2 == 1 {
                delete.push(Sent::by(&lead).at("hash", hash));
            }
        }
        let again: Vec<Sent> = get
            .iter()
            .map(|sent| Sent { path: sent.path.clone(), token: sent.token.clone(), ..Sent::default() })
            .collect();
        self.put("put", path::BLOB, put);
        self.put("get", path::BLOB, get);
        self.put("head", path::BLOB, again);
        self.put("delete", path::BLOB, delete);
    }

    fn wakes(&mut self) {
        let phones = self.phones();
        let wake = |phone: &Phone| {
            let [a, b] = [1, 2].map(|n| tanomo_wire::WakeName::new([n; 16]));
            let soon = App::now() + 3_600_000;
            let whom = json!([{ "device": phones[0].id(), "name": a, "at": 0 },
                { "device": phones[3].id(), "name": b, "at": soon }, { "device": phones[3].id(), "name": a, "at": null }]);
            Sent::by(phone).json(&json!({ "v": PROTO, "wakes": whom }))
        };
        self.put("post", path::WAKES, phones.iter().map(wake).collect());
        let at = |phone: &Phone| {
            Sent::by(phone).json(&squad::subscription(&format!("https://push.example/{}", phone.id())))
        };
        self.put("put", path::SUBSCRIPTION, phones.iter().map(at).collect());
        self.put("delete", path::SUBSCRIPTION, phones.iter().map(Sent::by).collect());
        for template in [path::PUSH, path::HEALTHZ, path::READYZ, path::METRICS, path::OPENAPI] {
            self.put("get", template, vec![Sent::default()]);
        }
    }
}
