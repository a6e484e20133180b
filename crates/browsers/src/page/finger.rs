//! A tap in its two halves, for what happens between them.

use anyhow::{Context, Result};
use fantoccini::actions::{Actions, InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};

use crate::{Browser, Target, browser::answered};

const FINGER: &str = "finger";

impl Browser {
    /// Puts a finger down on the control, and leaves it there.
    ///
    /// # Errors
    /// As [`Browser::tap`].
    pub async fn hold(&self, target: impl Into<Target>) -> Result<()> {
        let found = self.on(&target.into(), async |_| Ok(())).await?;
        let to = PointerAction::MoveToElement { element: found.element, duration: None, x: 0.0, y: 0.0 };
        let down = PointerAction::Down { button: MOUSE_BUTTON_LEFT };
        self.moved(MouseActions::new(FINGER.into()).then(to).then(down)).await
    }

    /// Lifts the finger where it is.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn let_go(&self) -> Result<()> {
        self.moved(MouseActions::new(FINGER.into()).then(PointerAction::Up { button: MOUSE_BUTTON_LEFT }))
            .await
    }

    async fn moved(&self, actions: MouseActions) -> Result<()> {
        answered(self.client()?.perform_actions(Actions::from(actions))).await.context("moving a finger")
    }
}
