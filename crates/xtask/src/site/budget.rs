//! What the first load weighs: the files a phone must have before the first screen works.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::names::Named;
use super::parts::is_part;
use super::write;
use crate::report::{Figure, Report};
use crate::run::say;

/// The first load's bound in KB of 1024 bytes, brotli, with sealing and sync in it. The app that talked to nobody had
/// 220, and the one with the cleanup day may have 270.
pub const FIRST_LOAD_KB: f64 = 250.0;

/// Brotli bytes by file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Weight {
    /// By key, for example `app.wasm`: the files that `index.html` names, and those that they name, without the
    /// parts of the module that come on demand.
    pub first_load: BTreeMap<String, u64>,
    /// Everything in `dist/`, in bytes.
    pub everything: u64,
}

/// Follows the names from `index.html`; `squeezed` is the brotli size by key.
pub fn weigh(files: &[Named], squeezed: &BTreeMap<String, u64>) -> Result<Weight> {
    let by_key: BTreeMap<&str, &Named> = files.iter().map(|file| (file.key.as_str(), file)).collect();
    let mut first_load = BTreeMap::new();
    let mut open = vec!["index.html"];
    while let Some(key) = open.pop() {
        let Some(file) = by_key.get(key) else { continue };
        let size = *squeezed.get(key).with_context(|| format!("no size of {key}"))?;
        if first_load.insert(key.to_owned(), size).is_none() {
            open.extend(file.names.iter().map(String::as_str).filter(|name| !is_part(name)));
        }
    }
    Ok(Weight { first_load, everything: squeezed.values().sum() })
}

impl Weight {
    /// The first load in KB of 1024 bytes.
    pub fn first_load_kb(&self) -> f64 {
        kb(self.first_load.values().sum())
    }

    /// The table that `size` prints.
    pub fn report(&self) -> Report {
        let mut report = Report::new("Sizes, brotli");
        report.add(Figure::at_most("first load", self.first_load_kb(), "KB", FIRST_LOAD_KB));
        for (key, bytes) in &self.first_load {
            report.add(Figure::told(format!("first load: {key}"), kb(*bytes), "KB"));
        }
        report.add(Figure::told("whole site, precached", kb(self.everything), "KB"));
        report
    }

    /// Prints the change against the last build and keeps this one; fails when the budget is missed.
    pub fn compare_and_keep(&self, path: &Path) -> Result<()> {
        let last: Option<Weight> = fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let now = self.first_load_kb();
        match &last {
            Some(last) => say(format!(
                "first load {now:.1} KB of {FIRST_LOAD_KB} KB ({:+.1} KB against the last build)",
                now - last.first_load_kb()
            )),
            None => say(format!("first load {now:.1} KB of {FIRST_LOAD_KB} KB")),
        }
        if now > FIRST_LOAD_KB {
            bail!("the first load is over its budget:\n{}", self.changes(last.as_ref()));
        }
        write(path, &serde_json::to_vec_pretty(self)?)
    }

    fn changes(&self, last: Option<&Weight>) -> String {
        let line = |(key, bytes): (&String, &u64)| {
            let before = last.and_then(|last| last.first_load.get(key)).copied();
            let change = before.map_or("new".to_owned(), |before| format!("{:+.1}", kb(*bytes) - kb(before)));
            format!("  {key:<24} {:>8.1} KB  {change}", kb(*bytes))
        };
        self.first_load.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

fn kb(bytes: u64) -> f64 {
    bytes as f64 / 1024.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(key: &str, names: &[&str]) -> Named {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Named { key: key.into(), path: key.into(), bytes: Vec::new(), names }
    }

    fn weight(wasm_kb: u64) -> Weight {
        let files = [
            file("index.html", &["boot.js", "VERSION"]),
            file("boot.js", &["app.wasm"]),
            file("app.wasm", &["part-people.wasm"]),
            file("part-people.wasm", &[]),
            file("scanner.wasm", &[]),
        ];
        let sizes = BTreeMap::from([
            ("index.html".to_owned(), 1024),
            ("boot.js".to_owned(), 1024),
            ("app.wasm".to_owned(), wasm_kb * 1024),
            ("part-people.wasm".to_owned(), 300 * 1024),
            ("scanner.wasm".to_owned(), 500 * 1024),
        ]);
        weigh(&files, &sizes).unwrap()
    }

    #[test]
    fn only_what_the_start_needs_counts() {
        assert_eq!(weight(100).first_load_kb(), 102.0);
    }

    #[test]
    fn over_the_budget_fails_the_build_and_says_what_grew() {
        let folder = tempfile::tempdir().unwrap();
        let kept = folder.path().join("weight.json");
        weight(100).compare_and_keep(&kept).unwrap();
        let why = weight(249).compare_and_keep(&kept).unwrap_err().to_string();
        assert!(why.contains("app.wasm") && why.contains("+149.0"), "{why}");
        assert!(weight(249).report().print(false).is_err());
        assert!(weight(248).report().print(false).is_ok());
    }
}
