//! Somebody else answers in the server's place: the login page of a hotel's network, a server that knows nobody any
//! more, one that fails for an hour. What was written stays on the phone, is written on, and goes when the server is back.

use anyhow::{Context, Result, ensure};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use tanomo_browsers::{Engine, Site, in_each_engine};

use super::together::{Phone, SOON, log_request};

in_each_engine!(whoever_answers_instead_of_the_server_nothing_is_lost_or_erased);

/// Gives one answer to whatever is asked, at a server's address.
struct Impostor {
    ended: Arc<AtomicBool>,
    asked: Arc<AtomicUsize>,
    running: Option<JoinHandle<()>>,
}

impl Impostor {
    fn at(site: &Site, answer: &'static str) -> Result<Self> {
        let url = site.url("");
        let port: u16 = url.rsplit(':').next().context("a port")?.parse()?;
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        listener.set_nonblocking(true)?;
        let (ended, asked) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let (end, count) = (ended.clone(), asked.clone());
        let running = thread::spawn(move || {
            while !end.load(Relaxed) {
                match listener.accept() {
                    Ok((client, _)) => {
                        let count = count.clone();
                        thread::spawn(move || drop(say(client, answer, &count)));
                    }
                    Err(_) => thread::sleep(Duration::from_millis(10)),
                }
            }
        });
        Ok(Self { ended, asked, running: Some(running) })
    }
}

impl Drop for Impostor {
    fn drop(&mut self) {
        self.ended.store(true, Relaxed);
        let _ = self.running.take().map(JoinHandle::join);
    }
}

/// Reads one request to its end, or the browser would see a torn connection instead of the answer.
fn say(mut client: TcpStream, answer: &str, asked: &AtomicUsize) -> std::io::Result<()> {
    client.set_nonblocking(false)?;
    client.set_read_timeout(Some(Duration::from_secs(2)))?;
    let mut lines = BufReader::new(client.try_clone()?);
    let (mut protocol, mut length, mut line) = (false, 0, String::new());
    while lines.read_line(&mut line)? > 2 {
        protocol |= line.contains(" /v1/");
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    std::io::copy(&mut lines.take(length), &mut std::io::sink())?;
    asked.fetch_add(usize::from(protocol), Relaxed);
    client.write_all(answer.as_bytes())
}

const PORTAL: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n\
    <!doctype html><title>Wi-Fi</title><h1>Please log in</h1>";
const NOBODY_KNOWN: &str = "HTTP/1.1 401 Unauthorized\r\ncontent-type: application/problem+json\r\nconnection: close\r\n\r\n\
    {\"type\":\"/problems/unknown-device\",\"title\":\"This device is not known here\",\"status\":401}";
const FAILS: &str = "HTTP/1.1 500 Internal Server Error\r\nconnection: close\r\n\r\noops";
/// What only a lead's signed entry may bring onto a phone.
const PUT_OUT: &str = "このスマホを使えなくしました";

async fn whoever_answers_instead_of_the_server_nothing_is_lost_or_erased(engine: Engine) -> Result<()> {
    let mut site = Site::start().await?;
    let lead = Phone::founder(engine, &site).await?;
    let helper = Phone::second(engine, &site, &lead).await?;
    let before = log_request(&lead, &site, "花見町").await?;
    lead.sent().await?;
    helper.sees_at(&site, &before, "花見町").await?;
    for (answer, says, town) in [
        (PORTAL, "いまはつながりません", "一丁目"),
        (NOBODY_KNOWN, "送り先がこのスマホを知りません", "二丁目"),
        (FAILS, "いまはつながりません", "三丁目"),
    ] {
        site.stop()?;
        let impostor = Impostor::at(&site, answer)?;
        let written = log_request(&lead, &site, town).await?;
        // While nobody stood there at all it may have said the same: first somebody has to have asked.
        let until = Instant::now() + SOON;
        while impostor.asked.load(Relaxed) == 0 {
            ensure!(Instant::now() < until, "nobody asked the one who answers {says}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        lead.see_within(says, SOON).await?;
        // What was there and what is new can both be read and written on, also after a start.
        for (page, shows) in [(&before, "花見町"), (&written, town)] {
            lead.read(&site, page).await?;
            lead.see(shows).await?;
            lead.never_sees(PUT_OUT).await?;
        }
        drop(impostor);
        site.start_again().await?;
        lead.read(&site, "/requests").await?;
        lead.sent().await?;
        helper.sees_at(&site, &written, town).await?;
    }
    // Nobody was put out by a status code.
    helper.read(&site, "/requests").await?;
    for town in ["花見町", "一丁目", "二丁目", "三丁目"] {
        helper.see_within(town, SOON).await?;
    }
    helper.never_sees(PUT_OUT).await
}
