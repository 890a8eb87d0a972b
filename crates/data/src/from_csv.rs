//! CSV: one table a file, the headers in its first row.

use std::fs::File;
use std::io::{Read as _, Seek as _};
use std::thread;

use dabiao_diagnostics::register::{EMPTY_FILE, HEADERS_BELOW, WRONG_CELL_COUNT, WRONG_SEPARATOR};
use dabiao_model::{Place, Schema, Text};

use crate::blocks::{self, Blocks, LongFile};
use crate::case_columns::CaseLines;
use crate::csv_rows::CsvRows;
use crate::hash::FilesHash;
use crate::raw::{Cells, Counted, Heading, Layout, RawCell, Row};
#[cfg(test)]
use crate::read::Way;
use crate::read::{ARCHIVE, Format, Reading, read_as};
use crate::sheet::{self, Sheet};
use crate::stretch::Stretch;
use crate::wide::FigureTable;
use crate::{Input, Read, ReadError, ReadOptions, decode};

/// In how many rows headers are looked for that do not stand in the first.
const LOOKED_AT: usize = 40;

/// Reads one file as CSV, whatever its name ends in.
///
/// Rows that are blank, or have only empty cells, are passed over. A place is the line in which a
/// row begins and the number of the cell in it, both from 1.
///
/// # Errors
///
/// As [`read`](crate::read).
pub fn from_csv(schema: &Schema, input: &Input, options: &ReadOptions) -> Result<Read, ReadError> {
    read_as(schema, std::iter::once((input, Format::Csv)), options)
}

/// The rows of a CSV file as they are written: the line in which each begins, and its cells. Blank ones are passed over.
///
/// # Errors
///
/// As [`read`](crate::read).
pub fn csv_rows(
    schema: &Schema,
    input: &Input,
    options: &ReadOptions,
) -> Result<Vec<(u32, Vec<String>)>, ReadError> {
    let mut reading = Reading::new(schema, options);
    let source = reading.begin(input);
    let bytes = input.content()?;
    reading.count_bytes(input, bytes.len())?;
    let decoded = decode::decode(&input.name, &bytes, input.encoding(options), schema)?;
    let blocks = Blocks::Held(&decoded.text, reading.meter.clone());
    let mut rows = CsvRows::new(blocks, source);
    let mut found = Vec::new();
    while let Some(place) = rows.next(&mut reading, input)? {
        reading.count_row(input)?;
        let cells = rows.cells(place).iter().map(str::to_owned);
        found.push((place.line, cells.collect()));
    }
    Ok(found)
}

/// Reads one table from the bytes of its file.
pub(crate) fn table(
    reading: &mut Reading<'_>,
    input: &Input,
    source: u32,
    bytes: &[u8],
) -> Result<(), ReadError> {
    let (asked, schema) = (input.encoding(reading.options), reading.lookup.schema);
    let decoded = decode::decode(&input.name, bytes, asked, schema)?;
    reading.note_encoding(input, source, decoded.told_by);
    let blocks = Blocks::Held(&decoded.text, reading.meter.clone());
    let mut rows = CsvRows::new(blocks, source);
    rows_of(reading, input, source, &mut rows)
}

/// Reads one table from a long file, block by block; false, and nothing read, when that is not possible: the file is
/// no text or in UTF-16, where a line does not end with a byte, or there are no threads.
pub(crate) fn long_table(
    reading: &mut Reading<'_>,
    hash: &mut FilesHash,
    (input, source): (&Input, u32),
    (mut file, size): (File, u64),
) -> Result<bool, ReadError> {
    let unreadable = |error| ReadError::unreadable(&input.name, &error);
    let mut beginning = [0; ARCHIVE.len()];
    file.read_exact(&mut beginning).map_err(unreadable)?;
    if beginning == ARCHIVE || decode::is_utf16(&beginning) {
        return Ok(false);
    }
    file.rewind().map_err(unreadable)?;
    thread::scope(|scope| {
        let (sender, blocks) = blocks::arriving();
        let meter = reading.meter.clone();
        let said = (input.encoding(reading.options), reading.lookup.schema);
        let sending = move || {
            hash.begin(input.file_name(), size);
            LongFile::new(&input.name, (file, size), said, hash).send(&sender, &meter)
        };
        let Ok(sent) = thread::Builder::new().spawn_scoped(scope, sending) else {
            return Ok(false);
        };
        reading.count_bytes(input, usize::try_from(size).unwrap_or(usize::MAX))?;
        let mut rows = CsvRows::new(blocks, source);
        rows_of(reading, input, source, &mut rows)?;
        // Whoever sends more is told that nobody takes it.
        drop(rows);
        let told_by = sent.join().ok().flatten();
        reading.note_encoding(input, source, told_by);
        Ok(true)
    })
}

/// Reads the rows of one table.
pub(crate) fn rows_of(
    reading: &mut Reading<'_>,
    input: &Input,
    source: u32,
    rows: &mut CsvRows<'_>,
) -> Result<(), ReadError> {
    let Some(place) = rows.next(reading, input)? else {
        if !rows.is_broken() {
            let place = Place {
                source,
                line: 1,
                column: 0,
            };
            reading
                .findings
                .push(reading.lookup.wrong(&EMPTY_FILE, place));
        }
        return Ok(());
    };
    let headers = rows.cells(place).placed();
    let width = headers.len();
    reading.check_columns(input, width)?;
    let header = Heading {
        place,
        cells: &headers,
        layout: Layout::Cells,
    };
    if !is_header(reading, input, &headers) {
        let texts: Vec<String> = headers.iter().map(|it| it.text.to_owned()).collect();
        return no_header(reading, input, rows, (place, &texts));
    }
    let Some(mut sheet) = heading(reading, input, header) else {
        return rows.pass();
    };
    loop {
        by_columns(reading, input, &mut sheet, (rows, width))?;
        let Some(place) = rows.next(reading, input)? else {
            return Ok(());
        };
        row(reading, input, &mut sheet, (rows.cells(place), width))?;
    }
}

/// Whether cells are the headers of a table, or enough of them to complain of the others.
fn is_header(reading: &Reading<'_>, input: &Input, cells: &[RawCell<'_>]) -> bool {
    let by_name = sheet::called(reading, input.stem_and_extension().0);
    sheet::headed(reading, cells, by_name).is_some()
        || FigureTable::wide(&reading.lookup, &[cells], &[], &[]).is_some()
}

/// Says that the first row is no row of headers: that they stand below it, or what it is not.
fn no_header(
    reading: &mut Reading<'_>,
    input: &Input,
    rows: &mut CsvRows<'_>,
    (first, texts): (Place, &[String]),
) -> Result<(), ReadError> {
    for _ in 0..LOOKED_AT {
        let Some(place) = rows.next(reading, input)? else {
            break;
        };
        if is_header(reading, input, &rows.cells(place).placed()) {
            let wrong = reading.lookup.wrong(&HEADERS_BELOW, first);
            let wrong = wrong.with("line", place.line.to_string());
            reading.findings.push(wrong);
            return rows.pass();
        }
    }
    let cells: Vec<RawCell<'_>> = (1..)
        .zip(texts)
        .map(|(column, text)| RawCell::new(text, Place { column, ..first }))
        .collect();
    let header = Heading {
        place: first,
        cells: &cells,
        layout: Layout::Cells,
    };
    // Columns are missing, or the table is none: that is said.
    heading(reading, input, header);
    rows.pass()
}

/// Reads the rows that come next column by column, as far as that is possible.
fn by_columns(
    reading: &mut Reading<'_>,
    input: &Input,
    sheet: &mut Sheet,
    (rows, width): (&mut CsvRows<'_>, usize),
) -> Result<(), ReadError> {
    #[cfg(test)]
    if reading.way != Way::ByColumns {
        return Ok(());
    }
    if sheet.case_columns().is_none_or(|cases| cases.is_none()) {
        return Ok(());
    }
    match rows.stretch(width, reading.options.limits.cell) {
        Some(stretch) => stretch_of(reading, input, sheet, stretch),
        None => Ok(()),
    }
}

/// Reads rows that follow one another, column by column as far as that is possible.
pub(crate) fn stretch_of(
    reading: &mut Reading<'_>,
    input: &Input,
    sheet: &mut Sheet,
    stretch: Stretch<'_>,
) -> Result<(), ReadError> {
    let odd_row = |reading: &mut Reading<'_>, sheet: &mut Sheet, index| {
        let cells = stretch.row(index);
        if cells.is_blank() {
            return Ok(());
        }
        row(reading, input, sheet, (cells, stretch.width))
    };
    let Some(columns) = sheet.case_columns().and_then(Option::take) else {
        return (0..stretch.rows()).try_for_each(|index| odd_row(reading, sheet, index));
    };
    let add = |reading: &mut Reading<'_>, lines: &CaseLines<'_, '_>| {
        reading.count_rows(input, lines.rows())?;
        lines.add(reading);
        Ok(())
    };
    let odd = |reading: &mut Reading<'_>, index| odd_row(reading, sheet, index);
    columns.read(reading, stretch, add, odd)?;
    if let Some(cases) = sheet.case_columns() {
        *cases = Some(columns);
    }
    Ok(())
}

/// Recognises the table and binds its columns.
fn heading(reading: &mut Reading<'_>, input: &Input, heading: Heading<'_>) -> Option<Sheet> {
    if let Some(separator) = other_separator(heading.cells) {
        let wrong = reading.lookup.wrong(&WRONG_SEPARATOR, heading.place);
        reading.findings.push(wrong.with("separator", separator));
        return None;
    }
    let (stem, _) = input.stem_and_extension();
    let subject = sheet::recognise(reading, stem, heading)?;
    sheet::open(reading, subject, heading)
}

/// What separates the cells of a header that is only one cell long.
fn other_separator(header: &[RawCell<'_>]) -> Option<Text> {
    let [only] = header else { return None };
    let separators = [
        (';', Text::new("semicolons", "分号")),
        ('；', Text::new("full-width semicolons", "全角分号")),
        ('\t', Text::new("tabs", "制表符")),
        ('，', Text::new("full-width commas", "全角逗号")),
        ('|', Text::new("bars", "竖线")),
    ];
    separators
        .into_iter()
        .find(|(sign, _)| only.text.contains(*sign))
        .map(|(_, text)| text)
}

/// Reads one row, of which so many cells are wanted.
fn row(
    reading: &mut Reading<'_>,
    input: &Input,
    sheet: &mut Sheet,
    (cells, wanted): (Counted<'_>, usize),
) -> Result<(), ReadError> {
    reading.count_row(input)?;
    let row = Row {
        place: cells.place,
        number: cells.place.line,
        cells: Cells::Counted(cells),
        spoiled: &[],
    };
    if row.cells.len() == wanted {
        sheet::row(reading, sheet, &row);
        return Ok(());
    }
    let wrong = reading.lookup.wrong(&WRONG_CELL_COUNT, row.place);
    let wrong = wrong.with("found", row.cells.len().to_string());
    reading
        .findings
        .push(wrong.with("wanted", wanted.to_string()));
    Ok(())
}
