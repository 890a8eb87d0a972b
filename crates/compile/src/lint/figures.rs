//! Derived figures that may come out as nobody means: a share above the whole, a division by a difference.

use std::collections::{BTreeMap, BTreeSet};

use dabiao_diagnostics::{Diagnostic, register};
use dabiao_model::{Dimension, MetricId};

use super::Linted;
use crate::hir::{Expr, ExprKind, Operator};

/// How a figure that is a share of something is called.
const SHARES: [&str; 8] = [
    "占比",
    "比例",
    "比重",
    "覆盖率",
    "share",
    "proportion",
    "percentage",
    "coverage",
];

impl Linted<'_> {
    pub(super) fn figures(&mut self) {
        let policy = self.policy;
        let mut checks = Checks::new();
        for (number, check) in policy.checks.iter().enumerate() {
            for metric in &check.reads {
                checks.entry(*metric).or_default().insert(number);
            }
        }
        let mut found = Vec::new();
        for metric in self.metrics() {
            let id = policy.schema.metric(&metric.name.text);
            let Some(typed) = id.and_then(|id| policy.metrics.get(id.index())) else {
                continue;
            };
            let Some(definition) = &typed.definition else {
                continue;
            };
            if typed.plausible.is_none()
                && self.may_exceed_the_whole(&metric.name.text, definition, &checks)
            {
                found.push(Diagnostic::new(
                    &register::SHARE_ABOVE_WHOLE,
                    definition.span,
                ));
            }
            if divides_by_difference(definition) {
                found.push(Diagnostic::new(
                    &register::DIVIDED_BY_DIFFERENCE,
                    definition.span,
                ));
            }
        }
        for it in found {
            self.report(it);
        }
        let segments = self.metrics().filter_map(|metric| {
            let schema = &self.policy.schema;
            let id = schema.metric(&metric.name.text)?;
            let [only] = schema.metrics.get(id.index())?.segments.as_slice() else {
                return None;
            };
            let it = Diagnostic::new(&register::SINGLE_SEGMENT, metric.name.span);
            Some(it.with("segment", only.as_ref()))
        });
        let segments: Vec<Diagnostic> = segments.collect();
        self.found.extend(segments);
    }

    /// A share by its name, of two submitted figures of which nothing says that one is a part of the other.
    fn may_exceed_the_whole(&self, name: &str, definition: &Expr, checks: &Checks) -> bool {
        let ExprKind::Binary(Operator::Divide, part, whole) = &definition.kind else {
            return false;
        };
        let (ExprKind::Slot(part), ExprKind::Slot(whole)) = (&part.kind, &whole.kind) else {
            return false;
        };
        let name = name.to_lowercase();
        let is_share =
            definition.dimension == Dimension::Ratio && SHARES.iter().any(|it| name.contains(it));
        let is_part = self
            .policy
            .metrics
            .get(part.metric.index())
            .is_some_and(|it| it.part_of.is_some());
        is_share && !is_part && !are_checked(part.metric, whole.metric, checks)
    }
}

/// The checks that read each metric, by their numbers.
type Checks = BTreeMap<MetricId, BTreeSet<usize>>;

/// Whether a check speaks of both.
fn are_checked(part: MetricId, whole: MetricId, checks: &Checks) -> bool {
    match (checks.get(&part), checks.get(&whole)) {
        (Some(one), Some(two)) => !one.is_disjoint(two),
        _ => false,
    }
}

/// A denominator that is zero where two figures are equal.
fn divides_by_difference(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Binary(Operator::Divide, above, below) => {
            let is_difference = match &below.kind {
                ExprKind::Binary(Operator::Subtract, left, right) => {
                    is_figure(left) && is_figure(right)
                }
                _ => false,
            };
            is_difference || divides_by_difference(above)
        }
        ExprKind::Binary(_, left, right) => {
            divides_by_difference(left) || divides_by_difference(right)
        }
        ExprKind::Negative(inner) => divides_by_difference(inner),
        _ => false,
    }
}

fn is_figure(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::Slot(_) | ExprKind::Derived(..) | ExprKind::Aggregate(_)
    )
}
