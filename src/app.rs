//! The app's frame: the store, the routes and the four places.

use crate::browser::place;
use crate::pages::{requests, start, today, work_day};
use crate::parts::{self, Page};
use crate::store::{Phase, Store};
use crate::view::{effect, memo, view};
use leptos::prelude::*;

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
    /// 活動日.
    pub const DAYS: &str = "/days";
    /// Planning a 活動日.
    pub const NEW_DAY: &str = "/days/new";
    /// なかま.
    pub const PEOPLE: &str = "/people";
    /// A new member.
    pub const NEW_MEMBER: &str = "/people/new";
    /// まとめ.
    pub const SUMMARY: &str = "/summary";
    /// 紙を印刷する.
    pub const PAPER: &str = "/paper";
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
    /// お知らせ.
    pub const NOTICES: &str = "/settings/notices";
    /// The squad's other phones.
    pub const PHONES: &str = "/settings/phones";
    /// The recovery sheet.
    pub const SHEET: &str = "/settings/phones/sheet";
    /// 紛失の手順.
    pub const LOST_PHONE: &str = "/settings/phones/lost";
    /// The circles of this phone.
    pub const CIRCLES: &str = "/settings/circles";
    /// Inviting.
    pub const INVITE: &str = "/people/invite";
    /// From phone to phone: giving or taking.
    pub const HANDOVER: &str = "/handover";
    /// 渡す.
    pub const GIVE: &str = "/handover/give";
    /// 受け取る.
    pub const TAKE: &str = "/handover/take";
    /// Version, licences.
    pub const ABOUT: &str = "/settings/about";
    /// はじめる: founding a circle.
    pub const FOUND: &str = "/start/found";
    /// はじめる: restoring from a file.
    pub const RESTORE: &str = "/start/restore";
    /// Where an invitation's link leads.
    pub const JOIN: &str = "/join";
    /// はじめる: by the recovery sheet.
    pub const RECOVER: &str = "/start/recover";
    /// はじめる: an invitation was received.
    pub const INVITED: &str = "/start/invited";
    /// ホーム画面に追加.
    pub const INSTALL: &str = "/start/install";

    /// Logging what stands on a paper form: where the QR on the form leads.
    pub fn log_form(number: u32) -> String {
        format!("{LOG}?form={number}")
    }

    /// One request, or one occurrence of it.
    pub fn request(id: Id, occurrence: Option<Date>) -> String {
        format!("/requests/{id}{}", of_day(occurrence))
    }

    /// Changing a request.
    pub fn edit_request(id: Id) -> String {
        format!("/requests/{id}/edit")
    }

    /// One kind of sheet of paper.
    pub fn sheet_of(kind: &str) -> String {
        format!("{PAPER}/{kind}")
    }

    /// The sheets for the teams of one 活動日.
    pub fn team_sheets(day: Id) -> String {
        format!("{PAPER}/team?day={day}")
    }

    /// 事故連絡票 on paper, with what a report says.
    pub fn accident_sheet(id: Id) -> String {
        format!("{PAPER}/accident?of={id}")
    }

    /// The card of the resident who asks.
    pub fn card(id: Id) -> String {
        format!("/cards/{id}")
    }

    /// 下見.
    pub fn scout(id: Id, occurrence: Option<Date>) -> String {
        format!("/requests/{id}/scout{}", of_day(occurrence))
    }

    /// 開始.
    pub fn start_work(id: Id, occurrence: Option<Date>) -> String {
        format!("/requests/{id}/start{}", of_day(occurrence))
    }

    /// 完了を記録.
    pub fn complete(id: Id, occurrence: Option<Date>) -> String {
        format!("/requests/{id}/complete{}", of_day(occurrence))
    }

    /// One visit, to read and to put right.
    pub fn visit(id: Id) -> String {
        format!("/visits/{id}")
    }

    /// One 活動日.
    pub fn day(id: Id) -> String {
        format!("/days/{id}")
    }

    /// Changing the plan of a 活動日.
    pub fn plan_day(id: Id) -> String {
        format!("/days/{id}/plan")
    }

    /// 緊急.
    pub fn emergency(id: Id, occurrence: Option<Date>) -> String {
        format!("/requests/{id}/emergency{}", of_day(occurrence))
    }

    /// 預かり.
    pub fn float(id: Id, occurrence: Option<Date>) -> String {
        format!("/requests/{id}/float{}", of_day(occurrence))
    }

    /// Every 事故連絡票.
    pub const ACCIDENTS: &str = "/accidents";

    /// One 事故連絡票; under the id of a visit, the form that makes one of it.
    pub fn accident(id: Id) -> String {
        format!("/accidents/{id}")
    }

    /// One member.
    pub fn member(id: Id) -> String {
        format!("/people/{id}")
    }

    fn of_day(occurrence: Option<Date>) -> String {
        occurrence.map_or(String::new(), |date| format!("?day={}", iso(date)))
    }
}

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let store = Store::provide();
    let phase = store.phase();
    let here = place::here();
    start::keep_brought();
    effect(move || {
        // A link may come to a window that is open.
        here.track();
        start::keep_brought();
    });
    effect(move || {
        if phase.get() == Phase::Ready {
            parts::fetch_all(store);
        }
    });
    effect(move || {
        crate::browser::mark("phase", if phase.get() == Phase::Ready { "ready" } else { "starting" });
    });
    // Painted and Ready are one place: what is on the screen stays there when the rest is read.
    let stage = memo(move |_| match phase.get() {
        Phase::Ready => Phase::Painted,
        phase => phase,
    });
    let instead = memo(move |_| Page::instead(&store.travel().get()));
    view! {
        <today::Shell>
            {move || match (stage.get(), instead.get()) {
                (Phase::Starting, _) => view! { <today::Reading /> },
                (Phase::NoStorage, _) => view! { <today::NoStorage /> },
                (_, Some(page)) => page.view(),
                (Phase::Fresh, None) => view! { <start::Begin /> },
                (Phase::Painted | Phase::Ready, None) => view! { <Pages /> },
            }}
        </today::Shell>
    }
}

/// The screen of the address. One that shows another record only reads it anew.
#[component]
fn Pages() -> impl IntoView {
    let here = place::here();
    let screen = memo(move |_| here.with(|here| Screen::at(&here.steps())));
    move || match screen.get() {
        Screen::Today => view! { <today::TodayPage /> },
        Screen::Requests => view! { <requests::RequestsPage /> },
        Screen::Part(Page::Day) => view! { <work_day::Opening /> },
        Screen::Part(page) => page.view(),
        Screen::Lost => view! { <today::Lost /> },
    }
}

/// What an address shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Screen {
    Today,
    Requests,
    Part(Page),
    Lost,
}

impl Screen {
    fn at(steps: &[&str]) -> Screen {
        let page = match steps {
            [] => return Screen::Today,
            ["complete"] => Page::ChooseJob,
            ["requests"] => return Screen::Requests,
            ["requests", "new"] => Page::Log,
            ["requests", _] => Page::Request,
            ["requests", _, "edit"] => Page::EditRequest,
            ["requests", _, "scout"] => Page::Scout,
            ["requests", _, "start"] => Page::StartWork,
            ["requests", _, "complete"] => Page::Complete,
            ["requests", _, "emergency"] => Page::Emergency,
            ["requests", _, "float"] => Page::Float,
            ["visits", _] => Page::Visit,
            ["accidents"] => Page::Accidents,
            ["accidents", _] => Page::Accident,
            ["cards", _] => Page::Card,
            ["days"] => Page::Days,
            ["days", "new"] | ["days", _, "plan"] => Page::PlanDay,
            ["days", _] => Page::Day,
            ["people"] => Page::People,
            ["people", "new"] => Page::NewMember,
            ["people", "invite"] => Page::Invite,
            ["people", _] => Page::Member,
            ["summary"] => Page::Summary,
            ["paper"] => Page::Paper,
            ["paper", _] => Page::Sheets,
            ["settings"] => Page::Settings,
            ["settings", "look"] => Page::Look,
            ["settings", "rules"] => Page::Rules,
            ["settings", "keep"] => Page::Keep,
            ["settings", "number"] => Page::Number,
            ["settings", "notices"] => Page::Notices,
            ["settings", "phones"] => Page::Phones,
            ["settings", "phones", "sheet"] => Page::Sheet,
            ["settings", "phones", "lost"] => Page::LostPhone,
            ["settings", "circles"] => Page::Circles,
            ["settings", "about"] => Page::About,
            ["handover"] => Page::Handover,
            ["handover", "give"] => Page::Give,
            ["handover", "take"] => Page::Take,
            ["start", "install"] => Page::Install,
            ["start", "found"] => Page::Found,
            ["start", "restore"] => Page::Restore,
            ["start", "invited"] | ["join"] => Page::Invited,
            ["start", "recover"] => Page::Recover,
            _ => return Screen::Lost,
        };
        Screen::Part(page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_app_links_to_is_there() {
        let id = tanomo_record::Id::new([7; 16]);
        let records = [
            (to::request(id, None), Page::Request),
            (to::edit_request(id), Page::EditRequest),
            (to::card(id), Page::Card),
            (to::scout(id, None), Page::Scout),
            (to::start_work(id, None), Page::StartWork),
            (to::complete(id, None), Page::Complete),
            (to::visit(id), Page::Visit),
            (to::emergency(id, None), Page::Emergency),
            (to::float(id, None), Page::Float),
            (to::ACCIDENTS.to_owned(), Page::Accidents),
            (to::accident(id), Page::Accident),
            (to::member(id), Page::Member),
            (to::day(id), Page::Day),
            (to::plan_day(id), Page::PlanDay),
            (to::DAYS.to_owned(), Page::Days),
            (to::NEW_DAY.to_owned(), Page::PlanDay),
            (to::LOG.to_owned(), Page::Log),
            (to::NEW_MEMBER.to_owned(), Page::NewMember),
            (to::INVITE.to_owned(), Page::Invite),
            (to::NOTICES.to_owned(), Page::Notices),
            (to::PHONES.to_owned(), Page::Phones),
            (to::SHEET.to_owned(), Page::Sheet),
            (to::LOST_PHONE.to_owned(), Page::LostPhone),
            (to::CIRCLES.to_owned(), Page::Circles),
            (to::HANDOVER.to_owned(), Page::Handover),
            (to::GIVE.to_owned(), Page::Give),
            (to::TAKE.to_owned(), Page::Take),
            (to::JOIN.to_owned(), Page::Invited),
            (to::PAPER.to_owned(), Page::Paper),
            (to::sheet_of("forms"), Page::Sheets),
            (to::RECOVER.to_owned(), Page::Recover),
        ];
        for (path, page) in records {
            let steps: Vec<_> = path.split('/').filter(|step| !step.is_empty()).collect();
            assert_eq!(Screen::at(&steps), Screen::Part(page), "{path}");
        }
        assert_eq!(Screen::at(&["requests", "a", "b", "c"]), Screen::Lost);
    }
}
