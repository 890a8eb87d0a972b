//! Where a table begins in a sheet: its row of headers, below titles and remarks.

use dabiao_model::Place;

use super::above::Above;
use super::grid::{Grid, GridCell};
use super::presence;
use crate::columns::Columns;
use crate::headers::{CLAUSES_NAME, FIGURES_NAME, SIGNOFFS_NAME, is};
use crate::raw::{Heading, Layout, RawCell};
use crate::read::Reading;
use crate::sheet::{self, Sheet, Subject};
use crate::wide::FigureTable;

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
        let subject = subject(reading, &cells, by_name);
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
    [named.sheet, named.file].into_iter().find_map(|name| {
        if let Some(record) = sheet::record(reading, name) {
            Some(Subject::Cases(record))
        } else if is(name, SIGNOFFS_NAME) {
            Some(Subject::SignOffs)
        } else if is(name, FIGURES_NAME) {
            Some(Subject::Figures)
        } else {
            is(name, CLAUSES_NAME).then_some(Subject::Clauses)
        }
    })
}

/// What a row is the headers of: the table that is expected, or the one whose columns it has.
fn subject(
    reading: &Reading<'_>,
    cells: &[RawCell<'_>],
    by_name: Option<Subject>,
) -> Option<Subject> {
    let lookup = &reading.lookup;
    let fits = |subject: Subject, share: usize| {
        let known = sheet::known_columns(lookup, subject).unwrap_or_default();
        let needed = known.iter().filter(|column| column.needed).count();
        let bound = Columns::bound(lookup, cells, &known);
        bound > 0 && bound.saturating_mul(share) >= needed.saturating_mul(2)
    };
    let has_needed = |subject: Subject| {
        let known = sheet::known_columns(lookup, subject).unwrap_or_default();
        known
            .iter()
            .filter(|column| column.needed)
            .all(|column| Columns::bound(lookup, cells, std::slice::from_ref(column)) > 0)
    };
    match by_name {
        Some(Subject::Cases(record)) => {
            // Half of the columns are enough to complain of the other half.
            return fits(Subject::Cases(record), 4).then_some(Subject::Cases(record));
        }
        Some(Subject::Clauses) => return Some(Subject::Clauses),
        _ => {}
    }
    if let Some(subject) = [Subject::Figures, Subject::SignOffs]
        .into_iter()
        .find(|it| has_needed(*it))
    {
        return Some(subject);
    }
    let records = (0..lookup.schema.records.len()).map(|index| Subject::Cases(index.into()));
    let mut fitting = records.filter(|it| fits(*it, 2) && has_needed(*it));
    let first = fitting.next();
    first.filter(|_| fitting.next().is_none())
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
    let sheet = opened.map(|opened| match opened {
        Sheet::Rows {
            subject: Subject::Figures,
            columns,
            ..
        } => {
            let above = Above::of(&reading.lookup, area.grid, row, (area.source, named.sheet));
            let mut table = FigureTable::long(&columns);
            table.defaults = above.defaults;
            table.units = above.units;
            Sheet::Figures(Box::new(table))
        }
        other => other,
    });
    Found { sheet, header: row }
}

/// Binds a table whose values stand under metrics, periods or entities, in two lines of headers or one.
fn wide(
    reading: &mut Reading<'_>,
    area: &Area<'_>,
    (row, cells): (u32, &[RawCell<'_>]),
    (below, named): (&[u32], &Named<'_>),
) -> Option<Found> {
    let above = Above::of(&reading.lookup, area.grid, row, (area.source, named.sheet));
    let rows: Vec<Vec<RawCell<'_>>> = below.iter().map(|row| area.row(*row)).collect();
    let lookup = &reading.lookup;
    let two = below
        .first()
        .zip(rows.split_first())
        .and_then(|(lower, (second, rest))| {
            let table = FigureTable::wide(lookup, &[cells, second], rest, &above.defaults)?;
            Some((table, *lower, vec![cells, second.as_slice()], rest))
        });
    let one = || {
        let table = FigureTable::wide(lookup, &[cells], &rows, &above.defaults)?;
        Some((table, row, vec![cells], rows.as_slice()))
    };
    let (mut table, header, headers, rest) = two.or_else(one)?;
    table.units = above.units;
    let sheet = sheet::wide(reading, table, &headers, rest);
    Some(Found { sheet, header })
}
