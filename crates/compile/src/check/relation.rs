//! Checks: relations that figures satisfy before they are believed.

use dabiao_diagnostics::Span;
use dabiao_eval::program::{Source, Tolerance};
use dabiao_model::{Comparator, Dimension, MetricId, Ratio};
use dabiao_syntax::ast::{self, CheckClause, Quantity};

use crate::compiler::Compiler;
use crate::hir;

impl Compiler<'_> {
    pub(super) fn check(
        &mut self,
        check: &ast::Check,
        span: Span,
        index: usize,
    ) -> Option<hir::Check> {
        let id = check.id.as_ref().map_or_else(
            || format!("check-{}", index.saturating_add(1)),
            |id| id.text.clone(),
        );
        self.item = Some(id.clone());
        let condition = self.condition(&check.condition);
        let tolerance = self.tolerance(check, condition.as_ref());
        let condition = condition?;
        let reads = submitted(&condition);
        let blames = self.blamed(check, &reads);
        let entities = self.entities_checked(&condition, span);
        Some(hir::Check {
            id: id.into(),
            title: check.title.as_ref().map(|title| title.text.as_str().into()),
            condition,
            tolerance: tolerance?,
            blames,
            reads,
            warn_only: check
                .clauses
                .iter()
                .any(|clause| clause.kind == CheckClause::WarnOnly),
            entities,
            place: self.place(span),
        })
    }

    fn tolerance(
        &mut self,
        check: &ast::Check,
        condition: Option<&hir::Condition>,
    ) -> Option<Tolerance> {
        let mut tolerance = Tolerance::Exact;
        for clause in &check.clauses {
            match &clause.kind {
                CheckClause::Within(quantity) => {
                    tolerance = Tolerance::Within(self.distance(quantity, condition)?);
                }
                CheckClause::ToThePrintedDigits => tolerance = Tolerance::PrintedDigits,
                CheckClause::Blames(_)
                | CheckClause::WarnOnly
                | CheckClause::Cite(_)
                | CheckClause::Because(_) => {}
            }
        }
        let is_equality = matches!(
            condition,
            Some(hir::Condition::Test(test)) if test.comparator == Comparator::Equal
        );
        if tolerance != Tolerance::Exact && !is_equality && condition.is_some() {
            self.misplaced(
                check.condition.span,
                "a tolerance needs one equality: a = b",
                "误差只用于一个等式：甲 = 乙",
            );
            return None;
        }
        Some(tolerance)
    }

    /// A distance in the unit of both sides: points where they are ratios.
    fn distance(
        &mut self,
        quantity: &Quantity,
        condition: Option<&hir::Condition>,
    ) -> Option<Ratio> {
        let distance = self.number(quantity, quantity.span)?;
        let Some(hir::Condition::Test(test)) = condition else {
            return Some(number(&distance));
        };
        let wanted = match test.left.dimension {
            Dimension::Ratio => Dimension::Points,
            ref other => other.clone(),
        };
        let is_zero = number(&distance).is_zero();
        if distance.dimension == wanted || is_zero {
            return Some(number(&distance));
        }
        let unit = self.schema.units.plainest(&wanted);
        let side = hir::Expr {
            dimension: wanted,
            unit,
            ..test.left.clone()
        };
        self.cannot(
            &side,
            &distance,
            quantity.span,
            dabiao_model::Text::new("compared within", "比较误差"),
        );
        None
    }

    /// The metrics a failure makes invalid: those named, else every submitted one.
    fn blamed(&mut self, check: &ast::Check, reads: &[MetricId]) -> Vec<MetricId> {
        let names = check
            .clauses
            .iter()
            .filter_map(|clause| match &clause.kind {
                CheckClause::Blames(names) => Some(names),
                _ => None,
            });
        let names: Vec<_> = names.flatten().collect();
        if names.is_empty() {
            return reads.to_vec();
        }
        names
            .into_iter()
            .filter_map(|name| self.metric(name))
            .collect()
    }
}

fn number(expr: &hir::Expr) -> Ratio {
    match &expr.kind {
        hir::ExprKind::Number(value) => value.clone(),
        _ => Ratio::ZERO,
    }
}

/// The submitted metrics a condition reads.
fn submitted(condition: &hir::Condition) -> Vec<MetricId> {
    let mut metrics = Vec::new();
    condition.slots(&mut |slot| {
        if slot.source == Source::Actual {
            metrics.push(slot.metric);
        }
    });
    metrics.sort_unstable();
    metrics.dedup();
    metrics
}
