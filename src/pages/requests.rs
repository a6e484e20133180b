//! 困りごと and the cards of ご依頼の方.

use leptos::prelude::*;

/// RequestsPage.
#[component]
pub fn RequestsPage() -> impl IntoView {}

/// LogPage.
#[component]
pub fn LogPage() -> impl IntoView {}

/// RequestPage.
#[component]
pub fn RequestPage() -> impl IntoView {}

/// EditPage.
#[component]
pub fn EditPage() -> impl IntoView {}

/// CardPage.
#[component]
pub fn CardPage() -> impl IntoView {}
