//! The example policies: what they print is what stands beside them, and their translations are true.
//!
//! Every folder of `examples/` with an `expected/` in it is one. To update what stands there, run with
//! `DABIAO_WRITE_EXPECTED=1` and read the difference.

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn dabiao(folder: &Path, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_dabiao"))
        .args(words)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output();
    output.map_or_else(
        |error| error.to_string(),
        |output| String::from_utf8_lossy(&output.stdout).into_owned(),
    )
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn of_kind(paths: Vec<PathBuf>, ending: &str) -> Vec<PathBuf> {
    let fits = |path: &PathBuf| path.extension().is_some_and(|it| it == ending);
    paths.into_iter().filter(fits).collect()
}

/// The names of the example policies.
fn examples() -> Vec<String> {
    let folders = listed(&root().join("examples")).into_iter();
    let names: Vec<String> = folders
        .filter(|folder| folder.join("expected").is_dir())
        .map(|folder| name(&folder))
        .collect();
    assert!(names.len() >= 2, "the examples have moved");
    names
}

/// What is printed is what is kept, or is kept from now on where the run is to update.
fn keeps(printed: &str, kept: &Path, how: &str) {
    if std::env::var_os("DABIAO_WRITE_EXPECTED").is_some() {
        let written = kept.parent().map(std::fs::create_dir_all);
        assert!(matches!(written, Some(Ok(()))), "{}", kept.display());
        std::fs::write(kept, printed).ok();
    }
    assert_eq!(printed, read(kept), "{how}");
}

#[test]
fn the_verdicts_are_those_that_stand_beside_the_policy() {
    for example in examples() {
        let policy = format!("examples/{example}");
        let data = format!("{policy}/data");
        let reports = of_kind(listed(&root().join(&policy).join("expected")), "txt");
        assert!(!reports.is_empty(), "{example}");
        for report in reports {
            let day = name(&report);
            let day = day.trim_end_matches(".txt");
            let words = ["evaluate", &policy, "--data", &data, "--as-of", day];
            keeps(
                &dabiao(&root(), &words),
                &report,
                &format!("dabiao {}", words.join(" ")),
            );
        }
    }
}

/// The reports that are kept beside an example: its day, what it is published as, and the language.
const REPORTS: [(&str, &str, &str, &str); 2] = [
    ("zhangye-2022", "2022-12-31", "evaluation", "zh"),
    ("qiandongnan-2024", "2024-12-31", "evaluation", "en"),
];

#[test]
fn the_reports_are_those_that_stand_beside_the_policy() {
    for (example, day, kind, language) in REPORTS {
        let policy = format!("examples/{example}");
        let data = format!("{policy}/data");
        let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{example}.html"));
        let path = page.display().to_string();
        let mut words = vec!["report", &policy, "--data", &data, "--as-of", day];
        words.extend(["--kind", kind, "--lang", language, "-o"]);
        let kept = root().join(&policy).join(format!("report/{kind}.html"));
        let how = format!("dabiao {} {}", words.join(" "), kept.display());
        words.push(&path);
        dabiao(&root(), &words);
        keeps(&read(&page), &kept, &how);
    }
}

/// The other language and its own, by the keyword of the policy item.
fn languages(files: &[PathBuf]) -> (&'static str, &'static str) {
    let chinese = |file: &PathBuf| read(file).lines().any(|line| line.starts_with("方案 "));
    if files.iter().any(chinese) {
        ("en", "zh")
    } else {
        ("zh", "en")
    }
}

#[test]
fn a_translation_says_the_same_and_comes_back_as_it_was() {
    for example in examples() {
        let source = root().join("examples").join(&example);
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&example);
        std::fs::remove_dir_all(&copy).ok();
        std::fs::create_dir_all(&copy).ok();
        let files = of_kind(listed(&source), "dabiao");
        let (other, own) = languages(&files);
        let there = |path: &Path| copy.join(path.file_name().unwrap_or_default());
        for file in &files {
            std::fs::copy(file, there(file)).ok();
        }
        dabiao(&copy, &["fmt", "--lang", other, "."]);
        let translated = source.join("translated");
        for file in &files {
            let kept = translated.join(file.file_name().unwrap_or_default());
            keeps(&read(&there(file)), &kept, &kept.display().to_string());
        }
        assert_eq!(
            listed(&translated).len(),
            files.len(),
            "{example}: a translation of a file that is gone"
        );
        dabiao(&copy, &["fmt", "--lang", own, "."]);
        for file in &files {
            assert_eq!(read(&there(file)), read(file), "{}", file.display());
        }
    }
}

/// Every piece of Dabiao in the README of the examples stands in one of them, word for word.
#[test]
fn the_pieces_of_the_readme_stand_in_the_examples() {
    let readme = read(&root().join("examples/README.md"));
    let folders = examples().into_iter().flat_map(|example| {
        let folder = root().join("examples").join(example);
        [folder.join("translated"), folder]
    });
    let texts: Vec<String> = folders
        .flat_map(|folder| of_kind(listed(&folder), "dabiao"))
        .map(|file| read(&file))
        .collect();
    let pieces: Vec<&str> = readme
        .split("```dabiao\n")
        .skip(1)
        .filter_map(|rest| rest.split("\n```").next())
        .collect();
    assert!(
        pieces.len() >= 14,
        "the README shows each piece in both languages"
    );
    for piece in pieces {
        assert!(texts.iter().any(|text| text.contains(piece)), "{piece}");
    }
}

/// What a command says of an example, where it ends with anything but 0.
fn complaint(words: &[&str]) -> Option<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_dabiao"))
        .args(words)
        .current_dir(root())
        .env("LC_ALL", "C")
        .output();
    match output {
        Ok(output) if output.status.success() => None,
        Ok(output) => Some(format!(
            "dabiao {}\n{}{}",
            words.join(" "),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )),
        Err(error) => Some(error.to_string()),
    }
}

#[test]
fn every_clause_is_accounted_for_and_every_test_of_the_policies_passes() {
    let complaints = examples().into_iter().flat_map(|example| {
        let policy = format!("examples/{example}");
        let data = format!("{policy}/data");
        [
            complaint(&["coverage", &policy, "--data", &data]),
            complaint(&["test", &policy]),
        ]
    });
    let complaints: Vec<String> = complaints.flatten().collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The five documents have 889 statements; a clause that is lost from a list would be missed by nothing else.
#[test]
fn all_statements_of_the_documents_are_listed() {
    let lists = examples().into_iter().map(|example| {
        let list = read(&root().join("examples").join(example).join("clauses.csv"));
        list.lines().skip(1).count()
    });
    assert_eq!(lists.sum::<usize>(), 889);
}

#[test]
fn the_tests_at_the_edges_are_those_that_the_rules_ask_for() {
    for example in examples() {
        let policy = format!("examples/{example}");
        let folder = root().join(&policy);
        let how = format!("dabiao test {policy} --boundaries -o {policy} --force");
        let written = dabiao(&root(), &["test", &policy, "--boundaries"]);
        keeps(&written, &folder.join("boundaries.dabiao"), &how);
    }
}
