//! What is wished, as a form: used to log a request and to change one.

mod kept;

use crate::view::{RwSignal, Show, Signal, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::RequestDraft;
use tanomo_domain::task::{Hazard, Task, Tool};
use tanomo_domain::view::{CameBy, SiteNote};

use self::kept::{FORTNIGHT, LAST, MOST_WEEKS, WEEK, nth_of};
pub use self::kept::{Kept, Often};
use super::act::Act;
use crate::components::choice::Tick;
use crate::components::{
    Chips, ChipsOne, Choice, DateField, Details, Icon, RadioCards, Stepper, TextArea, TextField,
};
use crate::i18n::{Words, common, dates, requests as words, says, t};
use crate::pages::pictures;
use crate::store::Store;

/// The form's signals.
#[derive(Clone, Copy)]
pub struct RequestFields {
    /// The work.
    pub task: RwSignal<Option<Task>>,
    /// In the caller's words.
    pub words: RwSignal<String>,
    /// 町.
    pub town: RwSignal<String>,
    /// The number of the paper form.
    pub form_number: RwSignal<String>,
    /// How it came in.
    pub came_by: RwSignal<Option<CameBy>>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    needed: RwSignal<u32>,
    tools: RwSignal<Vec<Tool>>,
    hazards: RwSignal<Vec<Hazard>>,
    site: RwSignal<Vec<SiteNote>>,
    urgent: RwSignal<bool>,
    often: RwSignal<Option<Often>>,
    weekdays: RwSignal<Vec<u8>>,
    nths: RwSignal<Vec<u8>>,
    nth_day: RwSignal<Option<u8>>,
    weeks: RwSignal<u32>,
    weeks_from: RwSignal<String>,
    month_day: RwSignal<u32>,
}

impl RequestFields {
    /// A form that shows this.
    pub fn new(kept: Kept) -> Self {
        Self {
            task: RwSignal::new(kept.task),
            words: RwSignal::new(kept.words),
            town: RwSignal::new(kept.town),
            from: RwSignal::new(kept.from),
            until: RwSignal::new(kept.until),
            needed: RwSignal::new(kept.needed),
            tools: RwSignal::new(kept.tools),
            hazards: RwSignal::new(kept.hazards),
            site: RwSignal::new(kept.site),
            urgent: RwSignal::new(kept.urgent),
            came_by: RwSignal::new(kept.came_by),
            form_number: RwSignal::new(kept.form_number),
            often: RwSignal::new(Some(kept.often)),
            weekdays: RwSignal::new(kept.weekdays),
            nths: RwSignal::new(kept.nths),
            nth_day: RwSignal::new(kept.nth_day),
            weeks: RwSignal::new(kept.weeks.max(FORTNIGHT)),
            weeks_from: RwSignal::new(kept.weeks_from),
            month_day: RwSignal::new(kept.month_day.max(1)),
        }
    }

    /// Shows this instead of what stands there.
    pub fn show(self, kept: Kept) {
        self.task.set(kept.task);
        self.words.set(kept.words);
        self.town.set(kept.town);
        self.from.set(kept.from);
        self.until.set(kept.until);
        self.needed.set(kept.needed);
        self.tools.set(kept.tools);
        self.hazards.set(kept.hazards);
        self.site.set(kept.site);
        self.urgent.set(kept.urgent);
        self.often.set(Some(kept.often));
        self.weekdays.set(kept.weekdays);
        self.nths.set(kept.nths);
        self.nth_day.set(kept.nth_day);
        self.weeks.set(kept.weeks.max(FORTNIGHT));
        self.weeks_from.set(kept.weeks_from);
        self.month_day.set(kept.month_day.max(1));
    }

    /// As it stands now; tracks.
    pub fn kept(self) -> Kept {
        Kept {
            task: self.task.get(),
            words: self.words.get(),
            town: self.town.get(),
            from: self.from.get(),
            until: self.until.get(),
            needed: self.needed.get(),
            tools: self.tools.get(),
            hazards: self.hazards.get(),
            site: self.site.get(),
            urgent: self.urgent.get(),
            came_by: self.came_by.get(),
            form_number: self.form_number.get(),
            often: self.often.get().unwrap_or_default(),
            weekdays: self.weekdays.get(),
            nths: self.nths.get(),
            nth_day: self.nth_day.get(),
            weeks: self.weeks.get(),
            weeks_from: self.weeks_from.get(),
            month_day: self.month_day.get(),
        }
    }

    /// What is to be written; fields that cannot be read are refused at `act`.
    pub fn draft(self, act: Act, memo: bool) -> RequestDraft {
        let kept = untrack(|| self.kept());
        if kept.task.is_none() && !memo {
            act.refuse("task", words::CHOOSE_TASK);
        }
        let wished_from = act.day("wished_from", &kept.from);
        let counted = act.day("weeks_from", &kept.weeks_from).or(wished_from);
        let repeats = kept.repeats(counted.unwrap_or_else(|| Store::here().today()));
        if kept.often != Often::Once && repeats.is_none() {
            act.refuse("repeats", words::CHOOSE_DAYS);
        }
        RequestDraft {
            task: kept.task.unwrap_or(Task::Other),
            wished_from,
            wished_until: act.day("wished_until", &kept.until),
            words: kept.words,
            town: kept.town,
            needed: kept.needed,
            tools: kept.tools,
            hazards: kept.hazards,
            site: kept.site,
            urgent: kept.urgent,
            came_by: kept.came_by.unwrap_or(CameBy::Telephone),
            form_number: kept.form_number,
            repeats,
            memo,
            follows: None,
        }
    }
}

/// The work, its words, and what a preset fills in.
#[component]
pub fn WhatFields(form: RequestFields, act: Act) -> impl IntoView {
    let tasks = Task::ALL
        .into_iter()
        .map(|task| Choice::new(task, says::task(task)).icon(pictures::task(task)))
        .collect::<Vec<_>>();
    let preset = move |task: Option<Task>| {
        if let Some(task) = task {
            let facts = task.facts();
            form.tools.set(facts.tools.to_vec());
            form.hazards.set(facts.hazards.to_vec());
        }
    };
    Effect::new(move |before: Option<Option<Task>>| {
        let task = form.task.get();
        // Not for the task the form came with: its own tools stand there.
        if before.is_some_and(|before| before != task) && form.tools.with_untracked(Vec::is_empty) {
            preset(task);
        } else if let Some(Some(before)) = before
            && Some(before) != task
            && form.tools.with_untracked(|tools| tools[..] == *before.facts().tools)
        {
            preset(task);
        }
        task
    });
    view! {
        <RadioCards
            label=words::WHAT_TASK
            options=tasks
            chosen=form.task
            required=true
            error=act.fault("task")
        />
        <TextArea
            label=words::WORDS
            help=words::WORDS_HELP
            value=form.words
            max=500
            error=act.fault("words")
        />
    }
}

/// Wished days, how many people, how often.
#[component]
pub fn WhenFields(form: RequestFields, act: Act) -> impl IntoView {
    let often = [
        Choice::new(Often::Once, words::ONCE),
        Choice::new(Often::Weekly, words::WEEKLY),
        Choice::new(Often::EveryWeeks, words::EVERY_OTHER),
        Choice::new(Often::Monthly, words::MONTHLY),
        Choice::new(Often::MonthlyDay, words::MONTHLY_DAY),
    ];
    let days: Vec<Choice<u8>> =
        WEEK.into_iter().map(|day| Choice::new(day.number_from_monday(), says::weekday(day))).collect();
    let nths: Vec<Choice<u8>> =
        (1..=LAST).map(|number| Choice::new(number, dates::nth(nth_of(number)))).collect();
    let is = move |which: Often| form.often.get() == Some(which);
    let (week, month) = (days.clone(), days);
    view! {
        <DateField label=words::FROM value=form.from help=words::FROM_HELP error=act.fault("wished_from") />
        <DateField label=words::UNTIL value=form.until error=act.fault("wished_until") />
        <Stepper
            label=words::NEEDED
            value=form.needed
            say=Callback::new(|n: u32| common::PERSONS.with("n", n))
            min=1
            max=50
            error=act.fault("needed")
        />
        <Tick label=words::URGENT on=form.urgent />
        <ChipsOne
            label=words::OFTEN
            options=Signal::stored(often.to_vec())
            chosen=form.often
            keep=true
            error=act.fault("repeats")
        />
        <Show when=move || is(Often::Weekly) || is(Often::EveryWeeks)>
            <Chips label=words::WHICH_DAYS options=Signal::stored(week.clone()) chosen=form.weekdays />
        </Show>
        <Show when=move || is(Often::Monthly)>
            <Chips label=words::WHICH_WEEK options=Signal::stored(nths.clone()) chosen=form.nths />
            <ChipsOne label=words::WHICH_DAY options=Signal::stored(month.clone()) chosen=form.nth_day keep=true />
        </Show>
        <Show when=move || is(Often::EveryWeeks)>
            <Stepper
                label=words::WEEKS
                value=form.weeks
                say=Callback::new(|n: u32| words::EVERY_FEW.with("n", n))
                min=FORTNIGHT
                max=MOST_WEEKS
            />
            <DateField
                label=words::OTHER_FROM
                value=form.weeks_from
                help=words::OTHER_FROM_HELP
                error=act.fault("weeks_from")
            />
        </Show>
        <Show when=move || is(Often::MonthlyDay)>
            <Stepper
                label=words::DAY_OF_MONTH
                value=form.month_day
                say=Callback::new(|n: u32| words::ON_DAY_OF_MONTH.with("n", n))
                min=1
                max=31
                presets=[1, 10, 15, 25, 31]
            />
        </Show>
    }
}

/// Tools, hazards, the site and how it came in: filled by the task, looked at when there is time.
#[component]
pub fn MoreFields(
    form: RequestFields,
    act: Act,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let tools: Vec<_> = Tool::all().map(|tool| Choice::new(tool, says::tool(tool))).collect();
    let hazards: Vec<_> =
        Hazard::all().map(|hazard| Choice::new(hazard, says::hazard(hazard)).icon(Icon::Warning)).collect();
    let site: Vec<_> = SiteNote::ALL.iter().map(|&note| Choice::new(note, says::site(note))).collect();
    let came: Vec<_> = CameBy::ALL.iter().map(|&by| Choice::new(by, says::came_by(by))).collect();
    let on_paper = move || form.came_by.get() == Some(CameBy::Paper);
    let summary = Words::live(move || {
        words::MORE.with("tools", form.tools.read().len()).with("hazards", form.hazards.read().len())
    });
    view! {
        <ChipsOne label=words::CAME_BY options=Signal::stored(came) chosen=form.came_by keep=true />
        <Show when=on_paper>
            <TextField
                label=words::FORM_NUMBER
                value=form.form_number
                max=20
                error=act.fault("form_number")
            />
        </Show>
        <Details title=summary open=open>
            <Chips label=words::TOOLS options=Signal::stored(tools) chosen=form.tools />
            <Chips label=words::HAZARDS options=Signal::stored(hazards) chosen=form.hazards />
            <Chips label=words::SITE options=Signal::stored(site) chosen=form.site />
        </Details>
    }
}

/// 町, from the circle's list or typed.
#[component]
pub fn TownField(value: RwSignal<String>, act: Act) -> impl IntoView {
    let store = Store::here();
    let towns = memo(move |_| {
        store.with(|state| state.circle().map(|circle| circle.towns.clone()).unwrap_or_default())
    });
    let chip = move |town: String| {
        let (mine, label) = (town.clone(), town.clone());
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || if value.with(|now| *now == mine) { "true" } else { "false" }
                on:click=move |_| value.set(town.clone())
            >
                <span>{label}</span>
            </button>
        }
    };
    view! {
        <div class="stack close">
            <TextField label=words::TOWN value max=40 error=act.fault("town") />
            <div class="chips" role="group" aria-label=move || crate::i18n::t_str(words::TOWN)>
                {move || towns.get().into_iter().map(chip).collect_view()}
            </div>
        </div>
    }
}

/// The circle's words about who may be helped.
#[component]
pub fn Eligibility() -> impl IntoView {
    let store = Store::here();
    let text = memo(move |_| {
        store.with(|state| state.circle().map(|circle| circle.eligibility.clone()).unwrap_or_default())
    });
    move || {
        let text = text.get();
        (!text.is_empty()).then(|| view! { <p class="muted">{t(words::WHO_MAY.with("text", text))}</p> })
    }
}
