//! A table for the terminal: columns that align for Chinese and Latin text alike, cells with a colour of their own.

use anstyle::Style;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};

use crate::Look;
use crate::paint::{heading, paint};

/// Invisible marks around a text that gets a colour once the table is laid out: colours in a cell would be counted as
/// text. [`clean`](crate::clean::clean) keeps them out of everything else.
const OPEN: char = '\u{2061}';
const CLOSE: char = '\u{2063}';

/// How a column behaves when the table is wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It never wraps: dates, states.
    Whole,
    /// It never wraps and stands to the right: numbers.
    Number,
    /// It wraps, and takes at most this percentage of the width.
    Wraps(u16),
}

/// A cell: its text and its colour.
#[derive(Debug, Clone, Default)]
pub(crate) struct TableCell {
    text: String,
    style: Option<Style>,
}

impl TableCell {
    /// A cell in a colour.
    pub(crate) fn styled(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style: Some(style) }
    }
}

impl<T: Into<String>> From<T> for TableCell {
    fn from(text: T) -> Self {
        Self { text: text.into(), style: None }
    }
}

/// A table of columns with a heading each. Columns without any text in their cells are left out.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    columns: Vec<(&'static str, Fit)>,
    rows: Vec<Vec<TableCell>>,
}

impl Grid {
    /// A table with these columns and no rows.
    pub(crate) fn new(columns: Vec<(&'static str, Fit)>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row, one cell a column.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = TableCell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The lines of the table, without a line end after the last.
    pub(crate) fn render(&self, look: Look) -> String {
        let used: Vec<usize> = (0..self.columns.len()).filter(|column| self.is_used(*column)).collect();
        let mut styles: Vec<(String, Style)> = Vec::new();
        let mut table = Table::new();
        table.load_style(style());
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(look.width.max(Look::MIN_WIDTH));
        let mark = |text: &str, style: Option<Style>, styles: &mut Vec<(String, Style)>| match style {
            Some(style) if look.colour && !text.is_empty() => {
                if !styles.iter().any(|(known, _)| known == text) {
                    styles.push((text.to_owned(), style));
                }
                format!("{OPEN}{text}{CLOSE}")
            }
            _ => text.to_owned(),
        };
        let heads = used.iter().filter_map(|column| self.columns.get(*column));
        table.set_header(heads.map(|(name, _)| mark(name, Some(heading()), &mut styles)).collect::<Vec<_>>());
        for row in &self.rows {
            let cells = used.iter().map(|column| row.get(*column).cloned().unwrap_or_default());
            table.add_row(cells.map(|cell| mark(&cell.text, cell.style, &mut styles)).collect::<Vec<_>>());
        }
        self.fit(&mut table, &used);
        coloured(&table.trim_fmt(), &styles)
    }

    fn is_used(&self, column: usize) -> bool {
        self.rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.text.is_empty()))
    }

    fn fit(&self, table: &mut Table, used: &[usize]) {
        for (place, column) in used.iter().enumerate() {
            let fit = self.columns.get(*column).map_or(Fit::Whole, |(_, fit)| *fit);
            let Some(column) = table.column_mut(place) else { continue };
            column.set_padding((0, if place.saturating_add(1) == used.len() { 0 } else { 2 }));
            match fit {
                Fit::Whole => column.set_constraint(ColumnConstraint::ContentWidth),
                Fit::Number => {
                    column.set_cell_alignment(CellAlignment::Right);
                    column.set_constraint(ColumnConstraint::ContentWidth)
                }
                Fit::Wraps(share) => column.set_constraint(ColumnConstraint::UpperBoundary(Width::Percentage(share))),
            };
        }
    }
}

/// A line below the headings, and nothing else.
fn style() -> TableStyle {
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'))
}

/// The table's text with every marked piece in its colour.
fn coloured(text: &str, styles: &[(String, Style)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        out.push_str(before);
        let (piece, after) = after.split_once(CLOSE).unwrap_or((after, ""));
        let style = styles.iter().find(|(known, _)| known == piece).map(|(_, style)| *style);
        out.push_str(&paint(piece, style.unwrap_or_default(), style.is_some()));
        rest = after;
    }
    out.push_str(rest);
    out
}
