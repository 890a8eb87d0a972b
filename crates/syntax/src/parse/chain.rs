//! Chains of operands: `or` binds loosest, then `and`, `not`, a comparison, `+ −`, `* /`.

use dabiao_diagnostics::register::{
    BOUND_TWICE, CHAINED_COMPARISON, NARROWS_WITHOUT_GAP, NEGATION_NOT_HERE, NOT_A_VALUE,
};
use dabiao_diagnostics::{Diagnostic, Span};
use dabiao_grammar::Rule;
use dabiao_model::Comparator;

use super::formula::Formula;
use super::reader::{Node, Reader};
use super::relative::Relative;
use super::times::past_of;
use crate::ast::{
    Condition, ConditionKind, Expr, ExprKind, Operator, Past, Quantity, Str, WindowText,
};

/// An operand and the operator before it; the first has none.
pub(super) struct Link {
    pub(super) op: Option<Op>,
    pub(super) operand: Operand,
}

/// What joins two operands.
pub(super) enum Op {
    And,
    Or,
    /// A comparison, whether it is written as a sign, and where.
    Compare(Comparator, bool, Span),
    Reaches(Span),
    Arithmetic(Operator),
}

/// One operand.
pub(super) struct Operand {
    /// The places of the `not`s before it.
    pub(super) denials: Vec<Span>,
    pub(super) formula: Formula,
    pub(super) bound: Option<Bound>,
    pub(super) suffixes: Vec<Suffix>,
}

/// 以上, 以下, 以内 behind a number.
pub(super) struct Bound {
    /// Whether it means at least.
    pub(super) more: bool,
    pub(super) text: String,
    pub(super) span: Span,
}

/// What stands behind a sum and makes it a condition.
pub(super) struct Suffix {
    pub(super) kind: SuffixKind,
    pub(super) span: Span,
}

/// What it says.
pub(super) enum SuffixKind {
    Cleared,
    Improves,
    Narrows,
    IncreasesMore,
    Doubles(u32, WindowText),
    Relative(Relative),
    ImprovesBy(Quantity),
    Against(Past, bool),
    Top(Quantity),
    Reaches(Str),
    Between(Expr, Expr),
}

/// A side of a comparison, or all of a condition without one.
struct Side {
    formula: Formula,
    bound: Option<Bound>,
    suffixes: Vec<Suffix>,
}

impl Reader<'_> {
    /// A whole formula.
    pub(super) fn chain(&mut self, links: Vec<Link>) -> Option<Formula> {
        let is_or = |op: &Op| matches!(op, Op::Or);
        if !links.iter().any(|link| link.op.as_ref().is_some_and(is_or)) {
            return self.conjunction(links);
        }
        let parts = split(links, is_or).into_iter().map(|part| {
            let formula = self.conjunction(part)?;
            self.as_condition(formula)
        });
        joined(parts.collect::<Vec<_>>(), ConditionKind::Or)
    }

    fn conjunction(&mut self, links: Vec<Link>) -> Option<Formula> {
        let is_and = |op: &Op| matches!(op, Op::And);
        if !links
            .iter()
            .any(|link| link.op.as_ref().is_some_and(is_and))
        {
            return self.denied(links);
        }
        let parts = split(links, is_and).into_iter().map(|part| {
            let formula = self.denied(part)?;
            self.as_condition(formula)
        });
        joined(parts.collect::<Vec<_>>(), ConditionKind::And)
    }

    /// A comparison with its `not`s.
    fn denied(&mut self, mut links: Vec<Link>) -> Option<Formula> {
        let denials = links
            .first_mut()
            .map(|first| std::mem::take(&mut first.operand.denials))
            .unwrap_or_default();
        if let Some(misplaced) = links
            .iter()
            .find_map(|link| link.operand.denials.first().copied())
        {
            let written = self.slice(&misplaced.range());
            return self
                .refuse(Diagnostic::new(&NEGATION_NOT_HERE, misplaced).with("found", written));
        }
        let mut formula = self.comparison(links)?;
        for denial in denials.into_iter().rev() {
            let condition = self.as_condition(formula)?;
            let span = denial.to(condition.span);
            formula = Formula::condition(ConditionKind::Not(Box::new(condition)), span);
        }
        Some(formula)
    }

    fn comparison(&mut self, mut links: Vec<Link>) -> Option<Formula> {
        let compared = |link: &Link| match link.op {
            Some(Op::Compare(_, _, span) | Op::Reaches(span)) => Some(span),
            _ => None,
        };
        let Some(at) = links.iter().position(|link| compared(link).is_some()) else {
            let side = self.side(links)?;
            return self.alone(side);
        };
        let mut second = links.split_off(at);
        let left = self.side(links)?;
        if let Some(span) = second.iter().skip(1).find_map(compared) {
            return self.refuse_at(&CHAINED_COMPARISON, span);
        }
        let op = second.first_mut()?.op.take();
        let right = self.side(second)?;
        if let Some(suffix) = left.suffixes.first().or(right.suffixes.first()) {
            return self.refuse_at(&CHAINED_COMPARISON, suffix.span);
        }
        if let Some(bound) = &left.bound {
            self.bound_does_not_fit(bound);
        }
        let (left, limit) = (self.as_value(left.formula)?, self.as_value(right.formula)?);
        let span = left.span.to(limit.span);
        let kind = match op? {
            Op::Compare(op, symbol, _) => {
                self.check_bound(op, symbol, right.bound.as_ref());
                ConditionKind::Compare {
                    left,
                    op,
                    right: limit,
                }
            }
            _ => match right.bound {
                Some(bound) => {
                    let op = if bound.more {
                        Comparator::AtLeast
                    } else {
                        Comparator::AtMost
                    };
                    ConditionKind::Compare {
                        left,
                        op,
                        right: limit,
                    }
                }
                None => ConditionKind::ReachesValue { value: left, limit },
            },
        };
        Some(Formula::condition(kind, span))
    }

    /// 以上 behind `≥` says nothing new, behind `≤` it contradicts.
    fn check_bound(&mut self, op: Comparator, symbol: bool, bound: Option<&Bound>) {
        let Some(bound) = bound else { return };
        let fits = if bound.more {
            op == Comparator::AtLeast
        } else {
            op == Comparator::AtMost
        };
        if !fits {
            self.bound_does_not_fit(bound);
        } else if symbol {
            let diagnostic = Diagnostic::new(&BOUND_TWICE, bound.span).fix("", true);
            self.report(diagnostic.with("found", bound.text.clone()));
        }
    }

    /// A formula without a comparison: a sum, or a sum with a suffix that makes it a condition.
    fn alone(&mut self, side: Side) -> Option<Formula> {
        if let Some(bound) = &side.bound {
            self.bound_does_not_fit(bound);
        }
        let mut formula = side.formula;
        for suffix in side.suffixes {
            let value = self.as_value(formula)?;
            let span = value.span.to(suffix.span);
            let kind = match suffix.kind {
                SuffixKind::Cleared => ConditionKind::Cleared(value),
                SuffixKind::Improves => ConditionKind::Improves(value),
                SuffixKind::Narrows if value.is_gap() => ConditionKind::Improves(value),
                SuffixKind::Narrows => return self.refuse_at(&NARROWS_WITHOUT_GAP, suffix.span),
                SuffixKind::IncreasesMore => ConditionKind::IncreasesMore(value),
                SuffixKind::Doubles(times, since) => ConditionKind::Doubles {
                    value,
                    times,
                    since,
                },
                SuffixKind::Relative(relative) => relative.of(value),
                SuffixKind::ImprovesBy(by) => ConditionKind::ImprovesBy { value, by },
                SuffixKind::Against(past, strict) => ConditionKind::Against {
                    value,
                    past,
                    strict,
                },
                SuffixKind::Top(place) => ConditionKind::Top { value, place },
                SuffixKind::Reaches(benchmark) => {
                    ConditionKind::ReachesBenchmark { value, benchmark }
                }
                SuffixKind::Between(low, high) => ConditionKind::Between {
                    value,
                    low: Box::new(low),
                    high: Box::new(high),
                },
            };
            formula = Formula::condition(kind, span);
        }
        Some(formula)
    }

    /// A sum of products; only its last part may have a bound or suffix.
    fn side(&mut self, mut links: Vec<Link>) -> Option<Side> {
        if links.len() == 1 {
            let operand = links.pop()?.operand;
            return Some(Side {
                formula: operand.formula,
                bound: operand.bound,
                suffixes: operand.suffixes,
            });
        }
        let last = links.len().saturating_sub(1);
        let (mut bound, mut suffixes) = (None, Vec::new());
        let mut parts: Vec<(Option<Operator>, Formula)> = Vec::with_capacity(links.len());
        for (index, link) in links.into_iter().enumerate() {
            let operand = link.operand;
            if index == last {
                (bound, suffixes) = (operand.bound, operand.suffixes);
            } else if let Some(suffix) = operand.suffixes.first() {
                return self.refuse_at(&NOT_A_VALUE, operand.formula.span().to(suffix.span));
            } else if let Some(bound) = &operand.bound {
                self.bound_does_not_fit(bound);
            }
            let op = match link.op {
                Some(Op::Arithmetic(op)) => Some(op),
                _ => None,
            };
            self.fold_product(&mut parts, op, operand.formula)?;
        }
        let mut parts = parts.into_iter();
        let (_, mut formula) = parts.next()?;
        for (op, part) in parts {
            formula = self.binary(formula, op?, part)?;
        }
        Some(Side {
            formula,
            bound,
            suffixes,
        })
    }

    /// Joins a factor to the product before it, or starts a new product.
    fn fold_product(
        &mut self,
        parts: &mut Vec<(Option<Operator>, Formula)>,
        op: Option<Operator>,
        formula: Formula,
    ) -> Option<()> {
        let part = match (op, parts.pop()) {
            (Some(op @ (Operator::Multiply | Operator::Divide)), Some((before, left))) => {
                (before, self.binary(left, op, formula)?)
            }
            (op, Some(left)) => {
                parts.push(left);
                (op, formula)
            }
            (op, None) => (op, formula),
        };
        parts.push(part);
        Some(())
    }

    fn binary(&mut self, left: Formula, op: Operator, right: Formula) -> Option<Formula> {
        let (left, right) = (self.as_value(left)?, self.as_value(right)?);
        let span = left.span.to(right.span);
        let kind = ExprKind::Binary {
            left: Box::new(left),
            op,
            right: Box::new(right),
        };
        Some(Formula::value(kind, span))
    }

    /// What stands behind a sum and makes it a condition.
    pub(super) fn suffix(&mut self, node: Node<'_>) -> Option<Suffix> {
        let span = self.place(&node);
        let quantity = |reader: &mut Self, node: Node<'_>| {
            let is_number =
                |inner: &Node<'_>| matches!(inner.as_rule(), Rule::quantity | Rule::bare_chinese);
            node.into_inner()
                .find(is_number)
                .map(|inner| reader.quantity(&inner))
        };
        let kind = match node.as_rule() {
            Rule::increases_more => SuffixKind::IncreasesMore,
            Rule::doubles => {
                let (times, since) = self.doubles(node)?;
                SuffixKind::Doubles(times, since)
            }
            Rule::relative => SuffixKind::Relative(self.relative(node)?),
            Rule::improves => SuffixKind::Improves,
            Rule::narrows => SuffixKind::Narrows,
            Rule::improves_by => SuffixKind::ImprovesBy(quantity(self, node)?),
            Rule::top => SuffixKind::Top(without_rank(quantity(self, node)?)),
            Rule::against => {
                let (past, strict) = against(&node);
                SuffixKind::Against(past, strict)
            }
            Rule::reaches_benchmark => {
                let named = |inner: &Node<'_>| {
                    matches!(inner.as_rule(), Rule::benchmark_word | Rule::quoted)
                };
                SuffixKind::Reaches(self.text_of(&node.into_inner().find(named)?))
            }
            Rule::between => {
                let mut sums = node
                    .into_inner()
                    .filter(|inner| inner.as_rule() == Rule::sum);
                let (low, high) = (sums.next()?, sums.next()?);
                SuffixKind::Between(self.value(low)?, self.value(high)?)
            }
            _ => SuffixKind::Cleared,
        };
        Some(Suffix { kind, span })
    }
}

/// 前5位: the place is a number, its 位 belongs to the phrase.
fn without_rank(mut place: Quantity) -> Quantity {
    if place
        .unit
        .as_ref()
        .is_some_and(|unit| matches!(unit.text.as_str(), "位" | "名" | "rank" | "ranks"))
    {
        place.unit = None;
    }
    place
}

/// Which earlier value is meant, and whether equal is not enough.
fn against(node: &Node<'_>) -> (Past, bool) {
    let (mut past, mut strict) = (Past::LastYear, true);
    for inner in node.clone().into_inner() {
        match inner.as_rule() {
            Rule::kw_not_worse_than | Rule::glued_not_worse_than => strict = false,
            said => past = past_of(said).unwrap_or(past),
        }
    }
    (past, strict)
}

/// All parts as one condition; nothing when one of them is missing.
fn joined(
    parts: Vec<Option<Condition>>,
    join: impl FnOnce(Vec<Condition>) -> ConditionKind,
) -> Option<Formula> {
    let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
    let span = parts.first()?.span.to(parts.last()?.span);
    Some(Formula::condition(join(parts), span))
}

/// Cuts a chain at the operators that `at` names, which are left out.
fn split(links: Vec<Link>, at: impl Fn(&Op) -> bool) -> Vec<Vec<Link>> {
    let mut parts: Vec<Vec<Link>> = Vec::new();
    for mut link in links {
        let cuts = link.op.as_ref().is_some_and(&at);
        if let Some(part) = parts.last_mut().filter(|_| !cuts) {
            part.push(link);
        } else {
            link.op = None;
            parts.push(vec![link]);
        }
    }
    parts
}
