//! Escalations that watch a score: who is on its lists, or whose total is too low.

use std::collections::BTreeMap;
use std::sync::Arc;

use dabiao_model::{Period, State};

use super::{Found, Parties, Tally};
use crate::program::{Escalation, Party, Program, ScoreMiss, WatchedScore};
use crate::score::{PartState, ScoreResult, is_listed};

/// The results of each entity by period: a miss, or met; without a total, neither.
pub(super) fn tally(
    program: &Program,
    plan: &Escalation,
    watched: &WatchedScore,
    found: &Found<'_>,
) -> Vec<(Arc<str>, BTreeMap<Period, Tally>)> {
    let mut parties = Parties::new(program, plan);
    let results = found.scores.iter().enumerate();
    for (index, result) in results.filter(|(_, result)| result.score == watched.score) {
        let entity = program.schema.entities.get(result.entity.index());
        let answers = |kind| match plan.party {
            Party::Kind(wanted) => wanted == kind,
            Party::Entity | Party::Lead => true,
        };
        let Some(name) = entity
            .filter(|entity| answers(entity.kind))
            .and_then(|entity| entity.names.first())
        else {
            continue;
        };
        let Some(period) = Period::containing(result.period.end(), plan.cadence) else {
            continue;
        };
        let tally = parties.of(name).entry(period).or_default();
        tally.add(index, state(program, watched, result, found));
        if period.end() > found.as_of {
            // Scores of the rest of it are still to come.
            tally.add(index, State::Pending);
        }
    }
    parties.found
}

fn state(
    program: &Program,
    watched: &WatchedScore,
    result: &ScoreResult,
    found: &Found<'_>,
) -> State {
    let Some(total) = &result.total else {
        let nothing = |part: &crate::score::PartResult| part.state == PartState::NotApplicable;
        return if result.parts.iter().all(nothing) {
            State::NotApplicable
        } else {
            State::NoData
        };
    };
    let is_miss = match &watched.miss {
        ScoreMiss::OnBlackList => is_listed(program, found.lists, result, true),
        ScoreMiss::OffRedList => !is_listed(program, found.lists, result, false),
        ScoreMiss::Total(comparator, marks) => comparator.holds(total.cmp(marks)),
    };
    if is_miss { State::Unmet } else { State::Met }
}
