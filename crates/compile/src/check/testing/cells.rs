//! The fields of a given case, each with a value of its type.

use std::sync::Arc;

use dabiao_diagnostics::{Span, register};
use dabiao_model::{Date, FieldType, Ratio, RecordSchema, Time};
use dabiao_syntax::ast::{GivenCell, GivenField, Name, Quantity};

use crate::compiler::Compiler;

/// The value of a field.
#[derive(Clone)]
pub(super) enum Cell {
    Date(Date),
    Time(Time),
    YesNo(bool),
    Word(Arc<str>),
    Number(Ratio),
}

impl Compiler<'_> {
    /// The field with its value.
    pub(super) fn given_cell(
        &mut self,
        schema: &RecordSchema,
        given: &GivenField,
    ) -> Option<(usize, Cell)> {
        if let Some(value) = &given.value {
            let index = self.field(schema, &given.field)?;
            let span = given.field.span;
            return Some((index, self.cell_value(schema, index, value, span)?));
        }
        if let Some(id) = schema.field(&given.field.text) {
            return self.stated(schema, id.index(), given.field.span);
        }
        let Some((index, rest)) = field_before(schema, &given.field.text) else {
            self.field(schema, &given.field)?;
            return None;
        };
        let word = GivenCell::Text(Name {
            text: rest.into(),
            ..given.field.clone()
        });
        let cell = self.cell_value(schema, index, &word, given.field.span)?;
        Some((index, cell))
    }

    /// A field without a value: yes, where it is yes or no.
    fn stated(&mut self, schema: &RecordSchema, index: usize, span: Span) -> Option<(usize, Cell)> {
        if matches!(schema.fields.get(index)?.ty, FieldType::YesNo) {
            return Some((index, Cell::YesNo(true)));
        }
        self.unfit(span, "write its value behind it", "请在其后写值");
        None
    }

    fn cell_value(
        &mut self,
        schema: &RecordSchema,
        index: usize,
        value: &GivenCell,
        span: Span,
    ) -> Option<Cell> {
        let ty = &schema.fields.get(index)?.ty;
        let (en, zh) = match (ty, value) {
            (FieldType::Date, GivenCell::Day(day)) => return Some(Cell::Date(day.date)),
            (FieldType::Time, GivenCell::Time(minute)) => return Some(Cell::Time(minute.time)),
            (FieldType::YesNo, GivenCell::YesNo(yes)) => return Some(Cell::YesNo(*yes)),
            (FieldType::Text, GivenCell::Text(word)) => {
                return Some(Cell::Word(word.text.as_str().into()));
            }
            (FieldType::Category(words), GivenCell::Text(word)) => {
                return self.given_category(words, word);
            }
            (FieldType::Number(unit), GivenCell::Quantity(quantity)) => {
                return self.given_measure(unit, quantity).map(Cell::Number);
            }
            (FieldType::Date, _) => ("write a day, such as 2025-03-01", "请写日期，如 2025-03-01"),
            (FieldType::Time, _) => (
                "write a minute, such as 2025-03-01 14:30",
                "请写时刻，如 2025-03-01 14:30",
            ),
            (FieldType::YesNo, _) => ("write yes or no", "请写 是 或 否"),
            (FieldType::Number(_), _) => ("write a number", "请写数值"),
            _ => ("write a word behind `is`", "请在“为”后写文字"),
        };
        self.unfit(span, en, zh);
        None
    }

    fn given_category(&mut self, words: &[Arc<str>], word: &Name) -> Option<Cell> {
        let found = words.iter().find(|known| known.as_ref() == word.text);
        if found.is_none() {
            self.unknown(&register::UNKNOWN_SCOPE, word, words);
        }
        found.cloned().map(Cell::Word)
    }

    /// A number in base units; one without a unit is in the field's.
    fn given_measure(&mut self, own: &dabiao_model::Unit, quantity: &Quantity) -> Option<Ratio> {
        let (value, unit) = self.quantity(quantity)?;
        match unit {
            None => Some(own.to_base(&value)),
            Some(unit) if unit.dimension == own.dimension => Some(value),
            Some(unit) => {
                self.mismatch(own, &unit, quantity.span);
                None
            }
        }
    }
}

/// The longest field that a run of words begins with, and the words behind it.
fn field_before<'t>(schema: &RecordSchema, words: &'t str) -> Option<(usize, &'t str)> {
    let mut blanks = words.rmatch_indices(' ').map(|(index, _)| index);
    blanks.find_map(|blank| {
        let (name, rest) = words.split_at_checked(blank)?;
        Some((schema.field(name)?.index(), rest.trim_start()))
    })
}
