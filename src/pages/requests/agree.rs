//! 約束: the day and time with the resident, and whether they have been told.

use crate::view::{Memo, RwSignal, Show, effect, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::{Agreed, Command};
use tanomo_domain::date::{ClockTime, iso};
use tanomo_domain::view::Agreement as Made;

use super::act::{Act, WhyNot};
use super::calendar::InCalendar;
use super::one::One;
use crate::components::choice::Tick;
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, DateField, Dialog, Notice, NoticeKind, Section, TimeField};
use crate::i18n::{Words, common, dates, refused, requests as words, says, t};

fn standing(one: One) -> Option<Made> {
    one.store.with(|state| state.agreement_of(one.id, one.occurrence.get()).cloned())
}

/// What was agreed, and 「連絡した」.
#[component]
pub fn Agreement(one: One, open: RwSignal<bool>) -> impl IntoView {
    let made = memo(move |_| standing(one));
    let shown = move || {
        let closed = one.status.get().closed();
        made.get().map(|made| agreement_view(one, &made, closed))
    };
    let settle =
        move || Words::live(move || if made.read().is_some() { words::AGREE_ANOTHER } else { words::AGREE });
    view! {
        <Show when=move || made.read().is_some() || !one.status.get().closed()>
            <Section title=words::AGREEMENT>
                {shown}
                <Show when=move || !one.status.get().closed()>
                    <div class="beside">
                        <Button label=settle() icon=Icon::Calendar on_tap=move |_| open.set(true) />
                    </div>
                </Show>
            </Section>
        </Show>
        <InCalendar one />
        <AgreeDialog one made open />
    }
}

fn agreement_view(one: One, made: &Made, closed: bool) -> AnyView {
    let when = match made.time {
        Some(time) => dates::DAY_TIME.with("day", says::date(made.day)).with("time", says::time(time)),
        None => says::date(made.day),
    };
    let told = made.told.map(|(who, at)| {
        let name = one
            .store
            .with(|state| state.member(who).map(|m| Words::named(m.name.clone(), m.reading.clone())));
        words::TOLD_BY
            .with("who", name.unwrap_or_else(|| words::SOMEBODY.into()))
            .with("when", says::moment(at))
    });
    let id = made.id;
    let tell = move |_| one.act.run(Command::Told(id), |_| {});
    let end = move |_| one.act.run(Command::EndAgreement(id), |_| {});
    view! {
        <p class="large numbers">{t(when)}</p>
        {match told {
            Some(told) => view! { <p>{t(told)}</p> },
            None => view! {
                <Notice kind=NoticeKind::Warn words=words::NOT_TOLD>
                    <Button label=words::TOLD icon=Icon::Phone busy=one.act.busy on_tap=tell />
                </Notice>
            },
        }}
        {(!closed).then(|| view! {
            <div class="beside">
                <Button label=words::END_AGREEMENT kind=ButtonKind::Quiet on_tap=end />
            </div>
        })}
    }
}

#[component]
fn AgreeDialog(one: One, made: Memo<Option<Made>>, open: RwSignal<bool>) -> impl IntoView {
    let act = Act::here();
    let (day, time) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let told = RwSignal::new(false);
    effect(move || {
        if !open.get() {
            return;
        }
        act.clear();
        let made = made.get_untracked();
        let wished = one.request.with_untracked(|r| r.as_ref().and_then(|r| r.wished_from));
        let first = made.as_ref().map(|made| made.day).or(one.occurrence.get_untracked()).or(wished);
        day.set(first.map(iso).unwrap_or_default());
        time.set(made.and_then(|made| made.time).map(|time| time.to_string()).unwrap_or_default());
        told.set(false);
    });
    let save = move |_| {
        act.clear();
        let typed = day.get_untracked();
        let chosen = act.day("day", &typed);
        if typed.is_empty() {
            act.refuse("day", refused::EMPTY);
        }
        let typed = time.get_untracked();
        let at = ClockTime::parse(&typed);
        if at.is_none() && !typed.is_empty() {
            act.refuse("time", words::WRONG_TIME);
        }
        let (true, Some(day)) = (act.may_go(), chosen) else { return };
        let occurrence = one.occurrence.get_untracked();
        let agreed = Agreed { request: one.id, occurrence, day, time: at, told: told.get_untracked() };
        act.run(Command::Agree(agreed), move |_| open.set(false));
    };
    let actions = move || {
        view! {
            <Button label=common::CANCEL on_tap=move |_| open.set(false) />
            <Button label=common::SAVE kind=ButtonKind::Primary busy=act.busy on_tap=save />
        }
    };
    view! {
        <Dialog title=words::AGREE open actions=ViewFn::from(actions)>
            <div class="stack">
                <DateField label=words::AGREED_DAY value=day required=true error=act.fault("day") />
                <TimeField label=words::AGREED_TIME value=time error=act.fault("time") />
                <Tick label=words::TOLD_NOW hint=words::TOLD_HELP on=told />
                <WhyNot act />
            </div>
        </Dialog>
    }
}
