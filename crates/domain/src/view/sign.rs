//! The resident's ありがとう, drawn with a finger: strokes on a grid of 256 by 128 points, as text on their card.

/// The field of a card that holds the drawing of a visit is `signs/` and the visit's id.
pub const SIGNS: &str = "signs";
/// The most points of a drawing; more are not drawn. Four letters each, so that a card grows by 2.5 KB at most.
pub const MOST_POINTS: usize = 600;
/// The most strokes.
pub const MOST_STROKES: usize = 60;
/// The grid's width and height; x goes to 255, y to 127.
pub const GRID: (u8, u8) = (255, 127);

/// A point of the grid.
pub type Point = (u8, u8);

/// A drawing: at least one point, and never more than fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing(Vec<Vec<Point>>);

impl Drawing {
    /// What was drawn; `None` where that is nothing. What is too much is left out at the end.
    pub fn of(strokes: &[Vec<Point>]) -> Option<Self> {
        let mut left = MOST_POINTS;
        let mut kept = Vec::new();
        for stroke in strokes.iter().filter(|stroke| !stroke.is_empty()).take(MOST_STROKES) {
            let some: Vec<Point> = stroke.iter().take(left).map(|&(x, y)| (x, y.min(GRID.1))).collect();
            left -= some.len();
            if !some.is_empty() {
                kept.push(some);
            }
        }
        (!kept.is_empty()).then_some(Self(kept))
    }

    /// Reads a drawing; `None` for what is none.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > MOST_POINTS * 4 + MOST_STROKES {
            return None;
        }
        let strokes: Option<Vec<Vec<Point>>> = text.split('-').map(stroke).collect();
        Self::of(&strokes?)
    }

    /// As it stands on the card: two hexadecimal digits for x and two for y, strokes apart by a hyphen.
    pub fn text(&self) -> String {
        let stroke = |points: &Vec<Point>| -> String {
            points.iter().map(|(x, y)| format!("{x:02x}{y:02x}")).collect()
        };
        self.0.iter().map(stroke).collect::<Vec<_>>().join("-")
    }

    /// The strokes, each with its points in the order they were drawn.
    pub fn strokes(&self) -> &[Vec<Point>] {
        &self.0
    }

    /// The path of an SVG of 256 by 128; a single point is a dot.
    pub fn path(&self) -> String {
        path(&self.0)
    }
}

/// The path of strokes that are still being drawn.
pub fn path(strokes: &[Vec<Point>]) -> String {
    let mut out = String::new();
    for stroke in strokes {
        for (at, (x, y)) in stroke.iter().enumerate() {
            out.push_str(&format!("{}{x} {y}", if at == 0 { 'M' } else { 'L' }));
        }
        if stroke.len() == 1 {
            out.push_str("h.1");
        }
    }
    out
}

fn stroke(text: &str) -> Option<Vec<Point>> {
    let bytes = text.as_bytes();
    let number = |pair: &[u8]| u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok();
    let point = |four: &[u8]| Some((number(four.get(..2)?)?, number(four.get(2..4)?)?));
    bytes.chunks(4).map(point).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_dot_and_a_line() {
        let drawing = Drawing::of(&[vec![(1, 2)], vec![(3, 4), (255, 127)]]).unwrap();
        assert_eq!(drawing.text(), "0102-0304ff7f");
        assert_eq!(drawing.path(), "M1 2h.1M3 4L255 127");
        assert_eq!(Drawing::of(&[vec![]]), None);
        for wrong in ["", "-", "010", "01zz", "あああ", "0102--0304"] {
            assert_eq!(Drawing::parse(wrong).is_some(), wrong == "0102--0304", "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_drawn_reads_back_and_never_grows_too_long(
            strokes in prop::collection::vec(prop::collection::vec((any::<u8>(), any::<u8>()), 0..80), 0..90),
        ) {
            if let Some(drawing) = Drawing::of(&strokes) {
                let text = drawing.text();
                prop_assert!(text.len() <= MOST_POINTS * 4 + MOST_STROKES);
                prop_assert_eq!(Drawing::parse(&text), Some(drawing));
            }
        }

        #[test]
        fn nothing_panics(text in any::<String>()) {
            let _ = Drawing::parse(&text);
        }
    }
}
