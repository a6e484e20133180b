//! 設定: how the screen looks, what the circle agreed on, how the records are kept, and the app itself.
//!
//! # Layout
//! - `look`, `rules`, `keep` (with `export`, `restore` and `wipe`), `number`, `notices`, `circles`, `about`: a page each
//! - `kept_words`: what a notice says when the app is closed

mod about;
mod circles;
mod export;
mod keep;
mod kept_words;
mod look;
mod notices;
mod number;
mod restore;
mod rules;
mod wipe;

pub use about::AboutPage;
pub use circles::CirclesPage;
pub use export::Export;
pub use keep::KeepPage;
pub use kept_words::follow as keep_words;
pub use look::LookPage;
pub use notices::NoticesPage;
pub use number::NumberPage;
pub use restore::RestoreFile;
pub(super) use restore::say as not_restored;
pub use rules::RulesPage;

use crate::view::{Show, memo, view};
use leptos::prelude::*;

use crate::app::to;
use crate::components::icon::Icon;
use crate::components::{Notice, PageFrame, Row};
use crate::i18n::{Text, Words, common, notices as notice_words, phones, settings};
use crate::store::Store;

/// 設定: where everything is.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let store = Store::here();
    let mine = memo(move |_| {
        store.me().and_then(|me| {
            store.with(|state| state.member(me).map(|m| (m.id, m.name.clone(), m.reading.clone())))
        })
    });
    let places: [(&str, Text, Text, Icon); 9] = [
        (to::LOOK, settings::LOOK, settings::LOOK_LINE, Icon::Letters),
        (to::RULES, settings::RULES, settings::RULES_LINE, Icon::Flag),
        (to::NUMBER, settings::NUMBER, settings::NUMBER_LINE, Icon::Lock),
        (to::PHONES, phones::TITLE, phones::LINE, Icon::Phone),
        (to::NOTICES, notice_words::TITLE, notice_words::LINE, Icon::Clock),
        (to::KEEP, settings::KEEP, settings::KEEP_LINE, Icon::Download),
        (to::CIRCLES, settings::CIRCLES, settings::CIRCLES_LINE, Icon::Users),
        (to::INSTALL, common::INSTALL, settings::INSTALL_LINE, Icon::Plus),
        (to::ABOUT, settings::ABOUT, settings::ABOUT_LINE, Icon::Info),
    ];
    let rows = places.map(|(href, title, line, icon)| view! { <Row href=href title line icon /> });
    view! {
        <PageFrame title=settings::TITLE back=to::TODAY>
            <Show when=move || store.is_sample()>
                <Notice words=settings::SAMPLE>
                    <wipe::LeaveSample />
                </Notice>
            </Show>
            <nav class="rows">
                {move || {
                    mine.get()
                        .map(|(id, name, reading)| {
                            view! {
                                <Row
                                    href=to::member(id)
                                    title=settings::ME
                                    line=Words::named(name, reading)
                                    icon=Icon::User
                                />
                            }
                        })
                }}
                {rows.collect_view()}
            </nav>
        </PageFrame>
    }
}
