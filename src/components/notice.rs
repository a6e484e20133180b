//! What is said to the person: notices, an empty list, an undo, the progress of long work.

use super::icon::{Icon, Picture};
use crate::i18n::{Words, common, t, t_str};
use crate::view::{RwSignal, Signal, view};
use leptos::prelude::*;

/// How a notice is meant; its picture and words say it, the colour only helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Info,
    /// Needs somebody.
    Warn,
    /// Danger, or something that failed.
    Danger,
    /// It is on the phone.
    Saved,
}

impl NoticeKind {
    const fn class(self) -> &'static str {
        match self {
            NoticeKind::Info => "notice info",
            NoticeKind::Warn => "notice warn",
            NoticeKind::Danger => "notice danger",
            NoticeKind::Saved => "notice saved",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            NoticeKind::Info => Icon::Info,
            NoticeKind::Warn | NoticeKind::Danger => Icon::Warning,
            NoticeKind::Saved => Icon::Done,
        }
    }
}

/// A sentence or two that the person should see; announced when it appears.
#[component]
pub fn Notice(
    /// How it is meant.
    #[prop(optional)]
    kind: NoticeKind,
    /// What happened, what is safe, what to do.
    #[prop(into)]
    words: Words,
    /// More, under the words: a list, a button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let role = if kind == NoticeKind::Danger { "alert" } else { "status" };
    view! {
        <div class=kind.class() role=role>
            <Picture icon=kind.icon() />
            <div class="notice-words">
                <p>{t(words)}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
}

/// What a list says while it is empty: a picture, what it would show, and what to do.
#[component]
pub fn EmptyState(
    /// What the list is of.
    icon: Icon,
    /// What it would show, and what to do.
    #[prop(into)]
    words: Words,
    /// A button or link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Picture icon />
            <p>{t(words)}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// 「消しました。元にもどす」: stays until it is used or closed, because a timer hurries people.
#[component]
pub fn UndoToast(
    /// What was done; nothing is shown while it is `None`.
    done: RwSignal<Option<Words>>,
    /// Takes it back.
    #[prop(into)]
    on_undo: Callback<()>,
) -> impl IntoView {
    let undo = move |_| {
        done.set(None);
        on_undo.run(());
    };
    view! {
        <div class="toast-place" role="status">
            {move || {
                done.get()
                    .map(|words| {
                        view! {
                            <div class="toast">
                                <p>{t(words)}</p>
                                <button type="button" class="button quiet" on:click=undo>
                                    <Picture icon=Icon::Undo />
                                    <span class="label">{t(common::UNDO)}</span>
                                </button>
                                <button
                                    type="button"
                                    class="button quiet icon-only"
                                    aria-label=move || t_str(common::CLOSE)
                                    on:click=move |_| done.set(None)
                                >
                                    <Picture icon=Icon::Close />
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// Long work: what it is, how far it is in numbers, and a way to stop it.
#[component]
pub fn Progress(
    /// What is being done.
    #[prop(into)]
    label: Words,
    /// How many are done.
    #[prop(into)]
    done: Signal<u32>,
    /// How many there are; 0 while unknown.
    #[prop(into)]
    all: Signal<u32>,
    /// Stops it; without it there is no button.
    #[prop(optional, into)]
    on_stop: Option<Callback<()>>,
) -> impl IntoView {
    let name = label.clone();
    view! {
        <div class="progress">
            <p>{t(label)} " " {move || (all.get() > 0).then(|| t(common::OF.with("n", done.get()).with("all", all.get())))}</p>
            <progress
                aria-label=move || t_str(&name)
                max=move || all.get().max(1)
                prop:value=move || done.get()
            ></progress>
            {on_stop
                .map(|on_stop| {
                    view! {
                        <button type="button" class="button" on:click=move |_| on_stop.run(())>
                            <Picture icon=Icon::Stop />
                            <span class="label">{t(common::STOP)}</span>
                        </button>
                    }
                })}
        </div>
    }
}
