//! How a journey names a control: by what a person notices.

use serde::Serialize;
use std::fmt;

/// What a verb acts on. `"保存"` is a control by its name, `("button", "保存")` by its role and name.
///
/// A name is matched whole first and then as a part, a control with a `role=status` in it whole only; readings (`<rt>`)
/// never belong to it. While a modal dialog is open only its controls are found. Two that match are an error: say
/// [`Target::inside`] or [`Target::nth`].
#[derive(Clone, Debug, Default, Serialize)]
pub struct Target {
    name: Option<String>,
    role: Option<String>,
    test_id: Option<String>,
    inside: Option<String>,
    nth: Option<usize>,
    field: bool,
}

/// A control by its `data-testid`, for the few that no words distinguish.
pub fn test_id(id: &str) -> Target {
    Target { test_id: Some(id.into()), ..Target::default() }
}

impl Target {
    /// The one in the nearest row, card, group or dialog that also shows `text`.
    #[must_use]
    pub fn inside(mut self, text: &str) -> Self {
        self.inside = Some(text.into());
        self
    }

    /// The n-th match in reading order, from nought.
    #[must_use]
    pub fn nth(mut self, n: usize) -> Self {
        self.nth = Some(n);
        self
    }

    /// Restricts it to what can be filled in.
    pub(crate) fn field(mut self) -> Self {
        self.field = true;
        self
    }
}

impl From<&str> for Target {
    fn from(name: &str) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }
}

impl From<&String> for Target {
    fn from(name: &String) -> Self {
        name.as_str().into()
    }
}

impl From<(&str, &str)> for Target {
    fn from((role, name): (&str, &str)) -> Self {
        Self { role: Some(role.into()), ..name.into() }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.role.as_deref().unwrap_or(if self.field { "field" } else { "control" }))?;
        if let Some(name) = &self.name {
            write!(f, " 「{name}」")?;
        }
        if let Some(id) = &self.test_id {
            write!(f, " with the test id {id}")?;
        }
        if let Some(text) = &self.inside {
            write!(f, " beside 「{text}」")?;
        }
        self.nth.map_or(Ok(()), |n| write!(f, ", number {n} from nought"))
    }
}
