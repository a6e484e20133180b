//! 写真 of a home: the small pictures, taking one, and one large. In a part of the module of its own; what shows photos
//! asks for it by `crate::parts::photos`.
//!
//! # Layout
//! - `voice` 声のメモ beside them

mod voice;

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::cards::Reads;
use tanomo_domain::command::Command;
use tanomo_domain::date::tokyo_date;
use tanomo_domain::state::State;
use tanomo_domain::view::visit::Sort;
use tanomo_domain::view::{Photo, PhotoSort, Purpose, Role, Sealed};
use tanomo_record::Id;

use crate::app::to;
use crate::browser::picture::{self, NotAPicture, PictureUrl};
use crate::browser::{self, files, keep};
use crate::components::icon::Icon;
use crate::components::{
    Button, ButtonKind, ChipsOne, Choice, Dialog, LinkButton, Notice, NoticeKind, Section,
};
use crate::i18n::{Text, Words, common, photos as words, refused, requests, says, t, t_str};
use crate::pages::unlock;
use crate::store::photos::{Belongs, NotShown, Pictures};
use crate::store::{Store, now, room};
use crate::view::{RwSignal, Show, Signal, child, effect, memo, view};

/// How long before a picture that has not come is asked for again, in milliseconds: at first, and at last.
const AGAIN: (i32, i32) = (3_000, 60_000);

/// Which photos are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// All of a card.
    Card(Id),
    /// Those of one visit.
    Visit(Id),
    /// Those of a form that is being filled in: of a request's visit that may have no name yet.
    Form {
        /// The request.
        request: Id,
        /// The visit that runs, if one does.
        visit: Option<Id>,
        /// What somebody went for.
        sort: Sort,
    },
}

impl Of {
    /// The card whose home the photos show; `None` where nobody is named.
    fn card(self, state: &State) -> Option<Id> {
        match self {
            Of::Card(card) => Some(state.canonical(card)),
            Of::Visit(visit) => state.card_of_visit(visit),
            Of::Form { request, .. } => state.request(request)?.resident.map(|card| state.canonical(card)),
        }
    }

    fn list(self, state: &State, card: Id) -> Vec<(Id, Photo)> {
        match self {
            Of::Card(card) => state.photos(card),
            Of::Visit(visit) => state.photos_of_visit(visit),
            Of::Form { visit, sort, .. } => state.photos_of(card, visit, tokyo_date(now()), sort),
        }
    }

    const fn visit(self) -> Option<Id> {
        match self {
            Of::Card(_) => None,
            Of::Visit(visit) => Some(visit),
            Of::Form { visit, .. } => visit,
        }
    }

    /// What can be chosen of when a photo was taken; the first is what is usual here.
    fn sorts(self, state: &State) -> &'static [PhotoSort] {
        let sort = match self {
            Of::Card(_) => return &[PhotoSort::Other, PhotoSort::Before, PhotoSort::After, PhotoSort::Scout],
            Of::Visit(visit) => state.visit(visit).map_or(Sort::Work, |visit| visit.sort),
            Of::Form { sort, .. } => sort,
        };
        match sort {
            Sort::Scout => &[PhotoSort::Scout],
            Sort::Work => &[PhotoSort::After, PhotoSort::Before],
        }
    }
}

/// What there is to show.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    /// Nobody is named, or the card is gone: no photos, and no word about them.
    Nothing,
    Closed,
    NotYours,
    Open {
        card: Id,
        agreed: bool,
    },
}

fn shown(store: Store, of: Of) -> Shown {
    let today = store.today();
    let card = store.with(|state| of.card(state).filter(|card| !state.is_erased(*card)));
    let Some(card) = card else { return Shown::Nothing };
    let reads = store.reads(card);
    store.with(|state| match state.resident(card) {
        _ if reads == Reads::Not => Shown::NotYours,
        Some(resident) => Shown::Open { card, agreed: resident.agreed(Purpose::Photos, today) },
        None if state.is_closed(card) => Shown::Closed,
        None => Shown::Nothing,
    })
}

/// The photos, and a way to add one.
#[component]
pub fn Photos(
    /// Which.
    of: Of,
) -> impl IntoView {
    let store = Store::here();
    let now_shown = memo(move |_| shown(store, of));
    let open_it = move |_| unlock::ask(Callback::new(|()| {}));
    move || match now_shown.get() {
        Shown::Nothing => child(()),
        Shown::NotYours => section(view! { <p class="muted">{t(words::NOT_YOURS)}</p> }),
        Shown::Closed => section(view! {
            <p class="muted">{t(words::CLOSED)}</p>
            <div class="beside">
                <Button label=requests::OPEN_CARD icon=Icon::Unlock on_tap=open_it />
            </div>
        }),
        Shown::Open { card, agreed } => child(view! {
            {section(view! { <List of card agreed /> })}
            <voice::Voices of card />
        }),
    }
}

fn section(body: AnyView) -> AnyView {
    view! { <Section title=words::PHOTOS>{body}</Section> }
}

#[component]
fn List(of: Of, card: Id, agreed: bool) -> impl IntoView {
    let store = Store::here();
    let all = memo(move |_| store.with(|state| of.list(state, card)));
    let cards = Signal::derive(move || all.with(|all| all.iter().map(|(card, _)| *card).collect()));
    let waiting = to_send(store, cards);
    let large = RwSignal::new(None::<(Id, Photo)>);
    let open = RwSignal::new(false);
    let tiles = move || {
        let tile = |(card, photo): (Id, Photo)| {
            let show = {
                let photo = photo.clone();
                Callback::new(move |()| {
                    large.set(Some((card, photo.clone())));
                    open.set(true);
                })
            };
            view! { <Tile card photo waiting show /> }
        };
        all.get().into_iter().map(tile).collect_view()
    };
    let title =
        Words::live(move || large.with(|large| large.as_ref().map_or(Words::default(), |(_, p)| name(p))));
    view! {
        <Show when=move || all.with(|all| all.is_empty() && agreed)>
            <p class="muted">{t(words::NONE_YET)}</p>
        </Show>
        <ul class="photos">{tiles}</ul>
        {match agreed {
            true => view! { <Take of card /> },
            false => view! { <NotAgreed of card /> },
        }}
        <Dialog title open>
            {move || large.get().map(|(card, photo)| view! { <Large card photo open /> })}
        </Dialog>
    }
}

/// Nothing can be added. What was agreed to once stays to be seen until somebody says no.
#[component]
fn NotAgreed(of: Of, card: Id) -> impl IntoView {
    let link = !matches!(of, Of::Card(_));
    view! {
        <p class="muted">{t(refused::PHOTOS_NOT_AGREED)}</p>
        {link
            .then(|| {
                view! {
                    <div class="beside">
                        <LinkButton label=words::TO_CARD href=to::card(card) icon=Icon::Note />
                    </div>
                }
            })}
    }
}

/// The names of the pictures and sounds of those cards that wait to be sent; empty while the circle is on this phone
/// alone.
fn to_send(store: Store, cards: Signal<BTreeSet<Id>>) -> RwSignal<BTreeSet<[u8; 32]>> {
    let waiting = RwSignal::new(BTreeSet::new());
    effect(move || {
        let cards = cards.get();
        store.photos_sent().track();
        let alone = store.travel().with(|travel| *travel == crate::store::link::Travel::Alone);
        spawn_local(async move {
            let mut names = BTreeSet::new();
            for card in cards.into_iter().filter(|_| !alone) {
                names.extend(store.photos_to_send(card).await);
            }
            let _ = waiting.try_set(names);
        });
    });
    waiting
}

/// What is known of one picture.
#[derive(Clone)]
enum Looked {
    Coming,
    Here(Arc<PictureUrl>),
    Not(NotShown),
}

/// Asks for a picture until it has come or its place on the page is gone.
fn look(store: Store, card: Id, of: Sealed) -> RwSignal<Looked> {
    let looked = RwSignal::new(Looked::Coming);
    spawn_local(async move {
        let mut pause = AGAIN.0;
        loop {
            let found = store.picture(card, of).await;
            let found = found.and_then(|jpeg| PictureUrl::of(&jpeg).map_err(|_| NotShown::Damaged));
            let (next, done) = match found {
                Ok(url) => (Looked::Here(Arc::new(url)), true),
                Err(why) => (Looked::Not(why), false),
            };
            if looked.try_set(next).is_some() || done {
                return;
            }
            room::wait(pause).await;
            pause = (pause * 2).min(AGAIN.1);
            if looked.try_get_untracked().is_none() {
                return;
            }
        }
    });
    looked
}

/// The picture, or what stands in its way.
fn pictured(looked: RwSignal<Looked>, alt: Words) -> impl Fn() -> AnyView {
    move || {
        let text: Text = match looked.get() {
            Looked::Here(url) => {
                let alt = alt.clone();
                let src = url.as_str().to_owned();
                return view! { <img src=src alt=move || t_str(alt.clone()) decoding="async" /> };
            }
            Looked::Coming => words::LOADING,
            Looked::Not(NotShown::NotYet) => words::NOT_YET,
            Looked::Not(NotShown::Offline) => words::OFFLINE,
            Looked::Not(NotShown::Damaged) => words::DAMAGED,
        };
        view! { <span class="photo-words" role="status">{t(text)}</span> }
    }
}

fn name(photo: &Photo) -> Words {
    words::ALT.with("sort", words::sort(photo.sort)).with("when", says::moment(photo.taken))
}

#[component]
fn Tile(card: Id, photo: Photo, waiting: RwSignal<BTreeSet<[u8; 32]>>, show: Callback<()>) -> impl IntoView {
    let store = Store::here();
    let looked = look(store, card, photo.preview);
    let names = photo.hashes();
    let waits = move || waiting.with(|waiting| names.iter().any(|name| waiting.contains(name)));
    let alt = name(&photo);
    view! {
        <li>
            <button type="button" class="photo" on:click=move |_| show.run(())>
                {pictured(looked, alt)}
            </button>
            <p class="small">{t(words::sort(photo.sort))}</p>
            <p class="muted small">{t(says::moment(photo.taken))}</p>
            <Show when=waits>
                <p class="muted small">{t(words::WAITS)}</p>
            </Show>
        </li>
    }
}

/// One photo as large as the screen lets it be; whoever took it, or a lead, may take it off.
#[component]
fn Large(card: Id, photo: Photo, open: RwSignal<bool>) -> impl IntoView {
    let store = Store::here();
    let looked = look(store, card, photo.full);
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let wrong = RwSignal::new(None::<Words>);
    let mine = store.me() == Some(photo.by) || store.role() == Role::Lead;
    let name_of_it = photo.full.hash;
    let remove = move |_| {
        busy.set(true);
        spawn_local(async move {
            let done = store.run(Command::RemovePhoto(card, name_of_it)).await;
            let _ = busy.try_set(false);
            match done {
                Ok(_) => drop(open.try_set(false)),
                Err(why) => drop(wrong.try_set(Some(says::trouble(&why)))),
            }
        });
    };
    store.keep_open();
    view! {
        <div class="stack photo-large">
            {pictured(looked, name(&photo))}
            {move || wrong.get().map(|words| view! { <Notice kind=NoticeKind::Danger words /> })}
            <Show when=move || asking.get() fallback=move || view! {
                <div class="beside">
                    <Button label=common::BACK on_tap=move |_| open.set(false) />
                    {mine
                        .then(|| {
                            view! {
                                <Button
                                    label=common::DELETE
                                    kind=ButtonKind::Danger
                                    on_tap=move |_| asking.set(true)
                                />
                            }
                        })}
                </div>
            }>
                <p>{t(words::REMOVE_WHY)}</p>
                <div class="beside">
                    <Button label=words::KEEP on_tap=move |_| asking.set(false) />
                    <Button label=common::DELETE kind=ButtonKind::Danger busy on_tap=remove />
                </div>
            </Show>
        </div>
    }
}

/// Taking one: with the camera or out of the phone's pictures, as the phone offers it.
#[component]
fn Take(of: Of, card: Id) -> impl IntoView {
    let store = Store::here();
    let sorts = store.peek(|state| of.sorts(state));
    let sort = RwSignal::new(sorts.first().copied());
    let busy = RwSignal::new(false);
    let said = RwSignal::new(None::<(NoticeKind, Words)>);
    let input = browser::Slot::new_local(None);
    let open = move |_| {
        if let Some(input) = browser::kept::<web_sys::HtmlInputElement>(input) {
            input.click();
        }
    };
    let picked = move |_: ev::Event| {
        let input = browser::kept::<web_sys::HtmlInputElement>(input);
        let Some(file) = input.and_then(|input| files::picked(&input)) else { return };
        let to = Belongs { card, visit: of.visit(), sort: sort.get_untracked().unwrap_or(PhotoSort::Other) };
        busy.set(true);
        said.set(None);
        store.keep_open();
        spawn_local(async move {
            let next = match add(store, to, &file).await {
                Ok(()) => (NoticeKind::Saved, words::ADDED.into()),
                Err(why) => (NoticeKind::Danger, why),
            };
            let _ = busy.try_set(false);
            let _ = said.try_set(Some(next));
        });
    };
    let choices: Vec<_> = sorts.iter().map(|&sort| Choice::new(sort, words::sort(sort))).collect();
    view! {
        {(choices.len() > 1)
            .then(|| {
                view! {
                    <ChipsOne
                        options=Signal::derive(move || choices.clone())
                        chosen=sort
                        keep=true
                        label=words::WHEN_TAKEN
                    />
                }
            })}
        <div class="beside">
            <Button label=words::TAKE icon=Icon::Camera busy on_tap=open />
        </div>
        <input
            type="file"
            hidden
            accept="image/*"
            aria-label=move || t_str(words::TAKE)
            use:keep=input
            on:change=picked
        />
        <Show when=move || busy.get()>
            <p class="muted" role="status">{t(words::SHRINKING)}</p>
        </Show>
        {move || said.get().map(|(kind, words)| view! { <Notice kind words /> })}
    }
}

async fn add(store: Store, to: Belongs, file: &web_sys::File) -> Result<(), Words> {
    let (preview, full) = picture::shrink(file).await.map_err(|why| match why {
        NotAPicture::TooLarge => Words::from(words::TOO_LARGE),
        NotAPicture::NotRead => Words::from(words::NO_PICTURE),
    })?;
    store.add_photo(to, Pictures { preview, full }).await.map_err(|why| says::trouble(&why))
}
