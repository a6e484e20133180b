//! What must hold whatever happens: some of it at every write, some at the end.

use tanomo_record::{Id, Record};
use tanomo_sync::card::KeyName;
use tanomo_sync::engine::Copy;
use tanomo_sync::{Roster, wire_id};
use tanomo_wire::EpochName;

use crate::people::{FORGED, is_open};
use crate::phone::{CARD, ERASURE, reading};
use crate::windows::Saved;
use crate::world::{Edit, Sealed, World};

impl World {
    /// An edit was saved: from here on it must not be lost.
    pub fn note_saved(&mut self, phone: usize, id: Id, saved: &Saved) {
        let all = self.all.entry(id).or_insert_with(|| Record::new(saved.record.kind()));
        all.merge(&saved.record);
        let erases = (reading().erases)(&saved.record);
        self.edits_of.entry(id).or_default().push(self.edits.len());
        let (dot, replaced) = (saved.dot, saved.replaced.clone());
        self.edits.push(Edit { phone, id, dot, replaced, erases, lost: false, away: false });
    }

    /// What was just written to a phone's disk.
    pub fn note_kept(&mut self, phone: usize, ids: &[Id]) {
        for &id in ids {
            if let Err(what) = self.look_at(phone, id) {
                self.fault(format!("phone {phone}: {id} {what}"));
            }
        }
    }

    fn look_at(&mut self, phone: usize, id: Id) -> Result<(), String> {
        let it = &self.phones[phone];
        let Some((_, row)) = it.journal.rows.get(&id) else { return Ok(()) };
        if row.copy != Copy::Gone && it.engine.as_ref().is_some_and(|engine| engine.is_erased(id)) {
            return Err("came back, and had been erased here".to_owned());
        }
        if let Some(revision) = row.outgoing.as_ref().map(|outgoing| &outgoing.revision)
            && !self.sealed.contains_key(&revision.rev)
        {
            let seen = row.copy.record().map(|record| record.seen().clone()).unwrap_or_default();
            let (rev, epoch) = (revision.rev, revision.epoch);
            let key = it.newest_key(id).map(|key| key.name);
            self.sealed.insert(rev, Sealed { id, seen, key });
            self.look_at_epoch(phone, epoch)?;
        }
        let it = &self.phones[phone];
        let Some(Copy::Record(record)) = it.journal.copy(id) else { return Ok(()) };
        if record.kind() == CARD {
            if !self.granted.get(&id).is_some_and(|readers| readers.contains(&phone)) {
                return Err("is a card, open here and granted to others".to_owned());
            }
            if let Some(key) = it.newest_key(id) {
                self.keys_of.entry(id).or_default().insert(key.name);
            }
        }
        if record.get(FORGED).is_some() {
            return Err("holds what a stranger wrote".to_owned());
        }
        for edit in self.edits_of.get(&id).into_iter().flatten().map(|&n| &self.edits[n]) {
            for (field, replaced) in edit.replaced.iter().filter(|_| record.seen().covers(edit.dot)) {
                if record.values(field).iter().any(|written| replaced.contains(&written.dot)) {
                    return Err(format!("{field}: what was replaced stands again"));
                }
            }
        }
        Ok(())
    }

    /// Nothing is sealed so that a device could open it whom the phone knows to be out, unless no lead is left who
    /// could begin an epoch, or none has yet.
    fn look_at_epoch(&self, phone: usize, epoch: EpochName) -> Result<(), String> {
        let it = &self.phones[phone];
        let Some(roster) = it.roster() else { return Ok(()) };
        let standing = roster.standing();
        let outside = |epoch: &EpochName| {
            let listed = |n: &usize| standing.device(&self.phones[*n].keys.id());
            (0..self.phones.len()).filter(|n| *n != phone).find(|n| {
                listed(n).is_some_and(|listed| listed.revoked.is_some())
                    && self.phones[*n].journal.facts.secrets.epoch(epoch).is_some()
            })
        };
        let Some(n) = outside(&epoch) else { return Ok(()) };
        let better =
            |name: &&EpochName| it.journal.facts.secrets.epoch(name).is_some() && outside(name).is_none();
        if standing.leads(&it.keys.id()) || standing.epochs().iter().any(|name| better(&name)) {
            return Err(format!("is sealed for phone {n}, which is out"));
        }
        Ok(())
    }

    /// A phone shows what it saved itself, now and after every start.
    pub fn check_own(&mut self, phone: usize) {
        let it = &self.phones[phone];
        let own = self.edits.iter().filter(|edit| edit.phone == phone && !edit.lost && !edit.away);
        let missing = own.filter(|edit| {
            if !it.journal.copy(edit.id).is_none_or(is_open) {
                return false;
            }
            // What a key that came too late locked out stands beside, also when the card is open again.
            let beside = self.beside.iter().filter(|(locked, _)| *locked == edit.id).map(|both| &both.1);
            let mut shown = std::iter::once(&edit.id).chain(beside).filter_map(|id| it.shown[0].get(id));
            !shown.any(|shown| shown.seen().covers(edit.dot))
        });
        let missing = missing.map(|edit| edit.id).next();
        if let Some(id) = missing {
            let kept = self.phones[phone].journal.copy(id).map(is_open);
            self.fault(format!("phone {phone} does not show what was saved on it, of {id} ({kept:?})"));
        }
    }

    /// A phone erased everything: a lead's entry in its own roster must say so.
    pub fn note_end(&mut self, phone: usize) {
        let it = &self.phones[phone];
        let circle = Roster::begin(it.journal.facts.entries[0].clone()).unwrap().circle();
        let roster = Roster::read(&circle, &it.journal.facts.entries).unwrap();
        if roster.standing().is_in(&it.keys.id()) {
            self.fault(format!("phone {phone} erased everything and was not put out"));
        }
        self.reckon_losses();
    }

    /// After a disk was lost or went back: an edit that is nowhere any more is covered by no promise.
    pub fn reckon_losses(&mut self) {
        let server = self.server.records();
        let on_server: Vec<_> =
            server.iter().filter_map(|change| self.sealed.get(&change.revision.rev)).collect();
        let lost: Vec<usize> = (0..self.edits.len())
            .filter(|&n| !self.edits[n].lost && !self.is_somewhere(&self.edits[n], &server, &on_server))
            .collect();
        for n in lost {
            self.edits[n].lost = true;
        }
    }

    /// What was nowhere may have come again: in a message that was late, by an old code or export, from a backup of
    /// the server's or of a phone's. Then it counts like everything else; a lead's erasure above all, which no phone
    /// may forget wherever it comes from.
    pub fn reckon_finds(&mut self) {
        let server = self.server.records();
        let found: Vec<usize> = (0..self.edits.len())
            .filter(|&n| self.edits[n].lost && self.is_somewhere(&self.edits[n], &server, &[]))
            .collect();
        for n in found {
            self.edits[n].lost = false;
        }
    }

    fn is_somewhere(&self, edit: &Edit, server: &[tanomo_wire::Change], on_server: &[&Sealed]) -> bool {
        let staying = || self.phones.iter().filter(|phone| !phone.left);
        if edit.erases.is_some() {
            let id = wire_id(edit.id);
            return staying().any(|phone| phone.journal.copy(edit.id).is_some())
                || server.iter().any(|change| change.revision.id == id);
        }
        if staying().any(|p| p.record(edit.id).is_some_and(|record| record.seen().covers(edit.dot))) {
            return true;
        }
        // Sealed on the server it can be read again, a card only with that key, if somebody still has it.
        let card = self.granted.contains_key(&edit.id);
        let readable = |key: Option<KeyName>| {
            let has = |key| staying().any(|phone| phone.journal.facts.cards.has(edit.id, key));
            !card || key.is_some_and(has)
        };
        let holds = |sealed: &&&Sealed| sealed.id == edit.id && sealed.seen.covers(edit.dot);
        on_server.iter().filter(holds).any(|sealed| readable(sealed.key))
    }

    /// The end: everybody who stays has the same, and everything is there.
    pub fn check(&self) -> Result<(), String> {
        // Whoever left saw an entry that put them out, even where nobody else has it any more. Two leads that put
        // everybody else out while they were apart leave nobody.
        let staying: Vec<usize> = (0..self.phones.len()).filter(|&n| !self.phones[n].left).collect();
        let Some(first) = staying.first() else { return Ok(()) };
        let roster = self.phones[*first].roster().ok_or(format!("phone {first} is not running"))?;
        for &n in &staying {
            let phone = &self.phones[n];
            if !roster.standing().is_in(&phone.keys.id()) {
                return Err(format!("phone {n} was put out and has not erased its copy"));
            }
            let theirs = phone.roster().ok_or(format!("phone {n} is not running"))?;
            if theirs.standing() != roster.standing() {
                return Err(format!("phone {n} has another roster"));
            }
            if phone.unsent() > 0 {
                return Err(format!("phone {n} still has {} to send", phone.unsent()));
            }
        }
        for id in self.all.keys() {
            self.check_one(*id, &staying)?;
        }
        for edit in &self.edits {
            self.check_edit(edit, &staying)?;
        }
        self.check_grants(&staying)
    }

    fn erased(&self, id: Id) -> bool {
        self.edits.iter().any(|edit| edit.erases == Some(id) && !edit.lost)
    }

    /// All hold the same of a record, and nothing of what was erased.
    fn check_one(&self, id: Id, staying: &[usize]) -> Result<(), String> {
        let copies: Vec<(usize, Option<&Copy>)> =
            staying.iter().map(|&n| (n, self.phones[n].journal.copy(id))).collect();
        if self.erased(id) {
            if let Some((n, _)) = copies.iter().find(|(_, copy)| copy.is_some_and(|copy| *copy != Copy::Gone))
            {
                return Err(format!("phone {n} holds {id}, which was erased"));
            }
            // It is a lead's phone that replaces what the server holds: the next one's, where none is left.
            if !staying.iter().any(|&n| n < 2) {
                return Ok(());
            }
            // One bucket: a tombstone. A card of one field takes more.
            let left = self.server.record(wire_id(id)).map(|change| change.revision.sealed.bytes().len());
            return match left {
                None | Some(88) => Ok(()),
                Some(_) => Err(format!("the server still holds {id}, which was erased")),
            };
        }
        let edits: Vec<&Edit> = self.edits_of[&id].iter().map(|&n| &self.edits[n]).collect();
        let known = copies.iter().filter(|(_, copy)| copy.is_some()).count();
        let lost = edits.iter().all(|edit| edit.lost);
        if known < staying.len() && !lost {
            return Err(format!("{id} is on {known} of {} phones", staying.len()));
        }
        let open: Vec<_> =
            copies.iter().filter_map(|(n, copy)| Some((*n, copy.and_then(Copy::record)?))).collect();
        let Some((first, record)) = open.first() else {
            return if lost || self.is_beside(id) { Ok(()) } else { Err(format!("nobody can read {id}")) };
        };
        if let Some((n, _)) = open.iter().find(|(_, other)| other != record) {
            return Err(format!("{id} differs on phones {first} and {n}"));
        }
        if record.kind() == ERASURE {
            // Written once: of two leads' erasures of one card either stands.
            return Ok(());
        }
        if record.kind() != CARD && open.len() < staying.len() && !lost {
            return Err(format!("{id} is locked for somebody and is no card"));
        }
        // Nothing applied twice, no conflict that was settled open again, nothing settled by itself.
        let whole = !edits.iter().any(|edit| edit.lost) && !self.is_beside(id);
        if whole && self.all.get(&id) != Some(record) {
            return Err(format!("{id} is not what was written"));
        }
        Ok(())
    }

    fn is_beside(&self, id: Id) -> bool {
        self.beside.iter().any(|(locked, ours)| *locked == id || *ours == id)
    }

    fn check_edit(&self, edit: &Edit, staying: &[usize]) -> Result<(), String> {
        let Edit { phone, id, dot, .. } = edit;
        if edit.lost || self.erased(*id) || edit.erases.is_some() {
            return Ok(());
        }
        // Locked for its writer, it stands under another id for those who have that one's key.
        let ids: Vec<Id> = self.beside.iter().filter(|(locked, _)| locked == id).map(|both| both.1).collect();
        let (mut found, mut lacking) = (false, None);
        for &n in staying {
            let records = std::iter::once(id).chain(&ids).filter_map(|id| self.phones[n].record(*id));
            for times in records.map(|record| times_of(record, edit)) {
                if times.iter().any(|&times| times > 1) {
                    return Err(format!("an edit of {id} saved on phone {phone} is on phone {n} twice"));
                }
                let whole = times.iter().all(|&times| times == 1);
                found |= whole;
                lacking = lacking.or((!whole).then_some(n));
            }
        }
        match lacking {
            Some(n) if ids.is_empty() || !found => {
                Err(format!("an edit of {id} saved on phone {phone} ({dot:?}) is not on phone {n}"))
            }
            _ => Ok(()),
        }
    }

    /// Who was granted a card opens it; the leads open whatever one of them does.
    fn check_grants(&self, staying: &[usize]) -> Result<(), String> {
        for (grant, card, phone, name) in &self.grants {
            if self.edits_of[grant].iter().all(|&n| self.edits[n].lost) {
                continue;
            }
            let locked = match self.phones[*phone].journal.copy(*card) {
                Some(Copy::Locked(sealed, _)) => sealed.key == *name,
                _ => false,
            };
            let lead = staying.iter().any(|&n| n < 2 && self.phones[n].record(*card).is_some());
            if staying.contains(phone) && locked && lead {
                return Err(format!("phone {phone} was granted {card} and cannot open it"));
            }
        }
        for (card, _) in
            self.granted.iter().filter(|(card, _)| self.keys_of.get(card).is_some_and(|k| k.len() == 1))
        {
            let leads: Vec<bool> =
                staying.iter().filter(|&&n| n < 2).map(|&n| self.phones[n].record(*card).is_some()).collect();
            if leads.contains(&true) && leads.contains(&false) {
                return Err(format!("one lead cannot open {card}"));
            }
        }
        Ok(())
    }
}

/// How often an edit's write of each of its fields is in a record.
fn times_of(record: &Record, edit: &Edit) -> Vec<usize> {
    let history = record.history();
    let times = |field: &String| history.iter().filter(|e| e.field == field && e.to.dot == edit.dot).count();
    edit.replaced.iter().map(|(field, _)| times(field)).collect()
}
