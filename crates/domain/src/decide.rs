//! What a command changes, or why not. Pure: the same state, context and command always give the same
//! changes. What is forbidden here may still arrive by a merge, so everything derived is total.
//!
//! # Layout
//! A file per feature, each with the commands of that feature; [`decide`] only sends each to its place.

mod circle;
mod day;
mod entry;
mod onsite;
mod people;
mod photos;
mod requests;
mod running;
mod settle;
mod team;
mod visits;
mod voices;

use tanomo_record::Id;

use crate::change::Change;
use crate::command::{Command, Context};
use crate::refusal::Refusal;
use crate::state::State;
use crate::view::Role;

/// The changes a command makes, in the order they are to be written; all of them or none.
///
/// # Errors
/// A [`Refusal`] that says what to put right, to answer or to leave; then nothing changes.
pub fn decide(state: &State, ctx: &Context, command: Command) -> Result<Vec<Change>, Refusal> {
    match command {
        Command::FoundCircle(founding) => circle::found(state, ctx, founding),
        Command::SaveCircle(rules) => circle::save(state, ctx, &rules),
        Command::SaveMember(id, draft) => people::save_member(state, ctx, id, &draft),
        Command::MemberLeft(id) => people::member_left(state, ctx, id),
        Command::Notices(which, quiet) => people::notices(state, ctx, &which, quiet),
        Command::Log(draft, who) => requests::log(state, ctx, &draft, who),
        Command::EditRequest(id, draft) => requests::edit(state, ctx, id, &draft),
        Command::Withdraw(id, reason) => requests::withdraw(state, id, &reason),
        Command::Reopen(id) => requests::reopen(state, id),
        Command::EditCard(id, draft) => people::edit_card(state, id, &draft),
        Command::PlaceHome(id, at) => people::place_home(state, ctx, id, at),
        Command::Consent(id, answers, asked) => people::consent(state, ctx, id, &answers, &asked),
        Command::Erase(id) => people::erase(state, ctx, id),
        Command::TakeBack(card, back, done) => people::take_back(state, ctx, card, back, done),
        Command::Offer(offer) => team::offer(state, ctx, &offer),
        Command::AnswerOffer(id, answer, why) => team::answer(state, ctx, id, answer, &why),
        Command::WithdrawOffer(id) => team::withdraw(state, ctx, id),
        Command::OnPaper(ids, given) => team::on_paper(state, ctx, &ids, given),
        Command::Assign(request, occurrence, member, why) => {
            team::assign(state, ctx, (request, occurrence), member, &why)
        }
        Command::Agree(agreed) => team::agree(state, ctx, &agreed),
        Command::Told(id) => team::told(state, ctx, id),
        Command::EndAgreement(id) => team::end_agreement(state, id),
        Command::Scout(scouting) => visits::scout(state, ctx, &scouting),
        Command::Start(starting) => visits::start(state, ctx, &starting),
        Command::Finish(finishing) => visits::finish(state, ctx, &finishing),
        Command::Correct(id, correction) => visits::correct(state, id, &correction),
        Command::Pause(id) => running::pause(state, ctx, id),
        Command::Resume(id) => running::resume(state, ctx, id),
        Command::FollowUp(id) => running::follow_up(state, ctx, id),
        Command::Sign(id, drawing) => running::sign(state, ctx, id, drawing.as_ref()),
        Command::Entrust(entrusting) => onsite::entrust(state, ctx, &entrusting),
        Command::GiveBack(id, giving) => onsite::give_back(state, ctx, id, &giving),
        Command::Alarm(request, occurrence, why) => onsite::alarm(state, ctx, request, occurrence, why),
        Command::Accident(id, draft) => onsite::accident(state, ctx, id, &draft),
        Command::CloseAccident(id, closed) => onsite::close(state, ctx, id, closed),
        Command::EraseAccident(id) => onsite::erase(state, ctx, id),
        Command::Pay(paying) => visits::pay(state, ctx, &paying),
        Command::Refer(id, to, words) => requests::refer(state, ctx, id, &to, &words),
        Command::EndReferral(id) => requests::end_referral(state, id),
        Command::AddPhoto(card, photo) => photos::add(state, ctx, card, &photo),
        Command::RemovePhoto(card, name) => photos::remove(state, ctx, card, name),
        Command::AddVoice(card, voice) => voices::add(state, ctx, card, &voice),
        Command::RemoveVoice(card, name) => voices::remove(state, ctx, card, name),
        Command::Day(command) => day::decide(state, ctx, command),
        Command::SameAs(a, b, same) => settle::same_as(state, ctx, a, b, same),
        Command::Pick(id, field, value) => settle::pick(state, ctx, id, &field, &value),
        Command::PutBack(id, field, value) => settle::put_back(state, ctx, id, &field, &value),
    }
}

/// Refuses whoever is not a lead.
fn leads_only(ctx: &Context) -> Result<(), Refusal> {
    if ctx.role == Role::Lead { Ok(()) } else { Err(Refusal::LeadsOnly) }
}

/// Refuses whoever is neither the one concerned nor a lead.
fn own_or_lead(ctx: &Context, who: Id) -> Result<(), Refusal> {
    if who == ctx.me || ctx.role == Role::Lead { Ok(()) } else { Err(Refusal::NotYours) }
}

/// Sends what is written to one of several joined records to all of them, so that they agree from then on.
fn to_all(state: &State, change: Option<Change>) -> Vec<Change> {
    let Some(change) = change else { return Vec::new() };
    let group = state.group(change.id);
    group.into_iter().map(|id| Change { id, ..change.clone() }).collect()
}
