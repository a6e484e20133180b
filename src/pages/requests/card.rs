//! The card of ご依頼の方: reading and changing it, consent by purpose, and its end.

mod ended;
mod home;

use crate::view::{Memo, RwSignal, Show, Signal, child, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::cards::Reads;
use tanomo_domain::command::Command;
use tanomo_domain::retention::CardLock;
use tanomo_domain::view::{Consent, Purpose, Resident, Role};
use tanomo_record::Id;

use super::act::{Act, WhyNot};
use super::card_fields::{CardFields, KeptCard, NameFields, PlaceFields};
use super::consent::{ConsentFields, ConsentForm, KeptConsent};
use super::one::tel;
use super::same::SamePeople;
use crate::app::to;
use crate::browser::share::map_link;
use crate::components::icon::Icon;
use crate::components::{
    Button, ButtonKind, Details, Dialog, EmptyState, Fact, LinkButton, Notice, NoticeKind, PageFrame,
    Section, TextField, UndoToast,
};
use crate::i18n::{Words, common, dates, refused, requests as words, says, t};
use crate::pages::history::{Conflicts, History};
use crate::pages::photos::Of;
use crate::pages::{address, unlock};
use crate::store::ended::GRACE;
use crate::store::{Phase, Store};
use ended::{Ended, Erased, Until};
use home::Home;

/// What there is to show.
#[derive(Clone, PartialEq)]
enum Shown {
    Reading,
    Missing,
    Erased(Id),
    Closed,
    /// The cards are open, and the key of this one has not come.
    Awaited,
    NotYours,
    /// It has run out.
    Ended(Id),
    /// No server was heard for too long.
    NoContact,
    Open(Id),
}

/// CardPage.
#[component]
pub fn CardPage() -> impl IntoView {
    let store = Store::here();
    let id = address::id();
    let open = store.cards_open();
    let shown = memo(move |_| {
        let Some(id) = id.get() else { return Shown::Missing };
        let reads = store.reads(id);
        let reading = store.phase().get() != Phase::Ready;
        store.with(|state| match state.resident(id) {
            _ if state.is_erased(id) => Shown::Erased(id),
            _ if reading => Shown::Reading,
            _ if reads == Reads::Not => Shown::NotYours,
            None if state.card_lock(id) == CardLock::Expired => Shown::Ended(id),
            None if state.card_lock(id) == CardLock::NoContact => Shown::NoContact,
            Some(card) => Shown::Open(card.id),
            None if state.is_closed(id) && open.get() => Shown::Awaited,
            None if state.is_closed(id) => Shown::Closed,
            None => Shown::Missing,
        })
    });
    let plain = |body: AnyView| {
        view! { <PageFrame title=words::CARD back=to::REQUESTS.to_owned()>{body}</PageFrame> }
    };
    let open_it = |_| unlock::ask(Callback::new(|()| {}));
    move || match shown.get() {
        Shown::Reading => plain(view! { <Notice words=words::STILL_READING /> }),
        Shown::Missing => plain(view! { <Notice words=refused::MISSING /> }),
        Shown::Erased(id) => plain(view! { <Erased id /> }),
        Shown::Ended(id) => plain(view! { <Ended id /> }),
        Shown::NoContact => plain(view! { <Notice words=words::CARD_NO_CONTACT /> }),
        Shown::NotYours => plain(view! { <Notice words=words::CARD_NOT_YOURS /> }),
        Shown::Awaited => plain(view! { <Notice words=words::CARD_AWAITED /> }),
        Shown::Closed => plain(view! {
            <EmptyState icon=Icon::Lock words=words::CARD_CLOSED>
                <Button label=words::OPEN_CARD kind=ButtonKind::Primary icon=Icon::Unlock on_tap=open_it />
            </EmptyState>
        }),
        Shown::Open(id) => view! { <Card id /> },
    }
}

#[component]
fn Card(id: Id) -> impl IntoView {
    let store = Store::here();
    let act = Act::here();
    let card = memo(move |_| store.with(|state| state.resident(id).cloned()));
    let editing = RwSignal::new(false);
    store.keep_open();
    let name = Words::live(move || {
        card.read()
            .as_ref()
            .map_or(Words::from(words::CARD), |card| Words::named(card.name.clone(), card.reading.clone()))
    });
    let ids = Signal::derive(move || store.with(|state| state.group(id)));
    let primary = move || {
        view! {
            <Show when=move || !editing.get()>
                <Button
                    label=common::EDIT
                    kind=ButtonKind::Primary
                    icon=Icon::Edit
                    wide=true
                    on_tap=move |_| editing.set(true)
                />
            </Show>
        }
    };
    view! {
        <PageFrame title=name back=to::REQUESTS.to_owned() primary=ViewFn::from(primary)>
            <div class="stack">
                <WhyNot act />
                <Conflicts of=ids />
                <Until id />
                <SamePeople id act />
                {move || match (editing.get(), card.get()) {
                    (_, None) => child(()),
                    (true, Some(card)) => view! { <EditCard card editing /> },
                    (false, Some(card)) => view! { <Facts card /> },
                }}
                <Home id card />
                <Consents id card />
                {crate::parts::photos(Of::Card(id))}
                <TheirRequests id />
                <Details title=words::HISTORY icon=Icon::History>
                    <History of=ids />
                </Details>
                <End id />
            </div>
        </PageFrame>
    }
}

#[component]
fn Facts(card: Resident) -> impl IntoView {
    let ends = Store::here().peek(|state| state.card_ends(&card));
    let needs = dates::listed(card.needs.iter().map(|&need| says::need(need).into()));
    let (phone, address) = (card.phone.clone(), card.address.one_line());
    let on_the_map = card.on_the_map();
    let (contact, contact_phone) = card.emergency.clone();
    let eligible = match card.eligible {
        Some(true) => common::YES,
        Some(false) => common::NO,
        None => words::NOT_YET,
    };
    let facts: [(_, _, Words); 7] = [
        (words::PHONE, Icon::Phone, phone.as_str().into()),
        (words::ADDRESS, Icon::Pin, address.as_str().into()),
        (words::NEEDS, Icon::Heart, needs),
        (words::EMERGENCY, Icon::Warning, format!("{contact} {contact_phone}").trim().to_owned().into()),
        (words::NOTES, Icon::Note, card.notes.as_str().into()),
        (words::ELIGIBLE, Icon::Check, eligible.into()),
        (words::ENDS_ON, Icon::Calendar, says::date(ends)),
    ];
    let facts = facts.into_iter().filter(|(.., what)| !what.is_empty());
    let facts =
        facts.map(|(label, icon, what)| view! { <Fact label icon=icon>{t(what)}</Fact> }).collect_view();
    view! {
        {card.memo.then(|| view! { <Notice kind=NoticeKind::Warn words=words::CARD_MEMO /> })}
        <dl class="facts">{facts}</dl>
        <div class="beside">
            {(!phone.is_empty())
                .then(|| view! { <LinkButton label=common::PHONE icon=Icon::Phone href=tel(&phone) /> })}
            {on_the_map
                .map(|place| {
                    view! { <LinkButton label=common::MAP icon=Icon::Map href=map_link(&place) outside=true /> }
                })}
        </div>
    }
}

#[component]
fn EditCard(card: Resident, editing: RwSignal<bool>) -> impl IntoView {
    let act = Act::here();
    let form = CardFields::new(KeptCard::of(&card), None);
    let id = card.id;
    let save = move |_| {
        act.run(Command::EditCard(id, Box::new(form.draft())), move |_| editing.set(false));
    };
    view! {
        <NameFields form act />
        <TextField
            label=words::PHONE
            value=form.phone
            kind="tel"
            keyboard="tel"
            max=20
            error=act.fault("phone")
        />
        <PlaceFields form act />
        <WhyNot act />
        <div class="beside">
            <Button label=common::SAVE kind=ButtonKind::Primary busy=act.busy on_tap=save />
            <Button label=common::CANCEL on_tap=move |_| editing.set(false) />
        </div>
    }
}

/// Each purpose with its answer, and asking again.
#[component]
fn Consents(id: Id, card: Memo<Option<Resident>>) -> impl IntoView {
    let store = Store::here();
    let asking = RwSignal::new(false);
    let line = move |purpose: Purpose, given: Option<Consent>| {
        let today = store.today();
        let answer = match &given {
            None => words::NOT_ASKED.into(),
            Some(given) if !given.agreed => words::SAID_NO.with("when", says::moment(given.at)),
            Some(given) if given.until < today => words::RAN_OUT.with("until", says::date(given.until)),
            Some(given) => words::SAID_YES.with("until", says::date(given.until)),
        };
        let how = given.map(|given| {
            let name = store.with(|state| {
                state.member(given.read_by).map(|m| Words::named(m.name.clone(), m.reading.clone()))
            });
            let who: Words = match given.relation.is_empty() {
                true => says::given(given.given).into(),
                false => given.relation.as_str().into(),
            };
            words::GIVEN_HOW
                .with("who", who)
                .with("reader", name.unwrap_or_else(|| words::SOMEBODY.into()))
                .with("when", says::moment(given.at))
                .with("how", if given.signed { words::SIGNED } else { words::SPOKEN })
        });
        view! {
            <li>
                <p><strong>{t(says::purpose(purpose))}</strong></p>
                <p>{t(answer)}</p>
                {how.map(|how| view! { <p class="muted small">{t(how)}</p> })}
            </li>
        }
    };
    let lines = move || {
        let card = card.read();
        let given = |purpose| {
            let all = card.as_ref().map(|card| &card.consents);
            all.into_iter().flatten().find(|(p, _)| *p == purpose).map(|(_, consent)| consent.clone())
        };
        Purpose::ALL.iter().map(|&purpose| line(purpose, given(purpose))).collect_view()
    };
    view! {
        <Section title=words::CONSENT>
            <ul class="stack close">{lines}</ul>
            <Show when=move || asking.get() fallback=move || view! {
                <div class="beside">
                    <Button label=words::ASK_AGAIN icon=Icon::Speaker on_tap=move |_| asking.set(true) />
                </div>
            }>
                <AskAgain id card asking />
            </Show>
        </Section>
    }
}

#[component]
fn AskAgain(id: Id, card: Memo<Option<Resident>>, asking: RwSignal<bool>) -> impl IntoView {
    let act = Act::here();
    let store = Store::here();
    let before = card.with_untracked(|card| card.as_ref().map(|card| KeptConsent::of(&card.consents)));
    let form = ConsentFields::new(store, before.unwrap_or_default());
    let save = move |_| {
        act.clear();
        let (given, asked) = form.given(act);
        if act.may_go() {
            act.run(Command::Consent(id, given, asked), move |_| asking.set(false));
        }
    };
    view! {
        <div class="stack">
            <ConsentForm form act />
            <WhyNot act />
            <div class="beside">
                <Button label=common::SAVE kind=ButtonKind::Primary busy=act.busy on_tap=save />
                <Button label=common::CANCEL on_tap=move |_| asking.set(false) />
            </div>
        </div>
    }
}

/// What this person asked for.
#[component]
fn TheirRequests(id: Id) -> impl IntoView {
    let store = Store::here();
    let theirs = memo(move |_| {
        store.with(|state| {
            let who = Some(state.canonical(id));
            let mut theirs: Vec<_> = state
                .requests()
                .filter(|request| request.resident.map(|id| state.canonical(id)) == who)
                .map(|request| (request.logged_at, request.id))
                .collect();
            theirs.sort_unstable();
            theirs.into_iter().rev().map(|(_, id)| id).collect::<Vec<_>>()
        })
    });
    let rows = store.rows();
    view! {
        <Section title=words::THEIR_REQUESTS>
            <div class="list">
                {move || {
                    let theirs = theirs.get().into_iter();
                    theirs
                        .map(|id| view! { <super::list::OneRow at=0 id rows current=Signal::stored(None) /> })
                        .collect_view()
                }}
            </div>
        </Section>
    }
}

/// 「同意をやめる」: said, explained, and taken back for some seconds before the card is gone.
#[component]
fn End(id: Id) -> impl IntoView {
    let store = Store::here();
    let open = RwSignal::new(false);
    let waiting = RwSignal::new(None::<Words>);
    let lead = move || store.role() == Role::Lead;
    let turn = StoredValue::new(0u32);
    let begin = move |_| {
        open.set(false);
        spawn_local(async move {
            store.end_consent(id).await;
            // The page may have been left meanwhile.
            let Some(mine) = turn.try_update_value(|turn| {
                *turn += 1;
                *turn
            }) else {
                return;
            };
            waiting.set(Some(words::ERASE_WAITS.into()));
            set_timeout(
                move || {
                    // Not where it was taken back and ended again meanwhile: that has a time of its own.
                    if turn.try_get_value() == Some(mine) {
                        waiting.set(None);
                        store.erase_if_ended(id);
                    }
                },
                std::time::Duration::from_millis(GRACE.unsigned_abs().into()),
            );
        });
    };
    // Whoever leaves the page has not taken it back.
    on_cleanup(move || store.erase_if_ended(id));
    let actions = move || {
        view! {
            <Button label=words::KEEP_CARD on_tap=move |_| open.set(false) />
            <Button label=words::ERASE kind=ButtonKind::Danger on_tap=begin />
        }
    };
    view! {
        <Show when=lead>
            <div class="beside">
                <Button label=words::END_CONSENT kind=ButtonKind::Danger on_tap=move |_| open.set(true) />
            </div>
        </Show>
        <Dialog title=words::ERASE_TITLE open actions=ViewFn::from(actions)>
            <div class="stack">
                <p>{t(words::ERASE_WHY)}</p>
                <p>{t(words::ERASE_LATER)}</p>
            </div>
        </Dialog>
        <UndoToast done=waiting on_undo=Callback::new(move |()| store.take_back(id)) />
    }
}
