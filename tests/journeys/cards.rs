//! Residents' cards: locked when the server was not heard for long, gone from a helper's phone after the job, and what is
//! ticked once one was erased.

use anyhow::{Result, ensure};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tanomo_browsers::{Engine, Site, Target};

use super::together::{Phone, SOON, choose_number, log_for, log_request};

const TEN_YEARS: Duration = Duration::from_secs(3_653 * 24 * 60 * 60);

fn now() -> Result<Duration> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?)
}

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
    lead.set_clock(i64::try_from((now()? + TEN_YEARS).as_millis())?).await?;
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
    // What was written under the wrong clock is there, and moves nobody else's clock.
    helper.sees_at(&site, &written, "夕日町").await?;
    helper.read(&site, "/requests").await?;
    helper.see("花見町").await
}

/// Says that the server was last heard this many days later than it was.
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

/// The keys of cards on this phone.
const CARD_KEYS: &str = "
    const database = await new Promise((done, fail) => {
        const opening = indexedDB.open('tanomo');
        opening.onsuccess = () => done(opening.result);
        opening.onerror = fail;
    });
    const count = await new Promise(done => {
        const asked = database.transaction('card-keys').objectStore('card-keys').count();
        asked.onsuccess = () => done(asked.result);
    });
    database.close();
    return count";

#[tokio::test(flavor = "multi_thread")]
async fn a_helpers_copy_of_a_card_leaves_a_week_after_the_job() -> Result<()> {
    let mut site = Site::start().await?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    let helper = Phone::second(Engine::Chromium, &site, &lead).await?;
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
    helper.sees_at(&site, &request, "カードを開く").await?;
    helper.open_cards().await?;
    helper.see_within("城東 花子", SOON).await?;
    helper.sent().await?;
    helper.tap("カード").await?;
    helper.see("このスマホから消えます").await?;
    // It says until when; after that day, by the server's clock, the copy and its key go.
    site.stop()?;
    let moved: u32 = helper.eval_async(DAYS_LATER).await?;
    ensure!(moved == 1, "{moved} notes of the server's day");
    let keys: u32 = helper.eval_async(CARD_KEYS).await?;
    ensure!(keys > 0, "the helper never had a key");
    // Its own page no longer shows it, closed or open.
    helper.read(&site, &request).await?;
    helper.see("お名前と連絡先は、世話役とその日の担当者だけが見ます").await?;
    helper.read(&site, "/settings/number").await?;
    helper.tap("番号を入れて開く").await?;
    helper.type_into("6けたの番号", "123456").await?;
    helper.tap(("button", "開く")).await?;
    helper.see("いま、カードは開いています").await?;
    let until = std::time::Instant::now() + SOON;
    loop {
        let keys: u32 = helper.eval_async(CARD_KEYS).await?;
        if keys == 0 {
            break;
        }
        ensure!(std::time::Instant::now() < until, "{keys} keys are left");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    // The lead has it still.
    lead.read(&site, &request).await?;
    lead.open_cards().await?;
    lead.see_within("城東 花子", SOON).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_of_an_erased_card_is_kept_and_comes_to_other_phones() -> Result<()> {
    let site = Site::start().await?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    let request = log_for(&lead, &site, "城東 花子").await?;
    lead.see("城東 花子").await?;
    lead.tap("カード").await?;
    lead.see("カードの期限").await?;
    let card: String = lead.eval("location.pathname").await?;
    lead.tap("同意をやめる(カードを消す)").await?;
    lead.tap(("button", "消す")).await?;
    lead.see_within("このカードは、ご本人の希望で消しました", SOON).await?;
    lead.tap("紙(お伺いカード・名簿)を回収した").await?;
    lead.wait_for("document.querySelectorAll('input:checked').length === 1").await?;
    lead.sent().await?;
    lead.read(&site, &card).await?;
    lead.wait_for("document.querySelectorAll('input:checked').length === 1").await?;
    lead.read(&site, &request).await?;
    lead.never_sees("城東 花子").await
}

/// The phone's own unlock opens the cards beside the number, also after a start, until it is turned off.
#[tokio::test(flavor = "multi_thread")]
async fn the_phones_own_unlock_opens_the_cards() -> Result<()> {
    let site = Site::start().await?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    lead.add_own_unlock().await?;
    let request = log_for(&lead, &site, "城東 花子").await?;
    lead.see("城東 花子").await?;
    let own = "スマホのロックで開く";
    // The control: before it was chosen there is only the number.
    lead.read(&site, "/settings/number").await?;
    lead.tap("番号を入れて開く").await?;
    lead.see("6けたの番号").await?;
    lead.never_sees(own).await?;
    lead.type_into("6けたの番号", "123456").await?;
    lead.tap(("button", "開く")).await?;
    lead.see("いま、カードは開いています").await?;
    lead.tap("スマホのロックでも開く").await?;
    lead.wait_for("document.querySelector('input[role=switch]').checked").await?;
    // A start closes the cards.
    lead.read(&site, &request).await?;
    lead.never_sees("城東 花子").await?;
    lead.tap("カードを開く").await?;
    lead.tap(own).await?;
    lead.see("城東 花子").await?;
    // Nothing of the secret stands on the phone: turned off, the number alone opens them.
    lead.read(&site, "/settings/number").await?;
    lead.tap("番号を入れて開く").await?;
    lead.tap(own).await?;
    lead.see("いま、カードは開いています").await?;
    lead.tap("スマホのロックでも開く").await?;
    lead.wait_for("!document.querySelector('input[role=switch]').checked").await?;
    lead.read(&site, &request).await?;
    lead.tap("カードを開く").await?;
    lead.see("6けたの番号").await?;
    lead.never_sees(own).await?;
    lead.type_into("6けたの番号", "123456").await?;
    lead.tap(("button", "開く")).await?;
    lead.see("城東 花子").await
}
