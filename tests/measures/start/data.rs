//! The records that are measured with, and the two ways to the disk.

// Each measure uses its part of it.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};
use tanomo::store::backup;
use tanomo_browsers::{Browser, Site};
use tanomo_domain::date::{Millis, parse_iso, tokyo_millis};
use tanomo_domain::sample::{self, For};
use tanomo_record::{Id, Record, ReplicaId};

/// Scrolls from the first to the last row in steps of a screen, a frame each; gives how far that was.
pub const SCROLL: &str = "
const step = innerHeight * 0.8, page = document.scrollingElement;
for (let at = 0; at < page.scrollHeight; at += step) {
  scrollTo(0, at);
  await new Promise(requestAnimationFrame);
}
return scrollY";

/// A copy of the built site with the plain page beside it, so that both start from the same offline copy.
pub fn site_with_peer(folder: &Path) -> Result<PathBuf> {
    let built = PathBuf::from(std::env::var_os("TANOMO_DIST").context("run `cargo xtask bench start`")?);
    let copy = folder.join("dist");
    copy_folder(&built, &copy)?;
    let peer = [("plain.html", include_str!("plain.html")), ("plain.js", include_str!("plain.js"))];
    let worker = copy.join("sw.js");
    let mut text = fs::read_to_string(&worker)?;
    for (name, content) in peer {
        fs::write(copy.join(name), content)?;
        let sum = Base64::encode_string(&Sha256::digest(content.as_bytes()));
        let with = text.replacen("FILES = {", &format!("FILES = {{\"/{name}\":\"sha256-{sum}\","), 1);
        ensure!(with != text, "sw.js no longer lists its files as `FILES = {{…}}`");
        text = with;
    }
    fs::write(&worker, text)?;
    for packed in ["sw.js.br", "sw.js.gz"] {
        let _ = fs::remove_file(copy.join(packed));
    }
    Ok(copy)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn who() -> For {
    let now = parse_iso("2026-11-22").map_or(Millis(0), |day| tokyo_millis(day, 9, 0));
    For {
        circle: Id::new([1; 16]),
        me: Id::new([2; 16]),
        replica: ReplicaId::new([3; 8]),
        now,
        seed: [4; 16],
    }
}

/// A file of years of work: offers, agreements and visits as the app writes them.
pub fn years(folder: &Path, records: usize) -> Result<PathBuf> {
    write(folder.join("years.tanomo"), sample::years(who(), records))
}

/// A file with a day of today, of so many jobs and people; and the day's path.
pub fn large_day(folder: &Path, jobs: usize, people: usize) -> Result<(PathBuf, String)> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let who = For { now: Millis(i64::try_from(now)?), ..who() };
    let (day, records) = sample::large_day(who, jobs, people);
    Ok((write(folder.join("day.tanomo"), records)?, format!("/days/{day}")))
}

/// A file of as many requests that wait, each one row.
pub fn waiting(folder: &Path, requests: usize) -> Result<PathBuf> {
    write(folder.join("waiting.tanomo"), sample::waiting(who(), requests))
}

fn write(path: PathBuf, records: Vec<(Id, Record)>) -> Result<PathBuf> {
    let file = backup::without_cards(who().circle, who().me, 0, &records);
    fs::write(&path, file)?;
    Ok(path)
}

/// Restores a file on a phone that has no circle yet.
pub async fn restore(browser: &Browser, file: &Path) -> Result<()> {
    browser.tap("つぎへ").await?;
    browser.attach("書き出したファイル", file).await?;
    browser.tap(("button", "もどす")).await?;
    browser.see("記録をもどしました").await?;
    all_read(browser).await
}

/// Waits until every record has been read.
pub async fn all_read(browser: &Browser) -> Result<()> {
    browser.wait_for("document.documentElement.dataset.phase === 'ready'").await
}

/// Milliseconds of one strict put of a record's size.
pub async fn bare_put(browser: &Browser) -> Result<f64> {
    browser
        .eval_async(
            "const open = indexedDB.open('bare', 1);
            open.onupgradeneeded = () => open.result.createObjectStore('records');
            await new Promise((ok, no) => { open.onsuccess = ok; open.onerror = no; });
            const value = { c: 'c', g: 1, t: '作業の記録'.repeat(140) };
            const times = [];
            for (let i = 0; i < 5; i++) {
              const before = performance.now();
              const txn = open.result.transaction(['records'], 'readwrite', { durability: 'strict' });
              txn.objectStore('records').put(value, `${Math.random()}`);
              await new Promise((ok, no) => { txn.oncomplete = ok; txn.onabort = no; });
              times.push(performance.now() - before);
            }
            open.result.close();
            return times.sort((a, b) => a - b)[2]",
        )
        .await
}

/// One tap on 保存 that was answered, in milliseconds.
#[derive(serde::Deserialize)]
pub struct Saved {
    /// From the tap to the words.
    pub ms: f64,
    /// Until the app asks for its transaction: the rules, the record.
    pub before: f64,
    /// The transaction.
    pub disk: f64,
    /// From its end to the words.
    pub after: f64,
}

/// Taps 保存 and waits for what comes of it: the milliseconds until the page says that it is saved, or nothing where
/// a question comes first.
const SAVE: &str = "
const plain = IDBDatabase.prototype.transaction;
let asked, done;
IDBDatabase.prototype.transaction = function (...how) {
  const transaction = plain.apply(this, how);
  if (how[1] === 'readwrite') {
    asked ??= performance.now();
    transaction.addEventListener('complete', () => { done ??= performance.now(); });
  }
  return transaction;
};
const button = [...document.querySelectorAll('button')].find(one => one.textContent.trim() === '保存');
const outcome = () => {
  if (document.querySelector('dialog[open]')) return { asked: true };
  if (document.getElementById('saved')?.textContent.includes('保存しました')) {
    const now = performance.now();
    return { ms: now - from, before: asked - from, disk: done - asked, after: now - done };
  }
  return null;
};
let from;
return await new Promise((answer, failed) => {
  const look = new MutationObserver(() => {
    const came = outcome();
    if (came) { look.disconnect(); IDBDatabase.prototype.transaction = plain; answer(came.asked ? null : came); }
  });
  look.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  setTimeout(() => failed(new Error('nothing came of 保存')), 30000);
  from = performance.now();
  button.click();
})";

/// From the tap on 保存 of a completed task to the words that say it is saved.
pub async fn tap_to_saved(browser: &Browser, site: &Site) -> Result<Saved> {
    browser.goto(&site.url("/complete")).await?;
    all_read(browser).await?;
    // A ride has a notice to be read out first; everything else is of one kind.
    let open = "const job = [...document.querySelectorAll('main a[href*=\"/complete\"]')]
        .find(one => !one.textContent.includes('外出'));
        job?.click();
        return Boolean(job)";
    ensure!(browser.eval::<bool>(open).await?, "no job is left to complete");
    browser.tap(("button", "60分")).await?;
    if let Some(saved) = browser.eval_async(SAVE).await? {
        return Ok(saved);
    }
    // Why alone, why without an agreement: answered and closed, so that the tap that is measured is the one on 保存.
    browser.see("この内容で進める").await?;
    let mut asked = Vec::new();
    for (field, answer) in
        [("このまま進める理由", "すぐ終わる作業"), ("約束がないまま進める理由", "その場でご本人にたのまれた")]
    {
        // All of them before the first is answered, which shows the sheet anew. Typed: one tap would save at once.
        if browser.has(answer).await? {
            asked.push((field, answer));
        }
    }
    for (field, answer) in asked {
        browser.type_into(field, answer).await?;
    }
    browser.tap("とじる").await?;
    browser.wait_for("document.querySelector('dialog[open]') === null").await?;
    browser.eval_async::<Option<Saved>>(SAVE).await?.context("it asks for more")
}
