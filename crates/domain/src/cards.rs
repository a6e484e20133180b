//! Who reads a resident's card, until when, and what is asked about once it is gone.

use tanomo_record::Id;

use crate::date::{Date, Millis, add_days, tokyo_date};
use crate::retention::{CardLock, Contact, card_expiry, card_lock, copy_leaves};
use crate::state::State;
use crate::view::{Back, Outcome, Resident, Response, Role, Sort};

/// Whether somebody reads a card, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// They do not; a copy on their phone goes.
    Not,
    /// They do: a lead, or who was accepted for an open request that points to it.
    Now,
    /// Their last job there is over; the copy stays up to this day, so that what was forgotten can be put right.
    Until(Date),
}

impl State {
    /// What the phone knows of the day; it decides whether cards are locked.
    pub fn reckon(&mut self, contact: Contact) {
        self.contact = contact;
    }

    /// Whether a card may be looked at today; [`CardLock::Open`] for one that is not here.
    pub fn card_lock(&self, card: Id) -> CardLock {
        self.held_card(card).map_or(CardLock::Open, |card| self.lock_of(card))
    }

    /// A card that is on this phone and not sealed, also where its time is over: for whoever renews or ends it.
    pub fn held_card(&self, card: Id) -> Option<&Resident> {
        self.residents.get(&self.canonical(card))
    }

    /// Every such card.
    pub fn held_cards(&self) -> impl Iterator<Item = &Resident> {
        self.residents.values()
    }

    pub(crate) fn lock_of(&self, card: &Resident) -> CardLock {
        // Where it is open by what was said, no help needs to be looked for.
        match card_lock(card.ends, self.contact) {
            CardLock::Open => CardLock::Open,
            _ => card_lock(self.card_ends(card), self.contact),
        }
    }

    /// The last day of a card: one year after the last help, as was read aloud, or the day that was agreed on instead.
    pub fn card_ends(&self, card: &Resident) -> Date {
        match self.last_help(card.id) {
            Some(helped) if card.ends_as_usual() => card.ends.max(card_expiry(helped, None, None)),
            _ => card.ends,
        }
    }

    /// The day somebody last worked for a resident. A clock that is ahead of the day the phone knows says nothing.
    fn last_help(&self, card: Id) -> Option<Date> {
        let (card, today) = (self.canonical(card), self.contact.today());
        let theirs =
            self.requests().filter(|request| request.resident.map(|id| self.canonical(id)) == Some(card));
        let visits = theirs.flat_map(|request| self.visits(request.id));
        let helped =
            visits.filter(|visit| visit.sort == Sort::Work && visit.outcome != Some(Outcome::CouldNot));
        let days = helped.filter_map(|visit| visit.end).map(tokyo_date);
        days.filter(|&day| today.is_none_or(|today| day <= add_days(today, 1))).max()
    }

    pub(crate) fn is_locked(&self, card: &Resident) -> bool {
        matches!(self.lock_of(card), CardLock::Expired | CardLock::NoContact)
    }

    /// Whether and how long `me` reads a card.
    pub fn reads_card(&self, card: Id, me: Id, role: Role, now: Millis) -> Reads {
        if role == Role::Lead {
            return Reads::Now;
        }
        let (card, me, today) = (self.canonical(card), self.canonical(me), tokyo_date(now));
        let days = u16::try_from(self.circle().map_or(7, |circle| circle.card_days)).unwrap_or(u16::MAX);
        let mut last = None;
        for request in self.requests() {
            if request.resident.map(|id| self.canonical(id)) != Some(card) {
                continue;
            }
            for mine in self.responses(request.id).filter(|r| self.canonical(r.member) == me && r.accepted())
            {
                let over = self.status(request, mine.occurrence, now).closed();
                match mine.occurrence {
                    None if !over => return Reads::Now,
                    Some(day) if !over && today < copy_leaves(day, days) => return Reads::Now,
                    _ => last = last.max(self.last_job(mine, today)),
                }
            }
        }
        match last.map(|day| copy_leaves(day, days)) {
            Some(leaves) if today < leaves => Reads::Until(add_days(leaves, -1)),
            _ => Reads::Not,
        }
    }

    /// Whether this member may read the card of a resident now.
    pub fn may_read_card(&self, card: Id, me: Id, role: Role, now: Millis) -> bool {
        self.reads_card(card, me, role, now) != Reads::Not
    }

    /// The day of what somebody did, or promised, for an occurrence. What was written by a clock that is ahead of today
    /// says nothing of when that was: it must not keep a copy for years.
    fn last_job(&self, mine: &Response, today: Date) -> Option<Date> {
        let believed = |at: Millis| Some(tokyo_date(at)).filter(|&day| day <= add_days(today, 1));
        let visit = self.last_work(mine.request, mine.occurrence);
        // Work that ended after midnight ended on that day.
        let worked = visit.and_then(|visit| believed(visit.end.unwrap_or(visit.start)));
        worked.or(mine.occurrence).max(believed(mine.at))
    }

    /// What was taken back or deleted since a card was erased.
    pub fn taken_back(&self, card: Id) -> &[Back] {
        self.backs.get(&card).map_or(&[], |(_, backs)| backs)
    }

    /// The record about it, once there is one.
    pub(crate) fn back_record(&self, card: Id) -> Option<Id> {
        self.backs.get(&card).map(|(record, _)| *record)
    }
}
