//! A table as a sheet: headers that stay in view and are printed on each page, filters, and what is cut told.

use rust_xlsxwriter::{ExcelDateTime, Worksheet, XlsxError};

use super::super::view::PageView;
use super::cell::{Cell, Counted, counted, margin};
use super::pen::Pen;

/// The most columns that are drawn on the width of one printed page.
const ON_A_PAGE: usize = 16;

/// What a sheet may hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Rows, the one of headers among them.
    pub(super) rows: u32,
    /// Columns.
    pub(super) columns: usize,
    /// Characters of a cell, counted as UTF-16 does.
    pub(super) characters: usize,
}

impl Limits {
    /// What Excel holds.
    pub(super) const EXCEL: Self = Self {
        rows: 1_048_576,
        columns: 16_384,
        characters: 32_767,
    };
}

/// What was left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) cells: usize,
}

impl Cut {
    pub(super) fn add(&mut self, other: Self) {
        self.rows = self.rows.saturating_add(other.rows);
        self.columns = self.columns.saturating_add(other.columns);
        self.cells = self.cells.saturating_add(other.cells);
    }
}

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    /// Headers and widths.
    pub(super) columns: Vec<(String, f64)>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// The columns that stay in view, and are printed on each page of a wide table.
    pub(super) held: u16,
}

impl Table {
    /// Writes the sheet and returns what found no place on it.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        view: &PageView,
        pen: &mut Pen,
        limits: Limits,
    ) -> Result<Cut, XlsxError> {
        sheet.set_name(&self.name)?;
        let columns = self.columns.len().min(limits.columns);
        for (column, (text, width)) in (0_u16..).zip(self.columns.iter().take(columns)) {
            let text = shortened(text, limits.characters);
            sheet.write_string_with_format(0, column, text, &pen.header)?;
            sheet.set_column_width(column, *width)?;
        }
        // The row of headers, and one that says what is cut, beside the rows themselves.
        let room = usize::try_from(limits.rows.saturating_sub(2)).unwrap_or(usize::MAX);
        let mut cut = Cut {
            rows: self.rows.len().saturating_sub(room),
            columns: self.columns.len().saturating_sub(columns),
            cells: 0,
        };
        let mut line = 0_u32;
        for row in self.rows.iter().take(room) {
            line = line.saturating_add(1);
            for (column, cell) in (0_u16..).zip(row.iter().take(columns)) {
                let is_cut = write(sheet, (line, column), cell, pen, limits)?;
                cut.cells = cut.cells.saturating_add(usize::from(is_cut));
            }
        }
        let last = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, line.max(1), last)?;
        if cut.rows > 0 {
            let said = format!("{} {}", view.word("rows_cut"), cut.rows);
            sheet.write_string_with_format(line.saturating_add(1), 0, said, &pen.head)?;
        }
        sheet.set_freeze_panes(1, self.held)?;
        sheet.set_repeat_rows(0, 0)?;
        printed(sheet, view);
        if columns > ON_A_PAGE {
            sheet.set_print_fit_to_pages(0, 0);
            sheet.set_repeat_columns(0, self.held.saturating_sub(1))?;
        }
        Ok(cut)
    }
}

/// How a sheet is printed: A4, landscape, as wide as the page, with its name and the number of the page.
pub(super) fn printed(sheet: &mut Worksheet, view: &PageView) {
    const A4: u8 = 9;
    let title = shortened(&view.title, 100).replace('&', "&&");
    sheet.set_paper_size(A4);
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3);
    sheet.set_header(format!("&L{title} &R&A"));
    sheet.set_footer(format!("&L{} {} &R&P / &N", view.word("as_of"), view.as_of));
}

/// Writes a cell and says whether it was cut.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    pen: &mut Pen,
    limits: Limits,
) -> Result<bool, XlsxError> {
    let (text, format) = match cell {
        Cell::Count(count) => {
            let count = u32::try_from(*count).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, column, count, &pen.count)?;
            return Ok(false);
        }
        Cell::Figure(text) | Cell::Margin(text) => {
            let number = match cell {
                Cell::Margin(_) => margin(text),
                _ => counted(text),
            };
            if let Some(Counted { number, format }) = number
                && let Some(format) = pen.number(&format)
            {
                sheet.write_number_with_format(row, column, number, format)?;
                return Ok(false);
            }
            (text, pen.of_text(text))
        }
        Cell::Day(text) => {
            if let Ok(day) = ExcelDateTime::parse_from_str(text) {
                sheet.write_datetime_with_format(row, column, &day, &pen.day)?;
                return Ok(false);
            }
            (text, pen.of_text(text))
        }
        Cell::State(key, text) => (text, &pen.state(key)),
        Cell::Head(text) => (text, &pen.head),
        Cell::Text(text) => (text, pen.of_text(text)),
    };
    if text.is_empty() {
        sheet.write_blank(row, column, format)?;
        return Ok(false);
    }
    let own = shortened(text, limits.characters);
    let is_cut = own.len() != text.len();
    sheet.write_string_with_format(row, column, own, format)?;
    Ok(is_cut)
}

/// As much of a text as fits, with `…` where it goes on.
pub(super) fn shortened(text: &str, characters: usize) -> String {
    if text.len() <= characters || text.encode_utf16().count() <= characters {
        return text.to_owned();
    }
    let mut left = characters.saturating_sub(1);
    let fits = |c: &char| match left.checked_sub(c.len_utf16()) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters_and_says_so() {
        assert_eq!(shortened("达标达标", 4), "达标达标");
        assert_eq!(shortened("达标达标", 3), "达标…");
        assert_eq!(shortened("𠀀𠀀", 4), "𠀀𠀀");
        assert_eq!(shortened("𠀀𠀀", 3), "𠀀…");
        assert_eq!(shortened("abc", 0), "…");
    }
}
