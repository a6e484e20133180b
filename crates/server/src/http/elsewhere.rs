//! Apps that were served by somebody else: a circle may keep its records here and take the app from another origin
//! (Fetch standard, 3.2, "CORS protocol").
//!
//! Any origin may ask. Nothing here is given because of where a request comes from or what a browser sends by itself:
//! there are no cookies, and a token in `Authorization` is only shown by who has it. Whoever asks from the app this
//! server served itself pays no byte for it.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, HOST, HeaderMap,
    HeaderName, HeaderValue, ORIGIN,
};
use axum::http::{Method, Response, StatusCode};

/// What may be asked, with what, and what of the answer may be read; kept by browsers for as long as they keep it.
const ALLOWED: [(HeaderName, &str); 3] = [
    (ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PUT, DELETE"),
    (ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, content-range"),
    (ACCESS_CONTROL_MAX_AGE, "86400"),
];
const READABLE: &str = "retry-after, upload-offset, upload-complete";

/// Where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The app this server served, or no browser.
    Here,
    /// An app of another origin.
    Elsewhere,
    /// A browser that asks whether such an app may ask.
    AskingFirst,
}

/// Where a request comes from.
pub fn origin(request: &Request) -> Origin {
    if !is_elsewhere(request.headers()) {
        Origin::Here
    } else if request.method() == Method::OPTIONS
        && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD)
    {
        Origin::AskingFirst
    } else {
        Origin::Elsewhere
    }
}

/// What a browser is told that asks whether it may ask.
pub fn yes() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    for (name, value) in ALLOWED {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// Lets an app of another origin read what it is answered.
pub fn let_read(response: &mut Response<Body>) {
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(READABLE));
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
}

/// Whether a page of another origin asks. Behind a proxy that changes `Host` a page of this one may seem to: that
/// costs a few bytes and nothing else.
fn is_elsewhere(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok()) else { return false };
    let own = headers.get(HOST).and_then(|host| host.to_str().ok());
    origin.split_once("://").is_none_or(|(_, host)| own != Some(host))
}
