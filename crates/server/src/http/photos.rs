//! Photos: bodies of sealed bytes, whole or in parts.
//!
//! `Content-Range` of a `PUT` says which part it is (RFC 9110, section 14.5); every answer says by the header
//! `upload-offset` how much is here, and by `upload-complete` whether that is all.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_RANGE, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Response, StatusCode};
use tanomo_wire::{BlobHash, MAX_BLOB_BYTES, ProblemKind};

use super::request::{bytes, circle, device, name};
use super::{App, answer};
use crate::core::Answer;
use crate::core::photos::Received;

type Shared = State<Arc<App>>;
type Named = Path<(String, String)>;

const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const COMPLETE: HeaderName = HeaderName::from_static("upload-complete");
const SEALED: &str = "application/octet-stream";

pub async fn put(
    State(app): Shared,
    Path((of, which)): Named,
    headers: HeaderMap,
    body: Body,
) -> Response<Body> {
    let work = async {
        let (circle, token, hash) = (circle(&of)?, device(&headers)?, name::<BlobHash>(&which)?);
        let bytes = bytes(body, MAX_BLOB_BYTES).await?;
        let place = place(&headers, bytes.len() as u64)?;
        app.core.put_photo(&circle, &token, &hash, place, &bytes, App::now()).await
    };
    state(work.await)
}

pub async fn head(State(app): Shared, Path((of, which)): Named, headers: HeaderMap) -> Response<Body> {
    let work = async { app.core.photo_state(&circle(&of)?, &device(&headers)?, &name(&which)?).await };
    state(work.await)
}

pub async fn get(State(app): Shared, Path((of, which)): Named, headers: HeaderMap) -> Response<Body> {
    let work = async { app.core.photo(&circle(&of)?, &device(&headers)?, &name(&which)?).await };
    match work.await {
        Ok(bytes) => answer::with(StatusCode::OK, SEALED, bytes.into()),
        Err(why) => answer::failure(&why),
    }
}

pub async fn delete(State(app): Shared, Path((of, which)): Named, headers: HeaderMap) -> Response<Body> {
    let work = async { app.core.delete_photo(&circle(&of)?, &device(&headers)?, &name(&which)?).await };
    answer::nothing(work.await)
}

fn state(received: Answer<Received>) -> Response<Body> {
    match received {
        Ok(Received { bytes, whole }) => {
            let mut response = answer::nothing(Ok(()));
            let complete = HeaderValue::from_static(if whole { "?1" } else { "?0" });
            response.headers_mut().insert(OFFSET, HeaderValue::from(bytes));
            response.headers_mut().insert(COMPLETE, complete);
            response
        }
        Err(why) => answer::failure(&why),
    }
}

/// Where a body of `len` bytes begins, and of how many in all it is.
fn place(headers: &HeaderMap, len: u64) -> Answer<(u64, u64)> {
    let Some(value) = headers.get(CONTENT_RANGE) else { return Ok((0, len)) };
    read_range(value.to_str().unwrap_or_default(), len).ok_or(ProblemKind::Malformed.into())
}

/// `bytes 10-19/50`
fn read_range(value: &str, len: u64) -> Option<(u64, u64)> {
    let (range, total) = value.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last, total): (u64, u64, u64) =
        (first.parse().ok()?, last.parse().ok()?, total.parse().ok()?);
    (last.checked_sub(first)?.checked_add(1)? == len && last < total).then_some((first, total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_says_where_its_bytes_are() {
        assert_eq!(read_range("bytes 10-19/50", 10), Some((10, 50)));
        for (wrong, len) in [
            ("bytes 10-19/50", 9),
            ("bytes 10-19/19", 10),
            ("bytes 19-10/50", 10),
            ("bytes */50", 10),
            ("10-19/50", 10),
            ("bytes 0-18446744073709551615/5", 10),
        ] {
            assert_eq!(read_range(wrong, len), None, "{wrong}");
        }
    }
}
