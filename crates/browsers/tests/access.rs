//! The checks for other eyes and fingers find faults, and none where there are none.
#![cfg(feature = "real-browsers")]

mod common;

use anyhow::Result;
use common::open;
use tanomo_browsers::{Engine, in_each_engine};

in_each_engine!(faults_are_found);

async fn faults_are_found(engine: Engine) -> Result<()> {
    let (site, browser) = open(engine).await?;
    browser.goto(&site.url("/access.html")).await?;
    assert_eq!(browser.small_targets(44).await?, []);
    let none = browser.axe().await?;
    assert!(none.is_empty(), "{none:?}");

    browser.goto(&site.url("/faults.html")).await?;
    let small = browser.small_targets(44).await?;
    let names: Vec<&str> = small.iter().map(|target| target.control.as_str()).collect();
    assert_eq!(names, ["button 「小」", "link 「一行だけのリンク」"]);
    assert_eq!((small[0].width, small[0].height), (30.0, 30.0));
    let found = browser.axe().await?;
    assert!(found.iter().any(|violation| violation.id == "label"), "{found:?}");
    Ok(())
}
