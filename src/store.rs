//! The phone's records and the only writer of them: `view → Store::run(Command) → decide → storage →
//! state → signal`. What a person did is on the disk before the screen says so.
//!
//! It knows no page and no words. The domain decides; this only carries out, in one queue.
//!
//! # Layout
//! - [`working`]: localStorage, what the app starts from; [`journal`]: IndexedDB, which is what "saved" means
//! - [`idb`]: IndexedDB as futures
//! - [`vault`]: cards sealed at rest; [`lock`]: opening and closing them
//! - [`late`]: what comes in a part of the module of its own; `start`: from the first paint to everything read; `write`: one command's way to the disk
//! - [`link`]: the circle's other phones
//! - [`circles`]: several circles on one phone
//! - [`photos`]: sealed photos of a home: kept, listed, collected
//! - `contact`: the server's day, by which cards lock
//! - [`device`]: what this phone knows of itself; [`drafts`]: forms somebody left
//! - `tabs`: other windows of the same phone; [`room`]: how full the phone is
//! - [`backup`]: export to a file and restore from one; `wipe`: everything of this phone gone

pub mod backup;
pub mod circles;
mod contact;
pub mod device;
pub mod drafts;
pub mod ended;
pub mod idb;
pub mod journal;
pub mod late;
pub mod link;
pub mod lock;
mod look;
pub mod photos;
pub mod room;
mod start;
mod sum;
mod tabs;
pub mod vault;
mod wipe;
pub mod working;
mod write;

pub use start::SAMPLE_NUMBER;

use crate::view::{RwSignal, Signal};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use futures::lock::Mutex;
use leptos::prelude::*;
use tanomo_domain::command::{Command, Context};
use tanomo_domain::date::{Date, Millis, tokyo_date};
use tanomo_domain::decide::decide;
use tanomo_domain::refusal::Refusal;
use tanomo_domain::row::Row;
use tanomo_domain::state::State;
use tanomo_domain::table::Table;
use tanomo_domain::view::Role;
use tanomo_domain::work_day::Head;
use tanomo_record::{Clock, Id};

use crate::browser::clock;
use device::Device;
use journal::Journal;
use vault::SealingKey;
use working::Working;

/// How far the start has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is known yet.
    Starting,
    /// There is no circle on this phone.
    Fresh,
    /// The first lines are on the screen; the records are being read.
    Painted,
    /// Everything is read; commands run.
    Ready,
    /// The browser lets nothing be kept at all.
    NoStorage,
}

/// What the state line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Everything is on the disk of this phone.
    Saved,
    /// It is being written.
    Writing,
    /// The browser has no IndexedDB, so what was written may be gone after a crash.
    Unsure,
    /// It could not be written, and why; nothing that was saved before is lost.
    Failed(Trouble),
}

/// Why a command did not come to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// The domain says no, or asks.
    Refused(Refusal),
    /// The records are still being read.
    NotReady,
    /// A first card needs a number of six digits before it can be sealed.
    NeedsNumber,
    /// The cards are closed right now.
    Locked,
    /// The phone is full.
    Full,
    /// A part of the app has not come and cannot be fetched now.
    PartMissing,
    /// The browser could not, in its own words.
    Browser(String),
}

impl Eq for Trouble {}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<idb::IdbError> for Trouble {
    fn from(error: idb::IdbError) -> Self {
        if error.name == "QuotaExceededError" {
            Self::Full
        } else {
            Self::Browser(format!("{}: {}", error.name, error.message))
        }
    }
}

/// What was done, for the screen that goes on from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// The ids the command was given, in order: the first new record has the first one.
    pub ids: Vec<Id>,
}

/// Up to so many changed lines are put in their places one by one; more are ordered anew with all.
const FEW: usize = 20;

/// The store; copies are the same one.
#[derive(Clone, Copy)]
pub struct Store {
    inner: StoredValue<Inner, LocalStorage>,
    queue: StoredValue<Rc<Mutex<()>>, LocalStorage>,
    phase: RwSignal<Phase>,
    changed: RwSignal<u64>,
    rows: RwSignal<Arc<Vec<Row>>>,
    saving: RwSignal<Saving>,
    unsent: RwSignal<u32>,
    open: RwSignal<bool>,
    damaged: RwSignal<u32>,
    full: RwSignal<bool>,
    travel: RwSignal<link::Travel>,
    photos: RwSignal<u64>,
}

/// Everything behind the signals.
struct Inner {
    device: Option<Device>,
    state: State,
    /// The generation each record was read or written at, to see what is newer elsewhere.
    generations: Table<u64>,
    journal: Option<Journal>,
    working: Option<Working>,
    /// Everything up to this generation is in memory and in the working set.
    generation: u64,
    clock: Clock,
    key: Option<SealingKey>,
    /// The number is right and cards are shown until then, in milliseconds of this window's own clock.
    open_until: f64,
    waiting: BTreeSet<Id>,
    /// Cards whose consent was ended in this window and can still be taken back.
    ended: BTreeSet<Id>,
    /// Records that do not travel, and why.
    stuck: BTreeMap<Id, link::Stuck>,
    tabs: Option<tabs::Tabs>,
    /// The way to the other phones, once it is open.
    way: Option<link::Way>,
    /// What the roster says this phone may do; nothing while the circle is on this phone alone.
    roster_role: Option<Role>,
    /// The server's last answer; nothing while the circle is on this phone alone.
    heard: Option<contact::Heard>,
}

impl Store {
    /// Makes the store, starts reading and hands it to every view below.
    pub fn provide() -> Self {
        let store = Self::new();
        provide_context(store);
        start::begin(store);
        store
    }

    /// The store of this app.
    pub fn here() -> Self {
        use_context().unwrap_or_else(Self::new)
    }

    fn new() -> Self {
        Self {
            inner: StoredValue::new_local(Inner {
                device: None,
                state: State::default(),
                generations: Table::default(),
                journal: None,
                working: None,
                generation: 0,
                clock: Clock::default(),
                key: None,
                open_until: 0.0,
                waiting: BTreeSet::new(),
                ended: BTreeSet::new(),
                stuck: BTreeMap::new(),
                tabs: None,
                way: None,
                roster_role: None,
                heard: None,
            }),
            queue: StoredValue::new_local(Rc::new(Mutex::new(()))),
            phase: RwSignal::new(Phase::Starting),
            changed: RwSignal::new(0),
            rows: RwSignal::new(Arc::new(Vec::new())),
            saving: RwSignal::new(Saving::Saved),
            unsent: RwSignal::new(0),
            open: RwSignal::new(false),
            damaged: RwSignal::new(0),
            full: RwSignal::new(false),
            travel: RwSignal::new(link::Travel::Alone),
            photos: RwSignal::new(0),
        }
    }

    /// How far the start has come.
    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// What the state line says about this phone.
    pub fn saving(self) -> Signal<Saving> {
        self.saving.into()
    }

    /// How many records wait to be sent.
    pub fn unsent(self) -> Signal<u32> {
        self.unsent.into()
    }

    /// How many records of each kind wait to be sent. A closed card says no kind, so it counts as a card.
    pub fn waiting(self) -> BTreeMap<String, usize> {
        self.unsent.track();
        self.look(|inner| {
            let mut kinds = BTreeMap::new();
            for &id in &inner.waiting {
                let record = inner.state.record(id);
                let kind = record.map_or(tanomo_domain::view::Resident::KIND, |record| record.kind());
                *kinds.entry(kind.to_owned()).or_default() += 1;
            }
            kinds
        })
    }

    /// Whether the cards are open right now.
    pub fn cards_open(self) -> Signal<bool> {
        self.open.into()
    }

    /// How many damaged values were set aside and read from the journal since the start.
    pub fn damaged(self) -> Signal<u32> {
        self.damaged.into()
    }

    /// Whether the phone is full, so that only the journal holds what is new.
    pub fn full(self) -> Signal<bool> {
        self.full.into()
    }

    /// How the records stand between the circle's phones.
    pub fn travel(self) -> Signal<link::Travel> {
        self.travel.into()
    }

    /// Counts up when sealed photos went to the server: what waits is to be asked for again.
    pub fn photos_sent(self) -> Signal<u64> {
        self.photos.into()
    }

    fn photos_moved(self) {
        self.photos.update(|count| *count += 1);
    }

    /// The lines of 困りごと in their order, from the first paint on.
    pub fn rows(self) -> Signal<Arc<Vec<Row>>> {
        self.rows.into()
    }

    /// What the last session kept of a day to paint it from.
    pub fn day_head(self, id: Id) -> Option<Head> {
        let days = self.look(|inner| inner.working.as_ref()?.days())?;
        days.into_iter().find(|head| head.id == id)
    }

    /// Reads the state; what reads it inside a view is read again when any record changes.
    pub fn with<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.changed.track();
        self.peek(read)
    }

    /// Looks behind the signals. (`with_value` of the stored value would be compiled once for each caller.)
    fn look<T>(self, look: impl FnOnce(&Inner) -> T) -> T {
        look(&self.inner.read_value())
    }

    /// Reads the state once.
    pub fn peek<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.look(|inner| read(&inner.state))
    }

    /// The member who carries this phone.
    pub fn me(self) -> Option<Id> {
        self.changed.track();
        self.look(|inner| inner.device.as_ref().map(|device| device.me))
    }

    /// What that member may do; a helper while nobody is known.
    pub fn role(self) -> Role {
        self.changed.track();
        self.role_now()
    }

    /// Between several phones the roster says who is a lead, on one phone the member's own record.
    fn role_now(self) -> Role {
        self.look(|inner| {
            let me = inner.device.as_ref().map(|device| device.me);
            let written =
                || me.and_then(|me| inner.state.member(me)).map_or(Role::Helper, |member| member.role);
            inner.roster_role.unwrap_or_else(written)
        })
    }

    /// Whether this is the circle to try things out in.
    pub fn is_sample(self) -> bool {
        self.changed.track();
        self.look(|inner| inner.device.as_ref().is_some_and(|device| device.sample))
    }

    /// Today where the circle is.
    pub fn today(self) -> Date {
        tokyo_date(now())
    }

    /// Carries out a command: decides, waits until the disk has it, then shows it.
    ///
    /// # Errors
    /// [`Trouble`]; then nothing was changed.
    pub async fn run(self, command: Command) -> Result<Done, Trouble> {
        self.run_telling(command, || {}).await
    }

    /// The same, and calls `kept` the moment the disk has it: the state follows a frame later.
    ///
    /// # Errors
    /// [`Trouble`]; then nothing was changed, and `kept` is not called.
    pub async fn run_telling(self, command: Command, kept: impl FnOnce() + 'static) -> Result<Done, Trouble> {
        late::run(self, command, Box::new(kept)).await?.await
    }

    async fn run_here(self, command: Command, kept: write::Kept) -> Result<Done, Trouble> {
        let queue = self.queue.get_value();
        let _turn = queue.lock().await;
        // Somebody may tap before everything has been read: the command waits, it is not refused.
        while matches!(self.phase.get_untracked(), Phase::Starting | Phase::Painted) {
            room::wait(20).await;
        }
        let me = self.look(|inner| inner.device.as_ref().map(|device| device.me));
        let me = me.ok_or(Trouble::NotReady)?;
        let role = self.role_now();
        let mut ctx = Context { now: now(), me, role, ids: fresh_ids()? };
        if let Command::Log(draft, _) = &command {
            self.name_by_form(&draft.form_number, &mut ctx).await;
        }
        let changes = self.peek(|state| decide(state, &ctx, command))?;
        write::write(self, changes, ctx.me, true, kept).await?;
        Ok(Done { ids: ctx.ids.to_vec() })
    }

    /// A paper form's number names its request, so that two phones that type it in make one. Where that request is
    /// here already, the person has said that this is another one.
    async fn name_by_form(self, typed: &str, ctx: &mut Context) {
        let number = tanomo_domain::form::number(typed);
        if number.is_empty() {
            return;
        }
        if let Some(id) =
            self.form_id(&number).await.filter(|&id| self.peek(|state| state.record(id).is_none()))
        {
            ctx.ids[0] = id;
        }
    }

    /// Takes one record into the state and keeps its line up to date. The signals are told by the caller.
    fn take_in(self, id: Id, record: tanomo_record::Record, generation: u64) {
        let _ = self.inner.try_update_value(|inner| {
            inner.generations.insert(id, generation);
            if let Some(stamp) = record.newest() {
                inner.clock.observe(stamp, clock::now());
            }
            inner.state.put(id, record);
        });
    }

    /// Computes the lines of these records' requests again and tells every view.
    fn tell(self, ids: &[Id]) {
        let (now, today) = (now(), self.today());
        let lines = self.look(|inner| {
            let me = inner.device.as_ref().map_or(Id::new([0; 16]), |device| device.me);
            let owners: BTreeSet<Id> = ids.iter().filter_map(|&id| inner.state.owner(id)).collect();
            let line = |request: Id| {
                let request = inner.state.request(request)?;
                Some(inner.state.row(request, me, today, now))
            };
            owners.into_iter().map(|request| (request, line(request))).collect::<Vec<_>>()
        });
        if !lines.is_empty() {
            self.rows.update(|rows| {
                let rows = Arc::make_mut(rows);
                if lines.len() > FEW {
                    let changed: BTreeSet<Id> = lines.iter().map(|(request, _)| *request).collect();
                    rows.retain(|row| !changed.contains(&row.id));
                    rows.extend(lines.into_iter().filter_map(|(_, line)| line));
                    tanomo_domain::row::in_order(rows);
                } else {
                    for (request, line) in lines {
                        tanomo_domain::row::put_in_order(rows, request, line);
                    }
                }
            });
        }
        self.changed.update(|version| *version += 1);
    }

    /// Computes every line again: much was read, or a new day began.
    fn tell_all(self) {
        self.rows.set(Arc::default());
        let ids: Vec<Id> = self.peek(|state| state.requests().map(|request| request.id).collect());
        self.tell(&ids);
    }
}

/// The time by this phone's clock.
pub fn now() -> Millis {
    Millis(i64::try_from(clock::now()).unwrap_or(i64::MAX))
}

fn fresh_ids() -> Result<[Id; 4], Trouble> {
    let mut ids = [Id::new([0; 16]); 4];
    for id in &mut ids {
        *id = Id::new(random()?);
    }
    Ok(ids)
}

/// Random bytes, or the one trouble without which nothing can be written safely.
fn random<const N: usize>() -> Result<[u8; N], Trouble> {
    let mut bytes = [0; N];
    clock::random(&mut bytes).map_err(|_| Trouble::Browser("no random numbers".to_owned()))?;
    Ok(bytes)
}
