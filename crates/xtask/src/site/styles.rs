//! One CSS file from the many in `src/styles`, because a phone far from a mast pays for each request.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Joins the files in the order that `main.txt` (one name a line, `#` starts a comment) gives; without it, by name.
///
/// Fails when `main.txt` names a file that is not there or leaves one out.
pub fn gather(folder: &Path) -> Result<String> {
    if !folder.exists() {
        return Ok(String::new());
    }
    let mut there = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".css") {
            there.push(name);
        }
    }
    there.sort();
    let order = order(folder, &there)?;
    let mut css = String::new();
    for name in order {
        let text = fs::read_to_string(folder.join(&name)).with_context(|| format!("src/styles/{name}"))?;
        css.push_str(&without_comments(&text));
        css.push('\n');
    }
    Ok(css)
}

fn order(folder: &Path, there: &[String]) -> Result<Vec<String>> {
    let list = folder.join("main.txt");
    if !list.exists() {
        return Ok(there.to_vec());
    }
    let text = fs::read_to_string(&list)?;
    let named: Vec<String> = text
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    if let Some(forgotten) = there.iter().find(|name| !named.contains(name)) {
        anyhow::bail!("src/styles/main.txt does not say where {forgotten} goes");
    }
    Ok(named)
}

/// Drops comments and indentation; brotli does the rest nearly as well as a minifier.
fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn the_order_is_the_lists() {
        let folder = folder(&[
            ("a.css", "a{}"),
            ("tokens.css", "/* why\n * so */\n:root{\n  --x: 1;\n}"),
            ("main.txt", "tokens.css # first\n\na.css\n"),
        ]);
        assert_eq!(gather(folder.path()).unwrap(), ":root{\n--x: 1;\n}\na{}\n");
    }

    #[test]
    fn a_forgotten_file_fails() {
        let folder = folder(&[("a.css", ""), ("b.css", ""), ("main.txt", "a.css")]);
        assert!(gather(folder.path()).unwrap_err().to_string().contains("b.css"));
    }
}
