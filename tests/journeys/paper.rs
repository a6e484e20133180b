//! Paper: what Chromium prints is read by poppler (text, pages) and by zbar (QR), which know nothing of the app.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use base64ct::{Base64, Encoding};
use serde_json::json;
use tanomo_browsers::{Browser, Engine, in_each_engine};
use tempfile::TempDir;

use crate::day;
use crate::phone::Phone;
use crate::screens;
use crate::together;

in_each_engine!(
    a_lead_prints_the_sheet_of_one_team_in_the_morning,
    the_app_makes_a_pdf_of_the_sheets_by_itself,
);

/// A PDF in a folder of its own.
struct Printed {
    folder: TempDir,
    pages: Vec<String>,
}

impl Printed {
    /// Prints the page that is open.
    async fn of(browser: &Browser) -> Result<Self> {
        Self::read(&browser.print().await?)
    }

    /// Reads a file.
    fn read(file: &[u8]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let pdf = folder.path().join("paper.pdf");
        std::fs::write(&pdf, file)?;
        let text = run("pdftotext", &["-layout", path(&pdf)?, "-"])?;
        // A form feed ends each page.
        let pages: Vec<String> = text.split_terminator('\u{c}').map(str::to_owned).collect();
        let said = run("pdfinfo", &[path(&pdf)?])?;
        ensure!(said.contains("A4"), "the paper is no A4: {said}");
        let counted =
            said.lines().find_map(|line| line.strip_prefix("Pages:")).context("no count of pages")?;
        ensure!(counted.trim() == pages.len().to_string(), "{counted} pages, text of {}", pages.len());
        Ok(Self { folder, pages })
    }

    /// What every QR of a page says, from its picture at 150 dots an inch, as a shop's printer or a photo has it.
    fn codes(&self, page: usize) -> Result<Vec<String>> {
        let (pdf, to) = (self.folder.path().join("paper.pdf"), self.folder.path().join("page"));
        let page = page.to_string();
        run(
            "pdftoppm",
            &["-r", "150", "-gray", "-png", "-singlefile", "-f", &page, "-l", &page, path(&pdf)?, path(&to)?],
        )?;
        let read = run("zbarimg", &["--quiet", "--raw", path(&to.with_extension("png"))?])?;
        Ok(read.lines().map(str::to_owned).collect())
    }

    /// A page as somebody sees it from across the table: a point for each two and a half millimetres.
    fn seen(&self, page: usize) -> Result<image::GrayImage> {
        let (pdf, to) = (self.folder.path().join("paper.pdf"), self.folder.path().join("seen"));
        let page = page.to_string();
        run(
            "pdftoppm",
            &["-r", "100", "-gray", "-png", "-singlefile", "-f", &page, "-l", &page, path(&pdf)?, path(&to)?],
        )?;
        let sharp = image::open(to.with_extension("png"))?.to_luma8();
        Ok(image::imageops::resize(&sharp, 84, 119, image::imageops::FilterType::Triangle))
    }

    /// Keeps the pictures of all pages where `TANOMO_PAPER` says, to be looked at.
    fn keep(&self, name: &str) -> Result<()> {
        if let Some(folder) = std::env::var_os("TANOMO_PAPER").map(PathBuf::from) {
            std::fs::create_dir_all(&folder)?;
            let pdf = self.folder.path().join("paper.pdf");
            run("pdftoppm", &["-r", "60", "-png", path(&pdf)?, path(&folder.join(name))?])?;
        }
        Ok(())
    }

    fn has(&self, page: usize, text: &str) -> Result<()> {
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let on = self.pages.get(page - 1).with_context(|| format!("there is no page {page}"))?;
        ensure!(squeezed(on).contains(&squeezed(text)), "page {page} lacks {text}:\n{on}");
        Ok(())
    }
}

fn path(path: &Path) -> Result<&str> {
    path.to_str().context("a path that is no text")
}

fn run(program: &str, args: &[&str]) -> Result<String> {
    let done = Command::new(program).args(args).output().with_context(|| program.to_owned())?;
    ensure!(done.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

/// What a QR on a form may say: the way to the app, and a number.
fn only_a_number(code: &str, origin: &str) -> bool {
    code.strip_prefix(origin).and_then(|rest| rest.strip_prefix("/requests/new?form=")).is_some_and(
        |number| !number.is_empty() && number.len() <= 5 && number.bytes().all(|b| b.is_ascii_digit()),
    )
}

async fn records(phone: &Phone) -> Result<String> {
    let held = "JSON.stringify(Object.entries(localStorage).filter(([key]) => /^tanomo.(r|g|head)/.test(key)).sort())";
    phone.eval(held).await
}

/// Scene 1: cold and without a network, the sheet of the second team of today. Chromium prints it; elsewhere the sheets
/// are read as they stand on the screen.
async fn a_lead_prints_the_sheet_of_one_team_in_the_morning(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    let path =
        day::plan_two(&phone, ("草取り あおば町", "見本 太郎"), ("庭木の枝切り あおば町", "青葉 はな"))
            .await?;
    phone.kill_and_reopen(&path).await?;
    let before = records(&phone).await?;
    phone.tap("紙を渡す・回収チェック").await?;
    phone.tap("当日の用紙").await?;
    phone.tap(("button", "2班")).await?;
    phone.see("A4で1枚").await?;
    // Closed cards are said to be closed before anybody carries an empty line to a door.
    phone.see("カードが閉じています").await?;
    phone.tap("カードを開く").await?;
    phone.type_into("6けたの番号", "123456").await?;
    phone.tap(("button", "開く")).await?;
    phone.sees_no_more("カードが閉じています").await?;
    let sheet: String = phone.eval("document.querySelector('.sheets').innerText").await?;
    let known: Vec<String> = phone
        .eval("[...document.querySelectorAll('.a4-job p')].slice(1, 4).map((p) => p.lastElementChild?.textContent ?? p.textContent)")
        .await?;
    ensure!(known.len() == 3, "no name, address and telephone: {sheet}");
    for said in [
        "2班",
        "庭木の枝切り あおば町",
        "ふれあい館",
        "青葉 はな",
        "見本市",
        "000-000-1",
        "段差",
        "材料(円)",
        "気づいたこと",
    ] {
        ensure!(sheet.contains(said), "{said} is not on the sheet:\n{sheet}");
    }
    ensure!(!sheet.contains("草取り"), "the other team's job is on it: {sheet}");
    if engine == Engine::Chromium {
        let printed = Printed::of(&phone).await?;
        printed.keep("team")?;
        ensure!(printed.pages.len() == 1, "{} pages", printed.pages.len());
        for said in
            ["当日の用紙", "No.2", "1／1", "2班", "段差"].into_iter().chain(known.iter().map(String::as_str))
        {
            printed.has(1, said)?;
        }
        let origin = phone.site.url("");
        let said = format!("{}{path}?sheet=2", origin.trim_end_matches('/'));
        ensure!(printed.codes(1)? == [said], "the QR says more than the day and the number");
    }
    ensure!(records(&phone).await? == before, "printing changed a record");
    Ok(())
}

/// How much two pictures differ: none is 0, black from white 255.
fn unlike(one: &image::GrayImage, other: &image::GrayImage) -> f64 {
    let apart = one.pixels().zip(other.pixels()).map(|(a, b)| f64::from(a.0[0].abs_diff(b.0[0])));
    apart.sum::<f64>() / f64::from(one.width() * one.height())
}

/// The PDF for a shop's printer, made without a network: the same pages that are printed, with a QR that can be read.
async fn the_app_makes_a_pdf_of_the_sheets_by_itself(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    phone.read("/paper/forms").await?;
    phone.type_into("はじめの番号", "41").await?;
    phone.see("A4で10枚").await?;
    let keep = "window.made = null; const make = URL.createObjectURL;
        URL.createObjectURL = function (blob) { window.made = blob; return make.call(URL, blob); };
        return null";
    phone.eval::<()>(keep).await?;
    phone.tap("PDFを作る").await?;
    phone.see_within("PDFができました", Duration::from_secs(120)).await?;
    phone.tap("ファイルに保存").await?;
    phone.wait_for("window.made !== null").await?;
    let file: String = phone
        .eval_async(
            "const bytes = new Uint8Array(await window.made.arrayBuffer());
             let text = '';
             for (let at = 0; at < bytes.length; at += 30000) {
                 text += String.fromCharCode(...bytes.subarray(at, at + 30000));
             }
             return btoa(text)",
        )
        .await?;
    let made = Printed::read(&Base64::decode_vec(&file).map_err(|why| anyhow::anyhow!("{why}"))?)?;
    made.keep(&format!("made-{engine}"))?;
    ensure!(made.pages.len() == 10, "{} pages of 10 forms", made.pages.len());
    let origin = phone.site.url("");
    for page in [1, 10] {
        let codes = made.codes(page)?;
        let [code] = &codes[..] else { anyhow::bail!("page {page} has the codes {codes:?}") };
        ensure!(only_a_number(code, origin.trim_end_matches('/')), "{code}");
        ensure!(code.ends_with(&format!("={}", 40 + page)), "page {page} says {code}");
    }
    if engine == Engine::Chromium {
        let printed = Printed::of(&phone).await?;
        let apart = unlike(&made.seen(1)?, &printed.seen(1)?);
        phone.read("/paper/sign-in").await?;
        phone.see("A4で").await?;
        let other = unlike(&made.seen(1)?, &Printed::of(&phone).await?.seen(1)?);
        ensure!(
            apart * 1.5 < other,
            "it is {apart:.1} from what is printed, and {other:.1} from another sheet"
        );
    }
    // What was made of other sheets is no longer offered.
    phone.read("/paper/forms").await?;
    phone.tap("PDFを作る").await?;
    phone.see_within("PDFができました", Duration::from_secs(120)).await?;
    phone.type_into("はじめの番号", "77").await?;
    phone.sees_no_more("PDFができました").await
}

#[tokio::test(flavor = "multi_thread")]
async fn numbered_forms_print_without_a_network_and_their_qr_is_a_number_alone() -> Result<()> {
    let mut phone = Phone::with_sample(Engine::Chromium).await?;
    phone.lose_network()?;
    phone.read("/paper").await?;
    let before = records(&phone).await?;
    phone.tap("困りごと申込書").await?;
    phone.type_into("はじめの番号", "41").await?;
    phone.see("A4で10枚").await?;
    let printed = Printed::of(&phone).await?;
    printed.keep("forms")?;
    ensure!(printed.pages.len() == 10, "{} pages of 10 forms", printed.pages.len());
    let circle: String = phone.eval("document.querySelector('.a4-circle').textContent").await?;
    for (page, number) in [(1, 41), (2, 42), (10, 50)] {
        for text in
            [circle.as_str(), "困りごと申込書", "1／1", "ゴミ出し", "お名前", "いつでも、やめると言えます"]
        {
            printed.has(page, text)?;
        }
        printed.has(page, &format!("No.{number}"))?;
        let codes = printed.codes(page)?;
        let origin = phone.site.url("");
        let origin = origin.trim_end_matches('/');
        ensure!(codes == [format!("{origin}/requests/new?form={number}")], "page {page} says {codes:?}");
        ensure!(codes.iter().all(|code| only_a_number(code, origin)), "more than a number: {codes:?}");
    }
    ensure!(records(&phone).await? == before, "printing changed a record");
    // Buttons and questions of the screen are not on the paper.
    for page in &printed.pages {
        ensure!(
            !page.contains("はじめの番号") && !page.contains("もどる"),
            "the screen is on the paper:\n{page}"
        );
    }
    // Whoever follows the QR logs with the number filled in.
    phone.read("/requests/new?form=41").await?;
    phone.wait_for("[...document.querySelectorAll('input')].some(input => input.value === '41')").await
}

#[test]
fn a_qr_with_a_personal_word_is_found() {
    let origin = "http://127.0.0.1:1";
    assert!(only_a_number("http://127.0.0.1:1/requests/new?form=41", origin));
    for said in [
        "http://127.0.0.1:1/requests/new?form=41&name=hanako",
        "http://127.0.0.1:1/requests/new?form=花子",
        "http://127.0.0.1:1/requests/new?form=",
        "http://127.0.0.1:1/cards/AAAAAAAAAAAAAAAAAAAAAA",
        "http://elsewhere/requests/new?form=41",
        "059-123-4567",
    ] {
        assert!(!only_a_number(said, origin), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_largest_letters_of_the_screen_change_nothing_on_paper() -> Result<()> {
    let phone = Phone::with_sample(Engine::Chromium).await?;
    for (path, name, texts) in [
        (
            "/paper/visiting",
            "visiting",
            &["お伺いカード", "先にお金はいただきません", "オレンジのベスト", "合言葉"][..],
        ),
        ("/paper/slips", "slips", &["お約束の控え", "1／3", "控えの番号", "きりとり"][..]),
        (
            "/paper/accident",
            "accident",
            &["事故連絡票", "1／1", "何がおきたか", "つぎにおこさないために"][..],
        ),
        ("/paper/poster", "poster", &["ポスター", "手伝ってくださる方を", "お電話ください"][..]),
        ("/paper/sign-in", "sign-in", &["受付名簿", "体調", "保険"][..]),
    ] {
        let mut counts = Vec::new();
        for (size, lang) in [(100, "ja"), (200, "ja"), (100, "easy"), (100, "en")] {
            let look = json!({ "lang": lang, "size": size, "theme": "dark" });
            screens::keep_look(&phone, &look).await?;
            phone.read(path).await?;
            phone.wait_for("document.querySelector('.a4') !== null").await?;
            screens::has_look(&phone, &look).await?;
            let sheets: usize = phone.eval("document.querySelectorAll('.a4').length").await?;
            let printed = Printed::of(&phone).await?;
            printed.keep(&format!("{name}-{lang}-{size}"))?;
            ensure!(
                printed.pages.len() == sheets,
                "{path} {lang} {size} %: {sheets} sheets are {} pages",
                printed.pages.len()
            );
            if lang == "ja" {
                texts.iter().try_for_each(|text| printed.has(1, text))?;
                counts.push(sheets);
            }
        }
        ensure!(counts[0] == counts[1], "{path}: {counts:?} pages at 100 and 200 %");
    }
    Ok(())
}

/// Records today's job of the sample with a near miss, and makes the report of it; the path of the sheet.
async fn reported(phone: &Phone, facts: &str, harm: bool) -> Result<()> {
    phone.read("/").await?;
    phone.tap("完了を記録").await?;
    phone.tap("もっと記録する").await?;
    phone.tap("切りそうになった").await?;
    phone.type_into("どんなことでしたか", facts).await?;
    phone.type_into("そのあとしたこと", "手袋をかえた").await?;
    phone.tap("保存").await?;
    phone.see("記録しました").await?;
    phone.tap("記録を見る・なおす").await?;
    phone.tap("事故連絡票をつくる").await?;
    if harm {
        phone.tap("けが人や、こわれた物がある").await?;
    }
    phone.tap("保存").await?;
    phone.see("まで残します(長くて5年)").await?;
    phone.tap("A4の紙にする").await?;
    phone.wait_for("document.querySelector('.a4') !== null").await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accident_is_one_a4_filled_in_with_what_its_record_knows() -> Result<()> {
    let mut phone = Phone::with_sample(Engine::Chromium).await?;
    phone.lose_network()?;
    reported(&phone, "鎌が指に当たった", true).await?;
    let number: String = phone.eval("document.querySelector('.a4-number').textContent").await?;
    let today: String = phone
        .eval("new Date(Date.now() + 9 * 3600 * 1000).toISOString().slice(0, 10).replaceAll('-', '')")
        .await?;
    ensure!(number.contains(&today), "{number}");
    let before = records(&phone).await?;
    // Of a card that is closed nothing but the 町 is on it, and the page says so.
    phone.see("カードが閉じているので").await?;
    let printed = Printed::of(&phone).await?;
    ensure!(printed.pages.len() == 1, "{} pages", printed.pages.len());
    let known = [
        number.as_str(),
        "1／1",
        "あおば町",
        "見本 太郎",
        "青葉 はな",
        "草取り",
        "切りそうになった",
        "鎌が指に当たった",
        "手袋をかえた",
        "見本ボランティア保険",
        "000-000-0001",
        "つぎにおこさないために",
    ];
    known.iter().try_for_each(|text| printed.has(1, text))?;
    ensure!(
        !printed.pages[0].contains("ハナ子") && !printed.pages[0].contains("1-2-3"),
        "a closed card is on it"
    );
    let year = &today[..4];
    printed.has(1, &format!("{year}年(令和"))?;
    printed.has(1, "✓けが")?;
    ensure!(printed.pages[0].matches('✓').count() == 1, "{}", printed.pages[0]);
    phone.tap("カードを開く").await?;
    phone.type_into("6けたの番号", "123456").await?;
    phone.tap(("button", "開く")).await?;
    phone.sees_no_more("カードが閉じているので").await?;
    let printed = Printed::of(&phone).await?;
    printed.keep("accident-filled")?;
    ensure!(printed.pages.len() == 1, "{} pages", printed.pages.len());
    known.iter().chain(&["城山 ハナ子", "1-2-3"]).try_for_each(|text| printed.has(1, text))?;
    ensure!(records(&phone).await? == before, "printing changed a record");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_on_the_accident_sheet_is_on_the_next_ones() -> Result<()> {
    let mut phone = Phone::with_sample(Engine::Chromium).await?;
    phone.lose_network()?;
    let long = format!("はじめ{}おわり", "枝が落ちてきた。".repeat(200));
    reported(&phone, &long, false).await?;
    let sheets: usize = phone.eval("document.querySelectorAll('.a4').length").await?;
    let printed = Printed::of(&phone).await?;
    printed.keep("accident-long")?;
    ensure!(sheets > 1 && printed.pages.len() == sheets, "{sheets} sheets are {} pages", printed.pages.len());
    printed.has(1, &format!("1／{sheets}"))?;
    printed.has(1, "つぎの紙に書いてあります")?;
    printed.has(1, "✓ヒヤリハット")?;
    let rest: String = printed.pages[1..].concat().split_whitespace().collect();
    ensure!(rest.matches("枝が落ちてきた。").count() == 200, "some of it is on no page");
    ensure!(["はじめ", "おわり", "手袋をかえた"].iter().all(|text| rest.contains(text)), "{rest}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_people_with_long_names_are_all_on_the_list() -> Result<()> {
    let phone = Phone::with_sample(Engine::Chromium).await?;
    let known: usize = {
        phone.read("/paper/sign-in").await?;
        phone.wait_for("document.querySelector('.a4-table') !== null").await?;
        phone.eval("[...document.querySelectorAll('.a4-sign-in td:nth-child(2)')].filter(td => td.textContent).length").await?
    };
    let mut names = Vec::new();
    for n in known..30 {
        let name = format!("{}{n:02}", "長い名前の人".repeat(6));
        phone.read("/people/new").await?;
        phone.type_into("氏名", &name).await?;
        phone.tap("保存する").await?;
        phone.wait_for("location.pathname !== '/people/new'").await?;
        names.push(name);
    }
    phone.read("/paper/sign-in").await?;
    phone.see(&names[0]).await?;
    let sheets: usize = phone.eval("document.querySelectorAll('.a4').length").await?;
    let printed = Printed::of(&phone).await?;
    printed.keep("thirty")?;
    ensure!(printed.pages.len() == sheets, "{sheets} sheets are {} pages", printed.pages.len());
    printed.has(1, &format!("1／{sheets}"))?;
    printed.has(sheets, &format!("{sheets}／{sheets}"))?;
    let all: String = printed.pages.concat().split_whitespace().collect();
    for n in 1..=40 {
        ensure!(all.contains(&n.to_string()), "line {n} is missing");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_poster_asks_to_join_and_lets_nobody_in() -> Result<()> {
    let site = tanomo_browsers::Site::start().await?;
    let lead = together::Phone::founder(Engine::Chromium, &site).await?;
    let link = lead.invite(&site, true).await?;
    lead.read(&site, "/paper/poster").await?;
    lead.see("QRは").await?;
    let printed = Printed::of(&lead).await?;
    printed.keep("poster-joining")?;
    ensure!(printed.pages.len() == 1, "{} pages", printed.pages.len());
    ensure!(printed.codes(1)? == [link.clone()], "the poster's QR is not the invitation for many");
    let newcomer = together::Phone::join(Engine::Chromium, &link, "紙を 見た人").await?;
    newcomer.see("世話役に、この番号を伝えてください").await
}
