//! The sync engine: a state machine, `step(event) -> effects`. The phone feeds it what happened and carries
//! out what it says, in order; killed at any point, it goes on from what it had kept.
//!
//! What it counts on: the rows of one [`Effect::Keep`] are written in their order, each whole; the
//! effects after it wait until it has completed; `standing` holds what is kept of the records an event
//! names ([`Reply::ids`]), read in the same turn.
//!
//! # Layout
//! - `push`: what waits, what became of it. `pull`: the feed, merging, erasing, cards. `handed`: from phone to
//!   phone. `repair`: the roster, the digest, a server that went back in time. `start`: going on after a kill.

mod handed;
mod pull;
mod push;
mod repair;
mod start;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use tanomo_record::{Id, Record};
use tanomo_wire::revision::Blobs;
use tanomo_wire::{
    Change, CircleId, Cursor, DeviceId, MAX_BLOBS, MAX_KEEPALIVE_BYTES, MAX_PUSH_BYTES, MAX_RECORDS, Rev,
    Revision, SyncRequest, sync::Push,
};

pub use types::{Copy, Effect, Event, Failure, Kept, News, Out, Reading, Reply, Request, Row, Write};

use crate::backoff::Backoff;
use crate::card::{CardKey, CardKeys};
use crate::keys::{DeviceKeys, Secrets};
use crate::outbox::{Outbox, Outgoing};
use crate::plain::{Body, Fact};
use crate::roster::Roster;
use crate::seal::{Place, RecordKeys, seal};
use crate::secret::Random;
use crate::sign::{LastPush, sign_push};
use crate::wire_id;

/// How long a quiet phone waits before it asks again, in milliseconds. The timer is always armed.
pub const QUIET: u64 = 60_000;

/// How long an answer may take before it counts as lost, in milliseconds.
pub const ANSWER_WITHIN: u64 = 60_000;

/// How the circle stands for this phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Running,
    /// The server no longer answers this version; everything is kept.
    ReadOnly,
    /// A roster entry put this phone out or ended the circle: nothing is sent, an export is offered.
    Leaving,
    Gone,
}

/// One request under way.
#[derive(Clone, Debug)]
struct Flight {
    ticket: u64,
    since: u64,
    pushed: Vec<Pushed>,
    asked: Asked,
}

/// What a request asked of the roster; its answer does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Nothing,
    /// The server's entries after so many.
    After(u32),
    /// To take so many of those that wait.
    ToTake(usize),
}

/// One record of a push under way.
#[derive(Clone, Copy, Debug)]
struct Pushed {
    id: Id,
    rev: Rev,
    base: Option<Rev>,
}

/// Everything is being pulled anew.
#[derive(Clone, Debug, Default)]
struct Refill {
    /// What the server has.
    seen: BTreeSet<Id>,
    /// The last page came; what the server lacks is being queued.
    done: bool,
}

/// The engine of one circle on one phone.
#[derive(Debug)]
pub struct Engine {
    circle: CircleId,
    me: DeviceId,
    keys: DeviceKeys,
    reading: Reading,
    roster: Roster,
    secrets: Secrets,
    cards: CardKeys,
    /// Keys of cards may be kept: where they are sealed at rest, that takes an owner who opened them.
    cards_open: bool,
    /// What the server was last known to have of each record.
    heads: BTreeMap<Id, Rev>,
    outbox: Outbox,
    erased: BTreeSet<Id>,
    unfinished: start::Unfinished,
    /// Revisions this phone cannot read yet.
    aside: BTreeMap<Id, Change>,
    /// Cards whose key this phone does not have, or not now.
    locked: BTreeSet<Id>,
    last_push: LastPush,
    record_keys: RecordKeys,
    cursor: Option<Cursor>,
    refill: Option<Refill>,
    /// What the server turned out to lack; once these are queued, the cursor may be kept.
    resend: BTreeSet<Id>,
    repair: repair::Repair,
    /// How many of the server's roster entries were fetched.
    roster_seen: u32,
    started: bool,
    mode: Mode,
    flight: Option<Flight>,
    tickets: u64,
    /// The phone's clock at the last event.
    clock: u64,
    backoff: Backoff,
    retry_at: u64,
    asked_until: u64,
    quiet_until: u64,
    most: usize,
}

impl Engine {
    /// How many records wait to be sent.
    pub fn unsent(&self) -> usize {
        self.outbox.len()
    }

    /// Whether a card was erased. An import asks before it takes anything in.
    pub fn is_erased(&self, id: Id) -> bool {
        self.erased.contains(&id)
    }

    /// This phone's name among the circle's.
    pub const fn me(&self) -> DeviceId {
        self.me
    }

    /// The roster, to be read.
    pub const fn roster(&self) -> &Roster {
        &self.roster
    }

    /// This phone's device.
    pub const fn device(&self) -> DeviceId {
        self.me
    }

    /// Whether this phone may hand records over: it was not put out, and its version is not too old.
    pub fn hands_over(&self) -> bool {
        self.mode == Mode::Running
    }

    /// The circle's secrets, to be handed on.
    pub const fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// The key a card is sealed with, where it is here and the cards are open.
    pub fn card_key(&self, card: Id) -> Option<&CardKey> {
        self.cards.newest(card)
    }

    /// Every key of a card that is here and open, the one it is sealed with last.
    pub fn card_keys(&self, card: Id) -> &[CardKey] {
        self.cards.of(card)
    }

    /// How many entries the server's roster was last known to have.
    pub const fn roster_seen(&self) -> u32 {
        self.roster_seen
    }

    /// How far the feed was read and kept; `None` at the beginning and while everything is pulled anew.
    pub const fn cursor(&self) -> Option<Cursor> {
        self.cursor
    }

    /// What happened, and what is to be done about it. `now` is the phone's clock in milliseconds since 1970; it
    /// decides when to talk and nothing else.
    pub fn step(&mut self, event: Event, now: u64, random: &mut impl Random) -> Vec<Effect> {
        let mut out = Vec::new();
        if self.mode == Mode::Gone {
            return out;
        }
        self.mend_clock(now);
        if !self.started {
            self.started = true;
            self.go_on(now, random, &mut out);
        }
        match event {
            Event::Wrote { id, record } => self.wrote(id, record, random, &mut out),
            Event::Loaded { asked, standing } => self.loaded(&asked, &standing, random, &mut out),
            Event::Handed { changes, standing } => self.handed(&changes, &standing, random, &mut out),
            Event::CardKey { card, key } => self.new_card_key(card, key, &mut out),
            Event::CardLeaves { card, record } => self.card_leaves(card, &record, random, &mut out),
            Event::CardsOpened { keys, grants } => self.open_cards(&keys, &grants, &mut out),
            Event::CardsClosed => {
                self.cards = CardKeys::default();
                self.cards_open = false;
            }
            Event::Signed(entries) => self.signed(entries, now, random, &mut out),
            Event::Wake { hurry } => {
                if hurry {
                    self.hurry();
                }
                let late = |flight: &Flight| now.saturating_sub(flight.since) >= ANSWER_WITHIN;
                if self.flight.as_ref().is_some_and(late) {
                    self.flight = None;
                }
            }
            Event::CheckDigest => {
                self.repair.check();
                self.forget_server_roster();
            }
            Event::Answered { ticket, reply, standing } => {
                if let Some(flight) = self.landed(ticket) {
                    self.backoff.reset();
                    self.retry_at = 0;
                    self.asked_until = 0;
                    self.answered(reply, &flight, &standing, now, random, &mut out);
                }
            }
            Event::Heard { since, answer, standing } => {
                self.heard(since, answer, &standing, now, random, &mut out);
            }
            Event::Failed { ticket, why } => {
                if let Some(flight) = self.landed(ticket) {
                    self.failed(&why, &flight, now, random, &mut out);
                }
            }
            Event::Exported => {
                if self.mode == Mode::Leaving {
                    self.mode = Mode::Gone;
                    return vec![Effect::Erase];
                }
            }
        }
        self.talk(now, &mut out);
        out
    }

    /// The next request goes at once, unless the server asked to wait.
    fn hurry(&mut self) {
        self.retry_at = 0;
        self.quiet_until = 0;
    }

    /// The flight an answer belongs to; an answer that comes twice or too late belongs to none.
    fn landed(&mut self, ticket: u64) -> Option<Flight> {
        self.flight.take_if(|flight| flight.ticket == ticket)
    }

    /// Where the phone's clock was set back, every wait goes back with it: none gets longer by that.
    fn mend_clock(&mut self, now: u64) {
        let back = self.clock.saturating_sub(now);
        self.clock = now;
        if back > 0 {
            for at in [&mut self.retry_at, &mut self.asked_until, &mut self.quiet_until] {
                *at = at.saturating_sub(back);
            }
            if let Some(flight) = &mut self.flight {
                flight.since = flight.since.saturating_sub(back);
            }
            self.outbox.set_back(back);
        }
    }

    /// Sends the next request if it is time, and always says when to wake again.
    fn talk(&mut self, now: u64, out: &mut Vec<Effect>) {
        if matches!(self.mode, Mode::Leaving | Mode::Gone) {
            return;
        }
        let news = (self.mode == Mode::Running && self.outbox.is_due(now)) || self.next_repair().is_some();
        let quiet = if news { 0 } else { self.quiet_until };
        let due = self.retry_at.max(self.asked_until).max(quiet);
        if self.flight.is_none() && due <= now {
            let (request, pushed) = self.next_request(now);
            self.tickets += 1;
            let ticket = self.tickets;
            let asked = match &request {
                Request::Roster { after } => Asked::After(*after),
                Request::PushRoster(entries) => Asked::ToTake(entries.len()),
                Request::Sync(_) | Request::Digest | Request::Records(_) => Asked::Nothing,
            };
            self.flight = Some(Flight { ticket, since: now, pushed, asked });
            out.push(Effect::Send { ticket, request });
        }
        let wake = match &self.flight {
            Some(flight) => flight.since + ANSWER_WITHIN,
            None => self.outbox.next_due(now).map_or(due, |rested| rested.min(due).max(self.asked_until)),
        };
        out.push(Effect::WakeAt(wake.max(now + 1)));
    }

    fn next_request(&self, now: u64) -> (Request, Vec<Pushed>) {
        if let Some(request) = self.next_repair() {
            return (request, Vec::new());
        }
        let reading_only = self.mode == Mode::ReadOnly;
        let push = self.outbox.next_push(now, self.most, MAX_PUSH_BYTES);
        let request = self.request(if reading_only { Vec::new() } else { push });
        let pushed = request.push.revisions().iter();
        let pushed =
            pushed.map(|r| Pushed { id: crate::record_id(r.id), rev: r.rev, base: r.base }).collect();
        (Request::Sync(request), pushed)
    }

    fn request(&self, revisions: Vec<Revision>) -> SyncRequest {
        let signature = (!revisions.is_empty()).then(|| sign_push(&self.keys, &self.circle, &revisions));
        SyncRequest {
            proto: tanomo_wire::PROTO,
            cursor: self.cursor,
            // The outbox holds one revision a record and gives out no more than fit.
            push: Push::new(revisions).unwrap_or_default(),
            signature,
        }
    }

    /// What a page sends while it is being hidden, if anything waits. Nobody reads its answer: whatever was
    /// stored is a `dup` the next time.
    pub fn keepalive(&self, now: u64) -> Option<SyncRequest> {
        let push = self.outbox.next_push(now, MAX_RECORDS, MAX_KEEPALIVE_BYTES);
        (self.mode == Mode::Running && !push.is_empty()).then(|| self.request(push))
    }

    /// A row as it is to be kept.
    fn row(&self, id: Id, copy: Copy) -> Write {
        let row = Row { copy, head: self.heads.get(&id).copied(), outgoing: self.outbox.get(id).cloned() };
        Write::Row(id, Box::new(row))
    }

    /// Seals a record over what the server is known to have, and queues it. A card without a key gets one.
    fn queue(&mut self, id: Id, record: &Record, writes: &mut Vec<Write>, random: &mut impl Random) -> bool {
        if (self.reading.is_card)(record) && self.cards.newest(id).is_none() {
            // Only a lead's phone hands a key on. Under one that nobody else has, another phone's revision would lock
            // out everybody who reads the card now, for good should that phone be lost. It goes over nothing, so that
            // it meets the one that stands, and is sealed again with that one's key or stands beside it.
            if !self.roster.standing().leads(&self.me) {
                self.heads.remove(&id);
            }
            let key = CardKey::draw(random);
            self.cards.add(id, key.clone());
            writes.push(Write::CardKey(id, key));
        }
        let blobs = self.photos_of(record);
        let Some(body) = self.body_of(id, record, random) else { return false };
        // A key comes before what it opens, or its reader would have to put aside what they wrote on the card.
        let first = record.kind() == crate::grant::KIND;
        self.queue_body(id, &body, blobs, first, random)
    }

    /// The photos a revision of a record lists, the first [`MAX_BLOBS`]: a merge may bring more together than any one
    /// phone would have listed.
    fn photos_of(&self, record: &Record) -> Blobs {
        let mut hashes = (self.reading.photos)(record);
        hashes.truncate(MAX_BLOBS);
        Blobs::new(hashes).unwrap_or_default()
    }

    /// What is sealed of a record; `None` for a card whose key is not here.
    fn body_of(&self, id: Id, record: &Record, random: &mut impl Random) -> Option<Body> {
        let text = record.to_text();
        if !(self.reading.is_card)(record) {
            return Some(Body::Text(text));
        }
        let key = self.cards.newest(id)?;
        Some(Body::Card(key.seal(&self.circle, id, random.draw(), &text)))
    }

    /// Queues what only a lead may write, as that lead signed it.
    fn queue_fact(&mut self, id: Id, fact: &Fact, random: &mut impl Random) -> bool {
        self.queue_body(id, &Body::Fact(fact.clone()), Blobs::default(), true, random)
    }

    fn queue_body(
        &mut self,
        id: Id,
        body: &Body,
        blobs: Blobs,
        first: bool,
        random: &mut impl Random,
    ) -> bool {
        let Some(revision) = self.seal_body(id, body, blobs, random) else { return false };
        self.outbox.put(id, Outgoing { revision, first });
        true
    }

    /// A body under the newest epoch, over what the server is known to have.
    fn seal_body(&self, id: Id, body: &Body, blobs: Blobs, random: &mut impl Random) -> Option<Revision> {
        let epoch = self.roster.sealing_epoch(&self.secrets)?;
        let secret = self.secrets.epoch(&epoch)?;
        let base = self.heads.get(&id).copied();
        let place = Place { circle: self.circle, device: self.me, id: wire_id(id), base, epoch };
        seal(&place, secret, random.draw(), body, blobs)
    }
}
