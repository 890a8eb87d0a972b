//! Typing conditions: comparisons, benchmarks, yes/no figures, limits that cases keep.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{Moment, Slot, Source};
use dabiao_model::{Comparator, Direction, EntityId, MetricId, Text, ValueType};
use dabiao_syntax::ast::{self, ConditionKind, ExprKind, Name};

use super::expr::adapt;
use super::metrics::bare_names_in;
use crate::compiler::{Compiler, described};
use crate::hir;

impl Compiler<'_> {
    /// The typed condition; nothing after an error, which is reported.
    pub(crate) fn condition(&mut self, condition: &ast::Condition) -> Option<hir::Condition> {
        match &condition.kind {
            ConditionKind::And(parts) => self.parts(parts).map(hir::Condition::And),
            ConditionKind::Or(parts) => {
                for part in parts
                    .iter()
                    .filter(|part| matches!(part.kind, ConditionKind::And(_)))
                {
                    self.report(Diagnostic::new(&register::MIXED_AND_OR, part.span));
                }
                self.parts(parts).map(hir::Condition::Or)
            }
            ConditionKind::Not(inner) => self
                .condition(inner)
                .map(|inner| hir::Condition::Not(Box::new(inner))),
            ConditionKind::Bracket(inner) => self.condition(inner),
            ConditionKind::Rows(limit) => self.row_limit(limit, None),
            ConditionKind::ShareOfRows { op, share, limit } => {
                let share = self.share(share)?;
                self.row_limit(limit, Some((*op, share)))
            }
            ConditionKind::Every { kind, metric } => self.every(kind, metric.as_ref()),
            ConditionKind::Holds(value) => self.holds(value),
            ConditionKind::Compare { left, op, right } => {
                self.comparison(left, *op, right, condition.span)
            }
            ConditionKind::Between { value, low, high } => {
                let low = self.comparison(value, Comparator::AtLeast, low, condition.span);
                let high = self.comparison(value, Comparator::AtMost, high, condition.span);
                Some(hir::Condition::And(vec![low?, high?]))
            }
            ConditionKind::Cleared(value) => self.for_each_segment(value, |compiler| {
                let left = compiler.expr(value)?;
                let zero = hir::Expr {
                    kind: hir::ExprKind::Number(dabiao_model::Ratio::ZERO),
                    nature: None,
                    bare: true,
                    ..left.clone()
                };
                compiler.test(left, Comparator::Equal, zero, condition.span)
            }),
            ConditionKind::ReachesValue { value, limit } => {
                self.for_each_segment(value, |compiler| {
                    let comparator = compiler.direction(value)?;
                    let (left, right) = (compiler.expr(value), compiler.expr(limit));
                    compiler.test(left?, at_least(comparator, false), right?, condition.span)
                })
            }
            ConditionKind::Top { value, place } => {
                self.for_each_segment(value, |compiler| compiler.top(value, place, condition.span))
            }
            ConditionKind::ReachesBenchmark { value, benchmark } => {
                self.for_each_segment(value, |compiler| {
                    let direction = compiler.direction(value)?;
                    let (left, right) = (
                        compiler.expr(value),
                        compiler.benchmark_of(value, &benchmark.text, benchmark.span),
                    );
                    compiler.test(left?, at_least(direction, false), right?, condition.span)
                })
            }
            ConditionKind::Against {
                value,
                past,
                strict,
            } => self.against(value, *past, *strict, condition.span),
            ConditionKind::IncreasesMore(value)
            | ConditionKind::Doubles { value, .. }
            | ConditionKind::Relative { value, .. } => self.for_each_segment(value, |compiler| {
                compiler.at_a_distance(&condition.kind, condition.span)
            }),
            ConditionKind::Improves(value) => {
                self.against(value, ast::Past::LastYear, true, condition.span)
            }
            ConditionKind::ImprovesBy { value, by } => self.for_each_segment(value, |compiler| {
                compiler.improves_by(value, by, condition.span)
            }),
        }
    }

    /// A value against what it was.
    fn against(
        &mut self,
        value: &ast::Expr,
        past: ast::Past,
        strict: bool,
        span: Span,
    ) -> Option<hir::Condition> {
        self.for_each_segment(value, |compiler| {
            let direction = compiler.direction(value)?;
            let (left, right) = (compiler.expr(value), compiler.earlier(value, past));
            compiler.test(left?, at_least(direction, strict), right?, span)
        })
    }

    fn parts(&mut self, parts: &[ast::Condition]) -> Option<Vec<hir::Condition>> {
        // Every part is typed, so that all errors show in one run.
        let typed: Vec<_> = parts.iter().map(|part| self.condition(part)).collect();
        typed.into_iter().collect()
    }

    fn comparison(
        &mut self,
        left: &ast::Expr,
        op: Comparator,
        right: &ast::Expr,
        span: Span,
    ) -> Option<hir::Condition> {
        if let ExprKind::YesNo(wanted) = right.kind {
            return self.equals_yes_no(left, op, wanted, span);
        }
        if self.is_yes_no(left) && self.is_yes_no(right) {
            return self.agreement(left, op, right, span);
        }
        let split = self.split_side(left, right);
        self.for_each_segment(split, |compiler| {
            let typed = compiler.expr(left);
            let typed_right = match &right.kind {
                // A quoted name beside a metric is one of its benchmarks.
                ExprKind::Name(name) if name.quoted && compiler.is_undeclared(&name.text) => {
                    compiler.benchmark_of(left, &name.text, name.span)
                }
                ExprKind::Text(text) => compiler.benchmark_of(left, &text.text, text.span),
                _ => compiler.expr(right),
            };
            compiler.test(typed?, op, typed_right?, span)
        })
    }

    /// Whether no metric or parameter has this name.
    fn is_undeclared(&self, name: &str) -> bool {
        self.schema.metric(name).is_none() && self.parameter(name).is_none()
    }

    /// `X = yes`, `X ≠ no`.
    fn equals_yes_no(
        &mut self,
        left: &ast::Expr,
        op: Comparator,
        wanted: bool,
        span: Span,
    ) -> Option<hir::Condition> {
        let holds = self.holds(left)?;
        match (op, wanted) {
            (Comparator::Equal, true) | (Comparator::NotEqual, false) => Some(holds),
            (Comparator::Equal, false) | (Comparator::NotEqual, true) => {
                Some(hir::Condition::Not(Box::new(holds)))
            }
            _ => self.not_an_equality(span),
        }
    }

    fn not_an_equality<T>(&mut self, span: Span) -> Option<T> {
        self.misplaced(
            span,
            "yes and no are compared with = only",
            "是与否只能用 = 比较",
        );
        None
    }

    /// Whether an expression is one yes/no figure.
    fn is_yes_no(&self, value: &ast::Expr) -> bool {
        match &value.kind {
            ExprKind::Name(name) | ExprKind::Segment { metric: name, .. } => {
                let id = self.schema.metric(&name.text);
                let schema = id.and_then(|id| self.schema.metrics.get(id.index()));
                schema.is_some_and(|schema| schema.value == ValueType::YesNo)
            }
            ExprKind::Bracket(inner) => self.is_yes_no(inner),
            _ => false,
        }
    }

    /// `X = Y` of two yes/no figures.
    fn agreement(
        &mut self,
        left: &ast::Expr,
        op: Comparator,
        right: &ast::Expr,
        span: Span,
    ) -> Option<hir::Condition> {
        let split = self.split_side(left, right);
        self.for_each_segment(split, |compiler| {
            match (compiler.holds(left)?, compiler.holds(right)?, op) {
                (hir::Condition::Holds(left), hir::Condition::Holds(right), Comparator::Equal) => {
                    Some(hir::Condition::Agree(left, right, true))
                }
                (
                    hir::Condition::Holds(left),
                    hir::Condition::Holds(right),
                    Comparator::NotEqual,
                ) => Some(hir::Condition::Agree(left, right, false)),
                _ => compiler.not_an_equality(span),
            }
        })
    }

    /// A comparison of two typed sides of one dimension.
    pub(super) fn test(
        &mut self,
        left: hir::Expr,
        comparator: Comparator,
        right: hir::Expr,
        span: Span,
    ) -> Option<hir::Condition> {
        self.typed_test(left, comparator, right, span)
            .map(|test| hir::Condition::Test(Box::new(test)))
    }

    pub(super) fn typed_test(
        &mut self,
        left: hir::Expr,
        comparator: Comparator,
        right: hir::Expr,
        span: Span,
    ) -> Option<hir::Test> {
        let (left, right) = adapt(left, right);
        if left.dimension != right.dimension {
            self.cannot(&left, &right, span, Text::new("compared with", "比较"));
            return None;
        }
        if !self.same_nature(&left, &right, span) {
            return None;
        }
        Some(hir::Test {
            left,
            comparator,
            right,
            rounded_to: None,
        })
    }

    /// The one metric an expression is.
    pub(super) fn single_metric(&mut self, value: &ast::Expr) -> Option<MetricId> {
        match &value.kind {
            ExprKind::Name(name) | ExprKind::Segment { metric: name, .. } => self.metric(name),
            ExprKind::Bracket(inner) => self.single_metric(inner),
            _ => {
                self.misplaced(
                    value.span,
                    "name one metric here, not a formula",
                    "此处须为一个指标，不能是算式",
                );
                None
            }
        }
    }

    /// A reference value of the one metric, or segment of it, that an expression is.
    pub(super) fn benchmark_of(
        &mut self,
        value: &ast::Expr,
        name: &str,
        span: Span,
    ) -> Option<hir::Expr> {
        match &value.kind {
            ExprKind::Past { of, .. } | ExprKind::At { of, .. } | ExprKind::Bracket(of) => {
                self.benchmark_of(of, name, span)
            }
            ExprKind::Segment { metric, segment } => {
                let id = self.metric(metric)?;
                self.benchmark(id, Some(segment), name, span)
            }
            _ => {
                let metric = self.single_metric(value)?;
                self.benchmark(metric, None, name, span)
            }
        }
    }

    /// The one metric that an expression tells something of, be it of another time or measured.
    pub(super) fn judged_metric(&mut self, value: &ast::Expr) -> Option<MetricId> {
        match &value.kind {
            ExprKind::Past { of, .. }
            | ExprKind::At { of, .. }
            | ExprKind::Gap { of, .. }
            | ExprKind::Measure { of, .. } => self.judged_metric(of),
            ExprKind::Bracket(inner) => self.judged_metric(inner),
            ExprKind::Peers(peers) => self.judged_metric(&peers.of),
            _ => self.single_metric(value),
        }
    }

    /// Which way the one metric an expression is gets better.
    pub(super) fn direction(&mut self, value: &ast::Expr) -> Option<Direction> {
        if is_rank(value) {
            return Some(Direction::Lower);
        }
        let metric = self.judged_metric(value)?;
        let better = self
            .metrics
            .get(metric.index())
            .and_then(|declaration| declaration.better);
        if better.is_none() {
            let name = self.schema.metric_name(metric).to_owned();
            self.report(Diagnostic::new(&register::NO_DIRECTION, value.span).with("name", name));
        }
        better
    }

    /// The side of a comparison whose segments are meant one by one.
    pub(super) fn split_side<'e>(
        &self,
        left: &'e ast::Expr,
        right: &'e ast::Expr,
    ) -> &'e ast::Expr {
        if self.segments_meant(left).is_empty() {
            right
        } else {
            left
        }
    }

    /// Types a condition once, or once for each segment when a bare name of a split metric means every segment.
    pub(super) fn for_each_segment(
        &mut self,
        value: &ast::Expr,
        mut inner: impl FnMut(&mut Self) -> Option<hir::Condition>,
    ) -> Option<hir::Condition> {
        let segments = if self.segment.is_some() {
            Vec::new()
        } else {
            self.segments_meant(value)
        };
        if segments.is_empty() {
            return inner(self);
        }
        let mut parts = Vec::new();
        for segment in segments {
            self.segment = Some(segment);
            let part = inner(self);
            self.segment = None;
            parts.push(part?);
        }
        Some(hir::Condition::And(parts))
    }

    /// The segments of the first split metric that a bare name in the expression means every one of.
    pub(super) fn segments_meant(&self, value: &ast::Expr) -> Vec<Arc<str>> {
        let mut names = Vec::new();
        bare_names_in(value, &mut names);
        let split = names.into_iter().find_map(|name| {
            let id = self.schema.metric(&name.text)?;
            let schema = self.schema.metrics.get(id.index())?;
            let adds_up = self.metrics.get(id.index())?.adds_up;
            (!schema.segments.is_empty() && !adds_up).then(|| schema.segments.clone())
        });
        split.unwrap_or_default()
    }

    /// A yes/no figure by itself.
    fn holds(&mut self, value: &ast::Expr) -> Option<hir::Condition> {
        if let ExprKind::Name(name) = &value.kind
            && self.is_undeclared(&name.text)
            && let Some((kind, metric)) = self.split_every(&name.text)
        {
            return self.every_of(&kind, metric);
        }
        let id = match &value.kind {
            ExprKind::Name(_) | ExprKind::Segment { .. } | ExprKind::Bracket(_) => {
                self.single_metric(value)?
            }
            _ => {
                let typed = self.expr(value)?;
                self.not_a_condition(&typed);
                return None;
            }
        };
        let schema = self.schema.metrics.get(id.index())?;
        if schema.value != ValueType::YesNo {
            let typed = self.expr(value)?;
            self.not_a_condition(&typed);
            return None;
        }
        let segment = match &value.kind {
            ExprKind::Segment { segment, .. } => self.segment_of(id.index(), &segment.text),
            _ => self
                .segment
                .clone()
                .and_then(|segment| self.segment_of(id.index(), &segment)),
        };
        if segment.is_none() && self.segment.is_none() && !schema.segments.is_empty() {
            return self.for_each_segment(value, |compiler| compiler.holds(value));
        }
        Some(hir::Condition::Holds(Slot {
            metric: id,
            segment,
            source: Source::Actual,
            moment: self.moment,
        }))
    }

    fn not_a_condition(&mut self, typed: &hir::Expr) {
        let example = |language| typed.unit.attach("1", language);
        let example = Text::new(
            example(dabiao_model::Language::English),
            example(dabiao_model::Language::Chinese),
        );
        let diagnostic = Diagnostic::new(&register::INCOMPLETE_CONDITION, typed.span)
            .with("what", described(typed));
        self.report(diagnostic.with("example", example));
    }

    /// `every HALL METRIC`.
    fn every(&mut self, kind: &Name, metric: Option<&Name>) -> Option<hir::Condition> {
        if let Some(metric) = metric {
            let metric = self.metric(metric)?;
            return self.every_of(&kind.text, metric);
        }
        if let Some((kind, metric)) = self.split_every(&kind.text) {
            return self.every_of(&kind, metric);
        }
        let metrics = self.schema.metrics.iter();
        let known: Vec<_> = metrics.flat_map(|metric| metric.names.clone()).collect();
        self.unknown(&register::UNKNOWN_METRIC, kind, &known);
        None
    }

    /// Splits `hall one-stop service` into who and which metric, the longest name of who first.
    fn split_every(&self, text: &str) -> Option<(String, MetricId)> {
        let blanks: Vec<usize> = text.match_indices(' ').map(|(index, _)| index).collect();
        blanks.into_iter().rev().find_map(|index| {
            let (who, metric) = text.split_at_checked(index)?;
            self.who(who)?;
            Some((who.to_owned(), self.schema.metric(metric.trim())?))
        })
    }

    fn every_of(&mut self, who: &str, metric: MetricId) -> Option<hir::Condition> {
        let entities: Vec<EntityId> = self.who(who)?;
        Some(hir::Condition::Every(
            Slot {
                metric,
                segment: None,
                source: Source::Actual,
                moment: Moment::NOW,
            },
            entities,
        ))
    }
}

/// Whether a value is a computed rank: the first place is the best.
fn is_rank(value: &ast::Expr) -> bool {
    match &value.kind {
        ExprKind::Bracket(inner) => is_rank(inner),
        ExprKind::Peers(peers) => peers.kind == ast::PeerFunction::Rank,
        _ => false,
    }
}

/// At least for more is better, at most for less is better.
fn at_least(direction: Direction, strict: bool) -> Comparator {
    match (direction, strict) {
        (Direction::Higher, false) => Comparator::AtLeast,
        (Direction::Higher, true) => Comparator::MoreThan,
        (Direction::Lower, false) => Comparator::AtMost,
        (Direction::Lower, true) => Comparator::LessThan,
    }
}
