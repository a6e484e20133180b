//! まとめ: what was done in a month and in its fiscal year, and each member's giving and receiving side by side.
//!
//! No resident's name stands here, nothing is ranked. `csv` the same figures for Excel.

mod csv;

use crate::view::{Memo, RwSignal, Show, Signal, memo, view};
use leptos::prelude::*;
use tanomo_domain::date::{Date, add_days, fiscal_year, fiscal_year_days, from_numbers};
use tanomo_domain::ledger::Ledger;
use tanomo_domain::money::separated;
use tanomo_domain::reading::sort_key;
use tanomo_domain::recurrence::next_month;
use tanomo_domain::state::State;
use tanomo_domain::view::Member;

use crate::app::to;
use crate::browser::{files, share};
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, EmptyState, LinkButton, Notice, NoticeKind, PageFrame, Section};
use crate::i18n::{Text, Words, common, paper, says, summary, t, t_str, visit};
use crate::pages::people::hours;
use crate::pages::unlock;
use crate::store::{Phase, Store};

/// The first day of a day's month.
fn month_of(day: Date) -> Date {
    first(day.year(), u8::from(day.month())).unwrap_or(day)
}

fn first(year: i32, month: u8) -> Option<Date> {
    from_numbers(i64::from(year), i64::from(month), 1).ok()
}

/// The first and the last day of the month that starts on `first`.
fn month_days(first: Date) -> (Date, Date) {
    (first, add_days(next_month(first), -1))
}

/// One member's minutes in a month.
#[derive(Clone, PartialEq)]
struct Person {
    name: Words,
    plain: String,
    given: u64,
    received: u64,
}

/// Everything the page shows of a month.
#[derive(Clone, PartialEq)]
struct Month {
    first: Date,
    ledger: Ledger,
    year: i32,
    in_year: Ledger,
    people: Vec<Person>,
    cards_closed: bool,
}

fn month(state: &State, first: Date) -> Month {
    let (from, until) = month_days(first);
    let ledger = state.ledger(from, until);
    let year = fiscal_year(first);
    let (start, end) = fiscal_year_days(year);
    let of = |all: &tanomo_domain::table::Table<u64>, member: &Member| {
        all.get(&member.id).copied().unwrap_or_default()
    };
    let mut members: Vec<&Member> = state
        .members()
        .filter(|member| member.is_current() || of(&ledger.given, member) + of(&ledger.received, member) > 0)
        .collect();
    members.sort_by_cached_key(|member| (sort_key(&member.reading), member.id));
    let person = |member: &Member| Person {
        name: Words::named(member.name.clone(), member.reading.clone()),
        plain: member.name.clone(),
        given: of(&ledger.given, member),
        received: of(&ledger.received, member),
    };
    Month {
        people: members.into_iter().map(person).collect(),
        first,
        year,
        in_year: state.ledger(start, end),
        ledger,
        cards_closed: state.closed_cards() > 0,
    }
}

/// まとめ.
#[component]
pub fn SummaryPage() -> impl IntoView {
    let store = Store::here();
    let this_month = month_of(store.today());
    let shown = RwSignal::new(this_month);
    let figures = memo(move |_| store.with(|state| month(state, shown.get())));
    let made = RwSignal::new(None::<bool>);
    let csv = move |_| {
        let text = figures.with_untracked(csv::text);
        let name = figures.with_untracked(csv::name);
        made.set(Some(files::save(&name, "text/csv", &text).is_ok()));
    };
    let nothing = move || figures.with(|month| month.ledger.visits == 0);
    view! {
        <PageFrame
            title=summary::TITLE
            primary=move || {
                view! {
                    <Button label=summary::CSV kind=ButtonKind::Primary icon=Icon::Download on_tap=csv />
                }
            }
        >
            <Switcher shown this_month />
            <Show when=move || store.phase().get() != Phase::Ready>
                <p class="muted" role="status">{t(summary::LOADING)}</p>
            </Show>
            <Show
                when=move || !nothing()
                fallback=move || view! { <EmptyState icon=Icon::Summary words=summary::EMPTY /> }
            >
                {move || figures.with(|month| sums(&month.ledger))}
            </Show>
            <People figures />
            {move || {
                figures
                    .with(|month| {
                        let title = summary::YEAR.with("year", month.year);
                        let sums = sums(&month.in_year);
                        view! { <Section title>{sums}</Section> }
                    })
            }}
            <OnTheSpot />
            <Made made />
            <div class="beside screen-only">
                <Button
                    label=common::PRINT
                    icon=Icon::Printer
                    on_tap=move |_| {
                        let _ = share::print();
                    }
                />
                <LinkButton label=paper::TITLE href=to::PAPER icon=Icon::Note />
            </div>
        </PageFrame>
    }
}

/// The month shown, with one before and one after.
#[component]
fn Switcher(shown: RwSignal<Date>, this_month: Date) -> impl IntoView {
    let go = move |step: i8| {
        shown.update(|first| {
            *first = if step > 0 { next_month(*first) } else { month_of(add_days(*first, -1)) };
        });
    };
    let is_now = move || shown.get() == this_month;
    view! {
        <div class="stack close">
            <div role="status"><h2>{t(Words::live(move || summary::MONTH.with("month", says::month(shown.get()))))}</h2></div>
            <div class="beside screen-only">
                <Button label=summary::BEFORE icon=Icon::Back on_tap=move |_| go(-1) />
                <Button
                    label=summary::AFTER
                    icon=Icon::Forward
                    disabled=Signal::derive(move || shown.get() >= this_month)
                    on_tap=move |_| go(1)
                />
                <Show when=move || !is_now()>
                    <Button
                        label=summary::THIS_MONTH
                        kind=ButtonKind::Quiet
                        on_tap=move |_| shown.set(this_month)
                    />
                </Show>
            </div>
        </div>
    }
}

/// The figures of a ledger, each with its name.
fn sums(ledger: &Ledger) -> AnyView {
    let paid = u32::try_from(ledger.paid).unwrap_or(u32::MAX);
    let figures: [(Text, Words); 7] = [
        (summary::VISITS, summary::VISITS_OF.with("n", ledger.visits)),
        (summary::DONE, summary::VISITS_OF.with("n", ledger.done)),
        (summary::HOURS, hours(ledger.person_minutes)),
        (summary::BAGS, common::BAGS.with("n", ledger.bags)),
        (summary::MATERIALS, common::YEN_OF.with("n", separated(ledger.materials))),
        (summary::PAID, common::YEN_OF.with("n", separated(paid))),
        (summary::NEAR_MISSES, common::ITEMS.with("n", ledger.near_misses)),
    ];
    let figures = figures.map(|(name, value)| view! { <div><dt>{t(name)}</dt><dd>{t(value)}</dd></div> });
    view! { <dl class="figures">{figures.collect_view()}</dl> }
}

/// Given and received, side by side, by reading.
#[component]
fn People(figures: Memo<Month>) -> impl IntoView {
    let rows = move || {
        let people = figures.with(|month| month.people.clone());
        let row = |person: Person| {
            view! {
                <tr>
                    <th scope="row">{t(person.name)}</th>
                    <td>{t(hours(person.given))}</td>
                    <td>{t(hours(person.received))}</td>
                </tr>
            }
        };
        people.into_iter().map(row).collect_view()
    };
    view! {
        <Section title=summary::MEMBERS>
            <p class="muted">{t(summary::MEMBERS_WHY)}</p>
            <div class="table-place" tabindex="0" role="group" aria-label=move || t_str(summary::MEMBERS)>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t(summary::NAME)}</th>
                            <th scope="col">{t(summary::GIVEN)}</th>
                            <th scope="col">{t(summary::RECEIVED)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Show when=move || figures.with(|month| month.cards_closed)>
                <div class="beside screen-only">
                    <p class="muted">{t(summary::RECEIVED_CLOSED)}</p>
                    <Button
                        label=summary::OPEN_CARDS
                        icon=Icon::Unlock
                        on_tap=|_| unlock::ask(Callback::new(|()| ()))
                    />
                </div>
            </Show>
        </Section>
    }
}

/// What became of the file.
#[component]
fn Made(made: RwSignal<Option<bool>>) -> impl IntoView {
    move || {
        made.get().map(|done| match done {
            true => view! { <Notice kind=NoticeKind::Saved words=summary::CSV_DONE /> },
            false => view! { <Notice kind=NoticeKind::Danger words=summary::CSV_FAILED /> },
        })
    }
}

/// What is still entrusted, and the way to the accident reports.
#[component]
fn OnTheSpot() -> impl IntoView {
    let store = Store::here();
    let out = memo(move |_| {
        store.with(|state| {
            let all = state.still_entrusted();
            all.iter().map(|float| (float.request, float.occurrence, float.at)).collect::<Vec<_>>()
        })
    });
    let row = |(request, day, at): (tanomo_record::Id, Option<Date>, tanomo_domain::date::Millis)| {
        view! {
            <LinkButton
                label=visit::FLOAT_SINCE.with("when", says::moment(at))
                href=to::float(request, day)
                icon=Icon::Bag
                wide=true
            />
        }
    };
    view! {
        <Show when=move || !out.with(Vec::is_empty)>
            <Section title=visit::FLOAT_OUT>
                {move || out.get().into_iter().map(row).collect_view()}
            </Section>
        </Show>
        <LinkButton label=visit::ACCIDENTS href=to::ACCIDENTS icon=Icon::Note />
    }
}
