//! ホーム画面に追加: the system's prompt behind a button, or pictures of the taps.

use crate::view::{Show, memo, view};
use leptos::prelude::*;

use super::back;
use crate::app::to;
use crate::browser::install::{self, Way};
use crate::components::{Button, ButtonKind, Icon, LinkButton, Notice, NoticeKind, PageFrame};
use crate::i18n::{Text, common, start as words, t, t_str};
use crate::store::{Phase, Store};

/// One pictured step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// 「共有」.
    Share,
    /// 「ホーム画面に追加」.
    Add,
    /// The icon.
    Open,
    /// QR or number.
    Join,
}

/// All steps from an invitation to きょう.
pub(super) const STEPS: [Step; 4] = [Step::Share, Step::Add, Step::Open, Step::Join];

/// The outline of the phone. A path, because `view!` knows of svg no more than paths.
const PHONE: &str = "M16 2h40a8 8 0 0 1 8 8v76a8 8 0 0 1-8 8H16a8 8 0 0 1-8-8V10a8 8 0 0 1 8-8z";

impl Step {
    const fn words(self) -> Text {
        match self {
            Step::Share => words::STEP_SHARE,
            Step::Add => words::STEP_ADD,
            Step::Open => words::STEP_OPEN,
            Step::Join => words::STEP_JOIN,
        }
    }

    /// Drawn inside a phone on a grid of 72 × 96: what is there, and what to tap.
    const fn drawn(self) -> (&'static str, &'static str) {
        match self {
            Step::Share => ("M18 22h36M18 32h36M18 42h24", "M30 68h-4v14h20V68h-4M36 76V60M31 65l5-5 5 5"),
            Step::Add => {
                ("M18 20h36M18 30h36M18 74h36M18 84h24", "M18 42h36v20H18zM46 47v10M41 52h10M23 52h10")
            }
            Step::Open => {
                ("M16 18h12v12H16zM44 18h12v12H44zM16 66h12v12H16zM44 66h12v12H44z", "M27 46l9-8 9 8v12H27z")
            }
            Step::Join => (
                "M18 62h36M18 72h36M18 82h36",
                "M22 20h10v10H22zM40 20h10v10H40zM22 38h10v10H22zM41 39h3M47 39h3M41 46h9",
            ),
        }
    }
}

/// Steps with their pictures, numbered.
pub(super) fn steps(steps: &[Step]) -> AnyView {
    let each = steps.iter().zip(1..).map(|(step, number)| {
        let (there, tap) = step.drawn();
        let said = step.words();
        view! {
            <li>
                <svg viewBox="0 0 72 96" aria-hidden="true" focusable="false">
                    <path d=PHONE />
                    <path d=there />
                    <path class="point" d=tap />
                </svg>
                <span class="large">{number} ". " {t(said)}</span>
            </li>
        }
    });
    view! { <ol class="pictured">{each.collect_view()}</ol> }
}

/// How this phone adds the app.
#[component]
pub fn InstallPage() -> impl IntoView {
    let store = Store::here();
    let way = install::way();
    let prompts = memo(move |_| way.get() == Way::Prompt);
    let fresh = memo(move |_| store.phase().get() == Phase::Fresh);
    let ask = move |_| {
        install::ask();
    };
    let primary = move || {
        view! {
            {fresh.get_untracked().then(back)}
            <Show
                when=move || prompts.get()
                fallback=|| {
                    view! { <LinkButton label=words::GO href=to::TODAY icon=Icon::Today wide=true /> }
                }
            >
                <Button label=common::INSTALL on_tap=ask kind=ButtonKind::Primary icon=Icon::Download wide=true />
            </Show>
        }
    };
    view! {
        <PageFrame title=common::INSTALL back=to::TODAY primary>
            <p>{t(common::INSTALL_WHY)}</p>
            {move || match way.get() {
                Way::Installed => {
                    view! { <Notice kind=NoticeKind::Saved words=words::INSTALLED /> }
                }
                Way::Prompt => view! { <p>{t(words::INSTALL_PROMPT)}</p> },
                Way::InApp => {
                    view! { <Notice kind=NoticeKind::Warn words=words::INSTALL_IN_APP /> }
                }
                Way::None => view! { <Notice words=words::INSTALL_NONE /> },
                Way::IosTaps => {
                    view! {
                        <div role="group" aria-label=move || t_str(words::PICTURE_SHARE)>
                            {steps(&[Step::Share, Step::Add])}
                        </div>
                    }
                }
            }}
        </PageFrame>
    }
}

/// The way to the page above, where adding is possible and あとで was never said.
#[component]
pub(super) fn Offer() -> impl IntoView {
    let way = install::way();
    let can = move || matches!(way.get(), Way::Prompt | Way::IosTaps | Way::InApp) && install::may_offer();
    view! {
        <Show when=can>
            <p>{t(common::INSTALL_WHY)}</p>
            <LinkButton label=common::INSTALL href=to::INSTALL icon=Icon::Download wide=true />
        </Show>
    }
}
