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

/// The most decimals that are tried until a total reads as what it is.
const MOST_PLACES: u32 = 36;

/// A total as it is shown: rounded half up where the score says to how many decimals, else to two; to more where it would
/// read as one of another grade: 89.995 never reads as the 90 that it falls short of.
pub(crate) fn shown(score: &Score, total: &Ratio) -> String {
    shown_apart(score, total, &[])
}

/// The totals of a score in a period: none reads as another that it differs from.
pub(crate) struct Totals<'a> {
    score: &'a Score,
    /// From the lowest.
    all: Vec<&'a Ratio>,
}

impl<'a> Totals<'a> {
    pub(crate) fn of(score: &'a Score, results: impl IntoIterator<Item = &'a ScoreResult>) -> Self {
        let totals = results.into_iter().filter_map(|it| it.total.as_ref());
        let mut all: Vec<&Ratio> = totals.collect();
        all.sort();
        Self { score, all }
    }

    pub(crate) fn shown(&self, total: &Ratio) -> String {
        let below = self.all.partition_point(|it| *it < total);
        let above = self.all.partition_point(|it| *it <= total);
        let below = below.checked_sub(1).and_then(|it| self.all.get(it));
        let beside: Vec<&Ratio> = below
            .into_iter()
            .chain(self.all.get(above))
            .copied()
            .collect();
        shown_apart(self.score, total, &beside)
    }
}

fn shown_apart(score: &Score, total: &Ratio, beside: &[&Ratio]) -> String {
    let least = score.rounded_to.unwrap_or(2);
    let is_told = |places: &u32| {
        let rounded = total.rounded(*places);
        let bounds = || score.grades.iter().filter_map(|(_, from)| from.as_ref());
        bounds().all(|from| rounded.cmp(from) == total.cmp(from))
            && beside.iter().all(|it| it.rounded(*places) != rounded)
    };
    let places = (least..=MOST_PLACES).find(is_told).unwrap_or(least);
    match score.rounded_to {
        Some(_) => total.digits_fixed(places),
        None => total.digits(places),
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
