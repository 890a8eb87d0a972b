//! What the tests of a policy speak of, and what none of them does.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{ExpectationKind, Scenario};
use crate::program::Program;

/// How much of a policy its tests speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// How many targets, milestones, stages and checks there are.
    pub all: usize,
    /// The ids of those that no expectation names: targets and milestones as written, then checks.
    pub untested: Vec<Arc<str>>,
}

impl Coverage {
    /// What the tests of a program speak of.
    pub fn of(program: &Program, tests: &[Scenario]) -> Self {
        let (mut rules, mut checks) = (BTreeSet::<usize>::new(), BTreeSet::<usize>::new());
        for expectation in tests.iter().flat_map(|test| &test.expectations) {
            match &expectation.kind {
                ExpectationKind::Verdicts(expected) => {
                    rules.extend(expected.rules.iter().map(|rule| rule.index()));
                }
                ExpectationKind::Checks { checks: named, .. } => checks.extend(named),
                ExpectationKind::Findings(_) => {}
            }
        }
        let of_rules = program.rules.iter().enumerate();
        let of_rules = of_rules.filter(|(index, _)| !rules.contains(index));
        let of_checks = program.checks.iter().enumerate();
        let of_checks = of_checks.filter(|(index, _)| !checks.contains(index));
        Self {
            all: program.rules.len().saturating_add(program.checks.len()),
            untested: of_rules
                .map(|(_, rule)| rule.id.clone())
                .chain(of_checks.map(|(_, check)| check.id.clone()))
                .collect(),
        }
    }

    /// How many of a hundred are tested, rounded down; a hundred where there is nothing to test.
    pub fn percent(&self) -> usize {
        let tested = self.all.saturating_sub(self.untested.len());
        tested
            .saturating_mul(100)
            .checked_div(self.all)
            .unwrap_or(100)
    }
}
