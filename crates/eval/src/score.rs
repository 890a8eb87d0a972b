//! Scores: verdicts and values in, totals, ranks and lists out. All of it is exact.

mod lists;
mod mark;

use std::collections::BTreeMap;

use dabiao_model::{EntityId, Meter, Period, Ratio, Verdict};

use crate::assessment::{EvaluateOptions, PARTS};
use crate::error::EvaluateError;
use crate::escalation::{Standing, fallen_due, standing_of};
use crate::evaluate::Evaluation;
use crate::program::{Each, Marked, Method, MissingParts, Program, Score, ScorePart};
use lists::{listed, rank};

/// A score of an entity in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreResult {
    /// Index into [`Program::scores`](crate::Program).
    pub score: usize,
    /// Who.
    pub entity: EntityId,
    /// Which period.
    pub period: Period,
    /// The total, not rounded; none where parts are missing or nothing applies.
    pub total: Option<Ratio>,
    /// The grade: an index into the score's grades.
    pub grade: Option<usize>,
    /// The place among all of the period; those who tie share the better one.
    pub rank: Option<usize>,
    /// The parts, as the score has them.
    pub parts: Vec<PartResult>,
}

/// What a part came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartResult {
    /// How it stands.
    pub state: PartState,
    /// What share of its full mark it earned; for points, the marks themselves are counted instead.
    pub share: Option<Ratio>,
    /// Its marks, before weight of other parts is spread over it.
    pub marks: Option<Ratio>,
    /// The value that was marked, in base units.
    pub value: Option<Ratio>,
    /// The verdicts it rests on: indices into the assessment's.
    pub verdicts: Vec<usize>,
}

/// How a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartState {
    /// It has marks.
    Marked,
    /// Its figure or verdict is missing, in doubt or not due.
    Missing,
    /// It does not apply; its weight is spread over the others.
    NotApplicable,
}

/// A list of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListResult {
    /// Index into [`Program::scores`](crate::Program).
    pub score: usize,
    /// Index into the score's lists.
    pub list: usize,
    /// Which period.
    pub period: Period,
    /// Who is on it, the first first.
    pub entities: Vec<EntityId>,
    /// Who would be, but is left off.
    pub excepted: Vec<EntityId>,
}

/// Whether the entity of a result is on a list of its period.
pub(crate) fn is_listed(
    program: &Program,
    lists: &[ListResult],
    result: &ScoreResult,
    black: bool,
) -> bool {
    let score = program.scores.get(result.score);
    let is_colour = |index: usize| {
        let list = score.and_then(|score| score.lists.get(index));
        list.is_some_and(|list| list.black == black)
    };
    lists.iter().any(|list| {
        (list.score, list.period) == (result.score, result.period)
            && is_colour(list.list)
            && list.entities.contains(&result.entity)
    })
}

/// The scores and lists of all periods that are over.
pub(crate) fn score_all(
    evaluation: &Evaluation<'_>,
    verdicts: &[Verdict],
    options: EvaluateOptions,
    meter: &Meter,
) -> Result<(Vec<ScoreResult>, Vec<ListResult>), EvaluateError> {
    let (mut results, mut lists) = (Vec::new(), Vec::new());
    for (index, score) in evaluation.program.scores.iter().enumerate() {
        let each = Each {
            cadence: score.cadence,
            after: None,
            continuous: false,
        };
        let fallen = Fallen::new(evaluation, score, verdicts);
        for period in evaluation.periods(each, options.max_verdicts) {
            if period.end() > evaluation.as_of {
                break;
            }
            let mut scored = scored(evaluation, index, score, period, &fallen);
            rank(&mut scored);
            for (place, list) in score.lists.iter().enumerate() {
                let all_met = |entity: EntityId| fallen.standing(entity, period) == Standing::Met;
                lists.push(listed(index, place, list, period, &scored, all_met));
            }
            results.extend(scored);
            if results.len() > options.max_verdicts {
                return Err(EvaluateError::TooManyVerdicts {
                    limit: options.max_verdicts,
                });
            }
        }
        meter.pass(PARTS);
    }
    Ok((results, lists))
}

/// The verdicts of each entity by the period they fall to.
pub(crate) struct Fallen<'v> {
    verdicts: &'v [Verdict],
    by_place: BTreeMap<(EntityId, Period), Vec<usize>>,
    binding: Vec<bool>,
}

impl<'v> Fallen<'v> {
    fn new(evaluation: &Evaluation<'_>, score: &Score, verdicts: &'v [Verdict]) -> Self {
        let rules = &evaluation.program.rules;
        let mut by_place: BTreeMap<(EntityId, Period), Vec<usize>> = BTreeMap::new();
        for (index, verdict) in verdicts.iter().enumerate() {
            let day = rules
                .get(verdict.rule.index())
                .and_then(|rule| fallen_due(rule, verdict));
            let period = day.and_then(|day| Period::containing(day, score.cadence));
            if let Some(place) = verdict.entity.zip(period) {
                by_place.entry(place).or_default().push(index);
            }
        }
        Self {
            verdicts,
            by_place,
            binding: rules.iter().map(|rule| rule.duty.binding).collect(),
        }
    }

    fn of(&self, entity: EntityId, period: Period) -> impl Iterator<Item = (usize, &'v Verdict)> {
        let found = self.by_place.get(&(entity, period));
        let found = found.into_iter().flatten();
        found.filter_map(|index| Some((*index, self.verdicts.get(*index)?)))
    }

    /// How an entity came out of a period over all binding rules.
    fn standing(&self, entity: EntityId, period: Period) -> Standing {
        let binding = |verdict: &Verdict| self.binding.get(verdict.rule.index()) == Some(&true);
        let states = self.of(entity, period).filter(|(_, it)| binding(it));
        standing_of(states.map(|(_, verdict)| verdict.state))
    }
}

/// Every entity's score in a period, not yet ranked.
fn scored(
    evaluation: &Evaluation<'_>,
    index: usize,
    score: &Score,
    period: Period,
    fallen: &Fallen<'_>,
) -> Vec<ScoreResult> {
    let peers: Vec<Option<(Ratio, Ratio)>> = score
        .parts
        .iter()
        .map(|part| mark::peers(evaluation, score, part, period))
        .collect();
    let results = score.entities.iter().map(|entity| {
        let parts: Vec<PartResult> = score
            .parts
            .iter()
            .zip(&peers)
            .map(|(part, peers)| {
                mark::part(evaluation, part, peers.as_ref(), *entity, period, fallen)
            })
            .collect();
        let total = total(score, &parts);
        let grade = total.as_ref().and_then(|total| grade(score, total));
        ScoreResult {
            score: index,
            entity: *entity,
            period,
            total,
            grade,
            rank: None,
            parts,
        }
    });
    results.collect()
}

/// The total: marks of the parts that count, with the weight of those that do not spread over them.
fn total(score: &Score, parts: &[PartResult]) -> Option<Ratio> {
    let weighed = |state: PartState| {
        let of_state = score.parts.iter().zip(parts);
        of_state
            .filter(|(_, result)| result.state == state)
            .fold(Ratio::ZERO, |sum, (part, _)| &sum + &part.weight)
    };
    let whole = score
        .parts
        .iter()
        .fold(Ratio::ZERO, |sum, part| &sum + &part.weight);
    let (missing, spread) = (
        weighed(PartState::Missing),
        weighed(PartState::NotApplicable),
    );
    let any_missing = parts.iter().any(|part| part.state == PartState::Missing);
    let left = match &score.missing {
        MissingParts::NoTotal if any_missing => return None,
        MissingParts::NoTotal | MissingParts::Zero => &whole - &spread,
        MissingParts::Reweighted(most) => {
            let applicable = &whole - &spread;
            let share = missing.checked_div(&applicable);
            if most
                .as_ref()
                .zip(share)
                .is_some_and(|(most, share)| share > *most)
            {
                return None;
            }
            &applicable - &missing
        }
    };
    let factor = whole.checked_div(&left)?;
    let marks = |extra: bool| {
        let these = score.parts.iter().zip(parts);
        these
            .filter(|(part, _)| part.weight.is_zero() == extra)
            .filter_map(|(_, result)| result.marks.as_ref())
            .fold(Ratio::ZERO, |sum, marks| &sum + marks)
    };
    Some(&(&marks(false) * &factor) + &marks(true))
}

fn grade(score: &Score, total: &Ratio) -> Option<usize> {
    let reached = |from: &Option<Ratio>| from.as_ref().is_none_or(|from| total >= from);
    score.grades.iter().position(|(_, from)| reached(from))
}

/// Whether a part marks a value against those of its peers.
fn among_peers(part: &ScorePart) -> bool {
    matches!(
        (&part.of, &part.method),
        (
            Marked::Value(..),
            Method::Distance { bounds: None, .. } | Method::Efficacy { bounds: None, .. }
        )
    )
}
