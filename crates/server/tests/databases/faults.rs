//! The database failing at any statement: what was answered is there, what was not is there whole or not at all.

use std::sync::Arc;

use object_store::memory::InMemory;
use tanomo_server::core::{Core, Failure, Policy};
use tanomo_server::database::memory::{MemoryDatabase, Trouble};
use tanomo_wire::{Outcome, RecordId};

use crate::cases::at_home;
use crate::common::squad::NOW;

#[tokio::test]
async fn a_push_that_fails_at_any_statement_is_whole_or_not_there_and_goes_through_when_sent_again() {
    for lost_answer in [false, true] {
        let mut statements = 0;
        for n in 0.. {
            let database = MemoryDatabase::default();
            let store = Arc::new(InMemory::new());
            let core = Core::new(Arc::new(database.clone()), store, Policy::default(), Box::new(|| [5; 8]));
            let mut squad = at_home(&core).await;
            let revisions = vec![squad.record(), squad.record()];
            let ids: Vec<RecordId> = revisions.iter().map(|revision| revision.id).collect();
            let request = squad.lead.push(&squad.circle, None, revisions);
            database.fail(if lost_answer { Trouble::After(n) } else { Trouble::At(n) });
            let first = core.sync(&squad.circle, &squad.lead.token, &request, NOW).await;
            if database.will_fail() {
                assert!(first.is_ok());
                break;
            }
            statements = n + 1;
            assert!(matches!(first, Err(Failure::Database(_))), "{n}: {first:?}");
            let again = core.sync(&squad.circle, &squad.lead.token, &request, NOW).await.unwrap();
            let stored = |outcome: &Outcome| matches!(outcome, Outcome::Stored(_));
            let kept = again.results.iter().filter(|(_, outcome)| !stored(outcome)).count();
            assert!(kept == 0 || kept == 2, "half of a push at {n}");
            assert_eq!(again.results.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids);
            assert_eq!(again.next.unwrap().seq.get(), 2);
        }
        assert!(statements > 8, "{statements}");
    }
}
