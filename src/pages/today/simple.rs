//! かんたん表示: four big buttons, and the day read aloud.

use crate::view::{Memo, RwSignal, Signal, memo, view};
use leptos::prelude::*;
use tanomo_domain::day::Day;
use tanomo_domain::phone::Phone;
use tanomo_domain::view::Role;

use super::{gear, job};
use crate::app::to;
use crate::browser::speech;
use crate::components::{Button, Dialog, Icon, LinkButton, PageFrame, Picture};
use crate::i18n::{Lang, Text, Words, common, lang_untracked, says, t, today as words};
use crate::store::Store;

/// The four buttons.
#[component]
pub(super) fn Home(day: Memo<Day>) -> impl IntoView {
    let store = Store::here();
    let finished = Signal::derive(move || {
        let only = day.with(|day| day.only_job().map(|line| (line.id, line.occurrence)));
        only.map_or_else(|| to::COMPLETE.to_owned(), |(id, day)| to::complete(id, day))
    });
    view! {
        <PageFrame title=common::TODAY tools=gear>
            <p class="day">{move || t(says::date(store.today()))}</p>
            <super::SampleNotice />
            <div class="four">
                <Big label=words::JOBS icon=Icon::Today href=Signal::stored(to::JOBS.to_owned()) />
                <Big label=words::FINISHED icon=Icon::Done href=finished primary=true />
                <Big
                    label=words::SEE_REQUESTS
                    icon=Icon::Requests
                    href=Signal::stored(to::REQUESTS.to_owned())
                />
                <CallLead />
            </div>
            <ReadAloud day />
        </PageFrame>
    }
}

#[component]
fn Big(label: Text, icon: Icon, href: Signal<String>, #[prop(optional)] primary: bool) -> impl IntoView {
    view! {
        <a class="button huge" class:primary=primary href=move || href.get()>
            <Picture icon />
            <span class="label">{t(label)}</span>
        </a>
    }
}

/// Calls the one lead whose number is known; asks which where there are several.
#[component]
fn CallLead() -> impl IntoView {
    let store = Store::here();
    let numbers = memo(move |_| numbers(store));
    let asking = RwSignal::new(false);
    let only = memo(move |_| {
        numbers.with(|numbers| if let [(_, dial)] = numbers.as_slice() { Some(dial.clone()) } else { None })
    });
    view! {
        {move || match only.get() {
            Some(dial) => {
                let href = Signal::stored(format!("tel:{dial}"));
                view! { <Big label=words::CALL_LEAD icon=Icon::Phone href /> }
            }
            None => {
                view! {
                    <button type="button" class="button huge" on:click=move |_| asking.set(true)>
                        <Picture icon=Icon::Phone />
                        <span class="label">{t(words::CALL_LEAD)}</span>
                    </button>
                }
            }
        }}
        <Dialog title=words::CALL_LEAD open=asking>
            {move || {
                let numbers = numbers.get();
                if numbers.is_empty() {
                    return view! { <p>{t(words::NO_LEAD_NUMBER)}</p> };
                }
                numbers
                    .into_iter()
                    .map(|(who, dial)| {
                        let label = words::CALL_NAME.with("name", who);
                        view! { <LinkButton label href=format!("tel:{dial}") icon=Icon::Phone wide=true /> }
                    })
                    .collect_view()
                    .into_any()
            }}
        </Dialog>
    }
}

/// The leads' numbers as dialled, mine left out; the circle's own number where no lead has one.
fn numbers(store: Store) -> Vec<(Words, String)> {
    let me = store.me();
    let dial = |number: &str| Phone::parse(number).ok().map(|phone| phone.dial().to_owned());
    store.with(|state| {
        let leads = state.members().filter(|m| m.role == Role::Lead && !m.left && Some(m.id) != me);
        let mut all: Vec<_> = leads
            .filter_map(|lead| Some((Words::named(&*lead.name, &*lead.reading), dial(&lead.phone)?)))
            .collect();
        if all.is_empty() {
            let circle = state.circle();
            all.extend(circle.and_then(|circle| Some((circle.name.as_str().into(), dial(&circle.phone)?))));
        }
        all
    })
}

/// Reads the day and my jobs aloud; not shown where the phone has no voice.
#[component]
fn ReadAloud(day: Memo<Day>) -> impl IntoView {
    let store = Store::here();
    let tap = move |_| {
        if speech::speaking() {
            return speech::stop();
        }
        let lang = lang_untracked();
        let said = untrack(|| whole(store, &day.get()).spoken(lang));
        speech::speak(&said, if lang == Lang::En { "en-US" } else { "ja-JP" });
    };
    let label = Words::live(|| if speech::speaking() { common::STOP_READING } else { common::READ_ALOUD });
    speech::available().then(|| view! { <Button label on_tap=tap icon=Icon::Speaker wide=true /> })
}

/// What is read aloud.
fn whole(store: Store, day: &Day) -> Words {
    let mut parts = vec![
        words::SPOKEN_DATE.with("date", says::date(store.today())),
        words::SPOKEN_JOBS.with("n", day.jobs.all),
    ];
    parts.extend(day.jobs.rows.iter().map(|line| {
        words::SPOKEN_JOB
            .with("town", line.town.as_str())
            .with("task", says::task(line.task))
            .with("line", job::spoken(store, line))
    }));
    Words::join(parts)
}
