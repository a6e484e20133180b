//! A running server with a squad on it, and a request of every operation the document names.

use serde_json::json;
use tanomo_server::http::App;
use tanomo_sync::invite::Invitation;
use tanomo_wire::circle::{Entries, Joining, NewCircle, Newcomer, RosterPush, Uses};
use tanomo_wire::{BlobHash, CircleId, DeviceKind, Fact, MemberId, PROTO, Role, path};

use super::process::{Node, Reply};
use super::squad::{self, NOW, Phone, Squad};

/// A server over a new folder, a squad on it, and invitations that stand.
pub struct Ground {
    pub node: Node,
    pub squad: Squad,
    /// For one.
    pub invite: Invitation,
    /// For many.
    pub open: Invitation,
    _folder: tempfile::TempDir,
}

pub const PHOTO: &[u8] = b"sealed";

const A_DAY: u64 = 86_400_000;

impl Ground {
    pub fn new(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let node = Node::start(folder.path(), arguments);
        let mut squad = Squad::new();
        node.settle(&squad);
        let [invite, open] = [Uses::One, Uses::Many].map(|uses| {
            let (invitation, mut posted) = squad.invitation(uses);
            posted.until = App::now() + A_DAY;
            let invited = node.post(&path::of(path::INVITES, &squad.circle), &squad.lead, &posted);
            assert_eq!(invited.status, 204);
            invitation
        });
        Self { node, squad, invite, open, _folder: folder }
    }

    pub fn circle(&self) -> &CircleId {
        &self.squad.circle
    }

    pub fn path(&self, template: &str) -> String {
        let query = match template {
            path::CHANGES | path::RECORDS => "?v=1",
            _ => "",
        };
        let hash = BlobHash::of(PHOTO).to_string();
        let path = path::of(template, self.circle()).replace("{hash}", &hash);
        path.replace("{invite}", &self.invite.id().to_string()) + query
    }

    /// A body of that schema that reads, and that `phone` signed where it is signed.
    pub fn body_by(&mut self, schema: &str, phone: &Phone) -> Vec<u8> {
        let (record, circle) = (self.squad.record(), self.squad.circle);
        let value = match schema {
            "Bytes" => return PHOTO.to_vec(),
            "NewCircle" => {
                let new = Squad::new();
                serde_json::to_value(NewCircle { proto: PROTO, ..new.new_circle() })
            }
            "Invite" => {
                let mut invite = self.squad.invitation(Uses::Many).1;
                invite.until = App::now() + A_DAY;
                serde_json::to_value(invite)
            }
            "Join" => serde_json::to_value(phone.join(&circle, Joining::Again(self.squad.entries()))),
            "RosterPush" => serde_json::to_value(RosterPush { proto: PROTO, entries: self.squad.entries() }),
            "SyncRequest" => serde_json::to_value(phone.push(&circle, None, vec![record])),
            "Wakes" => Ok(json!({ "v": 1, "wakes": [] })),
            "Subscription" => serde_json::to_value(squad::subscription("https://push.example/1")),
            _ => panic!("{schema}"),
        };
        serde_json::to_vec(&value.unwrap()).unwrap()
    }

    /// The same by the helper.
    pub fn body(&mut self, schema: &str) -> Vec<u8> {
        self.body_by(schema, &self.squad.helper.clone())
    }

    pub fn ask(&mut self, method: &str, template: &str, body: Option<&str>, token: Option<String>) -> Reply {
        let body = body.map(|schema| self.body(schema));
        self.send(method, template, body, token.as_deref())
    }

    pub fn send(&self, method: &str, template: &str, body: Option<Vec<u8>>, token: Option<&str>) -> Reply {
        let headers: Vec<(&str, &str)> = token.iter().map(|token| ("authorization", *token)).collect();
        self.node.ask(method, &self.path(template), &headers, body)
    }

    /// Another device that is in.
    pub fn admit(&mut self, n: u8, role: Role) -> Phone {
        let squad = &mut self.squad;
        let phone = Phone::draw(&mut squad.random);
        let device = phone.keys.device(MemberId::new([n; 16]), role, DeviceKind::Phone);
        squad.roster.admit(&squad.lead.keys, device, &squad.secrets, NOW, &mut squad.random).unwrap();
        let join = phone.join(&squad.circle, Joining::Again(squad.entries()));
        self.join(&join, None);
        phone
    }

    /// A device that waits to be let in.
    pub fn newcomer(&mut self) -> Phone {
        let phone = Phone::draw(&mut self.squad.random);
        let join = self.asking(&phone);
        self.join(&join, Some(&self.open.token().to_header()));
        phone
    }

    /// What it sends to be let in.
    pub fn asking(&self, phone: &Phone) -> tanomo_wire::circle::Join {
        let (sign, seal) = (phone.keys.sign_key(), phone.keys.seal_key());
        phone.join(self.circle(), Joining::Ask(Newcomer { sign, seal, member: MemberId::new([9; 16]) }))
    }

    fn join(&self, join: &tanomo_wire::circle::Join, token: Option<&str>) {
        let body = serde_json::to_vec(join).unwrap();
        assert_eq!(self.send("post", path::DEVICES, Some(body), token).status, 200);
    }

    /// A lead puts a device out.
    pub fn revoke(&mut self, phone: &Phone) {
        let (keys, device) = (&self.squad.lead.keys, phone.id());
        let entry = self.squad.roster.write(keys, NOW, Fact::Revoke { device }).unwrap();
        let push = RosterPush { proto: PROTO, entries: Entries::new(vec![entry]).unwrap() };
        assert_eq!(self.node.post(&self.path(path::ROSTER), &self.squad.lead, &push).status, 200);
    }
}
