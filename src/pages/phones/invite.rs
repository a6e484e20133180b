//! Inviting: for one person, who is in at once, or for many, whom a lead lets in one by one. The link is a secret:
//! it stands on the screen and goes where the person sends it, nowhere else.

use crate::view::{RwSignal, Show, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::view::Role;

use super::qr::qr;
use super::{Doing, Went, Wrong, reading, stands};
use crate::app::to;
use crate::browser::share::{self, Shared};
use crate::components::icon::{Icon, Picture};
use crate::components::{
    Button, ButtonKind, ChipsOne, Choice, LinkButton, Notice, NoticeKind, PageFrame, RadioCards, Section,
};
use crate::i18n::{Words, common, joining as words, lang_untracked, t, travel};
use crate::store::Store;
use crate::store::link::{Invited, Uses};

/// For how many days an invitation for one, and one for many, may be good; the first is offered.
const DAYS: [(Uses, [u32; 3]); 2] = [(Uses::One, [3, 1, 7]), (Uses::Many, [7, 30, 30])];

/// 招待する.
#[component]
pub fn InvitePage() -> impl IntoView {
    let store = Store::here();
    let lead = memo(move |_| store.role() == Role::Lead);
    let stands = stands(store);
    let shown = RwSignal::new(None::<Invited>);
    move || match (stands.get(), lead.get()) {
        (None, _) => reading(words::INVITE, to::PEOPLE),
        (_, false) => cannot(words::INVITE_LEADS, false),
        (Some(false), true) if store.is_sample() => cannot(words::INVITE_SAMPLE, false),
        (Some(false), true) => cannot(words::INVITE_ALONE, true),
        (Some(true), true) => match shown.get() {
            Some(invited) => view! { <Link invited shown /> },
            None => view! { <Make shown /> },
        },
    }
}

fn cannot(why: crate::i18n::Text, connect: bool) -> AnyView {
    let primary = move || {
        let to = crate::i18n::phones::TITLE;
        connect.then(|| view! { <LinkButton label=to href=to::PHONES kind=ButtonKind::Primary wide=true /> })
    };
    view! {
        <PageFrame title=words::INVITE back=to::PEOPLE primary>
            <Notice words=why />
        </PageFrame>
    }
}

/// Whom and until when; below, what stands already.
#[component]
fn Make(shown: RwSignal<Option<Invited>>) -> impl IntoView {
    let store = Store::here();
    let uses = RwSignal::new(Some(Uses::One));
    let days = RwSignal::new(Some(DAYS[0].1[0]));
    let doing = Doing::default();
    let offered =
        move || DAYS.into_iter().find(|(of, _)| uses.get() == Some(*of)).map_or(DAYS[0].1, |(_, days)| days);
    let chips = crate::view::Signal::derive(move || {
        let mut offered = offered().to_vec();
        offered.sort_unstable();
        offered.dedup();
        let said = |n| if n == 1 { words::DAY.into() } else { words::DAYS.with("n", n) };
        offered.into_iter().map(|n| Choice::new(n, said(n))).collect::<Vec<_>>()
    });
    crate::view::effect(move || {
        let first = offered()[0];
        days.set(Some(first));
    });
    let make = move |_| {
        let (Some(uses), Some(days)) = (uses.get_untracked(), days.get_untracked()) else { return };
        doing.go(store.invite(uses, days), move |made| {
            let _ = shown.try_set(Some(made));
        });
    };
    let primary = move || {
        let label = Words::live(move || if doing.busy.get() { words::MAKING } else { words::MAKE });
        view! {
            <Button label kind=ButtonKind::Primary icon=Icon::Plus wide=true busy=doing.busy on_tap=make />
        }
    };
    let whom = vec![
        Choice::new(Uses::One, words::ONE).icon(Icon::User).hint(words::ONE_HINT),
        Choice::new(Uses::Many, words::MANY).icon(Icon::Users).hint(words::MANY_HINT),
    ];
    view! {
        <PageFrame title=words::INVITE back=to::PEOPLE primary>
            <RadioCards label=words::WHOM options=whom chosen=uses />
            <ChipsOne label=words::HOW_LONG options=chips chosen=days keep=true />
            <Wrong doing />
            <Section title=words::STANDING>
                <Standing shown />
            </Section>
            <LinkButton label=words::ASKING_THERE href=to::PHONES icon=Icon::People />
        </PageFrame>
    }
}

/// The invitations of this phone that stand, each to be shown again or ended.
#[component]
fn Standing(shown: RwSignal<Option<Invited>>) -> impl IntoView {
    let store = Store::here();
    let doing = Doing::default();
    let all = RwSignal::new(Vec::new());
    let look = move || {
        spawn_local(async move {
            // What cannot be read is not shown; the invitations themselves stand as they do.
            if let Ok(found) = store.invitations().await {
                let _ = all.try_set(found);
            }
        });
    };
    look();
    let end = Callback::new(move |link: String| {
        doing.go(async move { store.end_invitation(&link).await }, move |()| {
            look();
            let _ = doing.done.try_set(Some(words::ENDED.into()));
        });
    });
    view! {
        <Show
            when=move || all.with(|all| !all.is_empty())
            fallback=|| view! { <p class="muted">{t(words::STANDING_NONE)}</p> }
        >
            <ul class="list">
                {move || {
                    all.get().into_iter().map(|invited| row(store, invited, shown, end)).collect_view()
                }}
            </ul>
        </Show>
        <Went doing />
        <Wrong doing />
    }
}

fn row(store: Store, invited: Invited, shown: RwSignal<Option<Invited>>, end: Callback<String>) -> AnyView {
    let (icon, kind) = match invited.uses {
        Uses::One => (Icon::User, words::STANDING_ONE),
        Uses::Many => (Icon::Users, words::STANDING_MANY),
    };
    let line = kind.with("when", travel::when(invited.until, store.today()));
    let link = invited.link.clone();
    view! {
        <li class="row">
            <Picture icon />
            <span class="row-words">
                <span class="row-title">{t(line)}</span>
                <span class="beside">
                    <Button label=words::SHOW on_tap=move |_| shown.set(Some(invited.clone())) />
                    <Button
                        label=words::END
                        kind=ButtonKind::Danger
                        on_tap=move |_| end.run(link.clone())
                    />
                </span>
            </span>
        </li>
    }
}

/// One invitation on the screen: to be scanned, sent or copied.
#[component]
fn Link(invited: Invited, shown: RwSignal<Option<Invited>>) -> impl IntoView {
    let store = Store::here();
    let until = travel::when(invited.until, store.today());
    let said = RwSignal::new(None::<(NoticeKind, Words)>);
    let circle = store.peek(|state| state.circle().map(|circle| circle.name.clone())).unwrap_or_default();
    let sentence = words::SHARE_WORDS
        .with("circle", circle)
        .with("when", until.clone())
        .with("link", invited.link.as_str());
    let tell = move |shared: Shared| {
        let _ = said.try_set(match shared {
            Shared::Copied => Some((NoticeKind::Saved, words::COPIED.into())),
            Shared::Nowhere => Some((NoticeKind::Warn, words::NOWHERE.into())),
            Shared::Sheet | Shared::Closed => None,
        });
    };
    let send = move |_| {
        let (title, text) = (words::INVITE.raw(lang_untracked()), sentence.plain(lang_untracked()));
        spawn_local(async move { tell(share::share_text(title, &text).await) });
    };
    let link = invited.link.clone();
    let copy = move |_| {
        let link = link.clone();
        spawn_local(async move {
            tell(if share::copy(&link).await.is_ok() { Shared::Copied } else { Shared::Nowhere });
        });
    };
    let send = Callback::new(send);
    let print = |_| {
        // Where there is no printing, the QR stays to be shown.
        let _ = share::print();
    };
    let primary = move || {
        view! {
            <Button
                label=words::SHARE
                kind=ButtonKind::Primary
                icon=Icon::Share
                wide=true
                on_tap=move |_| send.run(())
            />
        }
    };
    let about = if invited.uses == Uses::One { words::MADE_ONE } else { words::MADE_MANY };
    view! {
        <PageFrame title=words::INVITE back=to::PEOPLE primary>
            <Notice kind=NoticeKind::Saved words=about />
            <section class="card section">
                <p class="large">{t(words::UNTIL.with("when", until))}</p>
                {qr(&invited.link, words::QR)}
                <p>{t(words::QR_HINT)}</p>
            </section>
            {move || said.get().map(|(kind, words)| view! { <Notice kind words /> })}
            <div class="beside">
                <Button label=words::COPY icon=Icon::Note on_tap=copy />
                <Button label=words::NEXT_ONE icon=Icon::Plus on_tap=move |_| shown.set(None) />
                <Button label=common::PRINT icon=Icon::Printer on_tap=print />
            </div>
            <p class="kept">{invited.link}</p>
        </PageFrame>
    }
}
