//! Who may open a card: whom the domain says ([`State::reads_card`]), and nobody else. Each of their phones gets the
//! card's key in a record of its own; and once somebody who knows a key no longer reads, the card takes another one.

use std::collections::{BTreeMap, BTreeSet};

use tanomo_domain::cards::Reads;
use tanomo_domain::change::Change;
use tanomo_domain::date::Millis;
use tanomo_domain::state::State;
use tanomo_domain::view::{Resident, Role};
use tanomo_record::Id;
use tanomo_sync::Random;
use tanomo_sync::card::{CardKey, KeyName};
use tanomo_sync::engine::Engine;
use tanomo_sync::grant::{self, Grant};
use tanomo_wire::{DeviceId, Standing};

use super::people::role_of;

/// The grants that are missing, as far as this phone can give them: it has the keys only while the cards are open.
/// Whom to let see a card is a lead's to say; any phone that made a card gives it to the leads.
pub(super) fn missing(state: &State, engine: &Engine, now: Millis, random: &mut impl Random) -> Vec<Change> {
    let (me, standing) = (engine.me(), engine.roster().standing());
    let given: BTreeSet<_> = grants(state).map(|grant| (grant.card, grant.to, grant.key)).collect();
    let (i_lead, asked) = (standing.leads(&me), asked(state));
    let mut changes = Vec::new();
    for card in state.held_cards().map(|resident| resident.id) {
        let Some(key) = engine.card_key(card) else { continue };
        for (device, listed) in standing.devices() {
            if *device == me || listed.revoked.is_some() || given.contains(&(card, *device, key.name)) {
                continue;
            }
            let (member, role) = (Id::new(*listed.device.member.bytes()), role_of(listed.role));
            // Whoever was never accepted for anything there is asked about no further.
            let may = role == Role::Lead || i_lead && was_asked(state, &asked, card, member);
            if !may || state.reads_card(card, member, role, now) != Reads::Now {
                continue;
            }
            let to = (device, &listed.device.seal);
            let fields = grant::fields(&engine.roster().circle(), card, key, to, random);
            let Some(fields) = fields else { continue };
            let writes = fields.map(|(field, value)| (field.to_owned(), value)).to_vec();
            changes.push(Change { id: Id::new(random.draw()), kind: grant::KIND, writes });
        }
    }
    changes
}

/// Every grant that came.
pub(super) fn grants(state: &State) -> impl Iterator<Item = Grant> + '_ {
    state.records().filter_map(|(_, record)| Grant::read(record))
}

/// Who was accepted for something a card is about.
fn asked(state: &State) -> BTreeMap<Id, BTreeSet<Id>> {
    let mut asked = BTreeMap::<Id, BTreeSet<Id>>::new();
    for request in state.requests() {
        let Some(card) = request.resident else { continue };
        let accepted = state.responses(request.id).filter(|response| response.accepted());
        asked.entry(state.canonical(card)).or_default().extend(accepted.map(|r| state.canonical(r.member)));
    }
    asked
}

fn was_asked(state: &State, asked: &BTreeMap<Id, BTreeSet<Id>>, card: Id, member: Id) -> bool {
    asked.get(&state.canonical(card)).is_some_and(|members| members.contains(&state.canonical(member)))
}

/// Whether somebody who knows a key still is to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    /// All of them.
    Rightly,
    /// Not one whose phone was put out: the circle's own secret is another since.
    Outside,
    /// Not one who is in the circle: their last job there is over, or they lead no longer.
    Inside,
}

/// Who knows which keys of cards, by the grants that came.
struct Knowing<'a> {
    state: &'a State,
    standing: &'a Standing,
    me: DeviceId,
    now: Millis,
    /// Of each key, whose phones got it and which members gave it: they had it, whoever drew it.
    known: BTreeMap<(Id, KeyName), (BTreeSet<DeviceId>, BTreeSet<Id>)>,
}

impl<'a> Knowing<'a> {
    fn of(state: &'a State, engine: &'a Engine, now: Millis) -> Self {
        let mut known = BTreeMap::<_, (BTreeSet<_>, BTreeSet<_>)>::new();
        for (_, record) in state.records() {
            let Some(grant) = Grant::read(record) else { continue };
            let (to, by) = known.entry((grant.card, grant.key)).or_default();
            to.insert(grant.to);
            by.extend(record.fields().flat_map(|(_, values)| values).map(|written| written.by));
        }
        Self { state, standing: engine.roster().standing(), me: engine.me(), now, known }
    }

    fn known(&self, card: Id, key: KeyName) -> Known {
        let Some((to, by)) = self.known.get(&(card, key)) else { return Known::Rightly };
        let got = to.iter().filter(|device| **device != self.me).map(|device| self.device(card, device));
        let gave = by.iter().map(|member| self.member(card, *member));
        got.chain(gave).max().unwrap_or(Known::Rightly)
    }

    fn device(&self, card: Id, device: &DeviceId) -> Known {
        let Some(listed) = self.standing.device(device).filter(|listed| listed.revoked.is_none()) else {
            return Known::Outside;
        };
        let (member, role) = (Id::new(*listed.device.member.bytes()), role_of(listed.role));
        match self.state.reads_card(card, member, role, self.now) {
            Reads::Not => Known::Inside,
            Reads::Now | Reads::Until(_) => Known::Rightly,
        }
    }

    /// One of their phones is enough: which one gave it, a record does not say.
    fn member(&self, card: Id, member: Id) -> Known {
        let member = self.state.canonical(member);
        let theirs = self
            .standing
            .devices()
            .filter(|(_, listed)| self.state.canonical(Id::new(*listed.device.member.bytes())) == member);
        theirs.map(|(device, _)| self.device(card, device)).min().unwrap_or(Known::Outside)
    }
}

/// The keys with which these cards are to be sealed from now on, where it is not the one that is: one that this phone
/// has and only those know who are to, else a new one, which only a lead's phone can hand on.
pub(super) fn renewed(
    state: &State,
    engine: &Engine,
    cards: &[Id],
    now: Millis,
    random: &mut impl Random,
) -> Vec<(Id, CardKey)> {
    let knowing = Knowing::of(state, engine, now);
    let rightly = |card: Id, key: &CardKey| knowing.known(card, key.name) == Known::Rightly;
    let mut renewed = Vec::new();
    for &card in cards {
        let Some(newest) = engine.card_key(card).filter(|newest| !rightly(card, newest)) else { continue };
        let others = engine.card_keys(card).iter().rev().filter(|key| key.name != newest.name);
        let other = others.into_iter().find(|key| rightly(card, key)).cloned();
        let leads = knowing.standing.leads(&knowing.me);
        renewed.extend(other.or_else(|| leads.then(|| CardKey::draw(random))).map(|key| (card, key)));
    }
    renewed
}

/// The cards a lead's phone writes anew, as they are: somebody who is still in the circle knows the key and no longer
/// reads, and somebody else reads and may write on the card, but cannot hand another key on. Any other card takes its
/// new key when it is next written.
pub(super) fn to_seal_anew(state: &State, engine: &Engine, now: Millis) -> Vec<Change> {
    let knowing = Knowing::of(state, engine, now);
    if !knowing.standing.leads(&knowing.me) {
        return Vec::new();
    }
    let asked = asked(state);
    let cards = state.held_cards().map(|resident| resident.id).filter(|&card| {
        let key = engine.card_key(card).map(|key| key.name);
        let read = asked.get(&state.canonical(card)).into_iter().flatten();
        let mut read = read.map(|member| state.reads_card(card, *member, Role::Helper, now));
        key.is_some_and(|key| knowing.known(card, key) == Known::Inside) && read.any(|r| r == Reads::Now)
    });
    cards.map(|id| Change { id, kind: Resident::KIND, writes: Vec::new() }).collect()
}

#[cfg(test)]
mod tests;
