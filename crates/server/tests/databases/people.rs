//! Making a circle, inviting, joining, who may do what.

use tanomo_server::core::Core;
use tanomo_wire::circle::{Joining, Newcomer, RosterPush, Uses};
use tanomo_wire::names::Token as _;
use tanomo_wire::sync::{ChangesQuery, RecordsQuery};
use tanomo_wire::wake::Wakes;
use tanomo_wire::{
    DeviceKind, DeviceToken, Entry, Fact, JoinToken, MemberId, PROTO, ProblemKind, Role, Signature,
    SignedEntry,
};

use crate::cases::{at_home, problem};
use crate::common::squad::{NOW, Phone, Squad};

const QUERY: ChangesQuery = ChangesQuery { v: 1, since: None, wait: 0 };

fn entries(list: Vec<SignedEntry>) -> RosterPush {
    RosterPush { proto: PROTO, entries: tanomo_wire::circle::Entries::new(list).unwrap() }
}

pub async fn a_circle_is_made_once(core: &Core) {
    let squad = Squad::new();
    let made = core.make_circle(None, &squad.new_circle(), NOW).await.unwrap();
    assert_eq!(made.circle, squad.circle);
    core.make_circle(None, &squad.new_circle(), NOW).await.unwrap();
    let mut other = squad.new_circle();
    let join = Phone { token: DeviceToken::new([9; 32]), ..squad.lead.clone() };
    let join = join.join(&squad.circle, Joining::Again(squad.entries()));
    (other.token, other.signature) = (join.token, join.signature);
    assert_eq!(problem(core.make_circle(None, &other, NOW).await), ProblemKind::Exists);
    other.signature = Signature::new([1; 64]);
    assert_eq!(problem(core.make_circle(None, &other, NOW).await), ProblemKind::Malformed);
}

pub async fn a_link_for_one_lets_one_in_and_its_envelope_goes(core: &Core) {
    let mut squad = at_home(core).await;
    let (invitation, posted) = squad.invitation(Uses::One);
    let fact = squad.roster.write(&squad.lead.keys, NOW, invitation.fact(Role::Helper)).unwrap();
    core.push_roster(&squad.circle, &squad.lead.token, &entries(vec![fact])).await.unwrap();
    core.invite(&squad.circle, &squad.lead.token, &posted, NOW).await.unwrap();
    let token = invitation.token();
    let shown = core.invited(&squad.circle, &invitation.id(), &token, NOW).await.unwrap();
    assert!(invitation.open_envelope(&shown.envelope.unwrap()).is_ok());
    assert_eq!(shown.entries.list().len(), 5);
    let wrong = core.invited(&squad.circle, &invitation.id(), &JoinToken::new([0; 32]), NOW).await;
    assert_eq!(problem(wrong), ProblemKind::Unknown);

    let phone = Phone::draw(&mut squad.random);
    let device = phone.keys.device(MemberId::new([7; 16]), Role::Helper, DeviceKind::Phone);
    let entry = invitation.join(device, squad.roster.ends(), NOW);
    let join = phone.join(&squad.circle, Joining::Entry(Box::new(entry)));
    let foreign = core.join(&squad.circle, Some(&JoinToken::new([0; 32])), &join, NOW).await;
    assert_eq!(problem(foreign), ProblemKind::Unknown);
    for _ in 0..2 {
        // The second time as after a lost answer.
        assert!(core.join(&squad.circle, Some(&token), &join, NOW).await.unwrap().member);
    }
    core.changes(&squad.circle, &phone.token, &QUERY, NOW).await.unwrap();
    let over = core.invited(&squad.circle, &invitation.id(), &token, NOW).await;
    assert_eq!(problem(over), ProblemKind::InviteOver);
    let second = Phone::draw(&mut squad.random);
    let device = second.keys.device(MemberId::new([8; 16]), Role::Helper, DeviceKind::Phone);
    let entry = invitation.join(device, squad.roster.ends(), NOW);
    let join = second.join(&squad.circle, Joining::Entry(Box::new(entry)));
    assert_eq!(problem(core.join(&squad.circle, Some(&token), &join, NOW).await), ProblemKind::InviteOver);
}

pub async fn a_link_for_many_has_people_wait_for_a_lead(core: &Core) {
    let mut squad = at_home(core).await;
    let (invitation, posted) = squad.invitation(Uses::Many);
    core.invite(&squad.circle, &squad.lead.token, &posted, NOW).await.unwrap();
    let phone = Phone::draw(&mut squad.random);
    let newcomer =
        Newcomer { sign: phone.keys.sign_key(), seal: phone.keys.seal_key(), member: MemberId::new([7; 16]) };
    let join = phone.join(&squad.circle, Joining::Ask(newcomer));
    assert_eq!(problem(core.join(&squad.circle, None, &join, NOW).await), ProblemKind::Unknown);
    let joined = core.join(&squad.circle, Some(&invitation.token()), &join, NOW).await.unwrap();
    assert!(!joined.member);
    let waits = core.changes(&squad.circle, &phone.token, &QUERY, NOW).await;
    assert_eq!(problem(waits), ProblemKind::Waiting);
    let waiting = core.waiting(&squad.circle, &squad.lead.token).await.unwrap();
    assert_eq!(waiting.newcomers, [(newcomer, NOW, invitation.id())]);
    let device = phone.keys.device(newcomer.member, Role::Helper, DeviceKind::Phone);
    let (keys, secrets) = (squad.lead.keys.clone(), squad.secrets.clone());
    let entry = squad.roster.admit(&keys, device, &secrets, NOW, &mut squad.random).unwrap();
    core.push_roster(&squad.circle, &squad.lead.token, &entries(vec![entry])).await.unwrap();
    core.changes(&squad.circle, &phone.token, &QUERY, NOW).await.unwrap();
    assert!(core.waiting(&squad.circle, &squad.lead.token).await.unwrap().newcomers.is_empty());
}

pub async fn an_invitation_ends(core: &Core) {
    let mut squad = at_home(core).await;
    let (one, posted) = squad.invitation(Uses::One);
    core.invite(&squad.circle, &squad.lead.token, &posted, NOW).await.unwrap();
    let late = core.invited(&squad.circle, &one.id(), &one.token(), posted.until).await;
    assert_eq!(problem(late), ProblemKind::InviteOver);
    assert!(core.invited(&squad.circle, &one.id(), &one.token(), NOW).await.unwrap().envelope.is_some());
    assert_eq!(core.sweep(posted.until).await.unwrap(), (1, 0));
    assert!(core.invited(&squad.circle, &one.id(), &one.token(), NOW).await.unwrap().envelope.is_none());
    core.end_invite(&squad.circle, &squad.lead.token, &one.id()).await.unwrap();
    let ended = core.invited(&squad.circle, &one.id(), &one.token(), NOW).await;
    assert_eq!(problem(ended), ProblemKind::InviteOver);
    let (_, mut past) = squad.invitation(Uses::One);
    past.until = NOW;
    let refused = core.invite(&squad.circle, &squad.lead.token, &past, NOW).await;
    assert_eq!(problem(refused), ProblemKind::Malformed);
}

pub async fn only_leads_invite_and_see_who_waits(core: &Core) {
    let mut squad = at_home(core).await;
    let (one, posted) = squad.invitation(Uses::One);
    let helper = squad.helper.token.clone();
    let circle = squad.circle;
    assert_eq!(problem(core.invite(&circle, &helper, &posted, NOW).await), ProblemKind::Forbidden);
    assert_eq!(problem(core.waiting(&circle, &helper).await), ProblemKind::Forbidden);
    core.invite(&circle, &squad.lead.token, &posted, NOW).await.unwrap();
    assert_eq!(problem(core.end_invite(&circle, &helper, &one.id()).await), ProblemKind::Forbidden);
    let hash = tanomo_wire::BlobHash::of(b"photo");
    assert_eq!(problem(core.delete_photo(&circle, &helper, &hash).await), ProblemKind::Forbidden);
    // A helper's own entry is nobody's.
    let after = squad.roster.ends();
    let by = tanomo_wire::By::Device(squad.helper.id());
    let entry = Entry { after, by, at: NOW, fact: Fact::Revoke { device: squad.lead.id() } };
    let signature = squad.helper.keys.sign(&entry.to_bytes());
    let pushed = core.push_roster(&circle, &helper, &entries(vec![SignedEntry::new(entry, signature)])).await;
    assert_eq!(problem(pushed), ProblemKind::Forbidden);
    core.changes(&circle, &squad.lead.token, &QUERY, NOW).await.unwrap();
}

pub async fn whoever_is_out_gets_the_roster_and_nothing_else(core: &Core) {
    let mut squad = at_home(core).await;
    let (keys, out) = (squad.lead.keys.clone(), squad.helper.id());
    let written = squad.roster.revoke(&keys, out, &mut squad.secrets, NOW, &mut squad.random).unwrap();
    core.push_roster(&squad.circle, &squad.lead.token, &entries(written)).await.unwrap();
    let (circle, token) = (squad.circle, squad.helper.token.clone());
    let roster = core.roster(&circle, &token, 4).await.unwrap();
    assert_eq!((roster.entries.list().len(), roster.count), (2, 6));
    let unknown = ProblemKind::Unknown;
    let record = squad.record();
    let request = squad.helper.push(&circle, None, vec![record]);
    assert_eq!(problem(core.sync(&circle, &token, &request, NOW).await), unknown);
    assert_eq!(problem(core.changes(&circle, &token, &QUERY, NOW).await), unknown);
    assert_eq!(problem(core.digest(&circle, &token).await), unknown);
    let all = RecordsQuery { v: 1, bucket: None, after: None };
    assert_eq!(problem(core.records(&circle, &token, &all).await), unknown);
    let wakes = Wakes { proto: PROTO, wakes: Vec::new() };
    assert_eq!(problem(core.wake(&circle, &token, &wakes, NOW).await), unknown);
    let hash = tanomo_wire::BlobHash::of(b"photo");
    assert_eq!(problem(core.photo(&circle, &token, &hash).await), unknown);
    assert_eq!(problem(core.put_photo(&circle, &token, &hash, (0, 5), b"photo", NOW).await), unknown);
    // It may register again, to read why, and is still out.
    let again = squad.helper.join(&circle, Joining::Again(squad.entries()));
    assert!(!core.join(&circle, None, &again, NOW).await.unwrap().member);
    assert_eq!(problem(core.changes(&circle, &token, &QUERY, NOW).await), unknown);
}

pub async fn a_forgotten_device_registers_again(core: &Core) {
    let mut squad = Squad::new();
    core.make_circle(None, &squad.new_circle(), NOW).await.unwrap();
    let (circle, token) = (squad.circle, squad.helper.token.clone());
    assert_eq!(problem(core.changes(&circle, &token, &QUERY, NOW).await), ProblemKind::Unknown);
    // It brings an entry the server lacks.
    let (third, keys, secrets) =
        (Phone::draw(&mut squad.random), squad.lead.keys.clone(), squad.secrets.clone());
    let device = third.keys.device(MemberId::new([9; 16]), Role::Helper, DeviceKind::Phone);
    squad.roster.admit(&keys, device, &secrets, NOW, &mut squad.random).unwrap();
    let mut again = squad.helper.join(&circle, Joining::Again(squad.entries()));
    assert!(core.join(&circle, None, &again, NOW).await.unwrap().member);
    assert_eq!(core.roster(&circle, &token, 0).await.unwrap().count, 5);
    // Another token needs another signature.
    again.token = DeviceToken::new([3; 32]).hash();
    assert_eq!(problem(core.join(&circle, None, &again, NOW).await), ProblemKind::Malformed);
    let elsewhere = Squad::new();
    let nowhere = elsewhere.lead.join(&elsewhere.circle, Joining::Again(elsewhere.entries()));
    assert_eq!(problem(core.join(&elsewhere.circle, None, &nowhere, NOW).await), ProblemKind::Missing);
}

pub async fn entries_without_their_signature_stay_out(core: &Core) {
    let mut squad = at_home(core).await;
    let revoke = Fact::Revoke { device: squad.helper.id() };
    let entry = squad.roster.write(&squad.lead.keys, NOW, revoke).unwrap();
    let forged = SignedEntry::new(entry.entry().clone(), Signature::new([7; 64]));
    let pushed = core.push_roster(&squad.circle, &squad.helper.token, &entries(vec![forged])).await;
    assert_eq!(problem(pushed), ProblemKind::Malformed);
    assert_eq!(core.roster(&squad.circle, &squad.helper.token, 0).await.unwrap().count, 4);
    core.push_roster(&squad.circle, &squad.helper.token, &entries(vec![entry])).await.unwrap();
    let lost = Fact::Assign { device: squad.other_lead.id(), role: Role::Helper };
    squad.roster.write(&squad.lead.keys, NOW, lost).unwrap();
    let last = squad.roster.write(&squad.lead.keys, NOW, Fact::End).unwrap();
    let gap = core.push_roster(&squad.circle, &squad.lead.token, &entries(vec![last])).await;
    assert_eq!(problem(gap), ProblemKind::UnknownEntry);
}

pub async fn an_ended_circle_takes_nothing(core: &Core) {
    let mut squad = at_home(core).await;
    let end = squad.roster.write(&squad.lead.keys, NOW, Fact::End).unwrap();
    core.push_roster(&squad.circle, &squad.lead.token, &entries(vec![end])).await.unwrap();
    let record = squad.record();
    let request = squad.lead.push(&squad.circle, None, vec![record]);
    let pushed = core.sync(&squad.circle, &squad.lead.token, &request, NOW).await;
    assert_eq!(problem(pushed), ProblemKind::Ended);
    assert_eq!(core.roster(&squad.circle, &squad.helper.token, 4).await.unwrap().entries.list().len(), 1);
}
