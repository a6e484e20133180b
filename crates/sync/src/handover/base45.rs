//! Base45 (RFC 9285): two bytes as three characters of a QR's alphanumeric mode, which holds them in sixteen and a half
//! bits. Readers that know texts only can carry it, unlike bytes.

const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// The text of bytes.
pub(super) fn encode(bytes: &[u8]) -> String {
    let letter = |n: u32| char::from(LETTERS[n as usize % 45]);
    let mut text = String::with_capacity(bytes.len().div_ceil(2) * 3);
    for pair in bytes.chunks(2) {
        let n = pair.iter().fold(0_u32, |n, byte| n << 8 | u32::from(*byte));
        text.push(letter(n));
        text.push(letter(n / 45));
        if pair.len() == 2 {
            text.push(letter(n / 2025));
        }
    }
    text
}

/// The bytes of a text; `None` for one that no bytes have.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 3 * 2 + 1);
    for group in text.as_bytes().chunks(3) {
        let mut n = 0_u32;
        for letter in group.iter().rev() {
            n = n * 45 + u32::try_from(LETTERS.iter().position(|known| known == letter)?).ok()?;
        }
        match group.len() {
            3 => bytes.extend(u16::try_from(n).ok()?.to_be_bytes()),
            2 => bytes.push(u8::try_from(n).ok()?),
            _ => return None,
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_examples_of_the_rfc() {
        for (bytes, text) in [("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581")] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
        // RFC 9285, section 4.3 and 6: too large a group, a letter alone, no letter at all.
        for wrong in ["GGW", ":::", "A", "AB8C", "bb8", "あ"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes: Vec<u8>) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }
}
