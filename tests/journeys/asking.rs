//! Scene 6 of a cleanup day: a neighbour asks for a ride on the spot, in やさしい日本語; and who may be the same person.

use crate::phone::Phone;
use anyhow::{Result, ensure};
use std::time::Duration;
use tanomo_browsers::{Engine, Target, in_each_engine};

in_each_engine!(
    a_ride_is_asked_for_and_driven,
    the_same_person_keeps_their_card,
    somebody_else_gets_a_card_of_their_own,
    an_ended_consent_is_carried_out,
);

/// Notes what the phone is given to say, as nobody listens here.
const LISTEN: &str = "window.heard = [];
    if (!window.speechSynthesis) return false;
    const speak = SpeechSynthesis.prototype.speak;
    SpeechSynthesis.prototype.speak = function (words) { window.heard.push(words.text); speak.call(this, words); };
    return true";

async fn a_ride_is_asked_for_and_driven(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    easy_japanese(&phone).await?;
    phone.read("/").await?;
    phone.tap("困りごとを 書く").await?;
    open_cards(&phone, ["カードを 開く", "6けたの 番号", "開く"]).await?;
    phone.type_into("電話番号", "000-000-2001").await?;
    phone.type_into("名前 ※かならず 書く", "原田 みつ").await?;
    phone.type_into("名前の 読みかた", "はらだ みつ").await?;
    phone.tap(("button", "みどり町")).await?;
    phone.tap("出かけるときの 手伝い").await?;

    phone.see("手伝う ために、名前・住所・電話番号を 聞きます。").await?;
    hears(&phone, "手伝う ために、名前・住所・電話番号を 聞きます。").await?;
    for (purpose, answer) in [("手伝いと 連絡", "はい"), ("記録の 写真", "いいえ"), ("お便り", "いいえ")]
    {
        phone.tap(Target::from(("button", answer)).inside(purpose)).await?;
    }
    phone.tap("聞きかた・いつまで・紙の 番号").await?;
    let until = a_year_from_now(&phone).await?;
    phone.tap("保存する").await?;

    // It is there with its consent, and neither the photos nor the newsletter.
    phone.see("手伝える 人を さがしています").await?;
    phone.see("原田 みつ").await?;
    phone.tap(("link", "カード")).await?;
    phone.see(&format!("はい({until}")).await?;
    let refused = phone.text().await?.matches("いいえ(").count();
    ensure!(refused == 2, "{refused} were refused");
    phone.back().await?;
    phone.see("できる こと").await?;
    let request = phone.eval::<String>("location.pathname").await?;
    phone.kill_and_reopen(&request).await?;
    drive(&phone).await
}

async fn easy_japanese(phone: &Phone) -> Result<()> {
    phone.read("/settings/look").await?;
    phone.tap("やさしい日本語").await?;
    phone.see("文字の 大きさ").await
}

/// From the request to what is kept of the ride: the notice is read out, and nothing but costs is asked for.
async fn drive(phone: &Phone) -> Result<()> {
    phone.tap("終わった ことを 書く").await?;
    phone.see("車の 手伝いでは、お金を もらいません。").await?;
    for cost in ["ガソリン", "有料道路", "駐車場", "保険の お金", "車を 借りた お金"] {
        ensure!(
            phone.has(("textbox", cost)).await?,
            "{}",
            phone.failed(&format!("no field for {cost}")).await
        );
    }
    no_sum(phone).await?;
    hears(phone, "車の 手伝いでは、お金を もらいません。").await?;
    phone.type_into("ガソリン", "240").await?;
    phone.see("かかった お金 240円").await?;
    phone.tap("保存").await?;
    phone.tap("家族が いっしょに いる").await?;
    phone.tap("その 場で 本人に たのまれた").await?;
    phone.tap("これで 進む").await?;
    phone.never_sees("記録しました").await?;
    phone.tap("声に 出して 読みました").await?;
    phone.tap("これで 進む").await?;
    phone.see("記録しました").await?;
    no_sum(phone).await?;
    phone.tap("記録を 見る・なおす").await?;
    for kept in ["かかった お金 240円", "読んだ", "家族が いっしょに いる"] {
        phone.see(kept).await?;
    }
    no_sum(phone).await
}

async fn no_sum(phone: &Phone) -> Result<()> {
    for money in ["ぜんぶで", "利用料", "材料の お金", "お金を もらいましたか"] {
        phone.never_sees(money).await?;
    }
    Ok(())
}

/// Taps 読み上げる and checks what is said. An engine without a voice has no such button.
async fn hears(phone: &Phone, words: &str) -> Result<()> {
    if !phone.eval::<bool>(LISTEN).await? {
        return phone.never_sees("声に 出して 読む").await;
    }
    phone.tap("声に 出して 読む").await?;
    phone.wait_for(&format!("window.heard.some(said => said.includes('{words}'))")).await
}

/// Until when the consent holds, as its three fields say: a year, to the day. Gives it as the card will say it.
async fn a_year_from_now(phone: &Phone) -> Result<String> {
    let mut day = Vec::new();
    for part in ["年", "月", "日"] {
        day.push(phone.value(Target::from(("textbox", part)).inside("いつまで")).await?.parse::<u32>()?);
    }
    let days: f64 = phone
        .eval(&format!("(Date.UTC({}, {} - 1, {}) - Date.now()) / 86400000", day[0], day[1], day[2]))
        .await?;
    ensure!((362.0..366.0).contains(&days), "it holds for {days} days");
    Ok(format!("{}年", day[0]))
}

async fn open_cards(phone: &Phone, [open, number, enter]: [&str; 3]) -> Result<()> {
    phone.tap(open).await?;
    phone.type_into(number, "123456").await?;
    phone.tap(("button", enter)).await?;
    phone.sees_no_more(number).await
}

async fn the_same_person_keeps_their_card(engine: Engine) -> Result<()> {
    let phone = log_again(engine).await?;
    phone.tap(("button", "同じ人")).await?;
    // The number that was typed is not the card's: somebody says what becomes of it before anything is written.
    phone.see("この方のカードとちがいます").await?;
    phone.tap("カードをこれに変える").await?;
    phone.sees_no_more("この方のカードとちがいます").await?;
    phone.tap("登録する").await?;
    phone.see("手伝える人をさがしています").await?;
    phone.see("城山 ハナ子").await?;
    phone.see("0120-000-456").await?;
    phone.never_sees("城山 花子").await
}

async fn somebody_else_gets_a_card_of_their_own(engine: Engine) -> Result<()> {
    let phone = log_again(engine).await?;
    phone.tap(("button", "別の人")).await?;
    phone.see("手伝える人をさがしています").await?;
    phone.see("城山 花子").await?;
    phone.tap(("link", "カード")).await?;
    phone.see("この方の困りごと").await?;
    // It was answered: nobody is asked again.
    phone.never_sees("同じ方かもしれません").await
}

/// Logs a ride, without a network, for somebody whose reading and 町 are those of the sample's 城山 ハナ子: until the
/// question whether they are the same.
async fn log_again(engine: Engine) -> Result<Phone> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    phone.read("/requests/new").await?;
    open_cards(&phone, ["カードを開く", "6けたの番号", "開く"]).await?;
    phone.type_into("電話番号", "0120-000-456").await?;
    phone.type_into("お名前 ※必須", "城山 花子").await?;
    phone.type_into("ふりがな", "しろやま はなこ").await?;
    phone.tap(("button", "あおば町")).await?;
    phone.tap("外出の手伝い").await?;
    phone.tap(Target::from(("button", "はい")).inside("手伝いと連絡")).await?;
    phone.tap("登録する").await?;
    phone.see("同じ方ですか").await?;
    phone.see("城山 ハナ子").await?;
    Ok(phone)
}

/// Until when a card whose consent was ended has gone, whatever the phone was doing.
const GONE: Duration = Duration::from_secs(25);

async fn an_ended_consent_is_carried_out(engine: Engine) -> Result<()> {
    let mut phone = log_again(engine).await?;
    phone.tap(("button", "別の人")).await?;
    phone.see("手伝える人をさがしています").await?;
    phone.tap(("link", "カード")).await?;
    phone.see("この方の困りごと").await?;
    // Taken back, it stays.
    end_consent(&phone).await?;
    phone.tap("元にもどす").await?;
    tokio::time::sleep(Duration::from_secs(10)).await;
    phone.see("城山 花子").await?;
    phone.never_sees("ご本人の希望で消しました").await?;
    // The battery may go while it could be taken back; the card goes all the same.
    let card: String = phone.eval("location.pathname").await?;
    end_consent(&phone).await?;
    phone.kill_and_reopen(&card).await?;
    phone.see_within("ご本人の希望で消しました", GONE).await?;

    // Whoever leaves the page has not taken it back.
    phone.read("/requests/new").await?;
    open_cards(&phone, ["カードを開く", "6けたの番号", "開く"]).await?;
    phone.type_into("電話番号", "0120-000-789").await?;
    phone.type_into("お名前 ※必須", "川辺 光").await?;
    phone.tap(("button", "あおば町")).await?;
    phone.tap("外出の手伝い").await?;
    phone.tap(Target::from(("button", "はい")).inside("手伝いと連絡")).await?;
    phone.tap("登録する").await?;
    phone.see("手伝える人をさがしています").await?;
    phone.tap(("link", "カード")).await?;
    phone.see("この方の困りごと").await?;
    end_consent(&phone).await?;
    phone.back().await?;
    phone.see_within("ご本人の希望で消しました", Duration::from_secs(5)).await
}

async fn end_consent(phone: &Phone) -> Result<()> {
    phone.tap("同意をやめる").await?;
    phone.tap(("button", "消す")).await?;
    phone.see("まもなくカードを消します").await
}
