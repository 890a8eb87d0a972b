//! A workbook opened: its sheets, and the cells of each as a person sees them.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Dimensions, Reader, SheetType, SheetVisible, Xls, XlsOptions, Xlsx};

use super::format::Format;
use super::grid::{Grid, Mark, Merged};
use super::ods::Ods;
use super::old::OldFormats;
use super::shown;
use super::unpacked::{NotUnpacked, measure};
use crate::{Limit, Limits};

/// How many merged regions of a sheet are looked at.
pub(super) const MOST_MERGED: usize = 10_000;

/// Why a workbook, or a sheet of it, is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is damaged, or has a password, or is none.
    Broken,
    /// There is more in it than allowed.
    Beyond(Limit),
}

/// An opened workbook.
pub(super) enum Book<'b> {
    Xlsx(Box<Xlsx<Cursor<&'b [u8]>>>),
    Xls(Box<Xls<Cursor<&'b [u8]>>>, OldFormats),
    Ods(Ods),
}

/// A sheet of cells, as the workbook lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tab {
    /// Its number among all sheets, from 1.
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) is_hidden: bool,
}

impl<'b> Book<'b> {
    /// Opens a workbook by how its bytes begin.
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, Unread> {
        if bytes.starts_with(crate::read::ARCHIVE) {
            measure(bytes, limits.unpacked).map_err(|why| match why {
                NotUnpacked::Broken => Unread::Broken,
                NotUnpacked::TooLarge => Unread::Beyond(Limit::Unpacked),
            })?;
            if Ods::is_one(bytes) {
                return guarded(|| Ods::open(bytes)).map(Self::Ods);
            }
            return guarded(|| Xlsx::new(Cursor::new(bytes)).ok())
                .map(|book| Self::Xlsx(Box::new(book)));
        }
        guarded(|| {
            let book = Xls::new_with_options(Cursor::new(bytes), XlsOptions::default()).ok()?;
            Some(Self::Xls(Box::new(book), OldFormats::open(bytes)?))
        })
    }

    /// The sheets that have cells.
    pub(super) fn tabs(&self) -> Vec<Tab> {
        let sheets = match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xls(book, _) => book.sheets_metadata(),
            Self::Ods(book) => return book.tabs(),
        };
        let numbered = (1..).zip(sheets);
        let with_cells = numbered.filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet);
        with_cells
            .map(|(number, sheet)| Tab {
                number,
                name: sheet.name.clone(),
                is_hidden: sheet.visible != SheetVisible::Visible,
            })
            .collect()
    }

    /// All cells of a sheet.
    pub(super) fn grid(&mut self, sheet: &str, most: usize) -> Result<Grid, Unread> {
        let beyond = |grid: &Grid| grid.len() > most;
        let grid = guarded(|| match self {
            Self::Xlsx(book) => xlsx(book, sheet, &beyond),
            Self::Xls(book, formats) => xls(book, formats, sheet, &beyond),
            Self::Ods(book) => book.grid(sheet, most),
        })?;
        if beyond(&grid) {
            return Err(Unread::Beyond(Limit::SheetCells));
        }
        Ok(grid)
    }
}

/// What a reader of others makes of bytes; it may stumble over those of a damaged file, which must not end the run.
fn guarded<T>(read: impl FnOnce() -> Option<T>) -> Result<T, Unread> {
    let read = crate::guarded::guarded(read).flatten();
    read.ok_or(Unread::Broken)
}

fn xlsx(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    beyond: &impl Fn(&Grid) -> bool,
) -> Option<Grid> {
    let merged = book.merge_cells_by_sheet_name(sheet).ok()?;
    let uncalculated = uncalculated(book, sheet)?;
    let mut cells = book.worksheet_cells_reader(sheet).ok()?;
    let styles = cells.styles().iter().map(|it| it.number_format.as_ref());
    let formats: Vec<Format> = styles
        .map(|it| {
            it.map_or_else(Format::default, |it| {
                Format::of(&it.format_code, it.format_id)
            })
        })
        .collect();
    let general = Format::default();
    let mut grid = Grid::default();
    while let Some((cell, style)) = cells.next_cell_with_style_id().ok()? {
        let place = place(cell.get_position());
        if uncalculated.contains(&place) {
            grid.push(place, "", Mark::NoValue);
        } else {
            let value = Data::from(cell.get_value().clone());
            let (text, mark) = seen(&value, formats.get(style).unwrap_or(&general));
            grid.push(place, &text, mark);
        }
        if beyond(&grid) {
            break;
        }
    }
    Some(grid.finish(regions(&merged)))
}

/// The cells whose formula has no value: a program wrote them, and none has calculated them.
fn uncalculated(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Option<BTreeSet<(u32, u32)>> {
    let mut cells = book.worksheet_cells_reader(sheet).ok()?;
    let mut found = BTreeSet::new();
    while let Some(cell) = cells.next_cell_with_formula_metadata().ok()? {
        if cell.formula.is_some() && Data::from(cell.value) == Data::Empty {
            found.insert(place(cell.pos));
        }
    }
    Some(found)
}

fn xls(
    book: &mut Xls<Cursor<&[u8]>>,
    formats: &OldFormats,
    sheet: &str,
    beyond: &impl Fn(&Grid) -> bool,
) -> Option<Grid> {
    let merged = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
    let range = book.worksheet_range(sheet).ok()?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut tabs = book.sheets_metadata().iter();
    let formats = formats.cells(tabs.position(|tab| tab.name == sheet)?)?;
    let general = Format::default();
    let mut grid = Grid::default();
    for (row, column, value) in range.used_cells() {
        let row = u32::try_from(row).ok()?.checked_add(first_row)?;
        let column = u32::try_from(column).ok()?.checked_add(first_column)?;
        let format = formats.get(&(row, column)).copied().unwrap_or(&general);
        let (text, mark) = seen(value, format);
        grid.push(place((row, column)), &text, mark);
        if beyond(&grid) {
            break;
        }
    }
    Some(grid.finish(regions(&merged)))
}

/// Rows and columns as people count them.
fn place((row, column): (u32, u32)) -> (u32, u32) {
    (row.saturating_add(1), column.saturating_add(1))
}

fn regions(merged: &[Dimensions]) -> Vec<Merged> {
    let region = |it: &Dimensions| {
        let ((first_row, first_column), (last_row, last_column)) = (place(it.start), place(it.end));
        Merged {
            rows: first_row..=last_row,
            columns: first_column..=last_column,
        }
    };
    merged.iter().take(MOST_MERGED).map(region).collect()
}

/// A value as its cell shows it.
fn seen(value: &Data, format: &Format) -> (String, Mark) {
    let plain = |text: &str| (text.to_owned(), Mark::Plain);
    match value {
        Data::Empty => plain(""),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => plain(text),
        Data::Bool(is) => plain(if *is { "yes" } else { "no" }),
        Data::Error(error) => (error.to_string(), Mark::FormulaError),
        Data::Int(value) => shown::whole(*value, format),
        Data::Float(value) => shown::formatted(*value, format),
        Data::DateTime(value) => shown::day(value, format),
    }
}
