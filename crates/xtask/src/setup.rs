//! Brings what a command needs and is not there yet. Each piece looks first, so that a second call does nothing.
//!
//! # Layout
//! - [`wasm_std`]: the standard library for wasm32
//! - [`binaryen`]: wasm-opt from npm
//! - [`npm`]: packages from npm, pinned, in a folder of their own

pub mod binaryen;
pub mod npm;
pub mod wasm_std;
