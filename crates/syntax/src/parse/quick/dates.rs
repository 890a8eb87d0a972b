//! Days and periods in the forms that need no word of the language.

use dabiao_model::{Grain, Period};

use super::cursor::Cursor;
use crate::ast::{DateText, Day, When};

impl Cursor<'_> {
    /// A date or period: `2025`, `2025-04`, `2025-04-30`, `2025Q1`, `2025年4月30日`, `2025年一季度`.
    pub(super) fn date(&mut self) -> Option<DateText> {
        let start = self.at();
        let period = self.period()?;
        Some(DateText {
            when: When::Period(period),
            end: false,
            bare_before: false,
            span: self.span(start..self.at()),
        })
    }

    pub(super) fn day(&mut self) -> Option<Day> {
        let start = self.at();
        let period = self.period()?;
        (period.grain() == Grain::Day).then(|| Day {
            date: period.start(),
            span: self.span(start..self.at()),
        })
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
        if !self.word_ends() {
            return None;
        }
        Period::parse(self.slice(&(start..self.at()))).ok()
    }
}
