//! What each statement does to the rows in memory.

use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Included, Unbounded};

use async_trait::async_trait;
use tanomo_wire::circle::Invite;
use tanomo_wire::{
    BlobHash, Change, CircleId, DeviceId, EpochName, InviteId, RecordId, Rev, SignedEntry, Tag, TokenHash,
    WakeName,
};

use super::memory::{MemoryTransaction, fresh};
use super::{Browser, Caller, Head, KeptInvite, KeptNewcomer, Member, Rows, Transaction};

#[async_trait]
impl Transaction for MemoryTransaction {
    async fn commit(self: Box<Self>) -> Rows<()> {
        self.end()
    }

    async fn take(&mut self, circle: &CircleId, n: u64) -> Rows<Option<Head>> {
        Ok(self.statement()?.get_mut(circle).map(|rows| {
            rows.head.seq += n;
            rows.head
        }))
    }

    async fn head(&mut self, circle: &CircleId) -> Rows<Option<Head>> {
        Ok(self.statement()?.get(circle).map(|rows| rows.head))
    }

    async fn settle(&mut self, circle: &CircleId, head: Head) -> Rows<()> {
        self.circle(circle)?.head = head;
        Ok(())
    }

    async fn make_circle(&mut self, circle: &CircleId, _: u64) -> Rows<bool> {
        let rows = self.statement()?;
        let new = !rows.contains_key(circle);
        rows.entry(*circle).or_default();
        Ok(new)
    }

    async fn put_tag(&mut self, circle: &CircleId, first: u64, last: u64, tag: Tag) -> Rows<()> {
        self.circle(circle)?.tags.insert(last, (first, tag));
        Ok(())
    }

    async fn tag(&mut self, circle: &CircleId, seq: u64) -> Rows<Option<Tag>> {
        let next = self.circle(circle)?.tags.range(seq..).next();
        Ok(next.filter(|(_, (first, _))| *first <= seq).map(|(_, (_, tag))| *tag))
    }

    async fn record(&mut self, circle: &CircleId, id: &RecordId) -> Rows<Option<Change>> {
        Ok(self.circle(circle)?.records.get(id).cloned())
    }

    async fn put_record(&mut self, circle: &CircleId, change: &Change) -> Rows<()> {
        let rows = self.circle(circle)?;
        let before = rows.records.insert(change.revision.id, change.clone());
        if let Some(before) = before {
            rows.places.remove(&before.seq.get());
        }
        rows.places.insert(change.seq.get(), change.revision.id);
        Ok(())
    }

    async fn feed(&mut self, circle: &CircleId, after: u64, upto: u64, limit: usize) -> Rows<Vec<Change>> {
        let rows = self.circle(circle)?;
        if after >= upto {
            return Ok(Vec::new());
        }
        let places = rows.places.range((Excluded(after), Included(upto)));
        Ok(places.filter_map(|(_, id)| rows.records.get(id).cloned()).take(limit).collect())
    }

    async fn page(
        &mut self,
        circle: &CircleId,
        after: Option<RecordId>,
        upto: RecordId,
        limit: usize,
    ) -> Rows<Vec<Change>> {
        if after.is_some_and(|after| after >= upto) {
            return Ok(Vec::new());
        }
        let from = after.map_or(Unbounded, Excluded);
        let found = self.circle(circle)?.records.range((from, Included(upto)));
        Ok(found.map(|(_, change)| change.clone()).take(limit).collect())
    }

    async fn revisions(&mut self, circle: &CircleId) -> Rows<Vec<(RecordId, Rev)>> {
        Ok(self.circle(circle)?.records.values().map(|c| (c.revision.id, c.revision.rev)).collect())
    }

    async fn entries(&mut self, circle: &CircleId, after: u32) -> Rows<Vec<SignedEntry>> {
        Ok(self.circle(circle)?.entries.iter().skip(after as usize).cloned().collect())
    }

    async fn put_entry(&mut self, circle: &CircleId, _: u32, entry: &SignedEntry) -> Rows<()> {
        self.circle(circle)?.entries.push(entry.clone());
        Ok(())
    }

    async fn put_member(&mut self, circle: &CircleId, device: &DeviceId, member: &Member) -> Rows<()> {
        self.circle(circle)?.members.insert(*device, *member);
        Ok(())
    }

    async fn member(&mut self, circle: &CircleId, device: &DeviceId) -> Rows<Option<Member>> {
        Ok(self.circle(circle)?.members.get(device).copied())
    }

    async fn put_epoch(&mut self, circle: &CircleId, epoch: EpochName) -> Rows<()> {
        self.circle(circle)?.epochs.insert(epoch);
        Ok(())
    }

    async fn epochs(&mut self, circle: &CircleId) -> Rows<Vec<EpochName>> {
        Ok(self.circle(circle)?.epochs.iter().copied().collect())
    }

    async fn put_token(&mut self, circle: &CircleId, device: &DeviceId, token: &TokenHash) -> Rows<()> {
        self.circle(circle)?.tokens.insert(*device, *token);
        Ok(())
    }

    async fn caller(&mut self, circle: &CircleId, token: &TokenHash) -> Rows<Option<Caller>> {
        let Some(rows) = self.statement()?.get(circle) else { return Ok(None) };
        let found = rows.tokens.iter().find(|(_, kept)| *kept == token);
        Ok(found.map(|(&device, &token)| {
            let listed = rows.members.get(&device).copied();
            Caller { device, token, listed }
        }))
    }

    async fn put_newcomer(
        &mut self,
        circle: &CircleId,
        device: &DeviceId,
        newcomer: &KeptNewcomer,
    ) -> Rows<()> {
        let rows = self.circle(circle)?;
        let asked = rows.newcomers.get(device).map_or(newcomer.asked, |before| before.asked);
        rows.newcomers.insert(*device, KeptNewcomer { asked, ..*newcomer });
        Ok(())
    }

    async fn newcomers(&mut self, circle: &CircleId) -> Rows<Vec<KeptNewcomer>> {
        let mut found: Vec<_> = self.circle(circle)?.newcomers.values().copied().collect();
        found.sort_by_key(|kept| kept.asked);
        Ok(found)
    }

    async fn remove_newcomer(&mut self, circle: &CircleId, device: &DeviceId) -> Rows<()> {
        self.circle(circle)?.newcomers.remove(device);
        Ok(())
    }

    async fn put_invite(&mut self, circle: &CircleId, invite: &Invite) -> Rows<bool> {
        let rows = self.circle(circle)?;
        let new = !rows.invites.contains_key(&invite.invite);
        rows.invites.entry(invite.invite).or_insert_with(|| fresh(invite));
        Ok(new)
    }

    async fn invite(&mut self, circle: &CircleId, invite: &InviteId) -> Rows<Option<KeptInvite>> {
        Ok(self.statement()?.get(circle).and_then(|rows| rows.invites.get(invite).cloned()))
    }

    async fn invite_by_token(&mut self, circle: &CircleId, token: &TokenHash) -> Rows<Option<KeptInvite>> {
        let mut invites = self.circle(circle)?.invites.values();
        Ok(invites.find(|kept| kept.invite.token == *token).cloned())
    }

    async fn count_invites(&mut self, circle: &CircleId, now: u64) -> Rows<u64> {
        let invites = self.circle(circle)?.invites.values();
        Ok(invites.filter(|kept| !kept.over && kept.invite.until > now).count() as u64)
    }

    async fn close_invite(&mut self, circle: &CircleId, invite: &InviteId) -> Rows<()> {
        if let Some(kept) = self.circle(circle)?.invites.get_mut(invite) {
            kept.over = true;
            kept.invite.envelope = None;
        }
        Ok(())
    }

    async fn forget_envelopes(&mut self, now: u64) -> Rows<u64> {
        let all = self.statement()?.values_mut().flat_map(|rows| rows.invites.values_mut());
        let past = all.filter(|kept| kept.invite.until <= now && kept.invite.envelope.is_some());
        Ok(past.map(|kept| kept.invite.envelope = None).count() as u64)
    }

    async fn put_wake(&mut self, circle: &CircleId, device: &DeviceId, name: WakeName, at: u64) -> Rows<()> {
        self.circle(circle)?.wakes.insert((*device, name), (at, 0));
        Ok(())
    }

    async fn remove_wake(&mut self, circle: &CircleId, device: &DeviceId, name: WakeName) -> Rows<()> {
        self.circle(circle)?.wakes.remove(&(*device, name));
        Ok(())
    }

    async fn count_wakes(&mut self, circle: &CircleId, device: &DeviceId) -> Rows<(u64, u64)> {
        let wakes = &self.circle(circle)?.wakes;
        let own = wakes.keys().filter(|(of, _)| of == device).count();
        Ok((wakes.len() as u64, own as u64))
    }

    async fn claim_wakes(&mut self, circle: &CircleId, now: u64, until: u64) -> Rows<Vec<(DeviceId, u32)>> {
        let mut most = BTreeMap::<DeviceId, u32>::new();
        let due = self.circle(circle)?.wakes.iter_mut().filter(|(_, (at, _))| *at <= now);
        for ((device, _), (at, tries)) in due {
            (*at, *tries) = (until, *tries + 1);
            let tried = most.entry(*device).or_default();
            *tried = (*tries).max(*tried);
        }
        Ok(most.into_iter().collect())
    }

    async fn settle_wakes(
        &mut self,
        circle: &CircleId,
        device: &DeviceId,
        until: u64,
        at: Option<u64>,
    ) -> Rows<()> {
        let wakes = &mut self.circle(circle)?.wakes;
        let claimed = |of: &DeviceId, (due, tries): &(u64, u32)| of == device && *due == until && *tries > 0;
        match at {
            None => wakes.retain(|(of, _), wake| !claimed(of, wake)),
            Some(at) => {
                let again = wakes.iter_mut().filter(|((of, _), wake)| claimed(of, wake));
                again.for_each(|(_, (due, _))| *due = at);
            }
        }
        Ok(())
    }

    async fn put_browser(&mut self, circle: &CircleId, device: &DeviceId, to: Option<&Browser>) -> Rows<()> {
        let rows = self.circle(circle)?;
        match to {
            Some(to) => rows.browsers.insert(*device, to.clone()),
            None => rows.browsers.remove(device),
        };
        Ok(())
    }

    async fn browser(&mut self, circle: &CircleId, device: &DeviceId) -> Rows<Option<Browser>> {
        Ok(self.circle(circle)?.browsers.get(device).cloned())
    }

    async fn blob(&mut self, circle: &CircleId, hash: &BlobHash) -> Rows<Option<u64>> {
        Ok(self.circle(circle)?.photos.get(hash).map(|(size, _)| *size))
    }

    async fn put_blob(&mut self, circle: &CircleId, hash: &BlobHash, size: u64, now: u64) -> Rows<()> {
        self.circle(circle)?.photos.entry(*hash).or_insert((size, now));
        Ok(())
    }

    async fn remove_blob(&mut self, circle: &CircleId, hash: &BlobHash) -> Rows<()> {
        self.circle(circle)?.photos.remove(hash);
        Ok(())
    }

    async fn list_blobs(
        &mut self,
        circle: &CircleId,
        record: &RecordId,
        hashes: &[BlobHash],
        now: u64,
    ) -> Rows<()> {
        let rows = self.circle(circle)?;
        for hash in rows.listed.remove(record).into_iter().flatten() {
            if let Some((_, unlisted)) = rows.photos.get_mut(&hash) {
                *unlisted = now;
            }
        }
        rows.listed.insert(*record, hashes.iter().copied().collect());
        Ok(())
    }

    async fn is_unlisted(&mut self, circle: &CircleId, hash: &BlobHash, before: u64) -> Rows<bool> {
        let rows = self.circle(circle)?;
        let shown = rows.listed.values().any(|hashes| hashes.contains(hash));
        Ok(!shown && rows.photos.get(hash).is_some_and(|(_, since)| *since <= before))
    }

    async fn unlisted_blobs(&mut self, before: u64, limit: usize) -> Rows<Vec<(CircleId, BlobHash)>> {
        let found = self.statement()?.iter().flat_map(|(circle, rows)| {
            let shown = |hash: &BlobHash| rows.listed.values().any(|hashes| hashes.contains(hash));
            let past = rows.photos.iter().filter(move |(hash, (_, since))| *since <= before && !shown(hash));
            past.map(|(hash, _)| (*circle, *hash))
        });
        Ok(found.take(limit).collect())
    }
}
