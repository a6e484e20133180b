//! Who asks: found by number or name, entered anew, or left out.

use crate::view::{Memo, Show, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::Command;
use tanomo_record::Id;

use super::super::card_fields::{NameFields, PlaceFields};
use super::super::fields::{Kept, TownField};
use super::super::list::title;
use super::Log;
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Notice, NoticeKind, PersonChip, Section, Switch, TextField};
use crate::i18n::{Words, requests as words, says, t};
use crate::pages::unlock;

/// How many people a search by name offers.
const MOST_FOUND: usize = 6;
/// The id of the notice that what was typed is not what the card says.
pub(super) const TYPED_BESIDE: &str = "typed-beside";

/// The telephone number, the card, or nobody.
#[component]
pub(super) fn WhoSection(log: Log) -> impl IntoView {
    let store = log.store;
    let closed = memo(move |_| store.has_number() && store.with(|state| state.closed_cards()) > 0);
    let found = memo(move |_| {
        let (phone, name) = (log.card.phone.get(), log.card.name.get());
        store.with(|state| {
            let mut found =
                if phone.trim().is_empty() { Vec::new() } else { state.residents_by_phone(&phone) };
            if !name.trim().is_empty() {
                found.extend(state.residents_by_name(&name));
            }
            let mut ids: Vec<Id> = Vec::new();
            found.iter().for_each(|card| {
                if !ids.contains(&card.id) {
                    ids.push(card.id);
                }
            });
            ids.truncate(MOST_FOUND);
            ids
        })
    });
    let unlock_it = move |_| unlock::ask(Callback::new(|()| {}));
    view! {
        <Section title=words::STEP_WHO>
            {move || match (log.nobody.get(), log.who.get()) {
                (true, _) => view! { <TownField value=log.request.town act=log.act /> },
                (false, Some(id)) => view! { <Picked log id /> },
                (false, None) => view! {
                    <TextField
                        label=words::PHONE
                        help=words::PHONE_HELP
                        value=log.card.phone
                        kind="tel"
                        keyboard="tel"
                        max=20
                        focus=true
                        error=log.act.fault("phone")
                    />
                    <Show when=move || closed.get()>
                        <Notice words=words::CARDS_CLOSED>
                            <Button label=words::OPEN_CARDS icon=Icon::Unlock on_tap=unlock_it />
                        </Notice>
                    </Show>
                    <Found log found />
                    <NameFields form=log.card act=log.act />
                    <PlaceFields form=log.card act=log.act />
                },
            }}
            <Show when=move || log.who.get().is_none()>
                <Switch
                    label=words::NOBODY
                    hint=words::NOBODY_HELP
                    on=log.nobody
                    on_change=Callback::new(move |on| log.nobody.set(on))
                />
            </Show>
        </Section>
    }
}

/// The cards found by number or name: one tap says it is this person.
#[component]
fn Found(log: Log, found: Memo<Vec<Id>>) -> impl IntoView {
    let row = move |id: Id| {
        let card = log.store.peek(|state| state.resident(id).cloned())?;
        let place = card.address.local();
        Some(view! {
            <li class="spread">
                <PersonChip name=Words::named(card.name, card.reading) note=place />
                <Button
                    label=words::THIS_PERSON
                    icon=Icon::Check
                    on_tap=move |_| log.pick(id)
                />
            </li>
        })
    };
    view! {
        <div role="status">
            {move || {
                let found = found.get();
                (!found.is_empty())
                    .then(|| {
                        view! {
                            <p><strong>{t(words::CARDS_FOUND.with("n", found.len()))}</strong></p>
                            <ul class="stack close">{found.into_iter().map(row).collect_view()}</ul>
                        }
                    })
            }}
        </div>
    }
}

/// The person whose card was found, and what they asked for last time.
#[component]
fn Picked(log: Log, id: Id) -> impl IntoView {
    let store = log.store;
    let card = memo(move |_| store.with(|state| state.resident(id).cloned()));
    let last = memo(move |_| {
        store.with(|state| {
            let who = Some(state.canonical(id));
            let theirs = state.requests().filter(|r| r.resident.map(|id| state.canonical(id)) == who);
            theirs.max_by_key(|request| request.logged_at).cloned()
        })
    });
    let again = move |_| {
        if let Some(last) = last.get_untracked() {
            log.request.show(Kept::again(&last));
        }
    };
    view! {
        {move || match card.get() {
            Some(card) => view! {
                <div class="stack close">
                    <PersonChip name=Words::named(card.name, card.reading) note=card.address.local() />
                    <p class="numbers">{card.phone}</p>
                </div>
            },
            None => view! { <Notice kind=NoticeKind::Warn words=words::CARD_CLOSED_PICKED /> },
        }}
        {move || {
            // What was typed before the card was found is not lost without a word.
            let typed = log.typed_beside(id)?;
            let told = words::TYPED_BESIDE.with("typed", typed.reach());
            let write = move |_| {
                log.act.run(Command::EditCard(id, Box::new(typed.clone().draft())), |_| {});
            };
            Some(view! {
                <div id=TYPED_BESIDE>
                    <Notice kind=NoticeKind::Warn words=told>
                        <Button label=words::TYPED_INTO_CARD icon=Icon::Edit busy=log.act.busy on_tap=write />
                    </Notice>
                </div>
            })
        }}
        {move || {
            last.get()
                .map(|last| {
                    let told = words::LAST_TIME
                        .with("what", title(last.task, &last.town))
                        .with("when", says::moment(last.logged_at));
                    view! {
                        <div class="spread">
                            <p>{t(told)}</p>
                            <Button label=words::SAME_AS_LAST icon=Icon::History on_tap=again />
                        </div>
                    }
                })
        }}
        <TownField value=log.request.town act=log.act />
        <Button label=words::OTHER_PERSON kind=ButtonKind::Quiet on_tap=move |_| log.who.set(None) />
    }
}
