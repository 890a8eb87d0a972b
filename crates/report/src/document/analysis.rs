//! The document of an analysis.

use serde::Serialize;

use super::{DiagnosticEntry, PolicyEntry};

/// The document of `dabiao analyse --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct AnalysisDocument {
    /// `dabiao.analysis/1`.
    pub schema: &'static str,
    /// Which policy.
    pub policy: PolicyEntry,
    /// How many targets were analysed.
    pub targets: usize,
    /// How many questions were asked about them.
    pub questions: usize,
    /// The targets of which a question was given up, since its answer took too much work.
    pub given_up: Vec<String>,
    /// What was found, by target.
    pub findings: Vec<AnalysisFindingEntry>,
}

impl AnalysisDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.analysis/1";
}

/// What was found of a target.
#[derive(Debug, Clone, Serialize)]
pub struct AnalysisFindingEntry {
    /// What is the matter, as a diagnostic.
    #[serde(flatten)]
    pub diagnostic: DiagnosticEntry,
    /// The target's id.
    pub target: String,
    /// The ids of the targets that it stands against or follows from.
    pub others: Vec<String>,
    /// Where it is judged so.
    pub at: Vec<SeatEntry>,
    /// Why, line by line.
    pub derivation: Vec<DerivationLineEntry>,
}

/// Where something is judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeatEntry {
    /// Who is judged; null where there is one figure for all.
    pub entity: Option<String>,
    /// For which period; null where it has none.
    pub period: Option<String>,
}

/// A line of a derivation.
#[derive(Debug, Clone, Serialize)]
pub struct DerivationLineEntry {
    /// In how many cases it lies.
    pub depth: usize,
    /// `uses` a comparison, `hence` what those above add up to, `beside` a figure that is not zero or not negative,
    /// `against` what cannot hold beside it, `case` begins.
    pub role: &'static str,
    /// How many times a comparison is used: `1`, `0.25`, `1/3`.
    pub factor: String,
    /// What it rests on.
    pub from: String,
    /// What it says.
    pub says: String,
}
