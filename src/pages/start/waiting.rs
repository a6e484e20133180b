//! A phone that asked to be let in: its number, large, until a lead says yes. The app shows it in place of all
//! other pages, after a restart too.

use crate::view::{RwSignal, memo, view};
use leptos::prelude::*;

use crate::components::{Button, ButtonKind, Dialog, Icon, Notice, PageFrame};
use crate::i18n::{common, joining as words, t};
use crate::pages::phones::{Doing, Wrong};
use crate::store::Store;
use crate::store::link::{NotLinked, Travel};

/// Gives up waiting: the phone is fresh again, and the invitation still kept.
async fn stop(store: Store) -> Result<(), NotLinked> {
    let invitation = super::invited::kept();
    store.wipe().await?;
    if let Some(invitation) = invitation {
        super::invited::keep(&invitation);
    }
    Ok(())
}

/// The page.
#[component]
pub fn WaitingPage() -> impl IntoView {
    let store = Store::here();
    let number = memo(move |_| match store.travel().get() {
        Travel::Asked(number) => number,
        _ => String::new(),
    });
    let looked = RwSignal::new(false);
    let (asking, doing) = (RwSignal::new(false), Doing::default());
    let look = move |_| {
        looked.set(true);
        store.hurry();
    };
    let primary = move || {
        view! { <Button label=words::WAIT_LOOK kind=ButtonKind::Primary icon=Icon::Undo wide=true on_tap=look /> }
    };
    view! {
        <PageFrame title=words::WAIT_TITLE primary>
            <p>{t(words::WAIT_NUMBER)}</p>
            <p class="number-large" role="status">{move || number.get()}</p>
            <Notice words=words::WAIT_WHAT />
            <p>{t(words::WAIT_THEN)}</p>
            <p role="status" class="muted">{move || looked.get().then(|| t(words::WAIT_LOOKED))}</p>
            <Button label=words::WAIT_STOP kind=ButtonKind::Danger on_tap=move |_| asking.set(true) />
            <Dialog
                title=words::WAIT_STOP
                open=asking
                actions=move || {
                    view! {
                        <Button label=common::CANCEL on_tap=move |_| asking.set(false) />
                        <Button
                            label=words::WAIT_STOP
                            kind=ButtonKind::Danger
                            busy=doing.busy
                            on_tap=move |_| doing.go(stop(store), |()| ())
                        />
                    }
                }
            >
                <p>{t(words::WAIT_STOP_WHY)}</p>
                <Wrong doing />
            </Dialog>
        </PageFrame>
    }
}
