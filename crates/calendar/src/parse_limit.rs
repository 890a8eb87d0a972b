//! Reads a limit as a person writes it, in either language.

use std::str::FromStr;

use crate::{Limit, LimitUnit, ParseLimitError};

/// The units as they are written; English ones in lower case.
const UNITS: [(&str, LimitUnit); 34] = [
    ("hour", LimitUnit::Hours),
    ("hours", LimitUnit::Hours),
    ("小时", LimitUnit::Hours),
    ("个小时", LimitUnit::Hours),
    ("day", LimitUnit::Days),
    ("days", LimitUnit::Days),
    ("calendar day", LimitUnit::Days),
    ("calendar days", LimitUnit::Days),
    ("日", LimitUnit::Days),
    ("天", LimitUnit::Days),
    ("自然日", LimitUnit::Days),
    ("个自然日", LimitUnit::Days),
    ("日历天", LimitUnit::Days),
    ("个日历天", LimitUnit::Days),
    ("working day", LimitUnit::WorkingDays),
    ("working days", LimitUnit::WorkingDays),
    ("工作日", LimitUnit::WorkingDays),
    ("个工作日", LimitUnit::WorkingDays),
    ("工作天", LimitUnit::WorkingDays),
    ("个工作天", LimitUnit::WorkingDays),
    ("week", LimitUnit::Weeks),
    ("weeks", LimitUnit::Weeks),
    ("周", LimitUnit::Weeks),
    ("星期", LimitUnit::Weeks),
    ("个星期", LimitUnit::Weeks),
    ("个礼拜", LimitUnit::Weeks),
    ("month", LimitUnit::Months),
    ("months", LimitUnit::Months),
    // Not `月`: `3月` is March.
    ("个月", LimitUnit::Months),
    ("year", LimitUnit::Years),
    ("years", LimitUnit::Years),
    ("年", LimitUnit::Years),
    ("周年", LimitUnit::Years),
    ("整年", LimitUnit::Years),
];

/// A number and a unit: `7 working days`, `7个工作日`, `10日`, `24 hours`, `一个月`; or `same day`,
/// `当日`, which are 0 days.
///
/// The number is in ASCII or full-width digits, or a Chinese numeral up to 九十九. Blanks between
/// number and unit don't matter.
///
/// # Errors
///
/// No number, a fraction, a number above 4,294,967,295, or an unknown unit. `1月` is January and
/// no limit: a month is `1个月`.
impl FromStr for Limit {
    type Err = ParseLimitError;

    fn from_str(text: &str) -> Result<Self, ParseLimitError> {
        let text = text.trim();
        if text == "当日" || text.eq_ignore_ascii_case("same day") {
            return Ok(Self::new(0, LimitUnit::Days));
        }
        let end = text.find(|c| !is_numeral(c)).unwrap_or(text.len());
        let (number, unit) = text.split_at_checked(end).unwrap_or((text, ""));
        if number.is_empty() {
            return Err(ParseLimitError::NoCount);
        }
        if unit.starts_with(['.', '．', '点', '/']) {
            return Err(ParseLimitError::NotWhole);
        }
        Ok(Self::new(parse_count(number)?, parse_unit(unit)?))
    }
}

fn parse_unit(text: &str) -> Result<LimitUnit, ParseLimitError> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = words.join(" ").to_ascii_lowercase();
    let known = UNITS.iter().find(|(written, _)| *written == name);
    known
        .map(|(_, unit)| *unit)
        .ok_or(ParseLimitError::UnknownUnit { unit: name })
}

fn parse_count(text: &str) -> Result<u32, ParseLimitError> {
    if let Some(digits) = text.chars().map(digit).collect::<Option<String>>() {
        return digits.parse().map_err(|_| ParseLimitError::TooLarge);
    }
    chinese_numeral(text).ok_or(ParseLimitError::NoCount)
}

fn is_numeral(c: char) -> bool {
    digit(c).is_some() || c == '十' || chinese_digit(c).is_some()
}

/// A digit in its ASCII form; full-width ones are turned into it.
fn digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => return Some(c),
        '０'..='９' => u32::from(c).checked_sub(u32::from('０'))?,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// 一 to 九十九.
fn chinese_numeral(text: &str) -> Option<u32> {
    let part = |text: &str, empty: u32| -> Option<u32> {
        let mut chars = text.chars();
        let value = chars.next().map_or(Some(empty), chinese_digit);
        value.filter(|_| chars.next().is_none())
    };
    match text.split_once('十') {
        Some((tens, ones)) => part(tens, 1)?.checked_mul(10)?.checked_add(part(ones, 0)?),
        None => part(text, 0),
    }
}

fn chinese_digit(c: char) -> Option<u32> {
    let value = match c {
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(value)
}
