//! 紛失の手順: which phone, what happens, putting it out, and whom to tell today.

use crate::view::{RwSignal, Show, memo, view};
use leptos::prelude::*;
use tanomo_domain::phone::Phone as Number;
use tanomo_domain::view::Role;

use super::reached::Reached;
use super::{Doing, Went, Wrong, called};
use crate::app::to;
use crate::components::icon::Icon;
use crate::components::{
    Button, ButtonKind, Choice, Dialog, LinkButton, Notice, NoticeKind, PageFrame, RadioCards, Section,
};
use crate::i18n::{Text, Words, common, phones as words, t};
use crate::store::Store;
use crate::store::link::Phone;

/// The way through it.
#[component]
pub fn LostPhonePage() -> impl IntoView {
    let store = Store::here();
    let lead = memo(move |_| store.role() == Role::Lead);
    move || match lead.get() {
        true => view! { <Steps /> },
        false => view! {
            <PageFrame title=words::LOST back=to::PHONES>
                <Notice kind=NoticeKind::Warn words=words::LOST_LEADS />
                {calls(store)}
            </PageFrame>
        },
    }
}

/// The leads whose number is known, to be called.
fn calls(store: Store) -> AnyView {
    let leads = store.peek(|state| {
        let leads = state.members().filter(|member| member.role == Role::Lead && !member.left);
        leads
            .filter_map(|lead| {
                let number = Number::parse(&lead.phone).ok()?;
                Some((Words::named(&*lead.name, &*lead.reading), format!("tel:{}", number.dial())))
            })
            .collect::<Vec<_>>()
    });
    let each = leads.into_iter().map(|(name, href)| {
        view! { <LinkButton label=words::CALL_LEAD.with("name", name) href icon=Icon::Phone wide=true /> }
    });
    view! { <div class="stack close">{each.collect_view()}</div> }
}

fn listed(lines: &[Text]) -> AnyView {
    let each = lines.iter().map(|line| view! { <li>{t(*line)}</li> });
    view! { <ul>{each.collect_view()}</ul> }
}

#[component]
fn Steps() -> impl IntoView {
    let store = Store::here();
    let lost = RwSignal::new(None::<Phone>);
    let fault = RwSignal::new(None::<Words>);
    let (asking, doing) = (RwSignal::new(false), Doing::default());
    let done = memo(move |_| doing.done.with(Option::is_some));
    let name =
        move || lost.with(|lost| lost.as_ref().map_or_else(Words::default, |lost| called(store, lost)));
    let ask = move |_| {
        let picked = lost.with_untracked(Option::is_some);
        fault.set((!picked).then(|| words::PUT_OUT_PICK.into()));
        doing.wrong.set(None);
        asking.set(picked);
    };
    let put_out = move |_| {
        let Some(phone) = lost.get_untracked() else { return };
        let name = untrack(name);
        doing.go(store.put_out(phone.device), move |()| {
            let _ = doing.done.try_set(Some(words::PUT_OUT_DONE.with("name", name)));
            let _ = asking.try_set(false);
        });
    };
    let primary = move || {
        let put_out = move || {
            view! { <Button label=words::PUT_OUT kind=ButtonKind::Danger icon=Icon::Lock wide=true on_tap=ask /> }
        };
        view! {
            <Show when=move || done.get() fallback=put_out>
                <LinkButton
                    label=common::REQUESTS
                    href=to::REQUESTS
                    kind=ButtonKind::Primary
                    icon=Icon::Requests
                />
            </Show>
        }
    };
    let title = Words::live(move || words::PUT_OUT_ASK.with("name", name()));
    view! {
        <PageFrame title=words::LOST back=to::PHONES primary>
            <Show when=move || done.get() fallback=move || view! { <Pick lost fault /> }>
                <Went doing />
            </Show>
            <Section title=words::LOST_TELL>
                {listed(&[words::LOST_TELL_1, words::LOST_TELL_2, words::LOST_TELL_3])}
                <Reached lost />
            </Section>
            <Dialog
                title
                open=asking
                actions=move || {
                    view! {
                        <Button label=common::CANCEL on_tap=move |_| asking.set(false) />
                        <Button
                            label=words::PUT_OUT
                            kind=ButtonKind::Danger
                            busy=doing.busy
                            on_tap=put_out
                        />
                    }
                }
            >
                {listed(&[words::LOST_WHAT_1, words::LOST_WHAT_2, words::LOST_WHAT_4])}
                <Wrong doing />
            </Dialog>
        </PageFrame>
    }
}

/// Steps 1 and 2.
#[component]
fn Pick(lost: RwSignal<Option<Phone>>, fault: RwSignal<Option<Words>>) -> impl IntoView {
    let store = Store::here();
    // A memo: whoever picks must not be disturbed by every record that comes meanwhile.
    let others = memo(move |_| {
        let phones = store.phones().into_iter().filter(|phone| !phone.out && !phone.mine);
        phones.map(|phone| (called(store, &phone), phone)).collect::<Vec<_>>()
    });
    let which = move || {
        let options = others.get().into_iter().map(|(words, phone)| Choice::new(phone, words));
        let options: Vec<_> = options.collect();
        match options.is_empty() {
            true => view! { <p>{t(words::LOST_NOBODY)}</p> },
            false => view! { <RadioCards label=words::LOST_WHICH options chosen=lost error=fault /> },
        }
    };
    let what = [words::LOST_WHAT_1, words::LOST_WHAT_2, words::LOST_WHAT_3, words::LOST_WHAT_4];
    view! {
        <p>{t(words::LOST_CALM)}</p>
        {which}
        <Section title=words::LOST_WHAT>{listed(&what)}</Section>
    }
}
