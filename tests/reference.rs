//! Every example of the reference does what it says, and every word of the vocabulary has one.
//!
//! A fence of `grammar/reference.md` or `grammar/reference.zh.md` whose info string begins with `dabiao` is an example:
//!
//! - `dabiao`: it compiles without an error, and the tests that stand in it pass.
//! - `dabiao,wrong=N0102`: it raises that code, be it an error or a warning.
//!
//! An example without a `policy` item stands behind the line `policy "Example"`. A clause that stands alone cannot be compiled:
//! show it under its item. An example that imports `shared/counties.dabiao` finds two counties there,
//! one that refines `province.dabiao` a target 16.c and 20.b and a milestone 21.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test says that something is wrong by a panic"
)]

use std::fs;
use std::path::Path;

use dabiao_core::{Language, Policy, SourceFile, Sources};
use dabiao_grammar::vocabulary::{Kind, PHRASES};
use dabiao_tests::upper::province;

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

/// What the examples import.
const COUNTIES: &str = "entity Yongjing, Linxia City: county\n主体 永靖县、临夏市：县\n";

fn compiled(example: &Example) -> Policy {
    let declares = |line: &str| line.starts_with("policy ") || line.starts_with("方案");
    let mut sources = Sources::new();
    if !example.text.lines().any(declares) {
        sources.add(SourceFile::new("prelude.dabiao", "policy \"Example\"\n"));
    }
    sources.add(SourceFile::new("example.dabiao", example.text.as_str()));
    if example.text.contains("shared/counties.dabiao") {
        let counties = SourceFile::new("shared/counties.dabiao", COUNTIES);
        sources.add(counties.imported());
    }
    Policy::compile_under(&sources, &province()).unwrap()
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

/// The examples of a page that run, one after the other: those that must be wrong show nothing of how it is done.
fn running(name: &str) -> String {
    let examples = examples(&page(name)).into_iter();
    examples
        .filter(|example| example.flags.len() == 1)
        .map(|example| example.text)
        .collect()
}

/// Whether a text has a word: an English one apart from letters, a Chinese one anywhere.
fn shows(text: &str, word: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-');
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !word.starts_with(|c: char| c.is_ascii_alphabetic())
            || !joins(before.chars().next_back()) && !joins(after.chars().next())
    })
}

/// A keyword, clause or function of the vocabulary stands in an example that runs, in one of its spellings: the English
/// ones on the English page, the Chinese ones on the Chinese page.
#[test]
fn every_word_has_an_example() {
    let (english, chinese) = (running(PAGES[0]), running(PAGES[1]));
    // A pattern's words are phrases of their own; units have a test of their own.
    let words = PHRASES
        .iter()
        .filter(|phrase| !matches!(phrase.kind(), Kind::Pattern | Kind::Unit));
    let shown = |all: &[&str], text: &str| {
        let mut words = all.iter().filter(|word| !word.is_empty()).peekable();
        words.peek().is_none()
            || words.any(|word| shows(text, word) || shows(text, &word.replace(' ', "")))
    };
    let mut lacking = Vec::new();
    for phrase in words {
        if !shown(phrase.all_en(), &english) {
            lacking.push(phrase.all_en()[0]);
        }
        if !shown(phrase.all_zh(), &chinese) {
            lacking.push(phrase.all_zh()[0]);
        }
    }
    assert!(lacking.is_empty(), "no example shows {lacking:?}");
}

/// A unit of the language is named on the page of its language, and a metric in it compiles.
#[test]
fn every_unit_is_on_the_page_and_runs() {
    let (english, chinese) = (page(PAGES[0]), page(PAGES[1]));
    let mut problems = Vec::new();
    for name in dabiao_core::Units::default().names() {
        let page = if name.is_ascii() { &english } else { &chinese };
        if !shows(page, name) {
            problems.push(format!("no page names `{name}`"));
        }
        let text = format!("policy \"Example\"\nmetric x in {name}\n");
        let mut sources = Sources::new();
        sources.add(SourceFile::new("unit.dabiao", text));
        if !Policy::compile(&sources).unwrap().is_valid() {
            problems.push(format!("no metric can be in `{name}`"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
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
