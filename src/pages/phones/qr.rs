//! A text as a QR: dark on light in every colour of the screen, because cameras want it so.

use crate::i18n::{Words, t_str};
use crate::view::view;
use fast_qr::ECL;
use fast_qr::qr::{QRBuilder, QRCode};
use leptos::prelude::*;

/// The light border that readers need, in modules.
const BORDER: usize = 4;

/// The picture; nothing where the text is too long for any QR.
pub(in crate::pages) fn qr(text: &str, label: impl Into<Words>) -> Option<AnyView> {
    let label = label.into();
    // A crease or a glare may hide a seventh of it; more would make the modules of a long link too small.
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let side = code.size + 2 * BORDER;
    let view_box = format!("0 0 {side} {side}");
    let ground = format!("M0 0h{side}v{side}H0z");
    Some(view! {
        <svg class="qr" role="img" aria-label=move || t_str(label.clone()) viewBox=view_box>
            <path class="qr-ground" d=ground />
            <path class="qr-ink" d=drawn(&code) />
        </svg>
    })
}

/// The dark modules as one path, a rectangle for each run in a row.
fn drawn(code: &QRCode) -> String {
    let mut path = String::new();
    for y in 0..code.size {
        let row = &code[y];
        let mut x = 0;
        for run in row.chunk_by(|one, other| one.value() == other.value()) {
            let long = run.len();
            if run[0].value() {
                let (x, y) = (x + BORDER, y + BORDER);
                path.push_str(&format!("M{x} {y}h{long}v1h-{long}z"));
            }
            x += long;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once_inside_the_border() {
        let code = QRBuilder::new("https://example.org/join?openExternalBrowser=1#1.AAAA").build().unwrap();
        let dark = (0..code.size).flat_map(|y| code[y].iter()).filter(|module| module.value());
        let path = drawn(&code);
        let runs = path.split('M').skip(1).map(|run| {
            let (at, long) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let long: usize = long.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            assert!(x >= BORDER && x + long <= code.size + BORDER && y >= BORDER && y < code.size + BORDER);
            long
        });
        assert_eq!(runs.sum::<usize>(), dark.count());
        // The finder pattern stands in the corner.
        assert!(path.starts_with("M4 4h7v1h-7z"));
    }
}
