//! Tables that no comment can be written into, as a new workbook with comments at its cells.

use std::collections::BTreeMap;

use dabiao_core::{Language, Severity};
use dabiao_data::SheetCells;
use rust_xlsxwriter::{Color, Format, Note, Url, Workbook, Worksheet};

use super::RemarkError;
use super::list::{headers, name, row};
use super::remark::{Remark, together};

/// The rows that a sheet has.
const MOST_ROWS: u32 = 1_048_576;
/// The columns that a sheet has.
const MOST_COLUMNS: u32 = 16_384;

/// The bytes of a workbook (`.xlsx`) with the rows of a table, each in the line it begins in, a comment at each cell that a
/// remark speaks of, and a sheet that lists all remarks. `called` is the name of the table.
///
/// All cells are texts, so that each stands as it was written.
///
/// # Errors
///
/// [`RemarkError::TooLong`] for more rows than a sheet has, [`RemarkError::Workbook`] where the workbook cannot be made.
pub fn remarked_rows(
    called: &str,
    rows: Vec<(u32, Vec<String>)>,
    remarks: &[Remark],
    language: Language,
) -> Result<Vec<u8>, RemarkError> {
    let name = sheet_name(called, language);
    let cells = rows.into_iter().flat_map(|(line, cells)| {
        let placed = (1_u32..).zip(cells);
        placed.map(move |(column, text)| (line, column, text))
    });
    let sheet = SheetCells {
        cells: cells.collect(),
        merged: Vec::new(),
        is_hidden: false,
        name: name.clone(),
    };
    let of_sheet = |remark: &Remark| Remark {
        sheet: Some(name.clone()),
        ..remark.clone()
    };
    let remarks: Vec<Remark> = remarks.iter().map(of_sheet).collect();
    remarked_sheets(&[sheet], &remarks, language)
}

/// The bytes of a workbook (`.xlsx`) with the cells of these sheets as texts, a comment at each that a remark speaks of,
/// and a sheet that lists all remarks.
///
/// # Errors
///
/// [`RemarkError::Unusual`] where there are no sheets, [`RemarkError::TooLong`] for more rows than a sheet has,
/// [`RemarkError::Workbook`] where the workbook cannot be made.
pub fn remarked_sheets(
    sheets: &[SheetCells],
    remarks: &[Remark],
    language: Language,
) -> Result<Vec<u8>, RemarkError> {
    let mut workbook = Workbook::new();
    if sheets.is_empty() {
        return Err(RemarkError::unusual("Workbook"));
    }
    // The sheet in front must be one that is seen.
    let front = sheets.iter().position(|sheet| !sheet.is_hidden);
    for (number, known) in sheets.iter().enumerate() {
        let sheet = workbook.add_worksheet().set_name(&known.name)?;
        if known.is_hidden {
            sheet.set_hidden(true);
        }
        if front == Some(number) {
            sheet.set_active(true);
        }
        fill(sheet, known)?;
        note(
            sheet,
            remarks.iter().filter(|it| it.is_in(&known.name)),
            language,
        )?;
    }
    let is_taken = |name: &str| sheets.iter().any(|it| it.name.eq_ignore_ascii_case(name));
    let list = workbook
        .add_worksheet()
        .set_name(name(language, is_taken))?;
    if front.is_none() {
        list.set_active(true);
    }
    list_remarks(list, remarks, language)?;
    Ok(workbook.save_to_buffer()?)
}

/// Writes the cells of a sheet.
fn fill(sheet: &mut Worksheet, known: &SheetCells) -> Result<(), RemarkError> {
    let plain = Format::new();
    for (rows, columns) in &known.merged {
        let corners = (
            place(*rows.start(), *columns.start()),
            place(*rows.end(), *columns.end()),
        );
        if let (Some(first), Some(last)) = corners
            && first != last
        {
            // A damaged workbook may have regions that overlap: the first stays.
            let _ = sheet.merge_range(first.0, first.1, last.0, last.1, "", &plain);
        }
    }
    for (row, column, text) in &known.cells {
        if *row > MOST_ROWS {
            return Err(RemarkError::TooLong(MOST_ROWS));
        }
        if let Some((row, column)) = place(*row, *column) {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}

/// A place as the writer counts, which does so from 0; none beyond the last row and column.
fn place(row: u32, column: u32) -> Option<(u32, u16)> {
    if row > MOST_ROWS || column > MOST_COLUMNS {
        return None;
    }
    let column = u16::try_from(column.checked_sub(1)?).ok()?;
    Some((row.checked_sub(1)?, column))
}

/// Writes what is said at the cells of a sheet.
fn note<'r>(
    sheet: &mut Worksheet,
    remarks: impl Iterator<Item = &'r Remark>,
    language: Language,
) -> Result<(), RemarkError> {
    let mut cells: BTreeMap<(u32, u16), Vec<&Remark>> = BTreeMap::new();
    for remark in remarks {
        let at = remark.cell().and_then(|(row, column)| place(row, column));
        if let Some(at) = at {
            cells.entry(at).or_default().push(remark);
        }
    }
    for ((row, column), remarks) in cells {
        let (text, severity) = together(&remarks, language);
        let note = Note::new(text)
            .set_author("dabiao")
            .add_author_prefix(false);
        sheet.insert_note(row, column, &note)?;
        sheet.set_cell_format(row, column, &colour(severity))?;
    }
    Ok(())
}

fn list_remarks(
    sheet: &mut Worksheet,
    remarks: &[Remark],
    language: Language,
) -> Result<(), RemarkError> {
    for (column, (header, width)) in
        (0_u16..).zip(headers(language).iter().zip([14, 9, 9, 9, 60, 70]))
    {
        sheet.write_string(0, column, *header)?;
        sheet.set_column_width(column, width)?;
    }
    for (number, remark) in (1_u32..).zip(remarks) {
        for (column, text) in (0_u16..).zip(&row(remark, language)) {
            match (column, &remark.sheet) {
                (1, Some(sheet_of)) if !text.is_empty() => {
                    let to = format!("internal:'{}'!{text}", sheet_of.replace('\'', "''"));
                    sheet.write_url(number, column, Url::new(to).set_text(text))?;
                }
                (3, _) => drop(sheet.write_string_with_format(
                    number,
                    column,
                    text,
                    &colour(remark.severity),
                )?),
                _ => drop(sheet.write_string(number, column, text)?),
            }
        }
    }
    Ok(())
}

fn colour(severity: Severity) -> Format {
    match severity {
        Severity::Error => Format::new().set_background_color(Color::RGB(0xff_c7ce)),
        Severity::Warning => Format::new().set_background_color(Color::RGB(0xff_eb9c)),
        Severity::Note => Format::new(),
    }
}

/// A name that a sheet may have.
fn sheet_name(called: &str, language: Language) -> String {
    let is_plain = |sign: &char| !matches!(sign, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let plain: String = called.chars().filter(is_plain).take(31).collect();
    if plain.trim().is_empty() {
        language.pick("data", "数据").to_owned()
    } else {
        plain
    }
}
