//! Which rows an aggregate looks at, and which of them count.

use super::cell::Progress;
use super::row::Rows;
use super::{Evaluation, Frame, aggregate::asks_for_open};
use crate::program::{Aggregate, AggregateId, Measure};
use crate::reason::Gap;

/// How a row stands to an aggregate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is not looked at.
    Apart,
    /// It is not known whether it is looked at.
    Unknown,
    /// Its events stand in an impossible order.
    Impossible,
    /// It passes the filter.
    Counted,
    /// It does not.
    Failing,
    /// An empty field leaves open whether it does.
    Undecided,
}

/// The rows of an aggregate, sorted by what is known of them.
#[derive(Default)]
pub(super) struct Selection {
    /// How many rows the period has at all.
    seen: usize,
    /// All rows that are looked at.
    pub(super) among: Vec<usize>,
    /// Those that pass the filter.
    pub(super) counted: Vec<usize>,
    /// Those whose filter an empty field leaves open.
    open: usize,
    /// Those whose events stand in an impossible order.
    impossible: usize,
    /// Rows of which it is not known whether they are looked at.
    unknown: usize,
}

/// How many rows of an aggregate there are of each kind.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// Rows the period has at all.
    pub(crate) seen: usize,
    /// Rows that are looked at.
    pub(crate) among: usize,
    /// Those that pass the filter.
    pub(crate) counted: usize,
    /// Those whose filter an empty field leaves open.
    pub(crate) open: usize,
    /// Those whose events stand in an impossible order.
    pub(crate) impossible: usize,
    /// Rows of which it is not known whether they are looked at.
    pub(crate) unknown: usize,
}

impl Selection {
    pub(super) fn counts(&self) -> Counts {
        Counts {
            seen: self.seen,
            among: self.among.len(),
            counted: self.counted.len(),
            open: self.open,
            impossible: self.impossible,
            unknown: self.unknown,
        }
    }

    fn add(&mut self, row: usize, standing: Standing) {
        let more = |count: &mut usize| *count = count.saturating_add(1);
        more(&mut self.seen);
        match standing {
            Standing::Apart => return,
            Standing::Unknown => return more(&mut self.unknown),
            Standing::Impossible => return more(&mut self.impossible),
            Standing::Counted => self.counted.push(row),
            Standing::Undecided => more(&mut self.open),
            Standing::Failing => {}
        }
        self.among.push(row);
    }
}

impl Evaluation<'_> {
    pub(super) fn select(
        &self,
        aggregate: &Aggregate,
        rows: Rows<'_>,
        frame: Frame,
    ) -> Result<Selection, Gap> {
        let mut selection = Selection::default();
        for row in self.asked_of(aggregate, rows, frame) {
            selection.add(row, self.standing_in(aggregate, rows, row)?);
        }
        Ok(selection)
    }

    /// The rows that an aggregate is asked of.
    pub(crate) fn asked_of<'s>(
        &'s self,
        aggregate: &Aggregate,
        rows: Rows<'s>,
        frame: Frame,
    ) -> impl Iterator<Item = usize> + 's {
        // What is open at the period's end counts whenever it came in.
        let period = frame.period.filter(|_| !asks_for_open(aggregate));
        self.rows_in(rows, frame.entity, period)
    }

    /// How a row stands to an aggregate.
    pub(crate) fn standing_in(
        &self,
        aggregate: &Aggregate,
        rows: Rows<'_>,
        row: usize,
    ) -> Result<Standing, Gap> {
        let passes = |mask: Option<&_>| mask.map_or(Ok(Some(true)), |it| self.mask(it, rows, row));
        match passes(aggregate.scope.among.as_ref())? {
            Some(true) => {}
            Some(false) => return Ok(Standing::Apart),
            None => return Ok(Standing::Unknown),
        }
        if self.is_impossible(rows, row) {
            return Ok(Standing::Impossible);
        }
        Ok(match passes(aggregate.filter.as_ref())? {
            Some(true) => Standing::Counted,
            Some(false) => Standing::Failing,
            None => Standing::Undecided,
        })
    }

    /// How far the rows of a share have come, where it asks for the states of a life cycle.
    pub(crate) fn progress(&self, id: AggregateId, frame: Frame) -> Option<Progress> {
        let aggregate = self.program.aggregates.get(id.index())?;
        let rows = self.rows(aggregate.scope.record, self.until(aggregate, frame))?;
        let (field, partial) = cycle(aggregate, rows)?;
        let is_partly = |row: usize| {
            let word = rows.word(field, row);
            word.is_some_and(|word| partial.iter().any(|state| state.as_ref() == word))
        };
        let mut progress = Progress::default();
        for row in self.asked_of(aggregate, rows, frame) {
            let count = match self.standing_in(aggregate, rows, row).ok()? {
                Standing::Apart | Standing::Unknown | Standing::Impossible => continue,
                Standing::Counted => Some(&mut progress.done),
                _ => is_partly(row).then_some(&mut progress.partly),
            };
            if let Some(count) = count {
                *count = count.saturating_add(1);
            }
            progress.total = progress.total.saturating_add(1);
        }
        Some(progress)
    }
}

/// The field of a life cycle that a share asks for, and its states of what is done in part.
fn cycle<'a>(aggregate: &Aggregate, rows: Rows<'a>) -> Option<(usize, &'a [std::sync::Arc<str>])> {
    let filter = aggregate.filter.as_ref()?;
    let mut cycles = rows.fields.iter().enumerate();
    let (field, schema) = cycles
        .find(|(field, schema)| !schema.partial.is_empty() && filter.asks_for_words_of(*field))?;
    (aggregate.measure == Measure::Share).then_some((field, schema.partial.as_slice()))
}
