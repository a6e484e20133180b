//! Now, later, and random numbers.

use js_sys::{Function, Promise};

/// Milliseconds since 1970 by this device's clock, which may be wrong.
pub fn now() -> u64 {
    let now = js_sys::Date::now();
    if now.is_finite() && now > 0.0 { now as u64 } else { 0 }
}

/// Milliseconds since this window opened, which no change of the clock moves.
pub fn monotonic() -> f64 {
    super::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Fills `bytes` with random bytes from the browser's own cryptographic source; `Err` where it has none.
pub fn random(bytes: &mut [u8]) -> Result<(), Unavailable> {
    let crypto = super::window().and_then(|window| window.crypto().ok()).ok_or(Unavailable)?;
    crypto.get_random_values_with_u8_array(bytes).map(drop).map_err(|_| Unavailable)
}

/// 16 random bytes for a new id.
pub fn random_id() -> Result<[u8; 16], Unavailable> {
    let mut id = [0; 16];
    random(&mut id)?;
    Ok(id)
}

/// The browser lacks what was asked of it, or refused it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unavailable;

/// Is kept after so many milliseconds.
pub fn after(ms: i32) -> Promise {
    Promise::new(&mut |resolve: Function, _| {
        if let Some(window) = super::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    })
}

/// Counts up every 20 seconds until the owner is cleaned up: often enough for minutes, rare enough for a battery.
pub fn ticks() -> leptos::prelude::Signal<u32> {
    use leptos::prelude::*;
    let ticks = RwSignal::new(0u32);
    let tick = move || {
        let _ = ticks.try_update(|n| *n = n.wrapping_add(1));
    };
    if let Ok(handle) = set_interval_with_handle(tick, std::time::Duration::from_secs(20)) {
        on_cleanup(move || handle.clear());
    }
    ticks.into()
}
