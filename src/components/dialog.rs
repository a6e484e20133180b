//! A question in the middle, and a panel from the bottom: both the browser's own `<dialog>`, which traps the
//! focus, gives it back and closes with Esc.

use super::field::fresh_id;
use super::icon::{Icon, Picture};
use crate::browser::{self, keep};
use crate::i18n::{Words, common, t, t_str};
use crate::view::{RwSignal, Show, effect, view};
use leptos::{ev, prelude::*};

#[component]
fn Modal(
    title: Words,
    open: RwSignal<bool>,
    class: &'static str,
    children: ChildrenFn,
    actions: Option<ViewFn>,
) -> impl IntoView {
    let slot = browser::Slot::new_local(None);
    let id = fresh_id("dialog");
    effect(move || {
        let open = open.get();
        let Some(dialog) = browser::kept::<web_sys::HtmlDialogElement>(slot) else { return };
        match (open, dialog.open()) {
            // An error here means it was taken out of the page meanwhile.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    // A tap on the backdrop lands on the dialog itself; its content has a box of its own.
    let backdrop = move |event: ev::MouseEvent| {
        if event.target() == event.current_target() {
            open.set(false);
        }
    };
    view! {
        <dialog
            class=class
            use:keep=slot
            aria-labelledby=id.clone()
            on:close=move |_| open.set(false)
            on:click=backdrop
        >
            <div class="modal">
                <header class="modal-head">
                    // The focus starts at the question, not at a button that a second tap would press.
                    <h2 id=id.clone() tabindex="-1" autofocus>{t(title)}</h2>
                    <button
                        type="button"
                        class="button quiet icon-only"
                        aria-label=move || t_str(common::CLOSE)
                        on:click=move |_| open.set(false)
                    >
                        <Picture icon=Icon::Close />
                    </button>
                </header>
                // Built when it opens, so that a closed dialog costs the start nothing.
                <Show when=move || open.get()>
                    <div class="modal-body">{children()}</div>
                    {actions.clone().map(|actions| view! { <div class="modal-actions">{actions.run()}</div> })}
                </Show>
            </div>
        </dialog>
    }
}

/// A question that waits for an answer. Closing it (Esc, ×, a tap outside) decides nothing.
#[component]
pub fn Dialog(
    /// The question.
    #[prop(into)]
    title: Words,
    /// Whether it is open; it sets this to false itself when closed.
    open: RwSignal<bool>,
    /// The buttons, the safe one first.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What is asked.
    children: ChildrenFn,
) -> impl IntoView {
    view! { <Modal title open class="dialog" actions children /> }
}

/// A panel from the bottom, with more about what was tapped.
#[component]
pub fn Sheet(
    /// What it is about.
    #[prop(into)]
    title: Words,
    /// Whether it is open; it sets this to false itself when closed.
    open: RwSignal<bool>,
    /// Buttons at its end.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Its content.
    children: ChildrenFn,
) -> impl IntoView {
    view! { <Modal title open class="dialog sheet" actions children /> }
}
