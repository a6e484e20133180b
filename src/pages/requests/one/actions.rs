//! What to do next: one primary, the rest below, each for whom it is for.

use crate::view::{RwSignal, Show, child, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::Command;
use tanomo_domain::status::Status;

use super::super::act::{Act, WhyNot};
use super::super::team::{may_offer, offer};
use super::One;
use crate::app::to;
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Dialog, LinkButton, Section, TextArea, TextField, UndoToast};
use crate::i18n::{Words, common, requests as words, t, visit};

/// Which dialogs of the page are open.
#[derive(Clone, Copy)]
pub struct Dialogs {
    /// Putting somebody on the team.
    pub assign: RwSignal<bool>,
    /// Agreeing a day.
    pub agree: RwSignal<bool>,
    withdraw: RwSignal<bool>,
    refer: RwSignal<bool>,
    undo: RwSignal<Option<Words>>,
}

impl Default for Dialogs {
    fn default() -> Self {
        Self {
            assign: RwSignal::new(false),
            agree: RwSignal::new(false),
            withdraw: RwSignal::new(false),
            refer: RwSignal::new(false),
            undo: RwSignal::new(None),
        }
    }
}

/// The one thing most likely to come next, for whoever holds the phone.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    Complete,
    Start,
    Tell,
    Agree,
    Offer,
    Assign,
    Reopen,
    Nothing,
}

fn next(one: One) -> Next {
    let (status, lead) = (one.status.get(), one.lead.get());
    match status {
        Status::UnderWay | Status::Check => Next::Complete,
        Status::Withdrawn => Next::Reopen,
        Status::Referred | Status::Done => Next::Nothing,
        Status::Agreed | Status::Matched if one.on_team() && status == Status::Agreed => Next::Start,
        Status::Agreed => Next::Complete,
        Status::Matched if untold(one).is_some() => Next::Tell,
        Status::Matched | Status::Partly if lead => Next::Agree,
        _ if !lead && may_offer(one) => Next::Offer,
        _ if lead => Next::Assign,
        _ => Next::Nothing,
    }
}

/// The agreement nobody has told the resident about yet.
fn untold(one: One) -> Option<tanomo_record::Id> {
    one.store.with(|state| {
        let made = state.agreement_of(one.id, one.occurrence.get())?;
        made.told.is_none().then_some(made.id)
    })
}

/// The button at the bottom.
#[component]
pub fn Primary(one: One, dialogs: Dialogs) -> impl IntoView {
    let which = memo(move |_| next(one));
    let link = move |label, href: String, icon| {
        view! { <LinkButton label href kind=ButtonKind::Primary icon=icon wide=true /> }
    };
    let button = move |label, icon, tap: Callback<()>| {
        view! {
            <Button
                label
                kind=ButtonKind::Primary
                icon=icon
                wide=true
                busy=one.act.busy
                on_tap=move |_| tap.run(())
            />
        }
    };
    move || {
        let occurrence = one.occurrence.get();
        match which.get() {
            Next::Complete => link(words::COMPLETE, to::complete(one.id, occurrence), Icon::Done),
            Next::Start => link(words::START, to::start_work(one.id, occurrence), Icon::Play),
            Next::Tell => button(
                words::TOLD,
                Icon::Phone,
                Callback::new(move |()| {
                    if let Some(id) = untrack(|| untold(one)) {
                        one.act.run(Command::Told(id), |_| {});
                    }
                }),
            ),
            Next::Agree => {
                button(words::AGREE, Icon::Calendar, Callback::new(move |()| dialogs.agree.set(true)))
            }
            Next::Offer => button(
                words::I_CAN,
                Icon::Hand,
                Callback::new(move |()| {
                    offer(one, String::new(), String::new());
                }),
            ),
            Next::Assign => {
                button(words::ASSIGN, Icon::People, Callback::new(move |()| dialogs.assign.set(true)))
            }
            Next::Reopen => button(words::REOPEN, Icon::Undo, Callback::new(move |()| reopen(one))),
            Next::Nothing => child(()),
        }
    }
}

fn reopen(one: One) {
    one.act.run(Command::Reopen(one.id), |_| {});
}

/// Everything else that can be done.
#[component]
pub fn Others(one: One, dialogs: Dialogs) -> impl IntoView {
    let open = memo(move |_| !one.status.get().closed());
    let lead = one.lead;
    let links = move || {
        let occurrence = one.occurrence.get();
        view! {
            <LinkButton label=words::SCOUT href=to::scout(one.id, occurrence) icon=Icon::Eye />
            <LinkButton label=words::START href=to::start_work(one.id, occurrence) icon=Icon::Play />
            <LinkButton label=words::COMPLETE href=to::complete(one.id, occurrence) icon=Icon::Done />
        }
    };
    view! {
        <Section title=words::WHAT_CAN_BE_DONE>
            <div class="beside">
                <Show when=move || open.get()>{links}</Show>
                {move || view! {
                    <LinkButton label=visit::FLOAT href=to::float(one.id, one.occurrence.get()) icon=Icon::Bag />
                }}
                <LinkButton label=common::EDIT href=to::edit_request(one.id) icon=Icon::Edit />
                <Show when=move || open.get() && lead.get()>
                    <Button label=words::REFER icon=Icon::Forward on_tap=move |_| dialogs.refer.set(true) />
                </Show>
                <Show when=move || open.get()>
                    <Button
                        label=words::WITHDRAW
                        kind=ButtonKind::Danger
                        on_tap=move |_| dialogs.withdraw.set(true)
                    />
                </Show>
            </div>
            <Referrals one />
        </Section>
    }
}

/// Where it was passed on to.
#[component]
fn Referrals(one: One) -> impl IntoView {
    let standing = memo(move |_| {
        one.store.with(|state| {
            state.referrals(one.id).filter(|referral| !referral.ended).cloned().collect::<Vec<_>>()
        })
    });
    let row = move |referral: tanomo_domain::view::Referral| {
        let id = referral.id;
        let end = move |_| one.act.run(Command::EndReferral(id), |_| {});
        view! {
            <li class="spread">
                <span><strong>{referral.to}</strong> " " {referral.words}</span>
                <Button label=words::END_REFERRAL kind=ButtonKind::Quiet on_tap=end />
            </li>
        }
    };
    view! { <ul class="stack close">{move || standing.get().into_iter().map(row).collect_view()}</ul> }
}

/// The dialogs, and the undo after a withdrawal.
#[component]
pub fn AllDialogs(one: One, dialogs: Dialogs) -> impl IntoView {
    let back = Callback::new(move |()| reopen(one));
    view! {
        <WithdrawDialog one dialogs />
        <ReferDialog one open=dialogs.refer />
        <UndoToast done=dialogs.undo on_undo=back />
    }
}

#[component]
fn WithdrawDialog(one: One, dialogs: Dialogs) -> impl IntoView {
    let (act, reason, open) = (Act::here(), RwSignal::new(String::new()), dialogs.withdraw);
    let save = move |_| {
        act.run(Command::Withdraw(one.id, reason.get_untracked()), move |_| {
            open.set(false);
            dialogs.undo.set(Some(words::WITHDRAWN_DONE.into()));
        });
    };
    let actions = move || {
        view! {
            <Button label=words::KEEP_IT on_tap=move |_| open.set(false) />
            <Button label=words::WITHDRAW kind=ButtonKind::Danger busy=act.busy on_tap=save />
        }
    };
    view! {
        <Dialog title=words::WITHDRAW_TITLE open actions=ViewFn::from(actions)>
            <div class="stack">
                <p>{t(words::WITHDRAW_WHY)}</p>
                <TextArea label=words::REASON value=reason max=500 error=act.fault("reason") />
                <WhyNot act />
            </div>
        </Dialog>
    }
}

#[component]
fn ReferDialog(one: One, open: RwSignal<bool>) -> impl IntoView {
    let act = Act::here();
    let (place, said) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let save = move |_| {
        let refer = Command::Refer(one.id, place.get_untracked(), said.get_untracked());
        act.run(refer, move |_| open.set(false));
    };
    let usual = memo(move |_| {
        one.store.with(|state| state.circle().map(|circle| circle.places.clone()).unwrap_or_default())
    });
    let chip = move |name: String| {
        let (here, put) = (name.clone(), name.clone());
        let on = move || place.with(|place| *place == here);
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || if on() { "true" } else { "false" }
                on:click=move |_| place.set(put.clone())
            >
                <span>{name}</span>
            </button>
        }
    };
    let actions = move || {
        view! {
            <Button label=common::CANCEL on_tap=move |_| open.set(false) />
            <Button label=words::REFER kind=ButtonKind::Primary busy=act.busy on_tap=save />
        }
    };
    view! {
        <Dialog title=words::REFER_TITLE open actions=ViewFn::from(actions)>
            <div class="stack">
                <div class="chips">{move || usual.get().into_iter().map(chip).collect_view()}</div>
                <TextField
                    label=words::REFER_TO
                    help=words::REFER_HELP
                    value=place
                    required=true
                    error=act.fault("to")
                />
                <TextArea label=words::REFER_WORDS value=said max=500 error=act.fault("words") />
                <WhyNot act />
            </div>
        </Dialog>
    }
}
