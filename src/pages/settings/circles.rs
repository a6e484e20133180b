//! The circles of this phone: which one is open, opening another, and one more.

use crate::view::{RwSignal, effect, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_record::Id;

use crate::app::to;
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Dialog, Notice, NoticeKind, PageFrame, Section};
use crate::i18n::{Words, common, requests, settings as words, t};
use crate::store::circles::OtherCircle;
use crate::store::{Phase, Store};

/// Opens a circle, or a fresh start for none; says so where it fails.
fn open(store: Store, circle: Option<Id>, busy: RwSignal<bool>, failed: RwSignal<bool>) {
    busy.set(true);
    failed.set(false);
    spawn_local(async move {
        // On success the app starts anew and none of this is there any more.
        if store.open_circle(circle).await.is_err() {
            let _ = failed.try_set(true);
            let _ = busy.try_set(false);
        }
    });
}

/// 隊の切りかえ. On a phone that has just put its circle aside it is the way back.
#[component]
pub fn CirclesPage() -> impl IntoView {
    let store = Store::here();
    let some = store.phase().get_untracked() != Phase::Fresh;
    // Live: the page may stand before the records are read.
    let now = move || store.with(|state| state.circle().map(|circle| circle.name.clone()));
    let back = if some { to::SETTINGS } else { to::TODAY };
    let others = RwSignal::new(None::<Vec<OtherCircle>>);
    effect(move || {
        if matches!(store.phase().get(), Phase::Ready | Phase::Fresh) {
            spawn_local(async move {
                let found = store.other_circles().await;
                let _ = others.try_set(Some(found));
            });
        }
    });
    let (asking, busy, failed) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let one = move |OtherCircle { circle, name, place, unsent }: OtherCircle| {
        let name =
            if name.is_empty() { Words::from(words::CIRCLE_NAMELESS) } else { Words::plain_text(name) };
        let label = words::CIRCLE_OPEN_IT.with("circle", name);
        view! {
            <li class="stack close">
                <Button
                    label
                    icon=Icon::Flag
                    wide=true
                    busy
                    on_tap=move |_| open(store, Some(circle), busy, failed)
                />
                {(!place.is_empty()).then(|| view! { <p class="muted small">{place}</p> })}
                {(unsent > 0)
                    .then(|| view! { <p class="muted small">{t(words::CIRCLE_UNSENT.with("n", unsent))}</p> })}
            </li>
        }
    };
    let list = move || match others.get() {
        None => view! { <Notice words=requests::STILL_READING /> },
        Some(others) if others.is_empty() => view! { <p>{t(words::CIRCLE_NONE)}</p> },
        Some(others) => {
            view! { <ul class="plain-list stack">{others.into_iter().map(one).collect_view()}</ul> }
        }
    };
    let actions = move || {
        view! {
            <Button label=common::CANCEL on_tap=move |_| asking.set(false) />
            <Button
                label=common::NEXT
                kind=ButtonKind::Primary
                busy
                on_tap=move |_| open(store, None, busy, failed)
            />
        }
    };
    view! {
        <PageFrame title=words::CIRCLES back>
            {move || {
                failed.get().then(|| view! { <Notice kind=NoticeKind::Danger words=words::CIRCLE_NOT /> })
            }}
            {some.then(|| view! { <Section title=words::CIRCLE_OPEN><p>{now}</p></Section> })}
            <Section title=words::CIRCLE_OTHERS>{list}</Section>
            {some
                .then(|| {
                    view! {
                        <Button
                            label=words::CIRCLE_ANOTHER
                            icon=Icon::Plus
                            wide=true
                            on_tap=move |_| asking.set(true)
                        />
                        <Dialog title=words::CIRCLE_ANOTHER open=asking actions=ViewFn::from(actions)>
                            <p>{t(words::CIRCLE_STAYS)}</p>
                        </Dialog>
                    }
                })}
        </PageFrame>
    }
}
