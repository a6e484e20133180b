//! A tap, and whatever else a person does with a control: found, standing still, and done until it succeeds.

use anyhow::{Context, Result, anyhow};
use fantoccini::error::{CmdError, ErrorStatus};
use std::time::Duration;
use tokio::time::{Instant, sleep};

use super::{Found, LOOK};
use crate::{Browser, Engine, Target, browser::answered};

/// How long a control stands still in WebKit before it is tapped: its driver looks where it is, and taps later. Nobody
/// taps as soon after they see something as a driver does.
const STILL: Duration = Duration::from_millis(150);

/// How long a click may take to come after the finger was lifted, on a busy machine.
const CLICK: Duration = Duration::from_secs(2);

/// Why a control could not be used.
pub(super) enum Slip {
    /// The page is in motion: covered by something that moves away, or drawn anew under the finger.
    Passes(String),
    /// It would not go another time either.
    Stays(anyhow::Error),
}

impl From<CmdError> for Slip {
    fn from(error: CmdError) -> Self {
        use ErrorStatus::{ElementClickIntercepted, ElementNotInteractable, StaleElementReference};
        match &error {
            CmdError::Standard(said)
                if matches!(
                    said.error,
                    ElementClickIntercepted | ElementNotInteractable | StaleElementReference
                ) =>
            {
                Self::Passes(error.to_string())
            }
            _ => Self::Stays(error.into()),
        }
    }
}

impl From<anyhow::Error> for Slip {
    fn from(error: anyhow::Error) -> Self {
        error.downcast::<CmdError>().map_or_else(Self::Stays, Self::from)
    }
}

impl Browser {
    /// Taps the control as soon as it is there, enabled, not covered and stands still.
    ///
    /// # Errors
    /// When patience ends ([`crate::Options::patience`]), with the controls that are there, a picture and the page's text.
    pub async fn tap(&self, target: impl Into<Target>) -> Result<()> {
        let target = target.into();
        self.on(&target, async |found| self.click(found).await).await?;
        self.count(1, 0);
        Ok(())
    }

    /// As [`Browser::tap`], without the count.
    pub(super) async fn click(&self, found: &Found) -> Result<(), Slip> {
        if self.engine() != Engine::WebKit {
            return Ok(answered(found.element.click()).await?);
        }
        self.in_page("return tanomo.expectTap(arguments[0])", found, "").await?;
        answered(found.element.click()).await?;
        // Another page has no note, and one that goes gives no answer: the tap led there.
        let clicked = "!window.tanomoTap || !window.tanomoTap.hit || window.tanomoTap.clicked";
        let came = self.becomes(clicked, CLICK).await;
        let asked = self.client()?.execute("return window.tanomoTap", vec![]);
        let Ok(landed) = answered(asked).await else { return Ok(()) };
        match (landed["hit"].as_bool(), landed["on"].as_str()) {
            (Some(false), Some(other)) => Err(Slip::Stays(anyhow!("the finger came down on the {other}"))),
            (Some(false), None) => Err(Slip::Passes("the finger came down beside it".into())),
            (Some(true), _) if !came => Err(Slip::Passes("it was no click: it was drawn anew".into())),
            _ => Ok(()),
        }
    }

    /// Finds the control and does `act` on it, until both succeed or patience ends. It must stand at the same place
    /// in two looks: a tap on what is still moving lands on something else, and WebKitGTK's driver does not notice.
    pub(super) async fn on(
        &self,
        target: &Target,
        act: impl AsyncFn(&Found) -> Result<(), Slip>,
    ) -> Result<Found> {
        let deadline = Instant::now() + self.patience();
        let mut before = None;
        loop {
            let why = match self.find(target).await {
                Ok(found) if !found.stands_still(before.as_ref()) => {
                    before = Some(found);
                    "it does not stand still".to_owned()
                }
                Ok(found) => match act(&found).await {
                    Ok(()) => return Ok(found),
                    Err(Slip::Passes(why)) => why,
                    Err(Slip::Stays(error)) => {
                        return Err(error).with_context(|| format!("{}: the {target}", self.engine()));
                    }
                },
                Err(error) => format!("{error:#}"),
            };
            if Instant::now() > deadline {
                return Err(self.failed(&format!("the {target} cannot be used: {why}")).await);
            }
            sleep(if self.engine() == Engine::WebKit { STILL } else { LOOK }).await;
        }
    }
}
