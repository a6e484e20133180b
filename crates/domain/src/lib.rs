//! Rules, typed views, status, money and dates of a helper squad.
pub mod date;
pub mod era;
pub mod fold;
pub mod tidy;
