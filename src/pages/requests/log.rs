//! Logging a request, who first: the telephone number, the card, 「前回と同じ」, then what, when and consent.

use crate::view::{Memo, RwSignal, Show, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use tanomo_domain::command::{Command, RequestDraft, Who};
use tanomo_domain::view::{Purpose, Resident};
use tanomo_record::Id;

use super::act::{Act, Go, WhyNot};
use super::card_fields::{CardFields, KeptCard, NameFields, PlaceFields};
use super::consent::{ConsentFields, ConsentForm, KeptConsent};
use super::fields::{Kept, MoreFields, RequestFields, TownField, WhatFields, WhenFields};
use super::list::title;
use crate::app::to;
use crate::browser::{self, place, shared};
use crate::components::icon::Icon;
use crate::components::{
    Button, ButtonKind, Dialog, Notice, NoticeKind, PageFrame, PersonChip, Section, Switch, TextField,
};
use crate::i18n::{Words, refused, requests as words, says, t};
use crate::pages::unlock;
use crate::store::{Done, Phase, Store, drafts};

/// The name of the draft.
const FORM: &str = "request";
/// How many people a search by name offers.
const MOST_FOUND: usize = 6;

/// The form as it is kept while somebody is away from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct KeptLog {
    who: Option<Id>,
    nobody: bool,
    card: KeptCard,
    request: Kept,
    consent: KeptConsent,
}

impl KeptLog {
    fn empty(store: Store) -> Self {
        store.peek(|state| {
            let circle = state.circle();
            let card = circle.map(|circle| KeptCard::new(&circle.prefecture, &circle.city));
            let request = Kept::empty(circle.map_or(2, |circle| circle.together));
            Self { card: card.unwrap_or_default(), request, ..Self::default() }
        })
    }
}

/// LogPage.
#[component]
pub fn LogPage() -> impl IntoView {
    let store = Store::here();
    let begin = RwSignal::new(None::<KeptLog>);
    let left = RwSignal::new(drafts::left::<KeptLog>(FORM));
    // Read once: the form must not start anew because a record changed.
    let ready = memo(move |_| store.phase().get() == Phase::Ready);
    move || match (ready.get(), begin.get(), left.get()) {
        (false, ..) => view! {
            <PageFrame title=words::LOG back=to::REQUESTS.to_owned()>
                <Notice words=words::STILL_READING />
            </PageFrame>
        },
        (true, None, Some(kept)) => {
            let fresh = move |_| {
                drafts::discard(FORM);
                left.set(None);
            };
            view! {
                <PageFrame title=words::LOG back=to::REQUESTS.to_owned()>
                    <Notice words=words::DRAFT_LEFT>
                        <div class="beside">
                            <Button
                                label=words::DRAFT_GO_ON
                                kind=ButtonKind::Primary
                                on_tap=move |_| begin.set(Some(kept.clone()))
                            />
                            <Button label=words::DRAFT_FRESH on_tap=fresh />
                        </div>
                    </Notice>
                </PageFrame>
            }
        }
        (true, begin, _) => {
            let kept = begin.unwrap_or_else(|| KeptLog::empty(store));
            view! { <LogForm kept /> }
        }
    }
}

/// What may be the same and has not been answered yet.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Person(Id),
    Request(Id),
}

/// The id of the notice that what was typed is not what the card says.
const TYPED_BESIDE: &str = "typed-beside";

#[derive(Clone, Copy)]
struct Log {
    store: Store,
    act: Act,
    go: Go,
    card: CardFields,
    request: RequestFields,
    consent: ConsentFields,
    who: RwSignal<Option<Id>>,
    nobody: RwSignal<bool>,
    photo_came: RwSignal<bool>,
    asking: RwSignal<Option<(Asking, bool)>>,
    asking_open: RwSignal<bool>,
    answers: RwSignal<Vec<(Asking, Id, bool)>>,
}

impl Log {
    fn new(kept: KeptLog) -> Self {
        let store = Store::here();
        let request = RequestFields::new(kept.request);
        Self {
            store,
            act: Act::here(),
            go: Go::here(),
            card: CardFields::new(kept.card, Some(request.town)),
            request,
            consent: ConsentFields::new(store, kept.consent),
            who: RwSignal::new(kept.who),
            nobody: RwSignal::new(kept.nobody),
            photo_came: RwSignal::new(false),
            asking: RwSignal::new(None),
            asking_open: RwSignal::new(false),
            answers: RwSignal::new(Vec::new()),
        }
    }

    fn kept(self) -> KeptLog {
        KeptLog {
            who: self.who.get(),
            nobody: self.nobody.get(),
            card: self.card.kept(),
            request: self.request.kept(),
            consent: self.consent.kept(),
        }
    }

    /// Consent is asked of somebody new, and of whoever's has ended or was never asked.
    fn needs_consent(self) -> bool {
        if self.nobody.get() {
            return false;
        }
        let today = self.store.today();
        self.who.get().is_none_or(|id| {
            let card = |card: &Resident| !card.agreed(Purpose::Help, today);
            self.store.with(|state| state.resident(id).is_some_and(card))
        })
    }

    fn pick(self, id: Id) {
        self.who.set(Some(id));
        let card = self.store.peek(|state| state.resident(id).cloned());
        if let Some(card) = card {
            self.request.town.set(card.address.town);
        }
    }

    /// The card with what was typed before somebody said whose it is, where that differs; tracks.
    fn typed_beside(self, id: Id) -> Option<KeptCard> {
        let kept = self.card.kept();
        self.store.with(|state| state.resident(id).and_then(|card| kept.over(card)))
    }

    fn submit(self, memo: bool) {
        self.act.clear();
        let draft = self.request.draft(self.act, memo);
        let who = self.who.get_untracked();
        let asked = untrack(|| self.needs_consent()) && (!memo || untrack(|| self.consent.asked_at_all()));
        let consent = asked.then(|| self.consent.given(self.act));
        let new = self.card.draft();
        if who.is_none() && !self.nobody.get_untracked() && new.name.trim().is_empty() {
            self.act.refuse("name", refused::EMPTY);
        }
        if !self.act.may_go() {
            return;
        }
        if let Some(asking) = self.unanswered(&draft) {
            self.asking.set(Some((asking, memo)));
            return self.asking_open.set(true);
        }
        match (self.nobody.get_untracked(), who) {
            (true, _) => self.write(draft, Who::Nobody),
            (false, Some(id)) => match consent {
                Some((given, asked)) => self.act.run(Command::Consent(id, given, asked), move |_| {
                    self.write(draft.clone(), Who::Card(id));
                }),
                None => self.write(draft, Who::Card(id)),
            },
            (false, None) => self.write(draft, Who::New(Box::new(new), consent)),
        }
    }

    fn unanswered(self, draft: &RequestDraft) -> Option<Asking> {
        let answered = |asking: Asking| {
            self.answers.with_untracked(|answers| answers.iter().any(|(known, ..)| *known == asking))
        };
        let who = self.who.get_untracked();
        let nobody = self.nobody.get_untracked();
        self.store.peek(|state| {
            let people = match (nobody, who) {
                (false, None) => state.likely_card(&self.card.draft()),
                _ => Vec::new(),
            };
            let people = people.into_iter().map(|(card, _)| Asking::Person(card.id));
            let requests =
                state.likely_log(draft, who).into_iter().map(|(other, _)| Asking::Request(other.id));
            people.chain(requests).find(|asking| !answered(*asking))
        })
    }

    fn answer(self, asking: Asking, same: bool, memo: bool) {
        self.asking_open.set(false);
        match asking {
            Asking::Person(id) if same => {
                self.pick(id);
                // What differs from the card is answered before anything is written.
                if untrack(|| self.typed_beside(id)).is_some() {
                    return browser::focus_at(TYPED_BESIDE);
                }
            }
            Asking::Person(id) | Asking::Request(id) => {
                self.answers.update(|answers| answers.push((asking, id, same)));
            }
        }
        self.submit(memo);
    }

    fn write(self, draft: RequestDraft, who: Who) {
        let new_card = matches!(who, Who::New(..));
        self.act.run(Command::Log(Box::new(draft), who), move |done| self.finish(&done, new_card));
    }

    /// It is on the disk: keeps the answers about what is the same, and shows the request.
    fn finish(self, done: &Done, new_card: bool) {
        let [request, card, ..] = done.ids[..] else { return };
        drafts::discard(FORM);
        let answers = self.answers.get_untracked();
        spawn_local(async move {
            for (asking, other, same) in answers {
                let new = match asking {
                    Asking::Person(_) if new_card => card,
                    Asking::Person(_) => continue,
                    Asking::Request(_) => request,
                };
                // The request is saved whatever comes of this; its page asks again.
                let _ = self.store.run(Command::SameAs(new, other, Some(same))).await;
            }
            self.go.to(&to::request(request, None));
        });
    }
}

#[component]
fn LogForm(kept: KeptLog) -> impl IntoView {
    let log = Log::new(kept);
    let act = log.act;
    Effect::new(move |before: Option<()>| {
        let kept = log.kept();
        if before.is_some() {
            drafts::keep(FORM, &kept);
        }
    });
    take_shared(log);
    let primary = move || {
        view! {
            <Button
                label=words::SAVE_LOG
                kind=ButtonKind::Primary
                busy=act.busy
                wide=true
                on_tap=move |_| log.submit(false)
            />
            <Button label=words::SAVE_MEMO busy=act.busy on_tap=move |_| log.submit(true) />
        }
    };
    view! {
        <PageFrame title=words::LOG back=to::REQUESTS.to_owned() primary=ViewFn::from(primary)>
            <div class="stack">
                <Show when=move || log.photo_came.get()>
                    <Notice kind=NoticeKind::Warn words=words::PHOTO_STAYS />
                </Show>
                <WhoSection log />
                <Section title=words::STEP_WHAT>
                    <WhatFields form=log.request act />
                </Section>
                <Section title=words::STEP_WHEN>
                    <WhenFields form=log.request act />
                    <MoreFields form=log.request act />
                </Section>
                <Show when=move || log.needs_consent()>
                    <Section title=words::STEP_CONSENT>
                        <ConsentForm form=log.consent act />
                    </Section>
                </Show>
                <p class="muted small">{t(words::MEMO_HELP)}</p>
                <WhyNot act />
            </div>
            <SameDialog log />
        </PageFrame>
    }
}

/// Words another app shared go where the caller's words go.
fn take_shared(log: Log) {
    let asked = place::here().with_untracked(|here| here.asked("shared").is_some());
    if asked {
        spawn_local(async move {
            if let Some(item) = shared::take().await {
                let _ = log.request.words.try_update(|words| words.push_str(&item.words));
                let _ = log.photo_came.try_set(item.photo.is_some());
            }
        });
    }
}

#[component]
fn WhoSection(log: Log) -> impl IntoView {
    let store = log.store;
    let closed = memo(move |_| store.has_number() && store.with(|state| state.closed_cards()) > 0);
    let found = memo(move |_| {
        let (phone, name) = (log.card.phone.get(), log.card.name.get());
        store.with(|state| {
            let mut found =
                if phone.trim().is_empty() { Vec::new() } else { state.residents_by_phone(&phone) };
            if !name.trim().is_empty() {
                found.extend(state.residents_by_name(&name));
            }
            let mut ids: Vec<Id> = Vec::new();
            found.iter().for_each(|card| {
                if !ids.contains(&card.id) {
                    ids.push(card.id);
                }
            });
            ids.truncate(MOST_FOUND);
            ids
        })
    });
    let unlock_it = move |_| unlock::ask(Callback::new(|()| {}));
    view! {
        <Section title=words::STEP_WHO>
            {move || match (log.nobody.get(), log.who.get()) {
                (true, _) => view! { <TownField value=log.request.town act=log.act /> },
                (false, Some(id)) => view! { <Picked log id /> },
                (false, None) => view! {
                    <TextField
                        label=words::PHONE
                        help=words::PHONE_HELP
                        value=log.card.phone
                        kind="tel"
                        keyboard="tel"
                        max=20
                        focus=true
                        error=log.act.fault("phone")
                    />
                    <Show when=move || closed.get()>
                        <Notice words=words::CARDS_CLOSED>
                            <Button label=words::OPEN_CARDS icon=Icon::Unlock on_tap=unlock_it />
                        </Notice>
                    </Show>
                    <Found log found />
                    <NameFields form=log.card act=log.act />
                    <PlaceFields form=log.card act=log.act />
                },
            }}
            <Show when=move || log.who.get().is_none()>
                <Switch
                    label=words::NOBODY
                    hint=words::NOBODY_HELP
                    on=log.nobody
                    on_change=Callback::new(move |on| log.nobody.set(on))
                />
            </Show>
        </Section>
    }
}

/// The cards found by number or name: one tap says it is this person.
#[component]
fn Found(log: Log, found: Memo<Vec<Id>>) -> impl IntoView {
    let row = move |id: Id| {
        let card = log.store.peek(|state| state.resident(id).cloned())?;
        let place = card.address.local();
        Some(view! {
            <li class="spread">
                <PersonChip name=Words::named(card.name, card.reading) note=place />
                <Button
                    label=words::THIS_PERSON
                    icon=Icon::Check
                    on_tap=move |_| log.pick(id)
                />
            </li>
        })
    };
    view! {
        <div role="status">
            {move || {
                let found = found.get();
                (!found.is_empty())
                    .then(|| {
                        view! {
                            <p><strong>{t(words::CARDS_FOUND.with("n", found.len()))}</strong></p>
                            <ul class="stack close">{found.into_iter().map(row).collect_view()}</ul>
                        }
                    })
            }}
        </div>
    }
}

/// The person whose card was found, and what they asked for last time.
#[component]
fn Picked(log: Log, id: Id) -> impl IntoView {
    let store = log.store;
    let card = memo(move |_| store.with(|state| state.resident(id).cloned()));
    let last = memo(move |_| {
        store.with(|state| {
            let who = Some(state.canonical(id));
            let theirs = state.requests().filter(|r| r.resident.map(|id| state.canonical(id)) == who);
            theirs.max_by_key(|request| request.logged_at).cloned()
        })
    });
    let again = move |_| {
        if let Some(last) = last.get_untracked() {
            log.request.show(Kept::again(&last));
        }
    };
    view! {
        {move || match card.get() {
            Some(card) => view! {
                <div class="stack close">
                    <PersonChip name=Words::named(card.name, card.reading) note=card.address.local() />
                    <p class="numbers">{card.phone}</p>
                </div>
            },
            None => view! { <Notice kind=NoticeKind::Warn words=words::CARD_CLOSED_PICKED /> },
        }}
        {move || {
            // What was typed before the card was found is not lost without a word.
            let typed = log.typed_beside(id)?;
            let told = words::TYPED_BESIDE.with("typed", typed.reach());
            let write = move |_| {
                log.act.run(Command::EditCard(id, Box::new(typed.clone().draft())), |_| {});
            };
            Some(view! {
                <div id=TYPED_BESIDE>
                    <Notice kind=NoticeKind::Warn words=told>
                        <Button label=words::TYPED_INTO_CARD icon=Icon::Edit busy=log.act.busy on_tap=write />
                    </Notice>
                </div>
            })
        }}
        {move || {
            last.get()
                .map(|last| {
                    let told = words::LAST_TIME
                        .with("what", title(last.task, &last.town))
                        .with("when", says::moment(last.logged_at));
                    view! {
                        <div class="spread">
                            <p>{t(told)}</p>
                            <Button label=words::SAME_AS_LAST icon=Icon::History on_tap=again />
                        </div>
                    }
                })
        }}
        <TownField value=log.request.town act=log.act />
        <Button label=words::OTHER_PERSON kind=ButtonKind::Quiet on_tap=move |_| log.who.set(None) />
    }
}

/// 同じ人／別の人, 同じもの／別のもの.
#[component]
fn SameDialog(log: Log) -> impl IntoView {
    let title_words = Words::live(move || match log.asking.get() {
        Some((Asking::Request(_), _)) => words::SAME_REQUEST,
        _ => words::SAME_PERSON,
    });
    let about = move || {
        let (asking, _) = log.asking.get()?;
        log.store.with(|state| match asking {
            Asking::Person(id) => state.resident(id).map(|card| {
                let parts = [
                    Words::named(card.name.clone(), card.reading.clone()),
                    Words::from(format!(" {} {}", card.address.local(), card.phone)),
                ];
                Words::join(parts)
            }),
            Asking::Request(id) => state.request(id).map(|request| {
                let parts = [
                    title(request.task, &request.town),
                    " ".into(),
                    says::moment(request.logged_at),
                    " ".into(),
                    request.words.as_str().into(),
                ];
                Words::join(parts)
            }),
        })
    };
    let answer = move |same: bool| {
        if let Some((asking, memo)) = log.asking.get_untracked() {
            log.answer(asking, same, memo);
        }
    };
    let is_person = move || matches!(log.asking.get(), Some((Asking::Person(_), _)));
    let same = Words::live(move || if is_person() { words::SAME_ONE } else { words::SAME_THING });
    let other = Words::live(move || if is_person() { words::OTHER_ONE } else { words::OTHER_THING });
    let actions = move || {
        view! {
            <Button label=same.clone() kind=ButtonKind::Primary on_tap=move |_| answer(true) />
            <Button label=other.clone() on_tap=move |_| answer(false) />
        }
    };
    view! {
        <Dialog title=title_words open=log.asking_open actions=ViewFn::from(actions)>
            <p>{move || about().map(t)}</p>
        </Dialog>
    }
}
