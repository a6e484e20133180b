//! 活動日: a day is planned from open requests, people answer, come, go through the briefing and are home; scene 11:
//! rain calls it off in three taps, and every resident who was telephoned is ticked off, on the other phone too.

use crate::phone::Phone;
use crate::together;
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::time::Duration;
use tanomo_browsers::{Engine, Site, Target, in_each_engine};

in_each_engine!(
    a_day_goes_from_the_plan_to_being_home,
    rain_calls_the_day_off_in_three_taps,
    what_was_noted_by_mistake_is_taken_back,
    papers_lines_and_the_next_day,
    who_came_by_is_invited_after_the_day,
    today_leads_with_the_day_and_nothing_moves,
    the_heat_is_typed_and_jobs_are_looked_for,
    the_other_phones_say_that_the_day_is_off,
);

/// Plans a day of today at ふれあい館 with two teams, each of one job and one person; gives its path.
pub(super) async fn plan_two(phone: &Phone, one: (&str, &str), two: (&str, &str)) -> Result<String> {
    phone.read("/days/new").await?;
    today(phone).await?;
    phone.type_into("集まるところ", "ふれあい館").await?;
    phone.tap("班をふやす").await?;
    for (team, (job, person)) in [("1班", one), ("2班", two)] {
        phone.tap(Target::from(("button", job)).inside(team)).await?;
        phone.tap(Target::from(("button", person)).inside(team)).await?;
    }
    phone.tap("保存する").await?;
    phone.see("わたしの一日").await?;
    path(phone).await
}

/// The path of the day that is open.
async fn path(phone: &Phone) -> Result<String> {
    let address = phone.url().await?;
    let (_, id) = address.split_once("/days/").with_context(|| format!("no day at {address}"))?;
    Ok(format!("/days/{id}"))
}

/// Plans a day of today at ふれあい館 with the first job that is offered and one person; gives its path.
async fn plan(phone: &Phone, person: &str) -> Result<String> {
    phone.read("/days").await?;
    phone.tap("活動日をつくる").await?;
    today(phone).await?;
    phone.type_into("集まるところ", "ふれあい館").await?;
    phone.tap(("button", "草取り あおば町")).await?;
    phone.tap(("button", person)).await?;
    phone.tap("保存する").await?;
    phone.see("わたしの一日").await?;
    path(phone).await
}

/// Puts today into the date field, as the phone's own date control does.
async fn today(phone: &Phone) -> Result<()> {
    phone.wait_for("document.querySelector('input[type=date]') !== null").await?;
    let picked: String = phone
        .eval(
            "const day = new Date(Date.now() + 9 * 3600 * 1000).toISOString().slice(0, 10); // in Japan
            const field = document.querySelector('input[type=date]');
            field.value = day;
            field.dispatchEvent(new Event('change', { bubbles: true }));
            return field.value",
        )
        .await?;
    ensure!(picked.len() == 10, "the calendar took {picked:?}");
    Ok(())
}

async fn a_day_goes_from_the_plan_to_being_home(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    let day = plan(&phone, "見本 太郎").await?;
    phone.see("草取り あおば町").await?;
    phone.see("班長:見本 太郎").await?;
    phone.tap(("button", "出られます")).await?;
    phone.tap(("button", "着きました")).await?;
    phone.tap("はい、元気です").await?;
    phone.see("1人来ました(よんだ人 1人)").await?;
    phone.tap("みんなで読みました").await?;
    phone.see("見本 太郎が確認しました").await?;
    phone.kill_and_reopen(&day).await?;
    phone.see("見本 太郎が確認しました").await?;
    // きょう knows the day and leads back to it.
    phone.read("/").await?;
    phone.see("ふれあい館").await
}

async fn rain_calls_the_day_off_in_three_taps(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    let day = plan(&phone, "見本 太郎").await?;
    phone.reset_counts();
    phone.tap(("button", "中止にする")).await?;
    phone.tap(("button", "雨")).await?;
    phone.tap("中止を決める").await?;
    phone.see("中止になりました:雨").await?;
    let counts = phone.counts();
    ensure!(counts.taps <= 3 && counts.keys == 0, "{counts:?}");
    phone.see("電話する人　1").await?;
    phone.see("草取り あおば町　中止と伝える").await?;
    phone.tap(("button", "連絡した")).await?;
    phone.see("みんなに連絡しました").await?;
    phone.see("見本 太郎").await?;
    // A tick by mistake is taken back, and the resident is telephoned after all.
    phone.tap("連絡を取り消す").await?;
    phone.see("電話する人　1").await?;
    phone.tap(("button", "連絡した")).await?;
    phone.see("みんなに連絡しました").await?;
    phone.kill_and_reopen(&day).await?;
    phone.see("みんなに連絡しました").await?;
    phone.see("中止になりました:雨").await?;
    phone.read("/days").await?;
    phone.see("中止:雨").await
}

async fn what_was_noted_by_mistake_is_taken_back(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    let day = plan(&phone, "見本 太郎").await?;
    // The dialog's two buttons say what each of them does.
    phone.tap(("button", "中止にする")).await?;
    phone.tap("中止にしない").await?;
    phone.sees_no_more("中止を決める").await?;
    phone.tap(("button", "出られます")).await?;
    phone.tap(("button", "着きました")).await?;
    phone.tap("はい、元気です").await?;
    phone.see("1人来ました(よんだ人 1人)").await?;
    phone.tap("まだ着いていません").await?;
    phone.see("0人来ました(よんだ人 1人)").await?;
    // A lead notes somebody, and takes it back.
    phone.tap(("button", "来た")).await?;
    phone.see("1人来ました(よんだ人 1人)").await?;
    phone.tap(("button", "帰宅した")).await?;
    phone.tap("「帰宅した」を取り消す").await?;
    phone.tap("「来た」を取り消す").await?;
    phone.see("0人来ました(よんだ人 1人)").await?;
    // What it was before stands in the history, with its words.
    phone.kill_and_reopen(&day).await?;
    phone.see("0人来ました(よんだ人 1人)").await?;
    phone.tap("履歴").await?;
    phone.see("着いた時刻").await?;
    phone.see("活動日の計画を記録しました").await
}

async fn papers_lines_and_the_next_day(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    let day = plan(&phone, "見本 太郎").await?;
    phone.tap("確認の文を変える").await?;
    phone.type_into("1行に1つ", "帽子をかぶる\n水を飲む").await?;
    phone.tap("保存する").await?;
    phone.see("確認の文を変えました").await?;
    phone.see("帽子をかぶる").await?;
    phone.tap("紙を渡す・回収チェック").await?;
    phone.tap(Target::from(("button", "1班")).inside("どの班に")).await?;
    phone.tap(Target::from(("button", "見本 太郎")).inside("だれに")).await?;
    phone.tap(("button", "渡した")).await?;
    phone.see("もどっていない紙").await?;
    phone.tap(("button", "もどった")).await?;
    phone.see("渡した紙はすべてもどりました").await?;
    phone.sees_no_more("もどっていない紙").await?;
    phone.kill_and_reopen(&day).await?;
    phone.see("帽子をかぶる").await?;
    // The next day has the same place and team, and none of the jobs.
    phone.tap("つぎの日をつくる").await?;
    phone.tap("この日でつくる").await?;
    phone.wait_for(&format!("!location.pathname.endsWith({:?})", day)).await?;
    phone.see("ふれあい館").await?;
    phone.see("班長:見本 太郎").await?;
    phone.see("まだ仕事がありません").await
}

async fn who_came_by_is_invited_after_the_day(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    let day = plan(&phone, "見本 太郎").await?;
    phone.tap("飛び入りの人を書く").await?;
    phone.type_into("氏名", "飛入 ひさし").await?;
    phone.tap(("button", "追加する")).await?;
    phone.see("(よんだ人 2人)").await?;
    phone.read("/people").await?;
    phone.see("青葉 はな").await?;
    ensure!(!phone.text().await?.contains("飛入 ひさし"), "who came by is no member");
    phone.kill_and_reopen(&day).await?;
    phone.see("飛入 ひさし").await?;
    ensure!(!phone.text().await?.contains("飛び入りの人を招待する"), "not before the day is over");
    phone.tap("この日をしめる").await?;
    phone.tap("飛び入りの人を招待する").await?;
    phone.tap("なかまに招待する").await?;
    phone.wait_for("location.pathname === '/people/invite'").await?;
    phone.read("/people").await?;
    phone.see("飛入 ひさし").await
}

/// How much higher the day's card is than the place kept for it, in pixels.
const OVER: &str = "(() => {
    const place = document.querySelector('.todays-day');
    return place.getBoundingClientRect().height - parseFloat(getComputedStyle(place).minBlockSize);
})()";

async fn today_leads_with_the_day_and_nothing_moves(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    let fits = async |phone: &Phone| -> Result<()> {
        let over: f64 = phone.eval(&format!("return {OVER}")).await?;
        ensure!(over <= 1.0, "the card is {over} px higher than its place, so what is below moves");
        Ok(())
    };
    phone.see("いま近い活動日はありません").await?;
    fits(&phone).await?;
    let day = plan(&phone, "見本 太郎").await?;
    phone.kill_and_reopen("/").await?;
    phone.see("きょうは活動日です").await?;
    fits(&phone).await?;
    // The control: a card that does not fit is found.
    let over: f64 = phone
        .eval(&format!(
            "const tall = document.createElement('p'); tall.style.height = '30rem';
            document.querySelector('.todays-day').append(tall);
            const over = {OVER}; tall.remove(); return over"
        ))
        .await?;
    ensure!(over > 100.0, "{over}");
    // One primary, step by step: the answer, the arrival, the briefing, the team's job.
    phone.tap(("link", "出られますか")).await?;
    phone.tap(("button", "出られます")).await?;
    phone.see("着きました").await?;
    phone.read("/").await?;
    phone.tap(("link", "着きました")).await?;
    phone.tap(("button", "着きました")).await?;
    phone.tap("はい、元気です").await?;
    phone.see("つぎは、下の「始める前の確認」をみんなで読みます").await?;
    phone.read("/").await?;
    phone.tap(("link", "始める前の確認")).await?;
    phone.tap("みんなで読みました").await?;
    phone.see("班のつぎの仕事").await?;
    phone.read("/").await?;
    phone.see("完了を記録").await?;
    phone.wait_for("document.querySelector('.page-action a.primary')?.pathname.endsWith('/start')").await?;
    phone.read(&day).await?;
    phone.see("まだ着いていません").await
}

/// Of a day that is still to come nobody says that they are there; its plan is changed without losing time or people.
#[tokio::test(flavor = "multi_thread")]
async fn a_day_to_come_wants_the_answer_and_no_arrival() -> Result<()> {
    let phone = Phone::with_sample(Engine::Chromium).await?;
    phone.read("/days").await?;
    phone.tap(Target::from(("link", "ふれあい館")).nth(0)).await?;
    let text = phone.text().await?;
    for early in ["着きました", "みんなで読みました", "この日のまとめ", "暑さ指数を書く"]
    {
        ensure!(!text.contains(early), "{early} days before: {text}");
    }
    phone.tap(("button", "出られません")).await?;
    phone.see("「出られません」と返事しました").await?;
    phone.tap(("button", "おくれます")).await?;
    phone.see("「おくれます」と返事しました").await?;
    phone.tap("計画を変える").await?;
    phone.wait_for("document.querySelector('input[type=time]')?.value === '09:00'").await?;
    phone.tap("保存する").await?;
    phone.see("9:00 ふれあい館").await?;
    phone.see("富士見 五郎").await?;
    phone.see("「おくれます」と返事しました").await
}

/// A phone that was set to another part of the world: the day is Japan's all the same, and so are its times.
#[tokio::test(flavor = "multi_thread")]
async fn the_day_is_japans_wherever_the_phone_is() -> Result<()> {
    const HOUR: i64 = 60 * 60 * 1000;
    let phone = Phone::with_sample(Engine::Chromium).await?;
    phone.cdp("Emulation.setTimezoneOverride", json!({ "timezoneId": "America/Los_Angeles" })).await?;
    let midnight: i64 = phone
        .eval("const hours = 9 * 3600000, day = 86400000; return Math.ceil((Date.now() + hours) / day) * day - hours")
        .await?;
    // In some weeks, when the sample's own day is over. Half past seven in Japan is the afternoon before over there.
    let midnight = midnight + 20 * 24 * HOUR;
    phone.set_clock(midnight + 7 * HOUR + HOUR / 2).await?;
    let day =
        plan_two(&phone, ("草取り あおば町", "見本 太郎"), ("庭木の枝切り あおば町", "青葉 はな")).await?;
    let (theirs, ours): (u32, u32) =
        phone.eval("[new Date().getDate(), new Date(Date.now() + 9 * 3600000).getUTCDate()]").await?;
    ensure!(theirs != ours, "the control: it is the same day there");
    phone.read("/").await?;
    phone.see("きょうは活動日です").await?;
    phone.read(&day).await?;
    phone.tap(("button", "出られます")).await?;
    phone.tap(("button", "着きました")).await?;
    phone.tap("はい、元気です").await?;
    phone.see("7:3").await?;
    let text = phone.text().await?;
    ensure!(!text.contains("14:3") && !text.contains("15:3"), "a time of over there: {text}");
    // Two minutes to midnight and two minutes after: who is not home yet is still on the day.
    for (at, words) in [(24 * HOUR - HOUR / 30, "きょうは活動日です"), (24 * HOUR + HOUR / 30, "ふれあい館")]
    {
        phone.set_clock(midnight + at).await?;
        phone.read("/").await?;
        phone.see(words).await?;
    }
    phone.read(&day).await?;
    phone.tap(("button", "帰宅した")).await?;
    phone.wait_for("/(^|[^0-9])0:0[2-9]に帰宅/.test(document.body.innerText)").await?;
    phone.read("/").await?;
    phone.see("いま近い活動日はありません").await
}

async fn the_heat_is_typed_and_jobs_are_looked_for(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    phone.read("/days/new").await?;
    phone.see("草取り あおば町").await?;
    phone.see("庭木の枝切り あおば町").await?;
    phone.tap("しぼりこむ").await?;
    phone.tap("下見がすんでいる").await?;
    phone.sees_no_more("草取り あおば町").await?;
    phone.see("庭木の枝切り あおば町").await?;
    phone.tap("下見がすんでいる").await?;
    phone.tap(("button", "1人でできる")).await?;
    phone.sees_no_more("庭木の枝切り あおば町").await?;
    let day = plan(&phone, "見本 太郎").await?;
    phone.tap("暑さ指数を書く").await?;
    phone.type_into("暑さ指数(WBGT)", "あつい").await?;
    phone.tap("暑さ指数を記録する").await?;
    phone.see("0から50までの数で入れてください").await?;
    phone.type_into("暑さ指数(WBGT)", "３１．５").await?;
    phone.tap("暑さ指数を記録する").await?;
    phone.see("暑さ指数 31.5　危険").await?;
    phone.see("作業は中止する").await?;
    phone.kill_and_reopen(&day).await?;
    phone.see("暑さ指数 31.5　危険").await
}

async fn the_other_phones_say_that_the_day_is_off(engine: Engine) -> Result<()> {
    let site = Site::start().await?;
    let lead = together::Phone::founder(engine, &site).await?;
    let helper = together::Phone::second(engine, &site, &lead).await?;
    lead.read(&site, "/days").await?;
    lead.see("活動日はまだありません").await?;
    lead.tap("活動日をつくる").await?;
    lead.type_into("集まるところ", "公民館").await?;
    lead.tap("保存する").await?;
    lead.see("わたしの一日").await?;
    lead.sent().await?;
    helper.read(&site, "/days").await?;
    helper.see_within("公民館", Duration::from_secs(40)).await?;
    lead.tap(("button", "中止にする")).await?;
    lead.tap(("button", "雨")).await?;
    lead.tap("中止を決める").await?;
    lead.see("中止になりました:雨").await?;
    helper.see_within("中止:雨", Duration::from_secs(40)).await
}

mod chromium_alone {
    use super::*;

    /// The first jobs on the page: how far the app is by then, and what the page says.
    #[derive(serde::Deserialize)]
    struct First {
        phase: String,
        said: String,
    }

    /// Opens a path anew and gives what stands there when the first job does.
    async fn first(phone: &Phone, path: &str) -> Result<First> {
        let watch = "new MutationObserver((_, watch) => {
            if (!document.querySelector('main article.job')) return;
            watch.disconnect();
            const { phase } = document.documentElement.dataset;
            window.first = { phase, said: document.querySelector('main').innerText };
        }).observe(document, { childList: true, subtree: true });";
        phone.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch })).await?;
        phone.read(path).await?;
        phone.wait_for("window.first !== undefined").await?;
        phone.eval("return window.first").await
    }

    /// What is kept of the day says this.
    async fn kept(phone: &Phone, words: &str) -> Result<()> {
        let values = "Object.entries(localStorage).filter(([key]) => key.startsWith('tanomo.days.'))";
        phone.wait_for(&format!("{values}.some(([, value]) => value.includes('{words}'))")).await
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_day_is_painted_before_its_records_are_read() -> Result<()> {
        let phone = Phone::with_sample(Engine::Chromium).await?;
        let day = plan(&phone, "見本 太郎").await?;
        phone.tap(("button", "出られます")).await?;
        kept(&phone, "yes").await?;
        let shown = first(&phone, &day).await?;
        ensure!(shown.phase == "starting", "the records were read before: {}", shown.said);
        for words in ["ふれあい館", "草取り あおば町", "班長:見本 太郎", "出られます", "記録を読んでいます"]
        {
            ensure!(shown.said.contains(words), "{words} is not in {}", shown.said);
        }
        phone.see("わたしの一日").await?;
        phone.sees_no_more("記録を読んでいます").await?;
        // What was decided last is what is painted first.
        phone.tap(("button", "中止にする")).await?;
        phone.tap(("button", "雨")).await?;
        phone.tap("中止を決める").await?;
        phone.see("中止になりました:雨").await?;
        kept(&phone, "rain").await?;
        let shown = first(&phone, &day).await?;
        ensure!(shown.phase == "starting" && shown.said.contains("中止になりました:雨"), "{}", shown.said);
        phone.see("わたしの一日").await?;
        // The control: where nothing is kept, or what is kept is damaged, the day comes with the records.
        for damage in ["localStorage.removeItem(key)", "localStorage.setItem(key, '[{]')"] {
            let keys = "Object.keys(localStorage).filter((key) => key.startsWith('tanomo.days.'))";
            phone.eval::<()>(&format!("void {keys}.forEach((key) => {damage})")).await?;
            let shown = first(&phone, &day).await?;
            ensure!(shown.phase == "ready", "after {damage}: {}", shown.said);
        }
        // A phone whose records never come leaves what was kept on the screen, for everybody to read.
        kept(&phone, "rain").await?;
        let silent = json!({ "source": "indexedDB.open = () => ({});" });
        phone.cdp("Page.addScriptToEvaluateOnNewDocument", silent).await?;
        phone.open(&day).await?;
        phone.see("記録を読んでいます").await?;
        phone.see("草取り あおば町").await?;
        let faults: Vec<String> = phone.axe().await?.iter().map(ToString::to_string).collect();
        ensure!(faults.is_empty(), "axe-core finds: {faults:?}");
        let small: Vec<String> =
            phone.small_targets(44).await?.iter().map(|small| format!("{small:?}")).collect();
        ensure!(small.is_empty(), "too small for a thumb: {small:?}");
        Ok(())
    }
}
