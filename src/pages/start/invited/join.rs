//! Using an invitation: a name, its reading, and the squad's records come.

use crate::view::{RwSignal, effect, view};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use tanomo_wire::ProblemKind;

use super::super::back;
use super::super::install::Offer;
use super::{JUST, KEPT, invitation_in};
use crate::app::to;
use crate::browser::focus_first_invalid;
use crate::browser::install::Way;
use crate::components::{Button, ButtonKind, Icon, LinkButton, Notice, NoticeKind, PageFrame, TextField};
use crate::i18n::{Words, joining as words, travel};
use crate::pages::faults::Faults;
use crate::pages::phones::{Doing, Wrong};
use crate::store::link::{Joining, NotLinked};
use crate::store::{Store, drafts};

/// What the form is kept under while it is not done.
const DRAFT: &str = "join";

/// The form.
#[component]
pub(super) fn Join(invitation: String, kept: RwSignal<Option<String>>, way: Way) -> impl IntoView {
    let store = Store::here();
    let left: [String; 2] = drafts::left(DRAFT).unwrap_or_default();
    let [name, reading] = left.map(RwSignal::new);
    let faults = Faults::default();
    let doing = Doing::default();
    effect(move || drafts::keep(DRAFT, &[name, reading].map(|field| field.get())));
    let ours = invitation_in(&invitation).is_some();
    let join = move |event: SubmitEvent| {
        event.prevent_default();
        let (name, reading) =
            (name.get_untracked().trim().to_owned(), reading.get_untracked().trim().to_owned());
        faults.clear();
        if name.is_empty() {
            faults.note("name", words::NAME_EMPTY);
            return focus_first_invalid();
        }
        let invitation = invitation_in(&invitation).unwrap_or_else(|| invitation.clone());
        // Before the answer: with the first record the page becomes the one that says so.
        JUST.set(true);
        let work = async move { store.join(&invitation, &name, &reading).await };
        doing.go_or(
            work,
            |came| {
                drafts::discard(DRAFT);
                if came == Joining::In {
                    drafts::discard(KEPT);
                }
            },
            move |why| {
                JUST.set(false);
                faults.take_fields(why);
                let said = match why {
                    // A server that forgot an invitation says no more of it than that.
                    NotLinked::Refused(ProblemKind::Missing | ProblemKind::Unknown) => travel::OVER.into(),
                    why => travel::not_linked(why),
                };
                Some(Words::join([said, " ".into(), words::STILL_KEPT.into()]))
            },
        );
    };
    let another = move |_| {
        drafts::discard(KEPT);
        kept.set(None);
    };
    let primary = move || {
        let label = Words::live(move || if doing.busy.get() { words::JOINING } else { words::JOIN });
        view! {
            {back()}
            <Button label kind=ButtonKind::Primary icon=Icon::Heart busy=doing.busy />
        }
    };
    let at_home = way == Way::Installed;
    let place = if at_home { words::WHERE_APP } else { words::WHERE_BROWSER };
    view! {
        <form novalidate on:submit=join class="page-form">
            <PageFrame title=words::TITLE back=to::TODAY primary>
                {match ours {
                    true => view! { <Notice kind=NoticeKind::Saved words=words::KEPT /> },
                    false => view! { <Notice kind=NoticeKind::Danger words=words::NOT_INVITATION /> },
                }}
                <Notice words=place />
                {(!at_home).then(|| view! { <Offer /> })}
                <TextField
                    label=words::NAME
                    value=name
                    help=words::NAME_HELP
                    error=faults.of("name")
                    required=true
                    max=40
                    autocomplete="name"
                />
                <TextField
                    label=words::READING
                    value=reading
                    help=words::READING_HELP
                    error=faults.of("reading")
                    max=60
                />
                <Wrong doing />
                <div class="beside">
                    <Button label=words::ANOTHER on_tap=another />
                    <LinkButton label=words::RECOVER href=to::RECOVER />
                </div>
            </PageFrame>
        </form>
    }
}
