//! Reads the text of one year: its notices, the days off, the weekend days worked.
//!
//! A line is a keyword and the rest; `#` begins a comment. `notice` begins a notice, and what
//! follows belongs to it: `issuer`, `title`, `issued`, `amends`, `remark`, and its days, `off`
//! and `work`, as `DATE NAME` or `DATE..DATE NAME` with both ends included. A later notice
//! overrides an earlier one.

use thiserror::Error;

use crate::{Date, Day, Holiday, Notice};

/// What one text says.
#[derive(Debug, Default)]
pub(crate) struct YearText {
    /// The notices in the order of their issue.
    pub(crate) notices: Vec<Notice>,
    /// The days they name, a later entry overriding an earlier one.
    pub(crate) days: Vec<(Date, Day)>,
}

/// A line that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("line {line} of the year's text can't be read")]
pub(crate) struct TextError {
    /// The line, from 1.
    pub(crate) line: usize,
}

/// Reads a text.
pub(crate) fn read(text: &'static str) -> Result<YearText, TextError> {
    let mut year = YearText::default();
    for (line, content) in (1..).zip(text.lines()) {
        read_line(&mut year, content.trim()).ok_or(TextError { line })?;
    }
    Ok(year)
}

/// Reads a line into the year; `None` if it can't be read.
fn read_line(year: &mut YearText, line: &'static str) -> Option<()> {
    if line.is_empty() || line.starts_with('#') {
        return Some(());
    }
    let (keyword, rest) = line.split_once(' ')?;
    let rest = rest.trim();
    if keyword == "notice" {
        year.notices.push(begin(rest));
        return Some(());
    }
    let notice = year.notices.last_mut()?;
    match keyword {
        "issuer" => notice.issuer = rest,
        "title" => notice.title = rest,
        "issued" => notice.issued = Some(date(rest)?),
        "amends" => notice.amends = Some(rest),
        "remark" => notice.remark = Some(rest),
        "off" => name_days(year, rest, Day::Holiday)?,
        "work" => name_days(year, rest, Day::SwappedWorkday)?,
        _ => return None,
    }
    Some(())
}

/// A notice of which only the number is known yet.
fn begin(number: &'static str) -> Notice {
    Notice {
        number: (number != "unknown").then_some(number),
        issuer: "",
        title: "",
        issued: None,
        amends: None,
        remark: None,
    }
}

/// Adds the days of `DATE NAME` or `DATE..DATE NAME`.
fn name_days(year: &mut YearText, text: &str, kind: fn(Holiday) -> Day) -> Option<()> {
    let (span, name) = text.split_once(' ')?;
    let day = kind(Holiday::by_zh(name.trim())?);
    let (first, last) = match span.split_once("..") {
        Some((first, last)) => (date(first)?, date(last)?),
        None => (date(span)?, date(span)?),
    };
    year.days.extend(
        first
            .iter_days()
            .take_while(|date| *date <= last)
            .map(|date| (date, day)),
    );
    Some(())
}

fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_includes_both_ends() {
        let year = read("notice 1号\noff 2025-05-31..2025-06-02 端午节\n").unwrap();
        assert_eq!(year.days.len(), 3);
        assert!(year.days.iter().all(|(_, day)| !day.is_working()));
    }

    #[test]
    fn an_unreadable_line_is_named() {
        for text in [
            "off 2025-01-01 元旦",
            "notice 1号\noff 2025-13-01 元旦",
            "notice 1号\noff 2025-01-01 愚人节",
            "notice 1号\nholiday 2025-01-01 元旦",
        ] {
            let lines = text.lines().count();
            assert_eq!(read(text).unwrap_err(), TextError { line: lines });
        }
    }
}
