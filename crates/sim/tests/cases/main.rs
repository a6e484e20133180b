//! What the simulation meets by chance, one by one, on the server's own core; and controls that break what protects.

// Functions beside the tests may unwrap too: a world that cannot be made has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod mended;

use std::collections::BTreeMap;

use tanomo_record::Id;
use tanomo_server::core::Policy;
use tanomo_server::database::{Head, Transaction};
use tanomo_sync::card::CardKey;
use tanomo_sync::engine::{Copy, Event, Failure, News, Reply, Request};
use tanomo_sync::{DeviceKeys, Roster, Secret, Secrets, wire_id};
use tanomo_wire::{CircleId, DeviceKind, Fact, MemberId, Problem, ProblemKind, Role};

use tanomo_sim::phone::{CARD, ERASURE, End, PICTURED, Phone, Wishes};
use tanomo_sim::seeded::Seeded;
use tanomo_sim::server::Server;

const NOW: u64 = 1_795_300_000_000;

/// Phones that talk to their server at once and without loss: a lead, a lead, a helper.
struct Squad {
    phones: Vec<Phone>,
    server: Server,
    roster: Roster,
    secrets: Secrets,
    now: u64,
}

fn squad() -> Squad {
    let mut random = Seeded(77);
    let keys: Vec<_> = (0..3).map(|_| DeviceKeys::new(&Secret::draw(&mut random))).collect();
    let device = |n: usize, role| keys[n].device(MemberId::new([n as u8; 16]), role, DeviceKind::Phone);
    let (mut roster, secrets) = Roster::found(&keys[0], device(0, Role::Lead), NOW, &mut random).unwrap();
    for (n, role) in [(1, Role::Lead), (2, Role::Helper)] {
        roster.admit(&keys[0], device(n, role), &secrets, NOW, &mut random).unwrap();
    }
    let mut server = Server::new(roster.circle(), 5, None);
    keys.iter().for_each(|keys| assert!(server.register(keys, roster.entries(), NOW).unwrap()));
    let phone = |(n, keys)| Phone::new(n as u8 + 1, keys, &roster, secrets.clone(), n as u64, None);
    let phones = keys.into_iter().enumerate().map(phone).collect();
    Squad { phones, server, roster, secrets, now: NOW }
}

impl Squad {
    fn feed(&mut self, phone: usize, event: Event) -> Wishes {
        self.now += 1;
        self.phones[phone].feed(event, self.now)
    }

    /// Carries a phone's wishes out until it is quiet; gives all news.
    fn settle(&mut self, phone: usize, mut wishes: Wishes) -> Vec<News> {
        let mut news = Vec::new();
        for _ in 0..100 {
            news.append(&mut wishes.news);
            let Some((ticket, request)) = wishes.requests.pop() else { return news };
            let answer = self.server.answer(self.phones[phone].keys.id(), &request, self.now);
            let event = match answer {
                Ok(reply) => Event::Answered { ticket, reply, standing: BTreeMap::new() },
                Err(problem) => Event::Failed { ticket, why: Failure::Problem(problem) },
            };
            wishes = self.feed(phone, event);
        }
        panic!("phone {phone} never stops asking");
    }

    fn wake(&mut self, phone: usize) -> Vec<News> {
        self.now += 3_600_000;
        let wishes = self.feed(phone, Event::Wake { hurry: true });
        self.settle(phone, wishes)
    }

    fn edit(&mut self, phone: usize, id: Id, kind: &str, field: &str, value: u32) -> Wishes {
        let fields = vec![(field.to_owned(), value.into())];
        self.now += 1;
        self.phones[phone].write(0, id, kind, &fields, self.now).1
    }

    fn push(&mut self, phone: usize, id: Id, kind: &str, field: &str, value: u32) -> Vec<News> {
        let wishes = self.edit(phone, id, kind, field, value);
        let mut news = self.settle(phone, wishes);
        news.extend(self.wake(phone));
        news
    }

    fn erase(&mut self, phone: usize, card: Id) {
        let id = Id::new(card.bytes().map(|byte| !byte));
        let fields = vec![("of".to_owned(), card.to_string().into())];
        self.now += 1;
        let (_, wishes) = self.phones[phone].write(0, id, ERASURE, &fields, self.now);
        self.settle(phone, wishes);
        self.wake(phone);
    }

    fn shows(&self, phone: usize, id: Id, field: &str) -> Option<u64> {
        self.phones[phone].record(id)?.get(field)?.as_u64()
    }

    fn unsent(&self, phone: usize) -> usize {
        self.phones[phone].unsent()
    }

    fn copy(&self, phone: usize, id: Id) -> &Copy {
        self.phones[phone].journal.copy(id).unwrap()
    }

    /// How many bytes the server holds of a record; 88 are a tombstone.
    fn sealed_bytes(&self, id: Id) -> usize {
        self.server.record(wire_id(id)).unwrap().revision.sealed.bytes().len()
    }

    fn restore(&mut self) {
        self.server.restore(self.server.backups() - 1);
    }
}

const ONE: Id = Id::new([1; 16]);
const TWO: Id = Id::new([2; 16]);

/// Answers the request a phone made with a problem.
fn refuse(squad: &mut Squad, phone: usize, wishes: Wishes, problem: Problem) -> Wishes {
    let ticket = wishes.requests.last().unwrap().0;
    squad.feed(phone, Event::Failed { ticket, why: Failure::Problem(problem) })
}

/// The database in memory never makes anybody wait.
fn ready<T>(work: impl Future<Output = T>) -> T {
    tanomo_sim::server::at_once(work)
}

/// Turns a bit of a record over; a second time it is right again.
fn tamper(server: &Server, id: Id) {
    let mut change = server.record(wire_id(id)).unwrap();
    let mut bytes = change.revision.sealed.bytes().to_vec();
    bytes[20] ^= 1;
    change.revision.sealed = tanomo_wire::Sealed::new(bytes).unwrap();
    server.meddle(|tx, circle| ready(tx.put_record(circle, &change)));
}

#[test]
fn different_fields_edited_apart_both_stand() {
    let mut squad = squad();
    squad.push(0, ONE, "request", "a", 1);
    squad.wake(1);
    squad.edit(0, ONE, "request", "a", 2);
    squad.edit(1, ONE, "request", "b", 3);
    for phone in [0, 1, 0] {
        squad.wake(phone);
    }
    for phone in [0, 1] {
        assert_eq!((squad.shows(phone, ONE, "a"), squad.shows(phone, ONE, "b")), (Some(2), Some(3)));
        assert_eq!(squad.unsent(phone), 0);
    }
}

#[test]
fn an_unknown_phone_keeps_everything_and_a_lead_alone_ends_it() {
    let mut squad = squad();
    squad.push(2, ONE, "request", "a", 1);
    for kind in ProblemKind::ALL {
        let wishes = squad.edit(2, TWO, "request", "a", 2);
        if wishes.requests.is_empty() {
            squad.wake(2);
            continue;
        }
        let after = refuse(&mut squad, 2, wishes, Problem::new(*kind));
        assert!(!after.erased_all, "{kind:?}");
        assert_eq!(squad.shows(2, ONE, "a"), Some(1));
        squad.now += 10_000_000;
    }
    // The control: the lead's entry does.
    let device = squad.phones[2].keys.id();
    let mut random = Seeded(8);
    let mut roster = squad.roster.clone();
    let mut secrets = squad.secrets.clone();
    let entries = roster.revoke(&squad.phones[0].keys, device, &mut secrets, NOW, &mut random).unwrap();
    let wishes = squad.feed(2, Event::Signed(entries));
    assert!(wishes.news.contains(&News::OfferExport));
    assert!(wishes.erased_all && squad.phones[2].journal.rows.is_empty());
}

#[test]
fn a_poison_record_blocks_no_other() {
    let mut squad = squad();
    // The server has no room for one of its length.
    let room = |bytes: u64| {
        move |tx: &mut dyn Transaction, circle: &CircleId| {
            let head = ready(tx.head(circle))?.unwrap();
            ready(tx.settle(circle, Head { bytes, ..head }))
        }
    };
    squad.server.meddle(room(Policy::default().room - 1_000));
    let long: String = (0..400_u64).map(|n| format!("{:x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
    let news = squad.push(0, ONE, "request", &long, 1);
    assert!(news.iter().any(|news| matches!(news, News::Rejected(id, _) if *id == ONE)));
    squad.push(0, TWO, "request", "a", 2);
    assert_eq!(squad.unsent(0), 1, "the poison waits alone");
    squad.wake(1);
    assert_eq!((squad.shows(1, TWO, "a"), squad.shows(1, ONE, &long)), (Some(2), None));
    squad.server.meddle(room(0));
    for _ in 0..6 {
        squad.wake(0);
    }
    assert_eq!(squad.unsent(0), 0, "and goes once it is taken");
}

/// Photos are sent after the records, so a record may list what no server has.
#[test]
fn a_record_that_lists_a_photo_goes_before_it() {
    let mut squad = squad();
    squad.push(0, ONE, PICTURED, "a", 1);
    squad.wake(1);
    assert_eq!((squad.unsent(0), squad.shows(1, ONE, "a")), (0, Some(1)));
}

#[test]
fn a_push_the_server_cannot_read_is_cut_until_the_bad_record_stands_alone() {
    let mut squad = squad();
    let mut first = squad.edit(0, ONE, "request", "a", 1);
    squad.edit(0, TWO, "request", "a", 1);
    let pushed = |wishes: &Wishes| match wishes.requests.last() {
        Some((_, Request::Sync(request))) => request.push.revisions().len(),
        _ => 0,
    };
    first.requests.truncate(1);
    let mut wishes = refuse(&mut squad, 0, first, Problem::new(ProblemKind::Malformed));
    assert_eq!(pushed(&wishes), 1, "the other goes on");
    wishes = refuse(&mut squad, 0, wishes, Problem::new(ProblemKind::Malformed));
    assert_eq!(pushed(&wishes), 0, "both rest, and the feed is read all the same");
    assert_eq!(squad.unsent(0), 2);
}

#[test]
fn a_version_too_old_reads_only_and_keeps_its_outbox() {
    let mut squad = squad();
    let wishes = squad.edit(0, ONE, "request", "a", 1);
    let after = refuse(&mut squad, 0, wishes, Problem::new(ProblemKind::TooOld));
    assert!(after.news.contains(&News::ReadOnly) && after.requests.is_empty());
    squad.wake(0);
    assert_eq!((squad.unsent(0), squad.shows(0, ONE, "a")), (1, Some(1)));
    assert!(squad.server.record(wire_id(ONE)).is_none());
    squad.phones[0].start();
    squad.wake(0);
    assert_eq!(squad.unsent(0), 0, "the next version sends it");
}

#[test]
fn a_server_that_asks_to_wait_is_left_alone_however_much_is_written() {
    let mut squad = squad();
    let wishes = squad.edit(0, ONE, "request", "a", 1);
    let problem = Problem::new(ProblemKind::TooMany).after(30);
    let after = refuse(&mut squad, 0, wishes, problem);
    assert!(after.wake_in.is_some_and(|wait| (30_000..60_000).contains(&wait)));
    assert!(squad.edit(0, TWO, "request", "a", 1).requests.is_empty());
    assert!(squad.feed(0, Event::Wake { hurry: true }).requests.is_empty());
    squad.now += 60_000;
    assert!(!squad.feed(0, Event::Wake { hurry: false }).requests.is_empty());
}

#[test]
fn an_answer_that_comes_twice_counts_once() {
    let mut squad = squad();
    let wishes = squad.edit(0, ONE, "request", "a", 1);
    let (ticket, request) = wishes.requests[0].clone();
    let device = squad.phones[0].keys.id();
    let reply = squad.server.answer(device, &request, NOW).unwrap();
    let again = squad.server.answer(device, &request, NOW).unwrap();
    let Reply::Sync(second) = &again else { panic!("no sync") };
    assert!(matches!(second.results[0].1, tanomo_wire::Outcome::Duplicate(_)));
    for reply in [reply, again] {
        squad.feed(0, Event::Answered { ticket, reply, standing: BTreeMap::new() });
    }
    assert_eq!(squad.unsent(0), 0);
    assert_eq!(squad.phones[0].record(ONE).unwrap().history().len(), 1);
}

#[test]
fn what_a_page_sent_while_it_was_hidden_is_not_stored_twice() {
    let mut squad = squad();
    let wishes = squad.edit(0, ONE, "request", "a", 1);
    let hidden = squad.phones[0].engine.as_ref().unwrap().keepalive(squad.now).unwrap();
    squad.server.answer(squad.phones[0].keys.id(), &Request::Sync(hidden), NOW).unwrap();
    let stored = squad.server.record(wire_id(ONE));
    squad.settle(0, wishes);
    assert_eq!(squad.server.record(wire_id(ONE)), stored);
    assert_eq!(squad.unsent(0), 0);
    assert!(squad.phones[0].engine.as_ref().unwrap().keepalive(squad.now).is_none());
}

#[test]
fn what_a_bucket_lacks_is_sent_again_and_nothing_is_wiped() {
    let mut squad = squad();
    squad.server.back_up();
    squad.push(0, ONE, "request", "a", 1);
    squad.wake(1);
    // The server loses the record and does not know that it did.
    ready(squad.server.database.lose(&squad.roster.circle(), &wire_id(ONE)));
    squad.wake(1);
    assert_eq!(squad.shows(1, ONE, "a"), Some(1));
    let wishes = squad.feed(1, Event::CheckDigest);
    squad.settle(1, wishes);
    squad.wake(1);
    squad.wake(1);
    assert!(squad.server.record(wire_id(ONE)).is_some());
    assert_eq!(squad.shows(1, ONE, "a"), Some(1));
}

#[test]
fn a_restored_server_gets_back_what_it_lost_and_erases_again_what_was_erased() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 1);
    squad.server.back_up();
    squad.push(0, TWO, "request", "a", 2);
    squad.erase(0, ONE);
    squad.wake(1);
    let tombstone = squad.sealed_bytes(ONE);
    squad.restore();
    assert!(squad.sealed_bytes(ONE) > tombstone, "the control");
    for phone in [1, 1, 2, 0] {
        squad.wake(phone);
    }
    assert_eq!(squad.shows(2, TWO, "a"), Some(2));
    for phone in 0..3 {
        assert_eq!(squad.phones[phone].record(ONE), None);
    }
    assert_eq!(squad.sealed_bytes(ONE), tombstone);
}

#[test]
fn a_leads_erasure_counts_whoever_has_to_send_it_again() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 1);
    squad.server.back_up();
    squad.wake(1);
    squad.erase(0, ONE);
    squad.wake(2);
    squad.restore();
    // The helper is the only one who comes back to tell; the other lead had not heard of it.
    squad.wake(2);
    squad.wake(2);
    let news = [squad.wake(1), squad.wake(1)].concat();
    assert_eq!(news, []);
    assert_eq!(*squad.copy(1, ONE), Copy::Gone);
}

#[test]
fn a_lead_killed_while_it_puts_a_phone_out_has_put_it_out() {
    let mut squad = squad();
    let mut random = Seeded(12);
    let device = squad.phones[2].keys.id();
    let mut roster = squad.roster.clone();
    let mut secrets = squad.secrets.clone();
    let entries = roster.revoke(&squad.phones[0].keys, device, &mut secrets, NOW, &mut random).unwrap();
    squad.phones[0].writes_left = Some(1);
    assert_eq!(
        squad.feed(0, Event::Signed(entries)).end,
        End::Killed,
        "the entries are kept, their secret is not"
    );
    squad.phones[0].start();
    squad.wake(0);
    squad.push(0, ONE, "request", "a", 1);
    squad.wake(1);
    assert_eq!(squad.shows(1, ONE, "a"), Some(1), "sealed in the new epoch, which the server's roster has");
    assert_ne!(
        squad.server.record(wire_id(ONE)).unwrap().revision.epoch,
        squad.roster.standing().epochs()[0]
    );
    squad.wake(2);
    squad.wake(2);
    assert!(squad.phones[2].left);
}

/// Who leaves, or ends the squad, stays until the server has that entry: otherwise nobody would ever hear of it.
#[test]
fn who_says_goodbye_goes_when_the_others_can_hear_of_it() {
    for ends in [false, true] {
        let mut squad = squad();
        let (mut roster, mut secrets) = (squad.roster.clone(), squad.secrets.clone());
        let me = &squad.phones[0].keys;
        let entries = match ends {
            true => vec![roster.write(me, NOW, Fact::End).unwrap()],
            false => roster.revoke(me, me.id(), &mut secrets, NOW, &mut Seeded(13)).unwrap(),
        };
        // It is not sent, and the phone is killed.
        let wishes = squad.feed(0, Event::Signed(entries));
        assert!(!wishes.erased_all && !wishes.news.contains(&News::OfferExport));
        squad.phones[0].start();
        squad.wake(0);
        squad.wake(0);
        assert!(squad.phones[0].left, "it goes");
        squad.wake(1);
        squad.wake(1);
        assert_eq!(squad.phones[1].left, ends, "the other lead heard of it");
        if !ends {
            let standing = squad.phones[1].roster().unwrap().standing().clone();
            assert!(!standing.is_in(&squad.phones[0].keys.id()));
            assert_eq!(standing.epochs().len(), squad.roster.standing().epochs().len() + 1);
        }
    }
}

#[test]
fn a_helpers_erasure_does_not_count() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 1);
    squad.wake(2);
    squad.erase(2, ONE);
    let news = squad.wake(0);
    assert!(news.iter().any(|news| matches!(news, News::NotBelieved(_))), "{news:?}");
    assert_eq!(squad.shows(0, ONE, "name"), Some(1));
    squad.wake(0);
    // Who holds the card has put it back over the helper's tombstone.
    let sealed = squad.sealed_bytes(ONE);
    assert!(sealed > 88, "{sealed}");
}

#[test]
fn a_card_is_locked_until_its_key_comes_and_opens_then() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 7);
    squad.wake(2);
    assert!(matches!(squad.copy(2, ONE), Copy::Locked(..)));
    let key = squad.phones[0].newest_key(ONE).unwrap();
    squad.feed(2, Event::CardKey { card: ONE, key });
    assert_eq!(squad.shows(2, ONE, "name"), Some(7));
}

/// A reader's copy leaves, what is edited later does not open there, and a key that is given again opens it.
#[test]
fn a_card_that_leaves_a_phone_is_locked_there_and_opens_with_its_key_again() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 7);
    squad.wake(1);
    let key = squad.phones[0].newest_key(ONE).unwrap();
    squad.feed(1, Event::CardKey { card: ONE, key: key.clone() });
    assert_eq!(squad.shows(1, ONE, "name"), Some(7));
    let leaves = |squad: &mut Squad| {
        let Copy::Record(record) = squad.copy(1, ONE).clone() else { panic!("not open") };
        squad.feed(1, Event::CardLeaves { card: ONE, record });
    };
    // What is not sent yet keeps it.
    squad.edit(1, ONE, CARD, "phone", 9);
    leaves(&mut squad);
    assert_eq!(squad.shows(1, ONE, "phone"), Some(9));
    squad.wake(1);
    leaves(&mut squad);
    assert!(matches!(squad.copy(1, ONE), Copy::Locked(..)));
    assert!(squad.phones[1].newest_key(ONE).is_none());
    squad.push(0, ONE, CARD, "name", 8);
    squad.wake(1);
    squad.phones[1].start();
    squad.feed(1, Event::Wake { hurry: false });
    assert!(matches!(squad.copy(1, ONE), Copy::Locked(..)), "another revision does not open it either");
    squad.feed(1, Event::CardKey { card: ONE, key });
    assert_eq!((squad.shows(1, ONE, "name"), squad.shows(1, ONE, "phone")), (Some(8), Some(9)));
}

#[test]
fn a_card_edited_here_that_took_a_new_key_there_stands_under_a_new_id() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 7);
    squad.wake(1);
    let key = squad.phones[0].newest_key(ONE).unwrap();
    squad.feed(1, Event::CardKey { card: ONE, key });
    squad.edit(1, ONE, CARD, "phone", 9);
    let new = CardKey::draw(&mut Seeded(4));
    squad.feed(0, Event::CardKey { card: ONE, key: new });
    squad.push(0, ONE, CARD, "name", 8);
    let news = squad.wake(1);
    let ours = news.iter().find_map(|news| match news {
        News::LikelySame { locked: ONE, ours } => Some(*ours),
        _ => None,
    });
    let ours = ours.unwrap();
    assert!(matches!(squad.copy(1, ONE), Copy::Locked(..)));
    assert_eq!((squad.shows(1, ours, "phone"), squad.shows(1, ours, "name")), (Some(9), Some(7)));
    squad.wake(1);
    assert!(squad.server.record(wire_id(ours)).is_some());
}

#[test]
fn a_server_that_changes_a_record_is_not_believed() {
    let mut squad = squad();
    squad.push(0, ONE, "request", "a", 1);
    squad.wake(1);
    squad.push(0, ONE, "request", "a", 2);
    tamper(&squad.server, ONE);
    let news = squad.wake(1);
    assert_eq!(news, [News::NotBelieved(ONE)]);
    assert_eq!(squad.shows(1, ONE, "a"), Some(1));
    tamper(&squad.server, ONE);
    let wishes = squad.feed(1, Event::CheckDigest);
    squad.settle(1, wishes);
    squad.wake(1);
    assert_eq!(squad.shows(1, ONE, "a"), Some(2), "the control: put right, it is taken");
}

#[test]
fn a_phone_killed_while_it_erases_has_erased() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 1);
    squad.phones[0].writes_left = Some(1);
    squad.erase(0, ONE);
    assert!(squad.phones[0].record(ONE).is_some(), "the control: it was killed in between");
    squad.phones[0].start();
    squad.wake(0);
    squad.wake(0);
    assert_eq!(*squad.copy(0, ONE), Copy::Gone);
    assert_eq!(squad.sealed_bytes(ONE), 88);
}

#[test]
fn an_epoch_that_is_not_known_yet_is_waited_for() {
    let mut squad = squad();
    let mut random = Seeded(12);
    let device = squad.phones[2].keys.id();
    let mut roster = squad.roster.clone();
    let mut secrets = squad.secrets.clone();
    let entries = roster.revoke(&squad.phones[0].keys, device, &mut secrets, NOW, &mut random).unwrap();
    squad.feed(0, Event::Signed(entries));
    squad.wake(0);
    squad.push(0, ONE, "request", "a", 1);
    squad.wake(1);
    assert_eq!(squad.shows(1, ONE, "a"), Some(1), "its roster came first");
    let news = [squad.wake(2), squad.wake(2)].concat();
    assert!(news.contains(&News::NotKnown) && news.contains(&News::OfferExport), "{news:?}");
    assert!(squad.phones[2].left, "who is out learns it from the roster, which it may still read");
}
