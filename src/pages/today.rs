//! きょう, and the frame around every page.
//!
//! # Layout
//! - `shell` the frame, `panel` what a tap on the state line raises
//! - `job` one job of mine, `near` the nearest first, `lists` the other parts of the day, `simple` かんたん表示

mod job;
mod lists;
mod near;
mod panel;
mod shell;
mod simple;

use crate::view::{Memo, RwSignal, Show, Signal, child, memo, view};
use leptos::prelude::*;
use tanomo_domain::day::Day;
use tanomo_domain::row::Row;
use tanomo_domain::status::Status;

use crate::app::to;
use crate::browser::{install, look, place};
use crate::components::{Button, ButtonKind, EmptyState, Icon, LinkButton, Notice, PageFrame};
use crate::i18n::{Text, common, says, t, today as words};
use crate::store::{Phase, SAMPLE_NUMBER, Store};
use job::{Jobs, job_list};
use lists::Lists;
pub use near::{Nearest, Stop};
pub use panel::Panel;
pub use shell::{NoStorage, Shell};

/// きょう: my work in order, then what needs somebody.
#[component]
pub fn TodayPage() -> impl IntoView {
    let store = Store::here();
    let rows = store.rows();
    let day = memo(move |_| Day::of(&rows.read(), store.today()));
    let simple = memo(|_| look::look().simple);
    let here = place::here();
    let jobs_alone = memo(move |_| here.with(|here| here.asked("jobs").is_some()));
    move || match (simple.get(), jobs_alone.get()) {
        (true, false) => view! { <simple::Home day /> },
        (true, true) => view! { <JobsAlone day /> },
        (false, _) => view! { <Whole day /> },
    }
}

/// What the 活動日 wants next of me: its words, and where they lead.
#[derive(Clone, PartialEq)]
pub struct Next {
    /// 「着きました」, 「開始」 …
    pub label: Text,
    /// The page of it.
    pub href: String,
}

/// The 活動日 of now. It is read late, so its place is kept free: nothing moves when it comes.
fn todays_day(next: RwSignal<Option<Next>>) -> AnyView {
    let store = Store::here();
    view! {
        <div class="todays-day">
            {move || (store.phase().get() == Phase::Ready).then(|| crate::parts::todays_day(next))}
        </div>
    }
}

#[component]
fn Whole(day: Memo<Day>) -> impl IntoView {
    let store = Store::here();
    let next = RwSignal::new(None);
    let has_jobs = memo(move |_| day.with(|day| !day.jobs.is_empty()));
    view! {
        <PageFrame title=common::TODAY tools=gear primary=move || view! { <Primary day next /> }>
            <p class="day">{move || t(says::date(store.today()))}</p>
            <SampleNotice />
            <InstallOffer />
            {todays_day(next)}
            <Jobs day />
            <Show when=move || has_jobs.get()>
                <LinkButton label=words::LOG href=to::LOG icon=Icon::Plus wide=true />
            </Show>
            <Lists day />
            <Nothing />
        </PageFrame>
    }
}

/// My jobs by themselves, which かんたん表示 opens from its first button.
#[component]
fn JobsAlone(day: Memo<Day>) -> impl IntoView {
    let to_come = Signal::derive(move || day.with(|day| day.next.rows.clone()));
    let next = RwSignal::new(None);
    view! {
        <PageFrame title=words::JOBS back=to::TODAY primary=move || view! { <Primary day next /> }>
            {todays_day(next)}
            <Jobs day />
            {job_list(words::NEXT_JOBS.into(), to_come)}
        </PageFrame>
    }
}

/// The way to 設定.
fn gear() -> AnyView {
    view! {
        <a class="button quiet icon-only" href=to::SETTINGS aria-label=move || crate::i18n::t_str(common::SETTINGS)>
            <crate::components::Picture icon=Icon::Gear />
        </a>
    }
}

/// The one primary that follows the job; 完了を記録 is always one tap away.
#[component]
fn Primary(day: Memo<Day>, next: RwSignal<Option<Next>>) -> impl IntoView {
    let only = memo(move |_| day.with(|day| day.only_job().cloned()));
    let has_jobs = memo(move |_| day.with(|day| !day.jobs.is_empty()));
    // Told again without a change, it must not draw the buttons anew under a finger that is just tapping one.
    let next = memo(move |_| next.get());
    let complete = |label, href: String, kind| {
        view! { <LinkButton label href kind icon=Icon::Done wide=true /> }
    };
    let of_the_day = move |next: Next| {
        let href =
            only.get().map_or_else(|| to::COMPLETE.to_owned(), |row| to::complete(row.id, row.occurrence));
        view! {
            {complete(words::COMPLETE, href, ButtonKind::Secondary)}
            <LinkButton label=next.label href=next.href kind=ButtonKind::Primary icon=Icon::Forward wide=true />
        }
    };
    move || match (only.get(), has_jobs.get()) {
        _ if next.read().is_some() => next.get().map_or_else(|| child(()), of_the_day),
        (Some(row), _) if running(&row) => {
            complete(words::FINISHED, to::complete(row.id, row.occurrence), ButtonKind::Primary)
        }
        (Some(row), _) => view! {
            {complete(words::COMPLETE, to::complete(row.id, row.occurrence), ButtonKind::Secondary)}
            <LinkButton
                label=words::START
                href=to::start_work(row.id, row.occurrence)
                kind=ButtonKind::Primary
                icon=Icon::Play
                wide=true
            />
        },
        (None, true) => complete(words::COMPLETE, to::COMPLETE.to_owned(), ButtonKind::Primary),
        (None, false) => view! {
            {complete(words::COMPLETE, to::COMPLETE.to_owned(), ButtonKind::Secondary)}
            <LinkButton label=words::LOG href=to::LOG kind=ButtonKind::Primary icon=Icon::Plus wide=true />
        },
    }
}

/// What runs is finished next; so is a visit whose end nobody wrote down.
fn running(row: &Row) -> bool {
    matches!(row.status, Status::UnderWay | Status::Check)
}

#[component]
fn SampleNotice() -> impl IntoView {
    let store = Store::here();
    view! {
        <Show when=move || store.is_sample()>
            <Notice words=words::SAMPLE.with("number", SAMPLE_NUMBER) />
        </Show>
    }
}

/// Offered once, quietly; after あとで never again.
#[component]
fn InstallOffer() -> impl IntoView {
    let way = install::way();
    let wanted = RwSignal::new(install::may_offer());
    let can = move || matches!(way.get(), install::Way::Prompt | install::Way::IosTaps | install::Way::InApp);
    let later = move |_| {
        install::later();
        wanted.set(false);
    };
    view! {
        <Show when=move || wanted.get() && can()>
            <Notice words=words::INSTALL_ASK>
                <div class="beside">
                    <LinkButton label=common::INSTALL href=to::INSTALL icon=Icon::Download />
                    <Button label=common::INSTALL_LATER on_tap=later kind=ButtonKind::Quiet />
                </div>
            </Notice>
        </Show>
    }
}

/// What to do where there is no request at all.
#[component]
fn Nothing() -> impl IntoView {
    let store = Store::here();
    let (rows, phase) = (store.rows(), store.phase());
    let shown = memo(move |_| (rows.read().is_empty(), phase.get() == Phase::Ready));
    move || match shown.get() {
        (true, true) => view! { <EmptyState icon=Icon::Requests words=words::EMPTY /> },
        (true, false) => view! { <p class="muted" role="status">{t(words::READING)}</p> },
        (false, _) => child(()),
    }
}

/// While nothing is known yet.
#[component]
pub fn Reading() -> impl IntoView {
    view! {
        <div class="page">
            <p class="page-body muted" role="status">{t(words::READING)}</p>
        </div>
    }
}

/// A path nobody knows.
#[component]
pub fn Lost() -> impl IntoView {
    view! {
        <PageFrame
            title=words::LOST
            back=to::TODAY
            primary=|| {
                view! {
                    <LinkButton
                        label=words::TO_TODAY
                        href=to::TODAY
                        kind=ButtonKind::Primary
                        icon=Icon::Today
                        wide=true
                    />
                }
            }
        >
            <p>{t(words::LOST_DO)}</p>
        </PageFrame>
    }
}
