//! All routes of the server, and a listener for them.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::response::Redirect;
use axum::routing::{get, post};
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;

use crate::site::Site;
use crate::{answer, headers, http, live};

/// How long a line may take to say what it wants, also between two requests.
const HEAD_WITHIN: Duration = Duration::from_secs(75);

/// How long running requests may take once the server is to end.
const END_WITHIN: Duration = Duration::from_secs(10);

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

/// Serves until `stop` is done, then lets running requests finish.
///
/// Not axum's own loop: that reads a connection's first bytes to see which HTTP it speaks, and with them in its buffer
/// hyper makes that buffer twice as large, for as long as the phone stays. Thousands wait all day.
pub async fn serve(listener: TcpListener, routes: Router, stop: impl Future<Output = ()> + Send + 'static) {
    let (mut http, open) = (http1::Builder::new(), GracefulShutdown::new());
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_WITHIN);
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, address) = match accepted {
            Ok(accepted) => accepted,
            Err(why) => {
                rest_after(&why).await;
                continue;
            }
        };
        // An answer longer than a packet would wait for the phone's word that the first came.
        let _ = stream.set_nodelay(true);
        let routes = TowerToHyperService::new(routes.clone());
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(address));
            routes.call(request)
        });
        let line = open.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if let Err(why) = line.await {
                tracing::trace!(%why, "a connection ended");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(END_WITHIN, open.shutdown()).await.is_err() {
        tracing::warn!("some lines did not end in time");
    }
}

/// A phone that hung up before it was taken is nothing. Where too many files are open, taking more is no use for a
/// while.
async fn rest_after(why: &std::io::Error) {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(why.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%why, "no connection can be taken");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
