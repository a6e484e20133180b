//! What befalls a phone's storage, clock and files: the app starts, says what is the matter, and nothing that was
//! saved is lost. Each check has its control in the same test: the same trouble without what saves from it.
#![cfg(feature = "journeys")]

mod ground;

use anyhow::{Context, Result, ensure};
use ground::{
    files, open,
    phone::{self, READY},
    storage,
};
use serde_json::{Value, json};
use tanomo_browsers::{Browser, Engine, Site, in_each_engine};

in_each_engine!(
    a_damaged_value_is_rebuilt,
    what_local_storage_forgot_comes_back,
    texts_are_shown_and_never_run,
    a_tap_counts_where_the_button_is_drawn_anew_under_the_finger,
);

/// A phone with the sample squad on it.
async fn sample(engine: Engine) -> Result<(Site, Browser)> {
    let (site, browser) = open(engine).await?;
    phone::try_the_sample(&browser, &site.url("/")).await?;
    Ok((site, browser))
}

async fn come_back(browser: &Browser, site: &Site, path: &str) -> Result<()> {
    browser.goto(&site.url(path)).await?;
    phone::ready(browser).await
}

async fn a_damaged_value_is_rebuilt(engine: Engine) -> Result<()> {
    let (site, browser) = sample(engine).await?;
    let saved = storage::journal(&browser).await?;
    let damage = "const key = Object.keys(localStorage).filter(key => key.startsWith('tanomo.r.')).sort()[0];
        const whole = localStorage.getItem(key);
        localStorage.setItem(key, whole.slice(0, -3) + '折れた');
        return [key, whole]";
    let (key, whole): (String, String) = browser.eval(damage).await?;
    let id = key.rsplit('.').next().context("an id")?.to_owned();
    come_back(&browser, &site, "/").await?;
    browser.see("1件の記録がこわれていました").await?;
    assert_eq!(storage::local(&browser).await?.get(&key), Some(&whole));
    let aside = storage::local(&browser).await?.remove(&format!("tanomo.quarantine.{id}"));
    assert!(aside.is_some_and(|aside| aside.ends_with("折れた")), "the damaged value is put aside");
    assert_eq!(storage::journal(&browser).await?, saved);

    // The control: where the journal has no copy either, nothing could rebuild it.
    storage::forget_in_journal(&browser, &id).await?;
    browser.eval::<Value>(damage).await?;
    come_back(&browser, &site, "/").await?;
    assert_eq!(storage::local(&browser).await?.get(&key), None);
    Ok(())
}

/// What a change of the records may do between the two halves of a tap: the same button, or another one, as a new
/// element in the same place.
async fn drawn_anew(browser: &Browser, words: &str) -> Result<()> {
    let anew = format!(
        "const old = [...document.querySelectorAll('a.button')].find(link => link.textContent.includes('完了を記録'));
         const next = old.cloneNode(true);
         if ('{words}') next.textContent = '{words}';
         old.replaceWith(next);
         return null"
    );
    browser.eval::<Value>(&anew).await.map(drop)
}

async fn a_tap_counts_where_the_button_is_drawn_anew_under_the_finger(engine: Engine) -> Result<()> {
    let (site, browser) = sample(engine).await?;
    come_back(&browser, &site, "/").await?;
    let pages: u32 = browser.eval("history.length").await?;
    browser.hold(("link", "完了を記録")).await?;
    drawn_anew(&browser, "").await?;
    browser.let_go().await?;
    browser.see("かかった時間").await?;
    let after: u32 = browser.eval("history.length").await?;
    assert_eq!(after, pages + 1, "it counts once");

    // Another button that came into its place was not meant.
    come_back(&browser, &site, "/").await?;
    browser.hold(("link", "完了を記録")).await?;
    drawn_anew(&browser, "ほかのこと").await?;
    browser.let_go().await?;
    browser.never_sees("かかった時間").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_with_every_value_damaged_starts() -> Result<()> {
    let (site, browser) = sample(Engine::Chromium).await?;
    phone::add_member(&browser, &site, "残る 人", "のこる ひと").await?;
    let saved = storage::journal(&browser).await?;
    browser
        .eval::<Value>(
            "for (const key of Object.keys(localStorage)) localStorage.setItem(key, localStorage.getItem(key).slice(1) + '{');
            return null",
        )
        .await?;
    come_back(&browser, &site, "/people").await?;
    browser.see("残る 人").await?;
    assert_eq!(storage::journal(&browser).await?, saved);
    Ok(())
}

async fn what_local_storage_forgot_comes_back(engine: Engine) -> Result<()> {
    let (site, browser) = sample(engine).await?;
    let older = storage::local(&browser).await?;
    phone::add_member(&browser, &site, "新しい 人", "あたらしい ひと").await?;
    let saved = storage::journal(&browser).await?;

    // All of it.
    storage::away(&browser, &site).await?;
    storage::put_local(&browser, &Default::default()).await?;
    come_back(&browser, &site, "/people").await?;
    browser.see("新しい 人").await?;
    assert_eq!(storage::journal(&browser).await?, saved);

    // The last minutes of it.
    storage::away(&browser, &site).await?;
    storage::put_local(&browser, &older).await?;
    come_back(&browser, &site, "/people").await?;
    browser.see("新しい 人").await?;
    assert_eq!(storage::journal(&browser).await?, saved);

    // The control: without the journal the same older state has only the older people.
    storage::away(&browser, &site).await?;
    storage::put_local(&browser, &older).await?;
    storage::delete_journal(&browser).await?;
    come_back(&browser, &site, "/people").await?;
    browser.see("青葉 はな").await?;
    browser.never_sees("新しい 人").await?;

    // And without either the phone is a new one.
    storage::away(&browser, &site).await?;
    storage::put_local(&browser, &Default::default()).await?;
    storage::delete_journal(&browser).await?;
    browser.goto(&site.url("/")).await?;
    browser.see("文字の大きさ").await
}

/// Chromium keeps a page that is left for the way back to it, and with it the journal it was making: without the call
/// that lets such a page go, 7 of 14 phones read on for ever.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_left_while_it_made_the_journal_holds_up_no_other() -> Result<()> {
    for _ in 0..4 {
        let (site, browser) = open(Engine::Chromium).await?;
        browser.goto(&site.url("/")).await?;
        browser.wait_for("document.documentElement.dataset.boot === 'running'").await?;
        browser.goto(&site.url("/start/recover")).await?;
        browser.see("つぎへ").await?;
    }
    Ok(())
}

/// The page is left at the very moment when it asks how far the journal is. That nobody answers does not mean that the
/// journal was lost: taken for that, the phone took another name and wrote every record anew, in a page that does not
/// run.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_left_while_it_asked_takes_no_journal_for_lost() -> Result<()> {
    let (site, browser) = sample(Engine::Chromium).await?;
    let device = "return localStorage.getItem('tanomo.device')";
    let name = browser.eval::<String>(device).await?;
    let leave = "const get = IDBObjectStore.prototype.get;
        IDBObjectStore.prototype.get = function (key) {
            const asked = get.call(this, key);
            if (String(key).startsWith('generation/') && window.left === undefined) {
                window.left = sessionStorage.getItem('kept');
                const event = new PageTransitionEvent('pagehide', { persisted: window.left === 'true' });
                queueMicrotask(() => dispatchEvent(event));
            }
            return asked;
        };";
    at_start(&browser, leave).await?;
    for kept in ["true", "false"] {
        let saved = storage::journal(&browser).await?;
        browser.eval::<()>(&format!("void sessionStorage.setItem('kept', '{kept}')")).await?;
        come_back(&browser, &site, "/people/new").await?;
        ensure!(browser.eval::<String>("return window.left").await? == kept, "the page was not left");
        ensure!(storage::journal(&browser).await? == saved, "other records");
        ensure!(browser.eval::<String>(device).await? == name, "the phone has another name");
        // It runs on, and after a second it saves, also where the browser does not say that somebody came back.
        browser.eval_async::<()>("new Promise((done) => setTimeout(() => done(null), 1500))").await?;
        let who = if kept == "true" { "はじめの 人" } else { "つぎの 人" };
        fill_in_member(&browser, who, "ひと").await?;
        browser.wait_for("!location.pathname.endsWith('/new')").await?;
        browser.see(who).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_indexed_db_it_works_and_says_so() -> Result<()> {
    let (site, browser) = open(Engine::Chromium).await?;
    at_start(&browser, "Object.defineProperty(window, 'indexedDB', { value: undefined })").await?;
    phone::try_the_sample(&browser, &site.url("/")).await?;
    let unsure = "このブラウザでは、記録が残らないことがあります";
    browser.see(unsure).await?;
    phone::add_member(&browser, &site, "それでも 人", "それでも ひと").await?;
    come_back(&browser, &site, "/people").await?;
    browser.see("それでも 人").await?;
    browser.see(unsure).await?;

    // The control: an ordinary browser is not accused.
    let (_site, ordinary) = sample(Engine::Chromium).await?;
    ordinary.never_sees(unsure).await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_any_storage_it_says_what_to_do() -> Result<()> {
    let (site, browser) = open(Engine::Chromium).await?;
    let denied = "Object.defineProperty(window, 'localStorage', {
        configurable: true, get() { throw new DOMException('denied', 'SecurityError'); } })";
    at_start(&browser, denied).await?;
    browser.goto(&site.url("/")).await?;
    browser.see("このままでは記録を残せません").await?;
    browser.see("ふつうのウィンドウで").await
}

/// Runs a script before any of the page's own.
async fn at_start(browser: &Browser, script: &str) -> Result<()> {
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_local_storage_loses_nothing() -> Result<()> {
    let (site, browser) = sample(Engine::Chromium).await?;
    let saved = storage::journal(&browser).await?;
    storage::fill_local(&browser).await?;
    phone::add_member(&browser, &site, "満員の 人", "まんいんの ひと").await?;
    for path in ["/people", "/people"] {
        come_back(&browser, &site, path).await?;
        browser.see("満員の 人").await?;
        storage::fill_local(&browser).await?;
    }
    let now = storage::journal(&browser).await?;
    let lost: Vec<_> = saved.iter().filter(|(key, text)| now.get(*key) != Some(text)).collect();
    ensure!(lost.is_empty(), "lost: {lost:?}");

    // The control: what IndexedDB did not take either is not called saved.
    at_start(&browser, "Object.defineProperty(window, 'indexedDB', { value: undefined })").await?;
    come_back(&browser, &site, "/people/new").await?;
    storage::fill_local(&browser).await?;
    fill_in_member(&browser, "入らない 人", "はいらない ひと").await?;
    browser.see("保存できませんでした").await?;
    assert!(browser.url().await?.ends_with("/people/new"), "the form stays as it was");
    Ok(())
}

async fn fill_in_member(browser: &Browser, name: &str, reading: &str) -> Result<()> {
    browser.type_into("氏名", name).await?;
    browser.type_into("ふりがな", reading).await?;
    browser.tap("保存する").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_phone_says_so_and_takes_it_when_there_is_room() -> Result<()> {
    let (site, mut browser) = sample(Engine::Chromium).await?;
    let saved = storage::journal(&browser).await?;
    // A running Chromium remembers for a while how much room there was.
    browser.reopen().await?;
    storage::away(&browser, &site).await?;
    browser.set_quota(&site.url(""), Some(1)).await?;
    come_back(&browser, &site, "/people/new").await?;
    fill_in_member(&browser, "あとの 人", "あとの ひと").await?;
    browser.see("保存できませんでした").await?;
    assert_eq!(browser.value("氏名").await?, "あとの 人", "what was typed stays");
    assert_eq!(storage::journal(&browser).await?, saved);

    browser.set_quota(&site.url(""), None).await?;
    browser.tap("保存する").await?;
    browser.sees_no_more("保存できませんでした").await?;
    come_back(&browser, &site, "/people").await?;
    browser.see("あとの 人").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_of_1970() -> Result<()> {
    a_wrong_clock(86_400_000, "1970").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_of_2099() -> Result<()> {
    a_wrong_clock(4_082_000_000_000, "2099").await
}

/// A phone whose clock jumps while it has records, and one that begins under that clock.
async fn a_wrong_clock(unix_ms: i64, year: &str) -> Result<()> {
    let (site, browser) = sample(Engine::Chromium).await?;
    phone::add_member(&browser, &site, "前の 人", "まえの ひと").await?;
    browser.set_clock(unix_ms).await?;
    goes_on(&browser, &site, year).await?;
    come_back(&browser, &site, "/people").await?;
    browser.see("前の 人").await?;

    let (site, browser) = open(Engine::Chromium).await?;
    browser.set_clock(unix_ms).await?;
    phone::try_the_sample(&browser, &site.url("/")).await?;
    goes_on(&browser, &site, year).await
}

async fn goes_on(browser: &Browser, site: &Site, year: &str) -> Result<()> {
    for path in ["/", "/requests", "/summary", "/complete", "/requests/new", "/settings/keep"] {
        come_back(browser, site, path).await?;
        assert_eq!(browser.eval::<String>("String(new Date().getFullYear())").await?, year);
        let boot: String = browser.eval("document.documentElement.dataset.boot").await?;
        ensure!(boot == "running", "{}", browser.failed(&format!("{path}: {boot}")).await);
    }
    phone::add_member(browser, site, "後の 人", "あとの ひと").await?;
    come_back(browser, site, "/people").await?;
    browser.see("後の 人").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_whole_changes_nothing_on_a_new_phone() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (site, browser) = open(Engine::Chromium).await?;
    browser.goto(&site.url("/start/restore")).await?;
    browser.tap("つぎへ").await?;
    for (name, text, says) in [
        ("not-ours.txt", "{\"some\":\"json\"}\n".to_owned(), "このアプリのファイルではありません"),
        ("picture.png", "\u{fffd}PNG".to_owned(), "このアプリのファイルではありません"),
        ("cut.txt", files::cut_off(), "切れているか"),
        ("changed.txt", files::changed(), "切れているか"),
        ("newer.txt", files::newer(), "新しいアプリのファイルです"),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, text)?;
        browser.attach("書き出したファイル", &file).await?;
        browser.see(says).await?;
        browser.tap(("button", "もどす")).await?;
        browser.see(says).await?;
        assert_eq!(storage::journal(&browser).await?, Default::default(), "{name}");
    }

    let file = folder.path().join("cards.txt");
    std::fs::write(&file, files::with_card("合言葉はながい")?)?;
    browser.attach("書き出したファイル", &file).await?;
    browser.type_into("合いことば", "べつの合言葉").await?;
    browser.type_into("6けたの番号", "135790").await?;
    browser.tap(("button", "もどす")).await?;
    browser.see("合言葉がちがいます").await?;
    assert_eq!(storage::journal(&browser).await?, Default::default());

    // The control: the whole file with its own passphrase is restored.
    browser.type_into("合いことば", "合言葉はながい").await?;
    browser.tap(("button", "もどす")).await?;
    browser.see("記録をもどしました").await?;
    assert!(storage::journal(&browser).await?.len() > 20);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_another_squad_changes_nothing_here() -> Result<()> {
    let (site, browser) = sample(Engine::Chromium).await?;
    let saved = storage::journal(&browser).await?;
    come_back(&browser, &site, "/settings/keep").await?;
    for (text, says) in [
        ("これは日記です\n".to_owned(), "このアプリのファイルではありません"),
        (files::cut_off(), "切れているか"),
        (files::newer(), "新しいアプリ"),
        (files::whole(), "ほかの隊"),
    ] {
        // The file field here is hidden behind a button that opens the system's own picker.
        let give = format!(
            "const given = new DataTransfer();
            given.items.add(new File([{}], 'file.txt', {{ type: 'text/plain' }}));
            const field = document.querySelector('input[type=file]');
            field.files = given.files;
            field.dispatchEvent(new Event('change', {{ bubbles: true }}));
            return null",
            serde_json::to_string(&text)?
        );
        browser.eval::<Value>(&give).await?;
        browser.see(says).await?;
        assert_eq!(storage::journal(&browser).await?, saved, "{says}");
    }
    Ok(())
}

async fn texts_are_shown_and_never_run(engine: Engine) -> Result<()> {
    let (site, browser) = sample(engine).await?;
    // The last turns the direction of all that follows it, so it is not even kept.
    let turned = "\u{202e}逆さ {n}";
    for name in ["<img src=x onerror=window.ran=1>", "<script>window.ran=1</script>", "مريم 👵🏽‍🌾", turned]
    {
        phone::add_member(&browser, &site, name, "てすと").await?;
        let shown = name.trim_start_matches('\u{202e}');
        browser.see(shown).await?;
        come_back(&browser, &site, "/people").await?;
        browser.see(shown).await?;
        assert!(!browser.text().await?.contains('\u{202e}'));
    }
    let made = "document.querySelectorAll('img[src=x]').length";
    assert_eq!(browser.eval::<u32>(made).await?, 0);
    assert!(browser.eval::<bool>("window.ran === undefined").await?);
    // The control: were it taken for HTML, the element would be there.
    browser
        .eval::<Value>(
            "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.ran=1>'); return null",
        )
        .await?;
    assert_eq!(browser.eval::<u32>(made).await?, 1);
    browser.wait_for(READY).await
}
