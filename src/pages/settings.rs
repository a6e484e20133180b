//! 設定.

use leptos::prelude::*;

/// SettingsPage.
#[component]
pub fn SettingsPage() -> impl IntoView {}

/// LookPage.
#[component]
pub fn LookPage() -> impl IntoView {}

/// RulesPage.
#[component]
pub fn RulesPage() -> impl IntoView {}

/// KeepPage.
#[component]
pub fn KeepPage() -> impl IntoView {}

/// NumberPage.
#[component]
pub fn NumberPage() -> impl IntoView {}

/// AboutPage.
#[component]
pub fn AboutPage() -> impl IntoView {}
