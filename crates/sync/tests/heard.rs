//! A long poll's page is taken in without another request where it goes on from where the phone stands, and nowhere
//! else.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::Seeded;
use tanomo_record::{Id, Record, ReplicaId, Stamp, Value, VersionVector, Writer};
use tanomo_sync::engine::{Effect, Engine, Event, Kept, Reading, Reply, Request, Write};
use tanomo_sync::{DeviceKeys, Roster, Secret};
use tanomo_wire::{Change, Cursor, DeviceKind, MemberId, Proof, Role, Seq, SyncAnswer, Tag};

const ONE: Id = Id::new([9; 16]);
const NOW: u64 = 1_795_300_000_000;

/// A cursor at a place.
fn at(seq: u64) -> Option<Cursor> {
    Some(Cursor { seq: Seq::new(seq), tag: Tag::new([1; 6]) })
}

/// A phone that has read up to place 4 and waits, and the page with what another wrote after it.
fn waiting() -> (Engine, Seeded, SyncAnswer) {
    let mut random = Seeded(5);
    let [first, second] = [1, 2].map(|n| DeviceKeys::new(&Secret::new([n; 32])));
    let member = MemberId::new([1; 16]);
    let founder = first.device(member, Role::Lead, DeviceKind::Phone);
    let (mut roster, secrets) = Roster::found(&first, founder, NOW, &mut random).unwrap();
    let other = second.device(member, Role::Helper, DeviceKind::Phone);
    roster.admit(&first, other, &secrets, NOW, &mut random).unwrap();
    let seen = u32::try_from(roster.entries().len()).unwrap();
    let reading = Reading { erases: |_| None, is_card: |_| false, photos: |_| Vec::new() };
    let begin = |keys: &DeviceKeys, cursor| {
        let kept = Kept { roster_seen: seen, cursor, ..Kept::default() };
        Engine::new(keys.clone(), reading, roster.clone(), secrets.clone(), kept)
    };
    let mut record = Record::new("request");
    let stamp = Stamp { ms: NOW, tick: 0 };
    let writer = Writer { replica: ReplicaId::new([1; 8]), by: Id::new([1; 16]), stamp };
    record.write(writer, &VersionVector::default(), [("task", Value::from("草刈り"))]);
    let effects = begin(&first, at(4)).step(Event::Wrote { id: ONE, record }, NOW, &mut random);
    let (_, request) = sent(&effects).unwrap();
    let revision = request.push.revisions()[0].clone();
    let leaves = [revision.leaf(&roster.circle(), &first.id())];
    let proof = Proof::of_push(request.signature.unwrap(), &leaves).unwrap().remove(0);
    let changes = vec![Change { seq: Seq::new(5), device: first.id(), proof, revision }];
    let page = SyncAnswer { now: NOW, results: vec![], changes, next: at(5), more: false, roster: seen };
    let mut engine = begin(&second, at(4));
    let effects = engine.step(Event::Wake { hurry: true }, NOW, &mut random);
    let (ticket, _) = sent(&effects).unwrap();
    let reply = Reply::Sync(SyncAnswer { changes: vec![], next: at(4), ..page.clone() });
    engine.step(Event::Answered { ticket, reply, standing: BTreeMap::new() }, NOW, &mut random);
    (engine, random, page)
}

fn sent(effects: &[Effect]) -> Option<(u64, &tanomo_wire::SyncRequest)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Send { ticket, request: Request::Sync(request) } => Some((*ticket, request)),
        _ => None,
    })
}

/// Whether the record was kept, and whether the cursor was, last of all.
fn kept(effects: &[Effect]) -> (bool, bool) {
    let writes = effects.iter().find_map(|effect| match effect {
        Effect::Keep(writes) => Some(writes.as_slice()),
        _ => None,
    });
    let writes = writes.unwrap_or_default();
    let row = writes.iter().any(|write| matches!(write, Write::Row(id, _) if *id == ONE));
    (row, matches!(writes.last(), Some(Write::Cursor { .. })))
}

fn hear(engine: &mut Engine, random: &mut Seeded, since: u64, page: &SyncAnswer) -> Vec<Effect> {
    let heard = Event::Heard { since: at(since), answer: page.clone(), standing: BTreeMap::new() };
    engine.step(heard, NOW, random)
}

#[test]
fn a_page_that_goes_on_from_here_is_kept_and_nothing_is_asked() {
    let (mut engine, mut random, page) = waiting();
    let effects = hear(&mut engine, &mut random, 4, &page);
    assert_eq!(kept(&effects), (true, true));
    assert!(sent(&effects).is_none());
    assert_eq!(engine.cursor(), at(5));
    // The same once more goes on from elsewhere.
    let effects = hear(&mut engine, &mut random, 4, &page);
    assert_eq!(kept(&effects), (false, false));
    assert!(sent(&effects).is_some());
    assert_eq!(engine.cursor(), at(5));
}

#[test]
fn a_page_from_elsewhere_or_with_a_longer_roster_only_makes_the_engine_ask() {
    for (since, roster) in [(3, 0), (5, 0), (4, 1)] {
        let (mut engine, mut random, mut page) = waiting();
        page.roster += roster;
        let effects = hear(&mut engine, &mut random, since, &page);
        assert_eq!((kept(&effects), engine.cursor()), ((false, false), at(4)), "{since} {roster}");
        assert!(sent(&effects).is_some());
    }
}

#[test]
fn a_full_page_is_followed_by_a_request_and_an_empty_one_by_nothing() {
    let (mut engine, mut random, page) = waiting();
    let effects = hear(&mut engine, &mut random, 4, &SyncAnswer { more: true, ..page.clone() });
    assert_eq!(kept(&effects), (true, true));
    assert_eq!(sent(&effects).unwrap().1.cursor, at(5));
    let (mut engine, mut random, page) = waiting();
    let effects = hear(&mut engine, &mut random, 4, &SyncAnswer { changes: vec![], next: at(4), ..page });
    assert!(sent(&effects).is_none() && kept(&effects) == (false, false));
}

#[test]
fn while_a_request_is_under_way_a_page_waits_for_its_answer() {
    let (mut engine, mut random, page) = waiting();
    assert!(sent(&engine.step(Event::Wake { hurry: true }, NOW, &mut random)).is_some());
    let effects = hear(&mut engine, &mut random, 4, &page);
    assert_eq!((kept(&effects), sent(&effects).is_none(), engine.cursor()), ((false, false), true, at(4)));
}
