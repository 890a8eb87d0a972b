//! A form is made, filled in, saved by another program where there is one, and read back without a finding.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "helpers of tests fail by panicking, and say aloud what they leave out"
)]

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use dabiao_core::{Dataset, Language, Policy, SourceFile, Sources};
use dabiao_data::{Input, Read, ReadOptions, read};
use dabiao_forms::{FormError, FormOptions, form};
use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

const PLAN: &str = "\
policy \"Procurement 2025\"
  in force 2025-01-01 to 2025-06-30
  calendar china

entity 临夏县, 永靖县: county
entity finance bureau, planning office: office

metrics per county, per quarter
  - SME contract value in 万元, part of total contract value
    alias 中小企业合同金额
  - total contract value in 万元
    alias 合同总金额
metric plan published in yes/no
metric handling time in 天, per county, per quarter
  plausible 0天 to 60天

record contract, per county
  alias 合同
  awarded: date
  signed: date after awarded
  value: 万元
  supplier: category (SME, large)
  counted by awarded

metric SME share = SME contract value / total contract value

target 1 \"SME share\": SME share ≥ 80%
  lead finance bureau
  cite 6
target 2 \"Signed in time\": contract signed within 7 working days
  lead planning office
target 3: plan published = yes
target 4: handling time ≤ 10天
milestone 5 \"One-stop window\": due 2025-06-30
  lead planning office
";

fn policy() -> Policy {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", PLAN));
    let policy = Policy::compile(&sources).unwrap();
    let wrong: Vec<String> = policy
        .diagnostics()
        .iter()
        .filter(|it| it.severity == dabiao_core::Severity::Error)
        .map(|it| it.message(Language::English))
        .collect();
    assert!(policy.is_valid(), "{wrong:?}");
    policy
}

/// What stands in the cells of a sheet, by rows.
fn rows(form: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(form)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let text = |cell: &Data| cell.to_string();
    range
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

/// The form with something written into open cells, as `(sheet number, cell, value)`.
fn filled(form: &[u8], cells: &[(usize, &str, &str)]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(form)).unwrap();
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let here = |it: &&(usize, &str, &str)| name == format!("xl/worksheets/sheet{}.xml", it.0);
        for (_, cell, value) in cells.iter().filter(here) {
            bytes = with_cell(&String::from_utf8(bytes).unwrap(), cell, value).into_bytes();
        }
        copy.start_file(name, SimpleFileOptions::default()).unwrap();
        copy.write_all(&bytes).unwrap();
    }
    copy.finish().unwrap().into_inner()
}

/// The text of a sheet with a number or a text in a cell that was empty.
fn with_cell(sheet: &str, cell: &str, value: &str) -> String {
    let begin = sheet
        .find(&format!("<c r=\"{cell}\""))
        .unwrap_or_else(|| panic!("no cell {cell}"));
    let (before, rest) = sheet.split_at(begin);
    let end = rest.find("/>").unwrap();
    let (open, behind) = rest.split_at(end);
    assert!(!open.contains('>'), "{cell} is not empty");
    let content = if value.parse::<f64>().is_ok() {
        format!("{open}><v>{value}</v></c>")
    } else {
        format!("{open} t=\"inlineStr\"><is><t>{value}</t></is></c>")
    };
    format!("{before}{content}{}", behind.strip_prefix("/>").unwrap())
}

fn read_back(policy: &Policy, name: &str, form: Vec<u8>) -> Read {
    let read = read(
        policy.schema(),
        &[Input::new(name, form)],
        &ReadOptions::default(),
    )
    .unwrap();
    let found: Vec<String> = read
        .diagnostics
        .iter()
        .map(|it| format!("{:?} {}", it.at, it.message(Language::English)))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
    read
}

fn places(data: &Dataset) -> Vec<String> {
    data.figures.iter().map(|it| data.at(it.place)).collect()
}

#[test]
fn a_form_asks_for_each_figure_once_and_says_what_it_counts_for() {
    let policy = policy();
    let form = form(&policy, &FormOptions::new(Language::English)).unwrap();
    let figures = rows(&form, "figures");
    let named: Vec<String> = figures
        .iter()
        .map(|row| format!("{}|{}|{}", row[0], row[2], row[5]))
        .collect();
    assert_eq!(
        named,
        [
            "metric|entity|unit",
            "SME contract value|临夏县|万元",
            "SME contract value|永靖县|万元",
            "total contract value|临夏县|万元",
            "total contract value|永靖县|万元",
            "plan published||",
            "handling time|临夏县|days",
            "handling time|永靖县|days",
        ]
    );
    let guide: Vec<String> = rows(&form, "guide")
        .into_iter()
        .map(|row| row.join("|"))
        .collect();
    assert!(
        guide
            .iter()
            .any(|row| row == "SME contract value|万元|county|quarterly|1 SME share (clause 6)|"),
        "{guide:#?}"
    );
    assert!(
        guide.iter().any(|row| row.ends_with("|0 days – 60 days")),
        "{guide:#?}"
    );
    assert_eq!(
        rows(&form, "contract")[0],
        [
            "id",
            "entity",
            "awarded",
            "signed",
            "value (万元)",
            "supplier"
        ]
    );
    assert_eq!(rows(&form, "signoffs")[1][0], "5");
}

#[test]
fn an_untouched_form_submits_nothing_and_a_filled_one_is_read_without_a_finding() {
    let policy = policy();
    for (language, period, yes) in [
        (Language::English, "2025Q1", "yes"),
        (Language::Chinese, "2025年一季度", "是"),
    ] {
        let form = form(&policy, &FormOptions::new(language)).unwrap();
        let untouched = read_back(&policy, "form.xlsx", form.clone());
        assert!(untouched.dataset.figures.is_empty() && untouched.dataset.signoffs.is_empty());
        let done = language.pick("done", "完成");
        let filled = filled(
            &form,
            &[
                (2, "D2", period),
                (2, "E2", "8000"),
                (2, "D3", period),
                (2, "E3", "7999.5"),
                (2, "E6", yes),
                (2, "D7", period),
                (2, "E7", "9"),
                (3, "A2", "C-1"),
                (3, "B2", "临夏县"),
                (3, "C2", "45717"),
                (3, "E2", "80"),
                (3, "F2", "SME"),
                (4, "D2", done),
                (4, "E2", "45800"),
            ],
        );
        let read = read_back(&policy, "form.xlsx", filled);
        let sheet = language.pick("figures", "数值");
        let at = ["E2", "E3", "E6", "E7"].map(|cell| format!("form.xlsx:{sheet}!{cell}"));
        assert_eq!(places(&read.dataset), at);
        let contracts = read.dataset.tables[0].as_ref().unwrap();
        assert_eq!(contracts.rows(), 1);
        assert_eq!(
            contracts.column(0).unwrap().day(0).unwrap().to_string(),
            "2025-03-01"
        );
        assert_eq!(read.dataset.signoffs.len(), 1);
    }
}

#[test]
fn a_form_of_a_unit_asks_for_its_own() {
    let policy = policy();
    let of = |unit: &str| {
        let unit = Some(unit.to_owned());
        form(
            &policy,
            &FormOptions {
                language: Language::English,
                unit,
            },
        )
    };
    let county = of("永靖县").unwrap();
    let entities: Vec<String> = rows(&county, "figures")
        .into_iter()
        .skip(1)
        .map(|row| row[2].clone())
        .collect();
    assert_eq!(entities, ["永靖县", "永靖县", "永靖县"]);
    let bureau = of("finance bureau").unwrap();
    assert_eq!(rows(&bureau, "figures").len(), 5);
    let office = of("planning office").unwrap();
    let names = Xlsx::new(Cursor::new(office)).unwrap().sheet_names();
    assert_eq!(names, ["guide", "contract", "signoffs", "choices"]);
    assert!(matches!(of("nobody"), Err(FormError::UnknownUnit { .. })));
}

/// What `LibreOffice` makes of a workbook in another format.
fn saved_by_office(form: &[u8], format: &str) -> Option<Vec<u8>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("office-{format}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("out")).unwrap();
    std::fs::write(folder.join("form.xlsx"), form).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .args([folder.join("out"), folder.join("form.xlsx")])
        .output();
    let Ok(run) = run else {
        eprintln!(
            "!!! SKIPPED: LibreOffice (soffice) is not installed, no form was saved by it !!!"
        );
        return None;
    };
    assert!(run.status.success(), "{run:?}");
    Some(std::fs::read(folder.join("out").join(format!("form.{format}"))).unwrap())
}

#[test]
fn a_form_saved_by_libreoffice_is_read_as_well() {
    let policy = policy();
    let form = form(&policy, &FormOptions::new(Language::Chinese)).unwrap();
    let filled = filled(
        &form,
        &[
            (2, "D2", "2025年一季度"),
            (2, "E2", "0.30000000000000004"),
            (2, "E6", "是"),
            (4, "D2", "完成"),
            (4, "E2", "45800"),
        ],
    );
    for format in ["xlsx", "xls", "ods"] {
        let Some(saved) = saved_by_office(&filled, format) else {
            return;
        };
        let name = format!("form.{format}");
        let read = read_back(&policy, &name, saved);
        assert_eq!(
            places(&read.dataset),
            [format!("{name}:数值!E2"), format!("{name}:数值!E6")]
        );
        let value = &read.dataset.figures[0];
        assert_eq!(value.decimals, 1);
        assert_eq!(
            read.dataset.signoffs[0].date.unwrap().to_string(),
            "2025-05-23"
        );
    }
}
