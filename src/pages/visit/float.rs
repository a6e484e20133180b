//! 預かり: money and keys entrusted for an errand, counted together when they are taken and when they are given back.

use crate::view::{RwSignal, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::{Command, Entrusting, GivingBack};
use tanomo_domain::date::Date;
use tanomo_domain::state::State;
use tanomo_domain::view::Float;
use tanomo_record::Id;

use super::{heading, name_of, tell, this_occurrence, typed_yen, when_here, words, yen};
use crate::app::to;
use crate::components::choice::Tick;
use crate::components::{
    Button, ButtonKind, Icon, Notice, NoticeKind, NumberField, PageFrame, Section, Stepper, TextArea,
    TextField,
};
use crate::i18n::dates::listed;
use crate::i18n::{Words, common, says, t};
use crate::pages::faults::{FaultNotice, Faults};
use crate::store::Store;

/// 預かり of one request.
#[component]
pub fn FloatPage() -> impl IntoView {
    when_here(words::FLOAT, |state, id| state.request(id).is_some(), |id, day| view! { <Floats id day /> })
}

#[component]
fn Floats(id: Id, day: Option<Date>) -> impl IntoView {
    let store = Store::here();
    let occurrence = this_occurrence(store, id, day);
    // What is out first, then the last that was given back.
    let all = memo(move |_| {
        store.with(|state| {
            let mut all: Vec<Float> = state.floats(id).cloned().collect();
            all.sort_by_key(|float| (float.returned.is_some(), std::cmp::Reverse(float.at)));
            all
        })
    });
    let one = move |float: Float| match float.returned {
        Some(_) => view! { <Done float /> }.into_any(),
        None => view! { <Out float /> }.into_any(),
    };
    view! {
        <PageFrame title=words::FLOAT back=to::request(id, occurrence)>
            <p class="what">{t(Words::live(move || store.with(|state| heading(state, id))))}</p>
            <p>{t(words::FLOAT_HELP)}</p>
            {move || all.get().into_iter().map(one).collect_view()}
            <Take id occurrence />
        </PageFrame>
    }
}

/// Money, keys and the rest in one line.
pub(super) fn what(float: &Float) -> Words {
    let money = (float.yen > 0).then(|| yen(float.yen));
    let keys = (float.keys > 0).then(|| words::FLOAT_KEYS_OF.with("n", float.keys));
    let rest = (!float.things.is_empty()).then(|| Words::plain_text(&float.things));
    listed([money, keys, rest].into_iter().flatten())
}

fn taken(state: &State, float: &Float) -> Words {
    words::FLOAT_TAKEN
        .with("when", says::moment(float.at))
        .with("who", name_of(state, float.by))
        .with("what", what(float))
}

/// What has been given back.
#[component]
fn Done(float: Float) -> impl IntoView {
    let store = Store::here();
    let line = store.peek(|state| taken(state, &float));
    let back = float.returned.clone()?;
    let sum = words::FLOAT_SUM.with("spent", yen(back.spent)).with("back", yen(back.back));
    let why = float.words.clone();
    Some(view! {
        <div class="card stack close">
            <p>{t(line)}</p>
            <p>{t(words::FLOAT_DONE.with("when", says::moment(back.at)))}</p>
            {(float.yen > 0).then(|| view! { <p>{t(sum)}</p> })}
            {(!why.is_empty()).then(|| view! { <p>{why}</p> })}
        </div>
    })
}

/// What is still out, and the fields to give it back.
#[component]
fn Out(float: Float) -> impl IntoView {
    let store = Store::here();
    let line = store.peek(|state| taken(state, &float));
    let (spent, back) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (why, both) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (faults, busy) = (Faults::default(), RwSignal::new(false));
    let (id, money) = (float.id, float.yen > 0);
    let give = Callback::new(move |_| {
        faults.clear();
        let read = |field: &'static str, typed: RwSignal<String>| {
            typed_yen(&typed.get_untracked()).unwrap_or_else(|wrong| {
                faults.note(field, wrong);
                0
            })
        };
        let (spent, back) = (read("spent", spent), read("back", back));
        if faults.any() {
            return;
        }
        let giving = GivingBack { spent, back, words: why.get_untracked(), confirmed: both.get_untracked() };
        busy.set(true);
        spawn_local(async move {
            if let Err(trouble) = store.run(Command::GiveBack(id, giving)).await {
                tell(faults, &trouble);
            }
            let _ = busy.try_set(false);
        });
    });
    let confirmed = faults.of("confirmed");
    view! {
        <section class="card part">
            <Notice kind=NoticeKind::Warn words=words::FLOAT_OUT>
                <p>{t(line)}</p>
            </Notice>
            {money.then(|| view! {
                <div class="cost-fields">
                    <NumberField label=words::FLOAT_SPENT value=spent unit=common::YEN error=faults.of("spent") />
                    <NumberField label=words::FLOAT_BACK value=back unit=common::YEN error=faults.of("back") />
                </div>
                <TextArea
                    label=words::FLOAT_WHY
                    help=words::FLOAT_WHY_HELP
                    value=why
                    error=faults.of("words")
                    max=500
                />
            })}
            <Tick label=words::FLOAT_BOTH_BACK on=both />
            {move || confirmed.get().map(|wrong| view! { <p class="field-error" role="alert">{t(wrong)}</p> })}
            <FaultNotice faults />
            <Button label=words::FLOAT_GIVE kind=ButtonKind::Primary icon=Icon::Check busy on_tap=give wide=true />
        </section>
    }
}

/// Taking something.
#[component]
fn Take(id: Id, occurrence: Option<Date>) -> impl IntoView {
    let store = Store::here();
    let (money, keys) = (RwSignal::new(String::new()), RwSignal::new(0));
    let (things, both) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (faults, busy) = (Faults::default(), RwSignal::new(false));
    let take = Callback::new(move |_| {
        faults.clear();
        let yen = match typed_yen(&money.get_untracked()) {
            Ok(yen) => yen,
            Err(wrong) => return faults.note("yen", wrong),
        };
        let taken = Entrusting {
            request: id,
            occurrence,
            yen,
            keys: keys.get_untracked(),
            things: things.get_untracked(),
            confirmed: both.get_untracked(),
        };
        busy.set(true);
        spawn_local(async move {
            match store.run(Command::Entrust(Box::new(taken))).await {
                Ok(_) => {
                    let _ = money.try_set(String::new());
                    let _ = keys.try_set(0);
                    let _ = things.try_set(String::new());
                    let _ = both.try_set(false);
                }
                Err(trouble) => tell(faults, &trouble),
            }
            let _ = busy.try_set(false);
        });
    });
    let confirmed = faults.of("confirmed");
    view! {
        <Section title=words::FLOAT_MORE>
            <NumberField label=words::FLOAT_YEN value=money unit=common::YEN error=faults.of("yen") />
            <Stepper
                label=words::FLOAT_KEYS
                value=keys
                say=Callback::new(|n: u32| words::FLOAT_KEYS_OF.with("n", n))
                max=20
                error=faults.of("keys")
            />
            <TextField
                label=words::FLOAT_THINGS
                help=words::FLOAT_THINGS_HELP
                value=things
                max=100
                error=faults.of("things")
            />
            <Tick label=words::FLOAT_BOTH on=both />
            {move || confirmed.get().map(|wrong| view! { <p class="field-error" role="alert">{t(wrong)}</p> })}
            <FaultNotice faults />
            <Button label=words::FLOAT_TAKE kind=ButtonKind::Primary icon=Icon::Bag busy on_tap=take wide=true />
        </Section>
    }
}
