//! はじめる.

use leptos::prelude::*;

/// Begin.
#[component]
pub fn Begin() -> impl IntoView {}

/// InstallPage.
#[component]
pub fn InstallPage() -> impl IntoView {}
