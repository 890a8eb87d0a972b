//! The documents of a refinement and of a difference.

use serde::Serialize;

use super::{DerivationLineEntry, DiagnosticEntry, PolicyEntry, SeatEntry, TurningEntry};

/// The document of `dabiao analyse --against --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct RefinementDocument {
    /// `dabiao.refinement/1`.
    pub schema: &'static str,
    /// The policy below.
    pub policy: PolicyEntry,
    /// The policy above.
    pub against: PolicyEntry,
    /// What became of each target and milestone above, as written there.
    pub items: Vec<ComparedEntry>,
    /// What is lacking here, by place.
    pub findings: Vec<DiagnosticEntry>,
}

impl RefinementDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.refinement/1";
}

/// The document of `dabiao diff --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct DifferenceDocument {
    /// `dabiao.difference/1`.
    pub schema: &'static str,
    /// The old text.
    pub old: PolicyEntry,
    /// The new text.
    pub new: PolicyEntry,
    /// What became of each target and milestone: the new ones as written, then what is gone.
    pub items: Vec<ComparedEntry>,
    /// What becomes of verdicts; left out without data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turning: Option<TurningEntry>,
}

impl DifferenceDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.difference/1";
}

/// How targets stand to one of another policy.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedEntry {
    /// The ids of the new ones, or of those below.
    pub own: Vec<String>,
    /// The id of the old one, or of the one above; null for what is new.
    pub other: Option<String>,
    /// `same`, `stricter`, `looser`, `incomparable`, `undecided`, `missing`, `added` or `removed`.
    pub standing: &'static str,
    /// What differs beside figures: `earlier`, `later`, `binds`, `best-effort`, `widened`, `narrowed`, `contributes`.
    pub changes: Vec<&'static str>,
    /// Figures that meet its own and miss the other.
    pub misses_other: Option<WitnessEntry>,
    /// Figures that meet the other and miss its own.
    pub misses_own: Option<WitnessEntry>,
    /// Why no figures meet its own and miss the other, where that is so.
    pub derivation: Vec<DerivationLineEntry>,
}

/// Figures that show a difference.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessEntry {
    /// Where.
    pub at: SeatEntry,
    /// The figures.
    pub figures: Vec<WitnessFigureEntry>,
}

/// A figure of a witness.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessFigureEntry {
    /// What it is of.
    pub figure: String,
    /// The number in its unit.
    pub value: String,
    /// The unit.
    pub unit: String,
}
