//! Months added to a date.

use chrono::Months;

use crate::Date;

/// The same day of the month that lies `months` later (earlier if negative), or that month's
/// last day if it has no such day.
///
/// `None` if the result is no date that can be written. Adding a month and taking it off again
/// may not lead back: 31 January, 28 February, 28 January.
///
/// # Examples
///
/// ```
/// use dabiao_calendar::{Date, add_months};
///
/// let date = Date::from_ymd_opt(2024, 1, 31).ok_or("a day")?;
/// assert_eq!(add_months(date, 1), Date::from_ymd_opt(2024, 2, 29));
/// assert_eq!(add_months(date, 13), Date::from_ymd_opt(2025, 2, 28));
/// assert_eq!(add_months(date, -2), Date::from_ymd_opt(2023, 11, 30));
/// # Ok::<(), &str>(())
/// ```
///
/// # Source
///
/// Civil Code (民法典), article 202: 到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的
/// 最后一日.
pub fn add_months(date: Date, months: i32) -> Option<Date> {
    let count = Months::new(months.unsigned_abs());
    if months < 0 {
        date.checked_sub_months(count)
    } else {
        date.checked_add_months(count)
    }
}
