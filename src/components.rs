//! Buttons, fields, dialogs, lists: what every screen is made of.
//!
//! They know no store, no record and no rule: words, values and callbacks come in as props. They hold no text of
//! a feature, only the few words of `i18n::common` that belong to the control itself.
//!
//! # Layout
//! - [`icon`] the pictures, [`button`], [`choice`] chips, cards and switches, [`stepper`]
//! - [`field`] the frame of every field and text fields, [`date_field`] dates, times and numbers
//! - [`dialog`] dialog and sheet from the bottom, [`notice`] what is said to the person
//! - [`frame`] the app's frame: state line, navigation, a page with its one primary action
//! - [`list`] long lists that scroll, [`row`] one row, a person, steps, details

pub mod button;
pub mod choice;
pub mod date_field;
pub mod dialog;
pub mod field;
pub mod frame;
pub mod icon;
pub mod list;
pub mod notice;
pub mod row;
pub mod stepper;

pub use button::{Button, ButtonKind, LinkButton};
pub use choice::{Chips, ChipsOne, Choice, Options, RadioCards, Switch, Tick};
pub use date_field::{DateField, NumberField, TimeField};
pub use dialog::{Dialog, Sheet};
pub use field::{Fault, SearchField, TelField, TextArea, TextField};
pub use frame::{AppFrame, MainNav, NavItem, PageFrame, StateLine, Tone};
pub use icon::{Icon, Picture};
pub use list::VirtualList;
pub use notice::{EmptyState, Notice, NoticeKind, Progress, UndoToast};
pub use row::{Details, Fact, Name, PersonChip, Row, Section, StepState, Steps, row};
pub use stepper::Stepper;
