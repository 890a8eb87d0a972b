//! A table of CSV as a new workbook, with comments at its cells.

use std::collections::BTreeMap;

use dabiao_core::{Language, Severity};
use rust_xlsxwriter::{Color, Format, Note, Url, Workbook, Worksheet};

use super::RemarkError;
use super::list::{headers, name, row};
use super::remark::{Remark, together};

/// The rows that a sheet has.
const MOST_ROWS: u32 = 1_048_576;
/// The columns that a sheet has.
const MOST_COLUMNS: usize = 16_384;

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
    rows: &[(u32, Vec<String>)],
    remarks: &[Remark],
    language: Language,
) -> Result<Vec<u8>, RemarkError> {
    let called = sheet_name(called, language);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name(&called)?;
    for (line, cells) in rows {
        if *line > MOST_ROWS {
            return Err(RemarkError::TooLong(MOST_ROWS));
        }
        for (column, text) in (0_u16..).zip(cells.iter().take(MOST_COLUMNS)) {
            sheet.write_string(line.saturating_sub(1), column, text)?;
        }
    }
    let mut cells: BTreeMap<(u32, u32), Vec<&Remark>> = BTreeMap::new();
    for (at, remark) in remarks.iter().filter_map(|it| Some((it.cell()?, it))) {
        cells.entry(at).or_default().push(remark);
    }
    for ((row, column), remarks) in cells {
        let (text, severity) = together(&remarks, language);
        let Ok(column) = u16::try_from(column.saturating_sub(1)) else {
            continue;
        };
        let row = row.saturating_sub(1);
        let note = Note::new(text)
            .set_author("dabiao")
            .add_author_prefix(false);
        sheet.insert_note(row, column, &note)?;
        sheet.set_cell_format(row, column, &colour(severity))?;
    }
    let list = name(language, |name| name == called);
    let list = workbook.add_worksheet().set_name(list)?;
    list_remarks(list, &called, remarks, language)?;
    Ok(workbook.save_to_buffer()?)
}

fn list_remarks(
    sheet: &mut Worksheet,
    called: &str,
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
        let mut cells = row(remark, language);
        if let Some(first) = cells.first_mut() {
            called.clone_into(first);
        }
        for (column, text) in (0_u16..).zip(&cells) {
            match column {
                1 if !text.is_empty() => {
                    let to = format!("internal:'{}'!{text}", called.replace('\'', "''"));
                    sheet.write_url(number, column, Url::new(to).set_text(text))?;
                }
                3 => drop(sheet.write_string_with_format(
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
