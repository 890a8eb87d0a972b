//! The rows of a CSV text with the lines in which they begin.

use std::borrow::Cow;
use std::mem;

use dabiao_diagnostics::register::UNCLOSED_CELL;
use dabiao_model::Place;

use crate::blocks::Blocks;
use crate::plain::Plain;
use crate::quoted::Unquoted;
use crate::raw::Counted;
use crate::read::Reading;
use crate::stretch::Stretch;
use crate::{Input, ReadError};

/// A reader of rows; blank ones are passed over.
#[derive(Debug)]
pub(crate) struct CsvRows<'t> {
    blocks: Blocks<'t>,
    source: u32,
    block: Cow<'t, str>,
    is_last: bool,
    /// The byte of the block and the line of the file at which the next row begins.
    at: usize,
    line: u32,
    plain: Option<Plain>,
    quoted: Unquoted,
    row: RowOf,
    broken: bool,
}

/// Where the cells of the row read last are.
#[derive(Debug, Clone, Copy)]
enum RowOf {
    /// In the block from this byte on, with so many ends from this one on.
    Block { from: usize, ends: (usize, usize) },
    /// Out of their quotation marks.
    Unquoted,
}

/// What came of looking for a row.
enum Split {
    /// A row; whether its last cell is open.
    Row { is_open: bool },
    /// The block is at its end, or the row goes on in the next.
    End,
}

impl<'t> CsvRows<'t> {
    pub(crate) fn new(blocks: Blocks<'t>, source: u32) -> Self {
        Self {
            blocks,
            source,
            block: Cow::Borrowed(""),
            is_last: false,
            at: 0,
            line: 1,
            plain: None,
            quoted: Unquoted::default(),
            row: RowOf::Unquoted,
            broken: false,
        }
    }

    /// The next row that is not blank, and where it begins; nothing at the end, or after a row
    /// with an open quotation mark.
    pub(crate) fn next(
        &mut self,
        reading: &mut Reading<'_>,
        input: &Input,
    ) -> Result<Option<Place>, ReadError> {
        while !self.broken {
            let line = self.begin();
            let is_open = match self.split(reading, input)? {
                Split::Row { is_open } => is_open,
                Split::End if self.refill()? => continue,
                Split::End => break,
            };
            let place = Place {
                source: self.source,
                line,
                column: 0,
            };
            let cells = self.cells(place);
            reading.check_cells(input, cells)?;
            if cells.is_blank() {
                continue;
            }
            if !is_open {
                return Ok(Some(place));
            }
            self.broken = true;
            let wrong = reading.lookup.wrong(&UNCLOSED_CELL, place);
            reading.findings.push(wrong);
        }
        Ok(None)
    }

    /// The rows that come next in a block without quotation marks, as far as each has so many cells and no more than so many
    /// bytes: whoever takes them looks for blank ones. Nothing where [`next`](CsvRows::next) is to find the next row.
    pub(crate) fn stretch(&mut self, width: usize, longest: usize) -> Option<Stretch<'_>> {
        let plain = self.plain.as_mut()?;
        let (from, line) = (self.at, self.line);
        let (ends, behind) = plain.rows(&self.block, from, (width, longest));
        let stretch = Stretch {
            text: &self.block,
            from,
            ends: plain.ends(ends),
            width,
            place: Place {
                source: self.source,
                line,
                column: 0,
            },
        };
        let rows = stretch.rows();
        self.at = behind;
        self.line = line.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX));
        (rows > 0).then_some(stretch)
    }

    /// The cells of the row that came last, which begins at `place`.
    pub(crate) fn cells(&self, place: Place) -> Counted<'_> {
        match (self.row, &self.plain) {
            (RowOf::Block { from, ends }, Some(plain)) => Counted {
                text: &self.block,
                from,
                ends: plain.ends(ends),
                place,
            },
            _ => Counted {
                text: &self.quoted.text,
                from: 0,
                ends: &self.quoted.ends,
                place,
            },
        }
    }

    /// Whether a quotation mark was never closed.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Lets the rows that are left pass.
    pub(crate) fn pass(&mut self) -> Result<(), ReadError> {
        self.blocks.pass()
    }

    /// Passes over the line ends before a row that may have quotation marks; the line in which the row begins.
    fn begin(&mut self) -> u32 {
        if self.plain.is_none() {
            let rest = self.block.get(self.at..).unwrap_or_default();
            let ends = rest.trim_start_matches(['\r', '\n']);
            let passed = rest.len().saturating_sub(ends.len());
            self.pass_over(self.at.saturating_add(passed));
        }
        self.line
    }

    /// Goes on to a byte of the block, counting lines.
    fn pass_over(&mut self, to: usize) {
        let bytes = self.block.as_bytes();
        let passed = bytes.get(self.at..to).unwrap_or_default();
        let next = bytes.iter().skip(self.at.saturating_add(1)).chain([&b'\0']);
        let ends = passed.iter().zip(next);
        let ends = ends.filter(|(sign, next)| match sign {
            b'\n' => true,
            b'\r' => **next != b'\n',
            _ => false,
        });
        let ends = u32::try_from(ends.count()).unwrap_or(u32::MAX);
        self.line = self.line.saturating_add(ends);
        self.at = to;
    }

    fn split(&mut self, reading: &Reading<'_>, input: &Input) -> Result<Split, ReadError> {
        if let Some(plain) = &mut self.plain {
            let Some((ends, end)) = plain.row(&self.block) else {
                return Ok(Split::End);
            };
            let from = self.at;
            self.row = RowOf::Block { from, ends };
            self.at = end.saturating_add(1);
            self.line = self.line.saturating_add(1);
            return Ok(Split::Row { is_open: false });
        }
        if self.at >= self.block.len() {
            return Ok(Split::End);
        }
        let read = self.quoted.read(&self.block, self.at);
        if let Some(begin) = read.open.filter(|_| !self.is_last) {
            // The cell goes on in the next block, unless it is too long already.
            let cell = self.quoted.text.get(begin..).unwrap_or_default();
            return reading.check_cell(input, cell).map(|()| Split::End);
        }
        self.row = RowOf::Unquoted;
        self.pass_over(read.next);
        Ok(Split::Row {
            is_open: read.open.is_some(),
        })
    }

    /// Goes on to the next block, with what is left of this one before it; false when there is none.
    fn refill(&mut self) -> Result<bool, ReadError> {
        if self.is_last {
            return Ok(false);
        }
        let Some(mut next) = self.blocks.next()? else {
            return Ok(false);
        };
        self.is_last = next.is_last;
        let before = mem::replace(&mut self.block, next.text);
        let left = before.get(self.at..).unwrap_or_default();
        if !left.is_empty() {
            self.block.to_mut().insert_str(0, left);
            // What was left has a quotation mark.
            next.plain = None;
            self.lengthen(left.len())?;
        }
        self.at = 0;
        self.plain = next.plain;
        Ok(true)
    }

    /// Adds blocks to this one until a row that goes on over all of it has as much again to end in: looked at once more
    /// with every block, a long one would take the square of its length.
    fn lengthen(&mut self, begun: usize) -> Result<(), ReadError> {
        let enough = begun.saturating_mul(2);
        while !self.is_last && self.block.len() < enough {
            let Some(next) = self.blocks.next()? else {
                break;
            };
            self.is_last = next.is_last;
            self.block.to_mut().push_str(&next.text);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::sync_channel;

    use dabiao_model::{Meter, Schema};
    use proptest::prelude::*;

    use super::*;
    use crate::ReadOptions;
    use crate::blocks::Block;
    use crate::locator::Locator;

    type Rows = Vec<(u32, Vec<String>)>;

    /// The rows of a text with their lines, and whether the last has an open quotation mark.
    fn read(blocks: Blocks<'_>) -> (Rows, bool) {
        let (schema, options) = (Schema::default(), ReadOptions::default());
        let mut reading = Reading::new(&schema, &options);
        let input = Input::new("a.csv", "");
        let mut rows = CsvRows::new(blocks, 0);
        let mut found = Vec::new();
        while let Some(place) = rows.next(&mut reading, &input).unwrap() {
            let cells = rows.cells(place).iter().map(str::to_owned);
            found.push((place.line, cells.collect()));
        }
        (found, rows.is_broken())
    }

    /// The same by the csv crate, which knows no lines and closes what is open.
    fn twin(text: &str) -> (Rows, bool) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let (mut rows, mut record) = (Vec::new(), csv::StringRecord::new());
        let mut locator = Locator::new(text);
        while reader.read_record(&mut record).unwrap() {
            let byte = usize::try_from(record.position().unwrap().byte()).unwrap();
            let row = text.split_at(byte).1.trim_start_matches(['\r', '\n']);
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let end = usize::try_from(reader.position().byte()).unwrap();
            if end >= text.len() && is_open(row) {
                return (rows, true);
            }
            let cells = record.iter().map(str::to_owned).collect();
            let start = text.len().saturating_sub(row.len());
            rows.push((locator.locate(start).0, cells));
        }
        (rows, false)
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

    /// A text cut behind some of its line feeds.
    fn cut(text: &str, cuts: &[bool]) -> Blocks<'static> {
        let (sender, receiver) = sync_channel(text.len().saturating_add(1));
        let mut lines = text.split_inclusive('\n').peekable();
        let mut cuts = cuts.iter().copied().cycle();
        let mut block = String::new();
        while let Some(line) = lines.next() {
            block.push_str(line);
            if lines.peek().is_some() && cuts.next() == Some(true) {
                let text = Cow::Owned(mem::take(&mut block));
                let is_last = false;
                sender.send(Ok(Block::new(text, is_last))).unwrap();
            }
        }
        let (text, is_last) = (Cow::Owned(block), true);
        sender.send(Ok(Block::new(text, is_last))).unwrap();
        Blocks::Arriving(receiver)
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate_wherever_blocks_are_cut(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "a", "县", " ", "\u{3000}", ",", ",", "\"", "\"", "\"\"", "\n", "\n", "\r\n", "\r",
                    "1,2\n", "12\" pipe", "\"a,b\"", "\"a\nb\"",
                ]),
                0..40,
            ),
            cuts in prop::collection::vec(any::<bool>(), 1..8),
        ) {
            let text = pieces.concat();
            let twin = twin(&text);
            prop_assert_eq!(&read(Blocks::Held(&text, Meter::default())), &twin);
            prop_assert_eq!(&read(cut(&text, &cuts)), &twin);
        }
    }

    #[test]
    fn lines_are_those_an_editor_shows() {
        let lines = |text| {
            let rows = read(Blocks::Held(text, Meter::default())).0.into_iter();
            rows.map(|(line, _)| line).collect::<Vec<u32>>()
        };
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
            assert_eq!(read(Blocks::Held(row, Meter::default())).1, open, "{row}");
        }
    }
}
