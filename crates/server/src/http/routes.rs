//! A function for each method of each path.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Response, StatusCode};
use tanomo_wire::circle::{Invite, Join, NewCircle, RosterPush, RosterQuery};
use tanomo_wire::sync::{ChangesQuery, RecordsQuery};
use tanomo_wire::wake::{PushAnswer, Subscription, Wakes};
use tanomo_wire::{
    CircleId, DeviceToken, MAX_PUSH_BYTES, MAX_WAIT_SECONDS, Outcome, ProblemKind, SyncAnswer, SyncRequest,
};
use tokio::time::Instant;

use super::request::{MAX_ROSTER_BYTES, MAX_SMALL_BYTES, circle, device, invitation, json, name, operator};
use super::{App, answer};
use crate::core::{Answer, Failure};

type Shared = State<Arc<App>>;
/// A query that may not read.
type Asked<T> = Result<Query<T>, axum::extract::rejection::QueryRejection>;

fn query<T>(asked: Asked<T>) -> Answer<T> {
    asked.map(|Query(query)| query).map_err(|_| ProblemKind::Malformed.into())
}

pub async fn make_circle(State(app): Shared, headers: HeaderMap, body: Body) -> Response<Body> {
    let work = async {
        let new: NewCircle = json(body, MAX_ROSTER_BYTES).await?;
        app.core.make_circle(operator(&headers).as_ref(), &new, App::now()).await
    };
    answer::json(work.await)
}

pub async fn invite(
    State(app): Shared,
    Path(of): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response<Body> {
    let work = async {
        let (circle, token) = (circle(&of)?, device(&headers)?);
        let invite: Invite = json(body, MAX_SMALL_BYTES).await?;
        app.core.invite(&circle, &token, &invite, App::now()).await
    };
    answer::nothing(work.await)
}

pub async fn invited(
    State(app): Shared,
    Path((of, which)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response<Body> {
    let work = async {
        let token = invitation(&headers)?.ok_or(Failure::from(ProblemKind::Unknown))?;
        app.core.invited(&circle(&of)?, &name(&which)?, &token, App::now()).await
    };
    answer::json(work.await)
}

pub async fn end_invite(
    State(app): Shared,
    Path((of, which)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response<Body> {
    let work = async { app.core.end_invite(&circle(&of)?, &device(&headers)?, &name(&which)?).await };
    answer::nothing(work.await)
}

pub async fn join(
    State(app): Shared,
    Path(of): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response<Body> {
    let work = async {
        let (circle, token) = (circle(&of)?, invitation(&headers)?);
        let join: Join = json(body, MAX_ROSTER_BYTES).await?;
        let joined = app.core.join(&circle, token.as_ref(), &join, App::now()).await?;
        tell_progress(&app, &circle).await;
        Ok(joined)
    };
    answer::json(work.await)
}

pub async fn waiting(State(app): Shared, Path(of): Path<String>, headers: HeaderMap) -> Response<Body> {
    let work = async { app.core.waiting(&circle(&of)?, &device(&headers)?).await };
    answer::json(work.await)
}

pub async fn roster(
    State(app): Shared,
    Path(of): Path<String>,
    asked: Asked<RosterQuery>,
    headers: HeaderMap,
) -> Response<Body> {
    let work = async {
        let token = device(&headers)?;
        app.core.roster(&circle(&of)?, &token, query(asked)?.after).await
    };
    answer::json(work.await)
}

pub async fn push_roster(
    State(app): Shared,
    Path(of): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response<Body> {
    let work = async {
        let (circle, token) = (circle(&of)?, device(&headers)?);
        let push: RosterPush = json(body, MAX_ROSTER_BYTES).await?;
        let taken = app.core.push_roster(&circle, &token, &push).await?;
        tell_progress(&app, &circle).await;
        Ok(taken)
    };
    answer::json(work.await)
}

/// The roster grew: who waits is told.
async fn tell_progress(app: &Arc<App>, circle: &CircleId) {
    if let Ok(all) = app.core.database().progress(&[*circle]).await {
        all.iter().for_each(|(circle, progress)| app.tell(circle, *progress));
    }
}

pub async fn sync(
    State(app): Shared,
    Path(of): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response<Body> {
    let work = async {
        let (circle, token) = (circle(&of)?, device(&headers)?);
        let request: SyncRequest = json(body, MAX_PUSH_BYTES).await?;
        let done = app.core.sync(&circle, &token, &request, App::now()).await?;
        app.metrics.pushed(&done.results);
        let stored = done.results.iter().filter_map(|(_, outcome)| match outcome {
            Outcome::Stored(seq) => Some(seq.get()),
            _ => None,
        });
        if let Some(last) = stored.max() {
            app.tell(&circle, last + u64::from(done.roster));
        }
        Ok(done)
    };
    answer::json(work.await)
}

pub async fn changes(
    State(app): Shared,
    Path(of): Path<String>,
    asked: Asked<ChangesQuery>,
    headers: HeaderMap,
) -> Response<Body> {
    let asked = device(&headers).and_then(|token| Ok((token, circle(&of)?, query(asked)?)));
    // They hold on to the buffer the request was read into, which a phone that waits has no use for.
    drop(headers);
    let work = async {
        let (token, circle, query) = asked?;
        wait_for_changes(&app, &circle, &token, &query).await
    };
    answer::json(work.await)
}

/// A page at once where there is one, else as soon as somebody pushes or the roster grows, else after the wait.
async fn wait_for_changes(
    app: &Arc<App>,
    circle: &CircleId,
    token: &DeviceToken,
    query: &ChangesQuery,
) -> Answer<SyncAnswer> {
    let until = Instant::now() + Duration::from_secs(query.wait.min(MAX_WAIT_SECONDS).into());
    let mut stopping = app.stopping.clone();
    // Before the first look, so that nothing falls between.
    let mut waiter = (query.wait > 0).then(|| app.news.wait_on(circle));
    let mut roster = None;
    loop {
        // Boxed, so that a phone that waits keeps none of the room that asking the database takes.
        let page = Box::pin(app.core.changes(circle, token, query, App::now())).await?;
        let grown = *roster.get_or_insert(page.roster) != page.roster;
        let Some(waiter) = waiter.as_mut().filter(|_| page.changes.is_empty() && !grown) else {
            return Ok(page);
        };
        let mine = page.next.map_or(0, |cursor| cursor.seq.get()) + u64::from(page.roster);
        let _waiting = app.metrics.waiting();
        let further = tokio::select! {
            further = waiter.further_than(mine, until) => further,
            _ = stopping.wait_for(|stop| *stop) => false,
        };
        if !further {
            return Ok(page);
        }
    }
}

pub async fn digest(State(app): Shared, Path(of): Path<String>, headers: HeaderMap) -> Response<Body> {
    let work = async { app.core.digest(&circle(&of)?, &device(&headers)?).await };
    answer::json(work.await)
}

pub async fn records(
    State(app): Shared,
    Path(of): Path<String>,
    asked: Asked<RecordsQuery>,
    headers: HeaderMap,
) -> Response<Body> {
    let work = async {
        let token = device(&headers)?;
        app.core.records(&circle(&of)?, &token, &query(asked)?).await
    };
    answer::json(work.await)
}

pub async fn wake(
    State(app): Shared,
    Path(of): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response<Body> {
    let work = async {
        let (circle, token) = (circle(&of)?, device(&headers)?);
        let wakes: Wakes = json(body, MAX_SMALL_BYTES).await?;
        app.core.wake(&circle, &token, &wakes, App::now()).await
    };
    answer::nothing(work.await)
}

pub async fn subscribe(
    State(app): Shared,
    Path(of): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response<Body> {
    let work = async {
        let (circle, token) = (circle(&of)?, device(&headers)?);
        let subscription: Subscription = json(body, MAX_SMALL_BYTES).await?;
        app.core.subscribe(&circle, &token, Some(&subscription)).await
    };
    answer::nothing(work.await)
}

pub async fn unsubscribe(State(app): Shared, Path(of): Path<String>, headers: HeaderMap) -> Response<Body> {
    let work = async { app.core.subscribe(&circle(&of)?, &device(&headers)?, None).await };
    answer::nothing(work.await)
}

pub async fn push_key(State(app): Shared) -> Response<Body> {
    let key = app.pushes.key().public().ok_or_else(|| ProblemKind::Unavailable.into());
    answer::json(key.map(|key| PushAnswer { key }))
}

/// Never the app's page for a path of the protocol.
pub async fn nothing() -> Response<Body> {
    answer::failure(&ProblemKind::Missing.into())
}

pub async fn ready(State(app): Shared) -> Response<Body> {
    match app.core.database().ping().await {
        Ok(()) => answer::with(StatusCode::OK, "text/plain; charset=utf-8", "ready\n".into()),
        Err(why) => answer::failure(&why.into()),
    }
}
