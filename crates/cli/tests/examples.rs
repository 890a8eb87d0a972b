//! The example policies: what they print is what stands beside them, and their translations are true.
//!
//! To update: run the command of the failing line from the project's root and keep what it prints.

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

#[test]
fn the_verdicts_are_those_that_stand_beside_the_policy() {
    for (example, day) in [
        ("zhangye-2022", "2022-07-08"),
        ("zhangye-2022", "2022-12-31"),
        ("linxia-2025", "2025-04-30"),
    ] {
        let policy = format!("examples/{example}");
        let data = format!("{policy}/data");
        let words = ["evaluate", &policy, "--data", &data, "--as-of", day];
        let expected = read(&root().join(format!("{policy}/expected/{day}.txt")));
        assert_eq!(
            dabiao(&root(), &words),
            expected,
            "dabiao {}",
            words.join(" ")
        );
    }
}

#[test]
fn a_translation_says_the_same_and_comes_back_as_it_was() {
    for (example, language, own) in [("zhangye-2022", "en", "zh"), ("linxia-2025", "zh", "en")] {
        let source = root().join("examples").join(example);
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(example);
        std::fs::create_dir_all(&copy).ok();
        let files: Vec<PathBuf> = std::fs::read_dir(&source)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|it| it == "dabiao"))
            .collect();
        assert!(files.len() >= 5, "the policy of {example} has moved");
        let there = |path: &Path| copy.join(path.file_name().unwrap_or_default());
        for file in &files {
            std::fs::copy(file, there(file)).ok();
        }
        dabiao(&copy, &["fmt", "--lang", language, "."]);
        for file in &files {
            let translated = source
                .join("translated")
                .join(file.file_name().unwrap_or_default());
            assert_eq!(
                read(&there(file)),
                read(&translated),
                "{}",
                translated.display()
            );
        }
        dabiao(&copy, &["fmt", "--lang", own, "."]);
        for file in &files {
            assert_eq!(read(&there(file)), read(file), "{}", file.display());
        }
    }
}
