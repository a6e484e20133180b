//! Requests to the server of the circle's records: the one the app came from, unless the circle has another. (`gloo-net` has no `keepalive`, and what it has besides is little.)

use std::cell::RefCell;

use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

use super::window;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// `GET`, `HEAD`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// The path and query on the server, or a whole address at another one; never with a secret in it.
    pub path: &'a str,
    /// The value of the header `Authorization`.
    pub authorization: Option<&'a str>,
    /// What goes with it.
    pub body: Option<Body<'a>>,
    /// The answer must have begun and ended within so many milliseconds.
    pub within: i32,
    /// It goes on when the page is left; nobody reads the answer then. The body has 64 KiB at most.
    pub keepalive: bool,
}

/// What goes with a question.
#[derive(Clone, Copy, Debug)]
pub enum Body<'a> {
    /// JSON.
    Json(&'a str),
    /// A part of something longer, and which one as `Content-Range` says it (RFC 9110, section 14.5).
    Part(&'a [u8], &'a str),
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// `Retry-After` in seconds, where it is one.
    pub retry_after: Option<u32>,
    /// `upload-offset` and `upload-complete`: how many bytes of what is being sent are there, and whether that is all.
    pub upload: Option<(usize, bool)>,
    /// The body.
    pub body: Vec<u8>,
}

thread_local! {
    /// The server's origin; empty for the one the app came from.
    static SERVER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From now on this server is asked; `None` for the one the app came from.
pub fn use_server(origin: Option<&str>) {
    SERVER.set(origin.unwrap_or_default().to_owned());
}

/// The server that is asked, where it is another than the one the app came from.
pub fn other_server() -> Option<String> {
    SERVER.with_borrow(|server| (!server.is_empty()).then(|| server.clone()))
}

/// Where a path of the server is; what names a server itself is there.
pub fn address(path: &str) -> String {
    if !path.starts_with('/') {
        return path.to_owned();
    }
    SERVER.with_borrow(|server| [server.as_str(), path].concat())
}

/// Nobody answered, or not in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unanswered;

/// Asks, and waits for the whole answer.
///
/// # Errors
/// [`Unanswered`].
pub async fn ask(question: Question<'_>) -> Result<Answered, Unanswered> {
    let controller = AbortController::new().map_err(|_| Unanswered)?;
    let stop = controller.clone();
    let late = Closure::once_into_js(move || stop.abort());
    let window = window().ok_or(Unanswered)?;
    let timer =
        window.set_timeout_with_callback_and_timeout_and_arguments_0(late.unchecked_ref(), question.within);
    let answered = fetch(question, &controller).await.map_err(|_| Unanswered);
    if let Ok(timer) = timer {
        window.clear_timeout_with_handle(timer);
    }
    answered
}

async fn fetch(question: Question<'_>, controller: &AbortController) -> Result<Answered, JsValue> {
    let promise = begin(question, Some(controller))?;
    let response: Response = JsFuture::from(promise).await?.dyn_into()?;
    let body = JsFuture::from(response.array_buffer()?).await?;
    let headers = response.headers();
    let retry_after = headers.get("retry-after")?.and_then(|text| text.trim().parse().ok());
    let offset = headers.get("upload-offset")?.and_then(|text| text.trim().parse().ok());
    let whole = headers.get("upload-complete")?.is_some_and(|text| text.trim() == "?1");
    Ok(Answered {
        status: response.status(),
        retry_after,
        upload: offset.map(|bytes| (bytes, whole)),
        body: Uint8Array::new(&body).to_vec(),
    })
}

/// Asks without waiting for an answer.
pub fn tell(question: Question<'_>) {
    if let Ok(promise) = begin(question, None) {
        // Whatever comes of it is found out when the app is next on the screen.
        let ignore = Closure::<dyn FnMut(JsValue)>::new(|_| {});
        let _ = promise.catch(&ignore);
        ignore.forget();
    }
}

fn begin(question: Question<'_>, controller: Option<&AbortController>) -> Result<Promise, JsValue> {
    let headers = Headers::new()?;
    if let Some(value) = question.authorization {
        headers.set("authorization", value)?;
    }
    let init = RequestInit::new();
    init.set_method(question.method);
    match question.body {
        Some(Body::Json(text)) => {
            headers.set("content-type", "application/json")?;
            init.set_body(&text.into());
        }
        Some(Body::Part(bytes, range)) => {
            headers.set("content-type", "application/octet-stream")?;
            headers.set("content-range", range)?;
            init.set_body(&Uint8Array::from(bytes));
        }
        None => {}
    }
    init.set_headers(&headers);
    if let Some(controller) = controller {
        init.set_signal(Some(&controller.signal()));
    }
    // An answer out of a cache would be an old one; web-sys has no name for the other.
    Reflect::set(&init, &"cache".into(), &"no-store".into())?;
    Reflect::set(&init, &"keepalive".into(), &question.keepalive.into())?;
    Reflect::set(&init, &"credentials".into(), &"omit".into())?;
    let window = window().ok_or(JsValue::NULL)?;
    Ok(window.fetch_with_str_and_init(&address(question.path), &init))
}
