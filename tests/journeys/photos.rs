//! Photos of a home: taken from a file, kept through a kill, seen by whoever may read the card, gone when the resident
//! says no; and files that are no photos.

use anyhow::{Context, Result, ensure};
use base64ct::{Base64, Encoding};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tanomo_browsers::{Engine, Site, Target};

use super::elsewhere::move_to;
use super::together::{Phone, choose_number};

/// What came from the other phone is there within this time, on a machine that is busy with other tests.
const SOON: Duration = Duration::from_secs(60);
const SAVED: &str = "写真をこのスマホに保存しました";
/// The button of a small picture, and the picture in it once it has come.
const SMALL: (&str, &str) = ("button", "そのほかの写真");
const SHOWN: &str = "document.querySelector('.photos img')?.naturalWidth > 0";
const LARGE: &str = "document.querySelector('dialog[open] img')?.naturalWidth > 0";
const NO_PHOTO: &str = "document.querySelectorAll('.photos li').length === 0";

/// Logs a request of somebody who says yes to photos; gives the card's page, and stands on it.
async fn log_with_photos(phone: &Phone, site: &Site) -> Result<String> {
    phone.read(site, "/requests/new").await?;
    phone.type_into("お名前 ※必須", "城東 花子").await?;
    phone.type_into("町", "花見町").await?;
    phone.tap("草取り").await?;
    for purpose in ["手伝いと連絡", "記録の写真"] {
        phone.tap(Target::from(("button", "はい")).inside(purpose)).await?;
    }
    phone.tap("登録する").await?;
    choose_number(phone).await?;
    phone.wait_for("/^.requests.[-_A-Za-z0-9]{22}$/.test(location.pathname)").await?;
    keep_what_is_shown(phone).await?;
    phone.tap(("link", "カード")).await?;
    phone.see("写真はまだありません").await?;
    phone.eval("location.pathname").await
}

/// Keeps every picture the page makes an address for: no script may read such an address (the page's policy).
async fn keep_what_is_shown(phone: &Phone) -> Result<()> {
    phone
        .eval(
            "window.pictures = []; const make = URL.createObjectURL;
             URL.createObjectURL = function (blob) { window.pictures.push(blob); return make.call(URL, blob); };",
        )
        .await
}

/// How many pictures the page has shown, the longest side of any, and how many of them have the word in their bytes.
const LOOK_AT_PICTURES: &str = "
    let found = 0, longest = 0;
    for (const picture of window.pictures) {
        const bytes = new Uint8Array(await picture.arrayBuffer());
        if (new TextDecoder('latin1').decode(bytes).includes('Exif')) found += 1;
        const bitmap = await createImageBitmap(picture);
        longest = Math.max(longest, bitmap.width, bitmap.height);
    }
    return [window.pictures.length, longest, found]";

/// A JPEG of 2,000 × 1,000 pixels as a camera writes it: with EXIF that says where it was taken and that it stands on
/// its side.
async fn photo_of_a_camera(phone: &Phone, folder: &Path) -> Result<PathBuf> {
    let drawn: String = phone
        .eval(
            "const canvas = document.createElement('canvas');
             [canvas.width, canvas.height] = [2000, 1000];
             const context = canvas.getContext('2d');
             context.fillStyle = 'green'; context.fillRect(0, 0, 1000, 1000);
             context.fillStyle = 'white'; context.fillRect(1000, 0, 1000, 1000);
             return canvas.toDataURL('image/jpeg')",
        )
        .await?;
    let (_, text) = drawn.split_once(',').context("no picture was drawn")?;
    let jpeg = Base64::decode_vec(text).map_err(|why| anyhow::anyhow!("{why}"))?;
    let path = folder.join("IMG_0001.jpg");
    std::fs::write(&path, [&jpeg[..2], &exif(), &jpeg[2..]].concat())?;
    Ok(path)
}

/// An APP1 segment (JEITA CP-3451): orientation 6, and a pointer to the place with the reference of its latitude.
fn exif() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let place = 8 + 2 + 2 * 12 + 4;
    let tiff = [
        b"II*\0\x08\0\0\0\x02\0".to_vec(),
        entry(0x0112, 3, 1, 6),
        entry(0x8825, 4, 1, place),
        vec![0; 4],
        vec![1, 0],
        entry(0x0001, 2, 2, u32::from(b'N')),
        vec![0; 4],
    ]
    .concat();
    let length = u16::try_from(2 + 6 + tiff.len()).unwrap_or(u16::MAX).to_be_bytes();
    [&[0xff, 0xe1], &length[..], b"Exif\0\0", &tiff].concat()
}

async fn take(phone: &Phone, file: &Path) -> Result<()> {
    phone.attach("写真をとる・えらぶ", file).await
}

/// How many sealed pictures the phone holds.
pub(super) const HELD: &str = "
    const database = await new Promise((done, fail) => {
        const opening = indexedDB.open('tanomo');
        opening.onsuccess = () => done(opening.result);
        opening.onerror = fail;
    });
    const held = await new Promise(done => {
        const asked = database.transaction('photos').objectStore('photos').count();
        asked.onsuccess = () => done(asked.result);
    });
    database.close();
    return held";

/// Waits until the phone holds so many sealed pictures.
pub(super) async fn holds(phone: &Phone, many: u32) -> Result<()> {
    let until = tokio::time::Instant::now() + SOON;
    loop {
        let held: u32 = phone.eval_async(HELD).await?;
        if held == many {
            return Ok(());
        }
        ensure!(tokio::time::Instant::now() < until, "the phone holds {held} pictures, not {many}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Another phone may read the card once its owner is on the team, and sees the photo on it.
async fn comes_to_see_it(helper: &Phone, lead: &Phone, site: &Site) -> Result<()> {
    helper.sees_at(site, "/requests", "草取り").await?;
    helper.tap(("link", "草取り")).await?;
    helper.tap(Target::from(("button", "手伝えます")).nth(0)).await?;
    helper.see("行けなくなりました").await?;
    let request: String = helper.eval("location.pathname").await?;
    lead.sees_at(site, &request, "二人目 の人").await?;
    lead.open_cards().await?;
    lead.tap("お願いする").await?;
    lead.see("2人のうち1人が決まっています").await?;
    helper.see_within("2人のうち1人が決まっています", SOON).await?;
    helper.tap("カードを開く").await?;
    choose_number(helper).await?;
    helper.see_within("城東 花子", SOON).await?;
    helper.tap(("link", "カード")).await?;
    helper.wait_for_within(SHOWN, SOON).await?;
    helper.tap(SMALL).await?;
    helper.wait_for_within(LARGE, SOON).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_kept_seen_by_those_who_may_and_gone_when_the_resident_says_no() -> Result<()> {
    let mut site = Site::start().await?;
    let folder = tempfile::tempdir()?;
    let mut lead = Phone::founder(Engine::Chromium, &site).await?;
    let card = log_with_photos(&lead, &site).await?;
    let file = photo_of_a_camera(&lead, folder.path()).await?;
    take(&lead, &file).await?;
    lead.see_within(SAVED, SOON).await?;
    lead.wait_for_within(SHOWN, SOON).await?;
    lead.tap(SMALL).await?;
    lead.wait_for_within(LARGE, SOON).await?;
    // Upright, shrunk, and nothing of what the camera wrote beside it.
    let upright: bool = lead
        .eval("const image = document.querySelector('dialog[open] img'); return image.naturalHeight > image.naturalWidth")
        .await?;
    ensure!(upright, "the photo lies on its side");
    let (shown, longest, exif): (u32, u32, u32) = lead.eval_async(LOOK_AT_PICTURES).await?;
    ensure!(shown >= 2 && longest == 1600 && exif == 0, "{shown} shown, {longest} long, {exif} with EXIF");
    lead.tap("もどる").await?;
    lead.sent().await?;
    lead.sees_no_more_within("まだ送っていません", SOON).await?;

    // Without a network, after a kill.
    site.stop()?;
    lead.kill_and_reopen(&site, &card).await?;
    lead.open_cards().await?;
    lead.wait_for_within(SHOWN, SOON).await?;
    lead.tap(SMALL).await?;
    lead.wait_for_within(LARGE, SOON).await?;
    lead.tap("もどる").await?;
    site.start_again().await?;

    let helper = Phone::second(Engine::Chromium, &site, &lead).await?;
    comes_to_see_it(&helper, &lead, &site).await?;
    holds(&helper, 2).await?;
    helper.tap("もどる").await?;

    // The resident says no: gone on both.
    lead.tap(("link", "カード")).await?;
    lead.wait_for_within(SHOWN, SOON).await?;
    lead.tap("同意を聞きなおす").await?;
    lead.tap(Target::from(("button", "いいえ")).inside("記録の写真")).await?;
    lead.tap("保存する").await?;
    for phone in [&lead, &helper] {
        phone.wait_for_within(NO_PHOTO, SOON).await?;
        phone.see_within("写真の同意がありません", SOON).await?;
        holds(phone, 0).await?;
    }
    Ok(())
}

/// Whoever joins at the new server has never heard of the old one.
#[tokio::test(flavor = "multi_thread")]
async fn photos_go_along_to_another_server() -> Result<()> {
    let (app, records) = (Site::start().await?, Site::start().await?);
    let folder = tempfile::tempdir()?;
    let lead = Phone::founder(Engine::Chromium, &app).await?;
    let card = log_with_photos(&lead, &app).await?;
    take(&lead, &photo_of_a_camera(&lead, folder.path()).await?).await?;
    lead.see_within(SAVED, SOON).await?;
    lead.sent().await?;
    lead.sees_no_more_within("まだ送っていません", SOON).await?;
    move_to(&lead, &app, records.url("").trim_end_matches('/')).await?;
    lead.wait_for("location.pathname === '/'").await?;
    // Closed, a card waits: it goes as soon as the cards are opened.
    lead.read(&app, &card).await?;
    lead.open_cards().await?;
    lead.sent().await?;
    let helper = Phone::second(Engine::Chromium, &app, &lead).await?;
    comes_to_see_it(&helper, &lead, &app).await?;
    holds(&helper, 2).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_photo_says_so_and_loses_nothing() -> Result<()> {
    let site = Site::start().await?;
    let folder = tempfile::tempdir()?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    log_with_photos(&lead, &site).await?;
    let good = photo_of_a_camera(&lead, folder.path()).await?;
    take(&lead, &good).await?;
    lead.see_within(SAVED, SOON).await?;
    let cut = std::fs::read(&good)?[..40].to_vec();
    let large = vec![0; 50 * 1024 * 1024];
    for (name, bytes, says) in [
        ("text.jpg", b"no picture at all".to_vec(), "この写真は読めませんでした"),
        ("cut.jpg", cut, "この写真は読めませんでした"),
        ("large.jpg", large, "この写真は大きすぎます"),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes)?;
        take(&lead, &file).await?;
        lead.see_within(says, SOON).await?;
        lead.wait_for("document.querySelectorAll('.photos li').length === 1").await?;
        take(&lead, &good).await?;
        lead.see_within(SAVED, SOON).await?;
        lead.wait_for_within("document.querySelectorAll('.photos li').length === 2", SOON).await?;
        // One is taken off again, after a question.
        lead.tap(Target::from(SMALL).nth(1)).await?;
        lead.tap("消す").await?;
        lead.see("元にはもどせません").await?;
        lead.tap("消す").await?;
        lead.wait_for_within("document.querySelectorAll('.photos li').length === 1", SOON).await?;
        holds(&lead, 2).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_full_of_photos_says_so_and_loses_none() -> Result<()> {
    let site = Site::start().await?;
    let folder = tempfile::tempdir()?;
    let mut lead = Phone::founder(Engine::Chromium, &site).await?;
    let card = log_with_photos(&lead, &site).await?;
    let file = photo_of_a_camera(&lead, folder.path()).await?;
    take(&lead, &file).await?;
    lead.see_within(SAVED, SOON).await?;
    lead.sent().await?;
    lead.reopen_full(&site, &card).await?;
    lead.open_cards().await?;
    lead.wait_for_within(SHOWN, SOON).await?;
    take(&lead, &file).await?;
    lead.see_within("スマホの空きが足りません", SOON).await?;
    lead.wait_for("document.querySelectorAll('.photos li').length === 1").await?;
    holds(&lead, 2).await?;
    lead.set_quota(&site.url(""), None).await?;
    take(&lead, &file).await?;
    lead.see_within(SAVED, SOON).await?;
    lead.wait_for_within("document.querySelectorAll('.photos li').length === 2", SOON).await?;
    holds(&lead, 4).await
}
