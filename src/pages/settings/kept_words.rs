//! The words of notices, made while the app is open and kept for when this phone is woken: the service worker has no
//! words of its own, and the server none at all. They say what, where and when; never a name.

use serde::Serialize;
use tanomo_domain::date::{ClockTime, Date, Millis, add_days, tokyo_millis};
use tanomo_domain::notices::{eve, morning};
use tanomo_domain::view::{Attendance, Coming, WorkDay};

use crate::app::to;
use crate::i18n::{Words, dates, days, notices as words, says, t_str};
use crate::pages::requests::title;
use crate::store::Store;
use crate::view::effect;
use leptos::task::spawn_local;

/// How far ahead words are kept, in days: whoever does not open the app for longer is told that there is something.
const AHEAD: i32 = 60;

/// What `public/sw.js` reads. *Its names are that file's too.*
#[derive(Serialize)]
struct Kept {
    /// The language, for whoever reads it aloud.
    lang: &'static str,
    title: String,
    /// Where none of the others holds.
    something: String,
    said: Vec<Said>,
}

/// One notice, to be said between two times, in milliseconds since 1970 UTC.
#[derive(Serialize)]
struct Said {
    from: i64,
    until: i64,
    text: String,
    path: String,
}

/// Keeps them, and again whenever the records or the language change.
pub fn follow(store: Store) {
    let mut before = String::new();
    effect(move || {
        let kept = kept(store);
        let text = serde_json::to_string(&kept).unwrap_or_default();
        if text != before {
            before.clone_from(&text);
            spawn_local(store.keep_notices(text));
        }
    });
}

fn kept(store: Store) -> Kept {
    let (today, rows) = (store.today(), store.rows().get());
    // The lines say already what is mine and when: of 5,000 requests a few are looked at.
    let soon = |day: Date| day >= today && day <= add_days(today, AHEAD);
    let mine = rows.iter().filter(|row| row.mine && !row.status.closed() && row.day.is_some_and(soon));
    let me = store.me();
    let said = store.with(|state| {
        let jobs = mine.filter_map(|row| {
            let agreed = state.agreement_of(row.id, row.occurrence)?;
            let path = to::request(row.id, agreed.occurrence);
            Some(both(path, title(row.task, &row.town), agreed.day, agreed.time))
        });
        let asked = |day: &&WorkDay| {
            soon(day.day)
                && day.called_off().is_none()
                && me.is_some_and(|me| {
                    let no = |one: Attendance| one.answer == Some(Coming::No);
                    state.is_asked(day, me) && !state.attendance(day.id, me).is_some_and(no)
                })
        };
        let days = state.days().filter(asked).map(|day| {
            let what = days::OF_PLACE.with("place", day.place.as_str());
            both(to::day(day.id), what, day.day, day.time)
        });
        days.chain(jobs).flatten().collect()
    });
    Kept {
        lang: crate::i18n::lang().code(),
        title: t_str(words::PUSH_TITLE),
        something: t_str(words::PUSH_SOMETHING),
        said,
    }
}

/// The evening before and the day itself.
fn both(path: String, what: Words, day: Date, time: Option<ClockTime>) -> [Said; 2] {
    let when = match time {
        Some(time) => dates::DAY_TIME.with("day", says::date(day)).with("time", says::time(time)),
        None => says::date(day),
    };
    let said = |text: crate::i18n::Text, from: Millis, until: Date| Said {
        from: from.0,
        until: tokyo_millis(until, 0, 0).0,
        text: t_str(text.with("what", what.clone()).with("when", when.clone())),
        path: path.clone(),
    };
    [
        said(words::PUSH_EVE, eve(day), day),
        said(words::PUSH_MORNING, tokyo_millis(day, 0, 0).min(morning(day, time)), add_days(day, 1)),
    ]
}
