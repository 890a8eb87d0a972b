//! The first sheet: what is judged, as of when, how many verdicts have each state, and what found no place.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::view::PageView;
use super::pen::Pen;
use super::table::{Cut, printed, shortened};

/// The first row of the counts.
const COUNTS: u32 = 4;

/// Writes all of it but what is cut, which is known at the end.
pub(super) fn begin(
    sheet: &mut Worksheet,
    view: &PageView,
    pen: &mut Pen,
) -> Result<(), XlsxError> {
    sheet.set_name(view.word("sheet_overview"))?;
    sheet.set_column_width(0, 26)?;
    sheet.set_column_width(1, 18)?;
    let title = shortened(&view.heading(), 32_767);
    sheet.write_string_with_format(0, 0, title, &pen.title)?;
    sheet.write_string_with_format(1, 0, view.occasion(), &pen.plain)?;
    sheet.write_string_with_format(2, 0, &view.share, &pen.plain)?;
    let mut row = COUNTS.saturating_sub(1);
    sheet.write_string_with_format(row, 0, view.word("state"), &pen.header)?;
    sheet.write_string_with_format(row, 1, view.word("count"), &pen.header)?;
    for state in &view.states {
        row = row.saturating_add(1);
        let name = format!("{} {}", state.sign, state.name);
        sheet.write_string_with_format(row, 0, name, &pen.state(state.key))?;
        let count = u32::try_from(state.count).unwrap_or(u32::MAX);
        sheet.write_number_with_format(row, 1, count, &pen.count)?;
        if !state.apart.is_empty() {
            sheet.write_string_with_format(row, 2, state.apart.trim_start(), &pen.plain)?;
        }
    }
    row = row.saturating_add(1);
    let total = u32::try_from(view.total).unwrap_or(u32::MAX);
    sheet.write_string_with_format(row, 0, view.word("all_verdicts"), &pen.head)?;
    sheet.write_number_with_format(row, 1, total, &pen.count)?;
    printed(sheet, view);
    Ok(())
}

/// Writes what is cut, and what the whole rests on.
pub(super) fn end(
    sheet: &mut Worksheet,
    view: &PageView,
    pen: &Pen,
    cut: Cut,
) -> Result<(), XlsxError> {
    let states = u32::try_from(view.states.len()).unwrap_or(0);
    let mut row = COUNTS.saturating_add(states).saturating_add(2);
    let mut lines = vec![view.word("points_note").to_owned()];
    if view.span_empty {
        lines.push(view.word("span_empty").to_owned());
    }
    if !view.span.is_empty() {
        lines.push(view.word("span_note").to_owned());
    }
    for (count, word) in [
        (cut.rows, "rows_cut"),
        (cut.columns, "columns_cut"),
        (cut.cells, "cells_cut"),
    ] {
        if count > 0 {
            lines.push(format!("{} {count}", view.word(word)));
        }
    }
    lines.push(format!("{} {}", view.word("policy_hash"), view.policy_hash));
    lines.push(format!("{} {}", view.word("data_hash"), view.data_hash));
    for line in lines {
        sheet.write_string_with_format(row, 0, line, &pen.plain)?;
        row = row.saturating_add(1);
    }
    Ok(())
}
