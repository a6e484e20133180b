//! Rows of a list, people's names, facts, steps, and what opens on demand.

use super::icon::{Icon, Picture};
use crate::i18n::{Words, t};
use crate::view::{Attribute, RwSignal, Signal, child, view};
use leptos::prelude::*;

/// One row: line 1 in bold, line 2 a sentence, at the right a date. The whole row is one link.
#[component]
pub fn Row(
    /// Where it goes.
    #[prop(into)]
    href: Signal<String>,
    /// Line 1.
    #[prop(into)]
    title: Words,
    /// Line 2.
    #[prop(into)]
    line: Words,
    /// At the right: a date, a number.
    #[prop(optional, into)]
    side: Option<Words>,
    /// The picture at the left.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// A mark at the left edge: `needs` (somebody), `done`, `danger`; never the only sign.
    #[prop(optional, into)]
    tone: Signal<&'static str>,
    /// It is the one shown in detail beside the list.
    #[prop(optional, into)]
    current: Signal<bool>,
) -> impl IntoView {
    row((href, tone, move || current.get().then_some("true")), icon, (t(title), t(line), side.map(t)))
}

/// A row from what stands now: where it goes, its tone, whether it is the current one; its picture; line 1, line 2
/// and what is at the right. For long lists: a row that follows nothing by itself is made in a third of the time,
/// and whoever shows it makes it again when something changed.
pub fn row(
    (href, tone, current): (impl Attribute, impl Attribute, impl Attribute),
    icon: Option<Icon>,
    (title, line, side): (AnyView, AnyView, Option<AnyView>),
) -> AnyView {
    view! {
        <a class="row" href=href data-tone=tone aria-current=current>
            {icon.map(|icon| view! { <Picture icon /> })}
            <span class="row-words">
                <span class="row-title">{title}</span>
                <span class="row-line">{line}</span>
            </span>
            {side.map(|side| view! { <span class="row-side">{side}</span> })}
        </a>
    }
}

/// A name, with its reading above it in やさしい日本語.
#[component]
pub fn Name(
    /// As written.
    #[prop(into)]
    name: String,
    /// In hiragana; may be empty.
    #[prop(into)]
    reading: String,
) -> impl IntoView {
    view! { <span class="name">{t(Words::named(name, reading))}</span> }
}

/// A person as a chip: a name and, where given, what they do here.
#[component]
pub fn PersonChip(
    /// The name, best with its reading (`Words::named`).
    #[prop(into)]
    name: Words,
    /// 世話役, 車, 申し出 …
    #[prop(optional, into)]
    note: Option<Words>,
) -> impl IntoView {
    view! {
        <span class="person">
            <Picture icon=Icon::User />
            <span class="name">{t(name)}</span>
            {note.map(|note| view! { <span class="person-note">{t(note)}</span> })}
        </span>
    }
}

/// One fact of a detail page: a small word and what it is; put several into `<dl class="facts">`.
#[component]
pub fn Fact(
    /// いつ, どこ, 道具 …
    #[prop(into)]
    label: Words,
    /// The picture before the word.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// What it is.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="fact">
            // In one piece: the parts of a text with readings would stand apart beside the picture.
            <dt>{icon.map(|icon| view! { <Picture icon /> })} <span>{t(label)}</span></dt>
            <dd>{children()}</dd>
        </div>
    }
}

/// A part of a page under a heading.
#[component]
pub fn Section(
    /// The heading (h2).
    #[prop(into)]
    title: Words,
    /// Its content.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section">
            <h2>{t(title)}</h2>
            {children()}
        </section>
    }
}

/// Where one of several steps is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Here.
    Now,
    /// Still to come.
    Next,
}

/// A line of steps; the present one is marked by `aria-current`, a ring and bold words.
#[component]
pub fn Steps(
    /// The steps in order.
    #[prop(into)]
    steps: Signal<Vec<(Words, StepState)>>,
) -> impl IntoView {
    view! {
        <ol class="steps">
            {move || {
                steps
                    .get()
                    .into_iter()
                    .map(|(words, state)| {
                        let class = match state {
                            StepState::Done => "done",
                            StepState::Now => "now",
                            StepState::Next => "next",
                        };
                        view! {
                            <li class=class aria-current=(state == StepState::Now).then_some("step")>
                                <span class="step-mark">
                                    {(state == StepState::Done)
                                        .then(|| view! { <Picture icon=Icon::Check /> })}
                                </span>
                                <span>{t(words)}</span>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ol>
    }
}

/// Something that opens on demand: the browser's own `<details>`.
#[component]
pub fn Details(
    /// What opens.
    #[prop(into)]
    title: Words,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// Made when it is opened first: where there are many, most stay closed.
    #[prop(optional)]
    late: bool,
    /// The picture before the words.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Its content.
    children: Children,
) -> impl IntoView {
    let wanted = RwSignal::new(open);
    let body = if late {
        let waiting = StoredValue::new_local(Some(children));
        child(move || {
            let children = if wanted.get() { waiting.try_update_value(Option::take).flatten() } else { None };
            children.map(|children| children())
        })
    } else {
        children()
    };
    let opens = move |_| {
        if !wanted.get_untracked() {
            wanted.set(true);
        }
    };
    view! {
        <details class="details" open=open on:toggle=opens>
            <summary>
                {icon.map(|icon| view! { <Picture icon /> })}
                <span>{t(title)}</span>
            </summary>
            <div class="details-body">{body}</div>
        </details>
    }
}
