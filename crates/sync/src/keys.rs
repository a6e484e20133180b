//! A device's keys, the circle's secrets, and how secrets are wrapped for a device.

use std::collections::BTreeMap;

use ed25519_dalek::{Signer, SigningKey};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tanomo_record::Id;
use tanomo_wire::bytes::{Reader, Writer};
use tanomo_wire::{
    CircleId, Device, DeviceId, DeviceKind, EpochName, MAX_ENTRIES, Malformed, MemberId, Opaque, Role,
    SealKey, SignKey, Signature,
};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::seal::{NotOpened, open_bytes, seal_bytes};
use crate::secret::{Random, Secret, derive};

/// A device's two key pairs, both derived from one secret of its own: Ed25519 to sign, X25519 to receive.
#[derive(Clone)]
pub struct DeviceKeys {
    sign: SigningKey,
    seal: StaticSecret,
    // The public halves are asked for all the time, and each takes a multiplication on the curve.
    sign_key: SignKey,
    seal_key: SealKey,
    id: DeviceId,
}

impl DeviceKeys {
    /// The keys that follow from a device's secret.
    pub fn new(secret: &Secret) -> Self {
        let sign = SigningKey::from_bytes(secret.derive("tanomo sign 1", b"").bytes());
        let seal = StaticSecret::from(*secret.derive("tanomo seal 1", b"").bytes());
        let sign_key = SignKey::new(sign.verifying_key().to_bytes());
        let seal_key = SealKey::new(PublicKey::from(&seal).to_bytes());
        Self { sign, seal, sign_key, seal_key, id: DeviceId::of(&sign_key) }
    }

    /// The public half of the signing key.
    pub const fn sign_key(&self) -> SignKey {
        self.sign_key
    }

    /// The public half of the receiving key.
    pub const fn seal_key(&self) -> SealKey {
        self.seal_key
    }

    /// The device's name.
    pub const fn id(&self) -> DeviceId {
        self.id
    }

    /// The device as a roster lists it.
    pub fn device(&self, member: MemberId, role: Role, kind: DeviceKind) -> Device {
        Device { sign: self.sign_key(), seal: self.seal_key(), member, role, kind }
    }

    /// Signs bytes that begin with their purpose.
    pub fn sign(&self, bytes: &[u8]) -> Signature {
        Signature::new(self.sign.sign(bytes).to_bytes())
    }

    /// The secret this device has with whoever holds the other half of that key; `None` for a key of small order,
    /// with which everybody would have the same.
    fn shared_with(&self, public: [u8; 32]) -> Option<Zeroizing<[u8; 32]>> {
        let work = || {
            let shared = self.seal.diffie_hellman(&PublicKey::from(public));
            // Nobody has it with such a key; no other shared secret is all zeros.
            if shared.was_contributory() { shared.to_bytes() } else { [0; 32] }
        };
        #[cfg(feature = "remembered")]
        let shared = crate::remembered::shared(self.seal.to_bytes(), public, work);
        #[cfg(not(feature = "remembered"))]
        let shared = work();
        let shared = Zeroizing::new(shared);
        (*shared != [0; 32]).then_some(shared)
    }
}

impl std::fmt::Debug for DeviceKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DeviceKeys({})", self.id())
    }
}

/// Checks a signature, strictly: no key or point of small order (RFC 8032 and what dalek adds).
#[must_use]
pub fn is_signed(key: &SignKey, bytes: &[u8], signature: &Signature) -> bool {
    let work = || {
        let signature = ed25519_dalek::Signature::from_bytes(signature.bytes());
        ed25519_dalek::VerifyingKey::from_bytes(key.bytes())
            .is_ok_and(|key| key.verify_strict(bytes, &signature).is_ok())
    };
    #[cfg(feature = "remembered")]
    return crate::remembered::signed(key, bytes, signature, work);
    #[cfg(not(feature = "remembered"))]
    work()
}

/// Everything a phone must know to read its circle: one secret an epoch, none ever dropped, and the constant
/// id key.
#[derive(Clone, Debug)]
pub struct Secrets {
    id_key: Secret,
    epochs: BTreeMap<EpochName, Secret>,
}

/// What the bytes of [`Secrets`] begin with. *Frozen.*
const PURPOSE: &str = "tanomo secrets 1";

impl Secrets {
    /// Those of a circle that begins: an id key and a first epoch.
    pub fn begin(random: &mut impl Random) -> (Self, EpochName) {
        let mut secrets = Self { id_key: Secret::draw(random), epochs: BTreeMap::new() };
        let name = EpochName::new(random.draw());
        secrets.epochs.insert(name, Secret::draw(random));
        (secrets, name)
    }

    /// The secret of an epoch.
    pub fn epoch(&self, name: &EpochName) -> Option<&Secret> {
        self.epochs.get(name)
    }

    /// The epochs whose secrets are here.
    pub fn names(&self) -> impl Iterator<Item = &EpochName> {
        self.epochs.keys()
    }

    /// Takes a secret in. The first one of a name stays: a name never gets another secret.
    pub fn add(&mut self, name: EpochName, secret: Secret) {
        self.epochs.entry(name).or_insert(secret);
    }

    /// Takes in what another device handed over; says whether anything was new.
    pub fn join(&mut self, other: Self) -> bool {
        let before = self.epochs.len();
        other.epochs.into_iter().for_each(|(name, secret)| self.add(name, secret));
        self.epochs.len() > before
    }

    /// The id of the record that a paper form's number stands for: HMAC-SHA256 (RFC 2104) under the circle's
    /// constant id key, cut to 16 bytes. Two phones that type in form 12 make one record.
    pub fn form_id(&self, number: &str) -> Id {
        let mut id = [0; 16];
        // Any length of key will do for HMAC.
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.id_key.bytes()) {
            mac.update(b"tanomo form 1\0");
            mac.update(number.as_bytes());
            id.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        }
        Id::new(id)
    }

    /// All of them as bytes, to be sealed.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let to = Writer::new(PURPOSE).fixed(self.id_key.bytes()).count(self.epochs.len());
        let all = self.epochs.iter();
        Zeroizing::new(all.fold(to, |to, (name, s)| to.fixed(name.bytes()).fixed(s.bytes())).done())
    }

    /// Reads them back.
    ///
    /// # Errors
    /// For bytes that are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut from = Reader::new(bytes, PURPOSE)?;
        let id_key = Secret::new(from.fixed()?);
        let mut epochs = BTreeMap::new();
        for _ in 0..from.count(MAX_ENTRIES)? {
            epochs.insert(EpochName::new(from.fixed()?), Secret::new(from.fixed()?));
        }
        from.end()?;
        Ok(Self { id_key, epochs })
    }
}

/// Seals bytes so that one device opens them: X25519 (RFC 7748) with a key pair made for this once, HKDF over
/// the shared secret and both public keys, XChaCha20-Poly1305. `about` binds them to their place.
pub fn wrap(
    to: &SealKey,
    circle: &CircleId,
    about: &[u8],
    plain: &[u8],
    random: &mut impl Random,
) -> Option<Opaque> {
    let once = StaticSecret::from(random.draw::<32>());
    let public = PublicKey::from(&once);
    let shared = once.diffie_hellman(&PublicKey::from(*to.bytes()));
    // A key of small order would give everybody the same secret.
    if !shared.was_contributory() {
        return None;
    }
    let key = wrapping_key(shared.as_bytes(), public.as_bytes(), to, circle);
    // The key is used once, so the nonce may be constant.
    let sealed = seal_bytes(&key, [0; 24], about, plain);
    Opaque::new([public.as_bytes().as_slice(), &sealed].concat()).ok()
}

/// Opens what was wrapped for this device.
///
/// # Errors
/// [`NotOpened::Wrong`] for anything else.
pub fn unwrap(
    keys: &DeviceKeys,
    circle: &CircleId,
    about: &[u8],
    wrapped: &Opaque,
) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    let (public, sealed) = wrapped.bytes().split_first_chunk::<32>().ok_or(NotOpened::Wrong)?;
    let shared = keys.shared_with(*public).ok_or(NotOpened::Wrong)?;
    let key = wrapping_key(&shared, public, &keys.seal_key(), circle);
    open_bytes(&key, [0; 24], about, sealed).map(Zeroizing::new)
}

fn wrapping_key(shared: &[u8; 32], once: &[u8; 32], to: &SealKey, circle: &CircleId) -> Secret {
    derive(shared, &[once.as_slice(), to.bytes()].concat(), "tanomo wrap 1", circle.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::tests::Seeded;

    const CIRCLE: CircleId = CircleId::new([1; 32]);

    #[test]
    fn what_is_wrapped_opens_for_its_device_in_its_place_only() {
        let mut random = Seeded(1);
        let keys = DeviceKeys::new(&Secret::draw(&mut random));
        let other = DeviceKeys::new(&Secret::draw(&mut random));
        let wrapped = wrap(&keys.seal_key(), &CIRCLE, b"about", b"secret", &mut random).unwrap();
        assert_eq!(unwrap(&keys, &CIRCLE, b"about", &wrapped).unwrap().as_slice(), b"secret");
        let wrong = |keys: &DeviceKeys, circle: &CircleId, about: &[u8], wrapped: &Opaque| {
            assert_eq!(unwrap(keys, circle, about, wrapped).map(|_| ()), Err(NotOpened::Wrong));
        };
        wrong(&other, &CIRCLE, b"about", &wrapped);
        wrong(&keys, &CircleId::new([2; 32]), b"about", &wrapped);
        wrong(&keys, &CIRCLE, b"other", &wrapped);
        for at in 0..wrapped.bytes().len() {
            let mut bytes = wrapped.bytes().to_vec();
            // The top bit of a public key is not part of it (RFC 7748, section 5), but of the derivation.
            bytes[at] ^= 0x80;
            wrong(&keys, &CIRCLE, b"about", &Opaque::new(bytes).unwrap());
        }
        assert_eq!(wrap(&SealKey::new([0; 32]), &CIRCLE, b"", b"", &mut random), None, "of small order");
    }

    #[test]
    fn a_signature_is_of_its_bytes_and_key_only() {
        let keys = DeviceKeys::new(&Secret::new([3; 32]));
        let signature = keys.sign(b"bytes");
        assert!(is_signed(&keys.sign_key(), b"bytes", &signature));
        assert!(!is_signed(&keys.sign_key(), b"other", &signature));
        let other = DeviceKeys::new(&Secret::new([4; 32]));
        assert!(!is_signed(&other.sign_key(), b"bytes", &signature));
        assert!(!is_signed(&SignKey::new([0; 32]), b"bytes", &Signature::new([0; 64])));
    }

    #[test]
    fn the_secrets_survive_their_bytes_and_one_form_is_one_record() {
        let mut random = Seeded(2);
        let (mut secrets, first) = Secrets::begin(&mut random);
        let second = EpochName::new([9; 6]);
        secrets.add(second, Secret::new([8; 32]));
        secrets.add(second, Secret::new([7; 32]));
        let read = Secrets::from_bytes(&secrets.to_bytes()).unwrap();
        assert_eq!(read.epoch(&first).unwrap().bytes(), secrets.epoch(&first).unwrap().bytes());
        assert_eq!(read.epoch(&second).unwrap().bytes(), &[8; 32], "a name keeps its first secret");
        assert_eq!(read.form_id("12"), secrets.form_id("12"));
        assert_ne!(secrets.form_id("12"), secrets.form_id("13"));
        let (others, _) = Secrets::begin(&mut random);
        assert_ne!(others.form_id("12"), secrets.form_id("12"), "in another circle it is another record");
        assert!(!format!("{secrets:?}").contains("8, 8"));
    }
}
