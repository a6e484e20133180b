//! Push, pull, feed, digest.

use std::collections::BTreeSet;

use tanomo_server::core::{Core, Failure};
use tanomo_wire::sync::{ChangesQuery, RecordsQuery};
use tanomo_wire::{
    Cursor, Digest, EpochName, Outcome, ProblemKind, RecordId, Rev, Revision, Seq, SyncAnswer, Tag, Why,
};

use crate::common::squad::{NOW, Phone, Squad};

/// A squad whose circle is made and whose phones are registered.
pub async fn at_home(core: &Core) -> Squad {
    let squad = Squad::new();
    core.make_circle(None, &squad.new_circle(), NOW).await.unwrap();
    for phone in [&squad.other_lead, &squad.helper] {
        let again = tanomo_wire::circle::Joining::Again(squad.entries());
        assert!(core.join(&squad.circle, None, &phone.join(&squad.circle, again), NOW).await.unwrap().member);
    }
    squad
}

pub fn problem<T: std::fmt::Debug>(answer: Result<T, Failure>) -> ProblemKind {
    match answer {
        Err(Failure::Problem(problem)) => problem.kind,
        other => panic!("{other:?}"),
    }
}

async fn push(core: &Core, squad: &Squad, phone: &Phone, revisions: Vec<Revision>) -> SyncAnswer {
    let request = phone.push(&squad.circle, None, revisions);
    core.sync(&squad.circle, &phone.token, &request, NOW).await.unwrap()
}

async fn changes(core: &Core, squad: &Squad, since: Option<Cursor>) -> SyncAnswer {
    let query = ChangesQuery { v: 1, since, wait: 0 };
    core.changes(&squad.circle, &squad.helper.token, &query, NOW).await.unwrap()
}

pub async fn a_push_comes_to_everybody_in_its_order(core: &Core) {
    let mut squad = at_home(core).await;
    let empty = changes(core, &squad, None).await;
    assert_eq!((empty.next, empty.changes.len(), empty.roster), (None, 0, 4));
    let revisions = vec![squad.record(), squad.record(), squad.record()];
    let answer = push(core, &squad, &squad.lead, revisions.clone()).await;
    let stored: Vec<_> = answer.results.iter().map(|(_, outcome)| outcome.clone()).collect();
    assert_eq!(stored, [1, 2, 3].map(|n| Outcome::Stored(Seq::new(n))));
    assert!(answer.changes.is_empty(), "the phone has what it brought");
    let page = changes(core, &squad, None).await;
    assert_eq!(page.changes.iter().map(|c| c.revision.clone()).collect::<Vec<_>>(), revisions);
    assert_eq!((page.next, page.more), (answer.next, false));
    for change in &page.changes {
        assert!(tanomo_sync::sign::is_genuine(&squad.lead.keys.sign_key(), &squad.circle, change));
    }
    // A page may end within a push.
    let within = Cursor { seq: Seq::new(2), ..page.next.unwrap() };
    assert_eq!(changes(core, &squad, Some(within)).await.changes.len(), 1);
}

pub async fn sent_twice_is_stored_once(core: &Core) {
    let mut squad = at_home(core).await;
    let record = squad.record();
    let first = push(core, &squad, &squad.lead, vec![record.clone()]).await;
    let again = push(core, &squad, &squad.lead, vec![record.clone()]).await;
    assert_eq!(again.results, [(record.id, Outcome::Duplicate(Seq::new(1)))]);
    assert_eq!(again.next, first.next, "nothing was stored, so nothing wakes a reader");
}

pub async fn another_base_is_a_conflict_with_the_current_revision(core: &Core) {
    let mut squad = at_home(core).await;
    let first = squad.record();
    push(core, &squad, &squad.lead, vec![first.clone()]).await;
    for base in [None, Some(Rev::new([9; 16]))] {
        let late = squad.revision(first.id, base);
        let answer = push(core, &squad, &squad.helper, vec![late]).await;
        let Outcome::Conflict(Some(current)) = &answer.results[0].1 else { panic!("{answer:?}") };
        assert_eq!(current.revision, first);
    }
    let over = squad.revision(first.id, Some(first.rev));
    let answer = push(core, &squad, &squad.helper, vec![over]).await;
    assert_eq!(answer.results[0].1, Outcome::Stored(Seq::new(2)), "conflicts took no place");
    let unknown = squad.revision(RecordId::new([1; 16]), Some(Rev::new([1; 16])));
    let answer = push(core, &squad, &squad.helper, vec![unknown]).await;
    assert_eq!(answer.results[0].1, Outcome::Conflict(None));
}

pub async fn a_result_per_record_never_all_or_nothing(core: &Core) {
    let mut squad = at_home(core).await;
    let mut poison = squad.record();
    poison.epoch = EpochName::new([250; 6]);
    let mut photo = squad.record();
    photo.blobs = tanomo_wire::revision::Blobs::new(vec![tanomo_wire::BlobHash::of(b"none")]).unwrap();
    let (a, b) = (squad.record(), squad.record());
    // A photo comes after the record that lists it.
    let answer = push(core, &squad, &squad.lead, vec![a, poison, photo, b]).await;
    let outcomes: Vec<_> = answer.results.into_iter().map(|(_, outcome)| outcome).collect();
    let expected = [
        Outcome::Stored(Seq::new(1)),
        Outcome::Rejected(Why::UnknownEpoch),
        Outcome::Stored(Seq::new(2)),
        Outcome::Stored(Seq::new(3)),
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(answer.next.unwrap().seq, Seq::new(3));
}

pub async fn pages_lead_to_the_end_and_miss_nothing(core: &Core) {
    let mut squad = at_home(core).await;
    let mut pushed = BTreeSet::new();
    for _ in 0..5 {
        let revisions: Vec<_> = (0..7).map(|_| squad.record()).collect();
        pushed.extend(revisions.iter().map(|revision| revision.id));
        push(core, &squad, &squad.lead, revisions).await;
    }
    let (mut cursor, mut seen, mut pages) = (None, BTreeSet::new(), 0);
    loop {
        let page = changes(core, &squad, cursor).await;
        seen.extend(page.changes.iter().map(|change| change.revision.id));
        assert!(page.changes.len() <= 10);
        pages += 1;
        cursor = page.next;
        if !page.more {
            break;
        }
    }
    assert_eq!((seen, pages), (pushed, 4));
    assert!(changes(core, &squad, cursor).await.changes.is_empty());
}

pub async fn a_cursor_of_another_timeline_is_refused(core: &Core) {
    let mut squad = at_home(core).await;
    let record = squad.record();
    let cursor = push(core, &squad, &squad.lead, vec![record]).await.next.unwrap();
    for wrong in [
        Cursor { tag: Tag::new([1; 6]), ..cursor },
        Cursor { seq: Seq::new(2), ..cursor },
        Cursor { seq: Seq::new(0), ..cursor },
    ] {
        let query = ChangesQuery { v: 1, since: Some(wrong), wait: 0 };
        let answer = core.changes(&squad.circle, &squad.lead.token, &query, NOW).await;
        assert_eq!(problem(answer), ProblemKind::UnknownCursor);
        let record = squad.record();
        let request = squad.lead.push(&squad.circle, Some(wrong), vec![record]);
        let answer = core.sync(&squad.circle, &squad.lead.token, &request, NOW).await;
        assert_eq!(problem(answer), ProblemKind::UnknownCursor);
    }
    assert_eq!(changes(core, &squad, None).await.changes.len(), 1, "nothing of those was stored");
}

pub async fn the_digest_and_its_buckets_tell_what_is_there(core: &Core) {
    let mut squad = at_home(core).await;
    let revisions: Vec<_> = (0..25).map(|_| squad.record()).collect();
    let next = push(core, &squad, &squad.lead, revisions.clone()).await.next;
    let answer = core.digest(&squad.circle, &squad.helper.token).await.unwrap();
    assert_eq!(answer.digest, Digest::of(revisions.iter().map(|r| (r.id, r.rev))));
    assert_eq!(answer.at, next);
    let bucket = Digest::bucket(&revisions[0].id);
    let query = RecordsQuery { v: 1, bucket: Some(bucket), after: None };
    let page = core.records(&squad.circle, &squad.helper.token, &query).await.unwrap();
    let mut expected: Vec<_> =
        revisions.iter().filter(|r| Digest::bucket(&r.id) == bucket).cloned().collect();
    expected.sort_by_key(|revision| revision.id);
    assert_eq!(page.records.into_iter().map(|c| c.revision).collect::<Vec<_>>(), expected);
    let (mut after, mut all) = (None, Vec::new());
    loop {
        let query = RecordsQuery { v: 1, bucket: None, after };
        let page = core.records(&squad.circle, &squad.helper.token, &query).await.unwrap();
        all.extend(page.records.into_iter().map(|c| c.revision));
        after = all.last().map(|revision: &Revision| revision.id);
        if !page.more {
            break;
        }
    }
    let mut sorted = revisions;
    sorted.sort_by_key(|revision| revision.id);
    assert_eq!(all, sorted);
}

pub async fn many_pushing_at_once_leave_no_gap_and_lose_nothing(core: &Core) {
    let mut squad = at_home(core).await;
    let pushes: Vec<_> = (0..24).map(|_| (0..3).map(|_| squad.record()).collect::<Vec<_>>()).collect();
    let contested = squad.record();
    push(core, &squad, &squad.lead, vec![contested.clone()]).await;
    let rivals: Vec<_> = (0..24).map(|_| squad.revision(contested.id, Some(contested.rev))).collect();
    let all = pushes.into_iter().zip(rivals).map(|(mut revisions, rival)| {
        revisions.push(rival);
        let request = squad.lead.push(&squad.circle, None, revisions);
        let squad = &squad;
        async move { core.sync(&squad.circle, &squad.lead.token, &request, NOW).await.unwrap() }
    });
    let answers = futures_util::future::join_all(all).await;
    let mut places = BTreeSet::new();
    let mut won = 0;
    for (_, outcome) in answers.iter().flat_map(|answer| &answer.results[..3]) {
        let Outcome::Stored(seq) = outcome else { panic!("{outcome:?}") };
        assert!(places.insert(seq.get()));
    }
    for answer in &answers {
        if let Outcome::Stored(seq) = &answer.results[3].1 {
            won += 1;
            places.insert(seq.get());
        }
    }
    assert_eq!(won, 1, "of those who write over the same revision one is first");
    assert_eq!(places, (2..=74).collect());
}

pub async fn a_wrong_signature_is_refused(core: &Core) {
    let mut squad = at_home(core).await;
    let record = squad.record();
    let mut request = squad.lead.push(&squad.circle, None, vec![record.clone()]);
    let helper = core.sync(&squad.circle, &squad.helper.token, &request, NOW).await;
    assert_eq!(problem(helper), ProblemKind::Malformed, "signed by another device");
    request.signature = None;
    let unsigned = core.sync(&squad.circle, &squad.lead.token, &request, NOW).await;
    assert_eq!(problem(unsigned), ProblemKind::Malformed);
    assert!(changes(core, &squad, None).await.changes.is_empty());
}

pub async fn an_older_client_is_told(core: &Core) {
    let squad = at_home(core).await;
    let query = ChangesQuery { v: 0, since: None, wait: 0 };
    let answer = core.changes(&squad.circle, &squad.lead.token, &query, NOW).await;
    assert_eq!(problem(answer), ProblemKind::TooOld);
}
