//! A day's first paint: what the last session kept of it, until its screen and the records are here.

use crate::view::{RwSignal, child, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::date::{ClockTime, Millis};
use tanomo_domain::view::Coming;
use tanomo_domain::work_day::{Head, HeadJob, HeadPerson, HeadTeam, Stands};

use super::{clock, reason};
use crate::app::to;
use crate::components::{Notice, NoticeKind, PageFrame, PersonChip, Section, row};
use crate::i18n::{Words, dates, days as words, says, t};
use crate::pages::{address, pictures};
use crate::parts::{self, Page};
use crate::store::room::after_paint;
use crate::store::{Phase, Store};

/// One day.
#[component]
pub fn Opening() -> impl IntoView {
    let store = Store::here();
    let (id, phase) = (address::id(), store.phase());
    // Asked for at a start only after the first paint, which comes first.
    let here = RwSignal::new(phase.get_untracked() == Phase::Ready && parts::day_is_here());
    if !here.get_untracked() {
        spawn_local(async move {
            after_paint().await;
            parts::fetch_day().await;
            let _ = here.try_set(true);
        });
    }
    let whole = memo(move |_| phase.get() == Phase::Ready && here.get());
    let head = memo(move |_| id.get().filter(|_| !whole.get()).and_then(|id| store.day_head(id)));
    child(move || match head.get() {
        Some(head) => painted(head),
        None => Page::Day.view(),
    })
}

fn painted(head: Head) -> AnyView {
    view! {
        <PageFrame title=says::date(head.day) back=to::DAYS>
            {head.off.map(|off| {
                view! { <Notice kind=NoticeKind::Danger words=words::OFF.with("why", reason(&off)) /> }
            })}
            {head.closed.then(|| view! { <Notice words=words::CLOSED /> })}
            <p class="large">{t(meeting(head.time, &head.place))}</p>
            <p class="muted" role="status">{t(words::READING)}</p>
            {head.teams.into_iter().map(team).collect_view()}
            <Section title=words::ROSTER>
                <ul class="plain-list stack close">{head.people.into_iter().map(person).collect_view()}</ul>
            </Section>
        </PageFrame>
    }
}

fn team(team: HeadTeam) -> AnyView {
    let leader = team.leader.map(|who| words::LEADER.with("who", named(&who)));
    view! {
        <Section title=words::TEAM.with("n", team.number)>
            {leader.map(|leader| view! { <p>{t(leader)}</p> })}
            {team.jobs.into_iter().map(job).collect_view()}
        </Section>
    }
}

fn job(line: HeadJob) -> AnyView {
    let said = [Some(words::stands(line.stands).into()), line.time.map(says::time)];
    let said = dates::listed(said.into_iter().flatten());
    let title = Words::join([says::task(line.task).into(), " ".into(), line.town.as_str().into()]);
    view! {
        <article class="job">
            {row(
                (to::request(line.request, line.occurrence), tone(line.stands), None::<&'static str>),
                Some(pictures::task(line.task)),
                (t(title), t(said), None),
            )}
        </article>
    }
}

fn person(person: HeadPerson) -> AnyView {
    let note = there(person.home_at, person.came_at, person.answer);
    view! { <li class="spread"><PersonChip name=named(&person.name) note /></li> }
}

/// The mark at a job's edge.
pub(super) fn tone(stands: Stands) -> &'static str {
    match stands {
        Stands::Done | Stands::DoneBefore => "done",
        Stands::Waiting | Stands::UnderWay | Stands::Gone => "",
        _ => "needs",
    }
}

/// Whether somebody is home, here, or what they answered.
pub(super) fn there(home: Option<Millis>, came: Option<Millis>, answer: Option<Coming>) -> Words {
    match (home, came, answer) {
        (Some(at), ..) => words::HOME_SINCE.with("time", clock(at)),
        (None, Some(at), _) => words::HERE_SINCE.with("time", clock(at)),
        (None, None, Some(answer)) => words::coming(answer).into(),
        (None, None, None) => words::NO_ANSWER.into(),
    }
}

/// Meeting time and place.
pub(super) fn meeting(time: Option<ClockTime>, place: &str) -> Words {
    match time {
        Some(time) => words::MEET_AT.with("time", says::time(time)).with("place", place),
        None => place.into(),
    }
}

fn named((name, reading): &(String, String)) -> Words {
    Words::named(name.as_str(), reading.as_str())
}
