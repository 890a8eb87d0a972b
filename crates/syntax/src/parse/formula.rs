//! Formulas: what the grammar read as operands and operators becomes a condition or a value.

use dabiao_diagnostics::register::{
    BOUND_DOES_NOT_FIT, FOREIGN_OPERATOR, NOT_A_CONDITION, NOT_A_VALUE, STRAY_IS, TOO_DEEP,
    TOO_MANY_PARTS,
};
use dabiao_diagnostics::{Code, Diagnostic, Span};
use dabiao_grammar::Rule;
use dabiao_model::Comparator;
use dabiao_model::literal::half_width_char;

use super::chain::{Bound, Link, Op, Operand, Suffix};
use super::reader::{Node, Reader};
use crate::ast::{Condition, ConditionKind, Expr, ExprKind, Operator};

/// A condition or a value: which of them shows only when it is used.
///
/// Boxed, because formulas nest as deep as brackets do and each level of reading one has several at hand.
#[derive(Debug)]
pub(super) enum Formula {
    Value(Box<Expr>),
    Condition(Box<Condition>),
}

impl Formula {
    pub(super) fn value(kind: ExprKind, span: Span) -> Self {
        Self::Value(Box::new(Expr { kind, span }))
    }

    pub(super) fn condition(kind: ConditionKind, span: Span) -> Self {
        Self::Condition(Box::new(Condition { kind, span }))
    }

    pub(super) fn span(&self) -> Span {
        match self {
            Self::Value(value) => value.span,
            Self::Condition(condition) => condition.span,
        }
    }
}

impl Reader<'_> {
    /// A formula where a condition is needed.
    pub(super) fn condition(&mut self, node: Node<'_>) -> Option<Condition> {
        let formula = self.formula(node)?;
        self.as_condition(formula)
    }

    /// A formula where a value is needed.
    pub(super) fn value(&mut self, node: Node<'_>) -> Option<Expr> {
        let formula = self.formula(node)?;
        self.as_value(formula)
    }

    /// A formula of any rule: `formula`, `formula_for`, `sum`.
    pub(super) fn formula(&mut self, node: Node<'_>) -> Option<Formula> {
        let mut links = Vec::new();
        let mut op = None;
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::operand | Rule::operand_for | Rule::operand_plain => {
                    links.push(Link {
                        op: op.take(),
                        operand: self.operand(inner)?,
                    });
                }
                _ => op = self.op(&inner),
            }
        }
        self.chain(links)
    }

    /// An operator between two operands, with the wrong ones reported and read as the ones meant.
    fn op(&mut self, node: &Node<'_>) -> Option<Op> {
        let span = self.place(node);
        let op = match node.as_rule() {
            Rule::plus => Op::Arithmetic(Operator::Add),
            Rule::minus => Op::Arithmetic(Operator::Subtract),
            Rule::times => Op::Arithmetic(Operator::Multiply),
            Rule::divide => Op::Arithmetic(Operator::Divide),
            Rule::and => Op::And,
            Rule::or => Op::Or,
            Rule::reaches => Op::Reaches(span),
            Rule::comparator => Op::Compare(self.comparator(node), is_symbol(node), span),
            Rule::is_comparator => self.stray_is(node),
            _ => return None,
        };
        if let Some(right) = foreign_joint(node) {
            self.foreign(node, right);
        }
        Some(op)
    }

    /// A comparator, with those of other languages reported.
    pub(super) fn comparator(&mut self, node: &Node<'_>) -> Comparator {
        let Some(inner) = node.clone().into_inner().next() else {
            return Comparator::Equal;
        };
        match inner.as_rule() {
            Rule::at_least => Comparator::AtLeast,
            Rule::at_most => Comparator::AtMost,
            Rule::more_than => Comparator::MoreThan,
            Rule::less_than => Comparator::LessThan,
            Rule::not_equal => Comparator::NotEqual,
            Rule::wrong_operator => {
                let (comparator, right) = meant_by(inner.as_str());
                self.foreign(&inner, right);
                comparator
            }
            _ => Comparator::Equal,
        }
    }

    fn foreign(&mut self, node: &Node<'_>, right: &str) {
        let diagnostic = Diagnostic::new(&FOREIGN_OPERATOR, self.place(node)).fix(right, true);
        self.report(diagnostic.with("found", node.as_str()).with("right", right));
    }

    /// `is at least 80%`, `is 80%`.
    fn stray_is(&mut self, node: &Node<'_>) -> Op {
        let span = self.place(node);
        let written = node
            .clone()
            .into_inner()
            .find(|inner| inner.as_rule() == Rule::comparator);
        let right = written.as_ref().map_or("=", Node::as_str);
        let diagnostic = Diagnostic::new(&STRAY_IS, span).fix(right, written.is_some());
        self.report(diagnostic.with("found", node.as_str()).with("right", right));
        match written {
            Some(comparator) => {
                Op::Compare(self.comparator(&comparator), is_symbol(&comparator), span)
            }
            None => Op::Compare(Comparator::Equal, true, span),
        }
    }

    /// An operand with what denies it, its sign and what stands behind it.
    fn operand(&mut self, node: Node<'_>) -> Option<Operand> {
        let span = self.place(&node);
        if !self.count_part() {
            let limit = self.limits().parts.to_string();
            return self.refuse(Diagnostic::new(&TOO_MANY_PARTS, span).with("limit", limit));
        }
        let mut around = Around::default();
        let formula = self.inner_operand(node, &mut around)?;
        if around.denials.len().saturating_add(around.signs.len()) > self.limits().depth {
            let limit = self.limits().depth.to_string();
            return self.refuse(Diagnostic::new(&TOO_DEEP, span).with("limit", limit));
        }
        let formula = self.signed(formula, around.signs)?;
        Some(Operand {
            denials: around.denials,
            formula,
            bound: around.bound,
            suffixes: around.suffixes,
        })
    }

    /// The operand itself; what stands around it is put into `around`.
    fn inner_operand(&mut self, node: Node<'_>, around: &mut Around) -> Option<Formula> {
        let mut found = None;
        for inner in node.into_inner() {
            found = match (inner.as_rule(), found) {
                (Rule::not | Rule::minus, found) => {
                    self.sign(&inner, around);
                    found
                }
                (Rule::bounded, _) => {
                    let (value, bound) = self.bounded(inner);
                    around.bound = bound;
                    Some(Formula::Value(Box::new(value)))
                }
                (behind, found) if is_suffix(behind) => {
                    around.suffixes.push(self.suffix(inner)?);
                    found
                }
                (_, None) => Some(self.primary(inner)?),
                (_, Some(base)) => Some(self.tight(base, inner)?),
            };
        }
        found
    }

    /// A `not` or `−` before an operand.
    fn sign(&mut self, node: &Node<'_>, around: &mut Around) {
        let place = self.place(node);
        if node.as_rule() == Rule::minus {
            around.signs.push(place);
            return;
        }
        if let Some(right) = foreign_joint(node) {
            self.foreign(node, right);
        }
        around.denials.push(place);
    }

    fn signed(&mut self, mut formula: Formula, signs: Vec<Span>) -> Option<Formula> {
        for sign in signs.into_iter().rev() {
            let value = self.as_value(formula)?;
            let span = sign.to(value.span);
            formula = Formula::value(ExprKind::Negative(Box::new(value)), span);
        }
        Some(formula)
    }

    /// A number, perhaps with 以上, 以下 or 以内 behind it.
    fn bounded(&mut self, node: Node<'_>) -> (Expr, Option<Bound>) {
        let mut bound = None;
        let mut value = Expr {
            kind: ExprKind::YesNo(false),
            span: self.place(&node),
        };
        for inner in node.into_inner() {
            let span = self.place(&inner);
            match inner.as_rule() {
                Rule::quantity => {
                    value = Expr {
                        kind: ExprKind::Quantity(self.quantity(&inner)),
                        span,
                    }
                }
                rule => {
                    bound = Some(Bound {
                        more: rule == Rule::or_more,
                        text: inner.as_str().to_owned(),
                        span,
                    });
                }
            }
        }
        (value, bound)
    }

    pub(super) fn as_value(&mut self, formula: Formula) -> Option<Expr> {
        match formula {
            Formula::Value(value) => Some(*value),
            Formula::Condition(condition) => {
                self.refuse(Diagnostic::new(&NOT_A_VALUE, condition.span))
            }
        }
    }

    pub(super) fn as_condition(&mut self, formula: Formula) -> Option<Condition> {
        match formula {
            Formula::Condition(condition) => Some(*condition),
            Formula::Value(value) => self.holds(*value),
        }
    }

    /// A value that stands alone as a condition: a yes/no figure.
    fn holds(&mut self, value: Expr) -> Option<Condition> {
        let span = value.span;
        let kind = match value.kind {
            ExprKind::Bracket(inner) => ConditionKind::Bracket(Box::new(self.holds(*inner)?)),
            ExprKind::Name(_)
            | ExprKind::Segment { .. }
            | ExprKind::Past { .. }
            | ExprKind::At { .. }
            | ExprKind::YesNo(_) => ConditionKind::Holds(value),
            _ => return self.refuse(Diagnostic::new(&NOT_A_CONDITION, span)),
        };
        Some(Condition { kind, span })
    }

    pub(super) fn bound_does_not_fit(&mut self, bound: &Bound) {
        let diagnostic = Diagnostic::new(&BOUND_DOES_NOT_FIT, bound.span);
        self.report(diagnostic.with("found", bound.text.clone()));
    }

    /// Reports something and gives nothing.
    pub(super) fn refuse<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.report(diagnostic);
        None
    }

    /// Reports a code at a place and gives nothing.
    pub(super) fn refuse_at<T>(&mut self, code: &'static Code, span: Span) -> Option<T> {
        self.refuse(Diagnostic::new(code, span))
    }
}

/// What stands around an operand.
#[derive(Default)]
struct Around {
    denials: Vec<Span>,
    signs: Vec<Span>,
    bound: Option<Bound>,
    suffixes: Vec<Suffix>,
}

/// Whether a comparator is written as a sign, beside which 以上 says nothing new.
fn is_symbol(node: &Node<'_>) -> bool {
    node.as_str()
        .chars()
        .next()
        .is_some_and(|c| !c.is_alphabetic())
}

/// The comparator that signs of other languages stand for, and its own sign: `=>`, `!=`, `≥≥`.
fn meant_by(signs: &str) -> (Comparator, &'static str) {
    let signs: String = signs.chars().map(half_width_char).collect();
    let has = |any: &[char]| signs.contains(any);
    let or_equal = has(&['=', '≥', '≧', '≤', '≦']);
    match (has(&['>', '≥', '≧']), has(&['<', '≤', '≦'])) {
        (true, false) if or_equal => (Comparator::AtLeast, "≥"),
        (true, false) => (Comparator::MoreThan, ">"),
        (false, true) if or_equal => (Comparator::AtMost, "≤"),
        (false, true) => (Comparator::LessThan, "<"),
        (false, false) if !has(&['!']) => (Comparator::Equal, "="),
        _ => (Comparator::NotEqual, "≠"),
    }
}

/// The word of the language for `&&`, `||`, `!`.
fn foreign_joint(node: &Node<'_>) -> Option<&'static str> {
    match node.clone().into_inner().next()?.as_rule() {
        Rule::wrong_and => Some("and"),
        Rule::wrong_or => Some("or"),
        Rule::wrong_not => Some("not "),
        _ => None,
    }
}

/// Whether what stands behind an operand concerns the whole sum it ends.
fn is_suffix(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::cleared
            | Rule::improves
            | Rule::narrows
            | Rule::increases_more
            | Rule::doubles
            | Rule::relative
            | Rule::improves_by
            | Rule::against
            | Rule::top
            | Rule::reaches_benchmark
            | Rule::between
    )
}
