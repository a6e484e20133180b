//! What was agreed, for the calendar of the phone: a file, by the share sheet or saved.

use crate::view::{Memo, RwSignal, Show, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::calendar::Event;
use tanomo_domain::view::Agreement;

use super::list::title;
use super::one::One;
use crate::browser::files;
use crate::components::choice::Tick;
use crate::components::icon::Icon;
use crate::components::{Button, Details, Notice, NoticeKind};
use crate::i18n::{Text, notices as words, t, t_str};

/// How long a job takes of which nobody said how long, in minutes.
const USUAL: u16 = 60;

/// The kind of a calendar file (RFC 5545, section 8.1).
const KIND: &str = "text/calendar;charset=utf-8";

/// The file of what was agreed last, standing or called off.
#[component]
pub fn InCalendar(
    /// The request.
    one: One,
) -> impl IntoView {
    let last = memo(move |_| last(one));
    let off = memo(move |_| last.read().as_ref().is_some_and(|last| last.ended));
    let there = memo(move |_| last.read().is_some());
    move || there.get().then(|| if off.get() { offer(one, true) } else { offer(one, false) })
}

fn last(one: One) -> Option<Agreement> {
    one.store.with(|state| {
        let occurrence = one.occurrence.get();
        let standing = state.agreement_of(one.id, occurrence);
        let any = || {
            let all = state.agreements(one.id).filter(|agreement| agreement.occurrence == occurrence);
            all.max_by_key(|agreement| (agreement.at, agreement.id))
        };
        standing.or_else(any).cloned()
    })
}

fn offer(one: One, off: bool) -> AnyView {
    // Who may not read the card has nothing of it to pass on.
    let readable = memo(move |_| card(one).is_some() && !off);
    let label = if off { words::CALENDAR_OFF } else { words::CALENDAR };
    give((label, words::CALENDAR_WHAT), Some(readable), move |with| event(one, with))
}

/// A file for the phone's calendar: saved, or handed to another app. `with` says whether name and address may be ticked.
pub fn give(
    (label, what): (Text, Text),
    with: Option<Memo<bool>>,
    event: impl Fn(bool) -> Option<Event> + Copy + Send + Sync + 'static,
) -> AnyView {
    let ticked = RwSignal::new(false);
    let done = RwSignal::new(None::<bool>);
    let busy = RwSignal::new(false);
    let give = move |send: bool| {
        let Some(event) = event(ticked.get_untracked()) else { return };
        busy.set(true);
        spawn_local(async move {
            let (name, text) = ("tanomo.ics", event.to_ics());
            let given = match send {
                true => files::share(name, KIND, &text).await,
                false => files::save(name, KIND, &text).map(|()| true),
            };
            let _ = busy.try_set(false);
            let _ = done.try_set(given.map_or(Some(false), |given| given.then_some(true)));
        });
    };
    view! {
        <Details title=label icon=Icon::Calendar>
            <p>{t(what)}</p>
            <Show when=move || with.is_some_and(|with| with.get())>
                <Tick label=words::CALENDAR_WITH hint=words::CALENDAR_WITH_HINT on=ticked />
            </Show>
            <div class="beside">
                <Button label=words::CALENDAR_SAVE icon=Icon::Download busy=busy on_tap=move |_| give(false) />
                {files::can_share()
                    .then(|| {
                        view! {
                            <Button label=words::CALENDAR_SEND icon=Icon::Share busy=busy on_tap=move |_| give(true) />
                        }
                    })}
            </div>
            {move || match done.get() {
                Some(true) => Some(view! { <Notice kind=NoticeKind::Saved words=words::CALENDAR_DONE /> }),
                Some(false) => Some(view! { <Notice kind=NoticeKind::Warn words=words::CALENDAR_FAILED /> }),
                None => None,
            }}
        </Details>
    }
}

/// The resident's name and address, where this phone may read them now.
fn card(one: One) -> Option<(String, String)> {
    if !one.lead.get() && !one.on_team() {
        return None;
    }
    let resident = one.request.read().as_ref()?.resident?;
    one.store.with(|state| {
        let card = state.resident(resident)?;
        Some((card.name.clone(), card.address.one_line()))
    })
}

fn event(one: One, with: bool) -> Option<Event> {
    let (last, request) = (last(one)?, one.request.get_untracked()?);
    let title = t_str(title(request.task, &request.town));
    let event = one.store.with(|state| Event::of_agreement(state, &last, title, USUAL));
    if !with {
        return Some(event);
    }
    let (name, address) = card(one)?;
    Some(Event { place: Some(address).filter(|place| !place.is_empty()), notes: Some(name), ..event })
}
