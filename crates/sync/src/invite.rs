//! What an invitation's link holds, and what follows from it.
//!
//! The part of a link after `#` never reaches a server. Ours is `1.` and 86 characters: the circle's name and
//! 32 random bytes of the invitation's own, as base64url.

use base64ct::{Base64UrlUnpadded, Encoding};
use tanomo_wire::bytes::Writer;
use tanomo_wire::{
    CircleId, Device, Entry, EntryHash, Fact, InviteId, JoinToken, Malformed, Opaque, Role, SignKey,
    SignedEntry,
};
use zeroize::Zeroizing;

use crate::keys::{DeviceKeys, Secrets};
use crate::seal::{NotOpened, open_bytes, seal_bytes};
use crate::secret::{Random, Secret};

/// What the fragment begins with: the version of this form.
const VERSION: &str = "1.";

/// An invitation, as whoever has the link holds it.
#[derive(Clone, Debug)]
pub struct Invitation {
    circle: CircleId,
    secret: Secret,
}

impl Invitation {
    /// A new invitation to a circle.
    pub fn draw(circle: CircleId, random: &mut impl Random) -> Self {
        Self { circle, secret: Secret::draw(random) }
    }

    /// The circle it leads to.
    pub const fn circle(&self) -> CircleId {
        self.circle
    }

    /// The fragment of its link, which is the secret.
    pub fn to_fragment(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new([self.circle.bytes().as_slice(), self.secret.bytes()].concat());
        let text = Zeroizing::new(Base64UrlUnpadded::encode_string(&bytes));
        Zeroizing::new([VERSION, text.as_str()].concat())
    }

    /// Reads a fragment.
    ///
    /// # Errors
    /// For anything else; the text is not repeated.
    pub fn from_fragment(text: &str) -> Result<Self, Malformed> {
        let wrong = Malformed::Text { what: "Invitation" };
        let text = text.strip_prefix(VERSION).ok_or(wrong.clone())?;
        let bytes = Zeroizing::new(Base64UrlUnpadded::decode_vec(text).map_err(|_| wrong.clone())?);
        let (circle, secret) = bytes.split_first_chunk::<32>().ok_or(wrong.clone())?;
        let secret = secret.try_into().map_err(|_| wrong)?;
        Ok(Self { circle: CircleId::new(*circle), secret: Secret::new(secret) })
    }

    fn derive(&self, purpose: &str) -> Secret {
        self.secret.derive(purpose, self.circle.bytes())
    }

    /// What its holder shows to the server, which keeps the hash.
    pub fn token(&self) -> JoinToken {
        JoinToken::new(*self.derive("tanomo invite token 1").bytes())
    }

    /// The key whose holder may add one device, in the roster by its public half.
    fn signer(&self) -> DeviceKeys {
        DeviceKeys::new(&self.derive("tanomo invite sign 1"))
    }

    /// The public half of that key.
    pub fn sign_key(&self) -> SignKey {
        self.signer().sign_key()
    }

    /// Its name.
    pub fn id(&self) -> InviteId {
        InviteId::of(&self.sign_key())
    }

    /// What a lead writes into the roster for an invitation for one person.
    pub fn fact(&self, role: Role) -> Fact {
        Fact::Invite { key: self.sign_key(), role }
    }

    /// The newcomer's own entry into the roster, on the ends of the chain it was given.
    pub fn join(&self, device: Device, after: Vec<EntryHash>, at: u64) -> SignedEntry {
        let by = tanomo_wire::By::Invite(self.id());
        let entry = Entry { after, by, at, fact: Fact::Add { device, secrets: None } };
        let signature = self.signer().sign(&entry.to_bytes());
        SignedEntry::new(entry, signature)
    }

    /// The envelope of an invitation for one person: the circle's secrets, for whoever has the link. `nonce` is
    /// random. `None` where they are too many for an envelope.
    pub fn seal_envelope(&self, secrets: &Secrets, nonce: [u8; 24]) -> Option<Opaque> {
        let key = self.derive("tanomo invite envelope 1");
        let sealed = seal_bytes(&key, nonce, &self.about(), &secrets.to_bytes());
        Opaque::new([nonce.as_slice(), &sealed].concat()).ok()
    }

    /// Opens the envelope.
    ///
    /// # Errors
    /// [`NotOpened`] for that of another invitation or changed bytes.
    pub fn open_envelope(&self, envelope: &Opaque) -> Result<Secrets, NotOpened> {
        let (nonce, sealed) = envelope.bytes().split_first_chunk::<24>().ok_or(NotOpened::Wrong)?;
        let key = self.derive("tanomo invite envelope 1");
        let plain = Zeroizing::new(open_bytes(&key, *nonce, &self.about(), sealed)?);
        Secrets::from_bytes(&plain).map_err(|_| NotOpened::Unreadable)
    }

    fn about(&self) -> Vec<u8> {
        Writer::new("tanomo envelope 1").fixed(self.circle.bytes()).fixed(self.id().bytes()).done()
    }
}

#[cfg(test)]
mod tests {
    use tanomo_wire::names::Token;

    use super::*;
    use crate::secret::tests::Seeded;

    #[test]
    fn a_link_survives_and_its_parts_follow_from_it() {
        let mut random = Seeded(6);
        let one = Invitation::draw(CircleId::new([1; 32]), &mut random);
        let fragment = one.to_fragment();
        assert_eq!(fragment.len(), 88);
        let read = Invitation::from_fragment(&fragment).unwrap();
        assert_eq!((read.id(), read.circle()), (one.id(), one.circle()));
        assert!(read.token().hash().is_of(&one.token()));
        for text in ["", "1.", "2.AAAA", &fragment[..87], &format!("{}A", &*fragment), &fragment[2..]] {
            assert!(Invitation::from_fragment(text).is_err());
        }
        assert!(!format!("{one:?}").contains(&fragment[50..60]));
        // Nothing that the server sees of it tells another part.
        assert_ne!(one.token().hash().bytes(), one.sign_key().bytes());
    }

    #[test]
    fn an_envelope_opens_with_its_own_link_only() {
        let mut random = Seeded(7);
        let circle = CircleId::new([1; 32]);
        let (one, other) = (Invitation::draw(circle, &mut random), Invitation::draw(circle, &mut random));
        let (secrets, epoch) = Secrets::begin(&mut random);
        let envelope = one.seal_envelope(&secrets, random.draw()).unwrap();
        let opened = one.open_envelope(&envelope).unwrap();
        assert_eq!(opened.epoch(&epoch).unwrap().bytes(), secrets.epoch(&epoch).unwrap().bytes());
        assert_eq!(other.open_envelope(&envelope).map(|_| ()), Err(NotOpened::Wrong));
        let elsewhere = Invitation { circle: CircleId::new([2; 32]), ..one.clone() };
        assert_eq!(elsewhere.open_envelope(&envelope).map(|_| ()), Err(NotOpened::Wrong));
        let mut bytes = envelope.bytes().to_vec();
        bytes[40] ^= 1;
        assert!(one.open_envelope(&Opaque::new(bytes).unwrap()).is_err());
    }
}
