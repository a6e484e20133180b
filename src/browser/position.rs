//! Where the phone is, as it says itself. The browser asks the person before the first time.

use js_sys::{Function, Promise};
use tanomo_domain::position::Position;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::PositionOptions;

use super::get;

/// How long a phone may look for where it is, in milliseconds: without a network satellites alone take that long.
const PATIENCE: u32 = 30_000;
/// `GeolocationPositionError.PERMISSION_DENIED`.
const DENIED: f64 = 1.0;

/// Why there is no position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NoPosition {
    /// The person, or the phone's settings, do not let the app know.
    Refused,
    /// The phone does not know, or has nothing to find out with.
    Unknown,
    /// It may be this many metres off, and that is too much.
    Off(f64),
}

/// Where the phone is, if it is known to within so many metres.
///
/// # Errors
/// Why it is not.
pub async fn measured(most_off: f64) -> Result<Position, NoPosition> {
    let found = asked().await.map_err(|error| match number(&error, "code") {
        Some(DENIED) => NoPosition::Refused,
        _ => NoPosition::Unknown,
    })?;
    // web-sys has these types under names that the standard gave up, or behind an unstable flag.
    let coords = get(&found, "coords").map_err(|_| NoPosition::Unknown)?;
    let known = |name| number(&coords, name).ok_or(NoPosition::Unknown);
    let off = known("accuracy")?;
    if off > most_off {
        return Err(NoPosition::Off(off));
    }
    Position::new(known("latitude")?, known("longitude")?).ok_or(NoPosition::Unknown)
}

fn number(of: &JsValue, name: &str) -> Option<f64> {
    get(of, name).ok()?.as_f64()
}

async fn asked() -> Result<JsValue, JsValue> {
    let geolocation = super::window().ok_or(JsValue::NULL)?.navigator().geolocation()?;
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(PATIENCE);
    // Measured now: by default a position that is known from before is not taken.
    let answer = Promise::new(&mut |resolve: Function, reject: Function| {
        let asked = geolocation.get_current_position_with_error_callback_and_options(
            &resolve,
            Some(&reject),
            &options,
        );
        if let Err(why) = asked {
            let _ = reject.call1(&JsValue::NULL, &why);
        }
    });
    JsFuture::from(answer).await
}
