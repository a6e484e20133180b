//! Where the home is: measured by a lead in front of it, and kept on the card like the address.

use crate::view::{Memo, Show, Signal, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::Command;
use tanomo_domain::position::MOST_OFF;
use tanomo_domain::view::{Resident, Role};
use tanomo_record::Id;

use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Section};
use crate::i18n::{requests as words, t};
use crate::pages::requests::act::{Act, WhyNot};
use crate::pages::whereabouts::Whereabouts;
use crate::store::Store;

/// For leads: keeping the place where they stand, or forgetting it.
#[component]
pub(super) fn Home(id: Id, card: Memo<Option<Resident>>) -> impl IntoView {
    let store = Store::here();
    let act = Act::here();
    let at = Whereabouts::unasked();
    let known = memo(move |_| card.read().as_ref().is_some_and(|card| card.position.is_some()));
    let take = move |_| at.ask(MOST_OFF, move |at| act.run(Command::PlaceHome(id, Some(at)), |_| {}));
    let busy = Signal::derive(move || act.busy.get() || at.asking.get());
    let drop_it = move |_| act.run(Command::PlaceHome(id, None), |_| {});
    view! {
        <Show when=move || store.role() == Role::Lead>
            <Section title=words::POSITION>
                <p class="muted">
                    {move || t(if known.get() { words::POSITION_KEPT } else { words::POSITION_HELP })}
                </p>
                {at.said()}
                <WhyNot act />
                <div class="beside">
                    <Button label=words::TAKE_POSITION icon=Icon::Pin busy on_tap=take />
                    <Show when=move || known.get()>
                        <Button label=words::DROP_POSITION kind=ButtonKind::Quiet busy on_tap=drop_it />
                    </Show>
                </div>
            </Section>
        </Show>
    }
}
