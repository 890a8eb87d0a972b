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
use crate::period_text::day_of_digits;
use crate::raw::RawCell;

/// The first and the last year that a date may lie in.
const YEARS: (i32, i32) = (1900, 2200);

/// Whether a date lies in the years that data may speak of.
pub(crate) fn is_plausible(date: Date) -> bool {
    let first = Date::from_ymd_opt(YEARS.0, 1, 1);
    let last = Date::from_ymd_opt(YEARS.1, 12, 31);
    first.is_some_and(|first| first <= date) && last.is_some_and(|last| date <= last)
}

/// A day; nothing for an empty cell. A time behind it, as programs add, is no part of it.
pub(crate) fn day(lookup: &Lookup<'_>, cell: RawCell<'_>) -> Result<Option<Date>, Wrong> {
    // The form that programs write is told apart by its bytes; the others are looked at one by one.
    if let Some(day) = iso_day(cell.text) {
        return Ok(Some(day));
    }
    read(lookup, cell, |text| plain_day(without_clock(text)))
}

/// The day of `2025-03-01`; nothing for any other form, and for a year that data may not speak of.
fn iso_day(text: &str) -> Option<Date> {
    Date::from_epoch_days(iso_day_number(text.as_bytes())?)
}

/// The number of the day of `2025-03-01` from 1 January 1970; nothing for any other form, and for a year that data may
/// not speak of.
#[inline]
pub(crate) fn iso_day_number(text: &[u8]) -> Option<i32> {
    let [months @ .., tens, ones] = <&[u8; 10]>::try_from(text).ok()?;
    // What is a digit becomes its value, and a dash in its place zero.
    let month = u64::from_le_bytes(*months) ^ u64::from_le_bytes(*b"0000-00-");
    let (tens, ones) = (tens ^ b'0', ones ^ b'0');
    // A value above nine, and any above zero in the place of a dash, reaches the highest bit of its byte.
    let room = u64::from_le_bytes([0x76, 0x76, 0x76, 0x76, 0x7f, 0x76, 0x76, 0x7f]);
    let beyond = (month | month.wrapping_add(room)) & 0x8080_8080_8080_8080;
    if beyond != 0 || tens > 9 || ones > 9 {
        return None;
    }
    // Two digits to a byte, which is below 100.
    let [century, _, year, _, _, month, ..] = month
        .wrapping_mul(10)
        .wrapping_add(month >> 8)
        .to_le_bytes();
    let year = i32::from(century)
        .wrapping_mul(100)
        .wrapping_add(year.into());
    let day = tens.wrapping_mul(10).wrapping_add(ones);
    day_number(year, month.into(), day.into())
}

/// How many months data may speak of.
#[expect(
    clippy::cast_sign_loss,
    reason = "the last year is not before the first"
)]
const MONTHS: usize = (YEARS.1 - YEARS.0 + 1) as usize * 12;

/// The number of the first day of each month, and behind them that of the month after.
static FIRST_DAYS: [i32; MONTHS + 1] = first_days();

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "this is done when the program is compiled, which any mistake would stop"
)]
const fn first_days() -> [i32; MONTHS + 1] {
    const LENGTHS: [i32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    /// 1 January 1970 counted from the first day of the year 1.
    const EPOCH: i32 = 719_162;
    // The leap days of the years before the first, counted from the year 1.
    let past = YEARS.0 - 1;
    let mut day = past * 365 + past / 4 - past / 100 + past / 400 - EPOCH;
    let mut days = [day; MONTHS + 1];
    let (mut year, mut month) = (YEARS.0, 0);
    while month < MONTHS {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        day += LENGTHS[month % 12] + (is_leap && month % 12 == 1) as i32;
        month += 1;
        year += (month % 12 == 0) as i32;
        days[month] = day;
    }
    days
}

/// The number of a day from 1 January 1970; nothing where there is no such day, or data may not speak of its year.
#[inline]
fn day_number(year: i32, month: i32, day: i32) -> Option<i32> {
    if !(1..=12).contains(&month) {
        return None;
    }
    let months = year.wrapping_sub(YEARS.0).wrapping_mul(12);
    let month = usize::try_from(months.wrapping_add(month).wrapping_sub(1)).ok()?;
    let [first, next] = *FIRST_DAYS.get(month..)?.first_chunk::<2>()?;
    let number = first.wrapping_add(day).wrapping_sub(1);
    (first..next).contains(&number).then_some(number)
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
    let digits = day_of_digits(text).map(|day| day.map(Period::day));
    match digits.unwrap_or_else(|| Period::parse(text)) {
        Ok(period) if period.grain() != Grain::Day => Err(&CELL_NOT_A_DATE),
        Ok(period) if !is_plausible(period.start()) => Err(&CELL_DATE_OUT_OF_RANGE),
        Ok(period) => Ok(period.start()),
        Err(PeriodError::NoSuchDate) => Err(&CELL_NO_SUCH_DATE),
        Err(_) => Err(&CELL_NOT_A_DATE),
    }
}

/// A day without the time behind it, if that is one.
fn without_clock(text: &str) -> &str {
    let Some((date, clock)) = text.split_once([' ', 'T']) else {
        return text;
    };
    let is_clock = clock_of(clock.trim())
        .is_some_and(|(hour, minute, second)| hour < 24 && minute < 60 && second < 60);
    if is_clock { date } else { text }
}

/// The day and the time of `2025-03-01 14:30`, `2025-03-01T14:30`, `2025年3月1日14时30分`.
fn split_clock(text: &str) -> Option<(&str, &str)> {
    let (date, clock) = text.split_once([' ', 'T', '日', '号'])?;
    let clock = clock.trim();
    (!clock.is_empty()).then_some((date, clock))
}

/// Hours, minutes and seconds of `14:30`, `14:30:05`, `14时30分`, `14时`. Of a second no part is kept, so none may be
/// written but zeros, as programs do: `14:30:05.000`.
fn clock_of(text: &str) -> Option<(u32, u32, u32)> {
    let text = match text.split_once('.') {
        Some((text, part)) => {
            let is_whole = !part.is_empty() && part.bytes().all(|digit| digit == b'0');
            let has_seconds = text.matches(':').count() == 2;
            (is_whole && has_seconds).then_some(text)?
        }
        None => text,
    };
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
            ("14:30:05.000000", Some((14, 30, 5))),
            ("14:30:05.25", None),
            ("14:30:05.", None),
            ("14:30.00", None),
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
    fn a_time_is_taken_off_a_day_and_nothing_else() {
        assert_eq!(without_clock("2025/1/7 0:00:00"), "2025/1/7");
        assert_eq!(without_clock("2025-01-07T14:30:05.000"), "2025-01-07");
        for text in [
            "2025/1/7 25:00",
            "2025/1/7 14:30Z",
            "2025/1/7 3",
            "2025/1/7 late",
        ] {
            assert!(plain_day(without_clock(text)).is_err(), "{text}");
        }
        assert!(plain_day("20250305").is_ok());
        assert_eq!(plain_day("20250230"), Err(&CELL_NO_SUCH_DATE));
    }
}
