//! Numbers for Prometheus: how many, how long, how many wait. Never about whom.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Response, StatusCode};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use tanomo_wire::{Outcome, RecordId};

use super::{App, answer};
use crate::core::wakes::Sent;

type Labels = Vec<(&'static str, String)>;

/// What is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Family<Labels, Histogram>,
    outcomes: Family<Labels, Counter>,
    waiting: Gauge<i64, AtomicI64>,
    browsers: Family<Labels, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        // From a read on SQLite to the longest wait.
        let histogram = || Histogram::new([0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 30.0]);
        let (requests, outcomes, waiting) = (Family::default(), Family::default(), Gauge::default());
        let seconds = Family::<Labels, Histogram>::new_with_constructor(histogram);
        let mut registry = Registry::with_prefix("tanomo");
        registry.register("requests", "Answered requests by route and status", requests.clone());
        registry.register_with_unit("request", "Time to the answer", Unit::Seconds, seconds.clone());
        registry.register("pushed_records", "What became of pushed records", outcomes.clone());
        registry.register("waiting_requests", "Requests that wait for a change", waiting.clone());
        let browsers = Family::default();
        registry.register("browser_pushes", "What became of pushes to browsers", browsers.clone());
        Self { registry, requests, seconds, outcomes, waiting, browsers }
    }
}

impl Metrics {
    /// A request was answered.
    pub fn answered(&self, method: &Method, route: &str, status: u16, took: Duration) {
        let route = vec![("method", method.to_string()), ("route", route.to_owned())];
        self.seconds.get_or_create(&route).observe(took.as_secs_f64());
        let labels = route.into_iter().chain([("status", status.to_string())]).collect();
        self.requests.get_or_create(&labels).inc();
    }

    /// This became of pushed records.
    pub fn pushed(&self, results: &[(RecordId, Outcome)]) {
        for (_, outcome) in results {
            let outcome = match outcome {
                Outcome::Stored(_) => "stored",
                Outcome::Duplicate(_) => "duplicate",
                Outcome::Conflict(_) => "conflict",
                Outcome::Rejected(_) => "rejected",
            };
            self.outcomes.get_or_create(&vec![("outcome", outcome.to_owned())]).inc();
        }
    }

    /// This became of a push to a browser.
    pub fn pushed_to_browser(&self, sent: Sent) {
        let outcome = match sent {
            Sent::Over => "over",
            Sent::Gone => "gone",
            Sent::Later(_) => "later",
        };
        self.browsers.get_or_create(&vec![("outcome", outcome.to_owned())]).inc();
    }

    /// Somebody waits until this is dropped.
    pub fn waiting(&self) -> impl Drop + Send + use<> {
        struct Waits(Gauge<i64, AtomicI64>);
        impl Drop for Waits {
            fn drop(&mut self) {
                self.0.dec();
            }
        }
        self.waiting.inc();
        Waits(self.waiting.clone())
    }
}

/// `GET /metrics`: OpenMetrics text.
pub async fn show(State(app): State<Arc<App>>) -> Response<Body> {
    let mut text = String::new();
    if encode(&mut text, &app.metrics.registry).is_err() {
        text.clear();
        let _ = write!(text, "# EOF");
    }
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    answer::with(StatusCode::OK, kind, text.into())
}
