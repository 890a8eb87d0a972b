//! Limits of cases: an average that the limit of each case implies.

use std::collections::BTreeMap;

use dabiao_calendar::{Basis, LimitUnit};
use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{Aggregate, Measure, RowLimit, SpanUnit};
use dabiao_model::{Comparator, Ratio, RecordId};

use super::Linted;
use crate::hir::{ExprKind, Rule, RuleBody, Test};

impl Linted<'_> {
    pub(super) fn rows(&mut self) {
        let policy = self.policy;
        let mut limits: BTreeMap<Events, Vec<(&Rule, RowLimit)>> = BTreeMap::new();
        for (rule, condition) in conditions(&policy.rules) {
            condition.limits(&mut |limit| {
                if is_for_every_case(limit) {
                    let events = (limit.scope.record, limit.from, limit.event);
                    // The shortest of each unit implies whatever a longer one does.
                    let known = limits.entry(events).or_default();
                    let shorter = |(_, it): &(&Rule, RowLimit)| {
                        it.limit.unit == limit.limit.unit && it.limit.count <= limit.limit.count
                    };
                    if !known.iter().any(shorter) {
                        known.retain(|(_, it)| it.limit.unit != limit.limit.unit);
                        known.push((rule, limit.clone()));
                    }
                }
            });
        }
        if limits.is_empty() {
            return;
        }
        let mut found = Vec::new();
        for (rule, condition) in conditions(&policy.rules) {
            condition.tests(&mut |test| {
                let ExprKind::Aggregate(aggregate) = &test.left.kind else {
                    return;
                };
                let known = events(aggregate).and_then(|(events, _)| limits.get(&events));
                let mut known = known.into_iter().flatten();
                let implying = known.find(|(_, limit)| implies(limit, test));
                if let Some((by, _)) = implying {
                    found.push((
                        rule.id.clone(),
                        test.left.span.to(test.right.span),
                        by.id.clone(),
                        by.span,
                    ));
                }
            });
        }
        for (id, span, by, there) in found {
            let it = Diagnostic::new(&register::AVERAGE_WITHIN_LIMIT, span).with("id", by.as_ref());
            let first = Span {
                end: there.start,
                ..there
            };
            let it = it.related(first, "the limit of each case", "逐案的时限");
            self.report(it.in_item(id.as_ref()));
        }
    }
}

fn conditions(rules: &[Rule]) -> impl Iterator<Item = (&Rule, &crate::hir::Condition)> {
    rules.iter().flat_map(|rule| {
        let cases = match &rule.body {
            RuleBody::Target(target) => target.cases.as_slice(),
            RuleBody::Milestone(..) => &[],
        };
        cases.iter().map(move |case| (rule, &case.condition))
    })
}

/// All cases must keep it, and nothing moves the last day beyond it.
fn is_for_every_case(limit: &RowLimit) -> bool {
    let all = limit.share.0 == Comparator::AtLeast && limit.share.1 == Ratio::whole(1);
    all && never_moves(limit)
        && !limit.before
        && limit.stops.is_none()
        && limit.scope.among.is_none()
}

/// Whether the limit is never longer than its count.
fn never_moves(limit: &RowLimit) -> bool {
    match limit.limit.unit {
        LimitUnit::WorkingDays | LimitUnit::Hours => true,
        LimitUnit::Days => limit.basis == Basis::Plain,
        LimitUnit::Weeks | LimitUnit::Months | LimitUnit::Years => false,
    }
}

/// Whether cases that keep a limit keep what is asked of their average, median or longest span.
fn implies(limit: &RowLimit, test: &Test) -> bool {
    let (ExprKind::Aggregate(aggregate), ExprKind::Number(most)) =
        (&test.left.kind, &test.right.kind)
    else {
        return false;
    };
    let Some((_, unit)) = events(aggregate) else {
        return false;
    };
    let same_unit = matches!(
        (unit, limit.limit.unit),
        (SpanUnit::Days, LimitUnit::Days)
            | (SpanUnit::WorkingDays, LimitUnit::WorkingDays)
            | (SpanUnit::Hours, LimitUnit::Hours)
    );
    let longest = aggregate
        .unit
        .to_base(&Ratio::whole(i128::from(limit.limit.count)));
    same_unit
        && !aggregate.open_rows_count
        && match test.comparator {
            Comparator::AtMost => longest <= *most,
            Comparator::LessThan => longest < *most,
            _ => false,
        }
}

/// A record and two of its events.
type Events = (RecordId, usize, usize);

/// The events that a span lies between, and its unit.
fn events(aggregate: &Aggregate) -> Option<(Events, SpanUnit)> {
    match aggregate.measure {
        Measure::AverageSpan(from, to, unit)
        | Measure::MedianSpan(from, to, unit)
        | Measure::MaxSpan(from, to, unit) => Some(((aggregate.scope.record, from, to), unit)),
        _ => None,
    }
}
