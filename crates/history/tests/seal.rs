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
    serde_json::from_str(&sealed().to_json()).unwrap()
}

fn sealed() -> Seal {
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
    Seal::of(&question).unwrap()
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
    // The same of this file alone.
    let own = Input::new("figures.csv", table.to_vec()).in_encoding(Some(Encoding::Gb18030));
    let question = Question {
        inputs: &[own],
        encoding: None,
        ..question
    };
    let alone = Seal::of(&question).unwrap().to_json();
    assert!(alone.contains("\"79.99\""));
    assert_eq!(verify(&alone).unwrap().differences, []);
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

/// What is said of a seal that was changed, in English.
fn said(seal: &str) -> Vec<String> {
    let found = verify(seal).unwrap().differences.into_iter();
    found
        .map(|(part, text)| {
            let text = text.get(Language::English);
            format!("{}: {text}", part.name(Language::English))
        })
        .collect()
}

/// 79.99% misses 80% and 81% alike: what differs is the threshold, and with it the margin.
#[test]
fn a_threshold_that_turns_no_verdict_is_told_with_both_values() {
    let mut seal = seal();
    let text = seal["policy"]["content"]["files"][0]["text"].as_str();
    let text = text.unwrap().replace("80%", "81%");
    seal["policy"]["content"]["files"][0]["text"] = json!(text);
    let said = said(&seal.to_string());
    let first =
        "verdicts: 1 2025-03-31: `threshold.value` sealed “80”, comes to “81”, and 2 more parts";
    assert!(said.iter().any(|it| it == first), "{said:#?}");
}

#[test]
fn what_stands_beside_the_parts_is_covered_too() {
    let whole = sealed().to_json();
    assert_eq!(said(&whole), [""; 0]);
    let version = format!("dabiao {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        said(&whole.replacen(&version, "dabiao 9", 1)),
        ["seal: changed after it was sealed"]
    );
    for (before, with, path) in [
        (
            "\"made_by\"",
            "\"approved_by\": \"chief\",\n  \"made_by\"",
            "approved_by",
        ),
        ("\"files\": [", "\"x\": 1, \"files\": [", "policy.content.x"),
        (
            "\"name\": \"figures.csv\"",
            "\"submitted_by\": \"me\", \"name\": \"figures.csv\"",
            "data.content.1.submitted_by",
        ),
    ] {
        assert!(whole.contains(before), "{before}");
        assert_eq!(
            said(&whole.replacen(before, with, 1)),
            [format!("seal: `{path}` was added after it was sealed")]
        );
    }
    let spaced = whole.replacen("\"made_by\": ", "\"made_by\":  ", 1);
    assert_eq!(
        said(&spaced),
        ["seal: laid out otherwise: other spaces, line ends or order of its parts"]
    );
}

/// A letter or digit made another one, all over the file: a difference, or no seal any more, but never whole.
#[test]
fn no_byte_can_be_changed_unnoticed() {
    let whole = sealed().to_json();
    let places = whole
        .char_indices()
        .filter(|(_, c)| c.is_ascii_alphanumeric());
    let mut tried = 0;
    for (place, c) in places.step_by(53) {
        let mut changed = whole.clone();
        let other = if c == '7' { "8" } else { "7" };
        changed.replace_range(place..=place, other);
        let found = verify(&changed);
        assert!(
            found.is_err() || !found.unwrap().is_whole(),
            "{}",
            changed
                .get(place.saturating_sub(40)..=place)
                .unwrap_or_default()
        );
        tried += 1;
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn an_editors_marks_are_passed_over_and_a_cut_is_told() {
    let whole = sealed().to_json();
    let saved = format!("\u{feff}{}", whole.replace('\n', "\r\n"));
    assert_eq!(said(&saved), [""; 0]);
    for end in [40, 200, whole.len() / 2, whole.len() - 3] {
        let cut = verify(whole.get(..end).unwrap()).unwrap_err();
        assert!(matches!(cut, HistoryError::CutOff { .. }), "{end}: {cut}");
    }
}

/// Twenty-five counties: the one that is left out does not shift the others, and of what differs twenty are shown.
#[test]
fn verdicts_are_compared_with_their_own() {
    let counties: Vec<String> = (1..=25).map(|it| format!("C{it:02}")).collect();
    let plan = format!(
        "policy \"P\"\nentity {}: county\nmetric share in %, per county\ntarget 1: share ≥ 80%\n  due 2025-03-31\n",
        counties.join(", ")
    );
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", plan));
    let policy = Policy::compile(&sources).unwrap();
    assert!(policy.is_valid(), "{:?}", policy.diagnostics());
    let rows = counties.iter().map(|it| format!("share,{it},81%\n"));
    let table = format!("metric,entity,value\n{}", rows.collect::<String>());
    let question = Question {
        policy: &policy,
        inputs: &[Input::new("figures.csv", table)],
        encoding: None,
        as_of: "2025-04-30".parse::<Date>().unwrap(),
        language: Language::English,
    };
    let seal: Value = serde_json::from_str(&Seal::of(&question).unwrap().to_json()).unwrap();
    let of_verdicts = |seal: &Value| -> Vec<String> {
        let said = said(&seal.to_string()).into_iter();
        said.filter(|it| it.starts_with("verdicts: ")).collect()
    };
    let mut shorter = seal.clone();
    let verdicts = &mut shorter["verdicts"]["content"]["verdicts"];
    verdicts.as_array_mut().unwrap().remove(4);
    assert_eq!(
        of_verdicts(&shorter)[1..],
        ["verdicts: 1 C05 2025-03-31: not sealed, comes to “met 81”"]
    );
    let mut longer = seal.clone();
    let verdicts = &mut longer["verdicts"]["content"]["verdicts"];
    let mut another = verdicts[0].clone();
    another["entity"] = json!("C99");
    verdicts.as_array_mut().unwrap().push(another);
    assert_eq!(
        of_verdicts(&longer)[1..],
        ["verdicts: 1 C99 2025-03-31: sealed “met 81”, does not come out any more"]
    );
    let mut other = seal;
    text(&mut other["data"]["content"][0]["text"], "81%", "79%");
    let said = of_verdicts(&other);
    assert_eq!(
        said[1],
        "verdicts: 1 C01 2025-03-31: sealed “met 81”, comes to “unmet 79”"
    );
    assert!(
        said.contains(&"verdicts: and 5 more verdicts".to_owned()),
        "{said:#?}"
    );
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
    let newer = verify("{\"schema\":\"dabiao.seal/3\"}").unwrap_err();
    assert!(matches!(newer, HistoryError::Newer { .. }));
    let older = verify("{\"schema\":\"dabiao.seal/1\"}").unwrap_err();
    assert!(matches!(older, HistoryError::Older { .. }));
}
