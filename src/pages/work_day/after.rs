//! After a day: inviting who came by, and the next day of a series.

use crate::view::{RwSignal, Show, child, view};
use leptos::prelude::*;
use tanomo_domain::command::Command;
use tanomo_domain::command::day::DayCommand;
use tanomo_domain::date::{Date, add_days, iso};
use tanomo_domain::view::{Role, WorkDay};
use tanomo_record::Id;

use super::{Today, name_of};
use crate::app::to;
use crate::components::{Button, ButtonKind, DateField, Details, Icon, LinkButton, Notice, PersonChip};
use crate::i18n::{days as words, refused, t};
use crate::pages::requests::act::{Act, Go, WhyNot};
use crate::store::Store;

/// Who came by is a member like any other from then on, and gets the ordinary invitation: quiet, and not before the
/// day is over.
#[component]
pub(super) fn CameBy(day: Today) -> impl IntoView {
    let store = Store::here();
    let (act, go) = (Act::here(), Go::here());
    child(move || {
        let plan = day.plan.get()?;
        let over = plan.day.closed_at.is_some() || plan.day.day < store.today();
        let by: Vec<_> =
            plan.people.iter().filter(|person| person.walk_in).map(|person| person.member).collect();
        if !over || by.is_empty() || store.role() != Role::Lead {
            return None;
        }
        let row = move |who| {
            let name = store.with(|state| name_of(state, who));
            let invite = move |_| {
                act.run(Command::Day(DayCommand::Keep(who)), move |_| go.to(to::INVITE));
            };
            view! {
                <li class="spread">
                    <PersonChip name />
                    <Button label=words::KEEP kind=ButtonKind::Quiet icon=Icon::Share busy=act.busy on_tap=invite />
                </li>
            }
        };
        Some(view! {
            <Details title=words::CAME_BY icon=Icon::Users>
                <p class="muted">{t(words::KEEP_HELP)}</p>
                <ul class="stack close">{by.into_iter().map(row).collect_view()}</ul>
                <WhyNot act />
            </Details>
        })
    })
}

/// The next day: the same place, time and teams, for the date the rule says or one a lead picks.
#[component]
pub(super) fn NextDay(day: Today) -> impl IntoView {
    let store = Store::here();
    let (act, go) = (Act::here(), Go::here());
    let date = RwSignal::new(iso(untrack(|| suggested(store, day))));
    let there = RwSignal::new(None::<Id>);
    let make = move |_| {
        act.clear();
        there.set(None);
        let typed = date.get_untracked();
        let picked = act.day("day", &typed);
        if typed.is_empty() {
            act.refuse("day", refused::EMPTY);
        }
        let (true, Some(picked)) = (act.may_go(), picked) else { return };
        let next = WorkDay::next_id(store.peek(|state| state.canonical(day.id)), picked);
        if store.peek(|state| state.day(next).is_some()) {
            there.set(Some(next));
            return;
        }
        act.run(Command::Day(DayCommand::Next(day.id, picked)), move |_| go.to(&to::day(next)));
    };
    view! {
        <Show when=move || day.lead.get()>
            <Details title=words::NEXT icon=Icon::Calendar>
                <p class="muted">{t(words::NEXT_HELP)}</p>
                <DateField label=words::DATE value=date required=true error=act.fault("day") />
                {move || {
                    there
                        .get()
                        .map(|next| {
                            view! {
                                <Notice words=words::NEXT_THERE>
                                    <LinkButton label=words::SEE_OTHER href=to::day(next) />
                                </Notice>
                            }
                        })
                }}
                <WhyNot act />
                <Button label=words::NEXT_MAKE icon=Icon::Plus busy=act.busy on_tap=make />
            </Details>
        </Show>
    }
}

/// As the rule says, else four weeks later.
fn suggested(store: Store, day: Today) -> Date {
    let today = store.today();
    let Some(plan) = day.plan.get() else { return today };
    let from = plan.day.day.max(today);
    let ruled = plan.day.repeats.as_ref().and_then(|rule| rule.next_after(from));
    ruled.unwrap_or_else(|| add_days(from, 28))
}
