//! `dabiao test`: do the tests that stand in a policy pass?

use dabiao_core::Language;
use dabiao_core::scenario::{Coverage, Scenario};
use dabiao_report::{TestRun, tests_json, tests_text};

use super::check::{Checked, compile, tell};
use super::evaluate::invalid;
use super::{In, Outcome, Result};
use crate::args::{Format, TestArgs};
use crate::failure::Failure;
use crate::output;

pub(super) fn run(args: &TestArgs, asked: Option<Language>, preferred: Language) -> Result {
    let mut policies = Vec::new();
    for path in &args.policy {
        let checked = compile(path, asked).in_language(preferred)?;
        if !checked.policy.is_valid() {
            return invalid(&checked, args.format).in_language(preferred);
        }
        policies.push((path.display().to_string(), checked));
    }
    let mut runs = Vec::new();
    for (path, checked) in &policies {
        let run = run_policy(path, checked, args.filter.as_deref());
        runs.extend(run.in_language(checked.language)?);
    }
    match args.format {
        Format::Text => {
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
        Format::Json => {
            let language = asked.unwrap_or(preferred);
            output::print(&tests_json(&runs, language)).in_language(language)?;
        }
    }
    let least = usize::from(args.min_coverage.unwrap_or(0));
    let wanting = |run: &TestRun<'_>| !run.is_fine() || run.coverage.percent() < least;
    Ok(Outcome::found(runs.iter().any(wanting)))
}

/// Runs the tests of a valid policy whose name contains `filter`.
fn run_policy<'a>(
    path: &str,
    checked: &'a Checked,
    filter: Option<&str>,
) -> std::result::Result<Option<TestRun<'a>>, Failure> {
    let Some(program) = checked.policy.program() else {
        return Ok(None);
    };
    let all = checked.policy.tests();
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
    }))
}
