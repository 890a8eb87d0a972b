//! Workbooks of the kind before `.xlsx`: one kept beside this test.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod support;

use std::fs;
use std::path::Path;

use dabiao_data::{Input, Read, ReadError, ReadOptions, read};
use dabiao_model::Language;

/// A workbook that `LibreOffice` 7 saved, in which each number has a format of its own.
fn form() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/form.xls");
    fs::read(path).unwrap()
}

fn look(bytes: Vec<u8>) -> Result<Read, ReadError> {
    let input = Input::new("form.xls", bytes);
    read(support::schema(), &[input], &ReadOptions::default())
}

fn read_xls(bytes: Vec<u8>) -> Read {
    look(bytes).unwrap()
}

fn findings(read: &Read) -> Vec<String> {
    let heads = read.diagnostics.iter().map(|it| {
        let text = support::render(it);
        text.lines().next().unwrap_or_default().to_owned()
    });
    heads.collect()
}

#[test]
fn a_number_is_read_as_its_format_shows_it() {
    let read = read_xls(form());
    let figures = read.dataset.figures.iter().map(|it| {
        let period = it.period.map(|period| period.text(Language::English));
        format!(
            "{} {} {:?} {} {}",
            read.dataset.at(it.place),
            period.as_deref().unwrap_or("-"),
            it.value,
            it.unit.zh,
            it.decimals
        )
    });
    assert_eq!(
        figures.collect::<Vec<_>>(),
        [
            "form.xls:数值!D2 2025Q1 Number(Exact(80005000)) 万元 2",
            "form.xls:数值!D3 2025Q1 Number(Exact(800000000000)) 亿元 1",
            "form.xls:数值!D4 - Number(Exact(7999/10000)) % 2",
            "form.xls:数值!D5 - Number(Exact(4/5)) % 0",
            "form.xls:数值!D6 - Number(Between { low: Some((8000000000, false)), high: None }) 亿元 0",
            "form.xls:数值!D7 - Number(Exact(80000000)) 万元 0",
            "form.xls:数值!D9 - Date(2025-03-01)  0",
            "form.xls:数值!D10 2025-08 Number(Exact(72)) 天 0",
            "form.xls:'2025Q2'!B2 2025Q2 Number(Exact(10000)) 万元 0",
            "form.xls:'2025Q2'!C2 2025Q2 Number(Exact(200000000)) 亿元 0",
        ]
    );
    assert_eq!(
        findings(&read),
        [
            "form.xls:数值!D8: error D0047 scaled-number",
            "form.xls:数值!C11: error D0026 cell-not-a-period",
        ]
    );
}

#[test]
fn one_that_is_cut_off_or_mangled_anywhere_is_told_and_never_a_panic() {
    let whole = form();
    for end in (0..whole.len()).step_by(211) {
        let _ = look(whole[..end].to_vec());
    }
    for at in (0..whole.len()).step_by(67) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = look(bytes);
    }
    let broken = read_xls(whole[..whole.len() / 2].to_vec());
    assert_eq!(findings(&broken), ["form.xls: error D0018 broken-workbook"]);
}
