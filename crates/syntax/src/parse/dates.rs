//! Dates, periods and cadences as people write them.

use dabiao_diagnostics::Diagnostic;
use dabiao_diagnostics::register::NO_SUCH_DATE;
use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::{Kind, of_kind};
use dabiao_model::literal::half_width;
use dabiao_model::{Cadence, Date, Grain, Period};

use super::reader::{Node, Reader};
use crate::ast::{CadenceText, DateText, Day, When};

impl Reader<'_> {
    /// A date or period; an impossible one is reported and gives none.
    pub(super) fn date(&mut self, node: &Node<'_>) -> Option<DateText> {
        let text = half_width(node.as_str());
        let mut rest = text.trim();
        let (mut end, mut bare_before) = (false, false);
        while let Some((prefix, after)) = prefix(rest) {
            end |= prefix == Prefix::End;
            bare_before |= prefix == Prefix::Before;
            rest = after;
        }
        if let Some(core) = strip_any(rest, &["底之前", "底以前", "底前", "底", "末"]) {
            (rest, end) = (core, true);
        } else if let Some(core) = strip_any(rest, &["以前", "之前", "前"]) {
            (rest, bare_before) = (core, true);
        }
        let span = self.place(node);
        let Some(when) = when(rest) else {
            self.no_such_date(node);
            return None;
        };
        Some(DateText {
            when,
            end,
            bare_before: bare_before && !end,
            span,
        })
    }

    /// A day in full.
    pub(super) fn day(&mut self, node: &Node<'_>) -> Option<Day> {
        let period = Period::parse(&half_width(node.as_str())).ok();
        let day = period.filter(|period| period.grain() == Grain::Day);
        if day.is_none() {
            self.no_such_date(node);
        }
        Some(Day {
            date: day?.start(),
            span: self.place(node),
        })
    }

    fn no_such_date(&mut self, node: &Node<'_>) {
        self.report(Diagnostic::new(&NO_SUCH_DATE, self.place(node)).with("found", node.as_str()));
    }

    pub(super) fn cadence(&self, node: &Node<'_>) -> CadenceText {
        let cadence = match node
            .clone()
            .into_inner()
            .next()
            .map(|inner| inner.as_rule())
        {
            Some(Rule::monthly) => Cadence::Monthly,
            Some(Rule::half_yearly) => Cadence::HalfYearly,
            Some(Rule::yearly) => Cadence::Yearly,
            _ => Cadence::Quarterly,
        };
        CadenceText {
            cadence,
            span: self.place(node),
        }
    }
}

#[derive(PartialEq, Eq)]
enum Prefix {
    End,
    Before,
    By,
}

fn prefix(text: &str) -> Option<(Prefix, &str)> {
    let text = text.trim_start();
    let words = [
        ("the end of ", Prefix::End),
        ("end of ", Prefix::End),
        ("before ", Prefix::Before),
        ("by ", Prefix::By),
    ];
    let squeezed = |word: &str| {
        let mut rest = text;
        for part in word.split_whitespace() {
            rest = rest.trim_start().strip_prefix(part)?;
        }
        rest.starts_with([' ', '\t']).then(|| rest.trim_start())
    };
    words
        .into_iter()
        .find_map(|(word, prefix)| squeezed(word).map(|rest| (prefix, rest)))
}

fn strip_any<'t>(text: &'t str, ends: &[&str]) -> Option<&'t str> {
    ends.iter().find_map(|end| text.strip_suffix(end))
}

/// The days that a date names, without what stands before and behind it.
pub(super) fn when(text: &str) -> Option<When> {
    if text == "年" {
        return Some(When::MonthOfYear {
            month: 12,
            day: None,
        });
    }
    if let Some((month, rest)) = month_name(text) {
        return named_month(month, rest);
    }
    if let Some((month, rest)) = text.split_once('月').filter(|(month, _)| month.len() <= 2) {
        let month = month.parse().ok()?;
        let day = if rest.is_empty() {
            None
        } else {
            Some(rest.strip_suffix('日')?.parse().ok()?)
        };
        return month_of_year(month, day);
    }
    Period::parse(text).ok().map(When::Period)
}

fn month_name(text: &str) -> Option<(u32, &str)> {
    let months = (1_u32..).zip(of_kind(Kind::Month));
    months
        .into_iter()
        .find_map(|(month, phrase)| Some((month, text.strip_prefix(phrase.en())?.trim_start())))
}

/// What stands behind a month's name: nothing, a year, a day, or both.
fn named_month(month: u32, rest: &str) -> Option<When> {
    let numbers: Vec<&str> = rest
        .split([' ', ',', '\t'])
        .filter(|part| !part.is_empty())
        .collect();
    match numbers.as_slice() {
        [] => month_of_year(month, None),
        [year] if year.len() == 4 => Period::month(year.parse().ok()?, month).map(When::Period),
        [day] => month_of_year(month, Some(day.parse().ok()?)),
        [day, year] => {
            let date = Date::from_ymd_opt(year.parse().ok()?, month, day.parse().ok()?)?;
            Some(When::Period(Period::day(date)))
        }
        _ => None,
    }
}

/// A month without a year, with a day that the month has at least in a leap year.
fn month_of_year(month: u32, day: Option<u32>) -> Option<When> {
    const LEAP_YEAR: i32 = 2024;
    Date::from_ymd_opt(LEAP_YEAR, month, day.unwrap_or(1))?;
    Some(When::MonthOfYear { month, day })
}
