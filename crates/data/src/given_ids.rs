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
        let kept = self.kept.get_or_insert_with(|| before(table, cells));
        let first = *kept.entry((entity, id.text.into())).or_insert(id.place);
        (first != id.place).then_some(first)
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

/// The ids of all rows but the last.
fn before(table: &Table, cells: &BTreeMap<u32, u32>) -> Kept {
    let rows = 0..table.rows().saturating_sub(1);
    let given = rows.filter_map(|row| {
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
