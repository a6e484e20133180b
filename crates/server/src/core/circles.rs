//! Making a circle, joining one, registering again.

use std::sync::Arc;

use tanomo_wire::circle::{
    CircleMade, Join, Joined, Joining, NewCircle, Newcomer, Uses, Waiting, registration_bytes,
};
use tanomo_wire::names::Token as _;
use tanomo_wire::{
    By, Chain, CircleId, DeviceId, DeviceToken, Fact, JoinToken, ProblemKind, SignKey, SignedEntry,
};

use super::roster::add;
use super::{Answer, Core, Failure, OperatorCode, check_proto, going, is_signed, lead, transact};
use crate::database::{Head, KeptInvite, KeptNewcomer, Mode, Transaction};

/// How many may wait in one circle: more than a lead would go through.
const MOST_WAITING: usize = 200;

impl Core {
    /// Makes a circle out of its whole roster. Asked again by the same device with the same token it answers the
    /// same, because the first answer may have been lost.
    ///
    /// # Errors
    /// `forbidden` without the operator's code, `exists`, `malformed` for a roster or a signature that is none.
    pub async fn make_circle(
        &self,
        code: Option<&OperatorCode>,
        new: &NewCircle,
        now: u64,
    ) -> Answer<CircleMade> {
        check_proto(new.proto)?;
        if let Some(hash) = &self.policy.operator
            && !code.is_some_and(|code| hash.is_of(code))
        {
            return Err(ProblemKind::Forbidden.into());
        }
        let chain = read(new.entries.list())?;
        let circle = chain.circle();
        let listed = chain.standing().device(&new.device).filter(|listed| listed.revoked.is_none());
        let key = listed.ok_or(Failure::from(ProblemKind::Forbidden))?.device.sign;
        check_registration(&key, &circle, new.device, &new.token, &new.signature)?;
        transact!(self, Mode::Write, tx => async {
            if !tx.make_circle(&circle, now).await? {
                let kept = tx.caller(&circle, &new.token).await?;
                let same = kept.is_some_and(|caller| caller.device == new.device);
                return if same { Ok(()) } else { Err(ProblemKind::Exists.into()) };
            }
            self.keep(tx, Head::default(), &chain, 0, None).await?;
            tx.put_token(&circle, &new.device, &new.token).await?;
            Ok(())
        })?;
        self.keep_chain(Arc::new(chain));
        Ok(CircleMade { circle, now })
    }

    /// Lets a device in, has it wait for a lead, or takes its token anew.
    ///
    /// # Errors
    /// `missing` for a circle that is not here, `invite-over`, `unknown-device` for another token,
    /// `malformed` for a wrong signature, and what [`Core::push_roster`] says of entries.
    pub async fn join(
        &self,
        circle: &CircleId,
        token: Option<&JoinToken>,
        join: &Join,
        now: u64,
    ) -> Answer<Joined> {
        check_proto(join.proto)?;
        transact!(self, Mode::Write, tx => async {
            let head = tx.take(circle, 0).await?.ok_or(Failure::from(ProblemKind::Missing))?;
            let member = match &join.how {
                Joining::Entry(entry) => self.come_in(tx, circle, head, token, join, entry, now).await?,
                Joining::Ask(newcomer) => self.ask(tx, circle, head, token, join, newcomer, now).await?,
                Joining::Again(entries) => {
                    let chain = self.append(tx, circle, head, entries.list()).await?;
                    let listed = chain.standing().device(&join.device);
                    let listed = listed.ok_or(Failure::from(ProblemKind::Forbidden))?;
                    check_registration(&listed.device.sign, circle, join.device, &join.token, &join.signature)?;
                    listed.revoked.is_none()
                }
            };
            tx.put_token(circle, &join.device, &join.token).await?;
            Ok(Joined { member, now })
        })
    }

    /// With an invitation for one: its own entry, signed with the invitation's key.
    #[allow(clippy::too_many_arguments, reason = "one request in its parts")]
    async fn come_in(
        &self,
        tx: &mut dyn Transaction,
        circle: &CircleId,
        head: Head,
        token: Option<&JoinToken>,
        join: &Join,
        entry: &SignedEntry,
        now: u64,
    ) -> Answer<bool> {
        going(Some(head))?;
        let By::Invite(name) = entry.entry().by else { return Err(ProblemKind::Malformed.into()) };
        let Fact::Add { device, .. } = &entry.entry().fact else { return Err(ProblemKind::Malformed.into()) };
        let kept = self.shown(tx, circle, &name, token).await?;
        if device.id() != join.device || kept.invite.uses != Uses::One {
            return Err(ProblemKind::Malformed.into());
        }
        check_registration(&device.sign, circle, join.device, &join.token, &join.signature)?;
        // Came in already, and the answer was lost.
        let there = self.chain(tx, circle, head).await?.entry(&entry.hash()).is_some();
        if !there && is_over(&kept, now) {
            return Err(ProblemKind::InviteOver.into());
        }
        let chain = self.append(tx, circle, head, std::slice::from_ref(entry)).await?;
        Ok(chain.standing().is_in(&join.device))
    }

    /// With an invitation for many: waits for a lead.
    #[allow(clippy::too_many_arguments, reason = "one request in its parts")]
    async fn ask(
        &self,
        tx: &mut dyn Transaction,
        circle: &CircleId,
        head: Head,
        token: Option<&JoinToken>,
        join: &Join,
        newcomer: &Newcomer,
        now: u64,
    ) -> Answer<bool> {
        going(Some(head))?;
        if DeviceId::of(&newcomer.sign) != join.device {
            return Err(ProblemKind::Malformed.into());
        }
        check_registration(&newcomer.sign, circle, join.device, &join.token, &join.signature)?;
        let token = token.ok_or(Failure::from(ProblemKind::Unknown))?;
        let kept = tx.invite_by_token(circle, &token.hash()).await?;
        let kept =
            kept.filter(|kept| kept.invite.token.is_of(token)).ok_or(Failure::from(ProblemKind::Unknown))?;
        if let Some(member) = tx.member(circle, &join.device).await? {
            return Ok(!member.revoked);
        }
        if kept.invite.uses != Uses::Many {
            return Err(ProblemKind::Malformed.into());
        }
        if is_over(&kept, now) {
            return Err(ProblemKind::InviteOver.into());
        }
        let waiting = tx.newcomers(circle).await?;
        let again = waiting.iter().any(|kept| kept.newcomer.sign == newcomer.sign);
        if !again && waiting.len() >= MOST_WAITING {
            return Err(ProblemKind::TooMany.into());
        }
        let kept = KeptNewcomer { newcomer: *newcomer, asked: now, invite: kept.invite.invite };
        tx.put_newcomer(circle, &join.device, &kept).await?;
        Ok(false)
    }

    /// Who waits, for leads.
    ///
    /// # Errors
    /// `unknown-device`, `waiting`, `forbidden`.
    pub async fn waiting(&self, circle: &CircleId, token: &DeviceToken) -> Answer<Waiting> {
        transact!(self, Mode::Read, tx => async {
            lead(tx, circle, token).await?;
            let kept = tx.newcomers(circle).await?;
            Ok(Waiting {
                newcomers: kept.into_iter().map(|kept| (kept.newcomer, kept.asked, kept.invite)).collect(),
            })
        })
    }
}

/// Whether an invitation lets nobody in any more.
pub(super) const fn is_over(kept: &KeptInvite, now: u64) -> bool {
    kept.over || kept.invite.until <= now
}

/// A whole roster, every signature checked.
fn read(entries: &[SignedEntry]) -> Answer<Chain> {
    let malformed = || Failure::from(ProblemKind::Malformed);
    let (first, rest) = entries.split_first().ok_or_else(malformed)?;
    let Fact::Found { device, .. } = &first.entry().fact else { return Err(malformed()) };
    if !is_signed(&device.sign, &first.entry().to_bytes(), first.signature()) {
        return Err(malformed());
    }
    let mut chain = Chain::begin(first.clone()).map_err(|_| malformed())?;
    rest.iter().try_for_each(|entry| add(&mut chain, entry))?;
    Ok(chain)
}

fn check_registration(
    key: &SignKey,
    circle: &CircleId,
    device: DeviceId,
    token: &tanomo_wire::TokenHash,
    signature: &tanomo_wire::Signature,
) -> Answer<()> {
    if is_signed(key, &registration_bytes(circle, &device, token), signature) {
        Ok(())
    } else {
        Err(ProblemKind::Malformed.into())
    }
}
