//! Levels: what the policy says, what the command line says, and the exit codes they lead to.
#![allow(
    clippy::indexing_slicing,
    reason = "a document of another shape fails its test"
)]

mod command;

use command::{Folder, dabiao, dabiao_zh};
use insta::assert_snapshot;

/// A policy with two warnings: two leads, and units that are not declared.
const WARNED: &str = "\
policy \"Plan\"
metric share in %
target 1: share ≥ 80%
  lead A, B
";

fn codes(arguments: &[&str]) -> (i32, Vec<String>) {
    let folder = Folder::new(&format!("levels{}", arguments.join(""))).with("plan.dabiao", WARNED);
    let mut all = vec!["check", "plan.dabiao", "--format", "json"];
    all.extend(arguments);
    let run = folder.dabiao(&all);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_default();
    let found = document["diagnostics"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let told =
        |it: &serde_json::Value| format!("{} {}", it["severity"], it["code"]).replace('"', "");
    (run.code, found.iter().map(told).collect())
}

#[test]
fn warnings_stop_nothing_unless_they_are_denied() {
    let warned = ["warning L0304", "warning L0302", "warning L0302"];
    assert_eq!(codes(&[]), (0, warned.map(str::to_owned).to_vec()));
    let denied = warned.map(|it| it.replace("warning", "error")).to_vec();
    assert_eq!(codes(&["--deny", "warnings"]), (1, denied.clone()));
    assert_eq!(codes(&["--deny", "警告"]), (1, denied));
}

#[test]
fn a_code_that_is_named_is_what_it_is_named_for() {
    let told = |all: [&str; 3]| all.map(str::to_owned).to_vec();
    assert_eq!(
        codes(&["--deny", "shared-lead"]),
        (1, told(["error L0304", "warning L0302", "warning L0302"]))
    );
    assert_eq!(
        codes(&["--deny", "warnings", "--warn", "L0302"]),
        (1, told(["error L0304", "warning L0302", "warning L0302"]))
    );
    assert_eq!(
        codes(&["--deny", "warnings", "--allow", "L0302,l0304"]),
        (0, vec![])
    );
}

#[test]
fn an_unknown_code_and_an_error_that_is_to_be_less_are_wrong_usage() {
    assert_snapshot!(dabiao(&["check", "plan.dabiao", "--allow", "shared-leed"]));
    assert_snapshot!(dabiao_zh(&["check", "plan.dabiao", "--warn", "N0102"]));
}

#[test]
fn the_policy_says_what_is_an_error_and_the_command_line_has_the_last_word() {
    let policy = WARNED.replace("\"Plan\"", "\"Plan\"\n  level shared-lead error");
    let folder = Folder::new("levels_policy").with("plan.dabiao", policy);
    assert_eq!(folder.dabiao(&["check", "plan.dabiao"]).code, 1);
    let run = folder.dabiao(&[
        "check",
        "plan.dabiao",
        "--format",
        "json",
        "--warn",
        "L0304",
    ]);
    assert!(run.stdout.contains("\"warning\"") && !run.stdout.contains("\"error\""));
    assert_eq!(run.code, 1, "the policy itself says that it is not valid");
}
