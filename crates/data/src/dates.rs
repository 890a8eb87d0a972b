//! Days and minutes as people and spreadsheets write them.

use dabiao_diagnostics::Code;
use dabiao_diagnostics::register::{
    CELL_DATE_OUT_OF_RANGE, CELL_NO_SUCH_DATE, CELL_NOT_A_DATE, CELL_NOT_A_TIME, PLACEHOLDER,
};
use dabiao_model::literal::half_width;
use dabiao_model::{Date, Grain, Period, PeriodError, Time};

use crate::bound_number::is_placeholder;
use crate::findings::Wrong;
use crate::lookup::Lookup;
use crate::nearest::shown;
use crate::raw::RawCell;

/// The first and the last year that a date may lie in.
const YEARS: (i32, i32) = (1900, 2200);

/// Whether a date lies in the years that data may speak of.
pub(crate) fn is_plausible(date: Date) -> bool {
    let first = Date::from_ymd_opt(YEARS.0, 1, 1);
    let last = Date::from_ymd_opt(YEARS.1, 12, 31);
    first.is_some_and(|first| first <= date) && last.is_some_and(|last| date <= last)
}

/// A day; nothing for an empty cell. Midnight behind it, as spreadsheets add, is no part of it.
pub(crate) fn day(lookup: &Lookup<'_>, cell: RawCell<'_>) -> Result<Option<Date>, Wrong> {
    // The form that programs write is told apart by its bytes; the others are looked at one by one.
    if let Some(day) = iso_day(cell.text) {
        return Ok(Some(day));
    }
    read(lookup, cell, |text| plain_day(without_midnight(text)))
}

/// The day of `2025-03-01`; nothing for any other form, and for a year that data may not speak of.
fn iso_day(text: &str) -> Option<Date> {
    Date::from_epoch_days(iso_day_number(text)?)
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of four digits are far from the bounds of 32 bits"
)]
/// The number of the day of `2025-03-01` from 1 January 1970; nothing for any other form, and for a year that data may
/// not speak of.
pub(crate) fn iso_day_number(text: &str) -> Option<i32> {
    let signs: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *signs else {
        return None;
    };
    if ![y1, y2, y3, y4, m1, m2, d1, d2]
        .iter()
        .all(u8::is_ascii_digit)
    {
        return None;
    }
    let pair = |tens: u8, ones: u8| i32::from(tens - b'0') * 10 + i32::from(ones - b'0');
    let year = pair(y1, y2) * 100 + pair(y3, y4);
    day_number(year, pair(m1, m2), pair(d1, d2))
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "a year of four digits, a month and a day of two are far from the bounds of 32 bits"
)]
/// The number of a day from 1 January 1970; nothing where there is no such day, or data may not speak of its year.
fn day_number(year: i32, month: i32, day: i32) -> Option<i32> {
    /// The days of a year before each month.
    const BEFORE: [i32; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
    if !(YEARS.0..=YEARS.1).contains(&year) {
        return None;
    }
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let index = usize::try_from(month).ok()?;
    let before = *BEFORE.get(index.checked_sub(1)?)?;
    let length = *BEFORE.get(index)? - before + i32::from(is_leap && month == 2);
    if day < 1 || day > length {
        return None;
    }
    // The leap days of the years before this one, counted from the year 1.
    let past = year - 1;
    let leaps = past / 4 - past / 100 + past / 400;
    let this_leap = i32::from(is_leap && month > 2);
    Some(past * 365 + leaps + before + this_leap + day - 1 - EPOCH)
}

/// 1 January 1970 counted from the first day of the year 1.
const EPOCH: i32 = 719_162;

/// A day with a time; nothing for an empty cell. Seconds are kept where they are written.
pub(crate) fn time(lookup: &Lookup<'_>, cell: RawCell<'_>) -> Result<Option<Time>, Wrong> {
    read(lookup, cell, |text| {
        let (date, clock) = split_clock(text).ok_or(&CELL_NOT_A_TIME)?;
        let date = plain_day(date)?;
        let (hour, minute, second) = clock_of(clock).ok_or(&CELL_NOT_A_TIME)?;
        date.and_hms_opt(hour, minute, second)
            .ok_or(&CELL_NOT_A_TIME)
    })
}

fn read<T>(
    lookup: &Lookup<'_>,
    cell: RawCell<'_>,
    parse: impl Fn(&str) -> Result<T, &'static Code>,
) -> Result<Option<T>, Wrong> {
    if cell.is_empty() {
        return Ok(None);
    }
    let parsed = if is_placeholder(cell.text) {
        Err(&PLACEHOLDER)
    } else {
        parse(&half_width(cell.text))
    };
    parsed.map(Some).map_err(|code| {
        let wrong = lookup.wrong(code, cell.place);
        Box::new(wrong.with("text", shown(cell.text)))
    })
}

fn plain_day(text: &str) -> Result<Date, &'static Code> {
    match Period::parse(text) {
        Ok(period) if period.grain() != Grain::Day => Err(&CELL_NOT_A_DATE),
        Ok(period) if !is_plausible(period.start()) => Err(&CELL_DATE_OUT_OF_RANGE),
        Ok(period) => Ok(period.start()),
        Err(PeriodError::NoSuchDate) => Err(&CELL_NO_SUCH_DATE),
        Err(_) => Err(&CELL_NOT_A_DATE),
    }
}

fn without_midnight(text: &str) -> &str {
    let Some((date, clock)) = text.split_once([' ', 'T']) else {
        return text;
    };
    let midnight = ["0:00", "00:00", "0:00:00", "00:00:00"].contains(&clock.trim());
    if midnight { date } else { text }
}

/// The day and the time of `2025-03-01 14:30`, `2025-03-01T14:30`, `2025年3月1日14时30分`.
fn split_clock(text: &str) -> Option<(&str, &str)> {
    let (date, clock) = text.split_once([' ', 'T', '日', '号'])?;
    let clock = clock.trim();
    (!clock.is_empty()).then_some((date, clock))
}

/// Hours, minutes and seconds of `14:30`, `14:30:05`, `14时30分`, `14时`.
fn clock_of(text: &str) -> Option<(u32, u32, u32)> {
    let hour_alone = text.ends_with(['时', '点']);
    let parts = text
        .trim_end_matches(['时', '点', '分', '秒'])
        .split([':', '时', '点', '分']);
    let numbers: Option<Vec<u32>> = parts.map(two_digits).collect();
    match numbers?.as_slice() {
        [hour] if hour_alone => Some((*hour, 0, 0)),
        [hour, minute] => Some((*hour, *minute, 0)),
        [hour, minute, second] => Some((*hour, *minute, *second)),
        _ => None,
    }
}

fn two_digits(text: &str) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_read_in_either_language() {
        for (text, clock) in [
            ("14:30", Some((14, 30, 0))),
            ("9:05", Some((9, 5, 0))),
            ("14:30:05", Some((14, 30, 5))),
            ("14时30分", Some((14, 30, 0))),
            ("8点", Some((8, 0, 0))),
            ("14", None),
            ("14:3x", None),
            ("14:030", None),
            ("", None),
        ] {
            assert_eq!(clock_of(text), clock, "{text}");
        }
    }

    #[test]
    fn the_quick_way_reads_what_the_thorough_one_does() {
        for text in [
            "2025-03-01",
            "2024-02-29",
            "2025-02-29",
            "0000-00-00",
            "1899-12-31",
            "2201-01-01",
            "2025-3-01",
            "2025-03-1x",
            "2025_03_01",
            "２０２５-03-01",
            "2025-13-01",
            "",
        ] {
            let quick = iso_day(text);
            assert!(quick.is_none() || quick == plain_day(text).ok(), "{text}");
        }
        assert!(iso_day("2025-03-01").is_some());
    }

    #[test]
    fn every_day_has_the_number_that_the_calendar_gives_it() {
        for year in 1890..2210 {
            for (month, day) in
                (0_i32..14).flat_map(|month| (0_i32..33).map(move |day| (month, day)))
            {
                let date = Date::from_ymd_opt(year, month.cast_unsigned(), day.cast_unsigned());
                let number = date
                    .filter(|it| is_plausible(*it))
                    .map(|it| it.to_epoch_days());
                assert_eq!(day_number(year, month, day), number, "{year}-{month}-{day}");
            }
        }
    }

    #[test]
    fn only_midnight_is_taken_off_a_day() {
        assert_eq!(without_midnight("2025/1/7 0:00:00"), "2025/1/7");
        assert!(plain_day(without_midnight("2025/1/7 0:01")).is_err());
    }
}
