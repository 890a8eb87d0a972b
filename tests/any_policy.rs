//! No text makes the compiler or the evaluator panic: arbitrary text, and policies of the suite with pieces moved about.
#![allow(
    clippy::unwrap_used,
    reason = "a test says that something is wrong by a panic"
)]

use std::path::Path;

use dabiao_core::{Dataset, Date, Policy, SourceFile, Sources};
use proptest::prelude::*;

/// The policies of the suite, good and bad.
fn corpus() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("suite")];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "dabiao") {
                found.extend(std::fs::read_to_string(path));
            }
        }
    }
    found
}

/// Compiles a text, and evaluates it on no data when it is valid. What it says does not matter here.
fn survives(text: &str) {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("any.dabiao", text));
    let Ok(policy) = Policy::compile(&sources) else {
        return;
    };
    let data = Dataset {
        tables: vec![None; policy.schema().records.len()],
        ..Dataset::default()
    };
    let day = Date::from_ymd_opt(2025, 6, 30).unwrap_or_default();
    if let Ok(assessment) = policy.evaluate(&data, day) {
        for verdict in assessment.verdicts().take(50) {
            verdict.explain(policy.language());
        }
    }
}

/// Two policies' lines, some of them taken out, doubled or cut short.
fn shuffled() -> impl Strategy<Value = String> {
    let corpus = corpus();
    assert!(corpus.len() > 20, "the suite has moved");
    let lines: Vec<String> = corpus
        .iter()
        .flat_map(|text| text.lines().map(str::to_owned))
        .collect();
    let whole = proptest::sample::select(corpus);
    let stray = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12);
    (whole, stray).prop_map(move |(text, strays)| {
        let mut mixed: Vec<String> = text.lines().map(str::to_owned).collect();
        for (index, how) in strays {
            let line = index.get(&lines).clone();
            let at = index.index(mixed.len().max(1)).min(mixed.len());
            match how % 4 {
                0 => mixed.insert(at, line),
                1 if at < mixed.len() => drop(mixed.remove(at)),
                2 => mixed.insert(at, line.chars().take(usize::from(how) / 8).collect()),
                _ => mixed.push(line),
            }
        }
        mixed.join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}") {
        survives(&text);
    }

    #[test]
    fn any_mixture_of_policies_is_survived(text in shuffled()) {
        survives(&text);
    }
}

/// The codes that a chain of derived metrics raises, each made of the one before.
fn chained(levels: usize, of: impl Fn(usize) -> String) -> Vec<&'static str> {
    let chain = (0..levels).zip(1..=levels);
    let chain: Vec<String> = chain
        .map(|(below, level)| format!("metric m{level} = {}", of(below)))
        .collect();
    let chain = chain.join("\n");
    let text =
        format!("policy \"Chain\"\nmetric m0 in 家, per year\n{chain}\ntarget: m{levels} ≥ 0\n");
    let mut sources = Sources::new();
    sources.add(SourceFile::new("chain.dabiao", text));
    let policy = Policy::compile(&sources).unwrap();
    policy
        .diagnostics()
        .iter()
        .map(|diagnostic| diagnostic.code.id)
        .collect()
}

/// What a derived metric comes to is bounded, however many stand one over the other.
#[test]
fn chains_of_derived_metrics_compile_at_once() {
    assert!(chained(60, |below| format!("m{below} last year")).is_empty());
    assert_eq!(
        chained(60, |below| format!("growth of m{below}")),
        ["N0170"]
    );
    assert_eq!(
        chained(60, |below| format!("m{below} + m{below}")),
        ["N0170"]
    );
    let last_year = |below| format!("m{below} + m{below} last year");
    assert_eq!(chained(60, last_year), ["N0170"]);
    assert_eq!(
        chained(2_000, |below| format!("m{below} + 1 家")),
        ["N0171"]
    );
}
