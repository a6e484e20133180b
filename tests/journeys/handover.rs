//! Scene 2 and scene 9's collecting: jobs and what was written go from phone to phone by the real screen of one and the
//! camera of the other, with the server gone. In Chromium the camera is fed with a film of the giving page; in Firefox
//! and WebKit the same pictures come in by 「写真・動画から読む」.

mod film;

use anyhow::{Context, Result, ensure};
use image::GrayImage;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tanomo_browsers::{Engine, Options, Site, Target, in_each_engine};

use super::together::{EVERYTHING_HELD, NUMBER, Phone, SOON, choose_number, edit, log_request, rows_in};

in_each_engine!(three_jobs_go_over_without_a_network, the_lead_collects_by_qr_and_brings_it_home);

/// How long a scan may take here: the app is not optimised, and other tests run beside it.
const SCANNED: Duration = Duration::from_secs(480);
const PICTURES: &str = "写真・動画から読む";

/// A folder with the film that the camera of a phone shows.
struct Camera {
    folder: tempfile::TempDir,
}

impl Camera {
    fn new() -> Result<Self> {
        Ok(Self { folder: tempfile::tempdir()? })
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("camera.y4m")
    }

    /// A phone that has it.
    fn options(&self) -> Options {
        let film = format!("--use-file-for-fake-video-capture={}", self.path().display());
        let args = vec![
            "--use-fake-device-for-media-stream".to_owned(),
            "--use-fake-ui-for-media-stream".to_owned(),
            film,
        ];
        Options { args, ..Options::default() }
    }

    fn shows(&self, seen: &[GrayImage]) -> Result<()> {
        film::film(&self.path(), seen)
    }
}

/// A lead puts somebody on the team of a request.
async fn assign(lead: &Phone, site: &Site, request: &str, name: &str) -> Result<()> {
    lead.read(site, request).await?;
    lead.tap(Target::from("手伝う人を決める").nth(0)).await?;
    lead.tap(Target::from(("button", "追加する")).inside(name)).await?;
    lead.see("2人のうち1人が決まっています").await
}

/// Goes to 渡す and shows the QRs for somebody.
async fn give(giver: &Phone, site: &Site, to: &str) -> Result<()> {
    giver.read(site, "/handover/give").await?;
    giver.tap(("radio", to)).await?;
    giver.tap("QRを見せる").await?;
    giver.wait_for("document.querySelector('canvas.frames, dialog[open] input') !== null").await?;
    if !giver.eval::<bool>("document.querySelector('canvas.frames') !== null").await? {
        enter_number(giver).await?;
    }
    giver.see("くり返し出ます").await
}

/// The cards close when a page is left; the number opens them.
async fn enter_number(phone: &Phone) -> Result<()> {
    phone.type_into("6けたの番号", NUMBER).await?;
    phone.tap(("button", "開く")).await
}

/// Logs a request of somebody with a name; gives its page. The first card of a phone has the number chosen.
async fn log_one(lead: &Phone, site: &Site, name: &str, first: bool) -> Result<String> {
    lead.read(site, "/requests/new").await?;
    lead.type_into("お名前 ※必須", name).await?;
    lead.type_into("町", "花見町").await?;
    lead.tap("草取り").await?;
    lead.tap(Target::from(("button", "はい")).inside("手伝いと連絡")).await?;
    lead.tap("登録する").await?;
    if first {
        choose_number(lead).await?;
    } else {
        enter_number(lead).await?;
    }
    lead.wait_for("/^.requests.[-_A-Za-z0-9]{22}$/.test(location.pathname)").await?;
    lead.eval("location.pathname").await
}

/// Reads pictures as photos, one after the other, until it is done.
async fn read_photos(taker: &Phone, folder: &Path, seen: &[GrayImage], until: &str) -> Result<()> {
    for photo in film::photos(folder, seen)? {
        if taker.has(Target::from(until)).await? || taker.text().await?.contains(until) {
            return Ok(());
        }
        // The picture before may have been the last that was missing, and the page goes on by itself.
        if let Err(gone) = taker.attach(PICTURES, &photo).await {
            ensure!(taker.text().await?.contains(until), "{gone}");
            return Ok(());
        }
        taker.sees_no_more_within("写真・動画を読んでいます", SCANNED).await?;
    }
    taker.see(until).await
}

async fn three_jobs_go_over_without_a_network(engine: Engine) -> Result<()> {
    let mut site = Site::start().await?;
    let camera = Camera::new()?;
    let filmed = engine == Engine::Chromium;
    let options = if filmed { camera.options() } else { Options::default() };
    let lead = Phone::founder(engine, &site).await?;
    let helper = Phone::another(engine, &site, &lead, "花田 二郎", options).await?;
    let third = Phone::another(engine, &site, &lead, "森 三郎", Options::default()).await?;
    for phone in [&lead, &helper, &third] {
        phone.sent().await?;
    }
    lead.read(&site, "/people").await?;
    for name in ["花田 二郎", "森 三郎"] {
        lead.see_within(name, SOON).await?;
    }
    // The server is gone from here to the end.
    site.stop()?;
    let mut requests = Vec::new();
    for (n, name) in ["城東 花子", "青葉 ハナ", "若葉 イネ"].into_iter().enumerate() {
        let request = log_one(&lead, &site, name, n == 0).await?;
        assign(&lead, &site, &request, "花田 二郎").await?;
        requests.push(request);
    }
    lead.see("いまはつながりません").await?;
    let unsent = unsent(&lead).await?;
    ensure!(unsent > 6, "{unsent} records wait on the lead's phone");
    give(&lead, &site, "花田 二郎").await?;
    let shots = film::shots(&lead).await?;
    let seen = film::by_hand(&shots);

    helper.read(&site, "/handover/take").await?;
    let photos = tempfile::tempdir()?;
    if filmed {
        // Half of it, then the scan is left; it goes on where it was.
        let (some, rest) = seen.split_at(seen.len() / 3);
        camera.shows(some)?;
        helper.tap("カメラで読む").await?;
        helper.wait_for_within("document.querySelector('progress')?.value >= 5", SCANNED).await?;
        helper.tap("止める").await?;
        helper.see("とちゅうまで読みました").await?;
        helper.tap(("link", "もどる")).await?;
        helper.tap(("link", "受け取る")).await?;
        helper.see("とちゅうまで読みました").await?;
        let begun: u32 = helper.eval("document.querySelector('progress').value").await?;
        ensure!(begun >= 5, "{begun} frames are left of the scan");
        // The QRs go on from where they are, and begin again.
        camera.shows(&[rest, some].concat())?;
        helper.tap("カメラで読む").await?;
    } else {
        read_photos(&helper, photos.path(), &seen, "受け取りました").await?;
    }
    helper.see_within("始める 人さんから", SCANNED).await?;
    helper.see("いまはつながりません").await?;
    let (came, new) = counts(&helper).await?;
    ensure!(came >= new && new >= 12, "{came} records came, {new} of them new");

    // The receipt goes back by the lead's photos, and clears nothing.
    let receipt = photos.path().join("receipt.png");
    helper
        .eval::<()>("void document.querySelector('svg[role=img]').scrollIntoView({block: 'center'})")
        .await?;
    helper.screenshot(&receipt).await?;
    lead.attach(PICTURES, &receipt).await?;
    lead.see_within(&format!("送信 {came}／受取 {came}"), SCANNED).await?;
    ensure!(self::unsent(&lead).await? >= unsent, "a receipt cleared what waits for the server");

    // Scanned again it adds nothing.
    helper.tap("もう一度受け取る").await?;
    if filmed {
        camera.shows(&seen)?;
        helper.tap("カメラで読む").await?;
    } else {
        read_photos(&helper, photos.path(), &seen, "受け取りました").await?;
    }
    helper.see_within("(新しいもの 0件)", SCANNED).await?;
    helper.read(&site, "/requests").await?;
    let rows: u32 =
        helper.eval("document.querySelectorAll('a[href^=\"/requests/\"]:not([href$=new])').length").await?;
    ensure!(rows == 3, "{rows} requests instead of three");

    // The addresses open for who was asked to go, and for nobody else.
    helper.read(&site, &requests[0]).await?;
    helper.tap("カードを開く").await?;
    choose_number(&helper).await?;
    helper.see_within("城東 花子", SOON).await?;
    third.read(&site, "/handover/take").await?;
    read_photos(&third, photos.path(), &seen, "受け取りました").await?;
    third.read(&site, &requests[0]).await?;
    third.see("草取り").await?;
    third.never_sees("城東 花子").await?;
    let held: String = third.eval_async(EVERYTHING_HELD).await?;
    ensure!(held.contains("weeding"), "the search sees nothing");
    ensure!(!held.contains("城東"), "another phone holds the name");

    // Where no phone can take it, paper does, and is ticked.
    lead.tap("おわる").await?;
    lead.tap(("radio", "花田 二郎")).await?;
    lead.tap("紙で渡した").await?;
    lead.see("紙で渡しました 3件").await
}

/// How many came, and how many of them were new, as the screen says it.
async fn counts(phone: &Phone) -> Result<(u32, u32)> {
    let text = phone.text().await?;
    let rest = text.split("さんから").nth(1).context("who gave")?;
    let number = |text: &str| -> String {
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect()
    };
    let new = rest.split("新しいもの").nth(1).context("how many were new")?;
    Ok((number(rest).parse()?, number(new).parse()?))
}

/// The phone has no network when others have; where a browser cannot be told so, the app is left.
async fn stays_away(phone: &Phone) -> Result<()> {
    match phone.engine() {
        Engine::Chromium => phone.set_offline(true).await,
        _ => phone.goto("about:blank").await,
    }
}

/// How many records wait on a phone for the server, in its journal.
async fn unsent(phone: &Phone) -> Result<u32> {
    rows_in(phone, "outbox").await
}

/// Scene 9: two phones wrote on one job, one of them gave it to somebody else; the lead collects both by QR, and the
/// connection drops while it sends.
async fn the_lead_collects_by_qr_and_brings_it_home(engine: Engine) -> Result<()> {
    let mut site = Site::start().await?;
    let lead = Phone::founder(engine, &site).await?;
    let one = Phone::another(engine, &site, &lead, "花田 二郎", Options::default()).await?;
    let two = Phone::another(engine, &site, &lead, "森 三郎", Options::default()).await?;
    let request = log_request(&lead, &site, "花見町").await?;
    lead.sent().await?;
    for phone in [&one, &two] {
        phone.sees_at(&site, &request, "花見町").await?;
        phone.sent().await?;
    }
    site.stop()?;
    edit(&one, &site, &request, "町", "花見町1丁目").await?;
    edit(&two, &site, &request, "町", "花見町2丁目").await?;
    edit(&two, &site, &request, "ようす", "垣根が道に出ている").await?;
    two.tap(Target::from(("button", "手伝えます")).nth(0)).await?;
    two.see("行けなくなりました").await?;
    let photos = tempfile::tempdir()?;
    for phone in [&one, &two] {
        phone.see("いまはつながりません").await?;
        let waits = unsent(phone).await?;
        give(phone, &site, "始める 人").await?;
        let shots = film::shots(phone).await?;
        let seen = film::by_hand(&shots);
        lead.read(&site, "/handover/take").await?;
        if lead.has("もう一度受け取る").await? {
            lead.tap("もう一度受け取る").await?;
        }
        read_photos(&lead, photos.path(), &seen, "受け取りました").await?;
        let (came, _) = counts(&lead).await?;
        ensure!(came == waits, "{came} came of the {waits} that wait");
        let receipt = photos.path().join("receipt.png");
        lead.eval::<()>("void document.querySelector('svg[role=img]').scrollIntoView({block: 'center'})")
            .await?;
        lead.screenshot(&receipt).await?;
        phone.attach(PICTURES, &receipt).await?;
        phone.see_within(&format!("送信 {waits}／受取 {waits}"), SCANNED).await?;
        ensure!(unsent(phone).await? == waits, "the receipt cleared something");
    }
    lead.read(&site, &request).await?;
    for kept in ["書きこみが2つあります", "花見町1丁目", "花見町2丁目", "垣根が道に出ている", "森 三郎"]
    {
        lead.see(kept).await?;
    }
    // The lead alone comes to a network, and it comes and goes.
    for phone in [&one, &two] {
        stays_away(phone).await?;
    }
    for _ in 0..2 {
        site.start_again().await?;
        tokio::time::sleep(Duration::from_millis(250)).await;
        site.stop()?;
        lead.see("花見町1丁目").await?;
    }
    site.start_again().await?;
    lead.read(&site, &request).await?;
    lead.sent().await?;
    // A phone that was not there has all of it; then those who wrote it come, late, and nothing doubles.
    for phone in [&one, &two] {
        if phone.engine() == Engine::Chromium {
            phone.set_offline(false).await?;
        }
        phone.sees_at(&site, &request, "書きこみが2つあります").await?;
        phone.sent().await?;
    }
    for phone in [&lead, &one, &two] {
        phone.sees_at(&site, "/requests", "草取り").await?;
        let rows: u32 = phone
            .eval("document.querySelectorAll('a[href^=\"/requests/\"]:not([href$=new])').length")
            .await?;
        ensure!(rows == 1, "{rows} requests instead of one");
        phone.read(&site, &request).await?;
        for kept in ["書きこみが2つあります", "花見町1丁目", "花見町2丁目", "垣根が道に出ている", "森 三郎"]
        {
            phone.see_within(kept, SOON).await?;
        }
        ensure!(unsent(phone).await? == 0, "something still waits");
    }
    Ok(())
}

/// What the camera may be shown instead, and what is said then.
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_or_does_not_count_is_said() -> Result<()> {
    let mut site = Site::start().await?;
    let camera = Camera::new()?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    let helper = Phone::another(Engine::Chromium, &site, &lead, "花田 二郎", camera.options()).await?;
    let third = Phone::another(Engine::Chromium, &site, &lead, "森 三郎", Options::default()).await?;
    let stranger = Phone::founder_of("夕日の隊", Engine::Chromium, &site).await?;
    log_request(&lead, &site, "花見町").await?;
    for phone in [&lead, &helper, &third] {
        phone.sees_at(&site, "/requests", "花見町").await?;
        phone.sent().await?;
    }
    site.stop()?;
    let shown = async |giver: &Phone, to: &str| -> Result<Vec<GrayImage>> {
        giver.read(&site, "/handover/give").await?;
        giver.tap(("radio", to)).await?;
        giver.tap(("radio", "隊の記録ぜんぶ")).await?;
        giver.tap("QRを見せる").await?;
        giver.see("くり返し出ます").await?;
        Ok(film::by_hand(&film::shots(giver).await?))
    };
    let (seen, other) = (shown(&lead, "花田 二郎").await?, shown(&third, "花田 二郎").await?);

    // Dark, then torn, then whole: each time it is said what to do, and in the end it is read.
    helper.read(&site, "/handover/take").await?;
    for (spoilt, said) in [(film::darkened(&seen), "暗くて読めません"), (film::torn(&seen), "QR")] {
        camera.shows(&spoilt)?;
        helper.tap("カメラで読む").await?;
        helper.see_within(said, SCANNED).await?;
        helper.wait_for_within("document.querySelector('.notice.warn') !== null", SCANNED).await?;
        helper.tap("止める").await?;
        ensure!(!helper.has("読んでいます").await?, "something was read out of what cannot be read");
    }
    // Some frames of one hand-over, then those of another.
    camera.shows(&seen[..3])?;
    helper.tap("カメラで読む").await?;
    helper.wait_for_within("document.querySelector('progress')?.value >= 2", SCANNED).await?;
    helper.tap("止める").await?;
    camera.shows(&other)?;
    helper.tap("カメラで読む").await?;
    helper.see_within("別の受け渡しのQRが見えています", SCANNED).await?;
    helper.tap("こちらを新しく読む").await?;
    helper.see_within("森 三郎さんから", SCANNED).await?;

    // Another squad's phone takes nothing in.
    let photos = tempfile::tempdir()?;
    stranger.read(&site, "/handover/take").await?;
    read_photos(&stranger, photos.path(), &seen, "別の隊の記録です").await?;
    stranger.read(&site, "/requests").await?;
    stranger.never_sees("花見町").await?;

    // Nor does anybody from a phone that was put out meanwhile.
    site.start_again().await?;
    third.set_offline(true).await?;
    lead.read(&site, "/settings/phones/lost").await?;
    lead.see_within("森 三郎", SOON).await?;
    lead.tap(("radio", "森 三郎")).await?;
    lead.tap("使えなくする").await?;
    lead.tap("使えなくする").await?;
    lead.see("使えなくしました").await?;
    helper.read(&site, "/settings/phones").await?;
    helper.see_within("使えなくしたもの", SOON).await?;
    site.stop()?;
    helper.read(&site, "/handover/take").await?;
    read_photos(&helper, photos.path(), &other, "もう隊に入っていません").await?;
    Ok(())
}

/// Without leave to use the camera it is said what to do, and photos still go.
#[tokio::test(flavor = "multi_thread")]
async fn without_leave_to_use_the_camera_photos_still_go() -> Result<()> {
    let site = Site::start().await?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    // A phone with no camera at all.
    lead.read(&site, "/handover/take").await?;
    lead.tap("カメラで読む").await?;
    lead.see("カメラが見つからないか").await?;
    let args = vec!["--use-fake-device-for-media-stream".to_owned()];
    let options = Options { args, ..Options::default() };
    let phone = Phone::another(Engine::Chromium, &site, &lead, "花田 二郎", options).await?;
    let origin = site.url("");
    let no = serde_json::json!({
        "permission": { "name": "camera" }, "setting": "denied", "origin": origin,
    });
    phone.cdp("Browser.setPermission", no).await?;
    phone.read(&site, "/handover/take").await?;
    phone.tap("カメラで読む").await?;
    phone.see("カメラが使えません").await?;
    phone.see(PICTURES).await?;
    // A photo with no QR says so.
    let folder = tempfile::tempdir()?;
    let empty = folder.path().join("empty.png");
    GrayImage::from_pixel(300, 300, image::Luma([200])).save(&empty)?;
    phone.attach(PICTURES, &empty).await?;
    phone.see_within("読めるQRがありませんでした", SCANNED).await
}
