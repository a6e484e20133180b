//! One suite over the request core, on every database: in memory, SQLite, PostgreSQL.

#![allow(clippy::unwrap_used, clippy::panic, reason = "functions that tests call are tests too")]

use std::sync::Arc;

use object_store::memory::InMemory;
use tanomo_server::core::{Core, Policy};
use tanomo_server::database::Database;
use tanomo_server::database::memory::MemoryDatabase;
use tanomo_server::database::postgres::PostgresDatabase;
use tanomo_server::database::sqlite::SqliteDatabase;

mod cases;
#[path = "../common/mod.rs"]
mod common;
mod faults;
mod people;
mod photos;
mod wakes;

/// A core on one of the databases.
struct Ground {
    core: Core,
    _folder: Option<tempfile::TempDir>,
}

fn core(database: Arc<dyn Database>) -> Core {
    let draw = || {
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).unwrap();
        bytes
    };
    let policy = Policy { page: 10, room: 100_000, ..Policy::default() };
    Core::new(database, Arc::new(InMemory::new()), policy, Box::new(draw))
}

async fn memory() -> Ground {
    Ground { core: core(Arc::new(MemoryDatabase::default())), _folder: None }
}

async fn sqlite() -> Ground {
    let folder = tempfile::tempdir().unwrap();
    let database = SqliteDatabase::open(&folder.path().join("tanomo.db")).await.unwrap();
    Ground { core: core(Arc::new(database)), _folder: Some(folder) }
}

async fn postgres() -> Ground {
    let address = common::postgres::new_database().await;
    Ground { core: core(Arc::new(PostgresDatabase::connect(&address).await.unwrap())), _folder: None }
}

macro_rules! on_every_database {
    ($($module:ident: $($case:ident)*;)*) => {
        on_every_database!(@on memory $($module: $($case)*;)*);
        on_every_database!(@on sqlite $($module: $($case)*;)*);
        on_every_database!(@on postgres $($module: $($case)*;)*);
    };
    (@on $database:ident $($module:ident: $($case:ident)*;)*) => {
        mod $database {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    let ground = super::$database().await;
                    super::$module::$case(&ground.core).await;
                }
            )*)*
        }
    };
}

on_every_database! {
    cases: a_push_comes_to_everybody_in_its_order
        sent_twice_is_stored_once
        another_base_is_a_conflict_with_the_current_revision
        a_result_per_record_never_all_or_nothing
        pages_lead_to_the_end_and_miss_nothing
        a_cursor_of_another_timeline_is_refused
        the_digest_and_its_buckets_tell_what_is_there
        many_pushing_at_once_leave_no_gap_and_lose_nothing
        a_wrong_signature_is_refused
        an_older_client_is_told;
    people: a_circle_is_made_once
        a_link_for_one_lets_one_in_and_its_envelope_goes
        a_link_for_many_has_people_wait_for_a_lead
        an_invitation_ends
        only_leads_invite_and_see_who_waits
        whoever_is_out_gets_the_roster_and_nothing_else
        a_forgotten_device_registers_again
        entries_without_their_signature_stay_out
        an_ended_circle_takes_nothing;
    wakes: a_wake_is_due_for_those_who_are_in_and_subscribed
        a_wake_by_the_same_name_moves_and_can_be_taken_back
        one_of_many_nodes_claims_a_wake
        a_lease_ends_and_what_is_asked_meanwhile_stays
        a_browser_that_is_gone_is_forgotten
        a_browser_is_pushed_to_once_a_minute_at_most
        too_many_wakes_and_too_far_ahead_are_refused
        what_is_the_servers_own_is_kept_once;
    photos: a_photo_comes_in_parts_and_leaves_whole
        what_no_record_lists_goes_after_its_time
        a_photo_that_comes_after_its_record_is_listed
        bytes_of_another_name_are_not_kept;
}
