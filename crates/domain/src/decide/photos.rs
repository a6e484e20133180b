//! 写真 on a resident's card: listing one, taking one off, and what an answer about photos does to them.

use tanomo_record::{Id, Value};

use crate::change::{Change, Draft};
use crate::command::Context;
use crate::date::tokyo_date;
use crate::refusal::Refusal;
use crate::state::State;
use crate::view::photo::{MOST, PHOTOS};
use crate::view::{Photo, Purpose, Resident};

pub(super) fn add(state: &State, ctx: &Context, card: Id, photo: &Photo) -> Result<Vec<Change>, Refusal> {
    let resident = super::people::open_card(state, card)?;
    if !state.may_read_card(card, ctx.me, ctx.role, ctx.now) {
        return Err(Refusal::CardNotYours);
    }
    if !resident.agreed(Purpose::Photos, tokyo_date(ctx.now)) {
        return Err(Refusal::PhotosNotAgreed);
    }
    if state.photos(card).len() >= MOST {
        return Err(Refusal::PhotosFull { most: MOST });
    }
    // To the one card alone: its pictures are bound to the card that lists them.
    let change = Draft::of(Resident::KIND, card, state.record(card)).put(&photo.field(), Value::Bool(true));
    Ok(change.done().into_iter().collect())
}

pub(super) fn remove(state: &State, ctx: &Context, card: Id, name: [u8; 32]) -> Result<Vec<Change>, Refusal> {
    super::people::open_card(state, card)?;
    let listed = state.photos(card).into_iter().filter(|(_, photo)| photo.full.hash == name);
    let listed: Vec<_> = listed.collect();
    let Some((_, first)) = listed.first() else { return Err(Refusal::TooLate) };
    super::own_or_lead(ctx, first.by)?;
    let off = |(id, photo): &(Id, Photo)| {
        Draft::of(Resident::KIND, *id, state.record(*id)).put(&photo.field(), Value::Bool(false)).done()
    };
    Ok(listed.iter().filter_map(off).collect())
}

/// Adds to the changes of a consent what it does to the photos of its cards: after a no all of them go, those of a newer
/// program too. After a yes that follows a no those go that another phone listed meanwhile: nobody agreed to them.
pub(super) fn after_answer(state: &State, changes: &mut Vec<Change>, agreed: bool) {
    for change in changes {
        let Some(card) = state.record(change.id) else { continue };
        if agreed && !crate::view::photo::is_refused(card) {
            continue;
        }
        let all = card.elements(PHOTOS).map(|element| (format!("{PHOTOS}/{element}"), Value::Bool(false)));
        change.writes.extend(all);
    }
}
