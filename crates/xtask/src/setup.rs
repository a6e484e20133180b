//! Brings what a command needs and is not there yet. Each piece looks first, so that a second call does nothing.
//!
//! # Layout
//! - `wasm_std`: the standard library for wasm32, with `debian_source` and `std_build` where rustup cannot
//! - `binaryen`: wasm-opt
//! - `browsers`: what the journeys drive
//! - `postgres`: what the server's tests start
//! - `python`: what the fuzzing runs on, and what reads pushes and calendar files
//! - `apt`, `npm`: packages from Debian and npm

pub mod apt;
pub mod binaryen;
pub mod browsers;
pub mod debian_source;
pub mod npm;
pub mod postgres;
pub mod python;
pub mod std_build;
pub mod wasm_std;
