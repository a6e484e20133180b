//! The screens, a folder per feature. They read the store, send it commands, and never touch the browser's
//! storage or the network.
//!
//! # Layout
//! - [`start`] はじめる; [`today`] きょう, the frame around every page; [`requests`] 困りごと and cards;
//!   [`visit`] 下見, 開始, 完了; [`work_day`] 活動日; [`people`] なかま; [`phones`] なかまのスマホ;
//!   [`handover`] 渡す・受け取る; [`paper`] 紙; [`summary`] まとめ; [`settings`] 設定
//! - [`address`] what a path says; [`history`] who changed what of a record, and putting it back;
//!   [`faults`] what is wrong with a form; [`unlock`] the number that opens the cards;
//!   [`photos`] photos of a home; [`pictures`] which picture stands for what

pub mod address;
pub mod faults;
pub mod handover;
pub mod history;
pub mod paper;
pub mod people;
pub mod phones;
pub mod photos;
pub mod pictures;
pub mod requests;
pub mod settings;
pub mod start;
pub mod summary;
pub mod today;
pub mod unlock;
pub mod visit;
pub mod whereabouts;
pub mod work_day;
