//! Making a day from open requests, and changing it: where and when, teams, their jobs and people.

use crate::view::{RwSignal, Signal, child, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::Command;
use tanomo_domain::command::day::{DayCommand, PlanDraft, TeamDraft};
use tanomo_domain::date::{ClockTime, Date, add_days, iso, parse_iso};
use tanomo_domain::gates::Gate;
use tanomo_domain::recurrence::{Nth, Recurrence};
use tanomo_domain::state::State;
use tanomo_domain::view::{Job, Member, Role};
use tanomo_domain::work_day::Looking;
use tanomo_record::Id;

use super::job_name;
use crate::app::to;
use crate::components::{
    Button, ButtonKind, Chips, ChipsOne, Choice, DateField, Details, Icon, Notice, NoticeKind, PageFrame,
    Section, TextArea, TextField, Tick, TimeField,
};
use crate::i18n::{Words, common, dates, days as words, refused, requests, says, t};
use crate::pages::address;
use crate::pages::pictures;
use crate::pages::requests::act::{Act, Go, WhyNot};
use crate::store::{Phase, Store, now};

/// The most teams the form shows; more are made by planning a second day.
const MOST_TEAMS: usize = 6;

/// How often the day comes again; the day itself says on which weekday.
#[derive(Clone, Copy, PartialEq)]
enum Often {
    Once,
    Weekly,
    Monthly,
    /// As it was planned before, where that is none of these.
    AsItWas,
}

impl Often {
    fn of(rule: Option<&Recurrence>, date: Date) -> Self {
        match rule {
            None => Self::Once,
            Some(rule) if Self::Weekly.rule(date, None).as_ref() == Some(rule) => Self::Weekly,
            Some(rule) if Self::Monthly.rule(date, None).as_ref() == Some(rule) => Self::Monthly,
            Some(_) => Self::AsItWas,
        }
    }

    fn rule(self, date: Date, was: Option<&Recurrence>) -> Option<Recurrence> {
        match self {
            Self::Once => None,
            Self::Weekly => Some(Recurrence::weekly([date.weekday()])),
            Self::Monthly => {
                let nth = date.day().div_ceil(7);
                let nth = if nth > 4 { Nth::Last } else { Nth::Number(nth) };
                Some(Recurrence::monthly(nth, date.weekday()))
            }
            Self::AsItWas => was.cloned(),
        }
    }
}

/// Once, every week, or every month on the same weekday; in the words of the date that stands in the form.
fn often_choices(date: Date, was: Option<&Recurrence>) -> Vec<Choice<Often>> {
    let mut all = vec![Choice::new(Often::Once, words::REPEATS_NOT)];
    for often in [Often::Weekly, Often::Monthly, Often::AsItWas] {
        let known = often == Often::AsItWas && Often::of(was, date) != Often::AsItWas;
        if let Some(rule) = often.rule(date, was).filter(|_| !known) {
            all.push(Choice::new(often, dates::recurrence(&rule)));
        }
    }
    all
}

/// One team of the form.
#[derive(Clone, Copy)]
struct TeamForm {
    jobs: RwSignal<Vec<Job>>,
    people: RwSignal<Vec<Id>>,
}

impl TeamForm {
    fn new(team: TeamDraft) -> Self {
        Self { jobs: RwSignal::new(team.jobs), people: RwSignal::new(team.people) }
    }

    /// Whoever was chosen first leads.
    fn draft(self) -> TeamDraft {
        let people = self.people.get_untracked();
        TeamDraft { leader: people.first().copied(), people, jobs: self.jobs.get_untracked() }
    }
}

/// The plan of a day that stands, as a draft.
fn standing(state: &State, id: Id) -> Option<PlanDraft> {
    let plan = state.plan(id, now())?;
    let teams = plan.teams.iter().map(|team| TeamDraft {
        leader: team.leader,
        people: team.people.iter().chain(&team.away).copied().collect(),
        jobs: team.jobs.iter().map(|line| line.job).collect(),
    });
    let mut teams: Vec<TeamDraft> = teams.collect();
    if teams.is_empty() {
        teams.push(TeamDraft::default());
    }
    let others = plan.people.iter().filter(|person| person.team.is_none()).map(|person| person.member);
    Some(PlanDraft {
        day: plan.day.day,
        time: plan.day.time,
        place: plan.day.place.clone(),
        note: plan.day.note.clone(),
        repeats: plan.day.repeats.clone(),
        teams,
        others: others.collect(),
        why: String::new(),
    })
}

/// 活動日をつくる, 計画を変える.
#[component]
pub fn PlanPage() -> impl IntoView {
    let store = Store::here();
    let (id, phase) = (address::id(), store.phase());
    let ready = memo(move |_| phase.get() == Phase::Ready);
    child(move || match ready.get() {
        true => {
            let id = id.get_untracked();
            let known = id.and_then(|id| store.peek(|state| standing(state, id)));
            let draft = known.unwrap_or_else(|| PlanDraft::on(add_days(store.today(), 7)));
            view! { <Form id draft /> }
        }
        false => view! {
            <PageFrame title=words::EDIT_TITLE back=to::DAYS>
                <p role="status">{t(words::READING)}</p>
            </PageFrame>
        },
    })
}

#[component]
fn Form(id: Option<Id>, draft: PlanDraft) -> impl IntoView {
    let store = Store::here();
    let (act, go) = (Act::here(), Go::here());
    let lead = memo(move |_| store.role() == Role::Lead);
    let text = |text: String| RwSignal::new(text);
    let (date, time) =
        (text(iso(draft.day)), text(draft.time.map(|time| time.to_string()).unwrap_or_default()));
    let (place, note, why) = (text(draft.place), text(draft.note), text(String::new()));
    let teams = RwSignal::new(draft.teams.into_iter().map(TeamForm::new).collect::<Vec<_>>());
    let unscouted = RwSignal::new(false);
    let (was, others) = (draft.repeats, draft.others);
    let often = RwSignal::new(Some(Often::of(was.as_ref(), draft.day)));
    let rule = was.clone();
    let often_choices = Signal::derive(move || {
        let date = parse_iso(&date.get()).unwrap_or(draft.day);
        often_choices(date, rule.as_ref())
    });
    let save = move |_| {
        act.clear();
        let typed = date.get_untracked();
        let day = act.day("day", &typed);
        if typed.is_empty() {
            act.refuse("day", refused::EMPTY);
        }
        let typed = time.get_untracked();
        let at = ClockTime::parse(&typed);
        if at.is_none() && !typed.is_empty() {
            act.refuse("time", requests::WRONG_TIME);
        }
        let (true, Some(day)) = (act.may_go(), day) else { return };
        let plan = PlanDraft {
            day,
            time: at,
            place: place.get_untracked(),
            note: note.get_untracked(),
            repeats: often.get_untracked().and_then(|often| often.rule(day, was.as_ref())),
            teams: teams.with_untracked(|teams| teams.iter().map(|team| team.draft()).collect()),
            others: others.clone(),
            why: why.get_untracked(),
        };
        let command = Command::Day(DayCommand::SavePlan(id, Box::new(plan)));
        let saved = move |done: crate::store::Done| {
            if let Some(day) = id.or(done.ids.first().copied()) {
                go.to(&to::day(day));
            }
        };
        act.run_asking(command, saved, move |gates| {
            let _ = unscouted.try_set(gates.contains(&Gate::NotScouted));
        });
    };
    let primary = move || {
        view! { <Button label=common::SAVE kind=ButtonKind::Primary icon=Icon::Check busy=act.busy on_tap=save.clone() /> }
    };
    let back = id.map_or_else(|| to::DAYS.to_owned(), to::day);
    let asked = move || {
        unscouted.get().then(|| {
            view! {
                <Notice kind=NoticeKind::Warn words=words::UNSCOUTED />
                <TextField label=words::WHY_UNSCOUTED value=why error=act.fault("lead_reason") />
            }
        })
    };
    let all = move || {
        let forms = teams.get();
        (1_usize..)
            .zip(forms)
            .map(|(number, form)| view! { <TeamFields day=id number form teams act /> })
            .collect_view()
    };
    view! {
        <PageFrame title=words::EDIT_TITLE back primary=ViewFn::from(primary)>
            {move || (!lead.get()).then(|| view! { <Notice kind=NoticeKind::Warn words=refused::LEADS_ONLY /> })}
            <DateField label=words::DATE value=date required=true error=act.fault("day") />
            <ChipsOne label=words::REPEATS options=often_choices chosen=often keep=true />
            <TimeField label=words::TIME value=time error=act.fault("time") />
            <TextField label=words::MEET value=place required=true error=act.fault("place") />
            <TextArea label=words::NOTE help=words::NOTE_HELP value=note error=act.fault("note") />
            {all}
            <Button
                label=words::ADD_TEAM
                icon=Icon::Plus
                disabled=Signal::derive(move || { teams.with(|teams| teams.len() >= MOST_TEAMS) })
                on_tap=move |_| teams.update(|teams| teams.push(TeamForm::new(TeamDraft::default())))
            />
            {asked}
            <WhyNot act />
        </PageFrame>
    }
}

/// 町 at once; behind 「しぼりこむ」 tools, how many go, and the 下見.
#[component]
fn LookFor(looking: RwSignal<Looking>) -> impl IntoView {
    let store = Store::here();
    let towns = Signal::derive(move || {
        let all = Choice::new(None, words::ALL_TOWNS);
        let towns = store.with(|state| state.circle().map(|circle| circle.towns.clone()).unwrap_or_default());
        let each = towns.into_iter().map(|town| Choice::new(Some(town.clone()), Words::plain_text(&town)));
        std::iter::once(all).chain(each).collect::<Vec<_>>()
    });
    let tools = Signal::derive(move || {
        let tools = store.with(|state| state.tools_to_plan(store.today(), now()));
        tools.into_iter().map(|tool| Choice::new(tool, says::tool(tool))).collect::<Vec<_>>()
    });
    let sizes = [1, 2, 3].map(|n: u32| Choice::new(n, words::LOOK_PEOPLE.with("n", n)));
    let (town, tool) = (RwSignal::new(Some(None::<String>)), RwSignal::new(None));
    let (people, scouted) = (RwSignal::new(None::<u32>), RwSignal::new(false));
    crate::view::effect(move || {
        let wanted = Looking {
            town: town.get().flatten(),
            tool: tool.get(),
            people: people.get(),
            scouted: scouted.get(),
        };
        looking.set(wanted);
    });
    view! {
        <ChipsOne options=towns chosen=town />
        <Details title=words::LOOK icon=Icon::Search>
            <ChipsOne label=words::LOOK_TOOL options=tools chosen=tool />
            <ChipsOne label=words::LOOK_SIZE options=sizes.to_vec() chosen=people />
            <Tick label=words::LOOK_SCOUTED on=scouted />
        </Details>
    }
}

/// Members; and who came by on this very day, so that they can change teams.
fn may_be_planned(state: &State, member: &Member, day: Option<Id>) -> bool {
    let here = |came: Id| day.is_some_and(|day| state.canonical(day) == state.canonical(came));
    member.is_current() || (!member.left && member.walk_in.is_some_and(here))
}

#[component]
fn TeamFields(
    day: Option<Id>,
    number: usize,
    form: TeamForm,
    teams: RwSignal<Vec<TeamForm>>,
    act: Act,
) -> impl IntoView {
    let store = Store::here();
    let looking = RwSignal::new(Looking::default());
    // What another team has is not offered here, so that nobody and nothing is planned twice.
    let elsewhere = move |of: fn(TeamForm) -> RwSignal<Vec<Job>>| -> Vec<Job> {
        let others = (1_usize..).zip(teams.get()).filter(|(other, _)| *other != number);
        others.flat_map(|(_, other)| of(other).get()).collect()
    };
    let first = form.jobs.get_untracked();
    let jobs = memo(move |_| {
        let taken = elsewhere(|form| form.jobs);
        // What was chosen stays in sight when something else is looked for.
        let mut own = first.clone();
        own.extend(form.jobs.get_untracked());
        store.with(|state| {
            let all = state.jobs_to_plan(&own, &looking.get(), store.today(), now());
            all.into_iter()
                .filter(|job| !taken.contains(job))
                .map(|job| {
                    let task = state.request(job.request).map(|request| request.task);
                    (job, job_name(state, job), task.map_or(Icon::Requests, pictures::task))
                })
                .collect::<Vec<_>>()
        })
    });
    let people = memo(move |_| {
        let others = (1_usize..).zip(teams.get()).filter(|(other, _)| *other != number);
        let taken: Vec<Id> = others.flat_map(|(_, other)| other.people.get()).collect();
        store.with(|state| {
            let mut all: Vec<(String, Id, Words)> = state
                .members()
                .filter(|member| may_be_planned(state, member, day) && !taken.contains(&member.id))
                .map(|member| {
                    (
                        member.reading.clone(),
                        member.id,
                        Words::named(member.name.as_str(), member.reading.as_str()),
                    )
                })
                .collect();
            all.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
            all.into_iter().map(|(_, id, name)| (id, name)).collect::<Vec<_>>()
        })
    });
    let job_choices = Signal::derive(move || {
        let choice = |(job, name, icon): (Job, Words, Icon)| Choice::new(job, name).icon(icon);
        jobs.get().into_iter().map(choice).collect::<Vec<_>>()
    });
    let people_choices = Signal::derive(move || {
        people.get().into_iter().map(|(id, name)| Choice::new(id, name).icon(Icon::User)).collect::<Vec<_>>()
    });
    let none =
        move || (jobs.with(Vec::is_empty)).then(|| view! { <p class="muted">{t(words::JOBS_NONE)}</p> });
    view! {
        <Section title=words::TEAM.with("n", number)>
            <LookFor looking />
            <Chips options=job_choices chosen=form.jobs label=words::JOBS error=act.fault("jobs") />
            {none}
            <Chips
                options=people_choices
                chosen=form.people
                label=words::PEOPLE
                help=words::FIRST_LEADS
                error=act.fault("people")
            />
        </Section>
    }
}
