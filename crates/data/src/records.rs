//! Records: the rows of a table to the columns of a record's cases.

use std::collections::BTreeMap;
use std::sync::Arc;

use dabiao_diagnostics::register::{REPEATED_ID, UNKNOWN_SUBMITTED_CATEGORY};
use dabiao_model::{
    Column as Values, Date, EntityId, FieldSchema, FieldType, Place, Ratio, RecordId, RecordSchema,
    Table, Time,
};

use crate::columns::{Column, Columns};
use crate::dates;
use crate::entities::{Accepts, Whose, entity};
use crate::figure_value::{exact_number, yes_no};
use crate::findings::Wrong;
use crate::headers::{CaseColumn, TableKind, pairs};
use crate::lookup::{Lookup, fold_name};
use crate::nearest::{known, shown};
use crate::raw::{RawCell, Row};
use crate::read::Reading;
use crate::units::Measured;

/// The cases of one record, as far as they are read.
#[derive(Debug)]
pub(crate) struct Cases {
    table: Table,
    /// For each text column the codes of its words.
    codes: Vec<BTreeMap<Arc<str>, u32>>,
    /// Where each id that was given stands.
    given: BTreeMap<(Option<EntityId>, Arc<str>), Place>,
}

impl Cases {
    fn new(record: RecordId, schema: &RecordSchema, columns: &Columns) -> Self {
        let table = Table {
            record,
            entities: Vec::new(),
            ids: Vec::new(),
            places: Vec::new(),
            columns: schema.fields.iter().map(|field| empty(&field.ty)).collect(),
            cells: numbers(schema, columns),
        };
        let codes = schema.fields.iter().map(|_| BTreeMap::new()).collect();
        Self {
            table,
            codes,
            given: BTreeMap::new(),
        }
    }

    pub(crate) fn into_table(self) -> Table {
        self.table
    }
}

fn empty(ty: &FieldType) -> Values {
    match ty {
        FieldType::Date => Values::Date(Vec::new()),
        FieldType::Time => Values::Time(Vec::new()),
        FieldType::YesNo => Values::YesNo(Vec::new()),
        FieldType::Category(words) => Values::Text {
            words: words.clone(),
            codes: Vec::new(),
        },
        FieldType::Text => Values::Text {
            words: Vec::new(),
            codes: Vec::new(),
        },
        FieldType::Number(_) => Values::Number(Vec::new()),
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
fn field_column(field: usize) -> usize {
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
    let Some(cases) = slot else {
        *slot = Some(Cases::new(record, fields, columns));
        return;
    };
    for (known, number) in cases.table.cells.iter_mut().zip(numbers(fields, columns)) {
        // Files in another order have no number in common: the row as a whole is the place.
        if *known != number {
            *known = 0;
        }
    }
}

/// Adds the case of a row; one with a cell that can't be read is left out, because an event whose
/// date is misspelt must not pass for one that has not happened.
pub(crate) fn row(reading: &mut Reading<'_>, record: RecordId, columns: &Columns, row: &Row<'_>) {
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
    let values: Vec<Option<Value<'_>>> = (0..)
        .zip(&schema.fields)
        .map(|(index, field)| {
            findings.keep(value(lookup, field, columns.cell(row, field_column(index))))
        })
        .collect();
    let (Some(entity), Some(values)) = (entity, values.into_iter().collect::<Option<Vec<_>>>())
    else {
        return;
    };
    let Some(Some(cases)) = reading.cases.get_mut(record.index()) else {
        return;
    };
    let id = columns.cell(row, CaseColumn::Id as usize);
    let cited = columns.cell(row, CaseColumn::Cite as usize);
    if let Some(first) = cases.push(entity, id, row, values) {
        let wrong = lookup
            .wrong(&REPEATED_ID, id.place)
            .with("id", shown(id.text));
        let wrong = wrong.with("record", name);
        findings.push(wrong.related_cell(lookup.cell(first), "first here", "首次出现在此"));
    }
    reading.cite(cited);
}

impl Cases {
    /// Adds a case; returns where its id was given before.
    fn push(
        &mut self,
        entity: Option<EntityId>,
        id: RawCell<'_>,
        row: &Row<'_>,
        values: Vec<Value<'_>>,
    ) -> Option<Place> {
        let table = &mut self.table;
        for ((column, codes), value) in table.columns.iter_mut().zip(&mut self.codes).zip(values) {
            append(column, codes, value);
        }
        table.entities.push(entity);
        table.places.push(row.place);
        if id.is_empty() {
            table.ids.push(row.number.to_string().into());
            return None;
        }
        let id_text: Arc<str> = id.text.into();
        table.ids.push(id_text.clone());
        let first = *self.given.entry((entity, id_text)).or_insert(id.place);
        (first != id.place).then_some(first)
    }
}

/// What a cell of a field holds.
#[derive(Debug)]
enum Value<'a> {
    Empty,
    Date(Date),
    Time(Time),
    YesNo(bool),
    Code(u32),
    Word(&'a str),
    Number(Ratio),
}

fn value<'a>(
    lookup: &Lookup<'_>,
    field: &FieldSchema,
    cell: RawCell<'a>,
) -> Result<Value<'a>, Wrong> {
    if cell.is_empty() {
        return Ok(Value::Empty);
    }
    let name = field.names.first().map_or("", AsRef::as_ref);
    match &field.ty {
        FieldType::Date => Ok(dates::day(lookup, cell)?.map_or(Value::Empty, Value::Date)),
        FieldType::Time => Ok(dates::time(lookup, cell)?.map_or(Value::Empty, Value::Time)),
        FieldType::YesNo => yes_no(lookup, cell).map(Value::YesNo),
        FieldType::Category(words) => category(lookup, name, words, cell).map(Value::Code),
        FieldType::Text => Ok(Value::Word(cell.text)),
        FieldType::Number(unit) => exact_number(
            lookup,
            Measured {
                subject: name,
                unit,
            },
            cell,
        )
        .map(Value::Number),
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
    let wanted = fold_name(cell.text);
    let found = exact.or_else(|| words.iter().position(|word| fold_name(word) == wanted));
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

/// Adds a value to its column; the types agree, since both come from the field's.
fn append(column: &mut Values, known: &mut BTreeMap<Arc<str>, u32>, value: Value<'_>) {
    match (column, value) {
        (Values::Date(days), Value::Date(day)) => days.push(Some(day)),
        (Values::Time(times), Value::Time(time)) => times.push(Some(time)),
        (Values::YesNo(answers), Value::YesNo(answer)) => answers.push(Some(answer)),
        (Values::Number(numbers), Value::Number(number)) => numbers.push(Some(number)),
        (Values::Text { codes, .. }, Value::Code(code)) => codes.push(Some(code)),
        (Values::Text { words, codes }, Value::Word(word)) => {
            codes.push(Some(code_of(words, known, word)));
        }
        (Values::Date(days), _) => days.push(None),
        (Values::Time(times), _) => times.push(None),
        (Values::YesNo(answers), _) => answers.push(None),
        (Values::Number(numbers), _) => numbers.push(None),
        (Values::Text { codes, .. }, _) => codes.push(None),
    }
}

/// The code of a word, a new one when the dictionary doesn't have it yet.
fn code_of(words: &mut Vec<Arc<str>>, known: &mut BTreeMap<Arc<str>, u32>, word: &str) -> u32 {
    if let Some(code) = known.get(word) {
        return *code;
    }
    // Rows are bounded far below `u32::MAX`, and so are words.
    let code = u32::try_from(words.len()).unwrap_or(u32::MAX);
    let word: Arc<str> = word.into();
    words.push(word.clone());
    known.insert(word, code);
    code
}
