//! Whom to wake and not before when, and where browsers take pushes. Kept here; a wake has no content.

use tanomo_wire::wake::{Subscription, Wakes};
use tanomo_wire::{CircleId, DeviceToken, ProblemKind};

use super::{Answer, Core, check_proto, going, member, transact};
use crate::database::Mode;

/// The longest address of a push service that is kept.
const LONGEST: usize = 2_000;

impl Core {
    /// Keeps whom to wake; devices that are not in are passed over.
    ///
    /// # Errors
    /// `unknown-device`, `waiting`, `ended`.
    pub async fn wake(&self, circle: &CircleId, token: &DeviceToken, wakes: &Wakes) -> Answer<()> {
        check_proto(wakes.proto)?;
        transact!(self, Mode::Write, tx => async {
            going(tx.take(circle, 0).await?)?;
            member(tx, circle, token).await?;
            for wake in &wakes.wakes {
                if tx.member(circle, &wake.device).await?.is_some_and(|listed| !listed.revoked) {
                    tx.put_wake(circle, &wake.device, wake.at).await?;
                }
            }
            Ok(())
        })
    }

    /// Keeps where this device's browser takes pushes; `None` forgets it.
    ///
    /// # Errors
    /// `unknown-device`, `waiting`, `ended`, `malformed` for what is no https address.
    pub async fn subscribe(
        &self,
        circle: &CircleId,
        token: &DeviceToken,
        subscription: Option<&Subscription>,
    ) -> Answer<()> {
        if let Some(Subscription { proto, endpoint }) = subscription {
            check_proto(*proto)?;
            if !endpoint.starts_with("https://") || endpoint.len() > LONGEST {
                return Err(ProblemKind::Malformed.into());
            }
        }
        transact!(self, Mode::Write, tx => async {
            going(tx.take(circle, 0).await?)?;
            let (device, _) = member(tx, circle, token).await?;
            let endpoint = subscription.map(|subscription| subscription.endpoint.as_str());
            tx.put_subscription(circle, &device, endpoint).await?;
            Ok(())
        })
    }
}
