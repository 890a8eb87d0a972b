//! Whether the tests of a policy notice that it was changed.

use std::collections::BTreeMap;

use dabiao_analysis::compare;
use dabiao_analysis::mutation::{self, Change, Item, Mutant};
use dabiao_eval::scenario::{self, ExpectationKind, Scenario};
use dabiao_eval::{EvaluateOptions, Program};
use dabiao_model::MetricId;

use super::{Policy, TestError};

/// A policy with one thing changed, and whether a test of its own noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// What was changed.
    pub mutant: Mutant,
    /// Whether a test that passes fails with the change.
    pub noticed: bool,
}

impl Policy {
    /// Changes one thing after the other and runs the policy's own tests. Tests that fail as it stands notice nothing;
    /// a change that no figures can show, such as `= 100%` of a part to `≥ 100%`, is none.
    ///
    /// # Errors
    ///
    /// [`TestError`] for a policy with errors, or at a limit as it stands.
    pub fn mutate(&self) -> Result<Vec<Tried>, TestError> {
        let own = self.program().ok_or(TestError::InvalidPolicy)?;
        let outcomes = self.run_tests(self.tests())?;
        let tests = self.tests().iter().zip(&outcomes);
        let passing: Vec<&Scenario> = tests
            .filter(|(_, failures)| failures.is_empty())
            .map(|(test, _)| test)
            .collect();
        let mut given: BTreeMap<&[MetricId], Program> = BTreeMap::new();
        for test in &passing {
            let metrics = test.given_derived.as_slice();
            if !metrics.is_empty() && !given.contains_key(metrics) {
                let program =
                    dabiao_compile::compile_given(self.modules(), &self.0.sources, metrics);
                given.insert(metrics, program.ok_or(TestError::InvalidPolicy)?);
            }
        }
        let tried = mutation::mutants(own).into_iter().map(|mutant| Tried {
            noticed: notices(&mutant, own, &given, &passing),
            mutant,
        });
        Ok(tried
            .filter(|it| it.noticed || matters(&it.mutant, own))
            .collect())
    }
}

/// Whether any figures show the change.
fn matters(mutant: &Mutant, own: &Program) -> bool {
    let asks = matches!(
        mutant.change,
        Change::Comparator(..) | Change::Threshold(..) | Change::Joined(_)
    );
    let (Some(rule), true) = (mutant.rule(), asks) else {
        return true;
    };
    let changed = mutant.of(own);
    changed.is_none_or(|changed| !compare::is_same(own, &changed, rule))
}

fn notices(
    mutant: &Mutant,
    own: &Program,
    given: &BTreeMap<&[MetricId], Program>,
    tests: &[&Scenario],
) -> bool {
    let mut changed: BTreeMap<&[MetricId], Option<Program>> = BTreeMap::new();
    let mut speaking: Vec<&&Scenario> = tests.iter().filter(|it| may_notice(it, mutant)).collect();
    // Those that name the rule come first: one of them is enough.
    speaking.sort_by_key(|test| !names(test, mutant));
    speaking.into_iter().any(|test| {
        let metrics = test.given_derived.as_slice();
        let program = changed
            .entry(metrics)
            .or_insert_with(|| mutant.of(given.get(metrics).unwrap_or(own)));
        let Some(program) = program else {
            return false;
        };
        let run = scenario::run(program, test, EvaluateOptions::default());
        run.is_ok_and(|failures| !failures.is_empty())
    })
}

/// Whether a test names the rule or check that is changed.
fn names(test: &Scenario, mutant: &Mutant) -> bool {
    test.expectations
        .iter()
        .any(|it| match (&it.kind, mutant.item) {
            (ExpectationKind::Verdicts(verdicts), Item::Rule(rule)) => {
                verdicts.rules.iter().any(|it| it.index() == rule)
            }
            (ExpectationKind::Checks { checks, .. }, Item::Check(check)) => checks.contains(&check),
            _ => false,
        })
}

/// Whether it could notice: it names it, or what follows from verdicts or checks.
fn may_notice(test: &Scenario, mutant: &Mutant) -> bool {
    let follows = |kind: &ExpectationKind| match kind {
        ExpectationKind::Escalation(_)
        | ExpectationKind::Score(_)
        | ExpectationKind::Findings(_) => true,
        ExpectationKind::Verdicts(_) | ExpectationKind::Checks { .. } => {
            matches!(mutant.item, Item::Check(_))
        }
    };
    names(test, mutant) || test.expectations.iter().any(|it| follows(&it.kind))
}
