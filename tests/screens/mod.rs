//! Every screen of the app by its path, for the pictures and for the checks that each screen must pass.

use anyhow::Result;
use tanomo_browsers::{Browser, Site};

/// The screens with fixed paths; those of one record are found on the way.
pub const FIXED: &[(&str, &str)] = &[
    ("today", "/"),
    ("requests", "/requests"),
    ("log", "/requests/new"),
    ("choose-job", "/complete"),
    ("days", "/days"),
    ("plan-day", "/days/new"),
    ("people", "/people"),
    ("new-member", "/people/new"),
    ("summary", "/summary"),
    ("settings", "/settings"),
    ("look", "/settings/look"),
    ("rules", "/settings/rules"),
    ("keep", "/settings/keep"),
    ("number", "/settings/number"),
    ("notices", "/settings/notices"),
    ("circles", "/settings/circles"),
    ("about", "/settings/about"),
    ("phones", "/settings/phones"),
    ("sheet", "/settings/phones/sheet"),
    ("lost-phone", "/settings/phones/lost"),
    ("invite", "/people/invite"),
    ("invited", "/join"),
    ("handover", "/handover"),
    ("give", "/handover/give"),
    ("take", "/handover/take"),
    ("recover", "/start/recover"),
    ("install", "/start/install"),
    ("accidents", "/accidents"),
    ("paper", "/paper"),
    ("paper-team", "/paper/team"),
    ("paper-forms", "/paper/forms"),
    ("paper-sign-in", "/paper/sign-in"),
    ("paper-visiting", "/paper/visiting"),
    ("paper-slips", "/paper/slips"),
    ("paper-accident", "/paper/accident"),
    ("paper-poster", "/paper/poster"),
];

/// All screens of the circle on this phone: the fixed ones, then the pages of the first request and member.
pub async fn all(browser: &Browser, site: &Site) -> Result<Vec<(&'static str, String)>> {
    let request = first_link(browser, site, "/requests").await?;
    let (path, day) =
        request.split_once('?').map_or((request.as_str(), String::new()), |(p, d)| (p, format!("?{d}")));
    let member = first_link(browser, site, "/people").await?;
    let records = vec![
        ("request", request.clone()),
        ("edit-request", format!("{path}/edit")),
        ("scout", format!("{path}/scout{day}")),
        ("start-work", format!("{path}/start{day}")),
        ("complete", format!("{path}/complete{day}")),
        ("emergency", format!("{path}/emergency{day}")),
        ("float", format!("{path}/float{day}")),
        ("member", member),
    ];
    Ok(FIXED.iter().map(|(name, path)| (*name, (*path).to_owned())).chain(records).collect())
}

/// Waits until all records are read and the screen is there.
pub async fn ready(browser: &Browser) -> Result<()> {
    browser
        .wait_for(
            "document.documentElement.dataset.phase === 'ready' && document.querySelector('h1') !== null",
        )
        .await
}

/// The first record of a list.
async fn first_link(browser: &Browser, site: &Site, list: &str) -> Result<String> {
    browser.goto(&site.url(list)).await?;
    ready(browser).await?;
    let link = format!("document.querySelector('main a.row[href^=\"{list}/\"]')");
    browser.wait_for(&link).await?;
    browser.eval(&format!("{link}.getAttribute('href')")).await
}
