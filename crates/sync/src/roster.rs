//! A circle's roster on a phone: every entry's signature is checked before it counts, and a chain that lacks
//! what this phone knows is refused.

use tanomo_wire::chain::Refused;
use tanomo_wire::{
    By, Chain, CircleId, Device, DeviceId, Entry, EntryHash, EpochName, Fact, Opaque, Role, SignKey,
    SignedEntry, Standing,
};

use crate::keys::{DeviceKeys, Secrets, is_signed, unwrap, wrap};
use crate::secret::{Random, Secret};

/// Why a roster or an entry is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotBelieved {
    /// Its author did not sign it.
    BadSignature,
    /// It may not stand there.
    Refused(Refused),
    /// It is another circle's.
    AnotherCircle,
    /// It lacks entries this phone knows and brings nothing they could have been forked from: a server that
    /// went back in time, or one that hides a revocation. So many are missing.
    Lacking(usize),
}

impl std::fmt::Display for NotBelieved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::BadSignature => f.write_str("an entry of the roster is not signed by its author"),
            Self::Refused(why) => why.fmt(f),
            Self::AnotherCircle => f.write_str("the roster is another circle's"),
            Self::Lacking(n) => write!(f, "the roster lacks {n} entries this phone knows"),
        }
    }
}

impl std::error::Error for NotBelieved {}

impl From<Refused> for NotBelieved {
    fn from(why: Refused) -> Self {
        Self::Refused(why)
    }
}

/// What came of a whole roster from elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Entries that are new here.
    pub new: Vec<SignedEntry>,
    /// Entries that are new there, to be sent.
    pub lacking: Vec<SignedEntry>,
}

/// The roster.
#[derive(Clone, Debug)]
pub struct Roster {
    chain: Chain,
}

impl Roster {
    /// Founds a circle: its first entry, and its first epoch's as the second.
    pub fn found(
        keys: &DeviceKeys,
        device: Device,
        at: u64,
        random: &mut impl Random,
    ) -> Result<(Self, Secrets), NotBelieved> {
        let salt = random.draw();
        Self::found_as(keys, device, salt, at, random)
    }

    /// The same with a salt of the caller's: 16 bytes that were random when they were drawn, and by which its phones
    /// may know the circle before they are in it.
    ///
    /// # Errors
    /// [`NotBelieved`] where the device is not of these keys.
    pub fn found_as(
        keys: &DeviceKeys,
        device: Device,
        salt: [u8; 16],
        at: u64,
        random: &mut impl Random,
    ) -> Result<(Self, Secrets), NotBelieved> {
        let fact = Fact::Found { device, salt };
        let entry = Entry { after: Vec::new(), by: By::Device(keys.id()), at, fact };
        let signature = keys.sign(&entry.to_bytes());
        let mut roster = Self::begin(SignedEntry::new(entry, signature))?;
        let (secrets, name) = Secrets::begin(random);
        roster.begin_epoch(keys, name, &secrets, at, random)?;
        Ok((roster, secrets))
    }

    /// Begins with a first entry from elsewhere.
    ///
    /// # Errors
    /// [`NotBelieved`] where it founds no circle or is not signed by its founder.
    pub fn begin(first: SignedEntry) -> Result<Self, NotBelieved> {
        let Fact::Found { device, .. } = &first.entry().fact else {
            return Err(Refused::WrongPredecessor.into());
        };
        if !is_signed(&device.sign, &first.entry().to_bytes(), first.signature()) {
            return Err(NotBelieved::BadSignature);
        }
        Ok(Self { chain: Chain::begin(first)? })
    }

    /// Reads a whole roster, as it was kept or as an invitation brings it.
    ///
    /// # Errors
    /// [`NotBelieved`], also where it is not the roster of `circle`.
    pub fn read(circle: &CircleId, entries: &[SignedEntry]) -> Result<Self, NotBelieved> {
        let (first, rest) = entries.split_first().ok_or(NotBelieved::AnotherCircle)?;
        if CircleId::from(first.hash()) != *circle {
            return Err(NotBelieved::AnotherCircle);
        }
        let mut roster = Self::begin(first.clone())?;
        rest.iter().try_for_each(|entry| roster.take(entry.clone()).map(drop))?;
        Ok(roster)
    }

    /// The circle's name.
    pub const fn circle(&self) -> CircleId {
        self.chain.circle()
    }

    /// The salt the circle was founded with.
    pub fn salt(&self) -> [u8; 16] {
        match self.entries().first().map(|first| &first.entry().fact) {
            Some(Fact::Found { salt, .. }) => *salt,
            // Every chain begins so.
            _ => [0; 16],
        }
    }

    /// The entries, each after those it stands on.
    pub fn entries(&self) -> &[SignedEntry] {
        self.chain.entries()
    }

    /// What they come to.
    pub const fn standing(&self) -> &Standing {
        self.chain.standing()
    }

    /// The ends of the chain, which the next entry names.
    pub fn ends(&self) -> Vec<EntryHash> {
        self.chain.ends()
    }

    /// Takes one entry in; says whether it was new.
    ///
    /// # Errors
    /// [`NotBelieved`], and the roster is as before.
    pub fn take(&mut self, entry: SignedEntry) -> Result<bool, NotBelieved> {
        if self.chain.entry(&entry.hash()).is_some() {
            return Ok(false);
        }
        let there = self.chain.standing_before(entry.entry())?;
        let key = match entry.entry().by {
            By::Device(id) => there.device(&id).map(|listed| listed.device.sign).ok_or(Refused::NotALead)?,
            By::Invite(id) => there.invite(&id).map(|(key, _)| key).ok_or(Refused::NotInvited)?,
        };
        if !is_signed(&key, &entry.entry().to_bytes(), entry.signature()) {
            return Err(NotBelieved::BadSignature);
        }
        Ok(self.chain.add(entry)?)
    }

    /// Takes a whole roster from a server or another phone in. One that lacks what is known here is refused,
    /// unless it brings a branch of its own: then two leads were offline, and both count.
    ///
    /// # Errors
    /// [`NotBelieved`], and the roster is as before.
    pub fn take_all(&mut self, entries: &[SignedEntry]) -> Result<Taken, NotBelieved> {
        if entries.first().map(|first| CircleId::from(first.hash())) != Some(self.circle()) {
            return Err(NotBelieved::AnotherCircle);
        }
        let mut next = self.clone();
        let mut taken = Taken::default();
        for entry in entries {
            if next.take(entry.clone())? {
                taken.new.push(entry.clone());
            }
        }
        let theirs: std::collections::BTreeSet<_> = entries.iter().map(SignedEntry::hash).collect();
        let lacks = |entry: &&SignedEntry| !theirs.contains(&entry.hash());
        taken.lacking = self.entries().iter().filter(lacks).cloned().collect();
        if !taken.lacking.is_empty() && taken.new.is_empty() {
            return Err(NotBelieved::Lacking(taken.lacking.len()));
        }
        *self = next;
        Ok(taken)
    }

    /// Writes an entry as a lead, on all ends known.
    ///
    /// # Errors
    /// [`NotBelieved::Refused`] where this device may not.
    pub fn write(&mut self, keys: &DeviceKeys, at: u64, fact: Fact) -> Result<SignedEntry, NotBelieved> {
        let entry = Entry { after: self.ends(), by: By::Device(keys.id()), at, fact };
        let signature = keys.sign(&entry.to_bytes());
        let entry = SignedEntry::new(entry, signature);
        self.take(entry.clone())?;
        Ok(entry)
    }

    /// Lets a device in, with all the circle's secrets wrapped for it: who asked with an invitation for many,
    /// or the recovery sheet.
    ///
    /// # Errors
    /// As [`Roster::write`].
    pub fn admit(
        &mut self,
        keys: &DeviceKeys,
        device: Device,
        secrets: &Secrets,
        at: u64,
        random: &mut impl Random,
    ) -> Result<SignedEntry, NotBelieved> {
        let about = about_secrets(&device.id());
        let wrapped = wrap(&device.seal, &self.circle(), &about, &secrets.to_bytes(), random);
        let wrapped = wrapped.ok_or(Refused::Nobody)?;
        self.write(keys, at, Fact::Add { device, secrets: Some(wrapped) })
    }

    /// Hands all secrets to a device that is in and lacks some.
    ///
    /// # Errors
    /// As [`Roster::write`].
    pub fn share(
        &mut self,
        keys: &DeviceKeys,
        with: DeviceId,
        secrets: &Secrets,
        at: u64,
        random: &mut impl Random,
    ) -> Result<SignedEntry, NotBelieved> {
        let seal = self.standing().device(&with).ok_or(Refused::Nobody)?.device.seal;
        let wrapped = wrap(&seal, &self.circle(), &about_secrets(&with), &secrets.to_bytes(), random);
        self.write(keys, at, Fact::Share { device: with, secrets: wrapped.ok_or(Refused::Nobody)? })
    }

    /// Puts a device out and begins an epoch whose secret it never gets; both entries go together. Who puts out its own
    /// device writes that alone: another lead's phone begins the epoch when it hears of it.
    ///
    /// # Errors
    /// As [`Roster::write`].
    pub fn revoke(
        &mut self,
        keys: &DeviceKeys,
        device: DeviceId,
        secrets: &mut Secrets,
        at: u64,
        random: &mut impl Random,
    ) -> Result<Vec<SignedEntry>, NotBelieved> {
        let revocation = self.write(keys, at, Fact::Revoke { device })?;
        if device == keys.id() {
            return Ok(vec![revocation]);
        }
        let epoch = self.renew_epoch(keys, secrets, at, random)?;
        Ok(vec![revocation, epoch])
    }

    /// Whether a device that is out knows the secret of the newest epoch: it was wrapped for that device, or handed
    /// to it with all others later.
    pub fn newest_epoch_is_known_outside(&self) -> bool {
        let newest = self.standing().epochs().last();
        let begins = |entry: &SignedEntry| match &entry.entry().fact {
            Fact::Epoch { name, .. } => Some(name) == newest,
            _ => false,
        };
        let Some(at) = self.entries().iter().position(begins) else { return false };
        let out = |device: &DeviceId| !self.standing().is_in(device);
        self.entries()[at..].iter().enumerate().any(|(n, entry)| match &entry.entry().fact {
            Fact::Epoch { wrapped, .. } => n == 0 && wrapped.iter().any(|(device, _)| out(device)),
            Fact::Add { device, .. } => out(&device.id()),
            Fact::Share { device, .. } => out(device),
            _ => false,
        })
    }

    /// Begins an epoch, as after two leads who were apart have each put somebody out.
    ///
    /// # Errors
    /// As [`Roster::write`].
    pub fn renew_epoch(
        &mut self,
        keys: &DeviceKeys,
        secrets: &mut Secrets,
        at: u64,
        random: &mut impl Random,
    ) -> Result<SignedEntry, NotBelieved> {
        let name = EpochName::new(random.draw());
        secrets.add(name, Secret::draw(random));
        self.begin_epoch(keys, name, secrets, at, random)
    }

    fn begin_epoch(
        &mut self,
        keys: &DeviceKeys,
        name: EpochName,
        secrets: &Secrets,
        at: u64,
        random: &mut impl Random,
    ) -> Result<SignedEntry, NotBelieved> {
        let secret = secrets.epoch(&name).ok_or(Refused::Nobody)?;
        let circle = self.circle();
        let remaining = self.standing().devices().filter(|(_, listed)| listed.revoked.is_none());
        let wrapped = remaining.filter_map(|(id, listed)| {
            Some((*id, wrap(&listed.device.seal, &circle, &about_epoch(id, &name), secret.bytes(), random)?))
        });
        let wrapped = wrapped.collect();
        self.write(keys, at, Fact::Epoch { name, wrapped })
    }

    /// The key a device signs with, whether it is in or out; `None` for one that never was.
    pub fn key_of(&self, device: &DeviceId) -> Option<SignKey> {
        self.standing().device(device).map(|listed| listed.device.sign)
    }

    /// Whether a device is a lead's, or ever was: what it wrote as one goes on counting.
    pub fn ever_led(&self, device: &DeviceId) -> bool {
        let Some(listed) = self.standing().device(device) else { return false };
        let assigned = |entry: &SignedEntry| matches!(&entry.entry().fact, Fact::Assign { device: of, role: Role::Lead } if of == device);
        listed.role == Role::Lead || listed.device.role == Role::Lead || self.entries().iter().any(assigned)
    }

    /// Collects what the roster's entries hold for this device; says whether anything was new.
    pub fn collect_secrets(&self, keys: &DeviceKeys, secrets: &mut Option<Secrets>) -> bool {
        let mut new = false;
        for entry in self.entries() {
            new |= collect(&self.circle(), entry, keys, secrets);
        }
        new
    }

    /// The epoch to seal with: the newest whose secret is here.
    pub fn sealing_epoch(&self, secrets: &Secrets) -> Option<EpochName> {
        self.standing().epochs().iter().rev().find(|name| secrets.epoch(name).is_some()).copied()
    }
}

/// What one entry holds for a device.
fn collect(circle: &CircleId, entry: &SignedEntry, keys: &DeviceKeys, secrets: &mut Option<Secrets>) -> bool {
    let me = keys.id();
    let opened = |wrapped: &Opaque| {
        let plain = unwrap(keys, circle, &about_secrets(&me), wrapped).ok()?;
        Secrets::from_bytes(&plain).ok()
    };
    let all = match &entry.entry().fact {
        Fact::Add { device, secrets: Some(wrapped) } if device.id() == me => opened(wrapped),
        Fact::Share { device, secrets: wrapped } if *device == me => opened(wrapped),
        Fact::Epoch { name, wrapped } => {
            if secrets.as_ref().is_some_and(|known| known.epoch(name).is_some()) {
                return false;
            }
            let mine = wrapped.iter().find(|(device, _)| *device == me);
            let secret = mine.and_then(|(_, w)| unwrap(keys, circle, &about_epoch(&me, name), w).ok());
            let bytes = secret.and_then(|plain| plain.as_slice().try_into().ok());
            return match (secrets, bytes) {
                (Some(known), Some(bytes)) => {
                    known.add(*name, Secret::new(bytes));
                    true
                }
                _ => false,
            };
        }
        _ => None,
    };
    match (all, secrets) {
        (Some(all), Some(known)) => known.join(all),
        (Some(all), none) => {
            *none = Some(all);
            true
        }
        (None, _) => false,
    }
}

fn about_secrets(device: &DeviceId) -> Vec<u8> {
    [b"tanomo wrapped secrets 1\0".as_slice(), device.bytes()].concat()
}

fn about_epoch(device: &DeviceId, name: &EpochName) -> Vec<u8> {
    [b"tanomo wrapped epoch 1\0".as_slice(), device.bytes(), name.bytes()].concat()
}
