//! What a roster's entries come to: which devices there are, who is a lead, who is out. Phones and the
//! server work it out with the same code; phones check every signature before an entry comes in here.
//!
//! Two leads who were offline may each have gone on from the same entry. Then both branches count, in an
//! order that follows from the entries alone, and **revocation wins**: of what a revoked device wrote
//! without having seen its revocation, only its own revocations stand. A thief who holds a lead's phone can
//! therefore let nobody in by pretending to have been offline.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::entry::{By, Device, DeviceKind, Entry, Fact, Role, SignedEntry};
use crate::{CircleId, DeviceId, EntryHash, EpochName, InviteId, SignKey};

/// Why an entry does not come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It stands on an entry that is not here, or begins another circle.
    WrongPredecessor,
    /// Its author was not there, was out already, or was no lead there.
    NotALead,
    /// The invitation is for another role, was used, was withdrawn or was never given.
    NotInvited,
    /// It adds what is there already: a device, an epoch or an invitation of that name.
    Twice,
    /// It speaks of a device or invitation that is not there.
    Nobody,
    /// The circle has ended.
    Ended,
    /// The roster is full.
    Full,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WrongPredecessor => "the entry stands on one that is not here",
            Self::NotALead => "the entry's author was no lead there",
            Self::NotInvited => "the invitation does not stand",
            Self::Twice => "the entry adds what is there already",
            Self::Nobody => "the entry speaks of somebody who is not there",
            Self::Ended => "the circle has ended",
            Self::Full => "the roster is full",
        })
    }
}

impl std::error::Error for Refused {}

/// A device and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The device as it came in; its role may have changed.
    pub device: Device,
    /// Its role now.
    pub role: Role,
    /// The entry that put it out.
    pub revoked: Option<EntryHash>,
    role_by: usize,
}

impl Listed {
    /// Whether it is in and a lead.
    pub const fn leads(&self) -> bool {
        matches!(self.role, Role::Lead) && self.revoked.is_none()
    }
}

/// What some entries come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    devices: BTreeMap<DeviceId, Listed>,
    invites: BTreeMap<InviteId, (SignKey, Role)>,
    epochs: Vec<EpochName>,
    ended: bool,
}

impl Standing {
    /// Every device that ever was in, by name.
    pub fn devices(&self) -> impl Iterator<Item = (&DeviceId, &Listed)> {
        self.devices.iter()
    }

    /// A device, revoked or not.
    pub fn device(&self, id: &DeviceId) -> Option<&Listed> {
        self.devices.get(id)
    }

    /// Whether a device is in.
    pub fn is_in(&self, id: &DeviceId) -> bool {
        self.devices.get(id).is_some_and(|listed| listed.revoked.is_none())
    }

    /// Whether a device is in and a lead.
    pub fn leads(&self, id: &DeviceId) -> bool {
        self.devices.get(id).is_some_and(Listed::leads)
    }

    /// An invitation that is neither used nor withdrawn: its key and the role it gives.
    pub fn invite(&self, id: &InviteId) -> Option<(SignKey, Role)> {
        self.invites.get(id).copied()
    }

    /// The epochs, oldest first; the last is the one to seal with.
    pub fn epochs(&self) -> &[EpochName] {
        &self.epochs
    }

    /// Whether the circle has ended.
    pub const fn ended(&self) -> bool {
        self.ended
    }
}

/// A set of small numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Bits(Vec<u64>);

impl Bits {
    fn add(&mut self, n: usize) {
        if self.0.len() <= n / 64 {
            self.0.resize(n / 64 + 1, 0);
        }
        self.0[n / 64] |= 1 << (n % 64);
    }

    fn join(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(to, word)| *to |= word);
    }

    fn has(&self, n: usize) -> bool {
        self.0.get(n / 64).is_some_and(|word| word >> (n % 64) & 1 == 1)
    }
}

/// A roster: entries, each after those it stands on.
#[derive(Clone, Debug)]
pub struct Chain {
    circle: CircleId,
    entries: Vec<SignedEntry>,
    index: BTreeMap<EntryHash, usize>,
    names: Vec<EntryHash>,
    /// For each entry, all it stands on, near and far.
    past: Vec<Bits>,
    ends: BTreeSet<EntryHash>,
    standing: Standing,
}

impl Chain {
    /// Begins with a circle's first entry.
    ///
    /// # Errors
    /// [`Refused`] where it is not one: it must found, stand on nothing, and be by the device it names, a lead.
    pub fn begin(first: SignedEntry) -> Result<Self, Refused> {
        let entry = first.entry();
        let Fact::Found { device, .. } = &entry.fact else { return Err(Refused::WrongPredecessor) };
        if !entry.after.is_empty() {
            return Err(Refused::WrongPredecessor);
        }
        if entry.by != By::Device(device.id())
            || device.role != Role::Lead
            || device.kind != DeviceKind::Phone
        {
            return Err(Refused::NotALead);
        }
        let hash = first.hash();
        let mut chain = Self {
            circle: hash.into(),
            entries: vec![first],
            index: BTreeMap::from([(hash, 0)]),
            names: vec![hash],
            past: vec![Bits::default()],
            ends: BTreeSet::from([hash]),
            standing: Standing::default(),
        };
        chain.standing = chain.come_to(None);
        Ok(chain)
    }

    /// The circle's name: the hash of the first entry.
    pub const fn circle(&self) -> CircleId {
        self.circle
    }

    /// The entries, in the order they came in.
    pub fn entries(&self) -> &[SignedEntry] {
        &self.entries
    }

    /// An entry of that name.
    pub fn entry(&self, hash: &EntryHash) -> Option<&SignedEntry> {
        self.index.get(hash).and_then(|&n| self.entries.get(n))
    }

    /// The entries nothing stands on yet, in order: what the next one is `after`.
    pub fn ends(&self) -> Vec<EntryHash> {
        self.ends.iter().copied().collect()
    }

    /// What all entries come to.
    pub const fn standing(&self) -> &Standing {
        &self.standing
    }

    /// What was so where an entry was written: what the entries it stands on come to.
    ///
    /// # Errors
    /// [`Refused::WrongPredecessor`] where one of those is not here, or there is none.
    pub fn standing_before(&self, entry: &Entry) -> Result<Standing, Refused> {
        Ok(self.standing_at(entry, &self.past_of(entry)?))
    }

    fn standing_at(&self, entry: &Entry, past: &Bits) -> Standing {
        // Where the author had seen everything, what stands now is what stood there.
        if entry.after.len() == self.ends.len() && entry.after.iter().eq(&self.ends) {
            self.standing.clone()
        } else {
            self.come_to(Some(past))
        }
    }

    /// Takes an entry in; says whether it was new. Its signature must have been checked, or be none of the
    /// caller's business.
    ///
    /// # Errors
    /// [`Refused`], and the chain is as before.
    pub fn add(&mut self, signed: SignedEntry) -> Result<bool, Refused> {
        let hash = signed.hash();
        if self.index.contains_key(&hash) {
            return Ok(false);
        }
        if self.entries.len() >= crate::MAX_ENTRIES {
            return Err(Refused::Full);
        }
        let entry = signed.entry();
        let past = self.past_of(entry)?;
        allowed(&self.standing_at(entry, &past), entry)?;
        entry.after.iter().for_each(|hash| {
            self.ends.remove(hash);
        });
        self.ends.insert(hash);
        self.index.insert(hash, self.entries.len());
        self.names.push(hash);
        self.past.push(past);
        self.entries.push(signed);
        self.standing = self.come_to(None);
        Ok(true)
    }

    fn past_of(&self, entry: &Entry) -> Result<Bits, Refused> {
        if entry.after.is_empty() {
            return Err(Refused::WrongPredecessor);
        }
        let mut past = Bits::default();
        for hash in &entry.after {
            let &n = self.index.get(hash).ok_or(Refused::WrongPredecessor)?;
            past.join(&self.past[n]);
            past.add(n);
        }
        Ok(past)
    }

    /// The entries of a set, or all, each after those it stands on, and of several that could come next the
    /// one with the smallest hash: the same on every phone.
    fn in_order(&self, of: Option<&Bits>) -> Vec<usize> {
        let inside = |n: &usize| of.is_none_or(|set| set.has(*n));
        let mut waiting: BTreeMap<usize, usize> = BTreeMap::new();
        let mut next: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut ready = BTreeSet::new();
        for n in (0..self.entries.len()).filter(inside) {
            let after = &self.entries[n].entry().after;
            if after.is_empty() {
                ready.insert((self.names[n], n));
            }
            waiting.insert(n, after.len());
            after.iter().filter_map(|hash| self.index.get(hash)).for_each(|&p| {
                next.entry(p).or_default().push(n);
            });
        }
        let mut order = Vec::with_capacity(waiting.len());
        while let Some((_, n)) = ready.pop_first() {
            order.push(n);
            for &later in next.get(&n).into_iter().flatten() {
                if let Some(left) = waiting.get_mut(&later) {
                    *left -= 1;
                    if *left == 0 {
                        ready.insert((self.names[later], later));
                    }
                }
            }
        }
        order
    }

    /// What a set of entries, or all, come to. Total: whatever came in has an outcome.
    fn come_to(&self, of: Option<&Bits>) -> Standing {
        let order = self.in_order(of);
        let revoking = |n: usize| match (&self.entries[n].entry().fact, self.entries[n].entry().by) {
            (Fact::Revoke { device }, By::Device(_)) => Some((n, *device)),
            _ => None,
        };
        let claimed: Vec<(usize, DeviceId)> = order.iter().filter_map(|&n| revoking(n)).collect();
        // A revocation by a device that never came in, because who let it in was out, takes nothing away.
        let first = self.apply_all(&order, &claimed);
        let stands = |&(n, _): &(usize, DeviceId)| match self.entries[n].entry().by {
            By::Device(author) => first.devices.contains_key(&author),
            By::Invite(_) => false,
        };
        let standing: Vec<_> = claimed.iter().copied().filter(stands).collect();
        if standing.len() == claimed.len() { first } else { self.apply_all(&order, &standing) }
    }

    /// Lets the entries count one after another, but for what revoked devices wrote apart from their
    /// revocation: neither had seen the other.
    fn apply_all(&self, order: &[usize], revocations: &[(usize, DeviceId)]) -> Standing {
        let mut standing = Standing::default();
        for &n in order {
            let entry = self.entries[n].entry();
            let apart = |&(r, device): &(usize, DeviceId)| {
                entry.by == By::Device(device) && r != n && !self.past[n].has(r) && !self.past[r].has(n)
            };
            let revokes = matches!(entry.fact, Fact::Revoke { .. });
            if revokes || !revocations.iter().any(apart) {
                self.apply(&mut standing, n);
            }
        }
        standing
    }

    /// Lets one entry count, unless its author never came in.
    fn apply(&self, standing: &mut Standing, n: usize) {
        let entry = self.entries[n].entry();
        let known = match entry.by {
            By::Device(id) => standing.devices.contains_key(&id) || matches!(entry.fact, Fact::Found { .. }),
            By::Invite(id) => standing.invites.contains_key(&id),
        };
        if !known {
            return;
        }
        match &entry.fact {
            Fact::Found { device, .. } | Fact::Add { device, .. } => {
                if let By::Invite(invite) = entry.by {
                    // Two newcomers with one link: the first in the order is in.
                    standing.invites.remove(&invite);
                }
                let listed = Listed { device: *device, role: device.role, revoked: None, role_by: n };
                standing.devices.entry(device.id()).or_insert(listed);
            }
            Fact::Assign { device, role } => {
                if let Some(listed) = standing.devices.get_mut(device) {
                    // Of two roles given apart, the lesser.
                    let apart = !self.past[n].has(listed.role_by);
                    listed.role = if apart { listed.role.min(*role) } else { *role };
                    listed.role_by = n;
                }
            }
            Fact::Revoke { device } => {
                if let Some(listed) = standing.devices.get_mut(device) {
                    listed.revoked.get_or_insert(self.names[n]);
                }
            }
            Fact::Epoch { name, .. } => {
                if !standing.epochs.contains(name) {
                    standing.epochs.push(*name);
                }
            }
            Fact::Share { .. } => {}
            Fact::Invite { key, role } => {
                standing.invites.insert(InviteId::of(key), (*key, *role));
            }
            Fact::Withdraw { invite } => {
                standing.invites.remove(invite);
            }
            Fact::End => standing.ended = true,
        }
    }
}

/// Whether an entry may be written where `there` stands.
fn allowed(there: &Standing, entry: &Entry) -> Result<(), Refused> {
    if there.ended {
        return Err(Refused::Ended);
    }
    match entry.by {
        By::Device(id) if !there.leads(&id) => return Err(Refused::NotALead),
        By::Device(_) => {}
        By::Invite(id) => {
            let (_, role) = there.invites.get(&id).ok_or(Refused::NotInvited)?;
            let Fact::Add { device, secrets: None } = &entry.fact else { return Err(Refused::NotInvited) };
            if device.role != *role || device.kind != DeviceKind::Phone {
                return Err(Refused::NotInvited);
            }
        }
    }
    match &entry.fact {
        Fact::Found { .. } => Err(Refused::WrongPredecessor),
        Fact::Add { device, .. } if there.devices.contains_key(&device.id()) => Err(Refused::Twice),
        Fact::Add { .. } if there.devices.len() >= crate::MAX_DEVICES => Err(Refused::Full),
        Fact::Add { .. } | Fact::End => Ok(()),
        Fact::Assign { device, .. } | Fact::Revoke { device } | Fact::Share { device, .. } => {
            if there.is_in(device) { Ok(()) } else { Err(Refused::Nobody) }
        }
        Fact::Epoch { name, .. } if there.epochs.contains(name) => Err(Refused::Twice),
        Fact::Epoch { wrapped, .. } => {
            if wrapped.iter().all(|(device, _)| there.is_in(device)) {
                Ok(())
            } else {
                Err(Refused::Nobody)
            }
        }
        // A link that makes leads would hand the circle to whoever finds it.
        Fact::Invite { role: Role::Lead, .. } => Err(Refused::NotALead),
        Fact::Invite { key, .. } if there.invites.contains_key(&InviteId::of(key)) => Err(Refused::Twice),
        Fact::Invite { .. } => Ok(()),
        Fact::Withdraw { invite } => {
            if there.invites.contains_key(invite) {
                Ok(())
            } else {
                Err(Refused::Nobody)
            }
        }
    }
}
