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
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let (year, [hyphen, month @ .., other, tens, ones]) = bytes.split_first_chunk::<4>()? else {
        return None;
    };
    if (hyphen, other) != (&b'-', &b'-') {
        return None;
    }
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |number, digit| {
            let digit = digit.checked_sub(b'0').filter(|digit| *digit < 10)?;
            number.checked_mul(10)?.checked_add(u32::from(digit))
        })
    };
    let year = i32::try_from(number(year)?).ok();
    let year = year.filter(|year| (YEARS.0..=YEARS.1).contains(year))?;
    Date::from_ymd_opt(year, number(month)?, number(&[*tens, *ones])?)
}

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
    fn only_midnight_is_taken_off_a_day() {
        assert_eq!(without_midnight("2025/1/7 0:00:00"), "2025/1/7");
        assert!(plain_day(without_midnight("2025/1/7 0:01")).is_err());
    }
}
