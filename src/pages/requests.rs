//! 困りごと and the cards of ご依頼の方.
//!
//! # Layout
//! - [`list`] the list with search and filters, [`find`] what it finds
//! - [`log`] logging one, who first; [`fields`] what is wished, shared with [`edit`]; [`consent`] asking for it
//! - [`one`] one request: [`team`] who goes, [`agree`] when, [`calendar`] for the calendar, [`same`] what may be the same
//! - [`card`] a resident's card, [`card_fields`] its form
//! - [`act`] carrying out a command

pub mod act;
mod agree;
pub mod calendar;
mod card;
mod card_fields;
mod consent;
mod edit;
mod fields;
mod find;
mod list;
mod log;
mod one;
mod same;
mod team;

pub use card::CardPage;
pub use consent::consent_words;
pub use edit::EditPage;
pub use list::{Narrow, RequestsPage, title};
pub use log::LogPage;
pub use one::{RequestPage, tel};
