//! Frames as a camera brings them, put together.

use super::HandoverId;
use super::fountain::Well;
use super::frame::{Frame, NotAFrame, PAYLOAD};

/// What a frame was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It told something new.
    New,
    /// It had been seen, or told nothing that was not known.
    Known,
    /// It is another hand-over's than the one that was begun; that one is kept as it is.
    Other,
}

/// What was read of one hand-over so far. It may be put aside and gone on with at any time.
#[derive(Clone, Debug, Default)]
pub struct Collector {
    of: Option<(HandoverId, usize, Well)>,
    /// What was put together was not what its name says: a frame was made to deceive, and all begins anew.
    spoilt: bool,
}

impl Collector {
    /// Takes the text of a QR.
    ///
    /// # Errors
    /// [`NotAFrame`].
    pub fn see(&mut self, text: &str) -> Result<Seen, NotAFrame> {
        let frame = Frame::read(text)?;
        let blocks = frame.len.div_ceil(PAYLOAD);
        let (of, len, well) = self.of.get_or_insert_with(|| (frame.of, frame.len, Well::new(blocks)));
        if *of != frame.of || *len != frame.len {
            return Ok(Seen::Other);
        }
        let new = well.take(frame.n, frame.block);
        if well.wants() == 0 && self.content().is_none() {
            *self = Self { of: None, spoilt: true };
        }
        Ok(if new { Seen::New } else { Seen::Known })
    }

    /// Which hand-over was begun.
    pub fn of(&self) -> Option<HandoverId> {
        self.of.as_ref().map(|(of, ..)| *of)
    }

    /// How many blocks are here, of how many.
    pub fn progress(&self) -> (usize, usize) {
        self.of.as_ref().map_or((0, 0), |(_, len, well)| {
            let of = len.div_ceil(PAYLOAD);
            (of - well.wants(), of)
        })
    }

    /// Whether something was put together that was not what its name says.
    pub const fn was_spoilt(&self) -> bool {
        self.spoilt
    }

    /// What was handed over, once it is whole.
    pub fn content(&self) -> Option<Vec<u8>> {
        let (of, len, well) = self.of.as_ref()?;
        let mut content = well.content()?;
        content.truncate(*len);
        (HandoverId::of(&content) == *of).then_some(content)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Frames;
    use super::*;

    #[test]
    fn frames_that_deceive_are_thrown_away_whole() {
        let frames = Frames::new(vec![7; PAYLOAD * 2]).unwrap();
        let mut seen = Collector::default();
        let mut lie = frames.frame(1);
        lie.block[0] ^= 1;
        assert_eq!(seen.see(&frames.frame(0).to_text()), Ok(Seen::New));
        assert_eq!(seen.see(&lie.to_text()), Ok(Seen::New), "its checksum is right");
        assert!(seen.content().is_none() && seen.was_spoilt());
        assert_eq!(seen.progress(), (0, 0), "it begins anew");
        for n in 0..2 {
            assert_eq!(seen.see(&frames.frame(n).to_text()), Ok(Seen::New));
        }
        assert_eq!(seen.content(), Some(vec![7; PAYLOAD * 2]));
    }
}
