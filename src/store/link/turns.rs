//! The loop that feeds the engine and carries out what it says: one turn after the other, each on what stands on the
//! disk at that moment.
//!
//! Where the disk fails, the engine is dropped and opened anew from what was kept; so it never goes on from something
//! that was not.

mod copies;
mod effects;
mod keys;
mod shown;
mod told;
mod travel;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::pin;
use std::rc::Rc;

use futures::StreamExt as _;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::channel::oneshot;
use futures::future::{Either, select};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_record::Id;
use tanomo_sync::engine::{Copy, Effect, Engine, Event, Failure, News, Reply};
use tanomo_sync::{DeviceKeys, Random, record_id};
use tanomo_wire::{Change, Cursor, MAX_RECORDS, SignedEntry, SyncAnswer};

use super::daily::Compared;
use super::handover::{Taken, ids_of};
use super::kept::{self, Ground, Link, NotKept};
use super::{Poke, Travel, Way, asked, wakes};
use crate::browser::{clock, http};
use crate::store::journal::Journal;
use crate::store::{Store, Trouble, random, room};
pub(super) use told::join;

/// How many records are sealed and kept in one transaction.
const AT_ONCE: usize = 40;
/// How long before the disk is tried again, in milliseconds.
const AGAIN: i32 = 10_000;

/// The browser's own random numbers, for sealing and signing.
pub(super) struct BrowserRandom;

impl Random for BrowserRandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        // `open` refuses to begin where there are none.
        let _ = clock::random(bytes);
    }
}

/// What the loop is told.
pub(super) enum Turn {
    Poke(Poke),
    Answer {
        ticket: u64,
        answer: Result<Reply, Failure>,
    },
    /// A long poll's page.
    Heard {
        since: Option<Cursor>,
        page: Box<SyncAnswer>,
    },
    Signed(Vec<SignedEntry>),
    /// What another phone handed over; `tell` hears what it came to once it is kept.
    Handed {
        entries: Vec<SignedEntry>,
        changes: Vec<Change>,
        tell: oneshot::Sender<Taken>,
    },
    Exported,
}

/// An open way to the other phones. Copies of the `Rc` are the same one.
pub(super) struct Held {
    pub link: RefCell<Option<Link>>,
    pub keys: RefCell<Option<DeviceKeys>>,
    /// Nothing while another window has the engine, or the phone waits to be let in.
    pub engine: RefCell<Option<Engine>>,
    pub turns: UnboundedSender<Turn>,
    /// Names the engine at work.
    owner: RefCell<String>,
    registering: Cell<bool>,
    /// Photos are being sent.
    pub sending: Cell<bool>,
    /// Others are being had woken.
    pub waking: Cell<bool>,
}

impl Held {
    /// Whether the engine of this name is still at work here.
    pub(super) fn owns(&self, owner: &str) -> bool {
        self.engine.borrow().is_some() && *self.owner.borrow() == owner
    }

    /// Tells the loop of something.
    pub(super) fn turn(&self, turn: Turn) {
        let _ = self.turns.unbounded_send(turn);
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Why the loop stopped.
enum Ended {
    /// Everything of the circle is gone from this phone.
    Left,
    /// Another window goes on.
    NotMine,
    /// The disk failed.
    Broken(Trouble),
}

impl From<NotKept> for Ended {
    fn from(why: NotKept) -> Self {
        match why {
            NotKept::NotMine => Self::NotMine,
            NotKept::Phone(trouble) => Self::Broken(trouble),
        }
    }
}

impl From<Trouble> for Ended {
    fn from(trouble: Trouble) -> Self {
        Self::Broken(trouble)
    }
}

/// Goes on for as long as the app is open, if the circle travels at all. Called again it does nothing new.
pub(in crate::store) async fn go_on(store: Store) {
    if store.look(|inner| inner.way.is_some()) {
        return;
    }
    let Some(journal) = store.look(|inner| inner.journal.clone()) else { return };
    let Ok(Some(link)) = kept::link(&journal).await else { return };
    http::use_server(link.server.as_deref());
    let (turns, mut heard) = unbounded();
    let held = Rc::new(Held {
        link: RefCell::default(),
        keys: RefCell::default(),
        engine: RefCell::default(),
        turns,
        owner: RefCell::default(),
        registering: Cell::new(false),
        sending: Cell::new(false),
        waking: Cell::new(false),
    });
    let way = Way::of(&held);
    let _ = store.inner.try_update_value(|inner| inner.way = Some(way));
    super::listen::listen(store, &held);
    loop {
        let ended = match Line::open(store, &held, &journal).await {
            Ok(Some(mut line)) => {
                spawn_local(super::listen::wait_for_news(store, held.clone(), line.owner.clone()));
                line.go_on(&mut heard).await
            }
            // It waits to be let in.
            Ok(None) => match asked::until_let_in(store, &held, &journal, &mut heard).await {
                Ok(()) => continue,
                Err(trouble) => Ended::Broken(trouble),
            },
            Err(trouble) => Ended::Broken(trouble),
        };
        let _ = held.engine.take();
        match ended {
            Ended::Left => return,
            Ended::NotMine => until_in_front(&mut heard).await,
            Ended::Broken(trouble) => {
                if trouble == Trouble::Full {
                    store.full.set(true);
                }
                room::wait(AGAIN).await;
            }
        }
    }
}

/// Another window has the engine until this one comes to the front.
async fn until_in_front(heard: &mut UnboundedReceiver<Turn>) {
    while let Some(turn) = heard.next().await {
        if matches!(turn, Turn::Poke(Poke::Hurry)) {
            return;
        }
    }
}

/// One engine at work.
struct Line {
    store: Store,
    held: Rc<Held>,
    journal: Journal,
    circle: Id,
    owner: String,
    /// The generation of each record's text that was sealed last.
    sealed: BTreeMap<Id, u64>,
    compared: Compared,
    wake: u64,
    /// How many were to be sent when sending began.
    of: u32,
    roster: usize,
}

impl Line {
    async fn open(store: Store, held: &Rc<Held>, journal: &Journal) -> Result<Option<Self>, Trouble> {
        let link = kept::link(journal).await?.ok_or(Trouble::NotReady)?;
        let circle = store.look(|inner| inner.device.as_ref().map(|device| device.circle));
        let circle = circle.ok_or(Trouble::NotReady)?;
        let keys = link.keys().ok_or(Trouble::NotReady)?;
        let owner = Id::new(random()?).to_string();
        let opened = kept::open(journal, &link, &owner).await?;
        held.keys.replace(Some(keys.clone()));
        held.link.replace(Some(link));
        let Some(opened) = opened else { return Ok(None) };
        let engine = Engine::new(keys, kept::reading(), opened.roster, opened.secrets, opened.kept);
        held.engine.replace(Some(engine));
        held.owner.replace(owner.clone());
        store.travel.set(Travel::Settled(None));
        store.heard(None);
        let compared = Compared::read(journal).await?;
        let mut line = Self {
            store,
            held: held.clone(),
            journal: journal.clone(),
            circle,
            owner,
            sealed: opened.sealed,
            compared,
            wake: 0,
            of: 0,
            roster: 0,
        };
        line.note_roster();
        Ok(Some(line))
    }

    async fn go_on(&mut self, heard: &mut UnboundedReceiver<Turn>) -> Ended {
        self.held.turn(Turn::Poke(Poke::Cards));
        self.held.turn(Turn::Poke(Poke::Wrote));
        loop {
            let left = self.wake.saturating_sub(clock::now()).clamp(1, 60_000);
            let timer = pin!(room::wait(i32::try_from(left).unwrap_or(60_000)));
            let turn = match select(heard.next(), timer).await {
                Either::Left((Some(turn), _)) => Some(turn),
                Either::Left((None, _)) => return Ended::Left,
                Either::Right(_) => None,
            };
            if let Err(ended) = self.take(turn).await {
                return ended;
            }
        }
    }

    async fn take(&mut self, turn: Option<Turn>) -> Result<(), Ended> {
        match turn {
            None => self.step(Event::Wake { hurry: false }).await?,
            Some(Turn::Poke(Poke::Hurry)) => self.step(Event::Wake { hurry: true }).await?,
            Some(Turn::Poke(Poke::Wrote)) => self.seal_what_was_written().await?,
            Some(Turn::Poke(Poke::Cards)) => {
                self.cards().await?;
                self.seal_what_was_written().await?;
                self.grant();
                self.let_copies_leave().await?;
            }
            Some(Turn::Signed(entries)) => self.step(Event::Signed(entries)).await?,
            Some(Turn::Exported) => self.step(Event::Exported).await?,
            Some(Turn::Handed { entries, changes, tell }) => {
                let taken = self.take_over(entries, changes).await?;
                // Whoever asked may have left the screen.
                let _ = tell.send(taken);
            }
            Some(Turn::Answer { ticket, answer: Ok(reply) }) => {
                let ground = self.ground(&reply.ids()).await?;
                let synced = matches!(&reply, Reply::Sync(answer) if !answer.more);
                if let Reply::Sync(answer) = &reply {
                    self.store.heard(Some(answer.now));
                }
                let standing = ground.standing.clone();
                self.carry_out(Event::Answered { ticket, reply, standing }, ground).await?;
                if synced {
                    self.settled();
                    self.wake_others();
                    self.grant();
                    self.let_copies_leave().await?;
                    self.compare().await?;
                }
            }
            Some(Turn::Heard { since, page }) => {
                self.store.heard(Some(page.now));
                let ids: Vec<Id> = page.changes.iter().map(|change| record_id(change.revision.id)).collect();
                let ground = self.ground(&ids).await?;
                let standing = ground.standing.clone();
                self.carry_out(Event::Heard { since, answer: *page, standing }, ground).await?;
                self.settled();
                self.grant();
            }
            Some(Turn::Answer { ticket, answer: Err(why) }) => {
                self.failed(&why);
                self.step(Event::Failed { ticket, why }).await?;
            }
        }
        self.note_roster();
        Ok(())
    }

    /// Takes in what another phone handed over, in pieces that each are one transaction. Its roster comes first.
    async fn take_over(&mut self, entries: Vec<SignedEntry>, changes: Vec<Change>) -> Result<Taken, Ended> {
        if !entries.is_empty() {
            self.step(Event::Signed(entries)).await?;
        }
        let mut taken = Taken::default();
        for changes in changes.chunks(MAX_RECORDS) {
            let ground = self.ground(&ids_of(changes)).await?;
            let standing = ground.standing.clone();
            taken.closed += count(standing.values().filter(|copy| **copy == Copy::Unopened).count());
            for effect in self.effects(Event::Handed { changes: changes.to_vec(), standing }) {
                match &effect {
                    Effect::Changed(ids) => taken.new += count(ids.len()),
                    Effect::Tell(News::NotBelieved(_)) => taken.not_believed += 1,
                    _ => {}
                }
                Box::pin(self.effect(effect, &ground)).await?;
            }
            room::breathe().await;
        }
        self.grant();
        Ok(taken)
    }

    /// Cards were opened or closed.
    async fn cards(&mut self) -> Result<(), Ended> {
        let event = match self.key() {
            Some(key) => Event::CardsOpened {
                keys: kept::card_keys(&self.journal, self.circle, &key).await?,
                grants: self.grants_to_open(),
            },
            None => Event::CardsClosed,
        };
        self.step(event).await
    }

    fn key(&self) -> Option<crate::store::vault::SealingKey> {
        self.store.look(|inner| inner.key.clone())
    }

    async fn ground(&self, ids: &[Id]) -> Result<Ground, Ended> {
        Ok(Ground::read(&self.journal, self.circle, self.key(), ids).await?)
    }

    /// Feeds what a person wrote since it was last sealed. What is written meanwhile pokes again.
    async fn seal_what_was_written(&mut self) -> Result<(), Ended> {
        let written = self.written().await?;
        for ids in written.chunks(AT_ONCE) {
            let ground = self.ground(ids).await?;
            let (mut writes, mut rest) = (Vec::new(), Vec::new());
            for (&id, copy) in &ground.standing {
                // A closed card is sealed when it is opened.
                let Copy::Record(record) = copy else { continue };
                for effect in self.effects(Event::Wrote { id, record: record.clone() }) {
                    match effect {
                        Effect::Keep(more) => writes.extend(more),
                        effect => rest.push(effect),
                    }
                }
            }
            self.keep(&writes, &ground).await?;
            for effect in rest {
                Box::pin(self.effect(effect, &ground)).await?;
            }
            room::breathe().await;
        }
        Ok(())
    }

    /// Once a day everything is compared, while the server answers.
    async fn compare(&mut self) -> Result<(), Ended> {
        let now = clock::now();
        if self.compared.is_due(now) {
            self.compared.keep(&self.journal, now).await?;
            self.step(Event::CheckDigest).await?;
        }
        Ok(())
    }

    /// What others are to be told of is at the server now: they may be woken for it.
    fn wake_others(&self) {
        if self.store.unsent.get_untracked() == 0 {
            wakes::ask(self.store, &self.held, &self.journal);
        }
    }
}
