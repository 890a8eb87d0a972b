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
