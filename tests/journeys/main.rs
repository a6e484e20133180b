//! The journeys: what people do with the app, in Chromium, Firefox and WebKit, against the built site.
//!
//! `cargo xtask test` builds the site, brings the browsers and turns on the feature `journeys`.
//!
//! # Layout
//!
//! - `phone`: a phone with the app on it, and what can befall it
//! - `day`: 活動日: from the plan to the briefing; scene 11: called off, told, and the other phones say so
//! - `every_screen`: what each screen owes to other eyes and fingers
//! - `invited`: scene 0: an invitation is kept where the app will not live
//! - `work`: scenes 3, 4 and 5: going as two, completing, correcting
//! - `onsite`: what happens on the spot, and the measure of completion
//! - `asking`: scene 6: a ride asked for on the spot
//! - `together`: several phones of one squad
//! - `cards`: cards lock, leave and are taken back
//! - `own_unlock`: a face or a finger beside the number
//! - `roles`: a role is handed over, a lead leaves, a squad ends
//! - `impostor`: somebody else answers in the server's place
//! - `elsewhere`: a squad whose records are at another server than the app
//! - `notices`: what reaches people while the app is closed
//! - `paper`: sheets as they are printed, read by programs that are not ours
//! - `handover`: scene 2, and scene 9's collecting: from phone to phone with no server
//! - `photos`: photos of a home, on one phone and on two
//! - `voices`: a note that is spoken on site
//! - `secrecy`: nothing of what they write or of a link's secret reaches the server
//!
//! The app without a server and with a newer one is in `tests/pwa.rs`, what befalls a phone in `tests/trouble.rs`.
#![cfg(feature = "journeys")]

mod asking;
mod cards;
mod day;
mod elsewhere;
mod every_screen;
mod handover;
mod impostor;
mod invited;
mod near;
mod notices;
mod onsite;
mod own_unlock;
mod paper;
mod phone;
mod photos;
mod roles;
#[path = "../screens/mod.rs"]
mod screens;
mod secrecy;
mod together;
mod voices;
mod work;
