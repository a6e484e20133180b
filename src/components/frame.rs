//! The frame of the app: state line on top, navigation at the bottom (at the side on a wide screen), and a page
//! with its title and its one primary action within the thumb's reach.

use super::icon::{Icon, Picture};
use crate::browser::{self, keep};
use crate::i18n::{Words, common, lang, t, t_str};
use crate::view::{RwSignal, Signal, effect, view};
use leptos::{ev::MouseEvent, prelude::*};

/// What a state line means; the words say it, the colour only helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    /// All is well.
    #[default]
    Calm,
    /// Something is under way.
    Busy,
    /// No connection; recording works.
    Offline,
    /// Somebody must look.
    Trouble,
}

/// One line in words about where the records are. A tap opens the panel that says more.
#[component]
pub fn StateLine(
    /// The sentence.
    #[prop(into)]
    words: Words,
    /// What it means.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// Opens the panel.
    #[prop(into)]
    on_tap: Callback<()>,
    /// Whether 日なた表示 is on.
    #[prop(into)]
    sun: Signal<bool>,
    /// Turns 日なた表示 on or off.
    #[prop(into)]
    on_sun: Callback<()>,
) -> impl IntoView {
    let icon = move || match tone.get() {
        Tone::Calm => Icon::Done,
        Tone::Busy => Icon::Share,
        Tone::Offline => Icon::Offline,
        Tone::Trouble => Icon::Warning,
    };
    let class = move || match tone.get() {
        Tone::Calm => "state-words calm",
        Tone::Busy => "state-words busy",
        Tone::Offline => "state-words offline",
        Tone::Trouble => "state-words trouble",
    };
    view! {
        <div class="state-line">
            <button type="button" class=class on:click=move |_| on_tap.run(())>
                {move || view! { <Picture icon=icon() /> }}
                <span role="status">{t(words)}</span>
            </button>
            <button
                type="button"
                class="state-sun"
                aria-pressed=move || if sun.get() { "true" } else { "false" }
                on:click=move |_| on_sun.run(())
            >
                <Picture icon=Icon::Sun />
                <span>{t(common::SUN)}</span>
            </button>
        </div>
    }
}

/// One of the places the navigation leads to.
#[derive(Clone)]
pub struct NavItem {
    /// Its path.
    pub href: &'static str,
    /// Its words.
    pub label: Words,
    /// Its picture.
    pub icon: Icon,
}

/// What もどる does on the page that is shown; `None` on the pages of the navigation itself.
#[derive(Clone, Copy)]
struct BackTo(RwSignal<Option<String>>);

/// The navigation: もどる at its left end where the page has one, then the places.
#[component]
pub fn MainNav(
    /// The places.
    items: Vec<NavItem>,
    /// The path of the place we are in.
    #[prop(into)]
    current: Signal<Option<&'static str>>,
) -> impl IntoView {
    let back = use_context::<BackTo>();
    let go_back = move |event: MouseEvent| {
        if browser::trail::go_back() {
            event.prevent_default();
        }
    };
    view! {
        <nav class="main-nav" aria-label=move || t_str(common::NAVIGATION)>
            {move || {
                back.and_then(|back| back.0.get())
                    .map(|href| {
                        view! {
                            <a class="nav-item nav-back" href=href on:click=go_back>
                                <Picture icon=Icon::Back />
                                <span>{t(common::BACK)}</span>
                            </a>
                        }
                    })
            }}
            {items
                .into_iter()
                .map(|NavItem { href, label, icon }| {
                    view! {
                        <a
                            class="nav-item"
                            href=href
                            aria-current=move || (current.get() == Some(href)).then_some("page")
                        >
                            <Picture icon />
                            <span>{t(label)}</span>
                        </a>
                    }
                })
                .collect_view()}
        </nav>
    }
}

/// The whole screen: state line, the page, the navigation.
#[component]
pub fn AppFrame(
    /// The state line.
    #[prop(into)]
    top: ViewFn,
    /// The places of the navigation; empty before a circle is chosen, then there is none.
    #[prop(into)]
    items: Signal<Vec<NavItem>>,
    /// The path of the place we are in.
    #[prop(into)]
    current: Signal<Option<&'static str>>,
    /// The page.
    children: Children,
) -> impl IntoView {
    provide_context(BackTo(RwSignal::new(None)));
    let wide = browser::viewport::wide();
    // Before the page at the side, after it at the bottom: the focus goes in the order of reading.
    let nav = move |here: bool| {
        (here && !items.read().is_empty()).then(|| view! { <MainNav items=items.get() current /> })
    };
    view! {
        <div class="app" class:with-nav=move || !items.read().is_empty()>
            <a class="skip" href="#main">{t(common::TO_CONTENT)}</a>
            {top.run()}
            {move || nav(wide.get())}
            <main id="main" tabindex="-1">{children()}</main>
            {move || nav(!wide.get())}
        </div>
    }
}

/// A page: its title, what it shows, and its one primary action at the bottom.
#[component]
pub fn PageFrame(
    /// The title (h1); also the title of the window.
    #[prop(into)]
    title: Words,
    /// The place もどる leads to when there is no earlier page of the app; none on the four main pages.
    #[prop(optional, into)]
    back: Option<String>,
    /// At the right of the title: the gear, a button.
    #[prop(optional, into)]
    tools: Option<ViewFn>,
    /// The one primary action, with at most one more beside it.
    #[prop(optional, into)]
    primary: Option<ViewFn>,
    /// The title is shown to screen readers only, where the page says itself what it is.
    #[prop(optional)]
    quiet_title: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    if let Some(BackTo(signal)) = use_context() {
        signal.set(back);
    }
    let heading = browser::Slot::new_local(None);
    let came_from_elsewhere = browser::trail::arrive();
    effect(move || {
        if came_from_elsewhere && let Some(heading) = browser::kept::<web_sys::HtmlElement>(heading) {
            // So that a screen reader says where we are, and Tab goes on from here.
            browser::focus_quietly(&heading);
        }
    });
    let window_title = title.clone();
    effect(move || browser::set_title(&window_title.plain(lang())));
    view! {
        <div class="page">
            <header class="page-head" class:sr-only=quiet_title>
                <h1 tabindex="-1" use:keep=heading>{t(title)}</h1>
                {tools.map(|tools| view! { <div class="page-tools">{tools.run()}</div> })}
            </header>
            <div class="page-body">{children()}</div>
            {primary.map(|primary| view! { <div class="page-action">{primary.run()}</div> })}
        </div>
    }
}
