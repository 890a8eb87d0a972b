//! What the tests of a policy speak of, and what none of them does.

use std::collections::BTreeSet;
use std::sync::Arc;

use dabiao_model::Tier;

use super::{ExpectationKind, ExpectedEscalation, Scenario};
use crate::program::{Action, Program, RuleBody};

/// How much of a policy its tests speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// How many targets, milestones, stages, checks, tiers of warnings, steps of escalations and parts of scores there are.
    pub all: usize,
    /// Those that no expectation names: targets and milestones as written, then checks, tiers, steps and parts.
    pub untested: Vec<Untested>,
}

/// What no test speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Untested {
    /// A target, milestone, stage or check: its id.
    Item(Arc<str>),
    /// A tier of a warning: the target's or milestone's id, and the tier.
    Tier(Arc<str>, Tier),
    /// A step of an escalation: the escalation's id, and what follows.
    Step(Arc<str>, Action),
    /// A part of a score: the score's id, and what the part is called.
    Part(Arc<str>, Arc<str>),
}

/// What the tests name: indices of rules, checks and scores, tiers and steps.
#[derive(Default)]
struct Named<'t> {
    rules: BTreeSet<usize>,
    checks: BTreeSet<usize>,
    tiers: BTreeSet<(usize, Tier)>,
    steps: Vec<&'t ExpectedEscalation>,
    scores: BTreeSet<usize>,
}

impl Coverage {
    /// What the tests of a program speak of. A step is spoken of where it must follow, and a score with all its parts.
    pub fn of(program: &Program, tests: &[Scenario]) -> Self {
        let named = Named::of(tests);
        let of_rules = program.rules.iter().enumerate();
        let of_rules = of_rules.filter(|(index, _)| !named.rules.contains(index));
        let of_checks = program.checks.iter().enumerate();
        let of_checks = of_checks.filter(|(index, _)| !named.checks.contains(index));
        let items = of_rules
            .map(|(_, rule)| rule.id.clone())
            .chain(of_checks.map(|(_, check)| check.id.clone()));
        let mut untested: Vec<Untested> = items.map(Untested::Item).collect();
        let mut all = program.rules.len().saturating_add(program.checks.len());
        for (index, rule) in program.rules.iter().enumerate() {
            let tiers = tiers_of(&rule.body);
            all = all.saturating_add(tiers.len());
            let tiers = tiers.into_iter();
            let tiers = tiers.filter(|tier| !named.tiers.contains(&(index, *tier)));
            untested.extend(tiers.map(|tier| Untested::Tier(rule.id.clone(), tier)));
        }
        for (index, plan) in program.escalations.iter().enumerate() {
            all = all.saturating_add(plan.steps.len());
            let steps = plan.steps.iter().map(|step| &step.action);
            let steps = steps.filter(|action| !named.follows(index, action));
            untested.extend(steps.map(|action| Untested::Step(plan.id.clone(), action.clone())));
        }
        for (index, score) in program.scores.iter().enumerate() {
            all = all.saturating_add(score.parts.len());
            if !named.scores.contains(&index) {
                let parts = score.parts.iter();
                let parts = parts.map(|part| Untested::Part(score.id.clone(), part.label.clone()));
                untested.extend(parts);
            }
        }
        Self { all, untested }
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

/// The tiers of a rule's warnings, each once, from the mildest.
fn tiers_of(body: &RuleBody) -> BTreeSet<Tier> {
    let warnings = match body {
        RuleBody::Target { warn, .. } => warn,
        RuleBody::Milestone(plan) => &plan.warn,
    };
    warnings.iter().filter_map(|warning| warning.tier).collect()
}

impl<'t> Named<'t> {
    fn of(tests: &'t [Scenario]) -> Self {
        let mut named = Self::default();
        for expectation in tests.iter().flat_map(|test| &test.expectations) {
            match &expectation.kind {
                ExpectationKind::Verdicts(expected) => {
                    let rules = expected.rules.iter();
                    named.rules.extend(rules.clone().map(|rule| rule.index()));
                    let tiers = expected.tier.into_iter();
                    let tiers =
                        tiers.flat_map(|tier| rules.clone().map(move |rule| (rule.index(), tier)));
                    named.tiers.extend(tiers);
                }
                ExpectationKind::Checks { checks, .. } => named.checks.extend(checks),
                ExpectationKind::Escalation(expected) => named.steps.push(expected),
                ExpectationKind::Score(expected) => {
                    named.scores.insert(expected.score);
                }
                ExpectationKind::Findings(_) => {}
            }
        }
        named
    }

    /// Whether some expectation says that a step of an escalation follows.
    fn follows(&self, escalation: usize, action: &Action) -> bool {
        let of_plan = self.steps.iter().filter(|it| it.escalation == escalation);
        of_plan
            .flat_map(|it| &it.steps)
            .any(|step| step.action.as_ref() == Some(action))
    }
}
