//! 記録の保管: how full this phone is, whether the browser keeps the records, a file out, a file in, and an end.

use crate::view::{RwSignal, Show, view};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::export::Export;
use super::restore::RestoreFile;
use super::wipe::Wipe;
use crate::app::to;
use crate::components::{Notice, NoticeKind, PageFrame, Section};
use crate::i18n::{Words, settings, t, t_str};
use crate::store::Store;
use crate::store::room::{Room, measure};

/// Bytes as people say them.
fn size(bytes: u64) -> Words {
    match bytes {
        0..1_000_000 => settings::KILOBYTES.with("n", bytes.div_ceil(1000)),
        _ => settings::MEGABYTES.with("n", bytes.div_ceil(1_000_000)),
    }
}

/// 記録の保管.
#[component]
pub fn KeepPage() -> impl IntoView {
    let store = Store::here();
    view! {
        <PageFrame title=settings::KEEP back=to::SETTINGS>
            <Show when=move || store.full().get()>
                <Notice kind=NoticeKind::Warn words=settings::FULL />
            </Show>
            <Show when=move || { store.damaged().get() > 0 }>
                <Notice words=Words::live(move || settings::DAMAGED.with("n", store.damaged().get())) />
            </Show>
            <Section title=settings::EXPORT>
                <p>{t(settings::EXPORT_WHY)}</p>
                <Export />
            </Section>
            <Section title=settings::RESTORE>
                <p>{t(settings::RESTORE_WHY)}</p>
                <RestoreFile />
            </Section>
            <Section title=settings::ROOM>
                <Meter />
            </Section>
            <Wipe />
        </PageFrame>
    }
}

/// How full the phone is and what that means.
#[component]
fn Meter() -> impl IntoView {
    let room = RwSignal::new(None::<Room>);
    spawn_local(async move {
        let measured = measure().await;
        // The page may be gone by now.
        let _ = room.try_set(Some(measured));
    });
    move || match room.get() {
        None => view! { <p role="status">{t(settings::MEASURING)}</p> },
        Some(room) => meter(room).into_any(),
    }
}

fn meter(room: Room) -> AnyView {
    // localStorage counts two bytes a letter.
    let (used, most) = (room.working as u64 * 2, room.working_most as u64 * 2);
    let words = settings::ROOM_USED.with("used", size(used)).with("most", size(most));
    let all = room.all.zip(room.all_most).map(|(used, most)| {
        view! { <p>{t(settings::ROOM_ALL.with("used", size(used)).with("most", size(most)))}</p> }
    });
    let lasting = if room.lasting { settings::LASTING } else { settings::NOT_LASTING };
    let name = words.clone();
    view! {
        <p>{t(words)}</p>
        <meter
            class="meter"
            min="0"
            max=room.working_most
            high=room.working_most * 3 / 4
            value=room.working
            aria-label=move || t_str(&name)
        ></meter>
        {all}
        <p class="muted">{t(lasting)}</p>
    }
}
