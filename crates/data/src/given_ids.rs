//! Which ids the cases of a record have been given, and where.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use dabiao_model::{EntityId, Place, Table};

use crate::raw::RawCell;

/// The ids given so far.
///
/// As long as each is longer than the one before, or as long and greater, none can be given twice, and nothing is kept
/// but the last: most tables are numbered. From the first on that is not, all are kept.
#[derive(Debug, Default)]
pub(crate) struct GivenIds {
    last: String,
    /// The cell of the row that ids stand in, by the file.
    cells: BTreeMap<u32, u32>,
    /// The file and the cell of the last.
    latest: Option<(u32, u32)>,
    kept: Option<Kept>,
}

/// Where an entity's case was given an id first.
type Kept = HashMap<(Option<EntityId>, Box<str>), Place>;

impl GivenIds {
    /// Adds the id of the table's last row; returns where the same entity's case was given it before.
    pub(crate) fn add(
        &mut self,
        table: &Table,
        entity: Option<EntityId>,
        id: RawCell<'_>,
    ) -> Option<Place> {
        if self.kept.is_none() && self.goes_on(table, id) {
            return None;
        }
        let cells = &self.cells;
        let rows = table.rows().saturating_sub(1);
        let kept = self.kept.get_or_insert_with(|| before(table, rows, cells));
        let first = *kept.entry((entity, id.text.into())).or_insert(id.place);
        (first != id.place).then_some(first)
    }

    /// Adds the ids of cases that will be the table's next, one line after the other; `first` is the cell of the first id.
    /// Returns the cells of those that the same entity's case was given before, each with the cell where.
    pub(crate) fn add_lines(
        &mut self,
        table: &Table,
        first: Place,
        cases: &[(Option<EntityId>, &str)],
    ) -> Vec<(Place, Place)> {
        if self.kept.is_none() && self.all_go_on(first, cases) {
            return Vec::new();
        }
        let cells = &self.cells;
        let kept = self
            .kept
            .get_or_insert_with(|| before(table, table.rows(), cells));
        let mut repeated = Vec::new();
        let mut place = first;
        for (entity, id) in cases {
            if !id.is_empty() {
                let known = *kept.entry((*entity, (*id).into())).or_insert(place);
                if known != place {
                    repeated.push((place, known));
                }
            }
            place.line = place.line.saturating_add(1);
        }
        repeated
    }

    /// Whether each id comes after all before it, and its place can be found again from its row's.
    fn all_go_on(&mut self, first: Place, cases: &[(Option<EntityId>, &str)]) -> bool {
        let mut last = self.last.as_str();
        for (_, id) in cases {
            if (id.len(), *id) <= (last.len(), last) {
                if id.is_empty() {
                    continue;
                }
                return false;
            }
            last = id;
        }
        let any = cases.iter().any(|(_, id)| !id.is_empty());
        let cell = *self.cells.entry(first.source).or_insert(first.column);
        self.latest = Some((first.source, cell));
        if any && cell == first.column {
            let last = last.to_owned();
            self.last = last;
        }
        !any || cell == first.column
    }

    /// Whether the id comes after all before it, and its place can be found again from its row's.
    fn goes_on(&mut self, table: &Table, id: RawCell<'_>) -> bool {
        let Place {
            source,
            line,
            column,
        } = id.place;
        // Most stand where the last one does.
        let cell = if self.latest == Some((source, column)) {
            column
        } else {
            *self.cells.entry(source).or_insert(column)
        };
        self.latest = Some((source, cell));
        let is_found = table.last_line() == Some(line) && cell == column;
        let after = (id.text.len(), id.text) > (self.last.len(), self.last.as_str());
        if is_found && after {
            self.last.clear();
            self.last.push_str(id.text);
        }
        is_found && after
    }
}

/// The ids of the first rows.
fn before(table: &Table, rows: usize, cells: &BTreeMap<u32, u32>) -> Kept {
    let given = (0..rows).filter_map(|row| {
        // A row without an id of its own is called by its number, which is made when asked for.
        let Cow::Borrowed(id) = table.id(row)? else {
            return None;
        };
        let place = table.row_place(row)?;
        let column = cells.get(&place.source).copied().unwrap_or(0);
        Some(((table.entity(row), id.into()), Place { column, ..place }))
    });
    given.collect()
}

#[cfg(test)]
mod tests {
    use dabiao_model::{Case, RecordId};

    use super::*;

    /// Where each of these ids was given before; all stand in the third cell.
    fn repeated(ids: &[(usize, &str)]) -> Vec<Option<u32>> {
        let mut table = Table::new(RecordId::from(0), &[]);
        let mut given = GivenIds::default();
        let mut lines = 2_u32..;
        let ids = ids.iter().filter_map(|(entity, id)| {
            let line = lines.next()?;
            let entity = EntityId::from(*entity);
            let case = Case::at_line(line).of(entity).called(id);
            table.push(case, &[]).unwrap();
            let place = Place {
                source: 0,
                line,
                column: 3,
            };
            let first =
                (!id.is_empty()).then(|| given.add(&table, Some(entity), RawCell::new(id, place)));
            Some(first.flatten().map(|place| {
                assert_eq!((place.source, place.column), (0, 3));
                place.line
            }))
        });
        ids.collect()
    }

    #[test]
    fn an_id_that_is_given_again_is_found_in_any_order() {
        assert_eq!(repeated(&[(0, "C-9"), (0, "C-10"), (0, "C-11")]), [None; 3]);
        assert_eq!(
            repeated(&[(0, "C-9"), (0, "C-10"), (0, "C-9")]),
            [None, None, Some(2)]
        );
        assert_eq!(
            repeated(&[(0, "b"), (0, "a"), (0, "b")]),
            [None, None, Some(2)]
        );
        assert_eq!(
            repeated(&[(0, "a"), (0, ""), (0, "b"), (0, "a")]),
            [None, None, None, Some(2)]
        );
        assert_eq!(
            repeated(&[(0, "a"), (0, "a"), (0, "a")]),
            [None, Some(2), Some(2)]
        );
        // Another entity may give the same.
        assert_eq!(
            repeated(&[(0, "a"), (1, "a"), (0, "a")]),
            [None, None, Some(2)]
        );
    }
}
