//! How many requests a device and an address may make: many more than a phone does, fewer than somebody who
//! guesses tokens or pulls everything in a loop.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;

use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, HeaderName};
use axum::response::Response;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use sha2::Digest as _;
use tanomo_wire::{Problem, ProblemKind};

use super::{App, answer};
use crate::core::Failure;

/// The requests of one minute; as many may come at once.
#[derive(Clone, Copy, Debug)]
pub struct PerMinute {
    /// Of one device, by its token.
    pub device: NonZeroU32,
    /// Of one address: a whole squad may sit behind one.
    pub address: NonZeroU32,
}

/// Counts requests.
#[derive(Debug)]
pub struct Limits {
    devices: DefaultKeyedRateLimiter<[u8; 32]>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    behind_proxy: bool,
}

impl Limits {
    /// Limits; behind a proxy the address is the last one of `X-Forwarded-For`, which the proxy wrote.
    pub fn new(most: PerMinute, behind_proxy: bool) -> Self {
        Self {
            devices: RateLimiter::keyed(Quota::per_minute(most.device)),
            addresses: RateLimiter::keyed(Quota::per_minute(most.address)),
            behind_proxy,
        }
    }

    /// Seconds to wait, where it is too much.
    fn check(&self, address: Option<IpAddr>, headers: &HeaderMap) -> Option<u64> {
        let now = DefaultClock::default().now();
        let wait = |until: governor::NotUntil<_>| until.wait_time_from(now).as_secs() + 1;
        let address = address.and_then(|address| self.addresses.check_key(&address).err().map(wait));
        let token = headers.get(AUTHORIZATION).map(|value| sha2::Sha256::digest(value.as_bytes()).into());
        let device = token.and_then(|token: [u8; 32]| self.devices.check_key(&token).err().map(wait));
        address.max(device)
    }

    /// Forgets who has not asked for a while.
    pub fn tidy(&self) {
        self.devices.retain_recent();
        self.addresses.retain_recent();
    }

    fn address(&self, request: &Request) -> Option<IpAddr> {
        if self.behind_proxy {
            let forwarded = request.headers().get(HeaderName::from_static("x-forwarded-for"))?;
            return forwarded.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
        }
        request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip())
    }
}

/// What a request is answered that is one too many: when to come again.
pub fn refusal(app: &App, request: &Request) -> Option<Response> {
    let seconds = app.limits.check(app.limits.address(request), request.headers())?;
    let problem = Problem::new(ProblemKind::TooMany).after(u32::try_from(seconds).unwrap_or(60));
    Some(answer::failure(&Failure::Problem(problem)))
}
