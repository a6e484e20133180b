//! A resident's card is sealed under a key of its own, inside the circle's seal: every member's phone
//! carries it, those with the key can read it.

use std::collections::BTreeMap;

use tanomo_record::Id;
use tanomo_wire::bytes::{Reader, Writer};
use tanomo_wire::{CircleId, Malformed};
use zeroize::Zeroizing;

use crate::plain::{pack, unpack};
use crate::seal::{NotOpened, open_bytes, seal_bytes};
use crate::secret::{Random, Secret};

/// What a kept key begins with. *Frozen.*
const PURPOSE: &str = "tanomo card key 1";

/// Names one key of one card: 6 random bytes. A card that is edited after a reader's last request closed
/// takes a new key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName([u8; 6]);

impl KeyName {
    /// The name made of these bytes.
    pub const fn new(bytes: [u8; 6]) -> Self {
        Self(bytes)
    }

    /// The bytes behind it.
    pub const fn bytes(&self) -> &[u8; 6] {
        &self.0
    }
}

/// A card that only its key opens.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedCard {
    /// Which key.
    pub key: KeyName,
    /// Nonce and ciphertext.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for SealedCard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SealedCard({} bytes)", self.bytes.len())
    }
}

/// The key of a card.
#[derive(Clone, Debug)]
pub struct CardKey {
    /// Its name.
    pub name: KeyName,
    /// The key.
    pub secret: Secret,
}

impl CardKey {
    /// A new key.
    pub fn draw(random: &mut impl Random) -> Self {
        Self { name: KeyName::new(random.draw()), secret: Secret::draw(random) }
    }

    /// Name and key as bytes, to be sealed at rest.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(Writer::new(PURPOSE).fixed(self.name.bytes()).fixed(self.secret.bytes()).done())
    }

    /// Reads them back.
    ///
    /// # Errors
    /// For bytes that are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut from = Reader::new(bytes, PURPOSE)?;
        let key = Self { name: KeyName::new(from.fixed()?), secret: Secret::new(from.fixed()?) };
        from.end()?;
        Ok(key)
    }

    /// Seals a card's text. `nonce` is random.
    pub fn seal(&self, circle: &CircleId, id: Id, nonce: [u8; 24], text: &str) -> SealedCard {
        let inside = seal_bytes(&self.secret, nonce, &about(circle, id, self.name), &pack(text));
        SealedCard { key: self.name, bytes: [nonce.as_slice(), &inside].concat() }
    }

    /// Opens a card.
    ///
    /// # Errors
    /// [`NotOpened`] for another key, another record, or changed bytes.
    pub fn open(&self, circle: &CircleId, id: Id, card: &SealedCard) -> Result<String, NotOpened> {
        if card.key != self.name {
            return Err(NotOpened::NoKey);
        }
        let (nonce, inside) = card.bytes.split_first_chunk::<24>().ok_or(NotOpened::Wrong)?;
        let packed = open_bytes(&self.secret, *nonce, &about(circle, id, self.name), inside)?;
        unpack(&packed).ok_or(NotOpened::Unreadable)
    }
}

fn about(circle: &CircleId, id: Id, key: KeyName) -> Vec<u8> {
    Writer::new("tanomo card 1").fixed(circle.bytes()).fixed(id.bytes()).fixed(key.bytes()).done()
}

/// The card keys on this phone: for each card the newest last, which seals; the older ones still open.
#[derive(Clone, Debug, Default)]
pub struct CardKeys(BTreeMap<Id, Vec<CardKey>>);

impl CardKeys {
    /// Takes a key in; says whether it was new.
    pub fn add(&mut self, card: Id, key: CardKey) -> bool {
        let keys = self.0.entry(card).or_default();
        let new = keys.iter().all(|known| known.name != key.name);
        if new {
            keys.push(key);
        }
        new
    }

    /// Takes a key in and seals with it from now on, also where it was here before; says whether it was new.
    pub fn prefer(&mut self, card: Id, key: CardKey) -> bool {
        let keys = self.0.entry(card).or_default();
        let known = keys.iter().position(|known| known.name == key.name).map(|at| keys.remove(at));
        let new = known.is_none();
        keys.push(known.unwrap_or(key));
        new
    }

    /// A card's keys, the one that seals last.
    pub fn of(&self, card: Id) -> &[CardKey] {
        self.0.get(&card).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a key of a card is here.
    pub fn has(&self, card: Id, key: KeyName) -> bool {
        self.0.get(&card).is_some_and(|keys| keys.iter().any(|known| known.name == key))
    }

    /// Every key with its card, the older ones of a card first.
    pub fn iter(&self) -> impl Iterator<Item = (Id, &CardKey)> {
        self.0.iter().flat_map(|(card, keys)| keys.iter().map(|key| (*card, key)))
    }

    /// The key to seal a card with.
    pub fn newest(&self, card: Id) -> Option<&CardKey> {
        self.of(card).last()
    }

    /// Drops a card's keys: it was erased, or this phone's last job there is over.
    pub fn forget(&mut self, card: Id) {
        self.0.remove(&card);
    }

    /// Opens a card with whichever of its keys is here.
    ///
    /// # Errors
    /// [`NotOpened::NoKey`] where none is, else as [`CardKey::open`].
    pub fn open(&self, circle: &CircleId, id: Id, card: &SealedCard) -> Result<String, NotOpened> {
        let key = self.of(id).iter().find(|key| key.name == card.key).ok_or(NotOpened::NoKey)?;
        key.open(circle, id, card)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::tests::Seeded;

    #[test]
    fn a_card_opens_with_its_key_in_its_place_only() {
        let mut random = Seeded(3);
        let (circle, id) = (CircleId::new([1; 32]), Id::new([2; 16]));
        let key = CardKey::draw(&mut random);
        let card = key.seal(&circle, id, random.draw(), "城東 花子");
        assert_eq!(key.open(&circle, id, &card).as_deref(), Ok("城東 花子"));
        assert_eq!(key.open(&circle, Id::new([3; 16]), &card), Err(NotOpened::Wrong));
        assert_eq!(key.open(&CircleId::new([0; 32]), id, &card), Err(NotOpened::Wrong));
        let other = CardKey { name: key.name, ..CardKey::draw(&mut random) };
        assert_eq!(other.open(&circle, id, &card), Err(NotOpened::Wrong));
        let kept = CardKey::from_bytes(&key.to_bytes()).unwrap();
        assert_eq!((kept.name, kept.secret.bytes()), (key.name, key.secret.bytes()));
        assert!(CardKey::from_bytes(&key.to_bytes()[1..]).is_err());
        let mut touched = card.clone();
        touched.bytes[30] ^= 1;
        assert_eq!(key.open(&circle, id, &touched), Err(NotOpened::Wrong));
    }

    #[test]
    fn an_old_key_opens_and_the_newest_seals_until_both_are_forgotten() {
        let mut random = Seeded(4);
        let (circle, id) = (CircleId::new([1; 32]), Id::new([2; 16]));
        let mut keys = CardKeys::default();
        let (old, new) = (CardKey::draw(&mut random), CardKey::draw(&mut random));
        let card = old.seal(&circle, id, random.draw(), "x");
        assert!(keys.add(id, old.clone()) && keys.add(id, new.clone()) && !keys.add(id, old));
        assert_eq!(keys.newest(id).unwrap().name, new.name);
        assert!(!keys.prefer(id, keys.of(id)[0].clone()) && keys.of(id).len() == 2);
        assert_ne!(keys.newest(id).unwrap().name, new.name);
        assert!(!keys.prefer(id, new.clone()) && keys.prefer(Id::new([3; 16]), new.clone()));
        assert_eq!(keys.newest(id).unwrap().name, new.name);
        assert_eq!(keys.open(&circle, id, &card).as_deref(), Ok("x"));
        keys.forget(id);
        assert_eq!(keys.open(&circle, id, &card), Err(NotOpened::NoKey));
    }
}
