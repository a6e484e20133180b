//! What ARCHITECTURE.md says of the rooms is true.

// Functions beside the tests may unwrap too: a tree that cannot be read has failed.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder, with its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder), root().join(format!("{folder}.rs"))];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
            open.extend(entries);
        } else if path.extension().is_some_and(|kind| kind == "rs") && path.exists() {
            found.push((shown(&path), fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(!found.is_empty(), "nothing in {folder}");
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// The code of a file without its tests and comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let tests = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    let lines = text[..tests].lines().enumerate();
    lines.filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(n, line)| (n + 1, line))
}

/// Where any of the words stands in the code of a folder.
fn uses(folder: &str, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in sources(folder) {
        for (number, line) in code(&text) {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{path}:{number}: {}", line.trim()));
            }
        }
    }
    found
}

const NONE: [String; 0] = [];

#[test]
fn what_holds_no_edge_is_pure() {
    let impure = [
        "std::time",
        "SystemTime",
        "Instant::",
        "std::fs",
        "std::net",
        "rand::",
        "getrandom",
        "web_sys",
        "leptos",
        "js_sys",
    ];
    for folder in ["crates/record/src", "crates/domain/src", "crates/wire/src", "crates/sync/src"] {
        assert_eq!(uses(folder, &impure), NONE);
    }
}

/// Which of our crates a crate of ours is built on, beside its tests.
fn built_on(name: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(format!("crates/{name}/Cargo.toml"))).unwrap();
    let own = text.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let mut ours: Vec<String> = own
        .lines()
        .filter_map(|line| line.strip_prefix("tanomo-")?.split(['.', ' ', '=']).next())
        .map(str::to_owned)
        .collect();
    ours.sort();
    ours
}

#[test]
fn each_crate_is_built_on_those_it_may_be() {
    for (name, may) in [("record", vec![]), ("wire", vec![]), ("domain", vec!["record"])] {
        assert_eq!(built_on(name), may, "{name}");
    }
    assert_eq!(built_on("sync"), ["record", "wire"]);
    // Nothing that is shipped is built on the simulation.
    for name in ["server", "sync", "view"] {
        assert!(!built_on(name).contains(&"sim".to_owned()), "{name}");
    }
    // The server can open no record: it knows neither their form nor how they are sealed.
    assert!(built_on("server").iter().all(|on| on == "wire"));
}

#[test]
fn components_know_no_store_and_no_rule() {
    assert_eq!(
        uses("src/components", &["crate::store", "tanomo_domain", "tanomo_record", "crate::pages"]),
        NONE
    );
}

#[test]
fn only_the_edges_touch_the_browser() {
    for folder in ["src/pages", "src/components"] {
        assert_eq!(uses(folder, &["web_sys::window", "gloo_", "js_sys::", "window()"]), NONE);
    }
}

#[test]
fn no_sentence_for_the_screen_stands_outside_i18n() {
    let japanese = |c: char| matches!(c, '\u{3041}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}');
    for folder in ["src/pages", "src/components", "src/store", "src/browser"] {
        for (path, text) in sources(folder) {
            for (number, line) in code(&text) {
                let literal = line.split('"').skip(1).step_by(2).any(|part| part.contains(japanese));
                assert!(!literal, "{path}:{number}: {}", line.trim());
            }
        }
    }
}

#[test]
fn no_name_is_a_word_that_says_nothing() {
    for folder in [
        "src",
        "crates/record/src",
        "crates/domain/src",
        "crates/wire/src",
        "crates/sync/src",
        "crates/server/src",
        "crates/sim/src",
        "crates/xtask/src",
    ] {
        for (path, text) in sources(folder) {
            for (number, line) in code(&text) {
                let named = ["struct ", "enum ", "trait ", "mod ", "fn "]
                    .iter()
                    .find_map(|word| line.split_once(word));
                let name =
                    named.map_or("", |(_, rest)| rest.split(['(', '<', ' ', ';', '{']).next().unwrap_or(""));
                let lower = name.to_lowercase();
                let empty =
                    ["manager", "util", "service_", "handler"].iter().any(|word| lower.contains(word));
                // The browser's own word for it.
                let own = lower.contains("service_worker") || lower.contains("storage_manager");
                assert!(!empty || own, "{path}:{number}: {name}");
            }
        }
    }
}

#[test]
fn the_map_names_every_room() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let name = format!("crates/{}", entry.unwrap().file_name().to_string_lossy());
        assert!(map.contains(&name), "ARCHITECTURE.md does not name {name}");
    }
}

#[test]
fn the_wasm_needs_no_more_than_it_should() {
    // `regex` alone costs 181 KB of brotli; nothing of that kind may slip in by way of a dependency.
    let lock = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    for heavy in ["regex", "fluent", "chrono", "icu"] {
        assert!(!lock.contains(&format!("\n{heavy} =")), "{heavy} is a dependency of the app");
    }
}
