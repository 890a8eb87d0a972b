//! `dabiao template` makes a form once, and `dabiao evaluate` reads it.

mod command;

use command::Folder;

const PLAN: &str = "\
policy \"Plan\"
  in force 2025-01-01 to 2025-03-31

entity 临夏县, 永靖县: county
metric share in %, per county, per quarter

target 1: share ≥ 80%
";

#[test]
fn a_form_is_written_once_and_read_as_data() {
    let folder = Folder::new("template").with("plan.dabiao", PLAN);
    let made = folder.dabiao(&["template", "plan.dabiao", "-o", "form.xlsx"]);
    assert_eq!(
        (made.code, made.stdout.as_str()),
        (0, "written form.xlsx\n"),
        "{made}"
    );
    assert_eq!(folder.names(), ["form.xlsx", "plan.dabiao"]);
    let again = folder.dabiao(&["template", "plan.dabiao", "-o", "form.xlsx"]);
    assert_eq!(again.code, 2, "{again}");
    let read = folder.dabiao(&[
        "evaluate",
        "plan.dabiao",
        "--data",
        "form.xlsx",
        "--as-of",
        "2025-04-30",
    ]);
    assert_eq!((read.code, read.stderr.as_str()), (0, ""), "{read}");
    assert!(read.stdout.contains("no data 2"), "{read}");
}

#[test]
fn a_form_for_nobody_or_under_another_name_is_refused() {
    let folder = Folder::new("template-refused").with("plan.dabiao", PLAN);
    let nobody = folder.dabiao(&[
        "template",
        "plan.dabiao",
        "-o",
        "form.xlsx",
        "--unit",
        "兰州市",
    ]);
    assert_eq!(nobody.code, 2, "{nobody}");
    assert!(nobody.stderr.contains("临夏县"), "{nobody}");
    let other = folder.dabiao(&["template", "plan.dabiao", "-o", "form.csv"]);
    assert_eq!(other.code, 2, "{other}");
    assert_eq!(folder.names(), ["plan.dabiao"]);
}

#[test]
fn a_form_for_a_time_outside_the_plan_is_refused() {
    let folder = Folder::new("template-outside").with("plan.dabiao", PLAN);
    let asked = |plan: &'static str, period: &'static str| {
        let name = format!("{plan}-{period}.xlsx");
        folder.dabiao(&["template", plan, "-o", &name, "--period", period])
    };
    for period in ["2026", "2024Q4", "2025Q2", "2025-04"] {
        let run = asked("plan.dabiao", period);
        assert_eq!(run.code, 2, "{run}");
        let said = format!("{period} lies outside the plan (2025-01-01 to 2025-03-31)");
        assert!(run.stderr.contains(&said), "{run}");
    }
    for period in ["2025", "2025Q1", "2025-02"] {
        assert_eq!(asked("plan.dabiao", period).code, 0, "{period}");
    }
}
