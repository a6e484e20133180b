//! From the core's results to responses.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{Response, StatusCode};
use serde::Serialize;
use tanomo_wire::problem::CONTENT_TYPE as PROBLEM;
use tanomo_wire::{Problem, ProblemKind};

use crate::core::{Answer, Failure};

/// JSON, or the problem.
pub fn json<T: Serialize>(answer: Answer<T>) -> Response<Body> {
    let answer = match answer {
        Ok(answer) => answer,
        Err(why) => return failure(&why),
    };
    match serde_json::to_vec(&answer) {
        Ok(text) => with(StatusCode::OK, "application/json", text.into()),
        Err(_) => failure(&ProblemKind::Unavailable.into()),
    }
}

/// 204, or the problem.
pub fn nothing(answer: Answer<()>) -> Response<Body> {
    match answer {
        Ok(()) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NO_CONTENT;
            response
        }
        Err(why) => failure(&why),
    }
}

/// A problem, as its status, its headers and its body (RFC 9457). What the phone is not told goes to the log.
pub fn failure(why: &Failure) -> Response<Body> {
    if !matches!(why, Failure::Problem(_)) {
        tracing::error!(%why, "a request has no answer");
    }
    let problem = Problem::from(why.clone());
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let text = serde_json::to_vec(&problem).unwrap_or_default();
    let mut response = with(status, PROBLEM, text.into());
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if problem.kind == ProblemKind::Unknown {
        // RFC 6750, section 3.
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// A response of this type that nobody keeps.
pub fn with(status: StatusCode, kind: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
