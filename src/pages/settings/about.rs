//! The app itself: its version, a newer one, and whose work it stands on.

use crate::view::{RwSignal, Show, view};
use leptos::prelude::*;

use crate::app::to;
use crate::browser::{self, service_worker};
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Details, Fact, Notice, PageFrame, Section};
use crate::i18n::{common, settings, t};

/// What the app is built with, and the licence of each.
const LIBRARIES: &[(&str, &str)] = &[
    ("Leptos", "MIT"),
    ("wasm-bindgen, web-sys, js-sys", "MIT / Apache-2.0"),
    ("gloo-storage", "MIT / Apache-2.0"),
    ("serde, serde_json", "MIT / Apache-2.0"),
    ("time", "MIT / Apache-2.0"),
    ("futures", "MIT / Apache-2.0"),
    ("RustCrypto: argon2, chacha20poly1305, base64ct", "MIT / Apache-2.0"),
    ("RustCrypto: hkdf, hmac, sha2", "MIT / Apache-2.0"),
    ("curve25519-dalek, ed25519-dalek, x25519-dalek", "BSD-3-Clause"),
    ("bip39", "CC0-1.0"),
    ("fast_qr", "MIT"),
    ("crc", "MIT / Apache-2.0"),
];

/// このアプリについて.
#[component]
pub fn AboutPage() -> impl IntoView {
    let looked = RwSignal::new(false);
    let look = move |_| {
        looked.set(true);
        service_worker::look_for_update();
    };
    let build = browser::version().unwrap_or_default();
    let build: String = build.chars().take(8).collect();
    let version = settings::VERSION_OF.with("version", env!("CARGO_PKG_VERSION")).with("build", build);
    let libraries = LIBRARIES.iter().map(|(name, licence)| view! { <li>{*name} ": " {*licence}</li> });
    view! {
        <PageFrame title=settings::ABOUT back=to::SETTINGS>
            <dl class="facts card">
                <Fact label=settings::VERSION>{t(version)}</Fact>
            </dl>
            <Section title=settings::UPDATE>
                <Show
                    when=service_worker::update_ready
                    fallback=move || {
                        let words = move || if looked.get() { settings::LOOKED } else { settings::UPDATE_NONE };
                        view! {
                            <p role="status">{move || t(words())}</p>
                            <Button label=settings::LOOK_FOR_UPDATE on_tap=look />
                        }
                    }
                >
                    <Notice words=settings::UPDATE_READY>
                        <Button
                            label=common::UPDATE_NOW
                            kind=ButtonKind::Primary
                            icon=Icon::Download
                            on_tap=|_| service_worker::use_new()
                        />
                    </Notice>
                </Show>
            </Section>
            <p>{t(settings::HONEST)}</p>
            <Details title=settings::LICENCES>
                <p>{t(settings::LICENCE_OWN)}</p>
                <p class="muted">{t(settings::LICENCE_USES)}</p>
                <ul>{libraries.collect_view()}</ul>
            </Details>
        </PageFrame>
    }
}
