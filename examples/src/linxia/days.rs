//! The days on which offices work, to draw events from.

use chrono::Days;
use dabiao_core::Date;
use dabiao_core::calendar::Calendar;

use crate::split_mix::SplitMix;

/// A date that is written out; the least of all dates where the calendar has none such.
pub(super) const fn day(year: i32, month: u32, day: u32) -> Date {
    match Date::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => Date::MIN,
    }
}

/// The day on which the tables were taken down: what happens later stands in none of them.
pub(super) const TAKEN_DOWN: Date = day(2025, 4, 30);

/// So many days later.
pub(super) fn later(date: Date, days: u64) -> Date {
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}

/// So many days earlier.
pub(super) fn earlier(date: Date, days: u64) -> Date {
    date.checked_sub_days(Days::new(days)).unwrap_or(date)
}

/// A working day from `first` to `last`, both included; the next working day where they hold none.
pub(super) fn working_day(numbers: &mut SplitMix, first: Date, last: Date) -> Date {
    let calendar = Calendar::china();
    let works = |date: &Date| calendar.is_working(*date).unwrap_or(true);
    let days: Vec<Date> = first
        .iter_days()
        .take_while(|date| *date <= last)
        .filter(works)
        .collect();
    let next = || calendar.next_working_day(first).unwrap_or(first);
    numbers.one_of(&days).copied().unwrap_or_else(next)
}

/// The cell of an event: empty where it happened after the tables were taken down.
pub(super) fn cell(date: Date) -> String {
    if date > TAKEN_DOWN {
        String::new()
    } else {
        date.to_string()
    }
}

/// The cells of events in order: none is filled behind an empty one.
pub(super) fn cells(dates: &[Date]) -> Vec<String> {
    dates.iter().map(|date| cell(*date)).collect()
}
