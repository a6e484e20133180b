//! Serves the built app over HTTP: files, their squeezed siblings, and the headers that keep the page safe.
//!
//! It does not know what a record is and keeps nothing about anybody: no log of addresses, no cookie. The phone
//! needs it only to fetch the app; after that the app works without it.
//!
//! # Layout
//! - [`site`]: the files, read once into memory
//! - [`answer`]: a request's path and headers to a response
//! - [`headers`]: the security headers of every response
//! - [`live`]: reloads the page after a rebuild, for `cargo xtask serve --watch` alone

#![forbid(unsafe_code)]

use std::future::Future;
use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use tokio::net::TcpListener;

pub mod answer;
pub mod core;
pub mod database;
pub mod headers;
pub mod live;
pub mod site;

use site::Site;

/// Every route over one site; with `live` also the reloading of `cargo xtask serve --watch`.
pub fn routes(site: Site, live: bool) -> Router {
    let site = if live { live::prepare(site) } else { site };
    let mut routes = Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        // The service worker takes what is shared to the app; a phone whose worker is not running yet lands at home.
        .route("/share", post(|| async { Redirect::to("/") }));
    if live {
        routes = routes.route(live::EVENTS, get(live::events));
    }
    headers::on_everything(routes.fallback_service(get(answer::file).with_state(Arc::new(site))))
}

/// Serves until `stop` is done, then lets running requests finish; fails when the listener does.
pub async fn serve(
    listener: TcpListener,
    routes: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, routes).with_graceful_shutdown(stop).await
}
