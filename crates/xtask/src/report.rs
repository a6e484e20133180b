//! What every measuring command prints: a table for people and, with `--json`, one array as the last line.

use serde::{Deserialize, Serialize};

/// One measured value.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// How much, in `unit`.
    pub value: f64,
    /// For example `KB`, `ms` or `×`.
    pub unit: String,
    /// The most it may be, if anything binds it.
    pub bound: Option<f64>,
    /// Whether it keeps its bound; true without one.
    pub ok: bool,
}

impl Figure {
    /// A value that must not be above `bound`; a value that is no number misses it.
    pub fn at_most(name: impl Into<String>, value: f64, unit: impl Into<String>, bound: f64) -> Self {
        Self { name: name.into(), value, unit: unit.into(), bound: Some(bound), ok: value <= bound }
    }

    /// A value that nothing binds.
    pub fn told(name: impl Into<String>, value: f64, unit: impl Into<String>) -> Self {
        Self { name: name.into(), value, unit: unit.into(), bound: None, ok: true }
    }
}

/// The figures of one command.
#[derive(Debug, Clone)]
pub struct Report {
    title: String,
    figures: Vec<Figure>,
}

impl Report {
    /// An empty report under a heading.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), figures: Vec::new() }
    }

    /// Adds one figure at the end.
    pub fn add(&mut self, figure: Figure) {
        self.figures.push(figure);
    }

    /// Whether every bound is kept.
    fn ok(&self) -> bool {
        self.figures.iter().all(|figure| figure.ok)
    }

    /// Prints the table, then with `json` the array; gives the command's verdict.
    pub fn print(&self, json: bool) -> anyhow::Result<()> {
        println!("{}", self.table());
        if json {
            println!("{}", serde_json::to_string(&self.figures)?);
        }
        let missed: Vec<&str> =
            self.figures.iter().filter(|figure| !figure.ok).map(|figure| figure.name.as_str()).collect();
        anyhow::ensure!(self.ok(), "a bound is missed: {}", missed.join(", "));
        Ok(())
    }

    fn table(&self) -> String {
        let wide = self.figures.iter().map(|figure| figure.name.chars().count()).max().unwrap_or(0);
        let row = |figure: &Figure| {
            let bound = figure.bound.map_or(String::new(), |bound| {
                format!("at most {bound} {}  {}", figure.unit, if figure.ok { "ok" } else { "MISSED" })
            });
            format!("  {:<wide$}  {:>10.2} {:<5} {bound}", figure.name, figure.value, figure.unit)
                .trim_end()
                .to_owned()
        };
        let rows: Vec<String> = self.figures.iter().map(row).collect();
        format!("{}\n{}", self.title, rows.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_missed_bound_fails_the_whole_report() {
        let mut report = Report::new("t");
        report.add(Figure::at_most("a", 1.5, "×", 1.5));
        report.add(Figure::told("b", 9.0, "ms"));
        assert!(report.ok());
        report.add(Figure::at_most("c", f64::NAN, "ms", 50.0));
        assert!(!report.ok());
        assert!(report.print(true).unwrap_err().to_string().contains('c'));
    }

    #[test]
    fn the_json_has_the_five_fields() {
        let json = serde_json::to_value([Figure::at_most("first load", 100.0, "KB", 220.0)]).unwrap();
        let expected = serde_json::json!([{"name": "first load", "value": 100.0, "unit": "KB", "bound": 220.0, "ok": true}]);
        assert_eq!(json, expected);
    }
}
