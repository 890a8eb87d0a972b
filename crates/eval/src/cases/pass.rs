//! The pass over a table: batch by batch, each plan adds what it finds; threads share the rows.

use std::collections::BTreeMap;
use std::ops::Range;

use dabiao_model::{Cadence, RecordId};

use crate::evaluate::Evaluation;
use crate::evaluate::row::Rows;
use crate::program::{AggregateId, RowLimitId};

use super::Pass;
use super::batch::{Batch, ROWS, Room};
use super::groups::Groups;
use super::order::Orders;
use super::plan::Plan;
use super::totals::Totals;

/// What each thread has at least, so that starting it pays; in tests one batch.
const ROWS_A_THREAD: usize = if cfg!(test) { ROWS } else { 65_536 };

/// Whose plan it is.
#[derive(Clone, Copy)]
enum Whose {
    Aggregate(AggregateId),
    Limit(RowLimitId),
}

/// All that one pass looks at.
struct Work<'a> {
    rows: Rows<'a>,
    groups: Groups<'a>,
    orders: Orders<'a>,
    plans: Vec<Plan<'a>>,
}

impl Evaluation<'_> {
    /// Passes over the cases of a record; nothing where it has no table, or too many groups.
    pub(super) fn make_pass(&self, record: RecordId, cadence: Option<Cadence>) -> Option<Pass> {
        let program = self.program;
        let rows = self.rows(record, self.as_of)?;
        let counted_by = program.counted_by.get(record.index()).copied().flatten();
        let groups = Groups::of(rows, counted_by, cadence, program.schema.entities.len())?;
        let (whose, plans) = self.plans(record, rows);
        let orders = program.orders.get(record.index());
        let work = Work {
            rows,
            groups,
            orders: Orders::of(orders.map_or(&[], Vec::as_slice), rows),
            plans,
        };
        self.work(
            rows.table
                .rows()
                .saturating_mul(work.plans.len().saturating_add(1)),
        );
        let totals = work.run(self.bound.reading.threads)?;
        let (mut aggregates, mut limits) = (BTreeMap::new(), BTreeMap::new());
        for (whose, totals) in whose.into_iter().zip(totals) {
            match whose {
                Whose::Aggregate(id) => drop(aggregates.insert(id, totals)),
                Whose::Limit(id) => drop(limits.insert(id, totals)),
            }
        }
        Some(Pass {
            periods: work.groups.periods,
            aggregates,
            limits,
        })
    }

    /// All aggregates and limits of a record that have a form by columns.
    fn plans<'b>(&'b self, record: RecordId, rows: Rows<'b>) -> (Vec<Whose>, Vec<Plan<'b>>) {
        let aggregates = (0_u32..).map(AggregateId).zip(&self.program.aggregates);
        let aggregates = aggregates.filter(|(_, it)| it.scope.record == record);
        let aggregates = aggregates.filter_map(|(id, it)| {
            let plan = Plan::aggregate(it, rows, self.calendar)?;
            Some((Whose::Aggregate(id), plan))
        });
        let limits = (0_u32..).map(RowLimitId).zip(&self.program.limits);
        let limits = limits.filter(|(_, it)| it.scope.record == record);
        let limits = limits.filter_map(|(id, it)| {
            let plan = Plan::limit(it, rows, self.calendar)?;
            Some((Whose::Limit(id), plan))
        });
        aggregates.chain(limits).unzip()
    }
}

impl Work<'_> {
    /// What each plan comes to, on so many threads; it is the same for any number of them. Nothing where a thread was lost.
    fn run(&self, threads: usize) -> Option<Vec<Totals>> {
        let rows = self.rows.table.rows();
        let useful = rows.div_ceil(ROWS_A_THREAD).max(1);
        let threads = threads.clamp(1, useful);
        // Parts begin with a batch, so that a word of bits is read by one thread.
        let part = rows.div_ceil(threads).next_multiple_of(ROWS).max(ROWS);
        let mut parts = (0..rows).step_by(part).map(|from| {
            let to = from.saturating_add(part).min(rows);
            from..to
        });
        let first = parts.next().unwrap_or(0..0);
        std::thread::scope(|scope| {
            let others: Vec<_> = parts.map(|part| scope.spawn(|| self.pass(part))).collect();
            let mut all = self.pass(first);
            for other in others {
                for (all, found) in all.iter_mut().zip(&other.join().ok()?) {
                    all.join(found);
                }
            }
            Some(all)
        })
    }

    fn pass(&self, rows: Range<usize>) -> Vec<Totals> {
        let groups = self.groups.nowhere().saturating_add(1);
        let new = |plan: &Plan<'_>| Totals::new(plan.kept(), groups);
        let mut totals: Vec<Totals> = self.plans.iter().map(new).collect();
        let mut batch = Batch::new();
        let mut room = Room::default();
        let mut from = rows.start;
        while from < rows.end {
            let to = from.saturating_add(ROWS).min(rows.end);
            batch.go_to(from..to);
            self.groups.find(&mut batch, &mut room.from);
            self.orders.find(batch.rows(), &mut room);
            for (plan, totals) in self.plans.iter().zip(&mut totals) {
                plan.add(&mut batch, &mut room, totals);
            }
            from = to;
        }
        totals
    }
}
