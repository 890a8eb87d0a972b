//! Scores, ranks and lists.

use dabiao_core::PartState;
use serde::Serialize;

use super::{NumberEntry, ValueEntry, VerdictKey};

/// A score of an entity in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScoreEntry {
    /// The score's id: `7`, `score-1` for the first without one.
    pub score: String,
    /// Its title.
    pub title: Option<String>,
    /// Who.
    pub entity: String,
    /// The period.
    pub period: String,
    /// The total in marks, not rounded; null where parts are missing or nothing applies.
    pub total: Option<NumberEntry>,
    /// The total as it is shown.
    pub shown: Option<String>,
    /// The grade.
    pub grade: Option<String>,
    /// The place; those who tie share the better one.
    pub rank: Option<usize>,
    /// The parts, as the score has them.
    pub parts: Vec<ScorePartEntry>,
}

/// A part of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScorePartEntry {
    /// A target's id, or a metric's name.
    pub part: String,
    /// Its full mark.
    pub weight: NumberEntry,
    /// `marked`, `missing` or `not_applicable`.
    pub state: PartState,
    /// The value that was marked; null for a target.
    pub value: Option<ValueEntry>,
    /// Its marks, before the weight of parts that do not count is spread over it.
    pub marks: Option<NumberEntry>,
    /// The verdicts it rests on.
    pub verdicts: Vec<VerdictKey>,
}

/// A red or black list of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListEntry {
    /// The score.
    pub score: String,
    /// `red` or `black`.
    pub list: &'static str,
    /// The period.
    pub period: String,
    /// Who is on it, the first first.
    pub entities: Vec<String>,
    /// Who would be, but is left off.
    pub excepted: Vec<String>,
}
