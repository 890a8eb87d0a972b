//! Help and wrong usage, in both languages.

mod command;

use std::fmt::Write as _;

use command::{dabiao, dabiao_zh};
use insta::assert_snapshot;

const COMMANDS: [&str; 19] = [
    "check", "evaluate", "coverage", "analyse", "diff", "mutate", "explain", "fmt", "due", "test",
    "template", "report", "submit", "assess", "history", "replay", "seal", "verify", "help",
];

#[test]
fn help_of_the_program() {
    assert_snapshot!("program_en", dabiao(&["--help"]));
    assert_snapshot!("program_zh", dabiao_zh(&["--help"]));
}

#[test]
fn help_of_each_command() {
    for command in COMMANDS {
        let (en, zh) = (
            dabiao(&[command, "--help"]),
            dabiao(&[command, "--help", "--lang", "zh"]),
        );
        assert_eq!(
            (en.code, zh.code, en.stderr.as_str(), zh.stderr.as_str()),
            (0, 0, "", "")
        );
        assert_snapshot!(format!("{command}_en"), en.stdout);
        assert_snapshot!(format!("{command}_zh"), zh.stdout);
        assert_eq!(en.stdout, dabiao(&["help", command]).stdout);
    }
}

#[test]
fn chinese_help_has_no_english_headings() {
    for command in COMMANDS {
        let help = dabiao_zh(&[command, "--help"]).stdout;
        for word in [
            "Usage",
            "Options",
            "Arguments",
            "Commands",
            "default:",
            "possible values",
            "Print",
        ] {
            assert!(!help.contains(word), "{command}: {word}");
        }
    }
}

#[test]
fn the_version_is_the_crates() {
    let run = dabiao(&["--version"]);
    assert_eq!(
        run.stdout,
        format!("dabiao {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_is_wrong() {
    let wrong: [&[&str]; 14] = [
        &[],
        &["frobnicate"],
        &["evalute", "plan.dabiao"],
        &["check"],
        &["check", "plan.dabiao", "--frmat", "json"],
        &["check", "plan.dabiao", "--format", "yaml"],
        &["check", "plan.dabiao", "--format"],
        &["due", "2025-01-20"],
        &["due", "2025-01-20", "7 days", "--basis", "lunar"],
        &["evaluate", "plan.dabiao", "--data", "figures.csv"],
        &["evaluate", "plan.dabiao", "--as-of", "yesterday"],
        &[
            "evaluate",
            "plan.dabiao",
            "--as-of",
            "2025-06-30",
            "--only",
            "good",
        ],
        &["help", "frobnicate"],
        &["explain", "N9999"],
    ];
    for language in ["en", "zh"] {
        let mut said = String::new();
        for arguments in wrong {
            let run = if language == "en" {
                dabiao(arguments)
            } else {
                dabiao_zh(arguments)
            };
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
            let _ = write!(said, "$ dabiao {}\n{}\n", arguments.join(" "), run.stderr);
        }
        assert_snapshot!(format!("wrong_{language}"), said);
    }
}

#[test]
fn the_page_of_a_code_is_there_in_both_languages() {
    let (en, zh) = (
        dabiao(&["explain", "E0001"]),
        dabiao_zh(&["explain", "contradictory-figures"]),
    );
    assert_eq!((en.code, zh.code), (0, 0));
    assert_snapshot!("code_en", en.stdout);
    assert_snapshot!("code_zh", zh.stdout);
}
