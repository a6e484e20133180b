//! Waking the circle's other phones for what was written here, and having this one woken.
//!
//! After everything was sent, the phone works out whom to wake ([`tanomo_domain::notices`]) and asks the server for what
//! it has not asked for yet. A wake says nothing: its name follows from what it is for and from a secret of the circle,
//! so that two phones that ask for the same one ask by the same name. What no longer holds is taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use tanomo_domain::date::Millis;
use tanomo_domain::notices::{Wanted, wanted};
use tanomo_record::Id;
use tanomo_sync::Engine;
use tanomo_wire::wake::{MAX_WAKES, PushAnswer, Subscription, Wake, Wakes};
use tanomo_wire::{DeviceId, PROTO, WakeName, path};

use super::turns::Held;
use super::{NotLinked, courier};
use crate::browser::notify::{self, NotSubscribed};
use crate::store::journal::{Journal, META};
use crate::store::{Store, Trouble, now};

/// What this phone has asked for, by device and name.
pub(super) const ASKED: &str = "wakes";
/// What the service worker says when it is woken; `public/sw.js` reads it.
const WORDS: &str = "notices";
/// How long a request may take, in milliseconds.
const WITHIN: i32 = 30_000;

/// What stands at the server, as this phone asked for it. Times are milliseconds since 1970 UTC.
#[derive(Default, Serialize, Deserialize)]
struct Asked(Vec<(DeviceId, WakeName, u64)>);

/// Looks whom to wake and asks for it, beside the loop that sends. It is asked again after the next exchange if there is
/// no connection.
pub(super) fn ask(store: Store, held: &Rc<Held>, journal: &Journal) {
    let (engine, link) = (held.engine.borrow(), held.link.borrow());
    let (Some(engine), Some(link), Some(me)) = (engine.as_ref(), link.as_ref(), store.me_now()) else {
        return;
    };
    let plan = plan(&store.peek(|state| wanted(state, now(), me)), engine);
    let (circle, token, journal) = (link.circle, link.token.clone(), journal.clone());
    if held.waking.replace(true) {
        return;
    }
    let held = held.clone();
    spawn_local(async move {
        let path = path::of(path::WAKES, &circle);
        let _ = async {
            let before = read(&journal).await.map_err(NotLinked::from)?;
            let (wakes, after) = difference(before, &plan, now());
            for wakes in wakes.chunks(MAX_WAKES) {
                let body = Wakes { proto: PROTO, wakes: wakes.to_vec() };
                courier::have_done("POST", &path, &token.to_header(), Some(courier::json(&body))).await?;
            }
            if !wakes.is_empty() {
                keep(&journal, ASKED, &courier::json(&after)).await?;
            }
            Ok::<(), NotLinked>(())
        }
        .await;
        held.waking.set(false);
    });
}

/// Each wanted wake for each phone of whom it is for.
fn plan(all: &[Wanted], engine: &Engine) -> BTreeMap<(DeviceId, WakeName), u64> {
    let secrets = engine.secrets();
    // All phones keep all secrets, so that the smallest name's is the same on each.
    let Some(secret) = secrets.names().min().and_then(|name| secrets.epoch(name)) else {
        return BTreeMap::new();
    };
    let mut plan = BTreeMap::new();
    for wanted in all {
        let mut about = wanted.of.bytes().to_vec();
        about.push(wanted.what.code());
        about.extend(wanted.occurrence.map(|day| day.to_julian_day().to_be_bytes()).into_iter().flatten());
        let mut name = [0; 16];
        name.copy_from_slice(&secret.derive("tanomo wake 1", &about).bytes()[..16]);
        for (device, listed) in engine.roster().standing().devices() {
            let theirs = Id::new(*listed.device.member.bytes()) == wanted.member;
            if theirs && listed.revoked.is_none() {
                let at = u64::try_from(wanted.at.0).unwrap_or_default();
                plan.insert((*device, WakeName::new(name)), at);
            }
        }
    }
    plan
}

/// What to ask for, and what stands at the server afterwards. One that is due by now was sent or will be: it is
/// neither asked for again nor taken back.
fn difference(before: Asked, plan: &BTreeMap<(DeviceId, WakeName), u64>, now: Millis) -> (Vec<Wake>, Asked) {
    /// For as long nobody is woken twice for one thing.
    const KEPT_MS: u64 = 24 * 60 * 60 * 1000;
    let now = u64::try_from(now.0).unwrap_or_default();
    let before: BTreeMap<_, _> =
        before.0.into_iter().map(|(device, name, at)| ((device, name), at)).collect();
    let due: BTreeSet<_> = before.iter().filter(|(_, at)| **at <= now).map(|(key, _)| *key).collect();
    let mut wakes = Vec::new();
    for (&(device, name), &at) in plan {
        if !due.contains(&(device, name)) && before.get(&(device, name)) != Some(&at) {
            wakes.push(Wake { device, name, at: Some(at) });
        }
    }
    let gone = before.keys().filter(|key| !due.contains(key) && !plan.contains_key(key));
    wakes.extend(gone.map(|&(device, name)| Wake { device, name, at: None }));
    let still = before.into_iter().filter(|(key, at)| due.contains(key) && now - at < KEPT_MS);
    let mut after: BTreeMap<_, _> = plan.iter().map(|(key, at)| (*key, *at)).collect();
    after.extend(still);
    (wakes, Asked(after.into_iter().map(|((device, name), at)| (device, name, at)).collect()))
}

async fn read(journal: &Journal) -> Result<Asked, Trouble> {
    let txn = journal.idb().read(&[META])?;
    let text = txn.get(META, journal.own(ASKED)).await?.as_string();
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

async fn keep(journal: &Journal, name: &str, text: &str) -> Result<(), Trouble> {
    let txn = journal.idb().write_aside(&[META])?;
    txn.put(META, &journal.own(name), &text.into())?;
    Ok(txn.done().await?)
}

/// Why this phone takes no notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoNotices {
    /// The browser.
    Browser(NotSubscribed),
    /// The way to the server.
    Link(NotLinked),
}

impl Store {
    /// Has this phone woken from now on. Call it from a tap: the phone asks the person first.
    ///
    /// # Errors
    /// [`NoNotices`].
    pub async fn take_notices(self) -> Result<(), NoNotices> {
        let key: PushAnswer = courier::ask("GET", path::PUSH, None, None, WITHIN)
            .await
            .map_err(|why| NoNotices::Link(why.into()))?;
        let browser = notify::subscribe(key.key.bytes()).await.map_err(NoNotices::Browser)?;
        let parsed = browser.p256dh.parse().ok().zip(browser.auth.parse().ok());
        let (p256dh, auth) = parsed.ok_or(NoNotices::Browser(NotSubscribed::Failed))?;
        let subscription = Subscription { proto: PROTO, endpoint: browser.endpoint, p256dh, auth };
        self.tell_subscription("PUT", Some(courier::json(&subscription))).await.map_err(NoNotices::Link)
    }

    /// Has this phone woken no more.
    ///
    /// # Errors
    /// [`NotLinked`]; then the browser takes none all the same.
    pub async fn take_no_notices(self) -> Result<(), NotLinked> {
        notify::unsubscribe().await;
        self.tell_subscription("DELETE", None).await
    }

    async fn tell_subscription(self, method: &'static str, body: Option<String>) -> Result<(), NotLinked> {
        let held = self.held().await?;
        let (circle, token) = self.link_of(&held)?;
        courier::have_done(method, &path::of(path::SUBSCRIPTION, &circle), &token.to_header(), body).await?;
        Ok(())
    }

    /// Keeps what the service worker says when it is woken, as JSON that `public/sw.js` reads.
    pub async fn keep_notices(self, text: String) {
        let Some(journal) = self.look(|inner| inner.journal.clone()) else { return };
        // Without it the worker says that there is something.
        let _ = keep(&journal, WORDS, &text).await;
    }

    fn me_now(self) -> Option<Id> {
        self.look(|inner| inner.device.as_ref().map(|device| device.me))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_or_moved_is_asked_for_and_what_no_longer_holds_is_taken_back() {
        let device = DeviceId::new([1; 8]);
        let name = |n| WakeName::new([n; 16]);
        let plan = |all: &[(u8, u64)]| all.iter().map(|&(n, at)| ((device, name(n)), at)).collect();
        let first: BTreeMap<_, _> = plan(&[(1, 1_000), (2, 5_000)]);
        let (wakes, asked) = difference(Asked::default(), &first, Millis(1_000));
        assert_eq!(wakes.len(), 2);
        let (wakes, asked) = difference(asked, &first, Millis(1_000));
        assert_eq!(wakes, [], "once");
        // The first is due and on its way; the second moved.
        let (wakes, asked) = difference(asked, &plan(&[(1, 2_000), (2, 6_000)]), Millis(2_000));
        assert_eq!(wakes, [Wake { device, name: name(2), at: Some(6_000) }]);
        let (wakes, asked) = difference(asked, &plan(&[]), Millis(3_000));
        assert_eq!(wakes, [Wake { device, name: name(2), at: None }]);
        assert_eq!(asked.0, [(device, name(1), 1_000)], "remembered for a day");
        let (_, asked) = difference(asked, &plan(&[]), Millis(90_000_000));
        assert_eq!(asked.0, []);
    }
}
