//! A phone of the squad: the simulation's phone, which carries out what the real engine says, over HTTP.

use std::collections::BTreeMap;
use std::io::Write as _;

use tanomo_record::Record;
use tanomo_server::http::App;
use tanomo_sim::phone::{Phone, Wishes};
use tanomo_sync::engine::{Event, Failure, Reply, Request};
use tanomo_sync::sign::sign_push;
use tanomo_sync::{DeviceKeys, Random as _, Roster, Secret, Secrets};
use tanomo_wire::circle::{Entries, Join, Joining, RosterPush, registration_bytes};
use tanomo_wire::names::Token as _;
use tanomo_wire::revision::{BUCKET_BYTES, SALT_BYTES, SEAL_TAG_BYTES};
use tanomo_wire::sync::Push;
use tanomo_wire::{CircleId, DeviceToken, PROTO, Problem, Revision, Sealed, SyncRequest, path};

use super::common::process::{Node, Reply as Answer};
use super::common::squad::Seeded;

/// What stands where the sealed bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// What the engine sealed.
    On,
    /// The control: the record's text, in the shape of a sealed record.
    Plain,
    /// The control: the same, packed as before it is sealed.
    Packed,
}

/// The keys of a phone that is not in yet.
pub struct Keys {
    pub secret: Secret,
    pub keys: DeviceKeys,
    pub token: DeviceToken,
}

impl Keys {
    pub fn draw(random: &mut Seeded) -> Self {
        let secret = Secret::draw(random);
        Self { keys: DeviceKeys::new(&secret), secret, token: DeviceToken::new(random.draw()) }
    }

    pub fn join(&self, circle: &CircleId, how: Joining) -> Join {
        let token = self.token.hash();
        let signature = self.keys.sign(&registration_bytes(circle, &self.keys.id(), &token));
        Join { proto: PROTO, device: self.keys.id(), how, token, signature }
    }
}

/// A phone that is in.
pub struct Handset {
    pub own: Keys,
    pub phone: Phone,
    pub circle: CircleId,
    seal: Seal,
}

impl Handset {
    pub fn new(n: u8, own: Keys, roster: &Roster, secrets: Secrets, seal: Seal) -> Self {
        let phone = Phone::new(n, own.keys.clone(), roster, secrets, u64::from(n), None);
        Self { own, phone, circle: roster.circle(), seal }
    }

    /// Feeds an event and talks to the server until nothing is left to say.
    pub fn feed(&mut self, node: &Node, event: Event) {
        let Wishes { mut requests, .. } = self.phone.feed(event, App::now());
        while let Some((ticket, request)) = requests.pop() {
            let event = match self.ask(node, &request) {
                Ok(reply) => Event::Answered { ticket, reply, standing: BTreeMap::new() },
                Err(problem) => Event::Failed { ticket, why: Failure::Problem(problem) },
            };
            requests.extend(self.phone.feed(event, App::now()).requests);
        }
    }

    pub fn write(&mut self, node: &Node, id: tanomo_record::Id, record: Record) {
        self.feed(node, Event::Wrote { id, record });
    }

    pub fn sync(&mut self, node: &Node) {
        self.feed(node, Event::Wake { hurry: true });
    }

    fn ask(&self, node: &Node, request: &Request) -> Result<Reply, Problem> {
        let of = |template| path::of(template, &self.circle);
        match request {
            Request::Sync(request) => {
                read(&self.post(node, &of(path::SYNC), &self.as_sealed(request))).map(Reply::Sync)
            }
            Request::Roster { after } => {
                read(&self.get(node, &format!("{}?after={after}", of(path::ROSTER)))).map(Reply::Roster)
            }
            Request::PushRoster(entries) => {
                let push = RosterPush { proto: PROTO, entries: Entries::new(entries.clone()).unwrap() };
                read(&self.post(node, &of(path::ROSTER), &push)).map(Reply::Roster)
            }
            Request::Digest => read(&self.get(node, &of(path::DIGEST))).map(Reply::Digest),
            Request::Records(query) => {
                let bucket = query.bucket.map_or(String::new(), |bucket| format!("&bucket={bucket}"));
                let after = query.after.map_or(String::new(), |after| format!("&after={after}"));
                let path = format!("{}?v={}{bucket}{after}", of(path::RECORDS), query.v);
                read(&self.get(node, &path)).map(Reply::Records)
            }
        }
    }

    pub fn get(&self, node: &Node, path: &str) -> Answer {
        node.ask("GET", path, &[("authorization", &self.own.token.to_header())], None)
    }

    pub fn post(&self, node: &Node, path: &str, body: &impl serde::Serialize) -> Answer {
        self.send(node, "POST", path, serde_json::to_vec(body).unwrap())
    }

    pub fn send(&self, node: &Node, method: &str, path: &str, body: Vec<u8>) -> Answer {
        node.ask(method, path, &[("authorization", &self.own.token.to_header())], Some(body))
    }

    /// The request as this phone seals it, signed anew where that differs from what the engine made.
    fn as_sealed(&self, request: &SyncRequest) -> SyncRequest {
        if self.seal == Seal::On || request.push.is_empty() {
            return request.clone();
        }
        let revisions: Vec<Revision> =
            request.push.revisions().iter().map(|one| self.unsealed(one)).collect();
        let signature = Some(sign_push(&self.own.keys, &self.circle, &revisions));
        SyncRequest { push: Push::new(revisions).unwrap(), signature, ..request.clone() }
    }

    fn unsealed(&self, revision: &Revision) -> Revision {
        let text = self.phone.record(tanomo_sync::record_id(revision.id)).map(Record::to_text);
        let Some(text) = text else { return revision.clone() };
        let packed = if self.seal == Seal::Packed { deflated(&text) } else { text.into_bytes() };
        let mut inside = [&[0], packed.as_slice(), &[0x80]].concat();
        inside.resize(inside.len().next_multiple_of(BUCKET_BYTES), 0);
        let bytes = [vec![9; SALT_BYTES], inside, vec![9; SEAL_TAG_BYTES]].concat();
        Revision { sealed: Sealed::new(bytes).unwrap(), ..revision.clone() }
    }
}

fn deflated(text: &str) -> Vec<u8> {
    let mut to = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    to.write_all(text.as_bytes()).unwrap();
    to.finish().unwrap()
}

pub fn read<T: serde::de::DeserializeOwned>(answer: &Answer) -> Result<T, Problem> {
    if answer.status == 200 { Ok(answer.read()) } else { Err(answer.problem()) }
}
