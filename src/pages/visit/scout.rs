//! 下見: what is dangerous, what is needed, and whether the squad can take it on.

use crate::view::{RwSignal, Signal, effect, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::{Command, Scouting};
use tanomo_domain::date::Date;
use tanomo_domain::gates::Gate;
use tanomo_domain::refusal::Refusal;
use tanomo_domain::task::{Hazard, Tool};
use tanomo_domain::view::{Sort, Verdict};
use tanomo_record::Id;

use super::asks::say;
use super::people::People;
use super::saved::SavedNotice;
use super::{heading, minutes, tell, this_occurrence, when_here, words};
use crate::app::to;
use crate::components::{
    Button, ButtonKind, Chips, Choice, Details, Icon, LinkButton, Notice, NoticeKind, PageFrame, RadioCards,
    Stepper, TextArea,
};
use crate::i18n::{Words, common, says, t};
use crate::pages::faults::{FaultNotice, Faults};
use crate::pages::photos::Of;
use crate::store::{Store, Trouble};

/// The minutes that one tap enters.
const PRESETS: [u32; 4] = [30, 60, 90, 120];

/// 下見.
#[component]
pub fn ScoutPage() -> impl IntoView {
    when_here(
        words::SCOUT_TITLE,
        |state, id| state.request(id).is_some(),
        |id, day| view! { <Scout id day /> },
    )
}

/// The fields; copies are the same ones.
#[derive(Clone, Copy)]
struct Form {
    people: RwSignal<Vec<Id>>,
    hazards: RwSignal<Vec<Hazard>>,
    tools: RwSignal<Vec<Tool>>,
    needed: RwSignal<u32>,
    estimate: RwSignal<u32>,
    verdict: RwSignal<Option<Verdict>>,
    words: RwSignal<String>,
}

impl Form {
    /// What an earlier look found, else what the request says and its task usually takes.
    fn new(store: Store, id: Id, occurrence: Option<Date>) -> Self {
        let me = untrack(|| store.me());
        store.peek(|state| {
            let request = state.request(id);
            let looked = state.last_visit(id, occurrence, Sort::Scout);
            let hazards = looked.map(|v| v.hazards.clone()).or_else(|| request.map(|r| r.hazards.clone()));
            let tools = looked.map(|v| v.tools.clone()).or_else(|| request.map(|r| r.tools.clone()));
            let usual = request.map_or(60, |r| u32::from(r.task.facts().minutes));
            let needed = looked.and_then(|v| v.people_needed).or_else(|| request.map(|r| r.needed));
            Self {
                people: RwSignal::new(me.into_iter().collect()),
                hazards: RwSignal::new(hazards.unwrap_or_default()),
                tools: RwSignal::new(tools.unwrap_or_default()),
                needed: RwSignal::new(needed.unwrap_or(2)),
                estimate: RwSignal::new(looked.and_then(|v| v.estimate).unwrap_or(usual)),
                verdict: RwSignal::new(None),
                words: RwSignal::default(),
            }
        })
    }

    fn scouting(self, request: Id, occurrence: Option<Date>, verdict: Verdict) -> Scouting {
        Scouting {
            request,
            occurrence,
            people: self.people.get_untracked(),
            verdict,
            words: self.words.get_untracked(),
            hazards: self.hazards.get_untracked(),
            tools: self.tools.get_untracked(),
            people_needed: self.needed.get_untracked(),
            estimate: self.estimate.get_untracked(),
        }
    }
}

#[component]
fn Scout(id: Id, day: Option<Date>) -> impl IntoView {
    let store = Store::here();
    let occurrence = this_occurrence(store, id, day);
    let form = Form::new(store, id, occurrence);
    let (faults, busy) = (Faults::default(), RwSignal::new(false));
    let refused = RwSignal::new(Vec::<Gate>::new());
    let saved = RwSignal::new(false);
    let save = move || {
        faults.clear();
        refused.set(Vec::new());
        let verdict = form.verdict.get_untracked();
        if form.people.with_untracked(Vec::is_empty) {
            faults.note("people", words::NOBODY);
        }
        let Some(verdict) = verdict.filter(|_| !faults.any()) else {
            if verdict.is_none() {
                faults.note("verdict", words::CHOOSE_VERDICT);
            }
            return faults.say(says::refusal(&Refusal::Fields(Vec::new())));
        };
        busy.set(true);
        let scouting = form.scouting(id, occurrence, verdict);
        spawn_local(async move {
            match store.run(Command::Scout(Box::new(scouting))).await {
                Ok(_) => saved.set(true),
                Err(Trouble::Refused(Refusal::Asks(gates))) => refused.set(gates),
                Err(why) => tell(faults, &why),
            }
            busy.set(false);
        });
    };
    let save = Callback::new(move |_| save());
    let primary = move || {
        view! { <Button label=words::SAVE kind=ButtonKind::Primary icon=Icon::Check busy on_tap=save /> }
    };
    move || match saved.get() {
        true => view! { <Scouted id occurrence /> },
        false => view! {
            <PageFrame title=words::SCOUT_TITLE back=to::request(id, occurrence) primary=primary>
                <p class="what">{t(Words::live(move || store.with(|state| heading(state, id))))}</p>
                <Fields form id occurrence faults />
                {crate::parts::photos(Of::Form { request: id, visit: None, sort: Sort::Scout })}
                {move || {
                    let gates = refused.get();
                    let said = gates.iter().map(|gate| view! { <p>{t(say(store, gate))}</p> }).collect_view();
                    (!gates.is_empty())
                        .then(|| view! { <Notice kind=NoticeKind::Danger words=words::SCOUT_REFUSED>{said}</Notice> })
                }}
                <FaultNotice faults />
            </PageFrame>
        },
    }
}

#[component]
fn Fields(form: Form, id: Id, occurrence: Option<Date>, faults: Faults) -> impl IntoView {
    let hazards: Vec<_> =
        Hazard::all().map(|one| Choice::new(one, says::hazard(one)).icon(picture(one))).collect();
    let tools: Vec<_> = Tool::all().map(|one| Choice::new(one, says::tool(one))).collect();
    let verdicts = vec![
        Choice::new(Verdict::Yes, says::verdict(Verdict::Yes)).icon(Icon::Hand).hint(words::YES_HINT),
        Choice::new(Verdict::Hard, says::verdict(Verdict::Hard)).icon(Icon::Warning).hint(words::HARD_HINT),
    ];
    let hard = move || form.verdict.get() == Some(Verdict::Hard);
    view! {
        <Chips
            options=Signal::derive(move || hazards.clone())
            chosen=form.hazards
            label=words::HAZARDS
            help=words::HAZARDS_HELP
        />
        <RadioCards
            label=words::VERDICT
            options=verdicts
            chosen=form.verdict
            required=true
            error=faults.of("verdict")
        />
        {move || {
            let label = if hard() { words::WHY_HARD } else { words::TEAM_WORDS };
            view! { <TextArea label value=form.words error=faults.of("words") required=hard() max=2000 /> }
        }}
        <Stepper
            label=words::PEOPLE_NEEDED
            value=form.needed
            say=Callback::new(|n: u32| common::PERSONS.with("n", n))
            min=1
            max=50
            error=faults.of("people_needed")
        />
        <Stepper
            label=words::ESTIMATE
            value=form.estimate
            say=Callback::new(minutes)
            min=1
            max=720
            step=15
            presets=PRESETS.to_vec()
            error=faults.of("estimate")
        />
        <People chosen=form.people request=id occurrence label=words::WHO_LOOKED error=faults.of("people") />
        <Details title=words::TOOLS_NEEDED icon=Icon::Wrench>
            <Chips options=Signal::derive(move || tools.clone()) chosen=form.tools />
        </Details>
    }
}

/// The picture of a hazard; those without one of their own share the sign that warns.
fn picture(hazard: Hazard) -> Icon {
    match hazard {
        Hazard::Steps | Hazard::Slope | Hazard::RottenFloor => Icon::Footprints,
        Hazard::Road => Icon::Car,
        Hazard::Heat => Icon::Sun,
        Hazard::Ice | Hazard::RoofSnow => Icon::Snow,
        Hazard::HeavyThings => Icon::Tidy,
        Hazard::Thorns => Icon::Weed,
        _ => Icon::Warning,
    }
}

#[component]
fn Scouted(id: Id, occurrence: Option<Date>) -> impl IntoView {
    effect(move || crate::browser::viewport::show("saved"));
    let request = to::request(id, occurrence);
    let primary = move || {
        view! { <LinkButton label=words::SEE_REQUEST href=request.clone() kind=ButtonKind::Primary /> }
    };
    view! {
        <PageFrame title=words::SCOUT_SAVED back=to::request(id, occurrence) primary=primary>
            <div id="saved" tabindex="-1">
                <SavedNotice />
            </div>
        </PageFrame>
    }
}
