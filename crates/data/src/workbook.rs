//! Workbooks: each sheet is a table, wherever in it the table begins and whatever its layout, read as tables of CSV are.

mod above;
mod book;
mod format;
mod grid;
mod header;
mod labelled;
mod ods;
mod ods_cell;
mod ods_styles;
mod old;
mod presence;
mod seen;
pub(crate) mod shown;
mod unpacked;

use dabiao_diagnostics::Code;
use dabiao_diagnostics::register::{
    BROKEN_WORKBOOK, CELL_FORMULA_ERROR, FORMULA_WITHOUT_VALUE, HIDDEN_SHEET, MERGED_NUMBER,
    SCALED_NUMBER, SHEET_WITHOUT_TABLE,
};
use dabiao_model::Place;

use self::book::{Book, Tab, Unread};
use self::grid::{Grid, Mark};
use self::header::{Area, Found, Named, find};
use self::labelled::Labelled;
pub use self::presence::cases_question;
pub use self::seen::{SheetCells, sheet_cells};
use crate::headers::{GUIDE_NAME, is};
use crate::lookup::Numbers;
use crate::nearest::shown;
use crate::raw::{Cells, Heading, Layout, RawCell, Row};
use crate::read::Reading;
use crate::sheet::{self, Sheet};
use crate::{Input, ReadError};

/// Reads the tables of a workbook.
pub(crate) fn read(
    reading: &mut Reading<'_>,
    input: &Input,
    source: u32,
    bytes: &[u8],
) -> Result<(), ReadError> {
    let place = whole(source);
    let limits = &reading.options.limits;
    let mut book = match Book::open(bytes, limits) {
        Ok(book) => book,
        Err(why) => return unread(reading, input, place, &why),
    };
    let tabs = book.tabs();
    reading.check_sheets(input, tabs.len())?;
    let mut tables: usize = 0;
    for tab in &tabs {
        tables = tables.saturating_add(usize::from(tab_of(reading, input, &mut book, tab)?));
    }
    reading.lookup.numbers = Numbers::None;
    if tables == 0 {
        let heading = Heading {
            place,
            cells: &[],
            layout: Layout::Cells,
        };
        sheet::unknown_table(reading, input.stem_and_extension().0, heading);
    }
    Ok(())
}

/// A file or sheet as a whole.
fn whole(source: u32) -> Place {
    Place {
        source,
        line: 0,
        column: 0,
    }
}

/// Says why a workbook is not read: what is wrong with it is a finding, that it is too large ends the run.
fn unread(
    reading: &mut Reading<'_>,
    input: &Input,
    place: Place,
    why: &Unread,
) -> Result<(), ReadError> {
    match why {
        Unread::Beyond(limit) => Err(reading.options.limits.passed(&input.name, *limit)),
        Unread::Broken => {
            let wrong = reading.lookup.wrong(&BROKEN_WORKBOOK, place);
            reading.findings.push(wrong.with("file", input.file_name()));
            Ok(())
        }
    }
}

/// Reads one sheet; whether there is a table in it, or something was said of it.
fn tab_of(
    reading: &mut Reading<'_>,
    input: &Input,
    book: &mut Book<'_>,
    tab: &Tab,
) -> Result<bool, ReadError> {
    if is(&tab.name, GUIDE_NAME) {
        return Ok(false);
    }
    let source = reading.begin_sheet(input, tab.number, &tab.name);
    let most = reading.options.limits.sheet_cells;
    let grid = match book.grid(&tab.name, most) {
        Ok(grid) => grid,
        Err(why) => return unread(reading, input, whole(source), &why).map(|()| true),
    };
    if grid.len() == 0 {
        return Ok(false);
    }
    reading.lookup.numbers = Numbers::Cells(grid.numbers());
    let widest = grid
        .rows()
        .filter_map(|(_, cells)| Some(cells.last()?.column));
    let width = widest.max().unwrap_or_default();
    let area = Area {
        grid: &grid,
        source,
        width: width.min(u32::try_from(reading.options.limits.columns).unwrap_or(u32::MAX)),
    };
    let named = Named {
        sheet: &tab.name,
        file: input.stem_and_extension().0,
        is_alone: book.tabs().len() == 1,
    };
    if tab.is_hidden {
        return Ok(hidden(reading, &area, &named));
    }
    let Some(found) = find(reading, &area, &named) else {
        let wrong = reading.lookup.wrong(&SHEET_WITHOUT_TABLE, whole(source));
        reading.findings.push(wrong.with("sheet", shown(&tab.name)));
        return Ok(false);
    };
    reading.check_columns(input, usize::try_from(width).unwrap_or(usize::MAX))?;
    if let Found {
        sheet: Some(mut sheet),
        header,
    } = found
    {
        rows(reading, input, &area, (&mut sheet, header))?;
    }
    Ok(true)
}

/// Says that a hidden sheet holds a table that is not read; lists for a form are no table.
fn hidden(reading: &mut Reading<'_>, area: &Area<'_>, named: &Named<'_>) -> bool {
    // A look that leaves no trace: what is wrong in a sheet that is not read is of no interest.
    let mut look = Reading::new(reading.lookup.schema, reading.options);
    let is_table = find(&mut look, area, named).is_some();
    if is_table {
        let wrong = reading.lookup.wrong(&HIDDEN_SHEET, whole(area.source));
        reading
            .findings
            .push(wrong.with("sheet", shown(named.sheet)));
    }
    is_table
}

/// Reads the rows below the headers.
fn rows(
    reading: &mut Reading<'_>,
    input: &Input,
    area: &Area<'_>,
    (sheet, header): (&mut Sheet, u32),
) -> Result<(), ReadError> {
    let grid: &Grid = area.grid;
    let numbers: Vec<(usize, u32)> = (0..)
        .zip(1..=area.width)
        .filter(|(index, _)| sheet.is_case_number(&reading.lookup, *index))
        .collect();
    let labelled = Labelled::of(reading, area, (sheet, header));
    for (row, own) in grid.rows().filter(|(row, _)| *row > header) {
        reading.count_row(input)?;
        let mut cells = area.row(row);
        for (index, column) in (0..).zip(1..=area.width) {
            // A region that is merged stands for each of its rows, but a figure is not for several of them.
            if let Some(cell) = cells.get_mut(index).filter(|_| sheet.is_figure(index)) {
                *cell = area.alone(row, column);
            }
        }
        for cell in &cells {
            reading.check_cell(input, cell.text)?;
        }
        let mut spoiled: Vec<Place> = Vec::new();
        for cell in own.iter().filter(|cell| cell.mark.is_wrong()) {
            if !index_of(cell.column).is_some_and(|index| sheet.uses(index)) {
                continue;
            }
            let place = Place {
                source: area.source,
                line: row,
                column: cell.column,
            };
            let wrong = reading.lookup.wrong(code_of(cell.mark), place);
            reading
                .findings
                .push(wrong.with("text", shown(grid.text(cell))));
            spoiled.push(place);
        }
        spoiled.extend(merged_numbers(reading, area, &numbers, (row, &cells)));
        if let Some(labelled) = &labelled {
            labelled.apply(reading, &mut cells);
        }
        let told: Vec<_> = spoiled.iter().map(|it| reading.lookup.cell(*it)).collect();
        reading.findings.enough_of(told.into_iter());
        let row = Row {
            place: area.place(row, 0),
            number: row,
            cells: Cells::Placed(&cells),
            spoiled: &spoiled,
        };
        sheet::row(reading, sheet, &row);
    }
    reading.findings.enough_of(std::iter::empty());
    Ok(())
}

/// The numbers of a case that stand for several rows, of which each would count them; says so at their cells.
fn merged_numbers(
    reading: &mut Reading<'_>,
    area: &Area<'_>,
    numbers: &[(usize, u32)],
    (row, cells): (u32, &[RawCell<'_>]),
) -> Vec<Place> {
    let mut found = Vec::new();
    for (index, column) in numbers {
        let Some(cell) = cells.get(*index).filter(|cell| !cell.is_empty()) else {
            continue;
        };
        let region = area.grid.region(row, *column);
        let Some(region) = region.filter(|it| it.rows.start() < it.rows.end()) else {
            continue;
        };
        let wrong = reading.lookup.wrong(&MERGED_NUMBER, cell.place);
        let wrong = wrong.with("text", shown(cell.text));
        let wrong = wrong.with("first", region.rows.start().to_string());
        reading
            .findings
            .push(wrong.with("last", region.rows.end().to_string()));
        found.push(cell.place);
    }
    found
}

/// The number of a column from 0.
fn index_of(column: u32) -> Option<usize> {
    usize::try_from(column.checked_sub(1)?).ok()
}

fn code_of(mark: Mark) -> &'static Code {
    match mark {
        Mark::NoValue => &FORMULA_WITHOUT_VALUE,
        Mark::Scaled => &SCALED_NUMBER,
        Mark::FormulaError | Mark::Number | Mark::Plain => &CELL_FORMULA_ERROR,
    }
}
