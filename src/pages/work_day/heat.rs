//! 暑さ指数: what was read last, with the ministry's words, and reading it again.

use crate::view::{RwSignal, Show, child, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::Command;
use tanomo_domain::command::day::DayCommand;
use tanomo_domain::heat::{HeatStep, Wbgt};
use tanomo_domain::work_day::Plan;

use super::{Today, clock, name_of};
use crate::components::{Button, Details, Icon, Notice, NoticeKind, TextField};
use crate::i18n::{days as words, t};
use crate::pages::requests::act::{Act, WhyNot};
use crate::store::{Store, now};

/// What was read last, at the head of the day and in the briefing; nothing where nobody read it.
#[component]
pub(super) fn Heat(day: Today) -> impl IntoView {
    let store = Store::here();
    let last = memo(move |_| {
        store.with(|state| {
            let (read, who, at) = state.heat_on(day.id, now())?;
            Some((read, words::HEAT_READ.with("who", name_of(state, who)).with("time", clock(at))))
        })
    });
    child(move || {
        let (read, by) = last.get()?;
        let kind = match read.step() {
            HeatStep::Danger => NoticeKind::Danger,
            HeatStep::Severe | HeatStep::Warning => NoticeKind::Warn,
            HeatStep::Caution | HeatStep::AlmostSafe => NoticeKind::Info,
        };
        let said = words::HEAT_IS.with("n", read.to_string()).with("step", words::heat(read.step()));
        Some(view! {
            <Notice kind words=said>
                <p>{t(words::heat_do(read.step()))}</p>
                <p class="muted small">{t(by)}</p>
            </Notice>
        })
    })
}

/// Somebody types what the meter shows.
#[component]
pub(super) fn ReadHeat(day: Today) -> impl IntoView {
    let (store, act) = (Store::here(), Act::here());
    let typed = RwSignal::new(String::new());
    let note = move |_| {
        act.clear();
        let Some(read) = Wbgt::parse(&typed.get_untracked()) else {
            act.refuse("heat", words::HEAT_WRONG);
            return;
        };
        act.run(Command::Day(DayCommand::Heat(day.id, read)), move |_| typed.set(String::new()));
    };
    let mine = move || {
        let on_it = |plan: Plan| store.me().is_some_and(|me| plan.person(me).is_some());
        day.lead.get() || day.plan.get().is_some_and(on_it)
    };
    view! {
        <Show when=mine>
            <Details title=words::HEAT_NOTE icon=Icon::Sun>
                <TextField label=words::HEAT_INDEX help=words::HEAT_HELP value=typed error=act.fault("heat") max=5 />
                <WhyNot act />
                <Button label=words::HEAT_KEEP icon=Icon::Check busy=act.busy on_tap=note />
            </Details>
        </Show>
    }
}
