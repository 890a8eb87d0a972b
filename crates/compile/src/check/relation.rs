//! Checks: relations that figures satisfy before they are believed.

use dabiao_diagnostics::Span;
use dabiao_eval::program::Tolerance;
use dabiao_model::{Comparator, Dimension, MetricId, Ratio};
use dabiao_syntax::ast::{self, CheckBody, CheckClause, Quantity};

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
            |id| id.text.to_string(),
        );
        self.item = Some(id.clone());
        let condition = self.relations(&check.body);
        let tolerance = self.tolerance(check, condition.as_ref());
        let condition = condition?;
        self.warn_of_exact_ratio(&condition, tolerance.as_ref(), span);
        let reads = submitted(&condition);
        let blames = self.blamed(check, &reads);
        let only = check.clauses.iter().find_map(|clause| match &clause.kind {
            CheckClause::For(names) => Some((names, clause.span)),
            _ => None,
        });
        let entities = self.entities_checked(&condition, only, span);
        let window = check.clauses.iter().find_map(|clause| match &clause.kind {
            CheckClause::ForWindow(window) => Some(window),
            _ => None,
        });
        let window = match window {
            Some(window) => Some(self.window(window)?),
            None => None,
        };
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
            window,
            place: self.place(span),
        })
    }

    fn relations(&mut self, body: &CheckBody) -> Option<hir::Condition> {
        match body {
            CheckBody::Condition(condition) => self.condition(condition),
            CheckBody::AllOf(list) => self.conditions(list).map(hir::Condition::And),
            CheckBody::AnyOf(list) => self.conditions(list).map(hir::Condition::Or),
        }
    }

    fn tolerance(
        &mut self,
        check: &ast::Check,
        condition: Option<&hir::Condition>,
    ) -> Option<Tolerance> {
        let mut tolerance = Tolerance::Exact;
        let mut stands = None;
        for clause in &check.clauses {
            match &clause.kind {
                CheckClause::Within(quantity) => {
                    stands = Some(clause.span);
                    tolerance = Tolerance::Within(self.distance(quantity, condition)?);
                }
                CheckClause::ToThePrintedDigits => {
                    stands = Some(clause.span);
                    tolerance = Tolerance::PrintedDigits;
                }
                CheckClause::Blames(_)
                | CheckClause::WarnOnly
                | CheckClause::For(_)
                | CheckClause::ForWindow(_)
                | CheckClause::Cite(_)
                | CheckClause::Because(_) => {}
            }
        }
        let are_equalities =
            condition.is_none_or(|condition| relations(condition).iter().all(is_equality));
        if let Some(stands) = stands.filter(|_| !are_equalities) {
            self.misplaced(
                stands,
                "a tolerance needs equalities: a = b",
                "误差只用于等式：甲 = 乙",
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
        let first = condition.map(relations).and_then(<[_]>::first);
        let Some(hir::Condition::Test(test)) = first else {
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

/// The relations of a list, or the one there is.
fn relations(condition: &hir::Condition) -> &[hir::Condition] {
    match condition {
        hir::Condition::And(parts) | hir::Condition::Or(parts) => parts,
        other => std::slice::from_ref(other),
    }
}

fn is_equality(condition: &hir::Condition) -> bool {
    matches!(condition, hir::Condition::Test(test) if test.comparator == Comparator::Equal)
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
    condition.direct_slots(&mut |slot| {
        if slot.source.is_achieved() {
            metrics.push(slot.metric);
        }
    });
    metrics.sort_unstable();
    metrics.dedup();
    metrics
}
