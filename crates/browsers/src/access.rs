//! What people with other eyes and fingers need: axe-core's rules, and targets large enough.

use crate::{Browser, page::with_page};
use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;
use std::{fmt, fs, path::Path};

/// A rule of axe-core that the page breaks.
#[derive(Clone, Debug, Deserialize)]
pub struct Violation {
    /// The rule's id, such as `label`.
    pub id: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: Option<String>,
    /// The rule in words.
    pub help: String,
    /// The HTML of each element that breaks it.
    pub nodes: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} ({}): {}", self.id, self.impact.as_deref().unwrap_or("?"), self.help)?;
        self.nodes.iter().try_for_each(|node| writeln!(f, "    {node}"))
    }
}

/// A control that is too small to hit.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct SmallTarget {
    /// Its role and name, as a journey would call it.
    pub control: String,
    /// Its width in CSS pixels.
    pub width: f64,
    /// Its height in CSS pixels.
    pub height: f64,
    /// Its HTML, shortened.
    pub html: String,
}

impl Browser {
    /// Runs all of axe-core's rules on the page. The script is `axe-core/axe.min.js` of npm, found in
    /// `node_modules` of `TANOMO_TOOLS`.
    ///
    /// # Errors
    /// When axe-core is not installed there, or fails.
    pub async fn axe(&self) -> Result<Vec<Violation>> {
        let tools = std::env::var("TANOMO_TOOLS").context("TANOMO_TOOLS names no folder with axe-core")?;
        let path = Path::new(&tools).join("node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        // The driver evaluates the source itself, so the page's CSP stays as strict as it is.
        let script = format!(
            "if (!window.axe) {{ (function () {{ {axe} }}).call(window); }}
            const found = await window.axe.run(document, {{ resultTypes: ['violations'] }});
            return found.violations.map(v => ({{
                id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.map(n => n.html) }}))"
        );
        self.eval_async(&script).await
    }

    /// The visible controls that are smaller than `min_px` in either direction. Excepted are links within a line
    /// of text (WCAG 2.5.8), and radios, checkboxes and file fields whose label is large enough, because the label
    /// is the target.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn small_targets(&self, min_px: u32) -> Result<Vec<SmallTarget>> {
        let script =
            with_page(&format!("const LEAST = {min_px};\n{}", include_str!("page/small_targets.js")));
        let found: Value = self.eval(&script).await?;
        Ok(serde_json::from_value(found)?)
    }
}
