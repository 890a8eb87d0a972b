//! The same mistakes in each layout and format: each is told at its cell, all in one run.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod support;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use dabiao_data::{Input, ReadOptions, read};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Figures a row each: an undeclared metric, an undeclared entity, a wrong unit, a text for a number, an error.
const LONG: &str = "\
指标,主体,时期,数值,单位
中小企业合同额,临夏县,2025Q1,8000,万元
合同总金额,临夏现,2025Q1,8000,万元
合同总金额,临夏县,2025Q1,8000,户
合同总金额,临夏县,2025Q1,八千左右吧,万元
合同总金额,临夏县,2025Q1,#DIV/0!,万元
合同总金额,永靖县,2025Q1,8000,万元
";

/// The same with metrics side by side. Of CSV no more than the headers are looked at to tell what they are: there a
/// metric that nobody declared is a column that nobody knows.
const WIDE: &str = "\
主体,时期,中小企业合同金额（万元）,合同总金额（户）,合同总额
临夏县,2025Q1,八千左右吧,1,3
临夏现,2025Q1,1,1,1
永靖县,2025Q1,#DIV/0!,,
永靖县,2025Q2,8000,,
";

/// A workbook of `OpenDocument` with one sheet of these cells, part by part.
fn ods(lines: &str) -> Vec<u8> {
    let mut rows = String::new();
    for line in lines.lines() {
        rows.push_str("<table:table-row>");
        for cell in line.split(',') {
            let kind = match cell {
                "" => String::new(),
                _ if cell.starts_with('#') => {
                    " office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"".to_owned()
                }
                _ if cell.parse::<f64>().is_ok() => {
                    format!(" office:value-type=\"float\" office:value=\"{cell}\"")
                }
                _ => " office:value-type=\"string\"".to_owned(),
            };
            write!(
                rows,
                "<table:table-cell{kind}><text:p>{cell}</text:p></table:table-cell>"
            )
            .unwrap();
        }
        rows.push_str("</table:table-row>");
    }
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:calcext=\"c\"><office:body><office:spreadsheet><table:table table:name=\"表\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ] {
        let options = SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Each finding as `place code`, and how many figures were kept.
fn found(input: Input) -> (Vec<String>, usize) {
    let read = read(support::schema(), &[input], &ReadOptions::default()).unwrap();
    let heads = read.diagnostics.iter().map(|it| {
        let text = support::render(it);
        let head = text.lines().next().unwrap();
        let (place, rest) = head.split_once(": ").unwrap();
        format!("{place} {}", rest.split(' ').nth(1).unwrap())
    });
    (heads.collect(), read.dataset.figures.len())
}

#[test]
fn each_mistake_is_told_at_its_cell_in_each_layout_and_format() {
    const IN_LONG: [(&str, &str, &str); 5] = [
        ("A2", "2:1", "D0020"),
        ("B3", "3:2", "D0023"),
        ("E4", "4:5", "D0051"),
        ("D5", "5:4", "D0040"),
        ("D6", "6:4", "D0048"),
    ];
    const IN_WIDE: [(&str, &str, &str); 5] = [
        ("D1", "1:4", "D0051"),
        ("E1", "1:5", "D0020"),
        ("C2", "2:3", "D0040"),
        ("A3", "3:1", "D0023"),
        ("C4", "4:3", "D0048"),
    ];
    for (text, mistakes) in [(LONG, IN_LONG), (WIDE, IN_WIDE)] {
        let sheet = format!("[sheet 表]\n{text}");
        for input in [
            Input::new("form.csv", text),
            support::input("form.xlsx", &sheet),
            Input::new("form.ods", ods(text)),
        ] {
            let name = input.name.clone();
            let place = |cell: &str, line: &str| match name.as_str() {
                "form.csv" => format!("{name}:{line}"),
                _ => format!("{name}:表!{cell}"),
            };
            let code_of = |code| match (name.as_str(), code) {
                ("form.csv", "D0020") if text == WIDE => "D0011",
                (_, code) => code,
            };
            let expected = mistakes
                .map(|(cell, line, code)| format!("{} {}", place(cell, line), code_of(code)));
            assert_eq!(found(input), (expected.to_vec(), 1), "{name}\n{text}");
        }
    }
}

#[test]
fn a_number_merged_over_cases_counts_for_none_of_them() {
    let input = support::input(
        "contract.xlsx",
        "[sheet contract]\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,,80,yes,SME\n,2025-03-04,,,yes,SME\n,2025-03-05,,7,yes,SME\n[merge A2:A4]\n[merge D2:D3]\n",
    );
    assert_eq!(found(input.clone()).0, ["contract.xlsx:contract!D2 D0055"]);
    let read = read(support::schema(), &[input], &ReadOptions::default()).unwrap();
    let contracts = read.dataset.tables[0].as_ref().unwrap();
    assert_eq!(contracts.rows(), 1);
    let value = contracts.column(2).unwrap().number(0).unwrap();
    // In yuan.
    assert_eq!(value.to_string(), "70000");
}
