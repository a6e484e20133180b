//! Opening a browser, killing it, and opening it again with the same profile; its windows, sizes and scripts.

use crate::{
    engine::{self, Driver, Engine},
    page::Counts,
};
use anyhow::{Context, Result, bail};
use fantoccini::{
    Client, ClientBuilder,
    error::CmdError,
    wd::{TimeoutConfiguration, WindowHandle},
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tempfile::TempDir;
use tokio::time::timeout;

/// How a browser is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the profile; none: a fresh one in the temporary folder, removed with the browser.
    pub profile: Option<PathBuf>,
    /// Width and height of the page (the viewport) in CSS pixels.
    pub size: (u32, u32),
    /// The language that the browser asks pages for, as BCP 47 (`ja-JP`).
    pub lang: String,
    /// How long a verb waits for what it needs, as a patient person would.
    pub patience: Duration,
    /// Further arguments for the browser itself (Chromium and Firefox).
    pub args: Vec<String>,
}

impl Default for Options {
    /// A small phone in Japanese: 390×844; 30 s of patience, as a machine that tests two browsers at once may stand still
    /// for some ten. How fast the app is, is measured elsewhere, in ratios.
    fn default() -> Self {
        let patience = Duration::from_secs(30);
        Self { profile: None, size: (390, 844), lang: "ja-JP".into(), patience, args: Vec::new() }
    }
}

/// An open browser with one session; its verbs act on the current window.
///
/// Dropping it ends every process that it started and removes its temporary folder.
pub struct Browser {
    // Fields drop in order: the processes end before their folder is removed.
    session: Option<Session>,
    engine: Engine,
    options: Options,
    profile: PathBuf,
    pub(crate) counts: Mutex<Counts>,
    home: TempDir,
}

struct Session {
    client: Client,
    driver: Driver,
}

impl Browser {
    /// Starts the engine's driver on a free port, and the browser with a window of the wanted size.
    ///
    /// # Errors
    /// When a program is missing or does not start; the driver's own words are in the error.
    pub async fn open(engine: Engine, options: Options) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("tanomo-browser-").tempdir()?;
        let profile = options.profile.clone().unwrap_or_else(|| home.path().join("profile"));
        fs::create_dir_all(&profile)?;
        let counts = Mutex::default();
        let mut browser = Self { session: None, engine, options, profile, counts, home };
        browser.reopen().await?;
        Ok(browser)
    }

    /// Kills what still runs, and starts the browser again with the same profile, as a person would tap its icon.
    ///
    /// In WebKit the profile is kept only where Debian's `gir1.2-webkit2-4.1` and `python3-gi` are installed (see
    /// [`Browser::keeps_data`]): MiniBrowser's own automation mode has no store on disk.
    ///
    /// # Errors
    /// As [`Browser::open`].
    pub async fn reopen(&mut self) -> Result<()> {
        self.kill()?;
        let driver = engine::start_driver(self.engine, self.home.path(), &self.options).await?;
        let wanted = engine::capabilities(self.engine, self.home.path(), &self.profile, &self.options)?;
        let url = format!("http://127.0.0.1:{}", driver.port);
        let client = match timeout(
            ANSWER,
            ClientBuilder::new(HttpConnector::new()).capabilities(wanted).connect(&url),
        )
        .await
        {
            Ok(Ok(client)) => client,
            Ok(Err(error)) => bail!("{} opens no session: {error}\n{}", self.engine, driver.family.said()),
            Err(_) => bail!("{} opens no session in {ANSWER:?}\n{}", self.engine, driver.family.said()),
        };
        let script = Some(Duration::from_secs(90));
        let load = Some(Duration::from_secs(60));
        answered(client.update_timeouts(TimeoutConfiguration::new(script, load, Some(Duration::ZERO))))
            .await?;
        self.session = Some(Session { client, driver });
        let (width, height) = self.options.size;
        self.set_size(width, height).await
    }

    /// What the browser's processes do, and the last lines they printed, for an error where the page does not answer.
    pub(crate) fn signs_of_life(&self) -> String {
        let Some(session) = &self.session else { return String::new() };
        let said = session.driver.family.said();
        let lines: Vec<&str> = said.lines().collect();
        let last = lines[lines.len().saturating_sub(LINES)..].join("\n");
        format!("--- its processes ---\n{}\n--- their last lines ---\n{last}", session.driver.family.lives())
    }

    /// Ends the whole browser at once, all its processes and its driver, with SIGKILL: as when a phone's battery
    /// is pulled, but for what the operating system has already taken over from it.
    ///
    /// # Errors
    /// When some process does not end within 10 s.
    pub fn kill(&mut self) -> Result<()> {
        match self.session.take() {
            Some(mut session) => session.driver.family.kill(),
            None => Ok(()),
        }
    }

    /// Closes the browser politely, then ends what is left. Dropping it is enough where nothing is kept.
    ///
    /// # Errors
    /// When some process does not end within 10 s.
    pub async fn close(mut self) -> Result<()> {
        if let Some(session) = &self.session {
            answered(session.client.clone().close()).await.ok();
        }
        self.kill()
    }

    /// The engine it runs.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) fn patience(&self) -> Duration {
        self.options.patience
    }

    /// How long its verbs wait from now on.
    pub fn set_patience(&mut self, patience: Duration) {
        self.options.patience = patience;
    }

    /// Whether what a page stored is still there after [`Browser::reopen`].
    pub fn keeps_data(&self) -> bool {
        self.engine != Engine::WebKit || engine::webkit_keeps_data()
    }

    /// The profile's folder.
    pub fn profile(&self) -> &Path {
        &self.profile
    }

    /// The WebDriver session itself, for what no verb covers.
    ///
    /// # Errors
    /// When the browser was killed and not opened again.
    pub fn client(&self) -> Result<&Client> {
        Ok(&self.session.as_ref().context("the browser is not open")?.client)
    }

    /// Opens `url` and waits for its load event.
    ///
    /// # Errors
    /// When the address cannot be reached.
    pub async fn goto(&self, url: &str) -> Result<()> {
        answered(self.client()?.goto(url)).await.with_context(|| format!("opening {url}"))
    }

    /// Loads the current page again.
    ///
    /// # Errors
    /// When the page cannot be loaded.
    pub async fn reload(&self) -> Result<()> {
        Ok(answered(self.client()?.refresh()).await?)
    }

    /// Goes back in the history, as the phone's own back does.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn back(&self) -> Result<()> {
        Ok(answered(self.client()?.back()).await?)
    }

    /// The current page's address.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn url(&self) -> Result<String> {
        Ok(answered(self.client()?.current_url()).await?.to_string())
    }

    /// Gives the page (the viewport, not the window) this size in CSS pixels.
    ///
    /// # Errors
    /// When the browser does not take the size.
    pub async fn set_size(&self, width: u32, height: u32) -> Result<()> {
        if self.engine == Engine::Chromium {
            // Its headless window is never narrower than 500 px; a phone's screen is emulated instead.
            let screen =
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700 });
            self.cdp("Emulation.setDeviceMetricsOverride", screen).await?;
            return Ok(());
        }
        let client = self.client()?;
        let (mut outer_width, mut outer_height) = (width, height);
        for _ in 0..3 {
            answered(client.set_window_size(outer_width, outer_height)).await?;
            let arrived = format!("innerWidth === {width} && innerHeight === {height}");
            if self.becomes(&arrived, Duration::from_millis(700)).await {
                return Ok(());
            }
            let (inner_width, inner_height): (i64, i64) = self.eval("[innerWidth, innerHeight]").await?;
            outer_width = (i64::from(outer_width) + i64::from(width) - inner_width).max(1) as u32;
            outer_height = (i64::from(outer_height) + i64::from(height) - inner_height).max(1) as u32;
        }
        let got: (i64, i64) = self.eval("[innerWidth, innerHeight]").await?;
        bail!("{} gives the page {got:?} where {width}×{height} was asked for", self.engine)
    }

    /// Opens a second window (a tab on a phone) with the same storage and makes it the current one.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn new_window(&self) -> Result<WindowHandle> {
        let client = self.client()?;
        let opened = answered(client.new_window(true)).await?.handle;
        answered(client.switch_to_window(opened.clone())).await?;
        if self.engine == Engine::Chromium {
            let (width, height) = self.options.size;
            self.set_size(width, height).await?;
        }
        Ok(opened)
    }

    /// All windows, the current one included.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn windows(&self) -> Result<Vec<WindowHandle>> {
        Ok(answered(self.client()?.windows()).await?)
    }

    /// The current window, to come back to by [`Browser::switch_to`].
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn window(&self) -> Result<WindowHandle> {
        Ok(answered(self.client()?.window()).await?)
    }

    /// Makes `window` the current one.
    ///
    /// # Errors
    /// When it was closed.
    pub async fn switch_to(&self, window: &WindowHandle) -> Result<()> {
        Ok(answered(self.client()?.switch_to_window(window.clone())).await?)
    }

    /// Runs `js` in the page: an expression, or a function's body when the word `return` is in it.
    ///
    /// # Errors
    /// When the script throws, or gives something that is no `T`.
    pub async fn eval<T: DeserializeOwned>(&self, js: &str) -> Result<T> {
        let body = if js.contains("return") { js.to_owned() } else { format!("return ({js})") };
        let value =
            answered(self.client()?.execute(&body, Vec::new())).await.with_context(|| shortened(js))?;
        serde_json::from_value(value).with_context(|| shortened(js))
    }

    /// As [`Browser::eval`], for a promise or a body with `await`.
    ///
    /// # Errors
    /// When the promise is rejected (its reason is in the error), after 90 s, or as [`Browser::eval`].
    pub async fn eval_async<T: DeserializeOwned>(&self, js: &str) -> Result<T> {
        let body = if js.contains("return") { js.to_owned() } else { format!("return ({js})") };
        let script = format!(
            "const done = arguments[arguments.length - 1];
            (async () => {{ {body} }})().then(
                value => done({{ value: value === undefined ? null : value }}),
                error => done({{ error: String(error) + '\\n' + (error && error.stack) }}));"
        );
        let mut answer = answered(self.client()?.execute_async(&script, Vec::new()))
            .await
            .with_context(|| shortened(js))?;
        if let Some(error) = answer.get("error").and_then(Value::as_str) {
            bail!("{}: {error}", shortened(js));
        }
        serde_json::from_value(answer["value"].take()).with_context(|| shortened(js))
    }

    /// Whether `condition` (JavaScript) comes true within the time; errors of a page in change count as not yet.
    pub(crate) async fn becomes(&self, condition: &str, within: Duration) -> bool {
        let deadline = tokio::time::Instant::now() + within;
        loop {
            if self.eval::<Value>(condition).await.is_ok_and(|value| truthy(&value)) {
                return true;
            }
            if tokio::time::Instant::now() > deadline {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Taps and keys made since the browser was opened or [`Browser::reset_counts`] was called.
    pub fn counts(&self) -> Counts {
        *self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts counting taps and keys from nought.
    pub fn reset_counts(&self) {
        *self.counts.lock().unwrap_or_else(PoisonError::into_inner) = Counts::default();
    }
}

/// How many of the last lines that a browser printed are said again.
const LINES: usize = 15;

/// How long a driver may take for one command; longer than it gives a page or a script.
const ANSWER: Duration = Duration::from_secs(100);

/// The command's result, or an error when the driver itself hangs.
pub(crate) async fn answered<T>(command: impl Future<Output = Result<T, CmdError>>) -> Result<T, CmdError> {
    timeout(ANSWER, command).await.unwrap_or(Err(CmdError::WaitTimeout))
}

/// As JavaScript sees it.
fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(is) => *is,
        Value::Number(n) => n.as_f64() != Some(0.0),
        Value::String(s) => !s.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

/// The script as an error quotes it.
fn shortened(js: &str) -> String {
    js.chars().take(200).collect()
}
