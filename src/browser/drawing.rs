//! An element as a picture: what stands in it, drawn where the browser laid it out, with the phone's own letters. No
//! browser lets a page photograph itself; this knows as much of CSS as our sheets of paper use: grounds, borders,
//! letters, and the paths of an SVG.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

use super::clock::Unavailable;
use super::picture::{Canvas, jpeg};
use super::{document, get, method, window};

#[wasm_bindgen]
extern "C" {
    /// The few things of a canvas, its context, `Path2D` and `Range` that are needed here.
    type Paper;
    #[wasm_bindgen(method, catch, js_name = getContext)]
    fn context(this: &Paper, kind: &str) -> Result<Option<Pen>, JsValue>;

    type Pen;
    #[wasm_bindgen(method, setter, js_name = fillStyle)]
    fn set_fill(this: &Pen, color: &str);
    #[wasm_bindgen(method, setter, js_name = strokeStyle)]
    fn set_stroke(this: &Pen, color: &str);
    #[wasm_bindgen(method, setter, js_name = lineWidth)]
    fn set_line(this: &Pen, width: f64);
    #[wasm_bindgen(method, setter)]
    fn set_font(this: &Pen, font: &str);
    #[wasm_bindgen(method, js_name = setLineDash)]
    fn dash(this: &Pen, lengths: &Array);
    #[wasm_bindgen(method)]
    fn save(this: &Pen);
    #[wasm_bindgen(method)]
    fn restore(this: &Pen);
    #[wasm_bindgen(method)]
    fn scale(this: &Pen, x: f64, y: f64);
    #[wasm_bindgen(method)]
    fn translate(this: &Pen, x: f64, y: f64);
    #[wasm_bindgen(method, js_name = fillRect)]
    fn fill_rect(this: &Pen, x: f64, y: f64, width: f64, height: f64);
    #[wasm_bindgen(method, js_name = beginPath)]
    fn begin(this: &Pen);
    #[wasm_bindgen(method, js_name = moveTo)]
    fn move_to(this: &Pen, x: f64, y: f64);
    #[wasm_bindgen(method, js_name = lineTo)]
    fn line_to(this: &Pen, x: f64, y: f64);
    #[wasm_bindgen(method)]
    fn stroke(this: &Pen);
    #[wasm_bindgen(method, js_name = stroke)]
    fn stroke_path(this: &Pen, path: &Path2d);
    #[wasm_bindgen(method, js_name = fill)]
    fn fill_path(this: &Pen, path: &Path2d);
    #[wasm_bindgen(method, js_name = fillText)]
    fn write(this: &Pen, text: &str, x: f64, y: f64, most: f64);
    #[wasm_bindgen(method, js_name = measureText)]
    fn measure(this: &Pen, text: &str) -> JsValue;

    #[wasm_bindgen(js_name = Path2D)]
    type Path2d;
    #[wasm_bindgen(catch, constructor, js_class = "Path2D")]
    fn new(path: &str) -> Result<Path2d, JsValue>;

    type Stretch;
    #[wasm_bindgen(method, catch, js_name = setStart)]
    fn set_start(this: &Stretch, node: &Node, at: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = setEnd)]
    fn set_end(this: &Stretch, node: &Node, at: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = getClientRects)]
    fn places(this: &Stretch) -> JsValue;
}

/// A picture as JPEG.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The file.
    pub jpeg: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Draws an element, `width` × `height` pixels, on white; what is longer than that is made smaller as a whole.
///
/// # Errors
/// Where the browser draws nothing, or its memory does not suffice.
pub async fn draw(of: &Element, width: u32, height: u32) -> Result<Drawn, Unavailable> {
    let canvas: Canvas = document()
        .and_then(|document| document.create_element("canvas").ok())
        .ok_or(Unavailable)?
        .unchecked_into();
    let (wide, high) = (f64::from(width), f64::from(height));
    canvas.set_width(wide);
    canvas.set_height(high);
    let pen = canvas.unchecked_ref::<Paper>().context("2d").ok().flatten().ok_or(Unavailable)?;
    pen.set_fill("#fff");
    pen.fill_rect(0.0, 0.0, wide, high);
    let place = of.get_bounding_client_rect();
    let scale = (wide / place.width()).min(high / place.height());
    if !scale.is_finite() {
        return Err(Unavailable);
    }
    pen.scale(scale, scale);
    pen.translate(-place.left(), -place.top());
    let range = method(document().ok_or(Unavailable)?.as_ref(), "createRange").map_err(|()| Unavailable)?;
    let range = range.call0(document().as_ref().ok_or(Unavailable)?).map_err(|_| Unavailable)?;
    let sheet = Sheet { pen, stretch: range.unchecked_into() };
    sheet.element(of).map_err(|_| Unavailable)?;
    let jpeg = jpeg(&canvas).await.map_err(|_| Unavailable)?;
    Ok(Drawn { jpeg, width, height })
}

struct Sheet {
    pen: Pen,
    stretch: Stretch,
}

/// Characters that stand beside each other on one line.
struct Run {
    text: String,
    left: f64,
    right: f64,
    top: f64,
    high: f64,
}

impl Sheet {
    fn element(&self, element: &Element) -> Result<(), JsValue> {
        let Some(style) = window().and_then(|window| window.get_computed_style(element).ok().flatten())
        else {
            return Ok(());
        };
        let of = |name: &str| style.get_property_value(name).unwrap_or_default();
        if of("display") == "none" || of("visibility") == "hidden" {
            return Ok(());
        }
        self.ground(element, &of);
        if element.tag_name().eq_ignore_ascii_case("svg") {
            return self.svg(element);
        }
        self.borders(element, &of);
        let font = ["font-style", "font-weight", "font-size", "font-family"].map(&of).join(" ");
        for node in std::iter::successors(element.first_child(), Node::next_sibling) {
            match node.dyn_ref::<Element>() {
                Some(child) => self.element(child)?,
                None if node.node_type() == Node::TEXT_NODE => {
                    self.pen.set_font(&font);
                    self.pen.set_fill(&of("color"));
                    self.text(&node)?;
                }
                None => {}
            }
        }
        Ok(())
    }

    fn ground(&self, element: &Element, of: &impl Fn(&str) -> String) {
        let color = of("background-color");
        if !matches!(color.as_str(), "" | "transparent" | "rgba(0, 0, 0, 0)") {
            let place = element.get_bounding_client_rect();
            self.pen.set_fill(&color);
            self.pen.fill_rect(place.left(), place.top(), place.width(), place.height());
        }
    }

    fn borders(&self, element: &Element, of: &impl Fn(&str) -> String) {
        let place = element.get_bounding_client_rect();
        for side in ["top", "right", "bottom", "left"] {
            let wide = pixels(&of(&format!("border-{side}-width")));
            let style = of(&format!("border-{side}-style"));
            if wide <= 0.0 || matches!(style.as_str(), "none" | "hidden") {
                continue;
            }
            let half = wide / 2.0;
            let (top, bottom) = (place.top() + half, place.bottom() - half);
            let (left, right) = (place.left() + half, place.right() - half);
            let (from, to) = match side {
                "top" => ((place.left(), top), (place.right(), top)),
                "right" => ((right, place.top()), (right, place.bottom())),
                "bottom" => ((place.left(), bottom), (place.right(), bottom)),
                _ => ((left, place.top()), (left, place.bottom())),
            };
            let dashes = match style.as_str() {
                "dashed" => Array::of2(&(wide * 3.0).into(), &(wide * 2.0).into()),
                "dotted" => Array::of2(&wide.into(), &wide.into()),
                _ => Array::new(),
            };
            self.pen.dash(&dashes);
            self.pen.set_line(wide);
            self.pen.set_stroke(&of(&format!("border-{side}-color")));
            self.pen.begin();
            self.pen.move_to(from.0, from.1);
            self.pen.line_to(to.0, to.1);
            self.pen.stroke();
        }
    }

    /// The paths of a picture, by its view box.
    fn svg(&self, svg: &Element) -> Result<(), JsValue> {
        let view_box: Vec<f64> = svg
            .get_attribute("viewBox")
            .unwrap_or_default()
            .split_whitespace()
            .filter_map(|number| number.parse().ok())
            .collect();
        let [x, y, width, height] = view_box[..] else { return Ok(()) };
        let place = svg.get_bounding_client_rect();
        let scale = (place.width() / width).min(place.height() / height);
        self.pen.save();
        self.pen.translate(place.left(), place.top());
        self.pen.scale(scale, scale);
        self.pen.translate(-x, -y);
        for path in std::iter::successors(svg.first_element_child(), Element::next_element_sibling) {
            let Some(style) = window().and_then(|window| window.get_computed_style(&path).ok().flatten())
            else {
                continue;
            };
            let of = |name: &str| style.get_property_value(name).unwrap_or_default();
            let shape = Path2d::new(&path.get_attribute("d").unwrap_or_default())?;
            if of("fill") != "none" {
                self.pen.set_fill(&of("fill"));
                self.pen.fill_path(&shape);
            }
            if of("stroke") != "none" {
                self.pen.dash(&Array::new());
                self.pen.set_line(pixels(&of("stroke-width")));
                self.pen.set_stroke(&of("stroke"));
                self.pen.stroke_path(&shape);
            }
        }
        self.pen.restore();
        Ok(())
    }

    /// Letters, line by line as they stand: the browser has broken them, and says where each one is.
    fn text(&self, node: &Node) -> Result<(), JsValue> {
        let text = node.text_content().unwrap_or_default();
        let mut at = 0;
        let mut run: Option<Run> = None;
        for letter in text.chars() {
            let next = at + letter.len_utf16() as u32;
            self.stretch.set_start(node, at)?;
            self.stretch.set_end(node, next)?;
            at = next;
            // White space that the browser leaves out has no place; WebKit gives the first letter of a line a second one
            // without width, at the end of the line before.
            let places = Array::from(&self.stretch.places());
            let mut places = places.iter().rev().map(JsValue::unchecked_into::<web_sys::DomRect>);
            let Some(place) = places.find(|place| place.width() > 0.0) else { continue };
            let goes_on =
                |run: &Run| (place.top() - run.top).abs() < 1.0 && (place.left() - run.right).abs() < 1.0;
            match &mut run {
                Some(run) if goes_on(run) => {
                    run.text.push(letter);
                    run.right = place.right();
                }
                _ => {
                    if let Some(run) = run.take() {
                        self.write(&run);
                    }
                    run = Some(Run {
                        text: letter.into(),
                        left: place.left(),
                        right: place.right(),
                        top: place.top(),
                        high: place.height(),
                    });
                }
            }
        }
        if let Some(run) = run {
            self.write(&run);
        }
        Ok(())
    }

    fn write(&self, run: &Run) {
        let measured = self.pen.measure(&run.text);
        let number = |name: &str| get(&measured, name).ok().and_then(|number| number.as_f64());
        // Where a browser does not say, as most Japanese letters have it.
        let up = number("fontBoundingBoxAscent").unwrap_or(run.high * 0.8);
        let down = number("fontBoundingBoxDescent").unwrap_or(run.high * 0.2);
        let line = run.top + (run.high - up - down) / 2.0 + up;
        self.pen.write(&run.text, run.left, line, (run.right - run.left).max(1.0));
    }
}

/// `1.5px` as a number.
fn pixels(length: &str) -> f64 {
    length.trim_end_matches("px").parse().unwrap_or(0.0)
}
