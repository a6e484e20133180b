//! What somebody gave and received this fiscal year, side by side.

use crate::view::{Show, memo, view};
use leptos::prelude::*;
use tanomo_domain::date::{fiscal_year, fiscal_year_days};
use tanomo_record::Id;

use crate::components::Section;
use crate::i18n::{Words, people, t};
use crate::store::Store;

/// Minutes as hours and minutes.
pub fn hours(minutes: u64) -> Words {
    people::HOURS.with("h", minutes / 60).with("m", minutes % 60)
}

/// One member's fiscal year.
#[component]
pub(super) fn Year(id: Id) -> impl IntoView {
    let store = Store::here();
    let year = fiscal_year(store.today());
    let (from, until) = fiscal_year_days(year);
    let sums = memo(move |_| {
        store.with(|state| {
            let (ledger, id) = (state.ledger(from, until), state.canonical(id));
            let of = |all: &tanomo_domain::table::Table<u64>| all.get(&id).copied().unwrap_or(0);
            (of(&ledger.given), of(&ledger.received), state.closed_cards() > 0)
        })
    });
    view! {
        <Section title=people::THIS_YEAR.with("year", year)>
            <dl class="figures">
                <div>
                    <dt>{t(people::GIVEN)}</dt>
                    <dd>{t(Words::live(move || hours(sums.get().0)))}</dd>
                </div>
                <div>
                    <dt>{t(people::RECEIVED)}</dt>
                    <dd>{t(Words::live(move || hours(sums.get().1)))}</dd>
                </div>
            </dl>
            <Show when=move || sums.get().2>
                <p class="muted small">{t(people::RECEIVED_CLOSED)}</p>
            </Show>
        </Section>
    }
}
