//! What went wrong, in one form: problem details for HTTP (RFC 9457), `application/problem+json`.

use serde::{Deserialize, Serialize};

/// The media type of a [`Problem`].
pub const CONTENT_TYPE: &str = "application/problem+json";

/// What went wrong, for the program. Never with what was sent in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Which.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// The same for a person who reads a log, in English.
    pub title: String,
    /// The status it came with.
    pub status: u16,
    /// When to try again, in seconds, as in the header `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// The oldest version of the protocol that is answered, with [`ProblemKind::TooOld`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_proto: Option<u32>,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $status:literal, $title:literal;)*) => {
        /// What can go wrong. Written as a relative reference, which RFC 9457 allows for `type`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum ProblemKind {
            $($(#[$doc])* #[serde(rename = $name)] $kind,)*
            /// Something newer this program does not know.
            #[serde(other, rename = "/problems/other")]
            Other,
        }

        impl ProblemKind {
            /// All of them but [`ProblemKind::Other`].
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The status it is answered with.
            pub const fn status(self) -> u16 {
                match self {
                    $(Self::$kind => $status,)*
                    Self::Other => 500,
                }
            }

            /// What a person reads in a log.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$kind => $title,)*
                    Self::Other => "Something else went wrong",
                }
            }
        }
    };
}

kinds! {
    /// The request is not what this crate's types say.
    Malformed = "/problems/malformed", 400, "The request could not be read";
    /// No token, or one the server does not know. **Never a reason to erase anything.**
    Unknown = "/problems/unknown-device", 401, "This device is not known here";
    /// A device that is known and may not do this.
    Forbidden = "/problems/forbidden", 403, "This device may not do this";
    /// A device that waits for a lead.
    Waiting = "/problems/waiting", 403, "A lead has not let this device in yet";
    /// No such circle, photo or invitation.
    Missing = "/problems/missing", 404, "There is no such thing here";
    /// The invitation was used, has expired or was ended.
    InviteOver = "/problems/invite-over", 410, "This invitation is over";
    /// The cursor is of another timeline: the server was restored from a backup.
    UnknownCursor = "/problems/unknown-cursor", 409, "The cursor is not of this timeline";
    /// A roster entry stands on one the server does not have.
    UnknownEntry = "/problems/unknown-entry", 409, "The roster lacks what this entry stands on";
    /// A circle of this name is here already.
    Exists = "/problems/exists", 409, "This circle is here already";
    /// The circle has ended.
    Ended = "/problems/ended", 410, "This circle has ended";
    /// The body is larger than its limit.
    TooLarge = "/problems/too-large", 413, "The request is too large";
    /// The client is older than the server still answers.
    TooOld = "/problems/too-old", 426, "This version of the app is too old to write";
    /// Too many requests from this device or address.
    TooMany = "/problems/too-many", 429, "Too many requests";
    /// The circle has no room left.
    Full = "/problems/full", 507, "This circle's room is full";
    /// The server cannot answer now.
    Unavailable = "/problems/unavailable", 503, "The server cannot answer now";
}

impl Problem {
    /// A problem with its status and title.
    pub fn new(kind: ProblemKind) -> Self {
        let min_proto = matches!(kind, ProblemKind::TooOld).then_some(crate::MIN_PROTO);
        Self { kind, title: kind.title().to_owned(), status: kind.status(), retry_after: None, min_proto }
    }

    /// The same, to be tried again after so many seconds.
    #[must_use]
    pub fn after(self, seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_survives_its_json_and_a_new_one_is_some_problem() {
        for &kind in ProblemKind::ALL {
            let problem = Problem::new(kind).after(3);
            let text = serde_json::to_string(&problem).unwrap();
            assert_eq!(serde_json::from_str::<Problem>(&text).unwrap(), problem);
            assert!((400..600).contains(&problem.status));
        }
        let text = r#"{"type":"/problems/of-2031","title":"?","status":499}"#;
        assert_eq!(serde_json::from_str::<Problem>(text).unwrap().kind, ProblemKind::Other);
    }
}
