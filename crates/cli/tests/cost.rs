//! `dabiao check --cost`: how each rule is decided, and what that costs, before anything runs.

mod command;

use command::Folder;

const PLAN: &str = "policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
entity A, B: county
metric part, per county, per quarter
metric whole, per county, per quarter
metric double = part × whole
target 1: part / whole ≥ 80%
  per county
  due each quarter
target 2: double ≥ 5
  per county
  due 2025Q4
milestone 3 \"a desk\"
  due 2025-06
";

#[test]
fn each_rule_says_how_it_is_decided_and_how_often() {
    let folder = Folder::new("cost").with("plan.dabiao", PLAN);
    let run = folder.dabiao(&["check", "plan.dabiao", "--cost"]);
    // By hand: a condition, a comparison, two products across, and a column with its factor on either side are 8; of the
    // product a condition, a comparison, the derived metric, the product, two columns and the number are 7.
    // Two counties in four quarters are 8 verdicts, in one quarter 2.
    for line in [
        "verdicts: 11",
        "comparisons: sums 0, quotients 1, by their formula 1; the program holds",
        "1 on whole numbers 2 8 8",
        "2 by its formula 2 7 2",
        "3 by sign-offs 0 1 1",
    ] {
        let printed: Vec<&str> = run.stdout.split_whitespace().collect();
        assert!(printed.join(" ").contains(line), "{line}\n{run}");
    }
    assert_eq!(run.code, 0, "{run}");
}

#[test]
fn programs_read_the_same_in_json() {
    let folder = Folder::new("cost_json").with("plan.dabiao", PLAN);
    let run = folder.dabiao(&["check", "plan.dabiao", "--cost", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let rules = &document["cost"][0]["rules"];
    assert_eq!(rules[0]["operations_per_verdict"], 8, "{run}");
    assert_eq!(rules[1]["ways"][0], "formula", "{run}");
    assert_eq!(rules[2]["verdicts"], 1, "{run}");
    let without = folder.dabiao(&["check", "plan.dabiao", "--format", "json"]);
    assert!(!without.stdout.contains("\"cost\""), "{without}");
}

#[test]
fn an_invalid_policy_costs_nothing() {
    let folder =
        Folder::new("cost_invalid").with("plan.dabiao", "policy \"Plan\"\ntarget 1: share ≥ 80%\n");
    let run = folder.dabiao(&["check", "plan.dabiao", "--cost"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run}");
}
