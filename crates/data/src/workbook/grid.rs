//! The cells of one sheet as texts, with the regions that are merged.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// What there is to say of a cell beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    Plain,
    /// It holds a number and no text.
    Number,
    /// Its formula gives an error.
    FormulaError,
    /// Its formula was never calculated.
    NoValue,
    /// Its format shows another number than it holds.
    Scaled,
}

/// A cell that is not empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct GridCell {
    /// The row, from 1.
    pub(super) row: u32,
    /// The column, from 1.
    pub(super) column: u32,
    pub(super) mark: Mark,
    from: usize,
    to: usize,
}

/// A region of which only the first cell holds something, which stands for all of it.
#[derive(Debug, Clone)]
pub(super) struct Merged {
    pub(super) rows: RangeInclusive<u32>,
    pub(super) columns: RangeInclusive<u32>,
}

/// The cells of a sheet by rows, and in a row by columns.
#[derive(Debug, Default)]
pub(super) struct Grid {
    text: String,
    cells: Vec<GridCell>,
    merged: Vec<Merged>,
}

impl Mark {
    /// Whether the cell cannot be read.
    pub(super) fn is_wrong(self) -> bool {
        !matches!(self, Self::Plain | Self::Number)
    }
}

impl Grid {
    /// Adds a cell, in any order.
    pub(super) fn push(&mut self, (row, column): (u32, u32), text: &str, mark: Mark) {
        let text = text.trim();
        if text.is_empty() && !mark.is_wrong() {
            return;
        }
        let from = self.text.len();
        self.text.push_str(text);
        let to = self.text.len();
        self.cells.push(GridCell {
            row,
            column,
            mark,
            from,
            to,
        });
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Brings the cells into their order; of several in one place the first stays.
    pub(super) fn finish(mut self, mut merged: Vec<Merged>) -> Self {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.cells.dedup_by_key(|cell| (cell.row, cell.column));
        merged.sort_by_key(|region| (*region.rows.start(), *region.columns.start()));
        self.merged = merged;
        self
    }

    /// The places of the numbers that were never a text.
    pub(super) fn numbers(&self) -> BTreeSet<(u32, u32)> {
        // Which of them are a year and a month is all that is asked of them.
        let looks_like_a_month = |cell: &&GridCell| self.text(cell).ends_with(".1");
        let numbers = self.cells.iter().filter(|it| it.mark == Mark::Number);
        let numbers = numbers.filter(looks_like_a_month);
        numbers.map(|it| (it.row, it.column)).collect()
    }

    /// The rows in which something stands, each with its cells.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &[GridCell])> + Clone {
        let rows = self.cells.chunk_by(|one, other| one.row == other.row);
        rows.filter_map(|cells| Some((cells.first()?.row, cells)))
    }

    /// The rows and the columns of the merged regions.
    pub(super) fn merged(&self) -> Vec<(RangeInclusive<u32>, RangeInclusive<u32>)> {
        let merged = self.merged.iter();
        merged
            .map(|it| (it.rows.clone(), it.columns.clone()))
            .collect()
    }

    pub(super) fn text(&self, cell: &GridCell) -> &str {
        self.text.get(cell.from..cell.to).unwrap_or_default()
    }

    /// The cell that stands in a place, or for it as the first of its region.
    pub(super) fn seen(&self, row: u32, column: u32) -> Option<&GridCell> {
        self.cell(row, column).or_else(|| {
            let region = self.region(row, column)?;
            self.cell(*region.rows.start(), *region.columns.start())
        })
    }

    /// The merged region of which a place is a part.
    pub(super) fn region(&self, row: u32, column: u32) -> Option<&Merged> {
        let before = self.merged.partition_point(|it| *it.rows.start() <= row);
        let mut before = self.merged.get(..before)?.iter().rev();
        before.find(|it| it.rows.contains(&row) && it.columns.contains(&column))
    }

    /// The cell that stands in a place itself.
    pub(super) fn cell(&self, row: u32, column: u32) -> Option<&GridCell> {
        let place = |cell: &GridCell| (cell.row, cell.column);
        let index = self
            .cells
            .binary_search_by_key(&(row, column), place)
            .ok()?;
        self.cells.get(index)
    }
}
