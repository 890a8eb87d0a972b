//! Levels beside the required one: what is more, and when there is a risk.

use dabiao_diagnostics::Span;
use dabiao_model::{Comparator, EntityId};
use dabiao_syntax::ast::{self, Names, RuleClause, TargetBody, WarnText};

use super::expr::adapt;
use super::rule::Clauses;
use crate::compiler::Compiler;
use crate::hir;

impl Compiler<'_> {
    /// The metric a level (`stretch`, `warn`) compares: what the target's line compares.
    fn compared(body: &TargetBody) -> Option<&ast::Expr> {
        match body {
            TargetBody::Thresholds { value, .. } => Some(value),
            TargetBody::Condition(condition) => match &condition.kind {
                ast::ConditionKind::Compare { left, .. } => Some(left),
                ast::ConditionKind::ReachesValue { value, .. }
                | ast::ConditionKind::ReachesBenchmark { value, .. }
                | ast::ConditionKind::Against { value, .. }
                | ast::ConditionKind::Between { value, .. }
                | ast::ConditionKind::Top { value, .. }
                | ast::ConditionKind::Cleared(value) => Some(value),
                _ => None,
            },
            TargetBody::AllOf(_) | TargetBody::AnyOf(_) => None,
        }
    }

    fn level(
        &mut self,
        body: &TargetBody,
        op: Comparator,
        limit: &ast::Expr,
        span: Span,
    ) -> Option<hir::Test> {
        let Some(value) = Self::compared(body) else {
            self.misplaced(
                span,
                "a level needs a target that compares one value; write: warn when CONDITION",
                "层级须针对只比较一个值的目标；请写：预警 当 条件",
            );
            return None;
        };
        let (left, right) = (self.expr(value), self.expr(limit));
        let (left, right) = adapt(left?, right?);
        self.typed_test(left, op, right, span)
    }

    pub(super) fn stretch(
        &mut self,
        body: &TargetBody,
        clauses: &Clauses<'_>,
    ) -> Option<(Option<Vec<EntityId>>, hir::Test)> {
        let (stretch, span) = clauses.first(|clause| match clause {
            RuleClause::Stretch { op, limit, only } => Some((*op, limit.as_ref(), only.as_ref())),
            _ => None,
        })?;
        let (op, limit, only): (Comparator, &ast::Expr, Option<&Names>) = stretch;
        if Self::compared(body).is_some_and(|value| !self.segments_meant(value).is_empty()) {
            self.misplaced(
                span,
                "the target speaks of every segment; write a target of its own for the higher level",
                "目标针对每一个分项；更高目标请另写一条目标",
            );
            return None;
        }
        let test = self.level(body, op, limit, span)?;
        Some((only.map(|names| self.expand(names)), test))
    }

    pub(super) fn warnings(
        &mut self,
        body: Option<&TargetBody>,
        clauses: &Clauses<'_>,
    ) -> Vec<hir::Warning> {
        let warnings = clauses.all(|clause| match clause {
            RuleClause::Warn(tier, warn) => Some((*tier, warn)),
            _ => None,
        });
        warnings
            .into_iter()
            .filter_map(|((tier, warn), span)| {
                let when = self.warning(body, warn, span)?;
                Some(hir::Warning { tier, when })
            })
            .collect()
    }

    /// A warning of the value that the target compares; of one that stands for every segment, as soon as it holds of one.
    fn below(
        &mut self,
        body: &TargetBody,
        op: Comparator,
        limit: &ast::Expr,
        span: Span,
    ) -> Option<hir::Condition> {
        let one = |compiler: &mut Self| {
            let test = compiler.level(body, op, limit, span)?;
            Some(hir::Condition::Test(Box::new(test)))
        };
        let segments = Self::compared(body).map(|value| self.segments_meant(value));
        let segments = segments.unwrap_or_default();
        if segments.is_empty() {
            return one(self);
        }
        let parts = segments
            .into_iter()
            .map(|segment| self.of_segment(Some(segment), one));
        parts.collect::<Option<Vec<_>>>().map(hir::Condition::Or)
    }

    fn warning(
        &mut self,
        body: Option<&TargetBody>,
        warn: &WarnText,
        span: Span,
    ) -> Option<hir::Warn> {
        match warn {
            WarnText::Before(quantity) => self.limit(quantity).map(hir::Warn::Before),
            WarnText::PastShareOfTime(quantity) => {
                let share = self.share(quantity)?;
                Some(hir::Warn::PastShareOfTime { share, since: None })
            }
            WarnText::When(condition) => self.condition(condition).map(hir::Warn::When),
            WarnText::Compare(op, limit) => {
                let Some(body) = body else {
                    self.misplaced(
                        span,
                        "a milestone is warned of by time: warn 10 days before",
                        "节点只按时间预警：预警 提前10日",
                    );
                    return None;
                };
                self.below(body, *op, limit, span).map(hir::Warn::When)
            }
        }
    }
}
