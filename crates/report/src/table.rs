//! A table for the terminal: columns that align for Chinese and Latin text alike, cells with a colour of their own.

use anstyle::Style;
use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
};

use unicode_width::UnicodeWidthStr;

use crate::Look;
use crate::clean::clean;
use crate::paint::{heading, paint};

/// Invisible marks around a text that gets a colour once the table is laid out: colours in a cell would be counted as
/// text. [`clean`](crate::clean::clean) keeps them out of everything else.
const OPEN: char = '\u{2061}';
const CLOSE: char = '\u{2063}';

/// A blank at the start of a cell that wrapping does not eat.
pub(crate) const INDENT: char = '\u{a0}';

/// Stands for a line across all columns, which is put in once the table is laid out.
const BANNER: char = '\u{2064}';

/// Blanks between two columns.
const GAP: u16 = 2;

/// Where the columns that may wrap do not give way enough, the others do, down to this.
const LEAST: usize = 10;

/// How a column behaves when the table is wider than the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It keeps its width while any other can give way: dates, states.
    Whole,
    /// The same, standing to the right: numbers.
    Number,
    /// It wraps, down to this many columns.
    Wraps(usize),
}

/// The lines of a plain table, without a line end after the last: a heading and a behaviour a column, a text a cell,
/// which may have several lines. Columns without any text are left out.
pub fn listing(
    columns: Vec<(&'static str, Fit)>,
    rows: impl IntoIterator<Item = Vec<String>>,
    look: Look,
) -> String {
    let mut grid = Grid::new(columns);
    for row in rows {
        let lines = |cell: String| cell.lines().map(clean).collect::<Vec<_>>().join("\n");
        grid.row(row.into_iter().map(|cell| lines(cell).into()));
    }
    grid.render(look)
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
        Self {
            text: text.into(),
            style: Some(style),
        }
    }
}

impl<T: Into<String>> From<T> for TableCell {
    fn from(text: T) -> Self {
        Self {
            text: text.into(),
            style: None,
        }
    }
}

/// A table of columns with a heading each. Columns without any text in their cells are left out.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    columns: Vec<(&'static str, Fit)>,
    rows: Vec<Vec<TableCell>>,
    banners: Vec<String>,
    is_bare: bool,
}

impl Grid {
    /// A table with these columns and no rows.
    pub(crate) fn new(columns: Vec<(&'static str, Fit)>) -> Self {
        Self {
            columns,
            ..Self::default()
        }
    }

    /// The table without a line below its headings: a font that draws it wider than letters breaks it over several.
    pub(crate) fn bare(self) -> Self {
        Self {
            is_bare: true,
            ..self
        }
    }

    /// Adds a row, one cell a column.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = TableCell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Adds a line across all columns. It is not wrapped, and may have colours in it.
    pub(crate) fn banner(&mut self, text: String) {
        self.rows.push(vec![BANNER.to_string().into()]);
        self.banners.push(text);
    }

    /// The lines of the table, without a line end after the last.
    pub(crate) fn render(&self, look: Look) -> String {
        let used: Vec<usize> = (0..self.columns.len())
            .filter(|column| self.is_used(*column))
            .collect();
        let mut styles: Vec<(String, Style)> = Vec::new();
        let mut table = Table::new();
        table.load_style(style(self.is_bare));
        table.set_content_arrangement(ContentArrangement::Disabled);
        let mark = |text: &str, style: Option<Style>, styles: &mut Vec<(String, Style)>| match style
        {
            Some(style) if look.colour && !text.is_empty() => {
                if !styles.iter().any(|(known, _)| known == text) {
                    styles.push((text.to_owned(), style));
                }
                format!("{OPEN}{text}{CLOSE}")
            }
            _ => text.to_owned(),
        };
        let heads = used.iter().filter_map(|column| self.columns.get(*column));
        table.set_header(
            heads
                .map(|(name, _)| mark(name, Some(heading()), &mut styles))
                .collect::<Vec<_>>(),
        );
        for row in &self.rows {
            let cells = used
                .iter()
                .map(|column| row.get(*column).cloned().unwrap_or_default());
            table.add_row(
                cells
                    .map(|cell| mark(&cell.text, cell.style, &mut styles))
                    .collect::<Vec<_>>(),
            );
        }
        self.fit(&mut table, &used, look);
        let text = coloured(&table.trim_fmt(), &styles).replace(INDENT, " ");
        let mut banners = self.banners.iter();
        let line = |line: &str| {
            if line.contains(BANNER) {
                banners.next().cloned()
            } else {
                None
            }
            .unwrap_or(line.into())
        };
        text.lines().map(line).collect::<Vec<String>>().join("\n")
    }

    fn is_used(&self, column: usize) -> bool {
        self.rows
            .iter()
            .any(|row| row.get(column).is_some_and(|cell| !cell.text.is_empty()))
    }

    fn fit(&self, table: &mut Table, used: &[usize], look: Look) {
        let widths = self.widths(used, usize::from(look.width.max(Look::MIN_WIDTH)));
        for (place, (column, width)) in used.iter().zip(widths).enumerate() {
            let is_number = self
                .columns
                .get(*column)
                .is_some_and(|(_, fit)| *fit == Fit::Number);
            let Some(column) = table.column_mut(place) else {
                continue;
            };
            // Where a line is drawn below the headings, its junctions stand between the columns.
            let gap = if place.saturating_add(1) == used.len() {
                0
            } else {
                GAP.saturating_add(self.is_bare.into())
            };
            column.set_padding((0, gap));
            let width = u16::try_from(width).unwrap_or(u16::MAX).saturating_add(gap);
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            if is_number {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
    }

    /// The width of each column's text: its own, or what is left when all of them do not fit. Columns that wrap give
    /// way first, the widest of them most; then the others.
    fn widths(&self, used: &[usize], total: usize) -> Vec<usize> {
        let fit = |column: &usize| {
            self.columns
                .get(*column)
                .map_or(Fit::Whole, |(_, fit)| *fit)
        };
        let mut widths: Vec<usize> = used.iter().map(|column| self.natural(*column)).collect();
        let gaps = usize::from(GAP).saturating_mul(used.len().saturating_sub(1));
        let budget = total.saturating_sub(gaps);
        // First the columns that wrap, down to their least; then numbers; then everything.
        for phase in 0..3_u8 {
            let least = |column: &usize| match (fit(column), phase) {
                (Fit::Wraps(least), 0 | 1) => least,
                (Fit::Number, 1) | (_, 2) => LEAST,
                _ => usize::MAX,
            };
            shrink(
                &mut widths,
                &used.iter().map(least).collect::<Vec<_>>(),
                budget,
            );
        }
        widths
    }

    /// The width of a column's widest line.
    fn natural(&self, column: usize) -> usize {
        let head = self.columns.get(column).map_or(0, |(name, _)| name.width());
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells
            .flat_map(|cell| cell.text.lines())
            .map(UnicodeWidthStr::width)
            .max()
            .unwrap_or(0)
            .max(head)
    }
}

/// Takes from the widest column that is above its least width, until all fit or none is left.
fn shrink(widths: &mut [usize], least: &[usize], budget: usize) {
    while widths.iter().sum::<usize>() > budget {
        let can_give = widths
            .iter_mut()
            .zip(least)
            .filter(|(width, least)| **width > **least);
        let Some((widest, _)) = can_give.max_by_key(|(width, _)| **width) else {
            return;
        };
        *widest = widest.saturating_sub(1);
    }
}

/// A line below the headings unless it is bare, and nothing else.
fn style(is_bare: bool) -> TableStyle {
    if is_bare {
        return TableStyle::new();
    }
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'))
}

/// The table's text with every marked piece in its colour.
fn coloured(text: &str, styles: &[(String, Style)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        out.push_str(before);
        let (piece, after) = after.split_once(CLOSE).unwrap_or((after, ""));
        let style = styles
            .iter()
            .find(|(known, _)| known == piece)
            .map(|(_, style)| *style);
        out.push_str(&paint(piece, style.unwrap_or_default(), style.is_some()));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use dabiao_core::Language;

    use super::*;

    #[test]
    fn each_line_of_a_cell_begins_anew_where_the_one_before_wraps() {
        let look = Look {
            language: Language::English,
            width: 60,
            colour: false,
        };
        let long = format!("{}.csv", "a".repeat(80));
        let row = vec![format!("{long}\nb.csv\nc\u{1b}.csv")];
        let said = listing(vec![("files", Fit::Wraps(12))], [row], look);
        let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
        assert!(lines.ends_with(&["b.csv", "c\u{fffd}.csv"]), "{said}");
    }
}
