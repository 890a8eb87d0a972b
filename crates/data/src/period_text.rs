//! Periods as people write them by hand, beside the forms that the policy has: `2025年度`, `2025年1-3月`, `202503`.

use dabiao_model::literal::half_width;
use dabiao_model::{Date, Grain, Period, PeriodError};

/// What stands between the first and the last month.
const BETWEEN: &[char] = &['-', '—', '–', '~', '至', '到'];

/// A period in any of these forms.
pub(crate) fn period_of(text: &str) -> Result<Period, PeriodError> {
    let plain = half_width(text.trim());
    if is_day_or_months(&plain) {
        return Err(PeriodError::Malformed);
    }
    let found = Period::parse(text);
    if found.is_ok() {
        return found;
    }
    by_hand(&plain).unwrap_or(found)
}

/// The day of `20250305`.
pub(crate) fn day_of_digits(text: &str) -> Option<Result<Date, PeriodError>> {
    let [year, month, day] = [text.get(..4)?, text.get(4..6)?, text.get(6..)?];
    if text.len() != 8 || !are_digits(text) {
        return None;
    }
    let day = Period::parse(&format!("{year}-{month}-{day}"));
    Some(day.map(Period::start))
}

/// Whether it may be a day and months as well: 2025年1-3.
fn is_day_or_months(text: &str) -> bool {
    let behind = text.split_once('年').map(|(_, behind)| behind.trim());
    behind.is_some_and(|it| {
        it.starts_with(|sign: char| sign.is_ascii_digit()) && !it.contains(['月', '季'])
    })
}

/// Nothing where it is in none of the forms.
fn by_hand(text: &str) -> Option<Result<Period, PeriodError>> {
    if text.len() == 6 && are_digits(text) {
        let (year, month) = text.split_at_checked(4)?;
        return Some(Period::parse(&format!("{year}-{month}")));
    }
    // 2025 年 3 月, 2025 Q1: no two of its numbers stand side by side.
    let text = without_blanks(text)?;
    let text = text.as_str();
    let plain = || match Period::parse(text) {
        Err(PeriodError::Malformed) => None,
        read => Some(read),
    };
    if let Some((year, part)) = text.split_once(['-', '年'])
        && year.len() == 4
        && are_digits(year)
    {
        if part.starts_with(['Q', 'q', 'H', 'h']) {
            return Some(Period::parse(&format!("{year}{part}")));
        }
        if text.contains('年') {
            return of_year(year, part).or_else(plain);
        }
    }
    plain()
}

/// What stands behind a year: 度, 前三季度, 1-3月, 3月份, 3月末, 底.
fn of_year(year: &str, part: &str) -> Option<Result<Period, PeriodError>> {
    let of = |part: &str| Period::parse(&format!("{year}年{part}"));
    let between = |first: &str, last: &str| {
        let (first, last) = (of(first)?, of(last)?);
        Period::spanning(first.start(), last.end()).ok_or(PeriodError::Reversed)
    };
    if part == "度" {
        return Some(of(""));
    }
    if part == "前三季度" {
        return Some(between("一季度", "三季度"));
    }
    if let Some(moment) = part.strip_suffix(['末', '底']) {
        let whole = of(moment).ok().filter(|it| it.grain() != Grain::Day);
        return whole.map(|whole| Ok(Period::day(whole.end())));
    }
    let part = part.strip_suffix('份').unwrap_or(part);
    let months = part.strip_suffix('月')?;
    match months.split_once(BETWEEN) {
        Some((first, last)) => {
            let first = first.strip_suffix('月').unwrap_or(first);
            let are_months = [first, last]
                .iter()
                .all(|it| it.len() <= 2 && are_digits(it));
            are_months.then(|| between(&format!("{first}月"), &format!("{last}月")))
        }
        None => Some(of(part)),
    }
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

/// A text without its blanks; nothing where one parts two numbers.
fn without_blanks(text: &str) -> Option<String> {
    let mut whole = String::new();
    for word in text.split_whitespace() {
        let ends = whole.ends_with(|sign: char| sign.is_ascii_digit());
        if ends && word.starts_with(|sign: char| sign.is_ascii_digit()) {
            return None;
        }
        whole.push_str(word);
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_by_hand_is_read() {
        for (text, period) in [
            ("2025年度", "2025"),
            ("2025 年度", "2025"),
            ("2025年3月份", "2025-03"),
            ("2025 年 3 月", "2025-03"),
            ("２０２５年３月末", "2025-03-31"),
            ("2024年2月底", "2024-02-29"),
            ("2025年一季度末", "2025-03-31"),
            ("2025年底", "2025-12-31"),
            ("2025年1-3月", "2025Q1"),
            ("2025年1—6月份", "2025H1"),
            ("2025年1月至12月", "2025"),
            ("2025年2～7月", "2025-02 to 2025-07"),
            ("2025年前三季度", "2025-01 to 2025-09"),
            ("202503", "2025-03"),
            ("2025 Q1", "2025Q1"),
            ("2025-Q3", "2025Q3"),
            ("2025年 H1", "2025H1"),
            ("2025 年一季度", "2025Q1"),
        ] {
            let read = period_of(text).map(|it| it.to_string());
            assert_eq!(read.as_deref(), Ok(period), "{text}");
        }
    }

    #[test]
    fn what_may_mean_two_things_is_not() {
        for text in [
            "2025年3月5日底",
            "2025年1-3",
            "2025年3-1月",
            "2025年1-13月",
            "202513",
            "20253",
            "2025 03",
            "2025年初",
            "2025年前两月",
            "2025年1-3月末",
            "一季度",
            "25年3月",
        ] {
            assert!(period_of(text).is_err(), "{text}");
        }
        assert_eq!(
            day_of_digits("20250305").unwrap().unwrap().to_string(),
            "2025-03-05"
        );
        assert!(day_of_digits("20250230").unwrap().is_err());
        assert!(day_of_digits("2025035").is_none());
    }
}
