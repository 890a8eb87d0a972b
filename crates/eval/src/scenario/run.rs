//! Running a scenario: the policy is evaluated on each of its days, and what comes out is laid beside what must.

use std::collections::BTreeSet;
use std::sync::Arc;

use dabiao_model::{Date, EntityId, Estimate, Language, Period, RuleId, Text, Verdict};

use super::outcomes::{self, Followed};
use super::{ExpectationKind, ExpectedActual, ExpectedVerdicts, Scenario, Scope, Written};
use crate::assessment::{Assessment, CheckResult, CheckState, EvaluateOptions, evaluate};
use crate::error::EvaluateError;
use crate::explain::{Detail, Value, sentence};
use crate::program::Program;
use crate::score::ScoreResult;

/// An expectation that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Index into [`Scenario::expectations`].
    pub expectation: usize,
    /// What came out instead, at most [`Failure::MAX_DIFFERENCES`].
    pub differences: Vec<Difference>,
}

impl Failure {
    /// The most differences that are kept of one expectation.
    pub const MAX_DIFFERENCES: usize = 20;
}

/// What came out instead of what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Another verdict.
    Verdict {
        /// The verdict.
        verdict: Verdict,
        /// What it rests on.
        detail: Box<Detail>,
        /// It in one sentence.
        sentence: Text,
    },
    /// Another state of a check.
    Check(CheckResult),
    /// No verdict of this rule is for the entities and the period that are named.
    NoVerdict(RuleId),
    /// This check was not made for the entities and the period that are named.
    NoCheck(usize),
    /// Something else follows, or nothing.
    Step {
        /// Index into [`Program::escalations`].
        escalation: usize,
        /// For whom; none where nobody missed anything.
        party: Option<Arc<str>>,
        /// In which period.
        period: Period,
        /// What followed; none where all was met or nothing was judged.
        followed: Option<Box<Followed>>,
    },
    /// A score came to something else.
    Score {
        /// What it came to.
        result: Box<ScoreResult>,
        /// Whether its entity is on the red list.
        red: bool,
        /// Whether its entity is on the black list.
        black: bool,
    },
    /// There is no such score for the entities and the period that are named.
    NoScore(usize),
    /// Other findings: all that there are, code and message.
    Findings(Vec<(&'static str, Text)>),
}

/// Why a scenario could not be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("on {as_of}: {error}")]
pub struct RunError {
    /// On which day.
    pub as_of: Date,
    /// What failed.
    pub error: EvaluateError,
}

/// Runs a scenario and returns the expectations that do not hold, in the order written.
///
/// `program` is the policy's, with the scenario's derived metrics submitted.
///
/// # Errors
///
/// [`RunError`] when evaluating reaches a limit.
pub fn run(
    program: &Program,
    scenario: &Scenario,
    options: EvaluateOptions,
) -> Result<Vec<Failure>, RunError> {
    let days: BTreeSet<Date> = scenario
        .expectations
        .iter()
        .map(|expectation| expectation.as_of)
        .collect();
    let mut failures = Vec::new();
    for as_of in days {
        let assessment = evaluate(program, &scenario.data, as_of, options)
            .map_err(|error| RunError { as_of, error })?;
        let of_day = scenario.expectations.iter().enumerate();
        for (index, expectation) in of_day.filter(|(_, it)| it.as_of == as_of) {
            let mut differences = differences(scenario, &expectation.kind, &assessment);
            differences.truncate(Failure::MAX_DIFFERENCES);
            if !differences.is_empty() {
                failures.push(Failure {
                    expectation: index,
                    differences,
                });
            }
        }
    }
    failures.sort_by_key(|failure| failure.expectation);
    Ok(failures)
}

fn differences(
    scenario: &Scenario,
    expected: &ExpectationKind,
    assessment: &Assessment<'_>,
) -> Vec<Difference> {
    match expected {
        ExpectationKind::Findings(codes) => findings(codes, assessment),
        ExpectationKind::Verdicts(expected) => verdicts(scenario, expected, assessment),
        ExpectationKind::Checks {
            checks: wanted,
            scope,
            state,
        } => wanted
            .iter()
            .flat_map(|check| checks(scenario, *check, scope, *state, assessment))
            .collect(),
        ExpectationKind::Escalation(expected) => outcomes::steps(scenario, expected, assessment),
        ExpectationKind::Score(expected) => outcomes::scores(scenario, expected, assessment),
    }
}

fn findings(expected: &[Arc<str>], assessment: &Assessment<'_>) -> Vec<Difference> {
    let found = assessment.findings();
    let codes: BTreeSet<&str> = found.iter().map(|finding| finding.code.id).collect();
    if codes.iter().copied().eq(expected.iter().map(AsRef::as_ref)) {
        return Vec::new();
    }
    let told = found.iter().map(|finding| {
        let message = |language| finding.message(language);
        let text = Text::new(message(Language::English), message(Language::Chinese));
        (finding.code.id, text)
    });
    vec![Difference::Findings(
        told.take(Failure::MAX_DIFFERENCES).collect(),
    )]
}

fn checks(
    scenario: &Scenario,
    check: usize,
    scope: &Scope,
    state: CheckState,
    assessment: &Assessment<'_>,
) -> Vec<Difference> {
    let all = assessment.checks().iter().copied();
    let all: Vec<CheckResult> = all.filter(|result| result.check == check).collect();
    let meant = scope.meant(scenario, all, |result| (result.entity, result.period));
    if meant.is_empty() {
        return vec![Difference::NoCheck(check)];
    }
    let other = meant.into_iter().filter(|result| result.state != state);
    other.map(Difference::Check).collect()
}

fn verdicts(
    scenario: &Scenario,
    expected: &ExpectedVerdicts,
    assessment: &Assessment<'_>,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    for rule in &expected.rules {
        let all = assessment.verdicts().iter().copied();
        let all: Vec<Verdict> = all.filter(|verdict| verdict.rule == *rule).collect();
        let sitting = |verdict: &Verdict| -> (Option<EntityId>, Option<Period>) {
            (verdict.entity, verdict.period)
        };
        let meant = expected.scope.meant(scenario, all, sitting);
        // Whoever is named must be judged: else nobody would notice that one is judged no more.
        let is_judged = |entity: &EntityId| meant.iter().any(|it| it.entity == Some(*entity));
        if meant.is_empty() || !expected.scope.entities.iter().all(is_judged) {
            differences.push(Difference::NoVerdict(*rule));
        }
        let other = meant
            .iter()
            .filter_map(|verdict| difference(expected, verdict, assessment));
        differences.extend(other);
    }
    differences
}

fn difference(
    expected: &ExpectedVerdicts,
    verdict: &Verdict,
    assessment: &Assessment<'_>,
) -> Option<Difference> {
    let says_more = expected.tier.is_some()
        || expected.actual.is_some()
        || expected.margin.is_some()
        || expected.late_days.is_some();
    if verdict.state == expected.state && !says_more {
        return None;
    }
    let detail = assessment.detail(verdict);
    if verdict.state == expected.state && expected.agrees(&detail) {
        return None;
    }
    let told = |language| sentence(assessment, verdict, language);
    Some(Difference::Verdict {
        verdict: *verdict,
        detail: Box::new(detail),
        sentence: Text::new(told(Language::English), told(Language::Chinese)),
    })
}

impl ExpectedVerdicts {
    /// Whether tier, actual value, margin and lateness are as expected, as far as they are.
    fn agrees(&self, detail: &Detail) -> bool {
        let actual =
            self.actual
                .as_ref()
                .is_none_or(|expected| match (expected, detail.actual.as_ref()) {
                    (ExpectedActual::Number(wanted), Some(found)) => wanted.is(found),
                    (ExpectedActual::YesNo(wanted), Some(Value::YesNo(found))) => wanted == found,
                    _ => false,
                });
        let is_margin = |wanted: &Written| detail.margin.as_ref().is_some_and(|it| wanted.is(it));
        let margin = self.margin.as_ref().is_none_or(is_margin);
        let late = self.late_days.is_none_or(|wanted| {
            let found = detail.signoff.as_ref().and_then(|it| it.late_days);
            found.unwrap_or(0) == wanted
        });
        let tier = self.tier.is_none_or(|wanted| detail.tier == Some(wanted));
        actual && margin && late && tier
    }
}

impl Written {
    /// Whether an exact value is this one, to the digits written.
    fn is(&self, found: &Value) -> bool {
        match found {
            Value::Number(Estimate::Exact(value), unit) => {
                unit.dimension == self.unit.dimension
                    && self.unit.from_base(value).rounded(self.decimals) == self.number
            }
            _ => false,
        }
    }
}
