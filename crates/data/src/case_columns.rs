//! Rows of cases column by column: a loop over each column of a stretch of rows, instead of a choice for each cell.
//!
//! A row with a cell that is not plain is odd and left to [`from_csv`](crate::from_csv) and [`records::row`], the slow twins,
//! which read row by row and cell by cell: all give the same cases.

use dabiao_model::{EntityId, Lines, Place, PlainCells, RecordId, RecordSchema};

use crate::case_cells::{Read, Reader};
use crate::columns::Columns;
use crate::headers::CaseColumn;
use crate::lookup::Lookup;
use crate::plain_row;
use crate::read::Reading;
use crate::records::{self, field_column};
use crate::sixteen::{ShortWords, Sixteen};
use crate::stretch::{Stretch, StretchCell};

/// How the columns of a record's table are read.
#[derive(Debug)]
pub(crate) struct CaseColumns {
    record: RecordId,
    /// The cell of the row that says whose a case is, and those of its kind.
    entity: Option<usize>,
    entities: ShortWords,
    /// The cell of the row that holds its id.
    id: Option<usize>,
    fields: Vec<(Option<usize>, Reader)>,
}

/// Whose each case of a stretch is, and its id.
type Cases<'t> = Vec<(Option<EntityId>, &'t str)>;

impl CaseColumns {
    /// How the columns of this table are read; nothing where rows ask for more than their plain cells: times, citations, units in
    /// headers, or cells without a header.
    pub(crate) fn of(lookup: &Lookup<'_>, record: RecordId, columns: &Columns) -> Option<Self> {
        let schema = lookup.schema.records.get(record.index())?;
        if columns.has_unnamed()
            || columns.has_units()
            || columns.index(CaseColumn::Cite as usize).is_some()
        {
            return None;
        }
        let fields = schema.fields.iter().enumerate();
        let fields: Option<Vec<_>> = fields
            .map(|(index, field)| Some((columns.index(field_column(index)), Reader::of(field)?)))
            .collect();
        Some(Self {
            record,
            entity: columns.index(CaseColumn::Entity as usize),
            entities: entities(lookup, schema),
            id: columns.index(CaseColumn::Id as usize),
            fields: fields?,
        })
    }

    /// Reads the rows of a stretch: adds those that are plain, and hands over each other one in its turn.
    pub(crate) fn read<'t, E>(
        &self,
        reading: &mut Reading<'_>,
        stretch: Stretch<'t>,
        mut lines: impl FnMut(&mut Reading<'_>, &CaseLines<'_, 't>) -> Result<(), E>,
        mut odd_row: impl FnMut(&mut Reading<'_>, usize) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(schema) = reading.lookup.schema.records.get(self.record.index()) else {
            return Ok(());
        };
        let mut odd = vec![false; stretch.rows()];
        let mut cases = self.entities(&reading.lookup, schema, stretch, &mut odd);
        self.ids(stretch, &mut cases);
        let fields = schema.fields.iter().zip(&self.fields);
        let read: Vec<Read<'t>> = fields
            .map(|(field, (index, reader))| reader.read(field, stretch, *index, &mut odd))
            .collect();
        let mut from = 0;
        while from < odd.len() {
            let is_odd = |row: &bool| *row;
            let plain = odd.get(from..).unwrap_or_default();
            let plain = plain.iter().position(is_odd).unwrap_or(plain.len());
            let to = from.saturating_add(plain);
            if from < to {
                let run = CaseLines {
                    columns: self,
                    first: stretch.place_of(from),
                    cases: cases.get(from..to).unwrap_or_default(),
                    cells: read.iter().map(|it| it.cells(from..to)).collect(),
                };
                lines(reading, &run)?;
            }
            if to < odd.len() {
                odd_row(reading, to)?;
            }
            from = to.saturating_add(1);
        }
        Ok(())
    }

    /// Whose each case is; a row that says it in another way is odd.
    fn entities<'t>(
        &self,
        lookup: &Lookup<'_>,
        schema: &RecordSchema,
        stretch: Stretch<'t>,
        odd: &mut [bool],
    ) -> Cases<'t> {
        let mut other = |row: usize, name: &str| {
            let entity = plain_row::entity(lookup, schema, name);
            // A blank row is no case.
            let is_odd = entity.is_err() || (name.is_empty() && stretch.row(row).is_blank());
            if let Some(odd) = odd.get_mut(row).filter(|_| is_odd) {
                *odd = true;
            }
            (entity.unwrap_or_default(), "")
        };
        let Some(index) = self.entity else {
            return (0..stretch.rows()).map(|row| other(row, "")).collect();
        };
        let entity = |(row, cell): (usize, StretchCell<'t>)| {
            let word = Sixteen::at(cell.around(), cell.from, cell.to);
            match word.and_then(|word| self.entities.code(word)) {
                Some(code) => (Some(EntityId::from(code as usize)), ""),
                None => other(row, cell.text()),
            }
        };
        stretch.column(index).enumerate().map(entity).collect()
    }

    /// Fills in the ids.
    fn ids<'t>(&self, stretch: Stretch<'t>, cases: &mut Cases<'t>) {
        let Some(index) = self.id else { return };
        for ((_, id), cell) in cases.iter_mut().zip(stretch.column(index)) {
            *id = cell.text();
        }
    }
}

/// The entities of a record's kind, by their names as declared.
fn entities(lookup: &Lookup<'_>, schema: &RecordSchema) -> ShortWords {
    let all = (0_u32..).zip(lookup.schema.entities.iter());
    let of_kind = all.filter(|(_, entity)| Some(entity.kind) == schema.per);
    let names = of_kind.flat_map(|(code, entity)| {
        let names = entity.names.iter();
        names.map(move |name| (name.as_ref(), code))
    });
    // A name may be another entity's first.
    let is_its = |(name, code): &(&str, u32)| {
        lookup.entity_exactly(name) == Some(EntityId::from(*code as usize))
    };
    ShortWords::new(names.filter(is_its))
}

/// Cases of plain rows that follow one another.
#[derive(Debug)]
pub(crate) struct CaseLines<'c, 't> {
    columns: &'c CaseColumns,
    first: Place,
    cases: &'c [(Option<EntityId>, &'t str)],
    cells: Vec<PlainCells<'c>>,
}

impl CaseLines<'_, '_> {
    /// How many there are.
    pub(crate) fn rows(&self) -> usize {
        self.cases.len()
    }

    /// Adds them to their record.
    pub(crate) fn add(&self, reading: &mut Reading<'_>) {
        let id = self.columns.id.map(|index| index.saturating_add(1));
        let id = id.and_then(|number| u32::try_from(number).ok());
        let lines = Lines {
            first: self.first,
            cases: self.cases,
        };
        let first_id = Place {
            column: id.unwrap_or(0),
            ..self.first
        };
        records::add_lines(reading, self.columns.record, lines, (first_id, &self.cells));
    }
}
