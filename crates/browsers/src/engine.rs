//! The three engines: their programs, arguments and capabilities.

use crate::{
    browser::Options,
    processes::{Family, own_port, tool},
};
use anyhow::{Context, Result, bail};
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use std::{
    fmt, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
    time::{Duration, Instant},
};

/// A browser engine that the app must work in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// Chromium, as on Android phones and laptops.
    Chromium,
    /// Firefox ESR.
    Firefox,
    /// WebKitGTK: the nearest thing to an iPhone's browser that runs on Linux.
    WebKit,
}

impl Engine {
    /// All three, in the order in which journeys try them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine by its lower-case name, as command lines give it.
    ///
    /// # Errors
    /// When the name is none of `chromium`, `firefox`, `webkit`.
    pub fn named(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|engine| engine.to_string() == name)
            .with_context(|| format!("no engine is called {name:?}: chromium, firefox or webkit"))
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}

/// A driver that listens, with the screen that it needs (WebKitGTK has no headless mode).
pub(crate) struct Driver {
    // Fields drop in order: the browser ends before the screen it draws on.
    pub(crate) family: Family,
    pub(crate) port: u16,
    _screen: Option<Family>,
}

/// Starts the engine's driver on a free port of this machine; logs go to `home`.
pub(crate) async fn start_driver(engine: Engine, home: &Path, options: &Options) -> Result<Driver> {
    let log = home.join("driver.log");
    match engine {
        Engine::Chromium => {
            let mut command = Command::new(tool("chromedriver"));
            let port = own_port()?;
            let mut family = Family::start(command.arg(format!("--port={port}")), log)?;
            family.number_after("started successfully on port ").await?;
            Ok(Driver { family, port, _screen: None })
        }
        Engine::Firefox => {
            let mut command = Command::new(tool("geckodriver"));
            command.args(["--port", "0", "--websocket-port", "0"]).env("MOZ_HEADLESS", "1");
            let mut family = Family::start(&mut command, log)?;
            let port = family.number_after("Listening on 127.0.0.1:").await?;
            Ok(Driver { family, port, _screen: None })
        }
        Engine::WebKit => start_webkit(home, log, options).await,
    }
}

async fn start_webkit(home: &Path, log: PathBuf, options: &Options) -> Result<Driver> {
    let mut xvfb = Command::new(tool("Xvfb"));
    xvfb.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "2000x2000x24"]);
    let mut screen = Family::start(&mut xvfb, home.join("screen.log"))?;
    let display = screen.number_after("").await?;
    let port = own_port()?;
    let mut command = Command::new(tool("WebKitWebDriver"));
    command
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{display}"))
        .env("GDK_BACKEND", "x11")
        .env("NO_AT_BRIDGE", "1")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        // WebKitGTK 2.50 compiles wasm anew in other threads while it runs, and its collector frees what they still hold
        // (segfaults in `JSC::Wasm::Module::~Module` and in a reference count; webkit.org/b/307669, b/290296, b/310234,
        // mended upstream in 2026): one page in some twenty was gone in the middle of a journey. So wasm is interpreted
        // here, and as a journey is short nothing is collected until it ends. A damaged heap while photos are read came
        // with the compiler alone too, in this engine only; that it is the compiler's fault is likely, not shown.
        .env("JSC_useBBQJIT", "0")
        .env("JSC_useOMGJIT", "0")
        .env("JSC_useGC", "0")
        .env("LANGUAGE", &options.lang)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_CONFIG_HOME", home.join("config"));
    let family = Family::start(&mut command, log)?;
    let deadline = Instant::now() + Duration::from_secs(30);
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        if Instant::now() > deadline {
            bail!("WebKitWebDriver does not listen after 30 s:\n{}", family.said());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(Driver { family, port, _screen: Some(screen) })
}

/// What the new session is asked for.
pub(crate) fn capabilities(
    engine: Engine,
    home: &Path,
    profile: &Path,
    options: &Options,
) -> Result<Capabilities> {
    let wanted = match engine {
        Engine::Chromium => chromium(profile, options),
        Engine::Firefox => firefox(profile, options)?,
        Engine::WebKit => webkit(home, profile, options)?,
    };
    match wanted {
        Value::Object(map) => Ok(map),
        other => bail!("capabilities must be an object: {other}"),
    }
}

fn chromium(profile: &Path, options: &Options) -> Value {
    let (width, height) = options.size;
    let mut args: Vec<String> = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
    ]
    .map(str::to_owned)
    .to_vec();
    args.push(format!("--window-size={width},{height}"));
    args.push(format!("--lang={}", options.lang));
    args.push(format!("--accept-lang={}", options.lang));
    args.push(format!("--user-data-dir={}", profile.display()));
    args.extend(options.args.iter().cloned());
    let mut chrome = json!({ "args": args });
    if let Ok(binary) = std::env::var("TANOMO_CHROMIUM") {
        chrome["binary"] = binary.into();
    }
    json!({ "goog:chromeOptions": chrome, "goog:loggingPrefs": { "browser": "ALL" } })
}

fn firefox(profile: &Path, options: &Options) -> Result<Value> {
    // Firefox keeps 450 px of width for its own bars, which headless nobody sees; a phone has 320.
    let chrome = profile.join("chrome");
    fs::create_dir_all(&chrome)?;
    fs::write(chrome.join("userChrome.css"), ":root { min-width: 0 !important; min-height: 0 !important }")?;
    let mut args = vec!["-headless".to_owned(), "-profile".to_owned(), profile.display().to_string()];
    args.extend(options.args.iter().cloned());
    let mut firefox = json!({
        "args": args,
        "prefs": {
            "intl.accept_languages": options.lang,
            "toolkit.legacyUserProfileCustomizations.stylesheets": true,
            // A killed browser must start again as if nothing had happened, however often.
            "toolkit.startup.max_resumed_crashes": -1,
            "browser.sessionstore.resume_from_crash": false,
            "dom.serviceWorkers.enabled": true,
            "ui.caretBlinkTime": 0,
        },
    });
    let binary = std::env::var("TANOMO_FIREFOX").ok().or_else(|| on_path(&["firefox-esr", "firefox"]));
    if let Some(binary) = binary {
        firefox["binary"] = binary.into();
    }
    Ok(json!({ "moz:firefoxOptions": firefox }))
}

/// Debian starts Firefox by a script of this name; geckodriver itself looks for `firefox` only.
fn on_path(names: &[&str]) -> Option<String> {
    let path = std::env::var_os("PATH")?;
    names
        .iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|file| file.exists())
        .map(|file| file.display().to_string())
}

fn webkit(home: &Path, profile: &Path, options: &Options) -> Result<Value> {
    if let Some(python) = python_with_webkit() {
        let launcher = home.join("launcher.py");
        fs::write(&launcher, include_str!("launcher.py"))?;
        let (width, height) = options.size;
        let args = json!([launcher, profile, options.lang, width.to_string(), height.to_string()]);
        return Ok(json!({ "webkitgtk:browserOptions": { "binary": python, "args": args } }));
    }
    let binary = mini_browser().context("no MiniBrowser of WebKitGTK (Debian: libwebkit2gtk-4.1-0)")?;
    let browser = json!({ "binary": binary, "args": ["--automation"] });
    Ok(json!({ "browserName": "MiniBrowser", "webkitgtk:browserOptions": browser }))
}

/// Debian's python with WebKitGTK's introspection data, for a launcher whose data folder is kept.
fn python_with_webkit() -> Option<&'static str> {
    static FOUND: OnceLock<bool> = OnceLock::new();
    let python = "/usr/bin/python3";
    let asks = "import gi; gi.require_version('WebKit2', '4.1'); from gi.repository import WebKit2";
    let found = FOUND.get_or_init(|| {
        Command::new(python).args(["-c", asks]).output().is_ok_and(|answer| answer.status.success())
    });
    found.then_some(python)
}

/// Whether this machine's WebKit keeps its data when it is opened again.
pub(crate) fn webkit_keeps_data() -> bool {
    python_with_webkit().is_some()
}

fn mini_browser() -> Option<PathBuf> {
    let libraries = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/libexec"];
    let versions = ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"];
    libraries
        .iter()
        .flat_map(|library| versions.iter().map(move |version| Path::new(library).join(version)))
        .map(|folder| folder.join("MiniBrowser"))
        .find(|file| file.exists())
}
