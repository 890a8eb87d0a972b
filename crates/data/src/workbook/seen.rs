//! The sheets of a workbook as they are seen, for a copy of one that cannot be written in its own format.

use std::ops::RangeInclusive;

use super::book::{Book, Tab, Unread};
use super::grid::{Grid, GridCell};
use crate::{Input, ReadError, ReadOptions};

/// The cells of a sheet as they are seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetCells {
    /// What the sheet is called.
    pub name: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// The row and the column, both from 1, of each cell that is not empty, and its text; by rows.
    pub cells: Vec<(u32, u32, String)>,
    /// The rows and the columns of each region that is merged.
    pub merged: Vec<(RangeInclusive<u32>, RangeInclusive<u32>)>,
}

/// The sheets of a workbook of any format with their cells; none of one that is damaged.
///
/// # Errors
///
/// As [`read`](crate::read).
pub fn sheet_cells(input: &Input, options: &ReadOptions) -> Result<Vec<SheetCells>, ReadError> {
    let limits = &options.limits;
    let bytes = input.content()?;
    let sheets = Book::open(&bytes, limits).and_then(|mut book| {
        let tabs = book.tabs();
        let sheet = |tab: Tab| {
            let grid = book.grid(&tab.name, limits.sheet_cells)?;
            Ok(SheetCells {
                cells: cells(&grid),
                merged: grid.merged(),
                name: tab.name,
                is_hidden: tab.is_hidden,
            })
        };
        tabs.into_iter().take(limits.sheets).map(sheet).collect()
    });
    match sheets {
        Ok(sheets) => Ok(sheets),
        Err(Unread::Broken) => Ok(Vec::new()),
        Err(Unread::Beyond(limit)) => Err(limits.passed(&input.name, limit)),
    }
}

fn cells(grid: &Grid) -> Vec<(u32, u32, String)> {
    let cells = grid.rows().flat_map(|(_, cells)| cells);
    let cell = |cell: &GridCell| (cell.row, cell.column, grid.text(cell).to_owned());
    cells.map(cell).collect()
}
