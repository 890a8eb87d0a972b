//! Given cases of a record.

use std::sync::Arc;

use dabiao_diagnostics::{Span, register};
use dabiao_model::{Case, CellValue, FieldType, Period, RecordId, RecordSchema, Table};
use dabiao_syntax::ast::{Given, GivenField, Name};

use super::Draft;
use super::cells::Cell;
use super::given::{Accepts, Whose};
use crate::compiler::Compiler;

/// The most cases that one `given` makes.
const MAX_ROWS: u32 = 10_000;

impl Compiler<'_> {
    /// Cases that are all alike, or a table without any.
    pub(super) fn given_rows(
        &mut self,
        draft: &mut Draft,
        given: &Given,
        (record, fields, count): (&Name, &[GivenField], Option<u32>),
        span: Span,
    ) {
        let Some((id, schema)) = self.given_record(record) else {
            return;
        };
        let whose = Whose {
            name: &record.text,
            per: schema.per,
            accepts: Accepts::Parents,
            span: record.span,
        };
        // A table without cases has none of anybody's.
        let of_nobody = fields.is_empty() && given.entities.is_empty();
        let whose = if of_nobody {
            Some(Vec::new())
        } else {
            self.given_for(given, whose)
        };
        let row = self.given_row(&schema, fields);
        let count = count.unwrap_or(1);
        if count == 0 || count > MAX_ROWS {
            self.unfit(
                span,
                "give between 1 and 10,000 rows",
                "行数须在 1 至 10,000 之间",
            );
            return;
        }
        let (Some(whose), Some(row)) = (whose, row) else {
            return;
        };
        self.days_of(draft, id, &row);
        let place = self.cell(&mut draft.data, record.span);
        let Some(slot) = draft.data.tables.get_mut(id.index()) else {
            return;
        };
        let types: Vec<FieldType> = schema.fields.iter().map(|it| it.ty.clone()).collect();
        let table = slot.get_or_insert_with(|| Table::new(id, &types));
        let values: Vec<CellValue<'_>> = row.iter().map(|cell| value(cell.as_ref())).collect();
        let rows = if fields.is_empty() { 0 } else { count };
        for entity in &whose {
            for _ in 0..rows {
                let number = u32::try_from(table.rows()).unwrap_or(u32::MAX);
                let case = Case {
                    entity: *entity,
                    id: None,
                    number: number.saturating_add(1),
                    place,
                };
                // The types agree, since both come from the field's.
                let _ = table.push(case, &values);
            }
        }
        for entity in whose {
            draft.whose(entity);
        }
    }

    fn given_record(&mut self, name: &Name) -> Option<(RecordId, RecordSchema)> {
        let found = self.schema.record(&name.text);
        if found.is_none() {
            let records = &self.schema.records;
            let known: Vec<Arc<str>> = records
                .iter()
                .flat_map(|record| record.names.iter().cloned())
                .collect();
            self.unknown(&register::UNKNOWN_RECORD, name, &known);
        }
        let id = found?;
        Some((id, self.schema.records.get(id.index())?.clone()))
    }

    /// The cells of a row in the order of the fields; none after an error.
    fn given_row(
        &mut self,
        schema: &RecordSchema,
        fields: &[GivenField],
    ) -> Option<Vec<Option<Cell>>> {
        let mut row: Vec<Option<Cell>> = vec![None; schema.fields.len()];
        let mut whole = true;
        for given in fields {
            let Some((index, cell)) = self.given_cell(schema, given) else {
                whole = false;
                continue;
            };
            let Some(slot) = row.get_mut(index) else {
                continue;
            };
            if slot.replace(cell).is_some() {
                self.repeated(given.field.span);
            }
        }
        whole.then_some(row)
    }

    /// A case belongs to the day it is counted by; without one, to the days of its events.
    fn days_of(&self, draft: &mut Draft, record: RecordId, row: &[Option<Cell>]) {
        let counted_by = self
            .records
            .get(record.index())
            .and_then(|it| it.counted_by);
        for (index, cell) in row.iter().enumerate() {
            let day = match cell {
                Some(Cell::Date(day)) => *day,
                Some(Cell::Time(time)) => time.date(),
                _ => continue,
            };
            if counted_by.is_none_or(|field| field == index) {
                draft.when(Period::day(day));
            }
            if !self.is_planned(record, index) {
                draft.until(day);
            }
        }
    }

    /// Whether a field holds a date that is known before it comes.
    fn is_planned(&self, record: RecordId, field: usize) -> bool {
        let schema = self.schema.records.get(record.index());
        let field = schema.and_then(|schema| schema.fields.get(field));
        field.is_some_and(|field| field.planned)
    }
}

/// A given cell as one of a table.
fn value(cell: Option<&Cell>) -> CellValue<'_> {
    match cell {
        None => CellValue::Empty,
        Some(Cell::Date(day)) => CellValue::Day(*day),
        Some(Cell::Time(time)) => CellValue::Time(*time),
        Some(Cell::YesNo(yes)) => CellValue::YesNo(*yes),
        Some(Cell::Number(number)) => CellValue::Number(number.clone()),
        Some(Cell::Word(word)) => CellValue::Word(word),
    }
}
