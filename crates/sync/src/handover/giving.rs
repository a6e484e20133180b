//! What an engine puts into a bundle for one phone.

use std::collections::{BTreeMap, BTreeSet};

use tanomo_record::Id;
use tanomo_wire::{By, DeviceId, EntryHash, Fact, MAX_RECORDS, SignedEntry};

use super::Bundle;
use crate::engine::{Copy, Engine};
use crate::grant::Grant;
use crate::secret::Random;

/// Why nothing is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotGiven {
    /// The receiver is not in the circle, or was put out.
    NotIn,
    /// This phone was put out, or is too old.
    MayNot,
    /// There is nothing to hand over.
    Nothing,
}

impl Engine {
    /// Seals copies for another phone of the circle, with the roster entries it may lack. Of the grants only those to
    /// that phone go along, unless `all_grants`: what waits to be sent is carried on whole by a lead.
    ///
    /// # Errors
    /// [`NotGiven`].
    pub fn bundle(
        &self,
        to: DeviceId,
        copies: &BTreeMap<Id, Copy>,
        all_grants: bool,
        random: &mut impl Random,
    ) -> Result<Bundle, NotGiven> {
        if !self.roster().standing().is_in(&to) {
            return Err(NotGiven::NotIn);
        }
        let fits = |copy: &Copy| match copy.record().and_then(Grant::read) {
            Some(grant) => all_grants || grant.to == to,
            None => true,
        };
        // Erasures first, as within one push; and grants before the cards they open.
        let mut ids: Vec<Id> = copies.iter().filter(|(_, copy)| fits(copy)).map(|(id, _)| *id).collect();
        ids.sort_by_key(|id| match copies.get(id) {
            Some(Copy::Fact(..)) => 0,
            Some(copy) if copy.record().is_some_and(|record| Grant::read(record).is_some()) => 1,
            _ => 2,
        });
        let mut pushes = Vec::new();
        for ids in ids.chunks(MAX_RECORDS) {
            let some = ids.iter().filter_map(|id| Some((*id, copies.get(id)?.clone()))).collect();
            let push = self.hand_over(&some, random);
            if !push.is_empty() {
                pushes.push(push);
            }
        }
        if pushes.is_empty() {
            return Err(if self.hands_over() { NotGiven::Nothing } else { NotGiven::MayNot });
        }
        let entries = self.roster().entries();
        let known = known_by(entries, &to);
        let entries = entries.iter().filter(|entry| !known.contains(&entry.hash())).cloned().collect();
        Ok(Bundle { circle: self.roster().circle(), from: self.device(), to, entries, pushes })
    }
}

/// The entries a device is certain to have: those that the entries it signed, and the one that let it in, stand on. Who
/// writes an entry names all ends of the chain it knew.
pub fn known_by(entries: &[SignedEntry], device: &DeviceId) -> BTreeSet<EntryHash> {
    let mut known = BTreeSet::new();
    // Each entry stands after those it stands on, so one walk from the end is enough.
    for entry in entries.iter().rev() {
        let said = entry.entry();
        let wrote = said.by == By::Device(*device);
        let came = matches!(&said.fact, Fact::Add { device: added, .. } if added.id() == *device);
        let hash = entry.hash();
        if wrote {
            known.insert(hash);
        }
        if wrote || came || known.contains(&hash) {
            known.extend(said.after.iter().copied());
        }
    }
    known
}
