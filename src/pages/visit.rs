//! 下見, 開始, 完了.

use leptos::prelude::*;

/// ChooseJob.
#[component]
pub fn ChooseJob() -> impl IntoView {}

/// ScoutPage.
#[component]
pub fn ScoutPage() -> impl IntoView {}

/// StartPage.
#[component]
pub fn StartPage() -> impl IntoView {}

/// CompletePage.
#[component]
pub fn CompletePage() -> impl IntoView {}

/// VisitPage.
#[component]
pub fn VisitPage() -> impl IntoView {}
