//! A copy of a submitted workbook has each finding at its cell, and otherwise what the workbook had.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod finding;
mod programs;

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use dabiao_core::{Language, Severity};
use dabiao_forms::{Remark, remarked, remarked_rows};
use finding::remark;
use programs::seen_by_openpyxl;
use rust_xlsxwriter::{DataValidation, Format, Note, Workbook};
use zip::ZipArchive;

const MOST: usize = 10_000_000;

/// A workbook as an office hands it in: formats, a formula, a list to choose from, a merged title, a comment, two sheets.
fn submitted() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("采购").unwrap();
    let bold = Format::new().set_bold();
    let money = Format::new().set_num_format("#,##0.00\"万元\"");
    sheet
        .merge_range(0, 0, 0, 3, "2025年一季度报送表", &bold)
        .unwrap();
    for (column, header) in ["指标", "主体", "数值", "备注"].into_iter().enumerate() {
        sheet
            .write_string(1, u16::try_from(column).unwrap(), header)
            .unwrap();
    }
    sheet.write_string(2, 0, "合同总金额").unwrap();
    sheet.write_string(2, 1, "临夏现").unwrap();
    sheet
        .write_number_with_format(2, 2, 8000.5, &money)
        .unwrap();
    sheet
        .write_formula_with_format(4, 2, "=C3*2", &money)
        .unwrap();
    sheet
        .insert_note(2, 2, &Note::new("财政局：已核对"))
        .unwrap();
    let list = DataValidation::new()
        .allow_list_strings(&["临夏县", "永靖县"])
        .unwrap();
    sheet.add_data_validation(2, 1, 9, 1, &list).unwrap();
    let other = book.add_worksheet().set_name("it's <二>").unwrap();
    other.write_string(0, 0, "指标").unwrap();
    let hidden = book.add_worksheet().set_name("问题").unwrap();
    hidden.set_hidden(true);
    book.save_to_buffer().unwrap()
}

/// What was found: at a cell, at one with a comment and two findings, at an empty one, in a row without cells, of a row, in
/// a sheet without comments, of a sheet.
fn found() -> Vec<Remark> {
    vec![
        remark("采购", (3, 2), Severity::Error, "没有主体“临夏现”"),
        remark("采购", (3, 3), Severity::Warning, "存疑"),
        remark("采购", (3, 3), Severity::Error, "单位不符"),
        remark("采购", (3, 30), Severity::Warning, "空单元格"),
        remark("采购", (4, 2), Severity::Error, "空行"),
        remark("采购", (5, 3), Severity::Warning, "公式"),
        remark("采购", (9, 0), Severity::Error, "整行"),
        remark("it's <二>", (1, 1), Severity::Note, "仅提示"),
        remark("it's <二>", (0, 0), Severity::Note, "整张表"),
    ]
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn parts(bytes: &[u8]) -> Vec<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names = 0..archive.len();
    names
        .map(|index| {
            archive
                .by_index(index)
                .unwrap()
                .name()
                .unwrap()
                .into_owned()
        })
        .collect()
}

#[test]
fn each_finding_stands_at_its_cell_and_in_the_list() {
    let copy = remarked(&submitted(), &found(), Language::Chinese, MOST).unwrap();
    let Some(seen) = seen_by_openpyxl("remarked", &copy) else {
        return;
    };
    let has = |line: &str| {
        assert!(
            seen.iter().any(|it| it == line),
            "{line}\n{}",
            seen.join("\n")
        );
    };
    let help = "改为 <临夏县> & 重报";
    has(
        "sheets ('采购', 'visible') (\"it's <二>\", 'visible') ('问题', 'hidden') ('问题 2', 'visible')",
    );
    has(&format!(
        "comment 采购 B3 D0023 错误：没有主体“临夏现”|{help}"
    ));
    has(&format!(
        "comment 采购 C3 Author:|财政局：已核对||D0023 警告：存疑|{help}||D0023 错误：单位不符|{help}"
    ));
    has(&format!("comment 采购 AD3 D0023 警告：空单元格|{help}"));
    has(&format!("comment 采购 B4 D0023 错误：空行|{help}"));
    has(&format!("comment 采购 C5 D0023 警告：公式|{help}"));
    has(&format!("comment 采购 A9 D0023 错误：整行|{help}"));
    has(&format!("comment it's <二> A1 D0023 提示：仅提示|{help}"));
    has("fill 采购 B3 FFFFC7CE General");
    has("fill 采购 C3 FFFFC7CE #,##0.00\"万元\"");
    has("fill 采购 AD3 FFFFEB9C General");
    has("fill 采购 C5 FFFFEB9C #,##0.00\"万元\"");
    has("fill 采购 A9 FFFFC7CE General");
    has("link 问题 2 B2 '采购'!B3");
    has("link 问题 2 B9 'it''s <二>'!A1");
    has("list 采购 B3:B10 \"临夏县,永靖县\"");
    has("merged 采购 A1:D1");
    assert_eq!(
        seen.iter().filter(|it| it.starts_with("comment")).count(),
        7
    );
    assert_eq!(seen.iter().filter(|it| it.starts_with("link")).count(), 8);
}

#[test]
fn what_nothing_is_said_of_is_copied_as_it_is() {
    let whole = submitted();
    let copy = remarked(&whole, &found(), Language::English, MOST).unwrap();
    let known = parts(&whole);
    let mut changed: Vec<String> = known
        .iter()
        .filter(|name| part(&whole, name) != part(&copy, name))
        .cloned()
        .collect();
    changed.sort();
    assert_eq!(
        changed,
        [
            "[Content_Types].xml",
            "xl/_rels/workbook.xml.rels",
            "xl/comments1.xml",
            "xl/drawings/vmlDrawing1.vml",
            "xl/styles.xml",
            "xl/workbook.xml",
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet2.xml",
        ]
    );
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(copy)).unwrap();
    let range = book.worksheet_range("采购").unwrap();
    assert_eq!(range.get_value((2, 2)), Some(&Data::Float(8000.5)));
    assert_eq!(
        range.get_value((2, 1)),
        Some(&Data::String("临夏现".to_owned()))
    );
    let formulas = book.worksheet_formula("采购").unwrap();
    assert!(formulas.used_cells().any(|(_, _, it)| it == "C3*2"));
    let list = book.worksheet_range("Findings").unwrap();
    assert_eq!(list.height(), 10);
    let text = |row: u32, column: u32| list.get_value((row, column)).map(ToString::to_string);
    assert_eq!(text(0, 4).as_deref(), Some("what is wrong"));
    assert_eq!(text(3, 1).as_deref(), Some("C3"));
    assert_eq!(text(3, 4).as_deref(), Some("单位不符"));
    assert_eq!(text(9, 1), Some(String::new()));
}

#[test]
fn a_copy_of_a_copy_adds_to_its_comments() {
    let once = remarked(&submitted(), &found(), Language::Chinese, MOST).unwrap();
    let again = remarked(&once, &found(), Language::Chinese, MOST).unwrap();
    let Some(seen) = seen_by_openpyxl("remarked-again", &again) else {
        return;
    };
    assert_eq!(
        seen.iter().filter(|it| it.starts_with("comment")).count(),
        7
    );
    assert!(seen.iter().any(|it| it.contains("'问题 3'")), "{seen:?}");
}

#[test]
fn a_table_of_csv_becomes_a_workbook_of_texts() {
    let rows = vec![
        (1, vec!["指标".to_owned(), "数值".to_owned()]),
        (3, vec!["合同总金额".to_owned(), "007".to_owned()]),
    ];
    let mut found = remark("", (3, 2), Severity::Error, "不是数字");
    found.sheet = None;
    let copy = remarked_rows("a[b]:c", rows, &[found], Language::English).unwrap();
    let Some(seen) = seen_by_openpyxl("remarked-rows", &copy) else {
        return;
    };
    for line in [
        "comment abc B3 D0023 error: 不是数字|改为 <临夏县> & 重报",
        "fill abc B3 FFFFC7CE General",
        "link Findings B2 'abc'!B3",
    ] {
        assert!(
            seen.iter().any(|it| it == line),
            "{line}\n{}",
            seen.join("\n")
        );
    }
}

#[test]
fn bytes_that_are_no_workbook_are_told_and_never_a_panic() {
    let whole = submitted();
    for end in (0..whole.len()).step_by(97) {
        assert!(remarked(&whole[..end], &found(), Language::English, MOST).is_err());
    }
    for at in (0..whole.len()).step_by(31) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = remarked(&bytes, &found(), Language::English, MOST);
    }
    let beyond = remarked(&whole, &found(), Language::English, 1_000);
    assert!(beyond.is_err_and(|error| error.message(Language::Chinese).contains("另存为")));
}
