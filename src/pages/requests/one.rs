//! One request: where it stands, what, where, when, who goes, what to do next, and its history.

mod actions;
mod facts;

pub use facts::tel;

use crate::view::{Memo, Show, Signal, memo, view};
use leptos::prelude::*;
use tanomo_domain::date::Date;
use tanomo_domain::money::separated;
use tanomo_domain::status::Status;
use tanomo_domain::view::{Request, Role};
use tanomo_record::Id;

use super::act::{Act, WhyNot};
use super::agree::Agreement;
use super::list::{List, title};
use super::same::SameRequests;
use super::team::Team;
use crate::app::to;
use crate::browser::viewport;
use crate::components::icon::Icon;
use crate::components::{
    Details, EmptyState, LinkButton, Notice, NoticeKind, PageFrame, Row, Section, StepState, Steps,
};
use crate::i18n::{Words, common, refused, requests as words, says, t, visit};
use crate::pages::address;
use crate::pages::history::{Conflicts, History};
use crate::store::{Phase, Store, now};

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct One {
    /// The phone's records.
    pub store: Store,
    /// Which request.
    pub id: Id,
    /// The request, while it is known.
    pub request: Memo<Option<Request>>,
    /// Which occurrence of a repeating one.
    pub occurrence: Memo<Option<Date>>,
    /// Where it stands.
    pub status: Memo<Status>,
    /// The member who carries this phone.
    pub me: Memo<Option<Id>>,
    /// Whether they are a lead.
    pub lead: Memo<bool>,
    /// Carries out what is tapped.
    pub act: Act,
}

impl One {
    fn new(id: Id, asked: Signal<Option<Date>>) -> Self {
        let store = Store::here();
        let request = memo(move |_| store.with(|state| state.request(id).cloned()));
        let occurrence = memo(move |_| {
            let next =
                |request: &Request| store.with(|state| state.occurrence_at(request, store.today(), now()));
            let known = request.read();
            // The day of an address counts only for what repeats.
            known
                .as_ref()
                .and_then(|request| request.repeats.as_ref().and(asked.get().or_else(|| next(request))))
        });
        let status = memo(move |_| {
            let known = request.read();
            known.as_ref().map_or(Status::Open, |request| {
                store.with(|state| state.status(request, occurrence.get(), now()))
            })
        });
        Self {
            store,
            id,
            request,
            occurrence,
            status,
            me: memo(move |_| store.me()),
            lead: memo(move |_| store.role() == Role::Lead),
            act: Act::here(),
        }
    }

    /// Whether this phone's member is on the team of the occurrence; tracks.
    pub fn on_team(self) -> bool {
        let Some(me) = self.me.get() else { return false };
        self.store.with(|state| state.team(self.id, self.occurrence.get()).contains(&me))
    }
}

/// RequestPage.
#[component]
pub fn RequestPage() -> impl IntoView {
    let store = Store::here();
    let (id, occurrence) = (address::id(), address::occurrence());
    let wide = viewport::wide();
    let current = memo(move |_| id.get());
    let known = memo(move |_| {
        let id = current.get()?;
        store.with(|state| state.request(id).map(|_| id))
    });
    let reading = memo(move |_| store.phase().get() != Phase::Ready);
    let page = move || match (known.get(), reading.get()) {
        (Some(id), _) => view! { <Shown id occurrence /> },
        (None, true) => view! {
            <PageFrame title=common::REQUESTS back=to::REQUESTS.to_owned()>
                <Notice words=words::STILL_READING />
            </PageFrame>
        },
        (None, false) => view! {
            <PageFrame title=common::REQUESTS back=to::REQUESTS.to_owned()>
                <EmptyState icon=Icon::Requests words=refused::MISSING>
                    <LinkButton label=words::TO_LIST href=to::REQUESTS.to_owned() />
                </EmptyState>
            </PageFrame>
        },
    };
    view! {
        <div class="list-and-one">
            <Show when=move || wide.get()>
                <aside class="list-side" aria-label=move || crate::i18n::t_str(common::REQUESTS)>
                    <List current=current.into() />
                </aside>
            </Show>
            <div class="one-side">{page}</div>
        </div>
    }
}

#[component]
fn Shown(id: Id, occurrence: Signal<Option<Date>>) -> impl IntoView {
    let one = One::new(id, occurrence);
    let name = Words::live(move || {
        one.request.read().as_ref().map_or(Words::default(), |request| title(request.task, &request.town))
    });
    let belonging = Signal::derive(move || one.store.with(|state| state.belonging(id)));
    let dialogs = actions::Dialogs::default();
    view! {
        <PageFrame
            title=name
            back=to::REQUESTS.to_owned()
            primary=ViewFn::from(move || view! { <actions::Primary one dialogs /> })
        >
            <div class="stack">
                <Standing one />
                <WhyNot act=one.act />
                <Conflicts of=belonging />
                <SameRequests id act=one.act />
                <SameVisits one />
                <facts::What one />
                <facts::Who one />
                <Team one assign=dialogs.assign />
                <Agreement one open=dialogs.agree />
                <Visits one />
                <actions::Others one dialogs />
                <Details title=words::HISTORY icon=Icon::History>
                    <History of=belonging />
                </Details>
            </div>
            <actions::AllDialogs one dialogs />
        </PageFrame>
    }
}

/// The status as a sentence, and the way it goes.
#[component]
fn Standing(one: One) -> impl IntoView {
    let steps = Signal::derive(move || {
        let now = match one.status.get() {
            Status::Matched => 2,
            Status::Agreed | Status::UnderWay | Status::Check | Status::Partly => 3,
            Status::Done => 5,
            _ => 1,
        };
        let names =
            [words::STEP_LOGGED, words::STEP_PEOPLE, words::STEP_DAY, words::STEP_WORK, words::STEP_DONE];
        let state = |at: usize| match at.cmp(&now) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal => StepState::Now,
            std::cmp::Ordering::Greater => StepState::Next,
        };
        names.into_iter().enumerate().map(|(at, name)| (Words::from(name), state(at))).collect::<Vec<_>>()
    });
    let goes_on = move || !matches!(one.status.get(), Status::Withdrawn | Status::Referred);
    let memo = move || one.request.read().as_ref().is_some_and(|request| request.memo);
    let urgent = move || one.request.read().as_ref().is_some_and(|request| request.urgent);
    view! {
        <p class="large" role="status">{move || t(says::status(one.status.get()))}</p>
        <Show when=move || urgent() && !one.status.get().closed()>
            <Notice kind=NoticeKind::Warn words=words::URGENT_LONG />
        </Show>
        <Show when=memo>
            <Notice kind=NoticeKind::Warn words=words::MEMO_LONG>
                <LinkButton label=words::FILL_IN href=to::edit_request(one.id) icon=Icon::Edit />
            </Notice>
        </Show>
        {move || {
            let reason = one.request.read().as_ref().and_then(|request| request.withdrawn.clone());
            reason
                .filter(|reason| !reason.is_empty())
                .map(|reason| view! { <p>{t(words::BECAUSE.with("reason", reason))}</p> })
        }}
        <Show when=goes_on>
            <Steps steps />
        </Show>
    }
}

/// Every time somebody went, the last first, and what is next.
#[component]
fn Visits(one: One) -> impl IntoView {
    let visits = memo(move |_| {
        one.store.with(|state| {
            let mut visits: Vec<_> = state.visits(one.id).cloned().collect();
            visits.sort_by_key(|visit| std::cmp::Reverse((visit.start, visit.id)));
            visits
        })
    });
    let next = move || {
        let visits = visits.read();
        visits.first().map(|visit| visit.next.clone()).filter(|next| !next.is_empty())
    };
    // What several visits come to together.
    let total = memo(move |_| {
        let occurrence = one.occurrence.get();
        one.store.with(|state| {
            let sum = state.totals(one.id, occurrence);
            (sum.visits > 1).then(|| {
                let minutes = common::MINUTES.with("n", sum.minutes);
                visit::TOTAL_OF
                    .with("n", sum.visits)
                    .with("minutes", minutes)
                    .with("hours", common::MINUTES.with("n", sum.person_minutes))
                    .with("yen", common::YEN_OF.with("n", separated(sum.charge)))
            })
        })
    });
    let row = |visit: tanomo_domain::view::Visit| {
        let how: Words = match (visit.outcome, visit.verdict) {
            (Some(outcome), _) => says::outcome(outcome).into(),
            (None, Some(verdict)) => says::verdict(verdict).into(),
            (None, None) if visit.end.is_none() => words::STILL_RUNNING.into(),
            (None, None) => words::NO_OUTCOME.into(),
        };
        view! {
            <li>
                <Row
                    href=to::visit(visit.id)
                    title=says::sort(visit.sort)
                    line=how
                    side=says::moment(visit.start)
                    icon=Icon::Footprints
                />
            </li>
        }
    };
    view! {
        <Show when=move || !visits.read().is_empty()>
            <Section title=words::VISITS>
                {move || next().map(|next| view! { <Notice words=words::NEXT_IS.with("next", next) /> })}
                <ul class="list">{move || visits.get().into_iter().map(row).collect_view()}</ul>
                {move || total.get().map(|total| view! { <p role="status">{t(total)}</p> })}
            </Section>
        </Show>
    }
}

/// Two records that may be of one visit: the way to where that is answered.
#[component]
fn SameVisits(one: One) -> impl IntoView {
    let first = memo(move |_| {
        one.store.with(|state| {
            state.visits(one.id).find(|visit| !state.maybe_same(visit).is_empty()).map(|visit| visit.id)
        })
    });
    move || {
        first.get().map(|first| {
            view! {
                <Notice kind=NoticeKind::Warn words=visit::SAME_VISITS>
                    <LinkButton label=visit::SEE_RECORD href=to::visit(first) icon=Icon::Footprints />
                </Notice>
            }
        })
    }
}
