//! What failing seeds found, each as a case of its own: a change of the world changes what a seed means.

use super::*;
use tanomo_sync::engine::{Effect, Out};

/// One phone shows codes, another reads them.
fn meet(squad: &mut Squad, from: usize, to: usize) -> Wishes {
    let phone = &mut squad.phones[from];
    let ids: Vec<Id> = phone.journal.rows.keys().copied().collect();
    let copies = phone.journal.copies(&ids);
    let engine = phone.engine.as_ref().unwrap();
    let (entries, changes) =
        (engine.roster().entries().to_vec(), engine.hand_over(&copies, &mut phone.random));
    squad.feed(to, Event::Signed(entries));
    squad.feed(to, Event::Handed { changes, standing: BTreeMap::new() })
}

fn revoked(squad: &Squad, by: usize, whom: usize, seed: u64) -> Vec<tanomo_wire::SignedEntry> {
    let lead = &squad.phones[by];
    let mut secrets = lead.journal.facts.secrets.clone();
    let mut roster = lead.roster().unwrap().clone();
    let device = squad.phones[whom].keys.id();
    roster.revoke(&lead.keys, device, &mut secrets, NOW, &mut Seeded(seed)).unwrap()
}

/// Four phones whose two leads were apart while each put one of the others out.
fn two_put_out_apart() -> Squad {
    let mut squad = squad();
    let mut random = Seeded(9);
    let keys = DeviceKeys::new(&Secret::draw(&mut random));
    let device = keys.device(MemberId::new([3; 16]), Role::Helper, DeviceKind::Phone);
    let mut roster = squad.roster.clone();
    let lead = squad.phones[0].keys.clone();
    let entry = roster.admit(&lead, device, &squad.secrets, NOW, &mut random).unwrap();
    squad.phones.push(Phone::new(4, keys, &roster, squad.secrets.clone(), 4, None));
    for phone in [0, 1, 2] {
        squad.feed(phone, Event::Signed(vec![entry.clone()]));
    }
    let (by_one, by_other) = (revoked(&squad, 0, 2, 5), revoked(&squad, 1, 3, 6));
    squad.feed(0, Event::Signed(by_one));
    squad.feed(1, Event::Signed(by_other));
    squad
}

/// Which of four phones have the secret of what waits on a phone, by the roster that phone knows.
fn who_can_open(squad: &Squad, phone: usize, id: Id) -> [bool; 4] {
    let outgoing = squad.phones[phone].journal.rows[&id].1.outgoing.clone().unwrap();
    let roster = squad.phones[phone].roster().unwrap();
    [0, 1, 2, 3].map(|phone| {
        let mut secrets = Some(squad.secrets.clone());
        roster.collect_secrets(&squad.phones[phone].keys, &mut secrets);
        secrets.unwrap().epoch(&outgoing.revision.epoch).is_some()
    })
}

#[test]
fn what_is_handed_over_without_a_network_reaches_the_server_by_whoever_has_one() {
    let mut squad = squad();
    squad.edit(0, ONE, "request", "a", 1);
    squad.edit(0, TWO, CARD, "name", 2);
    let wishes = meet(&mut squad, 0, 2);
    assert_eq!((squad.shows(2, ONE, "a"), squad.shows(2, TWO, "name")), (Some(1), None));
    assert!(matches!(squad.copy(2, TWO), Copy::Locked(..)), "no key came with the card");
    squad.settle(2, wishes);
    squad.wake(2);
    squad.wake(1);
    assert_eq!(squad.shows(1, ONE, "a"), Some(1), "phone 0 never had a network");
    squad.wake(0);
    assert_eq!((0..3).map(|phone| squad.unsent(phone)).sum::<usize>(), 0);
}

#[test]
fn who_was_put_out_hands_over_nothing_that_counts() {
    let mut squad = squad();
    squad.edit(2, ONE, "request", "a", 1);
    let entries = revoked(&squad, 0, 2, 3);
    squad.feed(0, Event::Signed(entries));
    meet(&mut squad, 2, 0);
    assert_eq!(squad.shows(0, ONE, "a"), None);
    // The control: to a phone that does not know it yet it counts.
    meet(&mut squad, 2, 1);
    assert_eq!(squad.shows(1, ONE, "a"), Some(1));
}

#[test]
fn an_erasure_that_comes_with_the_answer_to_a_push_of_the_card_stands() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 1);
    squad.wake(1);
    let key = squad.phones[0].newest_key(ONE).unwrap();
    squad.feed(1, Event::CardKey { card: ONE, key });
    let first = squad.edit(1, ONE, CARD, "name", 2);
    // Written again while the first is under way, so that what waits goes on from what was stored.
    squad.edit(1, ONE, CARD, "name", 3);
    let fields = [("of".to_owned(), ONE.to_string().into())];
    let (_, mut wishes) = squad.phones[0].write(0, TWO, ERASURE, &fields, NOW);
    // The erasure alone has come to the server, its tombstone has not.
    wishes.requests.truncate(1);
    let (_, Request::Sync(request)) = wishes.requests.remove(0) else { panic!("no push") };
    let alone: Vec<_> =
        request.push.revisions().iter().filter(|revision| revision.id == wire_id(TWO)).cloned().collect();
    let circle = squad.roster.circle();
    let signature = Some(tanomo_sync::sign::sign_push(&squad.phones[0].keys, &circle, &alone));
    let push = tanomo_wire::sync::Push::new(alone).unwrap();
    let request = Request::Sync(tanomo_wire::SyncRequest { push, signature, ..request });
    squad.server.answer(squad.phones[0].keys.id(), &request, NOW).unwrap();
    squad.settle(1, first);
    assert_eq!(*squad.copy(1, ONE), Copy::Gone);
    for phone in [0, 1, 2] {
        squad.wake(phone);
    }
    assert_eq!(squad.sealed_bytes(ONE), 88);
}

#[test]
fn a_card_whose_key_was_kept_opens_at_the_next_start() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 7);
    squad.wake(2);
    let key = squad.phones[0].newest_key(ONE).unwrap();
    squad.phones[2].writes_left = Some(1);
    assert_eq!(squad.feed(2, Event::CardKey { card: ONE, key }).end, End::Killed);
    assert!(matches!(squad.copy(2, ONE), Copy::Locked(..)), "killed between the key and the card");
    squad.phones[2].start();
    squad.feed(2, Event::Wake { hurry: false });
    assert_eq!(squad.shows(2, ONE, "name"), Some(7));
}

#[test]
fn a_locked_card_the_server_lost_is_brought_back_by_who_cannot_read_it() {
    let mut squad = squad();
    squad.server.back_up();
    squad.push(0, ONE, CARD, "name", 7);
    squad.wake(2);
    squad.restore();
    // Its reader has gone back too: only the helper still has it.
    squad.phones[0].journal.rows.clear();
    squad.wake(2);
    squad.wake(2);
    squad.wake(1);
    assert!(matches!(squad.copy(1, ONE), Copy::Locked(..)));
}

#[test]
fn a_clock_set_back_an_hour_makes_no_wait_longer() {
    let mut squad = squad();
    let wishes = squad.edit(0, ONE, "request", "a", 1);
    refuse(&mut squad, 0, wishes, Problem::new(ProblemKind::Unavailable).after(30));
    squad.phones[0].off = -3_600_000;
    squad.feed(0, Event::Wake { hurry: false });
    squad.now += 60_000;
    assert!(!squad.feed(0, Event::Wake { hurry: false }).requests.is_empty());
}

#[test]
fn two_leads_who_put_somebody_out_apart_begin_an_epoch_that_neither_of_those_knows() {
    let mut squad = two_put_out_apart();
    meet(&mut squad, 0, 1);
    squad.edit(1, ONE, "request", "a", 1);
    assert_eq!(who_can_open(&squad, 1, ONE), [true, true, false, false]);
}

#[test]
fn a_lead_killed_before_it_began_that_epoch_begins_it_at_its_next_start() {
    let mut squad = two_put_out_apart();
    squad.phones[1].writes_left = Some(1);
    let entries = squad.phones[0].roster().unwrap().entries().to_vec();
    assert_eq!(squad.feed(1, Event::Signed(entries)).end, End::Killed, "the other lead's entries are kept");
    squad.phones[1].start();
    squad.edit(1, ONE, "request", "a", 1);
    assert_eq!(who_can_open(&squad, 1, ONE), [true, true, false, false]);
}

#[test]
fn what_was_sealed_in_an_epoch_of_a_lead_who_was_out_is_sealed_again() {
    let mut squad = squad();
    // Lead 0 puts lead 1 out; lead 1, apart, had put nobody out but begun an epoch of its own.
    let mut secrets = squad.secrets.clone();
    let mut roster = squad.roster.clone();
    let epoch = roster.renew_epoch(&squad.phones[1].keys, &mut secrets, NOW, &mut Seeded(8)).unwrap();
    let entries = revoked(&squad, 0, 1, 7);
    squad.feed(2, Event::Signed(vec![epoch]));
    squad.edit(2, ONE, "request", "a", 1);
    squad.feed(0, Event::Signed(entries));
    squad.wake(0);
    let mut news = Vec::new();
    for _ in 0..3 {
        news.extend(squad.wake(2));
    }
    assert_eq!(squad.unsent(2), 0, "{news:?}");
    squad.wake(0);
    assert_eq!(squad.shows(0, ONE, "a"), Some(1));
}

#[test]
fn a_card_erased_while_its_first_push_is_under_way_is_replaced_where_that_push_put_it() {
    let mut squad = squad();
    let first = squad.edit(0, ONE, CARD, "name", 1);
    let fields = [("of".to_owned(), ONE.to_string().into())];
    squad.phones[0].write(0, TWO, ERASURE, &fields, NOW);
    squad.settle(0, first);
    squad.wake(0);
    assert_eq!((*squad.copy(0, ONE)).clone(), Copy::Gone);
    assert_eq!(squad.sealed_bytes(ONE), 88);
}

/// A server whose roster is as long as the one lead 0 knows, and another: restored since that lead put phone 2 out,
/// and since then the other lead did.
fn as_long_and_another() -> Squad {
    let mut squad = squad();
    squad.server.back_up();
    let by_one = revoked(&squad, 0, 2, 5);
    let wishes = squad.feed(0, Event::Signed(by_one));
    squad.settle(0, wishes);
    squad.wake(0);
    squad.restore();
    let by_other = revoked(&squad, 1, 2, 6);
    let wishes = squad.feed(1, Event::Signed(by_other));
    squad.settle(1, wishes);
    squad.wake(1);
    let known = squad.phones[0].roster().unwrap().entries().len();
    assert_eq!(squad.server.entries().len(), known);
    squad
}

#[test]
fn a_server_that_went_back_right_after_it_took_entries_gets_them_again() {
    let mut squad = squad();
    squad.server.back_up();
    let entries = revoked(&squad, 0, 2, 5);
    let (ticket, request) = squad.feed(0, Event::Signed(entries)).requests.remove(0);
    let reply = squad.server.answer(squad.phones[0].keys.id(), &request, NOW).unwrap();
    squad.restore();
    let wishes = squad.feed(0, Event::Answered { ticket, reply, standing: BTreeMap::new() });
    squad.settle(0, wishes);
    assert_eq!(squad.server.entries(), squad.phones[0].roster().unwrap().entries());
    squad.push(0, ONE, "request", "a", 1);
    assert_eq!(squad.unsent(0), 0, "its epoch is known there");
}

#[test]
fn what_the_server_refuses_for_its_epoch_goes_once_it_has_the_entry_that_begins_it() {
    let mut squad = as_long_and_another();
    let news = squad.push(0, ONE, "request", "a", 1);
    assert!(news.iter().any(|news| matches!(news, News::Rejected(..))), "{news:?}");
    assert_eq!(squad.unsent(0), 0);
    squad.wake(1);
    assert_eq!(squad.shows(1, ONE, "a"), Some(1));
}

#[test]
fn what_came_in_an_epoch_nobody_told_of_opens_once_the_entry_that_begins_it_is_asked_for() {
    let mut squad = as_long_and_another();
    squad.push(1, ONE, "request", "a", 1);
    squad.wake(0);
    assert_eq!(squad.shows(0, ONE, "a"), Some(1));
}

#[test]
fn who_compares_everything_compares_the_roster() {
    let mut squad = as_long_and_another();
    let wishes = squad.feed(0, Event::CheckDigest);
    squad.settle(0, wishes);
    squad.wake(1);
    let known = [0, 1].map(|phone| squad.phones[phone].roster().unwrap().standing().clone());
    assert_eq!(known[0], known[1]);
}

#[test]
fn a_reader_whose_phone_lost_the_key_locks_nobody_out_by_one_of_its_own() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 1);
    let key = squad.phones[0].newest_key(ONE).unwrap();
    for phone in [1, 2] {
        squad.feed(phone, Event::CardKey { card: ONE, key: key.clone() });
        squad.wake(phone);
        assert_eq!(squad.shows(phone, ONE, "name"), Some(1));
    }
    // Its localStorage still has the card, and its keys as they were before.
    let phone = &mut squad.phones[2];
    phone.engine = None;
    phone.journal.facts.cards = Default::default();
    phone.start();
    squad.push(2, ONE, CARD, "name", 2);
    assert_eq!(squad.unsent(2), 0);
    for phone in [0, 1] {
        squad.wake(phone);
        assert_eq!(squad.shows(phone, ONE, "name"), Some(1), "phone {phone}");
    }
    // What it wrote stands beside, or in the card once the key is there again.
    let (&beside, _) = squad.phones[2].journal.rows.iter().find(|(id, _)| **id != ONE).unwrap();
    assert_eq!(squad.shows(2, beside, "name"), Some(2));

    // The control: a lead's phone takes a new key, which it hands on.
    let phone = &mut squad.phones[0];
    phone.engine = None;
    phone.journal.facts.cards = Default::default();
    phone.start();
    squad.push(0, ONE, CARD, "name", 3);
    let new = squad.phones[0].newest_key(ONE).unwrap();
    assert_ne!(new.name, key.name);
    squad.wake(1);
    squad.feed(1, Event::CardKey { card: ONE, key: new });
    assert_eq!(squad.shows(1, ONE, "name"), Some(3));
}

#[test]
fn a_reader_whose_phone_gets_the_key_again_writes_into_the_card() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 1);
    let key = squad.phones[0].newest_key(ONE).unwrap();
    squad.feed(2, Event::CardKey { card: ONE, key: key.clone() });
    squad.wake(2);
    let phone = &mut squad.phones[2];
    phone.engine = None;
    phone.journal.facts.cards = Default::default();
    phone.start();
    squad.edit(2, ONE, CARD, "name", 2);
    squad.feed(2, Event::CardKey { card: ONE, key });
    squad.wake(2);
    squad.wake(2);
    squad.wake(0);
    assert_eq!((squad.shows(0, ONE, "name"), squad.phones[2].journal.rows.len()), (Some(2), 1));
}

/// A card that all read, whose server is then set up anew, and a reader whose phone lost the key and writes into it
/// first.
fn claimed_under_a_key_nobody_has() -> Squad {
    let mut squad = squad();
    squad.server.back_up();
    squad.push(0, ONE, CARD, "name", 1);
    let key = squad.phones[0].newest_key(ONE).unwrap();
    for phone in [1, 2] {
        squad.feed(phone, Event::CardKey { card: ONE, key: key.clone() });
        squad.wake(phone);
    }
    squad.push(0, ONE, CARD, "notes", 2);
    squad.wake(1);
    squad.restore();
    let phone = &mut squad.phones[2];
    phone.engine = None;
    phone.journal.facts.cards = Default::default();
    phone.start();
    squad.push(2, ONE, CARD, "name", 3);
    squad.wake(2);
    assert_eq!((squad.unsent(2), squad.shows(2, ONE, "notes")), (0, None));
    squad
}

/// Where a phone's copy stands that it kept beside the locked card.
fn beside(squad: &Squad, phone: usize) -> Option<Id> {
    let rows = squad.phones[phone].journal.rows.keys().copied();
    rows.filter(|id| *id != ONE).find(|id| squad.phones[phone].record(*id).is_some())
}

#[test]
fn a_lead_keeps_its_copy_where_the_server_lost_the_card_and_a_reader_without_its_key_wrote_first() {
    let mut squad = claimed_under_a_key_nobody_has();
    let news = squad.wake(1);
    let ours = beside(&squad, 1).unwrap();
    assert!(news.contains(&News::LikelySame { locked: ONE, ours }), "{news:?}");
    assert!(matches!(squad.copy(1, ONE), Copy::Locked(..)));
    assert_eq!((squad.shows(1, ours, "name"), squad.shows(1, ours, "notes")), (Some(1), Some(2)));
    squad.wake(1);
    assert_eq!(squad.unsent(1), 0, "it is on the server again");
    squad.wake(2);
    assert!(matches!(squad.copy(2, ours), Copy::Locked(..)));
    // What the reader wrote is not lost either: its key opens it.
    let key = squad.phones[2].newest_key(ONE).unwrap();
    squad.feed(1, Event::CardKey { card: ONE, key });
    assert_eq!(squad.shows(1, ONE, "name"), Some(3));
}

#[test]
fn a_lead_who_was_away_meanwhile_keeps_its_copy_though_more_was_written_since() {
    let mut squad = claimed_under_a_key_nobody_has();
    // What goes over that revision is all lead 0 sees, and the place it had read to is known again.
    squad.push(2, ONE, CARD, "name", 4);
    squad.wake(0);
    let ours = beside(&squad, 0).unwrap();
    assert_eq!((squad.shows(0, ours, "name"), squad.shows(0, ours, "notes")), (Some(1), Some(2)));
}

/// A goodbye that the server refuses for good keeps nobody: it is said that the others do not hear of it.
#[test]
fn who_says_goodbye_to_a_server_that_will_not_have_it_goes_all_the_same() {
    let offers = |effect: &Effect| matches!(effect, Effect::Tell(News::OfferExport));
    use ProblemKind::{Ended, Forbidden, Missing, TooMany, TooOld, Unavailable, Unknown, UnknownEntry};
    for ends in [false, true] {
        for kind in [Forbidden, Missing, Ended, TooMany, TooOld, Unavailable, Unknown, UnknownEntry] {
            let mut squad = squad();
            let (mut roster, mut secrets) = (squad.roster.clone(), squad.secrets.clone());
            let me = &squad.phones[0].keys;
            let entries = match ends {
                true => vec![roster.write(me, NOW, Fact::End).unwrap()],
                false => roster.revoke(me, me.id(), &mut secrets, NOW, &mut Seeded(13)).unwrap(),
            };
            let engine = squad.phones[0].engine.as_mut().unwrap();
            let mut effects = engine.step(Event::Signed(entries), NOW, &mut Seeded(1));
            let mut asked = Vec::new();
            let why = Failure::Problem(Problem::new(kind));
            for hour in 1..20 {
                let over = effects.iter().any(offers);
                if over || asked.len() == 10 {
                    break;
                }
                let now = NOW + hour * 3_600_000;
                let sent = effects.iter().find_map(|effect| match effect {
                    Effect::Send { ticket, request } => Some((*ticket, request.clone())),
                    _ => None,
                });
                effects = match sent {
                    Some((ticket, request)) => {
                        asked.push(request);
                        engine.step(Event::Failed { ticket, why: why.clone() }, now, &mut Seeded(hour))
                    }
                    None => engine.step(Event::Wake { hurry: true }, now, &mut Seeded(hour)),
                };
            }
            let went = effects.iter().any(offers);
            let for_good = matches!(kind, Forbidden | Missing | Ended);
            assert_eq!(went, for_good, "{kind:?} after {asked:?}");
            if went {
                assert_eq!(engine.out(), Some(Out::Unheard));
                assert!(asked.len() <= 3, "{kind:?} after {asked:?}");
                assert!(
                    !effects.iter().any(|effect| matches!(effect, Effect::Erase)),
                    "the file is offered first"
                );
            }
        }
    }
}

/// A reader who has a card still to be sent when it takes a new key, which is for them too: the key is taken in before
/// what it opens, and both edits stand in one card.
#[test]
fn a_reader_who_gets_the_new_key_with_the_card_puts_nothing_aside() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 1);
    let key = squad.phones[0].newest_key(ONE).unwrap();
    squad.feed(2, Event::CardKey { card: ONE, key });
    squad.wake(2);
    squad.edit(2, ONE, CARD, "notes", 2);
    let new = tanomo_sync::card::CardKey::draw(&mut Seeded(5));
    squad.feed(0, Event::CardKey { card: ONE, key: new.clone() });
    squad.edit(0, ONE, CARD, "name", 3);
    let to = (&squad.phones[2].keys.id(), &squad.phones[2].keys.seal_key());
    let fields = tanomo_sync::grant::fields(&squad.roster.circle(), ONE, &new, to, &mut Seeded(6)).unwrap();
    let fields = fields.map(|(field, value)| (field.to_owned(), value));
    squad.phones[0].write(0, Id::new([0xee; 16]), tanomo_sync::grant::KIND, &fields, squad.now);
    squad.wake(0);
    squad.wake(2);
    squad.wake(0);
    for phone in [0, 2] {
        assert_eq!(squad.shows(phone, ONE, "name"), Some(3), "phone {phone}");
        assert_eq!(squad.shows(phone, ONE, "notes"), Some(2), "phone {phone}");
        assert_eq!(squad.phones[phone].newest_key(ONE).unwrap().name, new.name, "phone {phone}");
        assert_eq!(squad.phones[phone].journal.rows.len(), 2, "the card and the grant, phone {phone}");
    }
}

#[test]
fn a_new_key_of_a_leads_takes_the_card_from_a_reader_and_leaves_nothing_beside() {
    let mut squad = squad();
    squad.push(0, ONE, CARD, "name", 1);
    let key = squad.phones[0].newest_key(ONE).unwrap();
    squad.feed(2, Event::CardKey { card: ONE, key });
    squad.wake(2);
    squad.wake(1);
    let new = tanomo_sync::card::CardKey::draw(&mut Seeded(5));
    squad.feed(0, Event::CardKey { card: ONE, key: new });
    squad.push(0, ONE, CARD, "name", 2);
    squad.wake(2);
    assert!(matches!(squad.copy(2, ONE), Copy::Locked(..)), "the next edit is not for this reader");
    assert_eq!(beside(&squad, 2), None);
}
