//! お知らせ: what reaches this person while the app is closed, and whether this phone is woken for it.

use crate::view::{Memo, RwSignal, Show, Signal, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_domain::view::Notice as Kind;

use crate::app::to;
use crate::browser::notify::{self, NotSubscribed};
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Notice, NoticeKind, PageFrame, Section, Switch};
use crate::i18n::{Text, Words, notices as words, t, travel};
use crate::pages::faults::{FaultNotice, Faults};
use crate::store::Store;
use crate::store::link::{NoNotices, Travel};

/// From nine in the evening to seven in the morning.
const NIGHT: (u8, u8) = (21, 7);

/// What is chosen now: the kinds, and the quiet hours.
type Chosen = (Vec<Kind>, Option<(u8, u8)>);

/// お知らせ.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let store = Store::here();
    let chosen = memo(move |_| chosen(store));
    let faults = Faults::default();
    let choose = move |(which, quiet): Chosen| {
        faults.clear();
        spawn_local(async move {
            if let Err(trouble) = store.run(Command::Notices(which, quiet)).await {
                faults.take(&trouble);
            }
        });
    };
    let kinds: [(Kind, Text, Text); 3] = [
        (Kind::Day, words::DAY, words::DAY_HINT),
        (Kind::OneMore, words::ONE_MORE, words::ONE_MORE_HINT),
        (Kind::Answer, words::ANSWER, words::ANSWER_HINT),
    ];
    let switch = move |(kind, label, hint): (Kind, Text, Text)| {
        let turn = move |on: bool| {
            let (mut which, quiet) = chosen.get_untracked();
            which.retain(|chosen| *chosen != kind);
            which.extend(on.then_some(kind));
            choose((which, quiet));
        };
        view! {
            <Switch label=label hint=hint on=Signal::derive(move || chosen.read().0.contains(&kind)) on_change=turn />
        }
    };
    let turn_quiet = move |on: bool| choose((chosen.get_untracked().0, on.then_some(NIGHT)));
    view! {
        <PageFrame title=words::TITLE back=to::SETTINGS>
            <p>{t(words::WHAT)}</p>
            <FaultNotice faults />
            <Section title=words::WHICH>
                {kinds.map(switch).collect_view()}
                <Switch
                    label=words::QUIET
                    hint=words::QUIET_HINT
                    on=Signal::derive(move || chosen.read().1.is_some())
                    on_change=turn_quiet
                />
            </Section>
            <Here chosen choose=Callback::new(choose) />
        </PageFrame>
    }
}

fn chosen(store: Store) -> Chosen {
    let me = store.me();
    store
        .with(|state| me.and_then(|me| state.member(me)).map(|me| (me.notices.clone(), me.quiet)))
        .unwrap_or_default()
}

/// Whether this phone is woken.
#[component]
fn Here(chosen: Memo<Chosen>, choose: Callback<Chosen>) -> impl IntoView {
    let store = Store::here();
    let alone = memo(move |_| store.travel().get() == Travel::Alone);
    let (on, busy) = (RwSignal::new(false), RwSignal::new(false));
    let wrong = RwSignal::new(None::<Words>);
    spawn_local(async move {
        let _ = on.try_set(notify::is_subscribed().await);
    });
    let start = move |_| {
        wrong.set(None);
        busy.set(true);
        // Who wishes to be woken and has chosen nothing wishes all of it, and to sleep at night.
        if chosen.read_untracked().0.is_empty() {
            choose.run((Kind::ALL.to_vec(), Some(NIGHT)));
        }
        spawn_local(async move {
            let taken = store.take_notices().await;
            let _ = busy.try_set(false);
            let _ = on.try_set(taken.is_ok());
            let _ = wrong.try_set(taken.err().map(|why| say(&why)));
        });
    };
    let stop = move |_| {
        wrong.set(None);
        busy.set(true);
        spawn_local(async move {
            let stopped = store.take_no_notices().await;
            let _ = busy.try_set(false);
            let _ = on.try_set(false);
            let _ = wrong.try_set(stopped.err().map(|why| travel::not_linked(&why)));
        });
    };
    let why_not = move || {
        if alone.get() {
            Some(words::ALONE)
        } else if !notify::is_supported() {
            Some(words::UNSUPPORTED)
        } else if notify::is_denied() {
            Some(words::DENIED)
        } else {
            None
        }
    };
    let shown = move || {
        if let Some(why) = why_not() {
            return view! { <Notice words=why /> };
        }
        if on.get() {
            return view! {
                <Notice kind=NoticeKind::Saved words=words::HERE_ON>
                    <Button label=words::HERE_STOP kind=ButtonKind::Quiet busy=busy on_tap=stop />
                </Notice>
            };
        }
        view! {
            <p class="muted small">{t(words::HERE_ASKS)}</p>
            <Button label=words::HERE kind=ButtonKind::Primary icon=Icon::Phone wide=true busy=busy on_tap=start />
        }
    };
    view! {
        {shown}
        <Show when=move || wrong.read().is_some() && why_not().is_none()>
            {move || wrong.get().map(|words| view! { <Notice kind=NoticeKind::Warn words /> })}
        </Show>
    }
}

fn say(why: &NoNotices) -> Words {
    match why {
        NoNotices::Browser(NotSubscribed::Unsupported) => words::UNSUPPORTED.into(),
        NoNotices::Browser(NotSubscribed::Denied) => words::DENIED.into(),
        NoNotices::Browser(NotSubscribed::Failed) => words::FAILED.into(),
        NoNotices::Link(why) => travel::not_linked(why),
    }
}
