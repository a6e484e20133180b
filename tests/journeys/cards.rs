//! Residents' cards: locked when the server was not heard for long, gone from a helper's phone after the job, and what is
//! ticked once one was erased.

use anyhow::{Result, ensure};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tanomo_browsers::{Engine, Site, Target, in_each_engine};

use super::together::{NUMBER, Phone, SOON, choose_number, log_for, log_request, rows_in};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const TEN_YEARS: Duration = Duration::from_secs(3_653 * 24 * 60 * 60);
const NOT_YOURS: &str = "お名前と連絡先は、世話役とその日の担当者だけが見ます";

in_each_engine!(
    a_helpers_copy_of_a_card_leaves_a_week_after_the_job,
    what_was_taken_back_of_an_erased_card_is_kept
);

/// A phone whose clock is ten years off: its cards are locked and nothing of them is lost; it goes on writing, sends when
/// the server answers, and then opens its cards by the server's day.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_ten_years_off_locks_cards_until_the_server_answers() -> Result<()> {
    let mut site = Site::start().await?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    let helper = Phone::second(Engine::Chromium, &site, &lead).await?;
    let request = log_for(&lead, &site, "城東 花子").await?;
    lead.sent().await?;
    site.stop()?;
    // The control: without a server alone the card opens.
    lead.read(&site, &request).await?;
    lead.open_cards().await?;
    lead.see("城東 花子").await?;
    let later = SystemTime::now().duration_since(UNIX_EPOCH)? + TEN_YEARS;
    lead.set_clock(i64::try_from(later.as_millis())?).await?;
    lead.read(&site, &request).await?;
    lead.open_cards().await?;
    lead.see("14日つながっていないので、カードをとじています").await?;
    lead.never_sees("城東 花子").await?;
    let written = log_request(&lead, &site, "夕日町").await?;
    site.start_again().await?;
    // The clock is as wrong as before: the server's day is what counts.
    lead.read(&site, &request).await?;
    lead.sent().await?;
    lead.open_cards().await?;
    lead.see_within("城東 花子", SOON).await?;
    // What was written under the wrong clock is there, and moves nobody else's clock: what they write is of today.
    helper.sees_at(&site, &written, "夕日町").await?;
    let today = SystemTime::now().duration_since(UNIX_EPOCH)?;
    let years_off = written_at(&helper, &written).await?;
    ensure!(years_off.abs_diff(later) < DAY, "the control: what came is of {years_off:?}, not of {later:?}");
    let theirs = log_request(&helper, &site, "朝日町").await?;
    let at = written_at(&helper, &theirs).await?;
    ensure!(at.abs_diff(today) < DAY, "the helper wrote at {at:?}, and it is {today:?}");
    helper.read(&site, "/requests").await?;
    helper.see("花見町").await
}

/// When a request was last written, as its record says it.
async fn written_at(phone: &Phone, request: &str) -> Result<Duration> {
    let id = request.rsplit('/').next().unwrap_or_default();
    let script = "
        const database = await new Promise((done, fail) => {
            const opening = indexedDB.open('tanomo');
            opening.onsuccess = () => done(opening.result);
            opening.onerror = fail;
        });
        const records = database.transaction('records').objectStore('records');
        const ends = request => new Promise(done => { request.onsuccess = () => done(request.result); });
        const key = (await ends(records.getAllKeys())).find(key => String(key).includes('ID'));
        const text = JSON.stringify(await ends(records.get(key)));
        database.close();
        return Math.max(...Array.from(text.matchAll(/,(\\d{13}),/g), found => Number(found[1])))";
    let at: f64 = phone.eval_async(&script.replace("ID", id)).await?;
    Ok(Duration::try_from_secs_f64(at / 1_000.0)?)
}

/// Says that the server's day, when it was last heard, was nine days later than it was.
const DAYS_LATER: &str = "
    const database = await new Promise((done, fail) => {
        const opening = indexedDB.open('tanomo');
        opening.onsuccess = () => done(opening.result);
        opening.onerror = fail;
    });
    const meta = database.transaction('meta', 'readwrite').objectStore('meta');
    const ends = request => new Promise(done => { request.onsuccess = () => done(request.result); });
    let moved = 0;
    for (const key of await ends(meta.getAllKeys())) {
        if (!String(key).startsWith('heard/')) continue;
        const [said, at] = (await ends(meta.get(key))).split(' ').map(Number);
        await ends(meta.put(`${said + 9 * 86400000} ${at}`, key));
        moved += 1;
    }
    database.close();
    return moved";

/// How many keys of cards are on this phone.
async fn card_keys(phone: &Phone) -> Result<u32> {
    rows_in(phone, "card-keys").await
}

/// Opens the cards on the page of the number.
async fn open_all(phone: &Phone, site: &Site) -> Result<()> {
    phone.read(site, "/settings/number").await?;
    phone.tap("番号を入れて開く").await?;
    phone.type_into("6けたの番号", NUMBER).await?;
    phone.tap(("button", "開く")).await?;
    phone.see("いま、カードは開いています").await
}

async fn a_helpers_copy_of_a_card_leaves_a_week_after_the_job(engine: Engine) -> Result<()> {
    let mut site = Site::start().await?;
    let lead = Phone::founder(engine, &site).await?;
    let helper = Phone::second(engine, &site, &lead).await?;
    let request = log_for(&lead, &site, "城東 花子").await?;
    helper.sees_at(&site, &request, "草取り").await?;
    helper.tap(Target::from(("button", "手伝えます")).nth(0)).await?;
    helper.see("行けなくなりました").await?;
    lead.see_within("二人目 の人", SOON).await?;
    lead.tap("お願いする").await?;
    lead.sent().await?;
    helper.see_within("2人のうち1人が決まっています", SOON).await?;
    helper.tap("カードを開く").await?;
    choose_number(&helper).await?;
    helper.see_within("城東 花子", SOON).await?;
    // The job is over.
    lead.read(&site, &request).await?;
    lead.tap("取り下げ").await?;
    lead.tap("取り下げ").await?;
    lead.see("取り下げました").await?;
    lead.sent().await?;
    helper.sees_at(&site, &request, "取り下げました").await?;
    helper.open_cards().await?;
    helper.see_within("城東 花子", SOON).await?;
    helper.sent().await?;
    // It is still there to put right what was forgotten, and says until when.
    helper.tap("カード").await?;
    helper.see("このスマホから消えます").await?;
    // The day comes, by the server's clock.
    site.stop()?;
    let moved: u32 = helper.eval_async(DAYS_LATER).await?;
    ensure!(moved == 1, "{moved} notes of the server's day");
    helper.read(&site, &request).await?;
    helper.see(NOT_YOURS).await?;
    // The control: what takes it away needs the cards to be open, so that until then it is all there.
    let held = card_keys(&helper).await?;
    ensure!(held > 0, "the helper had no key that could leave");
    open_all(&helper, &site).await?;
    let until = Instant::now() + SOON;
    loop {
        let left = card_keys(&helper).await?;
        if left == 0 {
            break;
        }
        ensure!(Instant::now() < until, "{left} of {held} keys are left");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    helper.read(&site, &request).await?;
    helper.see(NOT_YOURS).await?;
    // The lead's stays, on the same day.
    let moved: u32 = lead.eval_async(DAYS_LATER).await?;
    ensure!(moved == 1, "{moved} notes of the server's day");
    let held = card_keys(&lead).await?;
    open_all(&lead, &site).await?;
    lead.read(&site, &request).await?;
    lead.open_cards().await?;
    lead.see_within("城東 花子", SOON).await?;
    let left = card_keys(&lead).await?;
    ensure!(left == held && held > 0, "the lead has {left} keys of {held}");
    // What the lead writes on it from now on is under a key the helper never had.
    lead.tap("カード").await?;
    lead.tap("なおす").await?;
    lead.type_into("電話番号", "0120-000-009").await?;
    lead.tap(("button", "保存")).await?;
    let until = Instant::now() + SOON;
    while card_keys(&lead).await? != held + 1 {
        ensure!(Instant::now() < until, "the card goes on under the key that the helper had");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(())
}

async fn what_was_taken_back_of_an_erased_card_is_kept(engine: Engine) -> Result<()> {
    let site = Site::start().await?;
    let lead = Phone::founder(engine, &site).await?;
    let request = log_for(&lead, &site, "城東 花子").await?;
    lead.see("城東 花子").await?;
    lead.tap("カード").await?;
    lead.see("カードの期限").await?;
    let card: String = lead.eval("location.pathname").await?;
    lead.tap("同意をやめる(カードを消す)").await?;
    lead.tap(("button", "消す")).await?;
    lead.see_within("このカードは、ご本人の希望で消しました", SOON).await?;
    let ticked = "document.querySelectorAll('input:checked').length === 1";
    lead.tap("紙(お伺いカード・名簿)を回収した").await?;
    lead.wait_for(ticked).await?;
    lead.sent().await?;
    lead.read(&site, &card).await?;
    lead.wait_for(ticked).await?;
    lead.read(&site, &request).await?;
    lead.never_sees("城東 花子").await
}
