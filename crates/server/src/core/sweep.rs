//! What time takes away: envelopes of invitations that ended, photos no record lists, parts nobody went on with.

use std::time::{Duration, SystemTime};

use futures_util::TryStreamExt as _;
use object_store::ObjectStoreExt as _;
use object_store::path::Path;

use super::photos::PARTS;
use super::{Answer, Core, Failure, transact};
use crate::database::Mode;

/// How long a photo that no current revision lists stays: 30 days, in milliseconds.
pub const UNLISTED_MS: u64 = 30 * 24 * 60 * 60 * 1000;

/// How long parts wait for the rest.
const PARTS_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// How many photos one sweep takes away.
const MOST: usize = 200;

impl Core {
    /// Takes away what is due at `now`; says how many envelopes and photos.
    ///
    /// # Errors
    /// The database or the store of photos; what was not taken away then is at the next sweep.
    pub async fn sweep(&self, now: u64) -> Answer<(u64, u64)> {
        let envelopes = transact!(self, Mode::Write, tx => async { Ok(tx.forget_envelopes(now).await?) })?;
        let before = now.saturating_sub(UNLISTED_MS);
        let due = transact!(self, Mode::Read, tx => async { Ok(tx.unlisted_blobs(before, MOST).await?) })?;
        let mut photos = 0;
        for (circle, hash) in due {
            transact!(self, Mode::Write, tx => async {
                let Some(head) = tx.take(&circle, 0).await? else { return Ok(()) };
                // Listed again since, it stays.
                if tx.is_unlisted(&circle, &hash, before).await? {
                    self.remove_photo(tx, &circle, head, &hash).await?;
                }
                Ok(())
            })?;
            photos += 1;
        }
        self.sweep_parts().await?;
        Ok((envelopes, photos))
    }

    async fn sweep_parts(&self) -> Answer<()> {
        let listed: Vec<_> = self.photos.list(Some(&Path::from(PARTS))).try_collect().await?;
        let past = SystemTime::now().checked_sub(PARTS_WAIT).unwrap_or(SystemTime::UNIX_EPOCH);
        for meta in listed {
            if SystemTime::from(meta.last_modified) < past {
                self.photos.delete(&meta.location).await.map_err(Failure::from)?;
            }
        }
        Ok(())
    }
}
