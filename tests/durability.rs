//! "Saved" survives the end of the whole browser, and two windows take nothing from each other.
#![cfg(feature = "journeys")]

mod ground;

use anyhow::{Context, Result, bail, ensure};
use ground::{files, full, open, phone, storage};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};
use tanomo_browsers::{Browser, Engine, Options, Site, Target};
use tanomo_domain::{
    sample,
    view::{Sort, Visit},
};
use tanomo_record::{Id, Record};
use tokio::time::{Instant, sleep};

/// The half of these tests that runs inside the page.
const IN_PAGE: &str = include_str!("ground/edits.js");

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_was_saved_survives_a_kill_in_chromium() -> Result<()> {
    for _ in 0..if full() { 20 } else { 5 } {
        a_saved_job_survives(Engine::Chromium).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_was_saved_survives_a_kill_in_firefox() -> Result<()> {
    a_saved_job_survives(Engine::Firefox).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_was_saved_survives_a_kill_in_webkit() -> Result<()> {
    a_saved_job_survives(Engine::WebKit).await
}

async fn a_saved_job_survives(engine: Engine) -> Result<()> {
    let (mut site, mut browser) = open(engine).await?;
    phone::try_the_sample(&browser, &site.url("/")).await?;
    browser.wait_until_offline_ready().await?;
    site.stop()?;
    let request = complete_and_kill(&mut browser, &site).await?;
    phone::start_cold(&mut browser, &site.url(&request)).await?;
    sees_it_all(&browser).await
}

/// The control: of the same kill localStorage alone keeps nothing, so it is IndexedDB that kept it above.
#[tokio::test(flavor = "multi_thread")]
async fn local_storage_alone_would_have_lost_it() -> Result<()> {
    let (site, mut browser) = open(Engine::Chromium).await?;
    phone::try_the_sample(&browser, &site.url("/")).await?;
    // Chromium writes localStorage 5 s after the first change and then not for about a minute: from here on
    // nothing more reaches the disk before the kill.
    on_disk(&browser.profile().join("Default/Local Storage/leveldb"), "tanomo.g.").await?;
    let request = complete_and_kill(&mut browser, &site).await?;
    fs::remove_dir_all(browser.profile().join("Default/IndexedDB"))?;
    browser.reopen().await?;
    browser.goto(&site.url(&request)).await?;
    phone::ready(&browser).await?;
    browser.see("かかった時間").await?;
    browser.never_sees("もう終わっています").await
}

/// Completes the first job of the sample's lead, and ends the browser in the moment the page says so. Gives the
/// path of the job's form.
async fn complete_and_kill(browser: &mut Browser, site: &Site) -> Result<String> {
    browser.goto(&site.url("/complete")).await?;
    phone::ready(browser).await?;
    browser.tap(Target::from(("link", "草取り あおば町")).nth(0)).await?;
    browser.tap(("button", "90分")).await?;
    browser.tap("300円").await?;
    browser.see("合計").await?;
    let path: String = browser.eval("location.pathname + location.search").await?;
    browser
        .eval_async::<Value>(&format!(
            "{IN_PAGE}
            window.edits.button('保存').click();
            await window.edits.until(() => document.body.innerText.includes('記録しました'));
            return null"
        ))
        .await?;
    browser.kill()?;
    Ok(path)
}

async fn sees_it_all(browser: &Browser) -> Result<()> {
    phone::ready(browser).await?;
    browser.see("この困りごとは、もう終わっています").await?;
    browser.tap("記録を見る・なおす").await?;
    for fact in ["90分", "300円", "見本 太郎", "青葉 はな", "終わった"] {
        browser.see(fact).await?;
    }
    browser.see("まだ送っていません 1件").await
}

/// Waits until some file of the folder holds this text.
async fn on_disk(folder: &Path, text: &str) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(60);
    let holds = |file: &PathBuf| {
        fs::read(file).is_ok_and(|bytes| bytes.windows(text.len()).any(|part| part == text.as_bytes()))
    };
    while Instant::now() < deadline {
        let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        if files.into_iter().any(|file| holds(&file)) {
            return Ok(());
        }
        sleep(Duration::from_millis(50)).await;
    }
    bail!("{} never holds {text}", folder.display())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_that_edit_the_same_records_lose_nothing() -> Result<()> {
    let times = if full() { 500 } else { 25 };
    let (site, browser, before) = twenty_visits().await?;
    let visits: Vec<Id> = before.keys().copied().collect();
    let first = browser.window().await?;
    start_editing(&browser, &site, &visits, times, "minutes").await?;
    let second = browser.new_window().await?;
    start_editing(&browser, &site, &visits, times, "bags").await?;
    for window in [&first, &second] {
        browser.switch_to(window).await?;
        browser.wait_for_within("typeof window.edited === 'string'", Duration::from_secs(600)).await?;
        assert_eq!(browser.eval::<String>("window.edited").await?, "done");
    }
    let after = records(&browser, &visits).await?;
    all_edits_stand(&before, &after, times)?;

    // What a person sees, in the window that wrote the other field.
    browser.switch_to(&first).await?;
    let visit = Visit::read(visits[0], &after[&visits[0]]).context("the visit")?;
    browser.goto(&site.url(&format!("/visits/{}", visits[0]))).await?;
    browser.see(&format!("{}分", visit.minutes)).await?;
    browser.see(&format!("{}袋", visit.bags)).await?;

    // The control: had the last window to write put back the records as it knew them, it would be seen.
    let mut lost = after;
    for (id, record) in lost.iter_mut().take(1) {
        *record = before[id].clone();
    }
    assert!(all_edits_stand(&before, &lost, times).is_err());
    Ok(())
}

/// A phone restored from a file, with the first twenty of its visits that can be put right.
async fn twenty_visits() -> Result<(Site, Browser, BTreeMap<Id, Record>)> {
    let all = sample::years(files::who(), 260);
    let is_work = |(id, record): &&(Id, Record)| {
        record.kind() == Visit::KIND
            && Visit::read(*id, record).is_some_and(|visit| {
                visit.sort == Sort::Work && visit.end.is_some() && visit.costs.total() == 0
            })
    };
    let visits: BTreeMap<Id, Record> = all.iter().filter(is_work).take(20).cloned().collect();
    ensure!(visits.len() == 20, "{} visits", visits.len());
    let file = tempfile::NamedTempFile::new()?;
    fs::write(file.path(), files::of(&all))?;
    // A tab in the background runs as fast as the one in front.
    let args = [
        "--disable-background-timer-throttling",
        "--disable-backgrounding-occluded-windows",
        "--disable-renderer-backgrounding",
    ];
    let options = Options { args: args.map(str::to_owned).to_vec(), ..Options::default() };
    let site = Site::start().await?;
    let browser = Browser::open(Engine::Chromium, options).await?;
    browser.goto(&site.url("/start/restore")).await?;
    browser.tap("つぎへ").await?;
    browser.attach("書き出したファイル", file.path()).await?;
    browser.tap(("button", "もどす")).await?;
    browser.see("記録をもどしました").await?;
    Ok((site, browser, visits))
}

async fn start_editing(
    browser: &Browser,
    site: &Site,
    visits: &[Id],
    times: usize,
    what: &str,
) -> Result<()> {
    browser.goto(&site.url("/people")).await?;
    phone::ready(browser).await?;
    let visits: Vec<String> = visits.iter().map(Id::to_string).collect();
    let start = format!(
        "{IN_PAGE} window.edits.start({}, {times}, '{what}'); return null",
        serde_json::to_string(&visits)?
    );
    browser.eval::<Value>(&start).await.map(drop)
}

/// The visits as the phone has them on its disk.
async fn records(browser: &Browser, visits: &[Id]) -> Result<BTreeMap<Id, Record>> {
    let journal = storage::journal(browser).await?;
    let record = |id: &Id| {
        let text = journal.iter().find(|(key, _)| key.ends_with(&format!("/{id}"))).context("a visit")?.1;
        let record = Record::from_text(text).map_err(|why| anyhow::anyhow!("{id}: {why:?}"))?;
        anyhow::Ok((*id, record))
    };
    visits.iter().map(record).collect()
}

/// Whether every edit is in the value that stands and in the history, and none made a conflict.
fn all_edits_stand(before: &BTreeMap<Id, Record>, after: &BTreeMap<Id, Record>, times: usize) -> Result<()> {
    for (n, (id, old)) in before.iter().enumerate() {
        let edits = times / before.len() + usize::from(n < times % before.len());
        let new = after.get(id).with_context(|| format!("{id} is gone"))?;
        let (was, is) = Visit::read(*id, old).zip(Visit::read(*id, new)).context("a visit")?;
        let count = |record: &Record, field: &str| {
            record.history().iter().filter(|event| event.field == field).count()
        };
        ensure!(
            is.minutes as usize == was.minutes as usize + edits,
            "{n}: {} minutes after {}",
            is.minutes,
            was.minutes
        );
        ensure!(is.bags as usize == was.bags as usize + edits, "{n}: {} bags after {}", is.bags, was.bags);
        for field in ["minutes", "bags"] {
            let written = count(new, field) - count(old, field);
            ensure!(written == edits, "{n}: {written} of {edits} writes of {field} in the history");
        }
        ensure!(new.conflicts().count() == 0, "{n}: a conflict");
    }
    Ok(())
}
