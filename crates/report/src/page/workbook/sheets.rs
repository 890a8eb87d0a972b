//! The sections of the page as tables, each a sheet.

use super::super::judged::StandingView;
use super::super::matrix::LightView;
use super::super::table::{CellView, Kind, TableView};
use super::super::view::PageView;
use super::cell::Cell;
use super::table::Table;
use unicode_width::UnicodeWidthStr;

/// The sheets behind the overview, in the order of the sections, without those that would be empty.
pub(super) fn of(view: &PageView) -> Vec<Table> {
    let tables = view
        .sections
        .iter()
        .flat_map(|section| match &section.table {
            Some(table) => vec![described(view, section.key, table)],
            None => match section.key {
                "matrix" => vec![matrix(view)],
                "rankings" => vec![rankings(view)],
                "targets" => vec![verdicts(view), parts(view), derivations(view)],
                _ => Vec::new(),
            },
        });
    tables.filter(|it| !it.rows.is_empty()).collect()
}

/// A section that is a table: a target takes two columns, a value and what is said behind it too.
fn described(view: &PageView, key: &str, table: &TableView) -> Table {
    let columns = table.columns.iter().enumerate();
    let columns = columns.flat_map(|(place, column)| {
        let own = |width: f64| (column.name.to_owned(), width);
        match column.kind {
            Kind::Target => vec![own(9.0), (view.word("title").to_owned(), 30.0)],
            Kind::Actual => vec![own(14.0), (view.word("note").to_owned(), 12.0)],
            Kind::Long => vec![own(60.0)],
            Kind::State | Kind::Required => vec![own(14.0)],
            Kind::Text | Kind::Period => vec![own(16.0)],
            Kind::Day => vec![own(12.0)],
            Kind::Margin | Kind::Number | Kind::Count => vec![own(room(table, place))],
        }
    });
    let kinds = || table.columns.iter().map(|column| column.kind);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut whole: &[CellView] = &[];
    for row in &table.rows {
        let is_part = row.first().is_some_and(CellView::is_part);
        if !is_part {
            whole = row;
        }
        let own = kinds().zip(row.iter().zip(whole));
        rows.push(own.flat_map(|(kind, it)| said(kind, it, is_part)).collect());
    }
    if table.more > 0 {
        let of = match &*table.more_of {
            "" => String::new(),
            of => format!(" · {of}"),
        };
        let said = format!("{} {}{of}", view.word("more"), table.more);
        rows.push(vec![Cell::Head(said)]);
    }
    Table {
        name: view.word(&format!("sheet_{key}")).to_owned(),
        columns: columns.collect(),
        rows,
        held: if kinds().next() == Some(Kind::Target) {
            2
        } else {
            1
        },
    }
}

/// A width in which every number of a column is seen: a number that finds no room is drawn as `###`.
fn room(table: &TableView, place: usize) -> f64 {
    const LEAST: usize = 10;
    const MOST: usize = 40;
    let cells = table.rows.iter().filter_map(|row| row.get(place));
    let widths = cells.map(|cell| cell.text.width().saturating_add(3));
    let widest = widths.max().unwrap_or(0).clamp(LEAST, MOST);
    u32::try_from(widest).map_or(10.0, f64::from)
}

/// A cell, and for a part what it leaves to the row above, so that filters find both.
fn said(kind: Kind, (own, above): (&CellView, &CellView), is_part: bool) -> Vec<Cell> {
    let is_shared = own.text.is_empty() && matches!(kind, Kind::Text | Kind::Period | Kind::Day);
    match (is_part, kind) {
        (true, Kind::Target) => {
            vec![
                Cell::text(&above.text),
                Cell::text(&format!("– {}", own.title)),
            ]
        }
        (true, _) if is_shared => cells(kind, above),
        _ => cells(kind, own),
    }
}

fn cells(kind: Kind, cell: &CellView) -> Vec<Cell> {
    match kind {
        Kind::Target => vec![Cell::text(&cell.text), Cell::text(&cell.title)],
        Kind::Actual => Cell::actual(&cell.text, cell.measured).to_vec(),
        Kind::State => vec![Cell::State(cell.key, cell.text.clone())],
        Kind::Margin => vec![Cell::Margin(cell.text.clone())],
        Kind::Number | Kind::Count => vec![Cell::Figure(cell.text.clone())],
        Kind::Day => vec![Cell::Day(cell.text.clone())],
        Kind::Text | Kind::Period | Kind::Long | Kind::Required => vec![Cell::text(&cell.text)],
    }
}

/// A table without rows; the columns are words of the page with their widths.
fn table(view: &PageView, name: &str, held: u16, columns: &[(&str, f64)]) -> Table {
    let columns = columns.iter();
    let columns = columns.map(|(word, width)| (view.word(word).to_owned(), *width));
    Table {
        name: view.word(name).to_owned(),
        columns: columns.collect(),
        rows: Vec::new(),
        held,
    }
}

fn state(standing: &StandingView) -> Cell {
    Cell::State(standing.key, standing.said())
}

/// The state, the actual value with its note, what is required, and the margin.
fn standing(standing: &StandingView) -> [Cell; 5] {
    let [actual, note] = Cell::actual(&standing.actual, standing.measured);
    [
        state(standing),
        actual,
        note,
        Cell::text(&standing.required),
        Cell::Margin(standing.margin.clone()),
    ]
}

const STANDING: [(&str, f64); 5] = [
    ("state", 14.0),
    ("actual", 16.0),
    ("note", 14.0),
    ("required", 16.0),
    ("margin", 10.0),
];

fn matrix(view: &PageView) -> Table {
    let mut table = table(view, "sheet_matrix", 2, &[("target", 9.0), ("title", 34.0)]);
    let common = view.matrix.rows.iter().any(|row| row.common.is_some());
    if common {
        table.columns.push((view.word("everyone").to_owned(), 13.0));
    }
    let entities = view.matrix.entities.iter();
    table.columns.extend(entities.map(|it| (it.clone(), 13.0)));
    let light = |light: &Option<LightView>| match light {
        Some(it) if it.actual.is_empty() => Cell::State(it.key, it.said()),
        Some(it) => Cell::State(it.key, format!("{}\n{}", it.said(), it.actual)),
        None => Cell::text(""),
    };
    let rows = view.matrix.rows.iter().map(|row| {
        let mut cells = vec![Cell::text(&row.id), Cell::text(&row.title)];
        cells.extend(common.then(|| light(&row.common)));
        cells.extend(row.lights.iter().map(light));
        cells
    });
    table.rows = rows.collect();
    table
}

fn verdicts(view: &PageView) -> Table {
    let mut columns = vec![
        ("target", 9.0),
        ("title", 30.0),
        ("entity", 14.0),
        ("period", 14.0),
    ];
    columns.extend(STANDING);
    columns.extend([
        ("due", 12.0),
        ("lead", 20.0),
        ("supports", 24.0),
        ("clause", 12.0),
        ("rule", 24.0),
        ("to_best", 12.0),
    ]);
    let mut table = table(view, "sheet_verdicts", 2, &columns);
    for target in &view.targets {
        table.rows.extend(target.verdicts.iter().map(|it| {
            let mut cells = vec![
                Cell::text(&target.id),
                Cell::text(&target.title),
                Cell::text(&it.entity),
                Cell::text(&it.period),
            ];
            cells.extend(standing(&it.standing));
            cells.extend([
                Cell::Day(it.due.clone()),
                Cell::text(&target.lead),
                Cell::text(&target.others),
                Cell::text(&target.cite),
                Cell::text(&target.place),
                Cell::Margin(it.to_best.clone()),
            ]);
            cells
        }));
    }
    table
}

/// The parts of composite targets.
fn parts(view: &PageView) -> Table {
    let mut columns = vec![
        ("target", 9.0),
        ("entity", 16.0),
        ("period", 16.0),
        ("part", 40.0),
    ];
    columns.extend(STANDING);
    let mut table = table(view, "sheet_parts", 1, &columns);
    for target in &view.targets {
        for it in &target.verdicts {
            table.rows.extend(it.parts.iter().map(|part| {
                let mut cells = vec![
                    Cell::text(&target.id),
                    Cell::text(&it.entity),
                    Cell::text(&it.period),
                    Cell::text(&part.label),
                ];
                cells.extend(standing(&part.standing));
                cells
            }));
        }
    }
    table
}

fn rankings(view: &PageView) -> Table {
    let columns = [
        ("score", 30.0),
        ("period", 16.0),
        ("rank", 8.0),
        ("entity", 20.0),
        ("total", 12.0),
        ("grade", 14.0),
        ("ranked", 10.0),
        ("note", 40.0),
    ];
    let mut table = table(view, "sheet_rankings", 1, &columns);
    for ranking in &view.rankings {
        let score = format!("{} {}", ranking.id, ranking.title);
        table.rows.extend(ranking.rows.iter().map(|row| {
            vec![
                Cell::text(score.trim_end()),
                Cell::text(&ranking.period),
                row.rank.map_or(Cell::text(""), Cell::Count),
                Cell::text(&row.entity),
                Cell::Figure(row.total.clone()),
                Cell::text(&row.grade),
                Cell::Count(ranking.ranked),
                Cell::text(&row.note),
            ]
        }));
    }
    table
}

/// How each verdict came about, a row a line, so that one is found by filtering its target and entity.
fn derivations(view: &PageView) -> Table {
    let columns = [
        ("target", 9.0),
        ("entity", 16.0),
        ("period", 16.0),
        ("step", 100.0),
    ];
    let mut table = table(view, "sheet_derivations", 1, &columns);
    for target in &view.targets {
        for it in &target.verdicts {
            table.rows.extend(it.why.lines().map(|line| {
                vec![
                    Cell::text(&target.id),
                    Cell::text(&it.entity),
                    Cell::text(&it.period),
                    Cell::text(line),
                ]
            }));
        }
    }
    table
}
