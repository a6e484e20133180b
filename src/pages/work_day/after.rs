//! After a day: inviting who came by.

use crate::view::{child, view};
use leptos::prelude::*;
use tanomo_domain::command::Command;
use tanomo_domain::command::day::DayCommand;
use tanomo_domain::view::Role;

use super::{Today, name_of};
use crate::app::to;
use crate::components::{Button, ButtonKind, Details, Icon, PersonChip};
use crate::i18n::{days as words, t};
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
