//! Cards that are sealed at rest while their owner has not opened them: what comes for them lies aside, nothing is
//! lost, and with the cards open both sides' words stand.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;

use common::Seeded;
use tanomo_record::{Id, Record, ReplicaId, Stamp, Value, Writer};
use tanomo_sync::card::CardKeys;
use tanomo_sync::engine::{Copy, Effect, Engine, Event, Kept, Reading, Reply, Request, Row, Write};
use tanomo_sync::grant::{self, Grant};
use tanomo_sync::row::Beside;
use tanomo_sync::{DeviceKeys, Roster, Secret, Secrets};
use tanomo_wire::{
    BlobHash, Change, Cursor, DeviceId, DeviceKind, MemberId, Outcome, Proof, Role, Seq, SyncAnswer,
    SyncRequest, Tag,
};

const CARD: Id = Id::new([9; 16]);
const NOW: u64 = 1_795_300_000_000;

fn reading() -> Reading {
    let photos = |record: &Record| if record.kind() == "resident" { vec![photo()] } else { Vec::new() };
    Reading { erases: |_| None, is_card: |record| record.kind() == "resident", photos }
}

fn photo() -> BlobHash {
    BlobHash::of(b"a photo")
}

fn written(mut record: Record, replica: u8, field: &str, words: &str) -> Record {
    let writer = Writer {
        replica: ReplicaId::new([replica; 8]),
        by: Id::new([replica; 16]),
        stamp: Stamp { ms: NOW, tick: 0 },
    };
    let seen = record.seen().clone();
    record.write(writer, &seen, [(field, Value::from(words))]);
    record
}

/// A phone's engine, and what it kept.
struct Phone {
    engine: Engine,
    rows: BTreeMap<Id, Row>,
    keys: CardKeys,
    random: Seeded,
}

impl Phone {
    fn new(keys: DeviceKeys, roster: &Roster, secrets: &Secrets, seed: u64) -> Self {
        let seen = u32::try_from(roster.entries().len()).unwrap();
        let kept = Kept { roster_seen: seen, ..Kept::default() };
        let engine = Engine::new(keys, reading(), roster.clone(), secrets.clone(), kept);
        Self { engine, rows: BTreeMap::new(), keys: CardKeys::default(), random: Seeded(seed) }
    }

    /// Carries out what the engine says; `closed` are the cards that stand sealed at rest.
    fn feed(&mut self, event: Event, closed: bool) -> Vec<SyncRequest> {
        let mut sent = Vec::new();
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.engine.step(event, NOW, &mut self.random) {
                match effect {
                    Effect::Keep(writes) => writes.into_iter().for_each(|write| match write {
                        // Beside a closed card only what is no text changes.
                        Write::Row(id, row) if row.copy == Copy::Unopened => {
                            let kept = self.rows.get_mut(&id).unwrap();
                            (kept.head, kept.outgoing) = (row.head, row.outgoing);
                        }
                        Write::Row(id, row) => drop(self.rows.insert(id, *row)),
                        Write::CardKey(card, key) => drop(self.keys.add(card, key)),
                        _ => {}
                    }),
                    Effect::Load(asked) => {
                        let standing = self.standing(closed);
                        events.push(Event::Loaded { asked, standing });
                    }
                    Effect::Send { request: Request::Sync(request), .. } => sent.push(request),
                    _ => {}
                }
            }
        }
        sent
    }

    fn standing(&self, closed: bool) -> BTreeMap<Id, Copy> {
        let copy = |row: &Row| if closed { Copy::Unopened } else { row.copy.clone() };
        self.rows.iter().map(|(id, row)| (*id, copy(row))).collect()
    }

    fn words(&self, field: &str) -> Option<String> {
        self.rows.get(&CARD)?.copy.record()?.get(field)?.as_str().map(str::to_owned)
    }
}

/// What the server would hand on of a push of one record.
fn change(circle: &tanomo_wire::CircleId, by: DeviceId, request: &SyncRequest) -> Change {
    let revision = request.push.revisions()[0].clone();
    let leaves = [revision.leaf(circle, &by)];
    let proof = Proof::of_push(request.signature.unwrap(), &leaves).unwrap().remove(0);
    Change { seq: Seq::new(1), device: by, proof, revision }
}

fn page(change: Change, roster: u32) -> SyncAnswer {
    let next = Some(Cursor { seq: change.seq, tag: Tag::new([1; 6]) });
    SyncAnswer { now: NOW, results: Vec::new(), changes: vec![change], next, more: false, roster }
}

/// Two leads' phones with one card between them, and the page that brings the first one's edit to the second.
fn two_phones() -> (Phone, Phone, SyncAnswer) {
    let mut random = Seeded(5);
    let [one, two] = [1, 2].map(|n| DeviceKeys::new(&Secret::new([n; 32])));
    let member = MemberId::new([1; 16]);
    let founder = one.device(member, Role::Lead, DeviceKind::Phone);
    let (mut roster, secrets) = Roster::found(&one, founder, NOW, &mut random).unwrap();
    let second = two.device(member, Role::Lead, DeviceKind::Phone);
    roster.admit(&one, second, &secrets, NOW, &mut random).unwrap();
    let (by, entries) = (one.id(), u32::try_from(roster.entries().len()).unwrap());
    let mut first = Phone::new(one, &roster, &secrets, 1);
    let mut second = Phone::new(two, &roster, &secrets, 2);
    let card = written(Record::new("resident"), 1, "name", "城東 花子");
    let sent = first.feed(Event::Wrote { id: CARD, record: card.clone() }, false);
    let change = change(&roster.circle(), by, &sent[0]);
    // The second phone has the card's key by a grant, and an edit of its own.
    let key = first.keys.newest(CARD).unwrap().clone();
    second.feed(Event::CardKey { card: CARD, key }, false);
    second.feed(Event::Wrote { id: CARD, record: written(card, 2, "phone", "0120-000-000") }, false);
    (first, second, page(change, entries))
}

fn answer(phone: &mut Phone, page: SyncAnswer, closed: bool) {
    // The flight of its own push is what is answered; what it pushed is not stored yet.
    let standing = phone.standing(closed);
    let (ticket, reply) = (1, Reply::Sync(page));
    phone.feed(Event::Answered { ticket, reply, standing }, closed);
}

#[test]
fn what_comes_for_a_closed_card_waits_and_nothing_of_either_side_is_lost() {
    let (_, mut phone, page) = two_phones();
    let mine = phone.rows[&CARD].copy.clone();
    phone.feed(Event::CardsClosed, true);
    answer(&mut phone, page, true);
    assert_eq!(phone.rows[&CARD].copy, mine, "a closed card is left as it is");
    assert!(phone.rows[&CARD].outgoing.is_some(), "and what it has to say still waits");
    let keys = phone.keys.clone();
    phone.feed(Event::CardsOpened { keys, grants: Vec::new() }, false);
    assert_eq!(phone.words("name").as_deref(), Some("城東 花子"));
    assert_eq!(phone.words("phone").as_deref(), Some("0120-000-000"));
    let row = &phone.rows[&CARD];
    let outgoing = row.outgoing.as_ref().unwrap();
    assert_eq!(outgoing.revision.base, row.head, "both together are sent over what the server has");
}

#[test]
fn a_card_that_came_without_its_key_opens_when_the_cards_do() {
    let (first, _, page) = two_phones();
    let three = DeviceKeys::new(&Secret::new([3; 32]));
    let secrets = first.engine.secrets().clone();
    let mut phone = Phone::new(three, first.engine.roster(), &secrets, 3);
    // The first request of all, so that there is a flight to answer.
    phone.feed(Event::Wake { hurry: true }, true);
    answer(&mut phone, page, true);
    assert!(matches!(phone.rows[&CARD].copy, Copy::Locked(..)));
    let keys = first.keys.clone();
    phone.feed(Event::CardsOpened { keys, grants: Vec::new() }, false);
    assert_eq!(phone.words("name").as_deref(), Some("城東 花子"));
}

#[test]
fn a_grant_that_comes_while_the_cards_are_closed_is_opened_with_them() {
    let (mut first, mut phone, page) = two_phones();
    // The second phone as it was before the key was handed to it.
    let (roster, secrets) = (first.engine.roster().clone(), first.engine.secrets().clone());
    let keys = DeviceKeys::new(&Secret::new([2; 32]));
    let device = roster.standing().device(&keys.id()).unwrap().device;
    phone = Phone::new(keys, &roster, &secrets, phone.random.0);
    phone.feed(Event::CardsClosed, true);
    phone.feed(Event::Wake { hurry: true }, true);
    answer(&mut phone, page, true);
    let key = first.keys.newest(CARD).unwrap();
    let to = (&device.id(), &device.seal);
    let fields = grant::fields(&roster.circle(), CARD, key, to, &mut first.random).unwrap();
    let record = fields.into_iter().fold(Record::new(grant::KIND), |record, (field, value)| {
        written(record, 1, field, value.as_str().unwrap())
    });
    assert!(
        phone.feed(Event::CardsOpened { keys: CardKeys::default(), grants: Vec::new() }, true).is_empty()
    );
    assert!(phone.words("name").is_none() && phone.keys.newest(CARD).is_none());
    let grants = vec![Grant::read(&record).unwrap()];
    phone.feed(Event::CardsOpened { keys: CardKeys::default(), grants }, false);
    assert_eq!(phone.words("name").as_deref(), Some("城東 花子"));
    assert!(phone.keys.newest(CARD).is_some(), "and the key is kept");
}

#[test]
fn a_row_in_two_texts_is_the_same_row() {
    let (first, ..) = two_phones();
    let row = &first.rows[&CARD];
    let (text, beside) = row.to_texts();
    let text = text.unwrap();
    assert!(!beside.contains("花子"), "the text stands in one of them only");
    assert_eq!(Row::from_texts(Beside::Text(text), &beside).as_ref(), Ok(row));
    let unopened = Row::from_texts(Beside::Unopened, &beside).unwrap();
    assert_eq!((unopened.copy, unopened.outgoing), (Copy::Unopened, row.outgoing.clone()));
}

/// A phone without the card's key: it carries what it cannot read, and the card's photos are listed all the same.
#[test]
fn whoever_sends_a_locked_card_again_lists_its_photos_again() {
    let (first, _, page) = two_phones();
    let (roster, secrets) = (first.engine.roster().clone(), first.engine.secrets().clone());
    let another = |n: u8| Phone::new(DeviceKeys::new(&Secret::new([n; 32])), &roster, &secrets, u64::from(n));
    let listed = |phone: &Phone| match &phone.rows[&CARD].copy {
        Copy::Locked(_, blobs) => blobs.hashes().to_vec(),
        other => panic!("{other:?}"),
    };
    // By the feed, and kept as text.
    let mut reader = another(2);
    reader.feed(Event::Wake { hurry: true }, false);
    answer(&mut reader, page, false);
    assert_eq!(listed(&reader), [photo()]);
    let text = reader.rows[&CARD].to_text();
    assert_eq!(Row::from_text(&text).as_ref(), Ok(&reader.rows[&CARD]));
    // From phone to phone.
    let changes = reader.engine.hand_over(&reader.standing(false), &mut reader.random);
    assert_eq!(changes[0].revision.blobs.hashes(), [photo()]);
    let mut carrier = another(1);
    carrier.feed(Event::Wake { hurry: true }, false);
    carrier.feed(Event::Handed { changes, standing: BTreeMap::new() }, false);
    assert_eq!(listed(&carrier), [photo()]);
    let waiting = carrier.rows[&CARD].outgoing.clone().unwrap();
    assert_eq!(waiting.revision.blobs.hashes(), [photo()]);
    // To a server that had it and lost it.
    let entries = u32::try_from(roster.entries().len()).unwrap();
    let empty = |results| SyncAnswer {
        now: NOW,
        results,
        changes: Vec::new(),
        next: None,
        more: false,
        roster: entries,
    };
    answer(&mut carrier, empty(Vec::new()), false);
    let lost = vec![(waiting.revision.id, Outcome::Conflict(None))];
    let standing = carrier.standing(false);
    let (ticket, reply) = (2, Reply::Sync(empty(lost)));
    carrier.feed(Event::Answered { ticket, reply, standing }, false);
    let again = carrier.rows[&CARD].outgoing.clone().unwrap();
    assert_ne!(again.revision.rev, waiting.revision.rev, "sealed anew");
    assert_eq!(again.revision.blobs.hashes(), [photo()]);
}
