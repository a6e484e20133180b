//! 事故連絡票: made from the record of a visit, kept until a lead closes the claim. No name stands in it.

use crate::view::{RwSignal, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::{AccidentDraft, Command};
use tanomo_domain::view::{Accident, Role, Visit};
use tanomo_record::Id;

use super::{tell, when_here, words};
use crate::app::to;
use crate::components::choice::Tick;
use crate::components::{
    Button, ButtonKind, Details, EmptyState, Fact, Icon, LinkButton, Notice, NoticeKind, PageFrame, Row,
    TextArea, TextField,
};
use crate::i18n::{Text, Words, says, t};
use crate::pages::faults::{FaultNotice, Faults};
use crate::pages::history::{Conflicts, History};
use crate::store::Store;

/// Every report that is kept, the last first.
#[component]
pub fn AccidentsPage() -> impl IntoView {
    let store = Store::here();
    let all = memo(move |_| {
        store.with(|state| {
            let mut all: Vec<Accident> = state.accidents().cloned().collect();
            all.sort_by_key(|one| std::cmp::Reverse((one.at, one.id)));
            all
        })
    });
    let row = move |one: Accident| {
        let today = store.today();
        let line = match one.closed {
            Some(day) => words::ACCIDENT_CLOSED.with("day", says::date(day)),
            None if one.over(today) => words::ACCIDENT_OVER.into(),
            None => says::task(one.task).into(),
        };
        view! {
            <Row href=to::accident(one.id) title=one.number line side=says::moment(one.at) icon=Icon::Note />
        }
    };
    view! {
        <PageFrame title=words::ACCIDENTS back=to::SUMMARY.to_owned()>
            {move || match all.get() {
                all if all.is_empty() => {
                    view! { <EmptyState icon=Icon::Note words=words::NO_ACCIDENTS /> }.into_any()
                }
                all => view! { <div class="list">{all.into_iter().map(row).collect_view()}</div> }.into_any(),
            }}
        </PageFrame>
    }
}

/// One report; under the id of a visit, the form that makes one.
#[component]
pub fn AccidentPage() -> impl IntoView {
    when_here(
        words::ACCIDENT,
        |state, id| state.accident(id).is_some() || state.visit(id).is_some() || state.is_erased(id),
        |id, _| view! { <OneOrNew id /> },
    )
}

#[component]
fn OneOrNew(id: Id) -> impl IntoView {
    let store = Store::here();
    let made = RwSignal::new(None::<Id>);
    let shown = memo(move |_| {
        let id = made.get().unwrap_or(id);
        store.with(|state| (state.accident(id).cloned(), state.visit(id).cloned()))
    });
    move || match shown.get() {
        (Some(one), _) => view! { <Read one /> }.into_any(),
        (None, Some(visit)) => view! { <Make visit made /> }.into_any(),
        (None, None) => view! { <AccidentsPage /> }.into_any(),
    }
}

#[component]
fn Read(one: Accident) -> impl IntoView {
    let store = Store::here();
    let (faults, busy) = (Faults::default(), RwSignal::new(false));
    let lead = memo(move |_| store.role() == Role::Lead);
    let of = crate::view::Signal::stored(vec![one.id]);
    let id = one.id;
    let run = Callback::new(move |command: Command| {
        faults.clear();
        busy.set(true);
        spawn_local(async move {
            if let Err(trouble) = store.run(command).await {
                tell(faults, &trouble);
            }
            let _ = busy.try_set(false);
        });
    });
    let over = one.over(store.today());
    let until = words::ACCIDENT_KEPT.with("day", says::date(one.until()));
    let state = match one.closed {
        Some(day) => words::ACCIDENT_CLOSED.with("day", says::date(day)),
        None if over => words::ACCIDENT_OVER.into(),
        None => until,
    };
    let harm: Option<Text> = one.harm.then_some(words::ACCIDENT_HARM);
    let lines: Vec<(Text, Words)> = [
        (words::ACCIDENT_NUMBER, one.number.as_str().into()),
        (words::WHEN, says::moment(one.at)),
        (words::ACCIDENT_TOWN, one.town.as_str().into()),
        (words::VISIT_WORK, says::task(one.task).into()),
        (words::ACCIDENT_FACTS, Words::plain_text(&one.facts)),
        (words::ACCIDENT_DONE, Words::plain_text(&one.done)),
    ]
    .into_iter()
    .filter(|(_, words): &(Text, Words)| !words.is_empty())
    .collect();
    let closed = one.closed.is_some();
    let leads = move || {
        lead.get().then(|| {
            let (label, command) = match closed {
                true => (words::ACCIDENT_REOPEN, Command::CloseAccident(id, false)),
                false => (words::ACCIDENT_CLOSE, Command::CloseAccident(id, true)),
            };
            let change = Callback::new(move |_| run.run(command.clone()));
            let erase = Callback::new(move |_| run.run(Command::EraseAccident(id)));
            view! {
                <Button label busy on_tap=change wide=true />
                {over.then(|| view! {
                    <Details title=words::ACCIDENT_ERASE icon=Icon::Close>
                        <p>{t(words::ACCIDENT_ASK_ERASE)}</p>
                        <Button label=words::ACCIDENT_ERASE kind=ButtonKind::Danger busy on_tap=erase wide=true />
                    </Details>
                })}
            }
        })
    };
    let line = |(label, value): (Text, Words)| view! { <Fact label>{t(value)}</Fact> };
    view! {
        <PageFrame title=words::ACCIDENT back=to::ACCIDENTS.to_owned()>
            <Notice words=state />
            {harm.map(|harm| view! { <Notice kind=NoticeKind::Warn words=harm /> })}
            <Conflicts of />
            <dl class="facts card">{lines.into_iter().map(line).collect_view()}</dl>
            <LinkButton label=words::ACCIDENT_PRINT href=to::accident_sheet(id) icon=Icon::Printer wide=true />
            {leads}
            <FaultNotice faults />
            <Details title=words::HISTORY icon=Icon::History>
                <History of />
            </Details>
        </PageFrame>
    }
}

/// The form, filled in from the near miss of the visit where there was one.
#[component]
fn Make(visit: Visit, made: RwSignal<Option<Id>>) -> impl IntoView {
    let store = Store::here();
    let request = store.peek(|state| state.request(visit.request).cloned())?;
    let near = visit.near_miss.clone().map(|(_, told)| told).unwrap_or_default();
    let (facts, done) = (RwSignal::new(near), RwSignal::new(visit.near_miss_done.clone()));
    let (town, harm) = (RwSignal::new(request.town.clone()), RwSignal::new(false));
    let (faults, busy) = (Faults::default(), RwSignal::new(false));
    let (at, id, task) = (visit.start, visit.id, request.task);
    let save = Callback::new(move |_| {
        faults.clear();
        let draft = AccidentDraft {
            visit: Some(id),
            task,
            at,
            town: town.get_untracked(),
            harm: harm.get_untracked(),
            facts: facts.get_untracked(),
            done: done.get_untracked(),
        };
        busy.set(true);
        spawn_local(async move {
            match store.run(Command::Accident(None, Box::new(draft))).await {
                Ok(ran) => {
                    let _ = made.try_set(ran.ids.first().copied());
                }
                Err(trouble) => tell(faults, &trouble),
            }
            let _ = busy.try_set(false);
        });
    });
    let primary = move || {
        view! { <Button label=words::SAVE kind=ButtonKind::Primary icon=Icon::Check busy on_tap=save /> }
    };
    Some(view! {
        <PageFrame title=words::ACCIDENT_MAKE back=to::visit(id) primary=primary>
            <p>{t(words::THANKS_HELP)}</p>
            <Tick label=words::ACCIDENT_HARM on=harm />
            <TextArea
                label=words::ACCIDENT_FACTS
                value=facts
                error=faults.of("facts")
                required=true
                max=2000
            />
            <TextArea label=words::ACCIDENT_DONE value=done error=faults.of("done") max=2000 />
            <TextField label=words::ACCIDENT_TOWN value=town error=faults.of("town") max=40 />
            <FaultNotice faults />
        </PageFrame>
    })
}
