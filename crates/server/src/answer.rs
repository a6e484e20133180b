//! From a request's path and headers to a response.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use crate::site::{File, Site};

/// A year, the longest that the specification asks anybody to keep.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Keep it, but ask each time: answered by 304 while nothing changed.
const ASK: &str = "no-cache";

/// Answers with the file; a path inside the app with the start page; anything else with 404.
pub async fn file(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if let Some(file) = site.get(path) {
        return respond(file, &headers);
    }
    // Never the page for a script or a picture that is gone: a phone would keep it as if it were one.
    match site.get("") {
        Some(page) if is_place_in_app(path, &headers) => respond(page, &headers),
        _ => (StatusCode::NOT_FOUND, [(CACHE_CONTROL, "no-store")], "404 Not Found\n").into_response(),
    }
}

fn is_place_in_app(path: &str, headers: &HeaderMap) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    !last.contains('.') || said(headers, &HeaderName::from_static("sec-fetch-mode")) == "navigate"
}

fn respond(file: &File, headers: &HeaderMap) -> Response {
    let (coding, bytes) = choose(file, said(headers, &ACCEPT_ENCODING));
    let etag = match coding {
        Some(coding) => format!("\"{}-{coding}\"", file.hash),
        None => format!("\"{}\"", file.hash),
    };
    let mut response = if matches_any(said(headers, &IF_NONE_MATCH), &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(CONTENT_TYPE, file.kind.clone())], bytes.clone()).into_response()
    };
    let set = response.headers_mut();
    if let Some(coding) = coding.filter(|_| set.contains_key(CONTENT_TYPE)) {
        set.insert(CONTENT_ENCODING, axum::http::HeaderValue::from_static(coding));
    }
    if let Ok(etag) = etag.parse() {
        set.insert(ETAG, etag);
    }
    set.insert(VARY, axum::http::HeaderValue::from_static("accept-encoding"));
    let keep = if file.forever { FOREVER } else { ASK };
    set.insert(CACHE_CONTROL, axum::http::HeaderValue::from_static(keep));
    response
}

fn said<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The smallest form the other side takes.
fn choose<'a>(file: &'a File, accepted: &str) -> (Option<&'static str>, &'a axum::body::Bytes) {
    match (&file.brotli, &file.gzip) {
        (Some(bytes), _) if takes(accepted, "br") => (Some("br"), bytes),
        (_, Some(bytes)) if takes(accepted, "gzip") => (Some("gzip"), bytes),
        _ => (None, &file.plain),
    }
}

/// Whether an `accept-encoding` value names the coding without `q=0` (RFC 9110, 12.5.3).
fn takes(accepted: &str, coding: &str) -> bool {
    accepted.split(',').any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let refused = parts
            .filter_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")))
            .any(|q| q.trim().parse::<f32>().is_ok_and(|q| q <= 0.0));
        named && !refused
    })
}

/// Whether an `if-none-match` value names the tag, weakly compared (RFC 9110, 13.1.2).
fn matches_any(asked: &str, etag: &str) -> bool {
    asked.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == etag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_coding_is_not_sent() {
        assert!(takes("gzip, deflate, br, zstd", "br"));
        assert!(takes("gzip;q=0.5, BR;q=1.0", "br"));
        assert!(!takes("gzip, br;q=0", "br"));
        assert!(!takes("gzip, br; q=0.000", "br"));
        assert!(!takes("brotli", "br"));
        assert!(!takes("", "gzip"));
    }

    #[test]
    fn tags_compare_weakly() {
        assert!(matches_any("\"a\", W/\"b-br\"", "\"b-br\""));
        assert!(matches_any("*", "\"b\""));
        assert!(!matches_any("\"b\"", "\"b-br\""));
        assert!(!matches_any("", "\"b\""));
    }
}
