//! What goes back: so many of so many records came. It is for people; nothing that waits to be sent is dropped for it.

use tanomo_wire::bytes::{Reader, Writer};
use tanomo_wire::{CircleId, DeviceId, Signature};

use super::{HandoverId, NotAFrame, base45};
use crate::keys::{DeviceKeys, is_signed};
use crate::roster::Roster;

/// What its text begins with. *Frozen.*
const MARK: &str = "TNR1";
const PURPOSE: &str = "tanomo receipt 1";

/// A receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Of which hand-over.
    pub of: HandoverId,
    /// Who took it in.
    pub by: DeviceId,
    /// How many records came.
    pub came: u32,
}

impl Receipt {
    fn to_bytes(self, circle: &CircleId) -> Vec<u8> {
        let to = Writer::new(PURPOSE).fixed(circle.bytes()).fixed(self.of.bytes());
        to.fixed(self.by.bytes()).fixed(&self.came.to_be_bytes()).done()
    }

    /// The text of its QR, signed by the phone that took it in.
    pub fn to_text(self, circle: &CircleId, keys: &DeviceKeys) -> String {
        let signature = keys.sign(&self.to_bytes(circle));
        let bytes = Writer::default()
            .fixed(self.of.bytes())
            .fixed(self.by.bytes())
            .fixed(&self.came.to_be_bytes())
            .fixed(signature.bytes())
            .done();
        format!("{MARK}{}", base45::encode(&bytes))
    }

    /// Reads a receipt and checks who gave it.
    ///
    /// # Errors
    /// [`NotAFrame::Foreign`] for another QR, [`NotAFrame::Torn`] for one that nobody of the circle signed.
    pub fn read(text: &str, roster: &Roster) -> Result<Self, NotAFrame> {
        let rest = text.strip_prefix(MARK).ok_or(NotAFrame::Foreign)?;
        let bytes = base45::decode(rest).ok_or(NotAFrame::Torn)?;
        let (receipt, signature) = Self::from_bytes(&bytes).ok_or(NotAFrame::Torn)?;
        let key = roster.key_of(&receipt.by).ok_or(NotAFrame::Torn)?;
        let signed = is_signed(&key, &receipt.to_bytes(&roster.circle()), &signature);
        if signed { Ok(receipt) } else { Err(NotAFrame::Torn) }
    }

    fn from_bytes(bytes: &[u8]) -> Option<(Self, Signature)> {
        let bytes = Writer::new("").fixed(bytes).done();
        let mut from = Reader::new(&bytes, "").ok()?;
        let of = HandoverId(from.fixed().ok()?);
        let by = DeviceId::new(from.fixed().ok()?);
        let came = u32::from_be_bytes(from.fixed().ok()?);
        let signature = Signature::new(from.fixed().ok()?);
        from.end().ok()?;
        Some((Self { of, by, came }, signature))
    }
}
