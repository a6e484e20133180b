//! Calling off in three taps, and the list of residents to telephone.

use crate::view::{RwSignal, Show, child, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::Command;
use tanomo_domain::command::day::DayCommand;
use tanomo_domain::phone::Phone;
use tanomo_domain::view::Why;
use tanomo_domain::work_day::{About, ToCall};

use super::list::OpenCards;
use super::{Today, clock, job_name, name_of};
use crate::components::{
    Button, ButtonKind, ChipsOne, Choice, Dialog, Icon, LinkButton, Notice, NoticeKind, Section, TextField,
};
use crate::i18n::{Words, days as words, t};
use crate::pages::requests::act::WhyNot;
use crate::store::{Store, now};

/// 中止にする → why → 中止を決める.
#[component]
pub(super) fn CallOff(day: Today) -> impl IntoView {
    let open = RwSignal::new(false);
    let (why, said) = (RwSignal::new(None::<Why>), RwSignal::new(String::new()));
    let off = move |_| {
        // Where no reason was tapped it is another one, and wants words.
        let why = why.get_untracked().unwrap_or(Why::Other);
        day.run_then(DayCommand::CallOff(day.id, why, said.get_untracked()), move |_| open.set(false));
    };
    let choices = || Why::ALL.iter().map(|&why| Choice::new(why, words::why(why))).collect::<Vec<_>>();
    let actions = move || {
        view! {
            <Button label=words::CALL_OFF_NOT on_tap=move |_| open.set(false) />
            <Button label=words::CALL_OFF_NOW kind=ButtonKind::Danger busy=day.act.busy on_tap=off />
        }
    };
    let goes = move || day.plan.get().is_some_and(|plan| plan.day.called_off().is_none());
    view! {
        <Show when=goes>
            <Button label=words::CALL_OFF kind=ButtonKind::Danger on_tap=move |_| open.set(true) />
        </Show>
        <Dialog title=words::CALL_OFF_WHY open actions=ViewFn::from(actions)>
            <div class="stack">
                <p>{t(words::CALL_OFF_HELP)}</p>
                <ChipsOne options=choices() chosen=why />
                <TextField label=words::OFF_WORDS value=said error=day.act.fault("off_words") />
                <WhyNot act=day.act />
            </div>
        </Dialog>
    }
}

/// One resident to telephone, with the number where the card is open.
#[derive(Clone, PartialEq)]
struct Line {
    call: ToCall,
    what: Words,
    reach: Option<(Words, String)>,
    told: Option<Words>,
}

/// Whom to telephone, ticked off one by one: 「連絡した 7:20」.
#[component]
pub(super) fn Calls(day: Today) -> impl IntoView {
    let store = Store::here();
    let lines = memo(move |_| {
        store.with(|state| {
            let Some(known) = state.day(day.id) else { return Vec::new() };
            let line = |call: ToCall| {
                let name = job_name(state, call.job);
                let what = match call.about {
                    About::Off(_) => words::CALL_OFF_OF.with("what", name),
                    About::Coming => words::CALL_COMING.with("what", name),
                };
                let card = call.resident.and_then(|card| state.resident(card));
                let reach = card.and_then(|card| {
                    let number = Phone::parse(&card.phone).ok()?;
                    Some((Words::named(card.name.as_str(), card.reading.as_str()), number.dial().to_owned()))
                });
                let told = call.told.map(|(who, at)| {
                    words::CALLED_AT.with("time", clock(at)).with("who", name_of(state, who))
                });
                Line { call, what, reach, told }
            };
            state.to_call(known, now()).into_iter().map(line).collect::<Vec<_>>()
        })
    });
    let left = memo(move |_| lines.with(|lines| lines.iter().filter(|line| line.told.is_none()).count()));
    let shown = move || {
        let lines = lines.get();
        (!lines.is_empty() && day.lead.get()).then(|| {
            let rows = lines.into_iter().map(|line| line_view(day, line)).collect_view();
            view! {
                <Section title=Words::live(move || words::CALLS.with("n", left.get()))>
                    <Show when=move || left.get() == 0>
                        <Notice kind=NoticeKind::Saved words=words::CALLS_DONE />
                    </Show>
                    <Show when=move || { left.get() > 0 }>
                        <OpenCards />
                    </Show>
                    <ul class="plain-list stack">{rows}</ul>
                    <WhyNot act=day.act />
                </Section>
            }
        })
    };
    child(shown)
}

fn line_view(day: Today, line: Line) -> AnyView {
    let job = line.call.job;
    let told = match line.told {
        Some(said) => {
            let back = move |_| day.run(DayCommand::NotCalled(day.id, job));
            let back = line.call.ticked.then(|| {
                view! {
                    <Button label=words::NOT_CALLED kind=ButtonKind::Quiet icon=Icon::Undo busy=day.act.busy on_tap=back />
                }
            });
            view! { <p role="status">{t(said)}</p> {back} }
        }
        None => {
            let command = match line.call.agreement {
                Some(agreement) => Command::Told(agreement),
                None => Command::Day(DayCommand::Called(day.id, job)),
            };
            let tap = move |_| day.act.run(command.clone(), |_| {});
            view! { <Button label=words::CALLED icon=Icon::Check busy=day.act.busy on_tap=tap /> }
        }
    };
    let dial = line.reach.map(|(who, dial)| {
        view! { <LinkButton label=words::CALL.with("who", who) href=format!("tel:{dial}") icon=Icon::Phone /> }
    });
    view! {
        <li class="stack close">
            <p class="what">{t(line.what)}</p>
            <div class="beside">{dial} {told}</div>
        </li>
    }
}
