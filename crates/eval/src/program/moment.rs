//! At which time something is read: the judged period, or one told from it.

use dabiao_model::{Cadence, Period};
use serde::{Deserialize, Serialize};

/// The time at which something is read, found from the judged period in the order of the fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// This period instead of the judged one.
    pub anchor: Option<Period>,
    /// The period of this cadence in which it ends.
    pub within: Option<Cadence>,
    /// So many periods earlier.
    pub periods: u8,
    /// So many years earlier.
    pub years: u8,
    /// Which stretch of time around it.
    pub reach: Reach,
}

/// A stretch of time around a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// The period itself.
    Period,
    /// From 1 January of the year in which it ends to its end.
    YearToDate,
    /// The whole year before the one in which it ends: where a stock stood at the year's start.
    YearBefore,
}

impl Moment {
    /// The judged period.
    pub const NOW: Self = Self {
        anchor: None,
        within: None,
        periods: 0,
        years: 0,
        reach: Reach::Period,
    };

    /// Whether the judged period, or the year up to its end, is read: what may still change.
    pub fn is_current(self) -> bool {
        let to_date = Self {
            reach: Reach::YearToDate,
            ..Self::NOW
        };
        self == Self::NOW || self == to_date
    }

    /// The period that is read where `judged` is judged; nothing where the calendar has none.
    pub fn of(self, judged: Option<Period>) -> Option<Period> {
        let mut period = self.anchor.or(judged)?;
        if let Some(cadence) = self.within {
            period = Period::containing(period.end(), cadence)?;
        }
        if self.periods > 0 {
            period = period.shifted(i32::from(self.periods).checked_neg()?)?;
        }
        for _ in 0..self.years {
            period = period.a_year_earlier()?;
        }
        match self.reach {
            Reach::Period => Some(period),
            Reach::YearToDate => period.year_to_date(),
            Reach::YearBefore => period.year_before(),
        }
    }
}
