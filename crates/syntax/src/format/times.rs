//! Figures of other times, and what became of a figure between two of them.

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::Language;

use super::Speller;
use super::value::is_read_by;
use crate::ast::{Expr, ExprKind, LengthUnit, Measure, Past, WindowText};

impl Speller<'_> {
    /// A time other than the judged period.
    pub(super) fn past(&self, past: Past) -> &'static str {
        self.say(match past {
            Past::LastYear => Phrase::LAST_YEAR,
            Past::SamePeriodLastYear => Phrase::SAME_PERIOD_LAST_YEAR,
            Past::LastPeriod => Phrase::LAST_PERIOD,
            Past::LastQuarter => Phrase::LAST_QUARTER,
            Past::LastMonth => Phrase::LAST_MONTH,
            Past::Baseline => Phrase::AT_BASELINE,
            Past::YearToDate => Phrase::YEAR_TO_DATE,
            Past::SinceYearStart => Phrase::SINCE_YEAR_START,
            Past::OwnLevel => Phrase::OWN_LEVEL,
        })
    }

    /// `X better than last year` | `X 优于上年`.
    pub(super) fn against(&self, value: &Expr, past: Past, strict: bool) -> String {
        let word = self.say(if strict {
            Phrase::BETTER_THAN
        } else {
            Phrase::NOT_WORSE_THAN
        });
        let past = match past {
            Past::Baseline => self.say(Phrase::BASELINE),
            past => self.past(past),
        };
        let gap = self.language.pick(" ", "");
        format!("{} {word}{gap}{past}", self.expr(value))
    }

    /// `X at 2022-06` | `2022年6月的X`; in Chinese an aggregate stands before its time.
    pub(super) fn at_time(&self, of: &Expr, when: &WindowText) -> String {
        let window = self.window(when);
        // 月数 behind a window would be its length; quoted in both languages, so that nothing differs on the way back.
        let figure = match &of.kind {
            ExprKind::Name(name) if is_length(&name.text) => self.quote(&name.text),
            _ => self.expr(of),
        };
        let is_figure = matches!(
            of.kind,
            ExprKind::Name(_) | ExprKind::Segment { .. } | ExprKind::Bracket(_)
        );
        if is_figure || self.language == Language::English {
            return self.fill(Phrase::AT_TIME, &[("X", &figure), ("A", &window)]);
        }
        format!("{figure} {} {window}", self.say(Phrase::AT))
    }

    /// `2022-10 to 2023-09` | `2022年10月至2023年9月`.
    pub(super) fn window(&self, window: &WindowText) -> String {
        let from = self.date(&window.from);
        match &window.to {
            None => from,
            Some(to) => {
                let gap = self.language.pick(" ", "");
                format!("{from}{gap}{}{gap}{}", self.say(Phrase::TO), self.date(to))
            }
        }
    }

    /// `months of 2023-04 to 2023-07` | `2023年4月至7月 的 月数`.
    pub(super) fn length(&self, unit: LengthUnit, of: &WindowText) -> String {
        let unit = self.say(match unit {
            LengthUnit::Days => Phrase::LENGTH_IN_DAYS,
            LengthUnit::Months => Phrase::LENGTH_IN_MONTHS,
            LengthUnit::Years => Phrase::LENGTH_IN_YEARS,
        });
        self.fill(
            Phrase::LENGTH_OF_WINDOW,
            &[("A", unit), ("X", &self.window(of))],
        )
    }

    /// `growth of X` | `X 增速`.
    pub(super) fn measure(&self, kind: Measure, of: &Expr) -> String {
        let word = self.measure_word(kind);
        self.fill(Phrase::MEASURE_OF, &[("A", word), ("X", &self.expr(of))])
    }

    pub(super) fn measure_word(&self, kind: Measure) -> &'static str {
        self.say(match kind {
            Measure::Growth => Phrase::GROWTH,
            Measure::Change => Phrase::CHANGE,
            Measure::SegmentSum => Phrase::SUM_OF_SEGMENTS,
        })
    }
}

/// Whether a name behind a window would be read as the window's length.
fn is_length(name: &str) -> bool {
    is_read_by(Rule::length_zh, &format!("2022年的{name}"))
}
