//! まとめ.

use leptos::prelude::*;

/// SummaryPage.
#[component]
pub fn SummaryPage() -> impl IntoView {}
