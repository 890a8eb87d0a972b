//! `dabiao fmt`: files laid out in place, or only compared.

mod command;

use command::Folder;
use insta::assert_snapshot;

const UNTIDY: &str =
    "policy   \"Plan\"\nmetric share in %\n\n\n\ntarget 1:share>=80%   # the old threshold\n";

#[test]
fn a_file_is_laid_out_in_place_and_then_stays_as_it_is() {
    let folder = Folder::new("fmt-in-place").with("plan.dabiao", UNTIDY);
    let run = folder.dabiao(&["fmt", "plan.dabiao"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (0, "1 file formatted\n"),
        "{run}"
    );
    let formatted = folder.read("plan.dabiao");
    assert_snapshot!(formatted);
    let run = folder.dabiao(&["fmt", "plan.dabiao"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (0, "1 file as it should be\n"),
        "{run}"
    );
    assert_eq!(folder.read("plan.dabiao"), formatted);
    assert_eq!(folder.names(), ["plan.dabiao"], "no temporary file is left");
}

#[test]
fn check_shows_the_difference_and_changes_nothing() {
    let folder = Folder::new("fmt-check").with("plan.dabiao", UNTIDY);
    let run = folder.dabiao(&["fmt", "--check", "plan.dabiao"]);
    assert_eq!(run.code, 1);
    assert_snapshot!(run);
    assert_eq!(folder.read("plan.dabiao"), UNTIDY);
}

#[test]
fn a_file_with_errors_is_left_alone_and_the_others_are_not() {
    let wrong = "policy \"Plan\"\ntarget 1: share ≥\n";
    let folder = Folder::new("fmt-errors")
        .with("a.dabiao", wrong)
        .with("b.dabiao", UNTIDY);
    let run = folder.dabiao(&["fmt", "a.dabiao", "b.dabiao"]);
    assert_eq!(run.code, 1, "{run}");
    assert_eq!(
        run.stderr.lines().last(),
        Some("1 file formatted, 1 file with errors left alone")
    );
    assert_eq!(folder.read("a.dabiao"), wrong);
    assert_ne!(folder.read("b.dabiao"), UNTIDY);
}

#[test]
fn a_dash_is_standard_input_and_output() {
    let folder = Folder::new("fmt-stdin");
    let english = folder.dabiao_with(&["fmt", "-"], UNTIDY.as_bytes());
    assert_eq!(
        (english.code, english.stderr.as_str()),
        (0, ""),
        "{english}"
    );
    let chinese = folder.dabiao_with(&["fmt", "-", "--lang", "zh"], english.stdout.as_bytes());
    assert_snapshot!(chinese.stdout);
    let back = folder.dabiao_with(&["fmt", "-", "--lang", "en"], chinese.stdout.as_bytes());
    assert_eq!(back.stdout, english.stdout);
    let wrong = folder.dabiao_with(&["fmt", "-"], b"target 1: share \xe2\x89\xa5\n");
    assert_eq!((wrong.code, wrong.stdout.as_str()), (1, ""));
}
