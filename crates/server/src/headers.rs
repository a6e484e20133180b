//! The security headers of every response, the 404 included.
//!
//! What tells a browser about a page goes with the app's files alone. The protocol's answers are JSON that no browser
//! shows, asked for with a token that no navigation carries: `nosniff` is what keeps them that, and the rest would
//! cost each poll more bytes than a record has.

use axum::Router;
use axum::extract::Request;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tower_http::set_header::SetResponseHeaderLayer;

/// What the page may load and run. No inline script or style: what somebody typed can never become code.
///
/// A circle may keep its records at another server than the one that serves the app, and names it on the phone, long
/// after this header was written: so the app may connect to any server over https, and to this machine. That lets code
/// that is none of ours, if it ever ran here, send what it read elsewhere; but none runs, for scripts come from this
/// origin alone, and whoever could change those could change this line too.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; connect-src 'self' https: http://localhost:* http://127.0.0.1:*; manifest-src 'self'; worker-src 'self'; \
    media-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const OF_PAGES: [(HeaderName, &str); 5] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("permissions-policy"), "camera=(self), microphone=(self), geolocation=(self)"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Adds what tells a browser about pages to every response of these routes.
pub fn on_pages(routes: Router) -> Router {
    OF_PAGES.into_iter().fold(routes, |routes, (name, value)| {
        routes.layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value)))
    })
}

/// Adds what every response has.
pub fn on_everything(routes: Router) -> Router {
    routes.layer(from_fn(always))
}

/// The year is only for https: over plain http browsers must ignore it, and a laptop's own test should not pin
/// localhost.
async fn always(request: Request, next: Next) -> Response {
    let https = request.headers().get("x-forwarded-proto").is_some_and(|proto| proto == "https");
    let mut response = next.run(request).await;
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if https {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        response.headers_mut().insert(STRICT_TRANSPORT_SECURITY, year);
    }
    response
}
