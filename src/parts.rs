//! The parts of the app that come when they are needed, so that the first screen does not wait for all of them.
//!
//! `wasm_split` (the crate behind leptos's `#[lazy]`) marks where the module is cut; the build cuts it there, and
//! what no other part needs goes into a file of its own. Every file is in the offline copy from the first visit on,
//! and all parts are taken into memory once the first screen stands ([`fetch_all`]): a page that was opened before
//! an update never asks for a file of another version.
//!
//! There are five parts and no more: `jobs`, `rest`, `rare` here, `store` and `link` in `store/late`. What some of them
//! share goes into a file for each such set of parts, and a file costs a slow phone three milliseconds on the screen's
//! own thread, however small it is. Twelve parts were 338 shared files, of which each start asked for 142.

// The cut is a pair of functions that find each other by name, which Rust calls unsafe; nothing else here is.
#![allow(unsafe_code)]

use std::future::Future;
use std::pin::Pin;

use futures::FutureExt as _;
use leptos::prelude::{AnyView, Callback};
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use tanomo_domain::row::Row;
use tanomo_domain::task::Task;

use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Notice, NoticeKind};
use crate::i18n::{common, t};
use crate::pages::{
    handover, paper, people, phones, photos, requests, settings, start, summary, today, unlock, visit,
    work_day,
};
use crate::store::link::Travel;
use crate::store::{self, Store};
use crate::view::{Memo, RwSignal, Signal, live, view};

/// A screen that is not in the first part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// 困りごとを登録.
    Log,
    /// One request.
    Request,
    /// Changing a request.
    EditRequest,
    /// A resident's card.
    Card,
    /// Which job to complete.
    ChooseJob,
    /// 下見.
    Scout,
    /// 開始.
    StartWork,
    /// 完了を記録.
    Complete,
    /// One visit.
    Visit,
    /// 活動日.
    Days,
    /// One 活動日.
    Day,
    /// Planning a 活動日.
    PlanDay,
    /// 緊急.
    Emergency,
    /// 預かり.
    Float,
    /// Every 事故連絡票.
    Accidents,
    /// One 事故連絡票.
    Accident,
    /// なかま.
    People,
    /// A new member.
    NewMember,
    /// One member.
    Member,
    /// まとめ.
    Summary,
    /// 設定.
    Settings,
    /// How the screen looks.
    Look,
    /// The circle's rules.
    Rules,
    /// Export and restore.
    Keep,
    /// The number that opens the cards.
    Number,
    /// お知らせ.
    Notices,
    /// The squad's other phones.
    Phones,
    /// The recovery sheet.
    Sheet,
    /// 紛失の手順.
    LostPhone,
    /// The circles of this phone.
    Circles,
    /// Inviting.
    Invite,
    /// About.
    About,
    /// Which paper to print.
    Paper,
    /// One kind of sheet.
    Sheets,
    /// ホーム画面に追加.
    Install,
    /// Founding a circle.
    Found,
    /// Restoring from a file at the start.
    Restore,
    /// 渡す or 受け取る.
    Handover,
    /// 渡す.
    Give,
    /// 受け取る.
    Take,
    /// An invitation.
    Invited,
    /// By the recovery sheet.
    Recover,
    /// Waiting to be let in.
    Waiting,
    /// This phone was put out, or its squad has ended.
    PutOut,
    /// Founding a circle, before there is one.
    BeginFound,
    /// Restoring from a file, before there is a circle.
    BeginRestore,
}

/// A part's file did not come.
#[derive(Debug)]
struct NotHere;

impl From<SplitLoaderError> for NotHere {
    fn from(_: SplitLoaderError) -> Self {
        NotHere
    }
}

#[wasm_split(jobs, wasm_split_path = leptos::wasm_split, preload(fetch_requests), fallible)]
fn requests_part(page: Page) -> Result<AnyView, NotHere> {
    Ok(match page {
        Page::Log => view! { <requests::LogPage /> },
        Page::Request => view! { <requests::RequestPage /> },
        Page::EditRequest => view! { <requests::EditPage /> },
        _ => view! { <requests::CardPage /> },
    })
}

// Each function knows for itself whether its part is here, so each is fetched by a name of its own.
#[wasm_split(jobs, wasm_split_path = leptos::wasm_split, preload(fetch_narrow), fallible)]
fn narrow_part(tasks: RwSignal<Vec<Task>>, towns: RwSignal<Vec<String>>) -> Result<AnyView, NotHere> {
    Ok(view! { <requests::Narrow tasks towns /> })
}

/// What is behind 「しぼりこむ」 in the list of 困りごと.
pub fn narrow(tasks: RwSignal<Vec<Task>>, towns: RwSignal<Vec<String>>) -> AnyView {
    late(|| Box::pin(fetch_narrow()), Box::new(move || narrow_part(tasks, towns).now_or_never()?.ok()))
}

#[wasm_split(jobs, wasm_split_path = leptos::wasm_split, preload(fetch_visit), fallible)]
fn visit_part(page: Page) -> Result<AnyView, NotHere> {
    Ok(match page {
        Page::Scout => view! { <visit::ScoutPage /> },
        Page::StartWork => view! { <visit::StartPage /> },
        Page::Complete => view! { <visit::CompletePage /> },
        Page::Visit => view! { <visit::VisitPage /> },
        Page::Emergency => view! { <visit::EmergencyPage /> },
        Page::Float => view! { <visit::FloatPage /> },
        Page::Accidents => view! { <visit::AccidentsPage /> },
        Page::Accident => view! { <visit::AccidentPage /> },
        _ => view! { <visit::ChooseJob /> },
    })
}

#[wasm_split(jobs, wasm_split_path = leptos::wasm_split, preload(fetch_photos), fallible)]
fn photos_part(of: photos::Of) -> Result<AnyView, NotHere> {
    Ok(view! { <photos::Photos of /> })
}

/// Photos of a home, wherever they are shown.
pub fn photos(of: photos::Of) -> AnyView {
    late(|| Box::pin(fetch_photos()), Box::new(move || photos_part(of).now_or_never()?.ok()))
}

#[wasm_split(jobs, wasm_split_path = leptos::wasm_split, preload(fetch_days), fallible)]
fn days_part(page: Page) -> Result<AnyView, NotHere> {
    Ok(match page {
        Page::PlanDay => view! { <work_day::PlanPage /> },
        Page::Day => view! { <work_day::DayPage /> },
        _ => view! { <work_day::DaysPage /> },
    })
}

#[wasm_split(jobs, wasm_split_path = leptos::wasm_split, preload(fetch_todays_day), fallible)]
fn todays_day_part(next: RwSignal<Option<today::Next>>) -> Result<AnyView, NotHere> {
    Ok(view! { <work_day::TodaysDay next /> })
}

/// Takes the screen of a day into memory; what does not come is told where it is shown.
pub async fn fetch_day() {
    let _ = fetch_days().await;
}

/// Whether the screen of a day is in memory.
pub fn day_is_here() -> bool {
    fetch_days().now_or_never().is_some_and(|fetched| fetched.is_ok())
}

/// Today's 活動日 on きょう; it says what comes `next` for the one primary.
pub fn todays_day(next: RwSignal<Option<today::Next>>) -> AnyView {
    late(|| Box::pin(fetch_todays_day()), Box::new(move || todays_day_part(next).now_or_never()?.ok()))
}

#[wasm_split(jobs, wasm_split_path = leptos::wasm_split, preload(fetch_nearest), fallible)]
fn nearest_part(jobs: Memo<Vec<Row>>, stops: RwSignal<Option<Vec<today::Stop>>>) -> Result<AnyView, NotHere> {
    Ok(view! { <today::Nearest jobs stops /> })
}

/// What puts my jobs on きょう in order, as `stops`, the nearest first.
pub fn nearest(jobs: Memo<Vec<Row>>, stops: RwSignal<Option<Vec<today::Stop>>>) -> AnyView {
    late(|| Box::pin(fetch_nearest()), Box::new(move || nearest_part(jobs, stops).now_or_never()?.ok()))
}

#[wasm_split(rest, wasm_split_path = leptos::wasm_split, preload(fetch_people), fallible)]
fn people_part(page: Page) -> Result<AnyView, NotHere> {
    Ok(match page {
        Page::NewMember => view! { <people::NewMemberPage /> },
        Page::Member => view! { <people::MemberPage /> },
        _ => view! { <people::PeoplePage /> },
    })
}

#[wasm_split(rest, wasm_split_path = leptos::wasm_split, preload(fetch_settings), fallible)]
fn settings_part(page: Page) -> Result<AnyView, NotHere> {
    Ok(match page {
        Page::Summary => view! { <summary::SummaryPage /> },
        Page::Look => view! { <settings::LookPage /> },
        Page::Rules => view! { <settings::RulesPage /> },
        Page::Keep => view! { <settings::KeepPage /> },
        Page::Number => view! { <settings::NumberPage /> },
        Page::Circles => view! { <settings::CirclesPage /> },
        Page::About => view! { <settings::AboutPage /> },
        Page::Install => view! { <start::InstallPage /> },
        Page::Found => view! { <start::Founded /> },
        Page::Restore => view! { <start::Restored /> },
        Page::BeginFound => view! { <start::Found /> },
        Page::BeginRestore => view! { <start::Restore /> },
        _ => view! { <settings::SettingsPage /> },
    })
}

// With the way to other phones, because it keeps what that is woken for.
#[wasm_split(link, wasm_split_path = leptos::wasm_split, preload(fetch_words), fallible)]
fn words_part(store: Store) -> Result<(), NotHere> {
    settings::keep_words(store);
    Ok(())
}

// Not with the settings, which a fresh phone needs first: with these comes everything that seals and signs.
#[wasm_split(link, wasm_split_path = leptos::wasm_split, preload(fetch_phones), fallible)]
fn phones_part(page: Page) -> Result<AnyView, NotHere> {
    Ok(match page {
        Page::Sheet => view! { <phones::SheetPage /> },
        Page::Notices => view! { <settings::NoticesPage /> },
        Page::LostPhone => view! { <phones::LostPhonePage /> },
        Page::Invite => view! { <phones::InvitePage /> },
        Page::PutOut => view! { <phones::PutOutPage /> },
        Page::Invited => view! { <start::Invited /> },
        Page::Waiting => view! { <start::WaitingPage /> },
        Page::Recover => view! { <start::RecoverPage /> },
        _ => view! { <phones::PhonesPage /> },
    })
}

// The reader of QRs comes with these.
#[wasm_split(rare, wasm_split_path = leptos::wasm_split, preload(fetch_handover), fallible)]
fn handover_part(page: Page) -> Result<AnyView, NotHere> {
    Ok(match page {
        Page::Give => view! { <handover::GivePage /> },
        Page::Take => view! { <handover::TakePage /> },
        _ => view! { <handover::HandoverPage /> },
    })
}

#[wasm_split(rare, wasm_split_path = leptos::wasm_split, preload(fetch_scan), fallible)]
fn scan_part(on: RwSignal<bool>, told: Callback<String>) -> Result<AnyView, NotHere> {
    Ok(view! { <handover::Scan on told label=crate::i18n::joining::READ_QR /> })
}

/// The camera that reads QRs, wherever one is wanted.
pub fn scan(on: RwSignal<bool>, told: Callback<String>) -> AnyView {
    late(|| Box::pin(fetch_scan()), Box::new(move || scan_part(on, told).now_or_never()?.ok()))
}

#[wasm_split(rare, wasm_split_path = leptos::wasm_split, preload(fetch_paper), fallible)]
fn paper_part(page: Page) -> Result<AnyView, NotHere> {
    Ok(match page {
        Page::Sheets => view! { <paper::SheetsPage /> },
        _ => view! { <paper::PaperPage /> },
    })
}

#[wasm_split(jobs, wasm_split_path = leptos::wasm_split, preload(fetch_panel), fallible)]
fn panel_part(open: RwSignal<bool>, online: Signal<bool>) -> Result<AnyView, NotHere> {
    Ok(view! { <today::Panel open online /> })
}

/// What a tap on the state line raises.
pub fn panel(open: RwSignal<bool>, online: Signal<bool>) -> AnyView {
    late(|| Box::pin(fetch_panel()), Box::new(move || panel_part(open, online).now_or_never()?.ok()))
}

/// A part that holds screens.
#[derive(Clone, Copy)]
enum Part {
    Requests,
    Visit,
    Days,
    People,
    Phones,
    Handover,
    Settings,
    Paper,
}

impl Page {
    /// The page that stands in place of all others while the phone is not, or no longer, in a squad.
    pub fn instead(travel: &Travel) -> Option<Page> {
        match travel {
            Travel::Asked(_) => Some(Page::Waiting),
            Travel::PutOut(_) => Some(Page::PutOut),
            _ => None,
        }
    }

    /// The part it is in.
    fn part(self) -> Part {
        match self {
            Page::Log | Page::Request | Page::EditRequest | Page::Card => Part::Requests,
            Page::ChooseJob | Page::Scout | Page::StartWork | Page::Complete | Page::Visit => Part::Visit,
            Page::Days | Page::Day | Page::PlanDay => Part::Days,
            Page::Emergency | Page::Float | Page::Accidents | Page::Accident => Part::Visit,
            Page::People | Page::NewMember | Page::Member => Part::People,
            Page::Phones | Page::Sheet | Page::LostPhone | Page::Invite | Page::PutOut | Page::Notices => {
                Part::Phones
            }
            Page::Invited | Page::Waiting | Page::Recover => Part::Phones,
            Page::Handover | Page::Give | Page::Take => Part::Handover,
            Page::Paper | Page::Sheets => Part::Paper,
            _ => Part::Settings,
        }
    }

    fn fetch(self) -> Fetch {
        match self.part() {
            Part::Requests => Box::pin(fetch_requests()),
            Part::Visit => Box::pin(fetch_visit()),
            Part::Days => Box::pin(fetch_days()),
            Part::People => Box::pin(fetch_people()),
            Part::Phones => Box::pin(fetch_phones()),
            Part::Handover => Box::pin(fetch_handover()),
            Part::Settings => Box::pin(fetch_settings()),
            Part::Paper => Box::pin(fetch_paper()),
        }
    }

    /// The screen itself, once its part is here.
    fn show(self) -> Option<AnyView> {
        let shown = match self.part() {
            Part::Requests => requests_part(self).now_or_never(),
            Part::Visit => visit_part(self).now_or_never(),
            Part::Days => days_part(self).now_or_never(),
            Part::People => people_part(self).now_or_never(),
            Part::Phones => phones_part(self).now_or_never(),
            Part::Handover => handover_part(self).now_or_never(),
            Part::Settings => settings_part(self).now_or_never(),
            Part::Paper => paper_part(self).now_or_never(),
        };
        shown?.ok()
    }

    /// The screen, or that it is being read, or that it did not come and how to try again.
    pub fn view(self) -> AnyView {
        late(move || self.fetch(), Box::new(move || self.show()))
    }
}

type Fetch = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;

/// What `show` gives once `fetch` is done.
fn late(
    fetch: impl Fn() -> Fetch + Copy + Send + Sync + 'static,
    show: Box<dyn Fn() -> Option<AnyView> + Send>,
) -> AnyView {
    let came = RwSignal::new(fetch().now_or_never().map(|fetched| fetched.is_ok()));
    let again = move || {
        spawn_local(async move {
            let fetched = fetch().await;
            let _ = came.try_set(Some(fetched.is_ok()));
        });
    };
    if came.get_untracked().is_none() {
        again();
    }
    live(Box::new(move || match came.get() {
        Some(true) => show().unwrap_or_else(|| not_here(again)),
        Some(false) => not_here(again),
        None => view! { <p class="muted" role="status">{t(common::PART_COMES)}</p> },
    }))
}

#[wasm_split(jobs, wasm_split_path = leptos::wasm_split, preload(fetch_unlock), fallible)]
fn unlock_part(known: bool, go_on: Callback<()>, open: RwSignal<bool>) -> Result<AnyView, NotHere> {
    Ok(unlock::form(known, go_on, open))
}

/// What the dialog that opens the cards asks: the number where it is `known` on this phone, else a new one.
pub fn unlock_form(known: bool, go_on: Callback<()>, open: RwSignal<bool>) -> AnyView {
    late(|| Box::pin(fetch_unlock()), Box::new(move || unlock_part(known, go_on, open).now_or_never()?.ok()))
}

fn not_here(again: impl Fn() + Send + Sync + 'static) -> AnyView {
    view! {
        <Notice kind=NoticeKind::Danger words=common::PART_MISSING>
            <Button label=common::TRY_AGAIN kind=ButtonKind::Primary icon=Icon::Undo on_tap=move |_| again() />
        </Notice>
    }
}

/// Takes every part into memory, one after the other; what does not come is tried again when it is needed.
pub fn fetch_all(store: Store) {
    spawn_local(async move {
        store::late::fetch_work().await;
        store::late::fetch_way().await;
        let _ = fetch_unlock().await;
        let _ = fetch_panel().await;
        let _ = fetch_requests().await;
        let _ = fetch_narrow().await;
        let _ = fetch_visit().await;
        let _ = fetch_photos().await;
        let _ = fetch_days().await;
        let _ = fetch_todays_day().await;
        let _ = fetch_nearest().await;
        let _ = fetch_people().await;
        let _ = fetch_settings().await;
        let _ = fetch_phones().await;
        let _ = fetch_handover().await;
        let _ = fetch_scan().await;
        if fetch_words().await.is_ok() {
            let _ = words_part(store).await;
        }
        let _ = fetch_paper().await;
    });
}
