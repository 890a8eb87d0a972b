//! Every code of the evaluation is raised by its wrong example and not by its right one.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "an example that is none fails its test"
)]

mod command;

use command::Folder;
use dabiao_core::register;

/// A policy that the examples of the register are data for.
const PLAN: &str = "\
policy \"Examples\"
  in force 2025-01-01 to 2025-12-31

entity 临夏州: prefecture
entity 临夏县, 永靖县: county in 临夏州

metrics per county, per quarter
  - SME contract value in 万元, flow, sums up
  - problems found in 件, flow
  - rectified in 件, flow
  - ongoing in 件, flow

metric SME share in %, per county, per quarter
  better higher
  plausible 0% to 100%

metric patents in 件, per county, per year
  better higher
  benchmark province best submitted

metric connection time in days, per county, per year, split by voltage (low, high)

record contract, per county
  awarded: date
  signed: date after awarded
  value: 万元
  electronic: yes/no
  supplier: text
  counted by awarded

metric rectified rate = rectified / problems found

check rectified: problems found = rectified + ongoing

target 1: SME contract value ≥ 80万元
target 2: contract signed within 10 working days
target 3: patents ≥ 15件
target 4: patents reaches province best
target 5: SME share ≥ mean of SME share
target 6: connection time ≤ 5 days

score 9: per county, each quarter
  - SME contract value: 100 marks, by completion, goal 80万元
  red list top 1
  black list bottom 1
";

/// The codes found in an example: its file's name on the first line, its text below.
fn found(name: &str, example: &str) -> Vec<String> {
    let (file, text) = example.split_once('\n').expect("an example is a file");
    let folder = Folder::new(name).with("plan.dabiao", PLAN).with(file, text);
    let run = folder.dabiao(&[
        "evaluate",
        "plan.dabiao",
        "--data",
        file,
        "--as-of",
        "2025-12-31",
        "--format",
        "json",
    ]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).expect("a document");
    let mut findings = document["findings"].as_array().expect("findings").clone();
    let run = folder.dabiao(&["check", "plan.dabiao", "--data", file, "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).expect("a document");
    findings.extend(
        document["diagnostics"]
            .as_array()
            .expect("diagnostics")
            .clone(),
    );
    findings
        .iter()
        .filter_map(|finding| finding["code"].as_str().map(str::to_owned))
        .collect()
}

#[test]
fn examples_of_the_evaluation() {
    let codes: Vec<_> = register::all()
        .filter(|code| code.id.starts_with('E'))
        .collect();
    assert!(!codes.is_empty());
    for code in codes {
        let wrong = found(&format!("code-{}-wrong", code.id), code.wrong);
        assert!(
            wrong.iter().any(|id| id == code.id),
            "{} is not raised: {wrong:?}",
            code.id
        );
        let right = found(&format!("code-{}-right", code.id), code.right);
        assert!(
            right.iter().all(|id| id != code.id),
            "{} is raised by its right example",
            code.id
        );
        assert!(
            right.iter().all(|id| !id.starts_with('D')),
            "{}: {right:?}",
            code.id
        );
    }
}

#[test]
fn the_page_of_a_code_is_json_for_programs() {
    for (language, message) in [
        ("en", "`{word}` names no figure to compare with"),
        ("zh", "“{word}”没有给出可比较的数值"),
    ] {
        let run = command::dabiao(&[
            "explain",
            "vague-word",
            "--format",
            "json",
            "--lang",
            language,
        ]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
        let page: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_default();
        assert_eq!(page["schema"], "dabiao.code/1");
        assert_eq!(
            (page["code"].as_str(), page["severity"].as_str()),
            (Some("S0080"), Some("error"))
        );
        assert_eq!(page["message"], message);
    }
}
