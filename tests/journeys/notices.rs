//! お知らせ: what each person chooses, what is said where the phone cannot be woken, and the words of a woken phone.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
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
        can_show(&phone).await?;
        phone.wait_for_words().await?;
        push(&phone).await?;
        let said = shown(&phone, |_| true).await?;
        ensure!(said.len() == 1, "one job of today: {said:?}");
        let notice = &said[0];
        ensure!(
            notice["body"].as_str().is_some_and(|body| body.starts_with("きょうは 草取り あおば町")),
            "{notice}"
        );
        ensure!(notice["path"].as_str().is_some_and(|path| path.starts_with("/requests/")), "{notice}");
        // Woken again, it is not said a second time: what the push was for is something else.
        let of = |said: &[Value], path: &Value| said.iter().find(|shown| shown["path"] == *path).cloned();
        let later = |shown: &Value, before: &Value| {
            shown["path"] == before["path"] && shown["at"].as_f64() > before["at"].as_f64()
        };
        push(&phone).await?;
        let again = shown(&phone, |shown| shown["path"] == "/").await?;
        ensure!(
            again.len() == 2 && of(&again, &notice["path"]).as_ref() == Some(notice),
            "said twice: {again:?}"
        );
        // The control: a worker that forgets what it said says it again, in its own place. Of two pushes at once only
        // the first does.
        phone.eval_async::<bool>("return caches.delete('tanomo-told')").await?;
        let generic = of(&again, &json!("/")).context("nothing else was said")?;
        pushes(&phone, 2).await?;
        let twice = shown(&phone, |shown| later(shown, &generic)).await?;
        ensure!(
            twice.len() == 2 && twice.iter().any(|shown| later(shown, notice)),
            "beside the one before: {twice:?}"
        );
        // The control: without the words of the app it says that there is something, and nothing of what.
        phone
            .eval_async::<()>(
                "new Promise((done) => { const open = indexedDB.open('tanomo'); open.onsuccess = () => { \
                 const txn = open.result.transaction('meta', 'readwrite'); \
                 txn.objectStore('meta').delete(IDBKeyRange.bound('notices/', 'notices/\\uffff')); \
                 txn.oncomplete = () => { open.result.close(); done(null); }; }; })",
            )
            .await?;
        push(&phone).await?;
        shown(&phone, |shown| shown["body"] == "新しいお知らせがあります。").await?;
        Ok(())
    }

    /// One of the words that are kept for a woken phone.
    #[derive(serde::Deserialize)]
    struct Said {
        from: i64,
        until: i64,
        text: String,
        path: String,
    }

    /// The sample's 活動日: the words for the evening before and for the morning are kept, and whoever opens the app
    /// then reads the same.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_day_is_said_the_evening_before_and_in_the_morning() -> Result<()> {
        let phone = Phone::with_sample(Engine::Chromium).await?;
        phone.see("いま近い活動日はありません").await?;
        phone.wait_for_words().await?;
        let kept: String = phone.eval_async(KEPT).await?;
        let kept: Value = serde_json::from_str(&kept)?;
        let said: Vec<Said> = serde_json::from_value(kept["said"].clone())?;
        let of_day: Vec<&Said> = said.iter().filter(|one| one.path.starts_with("/days/")).collect();
        let [eve, morning] = of_day[..] else { bail!("{} words of the day", of_day.len()) };
        ensure!(eve.text.starts_with("あしたは 活動日 ふれあい館 です。"), "{}", eve.text);
        ensure!(morning.text.starts_with("きょうは 活動日 ふれあい館 です。"), "{}", morning.text);
        ensure!(morning.text.contains("9:00"), "{}", morning.text);
        for name in ["太郎", "はな", "次郎", "000-"] {
            ensure!(said.iter().all(|one| !one.text.contains(name)), "a name is kept for the lock screen");
        }
        // From seven in the evening to midnight, and from midnight to midnight, in Japan.
        const HOUR: i64 = 60 * 60 * 1000;
        ensure!(
            eve.until - eve.from == 5 * HOUR && eve.until == morning.from,
            "{} to {}",
            eve.from,
            eve.until
        );
        ensure!(morning.until - morning.from == 24 * HOUR, "{} to {}", morning.from, morning.until);
        for (at, words) in
            [(eve.from + HOUR / 2, "あしたは活動日です"), (morning.from + 8 * HOUR, "きょうは活動日です")]
        {
            phone.set_clock(at).await?;
            phone.read("/").await?;
            phone.see(words).await?;
            phone.see("ふれあい館").await?;
        }
        phone.tap(("link", "着きました")).await?;
        phone.wait_for(&format!("location.pathname === '{}'", eve.path)).await
    }

    /// The words of a woken phone, as they lie in the journal.
    const KEPT: &str = "new Promise((done) => { const open = indexedDB.open('tanomo'); open.onsuccess = () => { \
         const asked = open.result.transaction('meta').objectStore('meta')\
         .getAll(IDBKeyRange.bound('notices/', 'notices/\\uffff')); \
         asked.onsuccess = () => { open.result.close(); const [kept] = asked.result; \
         done(typeof kept === 'string' ? kept : JSON.stringify(kept)); }; }; })";

    #[tokio::test(flavor = "multi_thread")]
    async fn a_work_day_goes_into_a_calendar_and_is_struck_out_there() -> Result<()> {
        let phone = Phone::with_sample(Engine::Chromium).await?;
        phone.read("/days").await?;
        phone.tap(tanomo_browsers::Target::from(("link", "ふれあい館")).nth(0)).await?;
        phone.see("わたしの一日").await?;
        phone
            .eval::<()>(
                "void (URL.createObjectURL = ((make) => (blob) => { \
                 blob.text().then((text) => { window.given = text; }); return make.call(URL, blob); })(URL.createObjectURL))",
            )
            .await?;
        let file = async |button: &str| -> Result<String> {
            phone.eval::<()>("void (window.given = undefined)").await?;
            // What was opened stays open when its name changes.
            if !phone.has("ファイルを保存").await? {
                phone.tap(button).await?;
            }
            phone.tap("ファイルを保存").await?;
            phone.wait_for("typeof window.given === 'string'").await?;
            phone.eval("window.given").await
        };
        let has = |file: &str, wanted: &[&str]| -> Result<()> {
            for line in wanted {
                ensure!(file.lines().any(|found| found == *line), "{line} is not in {file}");
            }
            for name in ["太郎", "はな", "次郎", "000-", "DESCRIPTION"] {
                ensure!(!file.contains(name), "{name} leaves the squad: {file}");
            }
            Ok(())
        };
        let set = file("カレンダーに入れる").await?;
        has(
            &set,
            &["METHOD:PUBLISH", "SUMMARY:活動日 ふれあい館", "LOCATION:ふれあい館", "STATUS:CONFIRMED"],
        )?;
        ensure!(set.lines().any(|line| line.starts_with("DTSTART") && line.contains("T0")), "no time: {set}");
        phone.tap(("button", "中止にする")).await?;
        phone.tap(("button", "雨")).await?;
        phone.tap("中止を決める").await?;
        phone.see("中止になりました:雨").await?;
        phone.see("カレンダーの予定を取り消す").await?;
        let off = file("カレンダーの予定を取り消す").await?;
        has(&off, &["METHOD:CANCEL", "STATUS:CANCELLED"])?;
        let line =
            |file: &str, name: &str| file.lines().find(|line| line.starts_with(name)).map(str::to_owned);
        ensure!(
            line(&set, "UID:").is_some() && line(&set, "UID:") == line(&off, "UID:"),
            "another event: {off}"
        );
        let sequence =
            |file: &str| -> Option<u32> { line(file, "SEQUENCE:")?.rsplit(':').next()?.parse().ok() };
        ensure!(sequence(&off) > sequence(&set), "the calendar would keep the old one: {off}");
        Ok(())
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_woken_phone_names_the_day_before_its_jobs() -> Result<()> {
        let phone = Phone::with_sample(Engine::Chromium).await?;
        allow(&phone, &phone.site.url(""), "granted").await?;
        can_show(&phone).await?;
        let day = crate::day::plan_two(
            &phone,
            ("草取り あおば町", "見本 太郎"),
            ("庭木の枝切り あおば町", "青葉 はな"),
        )
        .await?;
        phone.read("/").await?;
        phone.see("きょうは活動日です").await?;
        let told = async || -> Result<Vec<Value>> {
            let kept: String = phone.eval_async(KEPT).await?;
            let kept: Value = serde_json::from_str(&kept)?;
            Ok(kept["said"].as_array().cloned().unwrap_or_default())
        };
        let until = Instant::now() + Duration::from_secs(20);
        while !told().await?.iter().any(|one| one["path"] == day.as_str()) {
            ensure!(Instant::now() < until, "the words of the day are not kept");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        push(&phone).await?;
        let said = shown(&phone, |notice| notice["path"] == day.as_str()).await?;
        let of_day = said.iter().find(|notice| notice["path"] == day.as_str());
        let body = of_day.and_then(|notice| notice["body"].as_str()).with_context(|| format!("{said:?}"))?;
        ensure!(body.starts_with("きょうは 活動日 ふれあい館 です。"), "{body}");
        Ok(())
    }

    /// Sets the permission as the person would.
    async fn allow(browser: &tanomo_browsers::Browser, origin: &str, setting: &str) -> Result<()> {
        let params =
            json!({ "permission": { "name": "notifications" }, "setting": setting, "origin": origin });
        browser.cdp("Browser.setPermission", params).await.map(drop)
    }

    /// Waits until this browser can show a notification at all. Chromium without a desktop takes a while to find that
    /// it has to draw them itself, and forgets those that it was given before: its worker is told that they are shown.
    async fn can_show(phone: &Phone) -> Result<()> {
        phone.wait_until_offline_ready().await?;
        let shown = "const worker = await navigator.serviceWorker.ready;
            await worker.showNotification('test', { tag: 'test' });
            await new Promise((done) => setTimeout(done, 200));
            const all = await worker.getNotifications({ tag: 'test' });
            all.forEach((notification) => notification.close());
            return all.length > 0;";
        let until = Instant::now() + Duration::from_secs(20);
        while !phone.eval_async::<bool>(shown).await? {
            ensure!(Instant::now() < until, "the browser shows no notification");
        }
        let gone =
            "navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => all.length === 0)";
        while !phone.eval_async::<bool>(gone).await? {
            ensure!(Instant::now() < until, "the browser does not close its notification");
        }
        Ok(())
    }

    /// Has the push service's part done: a push without content comes.
    async fn push(phone: &Phone) -> Result<()> {
        pushes(phone, 1).await
    }

    /// So many pushes come, one right after the other.
    async fn pushes(phone: &Phone, count: usize) -> Result<()> {
        let origin = phone.site.url("");
        phone.cdp("ServiceWorker.enable", json!({})).await?;
        // Its number comes in an event, which a driver does not pass on: a new profile counts from 0.
        let mut delivered = false;
        for id in (0..4).flat_map(|id| std::iter::repeat_n(id, count)) {
            let params = json!({ "origin": origin, "registrationId": id.to_string(), "data": "" });
            delivered |= phone.cdp("ServiceWorker.deliverPushMessage", params).await.is_ok();
        }
        ensure!(delivered, "no worker took a push");
        Ok(())
    }

    /// What the phone shows, as soon as one of it is `awaited`: several are shown one after the other.
    async fn shown(phone: &Phone, awaited: impl Fn(&Value) -> bool) -> Result<Vec<Value>> {
        let mut said = Vec::new();
        for _ in 0..100 {
            said = phone
                .eval_async::<Vec<Value>>(
                    "navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => \
                     all.map((n) => ({ title: n.title, body: n.body, path: n.data?.path, at: n.timestamp })))",
                )
                .await
                .context("what is shown")?;
            if said.iter().any(&awaited) {
                return Ok(said);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("what is awaited is not shown: {said:?}")
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
