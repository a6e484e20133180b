//! What I do next on a day: answer, come, be home.

use crate::view::{RwSignal, Show, child, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::day::{Answering, CheckIn, DayCommand};
use tanomo_domain::view::{Attendance, Coming};
use tanomo_domain::work_day::Step;
use tanomo_record::Id;

use super::{Today, job_name};
use crate::app::to;
use crate::components::{Button, ButtonKind, Dialog, Icon, Row, Section, TextField};
use crate::i18n::{Text, common, days as words, t, today};
use crate::pages::pictures;
use crate::pages::requests::act::WhyNot;
use crate::store::{Store, now};

/// What comes next, as きょう names it; `None` where there is nothing.
pub(super) fn step_name(step: Step) -> Option<Text> {
    match step {
        Step::Answer => Some(words::ANSWER),
        Step::Come => Some(words::COME),
        Step::Brief => Some(words::BRIEFING),
        Step::Work(_) => Some(today::START),
        Step::GoHome => Some(words::HOME),
        Step::Wait | Step::Nothing => None,
    }
}

/// 出欠 → 着きました → the team's jobs → 帰宅しました.
#[component]
pub(super) fn Mine(day: Today) -> impl IntoView {
    let store = Store::here();
    let step = memo(move |_| {
        let me = store.me()?;
        store.with(|state| {
            let known = state.day(day.id)?;
            let asked = state.is_asked(known, me) || state.attendance(day.id, me).is_some();
            let mine = state.attendance(day.id, me);
            let home = mine.as_ref().is_some_and(|one| one.home_at.is_some());
            let goes = known.called_off().is_none() && known.closed_at.is_none();
            let stays_away = |one: &Attendance| one.answer == Some(Coming::No) && one.came_at.is_none();
            let step = match state.step(known, me, now()) {
                // Who does not come may still change their mind.
                Step::Nothing if goes && mine.as_ref().is_some_and(stays_away) => Step::Wait,
                step => step,
            };
            Some((me, step, (asked, home, mine.and_then(|one| one.answer))))
        })
    });
    let arriving = RwSignal::new(false);
    child(move || {
        let (me, step, (asked, home, answer)) = step.get()?;
        let shown = match step {
            Step::Answer => answers(day, me),
            Step::Come => view! {
                <Button label=words::COME kind=ButtonKind::Primary icon=Icon::Flag wide=true on_tap=move |_| arriving.set(true) />
                {answers(day, me)}
            },
            Step::Wait => view! {
                {answer.map(|answer| view! { <p>{t(words::ANSWERED.with("answer", words::coming(answer)))}</p> })}
                {answers(day, me)}
            },
            Step::Brief => view! { <p>{t(words::BRIEF)}</p> },
            Step::Work(job) => {
                let (title, task) = store.with(|state| {
                    (job_name(state, job), state.request(job.request).map(|request| request.task))
                });
                let icon = task.map_or(Icon::Requests, pictures::task);
                let href = to::request(job.request, job.occurrence);
                view! { <Row href title line=words::WORK icon /> }
            }
            Step::GoHome => view! {
                <Button
                    label=words::HOME
                    kind=ButtonKind::Primary
                    icon=Icon::House
                    wide=true
                    busy=day.act.busy
                    on_tap=move |_| day.run(DayCommand::CheckOut(day.id, me))
                />
            },
            Step::Nothing if asked => view! { <p>{t(words::THANKS)}</p> },
            Step::Nothing => view! { <p class="muted">{t(words::NOT_ASKED)}</p> },
        };
        let back = match step {
            Step::Brief | Step::Work(_) | Step::GoHome => {
                Some((words::NOT_HERE_YET, DayCommand::NotHere(day.id, me)))
            }
            _ if home => Some((words::NOT_HOME_YET, DayCommand::NotHome(day.id, me))),
            _ => None,
        };
        let back = back.map(|(label, command)| {
            let tap = move |_| day.run(command.clone());
            view! { <Button label kind=ButtonKind::Quiet icon=Icon::Undo busy=day.act.busy on_tap=tap /> }
        });
        Some(view! {
            <Section title=words::MY_DAY>
                {shown} {back} <WhyNot act=day.act />
            </Section>
            <Arrive day who=me open=arriving />
        })
    })
}

/// The three answers.
fn answers(day: Today, member: Id) -> AnyView {
    let answer = move |answer: Coming| {
        let tap = move |_| {
            day.run(DayCommand::Answer(Answering {
                day: day.id,
                member,
                answer,
                words: String::new(),
                seats: None,
                tools: Vec::new(),
            }));
        };
        view! { <Button label=words::coming(answer) busy=day.act.busy on_tap=tap /> }
    };
    view! { <div class="beside">{Coming::ALL.iter().map(|&one| answer(one)).collect_view()}</div> }
}

/// 着きました, with the 体調チェック.
#[component]
pub(super) fn Arrive(day: Today, who: Id, open: RwSignal<bool>) -> impl IntoView {
    let (unfit, said) = (RwSignal::new(false), RwSignal::new(String::new()));
    let come = move |fit: bool| {
        let arrival = CheckIn { day: day.id, member: who, fit, words: said.get_untracked() };
        day.run_then(DayCommand::CheckIn(arrival), move |_| open.set(false));
    };
    let actions = move || {
        view! { <Button label=common::CLOSE on_tap=move |_| open.set(false) /> }
    };
    view! {
        <Dialog title=words::FIT open actions=ViewFn::from(actions)>
            <div class="stack">
                <Button
                    label=words::FIT_YES
                    kind=ButtonKind::Primary
                    icon=Icon::Check
                    busy=day.act.busy
                    on_tap=move |_| come(true)
                />
                <Button label=words::FIT_NO on_tap=move |_| unfit.set(true) />
                <Show when=move || unfit.get()>
                    <TextField label=words::FIT_WORDS value=said error=day.act.fault("fit_words") />
                    <Button label=words::COME busy=day.act.busy on_tap=move |_| come(false) />
                </Show>
            </div>
        </Dialog>
    }
}
