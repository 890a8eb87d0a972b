//! What pipelines read: SARIF, `JUnit`, GitHub annotations.
#![expect(
    clippy::unwrap_used,
    reason = "a document of another shape fails its test"
)]

mod command;

use command::{Folder, dabiao};
use insta::assert_snapshot;
use serde_json::Value;

/// An error with a second place, a warning with a fix, and a Chinese name in the path.
const WRONG: &str = "\
policy \"Plan\"
entity finance, audit: department
metric share in %
metric share in 万元
target 1: share ≥ 80 percent
  lead finance, audit
target 2: sharre ≥ 1%
";

const TESTED: &str = "\
policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
metric share in %, per quarter
target 6.1: share ≥ 80%
test \"at the threshold\"
  given share = 80% in 2025Q1
  expect 6.1 met
test \"below, or <not>\"
  given share = 79.99% in 2025Q1
  expect 6.1 met
";

/// The official schema. One of its patterns has a bracket that closes nothing, which browsers take for itself; it is
/// escaped here, as the validator's expressions are stricter.
fn schema() -> Value {
    let text = include_str!("sarif/sarif-schema-2.1.0.json");
    let mended = text.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}\\\\]?$");
    assert_ne!(text, mended);
    serde_json::from_str(&mended).unwrap()
}

/// The log, after the official schema has nothing against it.
fn sarif(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).unwrap();
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    log
}

#[test]
fn the_schema_refuses_what_is_no_log() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for wrong in [
        r#"{"version": "2.1.0"}"#,
        r#"{"version": "2.0.0", "runs": []}"#,
        r#"{"version": "2.1.0", "runs": [{"results": []}]}"#,
    ] {
        let wrong: Value = serde_json::from_str(wrong).unwrap();
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn sarif_is_valid_and_points_at_characters() {
    let folder = Folder::new("sarif").with("方案.dabiao", WRONG);
    let run = folder.dabiao(&["check", "方案.dabiao", "--format", "sarif"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let log = sarif(&run.stdout);
    let sarif_run = &log["runs"][0];
    assert_eq!(sarif_run["columnKind"], "unicodeCodePoints");
    let rules = sarif_run["tool"]["driver"]["rules"].as_array().unwrap();
    let ids: Vec<&str> = rules
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    let mut unique = ids.clone();
    unique.dedup();
    assert_eq!(ids, unique, "one rule a code");
    for result in sarif_run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], rules[index]["id"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"],
            "%E6%96%B9%E6%A1%88.dabiao"
        );
    }
    let of = |code: &str| {
        let results = sarif_run["results"].as_array().unwrap().iter();
        let found = results.into_iter().find(|result| result["ruleId"] == code);
        found.unwrap_or_else(|| panic!("no {code}"))
    };
    let percent = of("S0010");
    let region = &percent["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (region["startLine"].as_u64(), region["startColumn"].as_u64()),
        (Some(5), Some(19)),
        "≥ is one column"
    );
    let replacement = &percent["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(&replacement["deletedRegion"], region);
    assert_eq!(replacement["insertedContent"]["text"], "80%");
    assert!(
        of("N0107")["relatedLocations"][0]["message"]["text"].is_string(),
        "the first of the two names"
    );
    let page = rules[index_of(&ids, "L0304")]["help"]["text"]
        .as_str()
        .unwrap();
    assert!(
        page.contains("lead together") && page.contains("牵头"),
        "{page}"
    );
}

fn index_of(ids: &[&str], id: &str) -> usize {
    ids.iter().position(|it| *it == id).unwrap()
}

#[test]
fn sarif_of_nothing_wrong_is_a_log_without_results() {
    let folder = Folder::new("sarif-fine").with("a.dabiao", TESTED);
    let run = folder.dabiao(&["check", "a.dabiao", "--format", "sarif"]);
    assert_eq!(run.code, 0);
    assert_eq!(
        sarif(&run.stdout)["runs"][0]["results"],
        Value::Array(vec![])
    );
}

#[test]
fn every_example_and_every_page_is_valid_sarif() {
    let mut folder = Folder::new("sarif-pages");
    let mut files = Vec::new();
    for code in dabiao_core::register::all() {
        let is_policy = matches!(code.id.as_bytes()[0], b'S' | b'N' | b'T' | b'L');
        if is_policy && !code.wrong.is_empty() {
            files.push(format!("{}.dabiao", code.id));
            folder = folder.with(&files[files.len() - 1], code.wrong);
        }
    }
    let mut arguments = vec!["check", "--format", "sarif", "--lang", "zh"];
    arguments.extend(files.iter().map(String::as_str));
    let log = sarif(&folder.dabiao(&arguments).stdout);
    assert!(log["runs"][0]["results"].as_array().unwrap().len() >= files.len());
}

#[test]
fn junit_of_a_check() {
    let folder = Folder::new("junit-check")
        .with("wrong.dabiao", WRONG)
        .with("fine.dabiao", TESTED);
    let arguments = ["check", "wrong.dabiao", "fine.dabiao", "--format", "junit"];
    assert_snapshot!(folder.dabiao(&arguments));
}

#[test]
fn junit_of_tests() {
    let folder = Folder::new("junit-test").with("a.dabiao", TESTED);
    assert_snapshot!(folder.dabiao(&["test", "a.dabiao", "--format", "junit"]));
}

#[test]
fn annotations_of_a_check() {
    let folder = Folder::new("github-check").with("a,b.dabiao", WRONG);
    assert_snapshot!(folder.dabiao(&["check", "a,b.dabiao", "--format", "github"]));
    assert_snapshot!(folder.dabiao(&["check", "a,b.dabiao", "--format", "github", "--lang", "zh"]));
}

#[test]
fn annotations_of_tests() {
    let folder = Folder::new("github-test").with("a.dabiao", TESTED);
    assert_snapshot!(folder.dabiao(&["test", "a.dabiao", "--format", "github"]));
}

#[test]
fn an_invalid_policy_is_told_in_the_format_asked_for() {
    let folder = Folder::new("formats-invalid").with("a.dabiao", WRONG);
    for format in ["junit", "github"] {
        let check = folder.dabiao(&["check", "a.dabiao", "--format", format]);
        let test = folder.dabiao(&["test", "a.dabiao", "--format", format]);
        assert_eq!((check.code, test.code), (1, 1));
        assert_eq!(check.stdout, test.stdout);
    }
}

#[test]
fn cost_has_no_place_in_sarif() {
    let run = dabiao(&["check", "none.dabiao", "--cost", "--format", "sarif"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--cost goes with"), "{run}");
}
