//! Every code of data does what its page says: the wrong example raises it, the right one nothing.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod support;

use std::collections::BTreeSet;

use dabiao_data::{ReadOptions, clauses, read};
use dabiao_diagnostics::{Code, register};

/// Raised where there are files on a disk, too many findings, other encodings, or workbooks of old; `load.rs`, `wrong.rs`,
/// `encodings.rs` and `workbooks.rs` show them.
const NOT_BY_AN_EXAMPLE: &[&str] = &["D0008", "D0009", "D0019"];

fn data_codes() -> impl Iterator<Item = &'static Code> {
    register::all().filter(|code| code.id.starts_with('D'))
}

/// Reads an example: the file's name on the first line, its text below.
fn raised(example: &str) -> Vec<&'static str> {
    let (name, text) = example.split_once('\n').unwrap();
    let (input, options) = (support::input(name, text), ReadOptions::default());
    let diagnostics = if name == "clauses.csv" {
        clauses(&input, &options).unwrap().diagnostics
    } else {
        let read = read(support::schema(), &[input], &options).unwrap();
        read.diagnostics
    };
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.id)
        .collect()
}

#[test]
fn the_wrong_example_of_each_code_raises_it() {
    for code in data_codes().filter(|code| !NOT_BY_AN_EXAMPLE.contains(&code.id)) {
        assert_eq!(raised(code.wrong), [code.id], "{}", code.wrong);
        assert!(
            raised(code.right).is_empty(),
            "{}: {:?}",
            code.id,
            raised(code.right)
        );
    }
}

/// The names of the places in a text that a finding fills.
fn places(text: &str) -> BTreeSet<&str> {
    let after_brace = text.split('{').skip(1);
    after_brace
        .map(|rest| rest.split('}').next().unwrap())
        .collect()
}

#[test]
fn every_code_has_its_texts_in_both_languages() {
    for code in data_codes() {
        for (english, chinese) in [code.message, code.help, code.why] {
            assert!(!english.is_empty() && !chinese.is_empty(), "{}", code.id);
            assert_eq!(places(english), places(chinese), "{}", code.id);
        }
        assert!(code.why.0.ends_with('.'), "{}", code.id);
        assert!(code.why.1.ends_with('。'), "{}", code.id);
    }
}

#[test]
fn ids_rise_and_names_are_found() {
    let ids: Vec<&str> = data_codes().map(|code| code.id).collect();
    assert!(ids.is_sorted() && ids.len() > 40);
    for code in data_codes() {
        assert_eq!(register::find(code.name), Some(code));
    }
}
