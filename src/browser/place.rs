//! Where in the app the person is: the address bar, links and the browser's own back and forward.
//!
//! A link to a screen of the app changes the address without loading anything; every other link is the browser's.
//! (`leptos_router` does more than this app needs, at a twentieth of what its first load may weigh.)

use leptos::prelude::{ArcRwSignal, Get, GetUntracked, Set};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::window;
use crate::view::Signal;

/// An address of the app, without its origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// `/requests/…`
    pub path: String,
    /// What follows `?`, without it.
    pub query: String,
    /// What follows `#`, without it.
    pub hash: String,
}

impl Place {
    fn now() -> Option<Place> {
        let location = window()?.location();
        let without = |text: String, mark| text.strip_prefix(mark).map(str::to_owned).unwrap_or(text);
        Some(Place {
            path: location.pathname().ok()?,
            query: without(location.search().ok()?, '?'),
            hash: without(location.hash().ok()?, '#'),
        })
    }

    /// The parts of the path between its slashes.
    pub fn steps(&self) -> Vec<&str> {
        self.path.split('/').filter(|step| !step.is_empty()).collect()
    }

    /// What the query says of `name`; empty where it only names it.
    pub fn asked(&self, name: &str) -> Option<&str> {
        self.query.split('&').find_map(|pair| match pair.split_once('=') {
            Some((key, value)) => (key == name).then_some(value),
            None => (pair == name).then_some(""),
        })
    }
}

thread_local! {
    static HERE: ArcRwSignal<Place> = ArcRwSignal::new(Place::default());
}

/// Where the person is; follows every step.
pub fn here() -> Signal<Place> {
    let here = HERE.with(Clone::clone);
    Signal::derive(move || here.get())
}

/// Goes to a path of the app.
pub fn go(path: &str) {
    step(path, false);
}

/// Goes to a path of the app, in the place of the page that is shown: back then leads to the one before it.
pub fn go_instead(path: &str) {
    step(path, true);
}

fn step(path: &str, instead: bool) {
    let Some(window) = window() else { return };
    let Ok(history) = window.history() else { return };
    let moved = if instead {
        history.replace_state_with_url(&JsValue::NULL, "", Some(path))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(path))
    };
    if moved.is_ok() {
        look();
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Takes the secret out of the address bar: the whole link, where the page is one of `paths` and its `#` carries
/// more than a place on the page. From then on neither the bar nor the browser's history shows it.
pub fn take_link(paths: &[&str]) -> Option<String> {
    let window = window()?;
    let now = Place::now()?;
    if !carries_a_secret(&now, paths) {
        return None;
    }
    let link = window.location().href().ok()?;
    let history = window.history().ok()?;
    history.replace_state_with_url(&JsValue::NULL, "", Some(&now.path)).ok()?;
    look();
    Some(link)
}

/// A link to a place on the page (`#main`) is short; an invitation is not.
fn carries_a_secret(place: &Place, paths: &[&str]) -> bool {
    place.hash.len() > 16 && paths.contains(&place.path.trim_end_matches('/'))
}

/// Reads the address bar.
fn look() {
    if let Some(now) = Place::now() {
        HERE.with(|here| {
            if here.get_untracked() != now {
                here.set(now);
            }
        });
    }
}

/// Starts following links and the browser's buttons.
pub fn start() {
    look();
    let Some(window) = window() else { return };
    let back = Closure::<dyn Fn()>::new(look).into_js_value();
    let _ = window.add_event_listener_with_callback("popstate", back.unchecked_ref());
    let click = Closure::<dyn Fn(web_sys::MouseEvent)>::new(|event: web_sys::MouseEvent| {
        if let Some(path) = own_link(&event) {
            event.prevent_default();
            go(&path);
        }
    });
    let _ = window.add_event_listener_with_callback("click", click.into_js_value().unchecked_ref());
}

/// The path of the app that a click leads to; `None` for everything that is the browser's to do.
fn own_link(event: &web_sys::MouseEvent) -> Option<String> {
    let plain = event.button() == 0
        && !(event.default_prevented()
            || event.meta_key()
            || event.ctrl_key()
            || event.shift_key()
            || event.alt_key());
    if !plain {
        return None;
    }
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = target.closest("a[href]").ok()??;
    if link.has_attribute("target") || link.has_attribute("download") {
        return None;
    }
    let href = link.get_attribute("href")?;
    // A path of ours starts with one slash; `//host` is another origin, `#main` a place on this page.
    let ours = href.starts_with('/') && !href.starts_with("//");
    // A file is not a screen.
    let file = href.split(['?', '#']).next().is_some_and(|path| path.contains('.'));
    (ours && !file).then_some(href)
}

#[cfg(test)]
mod tests {
    use super::{Place, carries_a_secret};

    #[test]
    fn only_an_invitation_is_taken_out_of_the_address() {
        let at =
            |path: &str, hash: &str| Place { path: path.into(), query: String::new(), hash: hash.into() };
        let secret = "1.AAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        assert!(carries_a_secret(&at("/join", secret), &["/join"]));
        assert!(carries_a_secret(&at("/join/", secret), &["/join"]));
        assert!(!carries_a_secret(&at("/join", "main"), &["/join"]));
        assert!(!carries_a_secret(&at("/people", secret), &["/join"]));
    }

    #[test]
    fn a_query_answers_by_name() {
        let place = Place {
            path: "/requests/a1/scout/".into(),
            query: "new&day=2026-11-22".into(),
            hash: String::new(),
        };
        assert_eq!(place.steps(), ["requests", "a1", "scout"]);
        assert_eq!(place.asked("day"), Some("2026-11-22"));
        assert_eq!(place.asked("new"), Some(""));
        assert_eq!(place.asked("edit"), None);
    }
}
