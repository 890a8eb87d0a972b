//! `dabiao report --kind`: what a page is published as.
#![allow(
    clippy::unwrap_used,
    reason = "a test says that something is wrong by a panic"
)]

mod command;

use command::{Folder, Run};

const PLAN: &str = "policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
  calendar china
entity Linxia, Yongjing: county
metric share in %, per county, per quarter
metric visits in 次, per county, per quarter
target 1 \"Share\": share ≥ 80%
  lead hall
  responsible bureau
  with bureau, hall
  cite \"6\"
target 2 \"Visits\": visits ≥ 2次
  lead office
milestone 3 \"Hall opened\": due 2025-06-30
  lead hall
milestone 4 \"List made\": due 2025-09-30
  lead office
";

// Linxia falls behind in the second quarter and Yongjing comes up; in the first it was the other way round.
const FIGURES: &str = "metric,entity,period,value
share,Linxia,2025Q1,85%
share,Yongjing,2025Q1,70%
visits,Linxia,2025Q1,2
visits,Yongjing,2025Q1,2
share,Linxia,2025Q2,79%
share,Yongjing,2025Q2,80%
visits,Linxia,2025Q2,1
visits,Yongjing,2025Q2,3
";

const SIGNED: &str = "milestone,state,date
3,done,2025-07-02
4,in progress,2025-07-15
";

const KINDS: [&str; 5] = ["monitor", "bulletin", "evaluation", "sheet", "ledger"];

fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("plan.dabiao", PLAN)
        .with("data/figures.csv", FIGURES)
        .with("data/signoffs.csv", SIGNED)
}

fn report(folder: &Folder, day: &str, more: &[&str]) -> Run {
    let mut words = vec!["report", "plan.dabiao", "--data", "data"];
    words.extend(["--as-of", day, "-o"]);
    words.extend(more);
    folder.dabiao(&words)
}

#[test]
fn each_kind_has_its_sections_in_both_languages() {
    let folder = folder("report-kinds");
    for kind in KINDS {
        for language in ["en", "zh"] {
            let file = format!("{kind}_{language}.md");
            let mut words = vec![&*file, "--kind", kind, "--lang", language];
            if kind == "sheet" {
                words.extend(["--unit", "hall"]);
            }
            let run = report(&folder, "2025-07-31", &words);
            assert_eq!(run.code, 0, "{run}");
            let page = folder.read(&file);
            insta::assert_snapshot!(file, page);
        }
    }
}

#[test]
fn each_kind_is_a_page_and_a_workbook_too() {
    let folder = folder("report-kinds-forms");
    for kind in KINDS {
        for file in ["own.html", "own.xlsx"] {
            let run = report(
                &folder,
                "2025-07-31",
                &[file, "--kind", kind, "--entity", "Linxia"],
            );
            assert_eq!(run.code, 0, "{kind}: {run}");
        }
        let page = folder.read("own.html");
        assert!(
            !page.contains("<h2 id=\"\"") && !page.contains("></h2>"),
            "{kind}"
        );
        assert!(!page.contains("<th scope=\"col\"></th>"), "{kind}");
        for link in page.split("href=\"#").skip(1) {
            let place = link.split('"').next().unwrap();
            assert!(page.contains(&format!("id=\"{place}\"")), "{kind}: {place}");
        }
    }
}

#[test]
fn the_span_is_the_last_one_that_is_over_or_the_running_one() {
    let folder = folder("report-kinds-span");
    for (kind, day, span) in [
        ("monitor", "2025-06-30", "2025Q2 · As of 2025-06-30"),
        ("monitor", "2025-07-01", "2025Q2 · As of 2025-07-01"),
        (
            "monitor",
            "2025-02-28",
            "2025Q1 (to date) · As of 2025-02-28",
        ),
        ("半年通报", "2025-07-01", "2025H1 · As of 2025-07-01"),
        (
            "evaluation",
            "2025-07-01",
            "2025 (to date) · As of 2025-07-01",
        ),
        ("年度评估", "2026-01-31", "2025 · As of 2026-01-31"),
    ] {
        let run = report(&folder, day, &["own.md", "--kind", kind]);
        assert_eq!(run.code, 0, "{run}");
        let page = folder.read("own.md");
        assert!(page.contains(span), "{kind} {day}\n{page}");
    }
}

#[test]
fn a_unit_sees_what_it_leads_answers_for_or_helps_with() {
    let folder = folder("report-kinds-unit");
    for (unit, there, absent) in [
        ("hall", &["| 1 Share", "| 3 Hall"][..], &["| 2 Visits"][..]),
        ("bureau", &["| 1 Share"], &["| 3 Hall", "| 2 Visits"]),
    ] {
        let run = report(
            &folder,
            "2025-07-31",
            &["own.md", "--unit", unit, "--kind", "ledger"],
        );
        assert_eq!(run.code, 0, "{run}");
        let page = folder.read("own.md");
        assert!(there.iter().all(|it| page.contains(it)), "{page}");
        assert!(!absent.iter().any(|it| page.contains(it)), "{page}");
    }
    let run = report(&folder, "2025-07-31", &["own.md", "--unit", "nobody"]);
    assert!(
        run.code == 2 && run.stderr.contains("bureau, hall, office"),
        "{run}"
    );
    let run = report(&folder, "2025-07-31", &["own.md", "--kind", "sheet"]);
    assert!(
        run.code == 2 && run.stderr.contains("--entity or --unit"),
        "{run}"
    );
}
