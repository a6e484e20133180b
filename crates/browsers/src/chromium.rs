//! What only Chromium's own protocol can do, over its driver.

use crate::{Browser, Engine, browser::answered};
use anyhow::{Context, Result, bail};
use base64ct::{Base64, Encoding as _};
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

/// A command of the driver's own, below the session's address.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

impl Browser {
    /// Runs a command of the Chrome DevTools Protocol in the current window.
    ///
    /// # Errors
    /// When this is not Chromium, or the command refuses.
    pub async fn cdp(&self, command: &str, params: Value) -> Result<Value> {
        if self.engine() != Engine::Chromium {
            bail!("{} has no {command}", self.engine());
        }
        let body = json!({ "cmd": command, "params": params });
        let vendor = Vendor { path: "goog/cdp/execute", body };
        answered(self.client()?.issue_cmd(vendor)).await.with_context(|| command.to_owned())
    }

    /// Errors and warnings of the console since the last call, as the browser words them; none where the driver
    /// has no log (Firefox, WebKit).
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn console_errors(&self) -> Result<Option<Vec<String>>> {
        if self.engine() != Engine::Chromium {
            return Ok(None);
        }
        let log =
            answered(self.client()?.issue_cmd(Vendor { path: "se/log", body: json!({ "type": "browser" }) }))
                .await?;
        let entries = log.as_array().cloned().unwrap_or_default();
        let bad = entries.iter().filter(|entry| entry["level"] == "SEVERE" || entry["level"] == "WARNING");
        Ok(Some(bad.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()))
    }

    /// What the print dialog would save as a PDF, with the sizes and margins that the page's own rules ask for.
    ///
    /// # Errors
    /// When this is not Chromium.
    pub async fn print(&self) -> Result<Vec<u8>> {
        let asked = json!({ "preferCSSPageSize": true, "printBackground": false });
        let printed = self.cdp("Page.printToPDF", asked).await?;
        let data = printed["data"].as_str().context("no PDF")?;
        Base64::decode_vec(data).map_err(|why| anyhow::anyhow!("the PDF is no base64: {why}"))
    }

    /// Makes this window's processor `times` slower; 1 is full speed.
    ///
    /// # Errors
    /// When this is not Chromium.
    pub async fn slow_cpu(&self, times: f64) -> Result<()> {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": times })).await.map(drop)
    }

    /// Cuts this window's network or gives it back (`navigator.onLine` follows). The service worker's own
    /// requests are not cut: stop the [`crate::Site`] for that.
    ///
    /// # Errors
    /// When this is not Chromium.
    pub async fn set_offline(&self, offline: bool) -> Result<()> {
        self.cdp("Network.enable", json!({})).await?;
        let conditions =
            json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp("Network.emulateNetworkConditions", conditions).await.map(drop)
    }

    /// Shifts the page's clock (`Date` and `Date.now`) to `unix_ms` from its next load on; it goes on running.
    ///
    /// # Errors
    /// When this is not Chromium.
    pub async fn set_clock(&self, unix_ms: i64) -> Result<()> {
        let script = include_str!("page/clock.js").replace("UNIX_MS", &unix_ms.to_string());
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await.map(drop)
    }

    /// Gives this window a phone's own unlock that says yes and has WebAuthn's extension `prf`; gives its name.
    ///
    /// # Errors
    /// When this is not Chromium.
    pub async fn add_own_unlock(&self) -> Result<String> {
        self.cdp("WebAuthn.enable", json!({})).await?;
        let options = json!({
            "protocol": "ctap2",
            "ctap2Version": "ctap2_1",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserVerified": true,
            "automaticPresenceSimulation": true,
            "hasPrf": true,
        });
        let added = self.cdp("WebAuthn.addVirtualAuthenticator", json!({ "options": options })).await?;
        added["authenticatorId"].as_str().map(str::to_owned).context("no name of it")
    }

    /// From now on that unlock knows the person, or does not: another face, a wet finger.
    ///
    /// # Errors
    /// When this is not Chromium, or it is gone.
    pub async fn own_unlock_knows(&self, unlock: &str, knows: bool) -> Result<()> {
        let who = json!({ "authenticatorId": unlock, "isUserVerified": knows });
        self.cdp("WebAuthn.setUserVerified", who).await.map(drop)
    }

    /// Takes that unlock away, with what it kept.
    ///
    /// # Errors
    /// When this is not Chromium, or it is gone already.
    pub async fn remove_own_unlock(&self, unlock: &str) -> Result<()> {
        let which = json!({ "authenticatorId": unlock });
        self.cdp("WebAuthn.removeVirtualAuthenticator", which).await.map(drop)
    }

    /// Empties all storage of `origin`: databases, local storage, caches, service workers.
    ///
    /// # Errors
    /// When this is not Chromium.
    pub async fn clear_storage(&self, origin: &str) -> Result<()> {
        let all = json!({ "origin": origin, "storageTypes": "all" });
        self.cdp("Storage.clearDataForOrigin", all).await.map(drop)
    }

    /// Lets `origin` store this many bytes and no more; none gives back the real limit.
    ///
    /// # Errors
    /// When this is not Chromium.
    pub async fn set_quota(&self, origin: &str, bytes: Option<u64>) -> Result<()> {
        let mut quota = json!({ "origin": origin });
        if let Some(bytes) = bytes {
            quota["quotaSize"] = bytes.into();
        }
        self.cdp("Storage.overrideQuotaForOrigin", quota).await.map(drop)
    }

    /// Why this page cannot be installed, in Chromium's own ids; empty when it can.
    ///
    /// # Errors
    /// When this is not Chromium.
    pub async fn installability_errors(&self) -> Result<Vec<String>> {
        let answer = self.cdp("Page.getInstallabilityErrors", json!({})).await?;
        let errors = answer["installabilityErrors"].as_array().cloned().unwrap_or_default();
        Ok(errors.iter().map(|error| error["errorId"].as_str().unwrap_or_default().to_owned()).collect())
    }

    /// The web app manifest as Chromium reads it: `url`, `data` (its text), `errors`.
    ///
    /// # Errors
    /// When this is not Chromium.
    pub async fn app_manifest(&self) -> Result<Value> {
        self.cdp("Page.getAppManifest", json!({})).await
    }

    /// Starts to note tasks over 50 ms on the page's main thread; [`Browser::long_tasks`] reads them.
    ///
    /// # Errors
    /// When this is not Chromium (the others have no such observer).
    pub async fn watch_long_tasks(&self) -> Result<()> {
        if self.engine() != Engine::Chromium {
            bail!("{} does not report long tasks", self.engine());
        }
        self.eval::<Value>(
            "window.tanomoLong = [];
            window.tanomoWatch = new PerformanceObserver(list => {
                for (const task of list.getEntries()) window.tanomoLong.push(task.duration);
            });
            window.tanomoWatch.observe({ type: 'longtask' });
            return null",
        )
        .await
        .map(drop)
    }

    /// Lengths in milliseconds of the tasks over 50 ms since [`Browser::watch_long_tasks`] or the last call.
    ///
    /// # Errors
    /// When they are not watched in this page.
    pub async fn long_tasks(&self) -> Result<Vec<f64>> {
        self.eval_async(
            "await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
            for (const task of window.tanomoWatch.takeRecords()) window.tanomoLong.push(task.duration);
            return window.tanomoLong.splice(0)",
        )
        .await
    }
}
