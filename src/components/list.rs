//! A long list of which only the rows near the screen exist, so that thousands scroll at 60 frames a second.
//!
//! Rows may have any height: one that was on the screen is measured, the others count as the mean of those. Rows
//! stand at their offset inside a box as high as the whole list, so that the page scrolls as if all were there.
//! The row with the focus stays even when it scrolls away.

use crate::browser::viewport::{self, measured};
use crate::browser::{self, keep};
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

/// The offsets of all rows, from what is known of their heights.
#[derive(Clone, Debug, Default, PartialEq)]
struct Offsets {
    /// Top of each row in CSS pixels, and at the end the height of the list.
    tops: Vec<f64>,
}

impl Offsets {
    fn new(heights: impl Iterator<Item = Option<f64>> + Clone, guess: f64) -> Offsets {
        let (sum, known) =
            heights.clone().flatten().fold((0.0, 0u32), |(sum, n), height| (sum + height, n + 1));
        let mean = if known == 0 { guess } else { sum / f64::from(known) };
        let mut tops = vec![0.0];
        let mut top = 0.0;
        for height in heights {
            top += height.unwrap_or(mean);
            tops.push(top);
        }
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

    /// The rows between `from` and `to` (pixels in the list) and some around them.
    fn range(&self, from: f64, to: f64) -> Range<usize> {
        let first = self.tops.partition_point(|top| *top <= from).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < to);
        let start = first.saturating_sub(AROUND) / STRIDE * STRIDE;
        let end = (last + AROUND).div_ceil(STRIDE) * STRIDE;
        start.min(self.len())..end.min(self.len())
    }
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
    /// One row.
    row: impl Fn(K) -> V + Send + Sync + 'static,
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
    let heights = RwSignal::new(HashMap::<K, f64>::new());
    let offsets = memo(move |_| {
        let (keys, heights) = (each.read(), heights.read());
        Offsets::new(keys.iter().map(|key| heights.get(key).copied()), guess)
    });
    // Before the list is in the page, the first screenful.
    let seen = RwSignal::new((0.0, 1200.0));
    let look = move || {
        if let Some(place) = browser::kept::<web_sys::Element>(place) {
            let top = place.get_bounding_client_rect().top();
            let now = (-top, viewport::height() - top);
            if seen.get_untracked() != now {
                seen.set(now);
            }
        }
    };
    viewport::on_scroll(look);
    effect(move || {
        each.track();
        look();
    });
    let focused = RwSignal::new(None::<usize>);
    let shown = memo(move |_| {
        let (from, to) = seen.get();
        offsets.with(|offsets| offsets.range(from, to))
    });
    let rows = move || {
        let range = shown.get();
        let keys = each.read();
        let kept = focused.get().filter(|at| !range.contains(at));
        range.chain(kept).filter_map(|at| Some((at, keys.get(at)?.clone()))).collect::<Vec<_>>()
    };
    let watch = viewport::SizeWatch::new(move |changes: Vec<(usize, f64)>| {
        let keys = each.read_untracked();
        let mut known = heights.write();
        for (at, height) in changes {
            if let Some(key) = keys.get(at) {
                known.insert(key.clone(), height);
            }
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
            <For each=rows key=|(at, key)| (*at, key.clone()) let((at, key))>
                <div
                    class="virtual-row"
                    role="listitem"
                    data-row=at
                    aria-posinset={at + 1}
                    aria-setsize=move || offsets.read().len()
                    style:transform=move || format!("translateY({})", px(offsets.read().top(at)))
                    use:measured=watch
                >
                    {row.with_value(|row| row(key))}
                </div>
            </For>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(heights: &[Option<f64>]) -> Offsets {
        Offsets::new(heights.iter().copied(), 50.0)
    }

    #[test]
    fn unmeasured_rows_count_as_the_mean_of_the_measured() {
        assert_eq!(rows(&[Some(80.0), None, Some(40.0)]).tops, [0.0, 80.0, 140.0, 180.0]);
        assert_eq!(rows(&[None, None]).height(), 100.0);
        assert_eq!(rows(&[]).height(), 0.0);
    }

    #[test]
    fn every_row_on_the_screen_is_in_the_range() {
        let list = rows(&[None; 5000]);
        for from in [-400.0, 0.0, 49.0, 51.0, 124_975.0, 249_500.0, 300_000.0] {
            let range = list.range(from, from + 800.0);
            assert!(range.len() <= 40, "{from}: {range:?}");
            for at in 0..list.len() {
                let on_screen = list.top(at) < from + 800.0 && list.top(at + 1) > from;
                assert!(!on_screen || range.contains(&at), "row {at} at {from}");
            }
        }
    }

    #[test]
    fn an_empty_list_has_an_empty_range() {
        assert_eq!(rows(&[]).range(0.0, 800.0), 0..0);
    }
}
