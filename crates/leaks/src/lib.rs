//! Looks for what should be secret in what was seen on the way or kept by the server: every byte of a run, in
//! every form in which a text or a key may stand there.
//!
//! It knows nothing of sealing, of the protocol or of the app. It is for tests alone, native ones and journeys in
//! browsers, and no part of what is shipped. A search that finds nothing says nothing until a control has shown
//! that it finds: [`Search`] is tested form by form, and who uses it leaks on purpose once.
//!
//! # Layout
//! - [`Recorder`]: a proxy that passes every byte on and keeps it.
//! - [`messages`]: what was recorded, as HTTP's messages.
//! - [`Wanted`], [`Search`]: what is looked for, in which forms, and where it was found.
//! - `forms`: a text's or a key's forms. `unfold`: what lies inside bytes: decompressed, decoded.

#![forbid(unsafe_code)]

mod forms;
pub mod messages;
mod recorder;
mod search;
mod unfold;

pub use recorder::{Recorder, Recording};
pub use search::{Found, Search, Wanted};
