//! The teams with their jobs, and everybody who comes.

use crate::view::{RwSignal, Show, child, view};
use leptos::prelude::*;
use tanomo_domain::command::day::{DayCommand, WalkIn};
use tanomo_domain::view::Why;
use tanomo_domain::work_day::{JobLine, Person, Stands, Team};

use super::head::{there, tone};
use super::{Today, job_name, name_of};
use crate::app::to;
use crate::components::choice::Tick;
use crate::components::{
    Button, ButtonKind, Details, Icon, Notice, NoticeKind, PersonChip, Row, Section, TelField, TextField,
};
use crate::i18n::{Words, common, dates, days as words, says, t};
use crate::pages::pictures;
use crate::pages::requests::act::{Act, WhyNot};
use crate::pages::visit::asks::say;
use crate::store::{Store, now};

/// Each team: who leads, who goes, its jobs and how they stand, and what stands before its work.
#[component]
pub(super) fn Teams(day: Today) -> impl IntoView {
    child(move || {
        let teams = day.plan.get().map(|plan| plan.teams).unwrap_or_default();
        teams.into_iter().map(|team| team_view(day, &team)).collect_view()
    })
}

fn team_view(day: Today, team: &Team) -> AnyView {
    let store = Store::here();
    let (names, leader, gates) = store.with(|state| {
        let names: Vec<Words> = team.people.iter().map(|&id| name_of(state, id)).collect();
        let gates = state.day(day.id).map(|known| state.team_gates(known, team)).unwrap_or_default();
        (names, team.leader.map(|id| name_of(state, id)), gates)
    });
    let jobs: Vec<AnyView> = team.jobs.iter().map(|line| job_view(day, line)).collect();
    let none = jobs.is_empty().then(|| view! { <p class="muted">{t(words::NO_JOBS)}</p> });
    let leader = leader.map(|who| view! { <p>{t(words::LEADER.with("who", who))}</p> });
    view! {
        <Section title=words::TEAM.with("n", team.number)>
            {leader}
            <p class="tags">{names.into_iter().map(|name| view! { <PersonChip name /> }).collect_view()}</p>
            {gates.iter().map(|gate| view! { <Notice kind=NoticeKind::Warn words=say(store, gate) /> }).collect_view()}
            {none}
            {jobs}
        </Section>
    }
}

fn job_view(day: Today, line: &JobLine) -> AnyView {
    let store = Store::here();
    let job = line.job;
    let title = store.with(|state| job_name(state, job));
    let mut said: Vec<Words> = vec![words::stands(line.stands).into()];
    said.extend(line.time.map(says::time));
    said.extend(line.dropped.as_ref().map(super::reason));
    said.extend(line.twice.then(|| words::TWICE.into()));
    let may = day.plan.with_untracked(|plan| {
        let Some(plan) = plan else { return false };
        let open = plan.day.closed_at.is_none() && plan.day.called_off().is_none();
        let mine = store
            .me()
            .is_some_and(|me| plan.person(me).and_then(|person| person.team) == plan.day.team_of(job));
        open && (mine || day.lead.get())
    });
    let drop = (may && line.stands == Stands::Waiting).then(|| {
        let each = move |why: Why| {
            let tap = move |_| day.run(DayCommand::Drop(day.id, job, why, String::new()));
            view! { <Button label=words::why(why) busy=day.act.busy on_tap=tap /> }
        };
        view! {
            <Details title=words::DROP late=true>
                <div class="beside">{[Why::Rain, Why::Ill, Why::TooBig].map(each).collect_view()}</div>
            </Details>
        }
    });
    let back = (may && line.stands == Stands::Dropped).then(|| {
        let tap = move |_| day.run(DayCommand::PutBack(day.id, job));
        view! { <Button label=words::PUT_BACK busy=day.act.busy on_tap=tap /> }
    });
    view! {
        <article class="job">
            <Row
                href=to::request(job.request, job.occurrence)
                title
                line=dates::listed(said.into_iter())
                icon=pictures::task(line.task)
                tone=tone(line.stands)
            />
            <div class="job-ways">{drop} {back}</div>
        </article>
    }
}

/// Everybody who was asked or came: the answer, here, home; who is missing; who came by.
#[component]
pub(super) fn Roster(day: Today) -> impl IntoView {
    let store = Store::here();
    let said = move || {
        let plan = day.plan.get()?;
        let came = plan.people.iter().filter(|person| person.came_at.is_some()).count();
        let missing: Vec<_> = plan.missing(now()).into_iter().map(|person| person.member).collect();
        let missing = (!missing.is_empty()).then(|| {
            let names = store.with(|state| dates::listed(missing.iter().map(|&id| name_of(state, id))));
            view! { <Notice kind=NoticeKind::Warn words=words::MISSING.with("who", names) /> }
        });
        let rows: Vec<AnyView> = plan.people.iter().map(|person| person_view(day, person)).collect();
        Some(view! {
            <p>{t(words::ROSTER_OF.with("came", came).with("all", plan.people.len()))}</p>
            {missing}
            <ul class="plain-list stack close">{rows}</ul>
        })
    };
    let open = move || {
        day.lead.get()
            && day
                .plan
                .get()
                .is_some_and(|plan| plan.day.closed_at.is_none() && plan.day.called_off().is_none())
    };
    view! {
        <Section title=words::ROSTER>
            {said}
            <Show when=open>
                <WrittenIn day />
            </Show>
        </Section>
    }
}

fn person_view(day: Today, person: &Person) -> AnyView {
    let store = Store::here();
    let who = person.member;
    let name = store.with(|state| name_of(state, who));
    let mut said = vec![there(person.home_at, person.came_at, person.answer)];
    said.extend(person.walk_in.then(|| words::WALKED_IN.into()));
    said.extend(person.twice.then(|| words::TWICE.into()));
    if person.fit == Some(false) {
        said.push(words::NOT_FIT.with("words", person.fit_words.as_str()));
    }
    // Nobody comes before the day, nor after it was closed.
    let open = day.plan.with_untracked(|plan| {
        let Some(plan) = plan else { return false };
        let goes = plan.day.called_off().is_none() && plan.day.closed_at.is_none();
        goes && plan.day.day <= store.today()
    });
    let here = (day.lead.get() && open && person.came_at.is_none() && !person.is_away()).then(|| {
        let arrival = tanomo_domain::command::day::CheckIn {
            day: day.id,
            member: who,
            fit: true,
            words: String::new(),
        };
        let tap = move |_| day.run(DayCommand::CheckIn(arrival.clone()));
        view! { <Button label=words::MARK_HERE busy=day.act.busy on_tap=tap /> }
    });
    let home = (day.lead.get() && person.is_out()).then(|| {
        let tap = move |_| day.run(DayCommand::CheckOut(day.id, who));
        view! { <Button label=words::MARK_HOME busy=day.act.busy on_tap=tap /> }
    });
    let back = match (person.home_at, person.came_at) {
        (Some(_), _) => Some((words::UNMARK_HOME, DayCommand::NotHome(day.id, who))),
        (None, Some(_)) => Some((words::UNMARK_HERE, DayCommand::NotHere(day.id, who))),
        _ => None,
    };
    let back = back.filter(|_| day.lead.get()).map(|(label, command)| {
        let tap = move |_| day.run(command.clone());
        view! { <Button label kind=ButtonKind::Quiet icon=Icon::Undo busy=day.act.busy on_tap=tap /> }
    });
    view! {
        <li class="spread">
            <PersonChip name note=dates::listed(said.into_iter()) />
            <span class="beside">{here} {home} {back}</span>
        </li>
    }
}

/// A lead writes somebody in who came by.
#[component]
fn WrittenIn(day: Today) -> impl IntoView {
    let act = Act::here();
    let (name, phone) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let insured = RwSignal::new(false);
    let add = move |_| {
        let walk_in = WalkIn {
            name: name.get_untracked(),
            phone: phone.get_untracked(),
            insured: insured.get_untracked(),
            ..WalkIn::default()
        };
        act.run(
            tanomo_domain::command::Command::Day(DayCommand::WalkIn(day.id, Box::new(walk_in))),
            move |_| {
                name.set(String::new());
                phone.set(String::new());
                insured.set(false);
            },
        );
    };
    view! {
        <Details title=words::WALK_IN>
            <p class="muted">{t(words::WALK_IN_HELP)}</p>
            <TextField label=words::NAME value=name error=act.fault("name") />
            <TelField label=words::PHONE value=phone error=act.fault("phone") />
            <Tick label=words::INSURED on=insured />
            <WhyNot act />
            <Button label=common::ADD kind=ButtonKind::Primary icon=Icon::Plus busy=act.busy on_tap=add />
        </Details>
    }
}
