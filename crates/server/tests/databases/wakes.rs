//! Whom to wake, and that one node alone does it.

use tanomo_server::core::Core;
use tanomo_server::core::wakes::{Call, LEASE_MS, REST_MS, Sent};
use tanomo_wire::wake::{MAX_AHEAD_MS, MAX_WAITING_OF_DEVICE, Wake, Wakes};
use tanomo_wire::{DeviceId, Fact, PROTO, ProblemKind, SealKey, SignKey, WakeName};

use crate::cases::{at_home, problem};
use crate::common::squad::{NOW, Phone, Squad, subscription};

fn wake(device: DeviceId, name: u8, at: u64) -> Wake {
    Wake { device, name: WakeName::new([name; 16]), at: Some(at) }
}

async fn ask(core: &Core, squad: &Squad, wakes: Vec<Wake>) {
    let wakes = Wakes { proto: PROTO, wakes };
    core.wake(&squad.circle, &squad.lead.token, &wakes, NOW).await.unwrap();
}

/// A squad of which these phones take pushes.
async fn who_takes_pushes(core: &Core, phones: impl Fn(&Squad) -> Vec<&Phone>) -> Squad {
    let squad = at_home(core).await;
    for phone in phones(&squad) {
        let at = subscription(&format!("https://push.example/{}", phone.id()));
        core.subscribe(&squad.circle, &phone.token, Some(&at)).await.unwrap();
    }
    squad
}

async fn devices(core: &Core, squad: &Squad, now: u64) -> Vec<DeviceId> {
    let calls = core.claim(&squad.circle, now).await.unwrap();
    calls.into_iter().map(|call| call.device).collect()
}

async fn is_due(core: &Core, squad: &Squad, now: u64) -> bool {
    core.database().due_circles(now, 10).await.unwrap().contains(&squad.circle)
}

pub async fn a_wake_is_due_for_those_who_are_in_and_subscribed(core: &Core) {
    let mut squad = who_takes_pushes(core, |squad| vec![&squad.helper, &squad.other_lead]).await;
    let stranger = DeviceId::of(&SignKey::new(*SealKey::new([1; 32]).bytes()));
    let [helper, lead, out] = [&squad.helper, &squad.lead, &squad.other_lead].map(Phone::id);
    ask(core, &squad, [helper, lead, out, stranger].map(|whom| wake(whom, 1, NOW + 500)).to_vec()).await;
    let entry = squad.roster.write(&squad.lead.keys, NOW, Fact::Revoke { device: out }).unwrap();
    let entries = tanomo_wire::circle::Entries::new(vec![entry]).unwrap();
    let push = tanomo_wire::circle::RosterPush { proto: PROTO, entries };
    core.push_roster(&squad.circle, &squad.lead.token, &push).await.unwrap();
    assert!(!is_due(core, &squad, NOW + 499).await);
    assert!(is_due(core, &squad, NOW + 500).await);
    assert_eq!(devices(core, &squad, NOW + 499).await, []);
    assert_eq!(
        devices(core, &squad, NOW + 500).await,
        [helper],
        "nobody without a browser, nobody who is out"
    );
    let plain =
        core.subscribe(&squad.circle, &squad.lead.token, Some(&subscription("http://push.example/1"))).await;
    assert_eq!(problem(plain), ProblemKind::Malformed);
}

pub async fn a_wake_by_the_same_name_moves_and_can_be_taken_back(core: &Core) {
    let squad = who_takes_pushes(core, |squad| vec![&squad.helper]).await;
    let helper = squad.helper.id();
    ask(core, &squad, vec![wake(helper, 1, NOW + 10), wake(helper, 2, NOW + 20)]).await;
    ask(core, &squad, vec![wake(helper, 1, NOW + 30)]).await;
    assert!(!is_due(core, &squad, NOW + 19).await, "it was moved to a later time");
    ask(core, &squad, vec![Wake { at: None, ..wake(helper, 2, 0) }]).await;
    assert!(!is_due(core, &squad, NOW + 29).await, "the other one was taken back");
    assert_eq!(devices(core, &squad, NOW + 30).await, [helper]);
}

pub async fn one_of_many_nodes_claims_a_wake(core: &Core) {
    let squad = who_takes_pushes(core, |squad| vec![&squad.helper, &squad.other_lead]).await;
    let whom = [squad.helper.id(), squad.other_lead.id()];
    ask(core, &squad, whom.iter().flat_map(|whom| [wake(*whom, 1, 0), wake(*whom, 2, NOW)]).collect()).await;
    let claims = futures_util::future::join_all((0..8).map(|_| core.claim(&squad.circle, NOW))).await;
    let mut claimed: Vec<DeviceId> =
        claims.into_iter().flat_map(Result::unwrap).map(|call| call.device).collect();
    claimed.sort_unstable();
    let mut expected = whom;
    expected.sort_unstable();
    assert_eq!(claimed, expected, "each phone once, however many nodes ask and however many wakes it has");
    // The control: a claim that holds for no time is not one; whoever asks next has the same again.
    let later = NOW + LEASE_MS;
    let mut tx = core.database().begin(tanomo_server::database::Mode::Write).await.unwrap();
    tx.take(&squad.circle, 0).await.unwrap();
    for _ in 0..2 {
        assert_eq!(tx.claim_wakes(&squad.circle, later, later).await.unwrap().len(), 2);
    }
}

pub async fn a_lease_ends_and_what_is_asked_meanwhile_stays(core: &Core) {
    let squad = who_takes_pushes(core, |squad| vec![&squad.helper]).await;
    let helper = squad.helper.id();
    ask(core, &squad, vec![wake(helper, 1, 0)]).await;
    let first = core.claim(&squad.circle, NOW).await.unwrap();
    assert_eq!(first.iter().map(|call| call.tries).collect::<Vec<_>>(), [1]);
    // The node was killed: another one sends it when the lease has ended, and not before.
    assert!(!is_due(core, &squad, NOW + LEASE_MS - 1).await);
    let now = NOW + LEASE_MS;
    let second = one(core.claim(&squad.circle, now).await.unwrap());
    assert_eq!(second.tries, 2);
    // While it sends, somebody asks for the same again; that stays when the push is over.
    ask(core, &squad, vec![wake(helper, 1, now + 5)]).await;
    core.sent(&second, Sent::Over).await.unwrap();
    assert!(is_due(core, &squad, now + 5).await);
    let third = one(core.claim(&squad.circle, now + REST_MS).await.unwrap());
    assert_eq!(third.tries, 1);
    core.sent(&third, Sent::Later(now + 10 * REST_MS)).await.unwrap();
    assert!(!is_due(core, &squad, now + 10 * REST_MS - 1).await);
    let last = one(core.claim(&squad.circle, now + 10 * REST_MS).await.unwrap());
    core.sent(&last, Sent::Over).await.unwrap();
    assert!(!is_due(core, &squad, now + 1000 * REST_MS).await);
}

fn one(calls: Vec<Call>) -> Call {
    assert_eq!(calls.len(), 1);
    calls.into_iter().next().unwrap()
}

pub async fn a_browser_that_is_gone_is_forgotten(core: &Core) {
    let squad = who_takes_pushes(core, |squad| vec![&squad.helper]).await;
    let helper = squad.helper.id();
    ask(core, &squad, vec![wake(helper, 1, 0)]).await;
    let call = one(core.claim(&squad.circle, NOW).await.unwrap());
    // It has another address by now: that one is not gone.
    let moved = subscription("https://push.example/new");
    core.subscribe(&squad.circle, &squad.helper.token, Some(&moved)).await.unwrap();
    core.sent(&call, Sent::Gone).await.unwrap();
    ask(core, &squad, vec![wake(helper, 1, 0)]).await;
    let call = one(core.claim(&squad.circle, NOW + REST_MS).await.unwrap());
    assert_eq!(call.browser.endpoint, moved.endpoint);
    core.sent(&call, Sent::Gone).await.unwrap();
    ask(core, &squad, vec![wake(helper, 1, 0)]).await;
    assert_eq!(devices(core, &squad, NOW + 9 * REST_MS).await, []);
}

pub async fn a_browser_is_pushed_to_once_a_minute_at_most(core: &Core) {
    let squad = who_takes_pushes(core, |squad| vec![&squad.helper]).await;
    let helper = squad.helper.id();
    ask(core, &squad, vec![wake(helper, 1, 0)]).await;
    let call = one(core.claim(&squad.circle, NOW).await.unwrap());
    core.sent(&call, Sent::Over).await.unwrap();
    // Registering again does not help somebody who wants to ring all day.
    core.subscribe(&squad.circle, &squad.helper.token, Some(&subscription("https://push.example/2")))
        .await
        .unwrap();
    ask(core, &squad, vec![wake(helper, 1, 0), wake(helper, 2, 0)]).await;
    assert_eq!(devices(core, &squad, NOW + 1).await, []);
    assert!(!is_due(core, &squad, NOW + REST_MS - 1).await);
    assert_eq!(devices(core, &squad, NOW + REST_MS).await, [helper]);
}

pub async fn too_many_wakes_and_too_far_ahead_are_refused(core: &Core) {
    let squad = who_takes_pushes(core, |squad| vec![&squad.helper]).await;
    let helper = squad.helper.id();
    let far = Wakes { proto: PROTO, wakes: vec![wake(helper, 1, NOW + MAX_AHEAD_MS + 1)] };
    let refused = core.wake(&squad.circle, &squad.lead.token, &far, NOW).await;
    assert_eq!(problem(refused), ProblemKind::Malformed);
    let most = u8::try_from(MAX_WAITING_OF_DEVICE).unwrap();
    ask(core, &squad, (0..most).map(|n| wake(helper, n, NOW + 5)).collect()).await;
    // The same ones again are not more.
    ask(core, &squad, (0..most).map(|n| wake(helper, n, NOW + 6)).collect()).await;
    let more = Wakes { proto: PROTO, wakes: vec![wake(helper, most, NOW)] };
    let refused = core.wake(&squad.circle, &squad.lead.token, &more, NOW).await;
    assert_eq!(problem(refused), ProblemKind::TooMany);
    assert!(!is_due(core, &squad, NOW).await, "nothing of what was refused is kept");
}

pub async fn what_is_the_servers_own_is_kept_once(core: &Core) {
    let database = core.database();
    assert_eq!(database.keep_once("a", b"first").await.unwrap(), b"first");
    assert_eq!(database.keep_once("a", b"second").await.unwrap(), b"first");
    assert_eq!(database.keep_once("b", b"other").await.unwrap(), b"other");
}
