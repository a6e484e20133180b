//! 渡す・受け取る: records from phone to phone with no network, by the camera or in a file.
//!
//! # Layout
//! - this file: which of the two; `give` whom, what and how; `show` the moving QR; `take` taking in, and the receipt
//! - `scan` the camera, photos and videos; `read` the QRs in a picture

mod give;
mod read;
mod scan;
mod show;
mod take;

pub use give::GivePage;
pub use scan::Scan;
pub use take::TakePage;

use leptos::prelude::*;

use crate::app::to;
use crate::components::icon::Icon;
use crate::components::{Notice, PageFrame, Row};
use crate::i18n::{Words, handover as words, t, travel};
use crate::store::link::NotHanded;
use crate::view::view;

/// What a file says it is, and how its name ends.
const FILE_KIND: &str = "text/plain";
/// What the text of a file begins with; the rest is base64url.
const FILE_MARK: &str = "TANOMO-HANDOVER-1\n";
/// The largest file that is read, in bytes.
const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// Giving or taking.
#[component]
pub fn HandoverPage() -> impl IntoView {
    view! {
        <PageFrame title=words::TITLE back=to::TODAY>
            <p>{t(words::WHAT)}</p>
            <nav class="rows">
                <Row href=to::GIVE title=words::GIVE line=words::GIVE_LINE icon=Icon::Share />
                <Row href=to::TAKE title=words::TAKE line=words::TAKE_LINE icon=Icon::Camera />
            </nav>
            <Notice words=words::STILL_UNSENT />
        </PageFrame>
    }
}

/// Why something was not handed over or taken in: what happened, what is safe, what to do.
fn say(why: &NotHanded) -> Words {
    match why {
        NotHanded::Foreign => words::FOREIGN.into(),
        NotHanded::Newer => words::NEWER.into(),
        NotHanded::Torn => words::TORN.into(),
        NotHanded::OtherCircle => words::OTHER_CIRCLE.into(),
        NotHanded::GiverOut => words::GIVER_OUT.into(),
        NotHanded::Own => words::OWN.into(),
        NotHanded::ReceiverOut => words::RECEIVER_OUT.into(),
        NotHanded::Nothing => words::NOTHING.into(),
        NotHanded::Locked => words::LOCKED.into(),
        NotHanded::Way(why) => travel::not_linked(why),
    }
}
