//! The phones of a circle: who waits to be let in, who is in, who is out.

use tanomo_domain::view::Role;
use tanomo_record::Id;
use tanomo_wire::DeviceId;

use super::NotLinked;
use crate::store::Store;

/// What a device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneKind {
    /// A phone or a browser.
    Phone,
    /// The recovery sheet.
    Sheet,
}

/// A phone of the circle, as the roster lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// Names it.
    pub device: DeviceId,
    /// Whose it is; the member's record may not have come yet.
    pub member: Id,
    /// What it is.
    pub kind: PhoneKind,
    /// What it may do.
    pub role: Role,
    /// This very phone.
    pub mine: bool,
    /// It was put out.
    pub out: bool,
}

/// A phone that waits to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Names it.
    pub device: DeviceId,
    /// Four digits that its own screen shows too.
    pub number: String,
    /// When it asked, in milliseconds since 1970 UTC.
    pub asked: u64,
}

impl Store {
    /// The phones of the circle: this one first, then by member, those that are out last. Follows the roster.
    pub fn phones(self) -> Vec<Phone> {
        Vec::new()
    }

    /// Who waits to be let in, asked of the server; for leads.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn asking(self) -> Result<Vec<Asking>, NotLinked> {
        Err(NotLinked::Alone)
    }

    /// Lets a phone in.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn let_in(self, device: DeviceId) -> Result<(), NotLinked> {
        let _ = device;
        Err(NotLinked::Alone)
    }

    /// Puts a phone out, for good: it gets nothing more and erases its copy when it hears of it.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn put_out(self, device: DeviceId) -> Result<(), NotLinked> {
        let _ = device;
        Err(NotLinked::Alone)
    }

    /// Makes a phone's holder a lead, or a helper again.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn set_phone_role(self, device: DeviceId, role: Role) -> Result<(), NotLinked> {
        let _ = (device, role);
        Err(NotLinked::Alone)
    }

    /// Ends the circle for everybody: every phone offers an export and erases its copy.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn end_circle(self) -> Result<(), NotLinked> {
        Err(NotLinked::Alone)
    }

    /// After the export was taken or declined: everything of the circle goes from this phone.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn leave_for_good(self) -> Result<(), NotLinked> {
        Err(NotLinked::Alone)
    }

    /// Tries at once to send and fetch.
    pub fn hurry(self) {}
}
