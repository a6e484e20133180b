//! Whom to wake and not before when, and where browsers take pushes. Kept here, sent by `crate::push`; a wake has no
//! content.

use tanomo_wire::wake::{MAX_AHEAD_MS, MAX_WAITING_OF_CIRCLE, MAX_WAITING_OF_DEVICE, Subscription, Wakes};
use tanomo_wire::{CircleId, DeviceId, DeviceToken, ProblemKind};

use super::{Answer, Core, Failure, check_proto, going, member, transact};
use crate::database::{Browser, Mode, Transaction};

/// The longest address of a push service that is kept.
const LONGEST: usize = 2_000;

/// How long a node has for what it claimed before another one may try: longer than any push takes.
pub const LEASE_MS: u64 = 60_000;

/// The shortest time between two pushes to one browser: what is asked for in between waits, and becomes one.
pub const REST_MS: u64 = 60_000;

/// A push that is to be sent: by whoever claimed it, until its lease ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Whose.
    pub circle: CircleId,
    /// Which phone.
    pub device: DeviceId,
    /// Where to.
    pub browser: Browser,
    /// Which try it is, from 1.
    pub tries: u32,
    /// The end of the lease, which names the claim.
    pub until: u64,
}

/// What became of a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The push service has it, or never will: it is not tried again.
    Over,
    /// The browser takes no pushes there any more.
    Gone,
    /// It is tried again at this time.
    Later(u64),
}

impl Core {
    /// Keeps whom to wake, or takes it back; devices that are not in are passed over.
    ///
    /// # Errors
    /// `unknown-device`, `waiting`, `ended`, `malformed` for a time too far ahead, `too-many` where too many wait.
    pub async fn wake(&self, circle: &CircleId, token: &DeviceToken, wakes: &Wakes, now: u64) -> Answer<()> {
        check_proto(wakes.proto)?;
        if wakes.wakes.iter().any(|wake| wake.at > Some(now + MAX_AHEAD_MS)) {
            return Err(ProblemKind::Malformed.into());
        }
        transact!(self, Mode::Write, tx => async {
            going(tx.take(circle, 0).await?)?;
            member(tx, circle, token).await?;
            for wake in &wakes.wakes {
                let Some(at) = wake.at else {
                    tx.remove_wake(circle, &wake.device, wake.name).await?;
                    continue;
                };
                if !is_in(tx, circle, &wake.device).await? {
                    continue;
                }
                tx.put_wake(circle, &wake.device, wake.name, at).await?;
                let (all, own) = tx.count_wakes(circle, &wake.device).await?;
                if all > MAX_WAITING_OF_CIRCLE || own > MAX_WAITING_OF_DEVICE {
                    return Err(ProblemKind::TooMany.into());
                }
            }
            Ok(())
        })
    }

    /// Keeps where this device's browser takes pushes; `None` forgets it.
    ///
    /// # Errors
    /// `unknown-device`, `waiting`, `ended`, `malformed` for what is no https address or no point of a curve.
    pub async fn subscribe(
        &self,
        circle: &CircleId,
        token: &DeviceToken,
        subscription: Option<&Subscription>,
    ) -> Answer<()> {
        let browser = subscription.map(|subscription| self.browser(subscription)).transpose()?;
        transact!(self, Mode::Write, tx => async {
            going(tx.take(circle, 0).await?)?;
            let (device, _) = member(tx, circle, token).await?;
            let before = tx.browser(circle, &device).await?;
            let browser = browser.clone().map(|browser| {
                // Who registers again and again is not woken more often.
                Browser { pushed: before.map_or(0, |before| before.pushed), ..browser }
            });
            tx.put_browser(circle, &device, browser.as_ref()).await?;
            Ok(())
        })
    }

    fn browser(&self, subscription: &Subscription) -> Answer<Browser> {
        let Subscription { proto, endpoint, p256dh, auth } = subscription;
        check_proto(*proto)?;
        let secure = endpoint.starts_with("https://") || self.policy.push_anywhere;
        // SEC 1, section 2.3.3: the first byte says that both coordinates follow.
        if !secure || endpoint.len() > LONGEST || p256dh.bytes()[0] != 4 {
            return Err(ProblemKind::Malformed.into());
        }
        Ok(Browser { endpoint: endpoint.clone(), p256dh: *p256dh, auth: *auth, pushed: 0 })
    }

    /// Takes what is due in a circle at `now`: no other node has it before its lease ends.
    ///
    /// # Errors
    /// The database.
    pub async fn claim(&self, circle: &CircleId, now: u64) -> Answer<Vec<Call>> {
        self.claim_until(circle, now, now + LEASE_MS).await
    }

    /// The same with another end of the lease, for the tests.
    ///
    /// # Errors
    /// The database.
    pub async fn claim_until(&self, circle: &CircleId, now: u64, until: u64) -> Answer<Vec<Call>> {
        transact!(self, Mode::Write, tx => async {
            let Some(head) = tx.take(circle, 0).await? else { return Ok(Vec::new()) };
            let mut calls = Vec::new();
            for (device, tries) in tx.claim_wakes(circle, now, until).await? {
                let browser = match tx.browser(circle, &device).await? {
                    Some(browser) if !head.ended && is_in(tx, circle, &device).await? => browser,
                    _ => {
                        tx.settle_wakes(circle, &device, until, None).await?;
                        tx.put_browser(circle, &device, None).await?;
                        continue;
                    }
                };
                let rested = browser.pushed + REST_MS;
                if now < rested {
                    tx.settle_wakes(circle, &device, until, Some(rested)).await?;
                    continue;
                }
                let browser = Browser { pushed: now, ..browser };
                tx.put_browser(circle, &device, Some(&browser)).await?;
                calls.push(Call { circle: *circle, device, browser, tries, until });
            }
            Ok(calls)
        })
    }

    /// Keeps what became of a push.
    ///
    /// # Errors
    /// The database; then it is tried again when the lease ends.
    pub async fn sent(&self, call: &Call, sent: Sent) -> Answer<()> {
        transact!(self, Mode::Write, tx => async {
            let Some(_) = tx.take(&call.circle, 0).await? else { return Ok(()) };
            let again = match sent {
                Sent::Later(at) => Some(at),
                Sent::Over | Sent::Gone => None,
            };
            tx.settle_wakes(&call.circle, &call.device, call.until, again).await?;
            let stands = tx.browser(&call.circle, &call.device).await?;
            // It may have registered another one meanwhile.
            if sent == Sent::Gone && stands.is_some_and(|stands| stands.endpoint == call.browser.endpoint) {
                tx.put_browser(&call.circle, &call.device, None).await?;
            }
            Ok(())
        })
    }
}

async fn is_in(tx: &mut dyn Transaction, circle: &CircleId, device: &DeviceId) -> Result<bool, Failure> {
    Ok(tx.member(circle, device).await?.is_some_and(|listed| !listed.revoked))
}
