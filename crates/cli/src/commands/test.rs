//! `dabiao test`: do the tests that stand in a policy pass?

mod boundaries;

use std::path::Path;

use dabiao_core::Language;
use dabiao_core::scenario::{Coverage, Scenario, Sights};
use dabiao_report::{TestRun, tests_github, tests_json, tests_junit, tests_text};

use super::check::{Checked, compile, document, tell};
use super::{In, Outcome, Result};
use crate::args::{Format, TestArgs, TestFormat};
use crate::failure::Failure;
use crate::output;

pub(super) fn run(args: &TestArgs, asked: Option<Language>, preferred: Language) -> Result {
    if args.boundaries {
        return boundaries::run(args, asked, preferred);
    }
    let mut policies = Vec::new();
    for path in &args.policy {
        let checked = compile(path, asked).in_language(preferred)?;
        if !checked.policy.is_valid() {
            return invalid(path, &checked, args.shown.format).in_language(preferred);
        }
        policies.push((path.display().to_string(), checked));
    }
    let mut runs = Vec::new();
    for (path, checked) in &policies {
        let run = run_policy(path, checked, args);
        runs.extend(run.in_language(checked.language)?);
    }
    match args.shown.format {
        TestFormat::Text => {
            for ((_, checked), run) in policies.iter().zip(&runs) {
                tell(
                    checked.policy.diagnostics(),
                    &checked.sources,
                    checked.language,
                );
                let look = output::look(checked.language);
                output::print(&tests_text(run, look)).in_language(checked.language)?;
            }
        }
        format => {
            let language = asked.unwrap_or(preferred);
            told(&runs, format, language).in_language(language)?;
        }
    }
    let least = usize::from(args.min_coverage.unwrap_or(0));
    let least_seen = usize::from(args.threshold.unwrap_or(0));
    let wanting = |run: &TestRun<'_>| {
        let seen = run.sights.as_ref().map_or(100, Sights::percent);
        !run.is_fine() || run.coverage.percent() < least || seen < least_seen
    };
    Ok(Outcome::found(runs.iter().any(wanting)))
}

/// The tests of all policies as one document on standard output.
fn told(
    runs: &[TestRun<'_>],
    format: TestFormat,
    language: Language,
) -> std::result::Result<(), Failure> {
    let text = match format {
        TestFormat::Text => String::new(),
        TestFormat::Json => tests_json(runs, language),
        TestFormat::Junit => tests_junit(runs, language).map_err(Failure::Output)?,
        TestFormat::Github => tests_github(runs, language),
    };
    output::print(&text)
}

/// An invalid policy is not tested: its diagnostics are all there is to say.
fn invalid(
    path: &Path,
    checked: &Checked,
    format: TestFormat,
) -> std::result::Result<Outcome, Failure> {
    match format {
        TestFormat::Text => super::evaluate::invalid(checked, Format::Text),
        format => {
            document(&[(path, checked)], format.into(), false, checked.language)?;
            Ok(Outcome::Findings)
        }
    }
}

/// Runs the tests of a valid policy whose name contains `filter`.
fn run_policy<'a>(
    path: &str,
    checked: &'a Checked,
    args: &TestArgs,
) -> std::result::Result<Option<TestRun<'a>>, Failure> {
    let Some(program) = checked.policy.program() else {
        return Ok(None);
    };
    let all = checked.policy.tests();
    let filter = args.filter.as_deref();
    let sights = args.coverage.then(|| checked.policy.sights()).transpose();
    let wanted = |test: &&Scenario| filter.is_none_or(|filter| test.name.contains(filter));
    let tests: Vec<&Scenario> = all.iter().filter(wanted).collect();
    let outcomes = checked.policy.run_tests(tests.iter().copied());
    let outcomes = outcomes.map_err(Failure::Test)?;
    Ok(Some(TestRun {
        path: path.to_owned(),
        program,
        filtered: tests.len() < all.len(),
        tests: tests.into_iter().zip(outcomes).collect(),
        coverage: Coverage::of(program, all),
        sights: sights.map_err(Failure::Test)?,
    }))
}
