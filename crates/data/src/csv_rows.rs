//! The rows of a CSV text with the lines in which they begin.

use csv::{ReaderBuilder, StringRecord};
use dabiao_diagnostics::register::UNCLOSED_CELL;
use dabiao_model::Place;

use crate::locator::Locator;
use crate::read::Reading;
use crate::{Input, ReadError};

/// A reader of rows; blank ones are passed over.
pub(crate) struct CsvRows<'t> {
    text: &'t str,
    source: u32,
    reader: csv::Reader<&'t [u8]>,
    lines: Lines<'t>,
    broken: bool,
}

impl<'t> CsvRows<'t> {
    pub(crate) fn new(text: &'t str, source: u32) -> Self {
        // Rows of another length are ours to complain about, and to show.
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        Self {
            text,
            source,
            reader,
            lines: Lines::of(text),
            broken: false,
        }
    }

    /// The next row that is not blank, and where it begins; nothing at the end, or after a row
    /// with an open quotation mark.
    pub(crate) fn next(
        &mut self,
        reading: &mut Reading<'_>,
        input: &Input,
        record: &mut StringRecord,
    ) -> Result<Option<Place>, ReadError> {
        while !self.broken && self.advance(input, record)? {
            reading.check_cells(input, record)?;
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let start = self.start(record);
            let line = self.line(record, start);
            let place = Place {
                source: self.source,
                line,
                column: 0,
            };
            if self.ends_open(start) {
                self.broken = true;
                reading
                    .findings
                    .push(reading.lookup.wrong(&UNCLOSED_CELL, place));
                break;
            }
            return Ok(Some(place));
        }
        Ok(None)
    }

    /// Whether a quotation mark was never closed.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    fn advance(&mut self, input: &Input, record: &mut StringRecord) -> Result<bool, ReadError> {
        self.reader
            .read_record(record)
            .map_err(|error| ReadError::Unreadable {
                path: input.name.clone(),
                reason: error.to_string(),
            })
    }

    /// The byte at which a row begins: after the line ends before it, which the reader counts to it.
    fn start(&self, record: &StringRecord) -> usize {
        let byte = record.position().map_or(0, csv::Position::byte);
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        let rest = self.text.get(byte..).unwrap_or_default();
        let ends = rest
            .len()
            .saturating_sub(rest.trim_start_matches(['\r', '\n']).len());
        byte.saturating_add(ends)
    }

    /// The line of the byte at which a row begins.
    fn line(&mut self, record: &StringRecord, start: usize) -> u32 {
        let Some(position) = record.position() else {
            return 0;
        };
        match &mut self.lines {
            Lines::Located(locator) => locator.locate(start).0,
            Lines::Fed => {
                let before = usize::try_from(position.byte()).unwrap_or(usize::MAX);
                let passed = self.text.as_bytes().get(before..start).unwrap_or_default();
                let ends = passed.iter().map(|byte| u64::from(*byte == b'\n'));
                let line = position.line().saturating_add(ends.sum());
                u32::try_from(line).unwrap_or(u32::MAX)
            }
        }
    }

    /// Whether the row from `start` reaches the end of the text with a quotation mark open.
    fn ends_open(&self, start: usize) -> bool {
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        end >= self.text.len() && is_open(self.text.get(start..).unwrap_or_default())
    }
}

/// How the lines in which rows begin are known.
enum Lines<'t> {
    /// By the reader, who counts line feeds: nothing else ends a line.
    Fed,
    /// By every character, since somewhere a carriage return alone ends a line.
    Located(Locator<'t>),
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let next = text.bytes().skip(1).chain([b'\0']);
        let is_alone = |(sign, next): (u8, u8)| sign == b'\r' && next != b'\n';
        if text.contains('\r') && text.bytes().zip(next).any(is_alone) {
            Self::Located(Locator::new(text))
        } else {
            Self::Fed
        }
    }
}

/// Whether a quotation mark that begins a cell has no end.
fn is_open(row: &str) -> bool {
    let (mut open, mut begins) = (false, true);
    let mut signs = row.chars().peekable();
    while let Some(sign) = signs.next() {
        if open {
            // Two of them stand for one inside the cell.
            open = sign != '"' || signs.next_if_eq(&'"').is_some();
        } else {
            open = begins && sign == '"';
            begins = matches!(sign, ',' | '\n' | '\r');
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use dabiao_model::Schema;

    use super::*;
    use crate::ReadOptions;
    /// The lines in which the rows of a text begin.
    fn lines(text: &str) -> Vec<u32> {
        let (schema, options) = (Schema::default(), ReadOptions::default());
        let mut reading = Reading::new(&schema, &options);
        let input = Input::new("a.csv", text);
        let (mut rows, mut record) = (CsvRows::new(text, 0), StringRecord::new());
        let next = || rows.next(&mut reading, &input, &mut record).unwrap();
        std::iter::from_fn(next).map(|place| place.line).collect()
    }

    #[test]
    fn lines_are_those_an_editor_shows() {
        assert_eq!(lines("a,b\n1,2\n3,4"), [1, 2, 3]);
        assert_eq!(lines("\n\na,b\n\n\n1,2\n"), [3, 6]);
        assert_eq!(lines("\r\na,b\r\n\r\n1,2\r\n3,4\r\n"), [2, 4, 5]);
        assert_eq!(lines("a,\"b\nc\n\"\n1,2\n"), [1, 4]);
        // A carriage return alone ends a line too.
        assert_eq!(lines("a,b\r1,2\r\r3,4\n5,6\r\n7,8"), [1, 2, 4, 5, 6]);
        assert_eq!(lines("a,b\n1,2\r"), [1, 2]);
    }

    #[test]
    fn only_a_quotation_mark_that_begins_a_cell_opens_it() {
        for (row, open) in [
            ("a,\"b", true),
            ("a,\"b\"\"", true),
            ("a,\"b\"", false),
            ("12\" pipe,b", false),
            ("", false),
        ] {
            assert_eq!(is_open(row), open, "{row}");
        }
    }
}
