//! What a sheet of cases answers, or leaves open, is about its own time: cases of another do not answer for it.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use dabiao_core::{Date, Language, Policy, SourceFile, Sources};
use dabiao_data::{Input, Read, ReadOptions, read};
use rust_xlsxwriter::Workbook;

const PLAN: &str = "\
policy \"Contracts\"
  in force 2025
  calendar china
  monitor quarterly

entity 临夏州: prefecture
entity 临夏县, 永靖县: county in 临夏州

record contract, per county
  awarded: date
  signed: date after awarded
  counted by awarded

target 1 \"Signed in time\": contract signed within 7 working days
";

/// The cases of a county, signed in time, a day of award each.
const FIRST_QUARTER: &str = "id,entity,awarded,signed\nC-1,永靖县,2025-03-03,2025-03-04\n";

fn policy() -> Policy {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", PLAN));
    let policy = Policy::compile(&sources).unwrap();
    let said: Vec<String> = policy
        .diagnostics()
        .iter()
        .map(|it| it.message(Language::English))
        .collect();
    assert!(policy.is_valid(), "{said:?}");
    policy
}

/// A sheet of cases: what stands above the headers, and the rows below, cells divided by commas.
fn sheet(above: &str, rows: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("contract").unwrap();
    let text = format!("{above}\nid,entity,awarded,signed\n{rows}");
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn of_sheets(policy: &Policy, sheets: &[(&str, &str)]) -> Read {
    let mut inputs = vec![Input::new("contract.csv", FIRST_QUARTER)];
    inputs.extend((1..).zip(sheets).map(|(number, (above, rows))| {
        Input::new(format!("form-{number}.xlsx"), sheet(above, rows))
    }));
    read(policy.schema(), &inputs, &ReadOptions::default()).unwrap()
}

/// The verdicts of an entity on the first two quarters at a day, as letters: Met, No data, not Applicable.
fn judged(sheets: &[(&str, &str)], entity: &str, as_of: (u32, u32)) -> String {
    let policy = policy();
    let read = of_sheets(&policy, sheets);
    // A case of another in the sheet of one is told, and counts for whom it names.
    let mut found = read.diagnostics.iter();
    assert!(
        found.all(|it| it.code.id == "D0073"),
        "{:?}",
        read.diagnostics
    );
    let as_of = Date::from_ymd_opt(2025, as_of.0, as_of.1).unwrap();
    let assessment = policy.evaluate(&read.dataset, as_of).unwrap();
    ["2025Q1", "2025Q2"]
        .iter()
        .map(|quarter| {
            let of = |period: Option<dabiao_core::Period>| {
                period.is_some_and(|it| it.to_string() == *quarter)
            };
            let verdict = assessment
                .verdicts()
                .find(|it| it.entity() == Some(entity) && of(it.period()));
            match verdict.unwrap().state().key() {
                "met" => 'M',
                "no_data" => 'N',
                "not_applicable" => 'A',
                other => other.chars().next().unwrap(),
            }
        })
        .collect()
}

const SECOND: &str = "cases:,,entity: 永靖县,period: 2025Q2";

#[test]
fn cases_of_one_quarter_do_not_answer_for_the_next() {
    let july = (7, 31);
    for (sheets, expected) in [
        // Nobody asks: cases of one quarter, and none of the other.
        (&[][..], "MA"),
        // Asked about the second quarter, and no answer.
        (&[(SECOND, "")], "MN"),
        (&[("本期有无：,,主体：永靖县,时期：2025年二季度", "")], "MN"),
        (&[("cases:,none,entity: 永靖县,period: 2025Q2", "")], "MA"),
        // The answer about another quarter, about a part of it, about all of the half-year, about no time.
        (
            &[
                (SECOND, ""),
                ("cases:,none,entity: 永靖县,period: 2025Q3", ""),
            ],
            "MN",
        ),
        (
            &[
                (SECOND, ""),
                ("cases:,none,entity: 永靖县,period: 2025-06", ""),
            ],
            "MN",
        ),
        (
            &[
                (SECOND, ""),
                ("cases:,none,entity: 永靖县,period: 2025H1", ""),
            ],
            "MA",
        ),
        (&[(SECOND, ""), ("cases:,none,entity: 永靖县", "")], "MA"),
        // The answer of another county, and of all of them.
        (
            &[
                (SECOND, ""),
                ("cases:,none,entity: 临夏县,period: 2025Q2", ""),
            ],
            "MN",
        ),
        (&[(SECOND, ""), ("cases:,none,period: 2025Q2", "")], "MA"),
        // Cases in the sheet itself: of the first quarter, of the second.
        (&[(SECOND, "C-2,永靖县,2025-02-05,2025-02-06")], "MN"),
        (&[(SECOND, "C-2,永靖县,2025-05-06,2025-05-07")], "MM"),
        (&[(SECOND, "C-2,临夏县,2025-05-06,2025-05-07")], "MN"),
        // A year that is asked about is open as long as no case of it is there.
        (&[("cases:,,entity: 永靖县,period: 2025", "")], "MA"),
        (&[("cases:,,entity: 永靖县,period: 2024", "")], "MA"),
        // A sheet that names no time is answered by any case.
        (&[("cases:,,entity: 永靖县", "")], "MA"),
    ] {
        assert_eq!(judged(sheets, "永靖县", july), expected, "{sheets:?}");
    }
}

#[test]
fn who_is_asked_is_open_alone_and_with_those_above() {
    let july = (7, 31);
    assert_eq!(judged(&[(SECOND, "")], "临夏县", july), "AA");
    // Everybody is asked: one case of anybody answers for all.
    let all = "cases:,,period: 2025Q2";
    assert_eq!(judged(&[(all, "")], "永靖县", july), "MN");
    assert_eq!(judged(&[(all, "")], "临夏县", july), "AN");
    let rows = "C-2,永靖县,2025-05-06,2025-05-07";
    assert_eq!(judged(&[(all, rows)], "临夏县", july), "AA");
    let other = "cases:,,entity: 临夏县,period: 2025Q1";
    assert_eq!(judged(&[(other, "")], "临夏县", july), "NA");
}

#[test]
fn a_time_above_the_headers_that_is_none_is_told() {
    let policy = policy();
    let read = of_sheets(&policy, &[("cases:,none,period: 一季度", "")]);
    let said: Vec<String> = read
        .diagnostics
        .iter()
        .map(|it| format!("{} {}", it.code.id, it.message(Language::English)))
        .collect();
    assert_eq!(
        said,
        ["D0071 whether there were cases is not clear: “一季度” above the headers is no period"]
    );
}
