//! Which metrics and records a rule looks at.

use std::collections::BTreeSet;

use dabiao_core::program::{Condition, ConditionId, Expr, ExprId, Rule, RuleBody, SlotId, Source};
use dabiao_core::{BenchmarkId, MetricId, Program, RecordId};

/// What is looked at.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    pub(crate) metrics: BTreeSet<MetricId>,
    pub(crate) records: BTreeSet<RecordId>,
    /// Benchmarks, each with its metric.
    pub(crate) benchmarks: BTreeSet<(MetricId, BenchmarkId)>,
}

impl Uses {
    /// What a rule looks at; a milestone looks at sign-offs alone.
    pub(crate) fn of(program: &Program, rule: &Rule) -> Self {
        let mut uses = Self::default();
        if let RuleBody::Target { cases, when, .. } = &rule.body {
            let conditions = cases.iter().map(|case| case.condition).chain(*when);
            for condition in conditions {
                uses.condition(program, condition);
            }
        }
        uses
    }

    fn condition(&mut self, program: &Program, id: ConditionId) {
        match program.conditions.get(id.index()) {
            Some(Condition::Test(id)) => {
                if let Some(test) = program.tests.get(id.index()) {
                    self.expr(program, test.left);
                    self.expr(program, test.right);
                }
            }
            Some(Condition::Holds(slot) | Condition::Every(slot, _)) => self.slot(program, *slot),
            Some(Condition::Agree(one, other, _)) => {
                self.slot(program, *one);
                self.slot(program, *other);
            }
            Some(Condition::Rows(id)) => {
                let limit = program.limits.get(id.index());
                self.records.extend(limit.map(|limit| limit.scope.record));
            }
            Some(Condition::Recurs(event)) => {
                self.records.insert(event.scope.record);
            }
            Some(Condition::And(parts) | Condition::Or(parts)) => {
                for part in parts {
                    self.condition(program, *part);
                }
            }
            Some(Condition::Not(part)) => self.condition(program, *part),
            None => {}
        }
    }

    /// What an expression looks at.
    pub(crate) fn expr(&mut self, program: &Program, id: ExprId) {
        match program.exprs.get(id.index()) {
            Some(Expr::Slot(slot)) => self.slot(program, *slot),
            Some(Expr::Derived(_, _, of) | Expr::Negative(of)) => self.expr(program, *of),
            Some(Expr::Aggregate(id)) => {
                let aggregate = program.aggregates.get(id.index());
                self.records.extend(aggregate.map(|it| it.scope.record));
            }
            Some(Expr::Peers(id)) => {
                if let Some(peers) = program.peers.get(id.index()) {
                    self.expr(program, peers.of);
                }
            }
            Some(
                Expr::Add(one, other)
                | Expr::Subtract(one, other)
                | Expr::Multiply(one, other)
                | Expr::Divide(one, other),
            ) => {
                self.expr(program, *one);
                self.expr(program, *other);
            }
            Some(Expr::Number(..) | Expr::Parameter(..) | Expr::Unknown(..)) | None => {}
        }
    }

    fn slot(&mut self, program: &Program, id: SlotId) {
        let Some(slot) = program.slots.get(id.index()) else {
            return;
        };
        self.metrics.insert(slot.metric);
        if let Source::Benchmark(benchmark) = slot.source {
            self.benchmarks.insert((slot.metric, benchmark));
        }
    }
}
