//! The cases that are listed under a verdict: late ones first, of the same state the earliest first, at most twenty.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says that something is wrong by a panic"
)]

use dabiao_core::Date;
use dabiao_tests::differ::{compile, details};

/// Each limit counts its own cases; the second is kept by nearly all.
const PLAN: &str = "policy \"Listed\"
  in force 2025
  limits counted plainly
entity A: county
record contract, per county
  awarded: date
  signed: date after awarded
  supplier: category (SME, large)
  counted by awarded
target 1 \"In time\": all of:
  - ≥ 90% of contract signed within 10 days of awarded
  - ≥ 90% of contract signed within 20 days of awarded
  due 2025-06-30
target 2: share of contract where supplier is SME ≥ 80%
  due 2025-06-30
";

/// The listed cases of a target, as `id state last-day`, by columns and by rows.
fn listed(target: usize, rows: &str) -> Vec<String> {
    let policy = compile(PLAN).unwrap();
    let file = format!("entity,id,awarded,signed,supplier\n{rows}");
    let files = vec![("contract.csv".to_owned(), file)];
    let as_of = Date::from_ymd_opt(2025, 7, 1).unwrap();
    let [by_columns, by_rows] = [true, false].map(|columns| {
        let all = details(&policy, &files, as_of, columns).unwrap();
        let detail = all.into_iter().nth(target).unwrap();
        let line = |it: &dabiao_core::explain::Offender| {
            let last = it.last_day.map(|day| format!(" {day}"));
            format!("{} {:?}{}", it.id, it.state, last.unwrap_or_default())
        };
        detail.offenders.iter().map(line).collect::<Vec<_>>()
    });
    assert_eq!(by_columns, by_rows);
    by_columns
}

#[test]
fn each_part_of_a_composite_lists_its_cases_with_the_last_day_of_its_own_limit() {
    let rows = "A,in time,2025-03-01,2025-03-11,SME
A,open,2025-06-25,,SME
A,wrong,2025-03-05,2025-03-01,SME
A,very late,2025-03-04,2025-04-01,SME
A,late,2025-03-02,2025-03-13,SME
";
    let expected = [
        "late Late 2025-03-12",
        "very late Late 2025-03-14",
        "very late Late 2025-03-24",
        "open Open 2025-07-05",
        "open Open 2025-07-15",
        "wrong Impossible 2025-03-15",
        "wrong Impossible 2025-03-25",
    ];
    assert_eq!(listed(0, rows), expected);
}

#[test]
fn of_many_cases_the_first_twenty_are_listed_whatever_their_order_in_the_file() {
    let row = |day: u32, id: &str, supplier: &str| {
        format!("A,{id}{day},2025-05-{day:02},2025-05-31,{supplier}\n")
    };
    let large = (1..=25).rev().map(|day| row(day, "large", "large"));
    let small = (1..=25).map(|day| row(day, "small", "SME"));
    let rows: String = large.chain(small).chain([row(1, "unknown", "")]).collect();
    let expected: Vec<String> = (1..=20).map(|day| format!("large{day} Failing")).collect();
    assert_eq!(listed(1, &rows), expected);
}

#[test]
fn what_is_undecided_is_listed_after_what_fails() {
    let rows = "A,unknown,2025-05-01,2025-05-02,
A,small,2025-05-02,2025-05-03,SME
A,large,2025-05-03,2025-05-04,large
";
    assert_eq!(listed(1, rows), ["large Failing", "unknown Undecided"]);
}
