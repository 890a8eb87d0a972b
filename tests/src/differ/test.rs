//! The tests of a policy: the same data given in a test item, and every plain verdict expected of it.

use dabiao_core::Language;
use dabiao_core::scenario::Difference;

use super::compile;
use crate::generate::Scenario;
use crate::plain::{PlainData, evaluate};
use crate::spell;

/// What the failing test says, or why it could not be run.
pub(super) fn differences(scenario: &Scenario, policy: &str) -> Vec<String> {
    // Compiling a policy anew takes as long as all the rest, so a third of the scenarios have to do.
    let Some(as_of) = scenario
        .dates
        .first()
        .filter(|_| scenario.spelling.clone().chance(34))
    else {
        return Vec::new();
    };
    // A test gives cases and asks nobody.
    let data = PlainData {
        asked: Vec::new(),
        ..scenario.data.clone()
    };
    let verdicts = evaluate(&scenario.policy, &data, *as_of);
    let tape = scenario.spelling.clone();
    let Some(test) = spell::test(&scenario.policy, &data, *as_of, &verdicts, tape) else {
        return Vec::new();
    };
    let tested = match compile(&format!("{policy}\n{test}")) {
        Ok(tested) => tested,
        Err(errors) => return vec![format!("test not compiled: {errors}\n{test}")],
    };
    let outcomes = match tested.run_tests(tested.tests()) {
        Ok(outcomes) => outcomes,
        Err(error) => return vec![format!("test not run: {error}")],
    };
    let tests = tested.tests().iter().zip(&outcomes);
    let failures = tests.flat_map(|(test, failures)| failures.iter().map(move |it| (test, it)));
    let mut lines: Vec<String> = failures
        .map(|(test, failure)| {
            let expected = &test.expectations[failure.expectation].text;
            let told = failure.differences.iter().map(sentence);
            format!("test: {expected}: {}", told.collect::<Vec<_>>().join("; "))
        })
        .collect();
    if !lines.is_empty() {
        lines.push(test);
    }
    lines
}

/// What came out, in words where there are some.
fn sentence(difference: &Difference) -> String {
    match difference {
        Difference::Verdict { sentence, .. } => sentence.get(Language::English).to_owned(),
        other => format!("{other:?}"),
    }
}
