//! What the READMEs show is what the command prints: their files are written out, their commands run.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The fenced blocks of a page: the words behind the fence, and the text.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            found.push((info.to_owned(), format!("{}\n", body.join("\n"))));
        }
    }
    found
}

/// The commands of a console block, each with what it prints.
fn commands(block: &str) -> Vec<(Vec<String>, String)> {
    let mut found: Vec<(Vec<String>, String)> = Vec::new();
    for line in block.lines() {
        if let Some(command) = line.strip_prefix("$ dabiao ") {
            let words = command.split_whitespace().map(str::to_owned).collect();
            found.push((words, String::new()));
        } else if let Some((_, printed)) = found.last_mut() {
            printed.push_str(line);
            printed.push('\n');
        }
    }
    found
}

fn run_the_examples_of(page: &str, folder: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = std::fs::read_to_string(root.join(page)).unwrap_or_default();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(folder);
    std::fs::create_dir_all(&folder).ok();
    let mut run = 0;
    for (info, body) in blocks(&page) {
        if let Some((_, file)) = info.split_once(' ') {
            std::fs::write(folder.join(file), &body).ok();
        }
        for (words, expected) in commands(&body) {
            let output = Command::new(env!("CARGO_BIN_EXE_dabiao"))
                .args(&words)
                .current_dir(&folder)
                .env("LC_ALL", "C")
                .output()
                .map(|output| output.stdout)
                .unwrap_or_default();
            assert_eq!(
                String::from_utf8_lossy(&output),
                expected,
                "dabiao {}",
                words.join(" ")
            );
            run = usize::saturating_add(run, 1);
        }
    }
    assert!(run >= 3, "the page shows fewer commands than it should");
}

#[test]
fn the_english_readme_is_true() {
    run_the_examples_of("README.md", "readme-en");
}

#[test]
fn the_chinese_readme_is_true() {
    run_the_examples_of("README.zh.md", "readme-zh");
}
