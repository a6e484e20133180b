//! What outlives a kill: the journal in IndexedDB, which is the truth, and the working set in localStorage, which
//! may come back older, cut, with keys missing, or empty.

use std::collections::{BTreeMap, BTreeSet};

use tanomo_record::{Id, ReplicaId};
use tanomo_sync::card::CardKeys;
use tanomo_sync::engine::{Copy, Kept, Row, Write};
use tanomo_sync::{Roster, Secrets};
use tanomo_wire::{Change, Cursor, SignedEntry};

use crate::seeded::Seeded;

/// What a phone knows beside records, in both stores.
#[derive(Clone)]
pub struct Facts {
    /// The name its writes go under.
    pub replica: ReplicaId,
    /// The roster.
    pub entries: Vec<SignedEntry>,
    /// The circle's secrets.
    pub secrets: Secrets,
    /// The keys of cards.
    pub cards: CardKeys,
}

/// IndexedDB. Each transaction gives its rows the next generation.
#[derive(Clone)]
pub struct Journal {
    /// The phone's own facts.
    pub facts: Facts,
    /// Each record with the generation that wrote it last.
    pub rows: BTreeMap<Id, (u64, Row)>,
    /// Records a window wrote that the engine has not sealed yet.
    pub unsealed: BTreeSet<Id>,
    /// The newest generation.
    pub generation: u64,
    aside: BTreeMap<Id, Change>,
    cursor: Option<Cursor>,
    refilling: bool,
    roster_seen: u32,
    /// Written since they were last read back from their text.
    fresh: BTreeSet<Id>,
}

impl Journal {
    /// That of a phone that was just let in.
    pub fn new(replica: ReplicaId, roster: &Roster, secrets: Secrets) -> Self {
        let entries = roster.entries().to_vec();
        let roster_seen = u32::try_from(entries.len()).unwrap();
        Self {
            facts: Facts { replica, entries, secrets, cards: CardKeys::default() },
            rows: BTreeMap::new(),
            unsealed: BTreeSet::new(),
            generation: 0,
            aside: BTreeMap::new(),
            cursor: None,
            refilling: false,
            roster_seen,
            fresh: BTreeSet::new(),
        }
    }

    /// Writes one thing.
    pub fn write(&mut self, write: Write) {
        match write {
            Write::Row(id, row) => self.put(id, *row),
            Write::Aside(id, Some(change)) => drop(self.aside.insert(id, *change)),
            Write::Aside(id, None) => drop(self.aside.remove(&id)),
            Write::Entries(entries) => self.facts.entries.extend(entries),
            Write::Secrets(secrets) => self.facts.secrets = secrets,
            Write::CardKey(id, key) => drop(self.facts.cards.add(id, key)),
            Write::ForgetCard(id) => self.facts.cards.forget(id),
            Write::Cursor { cursor, refilling, roster_seen } => {
                (self.cursor, self.refilling, self.roster_seen) = (cursor, refilling, roster_seen);
            }
        }
    }

    /// Writes a row.
    pub fn put(&mut self, id: Id, row: Row) {
        self.rows.insert(id, (self.generation, row));
        self.fresh.insert(id);
    }

    /// What is kept of a record.
    pub fn copy(&self, id: Id) -> Option<&Copy> {
        Some(&self.rows.get(&id)?.1.copy)
    }

    /// What is kept of some records.
    pub fn copies(&self, ids: &[Id]) -> BTreeMap<Id, Copy> {
        ids.iter().filter_map(|id| Some((*id, self.copy(*id)?.clone()))).collect()
    }

    /// Everything, for the engine's start: as text and back, as on a real disk.
    pub fn kept(&mut self) -> Kept {
        for id in std::mem::take(&mut self.fresh) {
            if let Some((_, row)) = self.rows.get_mut(&id) {
                *row = Row::from_text(&row.to_text()).unwrap();
            }
        }
        Kept {
            rows: self.rows.iter().map(|(id, (_, row))| (*id, row.clone())).collect(),
            aside: self.aside.clone(),
            cards: self.facts.cards.clone(),
            cursor: self.cursor,
            refilling: self.refilling,
            roster_seen: self.roster_seen,
        }
    }

    /// IndexedDB is empty: what localStorage has is all there is, everything is pulled anew, and everything that
    /// is left counts as not sent.
    pub fn rebuild(&mut self, working: &Working) {
        let rows: BTreeMap<Id, (u64, Row)> =
            working.ids().into_iter().filter_map(|id| Some((id, working.read(id)?))).collect();
        self.facts.clone_from(&working.facts);
        let open = rows.iter().filter(|(_, (_, row))| matches!(row.copy, Copy::Record(_)));
        self.unsealed = open.map(|(id, _)| *id).collect();
        self.rows = rows;
        self.aside.clear();
        self.cursor = None;
        self.refilling = true;
        self.roster_seen = 0;
    }
}

/// localStorage: one value a record, each with its generation.
#[derive(Clone)]
pub struct Working {
    /// The phone's own facts, under one key.
    pub facts: Facts,
    values: BTreeMap<Id, (u64, Row)>,
    /// Values that were cut.
    torn: BTreeSet<Id>,
}

impl Working {
    /// One that is empty but for the facts.
    pub fn new(facts: Facts) -> Self {
        Self { facts, values: BTreeMap::new(), torn: BTreeSet::new() }
    }

    /// Takes over a row of the journal. Of what was erased it keeps nothing.
    pub fn follow(&mut self, journal: &Journal, id: Id) {
        let Some((generation, row)) = journal.rows.get(&id) else { return };
        self.torn.remove(&id);
        if row.copy == Copy::Gone {
            self.values.remove(&id);
        } else {
            self.values.insert(id, (*generation, row.clone()));
        }
    }

    /// The records with a value.
    pub fn ids(&self) -> Vec<Id> {
        self.values.keys().copied().collect()
    }

    /// A value, if it is there and whole; one that was cut does not parse and is put aside.
    pub fn read(&self, id: Id) -> Option<(u64, Row)> {
        let (generation, row) = self.values.get(&id)?;
        if self.torn.contains(&id) {
            let text = row.to_text();
            return Some((*generation, Row::from_text(text.get(..text.len() / 2)?).ok()?));
        }
        Some((*generation, row.clone()))
    }

    /// After a kill: each value that had not reached the disk may be the older one. Says how many are.
    pub fn roll_back(&mut self, flushed: &Self, random: &mut Seeded) -> u64 {
        let all = self.values.keys().chain(flushed.values.keys()).copied().collect::<BTreeSet<_>>();
        let mut older = 0;
        for id in all {
            let same =
                self.values.get(&id).map(|value| value.0) == flushed.values.get(&id).map(|value| value.0);
            if same || random.one_in(4) {
                continue;
            }
            older += 1;
            match flushed.values.get(&id) {
                Some(value) => drop(self.values.insert(id, value.clone())),
                None => drop(self.values.remove(&id)),
            }
        }
        if random.one_in(2) {
            self.facts.clone_from(&flushed.facts);
        }
        older
    }

    /// Cuts a value.
    pub fn tear(&mut self, id: Id) {
        self.torn.insert(id);
    }

    /// Loses a key.
    pub fn lose(&mut self, id: Id) {
        self.values.remove(&id);
    }

    /// Loses everything but the facts, which are in IndexedDB too.
    pub fn clear(&mut self) {
        self.values.clear();
        self.torn.clear();
    }
}
