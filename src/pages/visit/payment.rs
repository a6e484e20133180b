//! What the resident paid: one tap writes it down, another tap changes it.

use crate::view::{Memo, RwSignal, Show, Signal, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::{Command, Paying};
use tanomo_domain::money::Charge;
use tanomo_domain::view::{HowPaid, Payment};
use tanomo_record::Id;

use super::money::how_paid;
use super::{words, yen};
use crate::components::{Button, Icon, Notice, NoticeKind, Switch};
use crate::i18n::{Text, Words, says, t};
use crate::store::{Store, Trouble};

/// Chips of how it was paid, and whether a receipt was given. Nothing for a ride, which is not paid for, and
/// where there is nothing to pay.
#[component]
pub(super) fn PaymentChips(visit: Id, title: Text) -> impl IntoView {
    let store = Store::here();
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Trouble>);
    let payment = memo(move |_| store.with(|state| state.payment(visit).cloned()));
    let total = memo(move |_| {
        store.with(|state| match state.visit(visit).map(|visit| state.charge(visit)) {
            Some(Charge::Help(sum)) => sum.total,
            Some(Charge::Ride(_)) | None => 0,
        })
    });
    let pay = Callback::new(move |(amount, how, receipt): (u32, HowPaid, bool)| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let paying = Paying { visit, amount, how, receipt };
            trouble.set(store.run(Command::Pay(paying)).await.err());
            busy.set(false);
        });
    });
    let chip = move |how: HowPaid| {
        let on = move || payment.with(|payment| payment.as_ref().is_some_and(|one| one.how == how));
        let tap = move |_| {
            let receipt = payment.with_untracked(|payment| payment.as_ref().is_some_and(|one| one.receipt));
            let amount = if how == HowPaid::None { 0 } else { total.get_untracked() };
            pay.run((amount, how, receipt && amount > 0));
        };
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || if on() { "true" } else { "false" }
                on:click=tap
            >
                <span>{t(says::how_paid(how))}</span>
            </button>
        }
    };
    let shown = move || total.get() > 0 || payment.with(Option::is_some);
    view! {
        <Show when=shown>
            <section class="section">
                <h2>{t(title)}</h2>
                <div class="chips">
                    {how_paid().into_iter().map(|choice| chip(choice.value)).collect_view()}
                </div>
                {move || payment.get().map(|payment| view! { <Standing payment total pay /> })}
                {move || trouble.get().map(|why| view! { <Notice kind=NoticeKind::Danger words=says::trouble(&why) /> })}
            </section>
        </Show>
    }
}

/// What stands written, the receipt, and a sum that has changed since.
#[component]
fn Standing(payment: Payment, total: Memo<u32>, pay: Callback<(u32, HowPaid, bool)>) -> impl IntoView {
    let Payment { how, amount, receipt, .. } = payment;
    let changed = move || how != HowPaid::None && total.get() != amount;
    let paid = words::PAID_AS.with("how", says::how_paid(how)).with("yen", yen(amount));
    let now = Words::live(move || yen(total.get()));
    let warning = words::SUM_CHANGED.with("was", yen(amount)).with("now", now.clone());
    let mend = StoredValue::new(words::USE_SUM.with("now", now));
    let warning = StoredValue::new(warning);
    view! {
        <Notice kind=NoticeKind::Saved words=words::PAID_SAVED>
            <p>{t(paid)}</p>
        </Notice>
        {(how != HowPaid::None)
            .then(|| {
                view! {
                    <Switch
                        label=words::RECEIPT
                        on=Signal::derive(move || receipt)
                        on_change=Callback::new(move |on| pay.run((amount, how, on)))
                    />
                }
            })}
        <Show when=changed>
            <Notice kind=NoticeKind::Warn words=warning.get_value()>
                <Button
                    label=mend.get_value()
                    icon=Icon::Yen
                    on_tap=Callback::new(move |_| pay.run((total.get_untracked(), how, receipt)))
                />
            </Notice>
        </Show>
    }
}
