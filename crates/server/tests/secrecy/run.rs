//! What a squad does in one run, and what it must keep to itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use tanomo_domain::date::Millis;
use tanomo_domain::sample::{For, squad};
use tanomo_leaks::{Found, Recorder, Search, Wanted};
use tanomo_record::{Id, Record, ReplicaId, Stamp, VersionVector, Writer};
use tanomo_server::http::App;
use tanomo_sync::engine::Event;
use tanomo_sync::invite::Invitation;
use tanomo_sync::recovery::Sheet;
use tanomo_sync::{Random as _, Roster, Secret, Secrets, grant};
use tanomo_wire::circle::{Invite, Invited, Joined, Joining, Newcomer, Uses, Waiting};
use tanomo_wire::names::Token as _;
use tanomo_wire::{BlobHash, CircleId, DeviceKind, MemberId, PROTO, ProblemKind, Role, path};

use super::common::postgres::own_port;
use super::common::process::{Node, site};
use super::common::squad::{Seeded, subscription};
use super::kept;
use super::phone::{Handset, Keys, Seal, read};

const CARD: Id = Id::new([0xca; 16]);
const NAME: &str = "花崎 詩織";

/// What is on the card that is written, erased and looked for by its own names.
const ON_CARD: [(&str, &str, &str); 5] = [
    ("the name on a card", "name", NAME),
    ("the reading on a card", "reading", "はなさき しおり"),
    ("the telephone on a card", "phone", "0296-55-7741"),
    ("the address on a card", "block", "城東四丁目17番の3"),
    ("the notes on a card", "notes", "Zanthoxylum piperitum beside the gate, key under the third pot"),
];

/// What a control puts where a sealed photo goes.
#[derive(Clone, Copy, Debug)]
pub enum Leak {
    EpochKey,
    Name,
}

/// A run that is over; its server still stands.
pub struct Run {
    recorder: Recorder,
    database: Option<String>,
    folder: tempfile::TempDir,
    phones: Vec<Handset>,
    invitations: Vec<Invitation>,
    sheet: ([u8; 16], Sheet),
    /// What the lead wrote.
    records: Vec<(Id, Record)>,
    /// The card that was erased.
    erased: Id,
    node: Node,
}

/// Carries a run on, step by step.
struct Ground {
    node: Node,
    random: Seeded,
    circle: CircleId,
    invitations: Vec<Invitation>,
    seal: Seal,
}

fn device(keys: &Keys, n: u8, role: Role) -> tanomo_wire::Device {
    keys.keys.device(MemberId::new([n; 16]), role, DeviceKind::Phone)
}

impl Run {
    /// A squad's days with the server: begun, joined in two ways, written, granted, put out, begun anew, erased.
    pub async fn through(database: Option<String>, seal: Seal, leak: Option<Leak>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (node, recorder) = start(&folder, database.as_deref());
        let mut random = Seeded(0x5eed);
        let own = Keys::draw(&mut random);
        let found = Roster::found(&own.keys, device(&own, 1, Role::Lead), App::now(), &mut random);
        let (mut roster, secrets) = found.unwrap();
        let drawn = Seeded(random.0).draw();
        let sheet = Sheet::draw(&mut random);
        let listed = sheet.device(&roster.circle(), MemberId::new([9; 16]));
        roster.admit(&own.keys, listed, &secrets, App::now(), &mut random).unwrap();
        let mut ground = Ground { node, random, circle: roster.circle(), invitations: Vec::new(), seal };
        let mut lead = ground.connect(own, &roster, secrets);
        let records = written(&mut ground.random);
        for (id, record) in &records {
            lead.write(&ground.node, *id, record.clone());
        }
        lead.sync(&ground.node);
        assert_eq!(lead.phone.unsent(), 0, "everything was sent");
        let mut helper = ground.let_in_by_link(&mut lead, 2);
        let mut leaver = ground.let_in_by_a_lead(&mut lead, 3);
        ground.grant(&mut lead, &helper);
        for phone in [&mut helper, &mut leaver] {
            phone.sync(&ground.node);
        }
        if seal == Seal::On {
            let name = |phone: &Handset| Some(phone.phone.record(CARD)?.get("name")?.as_str()?.to_owned());
            assert_eq!(name(&helper).as_deref(), Some(NAME), "the card was granted");
            assert_eq!(name(&leaver), None, "and to nobody else");
        }
        ground.put_out(&mut lead, &leaver);
        let erased = ground.edit_and_erase(&mut lead);
        helper.feed(&ground.node, Event::CheckDigest);
        helper.sync(&ground.node);
        ground.others(&lead, &helper, leak);
        if seal == Seal::On {
            check_equal(&lead, &helper);
        }
        let refused = leaver.get(&ground.node, &path::of(path::DIGEST, &ground.circle));
        assert_eq!(refused.problem().kind, ProblemKind::Unknown, "whoever is out gets nothing");
        let Ground { node, invitations, .. } = ground;
        let phones = vec![lead, helper, leaver];
        Self { recorder, database, folder, phones, invitations, sheet: (drawn, sheet), records, erased, node }
    }

    /// What the lead wrote and pushed, by the names under which it is looked for; and what of it is not erased.
    pub fn written_by_the_lead(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let on_card = ON_CARD.iter().map(|(what, ..)| (*what).to_owned());
        let all: BTreeSet<String> = texts(&self.records).into_keys().chain(on_card).collect();
        let erased = format!("resident {}", self.erased);
        let stands = all.iter().filter(|what| !what.starts_with(&erased)).cloned().collect();
        (all, stands)
    }

    /// Everything that should be nowhere and is somewhere.
    pub async fn found(&self) -> BTreeSet<Found> {
        let mut search = self.wanted().search().unwrap();
        let mut found = search.look_at_traffic(&self.recorder.taken());
        found.extend(self.kept(&mut search).await);
        found
    }

    /// Where tokens are: on the way, and kept.
    pub async fn found_tokens(&self) -> (BTreeSet<Found>, BTreeSet<Found>) {
        let mut wanted = Wanted::new();
        for (n, phone) in self.phones.iter().enumerate() {
            wanted.key(&format!("the token of phone {n}"), &bytes_of(&phone.own.token.to_header()));
        }
        for invitation in &self.invitations {
            wanted.key("the token of an invitation", &bytes_of(&invitation.token().to_header()));
        }
        let mut search = wanted.search().unwrap();
        (search.look_at_traffic(&self.recorder.taken()), self.kept(&mut search).await)
    }

    async fn kept(&self, search: &mut Search) -> BTreeSet<Found> {
        let data = self.folder.path().join("data");
        let mut found = match &self.database {
            Some(address) => kept::look_into_postgres(search, address).await,
            None => kept::look_into_sqlite(search, &data.join("tanomo.db")).await,
        };
        let folder = search.look_into_folder(&data).unwrap();
        assert!(data.join("photos").read_dir().unwrap().count() > 0, "no photo was kept");
        let named = |f: Found| Found { place: format!("the server's folder, {}", f.place), ..f };
        found.extend(folder.into_iter().map(named));
        let log = std::fs::read(self.log()).unwrap();
        assert!(String::from_utf8_lossy(&log).contains("answered"), "nothing was logged");
        found.extend(search.look("the log", &log));
        assert!(self.node.ask("GET", path::READYZ, &[], None).status == 200, "the server still stands");
        found
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// What people wrote, and every key.
    fn wanted(&self) -> Wanted {
        let mut wanted = Wanted::new();
        for (what, text) in texts(&self.records) {
            wanted.text(&what, &text);
        }
        for (what, _, text) in ON_CARD {
            wanted.text(what, text);
        }
        for phone in &self.phones {
            self.want_keys_of(phone, &mut wanted);
        }
        for invitation in &self.invitations {
            let fragment = invitation.to_fragment();
            wanted.text("the fragment of a link", &fragment);
            let bytes = bytes_of(&fragment);
            let secret = Secret::new(bytes[32..].try_into().unwrap());
            wanted.key("the secret of an invitation", secret.bytes());
            for purpose in ["tanomo invite sign 1", "tanomo invite envelope 1"] {
                wanted.key(purpose, secret.derive(purpose, invitation.circle().bytes()).bytes());
            }
        }
        wanted.key("the secret of the sheet", &self.sheet.0);
        wanted.text("the words of the sheet", &self.sheet.1.to_words());
        wanted
    }

    fn want_keys_of(&self, phone: &Handset, wanted: &mut Wanted) {
        wanted.key("the secret of a device", phone.own.secret.bytes());
        for purpose in ["tanomo sign 1", "tanomo seal 1"] {
            wanted.key(purpose, phone.own.secret.derive(purpose, b"").bytes());
        }
        let facts = &phone.phone.journal.facts;
        for name in facts.secrets.names() {
            let secret = facts.secrets.epoch(name).unwrap();
            wanted.key("the secret of an epoch", secret.bytes());
            let record_key = secret.derive("tanomo record key 1", phone.circle.bytes());
            wanted.key("the key of an epoch's records", record_key.bytes());
        }
        // Behind the words of its purpose and their length.
        wanted.key("the id key", &facts.secrets.to_bytes()[20..52]);
        for (_, key) in facts.cards.iter() {
            wanted.key("the key of a card", key.secret.bytes());
        }
    }
}

/// The real server behind a recorder, that logs all it can.
fn start(folder: &tempfile::TempDir, database: Option<&str>) -> (Node, Recorder) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tanomo-server"));
    command.arg("--dist").arg(site(folder.path())).arg("--data").arg(folder.path().join("data"));
    command.args(["--port", &own_port().to_string()]);
    command.args(database.map(|address| format!("--database={address}")));
    command.stderr(std::fs::File::create(folder.path().join("log")).unwrap());
    let mut node = Node::logging(command, "trace");
    let server = node.address.strip_prefix("http://").unwrap().parse().unwrap();
    let recorder = Recorder::before(server).unwrap();
    node.address = format!("http://{}", recorder.address());
    (node, recorder)
}

/// The sample circle's records, which are of every kind, and the card.
fn written(random: &mut Seeded) -> Vec<(Id, Record)> {
    let who = For {
        circle: Id::new([1; 16]),
        me: Id::new([2; 16]),
        replica: ReplicaId::new([3; 8]),
        now: Millis(i64::try_from(App::now()).unwrap()),
        seed: random.draw(),
    };
    let mut records = squad(who);
    let kinds: BTreeSet<_> = records.iter().map(|(_, record)| record.kind().to_owned()).collect();
    assert!(kinds.len() >= 8, "{kinds:?}");
    records.push((CARD, card()));
    records
}

fn card() -> Record {
    let mut card = Record::new("resident");
    let writer = Writer { replica: ReplicaId::new([7; 8]), by: Id::new([2; 16]), stamp: Stamp::default() };
    card.write(writer, &VersionVector::default(), ON_CARD.map(|(_, field, text)| (field, text.into())));
    card
}

/// The texts in records that could be nobody else's, by kind and field: in letters that no protocol has, and
/// telephone numbers.
fn texts(records: &[(Id, Record)]) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (id, record) in records.iter().filter(|(id, _)| *id != CARD) {
        for (field, values) in record.fields() {
            for text in values.iter().filter_map(|written| written.value.as_str()) {
                let letters = text.chars().filter(|c| !c.is_ascii()).count();
                let digits = text.chars().filter(char::is_ascii_digit).count();
                let telephone = digits >= 9 && text.chars().all(|c| c.is_ascii_digit() || c == '-');
                if letters >= 2 || telephone {
                    texts.insert(format!("{} {id} {field}", record.kind()), text.to_owned());
                }
            }
        }
    }
    texts
}

/// What a token's header or a link's fragment stands for.
fn bytes_of(text: &str) -> Vec<u8> {
    use base64ct::{Base64UrlUnpadded, Encoding};
    let coded = text.trim_start_matches("Bearer ").trim_start_matches("1.");
    Base64UrlUnpadded::decode_vec(coded).unwrap()
}

/// Two phones hold the same open records.
fn check_equal(lead: &Handset, helper: &Handset) {
    let open = |phone: &Handset| -> BTreeMap<Id, String> {
        let rows = phone.phone.journal.rows.keys();
        let texts = rows.filter_map(|id| Some((*id, phone.phone.record(*id)?)));
        texts.filter(|(_, r)| r.kind() != "resident").map(|(id, r)| (id, r.to_text())).collect()
    };
    assert_eq!(open(lead), open(helper));
    assert!(open(helper).len() > 100, "{} records", open(helper).len());
}

impl Ground {
    fn of(&self, template: &str) -> String {
        path::of(template, &self.circle)
    }

    /// The circle comes to the server.
    fn connect(&self, own: Keys, roster: &Roster, secrets: Secrets) -> Handset {
        let entries = tanomo_wire::circle::Entries::new(roster.entries().to_vec()).unwrap();
        let joined = own.join(&self.circle, Joining::Again(Default::default()));
        let new = tanomo_wire::circle::NewCircle {
            proto: PROTO,
            entries,
            device: joined.device,
            token: joined.token,
            signature: joined.signature,
        };
        let lead = Handset::new(1, own, roster, secrets, self.seal);
        assert_eq!(lead.post(&self.node, path::CIRCLES, &new).status, 200);
        lead
    }

    fn invite(&mut self, lead: &mut Handset, uses: Uses) -> Invitation {
        let invitation = Invitation::draw(self.circle, &mut self.random);
        let mut envelope = None;
        if uses == Uses::One {
            let mut roster = lead.phone.roster().unwrap().clone();
            let entry = roster.write(&lead.own.keys, App::now(), invitation.fact(Role::Helper)).unwrap();
            lead.feed(&self.node, Event::Signed(vec![entry]));
            let secrets = &lead.phone.journal.facts.secrets;
            envelope = invitation.seal_envelope(secrets, self.random.draw());
        }
        let (invite, token) = (invitation.id(), invitation.token().hash());
        let until = App::now() + 86_400_000;
        let posted = Invite { proto: PROTO, invite, token, uses, until, envelope };
        assert_eq!(lead.post(&self.node, &self.of(path::INVITES), &posted).status, 204);
        self.invitations.push(invitation.clone());
        invitation
    }

    fn join(&self, invitation: &Invitation, own: &Keys, how: Joining) -> Joined {
        let body = serde_json::to_vec(&own.join(&self.circle, how)).unwrap();
        let header = invitation.token().to_header();
        let headers = [("authorization", header.as_str())];
        self.node.ask("POST", &self.of(path::DEVICES), &headers, Some(body)).read()
    }

    fn let_in_by_link(&mut self, lead: &mut Handset, n: u8) -> Handset {
        let invitation = self.invite(lead, Uses::One);
        let own = Keys::draw(&mut self.random);
        let path = path::invite(&self.circle, &invitation.id());
        let header = invitation.token().to_header();
        let invited: Invited = self.node.ask("GET", &path, &[("authorization", &header)], None).read();
        let mut roster = Roster::read(&self.circle, invited.entries.list()).unwrap();
        let secrets = invitation.open_envelope(&invited.envelope.unwrap()).unwrap();
        let entry = invitation.join(device(&own, n, Role::Helper), roster.ends(), App::now());
        roster.take(entry.clone()).unwrap();
        assert!(self.join(&invitation, &own, Joining::Entry(Box::new(entry))).member);
        let mut phone = Handset::new(n, own, &roster, secrets, self.seal);
        phone.sync(&self.node);
        lead.sync(&self.node);
        phone
    }

    fn let_in_by_a_lead(&mut self, lead: &mut Handset, n: u8) -> Handset {
        let invitation = self.invite(lead, Uses::Many);
        let own = Keys::draw(&mut self.random);
        let newcomer =
            Newcomer { sign: own.keys.sign_key(), seal: own.keys.seal_key(), member: MemberId::new([n; 16]) };
        assert!(!self.join(&invitation, &own, Joining::Ask(newcomer)).member);
        let waiting: Waiting = read(&lead.get(&self.node, &self.of(path::DEVICES))).unwrap();
        assert_eq!(waiting.newcomers.len(), 1);
        let mut roster = lead.phone.roster().unwrap().clone();
        let (keys, secrets) = (&lead.own.keys, &lead.phone.journal.facts.secrets);
        let listed = device(&own, n, Role::Helper);
        let entry = roster.admit(keys, listed, secrets, App::now(), &mut self.random).unwrap();
        lead.feed(&self.node, Event::Signed(vec![entry]));
        let mut collected = None;
        assert!(roster.collect_secrets(&own.keys, &mut collected));
        let mut phone = Handset::new(n, own, &roster, collected.unwrap(), self.seal);
        phone.sync(&self.node);
        phone
    }

    /// The lead hands the card's key to a helper's phone.
    fn grant(&mut self, lead: &mut Handset, helper: &Handset) {
        let key = lead.phone.newest_key(CARD).unwrap();
        let to = (&helper.own.keys.id(), &helper.own.keys.seal_key());
        let fields = grant::fields(&self.circle, CARD, &key, to, &mut self.random).unwrap();
        let fields = fields.map(|(field, value)| (field.to_owned(), value));
        let wishes = lead.phone.write(0, Id::new([0x67; 16]), grant::KIND, &fields, App::now()).1;
        assert!(wishes.requests.len() <= 1);
        // What the write wanted to send goes as it would after a lost connection.
        for (ticket, _) in wishes.requests {
            let why = tanomo_sync::engine::Failure::Network;
            lead.feed(&self.node, Event::Failed { ticket, why });
        }
        lead.sync(&self.node);
    }

    fn put_out(&mut self, lead: &mut Handset, leaver: &Handset) {
        let mut roster = lead.phone.roster().unwrap().clone();
        let mut secrets = lead.phone.journal.facts.secrets.clone();
        let (keys, out) = (&lead.own.keys, leaver.own.keys.id());
        let entries = roster.revoke(keys, out, &mut secrets, App::now(), &mut self.random).unwrap();
        lead.feed(&self.node, Event::Signed(entries));
        assert!(lead.phone.journal.facts.secrets.names().count() >= 2, "another epoch began");
    }

    /// Under the new epoch: the card takes a new key and new notes, and another card is erased.
    fn edit_and_erase(&mut self, lead: &mut Handset) -> Id {
        let key = tanomo_sync::card::CardKey::draw(&mut self.random);
        lead.feed(&self.node, Event::CardKey { card: CARD, key });
        let mut card = lead.phone.record(CARD).unwrap().clone();
        let seen = card.seen().clone();
        let writer =
            Writer { replica: ReplicaId::new([7; 8]), by: Id::new([2; 16]), stamp: Stamp::default() };
        card.write(writer, &seen, [("block", ON_CARD[3].2.into()), ("reading", "はなざき".into())]);
        lead.write(&self.node, CARD, card);
        let rows = lead.phone.journal.rows.keys().copied();
        let cards = rows.filter(|id| lead.phone.record(*id).is_some_and(|r| r.kind() == "resident"));
        let erased = cards.into_iter().find(|id| *id != CARD).unwrap();
        let mut erasure = Record::new("erasure");
        erasure.write(writer, &VersionVector::default(), [("of", erased.to_string().into())]);
        lead.write(&self.node, Id::new(self.random.draw()), erasure);
        lead.sync(&self.node);
        assert!(lead.phone.record(erased).is_none(), "the card was erased");
        assert_eq!(lead.phone.unsent(), 0);
        erased
    }

    /// What the engine has no part in: a photo, wakes, where a browser takes pushes.
    fn others(&mut self, lead: &Handset, helper: &Handset, leak: Option<Leak>) {
        let mut photo = self.random.draw::<2000>().to_vec();
        match leak {
            Some(Leak::EpochKey) => {
                let secrets = &lead.phone.journal.facts.secrets;
                let secret = secrets.epoch(secrets.names().next().unwrap()).unwrap();
                photo.extend_from_slice(secret.bytes());
            }
            Some(Leak::Name) => photo.extend_from_slice(NAME.as_bytes()),
            None => {}
        }
        let path = path::blob(&self.circle, &BlobHash::of(&photo));
        assert_eq!(lead.send(&self.node, "PUT", &path, photo.clone()).status, 204);
        assert_eq!(helper.get(&self.node, &path).body, photo);
        let wakes = serde_json::json!({ "v": 1, "wakes": [
            { "device": helper.own.keys.id(), "name": tanomo_wire::WakeName::new(self.random.draw()), "at": 0 }] });
        assert_eq!(lead.post(&self.node, &self.of(path::WAKES), &wakes).status, 204);
        let body = serde_json::to_vec(&subscription("https://push.example/opaque")).unwrap();
        assert_eq!(helper.send(&self.node, "PUT", &self.of(path::SUBSCRIPTION), body).status, 204);
    }
}
