//! Trends: what a target came to from one assessment to the next.

use std::collections::BTreeMap;

use dabiao_core::{Date, State};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::entry::{damaged, kept_text};
use super::{AssessmentEntry, AssessmentId, History};
use crate::HistoryError;

/// A verdict of one assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trend {
    /// The target.
    pub target: String,
    /// For whom.
    pub entity: Option<String>,
    /// For which period.
    pub period: Option<String>,
    /// The assessment.
    pub assessment: AssessmentId,
    /// The day whose end it speaks of.
    pub as_of: Date,
    /// The state's word for programs.
    pub state: String,
    /// The figure.
    pub actual: Option<String>,
    /// Its unit.
    pub unit: Option<String>,
    /// How far it is from what is required.
    pub margin: Option<String>,
}

/// What an assessment came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The assessment.
    pub entry: AssessmentEntry,
    /// How many verdicts have each state.
    pub counts: Vec<(State, usize)>,
    /// The verdicts whose state is another than at the assessment before: as they were, as they are.
    pub turned: Vec<(Trend, Trend)>,
}

impl History {
    /// What an assessment came to, beside the one before it.
    ///
    /// # Errors
    ///
    /// [`HistoryError::NoAssessment`], and [`HistoryError::Database`] when it cannot be read.
    pub fn outcome(&self, id: AssessmentId) -> Result<Outcome, HistoryError> {
        let trends = self.trends(None, None)?;
        let own = trends.iter().filter(|it| it.assessment == id);
        let counts = State::ALL.map(|state| {
            let is = own.clone().filter(|it| it.state == state.key());
            (state, is.count())
        });
        Ok(Outcome {
            entry: self.assessment(id)?,
            counts: counts.to_vec(),
            turned: turned(&trends, id),
        })
    }

    /// The verdicts of a target, or of one entity, or all: by target, entity and period, and each as it went from one
    /// assessment to the next. What was decided later stands beside what was pending before.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Database`] when they cannot be read.
    pub fn trends(
        &self,
        target: Option<&str>,
        entity: Option<&str>,
    ) -> Result<Vec<Trend>, HistoryError> {
        let mut found: Vec<(usize, Trend)> = Vec::new();
        for assessment in self.assessments()? {
            let text = kept_text(&self.connection, &assessment.document)?;
            let document: Document =
                serde_json::from_str(&text).map_err(|_| damaged(&assessment.document))?;
            for (place, told) in document.verdicts.into_iter().enumerate() {
                let of_target = target.is_none_or(|target| told.target == target);
                if of_target && (entity.is_none() || told.entity.as_deref() == entity) {
                    found.push((place, told.trend(&assessment)));
                }
            }
        }
        Ok(in_order(found))
    }
}

/// By the place where a target stood first, which is the order of the policy; then by that of its entity and period.
fn in_order(found: Vec<(usize, Trend)>) -> Vec<Trend> {
    let mut targets: BTreeMap<String, usize> = BTreeMap::new();
    let mut seats: BTreeMap<Seat, usize> = BTreeMap::new();
    for (place, trend) in &found {
        let first = targets.entry(trend.target.clone()).or_insert(*place);
        *first = (*first).min(*place);
        let first = seats.entry(seat(trend)).or_insert(*place);
        *first = (*first).min(*place);
    }
    let mut trends: Vec<Trend> = found.into_iter().map(|(_, trend)| trend).collect();
    trends.sort_by_cached_key(|trend| {
        let seat = seat(trend);
        let first = (targets.get(&trend.target), seats.get(&seat));
        (first.0.copied(), first.1.copied(), seat, trend.assessment)
    });
    trends
}

/// Target, entity and period.
type Seat = (String, Option<String>, Option<String>);

fn seat(trend: &Trend) -> Seat {
    (
        trend.target.clone(),
        trend.entity.clone(),
        trend.period.clone(),
    )
}

/// As much of an assessment's document as is looked at.
#[derive(Deserialize)]
struct Document {
    verdicts: Vec<Told>,
}

#[derive(Deserialize)]
struct Told {
    target: String,
    entity: Option<String>,
    period: Option<String>,
    state: State,
    actual: Option<Figure>,
    margin: Option<Figure>,
}

/// A figure; one that is not known exactly has no value.
#[derive(Deserialize)]
struct Figure {
    value: Option<Value>,
    unit: Option<String>,
}

impl Figure {
    /// Its digits; nothing for what is no number.
    fn digits(&self) -> Option<String> {
        let digits = self.value.as_ref().and_then(Value::as_str);
        digits.map(str::to_owned)
    }
}

impl Told {
    fn trend(self, assessment: &AssessmentEntry) -> Trend {
        Trend {
            target: self.target,
            entity: self.entity,
            period: self.period,
            assessment: assessment.id,
            as_of: assessment.as_of,
            state: self.state.key().to_owned(),
            actual: self.actual.as_ref().and_then(Figure::digits),
            unit: self.actual.and_then(|it| it.unit),
            margin: self.margin.as_ref().and_then(Figure::digits),
        }
    }
}

fn turned(trends: &[Trend], id: AssessmentId) -> Vec<(Trend, Trend)> {
    let pairs = trends.windows(2).filter_map(|pair| match pair {
        [before, now] if now.assessment == id => Some((before, now)),
        _ => None,
    });
    pairs
        .filter(|(before, now)| before.state != now.state && seat(before) == seat(now))
        .map(|(before, now)| (before.clone(), now.clone()))
        .collect()
}
