//! A cell is read as it is seen: what its number format writes around the digits, and how much of a day it shows.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod support;

use std::io::{Cursor, Write as _};

use dabiao_data::{Input, Read, ReadOptions, read};
use dabiao_model::Language;
use support::{read_texts, render, schema};
use zip::write::{SimpleFileOptions, ZipWriter};

/// The values of figures with their periods, and what is said of cells.
fn seen(read: &Read) -> Vec<String> {
    let figures = read.dataset.figures.iter().map(|it| {
        let period = it.period.map(|period| period.text(Language::English));
        let (value, unit) = (&it.value, &it.unit.zh);
        let place = read.dataset.at(it.place);
        format!(
            "{place} {} {value:?} {unit}",
            period.as_deref().unwrap_or("-")
        )
    });
    let findings = read.diagnostics.iter().map(|it| {
        let text = render(it);
        text.lines().take(2).collect::<Vec<_>>().join("")
    });
    let mut seen: Vec<String> = figures.chain(findings).collect();
    seen.sort();
    seen
}

#[test]
fn what_a_format_writes_around_the_digits_counts_as_if_it_were_typed() {
    let cells = [
        "80 {\"≥\"0}",
        "80 {\"约\"0}",
        "80 {0\"以上\"}",
        "80 {0\"左右\"}",
        "80 {0\"（元）\"}",
        "80 {0\"元整\"}",
        "80 {¥0.00}",
        "-80 {¥0;(¥0)}",
        "80 {$0}",
        "80 {\"USD \"0}",
        "80 {0\"户\"}",
        "80 {0\"之多\"}",
        "80 {[>=100]0!.0\"万\";0}",
        "100 {[>=100]0!.0\"万\";0}",
        "0 {0;-0;\"-\"}",
    ];
    let rows: Vec<String> = cells.iter().map(|it| format!("SME loans,{it}\n")).collect();
    let text = format!("[sheet figures]\nmetric,value\n{}", rows.concat());
    insta::assert_snapshot!(seen(&read_texts(&[("figures.xlsx", &text)])).join("\n"));
}

#[test]
fn a_number_that_has_lost_the_zero_of_october_is_no_month() {
    let long = "[sheet figures]\nmetric,entity,period,value\n\
        SME contract value,临夏县,2025.1,1\n\
        SME contract value,临夏县,2025.1 {0.00},1\n\
        SME contract value,临夏县,2025.12,1\n\
        SME contract value,临夏县,2025 {0},1\n";
    let wide = "[sheet 临夏县]\nmetric,2025.1,2025.2\nSME contract value,1,2\n";
    let above = "[sheet 永靖县]\n时期：,2025.1\nmetric,value\nSME contract value,1\n";
    let text = format!("{long}{wide}{above}");
    // A text has all its digits.
    let csv = "metric,entity,period,value\nSME contract value,临夏县,2025.10,1\n";
    let doubles = "metric,entity,period [double],value\n\
        SME contract value,临夏县,2025.1,1\n\
        SME contract value,临夏县,2025,2";
    let found = [
        seen(&read_texts(&[("figures.xlsx", &text)])),
        seen(&read_texts(&[("figures.csv", csv)])),
        seen(&read_texts(&[("figures.parquet", doubles)])),
    ];
    insta::assert_snapshot!(found.concat().join("\n"));
}

/// A workbook of `OpenDocument` with a sheet of figures, one a row: a day, the style of its cell, and the text it shows.
fn document(days: &[(&str, &str, &str)]) -> Vec<u8> {
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let head = ["metric", "entity", "period", "value"].map(text).concat();
    let mut rows = format!("<table:table-row>{head}</table:table-row>");
    for (day, style, shown) in days {
        let style = if style.is_empty() {
            String::new()
        } else {
            format!(" table:style-name=\"{style}\"")
        };
        let day = format!(
            "<table:table-cell{style} office:value-type=\"date\" office:date-value=\"{day}\"><text:p>{shown}</text:p></table:table-cell>"
        );
        let value = "<table:table-cell office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell>";
        let (metric, entity) = (text("SME contract value"), text("临夏县"));
        rows.push_str(&["<table:table-row>", &metric, &entity, &day, value].concat());
        rows.push_str("</table:table-row>");
    }
    let part = |within: &str| {
        format!("<office:document office:version=\"1.3\">{within}</office:document>")
    };
    let style = |name: &str, says: &str| {
        format!("<style:style style:name=\"{name}\" style:family=\"table-cell\" {says}/>")
    };
    let day = |name: &str, parts: &[&str]| {
        let parts: Vec<String> = parts
            .iter()
            .map(|it| format!("<number:{it}/><number:text>.</number:text>"))
            .collect();
        format!(
            "<number:date-style style:name=\"{name}\">{}</number:date-style>",
            parts.concat()
        )
    };
    // Those of the document stand in a part of their own; a style says what it does not say itself by another.
    let styles = part(&format!(
        "<office:styles>{}{}{}</office:styles>",
        day("N1", &["month"]),
        day("N2", &["year", "month"]),
        style("Months", "style:data-style-name=\"N2\"")
    ));
    let own = format!(
        "{}{}{}{}",
        day("N3", &["month", "day"]),
        style("of-month", "style:data-style-name=\"N1\""),
        style("of-day", "style:data-style-name=\"N3\""),
        style("of-parent", "style:parent-style-name=\"Months\""),
    );
    let columns = "<table:table-column table:number-columns-repeated=\"2\" table:default-cell-style-name=\"Default\"/>\
        <table:table-column table:default-cell-style-name=\"Months\"/>";
    let content = part(&format!(
        "<office:automatic-styles>{own}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"figures\">{columns}{rows}</table:table></office:spreadsheet></office:body>"
    ));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("content.xml", content), ("styles.xml", styles)] {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn of_a_day_in_an_open_document_as_much_is_read_as_its_style_shows() {
    let bytes = document(&[
        ("2025-09-01", "of-month", "9月"),
        ("2025-03-05", "of-day", "3月5日"),
        ("2025-03-10", "of-day", "3/10"),
        ("2025-03-04", "of-day", "4-Mar"),
        ("2025-03-25", "of-parent", "Mar-25"),
        // It says nothing itself, but its column does.
        ("2025-02-25", "", "Feb-25"),
    ]);
    let inputs = [Input::new("figures.ods", bytes)];
    let read = read(schema(), &inputs, &ReadOptions::default()).unwrap();
    let found = read.diagnostics.iter().map(|it| {
        let said = it.message(Language::English);
        said.split(" is shorter").next().unwrap().to_owned()
    });
    let found: Vec<String> = found.collect();
    // Each is too short for a quarter, and so is told as it was read.
    assert_eq!(
        found,
        [
            "2025-09-01",
            "2025-03-05",
            "2025-03-10",
            "2025-03-04",
            "2025-03",
            "2025-02",
        ]
    );
}

#[test]
fn what_is_written_by_hand_and_plain_is_read() {
    let figures = "metric,entity,period,value\n\
        SME contract value,临夏县,2025 Q1,1\n\
        total contract value,临夏县,2025年1-3月,2\n\
        SME contract value,永靖县,2025年度,3\n\
        办电时间,张掖市,2025年3月末,4\n\
        办电时间,张掖市,202504,4\n\
        SME contract value,永靖县,2025年1-3,5\n\
        plan published,,,√\n\
        opening day,,,20250305\n";
    let figures = seen(&read_texts(&[("figures.csv", figures)])).join("\n");
    insta::assert_snapshot!(figures);
    let cases = "entity,awarded,signed,value,electronic,supplier\n\
        临夏县,2025-03-05 14:30,2025-03-06T09:00:00.000000,8000,√,SME\n\
        临夏县,2025-03-05,,8000,×,SME\n";
    let read = support::read_clean(&[("contract.csv", cases)]);
    let contracts = read.dataset.tables[0].as_ref().unwrap();
    let day = |column: usize| {
        contracts
            .column(column)
            .unwrap()
            .day(0)
            .unwrap()
            .to_string()
    };
    assert_eq!((day(0), day(1)), ("2025-03-05".into(), "2025-03-06".into()));
}
