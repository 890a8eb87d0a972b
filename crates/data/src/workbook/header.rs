//! Where a table begins in a sheet: its row of headers, below titles and remarks.

use dabiao_diagnostics::register::SHEET_DISAGREES;
use dabiao_model::Place;

use super::above::Above;
use super::grid::{Grid, GridCell};
use super::presence;
use crate::nearest::shown;
use crate::raw::{Heading, Layout, RawCell};
use crate::read::Reading;
use crate::sheet::{self, Sheet, Subject};
use crate::wide::{FigureTable, is_line_of_units};

/// In how many rows that are not empty the headers are looked for.
const ROWS: usize = 40;

/// The rows of a sheet laid out as wide as its table.
pub(super) struct Area<'g> {
    pub(super) grid: &'g Grid,
    pub(super) source: u32,
    pub(super) width: u32,
}

impl<'g> Area<'g> {
    pub(super) fn place(&self, row: u32, column: u32) -> Place {
        Place {
            source: self.source,
            line: row,
            column,
        }
    }

    /// A cell by itself.
    fn own(&self, cell: &GridCell) -> RawCell<'g> {
        RawCell::new(self.grid.text(cell), self.place(cell.row, cell.column))
    }

    /// The cells of a row, each as it is seen: that of its region where several are merged.
    pub(super) fn row(&self, row: u32) -> Vec<RawCell<'g>> {
        let seen = |column| {
            let cell = self.grid.seen(row, column);
            cell.map_or_else(
                || RawCell::new("", self.place(row, column)),
                |it| self.own(it),
            )
        };
        (1..=self.width).map(seen).collect()
    }

    /// A cell as it stands, empty where only its region holds something.
    pub(super) fn alone(&self, row: u32, column: u32) -> RawCell<'g> {
        let cell = self.grid.cell(row, column);
        cell.map_or_else(
            || RawCell::new("", self.place(row, column)),
            |it| self.own(it),
        )
    }
}

/// A table found in a sheet.
pub(super) struct Found {
    pub(super) sheet: Option<Sheet>,
    /// The row of the headers, the lower one where there are two.
    pub(super) header: u32,
}

/// What a table may be called: its sheet, else its file.
pub(super) struct Named<'n> {
    pub(super) sheet: &'n str,
    pub(super) file: &'n str,
    /// Whether it is the only sheet, so that it must be what the file is called after.
    pub(super) is_alone: bool,
}

/// Finds the table of a sheet and binds its columns; nothing where there is none.
pub(super) fn find(reading: &mut Reading<'_>, area: &Area<'_>, named: &Named<'_>) -> Option<Found> {
    let rows: Vec<u32> = area.grid.rows().map(|(row, _)| row).take(ROWS).collect();
    let by_name = by_name(reading, named);
    for (index, row) in rows.iter().enumerate() {
        let cells = area.row(*row);
        let subject = sheet::headed(reading, &cells, by_name);
        if let Some(subject) = subject {
            return Some(rows_below(reading, area, (*row, &cells), (subject, named)));
        }
        let below: Vec<u32> = rows.iter().skip(index.saturating_add(1)).copied().collect();
        let found = wide(reading, area, (*row, &cells), (&below, named));
        if found.is_some() {
            return found;
        }
    }
    // It bears the name of a table, and its headers are not those: the first row tells what is missing.
    let said = Named {
        file: if named.is_alone { named.file } else { "" },
        ..*named
    };
    let (subject, row) = (self::by_name(reading, &said)?, *rows.first()?);
    let cells = area.row(row);
    Some(rows_below(reading, area, (row, &cells), (subject, named)))
}

/// The table that a sheet or its file is called after.
fn by_name(reading: &Reading<'_>, named: &Named<'_>) -> Option<Subject> {
    [named.sheet, named.file]
        .into_iter()
        .find_map(|name| sheet::called(reading, name))
}

/// Binds a table with a figure, a case or a sign-off a row.
fn rows_below(
    reading: &mut Reading<'_>,
    area: &Area<'_>,
    (row, cells): (u32, &[RawCell<'_>]),
    (subject, named): (Subject, &Named<'_>),
) -> Found {
    if let Subject::Cases(record) = subject
        && !presence::is_submitted(reading, area, (record, row, named.sheet))
    {
        return Found {
            sheet: None,
            header: row,
        };
    }
    let heading = Heading {
        place: area.place(row, 0),
        cells,
        layout: Layout::Cells,
    };
    let opened = sheet::open(reading, subject, heading);
    let sheet = opened.and_then(|opened| match opened {
        Sheet::Rows {
            subject: Subject::Figures,
            columns,
            ..
        } => {
            let above = Above::of(&reading.lookup, area.grid, row, (area.source, named.sheet));
            let mut table = FigureTable::long(&columns);
            table.defaults.clone_from(&above.defaults);
            table.units.clone_from(&above.units);
            let is_clear = agrees(reading, &above, &table, named);
            is_clear.then(|| Sheet::Figures(Box::new(table)))
        }
        other => Some(other),
    });
    Found { sheet, header: row }
}

/// Binds a table whose values stand under metrics, periods or entities, in two lines of headers or one, and perhaps a line of
/// units below them.
fn wide(
    reading: &mut Reading<'_>,
    area: &Area<'_>,
    (row, cells): (u32, &[RawCell<'_>]),
    (below, named): (&[u32], &Named<'_>),
) -> Option<Found> {
    let above = Above::of(&reading.lookup, area.grid, row, (area.source, named.sheet));
    let rows: Vec<Vec<RawCell<'_>>> = below.iter().map(|row| area.row(*row)).collect();
    let lookup = &reading.lookup;
    let lines = |count: usize| {
        let more = rows.get(..count)?;
        let mut lines = vec![cells];
        lines.extend(more.iter().map(Vec::as_slice));
        let rest = rows.get(count..)?;
        let table = FigureTable::wide(lookup, &lines, rest, &above.defaults)?;
        let last = count.checked_sub(1).and_then(|it| below.get(it));
        Some((table, *last.unwrap_or(&row), lines, rest))
    };
    let units_come = |line: usize| {
        let line = rows.get(line);
        line.is_some_and(|line| is_line_of_units(lookup, line))
    };
    let found = if units_come(1) { lines(2) } else { None };
    let (mut table, header, headers, rest) = found.or_else(|| lines(1)).or_else(|| lines(0))?;
    // Over some of its headers a table may have titles of groups, of which nothing is known.
    let lower = rows.first().filter(|_| header == row).and_then(|line| {
        let rest = rows.get(1..)?;
        let lines = [line.as_slice()];
        FigureTable::wide(lookup, &lines, rest, &above.defaults)
    });
    if lower.is_some_and(|lower| lower.width() > table.width()) {
        return None;
    }
    table.units.clone_from(&above.units);
    let is_clear = agrees(reading, &above, &table, named);
    let sheet = sheet::wide(reading, table, &headers, rest).filter(|_| is_clear);
    Some(Found { sheet, header })
}

/// Whether the lines above a table and the name of its sheet say the same, where no column does; complains where they do not.
fn agrees(
    reading: &mut Reading<'_>,
    above: &Above,
    table: &FigureTable,
    named: &Named<'_>,
) -> bool {
    let otherwise = above.otherwise.as_ref();
    let Some((_, said)) = otherwise.filter(|(column, _)| !table.says(*column)) else {
        return true;
    };
    let wrong = reading.lookup.wrong(&SHEET_DISAGREES, said.place);
    let wrong = wrong.with("sheet", shown(named.sheet));
    reading.findings.push(wrong.with("said", shown(&said.text)));
    false
}
