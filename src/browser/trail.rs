//! Where もどる goes: back in the browser's history while that stays inside the app.

use std::cell::RefCell;

thread_local! {
    /// The paths walked since the start; its length says whether going back stays inside the app.
    static PATHS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Notes that a page is shown. False for the first page since the start.
pub fn arrive() -> bool {
    let Some(path) = super::window().and_then(|window| window.location().pathname().ok()) else {
        return false;
    };
    PATHS.with_borrow_mut(|paths| walk(paths, path))
}

/// Goes back in history. False, and nothing done, when that would leave the app.
pub fn go_back() -> bool {
    if PATHS.with_borrow(Vec::len) < 2 {
        return false;
    }
    super::window().and_then(|window| window.history().ok()).is_some_and(|history| history.back().is_ok())
}

/// Arriving at the page before the last one counts as having gone back.
fn walk(paths: &mut Vec<String>, path: String) -> bool {
    let first = paths.is_empty();
    if paths.len() >= 2 && paths[paths.len() - 2] == path {
        paths.pop();
    } else if paths.last() != Some(&path) {
        paths.push(path);
    }
    !first
}

#[cfg(test)]
mod tests {
    use super::walk;

    #[test]
    fn going_back_to_the_first_page_leaves_nothing_to_go_back_to() {
        let mut paths = Vec::new();
        assert!(!walk(&mut paths, "/requests/1".into()));
        assert!(walk(&mut paths, "/visit".into()));
        assert!(walk(&mut paths, "/requests/1".into()));
        assert_eq!(paths, ["/requests/1"]);
    }
}
