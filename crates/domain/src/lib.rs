//! Rules, typed views, status, money and dates of a helper squad.
pub mod address;
pub mod date;
pub mod era;
pub mod fold;
pub mod gates;
pub mod money;
pub mod phone;
pub mod reading;
pub mod recurrence;
pub mod retention;
pub mod task;
pub mod tidy;
