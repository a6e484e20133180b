//! 声のメモ on a resident's card: listing one and taking one off. Nobody is asked for leave: it is the helper's own voice.

use tanomo_record::{Id, Value};

use crate::change::{Change, Draft};
use crate::command::Context;
use crate::refusal::Refusal;
use crate::state::State;
use crate::view::voice::{LONGEST, MOST};
use crate::view::{Resident, Voice};

pub(super) fn add(state: &State, ctx: &Context, card: Id, voice: &Voice) -> Result<Vec<Change>, Refusal> {
    super::people::open_card(state, card)?;
    if !state.may_read_card(card, ctx.me, ctx.role, ctx.now) {
        return Err(Refusal::CardNotYours);
    }
    if state.voices(card).len() >= MOST {
        return Err(Refusal::VoicesFull { most: MOST });
    }
    if voice.seconds > LONGEST {
        return Err(Refusal::VoiceTooLong { most: LONGEST });
    }
    // To the one card alone: its sound is bound to the card that lists it.
    let change = Draft::of(Resident::KIND, card, state.record(card)).put(&voice.field(), Value::Bool(true));
    Ok(change.done().into_iter().collect())
}

pub(super) fn remove(state: &State, ctx: &Context, card: Id, name: [u8; 32]) -> Result<Vec<Change>, Refusal> {
    super::people::open_card(state, card)?;
    let listed = state.voices(card).into_iter().filter(|(_, voice)| voice.sound.hash == name);
    let listed: Vec<_> = listed.collect();
    let Some((_, first)) = listed.first() else { return Err(Refusal::TooLate) };
    super::own_or_lead(ctx, first.by)?;
    let off = |(id, voice): &(Id, Voice)| {
        Draft::of(Resident::KIND, *id, state.record(*id)).put(&voice.field(), Value::Bool(false)).done()
    };
    Ok(listed.iter().filter_map(off).collect())
}
