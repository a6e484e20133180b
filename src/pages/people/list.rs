//! なかま by reading, with jumps, search, and those who left at the end.

use crate::view::{Memo, RwSignal, Show, memo, view};
use leptos::prelude::*;
use tanomo_domain::fold::{Folded, Query};
use tanomo_domain::reading::{JUMP_ROWS, jump_row, sort_key};
use tanomo_domain::state::State;
use tanomo_domain::task::Task;
use tanomo_domain::view::{Member, Role};
use tanomo_record::Id;

use super::{insurance, name};
use crate::app::to;
use crate::browser::viewport;
use crate::components::icon::{Icon, Picture};
use crate::components::{ButtonKind, Details, EmptyState, LinkButton, PageFrame, SearchField};
use crate::i18n::{Words, joining, people, says, t, t_str};
use crate::store::{Phase, Store};

/// From so many members on the jumps help more than they cost.
const JUMPS_FROM: usize = 8;

/// A head of the list and who stands under it.
type Group = (char, Vec<Id>);

/// なかま.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let store = Store::here();
    let words = RwSignal::new(String::new());
    let here = memo(move |_| store.with(|state| groups(state, &words.get(), false)));
    let left = memo(move |_| store.with(|state| groups(state, &words.get(), true)));
    let loading = move || store.phase().get() != Phase::Ready;
    let nobody = move || here.with(Vec::is_empty) && left.with(Vec::is_empty);
    let count = move |groups: Memo<Vec<Group>>| {
        groups.with(|all| all.iter().map(|(_, ids)| ids.len()).sum::<usize>())
    };
    let many = memo(move |_| -> bool { count(here) >= JUMPS_FROM });
    view! {
        <PageFrame
            title=people::TITLE
            primary=move || {
                view! {
                    <LinkButton label=joining::INVITE href=to::INVITE icon=Icon::Share />
                    <LinkButton label=people::ADD href=to::NEW_MEMBER kind=ButtonKind::Primary icon=Icon::Plus />
                }
            }
        >
            <SearchField label=people::SEARCH value=words />
            <Show when=move || many.get()>
                <Jumps groups=here />
            </Show>
            <Show when=move || loading() && nobody()>
                <p class="muted" role="status">{t(people::READING_RECORDS)}</p>
            </Show>
            <Show when=move || !loading() && nobody()>
                <EmptyState
                    icon=Icon::People
                    words=Words::live(move || {
                        if words.with(|words| words.trim().is_empty()) {
                            people::EMPTY
                        } else {
                            people::NONE_FOUND
                        }
                    })
                />
            </Show>
            <Groups groups=here />
            <Show when=move || !left.with(Vec::is_empty)>
                <Details
                    title=Words::live(move || people::LEFT_ONES.with("n", count(left)))
                    icon=Icon::History
                >
                    <Groups groups=left plain=true />
                </Details>
            </Show>
        </PageFrame>
    }
}

/// Who answers the search, under the heads of their readings.
fn groups(state: &State, words: &str, left: bool) -> Vec<Group> {
    let query = Query::new(words);
    let holds = |member: &&Member| {
        let can = member.can.iter().flat_map(|task| [task.name().ja, task.facts().formal]);
        let fields = [member.name.as_str(), &member.reading].into_iter().chain(can);
        member.left == left
            && member.walk_in.is_none()
            && (query.is_empty() || query.matches(&Folded::of_fields(fields)))
    };
    let mut members: Vec<&Member> = state.members().filter(holds).collect();
    members.sort_by_cached_key(|member| {
        let reading = if member.reading.is_empty() { &member.name } else { &member.reading };
        let place = JUMP_ROWS.iter().position(|row| *row == jump_row(reading));
        (place, sort_key(reading), member.id)
    });
    let mut groups: Vec<Group> = Vec::new();
    for member in members {
        let row = jump_row(&member.reading);
        match groups.last_mut() {
            Some((last, ids)) if *last == row => ids.push(member.id),
            _ => groups.push((row, vec![member.id])),
        }
    }
    groups
}

fn head(row: char) -> Words {
    if row == '#' { people::OTHER_ROW.into() } else { row.to_string().into() }
}

fn anchor(row: char) -> String {
    format!("row-{}", u32::from(row))
}

/// あ か さ た な …: only the rows somebody stands in.
#[component]
fn Jumps(groups: Memo<Vec<Group>>) -> impl IntoView {
    let rows = memo(move |_| groups.with(|all| all.iter().map(|(row, _)| *row).collect::<Vec<_>>()));
    view! {
        <nav class="jumps" aria-label=move || t_str(people::JUMPS)>
            {move || {
                rows.get()
                    .into_iter()
                    .map(|row| {
                        view! {
                            <button
                                type="button"
                                class="jump"
                                aria-label=move || t_str(people::JUMP_TO.with("row", head(row)))
                                on:click=move |_| viewport::show(&anchor(row))
                            >
                                {t(head(row))}
                            </button>
                        }
                    })
                    .collect_view()
            }}
        </nav>
    }
}

#[component]
fn Groups(
    groups: Memo<Vec<Group>>,
    /// Without heads to jump to.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    view! {
        <For each=move || groups.get() key=|group| group.clone() let((row, ids))>
            <section>
                <Show when=move || !plain>
                    <h2 class="row-head" id=anchor(row) tabindex="-1">{t(head(row))}</h2>
                </Show>
                <div class="rows">{ids.into_iter().map(|id| view! { <Person id /> }).collect_view()}</div>
            </section>
        </For>
    }
}

/// What one line shows; it is drawn again only when this changes.
#[derive(Clone, PartialEq)]
struct Line {
    name: Words,
    role: Option<Words>,
    can: Vec<Words>,
    want: Vec<Words>,
    insurance: Option<(Words, bool)>,
}

fn line(store: Store, id: Id) -> Option<Line> {
    let (lead, today, me) = (store.role() == Role::Lead, store.today(), store.me());
    store.with(|state| {
        let member = state.member(id)?;
        let tasks = |tasks: &[Task]| tasks.iter().map(|&task| says::task(task).into()).collect();
        let mine = (me.map(|me| state.canonical(me)) == Some(id)).then(|| Words::from(people::ME));
        let role = (member.role != Role::Helper).then(|| Words::from(says::role(member.role)));
        Some(Line {
            name: name(member),
            role: match (role, mine) {
                (Some(role), Some(mine)) => Some(Words::join([role, "・".into(), mine])),
                (role, mine) => role.or(mine),
            },
            can: tasks(&member.can),
            want: tasks(&member.want),
            insurance: (lead && !member.left).then(|| insurance(member, today)),
        })
    })
}

#[component]
fn Person(id: Id) -> impl IntoView {
    let store = Store::here();
    let shown = memo(move |_| line(store, id));
    move || {
        shown.get().map(|line| {
            let uncovered = line.insurance.as_ref().is_some_and(|(_, covered)| !covered);
            let tags = [(people::CAN, line.can), (people::WANT, line.want)];
            let tags = tags.into_iter().filter(|(_, tasks)| !tasks.is_empty()).map(|(label, tasks)| {
                let tasks = tasks.into_iter().map(|task| view! { " " <span class="tag">{t(task)}</span> });
                view! { <span class="tags"><span class="small muted">{t(label)}</span> {tasks.collect_view()}</span> }
            });
            view! {
                <a class="row" href=to::member(id) data-tone=if uncovered { "needs" } else { "" }>
                    <Picture icon=Icon::User />
                    <span class="row-words">
                        <span class="row-title">
                            {t(line.name)} " "
                            {line.role.map(|role| view! { <span class="tag strong">{t(role)}</span> })}
                        </span>
                        {tags.collect_view()}
                        {line.insurance.map(|(words, _)| view! { <span class="row-line">{t(words)}</span> })}
                    </span>
                </a>
            }
        })
    }
}
