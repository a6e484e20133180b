//! What the domain asks before people go on: each thing in words, with the way to answer it.

use crate::view::{RwSignal, Signal, effect, memo, view};
use leptos::prelude::*;
use tanomo_domain::gates::{Gate, Weight};
use tanomo_domain::phone::Phone;
use tanomo_domain::view::Role;
use tanomo_record::Id;

use super::money::RideNotice;
use super::people::AddNeighbour;
use super::{name_of, words};
use crate::components::{Button, ButtonKind, Icon, LinkButton, Notice, NoticeKind, Sheet, TextField};
use crate::i18n::{Text, Words, common, lang_untracked, says, t};
use crate::store::Store;
use tanomo_domain::command::Reasons;

/// The answers somebody gives, kept while the form is open.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Answers {
    pub(super) alone: RwSignal<String>,
    pub(super) not_agreed: RwSignal<String>,
    pub(in crate::pages) lead: RwSignal<String>,
    pub(super) notice_read: RwSignal<bool>,
}

impl Answers {
    pub(in crate::pages) fn new() -> Self {
        Self {
            alone: RwSignal::default(),
            not_agreed: RwSignal::default(),
            lead: RwSignal::default(),
            notice_read: RwSignal::new(false),
        }
    }

    pub(in crate::pages) fn reasons(self) -> Reasons {
        Reasons {
            alone: self.alone.get_untracked(),
            not_agreed: self.not_agreed.get_untracked(),
            lead: self.lead.get_untracked(),
            notice_read: self.notice_read.get_untracked(),
        }
    }

    /// Whether this gate still waits for an answer that can be given here.
    fn waits(self, gate: &Gate) -> bool {
        let empty = |text: RwSignal<String>| text.with(|text| text.trim().is_empty());
        match (gate, gate.weight()) {
            (Gate::ReadRideNotice, _) => !self.notice_read.get(),
            (Gate::NotAgreed, _) => empty(self.not_agreed),
            (_, Weight::Reason) => empty(self.alone),
            (_, Weight::LeadReason) => empty(self.lead),
            (_, Weight::Refuse) => true,
            (_, Weight::Tell) => false,
        }
    }
}

/// The panel that asks. A neighbour added here joins `people`, and what that answers is asked no more.
#[component]
pub(in crate::pages) fn AskSheet(
    gates: RwSignal<Vec<Gate>>,
    open: RwSignal<bool>,
    answers: Answers,
    people: RwSignal<Vec<Id>>,
    on_go: Callback<()>,
) -> impl IntoView {
    let store = Store::here();
    // Only after a first try are empty answers called missing.
    let tried = RwSignal::new(false);
    effect(move || {
        open.track();
        tried.set(false);
    });
    let added = Callback::new(move |id: Id| {
        people.update(|people| people.push(id));
        let came = people.with_untracked(Vec::len);
        gates.update(|gates| {
            gates.retain(|gate| !matches!(gate, Gate::TooFew { needed, .. } if came >= usize::from(*needed)));
        });
        if gates.with_untracked(Vec::is_empty) {
            open.set(false);
        }
    });
    // What only a lead, or nobody, may wave through cannot be answered on this phone.
    let stuck = move || {
        gates.with(|gates| {
            gates.iter().any(|gate| {
                gate.weight() == Weight::Refuse
                    || (gate.weight() == Weight::LeadReason && store.role() != Role::Lead)
            })
        })
    };
    let go = move || {
        if gates.with_untracked(|gates| gates.iter().any(|gate| untrack(|| answers.waits(gate)))) {
            tried.set(true);
        } else {
            open.set(false);
            on_go.run(());
        }
    };
    // One question, answered by one tap: there is nothing left to confirm. What was saved can be corrected.
    let chosen = Callback::new(move |()| {
        let one = gates
            .with_untracked(|gates| gates.iter().filter(|gate| gate.weight() != Weight::Tell).count() == 1);
        if one && !untrack(stuck) {
            go();
        }
    });
    let actions = move || {
        if stuck() {
            let close = Callback::new(move |_| open.set(false));
            view! { <Button label=common::BACK on_tap=close wide=true /> }
        } else {
            let go = Callback::new(move |_| go());
            view! { <Button label=words::GO_ON kind=ButtonKind::Primary on_tap=go wide=true /> }
        }
    };
    view! {
        <Sheet title=words::ASK_TITLE open actions=ViewFn::from(move || actions)>
            {move || asked(store, &gates.read(), answers, tried.into(), added, chosen)}
        </Sheet>
    }
}

/// Everything that is asked, and below each group the one field that answers it.
fn asked(
    store: Store,
    gates: &[Gate],
    answers: Answers,
    tried: Signal<bool>,
    added: Callback<Id>,
    chosen: Callback<()>,
) -> AnyView {
    let lead = untrack(|| store.role()) == Role::Lead;
    let of = |weight: Weight| {
        gates.iter().filter(move |gate| gate.weight() == weight && **gate != Gate::NotAgreed)
    };
    let said = |gate: &Gate| view! { <Notice kind=NoticeKind::Warn words=say(store, gate) /> };
    let refused: Vec<_> = of(Weight::Refuse).map(said).collect();
    let leads: Vec<_> = of(Weight::LeadReason).map(said).collect();
    let alone: Vec<_> = of(Weight::Reason).map(said).collect();
    let instead = (!refused.is_empty()).then(|| view! { {refused} <p>{t(words::INSTEAD)}</p> <CallLeads /> });
    let leads = (!leads.is_empty()).then(|| {
        let answer = match lead {
            true => view! {
                <Reason label=words::REASON_LEAD value=answers.lead presets=&[words::LEAD_A, words::LEAD_B] tried chosen />
            },
            false => view! { <p>{t(words::ASK_LEAD)}</p> <CallLeads /> },
        };
        view! { {leads} {answer} }
    });
    let presets: &'static [Text] = &[words::ALONE_A, words::ALONE_B, words::ALONE_C];
    let alone = (!alone.is_empty()).then(|| {
        view! {
            {alone}
            <AddNeighbour on_added=added />
            <Reason label=words::REASON_ALONE value=answers.alone presets tried chosen />
        }
    });
    let presets: &'static [Text] = &[words::AGREED_A, words::AGREED_B, words::AGREED_C];
    let not_agreed = gates.contains(&Gate::NotAgreed).then(|| {
        view! {
            <Notice kind=NoticeKind::Warn words=say(store, &Gate::NotAgreed) />
            <Reason label=words::REASON_NOT_AGREED value=answers.not_agreed presets tried chosen />
        }
    });
    let notice =
        gates.contains(&Gate::ReadRideNotice).then(|| view! { <RideNotice read=answers.notice_read /> });
    view! { <div class="asks">{instead} {leads} {alone} {not_agreed} {notice}</div> }
}

/// A gate in words. One person is told so plainly.
pub(in crate::pages) fn say(store: Store, gate: &Gate) -> Words {
    match gate {
        Gate::TooFew { came: 1, .. } => words::ALONE.into(),
        _ => says::gate(gate, &|id| match Id::parse(id) {
            Some(id) => store.peek(|state| name_of(state, id)),
            None => words::UNKNOWN_MEMBER.into(),
        }),
    }
}

/// A reason: presets for gloved hands, or one's own words. `chosen` runs after a preset was tapped.
#[component]
fn Reason(
    label: Text,
    value: RwSignal<String>,
    presets: &'static [Text],
    tried: Signal<bool>,
    chosen: Callback<()>,
) -> impl IntoView {
    let missing = Signal::derive(move || {
        let empty = value.with(|value| value.trim().is_empty());
        (tried.get() && empty).then(|| says::wrong(tanomo_domain::refusal::Wrong::Empty))
    });
    let chip = move |&preset: &Text| {
        let words = Words::from(preset);
        let said = words.clone();
        let on = move || value.with(|value| *value == said.plain(lang_untracked()));
        let put = words.clone();
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || if on() { "true" } else { "false" }
                on:click=move |_| {
                    value.set(put.plain(lang_untracked()));
                    chosen.run(());
                }
            >
                <span>{t(words)}</span>
            </button>
        }
    };
    view! {
        <TextField label value error=missing required=true max=500 />
        <div class="chips">{presets.iter().map(chip).collect_view()}</div>
    }
}

/// A call to each lead, and to the circle.
#[component]
pub(super) fn CallLeads() -> impl IntoView {
    let store = Store::here();
    let numbers = memo(move |_| {
        let me = store.me();
        store.with(|state| {
            let leads = state.members().filter(|m| m.role == Role::Lead && !m.left && Some(m.id) != me);
            let mut numbers: Vec<(String, Option<(String, String)>)> = leads
                .filter_map(|m| Some((dial(&m.phone)?, Some((m.name.clone(), m.reading.clone())))))
                .collect();
            numbers
                .extend(state.circle().and_then(|circle| dial(&circle.phone)).map(|number| (number, None)));
            numbers
        })
    });
    view! {
        {move || match numbers.get() {
            numbers if numbers.is_empty() => view! { <p>{t(words::NO_LEAD_PHONE)}</p> },
            numbers => numbers.into_iter().map(call).collect_view().into_any(),
        }}
    }
}

fn call((number, lead): (String, Option<(String, String)>)) -> AnyView {
    let label = match lead {
        Some((name, reading)) => words::CALL_LEAD.with("who", Words::named(name, reading)),
        None => words::CALL_CIRCLE.into(),
    };
    view! { <LinkButton label href=format!("tel:{number}") icon=Icon::Phone wide=true /> }
}

/// What a tap dials; `None` for what is no number.
fn dial(typed: &str) -> Option<String> {
    Phone::parse(typed).ok().map(|phone| phone.dial().to_owned())
}
