//! Rows below those that a form asks for, and the benchmarks that only data can give.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "helpers of tests fail by panicking"
)]

use std::io::{Cursor, Read as _};

use dabiao_core::{Date, Language, Period, Policy, SourceFile, Sources, State};
use dabiao_data::{Input, Read, ReadOptions, read};
use dabiao_forms::{FormOptions, form};
use rust_xlsxwriter::Workbook;
use zip::ZipArchive;

const PLAN: &str = "\
policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
entity 临夏县, 永靖县: county
entity bureau, office: department
metric share in %, per county, per quarter
metric patents in 件, per county, per year
  better higher
  benchmark \"province best\" submitted
  benchmark \"city average\" 3件
record contract, per county
  alias 合同
  awarded: date
target 1: share ≥ 80%
  lead office
target 2: patents reaches province best
  lead bureau
  with office
milestone 3: due 2025-06-30
";

fn policy() -> Policy {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", PLAN));
    let policy = Policy::compile(&sources).unwrap();
    let wrong = policy.diagnostics().iter();
    let wrong: Vec<String> = wrong.map(|it| it.message(Language::English)).collect();
    assert!(policy.is_valid(), "{wrong:?}");
    policy
}

fn of(unit: Option<&str>, period: Option<&str>, language: Language) -> Vec<u8> {
    let options = FormOptions {
        unit: unit.map(str::to_owned),
        period: period.map(|it| Period::parse(it).unwrap()),
        ..FormOptions::new(language)
    };
    form(&policy(), &options).unwrap()
}

/// A part of a workbook.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// What stands behind a name in an element.
fn value<'t>(element: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = element.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// Whether a style of the workbook leaves its cells open.
fn is_open(book: &[u8], style: &str) -> bool {
    let styles = part(book, "xl/styles.xml");
    let formats = styles.split("<cellXfs").nth(1).unwrap();
    let formats = formats.split("</cellXfs>").next().unwrap();
    let format = formats
        .split("<xf ")
        .nth(style.parse::<usize>().unwrap() + 1);
    format.unwrap().contains("<protection locked=\"0\"/>")
}

/// Whether a cell is open: by its own style, else by its row's, else by its column's.
fn cell_is_open(book: &[u8], sheet: &str, cell: &str) -> bool {
    let text = part(book, sheet);
    if let Some((_, rest)) = text.split_once(&format!("<c r=\"{cell}\"")) {
        let own = rest.split('>').next().unwrap();
        return is_open(book, value(own, "s").unwrap());
    }
    let row = cell.trim_start_matches(|it: char| it.is_ascii_alphabetic());
    let row = text
        .split("<row ")
        .find(|it| it.starts_with(&format!("r=\"{row}\"")));
    if let Some(style) = row.and_then(|it| value(it.split('>').next()?, "s")) {
        return is_open(book, style);
    }
    let column = u32::from(cell.bytes().next().unwrap() - b'A' + 1);
    let number = |it: &str, name| value(it, name).unwrap().parse::<u32>().unwrap();
    let columns = text.split("<col ").skip(1).map(|it| format!(" {it}"));
    let mut columns =
        columns.filter(|it| (number(it, "min")..=number(it, "max")).contains(&column));
    columns
        .next()
        .and_then(|it| value(&it, "style").map(|style| is_open(book, style)))
        .unwrap_or(false)
}

#[test]
fn the_rows_below_each_table_are_open_and_the_sheets_promise_nothing_that_is_refused() {
    let form = of(None, None, Language::English);
    // The figures of two counties and the benchmark, then the contracts, then the sign-off.
    for (sheet, open, locked) in [
        (
            2,
            &["E2", "A7", "C7", "D7", "E7", "A500", "J6000"][..],
            &["A2", "A1", "A6", "J6"][..],
        ),
        (
            3,
            &["A3", "C502", "C503", "B9000"][..],
            &["A1", "A2", "C2", "C1", "B2"][..],
        ),
        (4, &["D2", "A3", "C3", "A900"][..], &["A2", "A1"][..]),
    ] {
        let name = format!("xl/worksheets/sheet{sheet}.xml");
        for cell in open {
            assert!(cell_is_open(&form, &name, cell), "{name} {cell}");
        }
        for cell in locked {
            assert!(!cell_is_open(&form, &name, cell), "{name} {cell}");
        }
        // A program would lock a row put in between, and take out or sort none with a locked cell.
        let text = part(&form, &name);
        let (_, protection) = text.split_once("<sheetProtection").unwrap();
        let protection = protection.split('>').next().unwrap();
        for refused in ["insertRows", "deleteRows", "sort"] {
            assert!(!protection.contains(refused), "{name} {protection}");
        }
    }
    let figures = part(&form, "xl/worksheets/sheet2.xml");
    for checked in [
        "A7:A30001",
        "C7:C30001",
        "D7:D30001",
        "E7:E30001",
        "J7:J30001",
    ] {
        let said = figures.contains(&format!("sqref=\"{checked}\""));
        assert!(said, "{checked}: {figures}");
    }
    let said = part(&form, "xl/sharedStrings.xml");
    assert!(
        said.contains("typed into the rows below each table"),
        "{said}"
    );
    assert!(!said.contains("Rows may be added"), "{said}");
}

#[test]
fn a_note_says_what_is_meant_and_not_who_said_so() {
    let plan = PLAN.replace("per quarter\n", "per quarter\n  plausible 0% to 100%\n");
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", plan));
    let policy = Policy::compile(&sources).unwrap();
    let form = form(&policy, &FormOptions::new(Language::Chinese)).unwrap();
    let notes = part(&form, "xl/comments1.xml");
    assert!(notes.contains("合理范围：0% – 100%"), "{notes}");
    assert!(!notes.contains("Author:"), "{notes}");
}

/// What stands in the rows of figures, `cell: text`, of the columns that a form gives.
fn given(form: &[u8]) -> Vec<String> {
    use calamine::{Reader, Xlsx};
    let mut book = Xlsx::new(Cursor::new(form)).unwrap();
    let name = book.sheet_names().get(1).cloned().unwrap();
    let range = book.worksheet_range(&name).unwrap();
    let rows = range.rows().skip(1);
    rows.map(|row| {
        let of = |index: usize| row.get(index).map(ToString::to_string).unwrap_or_default();
        format!("{}|{}|{}|{}", of(0), of(2), of(5), of(9))
    })
    .collect()
}

#[test]
fn a_benchmark_that_only_data_give_is_asked_for_of_who_leads_the_target() {
    let asked = "patents||件|benchmark province best".to_owned();
    assert_eq!(
        given(&of(None, None, Language::English)).last(),
        Some(&asked)
    );
    assert_eq!(
        given(&of(None, Some("2025Q1"), Language::English)).last(),
        Some(&asked)
    );
    assert_eq!(
        given(&of(Some("bureau"), None, Language::English)).last(),
        Some(&asked)
    );
    // Who only helps is not asked, nor who is measured by it: each would give another.
    for unit in ["office", "临夏县"] {
        let given = given(&of(Some(unit), None, Language::English));
        assert!(!given.concat().contains("benchmark"), "{given:?}");
    }
    let chinese = given(&of(None, None, Language::Chinese));
    assert_eq!(chinese.last().unwrap(), "patents||件|标杆 全省最优");
}

/// A form with values typed, as a workbook that holds the same cells.
fn typed(form: &[u8], cells: &[(u32, u16, &str)]) -> Vec<u8> {
    use calamine::{Reader, Xlsx};
    let mut book = Xlsx::new(Cursor::new(form)).unwrap();
    let name = book.sheet_names().get(1).cloned().unwrap();
    let range = book.worksheet_range(&name).unwrap();
    let mut copy = Workbook::new();
    let sheet = copy.add_worksheet().set_name(&name).unwrap();
    for (row, line) in (0..).zip(range.rows()) {
        for (column, cell) in (0..).zip(line) {
            sheet.write_string(row, column, cell.to_string()).unwrap();
        }
    }
    for (row, column, text) in cells {
        sheet.write_string(row - 1, *column, *text).unwrap();
    }
    copy.save_to_buffer().unwrap()
}

fn read_back(book: Vec<u8>) -> Read {
    let inputs = [Input::new("form.xlsx", book)];
    let read = read(policy().schema(), &inputs, &ReadOptions::default()).unwrap();
    let found = read.diagnostics.iter();
    let found: Vec<String> = found.map(|it| it.message(Language::English)).collect();
    assert!(found.is_empty(), "{found:#?}");
    read
}

#[test]
fn what_is_typed_below_and_the_benchmark_are_read_and_decide() {
    for language in [Language::English, Language::Chinese] {
        let form = of(None, None, language);
        // 5 and 3 patents, 4 in the province's best, and a share of another quarter in the first row below.
        let read = read_back(typed(
            &form,
            &[
                (4, 3, "2025"),
                (4, 4, "5"),
                (5, 3, "2025"),
                (5, 4, "3"),
                (6, 4, "4"),
                (7, 0, "share"),
                (7, 2, "临夏县"),
                (7, 3, "2025Q4"),
                (7, 4, "81%"),
            ],
        ));
        let policy = policy();
        let as_of = Date::from_ymd_opt(2025, 12, 31).unwrap();
        let assessment = policy.evaluate(&read.dataset, as_of).unwrap();
        let state = |target: &str, entity: &str, period: &str| {
            let mut verdicts = assessment.verdicts();
            let found = verdicts.find(|it| {
                let of = it.period().map(|it| it.to_string()).unwrap_or_default();
                it.target() == target && it.entity() == Some(entity) && of == period
            });
            found
                .unwrap_or_else(|| panic!("{target} {entity} {period}"))
                .state()
        };
        assert_eq!(state("2", "临夏县", "2025"), State::Met);
        assert_eq!(state("2", "永靖县", "2025"), State::Unmet);
        assert_eq!(state("1", "临夏县", "2025Q4"), State::Met);
        assert_eq!(state("1", "临夏县", "2025Q3"), State::NoData);
    }
}
