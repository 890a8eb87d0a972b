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
    locator: Locator<'t>,
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
            locator: Locator::new(text),
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
            for cell in record.iter() {
                reading.check_cell(input, cell)?;
            }
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let start = self.start(record);
            let (line, _) = self.locator.locate(start);
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

    /// Whether the row from `start` reaches the end of the text with a quotation mark open.
    fn ends_open(&self, start: usize) -> bool {
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        end >= self.text.len() && is_open(self.text.get(start..).unwrap_or_default())
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
    use super::*;

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
