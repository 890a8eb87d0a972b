//! Trends: what a target came to from one assessment to the next.

use dabiao_core::{Date, State};
use rusqlite::Row;
use serde::Serialize;

use super::assessments::damaged_assessment;
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
        // By the place where a target stood first, which is the order of the policy.
        let select = "SELECT v.target, v.entity, v.period, v.assessment, a.as_of, v.state, v.actual, v.unit, \
                             v.margin \
                      FROM verdict v JOIN assessment a ON a.id = v.assessment \
                      WHERE (?1 IS NULL OR v.target = ?1) AND (?2 IS NULL OR v.entity = ?2) \
                      ORDER BY min(v.place) OVER (PARTITION BY v.target), \
                               min(v.place) OVER (PARTITION BY v.target, v.entity, v.period), \
                               v.entity, v.period, v.assessment";
        let mut statement = self.connection.prepare(select)?;
        let rows = statement.query_map((target, entity), trend)?;
        rows.map(|row| row?).collect()
    }
}

/// A row as a verdict; damaged where its day or state is none.
fn trend(row: &Row<'_>) -> rusqlite::Result<Result<Trend, HistoryError>> {
    let (assessment, as_of, state): (AssessmentId, String, String) =
        (row.get(3)?, row.get(4)?, row.get(5)?);
    let is_known = State::ALL.iter().any(|it| it.key() == state);
    let Some(as_of) = as_of.parse().ok().filter(|_| is_known) else {
        return Ok(Err(damaged_assessment(assessment)));
    };
    Ok(Ok(Trend {
        target: row.get(0)?,
        entity: row.get(1)?,
        period: row.get(2)?,
        assessment,
        as_of,
        state,
        actual: row.get(6)?,
        unit: row.get(7)?,
        margin: row.get(8)?,
    }))
}

fn turned(trends: &[Trend], id: AssessmentId) -> Vec<(Trend, Trend)> {
    let seat = |it: &Trend| (it.target.clone(), it.entity.clone(), it.period.clone());
    let pairs = trends.windows(2).filter_map(|pair| match pair {
        [before, now] if now.assessment == id => Some((before, now)),
        _ => None,
    });
    pairs
        .filter(|(before, now)| before.state != now.state && seat(before) == seat(now))
        .map(|(before, now)| (before.clone(), now.clone()))
        .collect()
}
