//! Which columns a condition reads.

use super::Evaluation;
use crate::program::{Condition, ConditionId, Expr, ExprId, Slot, SlotId};

impl Evaluation<'_> {
    /// The columns that a condition reads, each once, in the order written.
    pub(crate) fn slots_read(&self, id: ConditionId) -> Vec<Slot> {
        let mut slots = Vec::new();
        self.condition_reads(id, &mut slots);
        let known = slots
            .iter()
            .filter_map(|slot| self.program.slots.get(slot.index()));
        known.copied().collect()
    }

    fn condition_reads(&self, id: ConditionId, slots: &mut Vec<SlotId>) {
        match self.program.conditions.get(id.index()) {
            Some(Condition::Test(test)) => {
                if let Some(test) = self.program.tests.get(test.index()) {
                    self.expr_reads(test.left, slots);
                    self.expr_reads(test.right, slots);
                }
            }
            Some(Condition::Holds(slot) | Condition::Every(slot, _)) => add(slots, *slot),
            Some(Condition::Agree(left, right, _)) => {
                add(slots, *left);
                add(slots, *right);
            }
            Some(Condition::And(parts) | Condition::Or(parts)) => {
                for part in parts {
                    self.condition_reads(*part, slots);
                }
            }
            Some(Condition::Not(inner)) => self.condition_reads(*inner, slots),
            Some(Condition::Rows(_) | Condition::Recurs(_)) | None => {}
        }
    }

    /// Adds the columns that an expression reads and that are not there yet.
    pub(crate) fn expr_reads(&self, id: ExprId, slots: &mut Vec<SlotId>) {
        match self.program.exprs.get(id.index()) {
            Some(Expr::Slot(slot)) => add(slots, *slot),
            Some(Expr::Derived(_, _, inner) | Expr::Negative(inner)) => {
                self.expr_reads(*inner, slots);
            }
            Some(
                Expr::Add(a, b) | Expr::Subtract(a, b) | Expr::Multiply(a, b) | Expr::Divide(a, b),
            ) => {
                self.expr_reads(*a, slots);
                self.expr_reads(*b, slots);
            }
            Some(
                Expr::Number(..) | Expr::Parameter(..) | Expr::Unknown(_) | Expr::Aggregate(_),
            )
            | None => {}
        }
    }
}

fn add(slots: &mut Vec<SlotId>, slot: SlotId) {
    if !slots.contains(&slot) {
        slots.push(slot);
    }
}
