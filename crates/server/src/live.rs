//! Reloads the page after a rebuild: `cargo xtask serve --watch` starts a new server, and the page notices.

use std::convert::Infallible;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::StreamExt as _;
use futures_util::stream::{self, Stream};

use crate::site::Site;

/// Where the page listens.
pub const EVENTS: &str = "/live-events";

const SCRIPT: &str = r#"let first;
new EventSource("/live-events").onmessage = ({ data }) => {
  first ??= data;
  if (data !== first) location.reload();
};
"#;

/// A worker that takes itself and its caches away: a cached page would hide the rebuild.
const NO_WORKER: &str = r#"addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
})()));
"#;

/// Adds the listening script to the start page, and puts a harmless service worker in the place of the real one.
pub fn prepare(mut site: Site) -> Site {
    if let Some(page) = site.get("") {
        let page = String::from_utf8_lossy(&page.plain)
            .replace("</head>", "<script type=\"module\" src=\"/live.js\"></script></head>");
        site.put("index.html", page);
    }
    site.put("live.js", SCRIPT);
    site.put("sw.js", NO_WORKER);
    site
}

/// Tells each page which server it talks to, then keeps quiet until the server ends.
pub async fn events() -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let first = stream::iter([Ok(Event::default().retry(RETRY).data(server_id(started)))]);
    Sse::new(first.chain(stream::pending())).keep_alive(KeepAlive::default())
}

/// How long a page waits before it looks for the next server.
const RETRY: std::time::Duration = std::time::Duration::from_millis(300);

/// The same for every page of one server, another after each start.
fn server_id(now: u128) -> String {
    static STARTED: std::sync::OnceLock<u128> = std::sync::OnceLock::new();
    STARTED.get_or_init(|| now).to_string()
}
