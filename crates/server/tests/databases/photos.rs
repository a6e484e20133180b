//! Photos: in parts, in the order of their bytes, and away again.

use tanomo_server::core::Core;
use tanomo_server::core::photos::Received;
use tanomo_server::core::sweep::UNLISTED_MS;
use tanomo_wire::revision::Blobs;
use tanomo_wire::{BlobHash, MAX_BLOB_BYTES, Outcome, ProblemKind};

use crate::cases::{at_home, problem};
use crate::common::squad::NOW;

const PHOTO: &[u8] = b"sealed bytes of a photo, as far as the server knows";

pub async fn a_photo_comes_in_parts_and_leaves_whole(core: &Core) {
    let squad = at_home(core).await;
    let (circle, token, hash) = (squad.circle, &squad.helper.token, BlobHash::of(PHOTO));
    let total = PHOTO.len() as u64;
    let put = async |start: usize, end: usize| {
        core.put_photo(&circle, token, &hash, (start as u64, total), &PHOTO[start..end], NOW).await.unwrap()
    };
    assert_eq!(problem(core.photo_state(&circle, token, &hash).await), ProblemKind::Missing);
    let part = |bytes| Received { bytes, whole: false };
    assert_eq!(put(0, 10).await, part(10));
    assert_eq!(put(20, 30).await, part(10), "a gap is not taken");
    assert_eq!(put(5, 15).await, part(15), "what is there already is passed over");
    assert_eq!(core.photo_state(&circle, token, &hash).await.unwrap(), part(15));
    assert_eq!(problem(core.photo(&circle, token, &hash).await), ProblemKind::Missing);
    assert_eq!(put(15, PHOTO.len()).await, Received { bytes: total, whole: true });
    assert_eq!(core.photo(&circle, &squad.lead.token, &hash).await.unwrap(), PHOTO);
    assert!(put(0, PHOTO.len()).await.whole, "the same again is the same");
    core.delete_photo(&circle, &squad.lead.token, &hash).await.unwrap();
    assert_eq!(problem(core.photo(&circle, token, &hash).await), ProblemKind::Missing);
    let large = core.put_photo(&circle, token, &hash, (0, MAX_BLOB_BYTES as u64 + 1), PHOTO, NOW).await;
    assert_eq!(problem(large), ProblemKind::TooLarge);
}

pub async fn what_no_record_lists_goes_after_its_time(core: &Core) {
    let mut squad = at_home(core).await;
    let (circle, hash) = (squad.circle, BlobHash::of(PHOTO));
    let token = squad.lead.token.clone();
    core.put_photo(&circle, &token, &hash, (0, PHOTO.len() as u64), PHOTO, NOW).await.unwrap();
    let mut with = squad.record();
    with.blobs = Blobs::new(vec![hash]).unwrap();
    let request = squad.lead.push(&circle, None, vec![with.clone()]);
    let answer = core.sync(&circle, &token, &request, NOW).await.unwrap();
    assert!(matches!(answer.results[0].1, Outcome::Stored(_)));
    assert_eq!(core.sweep(NOW + 10 * UNLISTED_MS).await.unwrap().1, 0, "a record lists it");
    let without = squad.revision(with.id, Some(with.rev));
    let request = squad.lead.push(&circle, None, vec![without]);
    core.sync(&circle, &token, &request, NOW + 1_000).await.unwrap();
    assert_eq!(core.sweep(NOW + UNLISTED_MS + 999).await.unwrap().1, 0);
    assert_eq!(core.sweep(NOW + UNLISTED_MS + 1_000).await.unwrap().1, 1);
    assert_eq!(problem(core.photo(&circle, &token, &hash).await), ProblemKind::Missing);
}

pub async fn a_photo_that_comes_after_its_record_is_listed(core: &Core) {
    let mut squad = at_home(core).await;
    let (circle, token) = (squad.circle, squad.helper.token.clone());
    let [listed, other] =
        [PHOTO, b"what no record lists".as_slice()].map(|bytes| (BlobHash::of(bytes), bytes));
    let mut with = squad.record();
    with.blobs = Blobs::new(vec![listed.0]).unwrap();
    let request = squad.helper.push(&circle, None, vec![with.clone()]);
    let answer = core.sync(&circle, &token, &request, NOW).await.unwrap();
    assert!(matches!(answer.results[0].1, Outcome::Stored(_)), "the record goes first");
    assert_eq!(problem(core.photo(&circle, &token, &listed.0).await), ProblemKind::Missing);
    for (hash, bytes) in [listed, other] {
        let all = (0, bytes.len() as u64);
        assert!(core.put_photo(&circle, &token, &hash, all, bytes, NOW + 5).await.unwrap().whole);
    }
    assert_eq!(core.sweep(NOW + 4 + UNLISTED_MS).await.unwrap().1, 0);
    assert_eq!(core.sweep(NOW + 5 + UNLISTED_MS).await.unwrap().1, 1, "the one that no record lists");
    assert_eq!(problem(core.photo(&circle, &token, &other.0).await), ProblemKind::Missing);
    assert_eq!(core.photo(&circle, &token, &listed.0).await.unwrap(), PHOTO);
    let without = squad.revision(with.id, Some(with.rev));
    let request = squad.helper.push(&circle, None, vec![without]);
    core.sync(&circle, &token, &request, NOW + 5 + UNLISTED_MS).await.unwrap();
    assert_eq!(core.sweep(NOW + 4 + 2 * UNLISTED_MS).await.unwrap().1, 0);
    assert_eq!(core.sweep(NOW + 5 + 2 * UNLISTED_MS).await.unwrap().1, 1, "nor by then this one");
}

pub async fn bytes_of_another_name_are_not_kept(core: &Core) {
    let squad = at_home(core).await;
    let (circle, token, hash) = (squad.circle, &squad.lead.token, BlobHash::of(b"another"));
    let put = core.put_photo(&circle, token, &hash, (0, PHOTO.len() as u64), PHOTO, NOW).await;
    assert_eq!(problem(put), ProblemKind::Malformed);
    assert_eq!(problem(core.photo_state(&circle, token, &hash).await), ProblemKind::Missing);
}
