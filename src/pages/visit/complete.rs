//! 完了を記録: one page that scrolls, what is usual chosen already, 保存 always within the thumb's reach.

use crate::view::{Memo, RwSignal, Show, Signal, effect, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use tanomo_domain::command::Command;
use tanomo_domain::date::{Date, parse_minutes};
use tanomo_domain::gates::Gate;
use tanomo_domain::refusal::Refusal;
use tanomo_domain::task::Task;
use tanomo_domain::view::{NearMiss, Outcome, Sort};
use tanomo_record::Id;

use super::asks::AskSheet;
use super::form::Form;
use super::money::{CostFields, MaterialsField, RideNotice, SumLines, sum_words};
use super::people::People;
use super::saved::{Saved, saved_words};
use super::{heading, minutes, tell, this_occurrence, when_here, words};
use crate::app::to;
use crate::browser::viewport;
use crate::components::choice::Tick;
use crate::components::{
    Button, ButtonKind, ChipsOne, Choice, Details, Icon, LinkButton, Notice, NumberField, PageFrame, Stepper,
    TextArea, TimeField,
};
use crate::i18n::{Words, common, says, t};
use crate::pages::faults::{FaultNotice, Faults};
use crate::pages::photos::Of;
use crate::store::{Store, Trouble, now};

/// The minutes of a day.
const DAY: i64 = 24 * 60;
/// The most minutes of a visit over midnight that is told by its two times.
const OVER_MIDNIGHT: i64 = 6 * 60;

/// The minutes that one tap enters.
const PRESETS: [u32; 5] = [30, 60, 90, 120, 150];
/// From when on a save counts as one that lasts.
const SLOW: Duration = Duration::from_millis(80);

/// 完了を記録.
#[component]
pub fn CompletePage() -> impl IntoView {
    when_here(
        words::COMPLETE,
        |state, id| state.request(id).is_some(),
        |id, day| view! { <Complete id day /> },
    )
}

#[component]
fn Complete(id: Id, day: Option<Date>) -> impl IntoView {
    let store = Store::here();
    let occurrence = this_occurrence(store, id, day);
    let closed = store.peek(|state| {
        let request = state.request(id)?;
        let over =
            state.status(request, occurrence, now()).closed() && state.running(id, occurrence).is_none();
        over.then(|| state.last_work(id, occurrence).map(|visit| visit.id))
    });
    if let Some(visit) = closed {
        return view! { <Already request=id visit /> };
    }
    let form = Form::new(store, id, occurrence);
    let saved = RwSignal::new(None::<Id>);
    (move || match saved.get() {
        Some(visit) => view! { <Saved visit /> },
        None => view! { <Fill form saved /> },
    })
    .into_any()
}

/// The request is closed: nothing is recorded twice, the record it has can be put right.
#[component]
fn Already(request: Id, visit: Option<Id>) -> impl IntoView {
    let href = visit.map_or_else(|| to::request(request, None), to::visit);
    let label = if visit.is_some() { words::SEE_RECORD } else { words::SEE_REQUEST };
    view! {
        <PageFrame
            title=words::COMPLETE
            back=to::TODAY.to_owned()
            primary=move || view! { <LinkButton label=label href=href.clone() kind=ButtonKind::Primary /> }
        >
            <Notice words=words::ALREADY />
        </PageFrame>
    }
}

#[component]
fn Fill(form: Form, saved: RwSignal<Option<Id>>) -> impl IntoView {
    let store = Store::here();
    // A second tap does nothing from the first one on; that the button is busy is drawn only where it lasts.
    let (going, busy) = (StoredValue::new(false), RwSignal::new(false));
    let gates = RwSignal::new(Vec::<Gate>::new());
    let asking = RwSignal::new(false);
    let (kept, wide) = (RwSignal::new(false), viewport::wide());
    let save = Callback::new(move |()| {
        if going.get_value() {
            return;
        }
        let Some(finishing) = form.finishing() else { return };
        going.set_value(true);
        let lasts = move || {
            if going.try_get_value() == Some(true) {
                busy.set(true);
            }
        };
        set_timeout(lasts, SLOW);
        spawn_local(async move {
            let told = move || {
                let _ = kept.try_set(true);
            };
            match store.run_telling(Command::Finish(Box::new(finishing)), told).await {
                Ok(done) => {
                    form.done();
                    saved.set(form.visit.or(done.ids.first().copied()));
                }
                Err(Trouble::Refused(Refusal::Asks(asked))) => {
                    gates.set(asked);
                    asking.set(true);
                }
                Err(why) => tell(form.faults, &why),
            }
            let _ = going.try_set_value(false);
            if busy.try_get_untracked() == Some(true) {
                busy.set(false);
            }
        });
    });
    let charge = memo(move |_| form.charge(store));
    let primary = move || {
        view! {
            {move || sum_words(&charge.get()).map(|sum| view! { <p class="sum" role="status">{t(sum)}</p> })}
            {move || kept.get().then(|| view! { <p id="saved" role="status">{t(saved_words(&store.saving().get(), wide.get()))}</p> })}
            <Button
                label=words::SAVE
                kind=ButtonKind::Primary
                icon=Icon::Check
                busy
                on_tap=Callback::new(move |_| save.run(()))
            />
        }
    };
    view! {
        <PageFrame title=words::COMPLETE back=to::request(form.request, form.occurrence) primary=primary>
            <p class="what">{t(Words::live(move || store.with(|state| heading(state, form.request))))}</p>
            <Show when=move || form.left_over.get()>
                <Notice words=words::LEFT_OVER>
                    <Button
                        label=words::FROM_START
                        icon=Icon::Undo
                        on_tap=Callback::new(move |_| form.start_over(store))
                    />
                </Notice>
            </Show>
            <Fields form charge />
            <FaultNotice faults=form.faults />
            <AskSheet gates open=asking answers=form.answers people=form.people on_go=save />
        </PageFrame>
    }
}

#[component]
fn Fields(form: Form, charge: Memo<tanomo_domain::money::Charge>) -> impl IntoView {
    let ride = form.task.is_ride();
    let outcomes = match form.task {
        // 見守り says whether they met, never how somebody is.
        Task::Watching => vec![
            Choice::new(Outcome::Done, words::MET).icon(Icon::Done),
            Choice::new(Outcome::CouldNot, words::NOT_MET).icon(Icon::Warning),
        ],
        _ => vec![
            Choice::new(Outcome::Done, words::DONE).icon(Icon::Done),
            Choice::new(Outcome::Partly, words::PARTLY),
            Choice::new(Outcome::CouldNot, words::COULD_NOT),
        ],
    };
    view! {
        {ride.then(|| view! { <RideNotice read=form.answers.notice_read /> })}
        <div class="part">
            <Stepper
                label=words::MINUTES
                value=form.minutes
                say=Callback::new(minutes)
                min=1
                max=720
                step=15
                presets=PRESETS.to_vec()
                error=form.faults.of("minutes")
            />
            <Exactly form />
        </div>
        <People
            chosen=form.people
            request=form.request
            occurrence=form.occurrence
            label=words::WHO_CAME
            error=form.faults.of("people")
        />
        {match ride {
            true => view! { <CostFields costs=form.costs faults=form.faults /> },
            false => view! { <MaterialsField form /> },
        }}
        <ChipsOne
            options=Signal::derive(move || outcomes.clone())
            chosen=form.outcome
            keep=true
            label=words::OUTCOME
        />
        <Next form />
        <SumLines charge />
        {crate::parts::photos(Of::Form { request: form.request, visit: form.visit, sort: Sort::Work })}
        <More form />
    }
}

/// What is next, or why not: asked where something is left.
#[component]
fn Next(form: Form) -> impl IntoView {
    let error = form.faults.of("next");
    let why_not = if form.task == Task::Watching { words::NOT_MET_TOLD } else { words::WHY_NOT };
    move || match form.outcome.get() {
        Some(Outcome::Partly) => Some(view! {
            <TextArea label=words::NEXT help=words::NEXT_HELP value=form.next error required=true max=2000 />
        }),
        Some(Outcome::CouldNot) => Some(view! {
            <TextArea label=why_not help=Words::default() value=form.next error required=true max=2000 />
        }),
        _ => None,
    }
}

/// Minutes in digits, or from two times of day. What is changed last counts; what cannot be read is said here
/// and again when somebody saves.
#[component]
fn Exactly(form: Form) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let (from, until) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let in_digits = memo(move |_| typed_minutes(&typed.read()));
    let by_clock = memo(move |_| between(&from.read(), &until.read()));
    effect(move || {
        let read = [in_digits.get(), by_clock.get()];
        if let Some(amount) = read.iter().flatten().find_map(|read| read.as_ref().ok()) {
            form.minutes.set(*amount);
        }
        form.exact.set(read.into_iter().flatten().find_map(Result::err));
    });
    effect(move || {
        let minutes = form.minutes.get();
        if untrack(|| in_digits.get()).is_some_and(|read| read != Ok(minutes)) {
            typed.set(String::new());
        }
        if untrack(|| by_clock.get()).is_some_and(|read| read != Ok(minutes)) {
            from.set(String::new());
            until.set(String::new());
        }
    });
    let wrong =
        |read: Memo<Option<Result<u32, Words>>>| Signal::derive(move || read.get().and_then(Result::err));
    view! {
        <Details title=words::EXACTLY icon=Icon::Clock>
            <NumberField
                label=words::MINUTES_TYPED
                value=typed
                unit=words::MINUTE_UNIT
                error=wrong(in_digits)
            />
            <div class="times">
                <TimeField label=words::FROM value=from />
                <TimeField label=words::UNTIL value=until error=wrong(by_clock) />
            </div>
        </Details>
    }
}

/// The minutes as typed; `None` while nothing is.
pub(super) fn typed_minutes(text: &str) -> Option<Result<u32, Words>> {
    let read = (!text.trim().is_empty()).then(|| parse_minutes(text))?;
    Some(read.map(u32::from).map_err(|why| minutes_wrong(&why)))
}

/// What is wrong with minutes somebody typed.
fn minutes_wrong(why: &tanomo_domain::date::MinutesError) -> Words {
    use tanomo_domain::date::MinutesError;
    match why {
        MinutesError::Empty | MinutesError::NotANumber => words::MINUTES_NUMBER.into(),
        MinutesError::EndBeforeStart => words::END_BEFORE.into(),
        MinutesError::Zero | MinutesError::TooMany { .. } => words::MINUTES_RANGE.into(),
    }
}

/// The minutes between two times of one day; `None` until both are there.
fn between(from: &str, until: &str) -> Option<Result<u32, Words>> {
    use tanomo_domain::date::{ClockTime, check_minutes};
    let (from, until) = (ClockTime::parse(from)?, ClockTime::parse(until)?);
    let passed = i64::from(until.minutes()) - i64::from(from.minutes());
    // A short visit may go on over midnight; a long one is more likely two times in the wrong order.
    let passed = if passed < 0 && passed + DAY <= OVER_MIDNIGHT { passed + DAY } else { passed };
    let worked = check_minutes(passed);
    Some(worked.map(u32::from).map_err(|why| minutes_wrong(&why)))
}

/// ヒヤリハット: which kind, and what happened.
#[component]
pub(super) fn NearMissFields(
    sort: RwSignal<Option<NearMiss>>,
    told: RwSignal<String>,
    done: RwSignal<String>,
    faults: Faults,
) -> impl IntoView {
    let sorts: Vec<_> = NearMiss::ALL.iter().map(|&sort| Choice::new(sort, says::near_miss(sort))).collect();
    view! {
        <ChipsOne options=Signal::derive(move || sorts.clone()) chosen=sort label=words::NEAR_MISS />
        <Show when=move || sort.get().is_some()>
            <TextArea
                label=words::NEAR_MISS_WORDS
                help=words::THANKS_HELP
                value=told
                error=faults.of("near_miss_words")
                max=2000
            />
            <TextArea
                label=words::NEAR_MISS_DONE
                value=done
                error=faults.of("near_miss_done")
                max=2000
            />
        </Show>
    }
}

/// What is rare.
#[component]
fn More(form: Form) -> impl IntoView {
    view! {
        <Details title=words::MORE icon=Icon::Plus>
            <Stepper
                label=words::BAGS
                value=form.bags
                say=Callback::new(|n: u32| common::BAGS.with("n", n))
                max=500
                error=form.faults.of("bags")
            />
            <NearMissFields
                sort=form.near_miss
                told=form.near_miss_words
                done=form.near_miss_done
                faults=form.faults
            />
            <Tick label=words::THANKED on=form.thanked />
            <TextArea
                label=words::THANKS
                help=words::THANKS_HELP
                value=form.thanks
                error=form.faults.of("thanks")
                max=500
            />
            <Show when=move || form.outcome.get() == Some(Outcome::Done)>
                <TextArea label=words::NEXT value=form.next error=form.faults.of("next") max=2000 />
            </Show>
        </Details>
    }
}
