//! One block as the text of a QR: which hand-over it is of, which block, and a checksum, so that a frame that was read
//! wrongly, or is another hand-over's, is told apart.

use tanomo_wire::bytes::{Reader, Writer};

use super::fountain::{MAX_BLOCKS, block};
use super::{HandoverId, base45};

/// What every frame's text begins with: the app, and the version of what follows. *Frozen.*
const MARK: &str = "TNM";
const VERSION: char = '1';

/// How many bytes of the content one frame carries. With head and checksum the text has 220 characters: QR version 7 at
/// level L, 45 modules a side. Tilted up to 20° and somewhat blurred, rqrr reads nearly all of these in a picture of 560
/// points a side, but only half of those of version 12: it lays its grid by one alignment pattern. A torn frame costs
/// nothing here, so a higher level of correction would only make the modules smaller.
pub const PAYLOAD: usize = 124;

/// One frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Of which hand-over.
    pub of: HandoverId,
    /// How many bytes the content has.
    pub len: usize,
    /// Which block.
    pub n: u32,
    pub(super) block: Vec<u8>,
}

/// Why a QR is no frame that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAFrame {
    /// It is some other QR.
    Foreign,
    /// It was made by a newer app.
    Newer,
    /// It was read wrongly, or is cut off.
    Torn,
}

impl Frame {
    /// The text of its QR, in the letters of the alphanumeric mode.
    pub fn to_text(&self) -> String {
        let bytes = Writer::default()
            .fixed(self.of.bytes())
            .count(self.len)
            .fixed(&self.n.to_be_bytes())
            .fixed(&self.block)
            .done();
        let sum = crc32(&bytes).to_be_bytes();
        format!("{MARK}{VERSION}{}", base45::encode(&[bytes.as_slice(), &sum].concat()))
    }

    /// Reads a QR's text.
    ///
    /// # Errors
    /// [`NotAFrame`].
    pub fn read(text: &str) -> Result<Self, NotAFrame> {
        let rest = text.strip_prefix(MARK).ok_or(NotAFrame::Foreign)?;
        let version = rest.chars().next().filter(char::is_ascii_digit).ok_or(NotAFrame::Foreign)?;
        if version != VERSION {
            return Err(if version > VERSION { NotAFrame::Newer } else { NotAFrame::Foreign });
        }
        let bytes = base45::decode(&rest[1..]).ok_or(NotAFrame::Torn)?;
        let (bytes, sum) = bytes.split_last_chunk::<4>().ok_or(NotAFrame::Torn)?;
        if crc32(bytes).to_be_bytes() != *sum {
            return Err(NotAFrame::Torn);
        }
        Self::from_bytes(bytes).ok_or(NotAFrame::Torn)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (head, block) = bytes.split_first_chunk::<16>()?;
        let head = Writer::new("").fixed(head).done();
        let mut from = Reader::new(&head, "").ok()?;
        let of = HandoverId(from.fixed().ok()?);
        let len = from.count(MAX_BLOCKS * PAYLOAD).ok()?;
        let n = u32::from_be_bytes(from.fixed().ok()?);
        (len > 0 && block.len() == PAYLOAD).then(|| Self { of, len, n, block: block.to_vec() })
    }
}

/// A content as the frames that show it, without end.
#[derive(Clone, Debug)]
pub struct Frames {
    of: HandoverId,
    content: Vec<u8>,
}

impl Frames {
    /// `None` for nothing, and for more than [`MAX_BLOCKS`] blocks: that goes in a file.
    pub fn new(content: Vec<u8>) -> Option<Self> {
        let fits = (1..=MAX_BLOCKS * PAYLOAD).contains(&content.len());
        fits.then(|| Self { of: HandoverId::of(&content), content })
    }

    /// How many are wanted at least.
    pub const fn blocks(&self) -> usize {
        self.content.len().div_ceil(PAYLOAD)
    }

    /// Which hand-over they are of.
    pub const fn of(&self) -> HandoverId {
        self.of
    }

    /// Frame `n`. The first [`Frames::blocks`] hold the content as it is, those after them sums of it.
    pub fn frame(&self, n: u32) -> Frame {
        let block = block(&self.content, PAYLOAD, n);
        Frame { of: self.of, len: self.content.len(), n, block }
    }
}

/// CRC-32 (ISO-HDLC), bit by bit: a frame is short.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_frame_comes_back_and_no_changed_one_does() {
        let frames = Frames::new((0..300_u32).map(|n| n as u8).collect()).unwrap();
        assert_eq!(frames.blocks(), 3);
        for n in [0, 2, 3, 900] {
            let frame = frames.frame(n);
            let text = frame.to_text();
            assert!(text.len() <= 224, "{} letters are more than version 7 holds at level L", text.len());
            assert_eq!(Frame::read(&text), Ok(frame));
            for at in 4..text.len() {
                let mut torn = text.clone();
                let other = if torn.as_bytes()[at] == b'0' { "1" } else { "0" };
                torn.replace_range(at..=at, other);
                assert_eq!(Frame::read(&torn), Err(NotAFrame::Torn), "letter {at}");
            }
            assert_eq!(Frame::read(&text[..text.len() - 3]), Err(NotAFrame::Torn));
        }
    }

    #[test]
    fn other_texts_are_told_apart() {
        let text = Frames::new(vec![1]).unwrap().frame(0).to_text();
        assert_eq!(Frame::read(&text.replacen("TNM1", "TNM2", 1)), Err(NotAFrame::Newer));
        for foreign in ["", "https://example.org/", "TNM", "TNMX", "TNR1ABC"] {
            assert_eq!(Frame::read(foreign), Err(NotAFrame::Foreign), "{foreign}");
        }
        assert!(Frames::new(Vec::new()).is_none());
        assert!(Frames::new(vec![0; MAX_BLOCKS * PAYLOAD]).is_some());
        assert!(Frames::new(vec![0; MAX_BLOCKS * PAYLOAD + 1]).is_none());
    }
}
