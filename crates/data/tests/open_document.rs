//! Workbooks of `OpenDocument`: one kept beside this test, and what `LibreOffice` makes of others.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so loudly")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use dabiao_data::{Input, Limits, Read, ReadError, ReadOptions, read};
use dabiao_model::Language;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

fn read_ods(bytes: Vec<u8>, limits: Limits) -> Result<Read, ReadError> {
    let options = ReadOptions {
        limits,
        ..ReadOptions::default()
    };
    read(
        support::schema(),
        &[Input::new("form.ods", bytes)],
        &options,
    )
}

/// A workbook that was filled in by hand and saved by `LibreOffice` 7: merged counties, formats with units, percent signs
/// and days, a formula and its error, a note, a hidden sheet.
fn form() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/form.ods");
    fs::read(path).unwrap()
}

/// The figures as `metric entity period value decimals @ place`.
fn figures(read: &Read) -> Vec<String> {
    let schema = support::schema();
    let figures = read.dataset.figures.iter();
    let shown = figures.map(|it| {
        let entity = it.entity.map_or("-", |entity| schema.entity_name(entity));
        let period = it.period.map(|period| period.text(Language::English));
        format!(
            "{} {entity} {} {:?} {} {} @ {}",
            schema.metric_name(it.metric),
            period.unwrap_or_else(|| "-".to_owned()),
            it.value,
            it.unit.zh,
            it.decimals,
            read.dataset.at(it.place)
        )
    });
    shown.collect()
}

fn findings(read: &Read) -> Vec<String> {
    let heads = read.diagnostics.iter().map(|it| {
        let text = support::render(it);
        text.lines().next().unwrap_or_default().to_owned()
    });
    heads.collect()
}

#[test]
fn each_cell_is_read_as_it_is_seen_and_keeps_its_place() {
    let read = read_ods(form(), Limits::default()).unwrap();
    assert_eq!(
        findings(&read),
        [
            "form.ods:数值!C6: error D0047 scaled-number",
            "form.ods:数值!C7: error D0048 cell-formula-error",
            "form.ods:旧表: warning D0016 hidden-sheet",
        ]
    );
    assert_eq!(
        figures(&read),
        [
            "SME contract value 临夏县 2025Q1 Number(Exact(80000000)) 万元 2 @ form.ods:采购!C5",
            "total contract value 临夏县 2025Q1 Number(Exact(123455000)) 万元 1 @ form.ods:采购!C6",
            "SME contract value 永靖县 2025Q1 Number(Exact(343000000)) 万元 0 @ form.ods:采购!C7",
            "total contract value 永靖县 2025Q1 Number(Exact(3000)) 万元 2 @ form.ods:采购!C8",
            "one-visit share - - Number(Exact(7999/10000)) % 2 @ form.ods:数值!C2",
            "one-visit share - - Number(Exact(7999/10000)) % 2 @ form.ods:数值!C3",
            "opening day - - Date(2025-03-01)  0 @ form.ods:数值!C4",
            "办电时间 张掖市 2022 Number(Exact(60)) 天 1 @ form.ods:数值!C5",
            "plan published - - YesNo(true)  0 @ form.ods:数值!C8",
            "hotline - - Text(\"12345 & <a>\")  0 @ form.ods:数值!C9",
        ]
    );
    let contracts = read.dataset.tables[0].as_ref().unwrap();
    assert_eq!(contracts.rows(), 1);
    let awarded = contracts.column(0).unwrap().day(0).unwrap();
    assert_eq!(awarded.to_string(), "2025-03-03");
}

#[test]
fn one_that_is_cut_off_or_mangled_anywhere_is_told_and_never_a_panic() {
    let whole = form();
    for end in (0..whole.len()).step_by(211) {
        let _ = read_ods(whole[..end].to_vec(), Limits::default());
    }
    for at in (0..whole.len()).step_by(67) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = read_ods(bytes, Limits::default());
    }
    let broken = read_ods(whole[..whole.len() / 2].to_vec(), Limits::default());
    assert_eq!(
        findings(&broken.unwrap()),
        ["form.ods: error D0018 broken-workbook"]
    );
}

#[test]
fn rows_that_are_repeated_without_end_are_bounded() {
    let limits = Limits {
        sheet_cells: 10,
        ..Limits::default()
    };
    let beyond = read_ods(form(), limits);
    assert!(matches!(beyond, Err(ReadError::Limit { .. })));
}

/// What `LibreOffice` makes of a workbook in its own format.
fn saved_by_office(name: &str, xlsx: &[u8]) -> Option<Vec<u8>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("ods-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("out")).unwrap();
    fs::write(folder.join("form.xlsx"), xlsx).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "ods", "--outdir"])
        .args([folder.join("out"), folder.join("form.xlsx")])
        .output();
    let Ok(run) = run else {
        eprintln!(
            "!!! SKIPPED: LibreOffice (soffice) is not installed, nothing was saved by it !!!"
        );
        return None;
    };
    assert!(run.status.success(), "{run:?}");
    let saved = fs::read(folder.join("out/form.ods")).unwrap();
    let _ = fs::remove_dir_all(&folder);
    Some(saved)
}

/// A sheet of cells between `|`, each a text or a number with its format: `0.8 {0%}`.
fn fill(sheet: &mut Worksheet, rows: &str) {
    for (row, line) in (0..).zip(rows.lines()) {
        for (column, cell) in (0..)
            .zip(line.split('|'))
            .filter(|(_, cell)| !cell.is_empty())
        {
            let (plain, format) = cell.split_once(" {").unwrap_or((cell, "General}"));
            let format = Format::new().set_num_format(format.trim_end_matches('}'));
            let written = match plain.parse::<f64>() {
                Ok(number) => sheet.write_number_with_format(row, column, number, &format),
                Err(_) => sheet.write_string(row, column, plain),
            };
            written.unwrap();
        }
    }
}

#[test]
fn what_libreoffice_saves_is_read_as_the_workbook_it_was_made_of() {
    let mut book = Workbook::new();
    let wide = book.add_worksheet().set_name("报送").unwrap();
    fill(
        wide,
        "单位|中小企业合同金额（万元）||合同总金额（万元）\n|2025Q1|2025Q2|2025Q1|2025Q2\n临夏县|1|2.5 {0.00}|3|4\n永靖县|8000 {#,##0.0}|６.5|7|8",
    );
    for (first, last, text) in [
        ((0, 1), (0, 2), "中小企业合同金额（万元）"),
        ((0, 3), (0, 4), "合同总金额（万元）"),
        ((0, 0), (1, 0), "单位"),
    ] {
        let plain = Format::new();
        wide.merge_range(first.0, first.1, last.0, last.1, text, &plain)
            .unwrap();
    }
    let long = book.add_worksheet().set_name("数值").unwrap();
    fill(
        long,
        "指标|数值\n最多跑一次占比|0.7999 {0.00%}\n最多跑一次占比|0.8 {0.0%}\n最多跑一次占比|79.990000000000009\n普惠小微贷款余额|343000 {0.0\"万元\"}\n启用日期|45717 {yyyy\"年\"m\"月\"d\"日\"}\n启用日期|45717 {yyyy-mm-dd}",
    );
    long.write_string(7, 0, "方案已公布").unwrap();
    long.write_boolean(7, 1, true).unwrap();
    let cases = book.add_worksheet().set_name("合同").unwrap();
    fill(
        cases,
        "主体|awarded|signed|value|electronic|supplier\n临夏县|45717 {yyyy-mm-dd}||800000|yes|SME",
    );
    let hidden = book.add_worksheet().set_name("case").unwrap();
    fill(hidden, "entity|received|answered");
    hidden.set_hidden(true);
    let xlsx = book.save_to_buffer().unwrap();
    let Some(saved) = saved_by_office("same", &xlsx) else {
        return;
    };
    let read = |name: &str, bytes: Vec<u8>| {
        let input = Input::new(name, bytes);
        read(support::schema(), &[input], &ReadOptions::default()).unwrap()
    };
    let (xlsx, ods) = (read("form.xlsx", xlsx), read("form.ods", saved));
    assert_eq!(xlsx.dataset.figures.len(), 15);
    assert_eq!(ods.dataset.figures, xlsx.dataset.figures);
    assert_eq!(ods.dataset.tables, xlsx.dataset.tables);
    assert_eq!(
        findings(&ods),
        ["form.ods:case: warning D0016 hidden-sheet"]
    );
}
