//! What follows verdicts beside what a scenario expects: steps of escalations, and what scores come to.

use std::sync::Arc;

use dabiao_model::EntityId;

use super::run::Difference;
use super::{ExpectedEscalation, ExpectedOutcome, ExpectedScore, ExpectedStep, Scenario};
use crate::assessment::Assessment;
use crate::escalation::{EscalationResult, Standing};
use crate::program::{Action, Escalation, Party};
use crate::score::ScoreResult;

/// What followed for a party in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// How the party came out.
    pub standing: Standing,
    /// The step: an index into the escalation's steps.
    pub step: Option<usize>,
    /// How many it has counted.
    pub count: usize,
    /// The ids of the targets or the score that were missed, or could not be decided.
    pub because: Vec<Arc<str>>,
}

/// The steps that do not follow as expected.
pub(super) fn steps(
    scenario: &Scenario,
    expected: &ExpectedEscalation,
    assessment: &Assessment<'_>,
) -> Vec<Difference> {
    let program = assessment.program();
    let Some(plan) = program.escalations.get(expected.escalation) else {
        return Vec::new();
    };
    let mut differences = Vec::new();
    for step in &expected.steps {
        let results = assessment.escalations().iter();
        let results: Vec<&EscalationResult> = results
            .filter(|it| it.escalation == expected.escalation && it.period == step.period)
            .collect();
        let other = |party: Option<Arc<str>>, found: Option<&EscalationResult>| Difference::Step {
            escalation: expected.escalation,
            party,
            period: step.period,
            followed: found.map(|result| Box::new(followed(result, assessment))),
        };
        let parties = parties(scenario, expected, plan, &results, assessment);
        if parties.is_empty() && step.action.is_some() {
            differences.push(other(None, None));
        }
        for party in parties {
            let found = results.iter().find(|result| result.party == party).copied();
            if !follows(plan, found, step) {
                differences.push(other(Some(party), found));
            }
        }
    }
    differences
}

fn follows(plan: &Escalation, found: Option<&EscalationResult>, expected: &ExpectedStep) -> bool {
    let step = found.and_then(|result| plan.steps.get(result.step?));
    let action: Option<&Action> = step.map(|step| &step.action);
    action == expected.action.as_ref()
}

/// Whom an expectation speaks of.
fn parties(
    scenario: &Scenario,
    expected: &ExpectedEscalation,
    plan: &Escalation,
    results: &[&EscalationResult],
    assessment: &Assessment<'_>,
) -> Vec<Arc<str>> {
    if !expected.parties.is_empty() {
        return expected.parties.clone();
    }
    let given = given_parties(scenario, plan, assessment);
    if plan.party != Party::Lead && !given.is_empty() {
        return given;
    }
    let concerned = results
        .iter()
        .filter(|result| result.step.is_some() || result.standing == Standing::Miss);
    concerned.map(|result| result.party.clone()).collect()
}

/// The entities that something is submitted for and that a watched rule judges.
fn given_parties(
    scenario: &Scenario,
    plan: &Escalation,
    assessment: &Assessment<'_>,
) -> Vec<Arc<str>> {
    let schema = &assessment.program().schema;
    let scored = plan.scored.as_ref().map(|watched| watched.score);
    let scored = scored.and_then(|index| assessment.program().scores.get(index));
    let is_judged = |entity: EntityId| {
        if let Some(score) = scored {
            return score.entities.contains(&entity);
        }
        let mut verdicts = assessment.verdicts().iter();
        verdicts.any(|verdict| {
            verdict.entity == Some(entity) && plan.watches.iter().any(|it| it.rule == verdict.rule)
        })
    };
    let is_party = |entity: &EntityId| match plan.party {
        Party::Kind(kind) => schema
            .entities
            .get(entity.index())
            .is_some_and(|it| it.kind == kind),
        Party::Entity | Party::Lead => true,
    };
    let given = scenario.entities.iter().copied().filter(is_party);
    given
        .filter(|entity| is_judged(*entity))
        .map(|entity| schema.entity_name(entity).into())
        .collect()
}

fn followed(result: &EscalationResult, assessment: &Assessment<'_>) -> Followed {
    let verdicts = if result.missed.is_empty() {
        &result.undecided
    } else {
        &result.missed
    };
    let rules = verdicts
        .iter()
        .filter_map(|index| assessment.verdicts().get(*index))
        .filter_map(|verdict| assessment.program().rules.get(verdict.rule.index()));
    let mut because: Vec<Arc<str>> = rules.map(|rule| rule.id.clone()).collect();
    let scores = result
        .scores
        .iter()
        .filter_map(|index| assessment.scores().get(*index))
        .filter_map(|result| assessment.program().scores.get(result.score));
    because.extend(scores.map(|score| score.id.clone()));
    because.dedup();
    Followed {
        standing: result.standing,
        step: result.step,
        count: result.count,
        because,
    }
}

/// The scores that do not come to what is expected.
pub(super) fn scores(
    scenario: &Scenario,
    expected: &ExpectedScore,
    assessment: &Assessment<'_>,
) -> Vec<Difference> {
    let all = assessment.scores().iter();
    let all: Vec<&ScoreResult> = all.filter(|it| it.score == expected.score).collect();
    let sitting = |result: &&ScoreResult| (Some(result.entity), Some(result.period));
    let meant = expected.scope.meant(scenario, all, sitting);
    if meant.is_empty() {
        return vec![Difference::NoScore(expected.score)];
    }
    let differs = |result: &&ScoreResult| {
        let mut outcomes = expected.outcomes.iter();
        !outcomes.all(|outcome| comes_to(result, outcome, assessment))
    };
    let other = meant.into_iter().filter(differs);
    other
        .map(|result| Difference::Score {
            result: Box::new(result.clone()),
            red: assessment.is_listed(result, false),
            black: assessment.is_listed(result, true),
        })
        .collect()
}

fn comes_to(result: &ScoreResult, expected: &ExpectedOutcome, assessment: &Assessment<'_>) -> bool {
    match expected {
        ExpectedOutcome::Total { marks, decimals } => {
            let total = result.total.as_ref();
            total.is_some_and(|total| total.rounded(*decimals) == *marks)
        }
        ExpectedOutcome::NoTotal => result.total.is_none(),
        ExpectedOutcome::Grade(grade) => result.grade == Some(*grade),
        ExpectedOutcome::Rank(rank) => result.rank == Some(*rank),
        ExpectedOutcome::Listed { black, on } => assessment.is_listed(result, *black) == *on,
    }
}
