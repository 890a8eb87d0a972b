//! A copy of an `OpenDocument` workbook has each finding at its cell; what is repeated in it is divided there and nowhere else.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "helpers of tests fail by panicking, and count to a few"
)]

mod finding;
mod programs;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use calamine::{Ods, Reader as _};
use dabiao_core::{Language, Severity};
use dabiao_forms::{Remark, remarked};
use finding::remark;
use programs::{saved_by_office, seen_by_openpyxl};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

const MOST: usize = 10_000_000;

/// A workbook with these sheets.
fn book(sheets: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" xmlns:of=\"urn:oasis:names:tc:opendocument:xmlns:of:1.2\" office:version=\"1.3\"><office:automatic-styles><number:number-style style:name=\"N1\"><number:number number:decimal-places=\"2\" number:min-integer-digits=\"1\"/></number:number-style><style:style style:name=\"dabiao1\" style:family=\"table-cell\" style:parent-style-name=\"Default\" style:data-style-name=\"N1\"><style:text-properties fo:font-weight=\"bold\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{sheets}<table:named-expressions/></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>";
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
        ("META-INF/manifest.xml", manifest),
    ] {
        archive.start_file(name, stored).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Two sheets as an office hands them in: a merged title, rows and cells that are repeated, a formula, a comment, a group of
/// rows, a row repeated many times; and a sheet without a row.
const SHEETS: &str = "<table:table table:name=\"采购\"><table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:number-columns-repeated=\"6\" table:default-cell-style-name=\"dabiao1\"/><table:table-row><table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"3\" table:number-rows-spanned=\"1\"><text:p>2025年一季度报送表</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated=\"2\"/></table:table-row><table:table-row-group><table:table-row table:number-rows-repeated=\"3\"><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"2\"><text:p>临夏现</text:p></table:table-cell> <table:table-cell office:value-type=\"float\" office:value=\"8000.5\"><text:p>8000.50</text:p></table:table-cell></table:table-row></table:table-row-group><table:table-row><table:table-cell table:style-name=\"dabiao1\" table:formula=\"of:=[.C2]*2\" office:value-type=\"float\" office:value=\"16001\"><office:annotation><text:p>财政局：已核对</text:p></office:annotation><text:p>16001.00</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated=\"1995\"><table:table-cell table:number-columns-repeated=\"8\"/></table:table-row></table:table><table:table table:name=\"it&apos;s &lt;二&gt;\"/>";

/// What was found: in the middle of repeated rows and cells, below a merged title, at a formula with a comment, at two
/// places behind the last cell, in a sheet without rows, of a sheet, beyond what a sheet can have.
fn found() -> Vec<Remark> {
    vec![
        remark("采购", (1, 2), Severity::Warning, "合并"),
        remark("采购", (3, 2), Severity::Error, "没有主体“临夏现”"),
        remark("采购", (3, 3), Severity::Warning, "存疑"),
        remark("采购", (3, 3), Severity::Error, "单位不符"),
        remark("采购", (5, 1), Severity::Error, "公式"),
        remark("采购", (5, 4), Severity::Note, "仅提示"),
        remark("采购", (900, 0), Severity::Error, "整行"),
        remark("it's <二>", (7, 2), Severity::Warning, "空表"),
        remark("it's <二>", (0, 0), Severity::Note, "整张表"),
        remark("采购", (1_048_577, 1), Severity::Error, "表外"),
    ]
}

fn content(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut part = archive.by_name("content.xml").unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

/// The cells of the first sheet with a comment, each with the text of it, told apart from our code by counting what is repeated.
fn commented(content: &str) -> BTreeMap<(u32, u32), String> {
    let (mut reader, mut found) = (Reader::from_str(content), BTreeMap::new());
    reader.config_mut().expand_empty_elements = true;
    let times = |tag: &BytesStart<'_>, name: &str| {
        let said = tag.try_get_attribute(name).unwrap();
        said.map_or(1_u32, |it| it.value.parse().unwrap())
    };
    let (mut row, mut column, mut rows, mut columns) = (1, 1, 1, 1);
    let (mut is_comment, mut text) = (false, String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => match tag.name().as_ref() {
                "table:table-row" => {
                    (rows, column) = (times(&tag, "table:number-rows-repeated"), 1);
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    columns = times(&tag, "table:number-columns-repeated");
                }
                "office:annotation" => {
                    assert_eq!((rows, columns), (1, 1), "a comment that is repeated");
                    is_comment = true;
                }
                _ => {}
            },
            Event::Text(part) if is_comment => text.push_str(&part.xml10_content()),
            Event::End(tag) => match tag.name().as_ref() {
                "table:table-row" => row += rows,
                "table:table-cell" | "table:covered-table-cell" => column += columns,
                "text:p" if is_comment => text.push('|'),
                "office:annotation" => {
                    found.insert((row, column), std::mem::take(&mut text));
                    is_comment = false;
                }
                "table:table" => return found,
                _ => {}
            },
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn libreoffice_sees_each_finding_at_its_cell_and_in_the_list() {
    let copy = remarked(&book(SHEETS), &found(), Language::Chinese, MOST).unwrap();
    let Some(saved) = saved_by_office("remarked-ods", "ods", &copy, "xlsx") else {
        return;
    };
    let Some(seen) = seen_by_openpyxl("remarked-ods", &saved) else {
        return;
    };
    let help = "改为 <临夏县> & 重报";
    for line in [
        "sheets ('采购', 'visible') (\"it's <二>\", 'visible') ('问题', 'visible')".to_owned(),
        format!("comment 采购 D1 D0023 警告：合并|{help}"),
        format!("comment 采购 B3 D0023 错误：没有主体“临夏现”|{help}"),
        format!("comment 采购 C3 D0023 警告：存疑|{help}||D0023 错误：单位不符|{help}"),
        format!("comment 采购 A5 财政局：已核对||D0023 错误：公式|{help}"),
        format!("comment 采购 D5 D0023 提示：仅提示|{help}"),
        format!("comment 采购 A900 D0023 错误：整行|{help}"),
        format!("comment it's <二> B7 D0023 警告：空表|{help}"),
        "fill 采购 B3 FFFFC7CE General".to_owned(),
        "fill 采购 C3 FFFFC7CE 0.00".to_owned(),
        "fill 采购 A5 FFFFC7CE 0.00".to_owned(),
        "fill it's <二> B7 FFFFEB9C General".to_owned(),
        "merged 采购 A1:C1".to_owned(),
    ] {
        assert!(seen.contains(&line), "{line}\n{}", seen.join("\n"));
    }
    let count = |head: &str| seen.iter().filter(|it| it.starts_with(head)).count();
    assert_eq!(count("comment"), 7, "{}", seen.join("\n"));
    assert_eq!(count("fill 采购"), 5, "{}", seen.join("\n"));
    let links: Vec<&String> = seen.iter().filter(|it| it.starts_with("link")).collect();
    assert_eq!(links.len(), 9, "{links:?}");
    assert!(
        links[1].contains("采购") && links[1].ends_with("B3"),
        "{links:?}"
    );
}

#[test]
fn what_nothing_is_said_of_is_kept_to_the_byte() {
    let whole = book(SHEETS);
    let copy = remarked(&whole, &found(), Language::English, MOST).unwrap();
    let (known, now) = (content(&whole), content(&copy));
    let head = known.find("</office:automatic-styles>").unwrap();
    assert_eq!(now.get(..head), known.get(..head));
    let formula =
        "table:formula=\"of:=[.C2]*2\" office:value-type=\"float\" office:value=\"16001\"";
    assert!(now.contains(formula), "{now}");
    assert!(now.contains("table:number-rows-repeated=\"894\""), "{now}");
    assert!(now.contains("table:number-rows-repeated=\"1100\""), "{now}");
    let mut archive = ZipArchive::new(Cursor::new(copy.as_slice())).unwrap();
    let first = archive.by_index(0).unwrap();
    assert_eq!(first.name().unwrap(), "mimetype");
    assert_eq!(first.compression(), CompressionMethod::Stored);
    drop(first);
    // Nothing said, nothing changed but the list.
    let none = remarked(&whole, &[], Language::English, MOST).unwrap();
    let without = content(&none);
    let end = known.find("<table:named-expressions/>").unwrap();
    let sheets = known.find("<office:body>").unwrap();
    assert!(without.contains(known.get(sheets..end).unwrap()));
}

#[test]
fn a_copy_of_a_copy_adds_to_its_comments() {
    let once = remarked(&book(SHEETS), &found(), Language::Chinese, MOST).unwrap();
    let again = remarked(&once, &found(), Language::Chinese, MOST).unwrap();
    let (once, again) = (commented(&content(&once)), commented(&content(&again)));
    assert_eq!(
        once.keys().collect::<Vec<_>>(),
        again.keys().collect::<Vec<_>>()
    );
    assert!(
        again
            .values()
            .all(|text| text.matches("D0023").count() >= 2)
    );
    assert_eq!(again[&(3, 3)].matches("单位不符").count(), 2);
}

#[test]
fn bytes_that_are_no_workbook_are_told_and_never_a_panic() {
    let whole = book(SHEETS);
    for end in (0..whole.len()).step_by(53) {
        assert!(remarked(&whole[..end], &found(), Language::English, MOST).is_err());
    }
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = remarked(&bytes, &found(), Language::English, MOST);
    }
    for sheets in [
        "",
        "<table:table/>",
        "<table:table table:name=\"采购\"><table:table-row table:number-rows-repeated=\"x\"/></table:table>",
        "<table:table table:name=\"采购\"><table:table-row></table:table>",
    ] {
        assert!(
            remarked(&book(sheets), &found(), Language::English, MOST).is_err(),
            "{sheets}"
        );
    }
    let beyond = remarked(
        &whole,
        &found(),
        Language::English,
        content(&whole).len() + 100,
    );
    assert!(beyond.is_err_and(|error| error.message(Language::Chinese).contains("另存为")));
}

/// A row or a cell and how often it stands.
type Row = (u32, Vec<(u32, Option<u8>)>);

fn sheet(rows: &[Row]) -> String {
    let mut text = "<table:table table:name=\"s\">".to_owned();
    for (times, cells) in rows {
        let row = format!("<table:table-row table:number-rows-repeated=\"{times}\">");
        text.push_str(&row);
        for (times, value) in cells {
            let repeated = format!("table:number-columns-repeated=\"{times}\"");
            text.push_str(&value.map_or_else(
                || format!("<table:table-cell {repeated}/>"),
                |value| format!("<table:table-cell office:value-type=\"string\" {repeated}><text:p>{value}</text:p></table:table-cell>"),
            ));
        }
        text.push_str("</table:table-row>");
    }
    text.push_str("</table:table>");
    text
}

/// The cells of a sheet as another reader sees them.
fn cells(bytes: &[u8]) -> BTreeMap<(u32, u32), String> {
    let mut book: Ods<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("s").unwrap();
    let Some((first_row, first_column)) = range.start() else {
        return BTreeMap::new();
    };
    let cells = range.used_cells();
    let placed = cells.map(|(row, column, value)| {
        let at = |first: u32, by: usize| first + u32::try_from(by).unwrap() + 1;
        (
            (at(first_row, row), at(first_column, column)),
            value.to_string(),
        )
    });
    placed.collect()
}

proptest! {
    #[test]
    fn comments_stand_where_findings_do_and_no_cell_moves(
        rows in prop::collection::vec((1_u32..4, prop::collection::vec((1_u32..4, prop::option::of(any::<u8>())), 0..4)), 0..5),
        places in prop::collection::btree_set((1_u32..16, 0_u32..16), 0..8),
    ) {
        let whole = book(&sheet(&rows));
        let found: Vec<Remark> = places
            .iter()
            .map(|at| remark("s", *at, Severity::Error, &format!("at {at:?}")))
            .collect();
        let copy = remarked(&whole, &found, Language::English, MOST).unwrap();
        prop_assert_eq!(cells(&whole), cells(&copy));
        let mut expected: BTreeMap<(u32, u32), Vec<String>> = BTreeMap::new();
        for (row, column) in places {
            let said = format!("at ({row}, {column})");
            expected.entry((row, column.max(1))).or_default().push(said);
        }
        let comments = commented(&content(&copy));
        prop_assert!(comments.keys().eq(expected.keys()), "{comments:?} {expected:?}");
        for (at, said) in expected {
            prop_assert!(said.iter().all(|it| comments[&at].contains(it)), "{comments:?}");
        }
    }
}
