//! A photo out of a file or the camera: turned upright, shrunk and drawn anew as JPEG, so that what the camera wrote
//! beside it (EXIF: the place, the time, the phone) is gone.

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, Url};

use super::clock::Unavailable;
use super::{document, method, window};

/// The longer side of the large picture, in pixels.
const FULL: f64 = 1_600.0;
/// That of the small one.
const PREVIEW: f64 = 240.0;
/// How good the JPEG is, from 0 to 1.
const QUALITY: f64 = 0.8;
/// A file that is larger, in bytes, is not read: no phone's camera makes one, and a cheap phone has no room for it.
pub const LARGEST: f64 = 40.0 * 1024.0 * 1024.0;

#[wasm_bindgen]
extern "C" {
    /// The few things of `ImageBitmap`, `HTMLCanvasElement` and its context that are needed here.
    type Bitmap;
    #[wasm_bindgen(method, getter)]
    fn width(this: &Bitmap) -> f64;
    #[wasm_bindgen(method, getter)]
    fn height(this: &Bitmap) -> f64;
    #[wasm_bindgen(method)]
    fn close(this: &Bitmap);

    pub(super) type Canvas;
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_width(this: &Canvas, width: f64);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_height(this: &Canvas, height: f64);
    #[wasm_bindgen(method, catch, js_name = getContext)]
    fn context(this: &Canvas, kind: &str) -> Result<Option<Context>, JsValue>;
    #[wasm_bindgen(method, catch, js_name = toBlob)]
    fn to_blob(this: &Canvas, told: &Function, kind: &str, quality: f64) -> Result<(), JsValue>;

    type Context;
    #[wasm_bindgen(method, setter, js_name = imageSmoothingQuality)]
    fn set_quality(this: &Context, quality: &str);
    #[wasm_bindgen(method, setter, js_name = fillStyle)]
    fn set_fill(this: &Context, color: &str);
    #[wasm_bindgen(method, js_name = fillRect)]
    fn fill(this: &Context, x: f64, y: f64, width: f64, height: f64);
    #[wasm_bindgen(method, catch, js_name = drawImage)]
    fn draw(this: &Context, of: &Bitmap, x: f64, y: f64, width: f64, height: f64) -> Result<(), JsValue>;
}

/// Why a file gave no photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAPicture {
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is no picture, is broken, or is one this browser cannot show.
    NotRead,
}

impl From<JsValue> for NotAPicture {
    fn from(_: JsValue) -> Self {
        Self::NotRead
    }
}

/// The small and the large picture of a file, as JPEG.
///
/// # Errors
/// [`NotAPicture`].
pub async fn shrink(file: &File) -> Result<(Vec<u8>, Vec<u8>), NotAPicture> {
    if file.size() > LARGEST {
        return Err(NotAPicture::TooLarge);
    }
    let window = window().ok_or(NotAPicture::NotRead)?;
    let options = Object::new();
    Reflect::set(&options, &"imageOrientation".into(), &"from-image".into())?;
    // By its name: where a browser lacks it there is an error, not a missing import.
    let read = method(&window, "createImageBitmap").map_err(|()| NotAPicture::NotRead)?;
    let promise: Promise = read.call2(&window, file, &options)?.dyn_into()?;
    let bitmap: Bitmap = JsFuture::from(promise).await?.unchecked_into();
    let drawn = both(&bitmap).await;
    bitmap.close();
    drawn
}

async fn both(bitmap: &Bitmap) -> Result<(Vec<u8>, Vec<u8>), NotAPicture> {
    Ok((drawn(bitmap, PREVIEW).await?, drawn(bitmap, FULL).await?))
}

/// The picture with its longer side `most` pixels at most.
async fn drawn(bitmap: &Bitmap, most: f64) -> Result<Vec<u8>, NotAPicture> {
    let (width, height) = (bitmap.width(), bitmap.height());
    if !(width >= 1.0 && height >= 1.0) {
        return Err(NotAPicture::NotRead);
    }
    let scale = (most / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let canvas: Canvas = document().ok_or(NotAPicture::NotRead)?.create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.context("2d")?.ok_or(NotAPicture::NotRead)?;
    context.set_quality("high");
    // JPEG has no holes: what is transparent would become black.
    context.set_fill("#fff");
    context.fill(0.0, 0.0, width, height);
    context.draw(bitmap, 0.0, 0.0, width, height)?;
    Ok(jpeg(&canvas).await?)
}

/// What was drawn, as JPEG; the canvas is empty afterwards.
pub(super) async fn jpeg(canvas: &Canvas) -> Result<Vec<u8>, JsValue> {
    let made = Promise::new(&mut |resolve, _| {
        // Where it throws nobody is told, so the answer is nothing.
        if canvas.to_blob(&resolve, "image/jpeg", QUALITY).is_err() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let blob: Blob = JsFuture::from(made).await?.dyn_into()?;
    let bytes = JsFuture::from(blob.array_buffer()).await?;
    // A canvas lets go of its memory when it is empty, not when it is forgotten.
    canvas.set_width(0.0);
    canvas.set_height(0.0);
    Ok(Uint8Array::new(&bytes).to_vec())
}

/// An address under which the page shows a picture; it ends with this.
#[derive(Debug)]
pub struct PictureUrl(String);

impl PictureUrl {
    /// An address for a JPEG.
    ///
    /// # Errors
    /// Where the browser makes none.
    pub fn of(jpeg: &[u8]) -> Result<Self, Unavailable> {
        let options = BlobPropertyBag::new();
        options.set_type("image/jpeg");
        let parts = js_sys::Array::of1(&Uint8Array::from(jpeg));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(|_| Unavailable)?;
        Url::create_object_url_with_blob(&blob).map(Self).map_err(|_| Unavailable)
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for PictureUrl {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}
