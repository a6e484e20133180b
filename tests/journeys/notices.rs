//! お知らせ: what each person chooses, what is said where the phone cannot be woken, and the words of a woken phone.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::time::Duration;
use tanomo_browsers::{Engine, in_each_engine};

use crate::phone::Phone;

in_each_engine!(what_a_person_chooses_stays, what_was_agreed_goes_into_a_calendar);

async fn what_a_person_chooses_stays(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.read("/settings").await?;
    phone.tap("お知らせ").await?;
    phone.see("どのお知らせを受け取りますか").await?;
    // A squad that is on one phone has nobody who could wake it, and the page says where the same is to be read.
    phone.see("きょうの画面で同じことがわかります").await?;
    phone.tap("あと1人必要なとき").await?;
    phone.tap("お知らせを鳴らさない時間").await?;
    phone.wait_for(&on("あと1人必要なとき", true)).await?;
    phone.wait_for(&on("お知らせを鳴らさない時間", true)).await?;
    phone.kill_and_reopen("/settings/notices").await?;
    phone.wait_for(&on("あと1人必要なとき", true)).await?;
    phone.wait_for(&on("わたしへの返事", false)).await?;
    phone.tap("あと1人必要なとき").await?;
    phone.wait_for(&on("あと1人必要なとき", false)).await
}

async fn what_was_agreed_goes_into_a_calendar(engine: Engine) -> Result<()> {
    let phone = Phone::with_sample(engine).await?;
    phone.tap("開始").await?;
    phone.see("ここにいる人").await?;
    let address = phone.url().await?;
    let request = address.split_once("/requests/").and_then(|(_, rest)| rest.split_once('/'));
    let (request, _) = request.with_context(|| format!("no request at {address}"))?;
    phone.read(&format!("/requests/{request}")).await?;
    // What the file holds, as the browser is given it.
    phone
        .eval::<()>(
            "void (URL.createObjectURL = ((make) => (blob) => { \
             blob.text().then((text) => { window.given = text; }); return make.call(URL, blob); })(URL.createObjectURL))",
        )
        .await?;
    phone.tap("カレンダーに入れる").await?;
    phone.see("お名前やご住所は入れません").await?;
    phone.tap("ファイルを保存").await?;
    phone.see("ファイルを作りました").await?;
    phone.wait_for("typeof window.given === 'string'").await?;
    let file: String = phone.eval("window.given").await?;
    for line in ["BEGIN:VEVENT", "SUMMARY:草取り あおば町", "STATUS:CONFIRMED", "END:VCALENDAR"] {
        ensure!(file.lines().any(|found| found == line), "{line} is not in {file}");
    }
    ensure!(!file.contains("LOCATION") && !file.contains("DESCRIPTION"), "{file}");
    Ok(())
}

/// Whether the switch of that name stands so.
fn on(label: &str, on: bool) -> String {
    format!(
        "[...document.querySelectorAll('label.switch')]\
         .some((one) => one.innerText.includes('{label}') && one.querySelector('input').checked === {on})"
    )
}

mod chromium_alone {
    use super::*;

    /// Chromium without Google's key has no push service: the person is told, and nothing else changes.
    #[tokio::test(flavor = "multi_thread")]
    async fn where_the_phone_cannot_be_woken_it_says_so() -> Result<()> {
        let site = tanomo_browsers::Site::start().await?;
        let lead = crate::together::Phone::founder(Engine::Chromium, &site).await?;
        for (granted, words) in
            [("denied", "通知が止められています"), ("granted", "お知らせの準備ができませんでした")]
        {
            allow(&lead, &site.url(""), granted).await?;
            lead.read(&site, "/settings/notices").await?;
            if granted == "granted" {
                lead.tap("このスマホで受け取る").await?;
            }
            // Some push services answer nothing at all, and then it is said after a while.
            lead.see_within(words, Duration::from_secs(30)).await?;
        }
        // Who asked to be woken and had chosen nothing has chosen everything.
        lead.wait_for(&on("わたしへの返事", true)).await
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_woken_phone_says_what_it_knows_itself() -> Result<()> {
        let phone = Phone::with_sample(Engine::Chromium).await?;
        allow(&phone, &phone.site.url(""), "granted").await?;
        phone.wait_for_words().await?;
        let said = woken(&phone).await?;
        ensure!(said.len() == 1, "one job of today: {said:?}");
        let notice = &said[0];
        ensure!(
            notice["body"].as_str().is_some_and(|body| body.starts_with("きょうは 草取り あおば町")),
            "{notice}"
        );
        ensure!(notice["path"].as_str().is_some_and(|path| path.starts_with("/requests/")), "{notice}");
        // Woken again, the same takes its own place.
        ensure!(woken(&phone).await?.len() == 1, "said twice");
        // The control: without the words of the app it says that there is something, and nothing of what.
        phone
            .eval_async::<()>(
                "new Promise((done) => { const open = indexedDB.open('tanomo'); open.onsuccess = () => { \
                 const txn = open.result.transaction('meta', 'readwrite'); \
                 txn.objectStore('meta').delete(IDBKeyRange.bound('notices/', 'notices/\\uffff')); \
                 txn.oncomplete = () => { open.result.close(); done(null); }; }; })",
            )
            .await?;
        let said = woken(&phone).await?;
        ensure!(said.iter().any(|notice| notice["body"] == "新しいお知らせがあります。"), "{said:?}");
        Ok(())
    }

    /// Sets the permission as the person would.
    async fn allow(browser: &tanomo_browsers::Browser, origin: &str, setting: &str) -> Result<()> {
        let params =
            json!({ "permission": { "name": "notifications" }, "setting": setting, "origin": origin });
        browser.cdp("Browser.setPermission", params).await.map(drop)
    }

    /// Has the push service's part done: a push without content comes. Gives what the phone shows then.
    async fn woken(phone: &Phone) -> Result<Vec<Value>> {
        let origin = phone.site.url("");
        // A worker that is still being installed hears nothing.
        phone
            .eval_async::<bool>("navigator.serviceWorker.ready.then((r) => r.active.state === 'activated')")
            .await?;
        phone.cdp("ServiceWorker.enable", json!({})).await?;
        // Its number comes in an event, which a driver does not pass on: a new profile counts from 0.
        let mut delivered = false;
        for id in 0..4 {
            let params = json!({ "origin": origin, "registrationId": id.to_string(), "data": "" });
            delivered |= phone.cdp("ServiceWorker.deliverPushMessage", params).await.is_ok();
        }
        ensure!(delivered, "no worker took a push");
        for _ in 0..100 {
            let said: Vec<Value> = phone
                .eval_async(
                    "navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => \
                     all.map((n) => ({ title: n.title, body: n.body, path: n.data?.path })))",
                )
                .await
                .context("what is shown")?;
            if !said.is_empty() {
                return Ok(said);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("nothing is shown")
    }

    impl Phone {
        /// The app has kept what the worker says.
        async fn wait_for_words(&self) -> Result<()> {
            for _ in 0..200 {
                let kept: u32 = self
                    .eval_async(
                        "new Promise((done) => { const open = indexedDB.open('tanomo'); open.onsuccess = () => { \
                         const asked = open.result.transaction('meta').objectStore('meta')\
                         .count(IDBKeyRange.bound('notices/', 'notices/\\uffff')); \
                         asked.onsuccess = () => { open.result.close(); done(asked.result); }; }; })",
                    )
                    .await?;
                if kept > 0 {
                    return Ok(());
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            bail!("no words were kept")
        }
    }
}
