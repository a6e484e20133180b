//! Sealed photos, named by the SHA-256 of their bytes and brought in parts, so that a phone that lost its
//! connection goes on where it was.

use futures_util::TryStreamExt as _;
use object_store::path::Path;
use object_store::{ObjectStoreExt as _, PutPayload};
use tanomo_wire::{BlobHash, CircleId, DeviceToken, MAX_BLOB_BYTES, ProblemKind};

use super::{Answer, Core, Failure, going, lead, member, transact};
use crate::database::{Head, Mode};

/// How much of a photo is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// So many bytes from its beginning.
    pub bytes: u64,
    /// All of them.
    pub whole: bool,
}

impl From<object_store::Error> for Failure {
    fn from(error: object_store::Error) -> Self {
        Self::Photos(match error {
            object_store::Error::NotFound { .. } => "not found".to_owned(),
            object_store::Error::PermissionDenied { .. } => "permission denied".to_owned(),
            _ => "no answer".to_owned(),
        })
    }
}

fn whole(circle: &CircleId, hash: &BlobHash) -> Path {
    Path::from_iter(["photos", &circle.to_string(), &hash.to_string()])
}

/// Where parts of photos wait to be whole.
pub(super) const PARTS: &str = "parts";

fn parts(circle: &CircleId, hash: &BlobHash) -> Path {
    Path::from_iter([PARTS, &circle.to_string(), &hash.to_string()])
}

/// The parts from the beginning, without a gap: where each begins, and its path.
type Parts = Vec<(u64, u64, Path)>;

impl Core {
    async fn parts_of(&self, circle: &CircleId, hash: &BlobHash) -> Answer<Parts> {
        let listed: Vec<_> = self.photos.list(Some(&parts(circle, hash))).try_collect().await?;
        let mut found: Parts = listed
            .into_iter()
            .filter_map(|meta| {
                let start = meta.location.filename()?.parse().ok()?;
                Some((start, meta.size, meta.location))
            })
            .collect();
        found.sort();
        let mut end = 0;
        found.retain(|(start, size, _)| {
            let fits = *start == end;
            end += if fits { *size } else { 0 };
            fits
        });
        Ok(found)
    }

    /// How much of a photo is here.
    ///
    /// # Errors
    /// `unknown-device`, `waiting`, `missing` where there is nothing of it.
    pub async fn photo_state(
        &self,
        circle: &CircleId,
        token: &DeviceToken,
        hash: &BlobHash,
    ) -> Answer<Received> {
        if let Some(bytes) = self.size_of(circle, token, hash).await? {
            return Ok(Received { bytes, whole: true });
        }
        let bytes = end(&self.parts_of(circle, hash).await?);
        if bytes == 0 { Err(ProblemKind::Missing.into()) } else { Ok(Received { bytes, whole: false }) }
    }

    async fn size_of(&self, circle: &CircleId, token: &DeviceToken, hash: &BlobHash) -> Answer<Option<u64>> {
        transact!(self, Mode::Read, tx => async {
            let head = tx.head(circle).await?;
            member(tx, circle, token).await?;
            going(head)?;
            Ok(tx.blob(circle, hash).await?)
        })
    }

    /// A whole photo.
    ///
    /// # Errors
    /// `unknown-device`, `waiting`, `missing`.
    pub async fn photo(&self, circle: &CircleId, token: &DeviceToken, hash: &BlobHash) -> Answer<Vec<u8>> {
        if self.size_of(circle, token, hash).await?.is_none() {
            return Err(ProblemKind::Missing.into());
        }
        match self.photos.get(&whole(circle, hash)).await {
            Ok(found) => Ok(found.bytes().await?.into()),
            Err(object_store::Error::NotFound { .. }) => Err(ProblemKind::Missing.into()),
            Err(why) => Err(why.into()),
        }
    }

    /// Takes a part that begins at `start`, of `total` bytes in all. A part that does not go on where the last
    /// one ended is not taken; the answer says from where to go on.
    ///
    /// # Errors
    /// `unknown-device`, `waiting`, `too-large`, `full`, `malformed` where the bytes have another name: then all
    /// parts are gone.
    pub async fn put_photo(
        &self,
        circle: &CircleId,
        token: &DeviceToken,
        hash: &BlobHash,
        (start, total): (u64, u64),
        bytes: &[u8],
        now: u64,
    ) -> Answer<Received> {
        if total > MAX_BLOB_BYTES as u64 {
            return Err(ProblemKind::TooLarge.into());
        }
        if bytes.is_empty() || start.saturating_add(bytes.len() as u64) > total {
            return Err(ProblemKind::Malformed.into());
        }
        if let Some(bytes) = self.size_of(circle, token, hash).await? {
            return Ok(Received { bytes, whole: true });
        }
        let have = end(&self.parts_of(circle, hash).await?);
        let skip = usize::try_from(have.saturating_sub(start)).unwrap_or(usize::MAX);
        if start <= have && skip < bytes.len() {
            let path = parts(circle, hash).join(have.to_string());
            self.photos.put(&path, PutPayload::from(bytes.get(skip..).unwrap_or_default().to_vec())).await?;
        }
        let parts = self.parts_of(circle, hash).await?;
        if end(&parts) < total {
            return Ok(Received { bytes: end(&parts), whole: false });
        }
        self.complete(circle, token, hash, parts, now).await
    }

    async fn complete(
        &self,
        circle: &CircleId,
        token: &DeviceToken,
        hash: &BlobHash,
        parts: Parts,
        now: u64,
    ) -> Answer<Received> {
        let mut all = Vec::new();
        for (_, _, path) in &parts {
            all.extend_from_slice(&self.photos.get(path).await?.bytes().await?);
        }
        let kept = if BlobHash::of(&all) == *hash {
            let size = all.len() as u64;
            let payload = PutPayload::from(all);
            let room = self.policy.room;
            transact!(self, Mode::Write, tx => async {
                let head = tx.take(circle, 0).await?;
                member(tx, circle, token).await?;
                let head = going(head)?;
                if tx.blob(circle, hash).await?.is_none() {
                    if head.bytes + size > room {
                        return Err(ProblemKind::Full.into());
                    }
                    // Inside the lock: whoever takes the photo away does it there too.
                    self.photos.put(&whole(circle, hash), payload.clone()).await?;
                    tx.put_blob(circle, hash, size, now).await?;
                    tx.settle(circle, Head { bytes: head.bytes + size, ..head }).await?;
                }
                Ok(Received { bytes: size, whole: true })
            })
        } else {
            Err(ProblemKind::Malformed.into())
        };
        if !matches!(kept, Err(Failure::Database(_) | Failure::Photos(_))) {
            for (_, _, path) in &parts {
                self.photos.delete(path).await?;
            }
        }
        kept
    }

    /// Deletes a photo at once.
    ///
    /// # Errors
    /// `forbidden` for all but leads; one that is not here is gone already.
    pub async fn delete_photo(&self, circle: &CircleId, token: &DeviceToken, hash: &BlobHash) -> Answer<()> {
        transact!(self, Mode::Write, tx => async {
            let head = tx.take(circle, 0).await?.ok_or(Failure::from(ProblemKind::Unknown))?;
            lead(tx, circle, token).await?;
            self.remove_photo(tx, circle, head, hash).await
        })
    }

    /// Takes a photo out of a circle that is locked.
    pub(super) async fn remove_photo(
        &self,
        tx: &mut dyn crate::database::Transaction,
        circle: &CircleId,
        head: Head,
        hash: &BlobHash,
    ) -> Answer<()> {
        let Some(size) = tx.blob(circle, hash).await? else { return Ok(()) };
        match self.photos.delete(&whole(circle, hash)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(why) => return Err(why.into()),
        }
        tx.remove_blob(circle, hash).await?;
        tx.settle(circle, Head { bytes: head.bytes.saturating_sub(size), ..head }).await?;
        Ok(())
    }
}

fn end(parts: &Parts) -> u64 {
    parts.iter().map(|(_, size, _)| size).sum()
}
