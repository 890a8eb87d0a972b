//! Seals: what verifies, and which part is named where one was changed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says that something is wrong by a panic"
)]

use dabiao_core::{Date, Language, Policy, SourceFile, Sources};
use dabiao_data::{Encoding, Input};
use dabiao_history::{HistoryError, Part, Question, Seal, verify};
use serde_json::{Value, json};

const PLAN: &str = "policy \"P\"\n  calendar china\n\nmetric share in %\n\nrecord contract\n  awarded: date\n  signed: date after awarded\n\n\
                    target 1: share ≥ 80%\n  due 2025-03-31\n\
                    target 2: contract signed within 7 working days\n  due 2025-03-31\n";

fn seal() -> Value {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", PLAN));
    let policy = Policy::compile(&sources).unwrap();
    assert!(policy.is_valid(), "{:?}", policy.diagnostics());
    let inputs = [
        Input::new("figures.csv", "metric,value\nshare,79.99%\n"),
        Input::new("contract.csv", "awarded,signed\n2025-01-20,2025-02-05\n"),
    ];
    let question = Question {
        policy: &policy,
        inputs: &inputs,
        encoding: Some(Encoding::Utf8),
        as_of: "2025-04-30".parse::<Date>().unwrap(),
        language: Language::English,
    };
    let seal = Seal::of(&question).unwrap();
    serde_json::from_str(&seal.to_json()).unwrap()
}

/// The seal as it is laid out when it is made, so that only what a test changes is changed.
fn parts(seal: &Value) -> Vec<Part> {
    let verification = verify(&seal.to_string()).unwrap();
    let parts = verification.differences.iter().map(|(part, _)| *part);
    parts.collect()
}

fn text(at: &mut Value, from: &str, to: &str) {
    let text = at.as_str().unwrap();
    assert!(text.contains(from), "{text}");
    *at = json!(text.replace(from, to));
}

#[test]
fn a_seal_verifies() {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", PLAN));
    let policy = Policy::compile(&sources).unwrap();
    let question = Question {
        policy: &policy,
        inputs: &[Input::new("figures.csv", "metric,value\nshare,79.99%\n")],
        encoding: Some(Encoding::Utf8),
        as_of: "2025-04-30".parse::<Date>().unwrap(),
        language: Language::Chinese,
    };
    let verification = verify(&Seal::of(&question).unwrap().to_json()).unwrap();
    assert_eq!(verification.differences, []);
    assert_eq!(
        (verification.title.as_str(), verification.verdicts),
        ("P", 2)
    );
}

/// GBK, as Chinese spreadsheets export: 指标,数值 / 占比,79.99%.
#[test]
fn a_seal_is_read_again_in_the_encoding_it_was_made_in() {
    let mut sources = Sources::new();
    let plan = PLAN.replace("metric share in %", "metric share in %\n  alias 占比");
    sources.add(SourceFile::new("plan.dabiao", plan));
    let policy = Policy::compile(&sources).unwrap();
    let table = b"\xd6\xb8\xb1\xea,\xca\xfd\xd6\xb5\n\xd5\xbc\xb1\xc8,79.99%\n";
    let question = Question {
        policy: &policy,
        inputs: &[Input::new("figures.csv", table.to_vec())],
        encoding: Some(Encoding::Gb18030),
        as_of: "2025-04-30".parse::<Date>().unwrap(),
        language: Language::English,
    };
    let seal = Seal::of(&question).unwrap();
    assert_eq!(seal.encoding.as_deref(), Some("gb18030"));
    assert!(seal.verdicts.content.get().contains("\"79.99\""));
    assert_eq!(verify(&seal.to_json()).unwrap().differences, []);
    let other = seal.to_json().replace("\"gb18030\"", "\"utf-7\"");
    assert!(matches!(
        verify(&other),
        Err(HistoryError::Malformed { .. })
    ));
}

#[test]
fn a_changed_figure_is_named_and_turns_the_verdict() {
    let mut seal = seal();
    text(&mut seal["data"]["content"][0]["text"], "79.99%", "80%");
    let verification = verify(&seal.to_string()).unwrap();
    let data = verification
        .differences
        .iter()
        .filter(|it| it.0 == Part::Data);
    assert_eq!(data.count(), 1);
    let said = verification
        .differences
        .iter()
        .map(|it| it.1.get(Language::English));
    let said: Vec<_> = said.collect();
    assert!(
        said.contains(&"1 2025-03-31: sealed “unmet 79.99”, comes to “met 80”"),
        "{said:?}"
    );
}

#[test]
fn a_changed_threshold_is_named() {
    let mut seal = seal();
    text(
        &mut seal["policy"]["content"]["files"][0]["text"],
        "80%",
        "79%",
    );
    assert!(parts(&seal).contains(&Part::Policy));
}

#[test]
fn a_changed_verdict_is_named() {
    let mut seal = seal();
    seal["verdicts"]["content"]["verdicts"][0]["state"] = json!("met");
    let found = verify(&seal.to_string()).unwrap().differences;
    let said: Vec<_> = found.iter().map(|it| it.1.get(Language::English)).collect();
    assert!(
        said.contains(&"1 2025-03-31: sealed “met 79.99”, comes to “unmet 79.99”"),
        "{said:?}"
    );
}

/// A worked Saturday made a day off.
#[test]
fn a_changed_calendar_is_named_with_its_year() {
    let mut seal = seal();
    let worked = seal["calendar"]["content"]["years"]["2025"]["worked"]
        .as_array_mut()
        .unwrap();
    worked.retain(|day| day != "2025-02-08");
    let found = verify(&seal.to_string()).unwrap().differences;
    let said: Vec<_> = found.iter().map(|it| it.1.get(Language::English)).collect();
    assert!(said.iter().any(|it| it.ends_with("in 2025")), "{said:?}");
}

#[test]
fn another_day_is_named() {
    let mut seal = seal();
    seal["as_of"] = json!("2025-03-01");
    assert!(parts(&seal).contains(&Part::Whole));
}

#[test]
fn what_is_no_seal_is_said_to_be_none() {
    for text in [
        "",
        "{}",
        "[1]",
        "{\"schema\":\"dabiao.assessment/1\"}",
        "policy \"P\"",
    ] {
        assert!(
            matches!(verify(text).unwrap_err(), HistoryError::NoSeal),
            "{text}"
        );
    }
    let newer = verify("{\"schema\":\"dabiao.seal/2\"}").unwrap_err();
    assert!(matches!(newer, HistoryError::Newer { .. }));
}
