//! Tables of cases that were handed in twice: a file and its copy, a sheet and its copy.

use std::collections::BTreeMap;
use std::ops::Range;

use dabiao_diagnostics::Diagnostic;
use dabiao_diagnostics::register::{REPEATED_CASES, REPEATED_ID};
use dabiao_model::{Place, Table};

use crate::findings::Findings;
use crate::lookup::Lookup;

/// A table's rows in one file or sheet.
type Stretch = (u32, Range<usize>);

/// Takes out the cases of each file or sheet that says the same as one before it, row for row, and says so.
pub(crate) fn left_out(lookup: &Lookup<'_>, findings: &mut Findings, table: &mut Table) {
    let copies = copies(table);
    for (first, (source, rows)) in &copies {
        // Of a copy each id stands a second time, which is no news.
        findings.forget(|known| lookup.is_in(known, *source) && known.code.id == REPEATED_ID.id);
        findings.push(told(lookup, table, first, rows));
    }
    if !copies.is_empty() {
        let rows: Vec<Range<usize>> = copies.into_iter().map(|(_, (_, rows))| rows).collect();
        *table = table.without(&rows);
    }
}

/// The files and sheets that say the same as one before, each with the rows of that one.
fn copies(table: &Table) -> Vec<(Range<usize>, Stretch)> {
    let stretches = table.stretches();
    if stretches.len() < 2 {
        return Vec::new();
    }
    // Only those with as many rows and the same first one are compared to their ends.
    let mut alike: BTreeMap<(usize, String), Vec<Range<usize>>> = BTreeMap::new();
    let mut copies = Vec::new();
    for (source, rows) in stretches {
        let known = alike
            .entry((rows.len(), said(table, rows.start)))
            .or_default();
        let same = known.iter().find(|other| {
            let mut pairs = rows.clone().zip((*other).clone());
            pairs.all(|(row, other)| table.says_the_same(row, other))
        });
        match same {
            Some(first) => copies.push((first.clone(), (source, rows))),
            None => known.push(rows),
        }
    }
    copies
}

/// What a case says, for cases to be kept apart by it.
fn said(table: &Table, row: usize) -> String {
    let cells: Vec<_> = table.columns().iter().map(|it| it.cell(row)).collect();
    format!("{:?}{:?}{cells:?}", table.entity(row), table.given_id(row))
}

fn told(
    lookup: &Lookup<'_>,
    table: &Table,
    first: &Range<usize>,
    rows: &Range<usize>,
) -> Diagnostic {
    let place = |rows: &Range<usize>| {
        let stands = table.row_place(rows.start);
        stands.unwrap_or(Place {
            source: 0,
            line: 0,
            column: 0,
        })
    };
    let record = lookup.schema.records.get(table.record().index());
    let name = record.and_then(|record| record.names.first());
    let wrong = lookup.wrong(&REPEATED_CASES, place(rows));
    let wrong = wrong.with("record", name.map_or("", AsRef::as_ref));
    let wrong = wrong.with("count", rows.len().to_string());
    wrong.related_cell(lookup.cell(place(first)), "first here", "首次出现在此")
}
