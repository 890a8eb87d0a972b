//! A table: which one it is, and its rows on their way to where they belong.

use dabiao_diagnostics::register::UNKNOWN_TABLE;
use dabiao_model::{RecordId, Text};

use crate::case_columns::CaseColumns;
use crate::columns::{Column, Columns};
use crate::headers::{
    CLAUSES, CLAUSES_NAME, FIGURES_NAME, FigureColumn, Header, SIGNOFFS_NAME, SignOffColumn,
    TableKind, fold, is, pairs,
};
use crate::lookup::fold_name;
use crate::nearest::{known_rows, shown};
use crate::raw::{Heading, Row};
use crate::read::Reading;
use crate::{figures, records, signoffs};

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Figures,
    Cases(RecordId),
    SignOffs,
    /// The clauses of a source, which are no data.
    Clauses,
}

/// A table whose columns are known.
#[derive(Debug)]
pub(crate) struct Sheet {
    subject: Subject,
    columns: Columns,
    /// How its plain rows are read column by column, if it holds cases.
    pub(crate) cases: Option<CaseColumns>,
}

/// Recognises a table by its name, else by its headers; complains when it is none.
pub(crate) fn recognise(
    reading: &mut Reading<'_>,
    name: &str,
    heading: Heading<'_>,
) -> Option<Subject> {
    if let Some(record) = record(reading, name) {
        return Some(Subject::Cases(record));
    }
    if is(name, SIGNOFFS_NAME) {
        return Some(Subject::SignOffs);
    }
    let figures = pairs(TableKind::Figures);
    let needed = [FigureColumn::Metric, FigureColumn::Value].map(|column| column as usize);
    if is(name, FIGURES_NAME) || has_all(heading, needed.iter().filter_map(|c| figures.get(*c))) {
        return Some(Subject::Figures);
    }
    if is(name, CLAUSES_NAME) || has_all(heading, CLAUSES.iter().take(3)) {
        return Some(Subject::Clauses);
    }
    unknown_table(reading, name, heading);
    None
}

/// The record of this name or alias.
pub(crate) fn record(reading: &Reading<'_>, name: &str) -> Option<RecordId> {
    let schema = reading.lookup.schema;
    let wanted = fold_name(name);
    let folded = |names: &[std::sync::Arc<str>]| names.iter().any(|n| fold_name(n) == wanted);
    let position = || {
        schema
            .records
            .iter()
            .position(|record| folded(&record.names))
    };
    schema
        .record(name)
        .or_else(|| position().map(RecordId::from))
}

/// Complains about a table that is none, and says which ones there are.
pub(crate) fn unknown_table(reading: &mut Reading<'_>, name: &str, heading: Heading<'_>) {
    let records = &reading.lookup.schema.records;
    let text = if records.is_empty() {
        Text::new("The policy has no records.", "方案中没有台账。")
    } else {
        known_rows(name, records.iter().map(|record| record.names.as_slice()))
    };
    let wrong = reading.lookup.wrong(&UNKNOWN_TABLE, heading.place);
    reading
        .findings
        .push(wrong.with("table", shown(name)).with("known", text));
}

fn has_all<'h>(heading: Heading<'_>, wanted: impl IntoIterator<Item = &'h Header>) -> bool {
    let found: Vec<String> = heading.cells.iter().map(|cell| fold(cell.text)).collect();
    wanted
        .into_iter()
        .all(|(en, zh)| found.iter().any(|header| header == en || header == zh))
}

/// Binds the columns of a table; nothing when it can't be used or holds no data.
pub(crate) fn open(
    reading: &mut Reading<'_>,
    subject: Subject,
    heading: Heading<'_>,
) -> Option<Sheet> {
    let columns = match subject {
        Subject::Figures => {
            let needed = [FigureColumn::Metric as usize, FigureColumn::Value as usize];
            built_in(TableKind::Figures, &needed)
        }
        Subject::SignOffs => {
            let needed = [
                SignOffColumn::Milestone as usize,
                SignOffColumn::State as usize,
            ];
            built_in(TableKind::SignOffs, &needed)
        }
        Subject::Cases(record) => records::columns(&reading.lookup, record),
        Subject::Clauses => return None,
    };
    let columns = Columns::bind(&reading.lookup, &mut reading.findings, heading, &columns)?;
    let mut cases = None;
    if let Subject::Cases(record) = subject {
        records::open(reading, record, &columns);
        cases = CaseColumns::of(&reading.lookup, record, &columns);
    }
    Some(Sheet {
        subject,
        columns,
        cases,
    })
}

fn built_in(kind: TableKind, needed: &[usize]) -> Vec<Column<'static>> {
    let columns = pairs(kind).iter().enumerate();
    columns
        .map(|(index, (en, zh))| Column {
            names: vec![en, zh],
            needed: needed.contains(&index),
        })
        .collect()
}

/// Reads one row of a table into the data set.
pub(crate) fn row(reading: &mut Reading<'_>, sheet: &mut Sheet, row: &Row<'_>) {
    sheet
        .columns
        .warn_of_unnamed(&reading.lookup, &mut reading.findings, row);
    match sheet.subject {
        Subject::Figures => figures::row(reading, &sheet.columns, row),
        Subject::Cases(record) => records::row(reading, record, &sheet.columns, row),
        Subject::SignOffs => signoffs::row(reading, &sheet.columns, row),
        Subject::Clauses => {}
    }
}
