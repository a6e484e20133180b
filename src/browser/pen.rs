//! Where a finger or a pen is on an element that is drawn on.

use wasm_bindgen::JsCast;

/// Where the pointer is on the element it draws on, as parts of its width and height from 0 to 1.
pub fn at(event: &web_sys::MouseEvent) -> Option<(f64, f64)> {
    let pad: web_sys::Element = event.current_target()?.dyn_into().ok()?;
    let place = pad.get_bounding_client_rect();
    let part = |at: f64, from: f64, size: f64| (size > 0.0).then(|| ((at - from) / size).clamp(0.0, 1.0));
    let x = part(f64::from(event.client_x()), place.left(), place.width())?;
    let y = part(f64::from(event.client_y()), place.top(), place.height())?;
    Some((x, y))
}
