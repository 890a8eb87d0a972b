//! Whose the cases of a sheet are, as the form of one entity says above its headers: `主体：临夏县`.

use dabiao_diagnostics::register::CASE_OF_ANOTHER;
use dabiao_model::{EntityId, Place};

use super::header::Area;
use super::presence::{self, WHOSE};
use crate::headers::CaseColumn;
use crate::nearest::shown;
use crate::raw::RawCell;
use crate::read::Reading;
use crate::records::field_column;
use crate::sheet::Sheet;

/// The entity that a sheet of cases is for, and where its rows say whose they are.
pub(super) struct Labelled<'g> {
    entity: EntityId,
    name: &'g str,
    place: Place,
    /// The cell of a row that says whose the case is.
    whose: usize,
    /// The cells of a row that hold the fields of its case.
    fields: Vec<usize>,
}

impl<'g> Labelled<'g> {
    /// Nothing where no entity of the record's own kind is named, or the table has no column for it.
    pub(super) fn of(
        reading: &Reading<'_>,
        area: &Area<'g>,
        (sheet, header): (&Sheet, u32),
    ) -> Option<Self> {
        let lookup = &reading.lookup;
        let (record, columns) = sheet.cases()?;
        let record = lookup.schema.records.get(record.index())?;
        let (name, place) = presence::said(area, header, WHOSE)?;
        let entity = lookup.entity(name)?;
        let kind = lookup.schema.entities.get(entity.index())?.kind;
        let fields = 0..record.fields.len();
        (record.per == Some(kind)).then_some(Self {
            entity,
            name,
            place,
            whose: columns.index(CaseColumn::Entity as usize)?,
            fields: fields
                .filter_map(|it| columns.index(field_column(it)))
                .collect(),
        })
    }

    /// Answers for a case that says nothing of whose it is, and complains of one that says it is another's. What stands
    /// below the cases, such as a line for a signature, is no case for that.
    pub(super) fn apply(&self, reading: &mut Reading<'_>, cells: &mut [RawCell<'g>]) {
        let filled = |index: &usize| cells.get(*index).is_some_and(|it| !it.is_empty());
        let is_case = self.fields.iter().any(filled);
        let Some(cell) = cells.get_mut(self.whose).filter(|_| is_case) else {
            return;
        };
        if cell.is_empty() {
            *cell = RawCell::new(self.name, cell.place);
        } else if let Some(other) = reading.lookup.entity(cell.text)
            && other != self.entity
        {
            let wrong = reading.lookup.wrong(&CASE_OF_ANOTHER, cell.place);
            let wrong = wrong
                .with("entity", shown(cell.text))
                .with("named", shown(self.name));
            let label = reading.lookup.cell(self.place);
            let wrong = wrong.related_cell(label, "above the headers", "表头上方");
            reading.findings.push(wrong);
        }
    }
}
