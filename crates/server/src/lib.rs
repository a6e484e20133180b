//! Keeps circles' sealed records and hands them on, and serves the built app.
//!
//! It can open no record: it learns opaque names, sizes, times, devices and their roles, and whom to wake. It
//! writes no address, token or body to a log, and sets no cookie. An app that is there works without it.
//!
//! # Layout
//! - [`core`]: what each request does, free of HTTP
//! - [`database`]: SQLite, PostgreSQL, memory, behind one trait
//! - [`http`]: the protocol over HTTP; [`news`]: who waits for the next change
//! - [`hosting`]: what an operator chooses, and the running server made of it
//! - [`site`], [`answer`]: the app's files, and requests for them
//! - [`headers`]: the security headers of every response
//! - [`live`]: reloads the page after a rebuild, for `cargo xtask serve --watch` alone

#![forbid(unsafe_code)]

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use tokio::net::TcpListener;

pub mod answer;
pub mod core;
pub mod database;
pub mod headers;
pub mod hosting;
pub mod http;
pub mod live;
pub mod news;
pub mod site;

use site::Site;

/// Every route over one site, and the protocol where circles are kept; with `live` also the reloading of
/// `cargo xtask serve --watch`.
pub fn routes(site: Site, live: bool, app: Option<Arc<http::App>>) -> Router {
    let site = if live { live::prepare(site) } else { site };
    let mut routes = Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        // The service worker takes what is shared to the app; a phone whose worker is not running yet lands at home.
        .route("/share", post(|| async { Redirect::to("/") }));
    if let Some(app) = app {
        routes = routes.merge(http::router(app));
    }
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
    let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, routes).with_graceful_shutdown(stop).await
}
