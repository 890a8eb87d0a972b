//! `import`: declarations of other files, from other folders, with what they import themselves.

mod command;

use command::Folder;

const PLAN: &str = "policy \"Plan\"
import \"../shared/metrics.dabiao\"
metric total value in yuan, per county
target 1: SME value / total value ≥ 80%
";

/// The upper file's own target and policy do not come with its metrics.
const METRICS: &str = "policy \"Shared\"
import \"./places/counties.dabiao\"
metric SME value in yuan, per county
record contract, per county
  awarded: date
  signed: date after awarded
target 9: SME value ≥ 5 yuan
";

fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("plans/plan.dabiao", PLAN)
        .with("shared/metrics.dabiao", METRICS)
        .with("shared/places/counties.dabiao", "entity Yongjing, Linxia City: county\n")
        .with(
            "data/figures.csv",
            "metric,entity,value\nSME value,Yongjing,80\ntotal value,Yongjing,100\nSME value,Linxia City,79\ntotal value,Linxia City,100\n",
        )
}

#[test]
fn declarations_come_with_it_and_targets_do_not() {
    let folder = folder("import_declarations");
    let check = folder.dabiao(&["check", "plans/plan.dabiao"]);
    assert_eq!(check.code, 0, "{check}");
    assert!(
        check
            .stdout
            .contains("1 rule, 2 metrics, 1 record, 2 entities"),
        "{check}"
    );
    let run = folder.dabiao(&[
        "evaluate",
        "plans/plan.dabiao",
        "--data",
        "data",
        "--as-of",
        "2025-12-31",
    ]);
    assert!(run.stdout.contains("met 1 · unmet 1"), "{run}");
}

#[test]
fn a_file_that_is_gone_is_told_where_it_is_imported() {
    let folder = folder("import_gone");
    std::fs::remove_file(folder.path().join("shared/places/counties.dabiao")).ok();
    let run = folder.dabiao(&["check", "plans/plan.dabiao"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(
        run.stderr.contains("N0160") && run.stderr.contains("shared/metrics.dabiao:2:8"),
        "{run}"
    );
}

#[test]
fn a_name_declared_on_both_sides_is_an_error() {
    let twice = PLAN.replace("total value in", "SME value in");
    let folder = folder("import_twice").with("plans/plan.dabiao", twice);
    let run = folder.dabiao(&["check", "plans/plan.dabiao"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains("N0107"), "{run}");
}

#[test]
fn a_circle_of_imports_is_an_error_and_ends() {
    let folder = folder("import_circle").with(
        "shared/places/counties.dabiao",
        "import \"../metrics.dabiao\"\nentity Yongjing: county\n",
    );
    let run = folder.dabiao(&["check", "plans/plan.dabiao"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains("N0161"), "{run}");
}

#[test]
fn the_formatter_knows_the_records_of_imported_files() {
    let plan = "policy \"Plan\"\nimport \"../shared/metrics.dabiao\"\ntarget 1: contract signed within 10 days\n";
    let folder = folder("import_fmt").with("plans/plan.dabiao", plan);
    let run = folder.dabiao(&["fmt", "--lang", "zh", "plans/plan.dabiao"]);
    assert_eq!(run.code, 0, "{run}");
    let chinese = "方案 “Plan”\n引用 “../shared/metrics.dabiao”\n目标 1：contract 10天内 signed\n";
    assert_eq!(folder.read("plans/plan.dabiao"), chinese);
}
