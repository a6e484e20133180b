//! Secrets in memory, and how one is made of another: HKDF-SHA256 (RFC 5869).

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroize;

/// Where random bytes come from: the browser's cryptographic source, or a simulation's seed.
pub trait Random {
    /// Fills the bytes.
    fn fill(&mut self, bytes: &mut [u8]);

    /// So many random bytes.
    fn draw<const N: usize>(&mut self) -> [u8; N]
    where
        Self: Sized,
    {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}

/// 32 secret bytes. Wiped when dropped, never shown.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// The secret of these bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A new secret.
    pub fn draw(random: &mut impl Random) -> Self {
        Self(random.draw())
    }

    /// The bytes, for a cipher or for keeping.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Derives another secret for one purpose, which says what it is for and about what.
    pub fn derive(&self, purpose: &str, about: &[u8]) -> Self {
        derive(&self.0, &[], purpose, about)
    }
}

/// HKDF-SHA256 of any key material.
pub(crate) fn derive(material: &[u8], salt: &[u8], purpose: &str, about: &[u8]) -> Secret {
    let mut bytes = [0; 32];
    let kdf = Hkdf::<Sha256>::new(Some(salt), material);
    // It fails only above 8,160 bytes.
    let _ = kdf.expand_multi_info(&[purpose.as_bytes(), b"\0", about], &mut bytes);
    Secret(bytes)
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The same numbers for the same seed: SplitMix64 (Steele, Lea, Flood 2014). For tests alone.
    pub(crate) struct Seeded(pub u64);

    impl Random for Seeded {
        fn fill(&mut self, bytes: &mut [u8]) {
            for chunk in bytes.chunks_mut(8) {
                self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mut z = self.0;
                z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
            }
        }
    }

    #[test]
    fn it_is_hkdf_sha256() {
        // RFC 5869, appendix A.3 has no salt and no info; ours always says a purpose, so its expansion is
        // done again here by hand: PRK = HMAC(0, ikm), OKM = HMAC(PRK, info ‖ 1).
        use hmac::{Hmac, KeyInit, Mac};
        let mac = |key: &[u8], parts: &[&[u8]]| {
            let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
            parts.iter().for_each(|part| mac.update(part));
            mac.finalize().into_bytes()
        };
        let prk = mac(&[0; 32], &[&[0x0b; 32]]);
        let okm = mac(&prk, &[b"tanomo test", b"\0", b"about", &[1]]);
        let ours = Secret::new([0x0b; 32]).derive("tanomo test", b"about");
        assert_eq!(ours.bytes().as_slice(), okm.as_slice());
    }

    #[test]
    fn another_purpose_or_subject_is_another_secret_and_none_is_shown() {
        let secret = Secret::new([0x41; 32]);
        let one = secret.derive("a", b"b");
        assert_eq!(one.bytes(), secret.derive("a", b"b").bytes());
        assert_ne!(one.bytes(), secret.derive("a", b"c").bytes());
        assert_ne!(one.bytes(), secret.derive("b", b"b").bytes());
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
