//! What the engine says is carried out: kept, sent, looked up, told.

use leptos::task::spawn_local;
use tanomo_sync::engine::{Effect, Event, Request, Write};

use super::shown::show;
use super::{BrowserRandom, Ended, Line, Turn};
use crate::browser::clock;
use crate::store::link::courier;
use crate::store::link::kept::{self, Ground};

impl Line {
    pub(super) async fn step(&mut self, event: Event) -> Result<(), Ended> {
        let ground = self.ground(&[]).await?;
        self.carry_out(event, ground).await
    }

    pub(super) fn effects(&self, event: Event) -> Vec<Effect> {
        let mut engine = self.held.engine.borrow_mut();
        engine.as_mut().map_or(Vec::new(), |engine| engine.step(event, clock::now(), &mut BrowserRandom))
    }

    pub(super) async fn carry_out(&mut self, event: Event, ground: Ground) -> Result<(), Ended> {
        for effect in self.effects(event) {
            Box::pin(self.effect(effect, &ground)).await?;
        }
        Ok(())
    }

    pub(super) async fn effect(&mut self, effect: Effect, ground: &Ground) -> Result<(), Ended> {
        match effect {
            Effect::Keep(writes) => self.keep(&writes, ground).await?,
            Effect::Send { ticket, request } => self.send(ticket, request),
            Effect::Load(asked) => {
                let ground = self.ground(&asked).await?;
                let standing = ground.standing.clone();
                self.carry_out(Event::Loaded { asked, standing }, ground).await?;
            }
            Effect::WakeAt(at) => self.wake = at,
            // What was kept is shown already.
            Effect::Changed(_) => {}
            Effect::Tell(news) => self.tell(&news),
            Effect::Erase => {
                let _ = self.store.wipe().await;
                return Err(Ended::Left);
            }
        }
        Ok(())
    }

    pub(super) async fn keep(&mut self, writes: &[Write], ground: &Ground) -> Result<(), Ended> {
        if writes.is_empty() {
            return Ok(());
        }
        let push = self.push_for_worker();
        let lasting = kept::keep(&self.journal, self.circle, &self.owner, writes, ground, push).await?;
        self.sealed.extend(lasting.sealed.iter().copied());
        show(self.store, lasting);
        Ok(())
    }

    /// What the service worker sends if the app is closed now.
    pub(super) fn push_for_worker(&self) -> Option<String> {
        let (engine, link) = (self.held.engine.borrow(), self.held.link.borrow());
        let (engine, link) = (engine.as_ref()?, link.as_ref()?);
        Some(courier::for_worker(&link.circle, &link.token, &engine.keepalive(clock::now())?))
    }

    pub(super) fn send(&mut self, ticket: u64, request: Request) {
        let Some((circle, token)) =
            self.held.link.borrow().as_ref().map(|link| (link.circle, link.token.clone()))
        else {
            return;
        };
        if matches!(&request, Request::Sync(request) if !request.push.is_empty()) {
            self.underway();
        }
        let held = self.held.clone();
        spawn_local(async move {
            let answer = courier::carry(&circle, &token, &request).await;
            held.turn(Turn::Answer { ticket, answer });
        });
    }
}
