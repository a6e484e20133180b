//! Photos on their way: sent after the records are settled, the small ones first, one at a time and in parts, so that a
//! connection that broke costs one part; fetched when somebody looks at them.

use std::rc::Rc;

use tanomo_sync::engine::Failure;
use tanomo_wire::{BlobHash, CircleId, DeviceToken, ProblemKind, path};

use super::courier;
use super::turns::Held;
use crate::store::journal::Journal;
use crate::store::photos::{self, Waiting};
use crate::store::{Store, Trouble};

/// How many bytes one request carries at most.
const PART: usize = 256 * 1024;

/// Why a photo was not fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFetched {
    /// The circle is on this phone alone.
    Alone,
    /// The server does not have it, or not yet.
    NotThere,
    /// No connection to the server.
    Unreachable,
}

impl Store {
    /// A sealed photo from the server, as it came: whoever opens it checks its name.
    pub(in crate::store) async fn fetch_photo(self, name: &BlobHash) -> Result<Vec<u8>, NotFetched> {
        let way = self.look(|inner| inner.way.clone()).ok_or(NotFetched::Alone)?;
        let held = way.held.downcast::<Held>().map_err(|_| NotFetched::Alone)?;
        let (circle, token) = known(&held).ok_or(NotFetched::Alone)?;
        courier::photo(&path::blob(&circle, name), &token.to_header()).await.map_err(|why| match why {
            Failure::Problem(problem) if problem.kind == ProblemKind::Missing => NotFetched::NotThere,
            Failure::Problem(_) | Failure::Network => NotFetched::Unreachable,
        })
    }
}

fn known(held: &Held) -> Option<(CircleId, DeviceToken)> {
    held.link.borrow().as_ref().map(|link| (link.circle, link.token.clone()))
}

/// Sends what waits, unless that is under way. What does not go waits for the next time the records are settled.
pub(super) async fn send(store: Store, held: Rc<Held>, journal: Journal) {
    if held.sending.replace(true) {
        return;
    }
    let sent = send_all(&held, &journal).await;
    held.sending.set(false);
    if matches!(sent, Ok(true)) {
        store.photos_moved();
    }
}

/// Says whether anything was sent.
async fn send_all(held: &Held, journal: &Journal) -> Result<bool, Trouble> {
    let Some((circle, token)) = known(held) else { return Ok(false) };
    let mut any = false;
    for key in photos::to_send(journal).await? {
        // It may have been taken off meanwhile.
        let Some(waiting) = photos::waiting(journal, key).await? else { continue };
        match send_one(&circle, &token.to_header(), &waiting).await {
            Ok(()) => {
                photos::sent(journal, &waiting).await?;
                any = true;
            }
            // What the server cannot take keeps none of the others back.
            Err(Failure::Problem(problem)) if problem.kind == ProblemKind::TooLarge => {}
            Err(_) => break,
        }
    }
    Ok(any)
}

async fn send_one(circle: &CircleId, authorization: &str, waiting: &Waiting) -> Result<(), Failure> {
    // Gone, or damaged on the disk: no server would take it, and nobody could open it.
    let Some(bytes) = waiting.bytes.as_deref().filter(|bytes| BlobHash::of(bytes) == waiting.name) else {
        return Ok(());
    };
    let path = path::blob(circle, &waiting.name);
    let mut here = courier::photo_state(&path, authorization).await?;
    while !here.whole {
        let end = (here.bytes + PART).min(bytes.len());
        let part = bytes.get(here.bytes..end).filter(|part| !part.is_empty()).ok_or(Failure::Network)?;
        let after = courier::put_photo(&path, authorization, part, here.bytes, bytes.len()).await?;
        if !after.whole && after.bytes <= here.bytes {
            // Another phone sends it too, or the server lost a part: the next time begins by asking.
            return Err(Failure::Network);
        }
        here = after;
    }
    Ok(())
}
