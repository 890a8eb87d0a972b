//! Scores and lists as entries of the document.

use dabiao_core::explain::Value;
use dabiao_core::program::{Marked, Score};
use dabiao_core::{Assessment, EntityId, Language, ListResult, Ratio, ScoreResult};

use super::escalation::key;
use super::value::value_entry;
use crate::document::{ListEntry, NumberEntry, ScoreEntry, ScorePartEntry};
use crate::exact::digits;

/// Every score of every period that is over.
pub(super) fn scores(assessment: &Assessment<'_>, language: Language) -> Vec<ScoreEntry> {
    let results = assessment.scores().iter();
    results
        .filter_map(|result| score_entry(assessment, result, language))
        .collect()
}

/// A score of an entity in a period.
pub(crate) fn score_entry(
    assessment: &Assessment<'_>,
    result: &ScoreResult,
    language: Language,
) -> Option<ScoreEntry> {
    let score = assessment.inner().program().scores.get(result.score)?;
    Some(entry(assessment, score, result, language))
}

fn entry(
    assessment: &Assessment<'_>,
    score: &Score,
    result: &ScoreResult,
    language: Language,
) -> ScoreEntry {
    let parts = score.parts.iter().zip(&result.parts).map(|(part, came)| {
        let value = came.value.clone().zip(match &part.of {
            Marked::Value(_, unit) => Some(unit.clone()),
            Marked::Rule(_) => None,
        });
        let verdicts = came.verdicts.iter();
        ScorePartEntry {
            part: part.label.to_string(),
            weight: number(&part.weight),
            state: came.state,
            value: value.map(|(value, unit)| value_entry(&Value::exact(value, unit), language)),
            marks: came.marks.as_ref().map(number),
            verdicts: verdicts
                .filter_map(|index| key(assessment, *index))
                .collect(),
        }
    });
    let grade = result.grade.and_then(|index| score.grades.get(index));
    ScoreEntry {
        score: score.id.to_string(),
        title: score.title.as_deref().map(str::to_owned),
        entity: name(assessment, result.entity),
        period: result.period.to_string(),
        total: result.total.as_ref().map(number),
        shown: result.total.as_ref().map(|total| shown(score, total)),
        grade: grade.map(|(name, _)| name.to_string()),
        rank: result.rank,
        parts: parts.collect(),
    }
}

/// A total as it is shown: rounded half up where the score says to how many decimals, else to two.
pub(crate) fn shown(score: &Score, total: &Ratio) -> String {
    match score.rounded_to {
        Some(places) => total.digits_fixed(places),
        None => total.digits(2),
    }
}

fn number(value: &Ratio) -> NumberEntry {
    let (value, exact) = digits(value);
    NumberEntry {
        value,
        unit: None,
        exact,
    }
}

fn name(assessment: &Assessment<'_>, entity: EntityId) -> String {
    let schema = &assessment.inner().program().schema;
    schema.entity_name(entity).to_owned()
}

/// Every list of every period that is over.
pub(super) fn lists(assessment: &Assessment<'_>) -> Vec<ListEntry> {
    let plans = &assessment.inner().program().scores;
    let entry = |result: &ListResult| {
        let score = plans.get(result.score)?;
        let names =
            |entities: &[EntityId]| entities.iter().map(|it| name(assessment, *it)).collect();
        Some(ListEntry {
            score: score.id.to_string(),
            list: if score.lists.get(result.list)?.black {
                "black"
            } else {
                "red"
            },
            period: result.period.to_string(),
            entities: names(&result.entities),
            excepted: names(&result.excepted),
        })
    };
    assessment.lists().iter().filter_map(entry).collect()
}
