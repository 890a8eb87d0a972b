//! The cells of a row, and at which of them what is said is seen.

use std::collections::BTreeMap;
use std::ops::Range;

use dabiao_core::Severity;

use super::super::element::{Element, children};

pub(super) const COLUMNS_REPEATED: &str = "table:number-columns-repeated";

/// What is said at a cell, and how grave it is.
pub(super) type Mark = (String, Severity);

/// A cell of a row, or several that are alike.
pub(super) struct Placed<'x> {
    pub(super) cell: Element<'x>,
    pub(super) columns: Range<u32>,
    /// Whether it lies below a merged region.
    pub(super) is_covered: bool,
}

/// The cells of a row, each with the columns it stands in.
pub(super) fn placed<'x>(text: &'x str, row: &Element<'_>) -> Option<Vec<Placed<'x>>> {
    let (mut placed, mut column) = (Vec::new(), 1_u32);
    for cell in children(text, row.inner.clone().unwrap_or(0..0)) {
        let cell = cell?;
        let is_covered = match cell.name().as_str() {
            "table:table-cell" => false,
            "table:covered-table-cell" => true,
            _ => continue,
        };
        let behind = column.saturating_add(cell.times(COLUMNS_REPEATED)?);
        placed.push(Placed {
            cell,
            columns: column..behind,
            is_covered,
        });
        column = behind;
    }
    Some(placed)
}

/// What is said at the cells of a row where it is seen: what is said of a place below a merged region, where programs show
/// no comments, stands at the next cell that is not, if need be behind the last.
pub(super) fn seen(cells: &[Placed<'_>], said: BTreeMap<u32, Mark>) -> BTreeMap<u32, Mark> {
    let mut moved: BTreeMap<u32, Mark> = BTreeMap::new();
    for (column, mark) in said {
        let from = cells.iter().skip_while(|it| it.columns.end <= column);
        let first = from.clone().next();
        let is_covered = first.is_some_and(|it| it.is_covered);
        let next = from.clone().find(|it| is_covered && !it.is_covered);
        let behind = cells.last().filter(|_| is_covered);
        let place = next.map(|it| it.columns.start);
        let place = place.or_else(|| behind.map(|it| it.columns.end));
        let place = place.unwrap_or(column);
        let mark = both(moved.remove(&place), mark);
        moved.insert(place, mark);
    }
    moved
}

/// What two remarks at a cell say together.
fn both(before: Option<Mark>, mark: Mark) -> Mark {
    match before {
        Some((text, severity)) => (format!("{text}\n\n{}", mark.0), severity.min(mark.1)),
        None => mark,
    }
}
