//! The first part of an operand, and what stands tight behind it.

use dabiao_diagnostics::register::{NOT_A_CONDITION, NOT_A_VALUE};
use dabiao_grammar::Rule;

use super::formula::Formula;
use super::reader::{Node, Reader};
use crate::ast::{ConditionKind, ExprKind};

impl Reader<'_> {
    /// The first part of an operand.
    pub(super) fn primary(&mut self, node: Node<'_>) -> Option<Formula> {
        if node.as_rule() == Rule::bracket {
            self.bracket(node)
        } else {
            self.plain_primary(node)
        }
    }

    fn bracket(&mut self, node: Node<'_>) -> Option<Formula> {
        let span = self.place(&node);
        let inner = node
            .into_inner()
            .find(|inner| inner.as_rule() == Rule::formula)?;
        Some(match self.formula(inner)? {
            Formula::Value(value) => Formula::value(ExprKind::Bracket(value), span),
            Formula::Condition(condition) => {
                Formula::condition(ConditionKind::Bracket(condition), span)
            }
        })
    }

    pub(super) fn plain_primary(&mut self, node: Node<'_>) -> Option<Formula> {
        let span = self.place(&node);
        Some(match node.as_rule() {
            Rule::yes_no => Formula::value(ExprKind::YesNo(is_yes(&node)), span),
            Rule::aggregate => Formula::value(self.aggregate(node)?, span),
            Rule::benchmark_of => Formula::value(self.benchmark_of(node)?, span),
            Rule::measured => self.measured(node)?,
            Rule::gap => self.gap(node)?,
            Rule::peers => self.peers(node)?,
            Rule::length_en | Rule::length_zh => Formula::value(self.length(node)?, span),
            Rule::dated | Rule::dated_for => self.dated(node)?,
            Rule::every => {
                let mut names = self.names_in(node).into_iter();
                Formula::condition(
                    ConditionKind::Every {
                        kind: names.next()?,
                        metric: names.next(),
                    },
                    span,
                )
            }
            Rule::glued_event => {
                Formula::condition(ConditionKind::Rows(self.glued_event(node)?), span)
            }
            Rule::share_of_rows => Formula::condition(self.share_of_rows(node)?, span),
            _ => Formula::value(ExprKind::Name(self.figure_name(&node)), span),
        })
    }

    /// `benchmark "province best" of X`.
    fn benchmark_of(&mut self, node: Node<'_>) -> Option<ExprKind> {
        let (mut name, mut of, mut segment) = (None, None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::segment => segment = self.names_in(inner).into_iter().next(),
                Rule::benchmark_name => {
                    name = inner.into_inner().next().map(|inner| self.text_of(&inner));
                }
                Rule::name => of = Some(self.figure_name(&inner)),
                _ => {}
            }
        }
        Some(ExprKind::Benchmark {
            of: of?,
            segment: segment.map(Box::new),
            name: Box::new(name?),
        })
    }

    /// What stands tight behind the first part of an operand.
    pub(super) fn tight(&mut self, base: Formula, node: Node<'_>) -> Option<Formula> {
        let value = self.as_value(base)?;
        let span = value.span.to(self.place(&node));
        if matches!(
            node.as_rule(),
            Rule::past | Rule::at_time | Rule::measure | Rule::zh_gap
        ) {
            return self.over_time(value, node);
        }
        if node.as_rule() == Rule::zh_peers {
            return Some(self.zh_peers(value, node));
        }
        let (name, part) = match value.kind {
            ExprKind::Name(name) => (name, None),
            ExprKind::Segment { metric, segment } if is_benchmark(&node) => (metric, Some(segment)),
            _ => {
                let code = if node.as_rule() == Rule::segment {
                    &NOT_A_VALUE
                } else {
                    &NOT_A_CONDITION
                };
                return self.refuse_at(code, span);
            }
        };
        match node.as_rule() {
            Rule::segment => {
                let segment = self.names_in(node).into_iter().next()?;
                Some(Formula::value(
                    ExprKind::Segment {
                        metric: name,
                        segment,
                    },
                    span,
                ))
            }
            Rule::zh_of | Rule::zh_span => {
                let mut kind = self.zh_of(name, node)?;
                if let ExprKind::Benchmark { segment, .. } = &mut kind {
                    *segment = part.map(Box::new);
                }
                Some(Formula::value(kind, span))
            }
            Rule::zh_rows => self.zh_rows(name, node, span),
            _ => {
                let kind = ConditionKind::Rows(self.limit(name, node, None)?);
                Some(Formula::condition(kind, span))
            }
        }
    }
}

/// Whether what stands behind a figure asks for a benchmark of it.
fn is_benchmark(node: &Node<'_>) -> bool {
    let mut inner = node.clone().into_inner();
    inner.any(|inner| inner.as_rule() == Rule::zh_benchmark)
}

/// Whether a node of `yes_no` says yes.
pub(super) fn is_yes(node: &Node<'_>) -> bool {
    node.clone()
        .into_inner()
        .next()
        .is_some_and(|inner| inner.as_rule() == Rule::yes)
}
