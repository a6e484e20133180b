//! Push and pull: revisions in, one order a circle, pages of what changed out.
//!
//! **A reader at cursor s lacks no record with seq ≤ s.** The first statement of a push takes its places in the
//! circle's row and holds the row's lock to the commit; so places appear in their order, and whoever reads place
//! s sees all below it.

use std::collections::BTreeSet;

use tanomo_wire::sync::ChangesQuery;
use tanomo_wire::{
    Change, CircleId, Cursor, DeviceId, DeviceToken, EpochName, Outcome, ProblemKind, Proof, Revision, Seq,
    SyncAnswer, SyncRequest, Tag, Why, merkle,
};

use super::{Answer, Core, Failure, PAGE_BYTES, check_proto, going, is_signed, member, transact};
use crate::database::{Head, Mode, Transaction};

/// One push on its way into a circle that is locked.
struct Pushing<'a> {
    circle: &'a CircleId,
    device: DeviceId,
    head: Head,
    epochs: BTreeSet<EpochName>,
    room: u64,
    now: u64,
}

impl Core {
    /// Stores what a phone brings and gives what it lacks, in one transaction.
    ///
    /// # Errors
    /// `unknown-device`, `waiting`, `unknown-cursor`, `too-old`, `ended`, `malformed` for a signature that is not
    /// the device's. What becomes of single revisions is in the answer.
    pub async fn sync(
        &self,
        circle: &CircleId,
        token: &DeviceToken,
        request: &SyncRequest,
        now: u64,
    ) -> Answer<SyncAnswer> {
        check_proto(request.proto)?;
        if request.push.is_empty() {
            return self.pull(circle, token, request.cursor, now).await;
        }
        transact!(self, Mode::Write, tx => self.push_and_pull(tx, circle, token, request, now))
    }

    /// One page of what changed after a cursor.
    ///
    /// # Errors
    /// As [`Core::sync`].
    pub async fn changes(
        &self,
        circle: &CircleId,
        token: &DeviceToken,
        query: &ChangesQuery,
        now: u64,
    ) -> Answer<SyncAnswer> {
        check_proto(query.v)?;
        self.pull(circle, token, query.since, now).await
    }

    async fn pull(
        &self,
        circle: &CircleId,
        token: &DeviceToken,
        since: Option<Cursor>,
        now: u64,
    ) -> Answer<SyncAnswer> {
        transact!(self, Mode::Read, tx => async {
            let head = tx.head(circle).await?;
            member(tx, circle, token).await?;
            let head = going(head)?;
            let after = check_cursor(tx, circle, since, head).await?;
            self.answer(tx, circle, head, after, head.seq, Vec::new(), now).await
        })
    }

    async fn push_and_pull(
        &self,
        tx: &mut dyn Transaction,
        circle: &CircleId,
        token: &DeviceToken,
        request: &SyncRequest,
        now: u64,
    ) -> Answer<SyncAnswer> {
        let revisions = request.push.revisions();
        let taken = tx.take(circle, revisions.len() as u64).await?;
        let (device, listed) = member(tx, circle, token).await?;
        let taken = going(taken)?;
        let start = taken.seq - revisions.len() as u64;
        let head = Head { seq: start, ..taken };
        let after = check_cursor(tx, circle, request.cursor, head).await?;

        let malformed = || Failure::from(ProblemKind::Malformed);
        let signature = request.signature.ok_or_else(malformed)?;
        let leaves: Vec<_> = revisions.iter().map(|revision| revision.leaf(circle, &device)).collect();
        let count = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
        let signed = merkle::signed_bytes(circle, &device, count, merkle::root(&leaves));
        if !is_signed(&listed.sign, &signed, &signature) {
            return Err(malformed());
        }
        let proofs = Proof::of_push(signature, &leaves).map_err(|_| malformed())?;

        let epochs = tx.epochs(circle).await?.into_iter().collect();
        let mut pushing = Pushing { circle, device, head, epochs, room: self.policy.room, now };
        let mut results = Vec::with_capacity(revisions.len());
        for (revision, proof) in revisions.iter().zip(proofs) {
            results.push((revision.id, pushing.put(tx, revision, proof).await?));
        }
        let head = pushing.head;
        if head.seq > start {
            tx.put_tag(circle, start + 1, head.seq, self.draw_tag()).await?;
        }
        if head != taken {
            // Places that nothing came to are given back; the lock still holds.
            tx.settle(circle, head).await?;
        }
        // What is above `start` is what this push brought.
        self.answer(tx, circle, head, after, start, results, now).await
    }

    /// Changes with `after < seq <= upto`, and the cursor once they are kept.
    #[allow(clippy::too_many_arguments, reason = "an answer in its parts")]
    async fn answer(
        &self,
        tx: &mut dyn Transaction,
        circle: &CircleId,
        head: Head,
        after: u64,
        upto: u64,
        results: Vec<(tanomo_wire::RecordId, Outcome)>,
        now: u64,
    ) -> Answer<SyncAnswer> {
        let mut changes = tx.feed(circle, after, upto, self.policy.page + 1).await?;
        let more = cut(&mut changes, self.policy.page);
        let read_to = match changes.last() {
            Some(last) if more => last.seq.get(),
            _ => head.seq,
        };
        let next = cursor(tx, circle, read_to).await?;
        Ok(SyncAnswer { now, results, changes, next, more, roster: head.entries })
    }
}

impl Pushing<'_> {
    /// What becomes of one revision.
    async fn put(&mut self, tx: &mut dyn Transaction, revision: &Revision, proof: Proof) -> Answer<Outcome> {
        let current = tx.record(self.circle, &revision.id).await?;
        if let Some(current) = current.as_ref().filter(|current| current.revision.rev == revision.rev) {
            return Ok(Outcome::Duplicate(current.seq));
        }
        if current.as_ref().map(|current| current.revision.rev) != revision.base {
            return Ok(Outcome::Conflict(current.map(Box::new)));
        }
        let before = current.as_ref().map_or(0, |current| current.revision.sealed.bytes().len() as u64);
        let bytes = (self.head.bytes + revision.sealed.bytes().len() as u64).saturating_sub(before);
        if let Some(why) = self.why_not(revision, bytes) {
            return Ok(Outcome::Rejected(why));
        }
        self.head = Head { seq: self.head.seq + 1, bytes, ..self.head };
        let seq = Seq::new(self.head.seq);
        let change = Change { seq, device: self.device, proof, revision: revision.clone() };
        tx.put_record(self.circle, &change).await?;
        let had = current.is_some_and(|current| !current.revision.blobs.hashes().is_empty());
        if had || !revision.blobs.hashes().is_empty() {
            tx.list_blobs(self.circle, &revision.id, revision.blobs.hashes(), self.now).await?;
        }
        Ok(Outcome::Stored(seq))
    }

    /// Photos it lists need not be here: they are sent after the records.
    fn why_not(&self, revision: &Revision, bytes: u64) -> Option<Why> {
        if !self.epochs.contains(&revision.epoch) {
            return Some(Why::UnknownEpoch);
        }
        (bytes > self.room && bytes > self.head.bytes).then_some(Why::Full)
    }
}

/// Where a cursor stands, 0 for none; it must be of this timeline.
async fn check_cursor(
    tx: &mut dyn Transaction,
    circle: &CircleId,
    cursor: Option<Cursor>,
    head: Head,
) -> Answer<u64> {
    let Some(Cursor { seq, tag }) = cursor else { return Ok(0) };
    let ours: Option<Tag> = if seq.get() > head.seq { None } else { tx.tag(circle, seq.get()).await? };
    if ours == Some(tag) { Ok(seq.get()) } else { Err(ProblemKind::UnknownCursor.into()) }
}

/// The cursor of a place; `None` before the first.
pub(super) async fn cursor(tx: &mut dyn Transaction, circle: &CircleId, seq: u64) -> Answer<Option<Cursor>> {
    let tag = tx.tag(circle, seq).await?;
    Ok(tag.filter(|_| seq > 0).map(|tag| Cursor { seq: Seq::new(seq), tag }))
}

/// Cuts a page to its number of records and bytes, at least one; says whether there was more.
pub(super) fn cut(changes: &mut Vec<Change>, most: usize) -> bool {
    let mut bytes = 0;
    let fit = changes.iter().take_while(|change| {
        let first = bytes == 0;
        bytes += change.revision.sealed.bytes().len();
        first || bytes <= PAGE_BYTES
    });
    let keep = fit.count().min(most);
    let more = keep < changes.len();
    changes.truncate(keep);
    more
}
