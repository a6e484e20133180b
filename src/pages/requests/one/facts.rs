//! What, where, when, with what; and the card of whoever asks.

use crate::view::{Show, memo, view};
use leptos::prelude::*;
use tanomo_domain::cards::Reads;
use tanomo_domain::date::{Date, add_days};
use tanomo_domain::recurrence::occurrences;
use tanomo_domain::retention::CardLock;
use tanomo_domain::view::{Need, Request};

use super::One;
use crate::app::to;
use crate::browser::share::map_link;
use crate::components::icon::{Icon, Picture};
use crate::components::{Button, ButtonKind, Fact, LinkButton, Notice, NoticeKind, PersonChip, Section};
use crate::i18n::{Words, common, dates, refused, requests as words, says, t};
use crate::pages::unlock;

/// How many occurrences to come are shown.
const COMING: usize = 4;

/// What is wished, in facts.
#[component]
pub fn What(one: One) -> impl IntoView {
    move || {
        let request = one.request.get()?;
        Some(view! {
            <Section title=words::WHAT>
                <dl class="facts">{facts(one, &request)}</dl>
                <Coming one />
            </Section>
        })
    }
}

fn facts(one: One, request: &Request) -> Vec<AnyView> {
    let mut facts = Vec::new();
    let mut add = |label: crate::i18n::Text, icon: Icon, what: Words| {
        if !what.is_empty() {
            facts.push(view! { <Fact label icon=icon>{t(what)}</Fact> });
        }
    };
    let agreed =
        one.store.with(|state| state.agreement_of(request.id, one.occurrence.get()).map(|a| (a.day, a.time)));
    let when = match agreed {
        Some((day, Some(time))) => {
            dates::DAY_TIME.with("day", says::date(day)).with("time", says::time(time))
        }
        Some((day, None)) => says::date(day),
        None => one
            .occurrence
            .get()
            .map_or_else(|| says::span(request.wished_from, request.wished_until), says::date),
    };
    add(words::WORDS_SHORT, Icon::Note, request.words.as_str().into());
    add(words::WHEN, Icon::Calendar, when);
    add(words::REPEATS, Icon::History, request.repeats.as_ref().map(says::recurrence).unwrap_or_default());
    add(words::WHERE, Icon::Pin, request.town.as_str().into());
    add(words::HOW_MANY, Icon::Users, common::PERSONS.with("n", request.needed));
    add(words::TOOLS, Icon::Wrench, dates::listed(request.tools.iter().map(|&tool| says::tool(tool).into())));
    add(words::SITE, Icon::House, dates::listed(request.site.iter().map(|&note| says::site(note).into())));
    let came: Words = match &request.form_number {
        Some(number) => {
            words::FORM_OF.with("by", says::came_by(request.came_by)).with("number", number.as_str())
        }
        None => says::came_by(request.came_by).into(),
    };
    add(words::CAME_BY, Icon::Phone, came);
    let by = request.logged_by.and_then(|by| {
        one.store.with(|state| state.member(by).map(|m| Words::named(m.name.clone(), m.reading.clone())))
    });
    let logged = words::LOGGED_BY
        .with("when", says::moment(request.logged_at))
        .with("who", by.unwrap_or_else(|| words::SOMEBODY.into()));
    add(words::LOGGED, Icon::Clock, logged);
    if !request.hazards.is_empty() {
        let hazards = request.hazards.iter().map(|&hazard| {
            view! {
                <li class="person">
                    <Picture icon=Icon::Warning />
                    <span>{t(says::hazard(hazard))}</span>
                </li>
            }
        });
        let hazards = hazards.collect_view();
        facts.insert(
            facts.len().min(2),
            view! { <Fact label=words::HAZARDS icon=Icon::Warning><ul class="chips">{hazards}</ul></Fact> },
        );
    }
    facts
}

/// The next occurrences of a repeating request, each with its own people and day.
#[component]
fn Coming(one: One) -> impl IntoView {
    let days = memo(move |_| {
        let known = one.request.read();
        let rule = known.as_ref().and_then(|request| request.repeats.clone());
        let today = one.store.today();
        rule.map(|rule| occurrences(&rule, today, add_days(today, 400), COMING)).unwrap_or_default()
    });
    let link = move |day: Date| {
        let here = one.occurrence.get() == Some(day);
        view! {
            <a
                class="chip"
                href=to::request(one.id, Some(day))
                aria-current=here.then_some("true")
            >
                {t(says::day(day))}
            </a>
        }
    };
    view! {
        <Show when=move || !days.read().is_empty()>
            <p class="muted small">{t(words::COMING)}</p>
            <nav class="chips" aria-label=move || crate::i18n::t_str(words::COMING)>
                {move || days.get().into_iter().map(link).collect_view()}
            </nav>
        </Show>
    }
}

/// The card: open for those who may read it, else why not.
#[component]
pub fn Who(one: One) -> impl IntoView {
    view! {
        <Section title=words::RESIDENT>
            {move || card_view(one)}
        </Section>
    }
}

fn card_view(one: One) -> AnyView {
    let Some(resident) = one.request.read().as_ref().and_then(|request| request.resident) else {
        return view! { <p class="muted">{t(words::NO_RESIDENT)}</p> };
    };
    let (erased, card) =
        one.store.with(|state| (state.is_erased(resident), state.resident(resident).cloned()));
    if erased {
        return view! { <Notice words=refused::ERASED /> };
    }
    if one.store.reads(resident) == Reads::Not {
        return view! { <Notice words=words::CARD_NOT_YOURS /> };
    }
    let lock = one.store.with(|state| state.card_lock(resident));
    if card.is_none() && lock == CardLock::NoContact {
        return view! { <Notice words=words::CARD_NO_CONTACT /> };
    }
    if card.is_none() && lock == CardLock::Expired {
        return match one.lead.get() {
            true => view! {
                <Notice kind=NoticeKind::Warn words=refused::CARD_ENDED>
                    <LinkButton label=words::CARD icon=Icon::User href=to::card(resident) />
                </Notice>
            },
            false => view! { <Notice words=words::CARD_ENDED_HELPER /> },
        };
    }
    let Some(card) = card else {
        let open = |_| unlock::ask(Callback::new(|()| {}));
        return view! {
            <Notice words=words::CARD_CLOSED>
                <Button label=words::OPEN_CARD icon=Icon::Unlock on_tap=open />
            </Notice>
        };
    };
    one.store.keep_open();
    let why = if one.lead.get() { words::CARD_OPEN_LEAD } else { words::CARD_OPEN_TEAM };
    let (phone, on_the_map) = (card.phone.clone(), card.on_the_map());
    let needs = dates::listed(card.needs.iter().map(|&need: &Need| says::need(need).into()));
    view! {
        <div class="stack close">
            <PersonChip name=Words::named(card.name.clone(), card.reading.clone()) />
            <p class="muted small"><Picture icon=Icon::Unlock /> {t(why)}</p>
            <dl class="facts">
                <Fact label=words::ADDRESS icon=Icon::Pin>{card.address.one_line()}</Fact>
                <Fact label=words::PHONE icon=Icon::Phone>{card.phone.clone()}</Fact>
                {(!needs.is_empty()).then(|| view! { <Fact label=words::NEEDS icon=Icon::Heart>{t(needs)}</Fact> })}
                {(!card.notes.is_empty())
                    .then(|| view! { <Fact label=words::NOTES icon=Icon::Note>{card.notes.clone()}</Fact> })}
            </dl>
            {card.memo.then(|| view! { <Notice kind=NoticeKind::Warn words=words::CARD_MEMO /> })}
            <div class="beside">
                {(!phone.is_empty()).then(|| view! {
                    <LinkButton label=common::PHONE icon=Icon::Phone href=tel(&phone) />
                })}
                {on_the_map.map(|place| view! {
                    <LinkButton label=common::MAP icon=Icon::Map href=map_link(&place) outside=true />
                })}
                <LinkButton label=words::CARD icon=Icon::User href=to::card(card.id) kind=ButtonKind::Quiet />
            </div>
        </div>
    }
}

/// A link that dials; the number as typed where it is none the domain knows.
pub fn tel(phone: &str) -> String {
    let dial = tanomo_domain::phone::Phone::parse(phone);
    format!("tel:{}", dial.as_ref().map_or(phone, |phone| phone.dial()))
}
