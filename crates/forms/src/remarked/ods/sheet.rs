//! The rows of a sheet with comments and colours at some of their cells; what is repeated is divided where one is spoken of.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use dabiao_core::Language;

use super::super::Remark;
use super::super::element::{Element, children};
use super::super::remark::together;
use super::super::xml::escaped;
use super::cell::commented;
use super::row::{COLUMNS_REPEATED, Mark, Placed, placed, seen};
use super::styles::Styles;

/// The rows and the columns that a sheet has.
const MOST: (u32, u32) = (1_048_576, 16_384);
const ROWS_REPEATED: &str = "table:number-rows-repeated";
const STYLE: &str = "table:style-name";
const DEFAULT_STYLE: &str = "table:default-cell-style-name";

/// The content on its way into the copy.
pub(super) struct Marked<'x> {
    text: &'x str,
    copy: String,
    /// Up to which byte of the text the copy has it.
    until: usize,
    most: usize,
}

/// A sheet as far as it was gone through.
struct Sheet<'s, 'x> {
    styles: &'s mut Styles<'x>,
    /// What is still to be said, by rows and columns.
    left: BTreeMap<(u32, u32), Mark>,
    /// The row that comes next, from 1.
    row: u32,
    /// Where each stretch of columns ends, and the style of its cells.
    columns: Vec<(u32, Option<String>)>,
    /// The style of the cells of the row.
    of_row: Option<String>,
}

impl<'x> Marked<'x> {
    pub(super) fn new(text: &'x str, most: usize) -> Self {
        Self {
            text,
            copy: String::new(),
            until: 0,
            most,
        }
    }

    /// Takes over the text up to a byte of it.
    pub(super) fn keep(&mut self, to: usize) -> Option<()> {
        let text = self.text.get(self.until..to)?;
        self.until = to;
        self.put(text)
    }

    /// Adds to the copy; nothing when it grows beyond what is allowed.
    pub(super) fn put(&mut self, text: &str) -> Option<()> {
        let size = self.copy.len().checked_add(text.len())?;
        (size <= self.most).then(|| self.copy.push_str(text))
    }

    /// The copy of all of the text.
    pub(super) fn finish(mut self) -> Option<String> {
        self.keep(self.text.len())?;
        Some(self.copy)
    }

    /// Takes over a sheet, with the remarks that speak of cells of the sheet of this name.
    pub(super) fn table(
        &mut self,
        table: &Element<'x>,
        styles: &mut Styles<'x>,
        (remarks, name, language): (&[Remark], &str, Language),
    ) -> Option<()> {
        let left = marks(remarks, name, language);
        if left.is_empty() {
            return Some(());
        }
        let mut sheet = Sheet {
            styles,
            left,
            row: 1,
            columns: Vec::new(),
            of_row: None,
        };
        let Some(inner) = table.inner.clone() else {
            self.keep(table.whole.start)?;
            let rows = sheet.rows_behind()?;
            self.until = table.whole.end;
            return self.put(&table.around(&[], &rows)?);
        };
        let behind = self.rows(&mut sheet, inner)?;
        self.keep(behind)?;
        self.put(&sheet.rows_behind()?)
    }

    /// Takes over the rows of a stretch; where the last of them, or of the columns, ends, else the beginning.
    fn rows(&mut self, sheet: &mut Sheet<'_, 'x>, within: Range<usize>) -> Option<usize> {
        let mut behind = within.start;
        for element in children(self.text, within) {
            let element = element?;
            match element.name().as_str() {
                "table:table-column" => sheet.column(&element)?,
                "table:table-row" => self.row(sheet, &element)?,
                "table:table-columns"
                | "table:table-column-group"
                | "table:table-header-columns"
                | "table:table-row-group"
                | "table:table-rows"
                | "table:table-header-rows" => {
                    if let Some(inner) = element.inner.clone() {
                        self.rows(sheet, inner)?;
                    }
                }
                _ => continue,
            }
            behind = element.whole.end;
        }
        Some(behind)
    }

    /// Takes over a row, which may stand for several.
    fn row(&mut self, sheet: &mut Sheet<'_, 'x>, row: &Element<'x>) -> Option<()> {
        let (mut at, behind) = (
            sheet.row,
            sheet.row.saturating_add(row.times(ROWS_REPEATED)?),
        );
        sheet.row = behind;
        let spoken = sheet.left.range((at, 0)..(behind, 0));
        let mut spoken: Vec<u32> = spoken.map(|((row, _), _)| *row).collect();
        spoken.dedup();
        if spoken.is_empty() {
            return Some(());
        }
        self.keep(row.whole.start)?;
        sheet.of_row = row.says(DEFAULT_STYLE);
        for number in spoken {
            self.same(row, ROWS_REPEATED, number.saturating_sub(at))?;
            let cells = sheet.cells(self.text, row, number)?;
            self.put(&row.around(&[(ROWS_REPEATED, None)], &cells)?)?;
            at = number.saturating_add(1);
        }
        self.same(row, ROWS_REPEATED, behind.saturating_sub(at))?;
        self.until = row.whole.end;
        Some(())
    }

    /// Adds an element as it is, so many times.
    fn same(&mut self, element: &Element<'_>, by: &str, times: u32) -> Option<()> {
        let same = repeated(element, self.text, by, times)?;
        self.put(&same)
    }
}

impl Sheet<'_, '_> {
    fn column(&mut self, column: &Element<'_>) -> Option<()> {
        let from = self.columns.last().map_or(1, |(behind, _)| *behind);
        let behind = from.saturating_add(column.times(COLUMNS_REPEATED)?);
        self.columns.push((behind, column.says(DEFAULT_STYLE)));
        Some(())
    }

    /// The style of the cells of a column that say none.
    fn style(&self, column: u32) -> Option<String> {
        let of_column = || {
            let mut columns = self.columns.iter();
            columns.find(|(behind, _)| column < *behind)?.1.clone()
        };
        self.of_row.clone().or_else(of_column)
    }

    /// Takes what is said at the cells of a row, by columns.
    fn said(&mut self, row: u32) -> BTreeMap<u32, Mark> {
        let behind = self.left.split_off(&(row.saturating_add(1), 0));
        let said = std::mem::replace(&mut self.left, behind);
        said.into_iter()
            .map(|((_, column), mark)| (column, mark))
            .collect()
    }

    /// The cells of a row, with what is said at them.
    fn cells(&mut self, text: &str, row: &Element<'_>, number: u32) -> Option<String> {
        let placed = placed(text, row)?;
        let mut said = seen(&placed, self.said(number));
        let within = row.inner.clone().unwrap_or(0..0);
        let (mut cells, mut until) = (String::new(), within.start);
        for Placed { cell, columns, .. } in &placed {
            let behind = said.split_off(&columns.end);
            let own = std::mem::replace(&mut said, behind);
            if own.is_empty() {
                continue;
            }
            cells.push_str(text.get(until..cell.whole.start)?);
            until = cell.whole.end;
            let mut at = columns.start;
            for (column, mark) in own {
                let before = column.saturating_sub(at);
                cells.push_str(&repeated(cell, text, COLUMNS_REPEATED, before)?);
                cells.push_str(&self.marked(text, cell, column, &mark)?);
                at = column.saturating_add(1);
            }
            let after = columns.end.saturating_sub(at);
            cells.push_str(&repeated(cell, text, COLUMNS_REPEATED, after)?);
        }
        cells.push_str(text.get(until..within.end)?);
        let behind = placed.last().map_or(1, |it| it.columns.end);
        cells.push_str(&self.cells_behind(said, behind)?);
        Some(cells)
    }

    /// A cell with what is said at it.
    fn marked(
        &mut self,
        text: &str,
        cell: &Element<'_>,
        column: u32,
        (said, severity): &Mark,
    ) -> Option<String> {
        let own = cell.says(STYLE).or_else(|| self.style(column));
        let style = self.styles.coloured(own.as_deref(), *severity);
        let mut changed = vec![(COLUMNS_REPEATED, None)];
        changed.extend(style.map(|style| (STYLE, Some(style))));
        cell.around(&changed, &commented(cell.content(text), said)?)
    }

    /// Cells that a row does not have yet, from a column on.
    fn cells_behind(&mut self, said: BTreeMap<u32, Mark>, from: u32) -> Option<String> {
        let (mut cells, mut at) = (String::new(), from);
        for (column, (said, severity)) in said {
            let before = column.saturating_sub(at);
            if before > 0 {
                // Writing into a text cannot fail.
                let _ = write!(cells, "<table:table-cell {COLUMNS_REPEATED}=\"{before}\"/>");
            }
            let style = self.style(column);
            let style = self.styles.coloured(style.as_deref(), severity).or(style);
            let style =
                style.map_or_else(String::new, |it| format!(" {STYLE}=\"{}\"", escaped(&it)));
            let comment = commented("", &said)?;
            let _ = write!(
                cells,
                "<table:table-cell{style}>{comment}</table:table-cell>"
            );
            at = column.saturating_add(1);
        }
        Some(cells)
    }

    /// Rows that the sheet does not have yet.
    fn rows_behind(&mut self) -> Option<String> {
        let mut rows = String::new();
        self.of_row = None;
        while let Some(((row, _), _)) = self.left.first_key_value() {
            let row = *row;
            let before = row.saturating_sub(self.row);
            if before > 0 {
                let _ = write!(
                    rows,
                    "<table:table-row {ROWS_REPEATED}=\"{before}\"><table:table-cell/></table:table-row>"
                );
            }
            let said = self.said(row);
            let cells = self.cells_behind(said, 1)?;
            let _ = write!(rows, "<table:table-row>{cells}</table:table-row>");
            self.row = row.saturating_add(1);
        }
        Some(rows)
    }
}

/// An element as it is, so many times; nothing for none.
fn repeated(element: &Element<'_>, text: &str, by: &str, times: u32) -> Option<String> {
    match times {
        0 => Some(String::new()),
        1 => element.around(&[(by, None)], element.content(text)),
        _ => element.around(&[(by, Some(times.to_string()))], element.content(text)),
    }
}

/// What is said at the cells of a sheet; beyond its last row and column there are none.
fn marks(remarks: &[Remark], sheet: &str, language: Language) -> BTreeMap<(u32, u32), Mark> {
    let mut cells: BTreeMap<(u32, u32), Vec<&Remark>> = BTreeMap::new();
    let own = remarks.iter().filter(|it| it.is_in(sheet));
    for (at, remark) in own.filter_map(|it| Some((it.cell()?, it))) {
        if at.0 <= MOST.0 && at.1 <= MOST.1 {
            cells.entry(at).or_default().push(remark);
        }
    }
    let cells = cells.into_iter();
    cells
        .map(|(at, remarks)| (at, together(&remarks, language)))
        .collect()
}
