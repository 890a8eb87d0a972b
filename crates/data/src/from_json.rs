//! JSON: one object with the tables as lists of objects.

use std::borrow::Cow;

use dabiao_diagnostics::register::{
    MALFORMED_JSON, REPEATED_COLUMN, UNKNOWN_COLUMN, UNKNOWN_TABLE, WRONG_SHAPE,
};
use dabiao_model::{Place, Schema, Text};
use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::columns::{Column, position};
use crate::headers::{FIGURES_NAME, RECORDS_NAME, SIGNOFFS_NAME, is};
use crate::json_value::{Kind, Members, NoCell, cell};
use crate::locator::Locator;
use crate::nearest::{did_you_mean, known, listed, shown};
use crate::raw::{Cells, Heading, Layout, RawCell, Row};
use crate::read::{Format, Reading, read_as};
use crate::sheet::{self, Subject};
use crate::{Input, Read, ReadError, ReadOptions, decode};

/// Reads one file as JSON, whatever its name ends in.
///
/// The text is an object with `figures`, `signoffs` and, in `records`, a list for each record; each
/// row is an object with the headers of CSV as its keys. Numbers are read from their digits as
/// written. A place is the line and the column in characters of a value, both from 1; that of a
/// case is the line in which its object begins.
///
/// # Errors
///
/// As [`read`](crate::read).
pub fn from_json(schema: &Schema, input: &Input, options: &ReadOptions) -> Result<Read, ReadError> {
    read_as(schema, std::iter::once((input, Format::Json)), options)
}

/// Reads all tables of a file.
pub(crate) fn document(
    reading: &mut Reading<'_>,
    input: &Input,
    source: u32,
    bytes: &[u8],
) -> Result<(), ReadError> {
    let text = decode::decode_json(&input.name, bytes)?;
    let mut file = File {
        reading,
        input,
        source,
        text,
        locator: Locator::new(text),
    };
    let Some(whole) = file.whole() else {
        return Ok(());
    };
    for (key, value) in file.members(whole)?.unwrap_or_default() {
        if is(&key, FIGURES_NAME) {
            file.table(Subject::Figures, value)?;
        } else if is(&key, SIGNOFFS_NAME) {
            file.table(Subject::SignOffs, value)?;
        } else if is(&key, RECORDS_NAME) {
            file.records(value)?;
        } else if let Some(record) = record_key(&key) {
            file.record(record, value)?;
        } else {
            file.unknown_key(&key, value);
        }
    }
    Ok(())
}

/// The record of a key such as `records.contract`.
fn record_key(key: &str) -> Option<&str> {
    let (records, record) = key.split_once('.')?;
    is(records, RECORDS_NAME).then_some(record)
}

/// A file on its way in.
struct File<'r, 's, 't> {
    reading: &'r mut Reading<'s>,
    input: &'r Input,
    source: u32,
    text: &'t str,
    locator: Locator<'t>,
}

impl<'t> File<'_, '_, 't> {
    /// The text as one value; nothing when it is not JSON.
    fn whole(&mut self) -> Option<&'t RawValue> {
        match serde_json::from_str(self.text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.malformed(&error);
                None
            }
        }
    }

    fn malformed(&mut self, error: &serde_json::Error) {
        let reason = match error.classify() {
            Category::Eof => Text::new("the text ends too early", "文本不完整，过早结束"),
            _ => Text::new(
                "something is missing or too much here",
                "此处有缺漏或多余的内容",
            ),
        };
        let line = self
            .text
            .split('\n')
            .nth(error.line().saturating_sub(1))
            .unwrap_or_default();
        // The parser counts bytes; people count characters.
        let bytes = line.len().min(error.column());
        let column = line
            .char_indices()
            .take_while(|(byte, _)| *byte < bytes)
            .count();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let place = Place {
            source: self.source,
            line: number(error.line()),
            column: number(column),
        };
        let wrong = self.reading.lookup.wrong(&MALFORMED_JSON, place);
        self.reading.findings.push(wrong.with("reason", reason));
    }

    /// Where a value of this file begins.
    fn place(&mut self, value: &RawValue) -> Place {
        // A raw value is a slice of the text it was read from, so the distance of their first
        // bytes is its offset.
        let start = value.get().as_ptr().addr();
        let offset = start.saturating_sub(self.text.as_ptr().addr());
        let (line, column) = self.locator.locate(offset);
        Place {
            source: self.source,
            line,
            column,
        }
    }

    fn wrong_shape(&mut self, value: &RawValue, wanted: Text) {
        let place = self.place(value);
        let wrong = self.reading.lookup.wrong(&WRONG_SHAPE, place);
        let wrong = wrong
            .with("found", Kind::of(value).text())
            .with("wanted", wanted);
        self.reading.findings.push(wrong);
    }

    /// The members of an object; nothing when the value is none.
    fn members(
        &mut self,
        value: &'t RawValue,
    ) -> Result<Option<Vec<(String, &'t RawValue)>>, ReadError> {
        if Kind::of(value) != Kind::Object {
            self.wrong_shape(value, Kind::Object.text());
            return Ok(None);
        }
        let Ok(Members(members)) = serde_json::from_str(value.get()) else {
            self.bad_escape(value);
            return Ok(None);
        };
        self.reading.check_columns(self.input, members.len())?;
        Ok(Some(members))
    }

    /// The whole text is known to be JSON, so only an escape in a text can still be wrong.
    fn bad_escape(&mut self, value: &RawValue) {
        let place = self.place(value);
        let wrong = self.reading.lookup.wrong(&MALFORMED_JSON, place);
        let reason = Text::new(
            "an escape stands for no character",
            "转义序列不对应任何字符",
        );
        self.reading.findings.push(wrong.with("reason", reason));
    }

    fn unknown_key(&mut self, key: &str, value: &RawValue) {
        let names = [FIGURES_NAME.0, RECORDS_NAME.0, SIGNOFFS_NAME.0];
        let place = self.place(value);
        let near = did_you_mean(key, names.into_iter());
        if Kind::of(value) == Kind::Array || near.is_some() {
            // Its rows would be lost.
            let wrong = self.reading.lookup.wrong(&UNKNOWN_TABLE, place);
            let wrong = wrong.with("table", shown(key));
            let known = near.unwrap_or_else(|| listed(names.into_iter()));
            self.reading.findings.push(wrong.with("known", known));
            return;
        }
        let wrong = self
            .reading
            .lookup
            .wrong(&UNKNOWN_COLUMN, place)
            .with("column", shown(key));
        self.reading
            .findings
            .push(wrong.with("known", known(key, names.into_iter())));
    }

    /// The tables in `records`.
    fn records(&mut self, value: &'t RawValue) -> Result<(), ReadError> {
        for (name, table) in self.members(value)?.unwrap_or_default() {
            self.record(&name, table)?;
        }
        Ok(())
    }

    fn record(&mut self, name: &str, table: &'t RawValue) -> Result<(), ReadError> {
        if let Some(record) = sheet::record(self.reading, name) {
            return self.table(Subject::Cases(record), table);
        }
        let place = self.place(table);
        let heading = Heading {
            place,
            cells: &[],
            layout: Layout::Objects,
        };
        sheet::unknown_table(self.reading, name, heading);
        Ok(())
    }

    /// Reads a list of rows.
    fn table(&mut self, subject: Subject, value: &'t RawValue) -> Result<(), ReadError> {
        if Kind::of(value) != Kind::Array {
            self.wrong_shape(value, Kind::Array.text());
            return Ok(());
        }
        let place = Place {
            column: 0,
            ..self.place(value)
        };
        let Ok(values) = serde_json::from_str::<Vec<&RawValue>>(value.get()) else {
            self.bad_escape(value);
            return Ok(());
        };
        let back = self.locator.clone();
        let known = sheet::known_columns(&self.reading.lookup, subject).unwrap_or_default();
        let keys = self.keys(&values, &known)?;
        self.locator = back;
        let headers: Vec<RawCell<'_>> = keys
            .iter()
            .map(|key| RawCell::new(&key.text, key.place))
            .collect();
        let heading = Heading {
            place,
            cells: &headers,
            layout: Layout::Objects,
        };
        let Some(mut sheet) = sheet::open(self.reading, subject, heading) else {
            return Ok(());
        };
        for (number, value) in (1..).zip(values) {
            self.reading.count_row(self.input)?;
            let place = Place {
                column: 0,
                ..self.place(value)
            };
            let Some(texts) = self.row(value, &keys, &known)? else {
                continue;
            };
            let cells: Vec<RawCell<'_>> = texts
                .iter()
                .map(|found| match found {
                    Some((text, place)) => RawCell::new(text, *place),
                    None => RawCell::new("", place),
                })
                .collect();
            sheet::row(
                self.reading,
                &mut sheet,
                &Row {
                    place,
                    number,
                    cells: Cells::Placed(&cells),
                    spoiled: &[],
                },
            );
        }
        Ok(())
    }

    /// All keys of the rows in the order in which they first come up, with their first places; those of one column are one.
    fn keys(&mut self, rows: &[&'t RawValue], known: &[Column<'_>]) -> Result<Vec<Key>, ReadError> {
        let mut keys: Vec<Key> = Vec::new();
        let objects = rows.iter().filter(|row| Kind::of(row) == Kind::Object);
        for row in objects {
            let Ok(Members(members)) = serde_json::from_str(row.get()) else {
                continue;
            };
            for (key, value) in members {
                if Key::find(&keys, &key, known).is_none() {
                    keys.push(Key {
                        column: position(known, &key),
                        text: key,
                        place: self.place(value),
                    });
                    self.reading.check_columns(self.input, keys.len())?;
                }
            }
        }
        Ok(keys)
    }

    /// The cells of a row in the order of the keys; nothing when the row can't be used.
    #[expect(
        clippy::type_complexity,
        reason = "a text with its place, where there is one"
    )]
    fn row(
        &mut self,
        value: &'t RawValue,
        keys: &[Key],
        known: &[Column<'_>],
    ) -> Result<Option<Vec<Option<(Cow<'t, str>, Place)>>>, ReadError> {
        let Some(members) = self.members(value)? else {
            return Ok(None);
        };
        let mut cells = vec![None; keys.len()];
        let mut usable = true;
        for (key, value) in members {
            let place = self.place(value);
            let index = Key::find(keys, &key, known);
            let Some(slot) = index.and_then(|index| cells.get_mut(index)) else {
                continue;
            };
            if slot.is_some() {
                usable = false;
                let wrong = self.reading.lookup.wrong(&REPEATED_COLUMN, place);
                self.reading
                    .findings
                    .push(wrong.with("column", shown(&key)));
                continue;
            }
            match cell(value) {
                Ok(text) => {
                    self.reading.check_cell(self.input, &text)?;
                    *slot = Some((text, place));
                }
                Err(why) => {
                    usable = false;
                    match why {
                        NoCell::Nested => self.wrong_shape(value, cell_text()),
                        NoCell::BadEscape => self.bad_escape(value),
                    }
                }
            }
        }
        Ok(usable.then_some(cells))
    }
}

/// A key of rows.
struct Key {
    text: String,
    place: Place,
    /// The column of the table that it names.
    column: Option<usize>,
}

impl Key {
    /// Which of the keys this is: the same one, or one that names the same column in the other language.
    fn find(keys: &[Self], text: &str, known: &[Column<'_>]) -> Option<usize> {
        let same = keys.iter().position(|key| key.text == text);
        same.or_else(|| {
            let column = position(known, text)?;
            keys.iter().position(|key| key.column == Some(column))
        })
    }
}

fn cell_text() -> Text {
    Text::new(
        "a text, a number, true, false or null",
        "文本、数字、true、false 或 null",
    )
}
