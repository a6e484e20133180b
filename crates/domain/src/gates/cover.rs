//! Periods that have to cover a day: insurance, licences.

use serde::{Deserialize, Serialize};

use crate::date::{self, Date, add_days, fiscal_year, fiscal_year_days};

/// Why a period does not cover a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gap {
    /// None is recorded.
    Unknown,
    /// It starts later.
    NotYet {
        /// The first day it covers.
        #[serde(with = "date::as_iso")]
        from: Date,
    },
    /// It is over.
    Ended {
        /// The last day it covered.
        #[serde(with = "date::as_iso")]
        until: Date,
    },
}

/// The days something covers, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// The first day.
    #[serde(with = "date::as_iso")]
    pub from: Date,
    /// The last day.
    #[serde(with = "date::as_iso")]
    pub until: Date,
}

impl Cover {
    /// The insurance of somebody who enrols on this day: from the day after to the next 31 March.
    pub fn from_enrolment(enrolled: Date) -> Self {
        let from = add_days(enrolled, 1);
        Self { from, until: fiscal_year_days(fiscal_year(from)).1 }
    }

    /// The period that is only known to end on this day.
    pub fn until(until: Date) -> Self {
        // Clamped, so that it reads back from a record as what it was.
        Self { from: add_days(Date::MIN, 0), until }
    }

    /// Whether the day is covered.
    pub fn covers(&self, day: Date) -> bool {
        self.gap(day).is_none()
    }

    fn gap(&self, day: Date) -> Option<Gap> {
        match () {
            () if day < self.from => Some(Gap::NotYet { from: self.from }),
            () if day > self.until => Some(Gap::Ended { until: self.until }),
            () => None,
        }
    }
}

/// How a period leaves a day uncovered, if it does.
pub fn gap(cover: Option<&Cover>, day: Date) -> Option<Gap> {
    cover.map_or(Some(Gap::Unknown), |cover| cover.gap(day))
}
