//! Reading QRs: with the camera, or out of photos and videos. What they say is the page's to judge.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::read;
use crate::browser::camera::{Camera, Film, Grey, Lens, NoCamera};
use crate::browser::{self, clock, files, keep};
use crate::components::icon::{Icon, Picture};
use crate::components::{Button, ButtonKind, Notice, NoticeKind};
use crate::i18n::{Text, handover as words, t, t_str};
use crate::store::room;
use crate::view::{RwSignal, Show, view};

/// How many points a side a frame is looked at with, least and most. A frame of a hand-over is a QR of 45 modules.
const SIDES: (f64, f64) = (480.0, 720.0);
/// One look takes so many milliseconds at most, or the next one is at fewer points: the screen stays quick.
const LOOK: f64 = 30.0;
/// The pause between two looks, in milliseconds: a hand-over shows fifteen frames a second.
const PAUSE: i32 = 20;
/// After so many milliseconds without a QR something is said.
const PATIENCE: f64 = 4_000.0;
/// Below this light, from 0 to 255, it is too dark.
const DARK: u8 = 40;
/// How many points the longer side of a photo is looked at with, one after the other.
const PHOTO: [u32; 3] = [1_000, 640, 1_800];

/// What the camera, a photo or a video shows, until the page has what it wants.
#[derive(Clone, Copy)]
struct Eye {
    on: RwSignal<bool>,
    told: Callback<String>,
    hint: RwSignal<Option<Text>>,
    refused: RwSignal<Option<NoCamera>>,
    /// Files are being read: so many QRs in them so far.
    files: RwSignal<Option<u32>>,
    video: browser::Slot,
}

impl Eye {
    fn on(self) -> bool {
        self.on.try_get_untracked() == Some(true)
    }

    async fn watch(self) {
        let Some(video) = browser::kept::<web_sys::Element>(self.video) else { return };
        let camera = Camera::open(&video).await;
        match (camera, Lens::new()) {
            // It goes off with the end of this turn.
            (Ok(_camera), Some(lens)) => {
                self.look_on(&video, &lens, || self.on()).await;
            }
            (Err(why), _) => drop(self.refused.try_set(Some(why))),
            (_, None) => drop(self.refused.try_set(Some(NoCamera::None))),
        }
        let _ = self.on.try_set(false);
    }

    /// Looks at what a video shows for as long as `more` says so; says whether there was a QR.
    async fn look_on(self, video: &web_sys::Element, lens: &Lens, more: impl Fn() -> bool) -> bool {
        let (mut side, mut seen, mut any) = (560.0_f64, clock::monotonic(), false);
        while more() {
            let begun = clock::monotonic();
            if let Some(grey) = lens.look(video, side as u32) {
                let drawn = clock::monotonic() - begun;
                room::breathe().await;
                let again = clock::monotonic();
                let found = self.tell(&grey);
                let took = (clock::monotonic() - again).max(drawn);
                side = (side * (LOOK / took.max(1.0)).sqrt().clamp(0.7, 1.1)).clamp(SIDES.0, SIDES.1);
                if found.texts.is_empty() {
                    if clock::monotonic() - seen > PATIENCE {
                        let _ = self.hint.try_set(Some(hint(&grey, &found)));
                    }
                } else {
                    (seen, any) = (clock::monotonic(), true);
                    let _ = self.hint.try_set(None);
                }
            }
            room::wait(PAUSE).await;
        }
        any
    }

    fn tell(self, grey: &Grey) -> read::Found {
        let found = read::look(grey);
        for text in &found.texts {
            let _ = self.told.try_run(text.clone());
        }
        found
    }

    /// Reads photos and videos, one after the other.
    async fn read_files(self, all: Vec<web_sys::File>) {
        let _ = self.files.try_set(Some(0));
        let _ = self.hint.try_set(None);
        let mut count = 0;
        if let Some(lens) = Lens::new() {
            for file in all {
                let read = match file.type_().starts_with("video/") {
                    true => self.play(&lens, &file).await,
                    false => self.photo(&lens, &file).await,
                };
                count += u32::from(read);
                let _ = self.files.try_set(Some(count));
                room::breathe().await;
            }
        }
        let _ = self.files.try_set(None);
        let _ = self.hint.try_set((count == 0).then_some(words::FILE_NONE));
    }

    async fn photo(self, lens: &Lens, file: &web_sys::File) -> bool {
        for most in PHOTO {
            let Some(grey) = lens.read(file, most).await else { return false };
            room::breathe().await;
            if !self.tell(&grey).texts.is_empty() {
                return true;
            }
        }
        false
    }

    async fn play(self, lens: &Lens, file: &web_sys::File) -> bool {
        let Some(video) = browser::kept::<web_sys::Element>(self.video) else { return false };
        let Ok(film) = Film::open(&video, file).await else { return false };
        let playing = || !film.ended() && self.files.try_get_untracked().flatten().is_some();
        self.look_on(&video, lens, playing).await
    }
}

/// Why nothing was read for a while.
fn hint(grey: &Grey, found: &read::Found) -> Text {
    if grey.light() < DARK {
        words::DARK
    } else if found.torn > 0 {
        words::BLURRED
    } else {
        words::NOT_FOUND
    }
}

/// The camera behind a button, and the photos and videos of the phone.
#[component]
pub fn Scan(
    /// Whether the camera is on. The page turns it off once it has what it wants.
    on: RwSignal<bool>,
    /// Called with what each QR says, again and again while it is before the camera.
    told: Callback<String>,
    /// What the button says.
    label: Text,
    /// How much the button asks to be tapped.
    #[prop(optional)]
    kind: ButtonKind,
) -> impl IntoView {
    let eye = Eye {
        on,
        told,
        hint: RwSignal::new(None),
        refused: RwSignal::new(None),
        files: RwSignal::new(None),
        video: browser::Slot::new_local(None),
    };
    let begin = move |_| {
        eye.refused.set(None);
        eye.hint.set(None);
        on.set(true);
        spawn_local(eye.watch());
    };
    let input = browser::Slot::new_local(None);
    let pick = move |_| {
        if let Some(input) = browser::kept::<web_sys::HtmlInputElement>(input) {
            input.click();
        }
    };
    let picked = move |_: ev::Event| {
        let Some(input) = browser::kept::<web_sys::HtmlInputElement>(input) else { return };
        let all = files::all_picked(&input);
        if !all.is_empty() {
            spawn_local(eye.read_files(all));
        }
    };
    let busy = move || eye.files.get().is_some();
    let shown = move || on.get() || busy();
    on_cleanup(move || {
        let _ = on.try_set(false);
    });
    view! {
        <div class="stack scan">
            <video
                class="eye"
                class:off=move || !shown()
                playsinline=""
                muted=""
                aria-label=move || t_str(words::EYE)
                use:keep=eye.video
            ></video>
            <Show when=move || on.get()>
                <p class="muted">{t(words::HOLD)}</p>
                <Button label=words::PAUSE icon=Icon::Stop wide=true on_tap=move |_| on.set(false) />
            </Show>
            {move || eye.hint.get().map(|words| view! { <Notice kind=NoticeKind::Warn words /> })}
            {move || {
                eye.refused
                    .get()
                    .map(|why| {
                        let words = match why {
                            NoCamera::Refused => words::CAMERA_REFUSED,
                            NoCamera::None => words::CAMERA_NONE,
                        };
                        view! { <Notice kind=NoticeKind::Warn words /> }
                    })
            }}
            <Show when=busy>
                <p class="muted" role="status">{t(words::FILE_READING)}</p>
            </Show>
            <Show when=move || !on.get()>
                <Button label kind icon=Icon::Camera wide=true on_tap=begin />
            </Show>
            <button type="button" class="button" on:click=pick>
                <Picture icon=Icon::Upload />
                <span class="label">{t(words::FROM_PICTURES)}</span>
            </button>
            <input
                type="file"
                hidden
                multiple
                accept="image/*,video/*"
                aria-label=move || t_str(words::FROM_PICTURES)
                use:keep=input
                on:change=picked
            />
        </div>
    }
}
