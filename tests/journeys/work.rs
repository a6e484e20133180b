//! Scenes 3, 4 and 5 of a cleanup day: going as two, completing on the spot in five taps, rain and corrections.
//!
//! The job is the sample circle's one of today: 草取り in あおば町, for the lead who holds the phone and 青葉 はな.

use crate::phone::Phone;
use anyhow::{Context, Result, ensure};
use tanomo_browsers::{Engine, in_each_engine};

in_each_engine!(
    one_person_alone_is_warned_and_a_neighbour_comes_along,
    going_on_alone_keeps_the_reason,
    completed_on_the_spot_in_five_taps,
    rain_and_a_later_correction,
);

async fn one_person_alone_is_warned_and_a_neighbour_comes_along(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    begin(&phone).await?;
    phone.see("ひとりです").await?;
    phone.type_into("近所の人を加える", "坂本 ひさし").await?;
    phone.tap("加える").await?;
    // The panel has nothing left to ask, and the neighbour stands among those who are here.
    phone.sees_no_more("ひとりです").await?;
    phone.see("ここにいる人　2人").await?;
    phone.see("坂本 ひさし").await?;
    phone.tap(("button", "開始")).await?;
    // A neighbour has no insurance on record: the lead says why they may come along.
    phone.see("坂本 ひさしさんは、きょうは保険の対象外です").await?;
    phone.type_into("世話役がよいとした理由", "きょうの分の保険に入った").await?;
    phone.tap("この内容で進める").await?;
    running(&phone).await?;
    phone.see("坂本 ひさし").await?;
    phone.kill_and_reopen("/").await?;
    phone.tap("終わりました").await?;
    phone.see("行った人　2人").await?;
    phone.tap("保存").await?;
    phone.see("記録しました").await?;
    let record = see_record(&phone).await?;
    phone.kill_and_reopen(&record).await?;
    for kept in ["見本 太郎", "坂本 ひさし", "きょうの分の保険に入った"] {
        phone.see(kept).await?;
    }
    phone.never_sees("青葉 はな").await
}

async fn going_on_alone_keeps_the_reason(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    begin(&phone).await?;
    phone.see("ひとりです").await?;
    phone.tap("この内容で進める").await?;
    phone.never_sees("作業中").await?;
    phone.type_into("このまま進める理由", "はなさんが熱を出した").await?;
    phone.tap("この内容で進める").await?;
    running(&phone).await?;
    phone.kill_and_reopen("/").await?;
    phone.tap("終わりました").await?;
    phone.see("かかった時間").await?;
    phone.tap("保存").await?;
    phone.see("記録しました").await?;
    see_record(&phone).await?;
    phone.see("はなさんが熱を出した").await
}

async fn completed_on_the_spot_in_five_taps(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    phone.read("/").await?;
    phone.reset_counts();
    complete(&phone).await?;
    let counts = phone.counts();
    ensure!(counts.taps <= 5 && counts.keys == 0, "{counts:?}");
    phone.see("合計 1,800円").await?;
    phone.tap("現金").await?;
    phone.tap("領収書を渡した").await?;
    let record = see_record(&phone).await?;
    phone.kill_and_reopen(&record).await?;
    for kept in ["見本 太郎", "青葉 はな", "90分", "合計 1,800円", "現金"] {
        phone.see(kept).await?;
    }
    Ok(())
}

async fn rain_and_a_later_correction(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    phone.read("/").await?;
    phone.tap("完了を記録").await?;
    phone.tap(("button", "60分")).await?;
    phone.tap("一部完了").await?;
    phone.type_into("つぎにすること", "裏がわの半分。晴れた日に").await?;
    phone.tap("保存").await?;
    phone.see("続きは、困りごとの一覧に「続きあり」と出ます").await?;
    let record = see_record(&phone).await?;
    phone.tap("なおす").await?;
    phone.type_into("かかった時間", "75").await?;
    phone.tap("なおして保存").await?;
    phone.see("なおしました。前の記録も履歴に残っています。").await?;
    phone.kill_and_reopen(&record).await?;
    for kept in ["75分", "60分", "見本 太郎", "裏がわの半分。晴れた日に"] {
        phone.see(kept).await?;
    }
    phone.read("/requests").await?;
    phone.see("途中まで終わりました。続きがあります").await
}

/// From きょう to the first try to begin today's job, with nobody else here.
async fn begin(phone: &Phone) -> Result<()> {
    phone.read("/").await?;
    phone.tap("開始").await?;
    phone.see("ここにいる人").await?;
    phone.tap(("button", "開始")).await
}

async fn running(phone: &Phone) -> Result<()> {
    phone.see("作業中").await?;
    phone.see("119(救急・消防)").await
}

/// From what is said after saving to the record itself; gives the path of its page.
async fn see_record(phone: &Phone) -> Result<String> {
    phone.tap("記録を見る・なおす").await?;
    phone.see("作業の記録").await?;
    let address = phone.url().await?;
    let (_, id) = address.split_once("/visits/").with_context(|| format!("no record at {address}"))?;
    Ok(format!("/visits/{id}"))
}

/// From きょう: 90 minutes, the two who were expected, materials of 300 yen.
async fn complete(phone: &Phone) -> Result<()> {
    phone.tap("完了を記録").await?;
    phone.tap(("button", "90分")).await?;
    phone.tap(("button", "300円")).await?;
    phone.tap("保存").await?;
    phone.see("このスマホに保存しました。まだ送っていません 1件").await
}
