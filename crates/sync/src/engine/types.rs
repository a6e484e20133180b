//! What goes into the engine and what comes out.

use std::collections::BTreeMap;

use tanomo_record::{Id, Record};
use tanomo_wire::circle::RosterAnswer;
use tanomo_wire::digest::DigestAnswer;
use tanomo_wire::revision::Blobs;
use tanomo_wire::sync::{RecordsPage, RecordsQuery};
use tanomo_wire::{BlobHash, Change, Cursor, Problem, Rev, SignedEntry, SyncAnswer, SyncRequest, Why};

use crate::card::{CardKey, CardKeys, SealedCard};
use crate::grant::Grant;
use crate::keys::Secrets;
use crate::outbox::Outgoing;
use crate::plain::Fact;
use crate::record_id;

/// The three things the engine has to know of records' meaning, told by who knows it.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Which card an erasure erases; `None` for any other record. Erasures are written once, by leads.
    pub erases: fn(&Record) -> Option<Id>,
    /// Whether it is a resident's card, which has a key of its own.
    pub is_card: fn(&Record) -> bool,
    /// The photos it shows.
    pub photos: fn(&Record) -> Vec<BlobHash>,
}

/// What a phone holds of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Copy {
    /// The record.
    Record(Record),
    /// What only a lead may write, with that lead's signature.
    Fact(Record, Fact),
    /// A card whose key this phone does not have, and the photos its revision listed: whoever sends it again without
    /// being able to read it lists them again, so that the server keeps them.
    Locked(SealedCard, Blobs),
    /// It was erased.
    Gone,
    /// It stands here and the engine cannot look into it now: a card that is sealed at rest while its owner has not
    /// opened it, or a record whose text the start had no need of.
    Unopened,
}

impl Copy {
    /// The record, if it is open here.
    pub const fn record(&self) -> Option<&Record> {
        match self {
            Self::Record(record) | Self::Fact(record, _) => Some(record),
            Self::Locked(..) | Self::Gone | Self::Unopened => None,
        }
    }
}

/// One record as it is kept: one value under one key, so that it is never kept by half.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The record.
    pub copy: Copy,
    /// The revision the server was last known to have.
    pub head: Option<Rev>,
    /// What is to be sent.
    pub outgoing: Option<Outgoing>,
}

/// One thing to be kept.
#[derive(Clone, Debug)]
pub enum Write {
    /// A record.
    Row(Id, Box<Row>),
    /// A revision this phone cannot read yet; `None` once it could.
    Aside(Id, Option<Box<Change>>),
    /// Entries to append to the roster.
    Entries(Vec<SignedEntry>),
    /// The circle's secrets, to be sealed at rest.
    Secrets(Secrets),
    /// One more key of a card, to be sealed at rest.
    CardKey(Id, CardKey),
    /// A card was erased, or is no longer this phone's to read: its keys, drafts and photos go.
    ForgetCard(Id),
    /// How far was read; always the last of its list.
    Cursor {
        /// The place in the feed.
        cursor: Option<Cursor>,
        /// Everything is being pulled anew: a phone killed meanwhile begins that again.
        refilling: bool,
        /// How many of the server's roster entries were fetched.
        roster_seen: u32,
    },
}

/// What was kept, for the start.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The records.
    pub rows: Vec<(Id, Row)>,
    /// Revisions that could not be read.
    pub aside: BTreeMap<Id, Change>,
    /// The keys of cards, where they may be open from the start.
    pub cards: CardKeys,
    /// How far was read.
    pub cursor: Option<Cursor>,
    /// Everything was being pulled anew.
    pub refilling: bool,
    /// How many of the server's roster entries were fetched.
    pub roster_seen: u32,
}

/// What the phone asks of the server.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Push and pull.
    Sync(SyncRequest),
    /// The roster's entries after so many.
    Roster {
        /// How many to leave out.
        after: u32,
    },
    /// Entries the server lacks.
    PushRoster(Vec<SignedEntry>),
    /// The sums over everything.
    Digest,
    /// A bucket.
    Records(RecordsQuery),
}

/// What the server answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// To [`Request::Sync`].
    Sync(SyncAnswer),
    /// To [`Request::Roster`] and [`Request::PushRoster`].
    Roster(RosterAnswer),
    /// To [`Request::Digest`].
    Digest(DigestAnswer),
    /// To [`Request::Records`].
    Records(RecordsPage),
}

impl Reply {
    /// The records it is about: what is kept of them goes with it into [`Event::Answered`].
    pub fn ids(&self) -> Vec<Id> {
        let of = |changes: &[Change]| changes.iter().map(|c| record_id(c.revision.id)).collect::<Vec<_>>();
        match self {
            Self::Sync(answer) => {
                let results = answer.results.iter().map(|(id, _)| record_id(*id));
                of(&answer.changes).into_iter().chain(results).collect()
            }
            Self::Records(page) => of(&page.records),
            Self::Roster(_) | Self::Digest(_) => Vec::new(),
        }
    }
}

/// Why a request brought no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No connection, or none in time.
    Network,
    /// The server said why.
    Problem(Problem),
}

/// Why a phone's part in its circle is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Out {
    /// A lead put it out.
    ByLead,
    /// The circle has ended.
    Ended,
    /// It left, and the others can hear of it.
    Left,
    /// It left, or ended the circle, and the server will not have that: the others cannot hear of it.
    Unheard,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// This phone's record was written; here it is, merged and whole. The answer's [`Effect::Keep`] keeps it.
    Wrote {
        /// Which.
        id: Id,
        /// The record.
        record: Record,
    },
    /// What [`Effect::Load`] asked for.
    Loaded {
        /// The records it named.
        asked: Vec<Id>,
        /// Those of them that are kept.
        standing: BTreeMap<Id, Copy>,
    },
    /// Another phone handed these over, by QR or in a file; its roster goes before them as [`Event::Signed`].
    Handed {
        /// As [`super::Engine::hand_over`] made them there.
        changes: Vec<Change>,
        /// What is kept of the records in them.
        standing: BTreeMap<Id, Copy>,
    },
    /// A card is sealed with this key from its next edit on: a new one, one this phone was handed, or one it had.
    CardKey {
        /// Which card.
        card: Id,
        /// The key.
        key: CardKey,
    },
    /// An open card is no longer this phone's to read: it is locked again and its keys are forgotten. Where something of
    /// it still waits to be sent, nothing happens.
    CardLeaves {
        /// Which card.
        card: Id,
        /// As it stands here.
        record: Record,
    },
    /// The person opened the cards of this phone: here are their keys, and every grant that came, because one may
    /// have come while they were closed. Until then, and after [`Event::CardsClosed`], what concerns a card that
    /// stands here lies aside.
    CardsOpened {
        /// The keys that are kept.
        keys: CardKeys,
        /// The grants this phone holds.
        grants: Vec<Grant>,
    },
    /// The cards were closed: their keys leave the memory.
    CardsClosed,
    /// Roster entries this phone signed, or was handed by another one.
    Signed(Vec<SignedEntry>),
    /// Time passed; `hurry` where the network came back or the page came to the front.
    Wake {
        /// Try at once, unless the server asked to wait. Also where a long poll said that there is news.
        hurry: bool,
    },
    /// Compare everything with the server, as once a day and after a restore.
    CheckDigest,
    /// An answer came.
    Answered {
        /// To which request.
        ticket: u64,
        /// The answer.
        reply: Reply,
        /// What is kept of the records in it.
        standing: BTreeMap<Id, Copy>,
    },
    /// A long poll brought news: the page it brought is taken in, so that nothing is asked for twice. Where it does not
    /// go on from where the engine stands by now, the engine asks by itself.
    Heard {
        /// The cursor the poll went on from.
        since: Option<Cursor>,
        /// Its answer.
        answer: SyncAnswer,
        /// What is kept of the records in it.
        standing: BTreeMap<Id, Copy>,
    },
    /// A request brought no answer.
    Failed {
        /// Which.
        ticket: u64,
        /// Why.
        why: Failure,
    },
    /// The person took or declined the export that was offered.
    Exported,
}

/// What is to be done, in order.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Keep these, in this order. What follows waits for it.
    Keep(Vec<Write>),
    /// Ask the server.
    Send {
        /// Goes with the answer.
        ticket: u64,
        /// The request.
        request: Request,
    },
    /// Read these and bring them as [`Event::Loaded`].
    Load(Vec<Id>),
    /// Send [`Event::Wake`] at this time, and not after an earlier such effect any more.
    WakeAt(u64),
    /// These records changed: show them.
    Changed(Vec<Id>),
    /// Something a person, or the rest of the app, should know.
    Tell(News),
    /// Everything of this circle goes from the phone.
    Erase,
}

/// Something a person, or the rest of the app, should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// This version is too old for the server: nothing is sent, everything is kept.
    ReadOnly,
    /// The server does not know this phone: it registers again with its roster. **Never a reason to erase.**
    NotKnown,
    /// A lead put this phone out, or ended the circle. Offer the unsent records as a sealed export, then send
    /// [`Event::Exported`].
    OfferExport,
    /// The server refuses a record as it is; the others go on.
    Rejected(Id, Why),
    /// A record cannot be sent as it is: it is too large, or this phone waits for the circle's secrets.
    Unsendable(Id),
    /// A revision came that its device did not sign, or that only a lead may write: it does not count.
    NotBelieved(Id),
    /// A card this phone wrote had got a key it does not have: what it wrote stands under a new id, likely the same
    /// person.
    LikelySame {
        /// The card that is locked.
        locked: Id,
        /// Where this phone's version stands.
        ours: Id,
    },
    /// The server's roster is not believed.
    RosterNotBelieved(crate::roster::NotBelieved),
}
