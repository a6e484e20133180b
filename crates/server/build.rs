//! Tells rust-embed which folder holds the built site: `TANOMO_EMBED`, else `dist` in the workspace root.

use std::env;
use std::path::Path;

fn main() {
    let folder = env::var("TANOMO_EMBED").unwrap_or_else(|_| {
        let here = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
        Path::new(&here).join("../../dist").to_string_lossy().into_owned()
    });
    println!("cargo:rustc-env=TANOMO_EMBEDDED={folder}");
    println!("cargo:rerun-if-env-changed=TANOMO_EMBED");
    // A dev build reads the folder when it runs; only a release build has the files inside.
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo:rerun-if-changed={folder}");
    } else {
        println!("cargo:rerun-if-changed=build.rs");
    }
}
