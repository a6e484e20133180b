//! All routes of the server, and a listener for them.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use tokio::net::TcpListener;

use crate::site::Site;
use crate::{answer, headers, http, live};

/// Every route over one site, and the protocol where circles are kept; with `live` also the reloading of
/// `cargo xtask serve --watch`.
pub fn routes(site: Site, live: bool, app: Option<Arc<http::App>>) -> Router {
    let site = if live { live::prepare(site) } else { site };
    let mut routes = Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        // The service worker takes what is shared to the app; a phone whose worker is not running yet lands at home.
        .route("/share", post(|| async { Redirect::to("/") }));
    if live {
        routes = routes.route(live::EVENTS, get(live::events));
    }
    routes = headers::on_pages(routes.fallback_service(get(answer::file).with_state(Arc::new(site))));
    if let Some(app) = app {
        routes = routes.merge(http::router(app));
    }
    headers::on_everything(routes)
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
