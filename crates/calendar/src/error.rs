//! What can go wrong with a date or a limit.

use thiserror::Error;

use crate::{Date, Limit};

/// Why a day of a calendar, or the last day of a limit, can't be given.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CalendarError {
    /// The working days of the year are not in the calendar. Next year's notice comes out in
    /// autumn; until then nobody knows them, and a guess would be wrong.
    #[error("the working days of {year} are not announced: {first} to {last} are known")]
    NotAnnounced {
        /// The first year that was needed and is unknown.
        year: i32,
        /// The first year the calendar knows.
        first: i32,
        /// The last year the calendar knows.
        last: i32,
    },
    /// Hours that are no whole number of days, counted from a date.
    #[error("{hours} hours are no whole number of days: the start needs a time, not only a date")]
    NeedsTime {
        /// The hours of the limit.
        hours: u32,
    },
    /// A limit of more than about a hundred years.
    #[error("a limit of {} is too long: the longest is {}", limit.en(), longest.en())]
    TooLong {
        /// The limit asked for.
        limit: Limit,
        /// The longest limit in that unit.
        longest: Limit,
    },
    /// The last day lies outside the dates that can be written (about 260,000 years).
    #[error("{} from {start} is no date that can be written", limit.en())]
    OutOfRange {
        /// The start of the limit.
        start: Date,
        /// The limit.
        limit: Limit,
    },
}

/// Why a text is no [`Limit`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ParseLimitError {
    /// It doesn't begin with a whole number.
    #[error("expected a number and a unit, such as `7 working days` or `7个工作日`")]
    NoCount,
    /// A part of a unit, such as `0.5 days`.
    #[error("a limit is a whole number of a unit: half a day is `12 hours` or `12小时`")]
    NotWhole,
    /// More than fits.
    #[error("the number is too large")]
    TooLarge,
    /// What follows the number is no unit.
    #[error(
        "`{unit}` is no unit of time: hours, days, working days, weeks, months, years, \
         or 小时, 日, 天, 个工作日, 周, 个月, 年"
    )]
    UnknownUnit {
        /// What was found.
        unit: String,
    },
}
