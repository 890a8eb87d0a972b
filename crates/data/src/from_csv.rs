//! CSV: one table a file, the headers in its first row.

use csv::StringRecord;
use dabiao_diagnostics::register::{EMPTY_FILE, WRONG_CELL_COUNT, WRONG_SEPARATOR};
use dabiao_model::{Place, Schema, Text};

use crate::csv_rows::CsvRows;
use crate::raw::{Cells, Heading, Layout, RawCell, Row};
use crate::read::{Reading, hashed};
use crate::sheet::{self, Sheet};
use crate::{Input, Read, ReadError, ReadOptions, decode};

/// Reads one file as CSV, whatever its name ends in.
///
/// Rows that are blank, or have only empty cells, are passed over. A place is the line in which a
/// row begins and the number of the cell in it, both from 1.
///
/// # Errors
///
/// As [`read`](crate::read).
pub fn from_csv(schema: &Schema, input: &Input, options: &ReadOptions) -> Result<Read, ReadError> {
    hashed(std::slice::from_ref(input), || {
        let mut reading = Reading::new(schema, options);
        let source = reading.begin(input)?;
        table(&mut reading, input, source)?;
        Ok(reading.finish())
    })
}

/// Reads one table.
pub(crate) fn table(
    reading: &mut Reading<'_>,
    input: &Input,
    source: u32,
) -> Result<(), ReadError> {
    let text = decode::decode(&input.name, &input.bytes, reading.options.encoding)?;
    let mut rows = CsvRows::new(&text, source);
    let mut record = StringRecord::new();
    let Some(place) = rows.next(reading, input, &mut record)? else {
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
    let width = record.len();
    reading.check_columns(input, width)?;
    let headers = record.clone();
    let header = Heading {
        place,
        cells: &cells(&headers, place),
        layout: Layout::Cells,
    };
    let Some(mut sheet) = heading(reading, input, header) else {
        return Ok(());
    };
    while let Some(place) = rows.next(reading, input, &mut record)? {
        reading.count_row(input)?;
        row(
            reading,
            &mut sheet,
            width,
            &Row {
                place,
                number: place.line,
                cells: Cells::Counted(&record, place),
            },
        );
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

fn row(reading: &mut Reading<'_>, sheet: &mut Sheet, wanted: usize, row: &Row<'_>) {
    if row.cells.len() == wanted {
        sheet::row(reading, sheet, row);
        return;
    }
    let wrong = reading.lookup.wrong(&WRONG_CELL_COUNT, row.place);
    let wrong = wrong.with("found", row.cells.len().to_string());
    reading
        .findings
        .push(wrong.with("wanted", wanted.to_string()));
}

pub(crate) fn cells(record: &StringRecord, place: Place) -> Vec<RawCell<'_>> {
    let numbered = (1..).zip(record.iter());
    numbered
        .map(|(column, text)| RawCell::new(text, Place { column, ..place }))
        .collect()
}
