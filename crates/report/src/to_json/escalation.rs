//! Escalations as entries of the document.

use dabiao_core::program::{Escalation, Step};
use dabiao_core::{Assessment, EscalationResult, Language};

use super::score::shown;
use crate::document::{EscalationEntry, FollowEntry, OnTheDayEntry, TotalKey, VerdictKey};
use crate::words;

/// Every period from which something follows, or that could not be decided.
pub(super) fn escalations(assessment: &Assessment<'_>, language: Language) -> Vec<EscalationEntry> {
    let results = assessment.escalations().iter();
    results
        .filter_map(|result| escalation_entry(assessment, result, language))
        .collect()
}

/// What an escalation comes to for a party in a period.
pub(crate) fn escalation_entry(
    assessment: &Assessment<'_>,
    result: &EscalationResult,
    language: Language,
) -> Option<EscalationEntry> {
    let plans = &assessment.inner().program().escalations;
    let plan = plans.get(result.escalation)?;
    Some(entry(assessment, plan, result, language))
}

fn entry(
    assessment: &Assessment<'_>,
    plan: &Escalation,
    result: &EscalationResult,
    language: Language,
) -> EscalationEntry {
    let step = |index: Option<usize>| plan.steps.get(index?);
    let keys = |verdicts: &[usize]| {
        let keys = verdicts.iter().filter_map(|index| key(assessment, *index));
        keys.collect()
    };
    EscalationEntry {
        escalation: plan.id.to_string(),
        title: plan.title.as_deref().map(str::to_owned),
        party: result.party.to_string(),
        period: result.period.to_string(),
        standing: result.standing,
        step: step(result.step).map(|step| step_entry(step, result.count, language)),
        missed: keys(&result.missed),
        undecided: keys(&result.undecided),
        scores: result
            .scores
            .iter()
            .filter_map(|index| total_key(assessment, *index))
            .collect(),
        on_the_day: result.then.map(|then| OnTheDayEntry {
            date: then.day,
            standing: then.standing,
            action: step(then.step).map(|step| words::action(&step.action, language).to_owned()),
        }),
    }
}

fn step_entry(step: &Step, count: usize, language: Language) -> FollowEntry {
    FollowEntry {
        action: words::action(&step.action, language).to_owned(),
        by: step.by.as_deref().map(str::to_owned),
        to: step.to.as_deref().map(str::to_owned),
        count,
        from: step.count,
    }
}

fn total_key(assessment: &Assessment<'_>, index: usize) -> Option<TotalKey> {
    let result = assessment.scores().get(index)?;
    let score = assessment.inner().program().scores.get(result.score)?;
    Some(TotalKey {
        score: score.id.to_string(),
        period: result.period.to_string(),
        total: result.total.as_ref().map(|total| shown(score, total)),
    })
}

pub(super) fn key(assessment: &Assessment<'_>, index: usize) -> Option<VerdictKey> {
    let program = assessment.inner().program();
    let verdict = assessment.inner().verdicts().get(index)?;
    let entity = verdict.entity.map(|it| program.schema.entity_name(it));
    Some(VerdictKey {
        target: program.rules.get(verdict.rule.index())?.id.to_string(),
        entity: entity.map(str::to_owned),
        period: verdict.period.map(|period| period.to_string()),
    })
}
