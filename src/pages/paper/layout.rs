//! What goes on which page: reckoned here, so that a page says n／N and breaks where we say.

/// Puts items on pages so that each holds at most `room`, by what each takes; one that takes more than a page has one
/// of its own. There is always a first page.
pub(super) fn on_pages<T>(items: Vec<T>, room: usize, takes: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut pages = vec![Vec::new()];
    let mut left = room;
    for item in items {
        let needs = takes(&item);
        if needs > left && pages.last().is_some_and(|page: &Vec<T>| !page.is_empty()) {
            pages.push(Vec::new());
            left = room;
        }
        left = left.saturating_sub(needs);
        if let Some(page) = pages.last_mut() {
            page.push(item);
        }
    }
    pages
}

/// How many lines a text takes where so many full-width letters fit into one; half-width ones take half.
pub(super) fn lines(text: &str, wide: usize) -> usize {
    let line = |line: &str| {
        let halves: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        halves.div_ceil(2 * wide.max(1)).max(1)
    };
    text.split('\n').map(line).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_on_one_page_in_its_order() {
        let pages = on_pages((0..45_usize).collect(), 20, |_| 1);
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 5]);
        assert_eq!(pages.concat(), (0..45_usize).collect::<Vec<_>>());
        assert_eq!(
            on_pages(vec![3_usize, 3, 3, 30, 1], 7, |&n| n),
            vec![vec![3, 3], vec![3], vec![30], vec![1]]
        );
        assert_eq!(on_pages(Vec::<u8>::new(), 7, |_| 1), vec![Vec::<u8>::new()]);
    }

    #[test]
    fn long_names_take_more_lines() {
        assert_eq!(lines("", 14), 1);
        assert_eq!(lines("山田 花子", 14), 1);
        assert_eq!(lines(&"長".repeat(40), 14), 3);
        assert_eq!(lines(&"a".repeat(40), 14), 2);
        assert_eq!(lines("一\n二", 14), 2);
    }
}
