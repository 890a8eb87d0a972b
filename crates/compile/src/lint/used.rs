//! The metrics and records that a policy reads.

use dabiao_eval::program::{RollUp, Slot};
use dabiao_model::{MetricId, RecordId};
use rustc_hash::FxHashSet;

use crate::hir::{self, Condition, Expr, ExprKind, Marked, Part, RuleBody, Warn};

/// The metrics and records that a policy reads.
#[derive(Default)]
pub(super) struct Used {
    pub(super) metrics: FxHashSet<MetricId>,
    pub(super) records: FxHashSet<RecordId>,
    /// Metrics of which it has not been asked what they are parts of.
    waiting: Vec<MetricId>,
}

impl Used {
    /// What rules, checks, scores and the definitions of derived metrics read.
    pub(super) fn of(policy: &hir::Policy) -> Self {
        let mut used = Self::default();
        for rule in &policy.rules {
            used.rule(rule);
        }
        for check in &policy.checks {
            used.condition(&check.condition);
        }
        for part in policy.scores.iter().flat_map(|score| &score.parts) {
            if let Marked::Value(value) = &part.of {
                used.expr(value);
            }
        }
        // What is derived asks nothing of anybody; where it is named its parts may stand in its place.
        for metric in &policy.metrics {
            metric.definition.iter().for_each(|it| used.expr(it));
        }
        while let Some(id) = used.waiting.pop() {
            let Some(metric) = policy.metrics.get(id.index()) else {
                continue;
            };
            used.metrics(metric.part_of);
            if let RollUp::WeightedBy(weights) = metric.roll_up {
                used.metrics([weights]);
            }
        }
        used
    }

    fn rule(&mut self, rule: &hir::Rule) {
        let warnings = match &rule.body {
            RuleBody::Milestone(_, warnings) => warnings,
            RuleBody::Target(target) => {
                for case in &target.cases {
                    self.condition(&case.condition);
                }
                self.conditions(target.when.iter());
                if let Some((_, test)) = &target.stretch {
                    self.expr(&test.left);
                    self.expr(&test.right);
                }
                &target.warn
            }
        };
        let when = warnings.iter().filter_map(|warning| match &warning.when {
            Warn::When(condition) => Some(condition),
            _ => None,
        });
        self.conditions(when);
        self.conditions(rule.stand_in.iter().map(|(condition, ..)| condition));
    }

    fn conditions<'c>(&mut self, conditions: impl Iterator<Item = &'c Condition>) {
        conditions.for_each(|condition| self.condition(condition));
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Test(test) => {
                self.expr(&test.left);
                self.expr(&test.right);
            }
            Condition::Holds(slot) | Condition::Every(slot, _) => self.metrics([slot.metric]),
            Condition::Agree(left, right, _) => self.metrics([left.metric, right.metric]),
            Condition::Rows(limit) => {
                self.records.insert(limit.scope.record);
            }
            Condition::Recurs(duty) => {
                self.records.insert(duty.scope.record);
            }
            Condition::And(parts) | Condition::Or(parts) => self.conditions(parts.iter()),
            Condition::Not(inner) => self.condition(inner),
        }
    }

    /// A derived metric is looked into once, where it is defined.
    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Slot(slot) => self.metrics([slot.metric]),
            ExprKind::Derived(metric, ..) => self.metrics([*metric]),
            ExprKind::Aggregate(aggregate) => {
                self.records.insert(aggregate.scope.record);
            }
            ExprKind::Peers(peers) => {
                self.expr(&peers.of);
                for part in &peers.parts {
                    match part {
                        Part::Column(slot, _, weights) => {
                            self.metrics([*slot].into_iter().chain(*weights).map(metric_of));
                        }
                        Part::Same(slot) => self.metrics([slot.metric]),
                    }
                }
            }
            ExprKind::Negative(inner) => self.expr(inner),
            ExprKind::Binary(_, left, right) => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Number(_) | ExprKind::Parameter(..) | ExprKind::Unknown(_) => {}
        }
    }

    fn metrics(&mut self, metrics: impl IntoIterator<Item = MetricId>) {
        for metric in metrics {
            if self.metrics.insert(metric) {
                self.waiting.push(metric);
            }
        }
    }
}

fn metric_of(slot: Slot) -> MetricId {
    slot.metric
}
