//! The document of an evaluation.

use dabiao_core::{CheckState, Date, Severity};
use serde::Serialize;

use super::{EscalationEntry, ListEntry, ReasonEntry, ScoreEntry, ThresholdEntry, ValueEntry};

/// The document of `dabiao evaluate --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct AssessmentDocument<V> {
    /// `dabiao.assessment/1`.
    pub schema: &'static str,
    /// Which policy.
    pub policy: PolicyEntry,
    /// Which data.
    pub data: DataEntry,
    /// The day whose end the verdicts speak of.
    pub as_of: Date,
    /// How many verdicts have each of the eight states.
    pub summary: Summary,
    /// The verdicts: target as written, entity as declared, period. A [`VerdictEntry`](super::VerdictEntry) each.
    pub verdicts: V,
    /// How each check came out, for each entity and period with a figure of its.
    pub checks: Vec<CheckEntry>,
    /// What follows misses and success: escalations as written, by party and period.
    pub escalations: Vec<EscalationEntry>,
    /// Indices, grades and ranks: scores as written, by period, entities as declared.
    pub scores: Vec<ScoreEntry>,
    /// Red and black lists, by score and period as written.
    pub lists: Vec<ListEntry>,
    /// Warnings of the policy, what is wrong with the data, what is worth knowing of the evaluation.
    pub findings: Vec<Finding>,
}

impl<V> AssessmentDocument<V> {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.assessment/1";
}

/// The policy of an assessment.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyEntry {
    /// Its title.
    pub title: String,
    /// `sha256:` and the digest of its text.
    pub hash: String,
}

/// The data of an assessment.
#[derive(Debug, Clone, Serialize)]
pub struct DataEntry {
    /// `sha256:` and the digest of the files read.
    pub hash: String,
}

/// How many verdicts have each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[expect(
    missing_docs,
    reason = "the fields are the eight states of the language, documented at `State`"
)]
pub struct Summary {
    pub met: usize,
    pub unmet: usize,
    pub on_track: usize,
    pub at_risk: usize,
    pub pending: usize,
    pub no_data: usize,
    pub not_applicable: usize,
    pub invalid: usize,
}

/// A check for one entity and period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckEntry {
    /// The check's id: `rate`, `check-1` for the first without one.
    pub check: String,
    /// Its title.
    pub title: Option<String>,
    /// For whom.
    pub entity: Option<String>,
    /// For which period.
    pub period: Option<String>,
    /// `holds`, `fails` or `cannot_be_checked`.
    pub state: CheckState,
    /// Both sides of a single relation.
    #[serde(flatten)]
    pub sides: SidesEntry,
    /// The relations of a list.
    pub parts: Vec<CheckPartEntry>,
    /// Why it could not be made.
    pub reason: Option<ReasonEntry>,
}

/// Both sides of a relation, each null where there is no value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SidesEntry {
    /// The left side.
    pub left: Option<ValueEntry>,
    /// The comparison and the right side.
    pub right: Option<ThresholdEntry>,
    /// Left minus right; points for ratios.
    pub difference: Option<ValueEntry>,
}

/// A relation of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckPartEntry {
    /// What stands on its left.
    pub label: String,
    /// How it came out.
    pub state: CheckState,
    /// Its sides.
    #[serde(flatten)]
    pub sides: SidesEntry,
}

/// A warning of the policy, an error in the data, or something worth knowing of the evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The diagnostic code: `D0101`.
    pub code: &'static str,
    /// The code's name: `unknown-metric`.
    pub name: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where: `figures.csv:9:1`.
    pub at: Option<String>,
    /// What to do.
    pub help: Option<String>,
}
