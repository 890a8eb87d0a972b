//! Conditions at a distance from a reference value, and gaps to one.

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::Phrase;
use dabiao_model::Language;

use super::Speller;
use super::value::is_read_by;
use crate::ast::{Expr, ExprKind, Past, Quantity, RelativeBase, Side, Str, WindowText};

impl Speller<'_> {
    /// `X at least 15% above last year` | `X 高于 上年 15%`.
    pub(super) fn relative(
        &self,
        pattern: &'static Phrase,
        value: &Expr,
        by: &Quantity,
        base: &RelativeBase,
    ) -> String {
        let base = match base {
            RelativeBase::Past(Past::Baseline) => self.say(Phrase::BASELINE).to_owned(),
            RelativeBase::Past(past) => self.past(*past).to_owned(),
            RelativeBase::Benchmark(benchmark) => self.benchmark(benchmark),
        };
        let (value, by) = (self.expr(value), self.quantity(by));
        self.fill(pattern, &[("X", &value), ("N", &by), ("B", &base)])
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

pub(super) fn pattern(side: Side, at_most: bool) -> &'static Phrase {
    match (side, at_most) {
        (Side::Above, false) => Phrase::AT_LEAST_ABOVE,
        (Side::Above, true) => Phrase::AT_MOST_ABOVE,
        (Side::Below, false) => Phrase::AT_LEAST_BELOW,
        (Side::Below, true) => Phrase::AT_MOST_BELOW,
        (Side::Behind, false) => Phrase::AT_LEAST_BEHIND,
        (Side::Behind, true) => Phrase::AT_MOST_BEHIND,
    }
}
