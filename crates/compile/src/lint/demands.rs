//! Thresholds that cannot be meant: against the direction of their metric, outside what it can be, weaker than the level
//! below them.

use std::collections::BTreeMap;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{Declared, Source};
use dabiao_model::{Comparator, Direction, Estimate, MetricId, Ratio};

use super::Linted;
use crate::hir::{Condition, Expr, ExprKind, Operator, RuleBody, Target, Test};

/// A metric that a number bounds.
struct Bound<'t> {
    metric: MetricId,
    comparator: Comparator,
    value: &'t Ratio,
    span: Span,
}

impl Linted<'_> {
    pub(super) fn demands(&mut self) {
        let policy = self.policy;
        for rule in &policy.rules {
            let RuleBody::Target(target) = &rule.body else {
                continue;
            };
            let mut bounds = Vec::new();
            for case in &target.cases {
                bounds_of(&case.condition, &mut bounds);
            }
            let mut found = Vec::new();
            for bound in &bounds {
                found.extend(self.out_of_range(bound));
                let both = |other: &Bound<'_>| {
                    other.metric == bound.metric
                        && upwards(other.comparator) != upwards(bound.comparator)
                };
                if !bounds.iter().any(both) {
                    found.extend(self.wrong_way(bound));
                }
            }
            found.extend(stretch_not_higher(target, &bounds, rule.span));
            for it in found {
                self.report(it.in_item(rule.id.as_ref()));
            }
        }
        self.benchmarks();
    }

    /// A bound that ends where the metric gets better.
    fn wrong_way(&self, bound: &Bound<'_>) -> Option<Diagnostic> {
        let better = self.policy.metrics.get(bound.metric.index())?.better?;
        let ends_above = upwards(bound.comparator)?;
        (ends_above != (better == Direction::Higher)).then(|| {
            Diagnostic::new(&register::WRONG_WAY, bound.span)
                .with("metric", self.metric_name(bound.metric))
        })
    }

    /// A threshold outside what the metric says is plausible, or beyond a whole that it is a part of.
    fn out_of_range(&self, bound: &Bound<'_>) -> Option<Diagnostic> {
        let metric = self.policy.metrics.get(bound.metric.index())?;
        let below = |low: &Ratio| bound.value < low;
        let above = |high: &Ratio| bound.value > high;
        let outside = if let Some((low, high)) = &metric.plausible {
            below(low) || above(high)
        } else {
            let definition = metric.definition.as_ref();
            let is_part = definition.is_some_and(|it| self.is_part_of_whole(it));
            is_part && (bound.value.is_negative() || above(&Ratio::whole(1)))
        };
        outside.then(|| {
            Diagnostic::new(&register::THRESHOLD_OUT_OF_RANGE, bound.span)
                .with("metric", self.metric_name(bound.metric))
        })
    }

    /// `a / b` where a is declared a part of b.
    fn is_part_of_whole(&self, definition: &Expr) -> bool {
        let ExprKind::Binary(Operator::Divide, part, whole) = &definition.kind else {
            return false;
        };
        let (ExprKind::Slot(part), ExprKind::Slot(whole)) = (&part.kind, &whole.kind) else {
            return false;
        };
        let part_of = self
            .policy
            .metrics
            .get(part.metric.index())
            .and_then(|it| it.part_of);
        part_of == Some(whole.metric) && part.moment == whole.moment
    }

    /// A declared benchmark that the declared baseline has already passed.
    fn benchmarks(&mut self) {
        let policy = self.policy;
        let mut by_metric: BTreeMap<MetricId, Vec<&Declared>> = BTreeMap::new();
        for declared in &policy.declared {
            by_metric.entry(declared.metric).or_default().push(declared);
        }
        let mut found = Vec::new();
        for metric in self.metrics() {
            let Some(id) = policy.schema.metric(&metric.name.text) else {
                continue;
            };
            let Some(better) = policy.metrics.get(id.index()).and_then(|it| it.better) else {
                continue;
            };
            let declared = by_metric.get(&id).map_or(&[][..], Vec::as_slice);
            let values = || declared.iter().copied();
            let is_benchmark = |it: &&Declared| matches!(it.source, Source::Benchmark(_));
            for benchmark in values().filter(is_benchmark) {
                let same = |it: &&Declared| {
                    it.source == Source::Baseline && it.segment == benchmark.segment
                };
                let (Some(start), Estimate::Exact(best)) = (values().find(same), &benchmark.value)
                else {
                    continue;
                };
                if let Estimate::Exact(start) = &start.value {
                    let passed = match better {
                        Direction::Higher => start > best,
                        Direction::Lower => start < best,
                    };
                    if passed {
                        found.push(metric);
                    }
                }
            }
        }
        for metric in found {
            let it = Diagnostic::new(&register::BENCHMARK_BELOW_BASELINE, metric.name.span);
            self.report(it.with("metric", metric.name.text.as_str()));
        }
    }
}

/// The bounds that all must hold: those under `or` or `not` are no demands of their own.
fn bounds_of<'c>(condition: &'c Condition, bounds: &mut Vec<Bound<'c>>) {
    match condition {
        Condition::And(parts) => parts.iter().for_each(|part| bounds_of(part, bounds)),
        Condition::Test(test) => bounds.extend(bound_of(test)),
        _ => {}
    }
}

fn bound_of(test: &Test) -> Option<Bound<'_>> {
    let metric = match &test.left.kind {
        ExprKind::Slot(slot) if slot.source.is_achieved() => slot.metric,
        ExprKind::Derived(metric, ..) => *metric,
        _ => return None,
    };
    match &test.right.kind {
        ExprKind::Number(value) => Some(Bound {
            metric,
            comparator: test.comparator,
            value,
            span: test.left.span.to(test.right.span),
        }),
        _ => None,
    }
}

/// Whether more is asked for; nothing where it is neither more nor less.
fn upwards(comparator: Comparator) -> Option<bool> {
    match comparator {
        Comparator::AtLeast | Comparator::MoreThan => Some(true),
        Comparator::AtMost | Comparator::LessThan => Some(false),
        Comparator::Equal | Comparator::NotEqual => None,
    }
}

/// A higher level that the target itself already asks for.
fn stretch_not_higher(target: &Target, bounds: &[Bound<'_>], span: Span) -> Option<Diagnostic> {
    let (scope, stretch) = target.stretch.as_ref()?;
    let higher = bound_of(stretch)?;
    let [bound] = bounds else { return None };
    if scope.is_some() || target.cases.len() != 1 || bound.metric != higher.metric {
        return None;
    }
    let weaker = match (upwards(bound.comparator)?, upwards(higher.comparator)?) {
        (true, true) => higher.value <= bound.value && !stricter(&higher, bound),
        (false, false) => higher.value >= bound.value && !stricter(&higher, bound),
        _ => return None,
    };
    weaker.then(|| Diagnostic::new(&register::STRETCH_NOT_HIGHER, span))
}

/// `> 80%` over `≥ 80%`.
fn stricter(higher: &Bound<'_>, bound: &Bound<'_>) -> bool {
    higher.value == bound.value && higher.comparator != bound.comparator
}
