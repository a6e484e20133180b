//! The roster, the digest, and a server that went back in time.

use std::collections::BTreeSet;

use tanomo_record::Id;
use tanomo_wire::circle::RosterAnswer;
use tanomo_wire::digest::DigestAnswer;
use tanomo_wire::sync::{RecordsPage, RecordsQuery};
use tanomo_wire::{By, Change, Cursor, Digest, Fact, RecordId, SignedEntry};

use super::{Asked, Copy, Effect, Engine, Mode, News, Out, Request, Write};
use crate::roster::NotBelieved;
use crate::secret::Random;
use crate::{record_id, wire_id};

/// What is to be asked beside push and pull.
#[derive(Debug, Default)]
pub(super) struct Repair {
    fetch_roster: bool,
    push_roster: Vec<SignedEntry>,
    /// The server refused, for good, what says that this phone goes.
    unheard: bool,
    digest: Check,
    buckets: Vec<u8>,
    /// In the bucket being fetched: the last id, and all that came.
    after: Option<RecordId>,
    came: BTreeSet<Id>,
}

/// Whether everything is to be compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Check {
    #[default]
    No,
    /// Once the feed was read to its end.
    AfterPull,
    Now,
}

impl Repair {
    pub(super) fn check(&mut self) {
        self.digest = Check::AfterPull;
    }

    /// A request failed: a bucket begun is begun again. Entries the server refuses for good are not sent again
    /// and again before everything else.
    pub(super) fn interrupted(&mut self, entries_refused: bool) {
        self.after = None;
        self.came.clear();
        if entries_refused {
            self.push_roster.clear();
        }
    }
}

impl Engine {
    pub(super) fn next_repair(&self) -> Option<Request> {
        let repair = &self.repair;
        if repair.fetch_roster {
            return Some(Request::Roster { after: self.roster_seen });
        }
        if !repair.push_roster.is_empty() && self.mode == Mode::Running {
            return Some(Request::PushRoster(repair.push_roster.clone()));
        }
        if let Some(&bucket) = repair.buckets.last() {
            let query = RecordsQuery { v: tanomo_wire::PROTO, bucket: Some(bucket), after: repair.after };
            return Some(Request::Records(query));
        }
        // Sums are compared only where nothing of ours is under way.
        let quiet = self.refill.is_none() && self.outbox.is_empty();
        (repair.digest == Check::Now && quiet).then_some(Request::Digest)
    }

    pub(super) fn fetch_roster(&mut self, count: u32) {
        if count < self.roster_seen {
            // It has fewer than it had: another timeline.
            self.forget_server_roster();
        }
        self.repair.fetch_roster = true;
    }

    /// What the server has of the roster is fetched whole, and what it lacks is sent.
    pub(super) fn forget_server_roster(&mut self) {
        self.roster_seen = 0;
        self.repair.fetch_roster = true;
    }

    pub(super) fn roster_came(
        &mut self,
        answer: RosterAnswer,
        asked: Asked,
        now: u64,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        let entries = answer.entries.list();
        if let Asked::ToTake(sent) = asked {
            // Those entries are there now; what was signed meanwhile goes next.
            let waiting = &mut self.repair.push_roster;
            waiting.drain(..sent.min(waiting.len()));
            self.repair.fetch_roster |= answer.count != self.roster_seen;
            // What was refused because they were not there may go.
            self.outbox.rouse_all();
            self.notice_end(out);
            return;
        }
        if asked != Asked::After(self.roster_seen) {
            // All are to be compared since then.
            return;
        }
        self.repair.fetch_roster = false;
        let whole = self.roster_seen == 0;
        self.roster_seen = answer.count;
        let mut writes = Vec::new();
        if whole {
            match self.roster.take_all(entries) {
                Ok(taken) => {
                    self.repair.push_roster = taken.lacking;
                    if !taken.new.is_empty() {
                        writes.push(Write::Entries(taken.new));
                    }
                }
                Err(NotBelieved::Lacking(n)) => {
                    let theirs: BTreeSet<_> = entries.iter().map(SignedEntry::hash).collect();
                    let lacking = self.roster.entries().iter().filter(|e| !theirs.contains(&e.hash()));
                    self.repair.push_roster = lacking.cloned().collect();
                    // Its own entries a phone may just not have sent yet.
                    let me = By::Device(self.me);
                    if self.repair.push_roster.iter().any(|entry| entry.entry().by != me) {
                        out.push(Effect::Tell(News::RosterNotBelieved(NotBelieved::Lacking(n))));
                    }
                }
                Err(why) => out.push(Effect::Tell(News::RosterNotBelieved(why))),
            }
        } else {
            let mut new = Vec::new();
            let mut another = false;
            for entry in entries {
                match self.roster.take(entry.clone()) {
                    Ok(true) => new.push(entry.clone()),
                    Ok(false) => {}
                    // It may stand on some that came where others had stood: all are compared before that is said.
                    Err(_) => another = true,
                }
            }
            if !new.is_empty() {
                writes.push(Write::Entries(new));
            }
            // It went back in time since it took what it cannot have now.
            let has = usize::try_from(answer.count).unwrap_or(usize::MAX);
            let lacks = self.repair.push_roster.is_empty() && has < self.roster.entries().len();
            if another || lacks {
                self.forget_server_roster();
            }
        }
        self.roster_changed(writes, now, random, out);
    }

    /// Entries this phone signed, or was handed.
    pub(super) fn signed(
        &mut self,
        entries: Vec<SignedEntry>,
        now: u64,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        let mut new = Vec::new();
        for entry in entries {
            match self.roster.take(entry.clone()) {
                Ok(true) => new.push(entry),
                Ok(false) => {}
                Err(why) => out.push(Effect::Tell(News::RosterNotBelieved(why))),
            }
        }
        if new.is_empty() {
            return;
        }
        self.repair.push_roster.extend(new.iter().cloned());
        self.roster_changed(vec![Write::Entries(new)], now, random, out);
    }

    /// After the roster grew: secrets for this phone, or its end.
    fn roster_changed(
        &mut self,
        mut writes: Vec<Write>,
        now: u64,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        let mut secrets = Some(self.secrets.clone());
        let news = self.roster.collect_secrets(&self.keys, &mut secrets);
        if let (true, Some(secrets)) = (news, secrets) {
            self.secrets = secrets.clone();
            writes.push(Write::Secrets(secrets));
        }
        self.renew_epoch(now, random, &mut writes);
        writes.push(self.cursor_write());
        out.push(Effect::Keep(writes));
        let load: BTreeSet<Id> = self.aside.keys().copied().chain(self.sealed_in_vain()).collect();
        if !load.is_empty() {
            out.push(Effect::Load(load.into_iter().collect()));
        }
        self.notice_end(out);
        self.retry_at = self.retry_at.min(now);
    }

    /// Two leads apart may each put somebody out: then each epoch is known to the one the other put out, and a
    /// lead's phone that sees it begins another.
    pub(super) fn renew_epoch(&mut self, now: u64, random: &mut impl Random, writes: &mut Vec<Write>) {
        let leads = self.mode == Mode::Running && self.roster.standing().leads(&self.me);
        if !leads || !self.roster.newest_epoch_is_known_outside() {
            return;
        }
        if let Ok(entry) = self.roster.renew_epoch(&self.keys, &mut self.secrets, now, random) {
            self.repair.push_roster.push(entry.clone());
            writes.extend([Write::Entries(vec![entry]), Write::Secrets(self.secrets.clone())]);
        }
    }

    /// Whether what waits of a record is sealed under an epoch that does not stand, because its author was put out:
    /// no server takes it.
    pub(super) fn is_sealed_in_vain(&self, id: Id) -> bool {
        let epochs = self.roster.standing().epochs();
        self.outbox.get(id).is_some_and(|outgoing| !epochs.contains(&outgoing.revision.epoch))
    }

    /// Whether a change's device and epoch are of the roster known here. The server takes no others: where they are
    /// not, its roster is another, though it has as many entries.
    pub(super) fn is_listed(&self, change: &Change) -> bool {
        self.roster.key_of(&change.device).is_some()
            && self.roster.standing().epochs().contains(&change.revision.epoch)
    }

    pub(super) fn sealed_in_vain(&self) -> Vec<Id> {
        self.outbox.ids().filter(|id| self.is_sealed_in_vain(*id)).collect()
    }

    /// A lead's signed entry, and nothing else, ends this phone's part.
    pub(super) fn notice_end(&mut self, out: &mut Vec<Effect>) {
        if self.ends() && self.mode != Mode::Leaving && !self.goodbye_waits() {
            self.mode = Mode::Leaving;
            self.flight = None;
            out.push(Effect::Tell(News::OfferExport));
        }
    }

    /// Whether the roster says that this phone's part is over.
    fn ends(&self) -> bool {
        let standing = self.roster.standing();
        let out_for_good = standing.device(&self.me).is_some_and(|listed| listed.revoked.is_some());
        standing.ended() || out_for_good
    }

    /// Why this phone's part is over, if it is.
    pub fn out(&self) -> Option<Out> {
        if !self.ends() {
            return None;
        }
        Some(match (self.said_goodbye(), self.roster.standing().ended()) {
            (true, _) if self.repair.unheard => Out::Unheard,
            (_, true) => Out::Ended,
            (true, false) => Out::Left,
            (false, false) => Out::ByLead,
        })
    }

    /// The server will not have what says that this phone goes, now or later: it need not wait for that any longer.
    pub(super) fn goodbye_refused(&mut self, out: &mut Vec<Effect>) {
        self.repair.unheard = true;
        self.notice_end(out);
    }

    /// Whether it waits with going until the others can hear of it.
    pub(super) fn is_saying_goodbye(&self) -> bool {
        self.ends() && self.goodbye_waits()
    }

    /// Whether this phone itself, and nobody else, wrote what ends its part, and the server may not have it yet: then
    /// that goes first, or the others would never hear of it. Unless the server refuses it for good.
    fn goodbye_waits(&self) -> bool {
        let unsent = self.repair.fetch_roster || !self.repair.push_roster.is_empty();
        unsent && !self.repair.unheard && self.said_goodbye()
    }

    /// Whether this phone itself, and nobody else, wrote what ends its part.
    fn said_goodbye(&self) -> bool {
        let mut ends =
            self.roster.entries().iter().map(SignedEntry::entry).filter(|entry| match &entry.fact {
                Fact::End => true,
                Fact::Revoke { device } => *device == self.me,
                _ => false,
            });
        ends.all(|entry| entry.by == By::Device(self.me))
    }

    fn cursor_write(&self) -> Write {
        // While everything is pulled anew no place is kept: a phone killed meanwhile begins again.
        let refilling = self.refill.is_some();
        let cursor = if refilling { None } else { self.cursor };
        Write::Cursor { cursor, refilling, roster_seen: self.roster_seen }
    }

    /// The cursor is of another timeline: everything is pulled from the beginning, and what the server turns
    /// out to lack is pushed.
    pub(super) fn begin_refill(&mut self, out: &mut Vec<Effect>) {
        self.cursor = None;
        self.refill = Some(super::Refill::default());
        self.resend.clear();
        self.forget_server_roster();
        self.retry_at = 0;
        out.push(Effect::Keep(vec![self.cursor_write()]));
    }

    /// After a page was taken in: the cursor, and at the end of pulling anew what the server lacks.
    pub(super) fn turn_page(
        &mut self,
        next: Option<Cursor>,
        more: bool,
        writes: &mut Vec<Write>,
        out: &mut Vec<Effect>,
    ) {
        let before = self.cursor;
        // An answer without one comes from a circle without records.
        self.cursor = next.or(before);
        if !more && self.repair.digest == Check::AfterPull {
            self.repair.digest = Check::Now;
        }
        if let Some(refill) = self.refill.as_mut().filter(|_| !more) {
            refill.done = true;
            let lacks = |id: &&Id| !refill.seen.contains(*id);
            self.resend = self.heads.keys().filter(lacks).copied().collect();
            if !self.resend.is_empty() {
                out.push(Effect::Load(self.resend.iter().copied().collect()));
            }
            self.finish_resend(writes);
        } else if self.refill.is_none() && self.cursor != before {
            writes.push(self.cursor_write());
        }
    }

    /// Once everything the server lacks is queued, the place may be kept.
    pub(super) fn finish_resend(&mut self, writes: &mut Vec<Write>) {
        if self.resend.is_empty() && self.refill.as_ref().is_some_and(|refill| refill.done) {
            self.refill = None;
            writes.push(self.cursor_write());
        }
    }

    pub(super) fn digest_came(&mut self, answer: &DigestAnswer) {
        if answer.at != self.cursor {
            // Somebody pushed meanwhile: after the next page.
            self.repair.digest = Check::AfterPull;
            self.quiet_until = 0;
            return;
        }
        self.repair.digest = Check::No;
        let aside = self.aside.iter().map(|(id, change)| (wire_id(*id), change.revision.rev));
        let known = self.heads.iter().filter(|(id, _)| !self.aside.contains_key(*id));
        let ours = Digest::of(known.map(|(id, rev)| (wire_id(*id), *rev)).chain(aside));
        self.repair.buckets = ours.differing(&answer.digest);
        self.repair.interrupted(false);
    }

    pub(super) fn bucket_came(
        &mut self,
        page: RecordsPage,
        standing: &std::collections::BTreeMap<Id, Copy>,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        let mut standing = standing.clone();
        let mut writes = Vec::new();
        self.repair.after = page.records.last().map(|change| change.revision.id);
        self.repair.came.extend(page.records.iter().map(|change| record_id(change.revision.id)));
        self.changes(page.records, &mut standing, &mut writes, random, out);
        if !writes.is_empty() {
            out.insert(0, Effect::Keep(writes));
        }
        if page.more {
            return;
        }
        // Nothing is wiped: what the server lacks it gets again.
        if let Some(bucket) = self.repair.buckets.pop() {
            let here = self.heads.keys().filter(|id| Digest::bucket(&wire_id(**id)) == bucket);
            let lacks: Vec<Id> = here.filter(|id| !self.repair.came.contains(*id)).copied().collect();
            if !lacks.is_empty() {
                self.resend.extend(lacks.iter().copied());
                out.push(Effect::Load(lacks));
            }
        }
        self.repair.interrupted(false);
    }
}
