//! Logging a request, who first: the telephone number, the card, 「前回と同じ」, then what, when and consent.

mod who;

use crate::view::{RwSignal, Show, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use tanomo_domain::command::{Command, RequestDraft, Who};
use tanomo_domain::form;
use tanomo_domain::view::{CameBy, Purpose, Resident};
use tanomo_record::Id;

use super::act::{Act, Go, WhyNot};
use super::card_fields::{CardFields, KeptCard};
use super::consent::{ConsentFields, ConsentForm, KeptConsent};
use super::fields::{Kept, MoreFields, RequestFields, WhatFields, WhenFields};
use super::list::title;
use crate::app::to;
use crate::browser::{self, place, shared};
use crate::components::{Button, ButtonKind, Dialog, LinkButton, Notice, NoticeKind, PageFrame, Section};
use crate::i18n::{Words, refused, requests as words, says, t};
use crate::store::{Done, Phase, Store, drafts};
use who::{TYPED_BESIDE, WhoSection};

/// The name of the draft.
const FORM: &str = "request";

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
            let request = match form_asked() {
                Some(number) => request.on_paper(number),
                None => request,
            };
            Self { card: card.unwrap_or_default(), request, ..Self::default() }
        })
    }
}

/// The number of the paper form whose QR led here.
fn form_asked() -> Option<String> {
    place::here()
        .with_untracked(|here| here.asked("form").map(form::number))
        .filter(|number| !number.is_empty())
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
                <FormKnown log />
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

/// Somebody has typed this paper form in already.
#[component]
fn FormKnown(log: Log) -> impl IntoView {
    let known = memo(move |_| {
        let typed = log.request.form_number.get();
        let paper = log.request.came_by.get() == Some(CameBy::Paper) && !form::number(&typed).is_empty();
        let of = || log.store.with(|state| state.request_of_form(&typed).map(|request| request.id));
        paper.then(of).flatten()
    });
    move || {
        known.get().map(|id| {
            view! {
                <Notice kind=NoticeKind::Warn words=words::FORM_KNOWN>
                    <LinkButton label=words::FORM_SEE href=to::request(id, None) />
                </Notice>
            }
        })
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
