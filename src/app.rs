//! The app's frame: the store, the routes and the four places.

use crate::view::{effect, memo, view};
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::pages::{start, today};
use crate::parts::{self, Page};
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
        if phase.get() == Phase::Ready {
            parts::fetch_all();
        }
    });
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
    let part = |page: Page| move || page.view();
    leptos::view! {
        <Routes fallback=|| view! { <today::Lost /> }>
            <Route path=path!("/") view=today::TodayPage />
            <Route path=path!("/complete") view=part(Page::ChooseJob) />
            <Route path=path!("/requests") view=part(Page::Requests) />
            <Route path=path!("/requests/new") view=part(Page::Log) />
            <Route path=path!("/requests/:id") view=part(Page::Request) />
            <Route path=path!("/requests/:id/edit") view=part(Page::EditRequest) />
            <Route path=path!("/requests/:id/scout") view=part(Page::Scout) />
            <Route path=path!("/requests/:id/start") view=part(Page::StartWork) />
            <Route path=path!("/requests/:id/complete") view=part(Page::Complete) />
            <Route path=path!("/visits/:id") view=part(Page::Visit) />
            <Route path=path!("/cards/:id") view=part(Page::Card) />
            <Route path=path!("/people") view=part(Page::People) />
            <Route path=path!("/people/new") view=part(Page::NewMember) />
            <Route path=path!("/people/:id") view=part(Page::Member) />
            <Route path=path!("/summary") view=part(Page::Summary) />
            <Route path=path!("/settings") view=part(Page::Settings) />
            <Route path=path!("/settings/look") view=part(Page::Look) />
            <Route path=path!("/settings/rules") view=part(Page::Rules) />
            <Route path=path!("/settings/keep") view=part(Page::Keep) />
            <Route path=path!("/settings/number") view=part(Page::Number) />
            <Route path=path!("/settings/about") view=part(Page::About) />
            <Route path=path!("/start/install") view=part(Page::Install) />
            <Route path=path!("/start/found") view=part(Page::Found) />
            <Route path=path!("/start/restore") view=part(Page::Restore) />
            <Route path=path!("/start/invited") view=part(Page::Invited) />
        </Routes>
    }
}
