//! The cases of one record, by columns: a few bytes a cell, and no allocation a row.

mod bits;
mod codes;
mod column;
mod days;
mod ids;
mod lines;
mod numbers;
mod plain;
mod runs;
mod stretches;
mod words;

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::{EntityId, FieldType, Period, Place, Ratio, RecordId};

pub use bits::{Answers, Bits};
pub use codes::{CodeSlice, Codes};
pub use column::Column;
pub use days::Days;
pub use lines::{Lines, PlainCells};
pub use numbers::Numbers;
pub use plain::PlainCell;
pub use words::Words;

use ids::Ids;
use runs::Runs;

/// The cases of one record, by columns.
///
/// # Shape
///
/// Rows are numbered from 0 in the order pushed, columns in the order of the schema's fields. How
/// a column keeps its cells is its own; read them with its methods.
///
/// # Examples
///
/// ```
/// use dabiao_model::{Case, CellValue, Date, FieldType, Ratio, RecordId, Table};
///
/// let mut contracts = Table::new(RecordId::from(0), &[FieldType::Date, FieldType::YesNo]);
/// let awarded = CellValue::Day(Date::from_ymd_opt(2025, 3, 1).ok_or("a day")?);
/// contracts.push(Case::at_line(2), &[awarded, CellValue::YesNo(true)])?;
/// contracts.push(Case::at_line(3).called("A-7"), &[CellValue::Empty, CellValue::YesNo(false)])?;
/// assert_eq!(contracts.rows(), 2);
/// assert_eq!(contracts.id(0).as_deref(), Some("2"));
/// assert_eq!(contracts.id(1).as_deref(), Some("A-7"));
/// assert_eq!(contracts.column(1).and_then(|column| column.yes_no(1)), Some(false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    record: RecordId,
    rows: usize,
    entities: Codes,
    ids: Ids,
    sources: Runs,
    lines: Runs,
    columns: Vec<Column>,
    cells: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unanswered: Vec<Unanswered>,
}

/// Somebody who was asked for the cases of a time, and has not said that there were none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Unanswered {
    /// Who was asked; none for everybody.
    pub entity: Option<EntityId>,
    /// The time that was asked about; none for all of it.
    pub period: Option<Period>,
}

/// A case beside its cells: whose it is, what it is called, where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case<'a> {
    /// Whose it is; none where the record is per no entity.
    pub entity: Option<EntityId>,
    /// Its id, if it has one.
    pub id: Option<&'a str>,
    /// What it is called without an id.
    pub number: u32,
    /// Where it stands; [`Place::column`] is not kept.
    pub place: Place,
}

/// The cell of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellValue<'a> {
    /// Nothing: the event has not happened, the value is not known.
    Empty,
    /// A day.
    Day(NaiveDate),
    /// A time.
    Time(NaiveDateTime),
    /// Yes or no.
    YesNo(bool),
    /// A word of the column's dictionary, by its number.
    Code(u32),
    /// A word.
    Word(&'a str),
    /// A number in base units.
    Number(Ratio),
    /// A number in base units as so many parts of one, with the parts of one beside it: 1,250 of 100 are 12.5.
    Parts(i64, i64),
}

/// A cell that its column cannot hold: another type of value, a word that a closed list does not have, or none at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("field {field} cannot hold this value")]
pub struct UnfitCell {
    /// The field, from 0.
    pub field: usize,
}

impl<'a> Case<'a> {
    /// A case of nobody that stands in a line of the first source and is called by it.
    pub fn at_line(line: u32) -> Self {
        let place = Place {
            source: 0,
            line,
            column: 0,
        };
        Self {
            entity: None,
            id: None,
            number: line,
            place,
        }
    }

    /// The same case, of an entity.
    #[must_use]
    pub fn of(self, entity: EntityId) -> Self {
        Self {
            entity: Some(entity),
            ..self
        }
    }

    /// The same case with an id; an empty one is none.
    #[must_use]
    pub fn called(self, id: &'a str) -> Self {
        Self {
            id: Some(id),
            ..self
        }
    }
}

impl Table {
    /// A table without cases, with a column for each field of these types.
    pub fn new(record: RecordId, fields: &[FieldType]) -> Self {
        let columns: Vec<Column> = fields.iter().map(Column::new).collect();
        Self {
            record,
            rows: 0,
            entities: Codes::default(),
            ids: Ids::default(),
            sources: Runs::default(),
            lines: Runs::default(),
            cells: vec![0; columns.len()],
            columns,
            unanswered: Vec::new(),
        }
    }

    /// A table of whole columns, each with a cell a case, and whose the cases are; they are called by their row from 1.
    /// Nothing where the columns are not of one length.
    ///
    /// ```
    /// use dabiao_model::{Column, Date, RecordId, Table};
    ///
    /// let day = Date::from_ymd_opt(2025, 3, 1);
    /// let signed = Column::Date([day, None].into_iter().collect());
    /// let table = Table::of_columns(RecordId::from(0), [None, None], vec![signed]);
    /// assert_eq!(table.map(|table| table.rows()), Some(2));
    /// ```
    pub fn of_columns(
        record: RecordId,
        entities: impl IntoIterator<Item = Option<EntityId>>,
        columns: Vec<Column>,
    ) -> Option<Self> {
        let mut table = Self::new(record, &[]);
        for (line, entity) in (1_u32..).zip(entities) {
            table.push_case(Case {
                entity,
                ..Case::at_line(line)
            });
        }
        let fits = columns.iter().all(|column| column.rows() == table.rows);
        table.cells = vec![0; columns.len()];
        table.columns = columns;
        fits.then_some(table)
    }

    /// Adds a case with a value for each field.
    ///
    /// # Errors
    ///
    /// [`UnfitCell`] for the first field that cannot hold its value; the case is not added then.
    pub fn push(&mut self, case: Case<'_>, values: &[CellValue<'_>]) -> Result<(), UnfitCell> {
        let fits = |field: usize| {
            let column = self.columns.get(field);
            let value = values.get(field);
            column
                .zip(value)
                .is_some_and(|(column, value)| column.takes(value))
        };
        let fields = self.columns.len().max(values.len());
        if let Some(field) = (0..fields).find(|field| !fits(*field)) {
            return Err(UnfitCell { field });
        }
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push(value);
        }
        self.push_case(case);
        Ok(())
    }

    /// Adds a case with a plain value for each field, as [`push`](Table::push) adds others.
    ///
    /// # Errors
    ///
    /// [`UnfitCell`] for the first field that cannot hold its value; the case is not added then.
    pub fn push_plain(
        &mut self,
        case: Case<'_>,
        values: &[PlainCell<'_>],
    ) -> Result<(), UnfitCell> {
        let takes = |(column, value): (&Column, &PlainCell<'_>)| column.takes_plain(*value);
        let fits = self.columns.iter().zip(values).map(takes);
        let unfit = fits.enumerate().find(|(_, fits)| !fits);
        let (shorter, longer) = (
            self.columns.len().min(values.len()),
            self.columns.len().max(values.len()),
        );
        let field = unfit.map_or(shorter, |(field, _)| field);
        if field < longer {
            return Err(UnfitCell { field });
        }
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push_plain(*value);
        }
        self.push_case(case);
        Ok(())
    }

    fn push_case(&mut self, case: Case<'_>) {
        self.push_entity(case.entity);
        self.ids.push(case.id.unwrap_or_default(), case.number);
        self.sources.push(case.place.source);
        self.lines.push(case.place.line);
        self.rows = self.rows.saturating_add(1);
    }

    #[inline]
    fn push_entity(&mut self, entity: Option<EntityId>) {
        let entity = entity.map(EntityId::index);
        // An index beyond u32 names no entity, as one of u32::MAX does.
        let entity = entity.map(|index| u32::try_from(index).unwrap_or(u32::MAX));
        self.entities.push(entity);
    }

    /// Says in which cell of its file each field stands, from 1; 0 where a table has no such column. What differs from
    /// what was said before is 0: files in another order have no number in common.
    pub fn stands_in(&mut self, cells: &[u32]) {
        for (known, number) in self.cells.iter_mut().zip(cells) {
            let is_new = self.rows == 0;
            *known = if is_new || *known == *number {
                *number
            } else {
                0
            };
        }
    }

    /// Says that somebody was asked for cases and has not said that there were none: unless cases of that time are here,
    /// they are not taken to have none.
    pub fn leave_unanswered(&mut self, asked: Unanswered) {
        if let Err(place) = self.unanswered.binary_search(&asked) {
            self.unanswered.insert(place, asked);
        }
    }

    /// Those who were asked for cases and have not said that there were none, in order. By which day cases are counted,
    /// and so whether any of those here are of the time asked about, is not known to the table.
    pub fn unanswered(&self) -> &[Unanswered] {
        &self.unanswered
    }

    /// Which record.
    pub fn record(&self) -> RecordId {
        self.record
    }

    /// How many cases there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Whose a case is; none where the record is per no entity.
    pub fn entity(&self, row: usize) -> Option<EntityId> {
        self.entities
            .get(row)
            .map(|code| EntityId::from(code as usize))
    }

    /// Whose the cases are, by their [index](EntityId::index).
    pub fn entities(&self) -> &Codes {
        &self.entities
    }

    /// The id of a case: its own, or its number.
    pub fn id(&self, row: usize) -> Option<Cow<'_, str>> {
        self.ids.get(row)
    }

    /// Where a case stands.
    pub fn row_place(&self, row: usize) -> Option<Place> {
        Some(Place {
            source: self.sources.get(row)?,
            line: self.lines.get(row)?,
            column: 0,
        })
    }

    /// The line in which the last case stands.
    pub fn last_line(&self) -> Option<u32> {
        self.lines.last()
    }

    /// The cell of a field in a row.
    pub fn place(&self, row: usize, field: usize) -> Option<Place> {
        let column = self.cells.get(field).copied().unwrap_or(0);
        Some(Place {
            column,
            ..self.row_place(row)?
        })
    }

    /// The column of a field.
    pub fn column(&self, field: usize) -> Option<&Column> {
        self.columns.get(field)
    }

    /// All columns, in the order of the fields.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }
}
