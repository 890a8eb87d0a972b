//! The last day of a limit.

use chrono::{Datelike, Days, TimeDelta};

use crate::{
    Basis, Calendar, CalendarError, Date, DateTime, Direction, Limit, LimitOptions, LimitUnit,
    add_months,
};

/// The last day of a limit that starts with the day of an event.
///
/// It allocates nothing and walks over no days: this is what an evaluator calls for each row.
/// [`deadline`](crate::deadline) gives the same day and says what was passed over.
///
/// # Shape
///
/// - *Days, weeks*: the day of the event is not counted; the last day is so many days later.
/// - *Months, years*: the same day of the month in which they end, or that month's last day.
/// - *Working days*: only worked days after the event are counted; the last of them.
/// - *Hours*: whole days of them, 24 each; others need [`last_moment`].
/// - `count_start`: the day of the event is the first day counted, if it is worked where only
///   working days are. A month then ends on the day before the corresponding day; where the month
///   has no corresponding day, still on its last.
/// - `CivilCode`: a last day that is off moves to the next working day. `Plain` never moves.
/// - `Before`: so many days, months or working days back, for "at least so long before". It
///   never moves, on either basis.
///
/// # Edges
///
/// 0 of any unit is the start day itself, even if it is off. `Plain` limits, and `Before` ones,
/// in days or months don't look at the calendar, so they work in years it doesn't know;
/// `CivilCode` looks only at the last day and the days off that follow it.
///
/// # Errors
///
/// `NotAnnounced` if a day that decides lies in a year the calendar doesn't know; `NeedsTime` for
/// hours that are no whole days; `TooLong` beyond [`Limit::longest`]; `OutOfRange` if the last
/// day is no date that can be written.
///
/// # Examples
///
/// ```
/// use dabiao_calendar::{Basis, Calendar, Date, Limit, LimitOptions, LimitUnit, last_day};
///
/// let china = Calendar::china();
/// let start = Date::from_ymd_opt(2025, 9, 24).ok_or("a day")?;
/// let civil = LimitOptions::new(Basis::CivilCode);
/// let plain = LimitOptions::new(Basis::Plain);
///
/// // 28 September and 11 October are weekend days worked in exchange for the National Day.
/// let limit = Limit::new(8, LimitUnit::WorkingDays);
/// assert_eq!(last_day(china, start, limit, civil)?, Date::from_ymd_opt(2025, 10, 11).ok_or("a day")?);
///
/// // Ten days end on 4 October, which is off until the 8th.
/// let limit = Limit::new(10, LimitUnit::Days);
/// assert_eq!(last_day(china, start, limit, plain)?, Date::from_ymd_opt(2025, 10, 4).ok_or("a day")?);
/// assert_eq!(last_day(china, start, limit, civil)?, Date::from_ymd_opt(2025, 10, 9).ok_or("a day")?);
///
/// // At least one month before.
/// let limit = Limit::new(1, LimitUnit::Months);
/// assert_eq!(last_day(china, start, limit, plain.before())?, Date::from_ymd_opt(2025, 8, 24).ok_or("a day")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Source
///
/// Civil Code (民法典): article 201, the day on which a period begins is not counted; 202, months
/// and years end on the corresponding day or the month's last; 203, a last day that is a holiday
/// gives way to the day after the holiday; 204, unless a statute or the parties say otherwise;
/// 1259, 以内 and 届满 include the number itself, so the last day still counts.
pub fn last_day(
    calendar: &Calendar,
    start: Date,
    limit: Limit,
    options: LimitOptions,
) -> Result<Date, CalendarError> {
    let end = unmoved_end(calendar, start, limit, options)?;
    if moves(limit, options) {
        calendar.next_working_day(end)
    } else {
        Ok(end)
    }
}

/// The last moment of a limit that starts with a time.
///
/// # Shape
///
/// Hours are those of the clock, simply added, or subtracted with `Before`; neither basis nor
/// `count_start` matters to them. Any other unit ends with its [`last_day`], at 23:59:59: an
/// event at or before the moment is in time.
///
/// # Errors
///
/// As [`last_day`], without `NeedsTime`.
///
/// # Examples
///
/// ```
/// use dabiao_calendar::{Basis, Calendar, Date, Limit, LimitOptions, LimitUnit, last_moment};
///
/// let found = Date::from_ymd_opt(2025, 3, 1).and_then(|day| day.and_hms_opt(14, 30, 0));
/// let options = LimitOptions::new(Basis::Plain);
/// let half_a_day = Limit::new(12, LimitUnit::Hours);
/// let last = last_moment(Calendar::china(), found.ok_or("a time")?, half_a_day, options)?;
/// assert_eq!(last.to_string(), "2025-03-02 02:30:00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Source
///
/// Civil Code (民法典), article 201: a period in hours begins with the time that the statute or the
/// parties name; article 203: the last day ends at 24:00. Where an office closes earlier, the
/// article's closing time is for the policy to say.
pub fn last_moment(
    calendar: &Calendar,
    start: DateTime,
    limit: Limit,
    options: LimitOptions,
) -> Result<DateTime, CalendarError> {
    let out_of_range = CalendarError::OutOfRange {
        start: start.date(),
        limit,
    };
    if limit.unit == LimitUnit::Hours {
        check_length(limit)?;
        let hours = TimeDelta::hours(i64::from(limit.count));
        let moment = match options.direction {
            Direction::After => start.checked_add_signed(hours),
            Direction::Before => start.checked_sub_signed(hours),
        };
        return moment.ok_or(out_of_range);
    }
    let day = last_day(calendar, start.date(), limit, options)?;
    day.and_hms_opt(23, 59, 59).ok_or(out_of_range)
}

/// Whether the end gives way to the next working day if it is off.
pub(crate) fn moves(limit: Limit, options: LimitOptions) -> bool {
    options.basis == Basis::CivilCode
        && options.direction == Direction::After
        && limit.unit != LimitUnit::WorkingDays
        && limit.count > 0
}

/// The last day before it moves.
pub(crate) fn unmoved_end(
    calendar: &Calendar,
    start: Date,
    limit: Limit,
    options: LimitOptions,
) -> Result<Date, CalendarError> {
    check_length(limit)?;
    let count = limit.count;
    let end = match limit.unit {
        LimitUnit::Hours if !count.is_multiple_of(24) => {
            return Err(CalendarError::NeedsTime { hours: count });
        }
        _ if count == 0 => Some(start),
        LimitUnit::WorkingDays => return end_of_working_days(calendar, start, count, options),
        LimitUnit::Hours => end_of_days(start, count.div_euclid(24), options),
        LimitUnit::Days => end_of_days(start, count, options),
        LimitUnit::Weeks => end_of_days(start, count.saturating_mul(7), options),
        LimitUnit::Months => end_of_months(start, count, options),
        LimitUnit::Years => end_of_months(start, count.saturating_mul(12), options),
    };
    end.ok_or(CalendarError::OutOfRange { start, limit })
}

/// So many days on or back, at least one.
fn end_of_days(start: Date, count: u32, options: LimitOptions) -> Option<Date> {
    let steps = count.saturating_sub(u32::from(options.count_start));
    let steps = Days::new(u64::from(steps));
    match options.direction {
        Direction::After => start.checked_add_days(steps),
        Direction::Before => start.checked_sub_days(steps),
    }
}

/// So many months on or back, at least one.
fn end_of_months(start: Date, count: u32, options: LimitOptions) -> Option<Date> {
    let count = i32::try_from(count).ok()?;
    match options.direction {
        Direction::After => {
            let end = add_months(start, count)?;
            let corresponds = end.day() == start.day();
            if options.count_start && corresponds {
                end.pred_opt()
            } else {
                Some(end)
            }
        }
        Direction::Before => {
            let end = add_months(start, count.checked_neg()?)?;
            if options.count_start {
                end.succ_opt()
            } else {
                Some(end)
            }
        }
    }
}

/// So many working days on or back, at least one: a look-up in the calendar's tables.
fn end_of_working_days(
    calendar: &Calendar,
    start: Date,
    count: u32,
    options: LimitOptions,
) -> Result<Date, CalendarError> {
    let worked = i64::from(calendar.working_index(start)?);
    let start_worked = calendar.is_working(start)?;
    let counted = i64::from(options.count_start && start_worked);
    let count = i64::from(count).saturating_sub(counted);
    let index = match options.direction {
        Direction::After => worked.saturating_add(count),
        // A start that is off has the index of the working day before it, which is the first
        // one back already.
        Direction::Before => worked
            .saturating_add(i64::from(!start_worked))
            .saturating_sub(count),
    };
    calendar.workday(index)
}

fn check_length(limit: Limit) -> Result<(), CalendarError> {
    let longest = Limit::longest(limit.unit);
    if limit.count > longest.count {
        return Err(CalendarError::TooLong { limit, longest });
    }
    Ok(())
}
