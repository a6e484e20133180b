//! 回収チェック: numbered sheets of paper, handed out and ticked back in.

use crate::view::{RwSignal, Show, Signal, child, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::Command;
use tanomo_domain::command::day::DayCommand;
use tanomo_domain::view::Sheet;
use tanomo_record::Id;

use super::{Today, clock, name_of};
use crate::app::to;
use crate::components::{
    Button, ButtonKind, ChipsOne, Choice, Details, Icon, LinkButton, Notice, NoticeKind, NumberField,
};
use crate::i18n::{dates, days as words, paper, t};
use crate::pages::requests::act::{Act, WhyNot};
use crate::store::Store;

/// What is out, and handing out another one.
#[component]
pub(super) fn Sheets(day: Today) -> impl IntoView {
    let store = Store::here();
    let act = Act::here();
    let sheets = memo(move |_| {
        store.with(|state| state.handed_out(day.id).into_iter().cloned().collect::<Vec<Sheet>>())
    });
    let rows = move || sheets.get().into_iter().map(|sheet| row(store, day, act, &sheet)).collect_view();
    let all_back =
        move || sheets.with(|all| !all.is_empty() && all.iter().all(|sheet| sheet.back_at.is_some()));
    view! {
        <Show when=move || day.lead.get()>
            <Details title=words::SHEETS icon=Icon::Note>
                <p class="muted">{t(words::SHEETS_HELP)}</p>
                <LinkButton label=paper::TEAM_SHEET icon=Icon::Printer href=to::team_sheets(day.id) />
                <ul class="stack close">{rows}</ul>
                <Show when=all_back>
                    <Notice kind=NoticeKind::Saved words=words::SHEETS_ALL_BACK />
                </Show>
                <HandOut day act sheets=Signal::derive(move || sheets.get()) />
                <WhyNot act />
            </Details>
        </Show>
    }
}

fn row(store: Store, day: Today, act: Act, sheet: &Sheet) -> AnyView {
    let number = sheet.number;
    let to = store.with(|state| {
        let team = sheet.team.map(|team| words::TEAM.with("n", team));
        dates::listed(team.into_iter().chain(sheet.to.map(|who| name_of(state, who))))
    });
    let back = |label, kind, icon, is_back| {
        let command = Command::Day(DayCommand::Back(day.id, number, is_back));
        let tap = move |_| act.run(command.clone(), |_| {});
        view! { <Button label kind icon busy=act.busy on_tap=tap /> }
    };
    let (said, tick) = match sheet.back_at {
        Some(at) => (
            Some(words::SHEET_BACK_AT.with("time", clock(at))),
            back(words::SHEET_NOT_BACK, ButtonKind::Quiet, Icon::Undo, false),
        ),
        None => (None, back(words::SHEET_BACK, ButtonKind::Secondary, Icon::Check, true)),
    };
    view! {
        <li class="spread">
            <span>
                <strong>{t(words::SHEET.with("n", number).with("to", to))}</strong> " "
                {said.map(|said| view! { <span class="muted" role="status">{t(said)}</span> })}
            </span>
            {tick}
        </li>
    }
}

/// The next number, for a team and, where it is known, to somebody of it.
#[component]
fn HandOut(day: Today, act: Act, sheets: Signal<Vec<Sheet>>) -> impl IntoView {
    let store = Store::here();
    let next = move || sheets.get_untracked().last().map_or(1, |sheet| sheet.number + 1).to_string();
    let number = RwSignal::new(next());
    let (team, to) = (RwSignal::new(None::<u32>), RwSignal::new(None::<Id>));
    let teams = Signal::derive(move || {
        let teams = day.plan.get().map(|plan| plan.teams).unwrap_or_default();
        let choice = |number: u32| Choice::new(number, words::TEAM.with("n", number));
        teams.into_iter().map(|team| choice(team.number)).collect::<Vec<_>>()
    });
    let people = Signal::derive(move || {
        let people = day.plan.get().map(|plan| plan.people).unwrap_or_default();
        let of = team.get();
        let going = people.iter().filter(|person| !person.is_away() && (of.is_none() || person.team == of));
        store.with(|state| {
            let choice = |who: Id| Choice::new(who, name_of(state, who)).icon(Icon::User);
            going.map(|person| choice(person.member)).collect::<Vec<_>>()
        })
    });
    let hand = move |_| {
        act.clear();
        let typed = tanomo_domain::form::number(&number.get_untracked());
        let Ok(which) = typed.parse() else {
            act.refuse("number", words::SHEET_NUMBER_WRONG);
            return;
        };
        let (team_of, whose) = (team.get_untracked(), to.get_untracked());
        let command = Command::Day(DayCommand::HandOut(day.id, which, team_of, whose));
        act.run(command, move |_| {
            number.set(next());
            to.set(None);
        });
    };
    child(view! {
        <div class="stack">
            <NumberField label=words::SHEET_NUMBER value=number digits=4 error=act.fault("number") />
            <ChipsOne label=words::SHEET_TEAM options=teams chosen=team />
            <ChipsOne label=words::SHEET_TO options=people chosen=to />
            <Button label=words::SHEET_HAND icon=Icon::Plus busy=act.busy on_tap=hand />
        </div>
    })
}
