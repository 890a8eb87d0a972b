//! Which cell of a row belongs to which column.

use dabiao_diagnostics::register::{
    MISSING_COLUMN, REPEATED_COLUMN, UNKNOWN_COLUMN, UNNAMED_COLUMN,
};
use dabiao_model::Text;

use crate::findings::Findings;
use crate::header_unit::{self, Given};
use crate::headers::{NUMBER_HEADERS, fold};
use crate::lookup::Lookup;
use crate::nearest::{did_you_mean, listed, shown};
use crate::raw::{Heading, Layout, RawCell, Row};

/// A column that a table may have.
#[derive(Debug, Clone)]
pub(crate) struct Column<'a> {
    /// Its names: English and Chinese, or as the policy declares them.
    pub(crate) names: Vec<&'a str>,
    /// Whether the table is of no use without it.
    pub(crate) needed: bool,
}

impl Column<'_> {
    fn text(&self) -> Text {
        let first = self.names.first().copied().unwrap_or_default();
        Text::new(first, self.names.get(1).copied().unwrap_or(first))
    }
}

/// For each column a table may have, the cell of a row that holds it.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    cells: Vec<Option<usize>>,
    /// For each column the unit in its header, where one stands there.
    units: Vec<Option<Given>>,
    unnamed: Unnamed,
    layout: Layout,
}

/// The columns without a header of which nothing was said.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unnamed(Vec<usize>);

impl Unnamed {
    pub(crate) fn add(&mut self, index: usize) {
        self.0.push(index);
    }

    /// Says once for each column that something stands in it.
    pub(crate) fn tell(&mut self, lookup: &Lookup<'_>, findings: &mut Findings, row: &Row<'_>) {
        self.0.retain(|index| {
            let cell = row.cells.get(*index).filter(|cell| !cell.is_empty());
            // What is merged into the column from beside it or above stands elsewhere.
            let column = u32::try_from(index.saturating_add(1)).ok();
            let is_own = |cell: &RawCell<'_>| {
                Some(cell.place.column) == column && cell.place.line == row.place.line
            };
            let cell = cell.filter(is_own);
            if let Some(cell) = cell {
                findings.push(lookup.wrong(&UNNAMED_COLUMN, cell.place));
            }
            cell.is_none()
        });
    }
}

impl Columns {
    /// Finds the columns in the headers; nothing when the table can't be used.
    ///
    /// A table of objects without any row has no headers, and needs none.
    pub(crate) fn bind(
        lookup: &Lookup<'_>,
        findings: &mut Findings,
        heading: Heading<'_>,
        known: &[Column<'_>],
    ) -> Option<Self> {
        let mut bound = Self {
            cells: vec![None; known.len()],
            units: vec![None; known.len()],
            unnamed: Unnamed::default(),
            layout: heading.layout,
        };
        let mut usable = true;
        for (index, header) in heading.cells.iter().enumerate() {
            usable &= bound.take(lookup, findings, (index, *header), known);
        }
        let nothing_to_miss = heading.layout == Layout::Objects && heading.cells.is_empty();
        for (column, cell) in known.iter().zip(&bound.cells) {
            if column.needed && cell.is_none() && !nothing_to_miss {
                usable = false;
                let wrong = lookup.wrong(&MISSING_COLUMN, heading.place);
                findings.push(wrong.with("column", column.text()));
            }
        }
        usable.then_some(bound)
    }

    /// Binds one header; false when it makes the table unusable.
    fn take(
        &mut self,
        lookup: &Lookup<'_>,
        findings: &mut Findings,
        (index, header): (usize, RawCell<'_>),
        columns: &[Column<'_>],
    ) -> bool {
        if header.is_empty() {
            self.unnamed.add(index);
            return true;
        }
        let bare = || {
            let (name, unit) = header_unit::split(header.text, &lookup.schema.units)?;
            Some((position(columns, name)?, Some(unit)))
        };
        let found = position(columns, header.text).map(|it| (it, None));
        let Some((column, unit)) = found.or_else(bare) else {
            if NUMBER_HEADERS.contains(&fold(header.text).as_str()) {
                return true;
            }
            let near = known_columns_of(columns, header.text);
            let wrong = lookup.wrong(&UNKNOWN_COLUMN, header.place);
            findings.push(wrong.with("column", shown(header.text)).with("known", near));
            return true;
        };
        let (Some(slot), Some(name)) = (self.cells.get_mut(column), columns.get(column)) else {
            return true;
        };
        if slot.is_some() {
            let wrong = lookup.wrong(&REPEATED_COLUMN, header.place);
            findings.push(wrong.with("column", name.text()));
            return false;
        }
        *slot = Some(index);
        if let (Some(slot), Some(unit)) = (self.units.get_mut(column), unit) {
            *slot = Some(Given::new(unit, header.place));
        }
        true
    }

    /// The cell of a column; an empty one at the row's place where the table has no such column.
    #[inline]
    pub(crate) fn cell<'a>(&self, row: &Row<'a>, column: usize) -> RawCell<'a> {
        let index = self.index(column);
        let cell = index.and_then(|index| row.cells.get(index));
        cell.unwrap_or_else(|| RawCell::new("", row.place))
    }

    /// Which cell of a row holds a column; none where the table has no such column.
    #[inline]
    pub(crate) fn index(&self, column: usize) -> Option<usize> {
        self.cells.get(column).copied().flatten()
    }

    /// Whether there are columns without a header that nothing was said of.
    pub(crate) fn has_unnamed(&self) -> bool {
        !self.unnamed.0.is_empty()
    }

    /// The columns without a header that nothing was said of.
    pub(crate) fn unnamed(&self) -> &Unnamed {
        &self.unnamed
    }

    /// The unit in the header of a column.
    pub(crate) fn unit(&self, column: usize) -> Option<&Given> {
        self.units.get(column)?.as_ref()
    }

    /// Whether a header has a unit.
    pub(crate) fn has_units(&self) -> bool {
        self.units.iter().any(Option::is_some)
    }

    /// Columns that stand in the order of their numbers.
    pub(crate) fn in_order(count: usize) -> Self {
        Self {
            cells: (0..count).map(Some).collect(),
            units: vec![None; count],
            unnamed: Unnamed::default(),
            layout: Layout::Objects,
        }
    }

    /// How many columns these headers would bind, without a complaint.
    pub(crate) fn bound(
        lookup: &Lookup<'_>,
        headers: &[RawCell<'_>],
        known: &[Column<'_>],
    ) -> usize {
        let is_bound = |header: &&RawCell<'_>| {
            let bare = || header_unit::split(header.text, &lookup.schema.units);
            !header.is_empty()
                && (position(known, header.text).is_some()
                    || bare().is_some_and(|(name, _)| position(known, name).is_some()))
        };
        headers.iter().filter(is_bound).count()
    }

    /// Whether a cell of a row is looked at.
    pub(crate) fn uses(&self, index: usize) -> bool {
        self.cells.contains(&Some(index))
    }

    /// The number of a column's cell in each row, from 1; 0 where the rows have no common order.
    pub(crate) fn number(&self, column: usize) -> u32 {
        let index = self.index(column);
        let number = index.and_then(|index| u32::try_from(index.saturating_add(1)).ok());
        number.filter(|_| self.layout == Layout::Cells).unwrap_or(0)
    }

    /// Says once for each column without a header that something stands in it.
    pub(crate) fn warn_of_unnamed(
        &mut self,
        lookup: &Lookup<'_>,
        findings: &mut Findings,
        row: &Row<'_>,
    ) {
        self.unnamed.tell(lookup, findings, row);
    }
}

/// A sentence that offers the column that a header was probably meant for, else lists them in each language.
pub(crate) fn known_columns_of(columns: &[Column<'_>], header: &str) -> Text {
    let names = columns
        .iter()
        .flat_map(|column| column.names.iter().copied());
    did_you_mean(&fold(header), names).unwrap_or_else(|| all(columns))
}

/// A sentence that lists the columns in each language.
fn all(columns: &[Column<'_>]) -> Text {
    let texts: Vec<Text> = columns.iter().map(Column::text).collect();
    let named = texts.iter().filter(|text| !text.en.is_empty());
    let en = listed(named.clone().map(|text| text.en.as_str()));
    Text::new(en.en, listed(named.map(|text| text.zh.as_str())).zh)
}

/// The column of a header: by a name as it is written, else by a folded one.
pub(crate) fn position(columns: &[Column<'_>], header: &str) -> Option<usize> {
    let exact = columns
        .iter()
        .position(|column| column.names.contains(&header));
    let folded = fold(header);
    exact.or_else(|| {
        columns
            .iter()
            .position(|column| column.names.iter().any(|name| fold(name) == folded))
    })
}
