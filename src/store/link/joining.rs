//! Connecting a circle, inviting, joining, the recovery sheet.

use super::NotLinked;
use crate::store::Store;

/// How often an invitation lets somebody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uses {
    /// One person, at once.
    One,
    /// Many; a lead lets each in.
    Many,
}

/// An invitation that stands. The link is a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// What is shown, shared and printed.
    pub link: String,
    /// How often.
    pub uses: Uses,
    /// Until when, in milliseconds since 1970 UTC.
    pub until: u64,
}

/// What joining came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    /// The phone is in: the records come.
    In,
    /// A lead has to let it in; [`super::Travel::Asked`] says the number.
    Asked,
}

/// A recovery sheet, to be printed once and kept on paper alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Twelve words.
    pub words: Vec<String>,
    /// What its QR says: everything it takes.
    pub code: String,
    /// The circle's number, which the words need beside them.
    pub circle: String,
}

impl Store {
    /// Connects this phone's circle to the server the app came from; `code` is the operator's, where one is asked
    /// for. Everything written so far is sent.
    ///
    /// # Errors
    /// [`NotLinked`]; then the circle stays on this phone alone.
    pub async fn connect(self, code: Option<String>) -> Result<(), NotLinked> {
        let _ = code;
        Err(NotLinked::Alone)
    }

    /// Makes a recovery sheet; one made before goes on counting until its phone is put out in the list of phones.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn print_sheet(self) -> Result<Printed, NotLinked> {
        Err(NotLinked::Alone)
    }

    /// Invites: a link for one person or for many, good for so many days.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn invite(self, uses: Uses, days: u32) -> Result<Invited, NotLinked> {
        let _ = (uses, days);
        Err(NotLinked::Alone)
    }

    /// The invitations this phone made that still stand, newest first.
    pub fn invitations(self) -> Vec<Invited> {
        Vec::new()
    }

    /// Ends an invitation this phone made.
    ///
    /// # Errors
    /// [`NotLinked`]; then it still stands.
    pub async fn end_invitation(self, link: &str) -> Result<(), NotLinked> {
        let _ = link;
        Err(NotLinked::Alone)
    }

    /// Joins by an invitation: its whole link, or what stands after its `#`. The phone must be fresh.
    ///
    /// # Errors
    /// [`NotLinked`]; then the phone is still fresh and the invitation not spent.
    pub async fn join(self, invitation: &str, name: &str, reading: &str) -> Result<Joining, NotLinked> {
        let _ = (invitation, name, reading);
        Err(NotLinked::Alone)
    }

    /// Brings a lost circle back onto a fresh phone, as a lead: by the sheet's code, or by its twelve words and the
    /// circle's number.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn recover(
        self,
        sheet: &str,
        circle: &str,
        name: &str,
        reading: &str,
    ) -> Result<(), NotLinked> {
        let _ = (sheet, circle, name, reading);
        Err(NotLinked::Alone)
    }

    /// Whether a text is an invitation of ours, before it is used.
    pub fn is_invitation(text: &str) -> bool {
        let _ = text;
        false
    }
}
