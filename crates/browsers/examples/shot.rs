//! Takes a picture of a page: `shot URL OUT.png WIDTHxHEIGHT [--engine chromium] [--script JS] [--see TEXT]`.

use anyhow::{Context, Result};
use tanomo_browsers::{Browser, Engine, Options};

#[tokio::main]
async fn main() -> Result<()> {
    let mut engine = Engine::Chromium;
    let (mut script, mut see) = (None, None);
    let mut plain = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().with_context(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--engine" => engine = Engine::named(&value()?)?,
            "--script" => script = Some(value()?),
            "--see" => see = Some(value()?),
            _ => plain.push(arg),
        }
    }
    let [url, out, size] = plain.as_slice() else {
        anyhow::bail!("shot URL OUT.png WIDTHxHEIGHT [--engine E] [--script JS] [--see TEXT]");
    };
    let (width, height) = size.split_once('x').context("a size is WIDTHxHEIGHT")?;
    let size = (width.parse()?, height.parse()?);
    let browser = Browser::open(engine, Options { size, ..Options::default() }).await?;
    browser.goto(url).await?;
    if let Some(script) = script {
        browser.eval_async::<serde_json::Value>(&format!("{script}; return null")).await?;
    }
    if let Some(text) = see {
        browser.see(&text).await?;
    }
    browser.screenshot(out).await?;
    for line in browser.console_errors().await?.unwrap_or_default() {
        eprintln!("console: {line}");
    }
    println!("{out}");
    browser.close().await
}
