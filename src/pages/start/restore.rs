//! A fresh phone takes what another one exported.

use crate::view::{RwSignal, Show, view};
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;
use std::cell::Cell;

use super::back;
use super::found::go;
use crate::app::to;
use crate::browser::files;
use crate::components::{Button, ButtonKind, Icon, LinkButton, Notice, NoticeKind, PageFrame, TextField};
use crate::i18n::{Words, joining, settings, start as words, t};
use crate::pages::settings::{KeepPage, not_restored as say};
use crate::store::Store;
use crate::store::backup::{LARGEST, NotRestored, parse};
use crate::store::lock::number;

/// The faults of the three fields.
#[derive(Clone, Copy)]
struct Faults {
    file: RwSignal<Option<Words>>,
    passphrase: RwSignal<Option<Words>>,
    number: RwSignal<Option<Words>>,
}

impl Faults {
    fn new() -> Self {
        let none = || RwSignal::new(None);
        Self { file: none(), passphrase: none(), number: none() }
    }

    /// Shows what is wrong at the field it is about. The form may be gone by now.
    fn show(self, why: &NotRestored) {
        let field = match why {
            NotRestored::NeedsPassphrase | NotRestored::WrongPassphrase => self.passphrase,
            NotRestored::NeedsNumber => self.number,
            _ => self.file,
        };
        let _ = field.try_set(Some(say(why)));
    }

    fn clear(self) {
        [self.file, self.passphrase, self.number].into_iter().for_each(|field| field.set(None));
    }
}

/// The form: the file, and where it holds cards, its passphrase and a number for this phone.
#[component]
pub fn Restore() -> impl IntoView {
    let store = Store::here();
    let text = StoredValue::new(None::<String>);
    let (has_cards, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (passphrase, new_number) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let faults = Faults::new();
    let choose = move |event: Event| {
        faults.clear();
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            let read = match files::read(&file, LARGEST).await {
                Ok(Some(read)) => parse(&read).map(|file| (file.has_cards(), read)).map_err(|why| say(&why)),
                Ok(None) => Err(say(&NotRestored::TooLarge)),
                Err(_) => Err(settings::NOT_READ.into()),
            };
            let (cards, read) = match read {
                Ok((cards, read)) => (cards, Some(read)),
                Err(why) => {
                    let _ = faults.file.try_set(Some(why));
                    (false, None)
                }
            };
            let _ = has_cards.try_set(cards);
            let _ = text.try_set_value(read);
        });
    };
    let restore = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Some(file) = text.with_value(|text| text.as_deref().and_then(|text| parse(text).ok())) else {
            if faults.file.with_untracked(Option::is_none) {
                faults.file.set(Some(words::FILE_FIRST.into()));
            }
            return;
        };
        faults.clear();
        if has_cards.get_untracked() {
            if passphrase.with_untracked(String::is_empty) {
                return faults.show(&NotRestored::NeedsPassphrase);
            }
            if number(&new_number.get_untracked()).is_none() {
                return faults.show(&NotRestored::NeedsNumber);
            }
        }
        busy.set(true);
        spawn_local(async move {
            let (passphrase, number) = (passphrase.get_untracked(), new_number.get_untracked());
            let passphrase = Some(passphrase.as_str()).filter(|passphrase| !passphrase.is_empty());
            // Before the answer: with the first record the page becomes the one that says so.
            JUST.set(true);
            if let Err(why) = store.restore_first(file, passphrase, &number).await {
                JUST.set(false);
                faults.show(&why);
            }
            let _ = busy.try_set(false);
        });
    };
    let label = Words::live(move || if busy.get() { words::RESTORING } else { words::RESTORE_NOW });
    let primary = move || {
        view! {
            {back()}
            <Button label=label.clone() kind=ButtonKind::Primary icon=Icon::Upload busy />
        }
    };
    view! {
        <form novalidate on:submit=restore class="page-form">
            <PageFrame title=words::RESTORE primary>
                <FileField error=faults.file choose=Callback::new(choose) />
                <Show when=move || has_cards.get()>
                    <TextField
                        label=words::PASSPHRASE
                        value=passphrase
                        help=words::PASSPHRASE_HELP
                        error=faults.passphrase
                        required=true
                    />
                    <div class="digits">
                        <TextField
                            label=words::NEW_NUMBER
                            value=new_number
                            help=words::NEW_NUMBER_HELP
                            error=faults.number
                            required=true
                            keyboard="numeric"
                            max=12
                        />
                    </div>
                </Show>
                <div class="way-in">
                    <LinkButton label=joining::RECOVER href=to::RECOVER icon=Icon::Note wide=true />
                    <p class="muted small">{t(joining::RECOVER_HINT)}</p>
                </div>
            </PageFrame>
        </form>
    }
}

#[component]
fn FileField(error: RwSignal<Option<Words>>, choose: Callback<Event>) -> impl IntoView {
    view! {
        <div class="field" class:invalid=move || error.with(Option::is_some)>
            <label class="field-label" for="restore-file">{t(words::FILE)}</label>
            <p class="field-help" id="restore-help">{t(words::FILE_HELP)}</p>
            <input
                id="restore-file"
                class="input"
                type="file"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby="restore-error restore-help"
                on:change=move |event| choose.run(event)
            />
            <p class="field-error" id="restore-error" role="alert">
                {move || error.get().map(t)}
            </p>
        </div>
    }
}

thread_local! {
    /// The records of this phone came from a file in this session.
    static JUST: Cell<bool> = const { Cell::new(false) };
}

/// Said where the records came from a file. A phone that has a circle goes by 設定 instead.
#[component]
pub fn Restored() -> impl IntoView {
    if !JUST.get() {
        return view! { <KeepPage /> };
    }
    view! {
        <PageFrame title=words::RESTORED back=to::TODAY primary=go>
            <Notice kind=NoticeKind::Saved words=words::RESTORED_WHAT />
            <Notice words=words::ONLY_HERE>
                <p>{t(words::ONLY_HERE_DO)}</p>
            </Notice>
        </PageFrame>
    }
}
