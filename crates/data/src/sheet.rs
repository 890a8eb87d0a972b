//! A table: which one it is, and its rows on their way to where they belong.

use dabiao_diagnostics::Diagnostic;
use dabiao_diagnostics::register::{
    REPEATED_COLUMN, UNKNOWN_COLUMN, UNKNOWN_SUBMITTED_ENTITY, UNKNOWN_SUBMITTED_METRIC,
    UNKNOWN_TABLE,
};
use dabiao_model::{FieldType, RecordId, Text};

use crate::case_columns::CaseColumns;
use crate::columns::{Column, Columns, known_columns_of};
use crate::headers::{
    CLAUSES, CLAUSES_NAME, FIGURES_NAME, FigureColumn, Header, NUMBER_HEADERS, OTHER_NAMES,
    SIGNOFFS_NAME, SignOffColumn, TableKind, fold, header_text, is, pairs,
};
use crate::lookup::{Lookup, fold_name};
use crate::nearest::{known_rows, shown};
use crate::raw::{Heading, RawCell, Row};
use crate::read::Reading;
use crate::wide::{FigureTable, column_named, is_period};
use crate::{figures, periods, records, segments, signoffs};

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Figures,
    Cases(RecordId),
    SignOffs,
    /// Figures whose values stand under metrics, periods or entities.
    Wide,
    /// The clauses of a source, which are no data.
    Clauses,
}

/// A table whose columns are known.
#[derive(Debug)]
pub(crate) enum Sheet {
    /// A row is a figure, a case or a sign-off.
    Rows {
        /// Which.
        subject: Subject,
        /// Where its parts stand.
        columns: Columns,
        /// How its plain rows are read column by column, if it holds cases.
        cases: Option<CaseColumns>,
    },
    /// Figures in any layout.
    Figures(Box<FigureTable>),
}

impl Sheet {
    /// Whether a cell of a row is looked at.
    pub(crate) fn uses(&self, index: usize) -> bool {
        match self {
            Self::Rows { columns, .. } => columns.uses(index),
            Self::Figures(table) => table.uses(index),
        }
    }

    /// The record whose cases its rows are, and where their parts stand.
    pub(crate) fn cases(&self) -> Option<(RecordId, &Columns)> {
        match self {
            Self::Rows {
                subject: Subject::Cases(record),
                columns,
                ..
            } => Some((*record, columns)),
            _ => None,
        }
    }

    /// Whether the cells of a column are times of a case.
    pub(crate) fn is_time(&self, lookup: &Lookup<'_>, index: usize) -> bool {
        self.is_case_field(lookup, index, |ty| *ty == FieldType::Time)
    }

    /// Whether a cell of a row is a number of a case.
    pub(crate) fn is_case_number(&self, lookup: &Lookup<'_>, index: usize) -> bool {
        self.is_case_field(lookup, index, |ty| matches!(ty, FieldType::Number(_)))
    }

    /// Whether a column is a field of cases, of a type that `is` wanted.
    fn is_case_field(
        &self,
        lookup: &Lookup<'_>,
        index: usize,
        is: impl Fn(&FieldType) -> bool,
    ) -> bool {
        let Some((record, columns)) = self.cases() else {
            return false;
        };
        let record = lookup.schema.records.get(record.index());
        let fields = record.map_or(&[][..], |record| &record.fields);
        (0..).zip(fields).any(|(field, schema)| {
            is(&schema.ty) && columns.index(records::field_column(field)) == Some(index)
        })
    }

    /// How its plain rows are read column by column, taken out while they are.
    pub(crate) fn case_columns(&mut self) -> Option<&mut Option<CaseColumns>> {
        match self {
            Self::Rows { cases, .. } => Some(cases),
            Self::Figures(_) => None,
        }
    }

    /// Whether a cell of a row is a figure, so that the others of the row stand without it.
    pub(crate) fn is_figure(&self, index: usize) -> bool {
        match self {
            Self::Rows { .. } => false,
            Self::Figures(table) => table.is_value(index),
        }
    }
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
    if has_all(heading, needed.iter().filter_map(|c| figures.get(*c))) {
        return Some(Subject::Figures);
    }
    if FigureTable::wide(&reading.lookup, &[heading.cells], &[], &[]).is_some() {
        return Some(Subject::Wide);
    }
    if is(name, FIGURES_NAME) {
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

/// The table that is called so.
pub(crate) fn called(reading: &Reading<'_>, name: &str) -> Option<Subject> {
    if let Some(record) = record(reading, name) {
        Some(Subject::Cases(record))
    } else if is(name, SIGNOFFS_NAME) {
        Some(Subject::SignOffs)
    } else if is(name, FIGURES_NAME) {
        Some(Subject::Figures)
    } else {
        is(name, CLAUSES_NAME).then_some(Subject::Clauses)
    }
}

/// What a row is the headers of: the table that is expected, or the one whose columns it has.
pub(crate) fn headed(
    reading: &Reading<'_>,
    cells: &[RawCell<'_>],
    by_name: Option<Subject>,
) -> Option<Subject> {
    let lookup = &reading.lookup;
    let fits = |subject: Subject, share: usize| {
        let known = known_columns(lookup, subject).unwrap_or_default();
        let needed = known.iter().filter(|column| column.needed).count();
        let bound = Columns::bound(lookup, cells, &known);
        bound > 0 && bound.saturating_mul(share) >= needed.saturating_mul(2)
    };
    let has_needed = |subject: Subject| {
        let known = known_columns(lookup, subject).unwrap_or_default();
        known
            .iter()
            .filter(|column| column.needed)
            .all(|column| Columns::bound(lookup, cells, std::slice::from_ref(column)) > 0)
    };
    match by_name {
        Some(Subject::Cases(record)) => {
            // Half of the columns are enough to complain of the other half.
            return fits(Subject::Cases(record), 4).then_some(Subject::Cases(record));
        }
        Some(Subject::Clauses) => return Some(Subject::Clauses),
        _ => {}
    }
    if let Some(subject) = [Subject::Figures, Subject::SignOffs]
        .into_iter()
        .find(|it| has_needed(*it))
    {
        return Some(subject);
    }
    let records = (0..lookup.schema.records.len()).map(|index| Subject::Cases(index.into()));
    let mut fitting = records.filter(|it| fits(*it, 2) && has_needed(*it));
    let first = fitting.next();
    first.filter(|_| fitting.next().is_none())
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
    let is_other = |header: &String, zh: &str| {
        let mut others = OTHER_NAMES.iter().filter(|(name, _)| name == header);
        others.any(|(_, column)| header_text(TableKind::Figures, *column as usize).zh == zh)
    };
    let is =
        |header: &String, (en, zh): &Header| header == en || header == zh || is_other(header, zh);
    wanted
        .into_iter()
        .all(|wanted| found.iter().any(|header| is(header, wanted)))
}

/// Binds the columns of a table; nothing when it can't be used or holds no data.
pub(crate) fn open(
    reading: &mut Reading<'_>,
    subject: Subject,
    heading: Heading<'_>,
) -> Option<Sheet> {
    if subject == Subject::Wide {
        let table = FigureTable::wide(&reading.lookup, &[heading.cells], &[], &[])?;
        return wide(reading, table, &[heading.cells], &[]);
    }
    let columns = known_columns(&reading.lookup, subject)?;
    let columns = Columns::bind(&reading.lookup, &mut reading.findings, heading, &columns)?;
    let mut cases = None;
    if let Subject::Cases(record) = subject {
        records::open(reading, record, &columns);
        cases = CaseColumns::of(&reading.lookup, record, &columns);
    }
    Some(Sheet::Rows {
        subject,
        columns,
        cases,
    })
}

/// The columns that a table of rows may have; nothing for what is none.
pub(crate) fn known_columns<'s>(lookup: &Lookup<'s>, subject: Subject) -> Option<Vec<Column<'s>>> {
    match subject {
        Subject::Figures => {
            let needed = [FigureColumn::Metric as usize, FigureColumn::Value as usize];
            Some(built_in(TableKind::Figures, &needed))
        }
        Subject::SignOffs => {
            let needed = [
                SignOffColumn::Milestone as usize,
                SignOffColumn::State as usize,
            ];
            Some(built_in(TableKind::SignOffs, &needed))
        }
        Subject::Cases(record) => Some(records::columns(lookup, record)),
        Subject::Wide | Subject::Clauses => None,
    }
}

/// A table of figures, and what is to be said of its headers; nothing where two columns are the same.
pub(crate) fn wide(
    reading: &mut Reading<'_>,
    table: FigureTable,
    headers: &[&[RawCell<'_>]],
    below: &[Vec<RawCell<'_>>],
) -> Option<Sheet> {
    let mut usable = true;
    for index in &table.unknown {
        let cells = headers.iter().filter_map(|line| line.get(*index));
        let named = cells.filter(|cell| !cell.is_empty());
        let strange = |cell: &&RawCell<'_>| {
            let text = fold(cell.text);
            !NUMBER_HEADERS.contains(&text.as_str()) && !reading.lookup.is_known(cell.text)
        };
        let Some(cell) = named.clone().find(strange) else {
            continue;
        };
        let column = column_named(&reading.lookup, cell.text);
        if let Some(column) = column.filter(|it| *it != FigureColumn::Value) {
            usable = false;
            let wrong = reading.lookup.wrong(&REPEATED_COLUMN, cell.place);
            let named = header_text(TableKind::Figures, column as usize);
            reading.findings.push(wrong.with("column", named));
            continue;
        }
        let has_figures = below
            .iter()
            .filter_map(|row| row.get(*index))
            .any(|cell| cell.text.starts_with(|sign: char| sign.is_ascii_digit()));
        let wrong = unknown_header(
            &reading.lookup,
            *cell,
            table.under().filter(|_| has_figures),
        );
        reading.findings.push(wrong);
    }
    usable.then(|| Sheet::Figures(Box::new(table)))
}

/// A complaint about a header that should have been a metric, an entity or a period, or a column of figures.
fn unknown_header(
    lookup: &Lookup<'_>,
    cell: RawCell<'_>,
    under: Option<FigureColumn>,
) -> Diagnostic {
    let schema = lookup.schema;
    let with_a_year = format!("2025年{}", cell.text);
    if is_period(&with_a_year) && !is_period(cell.text) {
        // Which year is meant is not guessed from what stands beside it.
        if let Err(wrong) = periods::written(lookup, cell) {
            return *wrong;
        }
    }
    match under {
        Some(FigureColumn::Metric) => {
            if let Some((id, _, inner)) = segments::split(lookup, cell.text)
                && let Some(metric) = schema.metrics.get(id.index())
                && let Err(wrong) =
                    segments::segment(lookup, metric, RawCell::new(inner, cell.place))
            {
                return *wrong;
            }
            let names = schema.metrics.iter().map(|it| it.names.as_slice());
            let wrong = lookup.wrong(&UNKNOWN_SUBMITTED_METRIC, cell.place);
            let wrong = wrong.with("metric", shown(cell.text));
            wrong.with("known", known_rows(cell.text, names))
        }
        Some(FigureColumn::Entity) => {
            let names = schema.entities.iter().map(|it| it.names.as_slice());
            let wrong = lookup.wrong(&UNKNOWN_SUBMITTED_ENTITY, cell.place);
            let wrong = wrong.with("entity", shown(cell.text));
            wrong.with("known", known_rows(cell.text, names))
        }
        _ => {
            let wrong = lookup.wrong(&UNKNOWN_COLUMN, cell.place);
            let wrong = wrong.with("column", shown(cell.text));
            wrong.with(
                "known",
                known_columns_of(&built_in(TableKind::Figures, &[]), cell.text),
            )
        }
    }
}

fn built_in(kind: TableKind, needed: &[usize]) -> Vec<Column<'static>> {
    let columns = pairs(kind).iter().enumerate();
    let others = |index| {
        let others = OTHER_NAMES
            .iter()
            .filter(move |(_, column)| kind == TableKind::Figures && *column as usize == index);
        others.map(|(name, _)| *name)
    };
    columns
        .map(|(index, (en, zh))| Column {
            names: [*en, *zh].into_iter().chain(others(index)).collect(),
            needed: needed.contains(&index),
        })
        .collect()
}

/// Reads one row of a table into the data set.
pub(crate) fn row(reading: &mut Reading<'_>, sheet: &mut Sheet, row: &Row<'_>) {
    let (subject, columns) = match sheet {
        Sheet::Rows {
            subject, columns, ..
        } => (*subject, columns),
        Sheet::Figures(table) => return table.row(reading, row),
    };
    columns.warn_of_unnamed(&reading.lookup, &mut reading.findings, row);
    match subject {
        Subject::Figures => figures::row(reading, columns, row),
        Subject::Cases(record) => records::row(reading, record, columns, row),
        Subject::SignOffs => signoffs::row(reading, columns, row),
        Subject::Wide | Subject::Clauses => {}
    }
}
