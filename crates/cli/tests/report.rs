//! `dabiao report`: an assessment as a page.
#![allow(
    clippy::unwrap_used,
    reason = "a test says that something is wrong by a panic"
)]

mod command;

use std::fmt::Write as _;

use command::{Folder, Run, judging};

const PLAN: &str = "policy \"Plan <1> & 2\"
  in force 2025-01-01 to 2025-12-31
  calendar china
entity Linxia, Yongjing: county
metric share in %, per county, per quarter
metric visits in 次, per county, per quarter
target 1 \"Share\": share ≥ 80%
  lead hall
  cite \"6\"
target 2 \"Both\": all of:
  - share ≥ 70%
  - visits ≥ 2次
milestone 3 \"Hall\": due 2025-06-30
";

/// The last row is of nobody: an error among the data, with which a page ends with exit code 1.
const FIGURES: &str = "metric,entity,period,value
share,Linxia,2025Q1,80%
share,Yongjing,2025Q1,79.99%
visits,Linxia,2025Q1,2
visits,Yongjing,2025Q1,1
share,Linxia,2025Q2,85%
share,Nowhere,2025Q1,1%
";

fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("plan.dabiao", PLAN)
        .with("figures.csv", FIGURES)
}

fn report(folder: &Folder, more: &[&str]) -> Run {
    report_as_of(folder, "2025-04-30", more)
}

fn report_as_of(folder: &Folder, day: &str, more: &[&str]) -> Run {
    let asked = judging("report", ["plan.dabiao", "figures.csv", day]);
    folder.dabiao(&[&asked[..], more].concat())
}

#[test]
fn the_same_verdicts_as_a_document() {
    let folder = folder("report-markdown");
    for (file, language) in [("en.md", "en"), ("zh.md", "zh")] {
        let run = report(&folder, &["-o", file, "--lang", language]);
        assert_eq!(run.code, 1, "{run}");
        insta::assert_snapshot!(file, folder.read(file));
    }
}

#[test]
fn a_page_stands_alone_and_says_nothing_as_markup() {
    let folder = folder("report-html");
    let run = report_as_of(&folder, "2025-07-31", &["-o", "q2.html"]);
    assert_eq!(run.code, 1, "{run}");
    let page = folder.read("q2.html");
    for (there, part) in [
        (true, "<html lang=\"en\">"),
        (true, "<h1>Plan &lt;1&gt; &amp; 2</h1>"),
        (true, "79.99%"),
        (true, "figures.csv:3:4"),
        (true, "class=\"bars\""),
        (true, "class=\"trend\""),
        (true, "D0023"),
        (false, "<script"),
        (false, "http://"),
        (false, "https://"),
        (false, "url("),
        (false, "──"),
    ] {
        assert_eq!(page.contains(part), there, "{part}");
    }
    let opened = page.matches("<table").count();
    assert_eq!(opened, page.matches("</table>").count());
    let anchors = page.matches("<a href=\"#t-").count();
    assert!(anchors > 0);
    for target in ["t-1", "t-2", "t-3"] {
        assert_eq!(
            page.matches(&format!("id=\"{target}\"")).count(),
            1,
            "{target}"
        );
    }
}

#[test]
fn one_entity_sees_its_own_page() {
    let folder = folder("report-entity");
    let run = report(&folder, &["-o", "own.md", "--entity", "Yongjing"]);
    assert_eq!(run.code, 1, "{run}");
    let own = folder.read("own.md");
    assert!(
        own.contains("Yongjing") && !own.contains("| Linxia"),
        "{own}"
    );
    let run = report(&folder, &["-o", "own.md", "--entity", "Atlantis"]);
    assert!(
        run.code == 2 && run.stderr.contains("Linxia, Yongjing"),
        "{run}"
    );
}

#[test]
fn a_template_of_ones_own_is_filled_in_or_told_of() {
    let folder = folder("report-template")
        .with("own.txt", "{{ title }}: {{ states|map(attribute=\"count\")|sum }}\n")
        .with("wrong.txt", "one\n{% for %}\n")
        .with("whole.txt", "{% include \"report.md\" %}")
        .with("misspelt.txt", "one\n{{ titel }}{% if only %}own{% endif %}\n")
        .with("endless.txt", "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}");
    let run = report(&folder, &["-o", "own.md", "--template", "own.txt"]);
    assert_eq!(run.code, 1, "{run}");
    assert_eq!(folder.read("own.md"), "Plan <1> & 2: 17\n");
    let run = report(&folder, &["-o", "own.html", "--template", "own.txt"]);
    assert_eq!(run.code, 1, "{run}");
    assert_eq!(folder.read("own.html"), "Plan &lt;1&gt; &amp; 2: 17\n");
    let run = report(&folder, &["-o", "no.md", "--template", "wrong.txt"]);
    assert!(run.code == 2 && run.stderr.contains("line 2"), "{run}");
    let run = report(&folder, &["-o", "no.md", "--template", "endless.txt"]);
    assert!(run.code == 2 && run.stderr.contains("fuel"), "{run}");
    let run = report(&folder, &["-o", "no.md", "--template", "misspelt.txt"]);
    assert!(
        run.code == 2 && run.stderr.contains("`titel` is undefined"),
        "{run}"
    );
    let zh = ["-o", "no.md", "--template", "misspelt.txt", "--lang", "zh"];
    let run = report(&folder, &zh);
    let said = "第 2 行：页面没有这个名称的内容，名称须与 `words`、`targets` 等完全一致（titel）";
    assert!(run.code == 2 && run.stderr.contains(said), "{run}");
    assert!(!folder.names().iter().any(|name| name == "no.md"));
    // A page of ours may stand in one's own.
    let run = report(&folder, &["-o", "whole.md", "--template", "whole.txt"]);
    assert_eq!(run.code, 1, "{run}");
    report(&folder, &["-o", "ours.md"]);
    assert_eq!(folder.read("whole.md"), folder.read("ours.md"));
}

/// Verdicts beyond counting stay usable in a browser: what each of them costs is bounded.
#[test]
fn a_page_of_many_verdicts_is_light() {
    let entities: Vec<String> = (0..20).map(|it| format!("County{it}")).collect();
    let mut plan = format!(
        "policy \"Many\"\n  in force 2025-01-01 to 2025-12-31\nentity {}: county\n",
        entities.join(", ")
    );
    let mut figures = "metric,entity,period,value\n".to_owned();
    for target in 0..10 {
        for metric in ["done", "all"] {
            let _ = writeln!(
                plan,
                "metric {metric}{target} in 件, per county, per quarter"
            );
        }
        let share = format!("done{target} / all{target} ≥ 80%");
        let _ = writeln!(plan, "target {target} \"Share of kind {target}\": {share}");
        plan.push_str("  lead hall\n  with bureau, office, archive\n");
        for entity in &entities {
            for quarter in 1..=4 {
                let _ = writeln!(figures, "done{target},{entity},2025Q{quarter},79");
                let _ = writeln!(figures, "all{target},{entity},2025Q{quarter},100");
            }
        }
    }
    let folder = Folder::new("report-light")
        .with("plan.dabiao", &plan)
        .with("figures.csv", &figures);
    let run = report_as_of(&folder, "2026-01-31", &["-o", "many.html"]);
    assert_eq!(run.code, 0, "{run}");
    let page = folder.read("many.html");
    let verdicts = page.matches("<tr class=\"why\">").count();
    assert_eq!(verdicts, 800);
    let tags = page
        .split('<')
        .filter(|it| it.starts_with(|c: char| c.is_ascii_lowercase()));
    let (elements, bytes) = (tags.count(), page.len());
    // What stands once on the page, and what comes with each verdict.
    assert!(elements < 3_500 + 16 * verdicts, "{elements} elements");
    assert!(bytes < 60_000 + 900 * verdicts, "{bytes} bytes");
    // Who helps is said once a target, not once a verdict.
    assert_eq!(page.matches("archive").count(), 10);
}

#[test]
fn what_cannot_be_is_said() {
    let folder = folder("report-wrong");
    for (more, said) in [
        (
            &["-o", "q1.pdf"][..],
            "ends in none of .html, .xlsx and .md",
        ),
        (&["-o", "no/q1.html"], "cannot be written"),
    ] {
        let run = report(&folder, more);
        assert!(run.code == 2 && run.stderr.contains(said), "{run}");
    }
}

/// A county's figures are never lost to the page about them.
#[test]
fn a_page_never_replaces_what_it_is_made_of() {
    let folder = folder("report-over-data").with("data/figures.csv", FIGURES);
    let form = folder.dabiao(&["template", "plan.dabiao", "-o", "data/form.xlsx"]);
    assert_eq!(form.code, 0, "{form}");
    let bytes = || std::fs::read(folder.path().join("data/form.xlsx")).unwrap();
    let before = bytes();
    for (data, written, told) in [
        (
            "data/form.xlsx",
            "data/form.xlsx",
            "data/form.xlsx is read here and would be lost",
        ),
        (
            "data/form.xlsx",
            "./data/../data/form.xlsx",
            "is read here and would be lost",
        ),
        (
            "data",
            "data/page.xlsx",
            "data/page.xlsx would be read as data, as all of data is",
        ),
    ] {
        let asked = judging("report", ["plan.dabiao", data, "2025-04-30"]);
        let run = folder.dabiao(&[&asked[..], &["-o", written]].concat());
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(told), "{run}");
    }
    assert!(before == bytes(), "the submitted form is as it was");
    assert_eq!(
        folder
            .names()
            .iter()
            .filter(|it| it.contains("page"))
            .count(),
        0
    );
    // A page beside the data is no data.
    let asked = judging("report", ["plan.dabiao", "data", "2025-04-30"]);
    let run = folder.dabiao(&[&asked[..], &["-o", "data/page.html"]].concat());
    assert!(run.stdout.starts_with("data/page.html: "), "{run}");
}

#[test]
fn a_page_of_a_time_without_verdicts_says_so() {
    let folder = folder("report-empty-span");
    let run = report_as_of(
        &folder,
        "2020-04-20",
        &["-o", "q.html", "--kind", "monitor"],
    );
    assert_eq!(run.code, 1, "{run}");
    let told = "warning: the page speaks of no verdict: nothing is judged in this time";
    assert!(run.stderr.contains(told), "{run}");
}
