//! `dabiao test`: what passes, what fails and how it reads, what is left out, and the exit codes.

mod command;

use command::Folder;
use insta::assert_snapshot;

const PLAN: &str = "\
policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
metric done in 件, per quarter
metric all in 件, per quarter
target 6.1 \"Share\": done / all ≥ 80%
target 6.2: all ≥ 10件
check sum: all ≥ done
test \"at the threshold\"
  given done = 80件, all = 100件 in 2025Q1
  expect 6.1 met, margin 0 points
";

const FAILING: &str = "\
test \"one step below\"
  given done = 79件, all = 100件 in 2025Q1
  expect 6.1 met
  expect check sum holds
";

#[test]
fn every_test_passes() {
    let folder = Folder::new("test_passes").with("plan.dabiao", PLAN);
    let run = folder.dabiao(&["test", "plan.dabiao"]);
    assert_eq!(run.code, 0);
    assert_snapshot!(run);
}

#[test]
fn a_failure_says_what_came_out_and_why() {
    let folder = Folder::new("test_fails").with("plan.dabiao", format!("{PLAN}{FAILING}"));
    let run = folder.dabiao(&["test", "plan.dabiao"]);
    assert_eq!(run.code, 1);
    assert_snapshot!("fails_en", run);
    assert_snapshot!(
        "fails_zh",
        folder.dabiao(&["test", "plan.dabiao", "--lang", "zh"])
    );
    assert_snapshot!(
        "fails_json",
        folder.dabiao(&["test", "plan.dabiao", "--format", "json"])
    );
}

#[test]
fn a_filter_leaves_out_the_rest() {
    let folder = Folder::new("test_filter").with("plan.dabiao", format!("{PLAN}{FAILING}"));
    let run = folder.dabiao(&["test", "plan.dabiao", "--filter", "threshold"]);
    assert_eq!(run.code, 0);
    let none = folder.dabiao(&["test", "plan.dabiao", "--filter", "nothing so called"]);
    assert_eq!(
        (none.code, none.stdout.as_str()),
        (0, "plan.dabiao: no test of this name\n")
    );
}

/// One of three is named by no test but 6.1's: a third is tested, and with the check two thirds.
#[test]
fn too_little_tested_is_a_failure_when_asked_for() {
    let folder = Folder::new("test_coverage").with("plan.dabiao", PLAN);
    let with = |least: &str| {
        folder
            .dabiao(&["test", "plan.dabiao", "--min-coverage", least])
            .code
    };
    assert_eq!((with("33"), with("34"), with("101")), (0, 1, 2));
}

#[test]
fn several_policies_one_without_tests_one_that_is_not_valid() {
    let folder = Folder::new("test_several")
        .with("a.dabiao", PLAN)
        .with(
            "b.dabiao",
            "方案 “无测试”\n指标 占比 单位 %\n目标 1：占比 ≥ 80%\n",
        )
        .with("c.dabiao", "policy \"Wrong\"\ntest \"x\"\n  expect 1 met\n");
    assert_snapshot!("several", folder.dabiao(&["test", "a.dabiao", "b.dabiao"]));
    let wrong = folder.dabiao(&["test", "a.dabiao", "c.dabiao"]);
    assert_eq!(wrong.code, 1);
    assert_snapshot!("invalid", wrong);
    assert_eq!(folder.dabiao(&["test", "nowhere.dabiao"]).code, 2);
}

const TWO: &str = "\
policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
metric done in 件, per quarter
metric all in 件, per quarter
target 1: done ≥ 8件 and all ≥ 10件
milestone 2: due 2025-06
check sum: all ≥ done
test \"met, the second at its threshold\"
  given done = 9件, all = 10件 in 2025Q1
  expect 1 met
  expect check sum holds
test \"the first unmet\"
  given done = 7件, all = 12件 in 2025Q1
  expect 1 unmet
test \"late\"
  given 2 done 2025-07-01
  evaluated on 2025-06-30
  expect 2 unmet
";

#[test]
fn coverage_tells_how_each_comparison_was_seen() {
    let folder = Folder::new("test_coverage").with("plan.dabiao", TWO);
    let run = folder.dabiao(&["test", "plan.dabiao", "--coverage", "--format", "json"]);
    assert_eq!(run.code, 0, "{run}");
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let seen = &json["policies"][0]["comparisons"];
    let of = |index: usize, what: &str| seen["comparisons"][index][what].to_string();
    // Each part of a joined condition by itself: the second was never unmet, the first never at its threshold.
    assert_eq!(of(0, "comparison"), "\"done ≥ 8件\"");
    assert_eq!(of(0, "seen"), r#"["met","unmet"]"#);
    assert_eq!(of(0, "unseen"), r#"["no_data","at_threshold"]"#);
    assert_eq!(of(1, "seen"), r#"["met","at_threshold"]"#);
    assert_eq!(of(1, "unseen"), r#"["unmet","no_data"]"#);
    assert_eq!(of(2, "seen"), r#"["unmet"]"#);
    assert_eq!(of(2, "unseen"), r#"["met"]"#);
    // A check is made only where there is a figure: it needs no test without.
    assert_eq!(of(3, "unseen"), r#"["unmet","at_threshold"]"#);
    // 2 + 2 of 4 each, 1 of 2, 1 of 3.
    assert_eq!(
        (seen["seen"].as_u64(), seen["all"].as_u64()),
        (Some(6), Some(13))
    );
    assert_eq!(seen["percent"], 46);
}

#[test]
fn coverage_does_not_depend_on_layout_and_has_a_threshold() {
    let folder = Folder::new("test_coverage_threshold")
        .with("plan.dabiao", TWO)
        .with(
            "other.dabiao",
            TWO.replace(
                "done ≥ 8件 and all ≥ 10件",
                "all of:\n  - done ≥ 8件\n  - all ≥ 10件",
            ),
        );
    let text = folder.dabiao(&["test", "plan.dabiao", "--coverage"]).stdout;
    let other = folder
        .dabiao(&["test", "other.dabiao", "--coverage"])
        .stdout;
    assert_eq!(text.replace("plan.dabiao", "other.dabiao"), other);
    assert_snapshot!("coverage_en", text);
    assert_snapshot!(
        "coverage_zh",
        folder.dabiao(&["test", "plan.dabiao", "--coverage", "--lang", "zh"])
    );
    let code = |threshold: &str| {
        folder
            .dabiao(&[
                "test",
                "plan.dabiao",
                "--coverage",
                "--threshold",
                threshold,
            ])
            .code
    };
    assert_eq!((code("46"), code("47")), (0, 1));
}

#[test]
fn tests_at_the_edges_show_all_there_is_to_see() {
    let policy = TWO.split("test \"met").next().unwrap_or_default();
    let folder = Folder::new("test_coverage_edges").with("plan/plan.dabiao", policy);
    let written = folder.dabiao(&["test", "plan", "--boundaries", "-o", "plan"]);
    assert_eq!(written.code, 0, "{written}");
    let run = folder.dabiao(&["test", "plan", "--coverage", "--threshold", "100"]);
    assert_eq!(run.code, 0, "{run}");
}
