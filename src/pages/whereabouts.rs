//! Asking the phone where it is, and saying what came of that.

use crate::view::{RwSignal, child, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::position::Position;

use crate::browser::position::{self, NoPosition};
use crate::components::{Notice, NoticeKind};
use crate::i18n::{Words, requests as words};

/// One question of where the phone is, as a button asks it.
#[derive(Clone, Copy)]
pub struct Whereabouts {
    /// The phone is finding out.
    pub asking: RwSignal<bool>,
    why: RwSignal<Option<NoPosition>>,
}

impl Whereabouts {
    /// Nobody asked yet.
    pub fn unasked() -> Self {
        Self { asking: RwSignal::new(false), why: RwSignal::new(None) }
    }

    /// Asks, and goes on with `then` where it is known to within so many metres.
    pub fn ask(self, most_off: f64, then: impl FnOnce(Position) + 'static) {
        if self.asking.get_untracked() {
            return;
        }
        self.asking.set(true);
        self.why.set(None);
        spawn_local(async move {
            let found = position::measured(most_off).await;
            // The page may have been left meanwhile.
            if self.asking.try_set(false).is_some() {
                return;
            }
            match found {
                Ok(at) => then(at),
                Err(no) => self.why.set(Some(no)),
            }
        });
    }

    /// That it is being asked, or why it is not known and what to do.
    pub fn said(self) -> impl Fn() -> AnyView {
        move || match (self.asking.get(), self.why.get()) {
            (true, _) => view! { <Notice words=words::MEASURING /> },
            (false, Some(no)) => view! { <Notice kind=NoticeKind::Warn words=why(no) /> },
            (false, None) => child(()),
        }
    }
}

fn why(no: NoPosition) -> Words {
    match no {
        NoPosition::Refused => words::POSITION_REFUSED.into(),
        NoPosition::Unknown => words::POSITION_UNKNOWN.into(),
        NoPosition::Off(metres) => words::POSITION_OFF.with("n", metres.round().to_string()),
    }
}
