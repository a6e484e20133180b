//! Who has answered: offers, the lead's answer, and withdrawn promises, which are no shame.

use crate::view::{RwSignal, Show, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::{Command, Offer};
use tanomo_domain::gates::Gate;
use tanomo_domain::view::{Answer, Response};
use tanomo_record::Id;

use super::one::One;
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Details, PersonChip, Section, Sheet, TextField};
use crate::i18n::{Words, common, requests as words, says, t};
use crate::pages::visit::asks::{Answers, AskSheet};

/// 手伝えます, in one tap.
pub fn offer(one: One, when: String, brings: String) {
    let Some(member) = one.me.get_untracked() else { return };
    let occurrence = one.occurrence.get_untracked();
    let offer = Offer { request: one.id, occurrence, member, when, brings };
    one.act.run(Command::Offer(offer), |_| {});
}

/// Whom a lead puts on the team: who offered, or anybody.
#[derive(Clone, Copy, PartialEq)]
enum Whom {
    Offer(Id),
    Member(Id),
}

/// Putting somebody on the team, and the question before it where the circle wants a 下見 first.
#[derive(Clone, Copy)]
struct PutOn {
    one: One,
    whom: RwSignal<Option<Whom>>,
    gates: RwSignal<Vec<Gate>>,
    asking: RwSignal<bool>,
    answers: Answers,
}

impl PutOn {
    fn new(one: One) -> Self {
        let (whom, gates) = (RwSignal::new(None), RwSignal::new(Vec::new()));
        Self { one, whom, gates, asking: RwSignal::new(false), answers: Answers::new() }
    }

    fn put(self, whom: Whom) {
        // Each is a question of its own: what was answered for another, or begun and left, does not count.
        self.answers.lead.set(String::new());
        self.whom.set(Some(whom));
        self.go();
    }

    fn go(self) {
        let Some(whom) = self.whom.get_untracked() else { return };
        let why = self.answers.reasons().lead;
        let command = match whom {
            Whom::Offer(id) => Command::AnswerOffer(id, Answer::Accepted, why),
            Whom::Member(id) => Command::Assign(self.one.id, self.one.occurrence.get_untracked(), id, why),
        };
        let ask = move |gates| {
            let _ = self.gates.try_set(gates);
            let _ = self.asking.try_set(true);
        };
        self.one.act.run_asking(command, |_| {}, ask);
    }
}

/// The offers of this occurrence in the order they were made.
fn answers(one: One) -> Vec<Response> {
    let occurrence = one.occurrence.get();
    one.store.with(|state| {
        let mut all: Vec<Response> =
            state.responses(one.id).filter(|r| r.occurrence == occurrence).cloned().collect();
        all.sort_by_key(|response| (response.withdrawn, response.at, response.id));
        all
    })
}

/// Whether this phone's member can still offer; tracks.
pub fn may_offer(one: One) -> bool {
    let Some(me) = one.me.get() else { return false };
    let stands = |r: &Response| r.member == me && !r.withdrawn && r.answer != Some(Answer::Declined);
    !one.status.get().closed() && !answers(one).iter().any(stands)
}

/// Who goes, who offers.
#[component]
pub fn Team(one: One, assign: RwSignal<bool>) -> impl IntoView {
    let all = memo(move |_| answers(one));
    let needed = move || {
        let needed = one.request.read().as_ref().map_or(0, |request| request.needed);
        let team = one.store.with(|state| state.team(one.id, one.occurrence.get()).len());
        words::TEAM_OF.with("n", team).with("all", needed)
    };
    let (when, brings) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let put = PutOn::new(one);
    let people = RwSignal::new(Vec::new());
    view! {
        <Section title=words::TEAM>
            <p>{move || t(needed())}</p>
            <ul class="stack close">
                {move || all.get().into_iter().map(|response| answer_view(put, response)).collect_view()}
            </ul>
            <Show when=move || may_offer(one)>
                <div class="beside">
                    <Button
                        label=words::I_CAN
                        icon=Icon::Hand
                        busy=one.act.busy
                        on_tap=move |_| offer(one, when.get_untracked(), brings.get_untracked())
                    />
                </div>
                <Details title=words::OFFER_MORE>
                    <TextField label=words::OFFER_WHEN value=when error=one.act.fault("when") />
                    <TextField label=words::OFFER_BRINGS value=brings error=one.act.fault("brings") />
                </Details>
            </Show>
            <Show when=move || one.lead.get() && !one.status.get().closed()>
                <div class="beside">
                    <Button label=words::ASSIGN icon=Icon::People on_tap=move |_| assign.set(true) />
                </div>
            </Show>
        </Section>
        <AssignSheet put open=assign />
        <AskSheet
            gates=put.gates
            open=put.asking
            answers=put.answers
            people
            on_go=Callback::new(move |()| put.go())
        />
    }
}

fn answer_view(put: PutOn, response: Response) -> AnyView {
    let one = put.one;
    let member = one.store.with(|state| state.member(response.member).cloned());
    let name = member.map_or_else(|| words::SOMEBODY.into(), |m| Words::named(m.name, m.reading));
    let note = match (response.withdrawn, response.answer) {
        (true, _) => words::WITHDREW,
        (false, Some(answer)) => says::answer(answer),
        (false, None) => words::OFFERS,
    };
    let more = [response.when.clone(), response.brings.clone()];
    let more = more.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" / ");
    let closed = one.status.get().closed();
    let own = one.me.get() == Some(response.member);
    let lead = one.lead.get();
    let standing = !response.withdrawn && response.answer != Some(Answer::Declined);
    let id = response.id;
    let no = move |_| one.act.run(Command::AnswerOffer(id, Answer::Declined, String::new()), |_| {});
    let accept = (lead && !closed && !response.withdrawn && !response.accepted()).then(|| {
        view! {
            <Button label=words::ACCEPT kind=ButtonKind::Primary icon=Icon::Check on_tap=move |_| put.put(Whom::Offer(id)) />
        }
    });
    let decline = (lead && !closed && response.open()).then(|| {
        view! { <Button label=words::DECLINE on_tap=no /> }
    });
    let withdraw = ((own || lead) && standing && !closed).then(|| {
        let label = if own { words::CANNOT_COME } else { words::CANNOT_COME_OTHER };
        let tap = move |_| one.act.run(Command::WithdrawOffer(id), |_| {});
        view! { <Button label kind=ButtonKind::Quiet on_tap=tap /> }
    });
    view! {
        <li class="stack close">
            <div class="beside">
                <PersonChip name note />
                <span>{more}</span>
            </div>
            <div class="beside">{accept} {decline} {withdraw}</div>
        </li>
    }
}

/// A lead puts somebody on the team, also a neighbour without a phone.
#[component]
fn AssignSheet(put: PutOn, open: RwSignal<bool>) -> impl IntoView {
    let one = put.one;
    let people = memo(move |_| {
        one.store.with(|state| {
            let team = state.team(one.id, one.occurrence.get());
            let task = one.request.read().as_ref().map(|request| request.task);
            let mut people: Vec<_> = state
                .members()
                .filter(|member| member.is_current() && !team.contains(&member.id))
                .map(|member| {
                    let can = task.is_some_and(|task| member.can.contains(&task));
                    (!can, member.reading.clone(), member.name.clone(), member.id, member.has_phone)
                })
                .collect();
            people.sort();
            people
        })
    });
    let assign = move |member: Id| {
        open.set(false);
        put.put(Whom::Member(member));
    };
    let row = move |(cannot, reading, name, id, has_phone): (bool, String, String, Id, bool)| {
        let note = match (cannot, has_phone) {
            (false, _) => words::CAN_DO.into(),
            (true, false) => words::WITHOUT_PHONE.into(),
            (true, true) => Words::default(),
        };
        view! {
            <li class="spread">
                <PersonChip name=Words::named(name, reading) note />
                <Button label=common::ADD icon=Icon::Plus on_tap=move |_| assign(id) />
            </li>
        }
    };
    view! {
        <Sheet title=words::ASSIGN open>
            <ul class="stack close">{move || people.get().into_iter().map(row).collect_view()}</ul>
        </Sheet>
    }
}
