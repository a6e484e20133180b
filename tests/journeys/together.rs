//! Several phones of one squad: connecting, inviting, joining, writing without a network and meeting again, putting a
//! lost phone out.

use anyhow::{Context, Result, ensure};
use std::ops::Deref;
use std::time::Duration;
use tanomo_browsers::{Browser, Engine, Options, Site, Target, in_each_engine};

const READY: &str = "document.documentElement.dataset.phase === 'ready'";
/// What came from the other phone is there within this time, on a machine that is busy with other tests.
const SOON: Duration = Duration::from_secs(40);

in_each_engine!(two_phones_write_apart_and_agree);

/// A phone of the squad; the server is the squad's.
struct Phone(Browser);

impl Deref for Phone {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.0
    }
}

impl Phone {
    async fn new(engine: Engine, site: &Site) -> Result<Self> {
        let phone = Self(Browser::open(engine, Options::default()).await?);
        phone.goto(&site.url("/")).await?;
        phone.wait_for("document.documentElement.dataset.boot === 'running'").await?;
        Ok(phone)
    }

    async fn read(&self, site: &Site, path: &str) -> Result<()> {
        self.goto(&site.url(path)).await?;
        self.wait_for(READY).await
    }

    /// The lead's phone, with a squad that is connected.
    async fn founder(engine: Engine, site: &Site) -> Result<Self> {
        let phone = Self::new(engine, site).await?;
        phone.tap("つぎへ").await?;
        phone.tap("お助け隊をはじめる").await?;
        phone.type_into("隊の名前", "草の隊").await?;
        phone.type_into("あなたの名前", "始める 人").await?;
        phone.type_into("ふりがな", "はじめる ひと").await?;
        phone.tap("この隊をはじめる").await?;
        phone.see("草の隊をはじめました").await?;
        phone.wait_until_offline_ready().await?;
        phone.read(site, "/settings/phones").await?;
        phone.tap("つなぐ").await?;
        phone.see("つながりました").await?;
        phone.tap("控えの紙を作る").await?;
        phone.see("12の言葉").await?;
        phone.tap("書きとめました").await?;
        Ok(phone)
    }

    /// The link of a new invitation, as its QR says it to a camera.
    async fn invite(&self, site: &Site, for_many: bool) -> Result<String> {
        self.read(site, "/people/invite").await?;
        if for_many {
            self.tap("何人も").await?;
        }
        self.tap("招待を作る").await?;
        self.see("招待ができました").await?;
        read_qr(self).await
    }

    /// Opens an invitation's link as a new phone and joins by it.
    async fn join(engine: Engine, site: &Site, link: &str, name: &str) -> Result<Self> {
        let phone = Self::new(engine, site).await?;
        phone.goto(link).await?;
        phone.tap("つぎへ").await?;
        phone.see("招待はこのスマホに取ってあります").await?;
        let address = phone.url().await?;
        ensure!(!address.contains('#'), "the secret still stands in the address bar: {address}");
        phone.type_into("あなたの名前", name).await?;
        phone.tap("この隊に入る").await?;
        Ok(phone)
    }

    /// A squad's second phone, with the records that were there.
    async fn second(engine: Engine, site: &Site, lead: &Self) -> Result<Self> {
        let link = lead.invite(site, false).await?;
        let phone = Self::join(engine, site, &link, "二人目 の人").await?;
        phone.see("隊に入りました").await?;
        phone.wait_until_offline_ready().await?;
        Ok(phone)
    }

    /// Opens a page again and again until something is on it.
    async fn sees_at(&self, site: &Site, path: &str, text: &str) -> Result<()> {
        self.read(site, path).await?;
        self.see_within(text, SOON).await
    }

    /// Everything was sent.
    async fn sent(&self) -> Result<()> {
        self.see_within("送りました", SOON).await
    }
}

/// What the QR on the screen says.
async fn read_qr(phone: &Browser) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("qr.png");
    phone
        .eval::<()>("void document.querySelector('svg[role=img]').scrollIntoView({block: 'center'})")
        .await?;
    phone.screenshot(&path).await?;
    let picture = image::open(&path)?.to_luma8();
    let mut prepared = rqrr::PreparedImage::prepare(picture);
    let grids = prepared.detect_grids();
    let (_, text) = grids.first().context("no QR on the screen")?.decode()?;
    Ok(text)
}

/// Logs a request without a name; gives its page.
async fn log_request(phone: &Phone, site: &Site, town: &str) -> Result<String> {
    phone.read(site, "/requests/new").await?;
    phone.tap("お名前なしで登録する").await?;
    phone.type_into("町", town).await?;
    phone.tap("草取り").await?;
    phone.tap("登録する").await?;
    phone.wait_for("/^.requests.[-_A-Za-z0-9]{22}$/.test(location.pathname)").await?;
    phone.eval("location.pathname").await
}

async fn edit(phone: &Phone, site: &Site, request: &str, field: &str, text: &str) -> Result<()> {
    phone.read(site, &format!("{request}/edit")).await?;
    phone.type_into(field, text).await?;
    phone.tap("保存する").await?;
    phone.wait_for(&format!("location.pathname === '{request}'")).await
}

async fn two_phones_write_apart_and_agree(engine: Engine) -> Result<()> {
    let mut site = Site::start().await?;
    let lead = Phone::founder(engine, &site).await?;
    let request = log_request(&lead, &site, "花見町").await?;
    lead.sent().await?;
    let helper = Phone::second(engine, &site, &lead).await?;
    helper.sees_at(&site, &request, "花見町").await?;
    // The server is gone: both write, each another field, and both the same one.
    site.stop()?;
    edit(&lead, &site, &request, "ようす", "庭の草が高い").await?;
    edit(&lead, &site, &request, "町", "花見町1丁目").await?;
    edit(&helper, &site, &request, "町", "花見町2丁目").await?;
    site.start_again().await?;
    for phone in [&lead, &helper] {
        phone.sent().await?;
        phone.sees_at(&site, &request, "庭の草が高い").await?;
        phone.see_within("書きこみが2つあります", SOON).await?;
        for both in ["花見町1丁目", "花見町2丁目"] {
            phone.see(both).await?;
        }
    }
    // One person picks; the other phone hears of it and does not ask again.
    lead.tap(Target::from(("button", "こちらにする")).inside("花見町2丁目")).await?;
    for phone in [&lead, &helper] {
        phone.sees_no_more("書きこみが2つあります").await?;
        phone.see("花見町2丁目").await?;
    }
    Ok(())
}
