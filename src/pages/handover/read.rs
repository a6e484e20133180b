//! The QRs in a picture.
//!
//! The reader is rqrr, on every phone: what one phone reads another reads too, where browsers have no
//! `BarcodeDetector` or one of their own.

use crate::browser::camera::Grey;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The texts of the QRs that could be read.
    pub texts: Vec<String>,
    /// QRs that were there and could not be read.
    pub torn: usize,
}

/// Looks for QRs.
pub(super) fn look(grey: &Grey) -> Found {
    let (width, height) = (grey.width, grey.height);
    if width * height != grey.points.len() || width < LEAST || height < LEAST {
        return Found::default();
    }
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| grey.points[y * width + x]);
    let mut found = Found::default();
    for grid in prepared.detect_grids() {
        match grid.decode() {
            Ok((_, text)) => found.texts.push(text),
            Err(_) => found.torn += 1,
        }
    }
    found
}

/// A picture with fewer points a side holds no QR that could be read.
const LEAST: usize = 21;

#[cfg(test)]
mod tests {
    use fast_qr::ECL;
    use fast_qr::qr::QRBuilder;
    use tanomo_sync::handover::Frames;

    use super::*;

    /// A frame as a camera may see it: so many points a module, turned by an angle, blurred, and in a poor light.
    fn seen(text: &str, points: f32, turned: f32, blur: usize, light: f32) -> Grey {
        let code = QRBuilder::new(text).ecl(ECL::L).build().unwrap();
        let size = code.size as f32;
        let side = ((size + 8.0) * points * 1.25) as usize;
        let (sin, cos) = turned.to_radians().sin_cos();
        let middle = side as f32 / 2.0;
        let at = |x: f32, y: f32| {
            let (x, y) = ((x - middle) / points, (y - middle) / points);
            let (x, y) = (x * cos + y * sin + size / 2.0, y * cos - x * sin + size / 2.0);
            let inside = (0.0..size).contains(&x) && (0.0..size).contains(&y);
            if inside && code[y as usize][x as usize].value() { 30.0 } else { 230.0 }
        };
        let sharp: Vec<f32> =
            (0..side * side).map(|n| at((n % side) as f32 + 0.5, (n / side) as f32 + 0.5)).collect();
        let mut points = Vec::with_capacity(side * side);
        for y in 0..side {
            for x in 0..side {
                let (mut sum, mut count) = (0.0, 0.0);
                for y in y.saturating_sub(blur)..(y + blur + 1).min(side) {
                    for x in x.saturating_sub(blur)..(x + blur + 1).min(side) {
                        sum += sharp[y * side + x];
                        count += 1.0;
                    }
                }
                points.push((sum / count * light) as u8);
            }
        }
        Grey { width: side, height: side, points }
    }

    fn frame() -> String {
        let content: Vec<u8> = (0..9_000_u32).map(|n| (n * n / 7) as u8).collect();
        Frames::new(content).unwrap().frame(40).to_text()
    }

    #[test]
    fn a_frame_is_read_turned_blurred_and_in_poor_light() {
        let text = frame();
        let code = QRBuilder::new(text.as_str()).ecl(ECL::L).build().unwrap();
        assert_eq!(code.size, 45, "version 7");
        for (points, turned, blur, light) in [
            (6.0, 0.0, 0, 1.0),
            (8.0, 0.0, 1, 1.0),
            (10.0, 7.0, 1, 0.6),
            (10.0, -12.0, 1, 0.3),
            (12.0, 20.0, 2, 1.0),
            (8.0, 90.0, 0, 1.0),
        ] {
            let found = look(&seen(&text, points, turned, blur, light));
            assert_eq!(found.texts, [text.as_str()], "{points} a module, {turned}°, {blur}, {light}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_text_and_stops_nothing() {
        let text = frame();
        for (points, turned, blur, light) in [(6.0, 3.0, 6, 1.0), (1.5, 9.0, 1, 0.5), (6.0, 0.0, 1, 0.0)] {
            assert_eq!(look(&seen(&text, points, turned, blur, light)).texts, [""; 0]);
        }
        // A corner torn off, pictures of chance, and none at all.
        let whole = seen(&text, 6.0, 0.0, 0, 1.0);
        for cut in [2, 3, 5] {
            let mut torn = whole.clone();
            let (width, from) = (torn.width, torn.points.len() / cut);
            torn.points[from..].fill(200);
            assert_eq!(look(&torn).texts, [""; 0], "{width}");
        }
        let mut state = 7_u64;
        for side in [21, 64, 150, 301] {
            for _ in 0..12 {
                let mut chance = || {
                    state =
                        state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (state >> 56) as u8
                };
                let points = (0..side * side).map(|_| chance()).collect();
                assert_eq!(look(&Grey { width: side, height: side, points }).texts, [""; 0]);
                // A QR with a hole of chance in it.
                let mut holed = whole.clone();
                for _ in 0..side * 40 {
                    let at = (usize::from(chance()) << 8 | usize::from(chance())) * 7 % holed.points.len();
                    holed.points[at] = chance();
                }
                assert!(look(&holed).texts.iter().all(|read| *read == text));
            }
        }
        assert_eq!(look(&Grey { width: 0, height: 0, points: Vec::new() }), Found::default());
        assert_eq!(look(&Grey { width: 40, height: 40, points: vec![0; 3] }), Found::default());
    }
}
