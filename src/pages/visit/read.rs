//! One visit: what it says, what it comes to, what is asked about it, and who wrote what when.

use crate::view::{Memo, RwSignal, Show, Signal, memo, view};
use leptos::prelude::*;
use tanomo_domain::date::Date;
use tanomo_domain::money::Charge;
use tanomo_domain::state::State;
use tanomo_domain::view::{Sort, Verdict, Visit};
use tanomo_record::Id;

use super::correct::Correct;
use super::money::{SumLines, sum_words};
use super::payment::PaymentChips;
use super::same::MaybeSame;
use super::saved::FollowUp;
use super::sign::Sign;
use super::start::Team;
use super::{heading, minutes, when_here, words};
use crate::app::to;
use crate::components::{Button, ButtonKind, Fact, Icon, LinkButton, Notice, PageFrame, Section};
use crate::i18n::dates::listed;
use crate::i18n::{Text, Words, common, says, t};
use crate::pages::history::{Conflicts, History};
use crate::pages::photos::Of;
use crate::store::Store;

/// One visit, to read and to put right.
#[component]
pub fn VisitPage() -> impl IntoView {
    when_here(
        words::VISIT_WORK,
        |state, id| state.visit(id).is_some(),
        |id, _: Option<Date>| view! { <ReadOrCorrect id /> },
    )
}

#[component]
fn ReadOrCorrect(id: Id) -> impl IntoView {
    let correcting = RwSignal::new(false);
    let corrected = RwSignal::new(false);
    move || match correcting.get() {
        true => view! { <Correct id correcting corrected /> },
        false => view! { <Read id correcting corrected /> },
    }
}

#[component]
fn Read(id: Id, correcting: RwSignal<bool>, corrected: RwSignal<bool>) -> impl IntoView {
    let store = Store::here();
    let visit = memo(move |_| store.with(|state| state.visit(id).cloned()));
    let request = store.peek(|state| state.visit(id).map(|visit| (visit.request, visit.occurrence)));
    let back = request.map_or(to::REQUESTS.to_owned(), |(request, day)| to::request(request, day));
    let sort = store.peek(|state| state.visit(id).map(|visit| visit.sort));
    let title = if sort == Some(Sort::Scout) { words::VISIT_SCOUT } else { words::VISIT_WORK };
    let charge = memo(move |_| {
        let none = Charge::Ride(Default::default());
        store.with(|state| state.visit(id).map_or(none, |visit| state.charge(visit)))
    });
    // The visit and its payment tell one history; so do records that were said to be the same.
    let records = Signal::derive(move || {
        store.with(|state| {
            let payments = state.payments(id).map(|payment| payment.id);
            std::iter::once(state.canonical(id)).chain(payments).collect::<Vec<Id>>()
        })
    });
    let ended = move || visit.with(|visit| visit.as_ref().is_some_and(|visit| visit.end.is_some()));
    let work = sort == Some(Sort::Work);
    let begin = Callback::new(move |_| {
        corrected.set(false);
        correcting.set(true);
    });
    let primary = move || {
        view! {
            <Show when=move || work && ended()>
                <Button label=words::CORRECT kind=ButtonKind::Primary icon=Icon::Edit on_tap=begin />
            </Show>
        }
    };
    view! {
        <PageFrame title back primary=primary>
            <p class="what">
                {t(Words::live(move || {
                    request.map_or(Words::default(), |(request, _)| store.with(|state| heading(state, request)))
                }))}
            </p>
            <Show when=move || corrected.get()>
                <Notice kind=crate::components::NoticeKind::Saved words=words::CORRECTED />
            </Show>
            <MaybeSame id />
            <Conflicts of=records />
            {move || visit.get().map(|visit| facts(visit, charge))}
            <Show when=move || work && !ended()>
                <Notice words=words::STILL_RUNNING />
                {request
                    .map(|(request, day)| {
                        view! {
                            <LinkButton label=words::FINISHED href=to::complete(request, day) icon=Icon::Done wide=true />
                        }
                    })}
            </Show>
            {work.then(|| view! { <PaymentChips visit=id title=words::PAYMENT /> })}
            {work.then(|| view! { <FollowUp visit=id /> <Sign visit=id /> })}
            {crate::parts::photos(Of::Visit(id))}
            {work.then(|| view! {
                <LinkButton label=words::ACCIDENT_MAKE href=to::accident(id) icon=Icon::Note wide=true />
            })}
            <Section title=words::HISTORY>
                <History of=records />
            </Section>
        </PageFrame>
    }
}

/// What the record says, one fact a line, only what there is.
fn facts(visit: Visit, charge: Memo<Charge>) -> AnyView {
    let people = visit.people.clone();
    let lines = lines(&visit);
    let costs = (visit.costs.total() > 0).then(|| sum_words(&Charge::Ride(visit.costs))).flatten();
    let line = |(label, value): (Text, Words)| view! { <Fact label>{t(value)}</Fact> };
    view! {
        <dl class="facts card">
            <Fact label=words::WHO icon=Icon::Users>
                <Team people=Signal::derive(move || people.clone()) />
            </Fact>
            {lines.into_iter().map(line).collect_view()}
            {costs.map(|costs| view! { <Fact label=words::ACTUAL_COSTS>{t(costs)}</Fact> })}
        </dl>
        <SumLines charge />
    }
}

fn lines(visit: &Visit) -> Vec<(Text, Words)> {
    let mut lines = vec![(words::WHEN, says::moment(visit.start))];
    let mut add = |label: Text, value: Option<Words>| lines.extend(value.map(|value| (label, value)));
    let typed = |text: &str| (!text.is_empty()).then(|| Words::plain_text(text));
    let work = visit.sort == Sort::Work;
    add(words::MINUTES, (work && visit.end.is_some()).then(|| minutes(visit.minutes)));
    add(words::RESULT, visit.outcome.map(|outcome| says::outcome(outcome).into()));
    add(words::VERDICT_FIELD, visit.verdict.map(|verdict| says::verdict(verdict).into()));
    let next = if visit.verdict == Some(Verdict::Hard) { words::WHY_HARD } else { words::NEXT };
    add(if work { words::NEXT } else { next }, typed(&visit.next));
    let hazards = visit.hazards.iter().map(|&one| says::hazard(one).into());
    add(words::HAZARDS, (!visit.hazards.is_empty()).then(|| listed(hazards)));
    let tools = visit.tools.iter().map(|&one| says::tool(one).into());
    add(words::TOOLS_NEEDED, (!visit.tools.is_empty()).then(|| listed(tools)));
    add(words::PEOPLE_NEEDED, visit.people_needed.map(|n| common::PERSONS.with("n", n)));
    add(words::ESTIMATE, visit.estimate.map(minutes));
    add(words::BAGS, (visit.bags > 0).then(|| common::BAGS.with("n", visit.bags)));
    add(words::NEAR_MISS, visit.near_miss.as_ref().map(|(sort, _)| says::near_miss(*sort).into()));
    add(words::NEAR_MISS_WORDS, visit.near_miss.as_ref().and_then(|(_, text)| typed(text)));
    add(words::NEAR_MISS_DONE, typed(&visit.near_miss_done));
    let rested = visit.rests.iter().map(|rest| says::rest(*rest));
    add(words::RESTS_FIELD, (!visit.rests.is_empty()).then(|| listed(rested)));
    let receipts = visit.receipts.iter().map(|&one| super::yen(one));
    add(words::RECEIPTS, (!visit.receipts.is_empty()).then(|| listed(receipts)));
    add(words::THANKS, typed(&visit.thanks));
    add(words::THANKED, (visit.thanked && visit.thanks.is_empty()).then(|| crate::i18n::fields::YES.into()));
    add(words::NOTICE_FIELD, visit.notice_read.then(|| words::NOTICE_READ.into()));
    add(words::ALONE_FIELD, visit.alone_reason.as_deref().and_then(typed));
    add(words::NOT_AGREED_FIELD, visit.not_agreed_reason.as_deref().and_then(typed));
    add(words::LEAD_FIELD, visit.lead_reason.as_deref().and_then(typed));
    lines
}

/// A visit in one line: how long and who.
pub(super) fn in_short(state: &State, visit: &Visit) -> Words {
    words::SAME_OTHER
        .with("minutes", minutes(visit.minutes))
        .with("who", super::names_of(state, &visit.people))
}
