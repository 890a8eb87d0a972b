//! Verdicts on a workbook, with the cells that they rest on.
#![expect(
    clippy::unwrap_used,
    reason = "a workbook that cannot be made fails its test"
)]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so loudly")]

mod command;

use std::fs::File;
use std::io::Read as _;
use std::process::Command;

use command::Folder;
use rust_xlsxwriter::{Format, Workbook};
use zip::ZipArchive;

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

/// The parts of a workbook that hold comments, as one text.
fn comments(folder: &Folder, name: &str) -> String {
    let mut book = ZipArchive::new(File::open(folder.path().join(name)).unwrap()).unwrap();
    let mut text = String::new();
    for index in 0..book.len() {
        let mut part = book.by_index(index).unwrap();
        if part.name().unwrap().starts_with("xl/comments") {
            part.read_to_string(&mut text).unwrap();
        }
    }
    text
}

/// The text of a part of a workbook.
fn part(folder: &Folder, book: &str, name: &str) -> String {
    let mut book = ZipArchive::new(File::open(folder.path().join(book)).unwrap()).unwrap();
    let mut text = String::new();
    book.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn a_copy_has_each_finding_as_a_comment_at_its_cell() {
    let folder = Folder::new("workbook-comments")
        .with("plan.dabiao", PLAN)
        .with("form.xlsx", form("临夏现", 8_000.0));
    let asked = [
        "check",
        "plan.dabiao",
        "--data",
        "form.xlsx",
        "--comments",
        "copy.xlsx",
    ];
    let run = folder.dabiao(&asked);
    assert_eq!(run.code, 1, "{run}");
    assert!(
        run.stdout
            .contains("copy.xlsx: written, with 1 findings at their cells"),
        "{run}"
    );
    let text = comments(&folder, "copy.xlsx");
    assert!(text.contains("<comment ref=\"A4\""), "{text}");
    assert!(
        text.contains("D0023 error: the policy has no entity “临夏现”"),
        "{text}"
    );
    // A copy is never written over what is there, unless somebody says so.
    let before = std::fs::read(folder.path().join("copy.xlsx")).unwrap();
    let again = folder.dabiao(&asked);
    assert_eq!(again.code, 2, "{again}");
    assert!(again.stderr.contains("--force"), "{again}");
    assert_eq!(
        std::fs::read(folder.path().join("copy.xlsx")).unwrap(),
        before
    );
    let forced = folder.dabiao(&[&asked[..], &["--force", "--lang", "zh"]].concat());
    assert_eq!(forced.code, 1, "{forced}");
    assert!(comments(&folder, "copy.xlsx").contains("D0023 错误"));
}

#[test]
fn a_copy_of_csv_is_a_workbook_and_figures_that_disagree_name_each_other() {
    let folder = Folder::new("workbook-comments-csv").with("plan.dabiao", PLAN).with(
        "figures.csv",
        "metric,entity,period,value\nSME value,临夏县,2025Q1,8\n\nSME value,临夏县,2025Q1,9\ntotal value,永靖县,2031Q1,9\n",
    );
    let run = folder.dabiao(&[
        "check",
        "plan.dabiao",
        "--data",
        "figures.csv",
        "--comments",
        "copy.xlsx",
    ]);
    assert_eq!(run.code, 1, "{run}");
    let text = comments(&folder, "copy.xlsx");
    for (cell, said) in [
        ("D2", "the other figure: D4"),
        ("D4", "the other figure: D2"),
        ("D5", "E0007 warning"),
    ] {
        let comment = text
            .split("<comment ")
            .find(|it| it.contains(&format!("\"{cell}\"")));
        assert!(
            comment.is_some_and(|it| it.contains(said)),
            "{cell}: {text}"
        );
    }
}

#[test]
fn a_copy_never_takes_the_place_of_what_was_submitted() {
    let folder = Folder::new("workbook-comments-itself")
        .with(
            "plan.dabiao",
            "方案 “采购”
指标 满意度 单位 %
目标 1：满意度 ≥ 80%
",
        )
        .with("form.xlsx", form("临夏现", 8_000.0))
        .with("sub/plain.txt", "");
    let submitted = folder.path().join("form.xlsx");
    let before = std::fs::read(&submitted).unwrap();
    let mut names = vec!["form.xlsx", "./form.xlsx", "sub/../form.xlsx"];
    if cfg!(unix) {
        std::fs::hard_link(&submitted, folder.path().join("same.xlsx")).unwrap();
        names.push("same.xlsx");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&submitted, folder.path().join("link.xlsx")).unwrap();
        names.push("link.xlsx");
    }
    for name in names {
        for force in [&[][..], &["--force"]] {
            let asked = [
                "check",
                "plan.dabiao",
                "--data",
                "form.xlsx",
                "--comments",
                name,
            ];
            let run = folder.dabiao(&[&asked[..], force].concat());
            assert_eq!(run.code, 2, "{run}");
            // Told in the language of the policy, as everything else is.
            assert!(
                run.stderr.contains(
                    "副本会覆盖报送的文件 form.xlsx 本身：请另取文件名，如 form-批注.xlsx"
                ),
                "{run}"
            );
        }
    }
    assert_eq!(std::fs::read(&submitted).unwrap(), before);
}

/// What a spreadsheet program makes of a workbook in another format; nothing, said aloud, where there is none.
fn saved_by_office(folder: &Folder, name: &str, to: &str) -> bool {
    let profile = folder.path().join("profile");
    let run = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .args([folder.path(), &folder.path().join(name)])
        .output();
    let is_there = run.is_ok_and(|run| run.status.success());
    if !is_there {
        eprintln!("!!! SKIPPED: LibreOffice (soffice) is not installed, no {to} was made !!!");
    }
    is_there
}

#[test]
fn a_copy_of_ods_is_ods_and_one_of_xls_is_xlsx_and_both_are_read_again() {
    let folder = Folder::new("workbook-comments-others")
        .with("plan.dabiao", PLAN)
        .with("form.xlsx", form("临夏现", 8_000.0));
    if !saved_by_office(&folder, "form.xlsx", "ods")
        || !saved_by_office(&folder, "form.xlsx", "xls")
    {
        return;
    }
    let asked = |data: &'static str, copy: &'static str| {
        folder.dabiao(&["check", "plan.dabiao", "--data", data, "--comments", copy])
    };
    let ods = asked("form.ods", "copy.ods");
    assert_eq!(ods.code, 1, "{ods}");
    let text = part(&folder, "copy.ods", "content.xml");
    let comment = text.split("<office:annotation").nth(1).unwrap();
    assert!(
        comment.contains("D0023 error: the policy has no entity “临夏现”"),
        "{comment}"
    );
    // The cell is the same, and so is what is found there.
    assert!(comment.contains("<text:p>临夏现</text:p>"), "{comment}");

    let old = asked("form.xls", "copy.xls");
    assert_eq!(old.code, 2, "{old}");
    assert!(old.stderr.contains("let its name end in .xlsx"), "{old}");
    let old = asked("form.xls", "copy.xlsx");
    assert_eq!(old.code, 1, "{old}");
    assert!(comments(&folder, "copy.xlsx").contains("<comment ref=\"A4\""));

    for copy in ["copy.ods", "copy.xlsx"] {
        let again = folder.dabiao(&["check", "plan.dabiao", "--data", copy]);
        assert!(
            again.stderr.contains(&format!("{copy}:'2025Q1'!A4")),
            "{again}"
        );
        assert_eq!(again.stderr.matches("error[").count(), 1, "{again}");
    }
}

#[test]
fn what_no_copy_can_be_made_of_is_told() {
    let folder = Folder::new("workbook-comments-not")
        .with("plan.dabiao", PLAN)
        .with("form.xlsx", form("临夏县", 8_000.0))
        .with("old.json", "{}")
        .with("old.ods", "")
        .with("old.xls", "no workbook");
    let asked = |data: &'static str, copy| {
        let run = folder.dabiao(&["check", "plan.dabiao", "--data", data, "--comments", copy]);
        (run.code, format!("{}{}", run.stdout, run.stderr))
    };
    let (code, said) = asked("form.xlsx", "copy.csv");
    assert!(code == 2 && said.contains("end in .xlsx"), "{said}");
    let (code, said) = asked("old.json", "copy.xlsx");
    assert!(
        code == 2 && said.contains("old.json has no cells that a comment could stand at"),
        "{said}"
    );
    let (code, said) = asked("old.ods", "copy.xlsx");
    assert!(code == 2 && said.contains("end in .ods"), "{said}");
    for (broken, copy) in [("old.ods", "copy.ods"), ("old.xls", "copy.xlsx")] {
        let (code, said) = asked(broken, copy);
        assert!(
            code == 2 && said.contains("no comments can be written"),
            "{said}"
        );
        // What was found is told all the same.
        assert!(said.contains("D0018"), "{said}");
    }
    let (code, said) = asked("none.ods", "copy.ods");
    assert!(code == 2 && said.contains("none.ods"), "{said}");
    let (code, said) = asked(".", "copy.xlsx");
    assert!(code == 2 && said.contains("a copy of one file"), "{said}");
    let (code, said) = asked("form.xlsx", "none/copy.xlsx");
    assert!(code == 0 && said.contains("nothing was found"), "{said}");
}
