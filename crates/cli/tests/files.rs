//! Files and folders that are missing, empty, or of another kind.

mod command;

use std::fmt::Write as _;

use command::Folder;
use insta::assert_snapshot;

const PLAN: &str = "policy \"Plan\"\n\nmetric share in %\n\ntarget 1: share ≥ 80%\n";

#[test]
fn what_cannot_be_read_ends_with_2() {
    let folder = Folder::new("unreadable")
        .with("plan.dabiao", PLAN)
        .with("figures.csv", "metric,value\nshare,80\n")
        .with("empty/readme.txt", "")
        .with("latin.dabiao", b"policy \"Plan\"\nmetric caf\xe9 in %\n");
    let wrong: [&[&str]; 7] = [
        &["check", "missing.dabiao"],
        &["check", "figures.csv"],
        &["check", "empty"],
        &["check", "latin.dabiao"],
        &["fmt", "latin.dabiao"],
        &[
            "evaluate",
            "plan.dabiao",
            "--data",
            "missing.csv",
            "--as-of",
            "2025-06-30",
        ],
        &["evaluate", "plan.dabiao", "--as-of", "2025-06-30"],
    ];
    for language in ["en", "zh"] {
        let mut said = String::new();
        for arguments in wrong {
            let run = folder.dabiao(&[arguments, &["--lang", language]].concat());
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
            let _ = write!(said, "$ dabiao {}\n{}", arguments.join(" "), run.stderr);
        }
        assert_snapshot!(format!("unreadable_{language}"), said);
    }
}

#[test]
fn a_folder_is_one_policy_and_a_byte_order_mark_no_part_of_it() {
    let folder = Folder::new("folder-policy")
        .with("plan/b.dabiao", "\u{feff}metric share in %\n")
        .with(
            "plan/a.dabiao",
            "policy \"Plan\"\n\ntarget 1: share ≥ 80%\n",
        )
        .with("plan/.hidden.dabiao", "nonsense");
    let run = folder.dabiao(&["check", "plan"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    assert_snapshot!(run.stdout);
}

#[test]
fn an_empty_file_is_no_policy_and_no_failure_of_the_command() {
    let folder = Folder::new("empty-file")
        .with("plan.dabiao", "")
        .with("figures.csv", "");
    let run = folder.dabiao(&["check", "plan.dabiao"]);
    assert!(run.code < 2, "{run}");
    let folder = folder.with("good.dabiao", PLAN);
    let run = folder.dabiao(&[
        "evaluate",
        "good.dabiao",
        "--data",
        "figures.csv",
        "--as-of",
        "2025-06-30",
    ]);
    assert_eq!(run.code, 1, "{run}");
    assert_snapshot!(run);
}

#[test]
fn several_policies_are_checked_each_on_its_own() {
    let folder = Folder::new("several")
        .with("a.dabiao", PLAN)
        .with("b.dabiao", PLAN);
    let run = folder.dabiao(&["check", "a.dabiao", "b.dabiao"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    assert_eq!(run.stdout.lines().count(), 2);
    let run = folder.dabiao(&["check", "a.dabiao", "b.dabiao", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["schema"], "dabiao.diagnostics/1");
    assert_eq!(document["diagnostics"], serde_json::json!([]));
}
