//! The resident's ありがとう, drawn with a finger. It is kept on their card, so the card has to be open.

use crate::view::{RwSignal, Show, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_domain::refusal::Refusal;
use tanomo_domain::view::Drawing;
use tanomo_domain::view::sign::{GRID, MOST_POINTS, Point, path};
use tanomo_record::Id;

use super::words;
use crate::browser::pen;
use crate::components::{Button, Details, Icon, Notice, NoticeKind};
use crate::i18n::{says, t, t_str};
use crate::pages::unlock;
use crate::store::{Store, Trouble};

/// What was drawn, or a place to draw; nothing where nobody is named.
#[component]
pub(super) fn Sign(visit: Id) -> impl IntoView {
    let store = Store::here();
    let named = memo(move |_| {
        store.with(|state| {
            let card = state.visit(visit).and_then(|visit| state.request(visit.request))?.resident;
            card.filter(|&card| !state.is_erased(card))
        })
    });
    let drawn = memo(move |_| {
        store.with(|state| state.visit(visit).and_then(|visit| state.sign(visit)).map(|drawn| drawn.path()))
    });
    let strokes = RwSignal::new(Vec::<Vec<Point>>::new());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let keep = Callback::new(move |drawing: Option<Drawing>| {
        trouble.set(None);
        run(store, visit, drawing, busy, trouble, strokes);
    });
    let save = Callback::new(move |_| {
        if let Some(drawing) = strokes.with_untracked(|strokes| Drawing::of(strokes)) {
            keep.run(Some(drawing));
        }
    });
    let pad = move || {
        view! {
            <p>{t(words::SIGN_HELP)}</p>
            <Pad strokes />
            <div class="beside">
                <Button label=words::SIGN_CLEAR icon=Icon::Undo on_tap=Callback::new(move |_| strokes.set(Vec::new())) />
                <Button label=words::SIGN_SAVE icon=Icon::Check busy on_tap=save />
            </div>
        }
    };
    let shown = move |path: String| {
        view! {
            <Notice kind=NoticeKind::Saved words=words::SIGN_SAVED />
            <svg class="sign" viewBox="-4 -4 264 136" role="img" aria-label=move || t_str(words::SIGN_PICTURE)>
                <path d=path />
            </svg>
            <Button label=words::SIGN_OFF busy on_tap=Callback::new(move |_| keep.run(None)) />
        }
    };
    view! {
        <Show when=move || named.get().is_some()>
            <Details title=words::SIGN icon=Icon::Heart>
                <div class="part">
                    {move || match drawn.get() {
                        Some(path) => shown(path).into_any(),
                        None => pad().into_any(),
                    }}
                    {move || {
                        trouble.get().map(|why| view! { <Notice kind=NoticeKind::Danger words=says::trouble(&why) /> })
                    }}
                </div>
            </Details>
        </Show>
    }
}

/// Keeps a drawing, or takes it off; a closed card is opened first.
fn run(
    store: Store,
    visit: Id,
    drawing: Option<Drawing>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
    strokes: RwSignal<Vec<Vec<Point>>>,
) {
    busy.set(true);
    spawn_local(async move {
        let ran = store.run(Command::Sign(visit, drawing.clone())).await;
        let _ = busy.try_set(false);
        match ran {
            Ok(_) => {
                let _ = strokes.try_set(Vec::new());
            }
            Err(Trouble::Locked | Trouble::NeedsNumber | Trouble::Refused(Refusal::Closed)) => {
                unlock::ask(Callback::new(move |()| {
                    run(store, visit, drawing.clone(), busy, trouble, strokes)
                }));
            }
            Err(why) => {
                let _ = trouble.try_set(Some(why));
            }
        }
    });
}

/// The place to draw on. A stroke goes on while the finger is down; what lies closer than two points of the grid to the
/// last one is not kept.
#[component]
fn Pad(strokes: RwSignal<Vec<Vec<Point>>>) -> impl IntoView {
    let down = RwSignal::new(false);
    let put = move |event: &web_sys::MouseEvent, begins: bool| {
        let Some((x, y)) = pen::at(event) else { return };
        let point = (grid(x, GRID.0), grid(y, GRID.1));
        strokes.update(|strokes| {
            if strokes.iter().map(Vec::len).sum::<usize>() >= MOST_POINTS {
                return;
            }
            if begins || strokes.is_empty() {
                strokes.push(Vec::new());
            }
            let Some(stroke) = strokes.last_mut() else { return };
            let far = |&(a, b): &Point| a.abs_diff(point.0) > 2 || b.abs_diff(point.1) > 2;
            if stroke.last().is_none_or(far) {
                stroke.push(point);
            }
        });
    };
    view! {
        <div
            class="sign-pad"
            role="img"
            aria-label=move || t_str(words::SIGN_PAD)
            on:pointerdown=move |event| {
                down.set(true);
                put(&event, true);
            }
            on:pointermove=move |event| {
                if down.get_untracked() {
                    put(&event, false);
                }
            }
            on:pointerup=move |_| down.set(false)
            on:pointerleave=move |_| down.set(false)
            on:pointercancel=move |_| down.set(false)
        >
            <svg class="sign" viewBox="-4 -4 264 136" aria-hidden="true">
                <path d=move || strokes.with(|strokes| path(strokes)) />
            </svg>
        </div>
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A part of 1 times at most 255.
fn grid(part: f64, most: u8) -> u8 {
    (part * f64::from(most)).round() as u8
}
