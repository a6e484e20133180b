//! The store's work that the first screen does not need, in a part of the module of its own: reading the records,
//! deciding, writing, sealing.
//!
//! The part is taken into memory as soon as the first screen stands (`crate::parts`); whoever is faster than that
//! waits for it.

// The cut is a pair of functions that find each other by name, which Rust calls unsafe; nothing else here is.
#![allow(unsafe_code)]

use std::future::Future;
use std::pin::Pin;

use leptos::wasm_split::{SplitLoaderError, wasm_split};
use tanomo_domain::command::{Command, Founding};

use super::idb::Idb;
use super::lock::NotUnlocked;
use super::lock::by_device::Wish;
use super::write::Kept;
use super::{Done, Store, Trouble};

type Work<T, E> = Result<Pin<Box<dyn Future<Output = Result<T, E>>>>, E>;

impl From<SplitLoaderError> for Trouble {
    fn from(_: SplitLoaderError) -> Self {
        Trouble::PartMissing
    }
}

impl From<SplitLoaderError> for NotUnlocked {
    fn from(_: SplitLoaderError) -> Self {
        NotUnlocked::Browser
    }
}

#[wasm_split(store, wasm_split_path = leptos::wasm_split, preload(fetch), fallible)]
pub(super) fn run(store: Store, command: Command, kept: Kept) -> Work<Done, Trouble> {
    Ok(Box::pin(store.run_here(command, kept)))
}

#[wasm_split(store, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn found(store: Store, founding: Founding) -> Work<(), Trouble> {
    Ok(Box::pin(store.found_here(founding)))
}

#[wasm_split(store, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn try_sample(store: Store) -> Work<(), Trouble> {
    Ok(Box::pin(store.try_sample_here()))
}

#[wasm_split(store, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn choose_number(store: Store, text: String) -> Work<(), NotUnlocked> {
    Ok(Box::pin(async move { store.choose_number_here(&text).await }))
}

#[wasm_split(store, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn unlock(store: Store, text: String) -> Work<(), NotUnlocked> {
    Ok(Box::pin(async move { store.unlock_here(&text).await }))
}

#[wasm_split(store, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn by_device(store: Store, wish: Wish) -> Work<(), NotUnlocked> {
    Ok(Box::pin(store.by_device_here(wish)))
}

#[wasm_split(store, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn read_all(store: Store, idb: Option<Idb>) -> Result<Pin<Box<dyn Future<Output = ()>>>, Trouble> {
    Ok(Box::pin(super::start::read_all(store, idb)))
}

#[wasm_split(link, wasm_split_path = leptos::wasm_split, preload(fetch_link), fallible)]
fn link_part(store: Store) -> Result<Pin<Box<dyn Future<Output = ()>>>, Trouble> {
    Ok(Box::pin(super::link::go_on(store)))
}

/// Opens the way to the other phones, if the circle has one; without its part it is tried at the next start.
pub(super) fn go_on(store: Store) {
    leptos::task::spawn_local(async move {
        if let Ok(going) = link_part(store).await {
            going.await;
        }
    });
}

/// Takes the part into memory that talks to the other phones.
pub async fn fetch_way() {
    let _ = fetch_link().await;
}

/// Takes the part into memory.
pub async fn fetch_work() {
    let _ = fetch().await;
}
