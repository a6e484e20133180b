//! Every screen of the app by its path, for the pictures and for the checks that each screen must pass.

use anyhow::Result;
use serde_json::{Value, json};
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

/// All screens of the circle on this phone: the fixed ones, then the pages of the first request and member, of the day
/// to come and of one that is over.
pub async fn all(browser: &Browser, site: &Site) -> Result<Vec<(&'static str, String)>> {
    let request = first_link(browser, site, "/requests").await?;
    let (path, day) =
        request.split_once('?').map_or((request.as_str(), String::new()), |(p, d)| (p, format!("?{d}")));
    let member = first_link(browser, site, "/people").await?;
    let to_come = first_link(browser, site, "/days").await?;
    let over: String = browser.eval(&last_link("/days")).await?;
    let records = vec![
        ("request", request.clone()),
        ("edit-request", format!("{path}/edit")),
        ("scout", format!("{path}/scout{day}")),
        ("start-work", format!("{path}/start{day}")),
        ("complete", format!("{path}/complete{day}")),
        ("emergency", format!("{path}/emergency{day}")),
        ("float", format!("{path}/float{day}")),
        ("member", member),
        ("day", to_come.clone()),
        ("day-over", over.clone()),
        ("change-day", format!("{to_come}/plan")),
        ("day-on-paper", to_come.replacen("/days/", "/paper/team?day=", 1)),
        ("day-over-on-paper", over.replacen("/days/", "/paper/team?day=", 1)),
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

/// Where the last record of a list that is open leads.
fn last_link(list: &str) -> String {
    format!("[...document.querySelectorAll('main a.row[href^=\"{list}/\"]')].at(-1).getAttribute('href')")
}

/// The first record of a list.
async fn first_link(browser: &Browser, site: &Site, list: &str) -> Result<String> {
    browser.goto(&site.url(list)).await?;
    ready(browser).await?;
    let link = format!("document.querySelector('main a.row[href^=\"{list}/\"]')");
    browser.wait_for(&link).await?;
    browser.eval(&format!("{link}.getAttribute('href')")).await
}

/// Keeps the usual look with what differs from it, as the latest choice of all, or the journal's copy would win; the next
/// page is shown so.
pub async fn keep_look(browser: &Browser, differs: &Value) -> Result<()> {
    let mut look = json!({
        "lang": "ja", "size": 100, "theme": "light", "sun": false, "simple": false, "chosen": true,
        "changes": 1_000_000,
    });
    if let (Some(look), Some(differs)) = (look.as_object_mut(), differs.as_object()) {
        look.extend(differs.clone());
    }
    let keep = format!("localStorage.setItem('tanomo.look', {}); return null", json!(look.to_string()));
    browser.eval::<Value>(&keep).await.map(drop)
}

/// That the page is shown with what differs, and not with another look.
pub async fn has_look(browser: &Browser, differs: &Value) -> Result<()> {
    let shown: Value = browser
        .eval(
            "return (({ dataset }) => ({ lang: dataset.lang, size: Number(dataset.size), theme: dataset.theme, \
             sun: 'sun' in dataset, simple: 'easy' in dataset }))(document.documentElement)",
        )
        .await?;
    for (name, wanted) in differs.as_object().into_iter().flatten() {
        anyhow::ensure!(shown[name] == *wanted, "the page's {name} is {} and not {wanted}", shown[name]);
    }
    Ok(())
}
