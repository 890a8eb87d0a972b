//! `dabiao report -o FILE.xlsx`: the page as a workbook, as other programs open it.
#![allow(
    clippy::unwrap_used,
    reason = "a test says that something is wrong by a panic"
)]

mod command;

use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use command::{Folder, Run, judging};

const PLAN: &str = "policy \"Plan & =1+1\"
  in force 2025-01-01 to 2025-12-31
  calendar china
entity Linxia, Yongjing: county
metric share in %, per county, per quarter
metric days in days, per county, per quarter
target 1 \"=SUM(1,2)\": share ≥ 80%
  lead hall
  cite \"6\"
target 2 \"Both\": all of:
  - share ≥ 70%
  - days ≤ 2 days
milestone 3 \"Hall\": due 2025-06-30
";

const FIGURES: &str = "metric,entity,period,value
share,Linxia,2025Q1,80%
share,Yongjing,2025Q1,79.99%
days,Linxia,2025Q1,12345678901234.567
days,Yongjing,2025Q1,2.25
share,Nowhere,2025Q1,1%
";

/// Writes the report of the plan in `language`.
fn report(folder: &Folder, language: &str) -> Run {
    let asked = judging("report", ["plan.dabiao", "figures.csv", "2025-04-30"]);
    let more = ["-o", "q1.xlsx", "--lang", language];
    folder.dabiao(&[&asked[..], &more].concat())
}

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name).with("plan.dabiao", PLAN);
    folder.with("figures.csv", FIGURES)
}

/// The rows of a sheet, each cell as calamine reads it.
fn rows(book: &mut Xlsx<std::io::BufReader<std::fs::File>>, sheet: &str) -> Vec<Vec<Data>> {
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn a_workbook_has_a_sheet_for_each_section_with_numbers_days_and_texts() {
    let folder = folder("report-workbook");
    let run = report(&folder, "en");
    assert_eq!(run.code, 1, "{run}");
    let mut book: Xlsx<_> = open_workbook(folder.path().join("q1.xlsx")).unwrap();
    assert_eq!(
        book.sheet_names(),
        [
            "Overview",
            "Attention",
            "Lights",
            "Due next",
            "Data problems",
            "Verdicts",
            "Parts",
            "Derivations"
        ]
    );
    let all = rows(&mut book, "Verdicts");
    let row = |entity: &str| {
        let own = |row: &&Vec<Data>| row[2] == entity && row[3] == "2025Q1";
        all.iter().find(own).unwrap().clone()
    };
    let (linxia, yongjing) = (row("Linxia"), row("Yongjing"));
    assert_eq!(linxia[1], "=SUM(1,2)");
    assert_eq!(linxia[4], "✓ met");
    assert_eq!(linxia[5], 0.8);
    assert_eq!(yongjing[4], "✗ unmet");
    assert_eq!(yongjing[5], 0.7999);
    assert_eq!(yongjing[7], "≥ 80%");
    assert_eq!(yongjing[8], -0.01);
    assert!(
        matches!(yongjing[9], Data::DateTime(_)),
        "{:?}",
        yongjing[9]
    );
    assert!(book.worksheet_formula("Verdicts").unwrap().is_empty());
    let parts = rows(&mut book, "Parts");
    assert!(parts.iter().any(|row| row[5] == 2.25), "{parts:?}");
    let long = parts.iter().any(|row| row[5] == "12345678901234.567 days");
    assert!(long, "{parts:?}");
    let steps = rows(&mut book, "Derivations");
    let of_cell = |row: &Vec<Data>| row[3].to_string().contains("figures.csv:3:4");
    assert!(steps.iter().any(of_cell));
}

#[test]
fn the_same_page_is_the_same_file_and_has_chinese_sheets() {
    let folder = folder("report-workbook-zh");
    let bytes = || {
        let run = report(&folder, "zh");
        assert_eq!(run.code, 1, "{run}");
        std::fs::read(folder.path().join("q1.xlsx")).unwrap()
    };
    assert!(bytes() == bytes(), "the same page is another file");
    let mut book: Xlsx<_> = open_workbook(folder.path().join("q1.xlsx")).unwrap();
    assert_eq!(
        book.sheet_names(),
        [
            "总览",
            "需要关注",
            "达标情况",
            "近期到期",
            "数据问题",
            "结论",
            "分项结论",
            "推导"
        ]
    );
    let overview = rows(&mut book, "总览");
    assert!(
        overview
            .iter()
            .any(|row| row[0] == "✗ 未达标" && row[1] == 3.0),
        "{overview:?}"
    );
}

#[test]
fn a_workbook_takes_no_template() {
    let folder = folder("report-workbook-template").with("own.txt", "{{ title }}");
    let asked = judging("report", ["plan.dabiao", "figures.csv", "2025-04-30"]);
    let more = ["-o", "q1.xlsx", "--template", "own.txt"];
    let run = folder.dabiao(&[&asked[..], &more].concat());
    assert!(
        run.code == 2 && run.stderr.contains("not a workbook"),
        "{run}"
    );
}

const OPENED_BY_PYTHON: &str = "
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book['Verdicts']
print(sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows, sheet.page_setup.orientation, sheet.page_setup.paperSize)
print(sheet['B2'].data_type, sheet['F2'].value, sheet['F2'].number_format, sheet['J2'].value.date(), book.properties.title)
";

#[test]
fn openpyxl_finds_what_was_set_up() {
    let folder = folder("report-workbook-python");
    assert_eq!(report(&folder, "en").code, 1);
    let python = |words: &[&str]| {
        Command::new("python3")
            .args(words)
            .current_dir(folder.path())
            .output()
    };
    if !python(&["-c", "import openpyxl"]).is_ok_and(|it| it.status.success()) {
        eprintln!(
            "!!! SKIPPED: openpyxl (python3) is not installed, no report was opened by it !!!"
        );
        return;
    }
    let run = python(&["-c", OPENED_BY_PYTHON, "q1.xlsx"]).unwrap();
    let said = String::from_utf8(run.stdout).unwrap();
    let failed = String::from_utf8(run.stderr).unwrap();
    assert_eq!(
        said, "C2 A1:O18 $1:$1 landscape 9\ns 0.8 0% 2025-03-31 Plan & =1+1\n",
        "{failed}"
    );
}

#[test]
fn libreoffice_prints_it() {
    let folder = folder("report-workbook-office");
    assert_eq!(report(&folder, "zh").code, 1);
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "q1.xlsx"])
        .current_dir(folder.path())
        .output();
    let Ok(run) = run else {
        eprintln!(
            "!!! SKIPPED: LibreOffice (soffice) is not installed, no report was printed by it !!!"
        );
        return;
    };
    assert!(run.status.success(), "{run:?}");
    let pdf = std::fs::read(Path::new(folder.path()).join("q1.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
}
