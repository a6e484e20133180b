//! What a tap on the state line raises: where the records are, what waits, how full the phone is. It comes with a
//! later part of the module; the sheet it stands in is the frame's.

use crate::view::{RwSignal, Show, Signal, child, memo, view};
use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::state::State;
use tanomo_domain::view::{
    Accident, Agreement, Attendance, Call, Circle, Emergency, Erasure, Float, Member, Payment, Referral,
    Request, Resident, Response, SameAs, Sheet, TakenBack, Visit, WorkDay,
};

use tanomo_record::Id;

use crate::app::to;
use crate::browser::look;
use crate::components::{Button, Icon, LinkButton, Notice, NoticeKind, Section, Switch};
use crate::i18n::{Text, Words, common, days, fields, handover, phones, says, t, t_str, today as words};
use crate::pages::phones::Standing;
use crate::pages::requests::title;
use crate::parts::Page;
use crate::store::link::{Stuck, Travel};
use crate::store::room::{Room, measure};
use crate::store::{Phase, Saving, Store};

/// The panel's content.
#[component]
pub fn Panel(
    /// Whether the panel is open.
    open: RwSignal<bool>,
    /// Whether the browser believes in a connection.
    online: Signal<bool>,
) -> impl IntoView {
    let store = Store::here();
    let has_records = move || {
        matches!(store.phase().get(), Phase::Painted | Phase::Ready)
            && Page::instead(&store.travel().get()).is_none()
    };
    view! {
        <div class="stack">
            <Safe online />
            // Those of today's job may be readable still after the others have closed.
            <Show when=move || store.cards_open().get() || store.with(|state| state.residents().next().is_some())>
                <Notice words=words::CARDS_OPEN>
                    <Button label=words::CLOSE_CARDS on_tap=move |_| store.lock() icon=Icon::Lock />
                </Notice>
            </Show>
            <Show when=has_records>
                <Waiting />
                <NotTravelling open />
                <Others open />
                <Meter />
                {link(open, words::EXPORT, to::KEEP, Icon::Download)}
            </Show>
            <Switch
                label=common::SUN
                on=Signal::derive(|| look::look().sun)
                on_change=|on| look::change(|look| look.sun = on)
            />
        </div>
    }
}

/// A way to another page; with the tap the panel leaves.
fn link(open: RwSignal<bool>, label: Text, href: &'static str, icon: Icon) -> AnyView {
    view! {
        <div on:click=move |_| open.set(false)>
            <LinkButton label href icon wide=true />
        </div>
    }
}

/// How it stands with the other phones, and what to do.
#[component]
fn Others(open: RwSignal<bool>) -> impl IntoView {
    let store = Store::here();
    let alone = memo(move |_| store.travel().get() == Travel::Alone);
    // The sample goes nowhere, so nothing is offered there.
    let sample = memo(move |_| store.is_sample());
    move || {
        if sample.get() {
            return child(());
        }
        let act = match alone.get() {
            true => link(open, phones::TITLE, to::PHONES, Icon::Phone),
            false => view! {
                <Button label=common::RETRY icon=Icon::Undo wide=true on_tap=move |_| store.hurry() />
                {link(open, handover::TITLE, to::HANDOVER, Icon::Share)}
            }
            .into_any(),
        };
        view! {
            <Section title=phones::STANDING>
                <Standing />
                {act}
            </Section>
        }
    }
}

/// What is safe, or what happened and what to do.
#[component]
fn Safe(online: Signal<bool>) -> impl IntoView {
    let store = Store::here();
    move || {
        let (kind, said): (_, Words) = match store.saving().get() {
            Saving::Failed(why) => (
                NoticeKind::Danger,
                Words::join([says::trouble(&why), " ".into(), words::PANEL_FAILED.into()]),
            ),
            _ if store.full().get() => (NoticeKind::Danger, words::PANEL_FULL.into()),
            Saving::Unsure => (NoticeKind::Warn, words::PANEL_UNSURE.into()),
            _ if !online.get() => (NoticeKind::Info, words::PANEL_OFFLINE.into()),
            _ => (NoticeKind::Saved, words::PANEL_SAVED.into()),
        };
        view! { <Notice kind words=said /> }
    }
}

/// What waits to be sent, by what it is.
#[component]
fn Waiting() -> impl IntoView {
    let store = Store::here();
    let kinds = memo(move |_| grouped(&store.waiting()));
    view! {
        <Section title=words::WAITING>
            {move || {
                let kinds = kinds.get();
                if kinds.is_empty() {
                    return view! { <p>{t(words::WAITING_NONE)}</p> };
                }
                let each = kinds
                    .into_iter()
                    .map(|(kind, count)| {
                        view! {
                            <li class="spread">
                                <span>{t(kind)}</span>
                                <span class="numbers">{t(common::ITEMS.with("n", count))}</span>
                            </li>
                        }
                    });
                view! {
                    <ul class="plain-list">{each.collect_view()}</ul>
                    <p class="muted small">{t(phones::WAITING_WHY)}</p>
                }
            }}
        </Section>
    }
}

/// The records that stay here while others go on: what it is, why, and the way to it.
#[component]
fn NotTravelling(open: RwSignal<bool>) -> impl IntoView {
    let store = Store::here();
    let stuck = memo(move |_| {
        let all = store.stuck();
        store.with(|state| all.iter().map(|(id, why)| (about(state, *id), *why)).collect::<Vec<_>>())
    });
    let row = move |((what, href), why): ((Words, Option<String>), Stuck)| {
        let what = match href {
            Some(href) => view! { <a href=href on:click=move |_| open.set(false)>{t(what)}</a> }.into_any(),
            None => view! { <span>{t(what)}</span> }.into_any(),
        };
        view! {
            <li class="stack close">
                {what}
                <span class="muted small">{t(reason(why))}</span>
            </li>
        }
    };
    move || {
        let stuck = stuck.get();
        (!stuck.is_empty()).then(|| {
            view! {
                <Section title=phones::STUCK_TITLE>
                    <ul class="plain-list">{stuck.into_iter().map(row).collect_view()}</ul>
                </Section>
            }
        })
    }
}

const fn reason(why: Stuck) -> Text {
    match why {
        Stuck::NoRoom => phones::STUCK_NO_ROOM,
        Stuck::NotYet => phones::STUCK_NOT_YET,
        Stuck::Refused => phones::STUCK_REFUSED,
        Stuck::NotBelieved => phones::STUCK_NOT_BELIEVED,
    }
}

/// What a record is, in words, and the page that shows it; of whom a closed card is stays closed.
fn about(state: &State, id: Id) -> (Words, Option<String>) {
    if let Some(request) = state.request(id) {
        return (title(request.task, &request.town), Some(to::request(id, None)));
    }
    if state.resident(id).is_some() {
        return (words::KIND_CARDS.into(), Some(to::card(id)));
    }
    let kind = state.record(id).map_or(Resident::KIND, |record| record.kind());
    let mut counted = grouped(&[(kind.to_owned(), 1)].into());
    (counted.pop().map_or(words::KIND_OTHER, |(text, _)| text).into(), None)
}

/// The kinds of records in the words of people, in a fixed order.
fn grouped(kinds: &BTreeMap<String, usize>) -> Vec<(Text, usize)> {
    let groups: [(Text, &[&str]); 9] = [
        (words::KIND_REQUESTS, &[Request::KIND]),
        (words::KIND_CARDS, &[Resident::KIND]),
        (words::KIND_OFFERS, &[Response::KIND]),
        (words::KIND_DAYS, &[Agreement::KIND]),
        (words::KIND_VISITS, &[Visit::KIND, Payment::KIND, Referral::KIND, Float::KIND, Emergency::KIND]),
        (days::DAYS, &[WorkDay::KIND, Attendance::KIND, Call::KIND, Sheet::KIND]),
        (fields::ACCIDENT, &[Accident::KIND]),
        (words::KIND_PEOPLE, &[Member::KIND, Circle::KIND]),
        (words::KIND_SAME, &[SameAs::KIND, Erasure::KIND, TakenBack::KIND]),
    ];
    let count = |of: &[&str]| of.iter().filter_map(|kind| kinds.get(*kind)).sum::<usize>();
    let mut counted: Vec<_> = groups.iter().map(|(text, of)| (*text, count(of))).collect();
    let known: usize = counted.iter().map(|(_, count)| count).sum();
    counted.push((words::KIND_OTHER, kinds.values().sum::<usize>().saturating_sub(known)));
    counted.retain(|(_, count)| *count > 0);
    counted
}

/// How full the phone is, measured when the panel opens.
#[component]
fn Meter() -> impl IntoView {
    let room = RwSignal::new(None::<Room>);
    spawn_local(async move {
        let measured = measure().await;
        let _ = room.try_set(Some(measured));
    });
    move || {
        let room = room.get()?;
        // Where the browser does not say what it would give, the working set is what fills first.
        let (used, most) = match (room.all, room.all_most) {
            (Some(used), Some(most)) if most > 0 => (used, most),
            _ => (room.working as u64 * 2, room.working_most as u64 * 2),
        };
        let said = words::ROOM_OF.with("used", megabytes(used)).with("most", megabytes(most));
        Some(view! {
            <div class="meter">
                <p class="spread">
                    <span>{t(words::ROOM)}</span>
                    <span class="numbers">{t(said)}</span>
                </p>
                <meter
                    aria-label=move || t_str(words::ROOM)
                    min="0"
                    max=most.to_string()
                    high={(most / 10 * 8).to_string()}
                    value=used.to_string()
                ></meter>
            </div>
        })
    }
}

/// Rounded up, so that a phone that keeps something never says 0.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_that_waits_is_named() {
        for kind in tanomo_domain::KINDS {
            let named = grouped(&[(kind.to_owned(), 1)].into());
            assert!(named.iter().all(|(text, _)| *text != words::KIND_OTHER), "{kind}");
        }
        let newer = grouped(&[("of-a-newer-app".to_owned(), 1)].into());
        assert_eq!(newer, [(words::KIND_OTHER, 1)]);
    }
}
