//! きょう, and the frame around every page.

use leptos::prelude::*;

/// TodayPage.
#[component]
pub fn TodayPage() -> impl IntoView {}

/// Lost.
#[component]
pub fn Lost() -> impl IntoView {}

/// The frame.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    view! {
        {children()}
        <super::unlock::UnlockDialog />
    }
}
