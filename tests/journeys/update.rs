//! A newer version: offered, taken when asked for, never mixed with the old one.

use crate::{
    phone::Phone,
    release::{LATER, Release},
};
use anyhow::Result;
use tanomo_browsers::{Engine, in_each_engine};

in_each_engine!(an_update_is_taken_whole_or_not_at_all);

async fn an_update_is_taken_whole_or_not_at_all(engine: Engine) -> Result<()> {
    let mut phone = Phone::new(engine).await?;
    let first = versions(&phone).await?;
    assert_ne!(first.0, LATER);

    let release = Release::later()?;
    release.break_half_way()?;
    phone.site.serve_instead(release.path().into()).await?;
    let outcome = look_for_update(&phone).await?;
    assert_eq!(outcome, "redundant", "an update that misses a file must not be installed");
    phone.lose_network()?;
    phone.kill_and_reopen("/").await?;
    assert_eq!(versions(&phone).await?, first, "the old version is still whole");

    release.make_whole()?;
    phone.find_network().await?;
    let outcome = look_for_update(&phone).await?;
    assert_eq!(outcome, "installed", "a whole update waits");
    phone.reload().await?;
    phone.started().await?;
    // Firefox lets the waiting version take over when its only window loads anew; the others keep the old one.
    let later = (LATER.to_owned(), LATER.to_owned());
    let now = versions(&phone).await?;
    assert!(now == first || now == later, "one version, never a mix: {now:?}");

    take_update(&phone).await?;
    phone.lose_network()?;
    phone.kill_and_reopen("/").await?;
    assert_eq!(versions(&phone).await?, later, "the new version, whole");
    Ok(())
}

/// The control: a worker that does not check its files makes the mix that the journey above would see.
#[tokio::test(flavor = "multi_thread")]
async fn a_careless_worker_would_mix_two_versions() -> Result<()> {
    let mut phone = Phone::new(Engine::Chromium).await?;
    let release = Release::later()?;
    release.break_half_way()?;
    release.forget_to_check()?;
    phone.site.serve_instead(release.path().into()).await?;
    assert_eq!(look_for_update(&phone).await?, "installed");
    take_update(&phone).await?;
    phone.lose_network()?;
    phone.kill_and_reopen("/").await?;
    assert_eq!(versions(&phone).await?, (LATER.to_owned(), String::new()), "a new page without its styles");
    Ok(())
}

/// What the button 新しいアプリに入れかえる does (src/browser/service_worker.rs), where a version still waits.
async fn take_update(phone: &Phone) -> Result<()> {
    phone
        .eval_async(
            "const registration = await navigator.serviceWorker.getRegistration();
            const taken = new Promise(done => { navigator.serviceWorker.oncontrollerchange = () => done(null); });
            if (!registration.waiting) return null;
            registration.waiting.postMessage({ type: 'use-new' });
            return await taken",
        )
        .await
}

/// The version that the page says, and the one that its styles say (empty: the build's own).
async fn versions(phone: &Phone) -> Result<(String, String)> {
    phone
        .eval(
            "[document.querySelector('meta[name=tanomo-version]').content,
            getComputedStyle(document.documentElement).getPropertyValue('--release').trim()]",
        )
        .await
}

/// Looks for an update and says what became of it: `installed` (it waits), `redundant` (it failed) or `none`.
async fn look_for_update(phone: &Phone) -> Result<String> {
    phone.wait_until_offline_ready().await?;
    phone
        .eval_async(
            "const registration = await navigator.serviceWorker.getRegistration();
            try { await registration.update(); } catch (error) { return 'redundant'; }
            const worker = registration.installing || registration.waiting;
            if (!worker) return 'none';
            return await new Promise(done => {
                const look = () => { if (worker.state !== 'installing') done(worker.state); };
                worker.addEventListener('statechange', look);
                look();
            })",
        )
        .await
}
