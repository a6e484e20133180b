//! 声のメモ: spoken with two taps, kept sealed through a kill, heard again without a network, ended by itself after 20
//! seconds; and a phone that lets nobody use its microphone. WebKitGTK has no recorder.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};
use tanomo_browsers::{Engine, Options, Site};

use super::photos::holds;
use super::together::{Phone, log_for};

const SOON: Duration = Duration::from_secs(60);
const SAVED: &str = "声のメモをこのスマホに保存しました";
const SPEAK: (&str, &str) = ("button", "声でメモする(20秒まで)");
/// How many notes the page lists, as buttons that play them.
const LISTENED: &str =
    "[...document.querySelectorAll('button')].filter(button => /^聞く/.test(button.textContent.trim()))";

/// A phone with a microphone that always hears the same, and asks nobody.
fn hearing(engine: Engine, folder: &Path) -> Result<Options> {
    let mut options = Options::default();
    if engine == Engine::Chromium {
        let args = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
        options.args = args.map(str::to_owned).to_vec();
    } else {
        let profile = folder.join("profile");
        std::fs::create_dir_all(&profile)?;
        let prefs = ["media.navigator.streams.fake", "media.navigator.permission.disabled"];
        let prefs = prefs.map(|name| format!("user_pref(\"{name}\", true);\n"));
        std::fs::write(profile.join("user.js"), prefs.concat())?;
        options.profile = Some(profile);
    }
    Ok(options)
}

/// What a sealed sound begins with, as hexadecimal digits, in the order of the store.
const BEGINS: &str = "
    const database = await new Promise((done, fail) => {
        const opening = indexedDB.open('tanomo');
        opening.onsuccess = () => done(opening.result);
        opening.onerror = fail;
    });
    const all = await new Promise(done => {
        const asked = database.transaction('photos').objectStore('photos').getAll();
        asked.onsuccess = () => done(asked.result);
    });
    database.close();
    const text = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
    return all.map(({ b }) => text(b.slice(0, 12)))";

/// Plays the only note of the page, to its end.
async fn hear(phone: &Phone) -> Result<()> {
    phone.wait_for_within(&format!("{LISTENED}.length === 1"), SOON).await?;
    let label: String = phone.eval(&format!("return {LISTENED}[0].textContent.trim()")).await?;
    phone.tap(("button", label.as_str())).await?;
    phone.see("止める").await?;
    phone.wait_for_within(&format!("{LISTENED}.length === 1"), SOON).await
}

async fn a_note_is_spoken_kept_and_heard(engine: Engine) -> Result<()> {
    let mut site = Site::start().await?;
    let folder = tempfile::tempdir()?;
    let mut phone = Phone::opened("草の隊", engine, &site, hearing(engine, folder.path())?).await?;
    log_for(&phone, &site, "城東 花子").await?;
    site.stop()?;
    phone.tap(("link", "完了を記録")).await?;
    phone.tap(SPEAK).await?;
    phone.see("話してください").await?;
    phone.see("あと17秒").await?;
    phone.tap("止めて保存する").await?;
    phone.see(SAVED).await?;
    holds(&phone, 1).await?;
    let begins: Vec<String> = phone.eval_async(BEGINS).await?;
    // EBML (WebM), `ftyp` of MP4, Ogg.
    let plain = |bytes: &String| {
        bytes.starts_with("1a45dfa3") || bytes.get(8..16) == Some("66747970") || bytes.starts_with("4f676753")
    };
    ensure!(begins.len() == 1 && !begins.iter().any(plain), "the sound is not sealed: {begins:?}");
    hear(&phone).await?;

    // Saved with the visit, through a kill, still without a network.
    phone.tap(("button", "60分")).await?;
    phone.tap(("button", "保存")).await?;
    for answer in ["すぐ終わる作業", "その場でご本人にたのまれた", "この内容で進める"]
    {
        phone.tap(("button", answer)).await?;
    }
    phone.tap("記録を見る・なおす").await?;
    phone.wait_for("location.pathname.startsWith('/visits/')").await?;
    let visit: String = phone.eval("location.pathname").await?;
    phone.kill_and_reopen(&site, &visit).await?;
    phone.see("写真はカードといっしょにとじています").await?;
    phone.never_sees("声のメモ").await?;
    phone.open_cards().await?;
    hear(&phone).await?;

    // Taken off after a question: nothing of it stays on the phone.
    phone.tap("消す").await?;
    phone.see("この声のメモを消しますか").await?;
    phone.tap("消す").await?;
    phone.wait_for_within(&format!("{LISTENED}.length === 0"), SOON).await?;
    holds(&phone, 0).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_spoken_kept_and_heard_in_chromium() -> Result<()> {
    a_note_is_spoken_kept_and_heard(Engine::Chromium).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_spoken_kept_and_heard_in_firefox() -> Result<()> {
    a_note_is_spoken_kept_and_heard(Engine::Firefox).await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_by_itself_after_twenty_seconds_and_is_saved() -> Result<()> {
    let site = Site::start().await?;
    let folder = tempfile::tempdir()?;
    let phone =
        Phone::opened("草の隊", Engine::Chromium, &site, hearing(Engine::Chromium, folder.path())?).await?;
    log_for(&phone, &site, "城東 花子").await?;
    phone.tap(("link", "完了を記録")).await?;
    phone.tap(SPEAK).await?;
    phone.see("話してください").await?;
    phone.see_within(SAVED, SOON).await?;
    phone.see("聞く(20秒)").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_lets_nobody_use_its_microphone_says_so() -> Result<()> {
    let site = Site::start().await?;
    let args =
        ["--use-fake-device-for-media-stream", "--deny-permission-prompts"].map(str::to_owned).to_vec();
    let options = Options { args, ..Options::default() };
    let phone = Phone::opened("草の隊", Engine::Chromium, &site, options).await?;
    log_for(&phone, &site, "城東 花子").await?;
    phone.tap(("link", "完了を記録")).await?;
    phone.tap(SPEAK).await?;
    phone.see("マイクを使えません。スマホの設定でマイクを許すと使えます").await?;
    // It can be tried again, and the rest of the form is as it was.
    phone.see("声でメモする(20秒まで)").await?;
    phone.see("かかった時間").await
}
