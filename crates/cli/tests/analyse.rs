//! `dabiao analyse`: findings with their derivations, as text and as JSON, and how it ends.

mod command;

use command::Folder;

const CHAIN: &str = "policy \"Plan\"
metric firms in 户
metric asked in 户, part of firms
metric granted in 户, part of asked
target 1: asked / firms ≥ 50%
target 2: granted / asked ≥ 50%
target 3: granted / firms ≥ 20%
";

#[test]
fn what_follows_is_derived_and_no_failure() {
    let folder = Folder::new("analyse_chain").with("plan.dabiao", CHAIN);
    let run = folder.dabiao(&["analyse", "plan.dabiao"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    assert!(
        run.stdout
            .contains("note[A0004]: “3” follows from “1” and “2”"),
        "{run}"
    );
    let derived = "0.5 × 1            asked ≥ 50% × firms
         2            granted ≥ 50% × asked
         hence        granted ≥ 25% × firms
";
    assert!(run.stdout.contains(derived), "{run}");
    let json = folder.dabiao(&["analyse", "plan.dabiao", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["schema"], "dabiao.analysis/1");
    assert_eq!(json["findings"][0]["code"], "A0004");
    assert_eq!(json["findings"][0]["others"], serde_json::json!(["1", "2"]));
    assert_eq!(json["findings"][0]["derivation"][0]["factor"], "0.5");
}

#[test]
fn what_clashes_is_a_failure_in_either_language() {
    let plan = format!("{CHAIN}target 4: granted / firms < 25%\n");
    let folder = Folder::new("analyse_clash").with("plan.dabiao", plan);
    let run = folder.dabiao(&["analyse", "plan.dabiao", "--lang", "zh"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{run}");
    assert!(
        run.stdout.contains("警告[A0001]: “4”与“1”、“2”相互矛盾"),
        "{run}"
    );
}

#[test]
fn an_invalid_policy_is_told_and_not_analysed() {
    let folder = Folder::new("analyse_invalid")
        .with("plan.dabiao", "policy \"Plan\"\ntarget 1: share ≥ 80%\n");
    let run = folder.dabiao(&["analyse", "plan.dabiao"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run}");
    assert!(run.stderr.contains("N0102"), "{run}");
}
