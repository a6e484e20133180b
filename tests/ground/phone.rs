//! A phone in somebody's hand: started, with the sample squad, without the server.

use super::build::Build;
use anyhow::{Result, ensure};
use std::collections::BTreeMap;
use tanomo_browsers::{Browser, Site};

/// The app has taken over from the boot screen.
pub const RUNS: &str = "document.documentElement.dataset.boot === 'running'";
/// Every record has been read.
pub const READY: &str = "document.documentElement.dataset.phase === 'ready'";

/// The page of one member is shown, as after saving one.
pub const AT_A_MEMBER: &str = "/^.people.[-_A-Za-z0-9]{22}$/.test(location.pathname)";

/// Opens the app and chooses 見本の隊.
pub async fn try_the_sample(browser: &Browser, url: &str) -> Result<()> {
    browser.goto(url).await?;
    browser.tap("つぎへ").await?;
    browser.tap("見本の隊でためす").await?;
    ready(browser).await
}

/// Waits until every record has been read.
pub async fn ready(browser: &Browser) -> Result<()> {
    browser.wait_for(READY).await
}

/// Adds a member by the form, the smallest thing that can be saved; comes back when it is.
pub async fn add_member(browser: &Browser, site: &Site, name: &str, reading: &str) -> Result<()> {
    browser.goto(&site.url("/people/new")).await?;
    ready(browser).await?;
    browser.type_into("氏名", name).await?;
    browser.type_into("ふりがな", reading).await?;
    browser.tap("保存する").await?;
    browser.wait_for(AT_A_MEMBER).await
}

/// Ends the app as a whole and opens it again, as from its icon.
pub async fn start_cold(browser: &mut Browser, url: &str) -> Result<()> {
    if browser.keeps_data() {
        browser.reopen().await?;
    } else {
        // MiniBrowser's store lives as long as its session: a new window is the coldest start there is.
        browser.new_window().await?;
    }
    browser.goto(url).await?;
    browser.wait_for(RUNS).await
}

/// Opens the app for the second time, as it is used from then on: out of its offline copy.
pub async fn settle_in(browser: &Browser, url: &str) -> Result<()> {
    browser.goto(url).await?;
    browser.wait_until_offline_ready().await?;
    // Not by a reload, which Firefox's driver makes past the worker.
    browser.goto(url).await?;
    browser.wait_for("navigator.serviceWorker.controller !== null").await?;
    browser.wait_for(RUNS).await
}

/// Asks for a new version and waits until its worker has everything or has given up. Gives the state it came to.
pub async fn look_for_update(browser: &Browser) -> Result<String> {
    browser
        .eval_async(
            "const registration = await navigator.serviceWorker.getRegistration();
            const found = new Promise(done => {
                registration.addEventListener('updatefound', () => done(registration.installing));
            });
            try { await registration.update(); } catch (why) { return `not found: ${why}`; }
            const worker = registration.installing ?? registration.waiting ?? await found;
            return await new Promise(done => {
                const look = () => { if (worker.state !== 'installing') done(worker.state); };
                worker.addEventListener('statechange', look);
                look();
            })",
        )
        .await
}

/// How many files of a version the phone holds so far.
pub async fn files_held(browser: &Browser, build: &Build) -> Result<usize> {
    let name = format!("tanomo-{}", build.version()?);
    browser
        .eval_async(&format!(
            "if (!(await caches.has('{name}'))) return 0;
            return (await (await caches.open('{name}')).keys()).length"
        ))
        .await
}

/// Whether everything this page is made of, and everything it could still ask for, is of one version: to the byte.
pub async fn is_whole(browser: &Browser, build: &Build) -> Result<()> {
    browser.wait_for(RUNS).await?;
    let version: String = browser.eval("document.querySelector('meta[name=tanomo-version]').content").await?;
    ensure!(version == build.version()?, "the page is of {version}, not of {}", build.version()?);
    let files = build.files()?;
    let loaded: Vec<String> = browser
        .eval(
            "[...document.querySelectorAll('script[src], link[href]')].flatMap(one => [
                one.src || one.href, one.dataset.app, one.dataset.wasm])
                .filter(Boolean).map(one => new URL(one, location).pathname)",
        )
        .await?;
    let strange: Vec<_> = loaded.iter().filter(|path| !files.contains_key(*path)).collect();
    ensure!(strange.is_empty(), "the page names what is not of {version}: {strange:?}");
    let given: BTreeMap<String, String> = browser
        .eval_async(&format!(
            "const given = {{}};
            for (const path of {}) {{
                try {{
                    const answer = await fetch(path);
                    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await answer.arrayBuffer()));
                    given[path] = `sha256-${{btoa(String.fromCharCode(...hash))}}`;
                }} catch (why) {{ given[path] = String(why); }}
            }}
            return given",
            serde_json::to_string(&files.keys().collect::<Vec<_>>())?
        ))
        .await?;
    let wrong: Vec<_> = given.iter().filter(|(path, sum)| files.get(*path) != Some(sum)).collect();
    ensure!(wrong.is_empty(), "not of {version}: {wrong:?}");
    Ok(())
}
