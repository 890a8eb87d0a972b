//! The tests that stand in a policy, and running them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use dabiao_eval::scenario::{self, Failure, Scenario, Sights};
use dabiao_eval::{EvaluateOptions, Program};
use dabiao_model::MetricId;

use super::Policy;

/// Why a policy's tests were not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TestError {
    /// The policy has errors.
    #[error("the policy has errors; see its diagnostics")]
    InvalidPolicy,
    /// A limit was reached.
    #[error(transparent)]
    Run(#[from] scenario::RunError),
}

impl Policy {
    /// The tests that stand in it, in the order written. Those of a policy with errors may be incomplete.
    pub fn tests(&self) -> &[Scenario] {
        &self.0.tests
    }

    /// Runs tests of the policy and returns how each came out, in their order.
    ///
    /// A test may give figures that the policy computes; they then replace the computation, in this test alone.
    ///
    /// # Errors
    ///
    /// [`TestError`] for a policy with errors, or at a limit.
    ///
    /// ```
    /// use dabiao_core::{Policy, SourceFile, Sources};
    ///
    /// let mut sources = Sources::new();
    /// sources.add(SourceFile::new("plan.dabiao", "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\n\
    ///     test \"at the threshold\"\n  given share = 80% in 2025\n  expect 1 met, margin 0 points\n"));
    /// let policy = Policy::compile(&sources)?;
    /// let outcomes = policy.run_tests(policy.tests())?;
    /// assert!(outcomes.iter().all(|failures| failures.is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn run_tests<'t>(
        &self,
        tests: impl IntoIterator<Item = &'t Scenario>,
    ) -> Result<Vec<Vec<Failure>>, TestError> {
        let mut outcomes = Vec::new();
        self.each(tests, |program, test| {
            outcomes.push(scenario::run(program, test, EvaluateOptions::default())?);
            Ok(())
        })?;
        Ok(outcomes)
    }

    /// How its tests have seen each of its comparisons: met, unmet, without data, at the threshold.
    ///
    /// # Errors
    ///
    /// [`TestError`] for a policy with errors, or at a limit.
    pub fn sights(&self) -> Result<Sights, TestError> {
        let own = self.0.program.as_ref().ok_or(TestError::InvalidPolicy)?;
        let mut sights = Sights::of(own);
        self.each(self.tests(), |program, test| {
            Ok(sights.add(program, test, EvaluateOptions::default())?)
        })?;
        Ok(sights)
    }

    /// Each test with the program it runs on: one in which the derived metrics that it gives are submitted.
    fn each<'t>(
        &self,
        tests: impl IntoIterator<Item = &'t Scenario>,
        mut run: impl FnMut(&Program, &'t Scenario) -> Result<(), TestError>,
    ) -> Result<(), TestError> {
        let own = self.0.program.as_ref().ok_or(TestError::InvalidPolicy)?;
        let mut variants: BTreeMap<&[MetricId], Program> = BTreeMap::new();
        for test in tests {
            let given = test.given_derived.as_slice();
            let program = if given.is_empty() {
                own
            } else {
                match variants.entry(given) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => {
                        let program =
                            dabiao_compile::compile_given(self.modules(), &self.0.sources, given);
                        new.insert(program.ok_or(TestError::InvalidPolicy)?)
                    }
                }
            };
            run(program, test)?;
        }
        Ok(())
    }
}
