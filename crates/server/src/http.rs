//! The protocol over HTTP: from requests to the core and back.
//!
//! Every answer is JSON and kept by nobody; every refusal is a problem (RFC 9457). A token comes in the header
//! `Authorization` alone, and neither tokens nor bodies are ever written to a log.
//!
//! # Layout
//! - [`answer`]: results to responses.
//! - [`request`]: what a request says, parsed at the edge.
//! - [`routes`]: a function for each method of each path.
//! - [`photos`]: the same for photos, whose bodies are bytes.
//! - [`limits`]: how many requests a device and an address may make.
//! - [`metrics`]: numbers for Prometheus.
//! - [`openapi`]: this protocol, described.
//! - [`elsewhere`]: apps that were served by somebody else.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post, put};
use tanomo_wire::{CircleId, ProblemKind, path};
use tokio::sync::watch;
use tokio::time::Instant;

use crate::core::{Core, Failure};
use crate::database::Notifier;
use crate::news::News;
use crate::push::Pushes;

pub mod answer;
mod elsewhere;
pub mod limits;
pub mod metrics;
pub mod openapi;
mod photos;
mod request;
mod routes;

/// The longest a request may take: the longest wait, and time to answer.
const LONGEST: Duration = Duration::from_secs(tanomo_wire::MAX_WAIT_SECONDS as u64 + 20);

/// What all requests share.
#[derive(Debug)]
pub struct App {
    /// What answers.
    pub core: Core,
    /// Who waits.
    pub news: News,
    /// How many requests are too many.
    pub limits: limits::Limits,
    /// What is counted.
    pub metrics: metrics::Metrics,
    /// Where other nodes are told at once; `None` where they find out by themselves.
    pub notify: Option<Arc<dyn Notifier>>,
    /// What wakes phones.
    pub pushes: Arc<Pushes>,
    /// True once the server is to stop: nobody waits any longer.
    pub stopping: watch::Receiver<bool>,
}

impl App {
    /// Milliseconds since 1970 UTC.
    pub fn now() -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    /// A circle is so far: who waits for it, here or at another node, is told.
    fn tell(self: &Arc<Self>, circle: &CircleId, progress: u64) {
        self.news.tell(circle, progress);
        if let Some(database) = self.notify.clone() {
            let circle = *circle;
            // After the commit and beside the answer: it only hastens.
            tokio::spawn(async move {
                if let Err(why) = database.notify(&circle).await {
                    tracing::debug!(%why, "other nodes were not told");
                }
            });
        }
    }
}

/// The protocol's routes.
pub fn router(app: Arc<App>) -> Router {
    let protocol = Router::new()
        .route(path::CIRCLES, post(routes::make_circle))
        .route(path::INVITES, post(routes::invite))
        .route(path::INVITE, get(routes::invited).delete(routes::end_invite))
        .route(path::DEVICES, post(routes::join).get(routes::waiting))
        .route(path::ROSTER, get(routes::roster).post(routes::push_roster))
        .route(path::SYNC, post(routes::sync))
        .route(path::CHANGES, get(routes::changes))
        .route(path::DIGEST, get(routes::digest))
        .route(path::RECORDS, get(routes::records))
        .route(path::WAKES, post(routes::wake))
        .route(path::SUBSCRIPTION, put(routes::subscribe).delete(routes::unsubscribe))
        .route(path::PUSH, get(routes::push_key))
        .route(path::BLOB, put(photos::put).get(photos::get).head(photos::head).delete(photos::delete))
        .route("/v1/{*rest}", axum::routing::any(routes::nothing))
        .layer(from_fn_with_state(Arc::clone(&app), watch_over));
    protocol
        .route(path::READYZ, get(routes::ready))
        .route(path::METRICS, get(metrics::show))
        .route(path::OPENAPI, get(openapi::show))
        .with_state(app)
}

/// Bounds how many requests there are and a request's time, counts it, and writes one line about it: no address, no
/// token, no body, no name.
///
/// One layer for all of it: each holds a kilobyte and a half of every phone that waits.
async fn watch_over(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let origin = elsewhere::origin(&request);
    if origin == elsewhere::Origin::AskingFirst {
        return elsewhere::yes();
    }
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let mut response = match limits::refusal(&app, &request) {
        Some(refusal) => refusal,
        None => match tokio::time::timeout(LONGEST, next.run(request)).await {
            Ok(response) => response,
            Err(_) => answer::failure(&Failure::from(ProblemKind::Unavailable)),
        },
    };
    let (status, took) = (response.status().as_u16(), started.elapsed());
    app.metrics.answered(&method, &route, status, took);
    tracing::debug!(%method, route, status, ms = took.as_millis(), "answered");
    if origin == elsewhere::Origin::Elsewhere {
        elsewhere::let_read(&mut response);
    }
    response
}
