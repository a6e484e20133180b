//! How sending and receiving stand: what it means, and what to do.

use crate::view::{memo, view};
use leptos::prelude::*;
use tanomo_domain::date::Date;

use crate::app::to;
use crate::components::{LinkButton, Notice, NoticeKind};
use crate::i18n::{Words, phones as words, settings, travel};
use crate::store::Store;
use crate::store::link::Travel;

/// How it stands, in a sentence or two; nothing can be done wrong here.
#[component]
pub fn Standing() -> impl IntoView {
    let store = Store::here();
    let said = memo(move |_| say(&store.travel().get(), store.today()));
    let old = memo(move |_| store.travel().get() == Travel::TooOld);
    move || {
        let (calm, words) = said.get();
        let kind = if calm { NoticeKind::Info } else { NoticeKind::Warn };
        let update = old.get().then(|| view! { <LinkButton label=settings::ABOUT href=to::ABOUT /> });
        view! { <Notice kind words>{update}</Notice> }
    }
}

/// The words, and whether nobody has to look.
fn say(stands: &Travel, today: Date) -> (bool, Words) {
    match stands {
        Travel::Alone => (true, words::ALONE.into()),
        Travel::Asked(number) => (true, words::WAITING.with("number", number.as_str())),
        Travel::Underway { of: 0, .. } => (true, words::FETCHING.into()),
        Travel::Underway { done, of } => (true, words::SENDING.with("done", *done).with("of", *of)),
        Travel::Settled(Some(at)) => (true, words::SETTLED.with("when", travel::when(*at, today))),
        Travel::Settled(None) => (true, words::SETTLED_NEVER.into()),
        Travel::Stuck(count) => (false, words::STUCK.with("n", *count)),
        Travel::Unreachable => (true, words::UNREACHABLE.into()),
        Travel::Refused(kind) => (false, words::NOT_SENT.with("why", travel::why(*kind))),
        Travel::TooOld => (false, words::TOO_OLD.into()),
        Travel::PutOut(_) => (false, words::OUT.into()),
    }
}
