//! The last day of a limit, with the days that were passed over on the way.

use serde::Serialize;

use crate::deadline::{moves, unmoved_end};
use crate::{
    Calendar, CalendarError, Date, Day, Direction, Holiday, Limit, LimitOptions, LimitUnit,
};

/// The last day of a limit, and why it is that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// The last day on which the event is in time.
    pub last_day: Date,
    /// The days that were not counted, that the end moved over, or that were worked although
    /// they are a Saturday or Sunday; in the order of the dates.
    pub passed_over: Vec<PassedOver>,
}

/// A day that makes a limit end otherwise than one might think.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PassedOver {
    /// The day.
    pub date: Date,
    /// What it is.
    pub why: PassedOverReason,
}

/// What a day is that a limit passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PassedOverReason {
    /// Off by a notice.
    Holiday(Holiday),
    /// A Saturday or Sunday off.
    Weekend,
    /// A Saturday or Sunday worked in exchange (调休): it *was* counted, or the end stayed on it.
    WorkedWeekend,
}

/// The last day of a limit that starts with the day of an event, and the days passed over.
///
/// # Shape
///
/// The last day is that of [`last_day`](crate::last_day). `passed_over` holds, for working days,
/// every day off between the event and the last day and every weekend day worked, the last day
/// included, the day of the event only if it is to be counted. For a last day that moves
/// (`CivilCode`), it holds the days off it moved over; if it falls on a weekend day worked and
/// so stays, that day. A limit that neither skips nor moves holds nothing.
///
/// # Errors
///
/// As [`last_day`](crate::last_day).
///
/// # Examples
///
/// ```
/// use dabiao_calendar::{
///     Basis, Calendar, Date, Limit, LimitOptions, LimitUnit, PassedOverReason, deadline,
/// };
///
/// let friday = Date::from_ymd_opt(2025, 4, 25).ok_or("a day")?;
/// let limit = Limit::new(2, LimitUnit::Days);
/// let options = LimitOptions::new(Basis::CivilCode);
/// let deadline = deadline(Calendar::china(), friday, limit, options)?;
/// // 27 April 2025 is a Sunday, worked in exchange for the Labour Day: the end stays.
/// assert_eq!(deadline.last_day.to_string(), "2025-04-27");
/// assert_eq!(deadline.passed_over[0].why, PassedOverReason::WorkedWeekend);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Source
///
/// Civil Code (民法典), articles 200 to 204, as for [`last_day`](crate::last_day).
pub fn deadline(
    calendar: &Calendar,
    start: Date,
    limit: Limit,
    options: LimitOptions,
) -> Result<Deadline, CalendarError> {
    let end = unmoved_end(calendar, start, limit, options)?;
    if moves(limit, options) {
        let last_day = calendar.next_working_day(end)?;
        return Ok(Deadline {
            last_day,
            passed_over: between(calendar, end, last_day)?,
        });
    }
    let passed_over = match (limit.unit, options.direction) {
        _ if limit.count == 0 => Vec::new(),
        (LimitUnit::WorkingDays, Direction::After) => {
            let first = counted_from(start, options, Date::succ_opt);
            between(calendar, first, end)?
        }
        (LimitUnit::WorkingDays, Direction::Before) => {
            let last = counted_from(start, options, Date::pred_opt);
            between(calendar, end, last)?
        }
        _ => Vec::new(),
    };
    Ok(Deadline {
        last_day: end,
        passed_over,
    })
}

/// The first day that is counted if it is worked: the start, or its neighbour.
fn counted_from(start: Date, options: LimitOptions, next: fn(&Date) -> Option<Date>) -> Date {
    if options.count_start {
        start
    } else {
        next(&start).unwrap_or(start)
    }
}

/// The days from `first` to `last`, both included, that are not ordinary working days.
fn between(calendar: &Calendar, first: Date, last: Date) -> Result<Vec<PassedOver>, CalendarError> {
    let mut found = Vec::new();
    for date in first.iter_days().take_while(|date| *date <= last) {
        let why = match calendar.day(date)? {
            Day::Working => continue,
            Day::SwappedWorkday(_) => PassedOverReason::WorkedWeekend,
            Day::Weekend => PassedOverReason::Weekend,
            Day::Holiday(holiday) => PassedOverReason::Holiday(holiday),
        };
        found.push(PassedOver { date, why });
    }
    Ok(found)
}
