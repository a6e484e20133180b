//! What went wrong in a run, counted by kind.

use std::fmt;

macro_rules! faults {
    ($($(#[$doc:meta])* $fault:ident = $words:literal,)*) => {
        /// One kind of trouble.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Fault {
            $($(#[$doc])* $fault,)*
        }

        impl Fault {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$fault,)*];

            /// In words, for a table.
            pub const fn words(self) -> &'static str {
                match self {
                    $(Self::$fault => $words,)*
                }
            }
        }
    };
}

faults! {
    /// A request or an answer never came.
    Lost = "messages lost",
    /// A request came twice.
    Repeated = "requests repeated",
    /// A message took so long that later ones overtook it.
    Late = "messages late, overtaken",
    /// A phone lost its network.
    Partition = "phones cut off",
    /// A phone was killed at a write.
    Killed = "phones killed at a write",
    /// The disk threw at a write.
    Quota = "quota thrown at a write",
    /// localStorage went back to what it had last put on the disk.
    RolledBack = "working sets rolled back",
    /// A value of localStorage was cut.
    Torn = "values torn",
    /// A key of localStorage was lost.
    KeyLost = "keys lost",
    /// localStorage was emptied.
    Cleared = "working sets cleared",
    /// IndexedDB was emptied; what localStorage had is all there is.
    ShadowLost = "shadows lost",
    /// The whole profile went back to a backup.
    ProfileRestored = "profiles restored",
    /// A phone's clock jumped.
    Clock = "clocks moved",
    /// The other window wrote over what it no longer knew.
    StaleTab = "writes by a stale window",
    /// A page was hidden and sent what waited without waiting for the answer.
    Hidden = "pages hidden",
    /// A statement of the server failed, and its transaction with it.
    Statement = "statements failed",
    /// The server committed and could not say so.
    AnswerLost = "commits without an answer",
    /// The server was restored from a backup.
    ServerRestored = "servers restored",
    /// The server was set up anew: it knows no circle.
    ServerEmptied = "servers emptied",
    /// A lead put a device out.
    Revoked = "devices put out",
    /// Two phones met and one handed records over.
    Met = "meetings",
    /// Part of what was handed over was not seen by the camera.
    Missed = "codes missed",
    /// Something handed over or exported earlier was taken in again.
    Again = "old exports taken in",
}

/// How often each kind of trouble came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally([u64; Fault::ALL.len()]);

impl Tally {
    /// Counts one.
    pub fn add(&mut self, fault: Fault) {
        self.0[fault as usize] += 1;
    }

    /// How often.
    pub const fn of(&self, fault: Fault) -> u64 {
        self.0[fault as usize]
    }

    /// Adds those of another run.
    pub fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, n)| *sum += n);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for &fault in Fault::ALL {
            writeln!(f, "  {:<28} {:>12}", fault.words(), self.of(fault))?;
        }
        Ok(())
    }
}
