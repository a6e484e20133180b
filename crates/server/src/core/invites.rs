//! Invitations: the server keeps the hash of their token, and an envelope it cannot open until it is used.

use tanomo_wire::circle::{Invite, Invited, Uses};
use tanomo_wire::{CircleId, DeviceToken, InviteId, JoinToken, ProblemKind};

use super::circles::is_over;
use super::roster::list;
use super::{Answer, Core, Failure, check_proto, going, lead, transact};
use crate::database::{KeptInvite, Mode, Transaction};

/// How many of one circle's invitations may stand at once.
const MOST_INVITES: u64 = 200;

/// The longest an invitation stands: a year, in milliseconds, for printed ones.
const LONGEST: u64 = 366 * 24 * 60 * 60 * 1000;

impl Core {
    /// Keeps a new invitation. The same again is the same.
    ///
    /// # Errors
    /// `forbidden` for all but leads, `malformed` for one that ended already, stands too long, or has an envelope
    /// for many, `too-many`.
    pub async fn invite(
        &self,
        circle: &CircleId,
        token: &DeviceToken,
        invite: &Invite,
        now: u64,
    ) -> Answer<()> {
        check_proto(invite.proto)?;
        transact!(self, Mode::Write, tx => async {
            going(tx.take(circle, 0).await?)?;
            lead(tx, circle, token).await?;
            let lasts = invite.until > now && invite.until <= now.saturating_add(LONGEST);
            if !lasts || (invite.uses == Uses::Many && invite.envelope.is_some()) {
                return Err(ProblemKind::Malformed.into());
            }
            if tx.count_invites(circle, now).await? >= MOST_INVITES {
                return Err(ProblemKind::TooMany.into());
            }
            let new = tx.put_invite(circle, invite).await?;
            let same = new
                || tx.invite(circle, &invite.invite).await?.is_some_and(|kept| kept.invite.token == invite.token);
            if same { Ok(()) } else { Err(ProblemKind::Exists.into()) }
        })
    }

    /// What an invitation's holder needs to join.
    ///
    /// # Errors
    /// `unknown-device` for another token, `invite-over` where it was used, ended or has expired.
    pub async fn invited(
        &self,
        circle: &CircleId,
        name: &InviteId,
        token: &JoinToken,
        now: u64,
    ) -> Answer<Invited> {
        transact!(self, Mode::Read, tx => async {
            let head = tx.head(circle).await?;
            let kept = self.shown(tx, circle, name, Some(token)).await?;
            going(head)?;
            if is_over(&kept, now) {
                return Err(ProblemKind::InviteOver.into());
            }
            let entries = list(tx.entries(circle, 0).await?)?;
            let Invite { uses, until, envelope, .. } = kept.invite;
            Ok(Invited { uses, until, envelope, entries })
        })
    }

    /// Ends an invitation.
    ///
    /// # Errors
    /// `forbidden` for all but leads, `missing`.
    pub async fn end_invite(&self, circle: &CircleId, token: &DeviceToken, name: &InviteId) -> Answer<()> {
        transact!(self, Mode::Write, tx => async {
            tx.take(circle, 0).await?.ok_or(Failure::from(ProblemKind::Unknown))?;
            lead(tx, circle, token).await?;
            tx.invite(circle, name).await?.ok_or(Failure::from(ProblemKind::Missing))?;
            tx.close_invite(circle, name).await?;
            Ok(())
        })
    }

    /// The invitation of that name, for whoever shows its token.
    pub(super) async fn shown(
        &self,
        tx: &mut dyn Transaction,
        circle: &CircleId,
        name: &InviteId,
        token: Option<&JoinToken>,
    ) -> Answer<KeptInvite> {
        let kept = tx.invite(circle, name).await?;
        let token = token.ok_or(Failure::from(ProblemKind::Unknown))?;
        kept.filter(|kept| kept.invite.token.is_of(token)).ok_or(Failure::from(ProblemKind::Unknown))
    }
}
