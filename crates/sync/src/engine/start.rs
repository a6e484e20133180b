//! Where an engine begins: with what was kept, and with what a kill left half done.

use std::collections::{BTreeMap, BTreeSet};

use tanomo_record::Id;

use super::{Copy, Effect, Engine, Kept, Mode, Reading, Refill, repair};
use crate::backoff::Backoff;
use crate::grant::Grant;
use crate::keys::{DeviceKeys, Secrets};
use crate::outbox::Outbox;
use crate::roster::Roster;
use crate::seal::RecordKeys;
use crate::secret::Random;
use crate::sign::LastPush;
use tanomo_wire::MAX_RECORDS;

/// What a phone was killed in the middle of.
#[derive(Debug, Default)]
pub(super) struct Unfinished {
    /// Erased cards that still stand.
    standing: BTreeSet<Id>,
    /// Cards that are locked although their key is here.
    locked: BTreeSet<Id>,
    /// Grants for this phone whose key is not here: the keys were lost, or kept in an older state than the grants.
    grants: Vec<Grant>,
}

impl Engine {
    /// The engine as it goes on from what was kept.
    pub fn new(keys: DeviceKeys, reading: Reading, roster: Roster, secrets: Secrets, kept: Kept) -> Self {
        let mut engine = Self {
            circle: roster.circle(),
            me: keys.id(),
            keys,
            reading,
            roster,
            secrets,
            cards: kept.cards,
            cards_open: true,
            heads: BTreeMap::new(),
            outbox: Outbox::default(),
            erased: BTreeSet::new(),
            unfinished: Unfinished::default(),
            aside: kept.aside,
            locked: BTreeSet::new(),
            last_push: LastPush::default(),
            record_keys: RecordKeys::default(),
            cursor: kept.cursor,
            refill: kept.refilling.then(Refill::default),
            resend: BTreeSet::new(),
            repair: repair::Repair::default(),
            roster_seen: kept.roster_seen,
            started: false,
            mode: Mode::Running,
            flight: None,
            tickets: 0,
            clock: 0,
            backoff: Backoff::default(),
            retry_at: 0,
            asked_until: 0,
            quiet_until: 0,
            most: MAX_RECORDS,
        };
        // A phone killed between keeping an entry and the secret in it finds that secret again.
        let mut all = Some(engine.secrets.clone());
        if engine.roster.collect_secrets(&engine.keys, &mut all) {
            engine.secrets = all.unwrap_or_else(|| engine.secrets.clone());
        }
        // Entries this phone signed and could not send before it was killed: what the server lacks is compared.
        if u32::try_from(engine.roster.entries().len()) != Ok(engine.roster_seen) {
            engine.forget_server_roster();
        }
        for (id, row) in kept.rows {
            if let Copy::Fact(record, _) = &row.copy {
                engine.erased.extend((engine.reading.erases)(record));
            }
            match &row.copy {
                Copy::Gone => {}
                Copy::Unopened => {
                    engine.unfinished.standing.insert(id);
                }
                Copy::Locked(card, _) => {
                    engine.locked.insert(id);
                    engine.unfinished.standing.insert(id);
                    if engine.cards.has(id, card.key) {
                        engine.unfinished.locked.insert(id);
                    }
                }
                Copy::Record(record) | Copy::Fact(record, _) => {
                    engine.unfinished.standing.insert(id);
                    engine.unfinished.grants.extend(Grant::read(record).filter(|grant| engine.lacks(grant)));
                }
            }
            engine.heads.extend(row.head.map(|head| (id, head)));
            if let Some(outgoing) = row.outgoing {
                engine.outbox.put(id, outgoing);
            }
        }
        let erased = &engine.erased;
        engine.unfinished.standing.retain(|id| erased.contains(id));
        engine
    }

    fn lacks(&self, grant: &Grant) -> bool {
        grant.to == self.me && !self.cards.has(grant.card, grant.key)
    }

    /// Finishes what a kill left half done, once, before the first event.
    pub(super) fn go_on(&mut self, now: u64, random: &mut impl Random, out: &mut Vec<Effect>) {
        let Unfinished { standing, mut locked, grants } = std::mem::take(&mut self.unfinished);
        let mut writes = Vec::new();
        // Killed between the entries that came and the epoch it begins because of them, a lead's phone begins it
        // now, before it seals anything.
        self.renew_epoch(now, random, &mut writes);
        for card in standing {
            let replace = self.roster.standing().leads(&self.me);
            self.erase(card, replace, &mut writes, random);
            locked.remove(&card);
        }
        for grant in grants {
            self.take_grant(&grant, &mut writes, out);
        }
        if !writes.is_empty() {
            out.insert(0, Effect::Keep(writes));
        }
        // What lay aside may open by now; and a phone killed before it could say so says it now.
        locked.extend(self.aside.keys());
        locked.extend(self.sealed_in_vain());
        if !locked.is_empty() {
            out.push(Effect::Load(locked.into_iter().collect()));
        }
        self.notice_end(out);
    }
}
