//! Calendar periods by year and number, with no help from the engine's.

use chrono::Datelike;
use dabiao_model::{Cadence, Date};

use super::number::Amount;
use super::policy::PlainUnit;

/// A period of a calendar year, or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlainPeriod {
    /// One day.
    Day(Date),
    /// Days from one to another that are no period of the calendar.
    Days(Date, Date),
    /// The `index`-th month, quarter, half or year of a year, from 0.
    Of {
        /// How long.
        cadence: Cadence,
        /// The year.
        year: i32,
        /// Which of the year's, from 0.
        index: u32,
    },
}

/// How many months a period of the cadence has.
pub fn months(cadence: Cadence) -> u32 {
    match cadence {
        Cadence::Monthly => 1,
        Cadence::Quarterly => 3,
        Cadence::HalfYearly => 6,
        Cadence::Yearly => 12,
    }
}

/// The last day of a month.
pub fn month_end(year: i32, month: u32) -> Date {
    let (year, month) = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    ymd(year, month, 1).pred_opt().unwrap()
}

/// A day that is known to exist.
pub fn ymd(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap()
}

/// The same day of the month, or its last, so many months later.
pub fn months_later(date: Date, count: i32) -> Date {
    let number = date.year() * 12 + i32::try_from(date.month0()).unwrap() + count;
    let (year, month) = (
        number.div_euclid(12),
        u32::try_from(number.rem_euclid(12)).unwrap() + 1,
    );
    let last = month_end(year, month).day();
    ymd(year, month, date.day().min(last))
}

impl PlainPeriod {
    /// The period of a cadence that a day lies in.
    pub fn containing(date: Date, cadence: Cadence) -> Self {
        Self::Of {
            cadence,
            year: date.year(),
            index: date.month0() / months(cadence),
        }
    }

    /// The days from one to another: a period of the calendar where they are one.
    pub fn spanning(start: Date, end: Date) -> Self {
        let cadences = [
            Cadence::Monthly,
            Cadence::Quarterly,
            Cadence::HalfYearly,
            Cadence::Yearly,
        ];
        let period = |cadence| Self::containing(start, cadence);
        let found = cadences.into_iter().map(period);
        found
            .into_iter()
            .find(|period| period.start() == start && period.end() == end)
            .unwrap_or(Self::Days(start, end))
    }

    /// The first day.
    pub fn start(self) -> Date {
        match self {
            Self::Day(date) | Self::Days(date, _) => date,
            Self::Of {
                cadence,
                year,
                index,
            } => ymd(year, index * months(cadence) + 1, 1),
        }
    }

    /// The last day.
    pub fn end(self) -> Date {
        match self {
            Self::Day(date) | Self::Days(_, date) => date,
            Self::Of {
                cadence,
                year,
                index,
            } => month_end(year, (index + 1) * months(cadence)),
        }
    }

    /// Whether a day lies in it.
    pub fn contains(self, date: Date) -> bool {
        self.start() <= date && date <= self.end()
    }

    /// The periods of a cadence that lie in a span of days.
    pub fn within(start: Date, end: Date, cadence: Cadence) -> Vec<Self> {
        let mut found = Vec::new();
        for year in start.year()..=end.year() {
            for index in 0..12 / months(cadence) {
                let period = Self::Of {
                    cadence,
                    year,
                    index,
                };
                if start <= period.start() && period.end() <= end {
                    found.push(period);
                }
            }
        }
        found
    }

    /// Its parts of a shorter cadence.
    pub fn parts(self, cadence: Cadence) -> Vec<Self> {
        Self::within(self.start(), self.end(), cadence)
    }

    /// The same period a year earlier.
    pub fn a_year_earlier(self) -> Self {
        match self {
            Self::Day(date) => Self::Day(months_later(date, -12)),
            // Spans of days are made of whole months here, so both ends are ends of months a year earlier.
            Self::Days(start, end) => Self::Days(
                months_later(start, -12),
                month_end(end.year() - 1, end.month()),
            ),
            Self::Of {
                cadence,
                year,
                index,
            } => Self::Of {
                cadence,
                year: year - 1,
                index,
            },
        }
    }

    /// The period before.
    pub fn before(self) -> Self {
        match self {
            Self::Day(date) => Self::Day(date.pred_opt().unwrap()),
            // As long as it is itself, in months where it is made of whole ones.
            Self::Days(start, end) => {
                let last = start.pred_opt().unwrap();
                let whole = start.day() == 1 && end == month_end(end.year(), end.month());
                let first = if whole {
                    let months = self.parts(Cadence::Monthly).len();
                    months_later(start, -i32::try_from(months).unwrap())
                } else {
                    last - (end - start)
                };
                Self::spanning(first, last)
            }
            Self::Of { cadence, .. } => Self::containing(self.start().pred_opt().unwrap(), cadence),
        }
    }

    /// How many days it has, or how many months where it is made of whole ones.
    pub fn length(self, unit: PlainUnit) -> Amount {
        let count = if unit == PlainUnit::Months {
            self.parts(Cadence::Monthly).len() as i128
        } else {
            i128::from((self.end() - self.start()).num_days()) + 1
        };
        Amount::whole(count, unit)
    }

    /// Its cadence; none for a day.
    pub fn cadence(self) -> Option<Cadence> {
        match self {
            Self::Day(_) | Self::Days(..) => None,
            Self::Of { cadence, .. } => Some(cadence),
        }
    }

    /// As data and verdicts write it: `2025Q1`.
    pub fn text(self) -> String {
        match self {
            Self::Day(date) => date.to_string(),
            Self::Days(start, end)
                if start.day() == 1 && end == month_end(end.year(), end.month()) =>
            {
                format!("{} to {}", start.format("%Y-%m"), end.format("%Y-%m"))
            }
            Self::Days(start, end) => format!("{start} to {end}"),
            Self::Of {
                cadence: Cadence::Monthly,
                year,
                index,
            } => format!("{year}-{:02}", index + 1),
            Self::Of {
                cadence: Cadence::Quarterly,
                year,
                index,
            } => format!("{year}Q{}", index + 1),
            Self::Of {
                cadence: Cadence::HalfYearly,
                year,
                index,
            } => format!("{year}H{}", index + 1),
            Self::Of {
                cadence: Cadence::Yearly,
                year,
                ..
            } => year.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_on_their_last_day() {
        assert_eq!(month_end(2024, 2), ymd(2024, 2, 29));
        assert_eq!(months_later(ymd(2025, 1, 31), 1), ymd(2025, 2, 28));
        assert_eq!(months_later(ymd(2025, 1, 31), -2), ymd(2024, 11, 30));
        assert_eq!(
            PlainPeriod::containing(ymd(2025, 8, 1), Cadence::Quarterly).text(),
            "2025Q3"
        );
    }
}
