//! Every example of the reference does what it says, and every word of the vocabulary has one.
//!
//! A fence of `grammar/reference.md` or `grammar/reference.zh.md` whose info string begins with `dabiao` is an example:
//!
//! - `dabiao`: it compiles without an error, and the tests that stand in it pass.
//! - `dabiao,wrong=N0102`: it raises that code, be it an error or a warning.
//!
//! An example without a `policy` item stands behind the line `policy "Example"`. A clause that stands alone cannot be compiled:
//! show it under its item.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says that something is wrong by a panic"
)]

use std::fs;
use std::path::Path;

use dabiao_core::{Language, Policy, SourceFile, Sources};
use dabiao_grammar::vocabulary::{Kind, PHRASES};

/// An example with the line its fence begins at.
struct Example {
    line: usize,
    flags: Vec<String>,
    text: String,
}

fn examples(page: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let mut open: Option<Example> = None;
    for (line_number, line) in (1..).zip(page.lines()) {
        let fence = line.trim_start().strip_prefix("```");
        match (fence, open.take()) {
            (Some(info), None) => {
                let flags = info.split(',').map(|flag| flag.trim().to_owned()).collect();
                open = Some(Example {
                    line: line_number,
                    flags,
                    text: String::new(),
                });
            }
            (Some(_), Some(example)) => found.push(example),
            (None, Some(mut example)) => {
                example.text.push_str(line);
                example.text.push('\n');
                open = Some(example);
            }
            (None, None) => {}
        }
    }
    found.retain(|example| example.flags.first().is_some_and(|flag| flag == "dabiao"));
    found
}

fn compiled(example: &Example) -> Policy {
    let declares = |line: &str| line.starts_with("policy ") || line.starts_with("方案");
    let mut sources = Sources::new();
    if !example.text.lines().any(declares) {
        sources.add(SourceFile::new("prelude.dabiao", "policy \"Example\"\n"));
    }
    sources.add(SourceFile::new("example.dabiao", example.text.as_str()));
    Policy::compile(&sources).unwrap()
}

fn checked(example: &Example) -> Result<(), String> {
    let policy = compiled(example);
    let problem = match example
        .flags
        .iter()
        .find_map(|flag| flag.strip_prefix("wrong="))
    {
        Some(code)
            if policy
                .diagnostics()
                .iter()
                .any(|diagnostic| diagnostic.code.id == code) =>
        {
            return Ok(());
        }
        Some(code) => format!("does not raise {code}"),
        None if policy.is_valid() => return tested(example, &policy),
        None => "does not compile".to_owned(),
    };
    let found = policy
        .diagnostics()
        .iter()
        .map(|d| format!("  {} {}\n", d.code.id, d.message(Language::English)));
    Err(format!(
        "line {}: the example {problem}\n{}{}",
        example.line,
        example.text,
        found.collect::<String>()
    ))
}

/// The tests of an example pass.
fn tested(example: &Example, policy: &Policy) -> Result<(), String> {
    let outcomes = policy.run_tests(policy.tests()).unwrap();
    let outcomes = policy.tests().iter().zip(outcomes);
    let failed = outcomes.filter(|(_, failures)| !failures.is_empty());
    let failed: Vec<String> = failed
        .map(|(test, failures)| format!("  {}: {failures:#?}\n", test.name))
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!("line {}: {}", example.line, failed.concat()))
}

fn page(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::read_to_string(root.join("grammar").join(name)).unwrap()
}

const PAGES: [&str; 2] = ["reference.md", "reference.zh.md"];

#[test]
fn every_example_does_what_it_says() {
    let mut problems = Vec::new();
    for name in PAGES {
        let examples = examples(&page(name));
        assert!(
            examples.len() >= 20,
            "only {} examples in {name}",
            examples.len()
        );
        problems.extend(
            examples
                .iter()
                .filter_map(|example| checked(example).err())
                .map(|e| format!("{name}, {e}")),
        );
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// A word of the vocabulary stands in an example that runs: English ones on the English page, Chinese on the Chinese one.
#[test]
fn every_word_has_an_example() {
    let text = |name: &str| {
        examples(&page(name))
            .into_iter()
            .map(|example| example.text)
            .collect::<String>()
    };
    let (english, chinese) = (text(PAGES[0]), text(PAGES[1]));
    // A pattern's words are phrases of their own, and a unit may stand wherever another does.
    let words = PHRASES
        .iter()
        .filter(|phrase| !matches!(phrase.kind(), Kind::Pattern | Kind::Unit));
    let mut lacking = Vec::new();
    for phrase in words {
        let shown = |all: &[&str], text: &str| {
            let all: Vec<&&str> = all.iter().filter(|word| !word.is_empty()).collect();
            all.is_empty()
                || all
                    .iter()
                    .any(|word| text.contains(**word) || text.contains(&word.replace(' ', "")))
        };
        let either = format!("{english}{chinese}");
        if !shown(phrase.all_en(), &english) && !shown(phrase.all_en(), &either) {
            lacking.push(phrase.all_en()[0]);
        }
        if !shown(phrase.all_zh(), &chinese) && !shown(phrase.all_zh(), &either) {
            lacking.push(phrase.all_zh()[0]);
        }
    }
    assert!(lacking.is_empty(), "no example shows {lacking:?}");
}

#[test]
fn a_wrong_example_is_seen() {
    let metric = "metric SME share in %\n";
    let page = format!(
        "```dabiao\n{metric}target 1: SME shere ≥ 80%\n```\n\
         ```dabiao,wrong=N0102\n{metric}target 1: SME shere ≥ 80%\n```\n\
         ```dabiao,wrong=N0102\n{metric}target 1: SME share ≥ 80%\n```\n\
         ```dabiao\n{metric}target 1: SME share ≥ 80%\n```\n"
    );
    let outcomes: Vec<bool> = examples(&page)
        .iter()
        .map(|example| checked(example).is_ok())
        .collect();
    assert_eq!(outcomes, [false, true, false, true]);
}
