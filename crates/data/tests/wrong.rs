//! Wrong files and what is said about them, in both languages: one snapshot a file.
//!
//! To add a case, put a file into a new folder of `data/wrong`, run the test with
//! `INSTA_UPDATE=always`, and read the new snapshot.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod support;

use std::fs;
use std::path::Path;

use dabiao_data::{Input, Limits, ReadOptions, read};
use dabiao_diagnostics::{Diagnostics, Severity};
use dabiao_model::Language;

fn report(path: &Path) -> String {
    let name = path.file_name().unwrap().to_str().unwrap();
    let input = Input::new(name, fs::read(path).unwrap());
    let read = read(support::schema(), &[input], &ReadOptions::default()).unwrap();
    assert!(
        read.diagnostics
            .iter()
            .any(|found| found.severity < Severity::Note)
    );
    let mut report: Vec<String> = read.diagnostics.iter().map(support::render).collect();
    let rows: usize = read
        .dataset
        .tables
        .iter()
        .flatten()
        .map(dabiao_model::Table::rows)
        .sum();
    report.push(format!(
        "kept: {} figures, {rows} cases, {} sign-offs\n",
        read.dataset.figures.len(),
        read.dataset.signoffs.len()
    ));
    report.join("\n")
}

#[test]
fn wrong_files_are_explained() {
    insta::glob!("data/wrong/*/*", |path| insta::assert_snapshot!(report(
        path
    )));
}

#[test]
fn limits_are_errors_of_their_own() {
    let text = "metric,value\none-visit share,80\none-visit share,81\n";
    let with = |limits| {
        let options = ReadOptions {
            limits,
            ..ReadOptions::default()
        };
        read(
            support::schema(),
            &[Input::new("figures.csv", text)],
            &options,
        )
    };
    let limits = Limits::default;
    assert!(
        with(Limits {
            bytes: text.len(),
            rows: 2,
            columns: 2,
            cell: 15,
            ..limits()
        })
        .is_ok()
    );
    for (limits, message) in [
        (
            Limits {
                bytes: text.len() - 1,
                ..limits()
            },
            "more than 50 bytes in all files",
        ),
        (
            Limits {
                rows: 1,
                ..limits()
            },
            "more than 1 rows in all tables",
        ),
        (
            Limits {
                columns: 1,
                ..limits()
            },
            "more than 1 columns in one table",
        ),
        (
            Limits {
                cell: 14,
                ..limits()
            },
            "more than 14 bytes in one cell",
        ),
    ] {
        let error = with(limits).unwrap_err().to_string();
        assert_eq!(error, format!("figures.csv: there are {message}"));
    }
}

#[test]
fn a_list_without_end_is_cut_and_counted() {
    let mut text = String::from("metric,value\n");
    for _ in 0..Diagnostics::LIMIT + 7 {
        text.push_str("one-visit share,many\n");
    }
    let read = support::read_texts(&[("figures.csv", &text)]);
    assert_eq!(read.diagnostics.len(), Diagnostics::LIMIT + 1);
    let last = read.diagnostics.iter().last().unwrap();
    assert_eq!((last.code.id, last.severity), ("D0009", Severity::Error));
    assert_eq!(
        last.message(Language::English),
        "7 more findings are not shown"
    );
}

#[test]
fn deep_nesting_is_no_more_than_a_wrong_shape() {
    let depth = 100_000;
    let text = format!(
        "{{\"figures\": [{}{}]}}",
        "[".repeat(depth),
        "]".repeat(depth)
    );
    assert_eq!(support::codes(&[("data.json", &text)]), ["D0007"]);
    let text = "{\"figures\":".repeat(depth);
    assert_eq!(support::codes(&[("data.json", &text)]), ["D0006"]);
}
