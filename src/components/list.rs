//! A long list of which only the rows near the screen exist, so that thousands scroll at 60 frames a second.
//!
//! Rows may have any height: one that was on the screen is measured, the others count as the usual height. Rows
//! stand at their offset inside a box as high as the whole list, so that the page scrolls as if all were there.
//! A frame makes no more rows than fit into it, those on the screen first: a slow phone stays quick to the finger.
//! The row with the focus stays even when it scrolls away.

use crate::browser::viewport::{self, measured};
use crate::browser::{self, clock, keep};
use crate::view::{Child, RwSignal, Signal, effect, memo, view};
use leptos::{ev::FocusEvent, prelude::*};
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

/// Rows kept above and below the screen.
const AROUND: usize = 6;
/// The range moves in steps of so many rows, so that most scroll events change nothing.
const STRIDE: usize = 4;

/// What is known of the rows' heights, in CSS pixels.
#[derive(Clone, Debug)]
struct Heights<K> {
    usual: f64,
    /// Those that differ from the usual one.
    others: HashMap<K, f64>,
}

impl<K: Eq + Hash> Heights<K> {
    fn new(guess: f64) -> Self {
        Self { usual: guess, others: HashMap::new() }
    }

    fn of(&self, key: &K) -> f64 {
        self.others.get(key).copied().unwrap_or(self.usual)
    }

    /// Takes in measured rows; true if that changes where any row stands.
    fn learn(&mut self, measured: Vec<(K, f64)>) -> bool {
        let mean = measured.iter().map(|(_, height)| height).sum::<f64>() / measured.len().max(1) as f64;
        // A screenful at once: the letters were made larger, or these are the first. Of a few nothing is concluded.
        let mut moved = measured.len() >= 4 && (mean - self.usual).abs() > self.usual / 8.0;
        if moved {
            self.usual = mean.round();
        }
        for (key, height) in measured {
            let known = self.of(&key);
            moved |= (known - height).abs() >= 0.5;
            if (height - self.usual).abs() < 0.5 {
                self.others.remove(&key);
            } else {
                self.others.insert(key, height);
            }
        }
        moved
    }
}

/// The offsets of all rows.
#[derive(Clone, Debug, Default, PartialEq)]
struct Offsets {
    /// Top of each row in CSS pixels, and at the end the height of the list.
    tops: Vec<f64>,
}

impl Offsets {
    fn new(heights: impl Iterator<Item = f64>) -> Offsets {
        let mut top = 0.0;
        let mut tops = vec![0.0];
        tops.extend(heights.map(|height| {
            top += height;
            top
        }));
        Offsets { tops }
    }

    fn len(&self) -> usize {
        self.tops.len().saturating_sub(1)
    }

    fn top(&self, index: usize) -> f64 {
        self.tops.get(index).copied().unwrap_or_default()
    }

    fn height(&self) -> f64 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// The rows that can be seen between `from` and `to` (pixels in the list), and with them those around.
    fn near(&self, from: f64, to: f64) -> Near {
        let first = self.tops.partition_point(|top| *top <= from).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < to);
        let start = first.saturating_sub(AROUND) / STRIDE * STRIDE;
        let end = (last + AROUND).div_ceil(STRIDE) * STRIDE;
        let len = self.len();
        Near { seen: first.min(len)..last.min(len), all: start.min(len)..end.min(len) }
    }
}

/// The rows that are to be there.
#[derive(Clone, Debug, PartialEq)]
struct Near {
    seen: Range<usize>,
    all: Range<usize>,
}

impl Near {
    /// All of them, those on the screen first.
    fn in_turn(&self) -> impl Iterator<Item = usize> {
        let around = (self.seen.end..self.all.end).chain(self.all.start..self.seen.start);
        self.seen.clone().chain(around)
    }

    /// All of them in order, and one that stays wherever it is.
    fn in_order(&self, kept: Option<usize>) -> impl Iterator<Item = usize> {
        let above = kept.filter(|at| *at < self.all.start);
        let below = kept.filter(|at| *at >= self.all.end);
        above.into_iter().chain(self.all.clone()).chain(below)
    }
}

/// What the next frame shows: no more than `most` rows that are not there yet, and `kept` wherever it is. A row
/// whose turn has not come still shows what stood there. Also gives whether that is all.
fn next<K: Clone + PartialEq>(
    drawn: &[(usize, K)],
    keys: &[K],
    near: &Near,
    kept: Option<usize>,
    most: usize,
) -> (Vec<(usize, K)>, bool) {
    let was = |at: usize| drawn.iter().find(|row| row.0 == at).map(|row| &row.1);
    let new = |at: usize| keys.get(at).is_some_and(|key| was(at) != Some(key));
    let now: Vec<usize> = near.in_turn().filter(|at| new(*at)).take(most).collect();
    let mut all = true;
    let rows = near.in_order(kept).filter_map(|at| {
        let shown = if new(at) && !now.contains(&at) { was(at) } else { keys.get(at) };
        all &= shown == keys.get(at);
        Some((at, shown?.clone()))
    });
    (rows.collect(), all)
}

/// Whole pixels: a fraction is nothing to see, and showing an f64 costs 10 KB of code.
fn px(length: f64) -> String {
    format!("{}px", length as i64)
}

/// Shows the rows of `each` that are near the screen.
#[component]
pub fn VirtualList<K, V>(
    /// The keys of all rows in order; a row is shown again only if its key is new in the range.
    #[prop(into)]
    each: Signal<Arc<Vec<K>>>,
    /// One row, by its place in the list and its key.
    row: impl Fn(usize, K) -> V + Send + Sync + 'static,
    /// What screen readers call the list.
    #[prop(into)]
    label: crate::i18n::Words,
    /// The height of a row before any was measured, in CSS pixels.
    #[prop(optional, default = 76.0)]
    guess: f64,
) -> impl IntoView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Child + 'static,
{
    let place = browser::Slot::new_local(None);
    // Nobody follows the heights themselves: most that is learned moves no row.
    let heights = RwSignal::new(Heights::<K>::new(guess));
    let learned = RwSignal::new(());
    let offsets = memo(move |_| {
        learned.track();
        let (keys, heights) = (each.read(), heights.read_untracked());
        Offsets::new(keys.iter().map(|key| heights.of(key)))
    });
    // Before the list is in the page, the first screenful.
    let screen = RwSignal::new((0.0, 1200.0));
    let look = move || {
        if let Some(place) = browser::kept::<web_sys::Element>(place) {
            let top = place.get_bounding_client_rect().top();
            let now = (-top, viewport::height() - top);
            if screen.get_untracked() != now {
                screen.set(now);
            }
        }
    };
    viewport::on_scroll(look);
    effect(move || {
        each.track();
        look();
    });
    let focused = RwSignal::new(None::<usize>);
    let near = memo(move |_| {
        let (from, to) = screen.get();
        offsets.with(|offsets| offsets.near(from, to))
    });
    let drawn = draw(each, near.into(), focused.into());
    let count = memo(move |_| each.read().len());
    let watch = viewport::SizeWatch::new(move |changes: Vec<(usize, f64)>| {
        let key_at =
            |at| drawn.with_untracked(|rows| rows.iter().find(|row| row.0 == at).map(|row| row.1.clone()));
        let measured = changes.into_iter().filter_map(|(at, height)| Some((key_at(at)?, height))).collect();
        if heights.try_update(|heights| heights.learn(measured)) == Some(true) {
            learned.set(());
        }
    });
    let focus_in = move |event: FocusEvent| focused.set(crate::browser::row_of(&event));
    let row = StoredValue::new(row);
    let name = label;
    view! {
        <div
            class="virtual-list"
            role="list"
            aria-label=move || crate::i18n::t_str(&name)
            use:keep=place
            style:height=move || px(offsets.read().height())
            on:focusin=focus_in
            on:focusout=move |_| focused.set(None)
        >
            <For each=move || drawn.get() key=|(at, key)| (*at, key.clone()) let((at, key))>
                <div
                    class="virtual-row"
                    role="listitem"
                    data-row=at
                    aria-posinset={at + 1}
                    aria-setsize=move || count.get()
                    style:transform=move || format!("translateY({})", px(offsets.read().top(at)))
                    use:measured=watch
                >
                    {row.with_value(|row| row(at, key))}
                </div>
            </For>
        </div>
    }
}

/// The rows that are in the page, a few more of them each frame until all that are near are there.
fn draw<K: Clone + Eq + Hash + Send + Sync + 'static>(
    each: Signal<Arc<Vec<K>>>,
    near: Signal<Near>,
    focused: Signal<Option<usize>>,
) -> RwSignal<Vec<(usize, K)>> {
    let drawn = RwSignal::new(Vec::new());
    let (frames, waits) = (RwSignal::new(()), RwSignal::new(false));
    let (pace, known) = (RwSignal::new(Pace::default()), RwSignal::new(None::<Arc<Vec<K>>>));
    let in_a_frame = move || {
        waits.set(true);
        let from = clock::monotonic();
        browser::next_frame(move || {
            // The list may be gone by then.
            if waits.try_set(false).is_none() {
                let _ = pace.try_update(|pace| pace.keep(clock::monotonic() - from));
                let _ = frames.try_set(());
            }
        });
    };
    effect(move || {
        frames.track();
        let (keys, near, focused) = (each.get(), near.get(), focused.get());
        // Somebody scrolls or types faster than a frame: the next frame sees to it.
        if waits.get_untracked() {
            return;
        }
        // Finding other rows was work enough for one turn of the browser; showing them is another.
        let others = known.try_update(|known| known.replace(keys.clone())).flatten();
        if others.is_some_and(|others| !others.is_empty() && !Arc::ptr_eq(&others, &keys)) {
            in_a_frame();
            return;
        }
        let most = pace.with_untracked(|pace| pace.rows);
        let (rows, all) =
            drawn.with_untracked(|drawn: &Vec<(usize, K)>| next(drawn, &keys, &near, focused, most));
        if drawn.with_untracked(|drawn| *drawn != rows) {
            drawn.set(rows);
        }
        if !all {
            in_a_frame();
        }
    });
    drawn
}

/// The most new rows a frame makes: a screen is full in two, and with eight a browser that cleaned up its memory in
/// the same frame held a slow phone's screen for 77 ms.
const MOST: usize = 4;

/// How many new rows a frame makes on this phone: half where one took too long, more again while frames are quick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pace {
    rows: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Pace { rows: MOST }
    }
}

impl Pace {
    /// A frame with new rows took so many milliseconds.
    fn keep(&mut self, took: f64) {
        self.rows = match took {
            took if took > 24.0 => (self.rows / 2).max(1),
            took if took < 18.0 => (self.rows + 1).min(MOST),
            _ => self.rows,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(heights: &[f64]) -> Offsets {
        Offsets::new(heights.iter().copied())
    }

    #[test]
    fn unmeasured_rows_have_the_usual_height() {
        let mut heights = Heights::new(76.0);
        assert!(heights.learn(vec![('a', 98.0), ('b', 50.0)]), "their places change");
        assert_eq!(['a', 'b', 'c'].map(|key| heights.of(&key)), [98.0, 50.0, 76.0]);
        assert!(!heights.learn(vec![('c', 76.2), ('a', 98.0)]), "nothing new");
        assert!(heights.learn("defg".chars().zip([150.0, 154.0, 152.0, 152.0]).collect()), "larger letters");
        assert_eq!(heights.of(&'h'), 152.0);
        assert_eq!(rows(&[80.0, 60.0, 40.0]).tops, [0.0, 80.0, 140.0, 180.0]);
        assert_eq!(rows(&[]).height(), 0.0);
    }

    #[test]
    fn every_row_on_the_screen_is_near() {
        let list = rows(&[50.0; 5000]);
        for from in [-400.0, 0.0, 49.0, 51.0, 124_975.0, 249_500.0, 300_000.0] {
            let near = list.near(from, from + 800.0);
            assert!(near.all.len() <= 40, "{from}: {near:?}");
            for at in 0..list.len() {
                let on_screen = list.top(at) < from + 800.0 && list.top(at + 1) > from;
                assert!(!on_screen || near.seen.contains(&at), "row {at} at {from}");
            }
            let mut all: Vec<_> = near.in_turn().collect();
            all.sort_unstable();
            assert_eq!(all, near.all.collect::<Vec<_>>(), "{from}");
        }
    }

    #[test]
    fn an_empty_list_has_nothing_near() {
        assert_eq!(rows(&[]).near(0.0, 800.0), Near { seen: 0..0, all: 0..0 });
    }

    #[test]
    fn a_frame_makes_a_few_rows_and_the_last_frame_has_them_all() {
        let keys: Vec<char> = ('a'..='j').collect();
        let near = Near { seen: 4..7, all: 2..9 };
        let (one, all) = next(&[], &keys, &near, None, 3);
        assert_eq!(
            (one.clone(), all),
            (vec![(4, 'e'), (5, 'f'), (6, 'g')], false),
            "those on the screen first"
        );
        let (two, all) = next(&one, &keys, &near, None, 3);
        assert_eq!((two.len(), all), (6, false));
        let (three, all) = next(&two, &keys, &near, None, 3);
        assert_eq!((three.iter().map(|row| row.0).collect::<Vec<_>>(), all), ((2..9).collect(), true));
        let far = Near { seen: 9..10, all: 9..10 };
        assert_eq!(
            next(&three, &keys, &far, Some(2), 3),
            (vec![(2, 'c'), (9, 'j')], true),
            "the focus stays"
        );
    }

    #[test]
    fn a_slow_phone_gets_fewer_rows_a_frame_and_never_none() {
        let after = |frames: &[f64]| {
            let mut pace = Pace::default();
            frames.iter().for_each(|took| pace.keep(*took));
            pace.rows
        };
        assert_eq!(after(&[60.0, 60.0, 60.0, 60.0]), 1);
        assert_eq!(after(&[60.0, 16.7, 16.7, 16.7, 16.7]), MOST);
        assert_eq!(after(&[20.0; 9]), Pace::default().rows);
    }

    #[test]
    fn other_rows_come_one_after_another_and_what_is_too_much_goes_at_once() {
        let drawn = [(0, 'a'), (1, 'b'), (2, 'c'), (3, 'd')];
        let keys = ['x', 'b', 'y'];
        let near = Near { seen: 0..4, all: 0..4 };
        let (rows, all) = next(&drawn, &keys, &near, None, 1);
        assert_eq!(
            (rows.clone(), all),
            (vec![(0, 'x'), (1, 'b'), (2, 'c')], false),
            "c stays until its turn"
        );
        assert_eq!(next(&rows, &keys, &near, None, 1), (vec![(0, 'x'), (1, 'b'), (2, 'y')], true));
    }
}
