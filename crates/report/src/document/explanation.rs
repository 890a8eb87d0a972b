//! The document of explanations.

use std::collections::BTreeMap;

use dabiao_core::Date;
use serde::Serialize;

use super::{DataEntry, PolicyEntry, ValueEntry, VerdictEntry};

/// The document of `dabiao explain --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct ExplanationDocument {
    /// `dabiao.explanation/1`.
    pub schema: &'static str,
    /// The policy.
    pub policy: PolicyEntry,
    /// The data.
    pub data: DataEntry,
    /// The day whose end the verdicts speak of.
    pub as_of: Date,
    /// The verdicts explained.
    pub explanations: Vec<ExplanationEntry>,
    /// How many more there are that were not asked for or not shown.
    pub more: usize,
}

impl ExplanationDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.explanation/1";
}

/// A verdict explained.
#[derive(Debug, Clone, Serialize)]
pub struct ExplanationEntry {
    /// The verdict in one sentence, by language.
    pub sentence: BTreeMap<&'static str, String>,
    /// How it came about, step by step down to the cells.
    pub steps: Vec<StepEntry>,
    /// The verdict itself.
    pub verdict: VerdictEntry,
}

/// A step of a derivation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepEntry {
    /// What it is: a metric, an aggregate, a comparison.
    pub label: String,
    /// The formula with its figures filled in.
    pub formula: Option<String>,
    /// What it came to.
    pub value: Option<ValueEntry>,
    /// The cell it stands in.
    pub at: Option<String>,
    /// What it rests on.
    pub steps: Vec<StepEntry>,
}
