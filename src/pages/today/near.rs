//! My jobs nearest first: from where the phone is to the nearest home, from there to the next.

use crate::view::{Memo, RwSignal, Show, Signal, effect, memo, view};
use leptos::prelude::*;
use tanomo_domain::date::Date;
use tanomo_domain::position::{Position, round};
use tanomo_domain::row::Row as Line;
use tanomo_domain::state::State;
use tanomo_record::Id;

use crate::components::Button;
use crate::components::icon::Icon;
use crate::i18n::{Words, today as words};
use crate::pages::whereabouts::Whereabouts;
use crate::store::Store;

/// The most a phone may be off, in metres, to tell which home is near.
const MOST_OFF: f64 = 1_000.0;

/// One stop: the job, how many metres from the stop before, and whether it is the first.
pub type Stop = (Line, Option<f64>, bool);

/// The order of my jobs.
#[derive(Clone, Copy)]
pub(super) struct Near {
    jobs: Memo<Vec<Line>>,
    /// None as long as nobody asked.
    stops: RwSignal<Option<Vec<Stop>>>,
}

impl Near {
    /// For these jobs, in the order of their times until somebody asks for another.
    pub(super) fn of(jobs: Memo<Vec<Line>>) -> Self {
        Self { jobs, stops: RwSignal::new(None) }
    }

    /// The jobs in the order that stands.
    pub(super) fn jobs(self) -> Vec<Line> {
        match self.stops.get() {
            Some(stops) => stops.into_iter().map(|(line, ..)| line).collect(),
            None => self.jobs.get(),
        }
    }

    /// How far a job is, in words.
    pub(super) fn far(self, id: Id, occurrence: Option<Date>) -> Signal<Option<Words>> {
        Signal::derive(move || {
            self.stops.with(|stops| {
                let mut all = stops.iter().flatten();
                let (_, metres, first) =
                    all.find(|(line, ..)| (line.id, line.occurrence) == (id, occurrence))?;
                let from = if *first { words::FROM_HERE } else { words::FROM_LAST };
                Some(from.with("far", rounded((*metres)?)))
            })
        })
    }

    /// What asks, where some home's place is known and open here.
    pub(super) fn ask(self) -> AnyView {
        let store = Store::here();
        let known = memo(move |_| {
            store.with(|state| self.jobs.with(|jobs| jobs.iter().any(|job| home(state, job).is_some())))
        });
        view! {
            <Show when=move || known.get()>{crate::parts::nearest(self.jobs, self.stops)}</Show>
        }
    }
}

/// The button that puts the jobs in order, as `stops`, from where the phone is.
#[component]
pub fn Nearest(jobs: Memo<Vec<Line>>, stops: RwSignal<Option<Vec<Stop>>>) -> impl IntoView {
    let store = Store::here();
    let at = Whereabouts::unasked();
    let here = RwSignal::new(None);
    effect(move || {
        if let Some(from) = here.get() {
            let found = store.with(|state| jobs.with(|jobs| ordered(state, from, jobs)));
            let _ = stops.try_set(Some(found));
        }
    });
    // The homes are closed again: so is their order.
    on_cleanup(move || {
        let _ = stops.try_set(None);
    });
    // There is no order of one.
    let label = Words::live(move || {
        let one = jobs.with(|jobs| jobs.len() == 1);
        if one { words::HOW_FAR } else { words::NEAREST_FIRST }
    });
    let ask = move |_| at.ask(MOST_OFF, move |at| here.set(Some(at)));
    view! {
        <Button label icon=Icon::Pin busy=at.asking on_tap=ask />
        {at.said()}
    }
}

fn home(state: &State, job: &Line) -> Option<Position> {
    state.resident(state.request(job.id)?.resident?)?.position
}

fn ordered(state: &State, from: Position, jobs: &[Line]) -> Vec<Stop> {
    let homes: Vec<_> = jobs.iter().map(|job| home(state, job)).collect();
    let stops = round(Some(from), &homes).into_iter().enumerate();
    stops.filter_map(|(n, stop)| Some((jobs.get(stop.at)?.clone(), stop.metres, n == 0))).collect()
}

/// To ten metres, above a kilometre to a tenth of one: it is as the crow flies, and no more exact than that.
fn rounded(metres: f64) -> Words {
    if metres < 995.0 {
        words::METRES.with("n", format!("{:.0}", (metres / 10.0).round() * 10.0))
    } else {
        words::KILOMETRES.with("n", format!("{:.1}", metres / 1_000.0))
    }
}
