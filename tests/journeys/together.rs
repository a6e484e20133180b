//! Several phones of one squad: connecting, inviting, joining, writing without a network and meeting again, putting a
//! lost phone out.

use anyhow::{Context, Result, ensure};
use std::ops::Deref;
use std::time::Duration;
use tanomo_browsers::{Browser, Engine, Options, Site, Target, in_each_engine};

const READY: &str = "document.documentElement.dataset.phase === 'ready'";
/// What came from the other phone is there within this time, on a machine that is busy with other tests.
pub(super) const SOON: Duration = Duration::from_secs(40);

in_each_engine!(
    two_phones_write_apart_and_agree,
    a_lost_phone_is_put_out_and_erases,
    one_form_typed_in_on_two_phones_is_one_request,
    many_are_let_in_one_by_one_by_their_number,
    in_the_evening_all_that_was_written_apart_is_there_once
);

/// A phone of the squad; the server is the squad's.
pub(super) struct Phone(Browser);

impl Deref for Phone {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.0
    }
}

impl Phone {
    async fn new(engine: Engine, site: &Site, options: Options) -> Result<Self> {
        let phone = Self(Browser::open(engine, options).await?);
        phone.goto(&site.url("/")).await?;
        phone.wait_for("document.documentElement.dataset.boot === 'running'").await?;
        Ok(phone)
    }

    pub(super) async fn read(&self, site: &Site, path: &str) -> Result<()> {
        self.goto(&site.url(path)).await?;
        self.wait_for(READY).await
    }

    /// The lead's phone, with a squad that is connected.
    pub(super) async fn founder(engine: Engine, site: &Site) -> Result<Self> {
        Self::founder_of("草の隊", engine, site).await
    }

    /// The lead's phone, with a squad that is on it alone.
    pub(super) async fn unconnected(engine: Engine, site: &Site) -> Result<Self> {
        Self::alone("草の隊", engine, site).await
    }

    pub(super) async fn founder_of(squad: &str, engine: Engine, site: &Site) -> Result<Self> {
        let phone = Self::alone(squad, engine, site).await?;
        phone.read(site, "/settings/phones").await?;
        phone.tap(("button", "つなぐ")).await?;
        phone.see("つながりました").await?;
        Ok(phone)
    }

    async fn alone(squad: &str, engine: Engine, site: &Site) -> Result<Self> {
        Self::opened(squad, engine, site, Options::default()).await
    }

    /// A squad on a phone that is opened as wished.
    pub(super) async fn opened(squad: &str, engine: Engine, site: &Site, options: Options) -> Result<Self> {
        let phone = Self::new(engine, site, options).await?;
        phone.tap("つぎへ").await?;
        phone.tap("お助け隊をはじめる").await?;
        phone.type_into("隊の名前", squad).await?;
        phone.type_into("あなたの名前", "始める 人").await?;
        phone.type_into("ふりがな", "はじめる ひと").await?;
        phone.tap("この隊をはじめる").await?;
        phone.see(&format!("{squad}をはじめました")).await?;
        phone.wait_until_offline_ready().await?;
        Ok(phone)
    }

    /// Makes the recovery sheet that is offered after connecting; gives what its QR says.
    async fn sheet(&self, site: &Site) -> Result<String> {
        self.read(site, "/settings/phones/sheet").await?;
        self.tap("控えの紙を作る").await?;
        self.see("12の言葉").await?;
        let code = read_qr(self).await?;
        self.tap("書きとめました").await?;
        Ok(code)
    }

    /// The link of a new invitation, as its QR says it to a camera.
    pub(super) async fn invite(&self, site: &Site, for_many: bool) -> Result<String> {
        self.read(site, "/people/invite").await?;
        if for_many {
            self.tap("何人も").await?;
        }
        self.tap("招待を作る").await?;
        self.see("招待ができました").await?;
        read_qr(self).await
    }

    /// Opens an invitation's link as a new phone and joins by it.
    pub(super) async fn join(engine: Engine, link: &str, name: &str) -> Result<Self> {
        Self::join_with(engine, Options::default(), link, name).await
    }

    async fn join_with(engine: Engine, options: Options, link: &str, name: &str) -> Result<Self> {
        let phone = Self(Browser::open(engine, options).await?);
        phone.goto(link).await?;
        phone.wait_for("document.documentElement.dataset.boot === 'running'").await?;
        phone.tap("つぎへ").await?;
        phone.see("招待はこのスマホに取ってあります").await?;
        let address = phone.url().await?;
        ensure!(!address.contains('#'), "the secret still stands in the address bar: {address}");
        phone.type_into("あなたの名前", name).await?;
        phone.tap("この隊に入る").await?;
        Ok(phone)
    }

    /// A squad's second phone, with the records that were there.
    pub(super) async fn second(engine: Engine, site: &Site, lead: &Self) -> Result<Self> {
        Self::another(engine, site, lead, "二人目 の人", Options::default()).await
    }

    /// One more phone of the squad, opened as wished.
    pub(super) async fn another(
        engine: Engine,
        site: &Site,
        lead: &Self,
        name: &str,
        options: Options,
    ) -> Result<Self> {
        let link = lead.invite(site, false).await?;
        let phone = Self::join_with(engine, options, &link, name).await?;
        phone.see("隊に入りました").await?;
        phone.wait_until_offline_ready().await?;
        Ok(phone)
    }

    /// Opens a page and waits for something that another phone brings.
    pub(super) async fn sees_at(&self, site: &Site, path: &str, text: &str) -> Result<()> {
        self.read(site, path).await?;
        self.see_within(text, SOON).await
    }

    /// The battery is pulled and the app opened again, until all records are read.
    pub(super) async fn kill_and_reopen(&mut self, site: &Site, path: &str) -> Result<()> {
        self.0.kill()?;
        self.0.reopen().await?;
        self.read(site, path).await
    }

    /// The app opened again on a phone that has no room left. A running Chromium remembers for a while how much room
    /// there was, so it is told before the app is there.
    pub(super) async fn reopen_full(&mut self, site: &Site, path: &str) -> Result<()> {
        self.0.reopen().await?;
        self.goto(&site.url("/sw.js")).await?;
        self.set_quota(&site.url(""), Some(1)).await?;
        self.read(site, path).await
    }

    /// Opens the cards with the number that was chosen.
    pub(super) async fn open_cards(&self) -> Result<()> {
        self.tap("カードを開く").await?;
        self.type_into("6けたの番号", NUMBER).await?;
        self.tap(("button", "開く")).await
    }

    /// Everything was sent.
    pub(super) async fn sent(&self) -> Result<()> {
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
pub(super) async fn log_request(phone: &Phone, site: &Site, town: &str) -> Result<String> {
    phone.read(site, "/requests/new").await?;
    phone.tap("お名前なしで登録する").await?;
    phone.type_into("町", town).await?;
    phone.tap("草取り").await?;
    phone.tap("登録する").await?;
    phone.wait_for("/^.requests.[-_A-Za-z0-9]{22}$/.test(location.pathname)").await?;
    phone.eval("location.pathname").await
}

pub(super) async fn edit(phone: &Phone, site: &Site, request: &str, field: &str, text: &str) -> Result<()> {
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

/// Scene 7: one numbered form, its QR scanned by two phones without a network, typed in on both.
async fn one_form_typed_in_on_two_phones_is_one_request(engine: Engine) -> Result<()> {
    let mut site = Site::start().await?;
    let lead = Phone::founder(engine, &site).await?;
    let helper = Phone::second(engine, &site, &lead).await?;
    helper.sent().await?;
    lead.sent().await?;
    site.stop()?;
    let mut pages = Vec::new();
    for (phone, said, number) in [(&lead, "庭の草が高い", "12"), (&helper, "庭と畑の草", "12")] {
        phone.read(&site, &format!("/requests/new?form={number}")).await?;
        phone.tap("お名前なしで登録する").await?;
        phone.type_into("町", "花見町").await?;
        phone.tap("草取り").await?;
        phone.type_into("ようす", said).await?;
        phone.tap("登録する").await?;
        phone.wait_for("/^.requests.[-_A-Za-z0-9]{22}$/.test(location.pathname)").await?;
        phone.see("番号12").await?;
        pages.push(phone.eval::<String>("location.pathname").await?);
    }
    ensure!(pages[0] == pages[1], "form 12 is two requests: {pages:?}");
    // A third sheet is another request.
    lead.read(&site, "/requests/new?form=13").await?;
    lead.never_sees("もう登録してあります").await?;
    lead.tap("お名前なしで登録する").await?;
    lead.type_into("町", "夕日町").await?;
    lead.tap("買い物").await?;
    lead.tap("登録する").await?;
    lead.wait_for("/^.requests.[-_A-Za-z0-9]{22}$/.test(location.pathname)").await?;
    site.start_again().await?;
    for phone in [&lead, &helper] {
        phone.sent().await?;
        phone.sees_at(&site, &pages[0], "書きこみが2つあります").await?;
        for both in ["庭の草が高い", "庭と畑の草"] {
            phone.see(both).await?;
        }
        let picks = "[...document.querySelectorAll('button .label')].filter(label => label.textContent === 'こちらにする').length";
        let picks: u32 = phone.eval(picks).await?;
        ensure!(picks == 2, "{picks} values to pick from where one field has two");
        phone.sees_at(&site, "/requests", "夕日町").await?;
        let rows = "document.querySelectorAll('main a[href^=\"/requests/\"]:not([href$=new])').length";
        let rows: u32 = phone.eval(rows).await?;
        ensure!(rows == 2, "{rows} requests of two forms");
        // Whoever types the form in a third time is told.
        phone.read(&site, "/requests/new?form=12").await?;
        phone.see("この番号の申込書は、もう登録してあります").await?;
    }
    lead.read(&site, &pages[0]).await?;
    lead.tap(Target::from(("button", "こちらにする")).inside("庭と畑の草")).await?;
    helper.read(&site, &pages[0]).await?;
    for phone in [&lead, &helper] {
        phone.sees_no_more_within("書きこみが2つあります", SOON).await?;
        phone.see("庭と畑の草").await?;
    }
    Ok(())
}

async fn a_lost_phone_is_put_out_and_erases(engine: Engine) -> Result<()> {
    let site = Site::start().await?;
    let lead = Phone::founder(engine, &site).await?;
    let helper = Phone::second(engine, &site, &lead).await?;
    let request = log_request(&lead, &site, "花見町").await?;
    helper.sees_at(&site, &request, "花見町").await?;
    lead.read(&site, "/settings/phones/lost").await?;
    lead.see_within("二人目 の人", SOON).await?;
    lead.tap(("radio", "二人目 の人")).await?;
    lead.tap("使えなくする").await?;
    lead.tap("使えなくする").await?;
    lead.see("使えなくしました").await?;
    helper.see_within("世話役が、このスマホを使えなくしました", SOON).await?;
    // What is written from now on does not reach it, though nothing is erased before its holder was asked.
    let later = log_request(&lead, &site, "夕日町").await?;
    lead.sent().await?;
    helper.read(&site, &later).await?;
    helper.never_sees("夕日町").await?;
    helper.tap("このスマホから消す").await?;
    helper.tap("このスマホから消す").await?;
    helper.see_within("お助け隊をはじめる", SOON).await?;
    let left: u32 = helper
        .eval("Object.keys(localStorage).filter(key => /^tanomo.(r|g|head|device)/.test(key)).length")
        .await?;
    ensure!(left == 0, "{left} values of the squad are left on the phone");
    Ok(())
}

/// One helper, two squads: the second is joined by its invitation, each is seen alone, and what is written in one is
/// sent once it is opened again.
#[tokio::test(flavor = "multi_thread")]
async fn two_squads_on_one_phone_are_seen_one_at_a_time() -> Result<()> {
    let mut site = Site::start().await?;
    let phone = Phone::founder(Engine::Chromium, &site).await?;
    let weeds = log_request(&phone, &site, "花見町").await?;
    phone.sent().await?;
    let other = Phone::founder_of("夕日の隊", Engine::Chromium, &site).await?;
    let far = log_request(&other, &site, "夕日町").await?;
    let link = other.invite(&site, false).await?;
    // Written and not sent: it waits while the other squad is open.
    site.stop()?;
    edit(&phone, &site, &weeds, "ようす", "庭の草が高い").await?;
    site.start_again().await?;
    phone.goto(&link).await?;
    phone.see("草の隊").await?;
    phone.tap("この隊にも入る").await?;
    phone.see("ほかの隊にもどる").await?;
    phone.tap("招待を受けた").await?;
    phone.type_into("あなたの名前", "かけもち の人").await?;
    phone.tap("この隊に入る").await?;
    phone.see("隊に入りました").await?;
    phone.sees_at(&site, &far, "夕日町").await?;
    phone.read(&site, "/requests").await?;
    phone.see("夕日町").await?;
    phone.never_sees("花見町").await?;
    // A squad that is on the phone is not joined a second time.
    let again = other.invite(&site, false).await?;
    phone.goto(&again).await?;
    phone.tap("この隊にも入る").await?;
    phone.tap("招待を受けた").await?;
    phone.type_into("あなたの名前", "かけもち の人").await?;
    phone.tap("この隊に入る").await?;
    phone.see("その隊は、もうこのスマホにあります").await?;
    phone.goto(&site.url("/")).await?;
    phone.tap("ほかの隊にもどる").await?;
    phone.see("夕日の隊を開く").await?;
    // In the first one everything is as it was, and goes on.
    open_squad(&phone, "草の隊を開く").await?;
    phone.sees_at(&site, &weeds, "庭の草が高い").await?;
    phone.sent().await?;
    phone.read(&site, "/requests").await?;
    phone.never_sees("夕日町").await?;
    phone.read(&site, "/settings/circles").await?;
    open_squad(&phone, "夕日の隊を開く").await?;
    phone.sees_at(&site, &far, "夕日町").await?;
    phone.read(&site, "/settings/circles").await?;
    open_squad(&phone, "草の隊を開く").await?;
    // Erased from this phone alone, it leaves the other one to be opened.
    phone.read(&site, "/settings/keep").await?;
    phone.tap("この隊の記録をこのスマホから消す").await?;
    phone.tap(Target::from(("button", "この隊の記録をこのスマホから消す")).nth(1)).await?;
    phone.type_into("消すときは", "消します").await?;
    phone.tap("すべて消す").await?;
    phone.tap("ほかの隊にもどる").await?;
    open_squad(&phone, "夕日の隊を開く").await?;
    phone.sees_at(&site, &far, "夕日町").await?;
    let held: String = phone.eval_async(EVERYTHING_HELD).await?;
    ensure!(held.contains("夕日町"), "the search sees nothing");
    ensure!(!held.contains("花見町"), "the squad that was erased is still on the phone");
    Ok(())
}

/// Opens another squad of the phone, until the app has started with it.
async fn open_squad(phone: &Phone, which: &str) -> Result<()> {
    phone.tap(which).await?;
    phone.wait_for(&format!("location.pathname === '/' && {READY}")).await
}

/// A number that was chosen a moment before the battery was empty still opens what it sealed.
#[tokio::test(flavor = "multi_thread")]
async fn the_first_card_opens_after_the_battery_was_pulled() -> Result<()> {
    let site = Site::start().await?;
    let mut lead = Phone::founder(Engine::Chromium, &site).await?;
    let request = log_for(&lead, &site, "城東 花子").await?;
    lead.see("城東 花子").await?;
    lead.0.kill()?;
    lead.0.reopen().await?;
    lead.read(&site, &request).await?;
    lead.tap("カードを開く").await?;
    lead.type_into("6けたの番号", NUMBER).await?;
    lead.tap(("button", "開く")).await?;
    lead.see("城東 花子").await
}

async fn many_are_let_in_one_by_one_by_their_number(engine: Engine) -> Result<()> {
    let site = Site::start().await?;
    let lead = Phone::founder(engine, &site).await?;
    let request = log_request(&lead, &site, "花見町").await?;
    let link = lead.invite(&site, true).await?;
    let newcomer = Phone::join(engine, &link, "新しい 人").await?;
    newcomer.see("世話役に、この番号を伝えてください").await?;
    let number: String = newcomer.eval("document.querySelector('.number-large').textContent").await?;
    newcomer.never_sees("花見町").await?;
    // It goes on waiting when the app was closed meanwhile.
    newcomer.goto(&site.url("/")).await?;
    newcomer.see(&number).await?;
    lead.read(&site, "/settings/phones").await?;
    lead.see_within(&number, SOON).await?;
    lead.tap(format!("番号 {number} のスマホを入れる").as_str()).await?;
    lead.tap("はい、入れる").await?;
    newcomer.sees_no_more_within("世話役に、この番号を伝えてください", SOON).await?;
    newcomer.sees_at(&site, &request, "花見町").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_brings_the_squad_back_onto_a_new_phone() -> Result<()> {
    let site = Site::start().await?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    let code = lead.sheet(&site).await?;
    let request = log_request(&lead, &site, "花見町").await?;
    lead.sent().await?;
    // Every phone is lost.
    drop(lead);
    let phone = Phone::new(Engine::Chromium, &site, Options::default()).await?;
    phone.goto(&site.url("/start/recover")).await?;
    phone.tap("つぎへ").await?;
    phone.type_into("12の言葉、またはQRの文字", &code).await?;
    phone.type_into("あなたの名前", "もどす 人").await?;
    phone.tap("隊をもどす").await?;
    phone.wait_for(READY).await?;
    phone.sees_at(&site, &request, "花見町").await?;
    // Whoever brought it back is a lead.
    phone.read(&site, "/people/invite").await?;
    phone.see("招待を作る").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_in_the_middle_of_sending_loses_and_doubles_nothing() -> Result<()> {
    let mut site = Site::start().await?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    let helper = Phone::second(Engine::Chromium, &site, &lead).await?;
    let towns = ["一丁目", "二丁目", "三丁目", "四丁目", "五丁目"];
    for town in towns {
        log_request(&lead, &site, town).await?;
        site.stop()?;
        site.start_again().await?;
    }
    lead.sent().await?;
    for phone in [&lead, &helper] {
        for town in towns {
            phone.sees_at(&site, "/requests", town).await?;
        }
        let rows: u32 = phone
            .eval("document.querySelectorAll('a[href^=\"/requests/\"]:not([href$=new])').length")
            .await?;
        ensure!(rows == 5, "{rows} requests instead of five");
    }
    Ok(())
}

/// Scene 9 but for the collecting by QR: the evening after two phones worked apart on one job.
async fn in_the_evening_all_that_was_written_apart_is_there_once(engine: Engine) -> Result<()> {
    let mut site = Site::start().await?;
    let lead = Phone::founder(engine, &site).await?;
    let helper = Phone::second(engine, &site, &lead).await?;
    let request = log_request(&lead, &site, "花見町").await?;
    lead.sent().await?;
    helper.sees_at(&site, &request, "花見町").await?;
    helper.tap(Target::from(("button", "手伝えます")).nth(0)).await?;
    helper.sent().await?;
    lead.sees_at(&site, &request, "二人目 の人").await?;
    // The day, without a network: both write on the job, and the lead gives it to somebody.
    site.stop()?;
    edit(&helper, &site, &request, "ようす", "垣根が道に出ている").await?;
    edit(&helper, &site, &request, "町", "花見町2丁目").await?;
    edit(&lead, &site, &request, "町", "花見町1丁目").await?;
    lead.read(&site, &request).await?;
    lead.tap("お願いする").await?;
    lead.see("2人のうち1人が決まっています").await?;
    for phone in [&lead, &helper] {
        phone.see("いまはつながりません").await?;
    }
    // The evening: the connection comes and goes while they send; what was not acknowledged is kept.
    for _ in 0..3 {
        site.start_again().await?;
        tokio::time::sleep(Duration::from_millis(250)).await;
        site.stop()?;
        for phone in [&lead, &helper] {
            phone.see(if std::ptr::eq(phone, &lead) { "花見町1丁目" } else { "花見町2丁目" }).await?;
        }
    }
    site.start_again().await?;
    for phone in [&lead, &helper] {
        phone.sent().await?;
        phone.sees_at(&site, &request, "垣根が道に出ている").await?;
        phone.see_within("書きこみが2つあります", SOON).await?;
        for kept in ["花見町1丁目", "花見町2丁目", "2人のうち1人が決まっています", "二人目 の人"]
        {
            phone.see_within(kept, SOON).await?;
        }
        let rows = "document.querySelectorAll('a[href^=\"/requests/\"]:not([href$=new])').length";
        phone.sees_at(&site, "/requests", "草取り").await?;
        let rows: u32 = phone.eval(rows).await?;
        ensure!(rows == 1, "{rows} requests instead of one");
        // Nothing that somebody wrote is gone: the history has both, and who wrote them.
        phone.read(&site, &request).await?;
        phone.tap("履歴").await?;
        for wrote in ["始める 人", "二人目 の人"] {
            phone.see(wrote).await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_closed_app_left_goes_from_the_journal() -> Result<()> {
    let mut site = Site::start().await?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    let helper = Phone::second(Engine::Chromium, &site, &lead).await?;
    lead.sent().await?;
    site.stop()?;
    log_request(&lead, &site, "花見町").await?;
    lead.see("いまはつながりません").await?;
    // The app is closed: another page stands in its window, and the browser wakes the worker when it can send.
    lead.goto("about:blank").await?;
    site.start_again().await?;
    let origin = site.url("");
    lead.cdp("ServiceWorker.enable", serde_json::json!({})).await?;
    let wake = serde_json::json!({
        "origin": origin, "registrationId": "0", "tag": "tanomo-send", "lastChance": false,
    });
    lead.cdp("ServiceWorker.dispatchSyncEvent", wake).await?;
    helper.read(&site, "/requests").await?;
    helper.see_within("花見町", SOON).await?;
    ensure!(lead.url().await? == "about:blank", "the app was opened");
    // Opened again it finds that the server has it.
    lead.read(&site, "/requests").await?;
    lead.sent().await?;
    lead.see("花見町").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_phone_does_not_reopen_what_was_picked() -> Result<()> {
    let mut site = Site::start().await?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    let request = log_request(&lead, &site, "花見町").await?;
    let helper = Phone::second(Engine::Chromium, &site, &lead).await?;
    let third = Phone::second(Engine::Chromium, &site, &lead).await?;
    for phone in [&helper, &third] {
        phone.sees_at(&site, &request, "花見町").await?;
    }
    site.stop()?;
    edit(&lead, &site, &request, "町", "花見町1丁目").await?;
    edit(&helper, &site, &request, "町", "花見町2丁目").await?;
    site.start_again().await?;
    for phone in [&lead, &helper, &third] {
        phone.sees_at(&site, &request, "書きこみが2つあります").await?;
    }
    third.set_offline(true).await?;
    lead.tap(Target::from(("button", "こちらにする")).inside("花見町2丁目")).await?;
    lead.sees_no_more("書きこみが2つあります").await?;
    lead.sent().await?;
    // The third still sees both and writes beside them.
    third.tap(("link", "なおす")).await?;
    third.type_into("ようす", "裏の垣根も").await?;
    third.tap("保存する").await?;
    third.see("裏の垣根も").await?;
    third.set_offline(false).await?;
    for phone in [&lead, &helper, &third] {
        phone.see_within("裏の垣根も", SOON).await?;
        phone.sees_no_more_within("書きこみが2つあります", SOON).await?;
        phone.see("花見町2丁目").await?;
    }
    Ok(())
}

/// The number of six digits on every phone here.
pub(super) const NUMBER: &str = "123456";

/// Logs a request of somebody with a name; gives its page. The first card of a phone asks for a number.
pub(super) async fn log_for(phone: &Phone, site: &Site, name: &str) -> Result<String> {
    phone.read(site, "/requests/new").await?;
    phone.type_into("お名前 ※必須", name).await?;
    phone.type_into("町", "花見町").await?;
    phone.tap("草取り").await?;
    phone.tap(Target::from(("button", "はい")).inside("手伝いと連絡")).await?;
    phone.tap("登録する").await?;
    choose_number(phone).await?;
    phone.wait_for("/^.requests.[-_A-Za-z0-9]{22}$/.test(location.pathname)").await?;
    phone.eval("location.pathname").await
}

pub(super) async fn choose_number(phone: &Phone) -> Result<()> {
    phone.type_into("6けたの番号", NUMBER).await?;
    phone.type_into("もう一度、同じ番号", NUMBER).await?;
    phone.tap("この番号にする").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_opens_for_leads_and_for_whom_was_accepted_alone() -> Result<()> {
    let site = Site::start().await?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    let helper = Phone::second(Engine::Chromium, &site, &lead).await?;
    let other = Phone::second(Engine::Chromium, &site, &lead).await?;
    let request = log_for(&lead, &site, "城東 花子").await?;
    for phone in [&helper, &other] {
        phone.sees_at(&site, &request, "草取り").await?;
        phone.never_sees("城東 花子").await?;
    }
    helper.tap(Target::from(("button", "手伝えます")).nth(0)).await?;
    helper.see("行けなくなりました").await?;
    lead.see_within("二人目 の人", SOON).await?;
    lead.tap("お願いする").await?;
    lead.see("2人のうち1人が決まっています").await?;
    lead.sent().await?;
    // The key was handed to the one phone.
    helper.see_within("2人のうち1人が決まっています", SOON).await?;
    helper.tap("カードを開く").await?;
    choose_number(&helper).await?;
    helper.see_within("城東 花子", SOON).await?;
    other.sees_at(&site, &request, "草取り").await?;
    other.never_sees("城東 花子").await?;
    // Nor does the other phone hold it anywhere in a form that reads.
    let held: String = other.eval_async(EVERYTHING_HELD).await?;
    ensure!(held.contains("草取り") || held.contains("weeding"), "the search sees nothing at all");
    ensure!(!held.contains("城東"), "another phone holds the name");
    // If one of the two is lost, the lead sees whom to call for the one, and that nobody need be for the other.
    lead.read(&site, "/settings/phones/lost").await?;
    let mut could_open = Vec::new();
    for phone in 0..2 {
        lead.tap(Target::from(("radio", "二人目 の人")).nth(phone)).await?;
        if lead.has("カードを開く").await? {
            lead.tap("カードを開く").await?;
            lead.type_into("6けたの番号", NUMBER).await?;
            lead.tap(("button", "開く")).await?;
        }
        lead.wait_for("/開けたカード|開けたカードはありません/.test(document.body.innerText)").await?;
        could_open.push(lead.text().await?.contains("城東 花子"));
    }
    could_open.sort();
    ensure!(could_open == [false, true], "the phones that could open the card: {could_open:?}");
    Ok(())
}

/// Every value of this phone's journal and working set, as one text.
pub(super) const EVERYTHING_HELD: &str = "
    const database = await new Promise((done, fail) => {
        const opening = indexedDB.open('tanomo');
        opening.onsuccess = () => done(opening.result);
        opening.onerror = fail;
    });
    const all = [JSON.stringify({...localStorage})];
    for (const name of database.objectStoreNames) {
        all.push(await new Promise(done => {
            const asked = database.transaction(name).objectStore(name).getAll();
            asked.onsuccess = () => done(JSON.stringify(asked.result));
        }));
    }
    database.close();
    return all.join('\\n')";

/// How many rows a store of the phone's journal has.
pub(super) async fn rows_in(phone: &Phone, store: &str) -> Result<u32> {
    let script = "const database = await new Promise((done, fail) => {
            const opening = indexedDB.open('tanomo');
            opening.onsuccess = () => done(opening.result);
            opening.onerror = fail;
        });
        const count = await new Promise(done => {
            const asked = database.transaction('STORE').objectStore('STORE').count();
            asked.onsuccess = () => done(asked.result);
        });
        database.close();
        return count";
    phone.eval_async(&script.replace("STORE", store)).await
}
