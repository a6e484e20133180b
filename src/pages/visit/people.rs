//! Who came: chips with those expected first, everybody else and neighbours without a phone one tap away.

use crate::view::{RwSignal, Signal, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::{Command, MemberDraft};
use tanomo_domain::date::Date;
use tanomo_record::Id;

use super::words;
use crate::components::{Button, Chips, Choice, Fault, Icon, Section, Sheet, TextField};
use crate::i18n::{Text, Words, common};
use crate::pages::faults::{FaultNotice, Faults};
use crate::store::Store;

/// A circle so small that all its members fit under the thumb.
const FEW: usize = 6;

/// Somebody who can be chosen: id, name, reading.
type Person = (Id, String, String);

fn choices(people: Vec<Person>) -> Vec<Choice<Id>> {
    let choice = |(id, name, reading)| Choice::new(id, Words::named(name, reading)).icon(Icon::User);
    people.into_iter().map(choice).collect()
}

/// Chips of who came. `label` has a place `{n}` for how many.
#[component]
pub(super) fn People(
    chosen: RwSignal<Vec<Id>>,
    request: Id,
    occurrence: Option<Date>,
    label: Text,
    error: Fault,
) -> impl IntoView {
    let store = Store::here();
    let open = RwSignal::new(false);
    // Whoever was shown once stays, so that a second tap can put them back.
    let near = memo(move |was: Option<&Vec<Person>>| {
        let me = store.me();
        store.with(|state| {
            let mut ids: Vec<Id> = was.map_or(Vec::new(), |was| was.iter().map(|(id, ..)| *id).collect());
            ids.extend(chosen.get().into_iter().map(|id| state.canonical(id)));
            ids.extend(me);
            let offers = state.responses(request).filter(|r| r.occurrence == occurrence && !r.withdrawn);
            ids.extend(offers.map(|offer| state.canonical(offer.member)));
            let all: Vec<Id> = state.may_come(store.today()).map(|m| m.id).collect();
            ids.extend(all.iter().filter(|_| all.len() <= FEW));
            let mut near: Vec<Person> = Vec::new();
            for member in ids.into_iter().filter_map(|id| state.member(id)) {
                if !near.iter().any(|(id, ..)| *id == member.id) {
                    near.push((member.id, member.name.clone(), member.reading.clone()));
                }
            }
            near
        })
    });
    let others = memo(move |_| {
        let mut all: Vec<Person> = store.with(|state| {
            let members = state.may_come(store.today());
            members.map(|m| (m.id, m.name.clone(), m.reading.clone())).collect()
        });
        all.sort_by(|a, b| (&a.2, &a.1).cmp(&(&b.2, &b.1)));
        all
    });
    let added = Callback::new(move |id| chosen.update(|chosen| chosen.push(id)));
    let label = Words::live(move || label.with("n", chosen.with(Vec::len)));
    view! {
        <div class="part">
            <Chips options=Signal::derive(move || choices(near.get())) chosen label error />
            <Button
                label=words::OTHERS
                icon=Icon::Plus
                on_tap=Callback::new(move |_| open.set(true))
            />
        </div>
        <Sheet title=words::OTHERS_TITLE open actions=ViewFn::from(move || done(open))>
            <AddNeighbour on_added=added />
            <Section title=words::MEMBERS>
                <Chips options=Signal::derive(move || choices(others.get())) chosen />
            </Section>
        </Sheet>
    }
}

fn done(open: RwSignal<bool>) -> AnyView {
    view! { <Button label=common::OK on_tap=Callback::new(move |_| open.set(false)) wide=true /> }
}

/// Adds somebody without a phone by their name: they are a member from then on, and named in the visit.
#[component]
pub(super) fn AddNeighbour(on_added: Callback<Id>) -> impl IntoView {
    let store = Store::here();
    let name = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let faults = Faults::default();
    let add = move || {
        faults.clear();
        busy.set(true);
        let draft = MemberDraft { name: name.get_untracked(), ..MemberDraft::default() };
        spawn_local(async move {
            match store.run(Command::SaveMember(None, Box::new(draft))).await {
                Ok(done) => {
                    name.set(String::new());
                    // The page may have been left meanwhile; the neighbour stays a member.
                    if let Some(&id) = done.ids.first() {
                        let _ = on_added.try_run(id);
                    }
                }
                Err(why) => faults.take(&why),
            }
            busy.set(false);
        });
    };
    view! {
        <div class="neighbour">
            <TextField
                label=words::NEIGHBOUR
                help=words::NEIGHBOUR_HELP
                value=name
                error=faults.of("name")
                max=40
            />
            <Button
                label=words::ADD_PERSON
                icon=Icon::Plus
                busy
                on_tap=Callback::new(move |_| add())
            />
            <FaultNotice faults />
        </div>
    }
}
