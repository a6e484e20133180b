//! A grant hands one card's key to one device. It is an insert-only record like any other, so the server
//! sees neither that it is one nor for whom; the key in it opens for its receiver alone.

use base64ct::{Base64UrlUnpadded, Encoding};
use tanomo_record::{Id, Record, Value};
use tanomo_wire::bytes::{Reader, Writer};
use tanomo_wire::{CircleId, DeviceId, Opaque, SealKey};

use crate::card::{CardKey, KeyName};
use crate::keys::{DeviceKeys, unwrap, wrap};
use crate::seal::NotOpened;
use crate::secret::{Random, Secret};

/// What the record's kind says.
pub const KIND: &str = "grant";

const CARD: &str = "card";
const TO: &str = "to";
const KEY: &str = "key";
const BOX: &str = "box";

/// The fields of a grant of `key` to a device, for a new record of [`KIND`]. `None` for a receiver whose key
/// is no key.
pub fn fields(
    circle: &CircleId,
    card: Id,
    key: &CardKey,
    to: (&DeviceId, &SealKey),
    random: &mut impl Random,
) -> Option<[(&'static str, Value); 4]> {
    let plain = Writer::new("tanomo grant 1").fixed(key.secret.bytes()).done();
    let plain = zeroize::Zeroizing::new(plain);
    let wrapped = wrap(to.1, circle, &about(card, key.name), &plain, random)?;
    Some([
        (CARD, card.to_string().into()),
        (TO, to.0.to_string().into()),
        (KEY, Base64UrlUnpadded::encode_string(key.name.bytes()).into()),
        (BOX, Base64UrlUnpadded::encode_string(wrapped.bytes()).into()),
    ])
}

fn about(card: Id, key: KeyName) -> Vec<u8> {
    Writer::new("tanomo grant about 1").fixed(card.bytes()).fixed(key.bytes()).done()
}

/// A grant as a record says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Of which card.
    pub card: Id,
    /// To which device.
    pub to: DeviceId,
    /// Which of the card's keys.
    pub key: KeyName,
    wrapped: Opaque,
}

impl Grant {
    /// Reads a grant; `None` for another kind of record or one that lacks something.
    pub fn read(record: &Record) -> Option<Self> {
        if record.kind() != KIND {
            return None;
        }
        let text = |field| record.get(field).and_then(Value::as_str);
        let bytes = |field| Base64UrlUnpadded::decode_vec(text(field)?).ok();
        Some(Self {
            card: Id::parse(text(CARD)?)?,
            to: text(TO)?.parse().ok()?,
            key: KeyName::new(bytes(KEY)?.try_into().ok()?),
            wrapped: Opaque::new(bytes(BOX)?).ok()?,
        })
    }

    /// The card's key, on the device it was granted to.
    ///
    /// # Errors
    /// [`NotOpened::NoKey`] on any other device, [`NotOpened::Wrong`] for changed bytes.
    pub fn open(&self, circle: &CircleId, keys: &DeviceKeys) -> Result<CardKey, NotOpened> {
        if keys.id() != self.to {
            return Err(NotOpened::NoKey);
        }
        let plain = unwrap(keys, circle, &about(self.card, self.key), &self.wrapped)?;
        let mut from = Reader::new(&plain, "tanomo grant 1").map_err(|_| NotOpened::Unreadable)?;
        let secret = from.fixed().map(Secret::new).map_err(|_| NotOpened::Unreadable)?;
        from.end().map_err(|_| NotOpened::Unreadable)?;
        Ok(CardKey { name: self.key, secret })
    }
}

#[cfg(test)]
mod tests {
    use tanomo_record::{ReplicaId, Stamp, VersionVector, Writer};

    use super::*;
    use crate::secret::tests::Seeded;

    #[test]
    fn the_key_opens_for_its_receiver_and_card_only() {
        let mut random = Seeded(5);
        let circle = CircleId::new([1; 32]);
        let (to, other) =
            (DeviceKeys::new(&Secret::draw(&mut random)), DeviceKeys::new(&Secret::draw(&mut random)));
        let key = CardKey::draw(&mut random);
        let card = Id::new([7; 16]);
        let fields = fields(&circle, card, &key, (&to.id(), &to.seal_key()), &mut random).unwrap();
        let mut record = Record::new(KIND);
        let writer =
            Writer { replica: ReplicaId::new([1; 8]), by: Id::new([1; 16]), stamp: Stamp::default() };
        record.write(writer, &VersionVector::default(), fields);
        let grant = Grant::read(&record).unwrap();
        assert_eq!(grant.open(&circle, &to).unwrap().secret.bytes(), key.secret.bytes());
        assert_eq!(grant.open(&circle, &other).map(|_| ()), Err(NotOpened::NoKey));
        let wrong = |grant: Grant, circle: &CircleId| {
            assert_eq!(grant.open(circle, &to).map(|_| ()), Err(NotOpened::Wrong));
        };
        wrong(grant.clone(), &CircleId::new([2; 32]));
        wrong(Grant { card: Id::new([8; 16]), ..grant.clone() }, &circle);
        wrong(Grant { key: KeyName::new([0; 6]), ..grant }, &circle);
        assert!(Grant::read(&Record::new("request")).is_none());
    }
}
