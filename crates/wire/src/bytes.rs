//! The one binary form of what is hashed or signed: fixed-size fields as they are, lengths and counts as
//! `u32` and times as `u64`, both big-endian. Every value has exactly one form, and reading takes no other.
//!
//! *Do not change what a form means*: signatures and names of circles depend on it.

use std::fmt;

/// Why something is not what it should be. It never repeats what came, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// A name, key or token has another length or is no base64url.
    Name {
        /// Which type.
        what: &'static str,
        /// How many bytes it has.
        bytes: usize,
    },
    /// A text is not written as it should be.
    Text {
        /// Which type.
        what: &'static str,
    },
    /// There is more of something than the limit.
    TooMany {
        /// Of what.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// Bytes end early, go on too long, or have no meaning.
    Bytes {
        /// Where the reader was.
        what: &'static str,
    },
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name { what, bytes } => {
                write!(f, "{what}: expected {bytes} bytes as base64url without padding")
            }
            Self::Text { what } => write!(f, "{what}: not written as it should be"),
            Self::TooMany { what, most } => write!(f, "more than {most} {what}"),
            Self::Bytes { what } => write!(f, "{what}: bytes that end early, go on or mean nothing"),
        }
    }
}

impl std::error::Error for Malformed {}

/// Appends fields.
#[derive(Clone, Debug, Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// Begins with words that say what the bytes are for, so that one form is never taken for another.
    pub fn new(purpose: &str) -> Self {
        Self::default().part(purpose.as_bytes())
    }

    /// A field of a size both sides know.
    #[must_use]
    pub fn fixed(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    /// A length or a count. More than `u32::MAX` of anything is far beyond every limit.
    #[must_use]
    pub fn count(self, n: usize) -> Self {
        self.fixed(&u32::try_from(n).unwrap_or(u32::MAX).to_be_bytes())
    }

    /// A field of any size: its length, then its bytes.
    #[must_use]
    pub fn part(self, bytes: &[u8]) -> Self {
        self.count(bytes.len()).fixed(bytes)
    }

    /// A time or a number.
    #[must_use]
    pub fn number(self, n: u64) -> Self {
        self.fixed(&n.to_be_bytes())
    }

    /// A one-byte mark.
    #[must_use]
    pub fn mark(self, byte: u8) -> Self {
        self.fixed(&[byte])
    }

    /// A field that may be absent.
    #[must_use]
    pub fn option(self, bytes: Option<&[u8]>) -> Self {
        match bytes {
            None => self.mark(0),
            Some(bytes) => self.mark(1).fixed(bytes),
        }
    }

    /// What was written.
    pub fn done(self) -> Vec<u8> {
        self.0
    }
}

/// Reads fields in the order they were written.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    what: &'static str,
}

impl<'a> Reader<'a> {
    /// Reads bytes that must begin with the words of their purpose.
    ///
    /// # Errors
    /// For bytes of another purpose.
    pub fn new(bytes: &'a [u8], purpose: &'static str) -> Result<Self, Malformed> {
        let mut reader = Self { rest: bytes, what: purpose };
        if reader.part()? == purpose.as_bytes() { Ok(reader) } else { Err(reader.wrong()) }
    }

    /// The error for what stands here.
    pub fn wrong(&self) -> Malformed {
        Malformed::Bytes { what: self.what }
    }

    /// A field of a size both sides know.
    ///
    /// # Errors
    /// Where the bytes end early.
    pub fn fixed<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (head, rest) = self.rest.split_first_chunk().ok_or(self.wrong())?;
        self.rest = rest;
        Ok(*head)
    }

    /// A length or count, at most `most`.
    ///
    /// # Errors
    /// Where it is larger or the bytes end early.
    pub fn count(&mut self, most: usize) -> Result<usize, Malformed> {
        let n = usize::try_from(u32::from_be_bytes(self.fixed()?)).map_err(|_| self.wrong())?;
        if n <= most { Ok(n) } else { Err(self.wrong()) }
    }

    /// A field of any size.
    ///
    /// # Errors
    /// Where the bytes end early.
    pub fn part(&mut self) -> Result<&'a [u8], Malformed> {
        let n = self.count(self.rest.len())?;
        let (head, rest) = self.rest.split_at_checked(n).ok_or(self.wrong())?;
        self.rest = rest;
        Ok(head)
    }

    /// A time or a number.
    ///
    /// # Errors
    /// Where the bytes end early.
    pub fn number(&mut self) -> Result<u64, Malformed> {
        self.fixed().map(u64::from_be_bytes)
    }

    /// A one-byte mark.
    ///
    /// # Errors
    /// Where the bytes end early.
    pub fn mark(&mut self) -> Result<u8, Malformed> {
        self.fixed::<1>().map(|[byte]| byte)
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// Where bytes are left.
    pub fn end(self) -> Result<(), Malformed> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.wrong()) }
    }
}
