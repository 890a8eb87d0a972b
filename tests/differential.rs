//! The plain evaluator and the engine agree on generated policies and data.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says that something is wrong by a panic")]

use dabiao_tests::differ::difference;
use dabiao_tests::generate::scenarios;
use proptest::prelude::*;

/// How many scenarios are tried: `DABIAO_CASES`, else two thousand.
fn cases() -> u32 {
    std::env::var("DABIAO_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(2_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_plain_evaluator_and_the_engine_agree(scenario in scenarios()) {
        if let Some(difference) = difference(&scenario) {
            prop_assert!(false, "{}", difference);
        }
    }
}

/// Counts what differs instead of stopping at the first: for work on the engine. `cargo test -- --ignored survey`.
#[test]
#[ignore = "a survey for people, not a check"]
fn survey() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut found = std::collections::BTreeMap::<String, (usize, String)>::new();
    let mut agreed = 0;
    for _ in 0..cases() {
        let scenario = scenarios().new_tree(&mut runner).unwrap().current();
        match difference(&scenario) {
            None => agreed += 1,
            Some(text) => {
                let first = text.lines().find(|line| line.contains("plain") || line.contains("not ")).unwrap_or("?");
                let kind: String = first.rsplit("\"):").next().unwrap_or(first).split(';').next().unwrap_or("").chars().filter(|c| !c.is_ascii_digit()).take(90).collect();
                let kind = kind.rsplit("): ").next().unwrap_or_default().to_owned();
                let entry = found.entry(kind).or_insert((0, text.clone()));
                entry.0 += 1;
                if text.len() < entry.1.len() {
                    entry.1 = text;
                }
            }
        }
    }
    let mut kinds: Vec<_> = found.into_iter().collect();
    kinds.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (kind, (count, text)) in kinds.iter().rev() {
        println!("======== {count} × {kind}\n{text}\n");
    }
    println!("{agreed} agree of {}", cases());
    for (kind, (count, _)) in &kinds {
        println!("{count:6} {kind}");
    }
}
