//! How far a figure is from what is asked, from the best and from the higher level, in tables and pictures.
#![allow(
    clippy::unwrap_used,
    reason = "a test says that something is wrong by a panic"
)]

mod command;

use std::fmt::Write as _;

use command::Folder;
use command::pages::{section, write};

const SPREAD: &str = "policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
  calendar china
entity Linxia, Yongjing: county
metric share in %, per county, per quarter
record contract, per county
  awarded: date
  signed: date after awarded
  counted by awarded
target 1 \"Share\": share ≥ 80%
  lead hall
  cite \"6\"
  stretch ≥ 90%
  warn below 85%
target 2 \"Signed in time\": contract signed within 7 working days
  each quarter
escalation 9 \"Follow\": for all targets, per entity, each quarter
  after 1 miss remind by hall
";

const SHARES: &str = "metric,entity,period,value
share,Linxia,2025Q1,82%
share,Yongjing,2025Q1,91%
share,Linxia,2025Q2,70%
share,Linxia,2025Q3,84%
share,Yongjing,2025Q3,80%
";

fn spread(name: &str) -> Folder {
    Folder::new(name)
        .with("plan.dabiao", SPREAD)
        .with("data/figures.csv", SHARES)
        .with(
            "data/contract.csv",
            "entity,awarded,signed\nLinxia,2025-01-20,2025-02-06\n",
        )
}

/// The page as Markdown.
fn page(folder: &Folder, day: &str, more: &[&str]) -> String {
    written(folder, "own.md", day, more);
    folder.read("own.md")
}

fn written(folder: &Folder, file: &str, day: &str, more: &[&str]) {
    let run = write(folder, file, day, more);
    // A page of no verdict is told of.
    let is_empty = run.stdout.contains(": 0 of ");
    assert_eq!(run.code, i32::from(is_empty), "{run}");
}

#[test]
fn each_target_says_how_far_it_is_to_the_best_and_to_the_higher_level() {
    let folder = spread("watch-best");
    let all = page(&folder, "2025-07-01", &[]);
    let rows = section(&all, "Target by target");
    assert_eq!(rows[3], "Lead hall · Clause 6 · Rule plan.dabiao:10:1");
    assert_eq!(
        rows[5..11],
        [
            "| Entity | Period | State | Actual | Required | Margin | To the best | Due |",
            "|---|---|---|---:|---:|---:|---:|---|",
            "| Linxia | 2025Q1 | ✓ met | 82% | ≥ 80% | +2 | -9 | 2025-03-31 |",
            "| – stretch |  | ✗ unmet |  | ≥ 90% | -8 |  |  |",
            "| Linxia | 2025Q2 | ✗ unmet | 70% | ≥ 80% | -10 |  | 2025-06-30 |",
            "| – stretch |  | ✗ unmet |  | ≥ 90% | -20 |  |  |",
        ]
    );
    assert!(
        all.contains("| Yongjing | 2025Q1 | ✓ met | 91% | ≥ 80% | +11 | best | 2025-03-31 |"),
        "{all}"
    );
    // The lights say the values too.
    assert!(
        all.contains("| 1 Share | ✗ unmet 70% | ? no data |"),
        "{all}"
    );
}

#[test]
fn what_follows_says_because_of_which_targets_and_what_could_not_be_decided() {
    let folder = spread("watch-follows");
    let all = page(&folder, "2025-07-01", &[]);
    let rows = section(&all, "What follows");
    assert_eq!(
        rows[1..6],
        [
            "| Rule | Party | Period | Standing | Times | What follows | Because of |",
            "|---|---|---|---|---:|---|---|",
            "| 9 Follow | Linxia | 2025Q1 | miss | 1 | remind by hall | 2 |",
            "| 9 Follow | Linxia | 2025Q2 | miss | 2 | remind by hall | 1 |",
            "| 9 Follow | Yongjing | 2025Q2 | undecided |  |  | 1 |",
        ]
    );
}

#[test]
fn what_is_at_risk_says_why_and_until_when_and_what_is_asked_of_cases_to_come() {
    let milestone = "milestone 3 \"Hall\": due 2025-09-30\n  warn 30 days before\n";
    let folder = spread("watch-risk").with("plan.dabiao", format!("{SPREAD}{milestone}"));
    let all = page(&folder, "2025-09-20", &[]);
    let row = "| 3 Hall |  | 2025-09 | ! at risk | not signed off | done |  | 2025-09-30 | 30 days or less before the last day |";
    assert!(all.contains(row), "{all}");
    // Contracts of a quarter that is not over: all of them are asked to keep the limit.
    let next = section(&all, "What is due next");
    let row = "| 2025-09-30 | 2 Signed in time | Linxia | … pending |  | ≥ 100% |  |";
    assert!(next.contains(&row), "{all}");
}

#[test]
fn a_span_in_which_nothing_is_judged_says_so() {
    let folder = spread("watch-empty");
    let early = page(&folder, "2020-04-20", &["--kind", "monitor"]);
    assert!(
        early.contains("**No verdict has a period that lies in this span or reaches into it.**"),
        "{early}"
    );
    let then = page(&folder, "2025-07-01", &["--kind", "monitor"]);
    assert!(!then.contains("No verdict has a period"), "{then}");
}

#[test]
fn the_bars_say_their_period_and_threshold_and_a_trend_its_values() {
    let folder = spread("watch-charts");
    written(&folder, "own.html", "2025-10-01", &[]);
    let page = folder.read("own.html");
    for part in [
        "aria-label=\"Share 2025Q3\"",
        ">2025Q3</text>",
        ">≥ 80%</text>",
        "aria-label=\"Linxia 2025Q1 82% (≥ 80%); 2025Q2 70% (≥ 80%); 2025Q3 84% (≥ 80%)\"",
        // The second quarter of Yongjing is missing, and no line leads over it.
        "aria-label=\"Yongjing 2025Q1 91% (≥ 80%); 2025Q3 80% (≥ 80%)\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

/// Twenty-five targets of ten counties are more rows than are listed: each target keeps eight of its ten.
#[test]
fn of_too_many_misses_each_target_keeps_some_and_what_is_cut_is_said() {
    let names: Vec<String> = (0..10).map(|it| format!("County{it}")).collect();
    let mut plan = format!(
        "policy \"Many\"\n  in force 2025-01-01 to 2025-12-31\nentity {}: county\nmetric share in %, per county, per quarter\n",
        names.join(", ")
    );
    for target in 1..=25 {
        let _ = writeln!(plan, "target {target}: share ≥ {}%", 60 + target);
    }
    let mut figures = "metric,entity,period,value\n".to_owned();
    for name in &names {
        let _ = writeln!(figures, "share,{name},2025Q1,50%");
    }
    let folder = Folder::new("watch-many")
        .with("plan.dabiao", plan)
        .with("data/figures.csv", figures);
    let all = page(&folder, "2025-04-01", &[]);
    let rows = section(&all, "What wants looking after");
    for target in 1..=25 {
        let start = format!("| {target} ");
        assert_eq!(
            rows.iter().filter(|it| it.starts_with(&start)).count(),
            8,
            "{target}"
        );
    }
    let said = rows.iter().find(|it| it.starts_with("Further")).unwrap();
    assert!(
        said.starts_with("Further ones not listed: 50 · 1 (2), 2 (2), "),
        "{said}"
    );
}
