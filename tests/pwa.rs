//! The app as something installed: what the browser says of it, starting without the server, and changing to a
//! new version whole or not at all.
#![cfg(feature = "journeys")]

mod ground;

use anyhow::{Context, Result, ensure};
use ground::{
    build::Build,
    open,
    phone::{self, RUNS},
    serve,
    wire::Wire,
};
use serde_json::Value;
use std::time::Duration;
use tanomo_browsers::{Browser, Engine, Options, in_each_engine};

/// Long enough for a control to show what it would show.
const SOON: Duration = Duration::from_secs(3);

in_each_engine!(
    starts_cold_without_the_server,
    an_update_the_server_left_half_way,
    an_update_is_used_on_the_tap_alone,
    boots_before_any_wasm,
    says_what_is_wrong_when_the_wasm_does_not_come,
    what_another_app_shares_stands_in_the_form,
);

#[tokio::test(flavor = "multi_thread")]
async fn chromium_would_install_it() -> Result<()> {
    let (site, browser) = open(Engine::Chromium).await?;
    browser.goto(&site.url("/")).await?;
    browser.wait_until_offline_ready().await?;
    assert_eq!(browser.installability_errors().await?, [] as [&str; 0]);
    assert_eq!(browser.console_errors().await?, Some(Vec::new()));
    let manifest = browser.app_manifest().await?;
    assert_eq!(manifest["errors"].as_array().map(Vec::len), Some(0), "{manifest}");
    let manifest: Value = serde_json::from_str(manifest["data"].as_str().context("the manifest's text")?)?;
    assert_eq!((&manifest["lang"], &manifest["display"]), (&"ja".into(), &"standalone".into()));
    assert_eq!((&manifest["id"], &manifest["name"]), (&"/".into(), &"たのも～".into()));
    let names: Vec<&str> = each(&manifest["shortcuts"]).filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, ["完了を記録", "困りごとを登録"]);
    let share = &manifest["share_target"];
    assert_eq!((&share["action"], &share["method"]), (&"/share".into(), &"POST".into()));
    assert_eq!(share["params"]["text"], "text");
    for purpose in ["any", "maskable"] {
        for size in ["192x192", "512x512"] {
            let icon = each(&manifest["icons"])
                .find(|icon| icon["purpose"] == purpose && icon["sizes"] == size)
                .with_context(|| format!("an icon {purpose} of {size}"))?;
            assert_eq!(drawn(&browser, icon["src"].as_str().unwrap_or_default()).await?, size);
        }
    }
    Ok(())
}

/// The control: the same question is answered with errors where something is missing.
#[tokio::test(flavor = "multi_thread")]
async fn chromium_would_not_install_it_without_icons() -> Result<()> {
    let build = Build::copy()?;
    build.replace("/manifest.webmanifest", "\"icons\"", "\"no-icons\"")?;
    build.replace(
        "/manifest.webmanifest",
        "\"action\": \"/share\"",
        "\"action\": \"https://elsewhere.example/\"",
    )?;
    let site = serve(&build).await?;
    let browser = Browser::open(Engine::Chromium, Options::default()).await?;
    browser.goto(&site.url("/")).await?;
    assert!(!browser.installability_errors().await?.is_empty());
    let manifest = browser.app_manifest().await?;
    assert!(manifest["errors"].as_array().is_some_and(|errors| !errors.is_empty()), "{manifest}");
    Ok(())
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// The size of a picture as the browser draws it.
async fn drawn(browser: &Browser, path: &str) -> Result<String> {
    let script = format!(
        "const picture = new Image();
        picture.src = '{path}';
        await picture.decode();
        return `${{picture.naturalWidth}}x${{picture.naturalHeight}}`"
    );
    browser.eval_async(&script).await
}

async fn starts_cold_without_the_server(engine: Engine) -> Result<()> {
    let build = Build::copy()?;
    let mut site = serve(&build).await?;
    let mut browser = Browser::open(engine, Options::default()).await?;
    browser.goto(&site.url("/")).await?;
    browser.wait_until_offline_ready().await?;
    site.stop()?;
    for path in ["/", "/requests", "/settings?from=icon"] {
        phone::start_cold(&mut browser, &site.url(path)).await?;
        phone::is_whole(&browser, &build).await?;
        browser.never_sees("読みこめませんでした").await?;
    }

    // The control: a worker that asks the server for everything leaves nothing to start from.
    let broken = Build::copy()?;
    broken.replace("/sw.js", "return found ?? fetch(request)", "return fetch(request)")?;
    let mut site = serve(&broken).await?;
    browser.goto(&site.url("/")).await?;
    browser.wait_until_offline_ready().await?;
    site.stop()?;
    browser.set_patience(SOON);
    assert!(phone::start_cold(&mut browser, &site.url("/")).await.is_err(), "it must not start");
    Ok(())
}

async fn an_update_the_server_left_half_way(engine: Engine) -> Result<()> {
    let (old, new) = two_versions(|_| Ok(()))?;
    let (mut browser, _site, wire) = left_half_way(engine, &old, &new).await?;
    let held = phone::files_held(&browser, &new).await?;
    assert!(held > 0 && held < new.files()?.len(), "half-way: {held} files");
    phone::start_cold(&mut browser, &wire.url("/")).await?;
    phone::is_whole(&browser, &old).await?;

    // The server is back: the same update comes to its end.
    wire.mend();
    assert_eq!(phone::look_for_update(&browser).await?, "installed");
    wire.cut();
    phone::is_whole(&browser, &old).await?;
    use_new(&browser).await?;
    phone::is_whole(&browser, &new).await
}

/// The control: with one cache for all versions the same leaves a mix, and it is seen.
#[tokio::test(flavor = "multi_thread")]
async fn one_cache_for_all_versions_would_mix_them() -> Result<()> {
    let (old, new) = two_versions(|build| build.replace("/sw.js", "`tanomo-${VERSION}`", "\"tanomo-app\""))?;
    let (mut browser, _site, wire) = left_half_way(Engine::Chromium, &old, &new).await?;
    phone::start_cold(&mut browser, &wire.url("/")).await?;
    let mix = phone::is_whole(&browser, &old).await.err().context("a mix must be seen")?;
    assert!(mix.to_string().contains("manifest"), "{mix}");
    Ok(())
}

fn two_versions(change: impl Fn(&Build) -> Result<()>) -> Result<(Build, Build)> {
    let old = Build::copy()?;
    change(&old)?;
    let new = old.next()?;
    Ok((old, new))
}

/// A phone of the old version on which the server went away in the middle of the new one.
async fn left_half_way(
    engine: Engine,
    old: &Build,
    new: &Build,
) -> Result<(Browser, tanomo_browsers::Site, Wire)> {
    let mut site = serve(old).await?;
    let wire = Wire::to(&site)?;
    let browser = Browser::open(engine, Options::default()).await?;
    phone::settle_in(&browser, &wire.url("/")).await?;
    site.serve_instead(new.folder().into()).await?;
    wire.cut_at(&new.hashed("app", "wasm")?);
    let state = phone::look_for_update(&browser).await?;
    ensure!(state != "installed" && wire.is_cut(), "the update was not interrupted: {state}");
    Ok((browser, site, wire))
}

/// Says yes to the new version.
async fn use_new(browser: &Browser) -> Result<()> {
    browser.eval::<Value>("window.before = true; return null").await?;
    browser.tap("新しいアプリに入れかえる").await?;
    browser.wait_for("window.before === undefined").await?;
    browser.wait_for(RUNS).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_with_a_file_missing_is_not_taken() -> Result<()> {
    let damage = |new: &Build| new.remove(&new.hashed("app", "css")?);
    damaged_update(damage).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_with_a_file_changed_on_its_way_is_not_taken() -> Result<()> {
    let damage = |new: &Build| new.corrupt(&new.hashed("app", "wasm")?);
    damaged_update(damage).await
}

async fn damaged_update(damage: impl Fn(&Build) -> Result<()>) -> Result<()> {
    let (old, new) = two_versions(|_| Ok(()))?;
    damage(&new)?;
    let (mut browser, mut site) = on_old(&old).await?;
    site.serve_instead(new.folder().into()).await?;
    assert_eq!(phone::look_for_update(&browser).await?, "redundant");
    site.stop()?;
    phone::start_cold(&mut browser, &site.url("/")).await?;
    phone::is_whole(&browser, &old).await?;

    // The control: a worker that checks nothing takes it, and what it gives then is seen to be wrong.
    let (old, new) = two_versions(|build| {
        build.replace("/sw.js", "{ cache: \"reload\", integrity }", "{ cache: \"reload\" }")?;
        build.replace("/sw.js", "if (!fresh.ok)", "if (false)")
    })?;
    damage(&new)?;
    let (mut browser, mut site) = on_old(&old).await?;
    site.serve_instead(new.folder().into()).await?;
    assert_eq!(phone::look_for_update(&browser).await?, "installed");
    browser
        .eval_async::<Value>(
            "const changed = new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', done));
            (await navigator.serviceWorker.getRegistration()).waiting.postMessage({ type: 'use-new' });
            await changed; return null",
        )
        .await?;
    site.stop()?;
    browser.goto(&site.url("/")).await?;
    browser.set_patience(SOON);
    assert!(phone::is_whole(&browser, &new).await.is_err(), "a damaged version must be seen");
    Ok(())
}

async fn on_old(old: &Build) -> Result<(Browser, tanomo_browsers::Site)> {
    let site = serve(old).await?;
    let browser = Browser::open(Engine::Chromium, Options::default()).await?;
    phone::settle_in(&browser, &site.url("/")).await?;
    Ok((browser, site))
}

async fn an_update_is_used_on_the_tap_alone(engine: Engine) -> Result<()> {
    let (old, new) = two_versions(|_| Ok(()))?;
    let mut site = serve(&old).await?;
    let mut browser = Browser::open(engine, Options::default()).await?;
    phone::settle_in(&browser, &site.url("/")).await?;
    site.serve_instead(new.folder().into()).await?;
    assert_eq!(phone::look_for_update(&browser).await?, "installed");
    browser.see("記録はそのままです").await?;
    phone::is_whole(&browser, &old).await?;
    // Firefox lets a waiting version take over where its only window loads anew, so that is not asked of it.
    if engine != Engine::Firefox {
        browser.reload().await?;
        phone::is_whole(&browser, &old).await?;
    }
    use_new(&browser).await?;
    phone::is_whole(&browser, &new).await?;
    browser.never_sees("新しいアプリに入れかえる").await?;
    site.stop()?;
    phone::start_cold(&mut browser, &site.url("/")).await?;
    phone::is_whole(&browser, &new).await
}

/// The control: a worker that does not wait changes the version under a page in use, and it is seen.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_does_not_wait_would_mix_versions() -> Result<()> {
    let (old, new) = two_versions(|build| {
        build.replace(
            "/sw.js",
            "event.waitUntil(fill())",
            "event.waitUntil(fill().then(() => skipWaiting()))",
        )
    })?;
    let (mut browser, mut site) = on_old(&old).await?;
    site.serve_instead(new.folder().into()).await?;
    phone::look_for_update(&browser).await?;
    browser
        .eval_async::<Value>(
            "const worker = (await navigator.serviceWorker.getRegistration()).active;
            await new Promise(done => {
                const look = () => { if (worker.state === 'activated') done(); };
                worker.addEventListener('statechange', look);
                look();
            });
            return null",
        )
        .await?;
    browser.set_patience(SOON);
    assert!(phone::is_whole(&browser, &old).await.is_err(), "the mix must be seen");
    Ok(())
}

async fn boots_before_any_wasm(engine: Engine) -> Result<()> {
    let build = Build::copy()?;
    let site = serve(&build).await?;
    let wire = Wire::to(&site)?;
    wire.hold_at(&build.hashed("app", "wasm")?);
    let mut browser = Browser::open(engine, Options::default()).await?;
    come_to(&browser, &wire).await?;
    browser.see("よみこんでいます").await?;
    assert!(!browser.eval::<bool>(RUNS).await?, "nothing of the app has come");
    wire.mend();
    browser.wait_for(RUNS).await?;
    browser.never_sees("よみこんでいます").await?;

    // The control: a page that leaves the first words to the wasm shows none.
    let empty = Build::copy()?;
    empty.replace("/", "id=\"boot\"", "id=\"boot\" hidden style=\"display: none\"")?;
    empty.replace("/", "よみこんでいます", "")?;
    let site = serve(&empty).await?;
    let wire = Wire::to(&site)?;
    wire.hold_at(&empty.hashed("app", "wasm")?);
    browser.set_patience(SOON);
    come_to(&browser, &wire).await?;
    assert!(browser.see("よみこんでいます").await.is_err());
    wire.mend();
    Ok(())
}

/// Opens the app without waiting for its load event, which a file that does not come would hold back.
async fn come_to(browser: &Browser, wire: &Wire) -> Result<()> {
    browser.goto(&wire.url("/manifest.webmanifest")).await?;
    browser.eval::<Value>("setTimeout(() => { location.href = '/'; }, 0); return null").await.map(drop)
}

async fn says_what_is_wrong_when_the_wasm_does_not_come(engine: Engine) -> Result<()> {
    let failed = "アプリを読みこめませんでした。記録はこのスマホに残っています。";
    let missing = Build::copy()?;
    let wasm = missing.hashed("app", "wasm")?;
    missing.remove(&wasm)?;
    let mut site = serve(&missing).await?;
    let browser = Browser::open(engine, Options::default()).await?;
    browser.goto(&site.url("/")).await?;
    browser.see(failed).await?;

    let damaged = Build::copy()?;
    damaged.put(&wasm, b"\0asm\x01\0\0\0 and then something else")?;
    site.serve_instead(damaged.folder().into()).await?;
    browser.tap("もう一度").await?;
    browser.wait_for("document.readyState === 'complete'").await?;
    browser.see(failed).await?;

    // One that does not come at all: after a while the words say so. Only the while is shortened.
    let slow = Build::copy()?;
    let boot = slow.hashed("boot", "js")?;
    slow.replace(&boot, "15_000", "300")?;
    site.serve_instead(slow.folder().into()).await?;
    let wire = Wire::to(&site)?;
    wire.hold_at(&wasm);
    come_to(&browser, &wire).await?;
    browser.see("時間がかかっています。記録はこのスマホに残っています。").await?;

    // The control of all three: what comes, late or not, starts and takes the words away.
    wire.mend();
    browser.wait_for(RUNS).await?;
    browser.never_sees("記録はこのスマホに残っています").await
}

async fn what_another_app_shares_stands_in_the_form(engine: Engine) -> Result<()> {
    assert_eq!(shared(engine, &Build::copy()?).await?, "庭のこと\n<b>草</b>が腰まで 🌿");
    Ok(())
}

/// The control: with a worker that does not keep the words the field is as it was.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_keeps_no_words_would_lose_them() -> Result<()> {
    let careless = Build::copy()?;
    careless.replace("/sw.js", "if (words)", "if (false)")?;
    assert_eq!(shared(Engine::Chromium, &careless).await?, "");
    Ok(())
}

/// Shares a text to the app without a server, as the phone's share sheet does; gives the caller's words in the form.
async fn shared(engine: Engine, build: &Build) -> Result<String> {
    let mut site = serve(build).await?;
    let browser = Browser::open(engine, Options::default()).await?;
    phone::try_the_sample(&browser, &site.url("/")).await?;
    phone::settle_in(&browser, &site.url("/")).await?;
    site.stop()?;
    let share = "const form = document.createElement('form');
        Object.assign(form, { method: 'POST', action: '/share', enctype: 'multipart/form-data' });
        for (const [name, value] of [['title', '庭のこと'], ['text', '<b>草</b>が腰まで 🌿']]) {
            const field = document.createElement('textarea');
            Object.assign(field, { name, value });
            form.append(field);
        }
        document.body.append(form);
        form.submit();
        return null";
    browser.eval::<Value>(share).await?;
    browser.wait_for("location.pathname === '/requests/new'").await?;
    phone::ready(&browser).await?;
    let filled = "[...document.querySelectorAll('textarea')].some(field => field.value)";
    // Where nothing comes the wait ends, and the field says so.
    let _ = browser.wait_for_within(filled, SOON).await;
    Ok(browser.value("ようす").await?.replace("\r\n", "\n"))
}
