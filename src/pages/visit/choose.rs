//! Which job is done: mine first, one tap each. Works from the first paint on, before the records are read.

use crate::view::{Show, Signal, memo, view};
use leptos::prelude::*;
use tanomo_domain::row::Row as Line;
use tanomo_domain::status::Status;

use crate::app::to;
use crate::components::{ButtonKind, EmptyState, Icon, LinkButton, PageFrame, Row, Section};
use crate::i18n::{Words, says, t, visit as words};
use crate::store::{Phase, Store};

/// How many of the others are shown; the rest is found by searching 困りごと.
const OTHERS: usize = 20;

/// Choosing the job to record as completed.
#[component]
pub fn ChooseJob() -> impl IntoView {
    let store = Store::here();
    let (rows, phase) = (store.rows(), store.phase());
    // Mine and not mine, each only what can be completed.
    let jobs = memo(move |_| {
        let today = store.today();
        let open: Vec<Line> =
            rows.with(|rows| rows.iter().filter(|row| !row.status.closed()).cloned().collect());
        let (mut mine, mut others): (Vec<Line>, Vec<Line>) = open.into_iter().partition(|row| row.mine);
        mine.sort_by_key(|row| {
            let under_way = matches!(row.status, Status::UnderWay | Status::Check);
            (!under_way, row.day.is_none_or(|day| day > today))
        });
        others.sort_by_key(|row| row.status != Status::UnderWay);
        others.truncate(OTHERS);
        (mine, others)
    });
    let none = move || jobs.with(|(mine, others)| mine.is_empty() && others.is_empty());
    view! {
        <PageFrame title=words::CHOOSE back=to::TODAY.to_owned()>
            {move || match (none(), phase.get()) {
                (true, Phase::Ready) => view! {
                    <EmptyState icon=Icon::Requests words=words::NO_JOBS>
                        <LinkButton label=words::TO_REQUESTS href=to::REQUESTS.to_owned() kind=ButtonKind::Primary />
                    </EmptyState>
                },
                (true, _) => view! { <p role="status">{t(words::READING)}</p> },
                (false, _) => view! {
                    <Jobs title=words::MY_JOBS lines=Signal::derive(move || jobs.with(|(mine, _)| mine.clone())) />
                    <Jobs title=words::OTHER_JOBS lines=Signal::derive(move || jobs.with(|(_, other)| other.clone())) />
                    <p>{t(words::NO_MORE)}</p>
                    <LinkButton label=words::TO_REQUESTS href=to::REQUESTS.to_owned() icon=Icon::Search wide=true />
                },
            }}
        </PageFrame>
    }
}

#[component]
fn Jobs(#[prop(into)] title: Words, lines: Signal<Vec<Line>>) -> impl IntoView {
    view! {
        <Show when=move || !lines.read().is_empty()>
            <Section title=title.clone()>
                <div class="list">
                    {move || lines.get().into_iter().map(job).collect_view()}
                </div>
            </Section>
        </Show>
    }
}

fn job(line: Line) -> AnyView {
    let task = says::task(line.task);
    let title = match line.town.is_empty() {
        true => task.into(),
        false => words::HEADING.with("task", task).with("town", line.town.as_str()),
    };
    let side = line.day.map_or(Words::default(), says::day);
    let tone = if line.status == Status::UnderWay { "needs" } else { "" };
    view! {
        <Row href=to::complete(line.id, line.occurrence) title line=says::status(line.status) side icon=Icon::Done tone />
    }
}
