//! Verdicts on a workbook, with the cells that they rest on.
#![expect(
    clippy::unwrap_used,
    reason = "a workbook that cannot be made fails its test"
)]

mod command;

use command::Folder;
use rust_xlsxwriter::{Format, Workbook};

const PLAN: &str = "\
policy \"Procurement plan\"
  in force 2025-01-01 to 2025-12-31

entity 临夏县, 永靖县: county

metrics per county, per quarter
  - SME value in 万元, flow, sums up, part of total value
    alias 中小企业合同金额
  - total value in 万元, flow, sums up
    alias 合同总金额

metric SME share = SME value / total value
  better higher

target 6.1 \"SME share\": SME share ≥ 80%
";

/// The form of a county as an office fills it in: a title, the unit above the table, a line of headers.
fn form(entity: &str, value: f64) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("2025Q1").unwrap();
    sheet
        .merge_range(0, 0, 0, 2, "政府采购情况表", &Format::new())
        .unwrap();
    sheet.write(1, 2, "单位：万元").unwrap();
    for (column, text) in (0..).zip(["county", "中小企业合同金额", "合同总金额"]) {
        sheet.write(2, column, text).unwrap();
    }
    let money = Format::new().set_num_format("#,##0.00");
    sheet.write(3, 0, entity).unwrap();
    sheet.write_with_format(3, 1, value, &money).unwrap();
    sheet.write_with_format(3, 2, 10_000, &money).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn figures_of_workbooks_keep_file_sheet_and_cell() {
    let folder = Folder::new("workbook")
        .with("plan.dabiao", PLAN)
        .with("data/临夏县.xlsx", form("临夏县", 8_000.0))
        .with("data/永靖县.xlsx", form("永靖县", 0.1 + 0.2));
    let asked = ["plan.dabiao", "--data", "data", "--as-of", "2025-04-30"];
    let json = folder.dabiao(&[&["evaluate"], &asked[..], &["--format", "json"]].concat());
    assert_eq!(json.code, 0, "{json}");
    let document: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let verdicts = document["verdicts"].as_array().unwrap();
    let of = |entity: &str| {
        let is_its = |it: &&serde_json::Value| it["entity"] == entity && it["period"] == "2025Q1";
        verdicts.iter().find(is_its).unwrap()
    };
    assert_eq!(
        (&of("临夏县")["state"], &of("永靖县")["state"]),
        (&"met".into(), &"unmet".into())
    );
    let input = &of("永靖县")["inputs"][0];
    assert_eq!(
        (input["value"].as_str(), input["unit"].as_str()),
        (Some("0.3"), Some("万元"))
    );
    assert_eq!(input["at"], "data/永靖县.xlsx:'2025Q1'!B4");
    let why = folder.dabiao(&[
        "explain",
        "plan.dabiao",
        "6.1",
        "--entity",
        "临夏县",
        "--data",
        "data",
        "--as-of",
        "2025-04-30",
    ]);
    assert!(why.stdout.contains("data/临夏县.xlsx:'2025Q1'!B4"), "{why}");
}

#[test]
fn what_is_wrong_in_a_workbook_is_told_with_its_sheet() {
    let folder = Folder::new("workbook-wrong")
        .with("plan.dabiao", PLAN)
        .with("form.xlsx", form("临夏现", 8_000.0));
    let run = folder.dabiao(&[
        "evaluate",
        "plan.dabiao",
        "--data",
        "form.xlsx",
        "--as-of",
        "2025-04-30",
        "--format",
        "json",
    ]);
    assert_eq!(run.code, 1, "{run}");
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let finding = &document["findings"][0];
    assert_eq!(
        (finding["code"].as_str(), finding["at"].as_str()),
        (Some("D0023"), Some("form.xlsx:'2025Q1'!A4"))
    );
}
