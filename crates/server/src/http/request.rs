//! What a request says, parsed at the edge: inside, everything is valid.

use std::str::FromStr;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use serde::de::DeserializeOwned;
use tanomo_wire::{CircleId, DeviceToken, JoinToken, ProblemKind};

use crate::core::{Answer, OperatorCode};

/// The most bytes of a body that brings a roster: whole ones of large circles, with secrets for each device.
pub const MAX_ROSTER_BYTES: usize = 4 * 1024 * 1024;

/// The most bytes of any other body but a push or a photo.
pub const MAX_SMALL_BYTES: usize = 64 * 1024;

/// How long a body may take to come: a photo over a slow line.
const BODY_TIME: Duration = Duration::from_secs(20);

/// A name in a path; another text names nothing.
pub fn name<T: FromStr>(text: &str) -> Answer<T> {
    text.parse().map_err(|_| ProblemKind::Missing.into())
}

/// The circle of a path.
pub fn circle(text: &str) -> Answer<CircleId> {
    name(text)
}

fn authorization(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()
}

/// The device's token.
pub fn device(headers: &HeaderMap) -> Answer<DeviceToken> {
    let value = authorization(headers).unwrap_or_default();
    DeviceToken::from_header(value).map_err(|_| ProblemKind::Unknown.into())
}

/// The invitation's token, where there is one.
pub fn invitation(headers: &HeaderMap) -> Answer<Option<JoinToken>> {
    let read = |value| JoinToken::from_header(value).map_err(|_| ProblemKind::Unknown.into());
    authorization(headers).map(read).transpose()
}

/// The operator's code, where there is one.
pub fn operator(headers: &HeaderMap) -> Option<OperatorCode> {
    authorization(headers)?.strip_prefix("Bearer ").map(|code| OperatorCode(code.to_owned()))
}

/// The bytes of a body, at most so many.
pub async fn bytes(body: Body, most: usize) -> Answer<Bytes> {
    match tokio::time::timeout(BODY_TIME, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(ProblemKind::TooLarge.into()),
        Err(_) => Err(ProblemKind::Malformed.into()),
    }
}

/// A body of JSON, at most so many bytes.
pub async fn json<T: DeserializeOwned>(body: Body, most: usize) -> Answer<T> {
    serde_json::from_slice(&bytes(body, most).await?).map_err(|_| ProblemKind::Malformed.into())
}
