//! What a camera, a video or a picture shows, as grey points; and the drawing of black and white ones.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{Clamped, JsCast};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, Url};

use super::clock::Unavailable;
use super::{document, get, method, window};

#[wasm_bindgen]
extern "C" {
    /// The few things of a canvas, its context, a video and `ImageData` that are needed here.
    type Paper;
    #[wasm_bindgen(method, setter, js_name = width)]
    fn set_wide(this: &Paper, width: f64);
    #[wasm_bindgen(method, setter, js_name = height)]
    fn set_high(this: &Paper, height: f64);
    #[wasm_bindgen(method, catch, js_name = getContext)]
    fn pen(this: &Paper, kind: &str, options: &JsValue) -> Result<Option<Pen>, JsValue>;

    type Pen;
    #[wasm_bindgen(method, catch, js_name = getImageData)]
    fn points(this: &Pen, x: f64, y: f64, width: f64, height: f64) -> Result<Points, JsValue>;
    #[wasm_bindgen(method, catch, js_name = putImageData)]
    fn put(this: &Pen, points: &Points, x: f64, y: f64) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = ImageData)]
    type Points;
    #[wasm_bindgen(catch, constructor, js_class = "ImageData")]
    fn new(data: Clamped<&[u8]>, width: u32) -> Result<Points, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn data(this: &Points) -> Clamped<Vec<u8>>;
}

/// A picture in grey: 0 is black.
#[derive(Clone, Debug)]
pub struct Grey {
    /// How many points a row has.
    pub width: usize,
    /// How many rows there are.
    pub height: usize,
    /// The points, row by row.
    pub points: Vec<u8>,
}

impl Grey {
    /// How light it is on the whole, from 0 to 255.
    pub fn light(&self) -> u8 {
        let sum: u64 = self.points.iter().map(|point| u64::from(*point)).sum();
        u8::try_from(sum / self.points.len().max(1) as u64).unwrap_or(u8::MAX)
    }
}

/// Why there is no camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCamera {
    /// The person or the phone said no.
    Refused,
    /// There is none, or another app has it.
    None,
}

/// A camera that is on; it goes off when this is dropped.
#[derive(Debug)]
pub struct Camera(JsValue);

impl Camera {
    /// Turns the camera on that looks away from the person, and shows what it sees in a `<video>`.
    ///
    /// # Errors
    /// [`NoCamera`].
    pub async fn open(video: &web_sys::Element) -> Result<Self, NoCamera> {
        let navigator = window().map(|window| window.navigator()).ok_or(NoCamera::None)?;
        // Absent outside a secure context.
        let devices = get(&navigator, "mediaDevices").map_err(|()| NoCamera::None)?;
        let ask = method(&devices, "getUserMedia").map_err(|()| NoCamera::None)?;
        let wish = object(&[
            ("facingMode", "environment".into()),
            ("width", object(&[("ideal", 1_280.into())])),
            ("height", object(&[("ideal", 720.into())])),
        ]);
        let asked = ask.call1(&devices, &object(&[("video", wish), ("audio", false.into())]));
        let promise = asked.ok().and_then(|asked| asked.dyn_into::<Promise>().ok()).ok_or(NoCamera::None)?;
        let stream = match JsFuture::from(promise).await {
            Ok(stream) => Self(stream),
            Err(why) => {
                let name = get(&why, "name").ok().and_then(|name| name.as_string()).unwrap_or_default();
                let refused = matches!(name.as_str(), "NotAllowedError" | "SecurityError");
                return Err(if refused { NoCamera::Refused } else { NoCamera::None });
            }
        };
        set(video, "srcObject", &stream.0);
        play(video).await;
        Ok(stream)
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        let tracks = method(&self.0, "getTracks").ok().and_then(|all| all.call0(&self.0).ok());
        for track in tracks.and_then(|all| all.dyn_into::<Array>().ok()).into_iter().flatten() {
            let _ = method(&track, "stop").map(|stop| stop.call0(&track));
        }
    }
}

/// A video out of a file, playing without sound.
#[derive(Debug)]
pub struct Film {
    video: web_sys::Element,
    url: String,
}

impl Film {
    /// Begins to play it in a `<video>`.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn open(video: &web_sys::Element, file: &File) -> Result<Self, Unavailable> {
        let url = Url::create_object_url_with_blob(file).map_err(|_| Unavailable)?;
        let film = Self { video: video.clone(), url };
        set(video, "srcObject", &JsValue::NULL);
        set(video, "src", &film.url.as_str().into());
        if play(video).await { Ok(film) } else { Err(Unavailable) }
    }

    /// Whether it has come to its end.
    pub fn ended(&self) -> bool {
        get(&self.video, "ended").is_ok_and(|ended| ended.is_truthy())
    }
}

impl Drop for Film {
    fn drop(&mut self) {
        let _ = self.video.remove_attribute("src");
        let _ = Url::revoke_object_url(&self.url);
    }
}

async fn play(video: &web_sys::Element) -> bool {
    set(video, "muted", &JsValue::TRUE);
    let Ok(play) = method(video, "play") else { return false };
    let Some(promise) = play.call0(video).ok().and_then(|played| played.dyn_into::<Promise>().ok()) else {
        return false;
    };
    JsFuture::from(promise).await.is_ok()
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        set(&object, name, value);
    }
    object.into()
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

/// Where what is seen is drawn, to be read point by point; never on the screen.
pub struct Lens {
    paper: Paper,
    pen: Pen,
    size: RefCell<(f64, f64)>,
}

impl Lens {
    /// `None` where the browser draws nothing.
    pub fn new() -> Option<Self> {
        let paper: Paper = document()?.create_element("canvas").ok()?.unchecked_into();
        let often = object(&[("willReadFrequently", true.into())]);
        let pen = paper.pen("2d", &often).ok()??;
        Some(Self { paper, pen, size: RefCell::new((0.0, 0.0)) })
    }

    /// The middle of what a `<video>` shows, a square of `side` points; `None` before its first frame.
    pub fn look(&self, video: &web_sys::Element, side: u32) -> Option<Grey> {
        let number = |name| get(video, name).ok()?.as_f64().filter(|n| *n > 0.0);
        let (width, height) = (number("videoWidth")?, number("videoHeight")?);
        let (least, side) = (width.min(height), f64::from(side));
        let from = ((width - least) / 2.0, (height - least) / 2.0, least, least);
        self.draw(video, from, (side.min(least), side.min(least)))
    }

    /// A picture out of a file, its longer side `most` points at most; `None` where it is none.
    pub async fn read(&self, file: &File, most: u32) -> Option<Grey> {
        let window = window()?;
        let read: Function = method(&window, "createImageBitmap").ok()?;
        let promise: Promise = read.call1(&window, file).ok()?.dyn_into().ok()?;
        let bitmap = JsFuture::from(promise).await.ok()?;
        let number = |name| get(&bitmap, name).ok()?.as_f64().filter(|n| *n > 0.0);
        let (width, height) = (number("width")?, number("height")?);
        let scale = (f64::from(most) / width.max(height)).min(1.0);
        let to = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
        let grey = self.draw(&bitmap, (0.0, 0.0, width, height), to);
        let _ = method(&bitmap, "close").map(|close| close.call0(&bitmap));
        grey
    }

    fn draw(&self, of: &JsValue, from: (f64, f64, f64, f64), (width, height): (f64, f64)) -> Option<Grey> {
        let (width, height) = (width.floor(), height.floor());
        if *self.size.borrow() != (width, height) {
            self.paper.set_wide(width);
            self.paper.set_high(height);
            self.size.replace((width, height));
        }
        let draw = method(&self.pen, "drawImage").ok()?;
        let numbers = [from.0, from.1, from.2, from.3, 0.0, 0.0, width, height].map(JsValue::from_f64);
        let given: Array = std::iter::once(of.clone()).chain(numbers).collect();
        draw.apply(&self.pen, &given).ok()?;
        let points = self.pen.points(0.0, 0.0, width, height).ok()?.data().0;
        // ITU-R BT.601, in 256ths.
        let grey = |c: &[u8]| (u32::from(c[0]) * 77 + u32::from(c[1]) * 151 + u32::from(c[2]) * 28) >> 8;
        let points = points.chunks_exact(4).map(|color| grey(color) as u8).collect();
        Some(Grey { width: width as usize, height: height as usize, points })
    }
}

/// Draws black and white squares, `side` a row, into a `<canvas>`, each one point: the style makes them large.
pub fn paint(canvas: &web_sys::Element, side: usize, dark: impl Fn(usize, usize) -> bool) {
    let paper: &Paper = canvas.unchecked_ref();
    let mut points = vec![255; side * side * 4];
    for (n, point) in points.chunks_exact_mut(4).enumerate() {
        if dark(n % side, n / side) {
            point[..3].fill(0);
        }
    }
    let Ok(points) = Points::new(Clamped(&points), side as u32) else { return };
    if canvas.get_attribute("width").as_deref() != Some(side.to_string().as_str()) {
        paper.set_wide(side as f64);
        paper.set_high(side as f64);
    }
    if let Ok(Some(pen)) = paper.pen("2d", &JsValue::UNDEFINED) {
        let _ = pen.put(&points, 0.0, 0.0);
    }
}
