//! A phone's loop: what is written is fed to the engine, what the engine asks goes over one line, and while all is
//! settled a long poll on another line waits for news. So does the app, but that it pauses between two polls.

use std::future::{Future, pending};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use hyper::{Method, StatusCode};
use serde::de::DeserializeOwned;
use tanomo_record::{Id, Record};
use tanomo_sync::engine::{Event, Failure, Reply, Request};
use tanomo_wire::{CircleId, Cursor, DeviceToken, MAX_WAIT_SECONDS, PROTO, RecordId, SyncAnswer, path};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::sleep;

use crate::line::{Counts, Line, Question};
use crate::phone::Phone;

type Underway<T> = Option<Pin<Box<dyn Future<Output = Result<(Line, T)>>>>>;

/// A phone that is on, with its two lines.
pub struct Life {
    /// The phone.
    pub phone: Phone,
    /// What went over both lines.
    pub counts: Arc<Counts>,
    /// Whether it waits for news while all is settled.
    pub waits: bool,
    /// A control: the next record that comes is lost on the way.
    pub loses: bool,
    lost: Option<RecordId>,
    host: Arc<str>,
    talking: Underway<(u64, Result<Reply, Failure>)>,
    waiting: Underway<(Option<Cursor>, SyncAnswer)>,
    idle: [Option<Line>; 2],
}

/// What a phone does after its own writes came to an end.
pub type Written = UnboundedReceiver<(Id, Record)>;

impl Life {
    /// Switches a phone on.
    ///
    /// # Errors
    /// Where the server cannot be reached.
    pub async fn begin(phone: Phone, host: &Arc<str>) -> Result<Self> {
        let counts = Arc::new(Counts::default());
        let idle = [Some(Line::open(host, &counts).await?), Some(Line::open(host, &counts).await?)];
        Ok(Self {
            phone,
            counts,
            waits: true,
            loses: false,
            lost: None,
            host: Arc::clone(host),
            talking: None,
            waiting: None,
            idle,
        })
    }

    /// Waits for the next thing that happens, and does what follows from it. A writer that is gone writes nothing.
    ///
    /// # Errors
    /// Where the server refuses or goes away.
    pub async fn turn(&mut self, written: &mut Written) -> Result<()> {
        if self.waits && self.waiting.is_none() && self.phone.is_settled() {
            self.wait_for_news().await?;
        }
        let wakes_in = Duration::from_millis(self.phone.wakes_in());
        let event = tokio::select! {
            biased;
            answered = arrival(&mut self.talking) => self.answered(answered?),
            heard = arrival(&mut self.waiting) => self.heard(heard?),
            Some((id, record)) = written.recv() => Event::Wrote { id, record },
            () = sleep(wakes_in) => Event::Wake { hurry: false },
        };
        self.feed(event).await
    }

    /// Feeds the engine and sends what it asks.
    ///
    /// # Errors
    /// As [`Phone::feed`].
    pub async fn feed(&mut self, event: Event) -> Result<()> {
        if let Some((ticket, request)) = self.phone.feed(event)? {
            let line = self.line(0).await?;
            let (circle, token) = (self.phone.circle, self.phone.token.clone());
            self.talking = Some(Box::pin(async move {
                let (line, answer) = carry(line, &circle, &token, request).await?;
                Ok((line, (ticket, answer)))
            }));
        }
        Ok(())
    }

    async fn line(&mut self, which: usize) -> Result<Line> {
        match self.idle.get_mut(which).and_then(Option::take) {
            Some(line) => Ok(line),
            None => Line::open(&self.host, &self.counts).await,
        }
    }

    fn answered(&mut self, (line, (ticket, answer)): (Line, (u64, Result<Reply, Failure>))) -> Event {
        self.talking = None;
        self.idle[0] = Some(line);
        match answer {
            Ok(mut reply) => {
                if let Reply::Sync(answer) = &mut reply {
                    self.lose_one(answer);
                }
                let standing = self.phone.standing(&reply.ids());
                Event::Answered { ticket, reply, standing }
            }
            Err(why) => Event::Failed { ticket, why },
        }
    }

    fn heard(&mut self, (line, (since, mut answer)): (Line, (Option<Cursor>, SyncAnswer))) -> Event {
        self.lose_one(&mut answer);
        self.waiting = None;
        self.idle[1] = Some(line);
        let ids: Vec<Id> = answer.changes.iter().map(|c| tanomo_sync::record_id(c.revision.id)).collect();
        let standing = self.phone.standing(&ids);
        Event::Heard { since, answer, standing }
    }

    fn lose_one(&mut self, answer: &mut SyncAnswer) {
        // The same one each time: a page that is not taken in is asked for again.
        let Some(first) = answer.changes.first().filter(|_| self.loses) else { return };
        let lost = *self.lost.get_or_insert(first.revision.id);
        answer.changes.retain(|change| change.revision.id != lost);
    }

    async fn wait_for_news(&mut self) -> Result<()> {
        let mut line = self.line(1).await?;
        let question = poll(&self.phone.circle, &self.phone.token, self.phone.cursor());
        let since = self.phone.cursor();
        self.waiting = Some(Box::pin(async move {
            let (status, body) = line.ask(question).await?;
            let told = || String::from_utf8_lossy(&body).into_owned();
            ensure!(status == StatusCode::OK, "a long poll was refused: {status} {}", told());
            Ok((line, (since, serde_json::from_slice(&body)?)))
        }));
        Ok(())
    }
}

/// What is under way comes to its end; nothing never does.
async fn arrival<T>(underway: &mut Underway<T>) -> Result<(Line, T)> {
    match underway {
        Some(underway) => underway.await,
        None => pending().await,
    }
}

/// The long poll of a phone.
pub fn poll(circle: &CircleId, token: &DeviceToken, since: Option<Cursor>) -> Question {
    let since = since.map_or(String::new(), |since| format!("&since={since}"));
    let path = format!("{}?v={PROTO}&wait={MAX_WAIT_SECONDS}{since}", path::of(path::CHANGES, circle));
    Question { method: Method::GET, path, authorization: Some(token.to_header()), body: None }
}

async fn carry(
    mut line: Line,
    circle: &CircleId,
    token: &DeviceToken,
    request: Request,
) -> Result<(Line, Result<Reply, Failure>)> {
    let get = |path| (Method::GET, path, None);
    let (method, path, body) = match &request {
        Request::Sync(request) => {
            (Method::POST, path::of(path::SYNC, circle), Some(serde_json::to_string(request)?))
        }
        Request::Roster { after } => get(format!("{}?after={after}", path::of(path::ROSTER, circle))),
        Request::Digest => get(format!("{}?v={PROTO}", path::of(path::DIGEST, circle))),
        Request::PushRoster(_) | Request::Records(_) => anyhow::bail!("no bench asks {request:?}"),
    };
    let authorization = Some(token.to_header());
    let (status, body) = line.ask(Question { method, path, authorization, body }).await?;
    if status != StatusCode::OK {
        let problem = serde_json::from_slice(&body).with_context(|| format!("an answer {status}"))?;
        return Ok((line, Err(Failure::Problem(problem))));
    }
    let reply = match request {
        Request::Sync(_) => Reply::Sync(read(&body)?),
        Request::Digest => Reply::Digest(read(&body)?),
        _ => Reply::Roster(read(&body)?),
    };
    Ok((line, Ok(reply)))
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    serde_json::from_slice(body).context("an answer that does not read")
}
