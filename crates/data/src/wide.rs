//! Figures in any layout: values under metrics, periods or entities become one row a figure, which is read as any other.

use crate::columns::{Columns, Unnamed};
use crate::dates::is_plausible;
use crate::figures;
use crate::header_unit::{self, Given, split};
use crate::headers::{FigureColumn, OTHER_NAMES, TableKind, fold, pairs};
use crate::lookup::Lookup;
use crate::period_text::period_of;
use crate::raw::{Cells, RawCell, Row};
use crate::read::Reading;
use crate::segments;

/// How many columns a figure may have.
const COLUMNS: usize = FigureColumn::Cite as usize + 1;

/// What a header, or the cells below it, say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A column of its own, such as `entity`.
    Key(FigureColumn),
    /// A metric, a segment, an entity or a period that all values below are of.
    Of(FigureColumn),
    Blank,
    Unknown,
}

/// A column of values, and what its headers say of all of them.
#[derive(Debug, Clone)]
struct Values {
    /// The number of its cell in a row, from 0.
    index: usize,
    given: Vec<(FigureColumn, Given)>,
}

/// A table of figures: what its columns say, what holds for all of it, and where its values stand.
#[derive(Debug, Clone)]
pub(crate) struct FigureTable {
    keys: [Option<usize>; COLUMNS],
    values: Vec<Values>,
    /// What the lines above the table and the name of its sheet say, where no column does.
    pub(crate) defaults: Vec<(FigureColumn, Given)>,
    /// The units that the lines above the table name.
    pub(crate) units: Vec<Given>,
    /// Headers that nobody knows.
    pub(crate) unknown: Vec<usize>,
    /// Columns without a header that nothing was said of.
    unnamed: Unnamed,
    columns: Columns,
}

impl FigureTable {
    /// A table with a value a row, by its columns.
    pub(crate) fn long(columns: &Columns) -> Self {
        let mut table = Self::empty();
        for (column, key) in table.keys.iter_mut().enumerate() {
            *key = columns
                .index(column)
                .filter(|_| column != FigureColumn::Value as usize);
        }
        if let Some(index) = columns.index(FigureColumn::Value as usize) {
            let unit = columns.unit(FigureColumn::Value as usize);
            let given = unit.map(|unit| (FigureColumn::Unit, unit.clone()));
            table.values.push(Values {
                index,
                given: given.into_iter().collect(),
            });
        }
        table.unnamed = columns.unnamed().clone();
        table
    }

    fn empty() -> Self {
        Self {
            keys: [None; COLUMNS],
            values: Vec::new(),
            defaults: Vec::new(),
            units: Vec::new(),
            unknown: Vec::new(),
            unnamed: Unnamed::default(),
            columns: Columns::in_order(COLUMNS),
        }
    }

    /// A table whose values stand under metrics, periods or entities, in one line of headers or two; nothing when the
    /// lines are no such headers. The rows below help to tell a column of entities, whatever it is called.
    pub(crate) fn wide(
        lookup: &Lookup<'_>,
        headers: &[&[RawCell<'_>]],
        below: &[Vec<RawCell<'_>>],
        defaults: &[(FigureColumn, Given)],
    ) -> Option<Self> {
        let mut table = Self::empty();
        defaults.clone_into(&mut table.defaults);
        let width = headers.iter().map(|line| line.len()).max()?;
        for index in 0..width {
            table.column(lookup, headers, below, index);
        }
        let lines = headers
            .iter()
            .filter(|line| !is_line_of_units(lookup, line));
        let is_whole = table.is_whole(lines.count());
        is_whole.then_some(table)
    }

    /// Takes in one column.
    fn column(
        &mut self,
        lookup: &Lookup<'_>,
        headers: &[&[RawCell<'_>]],
        below: &[Vec<RawCell<'_>>],
        index: usize,
    ) {
        let mut given: Vec<(FigureColumn, Given)> = Vec::new();
        let (mut key, mut is_unknown, mut is_blank) = (None, false, true);
        let mut last = None;
        for cell in headers.iter().filter_map(|line| line.get(index)) {
            // A header that is merged downwards stands in both lines.
            if last == Some(cell.place) {
                continue;
            }
            last = Some(cell.place);
            is_blank &= cell.is_empty();
            match role(lookup, *cell, &mut given) {
                Role::Key(column) => key = Some(column),
                Role::Unknown => is_unknown = true,
                Role::Of(_) | Role::Blank => {}
            }
        }
        if given
            .iter()
            .all(|(column, _)| *column == FigureColumn::Unit)
            && !given.is_empty()
        {
            // A unit of nothing.
            given.clear();
            is_unknown = key.is_none();
        }
        let below = below.iter().filter_map(|row| row.get(index));
        if given.is_empty() && (is_unknown || key.is_none() || key == Some(FigureColumn::Unit)) {
            // 单位 is a unit and an office: what stands below tells which.
            key = labels(lookup, &below).or(key);
        }
        let slot = key.and_then(|column| self.keys.get_mut(column as usize));
        match slot {
            Some(slot) if given.is_empty() && slot.is_none() => *slot = Some(index),
            _ if !given.is_empty() && !is_unknown => self.values.push(Values { index, given }),
            // A second column of the same, and one of values that are of nothing, are not looked at either.
            _ if is_unknown || !is_blank => self.unknown.push(index),
            _ => self.unnamed.add(index),
        }
    }

    /// Whether each value has a metric, all headers say the same of their columns, and there is enough of them to be
    /// sure that they are headers.
    fn is_whole(&self, lines: usize) -> bool {
        let said = |values: &Values| {
            let mut said: Vec<usize> = values.given.iter().map(|(it, _)| *it as usize).collect();
            said.retain(|it| {
                *it != FigureColumn::Unit as usize && *it != FigureColumn::Segment as usize
            });
            said.sort_unstable();
            said
        };
        let Some(first) = self.values.first().map(said) else {
            return false;
        };
        let is_one = self.values.iter().all(|values| said(values) == first);
        let has_metric =
            first.contains(&(FigureColumn::Metric as usize)) || self.has(FigureColumn::Metric);
        let is_sure = self.values.len() > 1 || self.keys.iter().flatten().next().is_some();
        is_one && has_metric && is_sure && first.len() >= lines
    }

    fn has(&self, column: FigureColumn) -> bool {
        let is_key = self.keys.get(column as usize).copied().flatten().is_some();
        is_key || self.defaults.iter().any(|(it, _)| *it == column)
    }

    /// Whether its columns or the headers of its values say this of each figure.
    pub(crate) fn says(&self, column: FigureColumn) -> bool {
        let mut given = self.values.iter().flat_map(|values| &values.given);
        self.is_key(column) || given.any(|(it, _)| *it == column)
    }

    /// How many columns of values there are.
    pub(crate) fn width(&self) -> usize {
        self.values.len()
    }

    /// What the headers of the values say beside their unit: what one that nobody knows should have said.
    pub(crate) fn under(&self) -> Option<FigureColumn> {
        let given = &self.values.first()?.given;
        let spoken = given.iter().map(|(column, _)| *column);
        spoken.rev().find(|it| *it != FigureColumn::Unit)
    }

    /// Whether a cell of a row is looked at.
    pub(crate) fn uses(&self, index: usize) -> bool {
        self.keys.contains(&Some(index)) || self.is_value(index)
    }

    /// Whether a cell of a row is a value.
    pub(crate) fn is_value(&self, index: usize) -> bool {
        self.values.iter().any(|values| values.index == index)
    }

    /// Reads the figures of a row.
    pub(crate) fn row(&mut self, reading: &mut Reading<'_>, row: &Row<'_>) {
        self.unnamed
            .tell(&reading.lookup, &mut reading.findings, row);
        for values in &self.values {
            let is_there = |cell: &RawCell<'_>| !cell.is_empty() || row.is_spoiled(*cell);
            let value = row.cells.get(values.index).filter(is_there);
            let Some(value) = value else { continue };
            let mut cells = [RawCell::new("", row.place); COLUMNS];
            for (column, key) in self.keys.iter().enumerate() {
                let cell = key.and_then(|index| row.cells.get(index));
                if let (Some(slot), Some(cell)) = (cells.get_mut(column), cell) {
                    *slot = cell;
                }
            }
            for (column, given) in self.defaults.iter().filter(|(it, _)| !self.is_key(*it)) {
                put(&mut cells, *column, given.cell());
            }
            for (column, given) in &values.given {
                if *column != FigureColumn::Unit || is_empty(&cells, FigureColumn::Unit) {
                    put(&mut cells, *column, given.cell());
                }
            }
            put(&mut cells, FigureColumn::Value, value);
            if is_empty(&cells, FigureColumn::Unit)
                && let Some(unit) = self.unit_above(&reading.lookup, &cells)
            {
                put(&mut cells, FigureColumn::Unit, unit.cell());
            }
            let figure = Row {
                place: row.place,
                number: row.number,
                cells: Cells::Placed(&cells),
                spoiled: row.spoiled,
            };
            figures::row(reading, &self.columns, &figure);
        }
    }

    fn is_key(&self, column: FigureColumn) -> bool {
        self.keys.get(column as usize).copied().flatten().is_some()
    }

    /// The unit named above the table that fits the metric: `单位：万元` says nothing of a share.
    fn unit_above(&self, lookup: &Lookup<'_>, cells: &[RawCell<'_>]) -> Option<&Given> {
        let named = cells.get(FigureColumn::Metric as usize)?.text;
        let split = segments::split(lookup, named).map(|(id, _, _)| id);
        let metric = split.or_else(|| lookup.metric(named))?;
        let metric = lookup.schema.metrics.get(metric.index())?;
        let fits = |given: &&Given| {
            let unit = lookup.schema.units.find(&given.text);
            unit.is_some_and(|unit| unit.dimension == metric.unit.dimension)
        };
        self.units.iter().find(fits)
    }
}

fn put<'a>(cells: &mut [RawCell<'a>; COLUMNS], column: FigureColumn, cell: RawCell<'a>) {
    if let Some(slot) = cells.get_mut(column as usize) {
        *slot = cell;
    }
}

fn is_empty(cells: &[RawCell<'_>; COLUMNS], column: FigureColumn) -> bool {
    cells.get(column as usize).is_none_or(RawCell::is_empty)
}

/// What a header says; what it gives for all cells below is added.
fn role(lookup: &Lookup<'_>, header: RawCell<'_>, given: &mut Vec<(FigureColumn, Given)>) -> Role {
    if header.is_empty() {
        return Role::Blank;
    }
    if let Some(column) = column_named(lookup, header.text) {
        return match column {
            // It says nothing more than the header above it does.
            FigureColumn::Value => Role::Blank,
            column => Role::Key(column),
        };
    }
    let units = &lookup.schema.units;
    if let Some(unit) = bare_unit(lookup, header.text) {
        given.push((FigureColumn::Unit, Given::new(unit, header.place)));
        return Role::Of(FigureColumn::Unit);
    }
    let mut text = header.text;
    if lookup.metric(text).is_none()
        && let Some((name, unit)) = split(text, units)
    {
        given.push((FigureColumn::Unit, Given::new(unit, header.place)));
        text = name;
    }
    let Some((column, text)) = of(lookup, text) else {
        given.retain(|(it, _)| *it != FigureColumn::Unit);
        return Role::Unknown;
    };
    given.push((column, Given::new(text, header.place)));
    Role::Of(column)
}

/// A text that is a unit and nothing else, in brackets or not.
fn bare_unit<'t>(lookup: &Lookup<'_>, text: &'t str) -> Option<&'t str> {
    if lookup.is_known(text) {
        return None;
    }
    let inner = text.trim_start_matches(['(', '（', '[', '【']);
    let inner = inner.trim_end_matches([')', '）', ']', '】']);
    header_unit::unit(inner, &lookup.schema.units)
}

/// Whether a line of headers only says in which unit the values below are: what is merged into it from above aside.
pub(crate) fn is_line_of_units(lookup: &Lookup<'_>, line: &[RawCell<'_>]) -> bool {
    let row = line.iter().map(|cell| cell.place.line).max();
    let own = line
        .iter()
        .filter(|cell| Some(cell.place.line) == row && !cell.is_empty());
    let is_unit = |cell: &RawCell<'_>| bare_unit(lookup, cell.text).is_some();
    let is_label = |cell: &RawCell<'_>| column_named(lookup, cell.text) == Some(FigureColumn::Unit);
    own.clone().any(is_unit) && { own }.all(|cell| is_unit(cell) || is_label(cell))
}

/// The column that a header names: one of those of figures, or the kind of entity.
pub(crate) fn column_named(lookup: &Lookup<'_>, header: &str) -> Option<FigureColumn> {
    let folded = fold(header);
    let position = pairs(TableKind::Figures)
        .iter()
        .position(|(en, zh)| folded == *en || folded == *zh)
        .or_else(|| {
            let mut others = OTHER_NAMES.iter();
            let other = others.find(|(name, _)| folded == *name);
            other.map(|(_, column)| *column as usize)
        });
    let is_kind = || lookup.schema.kinds.iter().any(|kind| fold(kind) == folded);
    position
        .and_then(FigureColumn::at)
        .or_else(|| is_kind().then_some(FigureColumn::Entity))
}

/// Whether a text is a metric or a segment of one, an entity or a period.
fn of<'t>(lookup: &Lookup<'_>, text: &'t str) -> Option<(FigureColumn, &'t str)> {
    let is_segment = || {
        let (id, _, inner) = segments::split(lookup, text)?;
        segments::named(lookup.schema.metrics.get(id.index())?, inner)
    };
    let column = if lookup.metric(text).is_some() || is_segment().is_some() {
        FigureColumn::Metric
    } else if lookup.entity(text).is_some() {
        FigureColumn::Entity
    } else if is_period(text) {
        FigureColumn::Period
    } else {
        return None;
    };
    Some((column, text))
}

/// Whether a text is a period of a plausible year.
pub(crate) fn is_period(text: &str) -> bool {
    period_of(text).is_ok_and(|it| is_plausible(it.start()) && is_plausible(it.end()))
}

/// What most cells of a column are, if they are metrics, entities or periods.
fn labels<'a>(
    lookup: &Lookup<'_>,
    cells: &(impl Iterator<Item = &'a RawCell<'a>> + Clone),
) -> Option<FigureColumn> {
    let full = || cells.clone().filter(|cell| !cell.is_empty());
    let count = full().count();
    let most = |column: FigureColumn| {
        // 2025 alone may be a number of anything.
        let says = |cell: &&RawCell<'_>| !cell.text.bytes().all(|byte| byte.is_ascii_digit());
        let is = |cell: &&RawCell<'_>| of(lookup, cell.text).is_some_and(|it| it.0 == column);
        let are = full().filter(says).filter(is);
        are.count().saturating_mul(2) > count
    };
    let columns = [
        FigureColumn::Metric,
        FigureColumn::Entity,
        FigureColumn::Period,
    ];
    columns.into_iter().find(|column| most(*column))
}
