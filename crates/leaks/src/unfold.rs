//! What lies inside bytes: decompressed wherever that goes, decoded wherever they look coded.

use std::io::Read as _;

use base64ct::{Base64Unpadded, Encoding};
use flate2::{Decompress, FlushDecompress, Status};

/// A stream is tried to begin at every byte of what is not longer.
const EVERYWHERE: usize = 64 * 1024;

/// What comes out of one stream is looked at so far.
const MOST: usize = 8 << 20;

/// Less than this says nothing.
const LEAST: usize = 8;

/// Coded text of fewer characters is left to the forms.
const RUN: usize = 24;

/// What came out of bytes.
pub(crate) struct Inside {
    /// How.
    pub how: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether something may lie inside of it again: not where it came out by trying everything.
    pub sure: bool,
}

/// Everything that lies inside.
pub(crate) fn unfold(bytes: &[u8]) -> Vec<Inside> {
    let mut all = Vec::new();
    let sure = |how, bytes: Vec<u8>| Inside { how, bytes, sure: true };
    all.extend(with_header(bytes));
    all.extend(deflated(bytes).map(|bytes| Inside { how: "deflate", bytes, sure: false }));
    let brotli = read_some(brotli::Decompressor::new(bytes, 4096));
    all.push(Inside { how: "brotli", bytes: brotli, sure: false });
    all.extend(runs(bytes, is_base64).filter_map(|run| Some(sure("base64", base64(run)?))));
    all.extend(runs(bytes, |byte| byte.is_ascii_hexdigit()).map(|run| sure("hex", hex(run))));
    all.extend(percent_decoded(bytes).map(|bytes| sure("percent", bytes)));
    all.extend(unescaped(bytes).map(|bytes| sure("JSON", bytes)));
    all.retain(|inside| inside.bytes.len() >= LEAST);
    all
}

/// As much as comes out before it fails: a stream may be cut.
fn read_some(from: impl std::io::Read) -> Vec<u8> {
    let (mut from, mut out, mut room) = (from.take(MOST as u64), Vec::new(), [0; 4096]);
    while let Ok(n @ 1..) = from.read(&mut room) {
        out.extend_from_slice(room.get(..n).unwrap_or_default());
    }
    out
}

/// Gzip (RFC 1952) and zlib (RFC 1950), wherever their headers stand.
fn with_header(bytes: &[u8]) -> Vec<Inside> {
    let mut all = Vec::new();
    for (at, pair) in bytes.windows(2).enumerate() {
        let rest = bytes.get(at..).unwrap_or_default();
        match *pair {
            [0x1f, 0x8b] => all.push(("gzip", read_some(flate2::read::GzDecoder::new(rest)))),
            // A window of 32 KiB, and a sum that is a multiple of 31.
            [0x78, flags] if (0x7800 + u16::from(flags)).is_multiple_of(31) => {
                all.push(("zlib", read_some(flate2::read::ZlibDecoder::new(rest))));
            }
            _ => {}
        }
    }
    all.into_iter().map(|(how, bytes)| Inside { how, bytes, sure: true }).collect()
}

/// Raw deflate (RFC 1951) has no header, so each byte may be its first.
fn deflated(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    // What is compressed is no text.
    let is_text = bytes.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
    let tries = match bytes.len() {
        _ if is_text => 0,
        short @ ..=EVERYWHERE => short,
        _ => 1,
    };
    let mut inflate = Decompress::new(false);
    (0..tries).filter_map(move |at| inflated(&mut inflate, bytes.get(at..)?))
}

fn inflated(inflate: &mut Decompress, bytes: &[u8]) -> Option<Vec<u8>> {
    inflate.reset(false);
    let mut out = Vec::new();
    let mut room = [0; 4096];
    loop {
        let (taken, given) = (inflate.total_in(), inflate.total_out());
        let rest = bytes.get(usize::try_from(taken).ok()?..)?;
        let status = inflate.decompress(rest, &mut room, FlushDecompress::None);
        let new = usize::try_from(inflate.total_out() - given).ok()?;
        out.extend_from_slice(room.get(..new)?);
        let still = inflate.total_in() == taken && new == 0;
        if still || out.len() > MOST || !matches!(status, Ok(Status::Ok)) {
            return (out.len() >= LEAST).then_some(out);
        }
    }
}

/// The longest stretches of such bytes, if they are long.
fn runs(bytes: &[u8], is: impl Fn(u8) -> bool + Copy) -> impl Iterator<Item = &[u8]> {
    bytes.split(move |&byte| !is(byte)).filter(|run| run.len() >= RUN)
}

const fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')
}

/// Both alphabets.
fn base64(run: &[u8]) -> Option<Vec<u8>> {
    let plain = |&byte: &u8| match byte {
        b'-' => '+',
        b'_' => '/',
        other => char::from(other),
    };
    // One character over a group says nothing; the bits after the last byte are ours to ignore.
    let text: String = run.get(..run.len() / 4 * 4)?.iter().map(plain).collect();
    let mut bytes = Base64Unpadded::decode_vec(&text).ok()?;
    let rest: String = run.get(run.len() / 4 * 4..)?.iter().map(plain).collect();
    let padded = match rest.len() {
        2 => format!("{rest}AA"),
        3 => format!("{rest}A"),
        _ => return Some(bytes),
    };
    let last = Base64Unpadded::decode_vec(&padded).ok()?;
    bytes.extend(last.get(..rest.len() - 1)?);
    Some(bytes)
}

fn hex(run: &[u8]) -> Vec<u8> {
    run.as_chunks().0.iter().filter_map(hex_pair).collect()
}

fn hex_pair(pair: &[u8; 2]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()
}

/// The bytes with `%XX` read (RFC 3986, section 2.1); `None` where there is none.
fn percent_decoded(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut out, mut rest, mut found) = (Vec::new(), bytes, false);
    while let Some((&first, after)) = rest.split_first() {
        let pair = after.first_chunk().filter(|_| first == b'%').and_then(hex_pair);
        found |= pair.is_some();
        out.push(pair.unwrap_or(first));
        rest = if pair.is_some() { after.get(2..)? } else { after };
    }
    found.then_some(out)
}

/// The text with `\uXXXX` read (RFC 8259, section 7); `None` where there is none.
fn unescaped(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut parts = text.split("\\u");
    let mut units: Vec<u16> = parts.next()?.encode_utf16().collect();
    let before = units.len();
    let mut found = false;
    for part in parts {
        let unit = part.get(..4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
        found |= unit.is_some();
        units.extend(unit);
        units.extend(part.get(if unit.is_some() { 4 } else { 0 }..)?.encode_utf16());
    }
    (found && units.len() >= before).then(|| String::from_utf16_lossy(&units).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_any_length_and_alphabet_is_read() {
        let bytes: Vec<u8> = (0..=255).rev().collect();
        for n in 30..60 {
            let plain = Base64Unpadded::encode_string(&bytes[..n]);
            let url = base64ct::Base64UrlUnpadded::encode_string(&bytes[..n]);
            assert_eq!(base64(plain.as_bytes()).as_deref(), Some(&bytes[..n]));
            assert_eq!(base64(url.as_bytes()).as_deref(), Some(&bytes[..n]));
        }
    }

    #[test]
    fn codes_are_read_and_plain_text_is_left() {
        assert_eq!(percent_decoded(b"a%20b%e5%9f%8e").unwrap(), "a b城".as_bytes());
        assert_eq!(unescaped(b"{\"a\":\"\\u57CE\\u6771\"}").unwrap(), "{\"a\":\"城東\"}".as_bytes());
        assert_eq!((percent_decoded(b"100 %"), unescaped(b"plain")), (None, None));
    }
}
