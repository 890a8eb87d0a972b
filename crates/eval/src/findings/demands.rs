//! What targets demand of single metrics: numbers, and benchmarks that they are to reach.

use dabiao_model::{
    BenchmarkId, Comparator, Direction, EntityId, MetricId, Ratio, SegmentId, Unit,
};

use super::look::Look;
use crate::program::{Condition, ConditionId, Expr, ExprId, Moment, Rule, RuleBody, Source};

/// A metric or a segment of it.
pub(super) type Subject = (MetricId, Option<SegmentId>);

/// A number that a rule demands of a metric, or a benchmark that it has it reach.
pub(super) struct Demand<'a> {
    pub(super) rule: &'a Rule,
    pub(super) entities: Vec<Option<EntityId>>,
    pub(super) subject: Subject,
    pub(super) comparator: Comparator,
    pub(super) wanted: Wanted,
}

/// What is demanded.
pub(super) enum Wanted {
    /// A number.
    Number(Ratio, Unit),
    /// A benchmark of the same metric.
    Benchmark(BenchmarkId),
}

impl Look<'_> {
    /// What the targets demand of single metrics, in the direction in which they get better.
    pub(super) fn demands(&self) -> Vec<Demand<'_>> {
        let mut found = Vec::new();
        for rule in &self.program().rules {
            let RuleBody::Target { cases, .. } = &rule.body else {
                continue;
            };
            for case in cases {
                let entities = match &case.only {
                    Some(only) => only.iter().copied().map(Some).collect(),
                    None => rule.entities.clone(),
                };
                self.demands_in(case.condition, rule, &entities, &mut found);
            }
        }
        found
    }

    fn demands_in<'a>(
        &'a self,
        id: ConditionId,
        rule: &'a Rule,
        entities: &[Option<EntityId>],
        found: &mut Vec<Demand<'a>>,
    ) {
        match self.program().conditions.get(id.index()) {
            Some(Condition::And(parts)) => {
                for part in parts {
                    self.demands_in(*part, rule, entities, found);
                }
            }
            Some(Condition::Test(test)) => {
                let test = self.program().tests.get(test.index());
                let demand = test.and_then(|test| {
                    let subject = self.subject_of(test.left)?;
                    let better = self.program().metrics.get(subject.0.index())?.better;
                    let wanted = self.wanted(test.right, subject)?;
                    let demand = Demand {
                        rule,
                        entities: entities.to_vec(),
                        subject,
                        comparator: test.comparator,
                        wanted,
                    };
                    let rises = rises(test.comparator);
                    (rises.is_some() && rises == better).then_some(demand)
                });
                found.extend(demand);
            }
            _ => {}
        }
    }

    /// The metric whose figure of the judged period an expression is.
    fn subject_of(&self, id: ExprId) -> Option<Subject> {
        match self.program().exprs.get(id.index())? {
            Expr::Derived(metric, segment, _) => Some((*metric, *segment)),
            Expr::Slot(slot) => {
                let slot = self.program().slots.get(slot.index())?;
                let current = slot.source == Source::Actual && slot.moment == Moment::NOW;
                current.then_some((slot.metric, slot.segment))
            }
            _ => None,
        }
    }

    fn wanted(&self, id: ExprId, subject: Subject) -> Option<Wanted> {
        match self.program().exprs.get(id.index())? {
            Expr::Number(value, unit) | Expr::Parameter(_, value, unit) => {
                Some(Wanted::Number(value.clone(), unit.clone()))
            }
            Expr::Slot(slot) => {
                let slot = self.program().slots.get(slot.index())?;
                match slot.source {
                    Source::Benchmark(id) if (slot.metric, slot.segment) == subject => {
                        Some(Wanted::Benchmark(id))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// Which way a comparator pushes a figure, if either.
fn rises(comparator: Comparator) -> Option<Direction> {
    match comparator {
        Comparator::AtLeast | Comparator::MoreThan => Some(Direction::Higher),
        Comparator::AtMost | Comparator::LessThan => Some(Direction::Lower),
        Comparator::Equal | Comparator::NotEqual => None,
    }
}

/// Whether who just meets a number falls short of another.
pub(super) fn is_weaker(number: &Ratio, other: &Ratio, comparator: Comparator) -> bool {
    match rises(comparator) {
        Some(Direction::Higher) => number < other,
        Some(Direction::Lower) => number > other,
        None => false,
    }
}
