//! The page as a workbook (`.xlsx`): a sheet for each section, to be sorted, filtered and printed.
//!
//! What comes from a policy or from data is always a text cell, never a formula. A number is a number where its digits
//! are kept (15 of them), else a text; what does not fit is cut, and the overview says how much.

mod cell;
mod overview;
mod pen;
mod sheets;
mod table;

use dabiao_core::{Meter, Stage};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::view::PageView;
use pen::Pen;
use table::{Cut, Limits};

/// The bytes of the workbook; the same for the same page.
pub(super) fn workbook(view: &PageView, meter: &Meter) -> Result<Vec<u8>, XlsxError> {
    within(view, Limits::EXCEL, meter)
}

fn within(view: &PageView, limits: Limits, meter: &Meter) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(view)?);
    let mut pen = Pen::new();
    overview::begin(workbook.add_worksheet(), view, &mut pen)?;
    let mut cut = Cut::default();
    let tables = sheets::of(view);
    let rows = tables.iter().map(|it| it.rows.len() as u64);
    // Saving takes about as long as all rows.
    let parts = rows.fold(0, u64::saturating_add).saturating_mul(2);
    meter.begin(Stage::Printing, parts);
    for table in tables {
        let own = table.write(workbook.add_worksheet(), view, &mut pen, limits)?;
        cut.add(own);
        meter.pass(table.rows.len() as u64);
    }
    overview::end(workbook.worksheet_from_index(0)?, view, &pen, cut)?;
    workbook.save_to_buffer()
}

/// The day of the assessment stands for the day of making, so that the same page is the same file.
fn properties(view: &PageView) -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::parse_from_str(&view.as_of)?;
    let hashes = format!(
        "{} {}\n{} {}",
        view.word("policy_hash"),
        view.policy_hash,
        view.word("data_hash"),
        view.data_hash
    );
    Ok(DocProperties::new()
        .set_title(table::shortened(&view.title, 255))
        .set_subject(view.occasion())
        .set_author("dabiao")
        .set_comment(hashes)
        .set_creation_datetime(&day))
}

#[cfg(test)]
mod tests {
    use dabiao_core::{Dataset, Date, Diagnostics, Language, Policy, SourceFile, Sources};
    use rust_xlsxwriter::Worksheet;

    use super::*;
    use crate::page::{PageForm, PageKind, PageOptions};

    #[test]
    fn what_finds_no_place_is_counted_and_said() {
        let text = "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\ntarget 2: share ≥ 70%\ntarget 3: share ≥ 60%\n";
        let mut sources = Sources::new();
        sources.add(SourceFile::new("plan.dabiao", text));
        let policy = Policy::compile(&sources).unwrap();
        let day = Date::from_ymd_opt(2025, 12, 31).unwrap();
        let nothing = Dataset::default();
        let assessment = policy.evaluate(&nothing, day).unwrap();
        let options = PageOptions {
            language: Language::English,
            form: PageForm::Workbook,
            kind: PageKind::Report,
            entity: None,
            unit: None,
            template: None,
        };
        let view = PageView::of(
            &assessment,
            &Diagnostics::default(),
            &options,
            &Meter::default(),
        );
        let tables = sheets::of(&view);
        let verdicts = tables.iter().find(|it| it.name == "Verdicts").unwrap();
        assert_eq!(verdicts.rows.len(), 3);
        let limits = Limits {
            rows: 4,
            columns: 5,
            characters: 8,
        };
        let cut = |limits| {
            let mut sheet = Worksheet::new();
            verdicts.write(&mut sheet, &view, &mut Pen::new(), limits)
        };
        // One row of headers, two of verdicts, one that says that the third is cut; `? no data` is cut by one.
        let found = cut(limits).unwrap();
        assert_eq!((found.rows, found.columns, found.cells), (1, 10, 2));
        assert_eq!(cut(Limits::EXCEL).unwrap(), Cut::default());
        assert!(within(&view, limits, &Meter::default()).is_ok());
    }
}
