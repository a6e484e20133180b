//! Sends what is due to the push services: an empty message, sealed for the browser, by Web Push (RFC 8030).
//!
//! Each node asks once a second, in one query, in which circles somebody is to be woken, and claims them under the
//! circle's lock: one node alone sends a wake. Where that node is killed in the middle, another one sends it when the
//! lease ends; the same `Topic` lets the push service make one of two that it still has.
//!
//! # Layout
//! - [`own_key`]: the key that tells push services whose pushes they are (RFC 8292).
//! - [`guard`]: no push goes to an address of this machine or of a private network.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use futures_util::StreamExt as _;
use reqwest::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, StatusCode};
use url::Url;
use web_push_native::p256::PublicKey;

use crate::core::wakes::{Call, Sent};
use crate::http::App;

pub mod guard;
pub mod own_key;

pub use own_key::OwnKey;

/// How often is looked for who is to be woken.
const EVERY: Duration = Duration::from_secs(1);

/// How many circles are looked at in one turn.
const CIRCLES: usize = 200;

/// How many pushes are under way at once.
const AT_ONCE: usize = 16;

/// The longest a push may take: well within the lease.
const LONGEST: Duration = Duration::from_secs(15);

/// How long a push service keeps a message for a phone that is off: 12 hours; a morning's news is old by the evening.
const TTL_SECONDS: u32 = 12 * 60 * 60;

/// How often a push is tried, and the wait after the first try; it doubles.
const TRIES: u32 = 6;
const FIRST_WAIT_MS: u64 = 30_000;
/// The longest wait that is believed of a push service.
const LONGEST_WAIT_MS: u64 = 60 * 60 * 1000;

/// All that is inside a message. A record of RFC 8188 has 18 bytes at least, so that one byte must be there.
const NOTHING: [u8; 1] = [0];

/// Sends pushes.
#[derive(Debug)]
pub struct Pushes {
    key: OwnKey,
    client: Client,
    anywhere: bool,
}

impl Pushes {
    /// With this key. `anywhere` lets pushes go to plain http and to this machine: for tests alone.
    ///
    /// # Errors
    /// Where the system has no certificates to check others with.
    pub fn new(key: OwnKey, anywhere: bool) -> Result<Self> {
        let mut client = Client::builder()
            .timeout(LONGEST)
            // A push service that sends elsewhere could send into the private network.
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false);
        if !anywhere {
            client = client.https_only(true).dns_resolver(guard::Public);
        }
        Ok(Self { key, client: client.build().context("could not make a client for pushes")?, anywhere })
    }

    /// The key that browsers subscribe with.
    pub fn key(&self) -> &OwnKey {
        &self.key
    }

    /// Looks and sends until the server stops.
    pub async fn run(self: Arc<Self>, app: Arc<App>) {
        let mut stopping = app.stopping.clone();
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                _ = stopping.wait_for(|stop| *stop) => return,
            }
            if let Err(why) = self.turn(&app).await {
                tracing::warn!(%why, "could not look for whom to wake");
            }
        }
    }

    async fn turn(&self, app: &App) -> Result<(), crate::core::Failure> {
        let now = App::now();
        let mut calls = Vec::new();
        for circle in app.core.database().due_circles(now, CIRCLES).await? {
            calls.extend(app.core.claim(&circle, now).await?);
        }
        futures_util::stream::iter(calls)
            .for_each_concurrent(AT_ONCE, |call| async move {
                let sent = self.send(&call).await;
                app.metrics.pushed_to_browser(sent);
                if let Err(why) = app.core.sent(&call, sent).await {
                    tracing::warn!(%why, "what became of a push was not kept");
                }
            })
            .await;
        Ok(())
    }

    /// Sends one; nothing of where it goes gets into the log.
    async fn send(&self, call: &Call) -> Sent {
        let Some(request) = self.request(call) else { return Sent::Gone };
        let (status, wait) = match request.send().await {
            Ok(answer) => {
                let wait =
                    answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
                (answer.status(), wait)
            }
            Err(_) => (StatusCode::SERVICE_UNAVAILABLE, None),
        };
        outcome(status, wait, call.tries, App::now())
    }

    /// The request of RFC 8030; `None` where the address or the key can be none of a browser's.
    fn request(&self, call: &Call) -> Option<reqwest::RequestBuilder> {
        let to = Url::parse(&call.browser.endpoint).ok()?;
        if !self.anywhere && !guard::may_be_public(&to) {
            return None;
        }
        let theirs = PublicKey::from_sec1_bytes(call.browser.p256dh.bytes()).ok()?;
        let auth = (*call.browser.auth.bytes()).into();
        let message = web_push_native::encrypt(NOTHING.to_vec(), &theirs, &auth).ok()?;
        let ours = self.key.authorization(&to, App::now() / 1000)?;
        let request = self.client.post(to).body(message);
        let request =
            request.header(CONTENT_ENCODING, "aes128gcm").header(CONTENT_TYPE, "application/octet-stream");
        // One waiting message a browser is enough: it says nothing but "look".
        let request = request.header("Topic", "tanomo").header("Urgency", "normal");
        Some(request.header("TTL", TTL_SECONDS).header(AUTHORIZATION, ours))
    }
}

/// What an answer means (RFC 8030, sections 5 and 7.3): `wait` is its `Retry-After` in seconds.
fn outcome(status: StatusCode, wait: Option<u64>, tries: u32, now: u64) -> Sent {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Sent::Gone,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => later(wait, tries, now),
        status if status.is_server_error() => later(wait, tries, now),
        // Taken, or refused for good: the same again would be refused again.
        _ => Sent::Over,
    }
}

fn later(wait: Option<u64>, tries: u32, now: u64) -> Sent {
    if tries >= TRIES {
        return Sent::Over;
    }
    let own = FIRST_WAIT_MS << tries.saturating_sub(1);
    let wait = wait.map_or(own, |seconds| seconds.saturating_mul(1000).max(own));
    Sent::Later(now + wait.min(LONGEST_WAIT_MS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_that_is_gone_is_forgotten_and_trouble_is_tried_again_for_a_while() {
        assert_eq!(outcome(StatusCode::CREATED, None, 1, 0), Sent::Over);
        assert_eq!(outcome(StatusCode::BAD_REQUEST, None, 1, 0), Sent::Over);
        for gone in [StatusCode::NOT_FOUND, StatusCode::GONE] {
            assert_eq!(outcome(gone, None, 1, 0), Sent::Gone);
        }
        let waits = |tries| outcome(StatusCode::BAD_GATEWAY, None, tries, 1_000);
        let expected = [30, 60, 120, 240, 480].map(|seconds| Sent::Later(1_000 + seconds * 1000));
        assert_eq!([1, 2, 3, 4, 5].map(waits), expected);
        assert_eq!(waits(TRIES), Sent::Over);
    }

    #[test]
    fn a_push_service_says_when_to_come_again_within_reason() {
        let asked = |seconds| outcome(StatusCode::TOO_MANY_REQUESTS, Some(seconds), 1, 0);
        assert_eq!(asked(1), Sent::Later(FIRST_WAIT_MS));
        assert_eq!(asked(300), Sent::Later(300_000));
        assert_eq!(asked(u64::MAX), Sent::Later(LONGEST_WAIT_MS));
    }
}
