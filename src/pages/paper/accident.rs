//! 事故連絡票: one A4 that goes to the insurer and to 社協. Blank, to be filled in by hand on the spot; or of a report,
//! with what its record knows. The resident is named where their card is open, and nowhere else.

use crate::view::{Show, all, live, memo, view};
use leptos::prelude::*;
use tanomo_domain::date::{ClockTime, Millis, tokyo_date, tokyo_time};
use tanomo_domain::state::State;
use tanomo_domain::view::{Accident, NearMiss, Visit};
use tanomo_record::Id;

use super::layout::{lines, on_pages};
use super::parts::{area, beside, line, tick, written};
use super::{Sheet, Squad, frame, squad};
use crate::browser::place;
use crate::components::{Button, Notice};
use crate::i18n::{Text, Words, dates, lang, paper as words, requests, says, t};
use crate::pages::unlock;
use crate::store::Store;

/// What the two areas of text hold on the form itself, in lines, and the full-width letters in one.
const ROOM: usize = 14;
const WIDE: usize = 41;
/// The same of a page that is text alone, in smaller letters.
const PAGE_ROOM: usize = 44;
const PAGE_WIDE: usize = 50;

/// The screen.
pub(super) fn page(store: Store) -> AnyView {
    let of = place::here().with_untracked(|here| here.asked("of").and_then(Id::parse));
    let known = memo(move |_| of.and_then(|id| store.with(|state| Known::of(state, id))));
    let closed = move || known.with(|known| known.as_ref().is_some_and(|known| known.closed));
    let open = |_| unlock::ask(Callback::new(|()| {}));
    let asks = live(Box::new(move || {
        view! {
            <Show when=closed>
                <Notice words=words::ACCIDENT_CARD_CLOSED>
                    <Button label=requests::OPEN_CARD on_tap=open />
                </Notice>
            </Show>
        }
        .into_any()
    }));
    frame(store, words::ACCIDENT, asks, move || sheets(store, known.get()), || ())
}

/// What the record of a report, its visit and its request say.
#[derive(Clone, PartialEq)]
struct Known {
    number: String,
    when: Words,
    place: Words,
    who: Words,
    kind: Option<Text>,
    how: Words,
    done: Words,
    by: Words,
    /// The resident's card is closed, so that the address is missing.
    closed: bool,
}

impl Known {
    fn of(state: &State, id: Id) -> Option<Self> {
        let one = state.accident(id)?;
        let visit = one.visit.and_then(|visit| state.visit(visit));
        let named = |id: &Id| {
            let member = state.member(*id)?;
            Some(Words::named(member.name.as_str(), member.reading.as_str()))
        };
        let people = visit.map_or(&[][..], |visit| &visit.people);
        let card = one.request.and_then(|request| state.request(request)?.resident);
        let resident = card.and_then(|card| state.resident(card)).map(|card| {
            let address = Words::from(card.address.one_line().as_str());
            dates::listed([address, Words::named(card.name.as_str(), card.reading.as_str())].into_iter())
        });
        let near = visit.and_then(|visit| visit.near_miss.as_ref()).map(|(sort, _)| *sort);
        let nearly = near.map(|sort| says::near_miss(sort).into());
        Some(Self {
            number: one.number.clone(),
            when: when(one.at),
            place: resident.unwrap_or_else(|| one.town.as_str().into()),
            who: dates::listed(people.iter().filter_map(named)),
            kind: kind(one, near),
            how: Words::join([
                dates::listed([Words::from(says::task(one.task))].into_iter().chain(nearly)),
                "\n".into(),
                Words::plain_text(&one.facts),
            ]),
            done: Words::plain_text(done(one, visit)),
            by: named(&one.by).unwrap_or_default(),
            closed: card.is_some_and(|card| state.is_closed(card) && !state.is_erased(card)),
        })
    }
}

/// The whole date, with its year: a claim may take some.
fn when(at: Millis) -> Words {
    let (hour, minute) = tokyo_time(at);
    let time = ClockTime::new(hour, minute).map(|time| Words::join([" ".into(), says::time(time)]));
    Words::join(std::iter::once(says::date(tokyo_date(at))).chain(time))
}

/// What was done then: as the report says, else as the visit does.
fn done(one: &Accident, visit: Option<&Visit>) -> String {
    let of_visit = visit.filter(|_| one.done.is_empty()).map(|visit| visit.near_miss_done.clone());
    of_visit.unwrap_or_else(|| one.done.clone())
}

/// Which box is ticked; none where somebody was hurt or something broken and the record does not say which.
const fn kind(one: &Accident, near: Option<NearMiss>) -> Option<Text> {
    if !one.harm {
        return Some(words::ACCIDENT_KINDS_NEAR);
    }
    match near {
        Some(NearMiss::Fall | NearMiss::Cut | NearMiss::Insect) => Some(words::ACCIDENT_KINDS_HURT),
        Some(NearMiss::Heat) => Some(words::ACCIDENT_KINDS_ILL),
        Some(NearMiss::Damage) => Some(words::ACCIDENT_KINDS_BROKE),
        Some(NearMiss::Road) => Some(words::ACCIDENT_KINDS_ROAD),
        Some(NearMiss::Other) | None => None,
    }
}

/// One page; more only where the texts are longer than its areas.
fn sheets(store: Store, known: Option<Known>) -> Vec<Sheet> {
    let squad = squad(store);
    let Some(known) = known else {
        return vec![Sheet { number: None, place: Some((1, 1)), body: form(squad, None, None) }];
    };
    let number = known.number.clone();
    let sheet = |body| Sheet { number: Some(number.clone()), place: None, body };
    let text = |words: &Words| words.plain(lang());
    if lines(&text(&known.how), WIDE) + lines(&text(&known.done), WIDE) <= ROOM {
        let texts = (known.how.clone(), known.done.clone());
        return vec![sheet(form(squad, Some(known), Some(texts)))];
    }
    let of = |label: Text, words: &Words| {
        let lines: Vec<String> = text(words).split('\n').map(str::to_owned).collect();
        lines.into_iter().enumerate().map(move |(at, line)| ((at == 0).then_some(label), line))
    };
    let texts: Vec<_> =
        of(words::ACCIDENT_HOW, &known.how).chain(of(words::ACCIDENT_DID, &known.done)).collect();
    let first =
        sheet(form(squad, Some(known), Some((words::ACCIDENT_OVER.into(), words::ACCIDENT_OVER.into()))));
    let rest =
        on_pages(texts, PAGE_ROOM, |(label, line)| lines(line, PAGE_WIDE) + usize::from(label.is_some()));
    let paragraph = |(label, line): (Option<Text>, String)| {
        view! {
            {label.map(|label| view! { <p class="a4-label">{t(label)}</p> })}
            <p class="a4-small a4-words">{line}</p>
        }
        .into_any()
    };
    let rest = rest.into_iter().map(|page| sheet(all(page.into_iter().map(paragraph).collect())));
    std::iter::once(first).chain(rest).collect()
}

/// The form: what is known stands on its lines, the rest is written by hand.
fn form(squad: Squad, known: Option<Known>, texts: Option<(Words, Words)>) -> AnyView {
    let filled = |text: String| (!text.is_empty()).then(|| Words::from(text));
    let kinds = [
        words::ACCIDENT_KINDS_HURT,
        words::ACCIDENT_KINDS_ILL,
        words::ACCIDENT_KINDS_BROKE,
        words::ACCIDENT_KINDS_ROAD,
        words::ACCIDENT_KINDS_NEAR,
    ];
    let told = [
        words::ACCIDENT_TOLD_FAMILY,
        words::ACCIDENT_TOLD_OFFICE,
        words::ACCIDENT_TOLD_INSURER,
        words::ACCIDENT_TOLD_POLICE,
    ];
    let ticked = known.as_ref().and_then(|known| known.kind);
    let kinds = kinds.map(|kind| tick(kind, ticked == Some(kind)));
    let (how, did) = texts.unzip();
    let of = |part: fn(&Known) -> &Words| known.as_ref().map(part).filter(|words| !words.is_empty()).cloned();
    view! {
        <p class="a4-large"><strong>{t(words::ACCIDENT_FIRST)}</strong></p>
        {written(words::ACCIDENT_WHEN, of(|known| &known.when))}
        {written(words::ACCIDENT_WHERE, of(|known| &known.place))}
        {beside(vec![written(words::ACCIDENT_WHO, of(|known| &known.who)), line(words::FORM_PHONE)])}
        <p class="a4-label">{t(words::ACCIDENT_KIND)}</p>
        <p class="a4-ticks">{all(kinds.into_iter().collect())}</p>
        {area(words::ACCIDENT_HOW, how)}
        {area(words::ACCIDENT_HURT, None)}
        {area(words::ACCIDENT_DID, did.filter(|words| !words.is_empty()))}
        <p class="a4-label">{t(words::ACCIDENT_TOLD)}</p>
        {beside(told.map(line).into_iter().collect())}
        {written(words::ACCIDENT_INSURANCE, filled(squad.insurance))}
        {area(words::ACCIDENT_AGAIN, None)}
        {beside(vec![
            written(words::ACCIDENT_BY, of(|known| &known.by)),
            written(words::CALL_BLANK, filled(squad.phone)),
        ])}
    }
}
