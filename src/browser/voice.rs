//! What somebody says: recorded by the browser's own recorder, and played.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Url};

use super::clock::Unavailable;
use super::{document, get, method, window};

/// What is asked for, the one that most phones can play standing first (AAC: every phone; Opus in MP4 or WebM: newer
/// ones), and what is said of it.
const FORMS: [(&str, &str); 5] = [
    ("audio/mp4;codecs=mp4a.40.2", "mp4"),
    ("audio/webm;codecs=opus", "webm"),
    ("audio/mp4;codecs=opus", "mp4"),
    ("audio/ogg;codecs=opus", "ogg"),
    ("audio/mp4", "mp4"),
];
/// Enough for speech, in bits a second: 20 seconds are 60 KB.
const BITS: f64 = 24_000.0;

/// Why nothing was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRecorded {
    /// The person or the phone said no.
    Refused,
    /// There is no microphone, or another app has it.
    NoMicrophone,
    /// The browser gave nothing.
    Nothing,
}

impl From<JsValue> for NotRecorded {
    fn from(_: JsValue) -> Self {
        Self::Nothing
    }
}

/// What was recorded.
#[derive(Clone, Debug)]
pub struct Sound {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its container: `mp4`, `webm` or `ogg`.
    pub container: &'static str,
}

fn recorder() -> Option<(Function, &'static str, &'static str)> {
    let class = method(window()?.as_ref(), "MediaRecorder").ok()?;
    let asks = method(&class, "isTypeSupported").ok()?;
    let takes = |form: &str| asks.call1(&class, &form.into()).is_ok_and(|answer| answer.is_truthy());
    let (form, container) = FORMS.into_iter().find(|(form, _)| takes(form))?;
    Some((class, form, container))
}

fn devices() -> Option<(JsValue, Function)> {
    // Absent outside a secure context.
    let devices = get(window()?.navigator().as_ref(), "mediaDevices").ok()?;
    let ask = method(&devices, "getUserMedia").ok()?;
    Some((devices, ask))
}

/// Whether this browser can record at all.
pub fn available() -> bool {
    recorder().is_some() && devices().is_some()
}

/// The microphone while it is on; it goes off when this is dropped.
#[derive(Debug)]
struct Microphone(JsValue);

impl Drop for Microphone {
    fn drop(&mut self) {
        let tracks = method(&self.0, "getTracks").ok().and_then(|all| all.call0(&self.0).ok());
        for track in tracks.and_then(|all| all.dyn_into::<Array>().ok()).into_iter().flatten() {
            let _ = method(&track, "stop").map(|stop| stop.call0(&track));
        }
    }
}

/// A recording that runs; dropping it forgets what was said.
pub struct Recording {
    recorder: JsValue,
    microphone: Microphone,
    pieces: Array,
    container: &'static str,
    _heard: Closure<dyn FnMut(JsValue)>,
}

impl Recording {
    /// Turns the microphone on, which the phone may ask the person about first, and records.
    ///
    /// # Errors
    /// [`NotRecorded`].
    pub async fn begin() -> Result<Self, NotRecorded> {
        let (class, form, container) = recorder().ok_or(NotRecorded::NoMicrophone)?;
        let (devices, ask) = devices().ok_or(NotRecorded::NoMicrophone)?;
        let wish = object(&[("audio", true.into()), ("video", false.into())])?;
        let asked: Promise = ask.call1(&devices, &wish)?.dyn_into()?;
        let stream = JsFuture::from(asked).await.map_err(|why| {
            let name = get(&why, "name").ok().and_then(|name| name.as_string()).unwrap_or_default();
            let refused = matches!(name.as_str(), "NotAllowedError" | "SecurityError");
            if refused { NotRecorded::Refused } else { NotRecorded::NoMicrophone }
        })?;
        let microphone = Microphone(stream);
        let options = object(&[("mimeType", form.into()), ("audioBitsPerSecond", BITS.into())])?;
        let recorder = Reflect::construct(&class, &Array::of2(&microphone.0, &options))?;
        let pieces = Array::new();
        let kept = pieces.clone();
        let heard = Closure::new(move |event: JsValue| {
            if let Ok(piece) = get(&event, "data") {
                kept.push(&piece);
            }
        });
        Reflect::set(&recorder, &"ondataavailable".into(), heard.as_ref())?;
        method(&recorder, "start").map_err(|()| NotRecorded::Nothing)?.call0(&recorder)?;
        Ok(Self { recorder, microphone, pieces, container, _heard: heard })
    }

    /// Ends it; the microphone goes off.
    ///
    /// # Errors
    /// [`NotRecorded::Nothing`].
    pub async fn end(self) -> Result<Sound, NotRecorded> {
        let ended = Promise::new(&mut |resolve, _| {
            let set = Reflect::set(&self.recorder, &"onstop".into(), &resolve);
            let stop = method(&self.recorder, "stop").map(|stop| stop.call0(&self.recorder));
            // Where it has ended by itself there is no further event, and what came is there.
            if set.is_err() || !matches!(stop, Ok(Ok(_))) {
                let _ = resolve.call0(&JsValue::NULL);
            }
        });
        JsFuture::from(ended).await?;
        drop(self.microphone);
        let whole = Blob::new_with_blob_sequence(&self.pieces)?;
        let bytes = Uint8Array::new(&JsFuture::from(whole.array_buffer()).await?).to_vec();
        if bytes.is_empty() {
            return Err(NotRecorded::Nothing);
        }
        Ok(Sound { bytes, container: self.container })
    }
}

/// A sound that plays; it falls silent when this is dropped.
pub struct Player {
    audio: web_sys::Element,
    url: String,
    _ended: Closure<dyn FnMut()>,
}

impl Player {
    /// Plays a file of that media type, and says when it has come to its end.
    ///
    /// # Errors
    /// Where the browser cannot play it.
    pub async fn play(
        bytes: &[u8],
        media_type: &str,
        ended: impl FnMut() + 'static,
    ) -> Result<Self, Unavailable> {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        let parts = Array::of1(&Uint8Array::from(bytes));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(|_| Unavailable)?;
        let audio = document().and_then(|page| page.create_element("audio").ok()).ok_or(Unavailable)?;
        let url = Url::create_object_url_with_blob(&blob).map_err(|_| Unavailable)?;
        let ended = Closure::new(ended);
        let player = Self { audio, url, _ended: ended };
        let audio = &player.audio;
        Reflect::set(audio, &"onended".into(), player._ended.as_ref()).map_err(|_| Unavailable)?;
        Reflect::set(audio, &"src".into(), &player.url.as_str().into()).map_err(|_| Unavailable)?;
        let play = method(audio, "play").map_err(|()| Unavailable)?;
        let played = play.call0(audio).ok().and_then(|played| played.dyn_into::<Promise>().ok());
        JsFuture::from(played.ok_or(Unavailable)?).await.map_err(|_| Unavailable)?;
        Ok(player)
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        let _ = Reflect::set(&self.audio, &"onended".into(), &JsValue::NULL);
        let _ = method(&self.audio, "pause").map(|pause| pause.call0(&self.audio));
        let _ = Url::revoke_object_url(&self.url);
    }
}

fn object(fields: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}
