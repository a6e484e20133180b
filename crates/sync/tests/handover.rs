//! From phone to phone by QR: any order, loss, repetition, torn frames and a pause; what is not for this phone is told
//! apart; a receipt clears nothing.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;

use common::Seeded;
use proptest::prelude::*;
use tanomo_record::{Id, Record, ReplicaId, Stamp, Value, Writer};
use tanomo_sync::card::CardKeys;
use tanomo_sync::engine::{Copy, Effect, Engine, Event, Kept, Reading, Row, Write};
use tanomo_sync::handover::{
    Bundle, Collector, Frame, Frames, HandoverId, NotAFrame, NotGiven, NotRead, Receipt, Seen, known_by,
};
use tanomo_sync::{DeviceKeys, Random as _, Roster, Secret, Secrets, grant};
use tanomo_wire::{DeviceKind, Fact, MemberId, Role};

const NOW: u64 = 1_795_300_000_000;

fn reading() -> Reading {
    Reading { erases: |_| None, is_card: |record| record.kind() == "resident", photos: |_| Vec::new() }
}

fn keys(n: u8) -> DeviceKeys {
    DeviceKeys::new(&Secret::new([n; 32]))
}

fn id(n: u16) -> Id {
    let [a, b] = n.to_be_bytes();
    Id::new([a, b, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7])
}

fn record(kind: &str, fields: &[(&str, &str)]) -> Record {
    let stamp = Stamp { ms: NOW, tick: 0 };
    let writer = Writer { replica: ReplicaId::new([1; 8]), by: Id::new([1; 16]), stamp };
    let mut record = Record::new(kind);
    let seen = record.seen().clone();
    record.write(writer, &seen, fields.iter().map(|(field, words)| (*field, Value::from(*words))));
    record
}

/// A phone's engine, and what it kept.
struct Phone {
    engine: Engine,
    keys: DeviceKeys,
    rows: BTreeMap<Id, Row>,
    random: Seeded,
}

impl Phone {
    fn new(n: u8, roster: &Roster, secrets: &Secrets) -> Self {
        let kept = Kept { roster_seen: u32::try_from(roster.entries().len()).unwrap(), ..Kept::default() };
        let engine = Engine::new(keys(n), reading(), roster.clone(), secrets.clone(), kept);
        Self { engine, keys: keys(n), rows: BTreeMap::new(), random: Seeded(u64::from(n)) }
    }

    fn copies(&self) -> BTreeMap<Id, Copy> {
        self.rows.iter().map(|(id, row)| (*id, row.copy.clone())).collect()
    }

    fn feed(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.engine.step(event, NOW, &mut self.random) {
                match effect {
                    Effect::Keep(writes) => writes.into_iter().for_each(|write| {
                        if let Write::Row(id, row) = write {
                            self.rows.insert(id, *row);
                        }
                    }),
                    Effect::Load(asked) => events.push(Event::Loaded { asked, standing: self.copies() }),
                    _ => {}
                }
            }
        }
    }

    fn write(&mut self, id: Id, record: Record) {
        self.feed(Event::Wrote { id, record });
    }

    fn take(&mut self, bundle: Bundle) {
        self.feed(Event::Signed(bundle.entries));
        let changes = bundle.pushes.into_iter().flatten().collect();
        self.feed(Event::Handed { changes, standing: self.copies() });
    }

    fn give(&mut self, to: &Self) -> Result<Bundle, NotGiven> {
        self.engine.bundle(to.keys.id(), &self.copies(), false, &mut self.random)
    }
}

/// A lead's phone, a helper's phone, a third one; all know the roster but for its last entries.
fn squad() -> (Phone, Phone, Phone) {
    let mut random = Seeded(5);
    let member = |n: u8| MemberId::new([n; 16]);
    let lead = keys(1);
    let founder = lead.device(member(1), Role::Lead, DeviceKind::Phone);
    let (mut roster, secrets) = Roster::found(&lead, founder, NOW, &mut random).unwrap();
    for n in [2, 3] {
        let device = keys(n).device(member(n), Role::Helper, DeviceKind::Phone);
        roster.admit(&lead, device, &secrets, NOW, &mut random).unwrap();
    }
    (Phone::new(1, &roster, &secrets), Phone::new(2, &roster, &secrets), Phone::new(3, &roster, &secrets))
}

/// A content of so many bytes, and a camera's way through its frames.
fn some(len: usize, seed: u64) -> Vec<u8> {
    let mut random = Seeded(seed);
    (0..len).map(|_| random.next() as u8).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_order_a_fifth_lost_twice_seen_and_torn(
        len in 1_usize..30_000,
        seed: u64,
        begin in 0_u32..2_000,
        paused in 0_usize..80,
    ) {
        let content = some(len, seed);
        let frames = Frames::new(content.clone()).unwrap();
        let other = Frames::new(some(600, seed ^ 1)).unwrap();
        let mut random = Seeded(seed);
        let mut shown: Vec<String> = (0..).map(|n| frames.frame(begin + n).to_text())
            .take(frames.blocks() * 2 + 30).collect();
        for at in (1..shown.len()).rev() {
            shown.swap(at, (random.next() % (at as u64 + 1)) as usize);
        }
        let mut seen = Collector::default();
        let mut useful = 0;
        for (n, text) in shown.iter().enumerate() {
            if n == paused {
                // The scan is left and gone on with later.
                seen = seen.clone();
            }
            match random.next() % 10 {
                0 | 1 => continue,
                2 => {
                    let mut torn = text.clone();
                    torn.replace_range(9..10, if &text[9..10] == "A" { "B" } else { "A" });
                    let before = seen.progress();
                    prop_assert_eq!(seen.see(&torn), Err(NotAFrame::Torn));
                    prop_assert_eq!(seen.progress(), before);
                }
                3 if seen.of().is_some() => {
                    prop_assert_eq!(seen.see(&other.frame(n as u32).to_text()), Ok(Seen::Other));
                }
                4 => {
                    let _ = seen.see(text);
                    prop_assert_eq!(seen.see(text), Ok(Seen::Known));
                }
                _ => drop(seen.see(text)),
            }
            useful += 1;
            if seen.content().is_some() {
                break;
            }
        }
        prop_assert_eq!(seen.content(), Some(content));
        // A torn or foreign one in five, and ten more at most.
        prop_assert!(useful <= frames.blocks() * 3 / 2 + 30, "{} frames for {}", useful, frames.blocks());
    }

    #[test]
    fn no_bytes_make_it_stumble(bytes: Vec<u8>, text: String) {
        let _ = Bundle::from_bytes(&bytes);
        let _ = Frame::read(&text);
        let _ = Frame::read(&format!("TNM1{text}"));
    }
}

#[test]
fn three_jobs_go_over_once_and_open_for_whom_they_are_for() {
    let (mut lead, mut helper, mut third) = squad();
    lead.feed(Event::CardsOpened { keys: CardKeys::default(), grants: Vec::new() });
    for n in 0..3 {
        lead.write(id(n), record("request", &[("town", "花見町"), ("words", "草が高い")]));
        lead.write(id(100 + n), record("resident", &[("name", "城東 花子")]));
    }
    for (n, to) in [(0, &helper), (1, &helper), (2, &helper), (0, &third)] {
        let card = id(100 + n);
        let key = lead.engine.card_key(card).unwrap().clone();
        let circle = lead.engine.roster().circle();
        let to = (&to.keys.id(), &to.keys.seal_key());
        let fields = grant::fields(&circle, card, &key, to, &mut lead.random).unwrap();
        let fields: Vec<_> = fields.iter().map(|(field, value)| (*field, value.as_str().unwrap())).collect();
        let at = Id::new(lead.random.draw());
        lead.write(at, record(grant::KIND, &fields));
    }
    let bundle = lead.give(&helper).unwrap();
    assert_eq!(bundle.records(), 3 + 3 + 3, "the third phone's grant stays behind");
    let bytes = bundle.to_bytes();
    assert_eq!(Bundle::from_bytes(&bytes), Ok(bundle.clone()));
    for text in ["花見町", "花子"] {
        let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!found, "{text} is readable on the screen");
    }
    helper.feed(Event::CardsOpened { keys: CardKeys::default(), grants: Vec::new() });
    third.feed(Event::CardsOpened { keys: CardKeys::default(), grants: Vec::new() });
    helper.take(bundle.clone());
    third.take(bundle.clone());
    let name = |phone: &Phone, n: u16| {
        let record = phone.rows.get(&id(n))?.copy.record()?;
        record.get("name").or(record.get("town"))?.as_str().map(str::to_owned)
    };
    for n in 0..3 {
        assert_eq!(name(&helper, n).as_deref(), Some("花見町"));
        assert_eq!(name(&helper, 100 + n).as_deref(), Some("城東 花子"));
        assert_eq!(name(&third, n).as_deref(), Some("花見町"));
        assert_eq!(name(&third, 100 + n), None, "a card without a grant stays locked");
    }
    let before = helper.rows.clone();
    helper.take(bundle);
    assert_eq!(helper.rows, before, "scanned again it adds nothing");
}

#[test]
fn a_card_that_came_with_its_grant_opens_when_the_cards_do() {
    let (mut lead, mut helper, _) = squad();
    lead.feed(Event::CardsOpened { keys: CardKeys::default(), grants: Vec::new() });
    lead.write(id(1), record("resident", &[("name", "城東 花子")]));
    let key = lead.engine.card_key(id(1)).unwrap().clone();
    let circle = lead.engine.roster().circle();
    let to = (&helper.keys.id(), &helper.keys.seal_key());
    let fields = grant::fields(&circle, id(1), &key, to, &mut lead.random).unwrap();
    let fields: Vec<_> = fields.iter().map(|(field, value)| (*field, value.as_str().unwrap())).collect();
    let given = record(grant::KIND, &fields);
    lead.write(id(2), given.clone());
    let bundle = lead.give(&helper).unwrap();
    helper.feed(Event::CardsClosed);
    helper.take(bundle);
    assert!(matches!(helper.rows[&id(1)].copy, Copy::Locked(..)));
    let grants = vec![grant::Grant::read(&given).unwrap()];
    helper.feed(Event::CardsOpened { keys: CardKeys::default(), grants });
    let opened = helper.rows[&id(1)].copy.record().unwrap();
    assert_eq!(opened.get("name").and_then(Value::as_str), Some("城東 花子"));
}

#[test]
fn an_epoch_the_receiver_lacks_comes_along() {
    let (mut lead, mut helper, third) = squad();
    // The third phone is put out while the helper is away: a new secret, wrapped for who remains.
    let mut roster = lead.engine.roster().clone();
    let mut secrets = lead.engine.secrets().clone();
    let entries = roster.revoke(&lead.keys, third.keys.id(), &mut secrets, NOW, &mut lead.random).unwrap();
    lead.feed(Event::Signed(entries));
    lead.write(id(1), record("request", &[("town", "花見町")]));
    let bundle = lead.give(&helper).unwrap();
    assert!(bundle.entries.len() < lead.engine.roster().entries().len(), "what it surely has stays behind");
    let without = Bundle { entries: Vec::new(), ..bundle.clone() };
    helper.take(without);
    assert!(helper.rows.is_empty(), "without the new secret nothing opens");
    helper.take(bundle);
    assert!(helper.rows[&id(1)].copy.record().is_some());
    assert!(!helper.engine.roster().standing().is_in(&third.keys.id()));
    assert_eq!(lead.give(&third), Err(NotGiven::NotIn));
}

#[test]
fn who_was_put_out_hands_nothing_over_and_is_not_believed() {
    let (mut lead, mut helper, mut third) = squad();
    third.write(id(1), record("request", &[("town", "夕日町")]));
    let before = third.give(&helper).unwrap();
    let mut roster = lead.engine.roster().clone();
    let mut secrets = lead.engine.secrets().clone();
    let entries = roster.revoke(&lead.keys, third.keys.id(), &mut secrets, NOW, &mut lead.random).unwrap();
    helper.feed(Event::Signed(entries.clone()));
    helper.take(before);
    assert!(helper.rows.is_empty(), "what somebody gives who is out does not count");
    third.feed(Event::Signed(entries));
    assert_eq!(third.give(&helper), Err(NotGiven::MayNot));
}

#[test]
fn what_is_no_bundle_of_ours_is_told_apart() {
    let (mut lead, helper, _) = squad();
    assert_eq!(lead.give(&helper), Err(NotGiven::Nothing));
    lead.write(id(1), record("request", &[("town", "花見町")]));
    let bytes = lead.give(&helper).unwrap().to_bytes();
    for end in [bytes.len() - 1, bytes.len() / 2, 40] {
        assert_eq!(Bundle::from_bytes(&bytes[..end]), Err(NotRead::Torn), "cut off at {end}");
    }
    assert_eq!(Bundle::from_bytes(&[bytes.as_slice(), &[0]].concat()), Err(NotRead::Torn));
    let mut newer = bytes.clone();
    newer[4 + "tanomo handover".len()] = 2;
    assert_eq!(Bundle::from_bytes(&newer), Err(NotRead::Newer));
    assert_eq!(Bundle::from_bytes(b"{}"), Err(NotRead::Foreign));
    assert_eq!(Bundle::from_bytes(b""), Err(NotRead::Foreign));
}

#[test]
fn a_receipt_says_how_many_came_and_clears_nothing() {
    let (mut lead, mut helper, third) = squad();
    lead.write(id(1), record("request", &[("town", "花見町")]));
    lead.write(id(2), record("request", &[("town", "夕日町")]));
    let (unsent, bundle) = (lead.engine.unsent(), lead.give(&helper).unwrap());
    assert_eq!(unsent, 2);
    let of = HandoverId::of(&bundle.to_bytes());
    helper.take(bundle);
    let circle = helper.engine.roster().circle();
    let receipt = Receipt { of, by: helper.keys.id(), came: 2 };
    let text = receipt.to_text(&circle, &helper.keys);
    assert_eq!(Receipt::read(&text, lead.engine.roster()), Ok(receipt));
    assert_eq!(lead.engine.unsent(), unsent, "what waits for the server goes on waiting");
    // Nobody else's word, and no changed one.
    let forged = receipt.to_text(&circle, &third.keys);
    assert_eq!(Receipt::read(&forged, lead.engine.roster()), Err(NotAFrame::Torn));
    let more = Receipt { came: 3, ..receipt };
    assert_ne!(more.to_text(&circle, &helper.keys), text);
    assert_eq!(
        Receipt::read(&text.replacen("TNR1", "TNX1", 1), lead.engine.roster()),
        Err(NotAFrame::Foreign)
    );
    assert_eq!(Receipt::read(&text[..40], lead.engine.roster()), Err(NotAFrame::Torn));
    assert_eq!(Frame::read(&text), Err(NotAFrame::Foreign), "a receipt is no frame");
}

#[test]
fn who_wrote_an_entry_knew_all_it_stands_on() {
    let (lead, helper, _) = squad();
    let entries = lead.engine.roster().entries();
    let known = known_by(entries, &lead.keys.id());
    assert_eq!(known.len(), entries.len(), "the lead wrote them all");
    let came = entries.iter().position(
        |entry| matches!(&entry.entry().fact, Fact::Add { device, .. } if device.id() == helper.keys.id()),
    );
    assert_eq!(known_by(entries, &helper.keys.id()).len(), came.unwrap());
}
