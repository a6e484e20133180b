//! The circle's rules: a lead changes them, everybody reads them.

mod fields;
mod typed;

use crate::view::{RwSignal, Show, Signal, child, effect, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_domain::money::separated;
use tanomo_domain::view::{Circle, Role};

use crate::app::to;
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Details, Fact, Notice, NoticeKind, PageFrame};
use crate::i18n::dates::listed;
use crate::i18n::{Words, common, fields as names, people, refused, says, settings, t};
use crate::pages::faults::{FaultNotice, Faults};
use crate::pages::history::{Conflicts, History};
use crate::store::{Phase, Store, drafts};
use typed::{Fields, Typed};

/// The name of the draft.
const DRAFT: &str = "rules";

/// 隊のきまり.
#[component]
pub fn RulesPage() -> impl IntoView {
    let store = Store::here();
    let circle = memo(move |_| store.with(|state| state.circle().map(|circle| circle.id)));
    let ready = move || store.phase().get() == Phase::Ready;
    let lead = memo(move |_| store.role() == Role::Lead);
    move || match circle.get().filter(|_| ready()) {
        None => view! {
            <PageFrame title=settings::RULES back=to::SETTINGS>
                <p role="status">{t(settings::NOT_READY)}</p>
            </PageFrame>
        },
        Some(_) if lead.get() => view! { <Change /> },
        Some(_) => view! { <Read /> },
    }
}

/// The rules to read, and why they cannot be changed here.
#[component]
fn Read() -> impl IntoView {
    let store = Store::here();
    let facts = move || store.with(|state| state.circle().map(facts));
    view! {
        <PageFrame title=settings::RULES back=to::SETTINGS>
            <Notice words=settings::LEADS_ONLY />
            <section class="card">{facts}</section>
        </PageFrame>
    }
}

fn facts(circle: &Circle) -> AnyView {
    let plain = |text: &str| Words::plain_text(text);
    let fee = match circle.fee.per_person_hour_yen {
        Some(amount) if amount > 0 => names::FEE_OF.with("n", separated(amount)),
        _ => names::FEE_NONE.into(),
    };
    let rows = [
        (settings::CIRCLE_NAME, plain(&circle.name)),
        (settings::PHONE, plain(&circle.phone)),
        (settings::RESPONSIBLE, plain(&circle.responsible)),
        (settings::PREFECTURE, plain(&circle.prefecture)),
        (settings::CITY, plain(&circle.city)),
        (settings::TOWNS, listed(circle.towns.iter().map(|town| plain(town)))),
        (settings::MONEY, fee),
        (settings::TOGETHER, common::PERSONS.with("n", circle.together)),
        (settings::SCOUT_FIRST, listed(circle.scout_first.iter().map(|&task| says::task(task).into()))),
        (settings::ELIGIBILITY, plain(&circle.eligibility)),
        (settings::INSURANCE_NAME, plain(circle.insurance.as_deref().unwrap_or_default())),
    ];
    let rows = rows.into_iter().filter(|(_, words)| !words.is_empty());
    let rows = rows.map(|(label, words)| view! { <Fact label>{t(words)}</Fact> });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}

/// The rules to change.
#[component]
fn Change() -> impl IntoView {
    let store = Store::here();
    let (id, start) = store.peek(|state| state.circle().map(|circle| (circle.id, Typed::of(circle)))).unzip();
    let of = Signal::stored(id.into_iter().collect::<Vec<_>>());
    let Some(start) = start else { return child(()) };
    let kept: Option<Typed> = drafts::left(DRAFT).filter(|kept| *kept != start);
    let was_kept = RwSignal::new(kept.is_some());
    let fields = Fields::new(kept.unwrap_or_else(|| start.clone()));
    let first = StoredValue::new(start);
    effect(move || {
        let now = fields.read();
        if first.with_value(|first| *first == now) {
            drafts::discard(DRAFT);
        } else {
            drafts::keep(DRAFT, &now);
        }
    });
    let afresh = move |_| {
        fields.fill(first.get_value());
        was_kept.set(false);
    };
    let faults = Faults::default();
    let (busy, done) = (RwSignal::new(false), RwSignal::new(false));
    let save = move || {
        faults.clear();
        done.set(false);
        let Some(rules) = fields.rules(faults) else { return faults.say(refused::FIELDS) };
        busy.set(true);
        spawn_local(async move {
            match store.run(Command::SaveCircle(Box::new(rules))).await {
                Ok(_) => {
                    drafts::discard(DRAFT);
                    if let Some(typed) = store.peek(|state| state.circle().map(Typed::of)) {
                        first.set_value(typed.clone());
                        fields.fill(typed);
                    }
                    was_kept.set(false);
                    done.set(true);
                }
                Err(trouble) => faults.take(&trouble),
            }
            busy.set(false);
        });
    };
    view! {
        <PageFrame
            title=settings::RULES
            back=to::SETTINGS
            primary=move || {
                view! {
                    <Button
                        label=common::SAVE
                        kind=ButtonKind::Primary
                        icon=Icon::Check
                        busy
                        on_tap=move |_| save()
                    />
                }
            }
        >
            <p class="muted">{t(settings::WORDS_ARE_YOURS)}</p>
            <Show when=move || was_kept.get()>
                <Notice words=people::DRAFT_KEPT>
                    <Button label=people::DRAFT_DISCARD on_tap=afresh />
                </Notice>
            </Show>
            <Conflicts of />
            {fields.view(faults)}
            <Details title=names::HISTORY icon=Icon::History>
                <History of />
            </Details>
            <FaultNotice faults />
            <Show when=move || done.get()>
                <Notice kind=NoticeKind::Saved words=settings::SAVED />
            </Show>
        </PageFrame>
    }
}
