//! The bench in small, against the server's own routes on SQLite; and that it can fail.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use tanomo_bench::converge::{Load, converge};
use tanomo_bench::texts::{self, Which};
use tanomo_bench::{catch_up, waiting};
use tanomo_server::hosting::{self, Options};
use tanomo_server::site::Site;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::LocalSet;

/// A server of this process, as host:port.
async fn server(folder: &tempfile::TempDir) -> Arc<str> {
    let many = NonZeroU32::new(1_000_000).unwrap();
    let options = Options {
        data: Some(folder.path().to_owned()),
        database: None,
        photos: None,
        operator_code: None,
        room: 100,
        device_limit: many,
        address_limit: many,
        behind_proxy: false,
        no_notify: true,
        contact: None,
        push_anywhere: false,
    };
    let kept = options.open().await.unwrap().unwrap();
    let (stop, stopping) = watch::channel(false);
    let app = hosting::start(&options, kept, stopping).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let routes = tanomo_server::routes(Site::default(), false, Some(app));
    tokio::spawn(async move {
        let _stop = stop;
        tanomo_server::serve(listener, routes, std::future::pending()).await;
    });
    host.into()
}

fn load(loses: Option<u16>) -> Load {
    let patience = Duration::from_secs(if loses.is_some() { 3 } else { 30 });
    Load { phones: 3, records: 2, patience, loses }
}

#[tokio::test]
async fn three_phones_converge_and_everybody_has_every_text() {
    let folder = tempfile::tempdir().unwrap();
    let host = server(&folder).await;
    let converged = converge(&host, load(None)).await.unwrap();
    let all = texts::sum(Which::all(3, 2).map(|which| which.record().to_text()));
    assert_eq!(converged.sum, all);
    assert!(converged.traffic.requests >= 3 && converged.traffic.down > 12 * 265);
}

#[tokio::test]
async fn a_phone_that_lost_a_record_has_not_converged() {
    let folder = tempfile::tempdir().unwrap();
    let host = server(&folder).await;
    let why = converge(&host, load(Some(1))).await.unwrap_err();
    assert_eq!(why.to_string(), "phone 1 has 5 records of 6");
}

#[tokio::test]
async fn one_request_a_page_and_each_record_within_its_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let host = server(&folder).await;
    for (missed, requests) in [(0, 1), (10, 1), (100, 1), (101, 2)] {
        let traffic = catch_up::catch_up(&host, missed).await.unwrap().traffic;
        assert_eq!(traffic.requests, requests, "{missed}");
        assert!(traffic.down <= 700 * u64::from(missed.max(1)), "{missed} {traffic:?}");
    }
    let alone = catch_up::alone(&host, 5).await.unwrap();
    assert_eq!((alone.writer.requests, alone.reader.requests), (5, 5));
    for bytes in [alone.writer.up, alone.writer.down, alone.reader.down] {
        assert!(bytes <= 700 * 5, "{alone:?}");
    }
}

#[tokio::test]
async fn whoever_waits_hears_of_a_push() {
    let folder = tempfile::tempdir().unwrap();
    let host = server(&folder).await;
    let crowd = waiting::Crowd { circles: 2, phones: 3 };
    let waited = LocalSet::new().run_until(waiting::wait(&host, std::process::id(), crowd)).await.unwrap();
    assert_eq!(waited.phones, 6);
    assert!(waited.half <= waited.nearly_all && waited.nearly_all < 5.0, "{waited:?}");
}
