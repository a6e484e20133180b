//! For the simulation, where four phones check one signature and start a hundred times with one roster: what was
//! worked out once in a run is not worked out again.
//!
//! Only pure functions are remembered, by everything that goes into them to the byte, so that no answer can be another
//! one. Off until [`from_now`], and not built at all without the feature of this name.

use std::cell::RefCell;
use std::collections::HashMap;

use tanomo_wire::{SignKey, Signature};

#[derive(Default)]
struct Known {
    signed: HashMap<Vec<u8>, bool>,
    shared: HashMap<([u8; 32], [u8; 32]), [u8; 32]>,
}

thread_local! {
    static KNOWN: RefCell<Option<Known>> = const { RefCell::new(None) };
}

/// Remembers on this thread from now on, and nothing of before.
pub fn from_now() {
    KNOWN.set(Some(Known::default()));
}

/// Remembers nothing on this thread any more.
pub fn no_more() {
    KNOWN.set(None);
}

/// What `look` finds, or else what `work` gives, which `keep` is shown.
fn once<T: Copy>(
    look: impl FnOnce(&Known) -> Option<T>,
    work: impl FnOnce() -> T,
    keep: impl FnOnce(&mut Known, T),
) -> T {
    if let Some(known) = KNOWN.with_borrow(|known| known.as_ref().and_then(look)) {
        return known;
    }
    let worked = work();
    KNOWN.with_borrow_mut(|known| known.as_mut().map(|known| keep(known, worked)));
    worked
}

/// Whether these bytes bear this signature.
pub(crate) fn signed(
    key: &SignKey,
    bytes: &[u8],
    signature: &Signature,
    work: impl FnOnce() -> bool,
) -> bool {
    if KNOWN.with_borrow(Option::is_none) {
        return work();
    }
    let asked = [key.bytes().as_slice(), signature.bytes(), bytes].concat();
    once(
        |known| known.signed.get(&asked).copied(),
        work,
        |known, is| {
            known.signed.insert(asked.clone(), is);
        },
    )
}

/// The secret that two keys make.
pub(crate) fn shared(secret: [u8; 32], public: [u8; 32], work: impl FnOnce() -> [u8; 32]) -> [u8; 32] {
    let asked = (secret, public);
    once(
        |known| known.shared.get(&asked).copied(),
        work,
        |known, is| {
            known.shared.insert(asked, is);
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{DeviceKeys, is_signed};
    use crate::secret::Secret;

    #[test]
    fn an_answer_is_of_its_key_bytes_and_signature_alone() {
        let (keys, other) = (DeviceKeys::new(&Secret::new([1; 32])), DeviceKeys::new(&Secret::new([2; 32])));
        let signature = keys.sign(b"bytes");
        from_now();
        for _ in 0..2 {
            assert!(is_signed(&keys.sign_key(), b"bytes", &signature));
            assert!(!is_signed(&keys.sign_key(), b"other", &signature));
            assert!(!is_signed(&other.sign_key(), b"bytes", &signature));
            assert!(!is_signed(&keys.sign_key(), b"bytes", &other.sign(b"bytes")));
        }
        // The control: it is the answer that was given which is remembered.
        assert!(signed(&keys.sign_key(), b"bytes", &signature, || false));
        assert!(!signed(&keys.sign_key(), b"more", &signature, || false));
        assert!(!signed(&keys.sign_key(), b"more", &signature, || true));
        from_now();
        assert!(signed(&keys.sign_key(), b"more", &signature, || true));
        no_more();
        assert!(!signed(&keys.sign_key(), b"more", &signature, || false));
    }

    #[test]
    fn a_shared_secret_is_of_both_keys() {
        from_now();
        for _ in 0..2 {
            assert_eq!(shared([1; 32], [2; 32], || [3; 32]), [3; 32]);
            assert_eq!(shared([2; 32], [1; 32], || [4; 32]), [4; 32]);
        }
        assert_eq!(shared([1; 32], [2; 32], || [5; 32]), [3; 32], "the control");
        no_more();
    }
}
