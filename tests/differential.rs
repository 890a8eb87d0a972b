//! The plain evaluator and the engine agree on generated policies and data.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says that something is wrong by a panic"
)]

use std::collections::{BTreeMap, BTreeSet};

use dabiao_core::{Date, State};
use dabiao_tests::differ::{EngineVerdict, Key, compile, details, difference, run};
use dabiao_tests::generate::{Scenario, scenarios};
use dabiao_tests::reduce::reduce;
use dabiao_tests::spell;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngSeed, TestRunner};

/// The seed of the scenarios that everybody runs; `DABIAO_SEED` asks for others.
const SEED: u64 = 20_251_122;

/// How many scenarios are tried: `DABIAO_CASES`, else two thousand.
#[expect(
    clippy::disallowed_methods,
    reason = "how many are tried is asked of the one who runs the tests"
)]
fn cases() -> u32 {
    std::env::var("DABIAO_CASES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(2_000)
}

/// The same scenarios in every run, so that a run says something about the code alone; `DABIAO_SEED` for others.
#[expect(
    clippy::disallowed_methods,
    reason = "which are tried is asked of the one who runs the tests"
)]
fn config(cases: u32) -> ProptestConfig {
    let seed = std::env::var("DABIAO_SEED")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(SEED);
    // What fails is made small by `reduce`, which knows what a policy is made of.
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 0,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(cases()))]
    #[test]
    fn the_plain_evaluator_and_the_engine_agree(scenario in scenarios()) {
        if let Some(text) = difference(&scenario) {
            let kinds = kinds_of(&text);
            let alike = |s: &Scenario| difference(s).is_some_and(|text| !kinds_of(&text).is_disjoint(&kinds));
            prop_assert!(false, "{}", difference(&reduce(scenario, alike)).unwrap_or(text));
        }
    }
}

proptest! {
    #![proptest_config(config(cases().div_ceil(4)))]
    /// The value, the lack, the counts and the listed cases of a verdict do not depend on how cases are read.
    #[test]
    fn a_verdict_is_shown_alike_by_columns_and_by_rows(scenario in scenarios()) {
        let mut tape = scenario.spelling.clone();
        let policy = compile(&spell::policy(&scenario.policy, tape.clone(), false)).unwrap();
        let files = spell::csv(&scenario.policy, &scenario.data, &mut tape);
        for as_of in &scenario.dates {
            let of = |columns| details(&policy, &files, *as_of, columns);
            prop_assert_eq!(of(true), of(false));
        }
    }
}

/// Counts what differs instead of stopping at the first, each kind with its smallest scenario: for work on the engine.
#[test]
#[ignore = "a survey for people, not a check"]
fn survey() {
    let mut runner = TestRunner::new(config(1));
    let mut kinds = std::collections::BTreeMap::<String, (u32, Vec<Scenario>)>::new();
    for _ in 0..cases() {
        let scenario = scenarios().new_tree(&mut runner).unwrap().current();
        let Some(text) = difference(&scenario) else {
            continue;
        };
        for kind in kinds_of(&text) {
            let entry = kinds.entry(kind).or_default();
            entry.0 += 1;
            if entry.1.len() < 3 {
                entry.1.push(scenario.clone());
            }
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (kind, (count, scenarios)) in &kinds {
        let has = |scenario: &Scenario| {
            difference(scenario).is_some_and(|text| kinds_of(&text).contains(kind))
        };
        let small = scenarios
            .iter()
            .map(|scenario| difference(&reduce(scenario.clone(), has)).unwrap());
        println!(
            "======== {count} × {kind}\n{}\n",
            small.min_by_key(String::len).unwrap()
        );
    }
    for (kind, (count, _)) in &kinds {
        println!("{count:6} {kind}");
    }
}

/// What the lines of a difference say, without names and numbers.
fn kinds_of(text: &str) -> BTreeSet<String> {
    let lines = text.lines().take_while(|line| !line.starts_with("----"));
    let mut kinds = BTreeSet::new();
    for line in lines {
        let Some((key, what)) = line.rsplit_once("): ").filter(|_| line.starts_with('(')) else {
            if !line.starts_with("as of") || line.contains("not ") {
                kinds.insert(
                    line.chars()
                        .filter(|c| !c.is_ascii_digit())
                        .take(60)
                        .collect(),
                );
            }
            continue;
        };
        let rule = if key.starts_with("(\"2.") {
            "milestone"
        } else {
            "target"
        };
        let what = line.split_once("): ").map_or(what, |(_, what)| what);
        let what: String = what
            .split(';')
            .next()
            .unwrap_or("")
            .chars()
            .filter(|c| !c.is_ascii_digit())
            .collect();
        let what = if what.starts_with("due")
            || what.starts_with("actual")
            || what.starts_with("margin")
        {
            what.split(':').next().unwrap_or("").to_owned()
        } else {
            what
        };
        kinds.insert(format!("{rule}: {what}"));
    }
    kinds
}

proptest! {
    #![proptest_config(config(cases() / 4))]

    /// The order of items makes no difference to verdicts, in whatever language each is written.
    #[test]
    fn the_order_of_items_makes_no_difference(scenario in scenarios()) {
        let mut tape = scenario.spelling.clone();
        let files = dabiao_tests::spell::csv(&scenario.policy, &scenario.data, &mut tape);
        let straight = dabiao_tests::spell::policy(&scenario.policy, tape.clone(), false);
        let shuffled = dabiao_tests::spell::policy(&scenario.policy, tape, true);
        let (one, other) = (compile(&straight).unwrap(), compile(&shuffled).unwrap());
        for as_of in &scenario.dates {
            let (one, other) = (run(&one, &files, *as_of), run(&other, &files, *as_of));
            prop_assert_eq!(one.map(states), other.map(states), "{}\n{}", straight, shuffled);
        }
    }

    /// The same policy, data and day give the same bytes, also from a policy compiled anew.
    #[test]
    fn the_same_input_gives_the_same_bytes(scenario in scenarios()) {
        let mut tape = scenario.spelling.clone();
        let files = dabiao_tests::spell::csv(&scenario.policy, &scenario.data, &mut tape);
        let text = dabiao_tests::spell::policy(&scenario.policy, tape, false);
        let bytes = || format!("{:?}", run(&compile(&text).unwrap(), &files, scenario.dates[0]));
        prop_assert_eq!(bytes(), bytes());
    }
}

/// What is the same in any order of items; sentences list figures as their metrics are declared.
fn states(verdicts: BTreeMap<Key, EngineVerdict>) -> Vec<(Key, State, Option<Date>)> {
    verdicts
        .into_iter()
        .map(|(key, verdict)| (key, verdict.state, verdict.due))
        .collect()
}
