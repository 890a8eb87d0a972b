//! Records: the rows of a table to the columns of a record's cases.

use std::sync::Arc;

use dabiao_diagnostics::Diagnostic;
use dabiao_diagnostics::register::{REPEATED_ID, UNKNOWN_SUBMITTED_CATEGORY};
use dabiao_model::{
    Case, CellValue, EntityId, FieldSchema, FieldType, Lines, Place, PlainCell, PlainCells,
    RecordId, RecordSchema, Table, Unanswered,
};

use crate::columns::{Column, Columns};
use crate::copies;
use crate::dates;
use crate::entities::{Accepts, Whose, entity};
use crate::figure_value::{exact_number, yes_no};
use crate::findings::{Findings, Wrong};
use crate::given_ids::GivenIds;
use crate::header_unit::Given;
use crate::headers::{CaseColumn, TableKind, pairs};
use crate::lookup::{Lookup, fold_name};
use crate::nearest::{known, shown};
use crate::plain_row;
use crate::raw::{RawCell, Row};
use crate::read::Reading;
use crate::units::Measured;

/// The cases of one record, as far as they are read.
#[derive(Debug)]
pub(crate) struct Cases {
    table: Table,
    given: GivenIds,
}

impl Cases {
    fn new(record: RecordId, schema: &RecordSchema) -> Self {
        let types: Vec<FieldType> = schema.fields.iter().map(|it| it.ty.clone()).collect();
        Self {
            table: Table::new(record, &types),
            given: GivenIds::default(),
        }
    }

    /// Leaves a question unanswered. One about no time is answered by any case of whom it asks; whether one about a time is,
    /// shows when cases are counted.
    pub(crate) fn leave_unanswered(&mut self, asked: Unanswered) {
        let table = &mut self.table;
        let is_its = |row| asked.entity.is_none() || table.entity(row) == asked.entity;
        if asked.period.is_some() || !(0..table.rows()).any(is_its) {
            table.leave_unanswered(asked);
        }
    }

    /// Takes out the cases that were handed in twice.
    pub(crate) fn leave_out_copies(&mut self, lookup: &Lookup<'_>, findings: &mut Findings) {
        copies::left_out(lookup, findings, &mut self.table);
    }

    pub(crate) fn into_table(self) -> Table {
        self.table
    }
}

fn numbers(schema: &RecordSchema, columns: &Columns) -> Vec<u32> {
    (0..schema.fields.len())
        .map(|field| columns.number(field_column(field)))
        .collect()
}

/// The columns that a table of this record may have: the built-in ones, then one for each field.
///
/// A field that is called like a built-in column takes its place.
pub(crate) fn columns<'s>(lookup: &Lookup<'s>, record: RecordId) -> Vec<Column<'s>> {
    let schema = lookup.schema;
    let Some(record) = schema.records.get(record.index()) else {
        return Vec::new();
    };
    let is_field = |name: &&str| record.field(name).is_some();
    let whose = record
        .per
        .is_some_and(|kind| lookup.only_of(kind).is_none());
    let built_in = pairs(TableKind::Record)
        .iter()
        .enumerate()
        .map(|(index, (en, zh))| {
            let unused = index == CaseColumn::Entity as usize && record.per.is_none();
            let names = if unused { Vec::new() } else { vec![*en, *zh] };
            let names: Vec<&str> = names.into_iter().filter(|name| !is_field(name)).collect();
            Column {
                needed: whose && index == CaseColumn::Entity as usize,
                names,
            }
        });
    let fields = record.fields.iter().map(|field| Column {
        names: field.names.iter().map(AsRef::as_ref).collect(),
        needed: true,
    });
    built_in.chain(fields).collect()
}

/// The column of a field.
#[inline]
pub(crate) fn field_column(field: usize) -> usize {
    field.saturating_add(pairs(TableKind::Record).len())
}

/// Begins the table of a record, or goes on with it in another file.
pub(crate) fn open(reading: &mut Reading<'_>, record: RecordId, columns: &Columns) {
    let schema = reading.lookup.schema;
    let Some(fields) = schema.records.get(record.index()) else {
        return;
    };
    let Some(slot) = reading.cases.get_mut(record.index()) else {
        return;
    };
    let cases = slot.get_or_insert_with(|| Cases::new(record, fields));
    cases.table.stands_in(&numbers(fields, columns));
}

/// Adds the case of a row; one with a cell that can't be read is left out, because an event whose
/// date is misspelt must not pass for one that has not happened.
pub(crate) fn row(reading: &mut Reading<'_>, record: RecordId, columns: &Columns, row: &Row<'_>) {
    if plain_row::read(reading, record, columns, row) {
        return;
    }
    let (lookup, findings) = (&reading.lookup, &mut reading.findings);
    let Some(schema) = lookup.schema.records.get(record.index()) else {
        return;
    };
    let name = schema.names.first().map_or("", AsRef::as_ref);
    let whose = Whose {
        subject: name,
        per: schema.per,
        accepts: Accepts::Parents,
    };
    let entity_cell = columns.cell(row, CaseColumn::Entity as usize);
    let entity = findings.keep(entity(lookup, entity_cell, whose));
    let mut values = Vec::with_capacity(schema.fields.len());
    for (index, field) in schema.fields.iter().enumerate() {
        let column = field_column(index);
        let unit = columns.unit(column).map(Given::cell);
        let read = value(lookup, field, columns.cell(row, column), unit);
        values.extend(findings.keep(read));
    }
    // Every cell is looked at, so that all that is wrong with a row is said at once.
    let is_whole = values.len() == schema.fields.len() && row.spoiled.is_empty();
    let entity = entity.filter(|_| is_whole);
    if let Some(entity) = entity {
        add(
            reading,
            record,
            columns,
            row,
            (entity, Values::Thorough(&values)),
        );
    }
}

/// The values of a case.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Values<'v> {
    Thorough(&'v [CellValue<'v>]),
    Plain(&'v [PlainCell<'v>]),
}

/// Adds the case of a row that can be used.
pub(crate) fn add(
    reading: &mut Reading<'_>,
    record: RecordId,
    columns: &Columns,
    row: &Row<'_>,
    (entity, values): (Option<EntityId>, Values<'_>),
) {
    let (lookup, findings) = (&reading.lookup, &mut reading.findings);
    let Some(Some(cases)) = reading.cases.get_mut(record.index()) else {
        return;
    };
    let id = columns.cell(row, CaseColumn::Id as usize);
    if let Some(first) = cases.push(entity, id, row, values) {
        findings.push(repeated(lookup, record, id, first));
    }
    if columns.index(CaseColumn::Cite as usize).is_some() {
        reading.cite(columns.cell(row, CaseColumn::Cite as usize));
    }
}

/// Adds cases of plain rows, the first id of which stands in this cell.
pub(crate) fn add_lines(
    reading: &mut Reading<'_>,
    record: RecordId,
    lines: Lines<'_>,
    (first_id, cells): (Place, &[PlainCells<'_>]),
) {
    let (lookup, findings) = (&reading.lookup, &mut reading.findings);
    let Some(Some(cases)) = reading.cases.get_mut(record.index()) else {
        return;
    };
    let given = cases.given.add_lines(&cases.table, first_id, lines.cases);
    for (place, first) in given {
        let row = place.line.saturating_sub(first_id.line) as usize;
        let id = lines.cases.get(row).map_or("", |(_, id)| id);
        findings.push(repeated(lookup, record, RawCell::new(id, place), first));
    }
    // INVARIANT: the types agree, since both come from the fields'.
    let _ = cases.table.push_lines(lines, cells);
}

/// Complains about an id that the same entity's case was given before.
fn repeated(lookup: &Lookup<'_>, record: RecordId, id: RawCell<'_>, first: Place) -> Diagnostic {
    let name = lookup.schema.records.get(record.index());
    let name = name.and_then(|record| record.names.first());
    let wrong = lookup
        .wrong(&REPEATED_ID, id.place)
        .with("id", shown(id.text));
    let wrong = wrong.with("record", name.map_or("", AsRef::as_ref));
    wrong.related_cell(lookup.cell(first), "first here", "首次出现在此")
}

impl Cases {
    /// Adds a case; returns where its id was given before.
    fn push(
        &mut self,
        entity: Option<EntityId>,
        id: RawCell<'_>,
        row: &Row<'_>,
        values: Values<'_>,
    ) -> Option<Place> {
        let case = Case {
            entity,
            id: Some(id.text),
            number: row.number,
            place: row.place,
        };
        // The types agree, since both come from the field's.
        match values {
            Values::Thorough(values) => self.table.push(case, values).ok()?,
            Values::Plain(values) => self.table.push_plain(case, values).ok()?,
        }
        if id.is_empty() {
            return None;
        }
        self.given.add(&self.table, entity, id)
    }
}

fn value<'a>(
    lookup: &Lookup<'_>,
    field: &FieldSchema,
    cell: RawCell<'a>,
    unit_of_header: Option<RawCell<'_>>,
) -> Result<CellValue<'a>, Wrong> {
    if cell.is_empty() {
        return Ok(CellValue::Empty);
    }
    let name = field.names.first().map_or("", AsRef::as_ref);
    match &field.ty {
        FieldType::Date => Ok(dates::day(lookup, cell)?.map_or(CellValue::Empty, CellValue::Day)),
        FieldType::Time => Ok(dates::time(lookup, cell)?.map_or(CellValue::Empty, CellValue::Time)),
        FieldType::YesNo => yes_no(lookup, cell).map(CellValue::YesNo),
        FieldType::Category(words) => category(lookup, name, words, cell).map(CellValue::Code),
        FieldType::Text => Ok(CellValue::Word(cell.text)),
        FieldType::Number(unit) => exact_number(
            lookup,
            Measured {
                subject: name,
                unit,
            },
            cell,
            unit_of_header,
        ),
    }
}

/// The place of a word in a closed list.
fn category(
    lookup: &Lookup<'_>,
    field: &str,
    words: &[Arc<str>],
    cell: RawCell<'_>,
) -> Result<u32, Wrong> {
    let exact = words.iter().position(|word| word.as_ref() == cell.text);
    let found = exact.or_else(|| {
        let wanted = fold_name(cell.text);
        words.iter().position(|word| fold_name(word) == wanted)
    });
    found
        .and_then(|index| u32::try_from(index).ok())
        .ok_or_else(|| {
            let wrong = lookup
                .wrong(&UNKNOWN_SUBMITTED_CATEGORY, cell.place)
                .with("field", field);
            let wrong = wrong.with("text", shown(cell.text));
            Box::new(wrong.with("known", known(cell.text, words.iter().map(AsRef::as_ref))))
        })
}
