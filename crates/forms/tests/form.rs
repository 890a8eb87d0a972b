//! A form is made, filled in, saved by another program where there is one, and read back without a finding.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail by panicking"
)]

mod programs;

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};

use calamine::{Data, Reader, Xlsx};
use dabiao_core::{Dataset, Date, Language, Period, Policy, SourceFile, Sources, State};
use dabiao_data::{Input, Read, ReadOptions, read};
use dabiao_forms::{FormError, FormOptions, form};
use programs::saved_by_office;
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
## How many days a matter takes.
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
  evidence required
  cite 9
check fast \"At least a day\": handling time ≥ 1天
";

fn policy() -> Policy {
    compiled(PLAN)
}

fn compiled(plan: &str) -> Policy {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", plan));
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
            .any(|row| row
                == "SME contract value|万元|county|quarterly|of the period, part of total contract value\nSME share = SME contract value / total contract value|1 \"SME share\": SME share ≥ 80% (clause 6)|"),
        "{guide:#?}"
    );
    assert!(
        guide.iter().any(|row| row.ends_with(
            "|How many days a matter takes.\nof the period|4: handling time ≤ 10天\
             |0 days – 60 days; ≥ 1 day (check “At least a day”)"
        )),
        "{guide:#?}"
    );
    assert!(
        guide.iter().any(|row| row.starts_with(
            "5|2025-06-30|planning office|needed|5 \"One-stop window\": due 2025-06-30 (clause 9)"
        )),
        "{guide:#?}"
    );
    assert_eq!(
        rows(&form, "contract")[1],
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

/// What is checked as the value of the handling time is typed, as the workbook says it.
#[test]
fn checks_that_bound_a_figure_are_checked_as_it_is_typed() {
    let form = form(&policy(), &FormOptions::new(Language::English)).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(form)).unwrap();
    let mut sheet = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet2.xml").unwrap();
    part.read_to_string(&mut sheet).unwrap();
    let of_days = sheet
        .split("<dataValidation ")
        .find(|it| it.contains("sqref=\"E7\""))
        .unwrap();
    for said in [
        "errorStyle=\"warning\"",
        "<formula1>1</formula1><formula2>60</formula2>",
        "Expected: 0 days – 60 days; ≥ 1 day (check “At least a day”)",
    ] {
        assert!(of_days.contains(said), "{of_days}");
    }
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
                (3, "A3", "C-1"),
                (3, "B3", "临夏县"),
                (3, "C3", "45717"),
                (3, "E3", "80"),
                (3, "F3", "SME"),
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

/// What every verdict on figures and cases is when the plan is over; a milestone waits for its sign-off, not for data.
fn states(policy: &Policy, read: &Read) -> BTreeSet<(String, State)> {
    let as_of = Date::from_ymd_opt(2025, 7, 31).unwrap();
    let assessment = policy.evaluate(&read.dataset, as_of).unwrap();
    let verdicts = assessment.verdicts();
    let of_data = verdicts.filter(|it| it.target() != "5");
    of_data
        .map(|it| (it.target().to_owned(), it.state()))
        .collect()
}

#[test]
fn an_untouched_sheet_of_cases_is_no_answer_and_none_is_one() {
    let policy = policy();
    let of_contracts = |read: &Read| {
        let found = states(&policy, read);
        let of_2 = found.into_iter().filter(|(target, _)| target == "2");
        of_2.map(|(_, state)| state).collect::<Vec<_>>()
    };
    for language in [Language::English, Language::Chinese] {
        let form = form(&policy, &FormOptions::new(language)).unwrap();
        let untouched = read_back(&policy, "form.xlsx", form.clone());
        assert!(untouched.dataset.tables[0].is_none());
        let found = states(&policy, &untouched);
        assert!(
            found.iter().all(|(_, state)| *state == State::NoData),
            "{found:?}"
        );
        let none = language.pick("none", "无");
        let said = read_back(&policy, "form.xlsx", filled(&form, &[(3, "B1", none)]));
        assert_eq!(said.dataset.tables[0].as_ref().unwrap().rows(), 0);
        assert_eq!(of_contracts(&said), [State::NotApplicable]);
    }
}

/// One county's form beside the cases of another: the table is there, and says nothing of whom it leaves out.
#[test]
fn who_leaves_a_sheet_untouched_has_not_said_that_there_were_none() {
    let policy = policy();
    let unit = Some("永靖县".to_owned());
    let options = FormOptions {
        unit,
        ..FormOptions::new(Language::Chinese)
    };
    let form = form(&policy, &options).unwrap();
    let row =
        "id,entity,awarded,signed,value,supplier\nC-1,临夏县,2025-03-03,2025-03-04,80万元,SME\n";
    let own =
        "id,entity,awarded,signed,value,supplier\nC-2,永靖县,2025-03-03,2025-03-04,80万元,SME\n";
    let judged = |form: Vec<u8>, other: Option<&str>| {
        let mut inputs = vec![
            Input::new("form.xlsx", form),
            Input::new("contract.csv", row),
        ];
        inputs.extend(other.map(|text| Input::new("more/contract.csv", text)));
        let read = read(policy.schema(), &inputs, &ReadOptions::default()).unwrap();
        assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
        let as_of = Date::from_ymd_opt(2025, 7, 31).unwrap();
        let assessment = policy.evaluate(&read.dataset, as_of).unwrap();
        let verdicts = assessment.verdicts().filter(|it| it.target() == "2");
        verdicts.map(|it| it.state()).collect::<Vec<_>>()
    };
    assert_eq!(judged(form.clone(), None), [State::Met, State::NoData]);
    assert_eq!(judged(form.clone(), Some(own)), [State::Met, State::Met]);
    let none = filled(&form, &[(3, "B1", "无")]);
    assert_eq!(judged(none, None), [State::Met, State::NotApplicable]);
}

#[test]
fn a_form_of_a_unit_asks_for_its_own() {
    let policy = policy();
    let of = |unit: &str| {
        let unit = Some(unit.to_owned());
        form(
            &policy,
            &FormOptions {
                unit,
                ..FormOptions::new(Language::English)
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

/// Whose cases of which time are asked for stands above the headers, where it is read back from.
#[test]
fn a_form_for_a_time_asks_about_the_cases_of_it() {
    let asked = |unit: Option<&str>, language: Language| {
        let options = FormOptions {
            unit: unit.map(str::to_owned),
            period: Some(Period::parse("2025Q1").unwrap()),
            ..FormOptions::new(language)
        };
        let form = form(&policy(), &options).unwrap();
        let above = rows(&form, language.pick("contract", "合同")).remove(0);
        above.into_iter().skip(2).take(2).collect::<Vec<_>>()
    };
    let of_one = asked(Some("永靖县"), Language::Chinese);
    assert_eq!(of_one, ["主体：永靖县", "时期：2025年一季度"]);
    assert_eq!(asked(None, Language::English)[0], "period: 2025Q1");
}

/// A quarter asks for its months, for stocks of a year as they stand on its last day, and for no half of a flow.
#[test]
fn a_form_for_a_time_has_a_row_for_each_of_its_periods() {
    let plan = "policy \"P\"\n  in force 2025\n\
                metric permits in 件, flow, per month\n\
                metric complaints in 件, flow, per quarter\n\
                metric staff in 人, stock, per year\n\
                metric repairs in 件, cumulative, per year\n\
                metric income in 万元, flow, per half-year\n\
                metric plan published in yes/no\n\
                target 1: permits ≥ 1件\ntarget 2: complaints ≤ 1件\ntarget 3: staff ≥ 1人\n\
                target 4: repairs ≥ 1件\ntarget 5: income ≥ 1万元\ntarget 6: plan published = yes\n";
    let policy = compiled(plan);
    for (period, expected) in [
        (
            "2025Q1",
            "permits 2025-01, permits 2025-02, permits 2025-03, complaints 2025Q1, staff 2025-03-31, \
             repairs as of 2025-03-31, plan published ",
        ),
        (
            "2025-06",
            "permits 2025-06, complaints 2025Q2, staff 2025-06-30, repairs as of 2025-06-30, income 2025H1, \
             plan published ",
        ),
    ] {
        let period = Some(Period::parse(period).unwrap());
        let form = form(
            &policy,
            &FormOptions {
                period,
                ..FormOptions::new(Language::English)
            },
        )
        .unwrap();
        let figures = rows(&form, "figures");
        let asked: Vec<String> = figures
            .iter()
            .skip(1)
            .map(|row| format!("{} {}", row[0], row[3]))
            .collect();
        assert_eq!(asked.join(", "), expected);
        let values: Vec<(usize, String)> = (2..=figures.len())
            .map(|row| (2, format!("E{row}")))
            .collect();
        let typed: Vec<(usize, &str, &str)> = values
            .iter()
            .zip(&asked)
            .map(|((sheet, cell), name)| {
                let is_plan = name.starts_with("plan");
                (*sheet, cell.as_str(), if is_plan { "yes" } else { "7" })
            })
            .collect();
        let read = read_back(&policy, "form.xlsx", filled(&form, &typed));
        assert_eq!(read.dataset.figures.len(), asked.len());
    }
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
            (2, "A9", "中小企业合同金额"),
            (2, "C9", "永靖县"),
            (2, "D9", "2025年二季度"),
            (2, "E9", "12.5"),
            (4, "D2", "完成"),
            (4, "E2", "45800"),
        ],
    );
    for format in ["xlsx", "xls", "ods"] {
        let Some(saved) = saved_by_office("form", "xlsx", &filled, format) else {
            return;
        };
        let name = format!("form.{format}");
        let read = read_back(&policy, &name, saved);
        assert_eq!(
            places(&read.dataset),
            ["E2", "E6", "E9"].map(|cell| format!("{name}:数值!{cell}"))
        );
        let value = &read.dataset.figures[0];
        assert_eq!(value.decimals, 1);
        assert_eq!(
            read.dataset.signoffs[0].date.unwrap().to_string(),
            "2025-05-23"
        );
    }
}
