//! The module cut into the part that starts and those that come on demand, where `src/parts.rs` marks it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

/// The script of the cut that loads parts; it is joined with `app.js`.
const LOADER: &str = "./parts.js";

/// A module in parts.
#[derive(Debug)]
pub struct Parts {
    /// The part that starts; wasm-bindgen takes it from here.
    pub main: PathBuf,
    /// The others, by the key that placeholders name them by.
    pub others: BTreeMap<String, PathBuf>,
    /// The script that loads them.
    loader: String,
}

/// What a part is called in a placeholder.
fn key(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    format!("part-{name}")
}

/// Whether a key is that of a part which comes on demand.
pub fn is_part(key: &str) -> bool {
    key.starts_with("part-")
}

/// Cuts `module` into files in `folder`.
pub fn cut(module: &[u8], folder: &Path) -> Result<Parts> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not clear {}", folder.display()))?;
    }
    let main = folder.join("main.wasm");
    let mut options = Options::new(module);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LOADER;
    options.main_module = "./app.js";
    // The crate's errors are of another kind than ours.
    let done = transform(options).map_err(|error| anyhow!("the module could not be cut: {error:?}"))?;
    let others = done.split_modules.into_iter().map(|path| (key(&path), path)).collect();
    let loader = fs::read_to_string(folder.join(LOADER)).context("the cut left no script")?;
    Ok(Parts { main, others, loader })
}

/// `app.js` with the loader in it, and a placeholder where the loader names a part. Two scripts that import each
/// other could not both carry the hash of their bytes.
pub fn join(glue: &str, parts: &Parts) -> Result<String> {
    if parts.others.is_empty() {
        return Ok(glue.to_owned());
    }
    let mut joined = String::new();
    let mut names = Vec::new();
    for line in glue.lines() {
        // `import * as import1 from "./parts.js"`, once for each function of it
        let name = line.strip_prefix("import * as ").filter(|rest| rest.contains(LOADER));
        match name.and_then(|rest| rest.split(' ').next()) {
            Some(name) => names.push(name),
            None => joined.extend([line, "\n"]),
        }
    }
    ensure!(!names.is_empty(), "app.js does not import the loader in the form this build knows");
    let mut loads = Vec::new();
    for line in parts.loader.lines().filter(|line| !line.starts_with("import ")) {
        let exported = line.strip_prefix("export ");
        loads.extend(exported.and_then(|rest| rest.strip_prefix("const ")?.split(' ').next()));
        joined.extend([exported.unwrap_or(line), "\n"]);
    }
    let loads = loads.join(", ");
    joined.extend(names.iter().map(|name| format!("const {name} = {{ {loads} }};\n")));
    for (key, path) in &parts.others {
        let file = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        joined = joined.replace(&format!("\"./{file}\""), &format!("\"{{{{{key}}}}}\""));
    }
    Ok(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_becomes_part_of_the_glue() {
        let parts = Parts {
            main: PathBuf::new(),
            others: BTreeMap::from([("part-split_people.wasm".to_owned(), PathBuf::from("x/split_people.wasm"))]),
            loader: "import { initSync } from \"./app.js\";\nfunction makeLoad() {}\n\
                     export const load_people = makeLoad(() => new URL(\"./split_people.wasm\", import.meta.url));\n"
                .to_owned(),
        };
        let glue = "import * as import1 from \"./parts.js\"\nimport * as import2 from \"./parts.js\"\nexport function initSync() { use(import1); }\n";
        let joined = join(glue, &parts).unwrap();
        assert!(
            !joined.contains("import { initSync }") && !joined.contains("from \"./parts.js\""),
            "{joined}"
        );
        assert!(joined.contains("new URL(\"{{part-split_people.wasm}}\", import.meta.url)"), "{joined}");
        for name in ["import1", "import2"] {
            assert!(joined.contains(&format!("const {name} = {{ load_people }};")), "{joined}");
        }
        assert!(join("export function initSync() {}\n", &parts).is_err());
    }
}
