//! Requests to the server and its answers, over HTTP. Whatever is no answer of ours, such as the page of a hotel's
//! network, counts as none.

use serde::Serialize;
use serde::de::DeserializeOwned;
use tanomo_sync::engine::{Failure, Reply, Request};
use tanomo_wire::circle::{RosterAnswer, RosterPush};
use tanomo_wire::sync::{ChangesQuery, RecordsQuery};
use tanomo_wire::{
    CircleId, Cursor, DeviceToken, MAX_WAIT_SECONDS, PROTO, Problem, SyncAnswer, SyncRequest, path,
};

use crate::browser::http::{self, Answered, Body, Question};

/// How long an answer may take, in milliseconds.
const WITHIN: i32 = 30_000;

/// Asks for something that answers with JSON.
///
/// # Errors
/// [`Failure`].
pub(super) async fn ask<T: DeserializeOwned>(
    method: &'static str,
    path: &str,
    authorization: Option<&str>,
    body: Option<String>,
    within: i32,
) -> Result<T, Failure> {
    let answered = send(method, path, authorization, body, within).await?;
    serde_json::from_slice(&answered.body).map_err(|_| Failure::Network)
}

/// Asks for something whose answer says nothing but that it was done.
///
/// # Errors
/// [`Failure`].
pub(super) async fn have_done(
    method: &'static str,
    path: &str,
    authorization: &str,
    body: Option<String>,
) -> Result<(), Failure> {
    let answered = send(method, path, Some(authorization), body, WITHIN).await?;
    // What is done without words has no page either.
    if answered.body.trim_ascii_start().starts_with(b"<") { Err(Failure::Network) } else { Ok(()) }
}

async fn send(
    method: &'static str,
    path: &str,
    authorization: Option<&str>,
    body: Option<String>,
    within: i32,
) -> Result<Answered, Failure> {
    let body = body.as_deref().map(Body::Json);
    let question = Question { method, path, authorization, body, within, keepalive: false };
    done(http::ask(question).await.map_err(|_| Failure::Network)?)
}

/// What was answered, or why it was not done.
fn done(answered: Answered) -> Result<Answered, Failure> {
    if (200..300).contains(&answered.status) {
        return Ok(answered);
    }
    let problem: Result<Problem, _> = serde_json::from_slice(&answered.body);
    Err(problem.map_or(Failure::Network, |problem| {
        let retry_after = problem.retry_after.or(answered.retry_after);
        Failure::Problem(Problem { retry_after, ..problem })
    }))
}

/// How much of a photo the server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Received {
    /// So many bytes from its beginning.
    pub bytes: usize,
    /// All of them.
    pub whole: bool,
}

/// How long a part of a photo, or a whole one, may be on its way, in milliseconds.
const PHOTO_WITHIN: i32 = 60_000;

async fn about_photo(
    method: &'static str,
    path: &str,
    authorization: &str,
    body: Option<Body<'_>>,
) -> Result<Answered, Failure> {
    let authorization = Some(authorization);
    let question = Question { method, path, authorization, body, within: PHOTO_WITHIN, keepalive: false };
    http::ask(question).await.map_err(|_| Failure::Network)
}

/// How much of a photo the server has; nothing where it has heard of none.
///
/// # Errors
/// [`Failure`].
pub(super) async fn photo_state(path: &str, authorization: &str) -> Result<Received, Failure> {
    let answered = about_photo("HEAD", path, authorization, None).await?;
    match (answered.status, answered.upload) {
        // The answer to a HEAD has no body that would say which problem it is.
        (404, _) => Ok(Received { bytes: 0, whole: false }),
        (200..300, Some((bytes, whole))) => Ok(Received { bytes, whole }),
        _ => Err(Failure::Network),
    }
}

/// Sends one part of a photo of `all` bytes, from byte `start`.
///
/// # Errors
/// [`Failure`].
pub(super) async fn put_photo(
    path: &str,
    authorization: &str,
    part: &[u8],
    start: usize,
    all: usize,
) -> Result<Received, Failure> {
    let range = format!("bytes {start}-{}/{all}", (start + part.len()).saturating_sub(1));
    let answered = about_photo("PUT", path, authorization, Some(Body::Part(part, &range))).await?;
    let (bytes, whole) = done(answered)?.upload.ok_or(Failure::Network)?;
    Ok(Received { bytes, whole })
}

/// A whole photo.
///
/// # Errors
/// [`Failure`].
pub(super) async fn photo(path: &str, authorization: &str) -> Result<Vec<u8>, Failure> {
    Ok(done(about_photo("GET", path, authorization, None).await?)?.body)
}

/// One request of the engine's.
///
/// # Errors
/// [`Failure`].
pub(super) async fn carry(
    circle: &CircleId,
    token: &DeviceToken,
    request: &Request,
) -> Result<Reply, Failure> {
    let token = token.to_header();
    let auth = Some(token.as_str());
    Ok(match request {
        Request::Sync(request) => {
            Reply::Sync(ask("POST", &path::of(path::SYNC, circle), auth, Some(json(request)), WITHIN).await?)
        }
        Request::Roster { after } => Reply::Roster(roster(circle, &token, *after).await?),
        Request::PushRoster(entries) => {
            let entries = tanomo_wire::circle::Entries::new(entries.clone()).unwrap_or_default();
            let push = RosterPush { proto: PROTO, entries };
            Reply::Roster(
                ask("POST", &path::of(path::ROSTER, circle), auth, Some(json(&push)), WITHIN).await?,
            )
        }
        Request::Digest => {
            let path = format!("{}?v={PROTO}", path::of(path::DIGEST, circle));
            Reply::Digest(ask("GET", &path, auth, None, WITHIN).await?)
        }
        Request::Records(query) => {
            Reply::Records(ask("GET", &records(circle, query), auth, None, WITHIN).await?)
        }
    })
}

/// The roster's entries after so many.
///
/// # Errors
/// [`Failure`].
pub(super) async fn roster(
    circle: &CircleId,
    authorization: &str,
    after: u32,
) -> Result<RosterAnswer, Failure> {
    let path = format!("{}?after={after}", path::of(path::ROSTER, circle));
    ask("GET", &path, Some(authorization), None, WITHIN).await
}

/// Waits until somebody pushes, at most as long as a server lets wait.
///
/// # Errors
/// [`Failure`].
pub(super) async fn wait_for_news(
    circle: &CircleId,
    token: &DeviceToken,
    since: Option<Cursor>,
) -> Result<SyncAnswer, Failure> {
    let query = ChangesQuery { v: PROTO, since, wait: MAX_WAIT_SECONDS };
    let since = query.since.map_or(String::new(), |since| format!("&since={since}"));
    let path = format!("{}?v={}&wait={}{since}", path::of(path::CHANGES, circle), query.v, query.wait);
    ask("GET", &path, Some(&token.to_header()), None, WITHIN + 10_000).await
}

fn records(circle: &CircleId, query: &RecordsQuery) -> String {
    let bucket = query.bucket.map_or(String::new(), |bucket| format!("&bucket={bucket}"));
    let after = query.after.map_or(String::new(), |after| format!("&after={after}"));
    format!("{}?v={}{bucket}{after}", path::of(path::RECORDS, circle), query.v)
}

/// Sends a push while the page is being left; nobody reads the answer.
pub(super) fn tell(circle: &CircleId, token: &DeviceToken, request: &SyncRequest) {
    let (path, token, body) = (path::of(path::SYNC, circle), token.to_header(), json(request));
    http::tell(Question {
        method: "POST",
        path: &path,
        authorization: Some(&token),
        body: Some(Body::Json(&body)),
        within: WITHIN,
        keepalive: true,
    });
}

/// A push as the service worker sends it when the app is closed.
pub(super) fn for_worker(circle: &CircleId, token: &DeviceToken, request: &SyncRequest) -> String {
    let (path, token) = (http::address(&path::of(path::SYNC, circle)), token.to_header());
    json(&(path, token, json(request)))
}

pub(super) fn json<T: Serialize>(value: &T) -> String {
    // Names, numbers and texts always have a JSON form.
    serde_json::to_string(value).unwrap_or_default()
}
