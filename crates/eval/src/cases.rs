//! Cases by columns: one pass over a table adds up what every aggregate and limit asks, by entity and period.
//!
//! What the walk over rows (`evaluate/aggregate`, `evaluate/row_limit`) finds row by row for each rule, entity and period,
//! is found here once for all of them. The walk is the slow twin that this is tested against, finds the cases that are listed
//! under a verdict, and decides what has no form by columns: medians, clock stops, what is still open, limits in hours.

mod batch;
mod class;
mod days;
mod find;
mod groups;
mod mask;
mod order;
mod pass;
mod plan;
mod read;
mod totals;
#[cfg(test)]
mod twin;

use std::cell::{RefCell, RefMut};
use std::collections::BTreeMap;
use std::rc::Rc;

use dabiao_model::{Cadence, Date, EntityId, Period, RecordId};

use crate::evaluate::cell::{Cell, Tally};
use crate::evaluate::row::Rows;
use crate::evaluate::row_limit::LimitDays;
use crate::evaluate::{Evaluation, Frame};
use crate::program::{AggregateId, RowLimitId};
use crate::reason::Gap;

use groups::Periods;
use totals::Totals;

/// What a pass over a record's cases found, by the record and the length of its periods; none where the walk is better.
type Passes = BTreeMap<(RecordId, Option<Cadence>), Option<Rc<Pass>>>;

/// How cases are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The fewest rows of a table that is read by columns.
    pub(crate) columns_from: usize,
    /// How many threads share a pass.
    pub(crate) threads: usize,
}

impl Reading {
    /// Row by row: for a case or two, and as the slow, obvious twin.
    pub(crate) const BY_ROWS: Self = Self {
        columns_from: usize::MAX,
        threads: 1,
    };
}

/// What was found so far of the cases, as of one day: by passes, and by walks over many rows that no pass stands for.
#[derive(Debug, Default)]
pub(crate) struct CaseLayer(RefCell<Layer>);

#[derive(Debug, Default)]
pub(crate) struct Layer {
    as_of: Option<Date>,
    passes: Passes,
    pub(crate) aggregates: Walks<AggregateId, Cell>,
    pub(crate) limits: Walks<RowLimitId, Result<(Tally, LimitDays), Gap>>,
}

/// What walks came to: of what, for whom and when.
type Walks<Id, Value> = BTreeMap<(Id, Option<EntityId>, Option<Period>), Value>;

impl CaseLayer {
    /// What is known as of a day. Days are evaluated one after the other, so what earlier ones found is not kept.
    fn of(&self, as_of: Date) -> RefMut<'_, Layer> {
        let mut layer = self.0.borrow_mut();
        if layer.as_of != Some(as_of) {
            *layer = Layer {
                as_of: Some(as_of),
                ..Layer::default()
            };
        }
        layer
    }
}

/// What one pass over a table found.
#[derive(Debug)]
pub(crate) struct Pass {
    periods: Periods,
    aggregates: BTreeMap<AggregateId, Totals>,
    limits: BTreeMap<RowLimitId, Totals>,
}

/// The groups of a pass that a frame asks for.
pub(crate) struct Asked {
    pass: Rc<Pass>,
    groups: Vec<usize>,
}

impl Evaluation<'_> {
    /// What a pass over the cases of a record found for a frame; nothing where the rows are to be walked.
    pub(crate) fn passed(&self, record: RecordId, frame: Frame) -> Option<Asked> {
        let rows = self.data.table(record)?.rows();
        if rows < self.bound.reading.columns_from {
            return None;
        }
        let is_counted = self
            .program
            .counted_by
            .get(record.index())
            .copied()
            .flatten();
        let period = frame.period.filter(|_| is_counted.is_some());
        let cadence = match period {
            Some(period) => Some(period.grain().cadence()?),
            None => None,
        };
        let pass = self.pass_of(record, cadence)?;
        let groups = self.groups_asked(&pass, record, frame.entity, period);
        Some(Asked { pass, groups })
    }

    /// The pass over a record's cases, made when it is first asked for.
    fn pass_of(&self, record: RecordId, cadence: Option<Cadence>) -> Option<Rc<Pass>> {
        let mut layer = self.bound.layer.of(self.as_of);
        let made = layer.passes.entry((record, cadence));
        made.or_insert_with(|| self.make_pass(record, cadence).map(Rc::new))
            .clone()
    }

    /// What a walk over rows comes to: where there are many of them, it is made once for whoever asks.
    pub(crate) fn walked_once<Id: Copy + Ord, Value: Clone>(
        &self,
        (id, rows): (Id, Rows<'_>),
        frame: Frame,
        walks: fn(&mut Layer) -> &mut Walks<Id, Value>,
        walk: impl FnOnce() -> Value,
    ) -> Value {
        if rows.table.rows() < self.bound.reading.columns_from {
            return walk();
        }
        let asked = (id, frame.entity, frame.period);
        if let Some(found) = walks(&mut self.bound.layer.of(self.as_of)).get(&asked) {
            return found.clone();
        }
        let found = walk();
        walks(&mut self.bound.layer.of(self.as_of)).insert(asked, found.clone());
        found
    }

    fn groups_asked(
        &self,
        pass: &Pass,
        record: RecordId,
        entity: Option<EntityId>,
        period: Option<Period>,
    ) -> Vec<usize> {
        let Some(period) = pass.periods.place(period) else {
            return Vec::new();
        };
        let holders = self.holders(record.index(), entity);
        self.work(holders.len());
        let group = |holder: Option<EntityId>| pass.periods.group(holder, period);
        holders.into_iter().filter_map(group).collect()
    }
}
