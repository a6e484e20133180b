//! What rosters come to, and what does not come in. Signatures are not this crate's to check.

// Functions beside the tests may unwrap too: a chain that cannot be made has failed.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use tanomo_wire::chain::Refused;
use tanomo_wire::{
    By, Chain, Device, DeviceId, DeviceKind, Entry, EpochName, Fact, InviteId, MemberId, Opaque, Role,
    SealKey, SignKey, Signature, SignedEntry,
};

fn device(n: u8, role: Role) -> Device {
    let (sign, seal) = (SignKey::new([n; 32]), SealKey::new([n; 32]));
    Device { sign, seal, member: MemberId::new([n; 16]), role, kind: DeviceKind::Phone }
}

fn id(n: u8) -> DeviceId {
    device(n, Role::Helper).id()
}

fn signed(entry: Entry) -> SignedEntry {
    SignedEntry::new(entry, Signature::new([0; 64]))
}

fn begin() -> Chain {
    let fact = Fact::Found { device: device(1, Role::Lead), salt: [0; 16] };
    Chain::begin(signed(Entry { after: vec![], by: By::Device(id(1)), at: 0, fact })).unwrap()
}

/// The entry by `by` on all ends of the chain.
fn next(chain: &Chain, by: u8, fact: Fact) -> SignedEntry {
    signed(Entry { after: chain.ends(), by: By::Device(id(by)), at: 0, fact })
}

fn put(chain: &mut Chain, by: u8, fact: Fact) -> SignedEntry {
    let entry = next(chain, by, fact);
    assert_eq!(chain.add(entry.clone()), Ok(true));
    entry
}

fn add(n: u8, role: Role) -> Fact {
    Fact::Add { device: device(n, role), secrets: None }
}

fn revoke(n: u8) -> Fact {
    Fact::Revoke { device: id(n) }
}

/// One lead (1), another (2) and a helper (3).
fn squad() -> Chain {
    let mut chain = begin();
    put(&mut chain, 1, add(2, Role::Lead));
    put(&mut chain, 1, add(3, Role::Helper));
    chain
}

fn whole(chain: &Chain) -> Vec<SignedEntry> {
    chain.entries().to_vec()
}

/// A chain of the same entries, taken in another order that respects what stands on what.
fn in_another_order(entries: &[SignedEntry], keys: &[u32]) -> Chain {
    let mut chain = Chain::begin(entries[0].clone()).unwrap();
    let mut left: Vec<(u32, SignedEntry)> =
        entries[1..].iter().enumerate().map(|(i, e)| (keys[i % keys.len()], e.clone())).collect();
    left.sort_by_key(|(key, _)| *key);
    while !left.is_empty() {
        let at = left.iter().position(|(_, e)| chain.clone().add(e.clone()).is_ok()).unwrap();
        chain.add(left.remove(at).1).unwrap();
    }
    chain
}

#[test]
fn a_circle_begins_with_its_founder_and_is_named_by_that() {
    let chain = begin();
    assert!(chain.standing().leads(&id(1)));
    assert_eq!(chain.circle().bytes(), chain.entries()[0].hash().bytes());
    let entry = |by, role, after| {
        let fact = Fact::Found { device: device(1, role), salt: [0; 16] };
        Chain::begin(signed(Entry { after, by: By::Device(id(by)), at: 0, fact })).map(|_| ())
    };
    assert_eq!(entry(1, Role::Lead, vec![]), Ok(()));
    assert_eq!(entry(2, Role::Lead, vec![]), Err(Refused::NotALead));
    assert_eq!(entry(1, Role::Helper, vec![]), Err(Refused::NotALead));
    assert_eq!(entry(1, Role::Lead, chain.ends()), Err(Refused::WrongPredecessor));
}

#[test]
fn only_a_lead_writes_and_only_about_whom_it_has() {
    let mut chain = squad();
    let refused = |entry: SignedEntry| chain.clone().add(entry).unwrap_err();
    assert_eq!(refused(next(&chain, 3, add(4, Role::Helper))), Refused::NotALead);
    assert_eq!(refused(next(&chain, 9, add(4, Role::Helper))), Refused::NotALead);
    assert_eq!(refused(next(&chain, 1, add(3, Role::Lead))), Refused::Twice);
    assert_eq!(refused(next(&chain, 1, revoke(9))), Refused::Nobody);
    assert_eq!(
        refused(signed(Entry { after: vec![], ..next(&chain, 1, revoke(3)).entry().clone() })),
        Refused::WrongPredecessor
    );
    let unknown = vec![tanomo_wire::EntryHash::new([7; 32])];
    assert_eq!(
        refused(signed(Entry { after: unknown, ..next(&chain, 1, revoke(3)).entry().clone() })),
        Refused::WrongPredecessor
    );
    let secret = Opaque::new(vec![1]).unwrap();
    let epoch = |n| Fact::Epoch { name: EpochName::new([1; 6]), wrapped: vec![(id(n), secret.clone())] };
    assert_eq!(refused(next(&chain, 1, epoch(9))), Refused::Nobody);
    put(&mut chain, 1, epoch(2));
    assert_eq!(chain.clone().add(next(&chain, 1, epoch(2))), Err(Refused::Twice));
    assert_eq!(chain.standing().epochs(), [EpochName::new([1; 6])]);
    let again = chain.entries()[1].clone();
    assert_eq!(chain.add(again), Ok(false), "the same entry again is no news");
}

#[test]
fn a_revoked_device_stays_listed_and_writes_nothing_more() {
    let mut chain = squad();
    let entry = put(&mut chain, 1, revoke(2));
    let listed = chain.standing().device(&id(2)).unwrap();
    assert_eq!(listed.revoked, Some(entry.hash()));
    assert!(!chain.standing().is_in(&id(2)));
    assert_eq!(chain.add(next(&chain, 2, add(4, Role::Helper))), Err(Refused::NotALead));
    assert_eq!(chain.add(next(&chain, 1, add(2, Role::Lead))), Err(Refused::Twice), "it takes a new key");
}

#[test]
fn nothing_comes_after_the_end() {
    let mut chain = squad();
    put(&mut chain, 2, Fact::End);
    assert!(chain.standing().ended());
    assert_eq!(chain.add(next(&chain, 1, add(4, Role::Helper))), Err(Refused::Ended));
}

#[test]
fn two_leads_offline_both_count_and_the_next_entry_joins_them() {
    let mut chain = squad();
    let one = next(&chain, 1, add(4, Role::Helper));
    let other = next(&chain, 2, add(5, Role::Helper));
    chain.add(one).unwrap();
    chain.add(other).unwrap();
    assert!(chain.standing().is_in(&id(4)) && chain.standing().is_in(&id(5)));
    assert_eq!(chain.ends().len(), 2);
    put(&mut chain, 1, add(6, Role::Helper));
    assert_eq!(chain.ends().len(), 1);
}

#[test]
fn revocation_wins_over_what_the_revoked_lead_wrote_apart() {
    let chain = squad();
    let revocation = next(&chain, 1, revoke(2));
    let mut thief = squad();
    let let_in = put(&mut thief, 2, add(7, Role::Lead));
    let by_the_let_in = put(&mut thief, 7, add(8, Role::Lead));
    let before: Vec<_> = thief.entries().to_vec();
    assert!(thief.standing().leads(&id(8)), "the control: without the revocation both are in");
    assert_eq!(thief.add(revocation), Ok(true));
    for n in [2, 7, 8] {
        assert!(!thief.standing().is_in(&id(n)), "{n}");
    }
    assert!(before.contains(&let_in) && before.contains(&by_the_let_in));
    assert!(thief.standing().leads(&id(1)));
}

#[test]
fn a_thief_cannot_have_others_revoked_by_a_device_it_let_in_itself() {
    let chain = squad();
    let revocation = next(&chain, 1, revoke(2));
    let mut thief = squad();
    put(&mut thief, 2, add(7, Role::Lead));
    put(&mut thief, 7, revoke(1));
    assert!(!thief.standing().is_in(&id(1)), "the control");
    thief.add(revocation).unwrap();
    assert!(thief.standing().leads(&id(1)));
}

#[test]
fn two_leads_who_revoke_each_other_are_both_out() {
    let mut chain = squad();
    let (one, other) = (next(&chain, 1, revoke(2)), next(&chain, 2, revoke(1)));
    chain.add(one).unwrap();
    chain.add(other).unwrap();
    assert!(!chain.standing().is_in(&id(1)) && !chain.standing().is_in(&id(2)));
}

#[test]
fn of_two_roles_given_apart_the_lesser_holds_and_a_later_one_replaces_it() {
    let assign = |role| Fact::Assign { device: id(3), role };
    let mut chain = squad();
    let (one, other) = (next(&chain, 1, assign(Role::Lead)), next(&chain, 2, assign(Role::Coordinator)));
    chain.add(one).unwrap();
    chain.add(other).unwrap();
    assert_eq!(chain.standing().device(&id(3)).unwrap().role, Role::Coordinator);
    put(&mut chain, 1, assign(Role::Lead));
    assert!(chain.standing().leads(&id(3)));
}

#[test]
fn an_invitation_lets_one_phone_of_its_role_in() {
    let mut chain = squad();
    let key = SignKey::new([50; 32]);
    let invite = InviteId::of(&key);
    let lead = Fact::Invite { key, role: Role::Lead };
    assert_eq!(chain.add(next(&chain, 1, lead)), Err(Refused::NotALead));
    put(&mut chain, 1, Fact::Invite { key, role: Role::Helper });
    let join =
        |chain: &Chain, fact| signed(Entry { after: chain.ends(), by: By::Invite(invite), at: 0, fact });
    let refused = |fact| chain.clone().add(join(&chain, fact)).unwrap_err();
    assert_eq!(refused(add(4, Role::Lead)), Refused::NotInvited);
    assert_eq!(refused(revoke(1)), Refused::NotInvited);
    let sheet = Device { kind: DeviceKind::Sheet, ..device(4, Role::Helper) };
    assert_eq!(refused(Fact::Add { device: sheet, secrets: None }), Refused::NotInvited);
    let mut withdrawn = chain.clone();
    put(&mut withdrawn, 1, Fact::Withdraw { invite });
    assert_eq!(withdrawn.clone().add(join(&withdrawn, add(4, Role::Helper))), Err(Refused::NotInvited));
    let second = join(&chain, add(5, Role::Helper));
    chain.add(join(&chain, add(4, Role::Helper))).unwrap();
    assert!(chain.standing().is_in(&id(4)));
    assert_eq!(chain.clone().add(join(&chain, add(6, Role::Helper))), Err(Refused::NotInvited));
    // A second phone with the same link, before it could know: one of the two is in, whoever is asked.
    chain.add(second).unwrap();
    let inside = [4, 5].iter().filter(|&&n| chain.standing().is_in(&id(n))).count();
    assert_eq!(inside, 1);
}

#[derive(Clone, Debug)]
enum Step {
    Write { chain: usize, by: u8, what: u8, whom: u8 },
    Meet { from: usize, to: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let write = (0..3_usize, 1..6_u8, 0..6_u8, 1..8_u8).prop_map(|(chain, by, what, whom)| Step::Write {
        chain,
        by,
        what,
        whom,
    });
    let meet = (0..3_usize, 0..3_usize).prop_map(|(from, to)| Step::Meet { from, to });
    prop::collection::vec(prop_oneof![3 => write, 1 => meet], 1..30)
}

/// Three leads' phones that write what they may and meet as the steps say; then all meet.
fn run(steps: &[Step]) -> Vec<Chain> {
    let mut chains = vec![squad(); 3];
    let meet = |chains: &mut Vec<Chain>, from: usize, to: usize| {
        for entry in whole(&chains[from]) {
            chains[to].add(entry).unwrap();
        }
    };
    for step in steps {
        match *step {
            Step::Write { chain, by, what, whom } => {
                let fact = match what {
                    0 | 1 => add(whom, Role::Lead),
                    2 => revoke(whom),
                    3 => Fact::Assign { device: id(whom), role: Role::Lead },
                    4 => Fact::Assign { device: id(whom), role: Role::Helper },
                    _ => Fact::Epoch { name: EpochName::new([whom; 6]), wrapped: vec![] },
                };
                let entry = next(&chains[chain], by, fact);
                let _ = chains[chain].add(entry);
            }
            Step::Meet { from, to } => meet(&mut chains, from, to),
        }
    }
    for _ in 0..2 {
        for (from, to) in [(0, 1), (1, 2), (2, 0), (0, 1), (1, 2)] {
            meet(&mut chains, from, to);
        }
    }
    chains
}

proptest! {
    #[test]
    fn all_who_have_the_same_entries_agree_whatever_the_order(
        steps in steps(),
        keys in prop::collection::vec(any::<u32>(), 1..20),
    ) {
        let chains = run(&steps);
        for chain in &chains {
            prop_assert_eq!(chain.ends(), chains[0].ends());
        }
        let other = in_another_order(chains[0].entries(), &keys);
        // `role_by` is a place in the order of arrival, so devices are compared by what is said of them.
        let said = |chain: &Chain| {
            let devices: Vec<_> = chain
                .standing()
                .devices()
                .map(|(id, listed)| (*id, listed.device, listed.role, listed.revoked.is_some()))
                .collect();
            (devices, chain.standing().epochs().to_vec(), chain.standing().ended())
        };
        prop_assert_eq!(said(&other), said(&chains[0]));
        prop_assert_eq!(said(&chains[1]), said(&chains[0]));
    }

    #[test]
    fn once_out_nobody_comes_in_again(steps in steps(), after in steps()) {
        let out = |chain: &Chain| -> Vec<DeviceId> {
            chain.standing().devices().filter(|(_, d)| d.revoked.is_some()).map(|(id, _)| *id).collect()
        };
        let before = out(&run(&steps)[0]);
        // The same phones going on, after all have met: who was out then is out for good.
        let meetings = (0..9_usize).map(|n| Step::Meet { from: n / 3, to: n % 3 });
        let all: Vec<Step> = steps.into_iter().chain(meetings.clone()).chain(meetings).chain(after).collect();
        let later = run(&all);
        for id in before {
            prop_assert!(!later[0].standing().is_in(&id));
        }
    }
}
