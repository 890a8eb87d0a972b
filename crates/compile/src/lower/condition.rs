//! Conditions, tests and expressions into their tables, children first.

use dabiao_eval::program::{
    AggregateId, Condition, ConditionId, Expr, ExprId, Part, PeerFunction, Peers, PeersId,
    RowLimitId, Slot, SlotId, Test, TestId,
};
use dabiao_model::Dimension;

use super::Lowering;
use super::form::form;
use crate::hir;

/// The index of what is pushed next. Tables are bounded by the bytes of the policy, far below `u32::MAX`.
fn next<T>(table: &[T]) -> u32 {
    u32::try_from(table.len()).unwrap_or(u32::MAX)
}

impl Lowering {
    pub(super) fn condition(&mut self, condition: &hir::Condition) -> ConditionId {
        let lowered = match condition {
            hir::Condition::Test(test) => Condition::Test(self.test(test)),
            hir::Condition::Holds(slot) => Condition::Holds(self.slot(*slot)),
            hir::Condition::Agree(left, right, agree) => {
                Condition::Agree(self.slot(*left), self.slot(*right), *agree)
            }
            hir::Condition::Every(slot, entities) => {
                Condition::Every(self.slot(*slot), entities.clone())
            }
            hir::Condition::Rows(limit) => {
                let id = RowLimitId(next(&self.program.limits));
                self.program.limits.push((**limit).clone());
                Condition::Rows(id)
            }
            hir::Condition::Recurs(duty) => Condition::Recurs(duty.clone()),
            hir::Condition::And(parts) => {
                Condition::And(parts.iter().map(|part| self.condition(part)).collect())
            }
            hir::Condition::Or(parts) => {
                Condition::Or(parts.iter().map(|part| self.condition(part)).collect())
            }
            hir::Condition::Not(inner) => Condition::Not(self.condition(inner)),
        };
        self.program.conditions.push(lowered);
        ConditionId(next(&self.program.conditions).saturating_sub(1))
    }

    pub(super) fn test(&mut self, test: &hir::Test) -> TestId {
        let (left, right) = (self.expr(&test.left), self.expr(&test.right));
        let form = form(self, test);
        let units = &self.program.schema.units;
        let unit = if test.left.bare {
            test.right.unit.clone()
        } else {
            test.left.unit.clone()
        };
        let margin_unit = match unit.dimension {
            Dimension::Ratio => units.plainest(&Dimension::Points),
            _ => unit.clone(),
        };
        self.program.tests.push(Test {
            left,
            comparator: test.comparator,
            right,
            form,
            unit,
            margin_unit,
            rounded_to: test.rounded_to,
        });
        TestId(next(&self.program.tests).saturating_sub(1))
    }

    /// The column of a slot; each stands once.
    pub(super) fn slot(&mut self, slot: Slot) -> SlotId {
        let id = *self
            .slots
            .entry(slot)
            .or_insert(SlotId(next(&self.program.slots)));
        if id.0 == next(&self.program.slots) {
            self.program.slots.push(slot);
        }
        id
    }

    fn peers(&mut self, peers: &hir::Peers) -> PeersId {
        let of = self.expr(&peers.of);
        let parts = peers.parts.iter().map(|part| match part {
            hir::Part::Same(slot) => Part::Same(self.slot(*slot)),
            hir::Part::Column(slot, roll_up, weight) => {
                Part::Column(self.slot(*slot), *roll_up, weight.map(|it| self.slot(it)))
            }
        });
        let mut parts: Vec<Part> = parts.collect();
        if peers.function == PeerFunction::Overall {
            self.cases_in(of, &mut parts);
        }
        let lowered = Peers {
            function: peers.function,
            of,
            over: peers.over.clone(),
            kind: peers.kind,
            others: peers.others,
            lower: peers.lower,
            unit: peers.of.unit.clone(),
            parts,
        };
        self.program.peers.push(lowered);
        PeersId(next(&self.program.peers).saturating_sub(1))
    }

    /// Adds the aggregates of cases that an expression reads.
    fn cases_in(&self, id: ExprId, parts: &mut Vec<Part>) {
        match self.program.exprs.get(id.index()) {
            Some(Expr::Aggregate(aggregate)) => parts.push(Part::Cases(*aggregate)),
            Some(Expr::Derived(_, _, inner) | Expr::Negative(inner)) => {
                self.cases_in(*inner, parts);
            }
            Some(
                Expr::Add(a, b) | Expr::Subtract(a, b) | Expr::Multiply(a, b) | Expr::Divide(a, b),
            ) => {
                self.cases_in(*a, parts);
                self.cases_in(*b, parts);
            }
            _ => {}
        }
    }

    pub(super) fn expr(&mut self, expr: &hir::Expr) -> ExprId {
        let lowered = match &expr.kind {
            hir::ExprKind::Number(value) => Expr::Number(value.clone(), expr.unit.clone()),
            hir::ExprKind::Parameter(name, value) => {
                Expr::Parameter(name.clone(), value.clone(), expr.unit.clone())
            }
            hir::ExprKind::Unknown(name) => Expr::Unknown(name.clone()),
            hir::ExprKind::Slot(slot) => Expr::Slot(self.slot(*slot)),
            hir::ExprKind::Derived(metric, segment, inner) => {
                Expr::Derived(*metric, *segment, self.expr(inner))
            }
            hir::ExprKind::Aggregate(aggregate) => {
                let id = AggregateId(next(&self.program.aggregates));
                self.program.aggregates.push((**aggregate).clone());
                Expr::Aggregate(id)
            }
            hir::ExprKind::Peers(peers) => Expr::Peers(self.peers(peers)),
            hir::ExprKind::Negative(inner) => Expr::Negative(self.expr(inner)),
            hir::ExprKind::Binary(op, left, right) => {
                let (left, right) = (self.expr(left), self.expr(right));
                match op {
                    hir::Operator::Add => Expr::Add(left, right),
                    hir::Operator::Subtract => Expr::Subtract(left, right),
                    hir::Operator::Multiply => Expr::Multiply(left, right),
                    hir::Operator::Divide => Expr::Divide(left, right),
                }
            }
        };
        self.program.exprs.push(lowered);
        ExprId(next(&self.program.exprs).saturating_sub(1))
    }
}
