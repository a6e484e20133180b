//! 声のメモ: spoken on site, with gloves on, in 20 seconds at most; and heard.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_domain::date::tokyo_date;
use tanomo_domain::state::State;
use tanomo_domain::view::voice::{Form, LONGEST};
use tanomo_domain::view::{Role, Sort, Voice};
use tanomo_record::Id;

use super::{Of, to_send};
use crate::browser::voice::{self as microphone, NotRecorded, Player, Recording};
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Notice, NoticeKind, Section};
use crate::i18n::{Text, Words, common, photos as shared, says, t, voices as words};
use crate::pages::visit::name_of;
use crate::store::photos::{NotShown, Spoken};
use crate::store::{Store, now, room};
use crate::view::{RwSignal, Show, Signal, memo, view};

fn list(state: &State, of: Of, card: Id) -> Vec<(Id, Voice)> {
    match of {
        Of::Card(card) => state.voices(card),
        Of::Visit(visit) => state.voices_of_visit(visit),
        Of::Form { visit, sort, .. } => state.voices_of(card, visit, tokyo_date(now()), sort),
    }
}

/// What somebody goes for where a note can be spoken; on the card itself none is.
fn sort(state: &State, of: Of) -> Option<Sort> {
    match of {
        Of::Card(_) => None,
        Of::Visit(visit) => state.visit(visit).map(|visit| visit.sort),
        Of::Form { sort, .. } => Some(sort),
    }
}

/// The notes, and a way to speak one. Nothing at all where there is neither.
#[component]
pub(super) fn Voices(of: Of, card: Id) -> impl IntoView {
    let store = Store::here();
    let all = memo(move |_| store.with(|state| list(state, of, card)));
    let waiting =
        to_send(store, Signal::derive(move || all.with(|all| all.iter().map(|(id, _)| *id).collect())));
    let speaks = store.peek(|state| sort(state, of)).filter(|_| microphone::available());
    let shown = memo(move |_| speaks.is_some() || all.with(|all| !all.is_empty()));
    let rows = move || {
        let row = |(card, voice): (Id, Voice)| view! { <Note card voice waiting /> };
        all.get().into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || shown.get()>
            <Section title=words::VOICES>
                <ul class="plain-list">{rows}</ul>
                {speaks.map(|sort| view! { <Speak of card sort /> })}
            </Section>
        </Show>
    }
}

/// One note: who spoke and when, hearing it, and taking it off after a question.
#[component]
fn Note(card: Id, voice: Voice, waiting: RwSignal<BTreeSet<[u8; 32]>>) -> impl IntoView {
    let store = Store::here();
    let (player, playing) = (StoredValue::new_local(None::<Player>), RwSignal::new(false));
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let wrong = RwSignal::new(None::<Words>);
    let Voice { sound, form, seconds, by, taken, .. } = voice;
    let stop = move || {
        let _ = player.try_set_value(None);
        let _ = playing.try_set(false);
    };
    let listen = move |_| {
        if playing.get_untracked() {
            return stop();
        }
        wrong.set(None);
        playing.set(true);
        store.keep_open();
        spawn_local(async move {
            let played = match store.picture(card, sound).await {
                Ok(bytes) => {
                    Player::play(&bytes, form.media_type(), stop).await.map_err(|_| words::NOT_PLAYED)
                }
                Err(why) => Err(said(&why)),
            };
            // A second tap, or the page was left, while it was fetched.
            let wanted = playing.try_get_untracked() == Some(true);
            match played {
                Ok(plays) if wanted => drop(player.try_set_value(Some(plays))),
                Ok(_) => {}
                Err(why) => {
                    stop();
                    let _ = wrong.try_set(Some(why.into()));
                }
            }
        });
    };
    let remove = move |_| {
        busy.set(true);
        stop();
        spawn_local(async move {
            let done = store.run(Command::RemoveVoice(card, sound.hash)).await;
            let _ = busy.try_set(false);
            if let Err(why) = done {
                let _ = wrong.try_set(Some(says::trouble(&why)));
            }
        });
    };
    let mine = store.me() == Some(by) || store.role() == Role::Lead;
    let waits = move || waiting.with(|waiting| waiting.contains(&sound.hash));
    let label = Words::live(move || match playing.get() {
        true => words::SILENCE.into(),
        false => words::LISTEN.with("n", seconds),
    });
    view! {
        <li class="stack close">
            <p>
                {t(Words::live(move || store.with(|state| name_of(state, by))))} " "
                <span class="muted">{t(says::moment(taken))}</span>
            </p>
            <Show when=waits>
                <p class="muted small">{t(shared::WAITS)}</p>
            </Show>
            <Show when=move || asking.get() fallback=move || view! {
                <div class="beside">
                    <Button label=label.clone() icon=Icon::Speaker on_tap=listen />
                    {mine
                        .then(|| {
                            view! {
                                <Button
                                    label=common::DELETE
                                    kind=ButtonKind::Danger
                                    on_tap=move |_| asking.set(true)
                                />
                            }
                        })}
                </div>
            }>
                <p>{t(words::REMOVE_WHY)}</p>
                <div class="beside">
                    <Button label=shared::KEEP on_tap=move |_| asking.set(false) />
                    <Button label=common::DELETE kind=ButtonKind::Danger busy on_tap=remove />
                </div>
            </Show>
            {move || wrong.get().map(|words| view! { <Notice kind=NoticeKind::Danger words /> })}
        </li>
    }
}

fn said(why: &NotShown) -> Text {
    match why {
        NotShown::NotYet => words::NOT_YET,
        NotShown::Offline => words::OFFLINE,
        NotShown::Damaged => words::DAMAGED,
    }
}

/// How far speaking is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Silent,
    Asking,
    /// So many seconds are left.
    Speaking(u8),
    Keeping,
}

/// The microphone of a page, while it is on. Leaving the page drops it, and the microphone goes off.
type Running = StoredValue<Rc<RefCell<Option<Recording>>>, LocalStorage>;

/// One large button: a tap begins, a second one or the end of the time saves.
#[component]
fn Speak(of: Of, card: Id, sort: Sort) -> impl IntoView {
    let store = Store::here();
    let step = RwSignal::new(Step::Silent);
    let result = RwSignal::new(None::<(NoticeKind, Words)>);
    let running: Running = StoredValue::new_local(Rc::default());
    let save = move || {
        let Some(Step::Speaking(left)) = step.try_get_untracked() else { return };
        let recording = running.try_with_value(|held| held.borrow_mut().take()).flatten();
        let Some(recording) = recording else { return };
        step.set(Step::Keeping);
        let seconds = (LONGEST - left).max(1);
        spawn_local(async move {
            let said = match keep(store, of, card, sort, recording, seconds).await {
                Ok(()) => (NoticeKind::Saved, words::ADDED.into()),
                Err(why) => (NoticeKind::Danger, why),
            };
            let _ = step.try_set(Step::Silent);
            let _ = result.try_set(Some(said));
        });
    };
    let begin = move || {
        step.set(Step::Asking);
        result.set(None);
        store.keep_open();
        spawn_local(async move {
            match Recording::begin().await {
                Ok(recording) => {
                    if running.try_with_value(|held| held.replace(Some(recording))).is_some() {
                        count_down(step).await;
                        save();
                    }
                }
                Err(why) => {
                    let _ = step.try_set(Step::Silent);
                    let _ = result.try_set(Some((NoticeKind::Danger, not_recorded(why).into())));
                }
            }
        });
    };
    let tap = move |_| match step.get_untracked() {
        Step::Silent => begin(),
        Step::Speaking(_) => save(),
        Step::Asking | Step::Keeping => {}
    };
    let label = Words::live(move || match step.get() {
        Step::Speaking(_) | Step::Keeping => words::STOP.into(),
        Step::Silent | Step::Asking => words::SPEAK.with("n", LONGEST),
    });
    let busy = Signal::derive(move || matches!(step.get(), Step::Asking | Step::Keeping));
    let state = move || match step.get() {
        Step::Silent => None,
        Step::Asking => Some(Words::from(words::ASKING)),
        Step::Speaking(left) => Some(words::LEFT.with("n", left)),
        Step::Keeping => Some(words::KEEPING.into()),
    };
    view! {
        <Button label icon=Icon::Mic busy wide=true on_tap=tap />
        // Without `role="status"`: a screen reader that counts the seconds aloud would be recorded.
        {move || state().map(|words| view! { <p class="muted">{t(words)}</p> })}
        {move || result.get().map(|(kind, words)| view! { <Notice kind words /> })}
    }
}

/// Until the time is over, or somebody stopped, or the page was left.
async fn count_down(step: RwSignal<Step>) {
    let _ = step.try_set(Step::Speaking(LONGEST));
    for left in (0..LONGEST).rev() {
        room::wait(1_000).await;
        if !matches!(step.try_get_untracked(), Some(Step::Speaking(_))) {
            return;
        }
        let _ = step.try_set(Step::Speaking(left));
    }
}

async fn keep(
    store: Store,
    of: Of,
    card: Id,
    sort: Sort,
    recording: Recording,
    seconds: u8,
) -> Result<(), Words> {
    let sound = recording.end().await.map_err(|why| Words::from(not_recorded(why)))?;
    let form = Form::from_code(sound.container).ok_or_else(|| Words::from(words::NOT_HEARD))?;
    let spoken = Spoken { bytes: sound.bytes, form, seconds };
    store.add_voice(card, of.visit(), sort, spoken).await.map_err(|why| says::trouble(&why))
}

fn not_recorded(why: NotRecorded) -> Text {
    match why {
        NotRecorded::Refused => words::REFUSED,
        NotRecorded::NoMicrophone => words::NO_MIC,
        NotRecorded::Nothing => words::NOT_HEARD,
    }
}
