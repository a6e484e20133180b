//! お伺いカード: shown at the door, one for each who goes, four to a page.

use crate::view::{RwSignal, all, view};
use leptos::prelude::*;
use tanomo_domain::date::{Date, iso, parse_iso};
use tanomo_domain::reading::sort_key;
use tanomo_domain::view::Role;
use tanomo_record::Id;

use super::layout::on_pages;
use super::parts::{line, written};
use super::{Sheet, Squad, frame, squad};
use crate::components::{Chips, Choice, DateField, TextField};
use crate::i18n::{Words, lang_untracked, paper as words, says, t};
use crate::store::Store;

/// How many stand on a page.
const A_PAGE: usize = 4;
/// A name of more characters takes smaller letters.
const LONG: usize = 12;

/// What is on all cards of one printing. The pass-phrase is kept nowhere but on the paper.
struct Common {
    squad: Squad,
    lead: Option<Words>,
    lead_phone: String,
    day: Option<Date>,
    phrase: String,
    vest: String,
}

/// The screen.
pub(super) fn page(store: Store) -> AnyView {
    let who = RwSignal::new(Vec::<Id>::new());
    let day = RwSignal::new(iso(store.today()));
    let phrase = RwSignal::new(String::new());
    let vest = RwSignal::new(Words::from(words::CARD_VEST_USUAL).plain(lang_untracked()));
    let members = store.peek(|state| {
        let mut members: Vec<_> = state.members().filter(|member| member.is_current()).collect();
        members.sort_by_cached_key(|member| (sort_key(&member.reading), member.id));
        let choice = |m: &&tanomo_domain::view::Member| {
            Choice::new(m.id, Words::named(m.name.clone(), m.reading.clone()))
        };
        members.iter().map(choice).collect::<Vec<_>>()
    });
    let asks = view! {
        <DateField label=words::CARD_DAY value=day />
        <Chips label=words::CARD_WHO help=words::CARD_WHO_HELP options=members chosen=who />
        <TextField label=words::CARD_PHRASE help=words::CARD_PHRASE_HELP value=phrase max=20 />
        <TextField label=words::CARD_VEST value=vest max=30 />
    };
    let pages = move || {
        let common = common(store, parse_iso(&day.get()), phrase.get(), vest.get());
        let named = |id: Id| {
            let name = |m: &tanomo_domain::view::Member| Words::named(m.name.clone(), m.reading.clone());
            store.with(|state| state.member(id).map(name))
        };
        let mut names: Vec<Option<Words>> = who.get().into_iter().map(named).collect();
        if names.is_empty() {
            names.resize(A_PAGE, None);
        }
        let page = |names: Vec<Option<Words>>| {
            let cards = names.into_iter().map(|name| card(&common, name)).collect();
            Sheet::of(view! { <div class="a4-cards">{all(cards)}</div> })
        };
        on_pages(names, A_PAGE, |_| 1).into_iter().map(page).collect()
    };
    frame(store, words::CARDS, asks, pages, || ())
}

/// The lead who prints, else the first one with a number; where no lead has one, the circle's number.
fn common(store: Store, day: Option<Date>, phrase: String, vest: String) -> Common {
    let (squad, me) = (squad(store), store.me());
    store.with(|state| {
        let mut leads: Vec<_> =
            state.members().filter(|m| m.role == Role::Lead && !m.left && !m.phone.is_empty()).collect();
        leads.sort_by_key(|lead| (Some(lead.id) != me, lead.id));
        let lead = leads.first();
        Common {
            lead: lead.map(|lead| Words::named(lead.name.clone(), lead.reading.clone())),
            lead_phone: lead.map_or_else(|| squad.phone.clone(), |lead| lead.phone.clone()),
            squad,
            day,
            phrase,
            vest,
        }
    })
}

fn card(common: &Common, name: Option<Words>) -> AnyView {
    let filled = |text: &str| (!text.is_empty()).then(|| Words::from(text));
    let lead = match (&common.lead, filled(&common.lead_phone)) {
        (Some(lead), Some(phone)) => Some(Words::join([lead.clone(), " ".into(), phone])),
        (None, phone) => phone,
        (Some(lead), None) => Some(lead.clone()),
    };
    view! {
        <article class="a4-card">
            <p>{t(words::CARD_FROM.with("circle", common.squad.name.clone()))}</p>
            {name.map_or_else(
                || line(words::CARD_NAME),
                |name| {
                    // Readable at the door; a long name takes smaller letters, so that four cards stay on a page.
                    let long = name.plain(lang_untracked()).chars().count() > LONG;
                    let class = if long { "a4-name long" } else { "a4-name" };
                    view! { <p class=class>{t(name)}</p> }
                },
            )}
            {written(words::CARD_DAY, common.day.map(says::date))}
            {written(words::CARD_VEST, filled(&common.vest))}
            {written(words::CARD_PHRASE_SHORT, filled(&common.phrase))}
            {written(words::CARD_LEAD, lead)}
            <p class="a4-large"><strong>{t(words::NO_MONEY)}</strong></p>
            <p>{t(words::CARD_DOUBT)}</p>
        </article>
    }
}
