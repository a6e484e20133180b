//! The app's frame: the store, the routes and the four places.

use crate::view::{effect, memo, view};
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::pages::{people, requests, settings, start, summary, today, visit};
use crate::store::{Phase, Store};

/// Every place of the app, typed, so that no page writes a path by hand.
pub mod to {
    use tanomo_domain::date::{Date, iso};
    use tanomo_record::Id;

    /// きょう.
    pub const TODAY: &str = "/";
    /// My work of today alone, in かんたん表示.
    pub const JOBS: &str = "/?jobs";
    /// 困りごと.
    pub const REQUESTS: &str = "/requests";
    /// Logging a request.
    pub const LOG: &str = "/requests/new";
    /// Choosing the job to record as completed.
    pub const COMPLETE: &str = "/complete";
    /// なかま.
    pub const PEOPLE: &str = "/people";
    /// A new member.
    pub const NEW_MEMBER: &str = "/people/new";
    /// まとめ.
    pub const SUMMARY: &str = "/summary";
    /// 設定.
    pub const SETTINGS: &str = "/settings";
    /// How the screen looks.
    pub const LOOK: &str = "/settings/look";
    /// The circle's rules.
    pub const RULES: &str = "/settings/rules";
    /// Export, restore and how full the phone is.
    pub const KEEP: &str = "/settings/keep";
    /// The number that opens the cards.
    pub const NUMBER: &str = "/settings/number";
    /// Version, licences.
    pub const ABOUT: &str = "/settings/about";
    /// はじめる: founding a circle.
    pub const FOUND: &str = "/start/found";
    /// はじめる: restoring from a file.
    pub const RESTORE: &str = "/start/restore";
    /// はじめる: an invitation was received.
    pub const INVITED: &str = "/start/invited";
    /// ホーム画面に追加.
    pub const INSTALL: &str = "/start/install";

    /// One request, or one occurrence of it.
    pub fn request(id: Id, occurrence: Option<Date>) -> String {
        format!("/requests/{id}{}", day(occurrence))
    }

    /// Changing a request.
    pub fn edit_request(id: Id) -> String {
        format!("/requests/{id}/edit")
    }

    /// The card of the resident who asks.
    pub fn card(id: Id) -> String {
        format!("/cards/{id}")
    }

    /// 下見.
    pub fn scout(id: Id, occurrence: Option<Date>) -> String {
        format!("/requests/{id}/scout{}", day(occurrence))
    }

    /// 開始.
    pub fn start_work(id: Id, occurrence: Option<Date>) -> String {
        format!("/requests/{id}/start{}", day(occurrence))
    }

    /// 完了を記録.
    pub fn complete(id: Id, occurrence: Option<Date>) -> String {
        format!("/requests/{id}/complete{}", day(occurrence))
    }

    /// One visit, to read and to put right.
    pub fn visit(id: Id) -> String {
        format!("/visits/{id}")
    }

    /// One member.
    pub fn member(id: Id) -> String {
        format!("/people/{id}")
    }

    fn day(occurrence: Option<Date>) -> String {
        occurrence.map_or(String::new(), |date| format!("?day={}", iso(date)))
    }
}

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let store = Store::provide();
    let phase = store.phase();
    effect(move || {
        crate::browser::mark("phase", if phase.get() == Phase::Ready { "ready" } else { "starting" });
    });
    // Painted and Ready are one place: what is on the screen stays there when the rest is read.
    let place = memo(move |_| match phase.get() {
        Phase::Ready => Phase::Painted,
        phase => phase,
    });
    view! {
        <Router>
            <today::Shell>
                {move || match place.get() {
                    Phase::Starting => view! { <today::Reading /> },
                    Phase::NoStorage => view! { <today::NoStorage /> },
                    Phase::Fresh => view! { <start::Begin /> },
                    Phase::Painted | Phase::Ready => view! { <Pages /> },
                }}
            </today::Shell>
        </Router>
    }
}

#[component]
fn Pages() -> impl IntoView {
    leptos::view! {
        <Routes fallback=|| view! { <today::Lost /> }>
            <Route path=path!("/") view=today::TodayPage />
            <Route path=path!("/complete") view=visit::ChooseJob />
            <Route path=path!("/requests") view=requests::RequestsPage />
            <Route path=path!("/requests/new") view=requests::LogPage />
            <Route path=path!("/requests/:id") view=requests::RequestPage />
            <Route path=path!("/requests/:id/edit") view=requests::EditPage />
            <Route path=path!("/requests/:id/scout") view=visit::ScoutPage />
            <Route path=path!("/requests/:id/start") view=visit::StartPage />
            <Route path=path!("/requests/:id/complete") view=visit::CompletePage />
            <Route path=path!("/visits/:id") view=visit::VisitPage />
            <Route path=path!("/cards/:id") view=requests::CardPage />
            <Route path=path!("/people") view=people::PeoplePage />
            <Route path=path!("/people/new") view=people::NewMemberPage />
            <Route path=path!("/people/:id") view=people::MemberPage />
            <Route path=path!("/summary") view=summary::SummaryPage />
            <Route path=path!("/settings") view=settings::SettingsPage />
            <Route path=path!("/settings/look") view=settings::LookPage />
            <Route path=path!("/settings/rules") view=settings::RulesPage />
            <Route path=path!("/settings/keep") view=settings::KeepPage />
            <Route path=path!("/settings/number") view=settings::NumberPage />
            <Route path=path!("/settings/about") view=settings::AboutPage />
            <Route path=path!("/start/install") view=start::InstallPage />
            <Route path=path!("/start/found") view=start::Founded />
            <Route path=path!("/start/restore") view=start::Restored />
            <Route path=path!("/start/invited") view=start::Invited />
        </Routes>
    }
}
