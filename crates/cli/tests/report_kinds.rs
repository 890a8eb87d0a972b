//! `dabiao report --kind`: what a page is published as.
#![allow(
    clippy::unwrap_used,
    reason = "a test says that something is wrong by a panic"
)]

mod command;

use calamine::{Reader, Xlsx, open_workbook};
use command::{Folder, Run, judging};

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
/// With a target of several figures that are all needed, and one of which one is enough.
const COMPOSITE: &str = "target 5 \"Both\": all of:
  - share ≥ 70%
  - visits ≥ 2次
  lead office
target 6 \"Either\": any of:
  - share ≥ 90%
  - visits ≥ 2次
";

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
    let asked = judging("report", ["plan.dabiao", "data", day]);
    folder.dabiao(&[&asked[..], &["-o"], more].concat())
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

/// The rows of a Markdown table that stand from `start` to `end`.
fn rows<'p>(page: &'p str, start: &str, end: &str) -> Vec<&'p str> {
    let rows = page.lines().skip_while(|row| !row.starts_with(start));
    rows.take_while(|row| !row.starts_with(end)).collect()
}

#[test]
fn the_ledger_shows_what_is_asked_of_each_part_and_how_it_stands() {
    let folder = folder("report-kinds-parts").with("plan.dabiao", format!("{PLAN}{COMPOSITE}"));
    let day = "2025-07-31";
    let run = report(&folder, day, &["own.md", "--kind", "ledger"]);
    assert_eq!(run.code, 0, "{run}");
    // Linxia in the second quarter: 79%, one visit; Yongjing 80%, three.
    assert_eq!(
        rows(&folder.read("own.md"), "| 5 Both", "---"),
        [
            "| 5 Both |  | Linxia | 2025Q2 | all 2 parts | 2025-06-30 | office |  | ✗ unmet | 1 of 2 | data/figures.csv:6:4, data/figures.csv:8:4 |  |",
            "| – share |  |  |  | ≥ 70% |  |  |  | ✓ met | 79% |  |  |",
            "| – visits |  |  |  | ≥ 2次 |  |  |  | ✗ unmet | 1次 |  |  |",
            "| 5 Both |  | Yongjing | 2025Q2 | all 2 parts | 2025-06-30 | office |  | ✓ met | 2 of 2 | data/figures.csv:7:4, data/figures.csv:9:4 |  |",
            "| – share |  |  |  | ≥ 70% |  |  |  | ✓ met | 80% |  |  |",
            "| – visits |  |  |  | ≥ 2次 |  |  |  | ✓ met | 3次 |  |  |",
            "| 6 Either |  | Linxia | 2025Q2 | one of 2 parts | 2025-06-30 |  |  | ✗ unmet | 0 of 2 | data/figures.csv:6:4, data/figures.csv:8:4 |  |",
            "| – share |  |  |  | ≥ 90% |  |  |  | ✗ unmet | 79% |  |  |",
            "| – visits |  |  |  | ≥ 2次 |  |  |  | ✗ unmet | 1次 |  |  |",
            "| 6 Either |  | Yongjing | 2025Q2 | one of 2 parts | 2025-06-30 |  |  | ✓ met | 1 of 2 | data/figures.csv:7:4, data/figures.csv:9:4 |  |",
            "| – share |  |  |  | ≥ 90% |  |  |  | ✗ unmet | 80% |  |  |",
            "| – visits |  |  |  | ≥ 2次 |  |  |  | ✓ met | 3次 |  |  |",
            "",
        ]
    );
    let run = report(
        &folder,
        day,
        &["own.html", "--kind", "ledger", "--lang", "zh"],
    );
    assert_eq!(run.code, 0, "{run}");
    let page = folder.read("own.html");
    assert_eq!(page.matches("<tr class=\"part\">").count(), 8);
    assert!(
        page.contains("2项全部") && page.contains("2项之一"),
        "{page}"
    );
}

#[test]
fn a_part_in_a_workbook_says_whose_it_is_so_that_filters_find_it() {
    let folder = folder("report-kinds-sheet").with("plan.dabiao", format!("{PLAN}{COMPOSITE}"));
    let run = report(&folder, "2025-07-31", &["own.xlsx", "--kind", "ledger"]);
    assert_eq!(run.code, 0, "{run}");
    let mut book: Xlsx<_> = open_workbook(folder.path().join("own.xlsx")).unwrap();
    let range = book.worksheet_range("Ledger").unwrap();
    let parts: Vec<Vec<String>> = range
        .rows()
        .filter(|row| row[1].to_string().starts_with('–'))
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(parts.len(), 8);
    let whose = ["5", "– share", "", "Linxia", "2025Q2", "≥ 70%"];
    assert_eq!(parts[0][..6], whose);
    assert_eq!(parts[0][7], "office");
    assert_eq!(parts[0][9..11], ["✓ met", "0.79"]);
}

#[test]
fn what_is_written_says_what_stands_on_it() {
    let folder = folder("report-kinds-said");
    for (more, said) in [
        (&["own.md"][..], "own.md: 18 verdicts\n"),
        (
            &["own.md", "--kind", "monitor"],
            "own.md: 5 of 18 verdicts (2025Q2)\n",
        ),
        (
            &[
                "own.md", "--unit", "hall", "--kind", "monitor", "--lang", "zh",
            ],
            "own.md：全部结论 18 条中的 3 条（2025年二季度、hall）\n",
        ),
    ] {
        let run = report(&folder, "2025-07-31", more);
        assert_eq!((run.code, &*run.stdout), (0, said), "{run}");
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
fn the_span_is_as_long_as_the_plan_says() {
    let often = "  in force 2025-01-01 to 2025-12-31\n  monitor monthly\n  bulletin quarterly\n  evaluate half-yearly\n";
    let plan = PLAN.replacen("  in force 2025-01-01 to 2025-12-31\n", often, 1);
    let folder = folder("report-kinds-often").with("plan.dabiao", &plan);
    for (kind, language, said) in [
        ("monitor", "en", "Monthly monitor · 2025-06 · "),
        ("月度监测", "zh", "月度监测 · 2025年6月 · "),
        ("bulletin", "en", "Quarterly bulletin · 2025Q2 · "),
        ("通报", "zh", "季度通报 · 2025年二季度 · "),
        ("evaluation", "en", "Half-yearly evaluation · 2025H1 · "),
        ("评估", "zh", "半年评估 · 2025年上半年 · "),
    ] {
        let words = ["own.md", "--kind", kind, "--lang", language];
        let run = report(&folder, "2025-07-15", &words);
        assert_eq!(run.code, 0, "{run}");
        let page = folder.read("own.md");
        assert!(page.contains(said), "{kind}\n{page}");
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
