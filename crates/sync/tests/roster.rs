//! A roster believes what its leads signed, and nothing else.

// Functions beside the tests may unwrap too: a roster that cannot be made has failed.
#![allow(clippy::unwrap_used)]

mod common;

use common::Seeded;
use tanomo_sync::invite::Invitation;
use tanomo_sync::recovery::Sheet;
use tanomo_sync::roster::NotBelieved;
use tanomo_sync::{DeviceKeys, Random, Roster, Secret, Secrets};
use tanomo_wire::chain::Refused;
use tanomo_wire::{CircleId, Device, DeviceKind, Fact, MemberId, Role, SignedEntry};

fn keys(n: u8) -> DeviceKeys {
    DeviceKeys::new(&Secret::new([n; 32]))
}

fn device(n: u8, role: Role) -> Device {
    keys(n).device(MemberId::new([n; 16]), role, DeviceKind::Phone)
}

/// A circle of a lead (1), another lead (2) and a helper (3).
fn squad(random: &mut impl Random) -> (Roster, Secrets) {
    let (mut roster, secrets) = Roster::found(&keys(1), device(1, Role::Lead), 5, random).unwrap();
    for (n, role) in [(2, Role::Lead), (3, Role::Helper)] {
        roster.admit(&keys(1), device(n, role), &secrets, 6, random).unwrap();
    }
    (roster, secrets)
}

fn same(a: &Secrets, b: &Secrets) -> bool {
    *a.to_bytes() == *b.to_bytes()
}

#[test]
fn a_roster_survives_being_kept_and_is_another_circles_nowhere() {
    let (roster, _) = squad(&mut Seeded(1));
    let read = Roster::read(&roster.circle(), roster.entries()).unwrap();
    assert_eq!(read.standing(), roster.standing());
    let elsewhere = Roster::read(&CircleId::new([0; 32]), roster.entries()).unwrap_err();
    assert_eq!(elsewhere, NotBelieved::AnotherCircle);
}

#[test]
fn whoever_was_let_in_collects_the_secrets_and_nobody_else_does() {
    let (roster, secrets) = squad(&mut Seeded(2));
    for n in [2, 3] {
        let mut theirs = None;
        assert!(roster.collect_secrets(&keys(n), &mut theirs));
        assert!(same(&theirs.unwrap(), &secrets));
    }
    let mut nobodys = None;
    assert!(!roster.collect_secrets(&keys(9), &mut nobodys));
    assert!(nobodys.is_none());
}

#[test]
fn every_changed_entry_is_refused() {
    let mut random = Seeded(3);
    let (roster, secrets) = squad(&mut random);
    let mut next = roster.clone();
    let good = next.admit(&keys(1), device(4, Role::Helper), &secrets, 7, &mut random).unwrap();
    assert_eq!(roster.clone().take(good.clone()), Ok(true), "the control");
    let mut entry = good.entry().clone();
    entry.at += 1;
    let touched = SignedEntry::new(entry.clone(), *good.signature());
    assert_eq!(roster.clone().take(touched), Err(NotBelieved::BadSignature));
    // Signed, but by a helper's key in a lead's name; then in the helper's own name.
    let forged = SignedEntry::new(entry.clone(), keys(3).sign(&entry.to_bytes()));
    assert_eq!(roster.clone().take(forged), Err(NotBelieved::BadSignature));
    entry.by = tanomo_wire::By::Device(keys(3).id());
    let helper = SignedEntry::new(entry.clone(), keys(3).sign(&entry.to_bytes()));
    assert_eq!(roster.clone().take(helper), Err(NotBelieved::Refused(Refused::NotALead)));
    entry.by = good.entry().by;
    entry.after = vec![tanomo_wire::EntryHash::new([0; 32])];
    let nowhere = SignedEntry::new(entry.clone(), keys(1).sign(&entry.to_bytes()));
    assert_eq!(roster.clone().take(nowhere), Err(NotBelieved::Refused(Refused::WrongPredecessor)));
    let mut entries = roster.entries().to_vec();
    let first = entries[0].entry().clone();
    entries[0] = SignedEntry::new(first.clone(), keys(2).sign(&first.to_bytes()));
    assert_eq!(Roster::read(&roster.circle(), &entries).unwrap_err(), NotBelieved::BadSignature);
}

#[test]
fn who_is_put_out_gets_no_new_secret_and_the_rest_do() {
    let mut random = Seeded(4);
    let (mut roster, mut secrets) = squad(&mut random);
    let mut theirs = None;
    roster.collect_secrets(&keys(3), &mut theirs);
    let old = roster.sealing_epoch(&secrets).unwrap();
    roster.revoke(&keys(1), keys(3).id(), &mut secrets, 8, &mut random).unwrap();
    let new = roster.sealing_epoch(&secrets).unwrap();
    assert_ne!(old, new);
    assert!(!roster.collect_secrets(&keys(3), &mut theirs));
    assert!(theirs.unwrap().epoch(&new).is_none());
    let mut others = None;
    roster.collect_secrets(&keys(2), &mut others);
    assert!(same(&others.unwrap(), &secrets));
    assert!(roster.key_of(&keys(3).id()).is_some(), "what it signed stays checkable");
}

#[test]
fn a_lead_who_leaves_writes_that_alone_and_another_begins_the_epoch() {
    let mut random = Seeded(4);
    let (mut roster, mut secrets) = squad(&mut random);
    let written = roster.revoke(&keys(1), keys(1).id(), &mut secrets, 9, &mut random).unwrap();
    assert_eq!(written.len(), 1);
    assert!(!roster.standing().is_in(&keys(1).id()));
    assert!(roster.newest_epoch_is_known_outside(), "the other lead's phone is to begin one");
    roster.renew_epoch(&keys(2), &mut secrets, 10, &mut random).unwrap();
    assert!(!roster.newest_epoch_is_known_outside());
}

#[test]
fn a_chain_that_lacks_what_is_known_is_refused_unless_it_is_a_fork() {
    let mut random = Seeded(5);
    let (roster, mut secrets) = squad(&mut random);
    let mut mine = roster.clone();
    mine.revoke(&keys(1), keys(3).id(), &mut secrets, 8, &mut random).unwrap();
    let before = mine.standing().clone();
    assert_eq!(mine.take_all(roster.entries()), Err(NotBelieved::Lacking(2)));
    assert_eq!(mine.standing(), &before);
    let mut theirs = roster.clone();
    theirs.write(&keys(2), 9, Fact::Assign { device: keys(3).id(), role: Role::Lead }).unwrap();
    let taken = mine.take_all(theirs.entries()).unwrap();
    assert_eq!((taken.new.len(), taken.lacking.len()), (1, 2));
    assert!(!mine.standing().is_in(&keys(3).id()), "revocation wins");
    theirs.take_all(mine.entries()).unwrap();
    assert_eq!(theirs.ends(), mine.ends());
    assert!(!theirs.standing().is_in(&keys(3).id()));
}

#[test]
fn a_newcomer_with_a_link_lets_itself_in_once() {
    let mut random = Seeded(6);
    let (mut roster, secrets) = squad(&mut random);
    let invitation = Invitation::draw(roster.circle(), &mut random);
    roster.write(&keys(1), 7, invitation.fact(Role::Helper)).unwrap();
    let envelope = invitation.seal_envelope(&secrets, random.draw()).unwrap();
    let link = Invitation::from_fragment(&invitation.to_fragment()).unwrap();
    let join = link.join(device(5, Role::Helper), roster.ends(), 8);
    let mut forged = roster.clone();
    let other = Invitation::draw(roster.circle(), &mut random);
    let by_another = SignedEntry::new(join.entry().clone(), keys(1).sign(&join.entry().to_bytes()));
    assert_eq!(forged.take(by_another), Err(NotBelieved::BadSignature));
    let never_given = other.join(device(5, Role::Helper), roster.ends(), 8);
    assert_eq!(forged.take(never_given), Err(NotBelieved::Refused(Refused::NotInvited)));
    assert_eq!(roster.take(join), Ok(true));
    assert!(same(&link.open_envelope(&envelope).unwrap(), &secrets));
    let again = link.join(device(6, Role::Helper), roster.ends(), 9);
    assert_eq!(roster.take(again), Err(NotBelieved::Refused(Refused::NotInvited)));
}

#[test]
fn the_sheet_brings_a_circle_back() {
    let mut random = Seeded(7);
    let (mut roster, secrets) = squad(&mut random);
    let sheet = Sheet::draw(&mut random);
    let listed = sheet.device(&roster.circle(), MemberId::new([1; 16]));
    roster.admit(&keys(1), listed, &secrets, 7, &mut random).unwrap();
    // All phones are lost; a fresh one has the sheet's code and asks the server for the roster.
    let (found, circle) = Sheet::from_qr(&sheet.to_qr(&roster.circle())).unwrap();
    let mut again = Roster::read(&circle, roster.entries()).unwrap();
    let mut back = None;
    assert!(again.collect_secrets(&found.keys(&circle), &mut back));
    let mut back = back.unwrap();
    assert!(same(&back, &secrets));
    again.admit(&found.keys(&circle), device(8, Role::Lead), &back, 9, &mut random).unwrap();
    again.revoke(&keys(8), keys(1).id(), &mut back, 9, &mut random).unwrap();
    assert!(again.standing().leads(&keys(8).id()));
}

#[test]
fn a_device_added_while_another_lead_began_an_epoch_is_given_what_it_lacks() {
    let mut random = Seeded(8);
    let (roster, secrets) = squad(&mut random);
    let (mut one, mut other, mut new) = (roster.clone(), roster, secrets.clone());
    one.admit(&keys(1), device(4, Role::Helper), &secrets, 7, &mut random).unwrap();
    other.revoke(&keys(2), keys(3).id(), &mut new, 7, &mut random).unwrap();
    one.take_all(other.entries()).unwrap();
    let mut theirs = None;
    one.collect_secrets(&keys(4), &mut theirs);
    assert!(!same(theirs.as_ref().unwrap(), &new), "the control: an epoch is missing");
    one.share(&keys(2), keys(4).id(), &new, 8, &mut random).unwrap();
    one.collect_secrets(&keys(4), &mut theirs);
    assert!(same(&theirs.unwrap(), &new));
}
