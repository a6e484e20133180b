//! 渡す: to whom, what, and how: by QRs, in a file, or on paper where no phone can take it.

use base64ct::{Base64UrlUnpadded, Encoding};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_domain::date::iso;
use tanomo_domain::handover::jobs;
use tanomo_domain::view::Role;
use tanomo_record::Id;
use tanomo_sync::handover::Frames;

use super::show::Showing;
use super::{FILE_KIND, FILE_MARK, say};
use crate::app::to;
use crate::browser::files;
use crate::components::icon::Icon;
use crate::components::{
    Button, ButtonKind, Choice, LinkButton, Notice, NoticeKind, PageFrame, RadioCards, Section,
};
use crate::i18n::{Words, handover as words, phones, says, t};
use crate::pages::unlock;
use crate::store::link::{Goods, Handing, NotHanded, Phone, PhoneKind, Travel};
use crate::store::{Store, now};
use crate::view::{Memo, RwSignal, Show, memo, view};

/// Who gets something: a phone, or somebody who has jobs and no phone.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Whom {
    Phone(Phone),
    Member(Id),
}

impl Whom {
    const fn member(&self) -> Id {
        match self {
            Self::Phone(phone) => phone.member,
            Self::Member(member) => *member,
        }
    }
}

/// What is chosen, and what came of it.
#[derive(Clone, Copy)]
struct Giving {
    store: Store,
    whom: RwSignal<Option<Whom>>,
    goods: RwSignal<Option<Goods>>,
    busy: RwSignal<bool>,
    wrong: RwSignal<Option<Words>>,
    done: RwSignal<Option<Words>>,
    showing: RwSignal<Option<Shown>>,
}

/// What is on the screen: the hand-over, and to whom.
#[derive(Clone)]
struct Shown {
    handing: Handing,
    frames: Frames,
    name: Words,
}

/// How it leaves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Shown,
    Saved,
    Shared,
}

impl Giving {
    /// Seals what is chosen, opening the cards first where that takes it.
    fn go(self, how: How) {
        let (Some(Whom::Phone(phone)), Some(goods)) = (self.whom.get_untracked(), self.goods.get_untracked())
        else {
            return self.wrong.set(Some(words::CHOOSE.into()));
        };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.wrong.set(None);
        self.done.set(None);
        self.store.keep_open();
        let name = name_of(self.store, phone.member);
        spawn_local(async move {
            let sealed = self.store.hand_over(phone, goods).await;
            match sealed {
                Ok(handing) => self.leave(handing, name, how).await,
                Err(NotHanded::Locked) => {
                    let _ = self.wrong.try_set(Some(words::LOCKED.into()));
                    unlock::ask(Callback::new(move |()| self.go(how)));
                }
                Err(why) => drop(self.wrong.try_set(Some(say(&why)))),
            }
            let _ = self.busy.try_set(false);
        });
    }

    async fn leave(self, handing: Handing, name: Words, how: How) {
        if how == How::Shown {
            let shown = match Frames::new(handing.content.clone()) {
                Some(frames) => self.showing.try_set(Some(Shown { handing, frames, name })).map(drop),
                None => self.wrong.try_set(Some(words::TOO_MUCH.into())).map(drop),
            };
            return shown.unwrap_or_default();
        }
        let text = format!("{FILE_MARK}{}\n", Base64UrlUnpadded::encode_string(&handing.content));
        let file = format!("tanomo-handover-{}.txt", iso(self.store.today()));
        let given = match how {
            How::Shared => files::share(&file, FILE_KIND, &text).await,
            _ => files::save(&file, FILE_KIND, &text).map(|()| true),
        };
        match given {
            Ok(true) => {
                let said = words::FILE_MADE.with("n", handing.records).with("name", name);
                let _ = self.done.try_set(Some(said));
            }
            Ok(false) => {}
            Err(_) => drop(self.wrong.try_set(Some(words::FILE_FAILED.into()))),
        }
    }

    /// 紙で渡した.
    fn on_paper(self, member: Id) {
        let responses = self.store.peek(|state| jobs(state, member, now()).responses);
        let count = responses.len();
        self.wrong.set(None);
        spawn_local(async move {
            match self.store.run(Command::OnPaper(responses, true)).await {
                Ok(_) => drop(self.done.try_set(Some(words::ON_PAPER_DONE.with("n", count)))),
                Err(why) => drop(self.wrong.try_set(Some(says::trouble(&why)))),
            }
        });
    }
}

fn name_of(store: Store, member: Id) -> Words {
    store.with(|state| {
        state.member(member).map_or_else(
            || phones::NAMELESS.into(),
            |member| Words::named(member.name.clone(), member.reading.clone()),
        )
    })
}

/// Whom something can be handed to: the squad's other phones, then whoever has jobs and no phone.
fn receivers(store: Store) -> Vec<Whom> {
    store.travel().track();
    let phones: Vec<Phone> = store
        .phones()
        .into_iter()
        .filter(|phone| !phone.mine && !phone.out && phone.kind == PhoneKind::Phone)
        .collect();
    let has_phone = |member: Id| phones.iter().any(|phone| phone.member == member);
    let mut all: Vec<Whom> = phones.iter().cloned().map(Whom::Phone).collect();
    let others = store.with(|state| {
        let others = state.members().filter(|member| !member.left && !has_phone(member.id));
        let others = others.filter(|member| !jobs(state, member.id, now()).requests.is_empty());
        others.map(|member| member.id).collect::<Vec<_>>()
    });
    let me = store.me();
    all.extend(others.into_iter().filter(|member| Some(*member) != me).map(Whom::Member));
    all
}

/// The page: choosing, then the QRs.
#[component]
pub fn GivePage() -> impl IntoView {
    let store = Store::here();
    let giving = Giving {
        store,
        whom: RwSignal::new(None),
        goods: RwSignal::new(None),
        busy: RwSignal::new(false),
        wrong: RwSignal::new(None),
        done: RwSignal::new(None),
        showing: RwSignal::new(None),
    };
    let alone = memo(move |_| store.travel().get() == Travel::Alone);
    move || match (alone.get(), giving.showing.get()) {
        (true, _) => view! {
            <PageFrame title=words::GIVE back=to::HANDOVER>
                <Notice words=words::ALONE>
                    <LinkButton label=phones::TITLE href=to::PHONES icon=Icon::Phone />
                </Notice>
            </PageFrame>
        },
        (false, Some(shown)) => {
            let Shown { handing, frames, name } = shown;
            let done = move || {
                view! {
                    <Button
                        label=words::DONE
                        kind=ButtonKind::Primary
                        icon=Icon::Check
                        wide=true
                        on_tap=move |_| giving.showing.set(None)
                    />
                }
            };
            view! {
                <PageFrame title=words::GIVE back=to::HANDOVER primary=done>
                    <Showing handing frames name />
                </PageFrame>
            }
        }
        (false, None) => view! { <Choosing giving /> },
    }
}

#[component]
fn Choosing(giving: Giving) -> impl IntoView {
    let store = giving.store;
    let all = memo(move |_| receivers(store));
    let options = move || {
        let choice = |whom: Whom| {
            let label = name_of(store, whom.member());
            let count = store.to_hand_over(whom.member(), Goods::Jobs);
            let hint = words::HAS_JOBS.with("n", count);
            match &whom {
                Whom::Phone(_) => Choice::new(whom, label).icon(Icon::Phone).hint(hint),
                Whom::Member(_) => Choice::new(whom, label).icon(Icon::User).hint(words::NO_PHONE),
            }
        };
        all.get().into_iter().map(choice).collect::<Vec<_>>()
    };
    let lead = memo(move |_| store.role() == Role::Lead);
    let primary = move || {
        let phone = giving.whom.with(|whom| matches!(whom, Some(Whom::Phone(_))));
        phone.then(|| {
            view! {
                <Button
                    label=words::SHOW_QR
                    kind=ButtonKind::Primary
                    icon=Icon::Share
                    wide=true
                    busy=giving.busy
                    on_tap=move |_| giving.go(How::Shown)
                />
            }
        })
    };
    view! {
        <PageFrame title=words::GIVE back=to::HANDOVER primary>
            <Show
                when=move || all.with(|all| !all.is_empty())
                fallback=|| view! { <Notice words=words::NOBODY /> }
            >
                {move || view! { <RadioCards label=words::WHOM options=options() chosen=giving.whom /> }}
            </Show>
            <What giving />
            {move || giving.wrong.get().map(|words| view! { <Notice kind=NoticeKind::Danger words /> })}
            {move || giving.done.get().map(|words| view! { <Notice kind=NoticeKind::Saved words /> })}
            <Show when=move || giving.whom.with(|whom| matches!(whom, Some(Whom::Phone(_))))>
                <Section title=words::FILE>
                    <p class="muted">{t(words::FILE_WHEN)}</p>
                    <div class="beside">
                        <Button
                            label=words::FILE_SAVE
                            icon=Icon::Download
                            busy=giving.busy
                            on_tap=move |_| giving.go(How::Saved)
                        />
                        {files::can_share()
                            .then(|| {
                                view! {
                                    <Button
                                        label=words::FILE_SHARE
                                        icon=Icon::Share
                                        busy=giving.busy
                                        on_tap=move |_| giving.go(How::Shared)
                                    />
                                }
                            })}
                    </div>
                </Section>
            </Show>
            <Show when=move || lead.get()>
                <Paper giving />
            </Show>
        </PageFrame>
    }
}

/// What goes to the phone that was chosen.
#[component]
fn What(giving: Giving) -> impl IntoView {
    let store = giving.store;
    let to: Memo<Option<Phone>> = memo(move |_| match giving.whom.get() {
        Some(Whom::Phone(phone)) => Some(phone),
        _ => None,
    });
    crate::view::effect(move || {
        // What is most likely wanted: their jobs, else what a lead collects.
        let Some(phone) = to.get() else { return };
        let jobs = untrack(|| store.to_hand_over(phone.member, Goods::Jobs));
        let unsent = phone.role == Role::Lead && jobs == 0;
        giving.goods.set(Some(if unsent { Goods::Unsent } else { Goods::Jobs }));
    });
    move || {
        let phone = to.get()?;
        let count = |goods| store.to_hand_over(phone.member, goods);
        let mut options = vec![
            Choice::new(Goods::Jobs, words::JOBS.with("n", count(Goods::Jobs)))
                .icon(Icon::Today)
                .hint(words::JOBS_HINT),
        ];
        if phone.role == Role::Lead {
            let label = words::UNSENT.with("n", count(Goods::Unsent));
            options.push(Choice::new(Goods::Unsent, label).icon(Icon::Upload).hint(words::UNSENT_HINT));
        }
        let label = words::ALL_OF_IT.with("n", count(Goods::All));
        options.push(Choice::new(Goods::All, label).icon(Icon::Bag).hint(words::ALL_HINT));
        Some(view! { <RadioCards label=words::GOODS options chosen=giving.goods /> })
    }
}

/// 紙で渡した, for the jobs of whoever was chosen.
#[component]
fn Paper(giving: Giving) -> impl IntoView {
    let store = giving.store;
    let member = memo(move |_| giving.whom.with(|whom| whom.as_ref().map(Whom::member)));
    let count = move || {
        member.get().map_or((0, 0), |member| {
            store.with(|state| {
                let all = jobs(state, member, now()).responses;
                let given = all.iter().filter(|id| state.response(**id).is_some_and(|r| r.on_paper)).count();
                (all.len(), given)
            })
        })
    };
    move || {
        let (all, given) = count();
        let member = member.get().filter(|_| all > 0)?;
        let said = (given > 0).then(|| {
            view! { <Notice kind=NoticeKind::Saved words=words::ON_PAPER_DONE.with("n", given) /> }
        });
        let tick = (given < all).then(|| {
            view! {
                <Button
                    label=words::ON_PAPER
                    icon=Icon::Check
                    on_tap=move |_| giving.on_paper(member)
                />
            }
        });
        Some(view! {
            <Section title=words::PAPER>
                <p class="muted">{t(words::PAPER_WHEN)}</p>
                {said}
                {tick}
            </Section>
        })
    }
}
