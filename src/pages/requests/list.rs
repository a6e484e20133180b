//! 困りごと: thousands of lines, found while one types.

use crate::view::{Memo, RwSignal, Show, Signal, child, effect, memo, view};
use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use tanomo_domain::row::Row as Line;
use tanomo_domain::status::Status;
use tanomo_domain::task::Task;
use tanomo_record::Id;

use super::find::{Find, Group};
use crate::app::to;
use crate::browser::clock;
use crate::components::icon::Icon;
use crate::components::{
    Button, ButtonKind, Chips, ChipsOne, Choice, Details, EmptyState, LinkButton, Notice, PageFrame,
    SearchField, VirtualList, row,
};
use crate::i18n::{Words, common, lang, requests as words, says, t};
use crate::pages::pictures;
use crate::parts;
use crate::store::{Phase, Store};

thread_local! {
    // What was looked for last, so that coming back from a request shows the same list.
    static LAST: RefCell<Find> = RefCell::default();
}

/// What is looked for, as the controls hold it.
#[derive(Clone, Copy)]
struct Looking {
    words: RwSignal<String>,
    group: RwSignal<Option<Group>>,
    tasks: RwSignal<Vec<Task>>,
    towns: RwSignal<Vec<String>>,
    mine: RwSignal<bool>,
}

impl Looking {
    fn new(find: Find) -> Self {
        Self {
            words: RwSignal::new(find.words),
            group: RwSignal::new(find.group),
            tasks: RwSignal::new(find.tasks),
            towns: RwSignal::new(find.towns),
            mine: RwSignal::new(find.mine),
        }
    }

    fn find(self) -> Find {
        Find {
            words: self.words.get(),
            group: self.group.get(),
            tasks: self.tasks.get(),
            towns: self.towns.get(),
            mine: self.mine.get(),
        }
    }

    fn clear(self) {
        self.words.set(String::new());
        self.group.set(None);
        self.tasks.set(Vec::new());
        self.towns.set(Vec::new());
        self.mine.set(false);
    }
}

/// 困りごと.
#[component]
pub fn RequestsPage() -> impl IntoView {
    let primary = || {
        view! { <LinkButton label=words::LOG href=to::LOG.to_owned() kind=ButtonKind::Primary icon=Icon::Plus wide=true /> }
    };
    view! {
        <PageFrame title=common::REQUESTS primary=ViewFn::from(primary)>
            <List current=Signal::default() />
        </PageFrame>
    }
}

/// The list with its search and filters; `current` is the request shown beside it.
#[component]
pub fn List(current: Signal<Option<Id>>) -> impl IntoView {
    let store = Store::here();
    let looking = Looking::new(LAST.with_borrow(Clone::clone));
    let find = memo(move |_| looking.find());
    effect(move || LAST.set(find.get()));
    let rows = store.rows();
    let found = look_for(store, find, rows);
    let count = memo(move |_| found.read().len());
    let none_at_all = memo(move |_| rows.with(|rows| rows.is_empty()));
    let reading = move || store.phase().get() != Phase::Ready;
    view! {
        <div class="stack">
            <Show when=move || !none_at_all.get()>
                <Filters looking find />
            </Show>
            <p class="muted small" role="status">
                {move || {
                    let shown = !none_at_all.get();
                    shown.then(|| t(words::FOUND.with("n", count.get())))
                }}
            </p>
            {move || match (none_at_all.get(), count.get()) {
                (true, _) if reading() => view! { <Notice words=words::STILL_READING /> },
                (true, _) => view! { <EmptyState icon=Icon::Requests words=words::EMPTY /> },
                (false, 0) => view! {
                    <EmptyState icon=Icon::Search words=words::NONE_FOUND>
                        <Button label=words::SHOW_ALL on_tap=move |_| looking.clear() />
                    </EmptyState>
                },
                _ => child(()),
            }}
            <VirtualList
                each=found
                label=common::REQUESTS
                row=move |at, id| view! { <OneRow at id rows current /> }
            />
        </div>
    }
}

/// What is found. A search goes over the lines in slices and lets the screen have its turn between two of them, so
/// that a letter typed never waits for the search of the one before; what is looked for last counts.
fn look_for(store: Store, find: Memo<Find>, rows: Signal<Arc<Vec<Line>>>) -> RwSignal<Arc<Vec<Id>>> {
    // What the list opens with is there at once.
    let first = store.peek(|state| find.read_untracked().among(&rows.read_untracked(), state));
    let found = RwSignal::new(Arc::new(first));
    let newest = StoredValue::new(0u32);
    effect(move || {
        let search = Search { store, find: find.get(), rows: rows.get(), at: 0, ids: Vec::new() };
        newest.update_value(|newest| *newest = newest.wrapping_add(1));
        go_on(search, newest.get_value(), newest, found);
    });
    found
}

/// A search on its way through the lines.
struct Search {
    store: Store,
    find: Find,
    rows: Arc<Vec<Line>>,
    at: usize,
    ids: Vec<Id>,
}

impl Search {
    /// How long one slice may hold the screen, in milliseconds.
    const SLICE: f64 = 4.0;
    /// How many lines are looked at between two looks at the clock.
    const STEP: usize = 100;

    /// Looks on until the slice is over; true at the end of the lines.
    fn slice(&mut self) -> bool {
        let from = clock::monotonic();
        while self.at < self.rows.len() && clock::monotonic() - from < Self::SLICE {
            let until = self.rows.len().min(self.at + Self::STEP);
            let lines = self.rows.get(self.at..until).unwrap_or_default();
            self.ids.extend(self.store.peek(|state| self.find.among(lines, state)));
            self.at = until;
        }
        self.at >= self.rows.len()
    }
}

fn go_on(mut search: Search, turn: u32, newest: StoredValue<u32>, found: RwSignal<Arc<Vec<Id>>>) {
    // Something else is looked for by now, or the page was left.
    if newest.try_get_value() != Some(turn) {
        return;
    }
    if !search.slice() {
        set_timeout(move || go_on(search, turn, newest, found), Duration::ZERO);
    } else if found.with_untracked(|found| **found != search.ids) {
        found.set(Arc::new(search.ids));
    }
}

#[component]
fn Filters(looking: Looking, find: Memo<Find>) -> impl IntoView {
    let store = Store::here();
    let ready = memo(move |_| store.phase().get() == Phase::Ready);
    let groups = Group::ALL.map(|group| Choice::new(group, group_words(group))).to_vec();
    let title = Words::live(move || match find.read().narrowed() {
        0 => words::NARROW.into(),
        n => words::NARROWED.with("n", n),
    });
    let mine = Signal::derive(move || looking.mine.get());
    view! {
        <SearchField label=words::SEARCH value=looking.words />
        <div class="beside">
            <ChipsOne options=Signal::stored(groups) chosen=looking.group />
            <button
                type="button"
                class="chip"
                aria-pressed=move || if mine.get() { "true" } else { "false" }
                on:click=move |_| looking.mine.update(|mine| *mine = !*mine)
            >
                <span>{t(words::MINE)}</span>
            </button>
        </div>
        <Details title icon=Icon::Search>
            // Not before everything is read: taking in a part would hold up the first lines.
            {move || ready.get().then(|| parts::narrow(looking.tasks, looking.towns))}
        </Details>
    }
}

/// What is behind 「しぼりこむ」: the tasks and the 町 to look for. Most people never open it, so it comes late.
#[component]
pub fn Narrow(tasks: RwSignal<Vec<Task>>, towns: RwSignal<Vec<String>>) -> impl IntoView {
    let store = Store::here();
    let all_tasks: Vec<Choice<Task>> = Task::ALL
        .into_iter()
        .map(|task| Choice::new(task, says::task(task)).icon(pictures::task(task)))
        .collect();
    let all_towns = memo(move |_| {
        store.rows().with(|rows| {
            let mut towns: Vec<String> = rows.iter().map(|row| row.town.clone()).collect();
            towns.sort_unstable();
            towns.dedup();
            towns.retain(|town| !town.is_empty());
            towns
        })
    });
    let all_towns = Signal::derive(move || {
        all_towns.get().into_iter().map(|town| Choice::new(town.clone(), town)).collect::<Vec<_>>()
    });
    view! {
        <Chips options=Signal::stored(all_tasks) chosen=tasks label=words::TASK />
        <Chips options=all_towns chosen=towns label=words::TOWN />
    }
}

const fn group_words(group: Group) -> crate::i18n::Text {
    match group {
        Group::Wanted => words::GROUP_WANTED,
        Group::Settled => words::GROUP_SETTLED,
        Group::Look => words::GROUP_LOOK,
        Group::Closed => words::GROUP_CLOSED,
    }
}

/// One line. It looks itself up, so that a change shows again only the line that changed.
#[component]
pub fn OneRow(
    /// Where it stands in the list; among all lines it stands there or after it.
    at: usize,
    id: Id,
    rows: Signal<Arc<Vec<Line>>>,
    current: Signal<Option<Id>>,
) -> impl IntoView {
    let line = memo(move |_| rows.with(|rows| find_from(rows, at, id).cloned()));
    let here = memo(move |_| current.get() == Some(id));
    move || {
        line.get().map(|line| {
            let lang = lang();
            row(
                (to::request(line.id, line.occurrence), tone(&line), here.get().then_some("true")),
                Some(pictures::task(line.task)),
                (
                    title(line.task, &line.town).view(lang),
                    status_line(&line).view(lang),
                    line.day.map(|day| says::day(day).view(lang)),
                ),
            )
        })
    }
}

/// The line of a request, looked for from `at` on and at last before it.
fn find_from(rows: &[Line], at: usize, id: Id) -> Option<&Line> {
    let (before, after) = rows.split_at(at.min(rows.len()));
    after.iter().chain(before).find(|row| row.id == id)
}

/// 作業 + 町.
pub fn title(task: Task, town: &str) -> Words {
    match town {
        "" => says::task(task).into(),
        town => words::TASK_TOWN.with("task", says::task(task)).with("town", town),
    }
}

/// The status as a sentence, with what weighs more before it.
pub fn status_line(line: &Line) -> Words {
    let status: Words = match line.status {
        Status::Open | Status::Scouted | Status::Offered if line.helpers.0 > 0 => {
            words::SOME_HELPERS.with("n", line.helpers.0).with("all", line.helpers.1)
        }
        status => says::status(status).into(),
    };
    let closed = line.status.closed();
    let marks = [
        (line.urgent && !closed, words::URGENT_MARK),
        (line.memo && !closed, words::MEMO_MARK),
        (line.unsettled, words::UNSETTLED_MARK),
    ];
    let marks = marks.into_iter().filter(|(on, _)| *on).map(|(_, mark)| Words::from(mark));
    Words::join(marks.chain([status]))
}

fn tone(line: &Line) -> &'static str {
    match line.status {
        Status::Check => "danger",
        status if status.closed() => "done",
        _ if line.urgent || line.unsettled => "needs",
        Status::Offered | Status::Difficult | Status::Partly => "needs",
        _ => "",
    }
}
