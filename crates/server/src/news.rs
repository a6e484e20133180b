//! Who waits for a circle's next change, and who tells them.
//!
//! On one node a push tells at once. With several nodes over one database each asks once a second, in one query,
//! how far the circles are that somebody waits on; a notification of the database only hastens that.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tanomo_wire::CircleId;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout_at};

use crate::database::{Database, Notifier};

/// How often a node asks.
const EVERY: Duration = Duration::from_secs(1);

/// How long until a listener that lost the database tries again.
const LISTEN_AGAIN: Duration = Duration::from_secs(5);

/// The circles somebody waits on, each with how far it is known to be ([`Database::progress`]).
#[derive(Clone, Debug, Default)]
pub struct News(Arc<Mutex<BTreeMap<CircleId, watch::Sender<u64>>>>);

impl News {
    /// Tells everybody who waits on a circle how far it is.
    pub fn tell(&self, circle: &CircleId, progress: u64) {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = waiting.get(circle) {
            sender.send_if_modified(|known| {
                let further = progress > *known;
                *known = progress.max(*known);
                further
            });
        }
    }

    /// From now on changes of a circle are seen.
    pub fn wait_on(&self, circle: &CircleId) -> Waiter {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Waiter(waiting.entry(*circle).or_insert_with(|| watch::Sender::new(0)).subscribe())
    }

    /// The circles somebody waits on; the others are forgotten.
    fn circles(&self) -> Vec<CircleId> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, sender| sender.receiver_count() > 0);
        waiting.keys().copied().collect()
    }

    /// Asks the database once a second, for ever.
    pub async fn ask(self, database: Arc<dyn Database>) {
        let mut ticks = interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            self.look(database.as_ref(), &self.circles()).await;
        }
    }

    async fn look(&self, database: &dyn Database, circles: &[CircleId]) {
        // PostgreSQL binds 65,535 values at most.
        for some in circles.chunks(1_000) {
            match database.progress(some).await {
                Ok(all) => all.iter().for_each(|(circle, progress)| self.tell(circle, *progress)),
                Err(why) => tracing::warn!(%why, "could not ask how far circles are"),
            }
        }
    }

    /// Listens to notifications, for ever; where the database has none, that is all right.
    pub async fn listen(self, database: Arc<dyn Database>, notifier: Arc<dyn Notifier>) {
        loop {
            match notifier.listen().await {
                Ok(mut told) => loop {
                    match told.next().await {
                        Ok(Some(circle)) => self.look(database.as_ref(), &[circle]).await,
                        Ok(None) => {}
                        Err(why) => {
                            tracing::info!(%why, "no notifications for a while");
                            break;
                        }
                    }
                },
                Err(why) => tracing::info!(%why, "the database notifies nobody; asking once a second"),
            }
            tokio::time::sleep(LISTEN_AGAIN).await;
        }
    }
}

/// Somebody who waits.
#[derive(Debug)]
pub struct Waiter(watch::Receiver<u64>);

impl Waiter {
    /// Waits until the circle is further than `mine`; `false` where it was not by then.
    pub async fn further_than(&mut self, mine: u64, until: Instant) -> bool {
        matches!(timeout_at(until, self.0.wait_for(|known| *known > mine)).await, Ok(Ok(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn whoever_waits_is_told_and_what_was_told_before_counts() {
        let (news, circle) = (News::default(), CircleId::new([1; 32]));
        let mut waiter = news.wait_on(&circle);
        news.tell(&circle, 5);
        let soon = || Instant::now() + Duration::from_secs(25);
        assert!(waiter.further_than(4, soon()).await);
        assert!(!waiter.further_than(5, soon()).await, "nothing came in time");
        let told = news.clone();
        let (further, ()) = tokio::join!(waiter.further_than(5, soon()), async {
            told.tell(&circle, 4);
            told.tell(&circle, 6);
        });
        assert!(further);
        drop(waiter);
        assert!(news.circles().is_empty(), "nobody waits any more");
    }
}
