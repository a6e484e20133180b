//! The verbs of a journey.

mod finger;
mod tap;

use crate::{Browser, Engine, Target, browser::answered};
use anyhow::{Context, Result, anyhow, bail};
use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    elements::{Element, ElementRef},
    key::Key,
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::time::timeout;

/// How long an error's picture and text may take.
const LAST_WORDS: Duration = Duration::from_secs(10);
/// How often it looks.
const LOOK: Duration = Duration::from_millis(50);
/// WebDriver's name for an element in JSON (W3C WebDriver, "web element identifier").
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What a person's hands did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Taps, those into a field included.
    pub taps: u32,
    /// Keys pressed; a typed character is one.
    pub keys: u32,
}

/// A control that was found, with what kind of field it is.
struct Found {
    element: Element,
    kind: String,
    filled: bool,
    /// Left, top, width and height on the screen.
    place: Value,
}

impl Found {
    /// Whether it is the same control at the same place as a moment ago.
    fn stands_still(&self, before: Option<&Self>) -> bool {
        before.is_some_and(|before| {
            before.element.element_id() == self.element.element_id() && before.place == self.place
        })
    }
}

impl Browser {
    /// Fills the field with that name: replaces what it holds, chooses an option of a select, sets a date.
    /// Dates and times are given as HTML does (`2026-11-22`, `09:30`).
    ///
    /// # Errors
    /// As [`Browser::tap`]; and when a select has no such option or a date field refuses the value.
    pub async fn type_into(&self, field: impl Into<Target>, text: &str) -> Result<()> {
        let target = field.into().field();
        let found = self.on(&target, async |_| Ok(())).await?;
        match found.kind.as_str() {
            "select" => {
                let answer =
                    self.in_page("return tanomo.choose(arguments[0], arguments[1])", &found, text).await?;
                if let Some(why) = answer["why"].as_str() {
                    return Err(self.failed(&format!("choosing 「{text}」 in the {target}: {why}")).await);
                }
                self.count(2, 0);
            }
            "date" | "time" | "month" | "week" | "datetime-local" | "range" | "color" => {
                let got = self.in_page("return tanomo.set(arguments[0], arguments[1])", &found, text).await?;
                if got.as_str() != Some(text) {
                    return Err(self.failed(&format!("the {target} makes {got} of 「{text}」")).await);
                }
                self.count(2, 0);
            }
            _ => {
                self.on(&target, async |found| self.click(found).await).await?;
                if found.filled {
                    answered(found.element.clear()).await?;
                }
                if text.is_empty() {
                    // Clearing alone tells the page of a change, but not of the input that it hears of from a keyboard.
                    self.in_page("return tanomo.set(arguments[0], '')", &found, text).await?;
                } else {
                    self.keys_into(&found, text)
                        .await
                        .with_context(|| format!("typing into the {target}"))?;
                }
                self.count(1, text.chars().count() as u32);
            }
        }
        Ok(())
    }

    /// Gives a file to the file field with that name.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn attach(&self, field: impl Into<Target>, file: &Path) -> Result<()> {
        let target = field.into().field();
        let file = fs::canonicalize(file).with_context(|| format!("attaching {}", file.display()))?;
        let found = self.on(&target, async |_| Ok(())).await?;
        self.count(2, 0);
        answered(found.element.send_keys(&file.display().to_string())).await.context("attaching a file")
    }

    /// Presses a key or a chord: `"Tab"`, `"Enter"`, `"Escape"`, `"Shift+Tab"`, `"Control+z"`.
    ///
    /// # Errors
    /// When the key has no such name.
    pub async fn press(&self, chord: &str) -> Result<()> {
        let keys: Vec<char> = chord.split('+').map(key).collect::<Result<_>>()?;
        let downs = keys.iter().map(|value| KeyAction::Down { value: *value });
        let ups = keys.iter().rev().map(|value| KeyAction::Up { value: *value });
        let actions = downs.chain(ups).fold(KeyActions::new("keys".into()), KeyActions::then);
        answered(self.client()?.perform_actions(actions))
            .await
            .with_context(|| format!("pressing {chord}"))?;
        self.count(0, 1);
        Ok(())
    }

    /// Waits until `text` is visible, over element borders and without readings; white space counts as one space.
    ///
    /// # Errors
    /// When patience ends ([`crate::Options::patience`]), with a picture and the page's text.
    pub async fn see(&self, text: &str) -> Result<()> {
        self.see_within(text, self.patience()).await
    }

    /// As [`Browser::see`], with a time of its own.
    ///
    /// # Errors
    /// After that time, with a picture and the page's text.
    pub async fn see_within(&self, text: &str, within: Duration) -> Result<()> {
        if self.becomes(&sees(text)?, within).await {
            return Ok(());
        }
        Err(self.failed(&format!("「{text}」 is not seen within {within:?}")).await)
    }

    /// Waits until `text` is no longer visible.
    ///
    /// # Errors
    /// When patience ends ([`crate::Options::patience`]), with a picture and the page's text.
    pub async fn sees_no_more(&self, text: &str) -> Result<()> {
        self.sees_no_more_within(text, self.patience()).await
    }

    /// Waits until `text` is no longer visible, at most so long.
    ///
    /// # Errors
    /// When it still is, with a picture and the page's text.
    pub async fn sees_no_more_within(&self, text: &str, within: Duration) -> Result<()> {
        if self.becomes(&format!("return !(() => {{ {} }})()", sees(text)?), within).await {
            return Ok(());
        }
        Err(self.failed(&format!("「{text}」 is still seen")).await)
    }

    /// Checks that `text` is not visible, and does not appear in the next 300 ms. Call it after a [`Browser::see`]
    /// of what must be there instead, or it says little.
    ///
    /// # Errors
    /// When the text is visible, with a picture and the page's text.
    pub async fn never_sees(&self, text: &str) -> Result<()> {
        if self.becomes(&sees(text)?, Duration::from_millis(300)).await {
            return Err(self.failed(&format!("「{text}」 is seen and must not be")).await);
        }
        Ok(())
    }

    /// What a sighted person reads on the page, the values of fields included, a line a block, without readings.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn text(&self) -> Result<String> {
        self.eval(&with_page("return tanomo.visibleText()")).await
    }

    /// Whether that control is there now, visible and enabled.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn has(&self, target: impl Into<Target>) -> Result<bool> {
        let script = with_page("return Boolean(tanomo.find(arguments[0]).element)");
        let found =
            answered(self.client()?.execute(&script, vec![serde_json::to_value(target.into())?])).await?;
        Ok(found.as_bool().unwrap_or_default())
    }

    /// The value of the field with that name; a checkbox or radio gives `"true"` or `"false"`.
    ///
    /// # Errors
    /// As [`Browser::tap`].
    pub async fn value(&self, field: impl Into<Target>) -> Result<String> {
        let found = self.on(&field.into().field(), async |_| Ok(())).await?;
        let js = "const e = arguments[0].control || arguments[0];
            return e.type === 'checkbox' || e.type === 'radio' ? String(e.checked) : String(e.value ?? e.textContent)";
        let value = self.in_page(js, &found, "").await?;
        value.as_str().map(str::to_owned).context("the field has no value")
    }

    /// Waits until the JavaScript `condition` is true.
    ///
    /// # Errors
    /// When patience ends ([`crate::Options::patience`]), with a picture and the page's text.
    pub async fn wait_for(&self, condition: &str) -> Result<()> {
        self.wait_for_within(condition, self.patience()).await
    }

    /// As [`Browser::wait_for`], with a time of its own.
    ///
    /// # Errors
    /// After that time, with a picture and the page's text.
    pub async fn wait_for_within(&self, condition: &str, within: Duration) -> Result<()> {
        if self.becomes(condition, within).await {
            return Ok(());
        }
        Err(self.failed(&format!("not true within {within:?}: {condition}")).await)
    }

    /// Waits until this page's service worker is active and in control, so that the page starts offline.
    ///
    /// # Errors
    /// After 60 s, or when the browser has no service workers.
    pub async fn wait_until_offline_ready(&self) -> Result<()> {
        let ready: Result<String> = self
            .eval_async(
                "const late = new Promise(done => setTimeout(() => done('no active worker after 60 s'), 60000));
                const active = navigator.serviceWorker.ready.then(registration => new Promise(done => {
                    const worker = registration.active;
                    const look = () => { if (worker.state === 'activated') done('ready'); };
                    worker.addEventListener('statechange', look);
                    look();
                }));
                return await Promise.race([late, active])",
            )
            .await;
        match ready {
            Ok(said) if said == "ready" => Ok(()),
            Ok(said) => Err(self.failed(&said).await),
            Err(error) => Err(self.failed(&format!("no service worker: {error:#}")).await),
        }
    }

    /// Writes a picture of the viewport (PNG).
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn screenshot(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        // WebKitGTK pictures the last frame it drew, which may be the one before the page came.
        let frames = "await Promise.race([
            new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
            new Promise(done => setTimeout(done, 1000))]);
            return document.fonts.ready.then(() => null)";
        self.eval_async::<Value>(frames).await?;
        let png = answered(self.client()?.screenshot()).await?;
        fs::write(path, png).with_context(|| format!("writing {}", path.display()))
    }

    /// An error that says `what`, where the picture is, and what the page shows.
    pub async fn failed(&self, what: &str) -> anyhow::Error {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = pictures().join(format!("{}-{}-{number}.png", self.engine(), std::process::id()));
        // A browser that hangs must not keep the journey from saying so.
        let picture = match timeout(LAST_WORDS, self.screenshot(&path)).await {
            Ok(Ok(())) => path.display().to_string(),
            Ok(Err(error)) => format!("none ({error:#})"),
            Err(_) => format!("none (the browser does not answer)\n{}", self.signs_of_life()),
        };
        let url =
            timeout(LAST_WORDS, self.url()).await.unwrap_or_else(|_| Ok(String::new())).unwrap_or_default();
        let text =
            timeout(LAST_WORDS, self.text()).await.unwrap_or_else(|_| Ok(String::new())).unwrap_or_default();
        let text: String = text.chars().take(3000).collect();
        // What the app itself says of why it stopped, where it did.
        let stopped = timeout(LAST_WORDS, self.eval::<Option<String>>("window.tanomo?.failure ?? null"));
        let stopped = stopped.await.ok().and_then(Result::ok).flatten();
        let stopped = stopped.map(|why| format!("the app stopped: {why}\n")).unwrap_or_default();
        anyhow!(
            "{}: {what}\npicture: {picture}\naddress: {url}\n{stopped}--- the page shows ---\n{text}\n---",
            self.engine()
        )
    }

    async fn find(&self, target: &Target) -> Result<Found> {
        let client = self.client()?;
        let script = with_page("return tanomo.find(arguments[0])");
        let answer = answered(client.execute(&script, vec![serde_json::to_value(target)?])).await?;
        if let Some(why) = answer["why"].as_str() {
            bail!("{why}");
        }
        let id = answer["element"][ELEMENT].as_str().context("the page gives no element")?;
        let element = Element::from_element_id(client.clone(), ElementRef::from(id.to_owned()));
        let kind = answer["kind"].as_str().unwrap_or_default().to_owned();
        let filled = answer["filled"].as_bool().unwrap_or_default();
        Ok(Found { element, kind, filled, place: answer["place"].clone() })
    }

    async fn keys_into(&self, found: &Found, text: &str) -> Result<()> {
        // WebKitGTK's driver drops characters beyond U+FFFF; an input method would insert them like this.
        if self.engine() == Engine::WebKit && text.chars().any(|c| c > '\u{FFFF}') {
            let insert =
                "arguments[0].focus(); return document.execCommand('insertText', false, arguments[1])";
            return self.in_page(insert, found, text).await.map(drop);
        }
        Ok(answered(found.element.send_keys(text)).await?)
    }

    async fn in_page(&self, js: &str, found: &Found, text: &str) -> Result<Value> {
        let element = json!({ ELEMENT: found.element.element_id().as_ref() });
        Ok(answered(self.client()?.execute(&with_page(js), vec![element, text.into()])).await?)
    }

    fn count(&self, taps: u32, keys: u32) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.taps += taps;
        counts.keys += keys;
    }
}

/// `js` after the functions of `page.js`, as one script.
pub(crate) fn with_page(js: &str) -> String {
    format!("{}\n{js}", include_str!("page/page.js"))
}

/// The script that says whether `text` is visible.
fn sees(text: &str) -> Result<String> {
    let wanted = serde_json::to_string(text)?;
    Ok(with_page(&format!("return tanomo.squash(tanomo.visibleText()).includes(tanomo.squash({wanted}))")))
}

/// The folder for pictures of failures: `journeys` in cargo's target folder, which cargo marks by a file.
fn pictures() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let target = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    target.unwrap_or(Path::new("target")).join("journeys")
}

/// A key by its name in the UI Events specification, or the character itself.
fn key(name: &str) -> Result<char> {
    let special = match name {
        "Enter" => Key::Enter,
        "Tab" => Key::Tab,
        "Escape" => Key::Escape,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Space" => Key::Space,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Shift" => Key::Shift,
        "Control" => Key::Control,
        "Alt" => Key::Alt,
        "Meta" => Key::Meta,
        _ => {
            let mut chars = name.chars();
            return match (chars.next(), chars.next()) {
                (Some(one), None) => Ok(one),
                _ => bail!("no key is called {name:?}"),
            };
        }
    };
    Ok(special.into())
}
