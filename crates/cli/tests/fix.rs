//! `dabiao check --fix`: what it changes, what it leaves, and that a second run finds nothing.

mod command;

use command::Folder;
use insta::assert_snapshot;

/// Three safe fixes, one of them behind another in its line, and an error that nobody can put right but the author.
const WRONG: &str = "\
policy \"Plan\"

metric share in %
target 1: share => 80 percent
target 2: share == 90%
target 3: sharre ≥ 1%
";

const FIXED: &str = "\
policy \"Plan\"

metric share in %
target 1: share ≥ 80%
target 2: share = 90%
target 3: sharre ≥ 1%
";

#[test]
fn safe_fixes_are_made_and_told_and_the_rest_is_left() {
    let folder = Folder::new("fix").with("plan.dabiao", WRONG);
    assert_snapshot!(folder.dabiao(&["check", "plan.dabiao", "--fix"]));
    assert_eq!(folder.read("plan.dabiao"), FIXED);
    let again = folder.dabiao(&["check", "plan.dabiao", "--fix"]);
    assert!(!again.stderr.contains("fixed"), "{again}");
    assert_eq!(folder.read("plan.dabiao"), FIXED);
    assert_eq!(folder.dabiao(&["fmt", "--check", "plan.dabiao"]).code, 0);
    assert_eq!(folder.names(), ["plan.dabiao"]);
}

#[test]
fn a_dry_run_shows_the_difference_and_changes_nothing() {
    let folder = Folder::new("fix_dry").with("plan.dabiao", WRONG);
    let arguments = ["check", "plan.dabiao", "--fix", "--dry-run", "--lang", "zh"];
    assert_snapshot!(folder.dabiao(&arguments));
    assert_eq!(folder.read("plan.dabiao"), WRONG);
}

#[test]
fn a_dry_run_of_what_is_fine_says_so() {
    let fine = FIXED.replace("sharre", "share");
    let folder = Folder::new("fix_fine").with("plan.dabiao", &fine);
    let run = folder.dabiao(&["check", "plan.dabiao", "--fix", "--dry-run"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let alone = folder.dabiao(&["check", "plan.dabiao", "--dry-run"]);
    assert_eq!(alone.code, 2, "it means nothing without --fix");
}

#[test]
fn what_is_imported_is_not_ours_to_change() {
    let shared = "metric share in %\nparameter least = 80 percent\n";
    let policy = "policy \"Plan\"\nimport \"shared.dabiao\"\ntarget 1: share => least\n";
    let folder = Folder::new("fix_import")
        .with("plan.dabiao", policy)
        .with("shared.dabiao", shared);
    assert_eq!(folder.dabiao(&["check", "plan.dabiao", "--fix"]).code, 0);
    assert!(folder.read("plan.dabiao").contains("share ≥ least"));
    assert_eq!(folder.read("shared.dabiao"), shared);
}

#[test]
fn what_is_taken_out_takes_its_line_with_it() {
    let policy = "policy \"Plan\"\n  monitor quarterly\n  allow L0304 because \"x\"\n  monitor quarterly\n\
        metric share in %  # as printed\ntarget 1: share ≥ 80%\n  allow L0305 because \"y\"  # why\n";
    let folder = Folder::new("fix_lines").with("plan.dabiao", policy);
    folder.dabiao(&["check", "plan.dabiao", "--fix"]);
    assert_eq!(
        folder.read("plan.dabiao"),
        "policy \"Plan\"\n  monitor quarterly\nmetric share in %  # as printed\ntarget 1: share ≥ 80%\n    # why\n"
    );
    let shared = "policy \"Plan\"\n  monitor quarterly; monitor quarterly\nmetric share in %\ntarget 1: share ≥ 80%\n";
    let folder = Folder::new("fix_shared_line").with("plan.dabiao", shared);
    folder.dabiao(&["check", "plan.dabiao", "--fix"]);
    assert_eq!(folder.read("plan.dabiao"), shared);
}

/// Every page of the register: a fix that is called safe leaves a text without it, and laid out as it was.
#[test]
fn safe_fixes_of_all_pages_settle_in_one_run() {
    let codes = |folder: &Folder| -> Vec<String> {
        let run = folder.dabiao(&["check", "plan.dabiao", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let found = json["diagnostics"].as_array().unwrap().iter();
        found
            .map(|it| it["code"].as_str().unwrap().to_owned())
            .collect()
    };
    let mut fixed = 0;
    for code in dabiao_core::register::all() {
        if !code.id.starts_with(['S', 'T', 'N', 'L']) || code.wrong.is_empty() {
            continue;
        }
        // Examples of the syntax are single lines of some policy.
        let is_whole = code.wrong.contains("policy") || code.wrong.contains("方案");
        let wrong = if is_whole {
            code.wrong.to_owned()
        } else {
            format!("policy \"Plan\"\n{}", code.wrong)
        };
        let folder = Folder::new(&format!("fix_{}", code.id)).with("plan.dabiao", &wrong);
        let before = codes(&folder);
        folder.dabiao(&["check", "plan.dabiao", "--fix"]);
        let text = folder.read("plan.dabiao");
        if text != wrong {
            fixed += 1;
            // What was fixed is gone, and nothing stands in its place.
            let after = codes(&folder);
            assert!(
                after.len() < before.len(),
                "{}: {before:?} {after:?}",
                code.id
            );
            assert!(
                after.iter().all(|it| before.contains(it)),
                "{}: {after:?}",
                code.id
            );
        }
        folder.dabiao(&["check", "plan.dabiao", "--fix"]);
        assert_eq!(folder.read("plan.dabiao"), text, "{}", code.id);
    }
    assert!(fixed >= 6, "{fixed}");
}
