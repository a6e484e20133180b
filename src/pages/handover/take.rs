//! 受け取る: another phone's QRs read with the camera, or its file; and the receipt that goes back.

use std::cell::RefCell;

use base64ct::{Base64UrlUnpadded, Encoding};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_sync::handover::{Collector, NotAFrame, Seen};

use super::{FILE_MARK, LARGEST_FILE, Scan, say};
use crate::app::to;
use crate::browser::{self, files, keep};
use crate::components::icon::{Icon, Picture};
use crate::components::{Button, ButtonKind, Notice, NoticeKind, PageFrame, Progress, Section};
use crate::i18n::{Words, handover as words, settings, t, t_str};
use crate::pages::phones::qr;
use crate::store::Store;
use crate::store::link::{Came, NotHanded};
use crate::view::{RwSignal, Show, Signal, view};

thread_local! {
    /// What was read so far: the screen may be left and come back to.
    static BEGUN: RefCell<Collector> = RefCell::default();
}

/// One taking in.
#[derive(Clone, Copy)]
struct Taking {
    store: Store,
    on: RwSignal<bool>,
    progress: RwSignal<(u32, u32)>,
    /// Another hand-over than the one that was begun is before the camera.
    other: RwSignal<bool>,
    wrong: RwSignal<Option<Words>>,
    came: RwSignal<Option<Came>>,
    busy: RwSignal<bool>,
}

impl Taking {
    fn new(store: Store) -> Self {
        let taking = Self {
            store,
            on: RwSignal::new(false),
            progress: RwSignal::new((0, 0)),
            other: RwSignal::new(false),
            wrong: RwSignal::new(None),
            came: RwSignal::new(None),
            busy: RwSignal::new(false),
        };
        taking.note();
        taking
    }

    fn note(self) {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (have, of) = BEGUN.with_borrow(Collector::progress);
        self.progress.set((count(have), count(of)));
    }

    /// Forgets what was begun.
    fn anew(self) {
        BEGUN.set(Collector::default());
        self.other.set(false);
        self.wrong.set(None);
        self.note();
    }

    fn see(self, text: &str) {
        if self.busy.get_untracked() {
            return;
        }
        match BEGUN.with_borrow_mut(|begun| begun.see(text)) {
            Ok(Seen::New | Seen::Known) => {
                self.other.set(false);
                self.wrong.set(None);
                self.note();
            }
            Ok(Seen::Other) => self.other.set(true),
            // The next one may be whole.
            Err(NotAFrame::Torn) => {}
            Err(NotAFrame::Newer) => self.wrong.set(Some(say(&NotHanded::Newer))),
            Err(NotAFrame::Foreign) => self.wrong.set(Some(words::FOREIGN_QR.into())),
        }
        if BEGUN.with_borrow(Collector::was_spoilt) {
            self.anew();
            self.wrong.set(Some(words::SPOILT.into()));
        }
        if let Some(content) = BEGUN.with_borrow(Collector::content) {
            self.on.set(false);
            self.take(content);
        }
    }

    fn take(self, content: Vec<u8>) {
        self.busy.set(true);
        self.wrong.set(None);
        spawn_local(async move {
            let taken = self.store.take_over(&content).await;
            // Whole or refused, it need not be read again.
            BEGUN.set(Collector::default());
            let _ = self.busy.try_set(false);
            match taken {
                Ok(came) => drop(self.came.try_set(Some(came))),
                Err(why) => drop(self.wrong.try_set(Some(say(&why)))),
            }
            if self.progress.try_set((0, 0)).is_none() {
                let _ = self.other.try_set(false);
            }
        });
    }

    fn picked(self, file: web_sys::File) {
        self.wrong.set(None);
        spawn_local(async move {
            let content = match files::read(&file, LARGEST_FILE).await {
                Ok(Some(text)) => text.strip_prefix(FILE_MARK).ok_or(NotHanded::Foreign).and_then(|rest| {
                    Base64UrlUnpadded::decode_vec(rest.trim_end()).map_err(|_| NotHanded::Torn)
                }),
                Ok(None) => Err(NotHanded::Foreign),
                Err(_) => {
                    let _ = self.wrong.try_set(Some(settings::NOT_READ.into()));
                    return;
                }
            };
            match content {
                Ok(content) => self.take(content),
                Err(why) => drop(self.wrong.try_set(Some(say(&why)))),
            }
        });
    }
}

/// The page.
#[component]
pub fn TakePage() -> impl IntoView {
    let taking = Taking::new(Store::here());
    move || match taking.came.get() {
        Some(came) => view! { <Taken came taking /> },
        None => view! { <Reading taking /> },
    }
}

#[component]
fn Reading(taking: Taking) -> impl IntoView {
    let told = Callback::new(move |text: String| taking.see(&text));
    let begun = move || taking.progress.get().0 > 0;
    let input = browser::Slot::new_local(None);
    let pick = move |_| {
        if let Some(input) = browser::kept::<web_sys::HtmlInputElement>(input) {
            input.click();
        }
    };
    let picked = move |_: ev::Event| {
        let input = browser::kept::<web_sys::HtmlInputElement>(input);
        if let Some(file) = input.and_then(|input| files::picked(&input)) {
            taking.picked(file);
        }
    };
    view! {
        <PageFrame title=words::TAKE back=to::HANDOVER>
            <p>{t(words::TAKE_HOW)}</p>
            <Show when=begun>
                <Progress
                    label=words::READING
                    done=Signal::derive(move || taking.progress.get().0)
                    all=Signal::derive(move || taking.progress.get().1)
                />
                <Show when=move || !taking.on.get()>
                    <Notice words=words::RESUME />
                </Show>
            </Show>
            <Show when=move || taking.other.get()>
                <Notice kind=NoticeKind::Warn words=words::OTHER_HANDOVER>
                    <Button label=words::TAKE_OTHER icon=Icon::Forward on_tap=move |_| taking.anew() />
                </Notice>
            </Show>
            {move || taking.wrong.get().map(|words| view! { <Notice kind=NoticeKind::Danger words /> })}
            <Show when=move || taking.busy.get()>
                <p class="muted" role="status">{t(words::TAKING)}</p>
            </Show>
            <Scan on=taking.on told label=words::READ kind=ButtonKind::Primary />
            <button type="button" class="button" on:click=pick>
                <Picture icon=Icon::Note />
                <span class="label">{t(words::FROM_FILE)}</span>
            </button>
            <input
                type="file"
                hidden
                accept=".txt,text/plain"
                aria-label=move || t_str(words::FROM_FILE)
                use:keep=input
                on:change=picked
            />
        </PageFrame>
    }
}

/// What came, and the receipt to show to whoever gave it.
#[component]
fn Taken(came: Came, taking: Taking) -> impl IntoView {
    let store = Store::here();
    let from = store.peek(|state| {
        let member = state.member(came.from)?;
        Some(Words::named(&*member.name, &*member.reading))
    });
    let from = from.unwrap_or_else(|| words::SOMEBODY.into());
    let said = words::CAME.with("name", from).with("n", came.records).with("new", came.new);
    let closed = (came.closed > 0).then(|| {
        view! { <Notice kind=NoticeKind::Warn words=words::CLOSED.with("n", came.closed) /> }
    });
    view! {
        <PageFrame title=words::TAKE back=to::HANDOVER>
            <Notice kind=NoticeKind::Saved words=said />
            {closed}
            <Section title=words::RECEIPT>
                {qr(&came.receipt, words::RECEIPT_QR)}
                <p>{t(words::RECEIPT_SHOW)}</p>
            </Section>
            <Button
                label=words::TAKE_MORE
                icon=Icon::Camera
                wide=true
                on_tap=move |_| taking.came.set(None)
            />
        </PageFrame>
    }
}
