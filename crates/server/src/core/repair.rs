//! What a phone compares itself with, and fetches again: sums, buckets, everything.

use tanomo_wire::digest::DigestAnswer;
use tanomo_wire::sync::{RecordsPage, RecordsQuery};
use tanomo_wire::{CircleId, DeviceToken, Digest, RecordId};

use super::feed::{cursor, cut};
use super::{Answer, Core, check_proto, going, member, transact};
use crate::database::Mode;

impl Core {
    /// The sums over everything, as of one place in the feed.
    ///
    /// # Errors
    /// `unknown-device`, `waiting`, `ended`.
    pub async fn digest(&self, circle: &CircleId, token: &DeviceToken) -> Answer<DigestAnswer> {
        transact!(self, Mode::Read, tx => async {
            let head = tx.head(circle).await?;
            member(tx, circle, token).await?;
            let head = going(head)?;
            let digest = Digest::of(tx.revisions(circle).await?);
            Ok(DigestAnswer { at: cursor(tx, circle, head.seq).await?, digest })
        })
    }

    /// A bucket of the digest, or a page of everything, by id.
    ///
    /// # Errors
    /// `unknown-device`, `waiting`, `ended`, `too-old`.
    pub async fn records(
        &self,
        circle: &CircleId,
        token: &DeviceToken,
        query: &RecordsQuery,
    ) -> Answer<RecordsPage> {
        check_proto(query.v)?;
        let (after, upto) = range(query);
        transact!(self, Mode::Read, tx => async {
            let head = tx.head(circle).await?;
            member(tx, circle, token).await?;
            let head = going(head)?;
            let mut records = tx.page(circle, after, upto, self.policy.page + 1).await?;
            let more = cut(&mut records, self.policy.page);
            Ok(RecordsPage { at: cursor(tx, circle, head.seq).await?, records, more })
        })
    }
}

/// Above which id, and up to which.
fn range(query: &RecordsQuery) -> (Option<RecordId>, RecordId) {
    let last_of = |bucket: u8| {
        let mut bytes = [0xff; 16];
        bytes[0] = bucket;
        RecordId::new(bytes)
    };
    let below = query.bucket.and_then(|bucket| bucket.checked_sub(1)).map(last_of);
    (below.max(query.after), last_of(query.bucket.unwrap_or(0xff)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_all_ids_that_begin_with_its_byte() {
        let of = |bucket, after| range(&RecordsQuery { v: 1, bucket, after });
        let id = RecordId::new;
        let mut low = [0; 16];
        low[0] = 7;
        let (after, upto) = of(Some(7), None);
        assert!(after < Some(id(low)) && upto > id(low) && upto < id([8; 16]));
        assert_eq!(of(Some(0), None).0, None);
        assert_eq!(of(None, None), (None, id([0xff; 16])));
        assert_eq!(of(Some(7), Some(id([7; 16]))).0, Some(id([7; 16])));
        assert_eq!(of(Some(7), Some(id([1; 16]))).0, after);
    }
}
