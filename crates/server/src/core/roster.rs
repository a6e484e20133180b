//! The roster: entries come in where they may stand, and what they come to is kept beside them.

use std::sync::Arc;

use tanomo_wire::chain::Refused;
use tanomo_wire::circle::{Entries, RosterAnswer, RosterPush};
use tanomo_wire::{By, Chain, CircleId, DeviceToken, Fact, ProblemKind, SignKey, SignedEntry, Standing};

use super::{Answer, Core, Failure, caller, check_proto, is_signed, transact};
use crate::database::{Head, Member, Mode, Transaction};

impl Core {
    /// The entries from `after` on, for whoever has a token: also for those who are out, because only the entry
    /// that put them out makes their phone erase its copy, and for those who wait.
    ///
    /// # Errors
    /// `unknown-device`, or the database.
    pub async fn roster(&self, circle: &CircleId, token: &DeviceToken, after: u32) -> Answer<RosterAnswer> {
        transact!(self, Mode::Read, tx => async {
            let head = tx.head(circle).await?.ok_or(Failure::from(ProblemKind::Unknown))?;
            caller(tx, circle, token).await?;
            let entries = tx.entries(circle, after).await?;
            Ok(RosterAnswer { entries: list(entries)?, count: head.entries })
        })
    }

    /// Takes entries in, from any device the roster lists: each must be signed and stand where it may. A device
    /// that is out may bring the revocation it wrote before it knew, and nothing else of its counts.
    ///
    /// # Errors
    /// `unknown-entry`, `forbidden`, `ended`, `full`; then none of them is taken.
    pub async fn push_roster(
        &self,
        circle: &CircleId,
        token: &DeviceToken,
        push: &RosterPush,
    ) -> Answer<RosterAnswer> {
        check_proto(push.proto)?;
        transact!(self, Mode::Write, tx => async {
            let head = tx.take(circle, 0).await?.ok_or(Failure::from(ProblemKind::Unknown))?;
            if caller(tx, circle, token).await?.listed.is_none() {
                return Err(ProblemKind::Waiting.into());
            }
            let chain = self.append(tx, circle, head, push.entries.list()).await?;
            Ok(RosterAnswer { entries: Entries::default(), count: count(&chain) })
        })
    }

    /// The chain as it stands.
    pub(super) async fn chain(
        &self,
        tx: &mut dyn Transaction,
        circle: &CircleId,
        head: Head,
    ) -> Answer<Arc<Chain>> {
        if let Some(kept) = self.kept_chain(circle)
            && count(&kept) == head.entries
        {
            let last = tx.entries(circle, head.entries.saturating_sub(1)).await?;
            if last.last() == kept.entries().last() {
                return Ok(kept);
            }
        }
        let mut entries = tx.entries(circle, 0).await?.into_iter();
        let broken =
            |_| Failure::from(crate::database::DatabaseError::Broken("a roster that is none".into()));
        let first = entries.next().ok_or(Failure::from(ProblemKind::Unknown))?;
        let mut chain = Chain::begin(first).map_err(broken)?;
        for entry in entries {
            chain.add(entry).map_err(broken)?;
        }
        let chain = Arc::new(chain);
        self.keep_chain(Arc::clone(&chain));
        Ok(chain)
    }

    /// Adds entries to a circle that is locked.
    pub(super) async fn append(
        &self,
        tx: &mut dyn Transaction,
        circle: &CircleId,
        head: Head,
        entries: &[SignedEntry],
    ) -> Answer<Arc<Chain>> {
        let before = self.chain(tx, circle, head).await?;
        let known = before.entries().len();
        let mut chain = Chain::clone(&before);
        for entry in entries {
            add(&mut chain, entry)?;
        }
        if chain.entries().len() == known {
            return Ok(before);
        }
        let standing = before.standing().clone();
        self.keep(tx, head, &chain, known, Some(&standing)).await?;
        let chain = Arc::new(chain);
        self.keep_chain(Arc::clone(&chain));
        Ok(chain)
    }

    /// Writes a chain's entries from number `known` on, and what differs in what they come to.
    pub(super) async fn keep(
        &self,
        tx: &mut dyn Transaction,
        head: Head,
        chain: &Chain,
        known: usize,
        before: Option<&Standing>,
    ) -> Answer<()> {
        let circle = chain.circle();
        for (n, entry) in (0_u32..).zip(chain.entries()).skip(known) {
            tx.put_entry(&circle, n, entry).await?;
            // Used or withdrawn: the envelope goes.
            let over = match (&entry.entry().fact, entry.entry().by) {
                (Fact::Withdraw { invite }, _) => Some(*invite),
                (_, By::Invite(invite)) => Some(invite),
                _ => None,
            };
            if let Some(invite) = over {
                tx.close_invite(&circle, &invite).await?;
            }
        }
        let standing = chain.standing();
        for (device, listed) in standing.devices() {
            let was = before.and_then(|before| before.device(device));
            if was.is_some_and(|was| was.role == listed.role && was.revoked == listed.revoked) {
                continue;
            }
            let member =
                Member { role: listed.role, revoked: listed.revoked.is_some(), sign: listed.device.sign };
            tx.put_member(&circle, device, &member).await?;
            if was.is_none() {
                tx.remove_newcomer(&circle, device).await?;
            }
        }
        let old = before.map_or(&[][..], Standing::epochs);
        for &epoch in standing.epochs().iter().filter(|epoch| !old.contains(epoch)) {
            tx.put_epoch(&circle, epoch).await?;
        }
        tx.settle(&circle, Head { entries: count(chain), ended: standing.ended(), ..head }).await?;
        Ok(())
    }
}

/// Takes one entry into a chain, if it is signed by whom it says.
pub(super) fn add(chain: &mut Chain, entry: &SignedEntry) -> Answer<()> {
    if chain.entry(&entry.hash()).is_some() {
        return Ok(());
    }
    let there = chain.standing_before(entry.entry()).map_err(refused)?;
    let key = key_of(&there, entry).ok_or(Failure::from(ProblemKind::Forbidden))?;
    if !is_signed(&key, &entry.entry().to_bytes(), entry.signature()) {
        return Err(ProblemKind::Malformed.into());
    }
    chain.add(entry.clone()).map(drop).map_err(refused)
}

fn key_of(there: &Standing, entry: &SignedEntry) -> Option<SignKey> {
    match entry.entry().by {
        By::Device(device) => there.device(&device).map(|listed| listed.device.sign),
        By::Invite(invite) => there.invite(&invite).map(|(key, _)| key),
    }
}

fn refused(why: Refused) -> Failure {
    match why {
        Refused::WrongPredecessor => ProblemKind::UnknownEntry,
        Refused::NotALead | Refused::Twice | Refused::Nobody => ProblemKind::Forbidden,
        Refused::NotInvited => ProblemKind::InviteOver,
        Refused::Ended => ProblemKind::Ended,
        Refused::Full => ProblemKind::Full,
    }
    .into()
}

pub(super) fn count(chain: &Chain) -> u32 {
    u32::try_from(chain.entries().len()).unwrap_or(u32::MAX)
}

pub(super) fn list(entries: Vec<SignedEntry>) -> Answer<Entries> {
    Entries::new(entries).map_err(|why| crate::database::DatabaseError::from(why).into())
}
