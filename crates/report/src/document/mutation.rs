//! The document of a run of mutants.

use serde::Serialize;

use super::PolicyEntry;

/// The document of `dabiao mutate --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct MutationDocument {
    /// `dabiao.mutation/1`.
    pub schema: &'static str,
    /// Which policy.
    pub policy: PolicyEntry,
    /// How many changes were tried that figures can show.
    pub tried: usize,
    /// How many of them a test noticed.
    pub noticed: usize,
    /// Those that none did, by place.
    pub unnoticed: Vec<MutantEntry>,
    /// Those that no figures can show, by place; they are not among the tried.
    pub equivalent: Vec<MutantEntry>,
}

impl MutationDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.mutation/1";
}

/// A change that no test noticed.
#[derive(Debug, Clone, Serialize)]
pub struct MutantEntry {
    /// The id of the target, milestone or check.
    pub item: String,
    /// Where it is written.
    pub at: String,
    /// The change: `≥ → >`.
    pub change: String,
}
