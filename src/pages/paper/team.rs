//! 当日の用紙: what a team takes along on paper, with room to write down what was done. Each sheet has a number to be
//! ticked back in by (回収チェック); its QR names the day and that number, and nobody.

use crate::view::{RwSignal, Show, Signal, all, live, memo, view};
use leptos::prelude::*;
use tanomo_domain::view::{Need, Resident, Role, Sort};
use tanomo_domain::work_day::{JobLine, Plan, Team};
use tanomo_record::Id;

use super::layout::{lines, on_pages};
use super::parts::{area, beside, line, ticks, written};
use super::{Sheet, frame};
use crate::app::to;
use crate::browser::{place, share};
use crate::components::{Button, ChipsOne, Choice, LinkButton, Notice, NumberField};
use crate::i18n::{Words, dates, days, paper as words, refused, requests, says, t, visit};
use crate::pages::phones::qr;
use crate::pages::unlock;
use crate::store::{Store, now};

/// What fits under a sheet's head, in lines of text.
const ROOM: usize = 32;
/// What a job takes without its texts: its title, what was used, the boxes and the area.
const BARE: usize = 9;
/// Full-width letters in a line, beside its label.
const WIDE: usize = 34;
/// The highest number of a sheet.
const HIGHEST: u32 = 9_999;

/// The screen.
pub(super) fn page(store: Store) -> AnyView {
    let asked = place::here().with_untracked(|here| here.asked("day").and_then(Id::parse));
    let next = memo(move |_| store.with(|state| days_from(state, store.today())));
    let day = RwSignal::new(asked.or_else(|| next.with_untracked(|all| all.first().map(|(id, _)| *id))));
    let team = RwSignal::new(None::<u32>);
    let plan = memo(move |_| day.get().and_then(|day| store.with(|state| state.plan(day, now()))));
    let number = RwSignal::new(untrack(|| first_number(store, day.get())).to_string());
    let first = Signal::derive(move || {
        let typed: u32 = tanomo_domain::form::number(&number.get()).parse().ok()?;
        (1..=HIGHEST).contains(&typed).then_some(typed)
    });
    let mut shown = day.get_untracked();
    crate::view::effect(move || {
        let chosen = day.get();
        if std::mem::replace(&mut shown, chosen) != chosen {
            number.set(untrack(|| first_number(store, chosen)).to_string());
        }
    });
    let lead = memo(move |_| store.role() == Role::Lead);
    let pages = move || match (lead.get(), plan.get(), first.get()) {
        (true, Some(plan), Some(first)) => sheets(store, &plan, team.get(), first),
        _ => Vec::new(),
    };
    let asks = live(Box::new(move || match lead.get() {
        true => asks(store, plan.into(), next.into(), Asked { day, team, number, first }),
        false => view! { <Notice words=words::TEAM_LEADS /> },
    }));
    frame(store, words::TEAM_SHEET, asks, pages, || ())
}

#[derive(Clone, Copy)]
struct Asked {
    day: RwSignal<Option<Id>>,
    team: RwSignal<Option<u32>>,
    number: RwSignal<String>,
    first: Signal<Option<u32>>,
}

/// The days that are still to come, the next first.
fn days_from(state: &tanomo_domain::state::State, today: tanomo_domain::date::Date) -> Vec<(Id, Words)> {
    let open = state.days().filter(|day| day.day >= today && day.called_off().is_none());
    let mut open: Vec<_> = open.collect();
    open.sort_by_key(|day| (day.day, day.time, day.id));
    let named = |day: &tanomo_domain::view::WorkDay| {
        let place = (!day.place.is_empty()).then(|| Words::from(day.place.as_str()));
        (day.id, dates::listed([says::date(day.day)].into_iter().chain(place)))
    };
    open.into_iter().map(named).collect()
}

/// After the last that was handed out.
fn first_number(store: Store, day: Option<Id>) -> u32 {
    let last = |day| store.with(|state| state.handed_out(day).last().map(|sheet| sheet.number));
    day.and_then(last).map_or(1, |last| last.saturating_add(1)).min(HIGHEST)
}

fn asks(store: Store, plan: Signal<Option<Plan>>, next: Signal<Vec<(Id, Words)>>, asked: Asked) -> AnyView {
    let days_of = Signal::derive(move || {
        next.get().into_iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>()
    });
    let teams = Signal::derive(move || {
        let choice = |team: Team| Choice::new(team.number, days::TEAM.with("n", team.number));
        plan.get().map(|plan| plan.teams.into_iter().map(choice).collect::<Vec<_>>()).unwrap_or_default()
    });
    let wrong =
        Signal::derive(move || asked.first.get().is_none().then(|| Words::from(days::SHEET_NUMBER_WRONG)));
    // A card that is closed prints as a line to write on, which nobody should find out at the door.
    let closed = move || {
        plan.with(|plan| {
            let cards = plan.iter().flat_map(|plan| plan.jobs()).filter_map(|line| line.resident);
            store.with(|state| cards.into_iter().any(|id| state.is_closed(id) && !state.is_erased(id)))
        })
    };
    let open = |_| unlock::ask(Callback::new(|()| {}));
    view! {
        <Show when=move || next.with(Vec::is_empty) && plan.with(Option::is_none)>
            <Notice words=words::TEAM_NO_DAY>
                <LinkButton label=days::DAYS href=to::DAYS />
            </Notice>
        </Show>
        <Show when=move || !next.with(Vec::is_empty)>
            <ChipsOne label=words::TEAM_WHICH_DAY options=days_of chosen=asked.day keep=true />
        </Show>
        <Show when=move || plan.with(Option::is_some)>
            <ChipsOne label=words::TEAM_WHICH options=teams chosen=asked.team />
            <NumberField label=words::TEAM_FROM value=asked.number help=words::TEAM_FROM_HELP digits=4 error=wrong />
        </Show>
        <Show when=closed>
            <Notice words=words::TEAM_CLOSED>
                <Button label=requests::OPEN_CARD on_tap=open />
            </Notice>
        </Show>
    }
    .into_any()
}

/// The sheets of one team, or of all; each sheet with a number of its own.
fn sheets(store: Store, plan: &Plan, only: Option<u32>, first: u32) -> Vec<Sheet> {
    let (mut sheets, mut next) = (Vec::new(), first);
    for team in &plan.teams {
        let jobs: Vec<Job> = team.jobs.iter().filter_map(|line| Job::of(store, line)).collect();
        if jobs.is_empty() {
            continue;
        }
        let pages = on_pages(jobs, ROOM, |job| job.lines);
        let (of, begins) = (pages.len(), next);
        next = next.saturating_add(u32::try_from(of).unwrap_or(u32::MAX));
        // A team's sheets have the same numbers whether it is printed alone or with the others.
        if only.is_some_and(|only| only != team.number) {
            continue;
        }
        for (at, jobs) in pages.into_iter().enumerate() {
            let number = begins.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            let jobs = all(jobs.into_iter().map(Job::view).collect());
            let body = view! { {head(store, plan, team, number)} {jobs} };
            sheets.push(Sheet {
                number: Some(number.to_string()),
                place: Some((at + 1, of)),
                body: body.into_any(),
            });
        }
    }
    sheets
}

/// When, where and who; whom to call; the QR.
fn head(store: Store, plan: &Plan, team: &Team, number: u32) -> AnyView {
    let day = &plan.day;
    let (names, leads) = store.with(|state| {
        let named = |id: &Id| {
            let member = state.member(*id)?;
            Some(Words::named(member.name.as_str(), member.reading.as_str()))
        };
        let leads = state.members().filter(|member| member.role == Role::Lead && !member.left);
        let calls = leads
            .filter(|lead| !lead.phone.is_empty())
            .map(|lead| Words::join([lead.name.as_str().into(), " ".into(), lead.phone.as_str().into()]));
        (dates::listed(team.people.iter().filter_map(named)), dates::listed(calls))
    });
    let when = dates::listed(
        [says::date(day.day)].into_iter().chain(day.time.map(says::time)).chain([day.place.as_str().into()]),
    );
    let link = share::link_to(&format!("{}?sheet={number}", to::day(day.id)));
    let note = (!day.note.is_empty()).then(|| view! { <p>{day.note.clone()}</p> });
    view! {
        <div class="a4-top">
            <div>
                <p class="a4-large"><strong>{t(days::TEAM.with("n", team.number))}</strong> " " {t(when)}</p>
                {written(words::TEAM_PEOPLE, Some(names))}
                {written(words::TEAM_CALL, Some(leads))}
                {note}
                <p class="a4-small">{t(words::TEAM_CARE)}</p>
            </div>
            <div class="a4-code">{qr(&link, words::TEAM_QR.with("n", number))}</div>
        </div>
    }
    .into_any()
}

/// One job as it stands on paper.
struct Job {
    title: Words,
    facts: Vec<(Words, Option<Words>)>,
    lines: usize,
}

impl Job {
    fn of(store: Store, job: &JobLine) -> Option<Self> {
        store.with(|state| {
            let request = state.request(job.job.request)?;
            let scouted = state.last_visit(request.id, job.job.occurrence, Sort::Scout);
            let hazards = scouted.map_or(&request.hazards, |scout| &scout.hazards);
            let tools = scouted.filter(|scout| !scout.tools.is_empty());
            let tools = tools.map_or(&request.tools, |scout| &scout.tools);
            let needed = scouted.and_then(|scout| scout.people_needed).unwrap_or(request.needed);
            let title = dates::listed(
                job.time
                    .map(says::time)
                    .into_iter()
                    .chain([Words::join([says::task(job.task).into(), " ".into(), job.town.as_str().into()])])
                    .chain([words::TEAM_NEEDED.with("n", needed)]),
            );
            let mut facts = who(job.resident.map(|id| {
                if state.is_erased(id) { Err(refused::ERASED.into()) } else { Ok(state.resident(id)) }
            }));
            let some = |words: Words, text: &str| (words, Some(Words::from(text)));
            if !request.words.is_empty() {
                facts.push(some(words::TEAM_WISH.into(), &request.words));
            }
            if !hazards.is_empty() {
                let all = dates::listed(hazards.iter().map(|&hazard| says::hazard(hazard).into()));
                facts.push((requests::HAZARDS.into(), Some(all)));
            }
            if let Some(next) = scouted.map(|scout| &scout.next).filter(|next| !next.is_empty()) {
                facts.push(some(words::TEAM_SCOUTED.into(), next));
            }
            let along = tools.iter().map(|&tool| says::tool(tool).into());
            let site = request.site.iter().map(|&note| says::site(note).into());
            let along: Vec<Words> = along.chain(site).collect();
            if !along.is_empty() {
                facts.push((requests::TOOLS.into(), Some(dates::listed(along.into_iter()))));
            }
            let taken = |(_, said): &(Words, Option<Words>)| {
                said.as_ref().map_or(2, |said| lines(&said.plain(crate::i18n::lang()), WIDE))
            };
            Some(Self { title, lines: BARE + facts.iter().map(taken).sum::<usize>(), facts })
        })
    }

    fn view(self) -> AnyView {
        let fact = |(label, said)| match said {
            Some(said) => view! { <p><span class="a4-label">{t(label)}</span> " " {t(said)}</p> }.into_any(),
            None => line(label),
        };
        let outcomes = [visit::DONE, visit::PARTLY, visit::COULD_NOT].map(Words::from).to_vec();
        let used = [words::TEAM_START, words::TEAM_END, words::TEAM_CAME, words::TEAM_BAGS, words::TEAM_COST];
        view! {
            <article class="a4-job">
                <p class="a4-large"><strong>{t(self.title)}</strong></p>
                {all(self.facts.into_iter().map(fact).collect())}
                {beside(used.into_iter().map(line).collect())}
                {ticks(outcomes)}
                {area(words::TEAM_NEXT, None)}
            </article>
        }
        .into_any()
    }
}

/// Name, telephone, address and what to mind, of a card that is open; lines to write on for one that is not.
fn who(card: Option<Result<Option<&Resident>, Words>>) -> Vec<(Words, Option<Words>)> {
    match card {
        None => Vec::new(),
        Some(Err(gone)) => vec![(words::FORM_NAME.into(), Some(gone))],
        Some(Ok(None)) => vec![
            (words::FORM_NAME.into(), None),
            (words::FORM_ADDRESS.into(), None),
            (words::FORM_PHONE.into(), None),
        ],
        Some(Ok(Some(card))) => {
            let phone = Words::from(card.phone.as_str());
            let name = Words::named(card.name.as_str(), card.reading.as_str());
            let mut facts = vec![
                (words::FORM_NAME.into(), Some(name)),
                (words::FORM_ADDRESS.into(), Some(card.address.one_line().as_str().into())),
                (words::FORM_PHONE.into(), Some(phone)),
            ];
            let needs = card.needs.iter().map(|&need: &Need| says::need(need).into());
            let notes = (!card.notes.is_empty()).then(|| Words::from(card.notes.as_str()));
            let mind: Vec<Words> = needs.chain(notes).collect();
            if !mind.is_empty() {
                facts.push((requests::NEEDS.into(), Some(dates::listed(mind.into_iter()))));
            }
            facts
        }
    }
}
