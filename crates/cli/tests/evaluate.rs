//! `dabiao evaluate` and `dabiao explain`, end to end on a small plan.

mod command;

use command::Folder;
use insta::assert_snapshot;

const PLAN: &str = "\
policy \"Procurement plan\"
  in force 2025-01-01 to 2025-12-31

entity 临夏县, 永靖县, 广河县: county
entity 州财政局: office

metrics per county, per quarter
  - SME value in yuan, flow, sums up, part of total value
  - total value in yuan, flow, sums up

metric SME share = SME value / total value
  better higher

target 6.1 \"SME share\": SME share ≥ 80%
  lead 州财政局
  cite 6
";

const FIGURES: &str = "\
metric,entity,period,value,unit
SME value,临夏县,2025Q1,8000,元
total value,临夏县,2025Q1,10000,元
SME value,永靖县,2025Q1,7999,元
total value,永靖县,2025Q1,10000,元
";

const EVALUATE: [&str; 6] = [
    "evaluate",
    "plan.dabiao",
    "--data",
    "figures.csv",
    "--as-of",
    "2025-04-30",
];

fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("plan.dabiao", PLAN)
        .with("figures.csv", FIGURES)
}

fn with<'a>(arguments: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [arguments, more].concat()
}

#[test]
fn at_the_threshold_is_met_and_one_yuan_below_is_not() {
    let run = folder("evaluate-text").dabiao(&EVALUATE);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    assert_snapshot!(run.stdout);
}

#[test]
fn the_same_in_chinese() {
    assert_snapshot!(
        folder("evaluate-zh")
            .dabiao(&with(&EVALUATE, &["--lang", "zh"]))
            .stdout
    );
}

/// The numbers of the interfaces page: from 7,999 of 10,000 it takes 5 more, 8,004 of 10,005.
#[test]
fn json_has_exact_digits_and_what_it_would_take() {
    let run =
        folder("evaluate-json").dabiao(&with(&EVALUATE, &["--format", "json", "--only", "unmet"]));
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let verdict = &document["verdicts"][0];
    assert_eq!(verdict["actual"]["value"], "79.99");
    assert_eq!(
        verdict["margin"],
        serde_json::json!({"value": "-0.01", "unit": "points"})
    );
    assert_eq!(verdict["needed"]["change"], "+5");
    assert_eq!(
        verdict["needed"]["moves"],
        serde_json::json!(["total value"])
    );
    assert_eq!(document["summary"]["met"], 1);
    assert_eq!(document["verdicts"].as_array().map(Vec::len), Some(1));
    assert_snapshot!(run);
}

#[test]
fn the_same_command_gives_the_same_bytes() {
    let folder = folder("evaluate-again");
    let json = with(&EVALUATE, &["--format", "json"]);
    assert_eq!(folder.dabiao(&json).stdout, folder.dabiao(&json).stdout);
}

#[test]
fn fail_on_names_states_in_either_language() {
    let folder = folder("evaluate-fail-on");
    let code = |states: &str| folder.dabiao(&with(&EVALUATE, &["--fail-on", states])).code;
    assert_eq!(
        (
            code("unmet"),
            code("未达标"),
            code("invalid"),
            code("at_risk,no_data")
        ),
        (1, 1, 0, 1)
    );
}

#[test]
fn two_figures_that_differ_are_an_error_in_the_data() {
    let folder = folder("evaluate-duplicate").with(
        "more.csv",
        "metric,entity,period,value\nSME value,临夏县,2025Q1,9000\n",
    );
    let run = folder.dabiao(&with(&EVALUATE, &["--data", "more.csv"]));
    assert_eq!(run.code, 1, "{run}");
    assert_snapshot!(run);
}

#[test]
fn a_wrong_row_is_reported_with_its_cell_and_the_others_count() {
    let figures =
        format!("{FIGURES}SME valu,广河县,2025Q1,1,元\nSME value,广河县,2025Q1,many,元\n");
    let folder = folder("evaluate-wrong-data").with("figures.csv", figures);
    for language in ["en", "zh"] {
        let run = folder.dabiao(&with(&EVALUATE, &["--lang", language]));
        assert_eq!(run.code, 1);
        assert_snapshot!(run.stderr);
    }
    let json = folder.dabiao(&with(&EVALUATE, &["--format", "json"]));
    let document: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((json.code, json.stderr.as_str()), (1, ""));
    assert_eq!(document["findings"][0]["at"], "figures.csv:6:1");
}

#[test]
fn an_invalid_policy_is_not_evaluated() {
    let folder =
        folder("evaluate-invalid").with("plan.dabiao", PLAN.replace("SME share ≥", "SME shar ≥"));
    let run = folder.dabiao(&EVALUATE);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert_snapshot!(run.stderr);
    let run = folder.dabiao(&with(&EVALUATE, &["--format", "json"]));
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (run.code, &document["schema"]),
        (1, &"dabiao.diagnostics/1".into())
    );
}

const EXPLAIN: [&str; 7] = [
    "explain",
    "plan.dabiao",
    "6.1",
    "--data",
    "figures.csv",
    "--as-of",
    "2025-04-30",
];

#[test]
fn an_explanation_goes_down_to_the_cells() {
    let folder = folder("explain");
    for language in ["en", "zh"] {
        let run = folder.dabiao(&with(
            &EXPLAIN,
            &[
                "--entity",
                "永靖县",
                "--period",
                "2025Q1",
                "--lang",
                language,
            ],
        ));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
        assert_snapshot!(run.stdout);
    }
    let run = folder.dabiao(&with(
        &EXPLAIN,
        &[
            "--entity",
            "永靖县",
            "--period",
            "2025Q1",
            "--format",
            "json",
        ],
    ));
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        document["explanations"][0]["verdict"]["inputs"][0]["at"],
        "figures.csv:4:4"
    );
}

#[test]
fn what_does_not_exist_names_what_does() {
    let folder = folder("explain-missing");
    let wrong: [&[&str]; 4] = [
        &["6.2"],
        &["6.1", "--entity", "永登县"],
        &["6.1", "--period", "2024Q1"],
        &["6.1", "--period", "soon"],
    ];
    for language in ["en", "zh"] {
        let mut said = String::new();
        for arguments in wrong {
            let base = [
                "explain",
                "plan.dabiao",
                "--data",
                "figures.csv",
                "--as-of",
                "2025-04-30",
                "--lang",
                language,
            ];
            let run = folder.dabiao(&with(&base, arguments));
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
            said.push_str(&run.stderr);
        }
        assert_snapshot!(said);
    }
}
