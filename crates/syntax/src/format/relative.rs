//! Conditions at a distance from a reference value, and gaps to one.

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::Language;

use super::Speller;
use super::value::is_read_by;
use crate::ast::{Expr, ExprKind, Past, Quantity, RelativeBase, Side, Str, WindowText};

impl Speller<'_> {
    /// `X at least 15% above last year` | `X 较上年提高 15%`, `X at least 1 point above "neighbours"` | `X 高于 “周边” 1个百分点`.
    pub(super) fn relative(
        &self,
        (side, at_most): (Side, bool),
        value: &Expr,
        by: &Quantity,
        base: &RelativeBase,
    ) -> String {
        if let (Language::Chinese, RelativeBase::Past(past)) = (self.language, base)
            && let Some(compared) = compared(*past, side)
        {
            let most = if at_most { Phrase::AT_MOST.zh() } else { "" };
            return format!(
                "{} {compared} {most}{}",
                self.expr(value),
                self.quantity(by)
            );
        }
        let base = match base {
            RelativeBase::Past(Past::Baseline) => self.say(Phrase::BASELINE).to_owned(),
            RelativeBase::Past(past) => self.past(*past).to_owned(),
            RelativeBase::Benchmark(benchmark) => self.benchmark(benchmark),
        };
        let (value, by) = (self.expr(value), self.quantity(by));
        let places = [("X", value.as_str()), ("N", &by), ("B", &base)];
        self.fill(pattern(side, at_most), &places)
    }

    /// `X doubles twice since 2021` | `X 较2021年翻二番`.
    pub(super) fn doubles(&self, value: &Expr, times: u32, since: &WindowText) -> String {
        let times = match (self.language, times) {
            (Language::English, 1) => Phrase::ONCE.en().to_owned(),
            (Language::English, 2) => Phrase::TWICE.en().to_owned(),
            (Language::English, times) => format!("{times} {}", Phrase::TIMES.en()),
            (Language::Chinese, 1..=9) => {
                let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
                let index = usize::try_from(times).unwrap_or_default().saturating_sub(1);
                digits.get(index).copied().unwrap_or_default().to_owned()
            }
            (Language::Chinese, times) => times.to_string(),
        };
        let (value, since) = (self.expr(value), self.window(since));
        self.fill(
            Phrase::DOUBLES_SINCE,
            &[("X", &value), ("N", &times), ("A", &since)],
        )
    }

    /// `gap of X to "province best"` | `X 与 全省最优 差距`. In English a name with `to` in it stands in quotes.
    pub(super) fn gap(&self, of: &Expr, to: &Str) -> String {
        let mut of = of.clone();
        quote_name(&mut of, Rule::name_to);
        let (of, to) = (self.expr(&of), self.benchmark(to));
        self.fill(Phrase::GAP_OF, &[("X", &of), ("B", &to)])
    }
}

/// Puts the name inside a figure in quotes where the rule would not read it whole.
pub(super) fn quote_name(figure: &mut Expr, rule: Rule) {
    match &mut figure.kind {
        ExprKind::Name(name) | ExprKind::Segment { metric: name, .. } => {
            name.quoted |= !is_read_by(rule, &name.text);
        }
        ExprKind::Past { of, .. } | ExprKind::At { of, .. } | ExprKind::Measure { of, .. } => {
            quote_name(of, rule);
        }
        _ => {}
    }
}

/// How Chinese documents compare with an earlier time: 较上年提高, 同比增长. Nothing for being behind it.
fn compared(past: Past, side: Side) -> Option<String> {
    let (rises, grows) = match side {
        Side::Above => (Phrase::RISES, Phrase::GROWS),
        Side::Below => (Phrase::FALLS, Phrase::SHRINKS),
        Side::Behind => return None,
    };
    let than = |phrase: &Phrase| {
        format!(
            "{}{}{}",
            Phrase::COMPARED_WITH.zh(),
            phrase.zh(),
            rises.zh()
        )
    };
    Some(match past {
        Past::SamePeriodLastYear => format!("{}{}", Phrase::YEAR_ON_YEAR.zh(), grows.zh()),
        Past::LastYear => than(Phrase::LAST_YEAR),
        Past::LastPeriod => than(Phrase::LAST_PERIOD),
        Past::LastQuarter => than(Phrase::LAST_QUARTER),
        Past::LastMonth => than(Phrase::LAST_MONTH),
        Past::Baseline => than(Phrase::BASELINE),
        Past::YearToDate | Past::SinceYearStart | Past::OwnLevel => return None,
    })
}

fn pattern(side: Side, at_most: bool) -> &'static Phrase {
    match (side, at_most) {
        (Side::Above, false) => Phrase::AT_LEAST_ABOVE,
        (Side::Above, true) => Phrase::AT_MOST_ABOVE,
        (Side::Below, false) => Phrase::AT_LEAST_BELOW,
        (Side::Below, true) => Phrase::AT_MOST_BELOW,
        (Side::Behind, false) => Phrase::AT_LEAST_BEHIND,
        (Side::Behind, true) => Phrase::AT_MOST_BEHIND,
    }
}
