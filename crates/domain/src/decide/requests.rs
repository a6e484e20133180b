//! Logging, changing, withdrawing and referring 困りごと.

use tanomo_record::Id;

use crate::change::{Change, Draft};
use crate::command::{Context, RequestDraft, Who};
use crate::date::tokyo_date;
use crate::form;
use crate::refusal::{Refusal, Wrong};
use crate::state::State;
use crate::task::{Hazard, Tool};
use crate::tidy;
use crate::view::{Purpose, Referral, Request, SiteNote};

use super::entry::{Entry, codes};
use super::people;

/// The most helpers one request may ask for.
const MOST_HELPERS: u32 = 50;

pub(super) fn log(
    state: &State,
    ctx: &Context,
    draft: &RequestDraft,
    who: Who,
) -> Result<Vec<Change>, Refusal> {
    let mut entry = Entry::default();
    let [request_id, card_id, ..] = ctx.ids;
    let mut request = fields(&mut entry, Draft::new(Request::KIND, request_id), draft);
    if let Some(day) = draft.wished_from {
        entry.day_ahead("wished_from", day, tokyo_date(ctx.now));
    }
    let mut card = None;
    match who {
        Who::Nobody => {}
        Who::Card(id) => {
            let id = people::open_card(state, id)?.id;
            request = request.set("resident", &id);
        }
        Who::New(new, consent) => {
            request = request.set("resident", &card_id);
            let fresh = people::card(&mut entry, card_id, None, &new);
            card = Some(match consent {
                Some((given, asked)) => {
                    if !given.contains(&(Purpose::Help, true)) {
                        entry.refuse("consent", Wrong::Needed);
                    }
                    people::answers(&mut entry, ctx, fresh, &given, &asked)
                }
                // 「メモだけ保存」: enough to call back and ask.
                None if draft.memo => {
                    if new.phone.trim().is_empty() {
                        entry.refuse("phone", Wrong::Empty);
                    }
                    fresh.set("memo", &true)
                }
                None => {
                    entry.refuse("consent", Wrong::Needed);
                    fresh
                }
            });
        }
    }
    entry.done()?;
    let request = request.set("logged_at", &ctx.now);
    Ok([card.and_then(Draft::done), request.done()].into_iter().flatten().collect())
}

fn fields<'a>(entry: &mut Entry, request: Draft<'a>, draft: &RequestDraft) -> Draft<'a> {
    let words = entry.note("words", &draft.words, tidy::WORDS);
    let town = entry.line("town", &draft.town, tidy::NAME);
    let form = form::number(&entry.line("form_number", &draft.form_number, tidy::TEL));
    let needed = entry.within("needed", draft.needed, 1, MOST_HELPERS);
    entry.in_order("wished_until", draft.wished_from, draft.wished_until);
    request
        .set("task", draft.task.code())
        .set("words", &words)
        .set("town", &town)
        .set("wished_from", &draft.wished_from)
        .set("wished_until", &draft.wished_until)
        .set("needed", &needed)
        .set_elements("tools", &codes(&draft.tools, Tool::code))
        .set_elements("hazards", &codes(&draft.hazards, Hazard::code))
        .set_elements("site", &codes(&draft.site, SiteNote::code))
        .set("urgent", &draft.urgent)
        .set("came_by", &draft.came_by)
        .set("form_number", &form)
        .set("repeats", &draft.repeats.as_ref().map(ToString::to_string))
        .set("memo", &draft.memo)
        .set("follows", &draft.follows)
}

pub(super) fn edit(
    state: &State,
    ctx: &Context,
    id: Id,
    draft: &RequestDraft,
) -> Result<Vec<Change>, Refusal> {
    let request = state.request(id).ok_or(Refusal::Missing)?;
    let mut entry = Entry::default();
    let change = fields(&mut entry, Draft::of(Request::KIND, request.id, state.record(request.id)), draft);
    if let Some(day) = draft.wished_from.filter(|day| request.wished_from != Some(*day)) {
        entry.day_ahead("wished_from", day, tokyo_date(ctx.now));
    }
    entry.done()?;
    Ok(super::to_all(state, change.done()))
}

pub(super) fn withdraw(state: &State, id: Id, reason: &str) -> Result<Vec<Change>, Refusal> {
    let request = state.request(id).ok_or(Refusal::Missing)?;
    if request.withdrawn.is_some() {
        return Err(Refusal::TooLate);
    }
    let mut entry = Entry::default();
    let reason = entry.note("reason", reason, tidy::WORDS);
    entry.done()?;
    // An empty reason still withdraws, so it is written even though it is empty.
    let writes = vec![("withdrawn".to_owned(), reason.into())];
    Ok(super::to_all(state, Some(Change { id: request.id, kind: Request::KIND, writes })))
}

pub(super) fn reopen(state: &State, id: Id) -> Result<Vec<Change>, Refusal> {
    let request = state.request(id).ok_or(Refusal::Missing)?;
    let change = Draft::of(Request::KIND, request.id, state.record(request.id));
    Ok(super::to_all(state, change.put("withdrawn", serde_json::Value::Null).done()))
}

pub(super) fn refer(
    state: &State,
    ctx: &Context,
    id: Id,
    to: &str,
    words: &str,
) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let request = state.request(id).ok_or(Refusal::Missing)?;
    let mut entry = Entry::default();
    let to = entry.needed("to", to, tidy::ADDRESS);
    let words = entry.note("words", words, tidy::WORDS);
    entry.done()?;
    let referral = Draft::new(Referral::KIND, ctx.ids[0])
        .set("request", &request.id)
        .set("to", &to)
        .set("words", &words)
        .set("at", &ctx.now);
    Ok(referral.done().into_iter().collect())
}

pub(super) fn end_referral(state: &State, id: Id) -> Result<Vec<Change>, Refusal> {
    let referral = state.referral(id).ok_or(Refusal::Missing)?;
    let change = Draft::of(Referral::KIND, referral.id, state.record(referral.id)).set("ended", &true);
    Ok(super::to_all(state, change.done()))
}
