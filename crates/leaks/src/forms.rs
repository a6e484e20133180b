//! The forms in which a text or a key may stand among other bytes.

use base64ct::{Base64Unpadded, Base64UrlUnpadded, Encoding};

/// One form: how it is written, and its bytes.
pub(crate) type Form = (String, Vec<u8>);

/// Shorter ones stand among random bytes by chance.
const LEAST: usize = 6;

/// Every form of a text: four ways to write its letters, each also coded.
pub(crate) fn of_text(text: &str) -> Vec<Form> {
    let units = || text.encode_utf16();
    let letters = [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-16LE", units().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16BE", units().flat_map(u16::to_be_bytes).collect()),
        ("JSON", escaped(text, false)),
        ("JSON, large", escaped(text, true)),
    ];
    let mut forms: Vec<Form> = letters.iter().flat_map(|(name, bytes)| coded(name, bytes)).collect();
    keep_distinct(&mut forms);
    forms
}

/// Every form of a key's bytes.
pub(crate) fn of_bytes(bytes: &[u8]) -> Vec<Form> {
    let mut forms = coded("bytes", bytes);
    // As a JSON array of numbers, which is what a derived serialization writes.
    let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
    forms.push(("numbers".into(), numbers.join(",").into()));
    forms.push(("numbers, spaced".into(), numbers.join(", ").into()));
    keep_distinct(&mut forms);
    forms
}

fn keep_distinct(forms: &mut Vec<Form>) {
    let mut seen = std::collections::BTreeSet::new();
    forms.retain(|(_, bytes)| bytes.len() >= LEAST && seen.insert(bytes.clone()));
}

/// Every character that is not ASCII as `\uXXXX` (RFC 8259, section 7).
fn escaped(text: &str, large: bool) -> Vec<u8> {
    let escape = |unit: u16| match u8::try_from(unit) {
        Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
        _ if large => format!("\\u{unit:04X}"),
        _ => format!("\\u{unit:04x}"),
    };
    text.encode_utf16().map(escape).collect::<String>().into_bytes()
}

/// The bytes as they are, in base64 at each of three alignments, in hexadecimal and percent-encoded.
fn coded(name: &str, bytes: &[u8]) -> Vec<Form> {
    let mut forms = vec![(name.to_owned(), bytes.to_vec())];
    for offset in 0..3 {
        for (kind, encode) in [
            ("base64", Base64Unpadded::encode_string as fn(&[u8]) -> String),
            ("base64url", Base64UrlUnpadded::encode_string),
        ] {
            forms.push((format!("{name} in {kind} at {offset}"), aligned(bytes, offset, encode)));
        }
    }
    let hex =
        |large: bool| bytes.iter().map(move |b| if large { format!("{b:02X}") } else { format!("{b:02x}") });
    forms.push((format!("{name} in hex"), hex(false).collect::<String>().into_bytes()));
    forms.push((format!("{name} in large hex"), hex(true).collect::<String>().into_bytes()));
    forms.push((format!("{name} percent-encoded"), percent(bytes, true)));
    forms.push((format!("{name} percent-encoded, small"), percent(bytes, false)));
    forms
}

/// The characters of base64 that depend on these bytes alone, where `offset` bytes stand before them in a group.
fn aligned(bytes: &[u8], offset: usize, encode: fn(&[u8]) -> String) -> Vec<u8> {
    let all = encode(&[&[0; 3][..offset], bytes].concat());
    // Of one byte before them two characters speak, of two bytes three; the last one speaks of what follows too.
    let from = [0, 2, 3][offset];
    let to = all.len() - usize::from(!(offset + bytes.len()).is_multiple_of(3));
    all.as_bytes().get(from..to).unwrap_or_default().to_vec()
}

/// Everything but what RFC 3986 calls unreserved.
fn percent(bytes: &[u8], large: bool) -> Vec<u8> {
    let write = |&byte: &u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ if large => format!("%{byte:02X}"),
        _ => format!("%{byte:02x}"),
    };
    bytes.iter().map(write).collect::<String>().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_base64_stands_in_any_text_that_holds_the_bytes() {
        let secret = "城東 花子".as_bytes();
        for before in 0..7 {
            for after in 0..4 {
                let whole = [&[b'x'; 7][..before], secret, &[b'y'; 4][..after]].concat();
                let text = Base64Unpadded::encode_string(&whole);
                let core = aligned(secret, before % 3, Base64Unpadded::encode_string);
                assert!(text.contains(std::str::from_utf8(&core).unwrap()), "{before} {after}");
            }
        }
    }

    #[test]
    fn an_ascii_text_has_no_form_twice_and_short_ones_none() {
        let forms = of_text("a plain text");
        let distinct: std::collections::BTreeSet<_> = forms.iter().map(|(_, bytes)| bytes).collect();
        assert_eq!(distinct.len(), forms.len());
        assert!(of_bytes(&[1, 2]).iter().all(|(_, bytes)| bytes.len() >= LEAST));
    }
}
