//! A phone with the app on it, and what can befall it.

use anyhow::Result;
use std::{ops::Deref, time::Duration};
use tanomo_browsers::{Browser, Engine, Options, Site};

/// All records are read.
const READY: &str = "document.documentElement.dataset.phase === 'ready'";

/// A browser with the app open, and the server it came from. Its verbs are the browser's.
pub struct Phone {
    browser: Browser,
    /// Where the app came from; stopping it is losing the network.
    pub site: Site,
}

impl Deref for Phone {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl Phone {
    /// The app opened for the first time, on a new phone, until it would also open without a network.
    pub async fn new(engine: Engine) -> Result<Self> {
        let site = Site::start().await?;
        let browser = Browser::open(engine, Options::default()).await?;
        let phone = Self { browser, site };
        phone.open("/").await?;
        phone.wait_until_offline_ready().await?;
        Ok(phone)
    }

    /// A new phone with the sample circle, in Japanese at the usual size of letters.
    pub async fn with_sample(engine: Engine) -> Result<Self> {
        let phone = Self::new(engine).await?;
        phone.tap("つぎへ").await?;
        phone.tap("見本の隊でためす").await?;
        phone.wait_for_within(READY, Duration::from_secs(60)).await?;
        phone.see("きょうの仕事").await?;
        Ok(phone)
    }

    /// Opens a page of the app and waits until the app has started.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.browser.goto(&self.site.url(path)).await?;
        self.started().await
    }

    /// Opens a page of the app and waits until all records are read.
    pub async fn read(&self, path: &str) -> Result<()> {
        self.open(path).await?;
        self.wait_for(READY).await
    }

    /// Waits until the app runs: the boot screen is gone.
    pub async fn started(&self) -> Result<()> {
        self.browser.wait_for("document.documentElement.dataset.boot === 'running'").await
    }

    /// No network from now on: the server is gone, for pages and service worker alike.
    pub fn lose_network(&mut self) -> Result<()> {
        self.site.stop()
    }

    /// The battery is pulled and the app opened again, until all records are read. Where the browser keeps nothing
    /// (WebKit without its launcher's libraries) it is a new window of the same session.
    pub async fn kill_and_reopen(&mut self, path: &str) -> Result<()> {
        if self.browser.keeps_data() {
            self.browser.kill()?;
            self.browser.reopen().await?;
        } else {
            self.browser.new_window().await?;
        }
        self.read(path).await
    }
}
