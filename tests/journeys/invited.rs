//! Scene 0: an invitation opened where the app will not live is kept, shown and taught about, never spent.
//!
//! In Chromium alone, which says to be what it is told: an iPhone's browser, LINE's, a computer's.

use anyhow::{Result, ensure};
use tanomo_browsers::{Browser, Engine, Options, Site};

const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

/// A phone that calls its browser `agent`, on which an invitation was opened; and the invitation's secret part.
async fn opened(site: &Site, agent: &str) -> Result<(Browser, String)> {
    let args = vec![format!("--user-agent={agent}")];
    let phone = Browser::open(Engine::Chromium, Options { args, ..Options::default() }).await?;
    // 64 bytes, of which the first half names the circle.
    let secret = format!("1.{}", "A".repeat(86));
    phone.goto(&site.url(&format!("/join?openExternalBrowser=1#{secret}"))).await?;
    phone.wait_for("document.documentElement.dataset.boot === 'running'").await?;
    phone.tap("つぎへ").await?;
    phone.see("招待はこのスマホに取ってあります").await?;
    ensure!(
        phone.url().await? == site.url("/join"),
        "the secret stands in the address: {}",
        phone.url().await?
    );
    Ok((phone, secret))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_iphones_browser_keeps_it_and_teaches_four_steps() -> Result<()> {
    let site = Site::start().await?;
    let (phone, secret) = opened(&site, IPHONE).await?;
    for said in ["招待をコピー", "「共有」をおします", "ホーム画面のアイコンから開きます", &secret]
    {
        phone.see(said).await?;
    }
    phone.never_sees("この隊に入る").await?;
    let steps: u32 = phone.eval("document.querySelectorAll('.pictured li').length").await?;
    ensure!(steps == 4, "{steps} steps");
    // Kept: it is there again without its link.
    phone.goto(&site.url("/start/invited")).await?;
    phone.see(&secret).await
}

#[tokio::test(flavor = "multi_thread")]
async fn inside_line_nobody_joins() -> Result<()> {
    let site = Site::start().await?;
    let (phone, _) = opened(&site, &format!("{IPHONE} Line/14.0.0")).await?;
    phone.see("いまは、LINEなどのアプリの中で開いています").await?;
    phone.never_sees("この隊に入る").await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_app_may_live_one_joins_and_what_does_not_go_leaves_it_kept() -> Result<()> {
    let site = Site::start().await?;
    let (phone, secret) = opened(&site, "Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0 Safari/537.36").await?;
    phone.see("このブラウザの中に入ります").await?;
    phone.tap("この隊に入る").await?;
    phone.see("あなたの名前を入れてください").await?;
    phone.type_into("あなたの名前", "入る 人").await?;
    phone.tap("この隊に入る").await?;
    phone.see("招待は取ってあります").await?;
    phone.tap("ほかの招待を入れる").await?;
    // A whole message may be pasted; the link in it is found.
    let message = format!("草の隊への招待です。 {} どうぞ", site.url(&format!("/join#{secret}")));
    phone.type_into("招待をはりつける", &message).await?;
    phone.tap("取っておく").await?;
    phone.see("招待はこのスマホに取ってあります").await?;
    phone.tap("ほかの招待を入れる").await?;
    phone.type_into("招待をはりつける", "こんにちは").await?;
    phone.tap("取っておく").await?;
    phone.see("たのも～の招待ではないようです").await
}
