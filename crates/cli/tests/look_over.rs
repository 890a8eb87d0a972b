//! `dabiao check --data`: E0090, figures that nobody submits, E0091, shares of a few cases, and E0092, records without a
//! table.

mod command;

use command::Folder;
use insta::assert_snapshot;

const PLAN: &str = "\
policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
entity 甲县, 乙县: county
metrics in 件, per county, per quarter
  - done, part of all
  - all
metric rate = done / all
metric patents in 件, per year
target 1: rate ≥ 90%
target 2: patents ≥ 5件
";

const FIGURES: &str = "\
metric,entity,period,value
done,甲县,2025Q1,2
all,甲县,2025Q1,3
done,乙县,2025Q1,9
all,乙县,2025Q1,10
all,乙县,2025Q2,0
";

#[test]
fn what_the_figures_show_stands_beside_what_the_policy_does() {
    let folder = Folder::new("look_over")
        .with("plan.dabiao", PLAN)
        .with("figures.csv", FIGURES);
    let run = folder.dabiao(&["check", "plan.dabiao", "--data", "figures.csv"]);
    assert_eq!(run.code, 0);
    assert_snapshot!(run);
    let denied = [
        "check",
        "plan.dabiao",
        "--data",
        "figures.csv",
        "--deny",
        "E0091",
    ];
    assert_eq!(folder.dabiao(&denied).code, 1);
}

#[test]
fn it_is_excused_like_any_other() {
    let plan = PLAN.replace(
        "\"Plan\"",
        "\"Plan\"\n  允许 small-denominator 理由 “县里本来就少”\n  level never-submitted error",
    );
    let folder = Folder::new("look_over_excused")
        .with("plan.dabiao", plan)
        .with("figures.csv", FIGURES);
    let run = folder.dabiao(&[
        "check",
        "plan.dabiao",
        "--data",
        "figures.csv",
        "--lang",
        "zh",
    ]);
    assert_eq!(run.code, 1);
    assert_snapshot!(run);
}

#[test]
fn wrong_data_is_told_as_evaluate_tells_it() {
    let folder = Folder::new("look_over_wrong")
        .with("plan.dabiao", PLAN)
        .with(
            "figures.csv",
            "metric,entity,period,value\ndne,甲县,2025Q1,2\n",
        );
    let run = folder.dabiao(&["check", "plan.dabiao", "--data", "figures.csv"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("D0020"), "{run}");
}

#[test]
fn a_record_without_a_table_is_told_and_an_empty_one_is_not() {
    let plan = format!("{PLAN}record 合同\n  中标: date\n  签订: date after 中标\n");
    let folder = Folder::new("look_over_records")
        .with("plan.dabiao", plan)
        .with("figures.csv", FIGURES)
        .with("合同.csv", "中标,签订\n");
    let without = folder.dabiao(&["check", "plan.dabiao", "--data", "figures.csv"]);
    assert!(without.stderr.contains("E0092"), "{without}");
    assert!(without.stderr.contains("plan.dabiao:11:8"), "{without}");
    let with = folder.dabiao(&["check", "plan.dabiao", "--data", "figures.csv", "合同.csv"]);
    assert!(!with.stderr.contains("E0092"), "{with}");
}
