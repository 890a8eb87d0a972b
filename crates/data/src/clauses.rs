//! The clauses of the document a policy is written from: `clauses.csv`.

use std::collections::BTreeMap;

use dabiao_diagnostics::Diagnostics;
use dabiao_diagnostics::register::{EMPTY_CELL, EMPTY_FILE, REPEATED_CLAUSE_ID, WRONG_CELL_COUNT};
use dabiao_model::{Place, Schema, SourceClause, Text};

use crate::blocks::Blocks;
use crate::columns::{Column, Columns};
use crate::csv_rows::CsvRows;
use crate::headers::CLAUSES;
use crate::nearest::shown;
use crate::raw::{Cells, Counted, Heading, Layout, Row};
use crate::read::Reading;
use crate::{Input, ReadError, ReadOptions, decode};

/// What a list of clauses holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadClauses {
    /// The clauses in the order of the rows.
    pub clauses: Vec<SourceClause>,
    /// What could not be used, by place.
    pub diagnostics: Diagnostics,
}

// INVARIANT: the columns in the order of `CLAUSES`.
const ID: usize = 0;
const PLACE: usize = 1;
const GIST: usize = 2;
const NOTE: usize = 3;

/// Reads a list of clauses: `id,place,gist` and perhaps `note` | `编号,位置,要义` and perhaps `备注`, one clause a row.
///
/// A row without an id and a row whose id has come before are left out and reported.
///
/// # Errors
///
/// As [`read`](crate::read).
pub fn clauses(input: &Input, options: &ReadOptions) -> Result<ReadClauses, ReadError> {
    let schema = Schema::default();
    let mut reading = Reading::new(&schema, options);
    let source = reading.begin(input);
    let bytes = input.content()?;
    reading.count_bytes(input, bytes.len())?;
    let decoded = decode::decode(&input.name, &bytes, options.encoding, &schema)?;
    reading.note_encoding(input, source, decoded.told_by);
    let blocks = Blocks::Held(&decoded.text, reading.meter.clone());
    let mut rows = CsvRows::new(blocks, source);
    let mut found = Vec::new();
    if let Some(place) = rows.next(&mut reading, input)? {
        let width = rows.cells(place).ends.len();
        reading.check_columns(input, width)?;
        if let Some(columns) = bind(&mut reading, rows.cells(place)) {
            let mut given = BTreeMap::new();
            while let Some(place) = rows.next(&mut reading, input)? {
                reading.count_row(input)?;
                let cells = rows.cells(place);
                if cells.ends.len() != width {
                    wrong_cells(&mut reading, cells, width);
                    continue;
                }
                found.extend(clause(&mut reading, &columns, cells, &mut given));
            }
        }
    } else if !rows.is_broken() {
        let place = Place {
            source,
            line: 1,
            column: 0,
        };
        let wrong = reading.lookup.wrong(&EMPTY_FILE, place);
        reading.findings.push(wrong);
    }
    Ok(ReadClauses {
        clauses: found,
        diagnostics: reading.findings.finish(),
    })
}

fn bind(reading: &mut Reading<'_>, headers: Counted<'_>) -> Option<Columns> {
    let known: Vec<Column<'_>> = CLAUSES
        .iter()
        .enumerate()
        .map(|(index, (en, zh))| Column {
            names: vec![en, zh],
            needed: index < NOTE,
        })
        .collect();
    let heading = Heading {
        place: headers.place,
        cells: &headers.placed(),
        layout: Layout::Cells,
    };
    Columns::bind(&reading.lookup, &mut reading.findings, heading, &known)
}

fn wrong_cells(reading: &mut Reading<'_>, cells: Counted<'_>, wanted: usize) {
    let wrong = reading.lookup.wrong(&WRONG_CELL_COUNT, cells.place);
    let wrong = wrong.with("found", cells.ends.len().to_string());
    reading
        .findings
        .push(wrong.with("wanted", wanted.to_string()));
}

fn clause(
    reading: &mut Reading<'_>,
    columns: &Columns,
    cells: Counted<'_>,
    given: &mut BTreeMap<String, Place>,
) -> Option<SourceClause> {
    let place = cells.place;
    let row = Row {
        place,
        number: place.line,
        cells: Cells::Counted(cells),
        spoiled: &[],
    };
    let cell = |column| columns.cell(&row, column);
    let id = cell(ID);
    if id.is_empty() {
        let reason = Text::new("the clause must be cited by it", "出处须以此引用");
        let remedy = Text::new("Give the clause an id.", "请为该条款编号。");
        let wrong = reading.lookup.wrong(&EMPTY_CELL, id.place);
        let wrong = wrong.with("column", Text::new("id", "编号"));
        reading
            .findings
            .push(wrong.with("reason", reason).with("remedy", remedy));
        return None;
    }
    if let Some(first) = given.get(id.text) {
        let wrong = reading.lookup.wrong(&REPEATED_CLAUSE_ID, id.place);
        let wrong = wrong.with("id", shown(id.text));
        let first = reading.lookup.cell(*first);
        reading
            .findings
            .push(wrong.related_cell(first, "first here", "首次出现在此"));
        return None;
    }
    given.insert(id.text.to_owned(), id.place);
    Some(SourceClause {
        id: id.text.into(),
        place: cell(PLACE).text.into(),
        gist: cell(GIST).text.into(),
        note: cell(NOTE).text.into(),
        at: place,
    })
}
