//! `dabiao coverage`: clauses without anything, rules without a clause, cites that lead nowhere.

mod command;

use command::Folder;

const CLAUSES: &str = "编号,位置,要义,备注
0.1,front matter,the plan and its year,
06-a,article 6,share of contracts,
06-b,article 6,share of prepayment,
06-c,article 6,\"a daily duty, no figure\",
T-01,table 1,last year's value,
";

const PLAN: &str = "policy \"Plan\"
  cite 0.1
task 6 \"Procurement\"
  cite 06-a
metric share in %
target 6.1: share ≥ 80%
target 7: share ≥ 60%
target 6.2: share ≥ 70%
  cite 06-b
note 06-c because \"no figure to check\"
";

fn plan(name: &str) -> Folder {
    Folder::new(name)
        .with("plan.dabiao", PLAN)
        .with("clauses.csv", CLAUSES)
        .with(
            "data/figures.csv",
            "metric,value,unit,cite\nshare,81,%,T-01; 06-a\n",
        )
}

#[test]
fn every_clause_is_accounted_for_by_an_item_or_a_row() {
    let folder = plan("coverage_complete");
    let run = folder.dabiao(&["coverage", "plan.dabiao", "--data", "data"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    // By hand: 6.2 has 06-b; the row has T-01 and 06-a; policy and task have 0.1 and 06-a; the note has 06-c.
    let expected = "Plan
5 of 5 clauses accounted for (100%)
targets 1 · data 2 · settings 2 · notes 1

Rules without a clause
kind     name   written at
───────────────────────────────
target   7      plan.dabiao:7:1
";
    assert_eq!(run.stdout, expected);
}

#[test]
fn what_is_left_over_is_listed_and_the_threshold_decides() {
    let folder = plan("coverage_left_over");
    let run = folder.dabiao(&["coverage", "."]);
    assert_eq!(run.code, 1, "{run}");
    assert!(
        run.stdout.contains("4 of 5 clauses accounted for (80%)"),
        "{run}"
    );
    assert!(
        run.stdout.contains("T-01     table 1   last year's value"),
        "{run}"
    );
    for (threshold, code) in [("80%", 0), ("80", 0), ("80.01%", 1), ("0", 0)] {
        let run = folder.dabiao(&["coverage", ".", "--threshold", threshold]);
        assert_eq!(run.code, code, "{threshold}: {run}");
    }
    for wrong in ["many", "101%", "-1"] {
        let run = folder.dabiao(&["coverage", ".", &format!("--threshold={wrong}")]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{wrong}: {run}");
    }
}

#[test]
fn a_cite_that_leads_nowhere_names_the_nearest_clause() {
    let wrong = PLAN.replace("cite 06-b", "cite 06-bb");
    let folder = plan("coverage_unknown").with("plan.dabiao", wrong);
    let run = folder.dabiao(&["coverage", ".", "--threshold", "0%", "--lang", "zh"]);
    assert_eq!(run.code, 1, "{run}");
    let line = "06-bb   ./plan.dabiao:9:8   06-b";
    assert!(run.stdout.contains(line), "{run}");
    let json = folder.dabiao(&["coverage", ".", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.stdout).unwrap_or_default();
    assert_eq!(value["schema"], "dabiao.coverage/1");
    assert_eq!(value["unknown_cites"][0]["nearest"], "06-b");
    assert_eq!(value["clauses_accounted"], 3);
    assert_eq!(value["clauses"][1]["by"][0]["role"], "setting");
    assert_eq!(value["rules_without_clause"][0]["name"], "7");
    assert_eq!(value["complete"], false);
}

#[test]
fn without_a_list_of_clauses_it_does_not_run() {
    let folder = Folder::new("coverage_no_list").with("plan.dabiao", PLAN);
    let run = folder.dabiao(&["coverage", "plan.dabiao"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    assert!(run.stderr.contains("clauses.csv"), "{run}");
}

#[test]
fn a_list_with_an_id_twice_is_a_finding() {
    let twice = format!("{CLAUSES}06-a,article 7,another,\n");
    let folder = plan("coverage_twice").with("clauses.csv", twice);
    let run = folder.dabiao(&["coverage", ".", "--data", "data"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(
        run.stderr.contains("D0130") && run.stderr.contains("clauses.csv:7"),
        "{run}"
    );
}
