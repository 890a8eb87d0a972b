//! Days and periods in the forms that need no word of the language, and the commonest that have one.

use dabiao_grammar::vocabulary::{Kind, of_kind};
use dabiao_model::{Grain, Period};

use super::cursor::Cursor;
use crate::ast::{DateText, Day, When};
use crate::parse::dates::when;

/// What says behind a date that its last day is meant, a longer one before what it begins with.
const ENDS: [&str; 5] = ["底之前", "底以前", "底前", "底", "末"];

impl Cursor<'_> {
    /// A date or period: `2025`, `2025-04`, `2025-04-30`, `2025Q1`, `2025年4月30日`, `2025年一季度`, `9月底`,
    /// `June 2021`, `end of 2025`.
    pub(super) fn date(&mut self) -> Option<DateText> {
        let start = self.at();
        let mut end = self.exactly("end of ");
        self.spaces();
        let when = self.when()?;
        end |= ENDS.iter().any(|word| self.exactly(word));
        self.word_ends().then(|| DateText {
            when,
            end,
            bare_before: false,
            span: self.span(start..self.at()),
        })
    }

    pub(super) fn day(&mut self) -> Option<Day> {
        let start = self.at();
        let period = self.period()?;
        let is_day = period.grain() == Grain::Day && self.word_ends();
        is_day.then(|| Day {
            date: period.start(),
            span: self.span(start..self.at()),
        })
    }

    fn when(&mut self) -> Option<When> {
        let start = self.at();
        if let Some(when) = self.month() {
            return Some(when);
        }
        self.back(start);
        self.period().map(When::Period)
    }

    /// A month by its name, perhaps of a year, or by its number, perhaps with a day: `June 2021`, `9月`, `9月30日`.
    fn month(&mut self) -> Option<When> {
        let start = self.at();
        if self.peek()?.is_ascii_digit() {
            let month = self.run(|c| c.is_ascii_digit());
            if month.len() > 2 || !self.exactly("月") {
                return None;
            }
            let day = self.run(|c| c.is_ascii_digit());
            if !day.is_empty() && (day.len() > 2 || !self.exactly("日")) {
                return None;
            }
        } else {
            of_kind(Kind::Month).find(|month| self.exactly(month.en()))?;
            if !self.word_ends() {
                return None;
            }
            let end = self.at();
            self.spaces();
            match self.run(|c| c.is_ascii_digit()).len() {
                0 => self.back(end),
                4 => {}
                // A day may follow, and a year behind it.
                _ => return None,
            }
        }
        when(self.slice(&(start..self.at())))
    }

    fn period(&mut self) -> Option<Period> {
        let start = self.at();
        let year = self.run(|c| c.is_ascii_digit());
        if year.len() == 4 && self.exactly("年") {
            return self.chinese_period(start);
        }
        self.back(start);
        let text = self.run(|c| c.is_ascii_digit() || matches!(c, '-' | 'Q' | 'H'));
        let mut parts = text.split('-').skip(1);
        let plain = match text.find(['Q', 'H']) {
            Some(at) => at == 4 && text.len() == 6,
            None => parts.all(|part| matches!(part.len(), 1 | 2)),
        };
        Period::parse(text)
            .ok()
            .filter(|_| plain && self.word_ends())
    }

    /// What stands behind the year in `2025年`, `2025年4月`, `2025年4月30日`, `2025年一季度`, `2025年上半年`.
    fn chinese_period(&mut self, start: usize) -> Option<Period> {
        let part = self.run(|c| c.is_ascii_digit());
        if part.is_empty() {
            let parts = ["一季度", "二季度", "三季度", "四季度", "上半年", "下半年"];
            parts.iter().any(|part| self.exactly(part));
        } else {
            let is_month = matches!(part.len(), 1 | 2) && self.exactly("月");
            let day = self.run(|c| c.is_ascii_digit());
            let is_day = day.is_empty() || matches!(day.len(), 1 | 2) && self.exactly("日");
            if !is_month || !is_day {
                return None;
            }
        }
        Period::parse(self.slice(&(start..self.at()))).ok()
    }
}
