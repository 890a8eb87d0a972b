//! Cases that a test gives: a record's name and the values of fields.

use std::ops::Range;

use dabiao_grammar::vocabulary::Phrase;

use super::cursor::Cursor;
use super::testing::{TestLine, ValueLine};
use crate::ast::{Day, GivenCell, GivenField, Name};
use crate::parse::reader::Reader;

/// A field of a case with its value.
pub(super) struct FieldLine {
    field: Name,
    value: Option<CellLine>,
}

enum CellLine {
    Day(Day),
    YesNo(bool),
    Quantity(Range<usize>),
    Text(Name),
}

impl Cursor<'_> {
    /// `awarded 2025-09-24, kind is works`, behind the record's name.
    pub(super) fn rows(&mut self, record: Name) -> Option<TestLine> {
        let mut fields = vec![self.field_line()?];
        loop {
            let end = self.at();
            self.blanks();
            if !self.sign(&[',', '，', '、']) {
                break;
            }
            self.blanks();
            if self.peek()?.is_ascii_digit() {
                let count = self.row_count()?;
                return Some(TestLine::Rows(
                    record,
                    fields,
                    Some(count),
                    self.tail(true)?,
                ));
            }
            let Some(field) = self.field_line() else {
                self.back(end);
                break;
            };
            fields.push(field);
        }
        Some(TestLine::Rows(record, fields, None, self.tail(true)?))
    }

    /// `3 rows`.
    fn row_count(&mut self) -> Option<u32> {
        let count = self.run(|c| c.is_ascii_digit()).parse().ok()?;
        self.blanks();
        self.phrase(Phrase::ROWS).then_some(count)
    }

    fn field_line(&mut self) -> Option<FieldLine> {
        let field = self.name()?;
        let end = self.at();
        self.blanks();
        let is_word = self.phrase(Phrase::IS);
        if is_word || self.sign(&['=', '＝']) {
            self.blanks();
        }
        let value = self.cell_line(is_word)?;
        if value.is_none() {
            self.back(end);
        }
        Some(FieldLine { field, value })
    }

    /// The value of a field, if one stands here; nothing at all where what does may mean more.
    #[expect(
        clippy::option_option,
        reason = "a field without a value is read, and one whose value is not plain is not"
    )]
    fn cell_line(&mut self, may_be_text: bool) -> Option<Option<CellLine>> {
        let start = self.at();
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            if let Some(day) = self.day() {
                let end = self.at();
                self.blanks();
                // A time might follow.
                let is_day = !self.peek().is_some_and(|c| c.is_ascii_digit());
                self.back(end);
                return is_day.then_some(Some(CellLine::Day(day)));
            }
            self.back(start);
            let quantity = self.quantity()?;
            return Some(Some(CellLine::Quantity(quantity)));
        }
        if let Some(ValueLine::YesNo(yes)) = self.value_line() {
            return Some(Some(CellLine::YesNo(yes)));
        }
        if may_be_text {
            return self.name().map(|name| Some(CellLine::Text(name)));
        }
        // Where nothing but the end or the next field follows, there is no value.
        Some(None)
    }
}

impl Reader<'_> {
    pub(super) fn quick_field(&mut self, cursor: &Cursor<'_>, line: FieldLine) -> GivenField {
        let value = line.value.map(|value| match value {
            CellLine::Day(day) => GivenCell::Day(day),
            CellLine::YesNo(yes) => GivenCell::YesNo(yes),
            CellLine::Quantity(range) => GivenCell::Quantity(self.quick_quantity(cursor, range)),
            CellLine::Text(name) => GivenCell::Text(name),
        });
        GivenField {
            field: line.field,
            value,
        }
    }
}
