//! The GitHub Action and the hooks for pre-commit: that they parse, call what exists, and do what they say.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a file of another shape fails its test"
)]

mod command;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use command::{Folder, dabiao};
use serde_json::Value;

const FINE: &str = "\
policy \"Plan\"
  in force 2025-01-01 to 2025-12-31
metric share in %, per quarter
target 1: share ≥ 80%
test \"met\"
  given share = 80% in 2025Q1
  expect 1 met
";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

fn yaml(name: &str) -> Value {
    let text = std::fs::read_to_string(root().join(name)).unwrap();
    serde_saphyr::from_str(&text).unwrap()
}

/// The script of the action's last step, run as the runner runs it, with the built command on the path.
fn act(folder: &Folder, inputs: &[(&str, &str)]) -> Output {
    let action = yaml("action.yml");
    let step = &action["runs"]["steps"][1];
    let bin = Path::new(env!("CARGO_BIN_EXE_dabiao")).parent().unwrap();
    let path = format!(
        "{}:{}",
        bin.display(),
        std::env::var_os("PATH").unwrap().display()
    );
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c"])
        .arg(step["run"].as_str().unwrap())
        .current_dir(folder.path())
        .env("PATH", path);
    for (name, value) in step["env"].as_object().unwrap() {
        let expression = value.as_str().unwrap();
        let expression = expression
            .trim_start_matches("${{ ")
            .trim_end_matches(" }}");
        let value = if let Some(input) = expression.strip_prefix("inputs.") {
            let given = inputs.iter().find(|(name, _)| *name == input);
            let default = action["inputs"][input]["default"].as_str();
            given
                .map(|(_, value)| *value)
                .or(default)
                .unwrap()
                .to_owned()
        } else {
            assert_eq!(expression, "github.action_path");
            root().display().to_string()
        };
        bash.env(name, value);
    }
    bash.output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_action_uses_every_input_and_no_other() {
    let action = yaml("action.yml");
    let inputs = action["inputs"].as_object().unwrap();
    let named: BTreeSet<&str> = inputs.keys().map(String::as_str).collect();
    let steps = action["runs"]["steps"].as_array().unwrap();
    let used: BTreeSet<&str> = steps
        .iter()
        .flat_map(|step| step["env"].as_object().unwrap().values())
        .filter_map(|value| {
            value
                .as_str()?
                .strip_prefix("${{ inputs.")?
                .strip_suffix(" }}")
        })
        .collect();
    assert_eq!(named, used);
    assert_eq!(action["runs"]["using"], "composite");
    assert!(steps.iter().all(|step| step["shell"] == "bash"));
}

#[test]
fn the_action_says_nothing_of_a_policy_that_is_fine() {
    let folder = Folder::new("action-fine")
        .with("a b.dabiao", FINE)
        .with("c.dabiao", FINE);
    let inputs = [
        ("policy", "a b.dabiao\n  c.dabiao\n"),
        ("format", "true"),
        ("sarif", "out.sarif"),
    ];
    let output = act(&folder, &inputs);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(stdout(&output), "");
    assert!(folder.read("out.sarif").contains("\"results\": []"));
}

#[test]
fn the_action_marks_an_error_and_a_failed_test() {
    let wrong = FINE.replace("target 1: share", "target 1: sharre");
    let folder = Folder::new("action-wrong").with("a.dabiao", wrong);
    let output = act(&folder, &[("policy", "a.dabiao"), ("sarif", "out.sarif")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("::error file=a.dabiao,line=4,col=11,title=N0102"));
    assert!(folder.read("out.sarif").contains("\"N0102\""));

    let failing = FINE.replace("= 80% in", "= 79% in");
    let folder = Folder::new("action-failing").with("a.dabiao", failing);
    let output = act(&folder, &[("policy", "a.dabiao")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("::error file=a.dabiao,line=5,col=1,title=met::"));
    let output = act(&folder, &[("policy", "a.dabiao"), ("test", "false")]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_action_keeps_the_gravest_exit_code() {
    let folder =
        Folder::new("action-none").with("a.dabiao", "policy \"Plan\"\n  metric share in %\n");
    assert_eq!(act(&folder, &[("policy", " \n")]).status.code(), Some(2));
    let output = act(&folder, &[("policy", "missing.dabiao"), ("format", "true")]);
    assert_eq!(output.status.code(), Some(2));
    let output = act(&folder, &[("policy", "a.dabiao"), ("format", "true")]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_action_finds_the_command_that_is_installed() {
    let bin = Path::new(env!("CARGO_BIN_EXE_dabiao")).parent().unwrap();
    let path = format!(
        "{}:{}",
        bin.display(),
        std::env::var_os("PATH").unwrap().display()
    );
    let action = yaml("action.yml");
    let output = Command::new("bash")
        .args(["-eo", "pipefail", "-c"])
        .arg(action["runs"]["steps"][0]["run"].as_str().unwrap())
        .env("PATH", path)
        .env("ACTION_PATH", root())
        .output()
        .unwrap();
    assert_eq!(
        stdout(&output),
        format!("dabiao {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn every_hook_calls_a_command_that_exists() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_array().unwrap();
    assert_eq!(hooks.len(), 3);
    for hook in hooks {
        let entry = hook["entry"].as_str().unwrap();
        let command = entry.strip_prefix("dabiao ").unwrap();
        assert_eq!(dabiao(&["help", command]).code, 0, "{entry}");
        assert_eq!(hook["id"], format!("dabiao-{command}"));
        assert_eq!(hook["files"], "\\.dabiao$");
    }
}

#[test]
fn hooks_pass_on_a_good_folder_and_fail_on_a_bad_one() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let fine = Folder::new("hooks-fine").with("a.dabiao", FINE);
    let wrong = FINE
        .replace("≥ 80%", "≥ 80万元")
        .replace("target", "  target");
    let wrong = Folder::new("hooks-wrong").with("a.dabiao", wrong);
    for hook in hooks.as_array().unwrap() {
        let mut call: Vec<&str> = hook["entry"].as_str().unwrap().split(' ').skip(1).collect();
        let arguments = hook["args"].as_array().into_iter().flatten();
        call.extend(arguments.map(|argument| argument.as_str().unwrap()));
        if hook["pass_filenames"] != false {
            call.push("a.dabiao");
        }
        assert_eq!(fine.dabiao(&call).code, 0, "{call:?}");
        assert_eq!(wrong.dabiao(&call).code, 1, "{call:?}");
    }
}
