//! なかま.

use leptos::prelude::*;

/// PeoplePage.
#[component]
pub fn PeoplePage() -> impl IntoView {}

/// NewMemberPage.
#[component]
pub fn NewMemberPage() -> impl IntoView {}

/// MemberPage.
#[component]
pub fn MemberPage() -> impl IntoView {}
