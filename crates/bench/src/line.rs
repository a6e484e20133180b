//! One HTTP/1.1 connection to the server. Every byte of its socket is counted, in both directions, headers with
//! bodies; the frames of TCP and IP below are not.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use anyhow::{Context as _, Result};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// What went over some lines.
#[derive(Debug, Default)]
pub struct Counts {
    up: AtomicU64,
    down: AtomicU64,
    requests: AtomicU64,
}

/// [`Counts`] at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Traffic {
    /// Bytes from phones to the server.
    pub up: u64,
    /// Bytes from the server to phones.
    pub down: u64,
    /// Requests that were sent.
    pub requests: u64,
}

impl Counts {
    /// As they stand now.
    pub fn now(&self) -> Traffic {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Traffic { up: read(&self.up), down: read(&self.down), requests: read(&self.requests) }
    }
}

impl Traffic {
    /// What came after an earlier moment.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Self {
        Self {
            up: self.up - earlier.up,
            down: self.down - earlier.down,
            requests: self.requests - earlier.requests,
        }
    }
}

/// A socket that counts.
struct Counted {
    socket: TcpStream,
    counts: Arc<Counts>,
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = to.filled().len();
        let done = Pin::new(&mut self.socket).poll_read(cx, to);
        self.counts.down.fetch_add((to.filled().len() - before) as u64, Ordering::Relaxed);
        done
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.socket).poll_write(cx, from);
        if let Poll::Ready(Ok(bytes)) = &done {
            self.counts.up.fetch_add(*bytes as u64, Ordering::Relaxed);
        }
        done
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}

/// An open connection.
#[derive(Debug)]
pub struct Line {
    sender: SendRequest<Full<Bytes>>,
    host: Arc<str>,
    counts: Arc<Counts>,
}

/// Asks for something.
#[derive(Clone, Debug)]
pub struct Question {
    /// `GET` or `POST`.
    pub method: Method,
    /// With its query.
    pub path: String,
    /// The value of the header `Authorization`.
    pub authorization: Option<String>,
    /// JSON.
    pub body: Option<String>,
}

impl Line {
    /// Connects to `host:port`.
    ///
    /// # Errors
    /// Where nobody listens.
    pub async fn open(host: &Arc<str>, counts: &Arc<Counts>) -> Result<Self> {
        let socket =
            TcpStream::connect(&**host).await.with_context(|| format!("could not connect to {host}"))?;
        socket.set_nodelay(true)?;
        let counted = Counted { socket, counts: Arc::clone(counts) };
        let (sender, connection) = handshake(TokioIo::new(counted)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, host: Arc::clone(host), counts: Arc::clone(counts) })
    }

    /// Sends a question and reads its whole answer.
    ///
    /// # Errors
    /// Where the connection ends before.
    pub async fn ask(&mut self, question: Question) -> Result<(StatusCode, Bytes)> {
        let Question { method, path, authorization, body } = question;
        // The headers an app of ours sets itself; a browser adds some of its own.
        let mut request = Request::builder().method(method).uri(path).header(HOST, &*self.host);
        if let Some(authorization) = authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        if body.is_some() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        let request = request.body(Full::from(body.unwrap_or_default()))?;
        self.sender.ready().await?;
        self.counts.requests.fetch_add(1, Ordering::Relaxed);
        let response = self.sender.send_request(request).await?;
        let status = response.status();
        Ok((status, response.into_body().collect().await?.to_bytes()))
    }
}
