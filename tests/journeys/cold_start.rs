//! The app opens with the server gone, after the browser was killed; and a browser can install it.

use crate::phone::Phone;
use anyhow::Result;
use tanomo_browsers::{Engine, in_each_engine};

in_each_engine!(the_app_opens_without_a_server, without_its_worker_it_would_not);

async fn the_app_opens_without_a_server(engine: Engine) -> Result<()> {
    let mut phone = Phone::new(engine).await?;
    phone.lose_network()?;
    for path in ["/", "/requests", "/settings?from=icon"] {
        phone.kill_and_reopen(path).await?;
        phone.never_sees("読みこめませんでした").await?;
    }
    Ok(())
}

/// The control of the test above: the worker is what opens the app.
async fn without_its_worker_it_would_not(engine: Engine) -> Result<()> {
    let mut phone = Phone::new(engine).await?;
    phone
        .eval_async::<()>(
            "const all = await navigator.serviceWorker.getRegistrations();
            await Promise.all(all.map(registration => registration.unregister()));
            const names = await caches.keys();
            await Promise.all(names.map(name => caches.delete(name)));
            return null",
        )
        .await?;
    phone.lose_network()?;
    let opened = phone.goto(&phone.site.url("/")).await.is_ok()
        && phone.eval::<bool>("document.documentElement.dataset.boot === 'running'").await?;
    assert!(!opened, "the app opened though nothing could have kept it");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn chromium_can_install_it() -> Result<()> {
    let phone = Phone::new(Engine::Chromium).await?;
    let manifest = phone.app_manifest().await?;
    assert_eq!(manifest["errors"].as_array().map(Vec::len), Some(0), "{manifest}");
    assert_eq!(phone.installability_errors().await?, Vec::<String>::new());
    assert_eq!(phone.console_errors().await?, Some(Vec::new()));
    Ok(())
}
