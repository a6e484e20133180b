//! A hand-over on the screen: its QRs one after the other, without end, and the receipt that comes back.

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_sync::handover::Frames;

use super::{Scan, say};
use crate::browser::camera::paint;
use crate::browser::{self, keep};
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, ChipsOne, Choice, Notice, NoticeKind, Section};
use crate::i18n::{Words, handover as words, t, t_str};
use crate::store::link::{Handing, NotHanded};
use crate::store::{Store, room};
use crate::view::{RwSignal, Show, view};

/// The light border that readers need, in modules.
const BORDER: usize = 4;
/// Frames a second: slow, usual, fast.
const SPEEDS: [i32; 3] = [4, 8, 15];

/// The row of QRs, and what to do while it is read.
#[component]
pub(super) fn Showing(
    /// What is handed over.
    handing: Handing,
    /// Its QRs.
    frames: Frames,
    /// To whom.
    name: Words,
) -> impl IntoView {
    let running = RwSignal::new(true);
    let speed = RwSignal::new(Some(SPEEDS[2]));
    let shown = RwSignal::new(0_u32);
    let canvas = browser::Slot::new_local(None);
    let blocks = frames.blocks();
    // One loop as long as the screen is there; stopped it waits at the frame it was at.
    spawn_local(async move {
        loop {
            let Some(per_second) = speed.try_get_untracked() else { return };
            let on = running.try_get_untracked() == Some(true);
            if let (true, Some(canvas)) = (on, browser::kept::<web_sys::Element>(canvas)) {
                let n = shown.get_untracked();
                draw(&canvas, &frames, n);
                let _ = shown.try_set(n.wrapping_add(1));
            }
            room::wait(1_000 / per_second.unwrap_or(SPEEDS[1])).await;
        }
    });
    let label = Words::live(move || if running.get() { words::PAUSE } else { words::GO_ON });
    let rates = [(SPEEDS[0], words::SLOW), (SPEEDS[1], words::USUAL), (SPEEDS[2], words::FAST)];
    let rates: Vec<_> = rates.into_iter().map(|(rate, words)| Choice::new(rate, words)).collect();
    view! {
        <p>{t(words::SHOWING.with("name", name).with("n", handing.records))}</p>
        <canvas
            class="frames"
            role="img"
            aria-label=move || t_str(words::FRAMES)
            data-blocks=blocks.to_string()
            data-frame=move || shown.get().to_string()
            use:keep=canvas
        ></canvas>
        <p class="muted">{t(words::ROUND.with("n", blocks))}</p>
        <Button label icon=Icon::Play wide=true on_tap=move |_| running.update(|on| *on = !*on) />
        <p class="muted">{t(words::BRIGHT)}</p>
        <ChipsOne label=words::SPEED options=rates chosen=speed keep=true />
        <Section title=words::RECEIPT>
            <Back handing />
        </Section>
    }
}

fn draw(canvas: &web_sys::Element, frames: &Frames, n: u32) {
    let text = frames.frame(n).to_text();
    let Ok(code) = QRBuilder::new(text).ecl(ECL::L).build() else { return };
    let dark = |x: usize, y: usize| {
        let (x, y) = (x.wrapping_sub(BORDER), y.wrapping_sub(BORDER));
        x < code.size && y < code.size && code[y][x].value()
    };
    paint(canvas, code.size + 2 * BORDER, dark);
}

/// The receipt, read off the other phone.
#[component]
fn Back(handing: Handing) -> impl IntoView {
    let store = Store::here();
    let on = RwSignal::new(false);
    let came = RwSignal::new(None::<u32>);
    let wrong = RwSignal::new(None::<Words>);
    let (of, records) = (handing.of, handing.records);
    let told = Callback::new(move |text: String| {
        spawn_local(async move {
            match store.read_receipt(&text).await {
                Ok((name, count)) if name == of => {
                    let _ = came.try_set(Some(count));
                    let _ = wrong.try_set(None);
                    let _ = on.try_set(false);
                }
                Ok(_) => drop(wrong.try_set(Some(words::RECEIPT_OTHER.into()))),
                Err(NotHanded::Foreign) => drop(wrong.try_set(Some(words::RECEIPT_NONE.into()))),
                Err(why) => drop(wrong.try_set(Some(say(&why)))),
            }
        });
    });
    view! {
        <Show when=move || came.with(Option::is_none)>
            <p class="muted">{t(words::RECEIPT_HOW)}</p>
        </Show>
        {move || {
            came.get()
                .map(|came| {
                    let kind = if came == records { NoticeKind::Saved } else { NoticeKind::Warn };
                    let words = words::SENT_CAME.with("sent", records).with("came", came);
                    view! { <Notice kind words /> }
                })
        }}
        {move || wrong.get().map(|words| view! { <Notice kind=NoticeKind::Warn words /> })}
        <Scan on told label=words::READ_RECEIPT kind=ButtonKind::Secondary />
        <p class="muted">{t(words::STILL_UNSENT)}</p>
    }
}
