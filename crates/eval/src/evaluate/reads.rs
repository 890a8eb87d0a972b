//! Which columns and values over peers a condition reads.

use dabiao_model::EntityId;

use super::Evaluation;
use crate::program::{Condition, ConditionId, Expr, ExprId, Slot, SlotId};

impl Evaluation<'_> {
    /// The columns that a condition reads of the one that is judged, each once, in the order written.
    pub(crate) fn slots_read(&self, id: ConditionId) -> Vec<Slot> {
        let mut slots = Vec::new();
        self.condition_reads(id, &mut |leaf| {
            if let Expr::Slot(slot) = leaf {
                add(&mut slots, *slot);
            }
        });
        self.columns(&slots)
    }

    /// The columns that a condition compares among peers, with those peers; of a kind, all of it.
    pub(super) fn slots_compared(&self, id: ConditionId) -> Vec<(Slot, Vec<EntityId>)> {
        let mut compared = Vec::new();
        self.condition_reads(id, &mut |leaf| {
            let Expr::Peers(peers) = leaf else { return };
            let Some(plan) = self.program.peers.get(peers.index()) else {
                return;
            };
            let mut slots = Vec::new();
            self.expr_reads(plan.of, &mut |leaf| {
                if let Expr::Slot(slot) = leaf {
                    add(&mut slots, *slot);
                }
            });
            let members = self.members(plan, plan.kind);
            let columns = self.columns(&slots).into_iter();
            compared.extend(columns.map(|slot| (slot, members.clone())));
        });
        compared
    }

    fn columns(&self, slots: &[SlotId]) -> Vec<Slot> {
        let known = slots.iter();
        let known = known.filter_map(|slot| self.program.slots.get(slot.index()));
        known.copied().collect()
    }

    /// Visits the columns, aggregates and values over peers that a condition reads, but for those of cases' limits.
    pub(crate) fn condition_reads(&self, id: ConditionId, visit: &mut dyn FnMut(&Expr)) {
        match self.program.conditions.get(id.index()) {
            Some(Condition::Test(test)) => {
                if let Some(test) = self.program.tests.get(test.index()) {
                    self.expr_reads(test.left, visit);
                    self.expr_reads(test.right, visit);
                }
            }
            Some(Condition::Holds(slot) | Condition::Every(slot, _)) => visit(&Expr::Slot(*slot)),
            Some(Condition::Agree(left, right, _)) => {
                visit(&Expr::Slot(*left));
                visit(&Expr::Slot(*right));
            }
            Some(Condition::And(parts) | Condition::Or(parts)) => {
                for part in parts {
                    self.condition_reads(*part, visit);
                }
            }
            Some(Condition::Not(inner)) => self.condition_reads(*inner, visit),
            Some(Condition::Rows(_) | Condition::Recurs(_)) | None => {}
        }
    }

    /// Visits the columns, aggregates and values over peers that an expression reads.
    pub(crate) fn expr_reads(&self, id: ExprId, visit: &mut dyn FnMut(&Expr)) {
        let Some(expr) = self.program.exprs.get(id.index()) else {
            return;
        };
        match expr {
            Expr::Slot(_) | Expr::Aggregate(_) | Expr::Peers(_) => visit(expr),
            Expr::Derived(_, _, inner) | Expr::Negative(inner) => self.expr_reads(*inner, visit),
            Expr::Add(a, b) | Expr::Subtract(a, b) | Expr::Multiply(a, b) | Expr::Divide(a, b) => {
                self.expr_reads(*a, visit);
                self.expr_reads(*b, visit);
            }
            Expr::Number(..) | Expr::Parameter(..) | Expr::Unknown(_) => {}
        }
    }
}

fn add(slots: &mut Vec<SlotId>, slot: SlotId) {
    if !slots.contains(&slot) {
        slots.push(slot);
    }
}
