//! The document of a coverage.

use serde::Serialize;

use super::PolicyEntry;

/// The document of `dabiao coverage --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageDocument {
    /// `dabiao.coverage/1`.
    pub schema: &'static str,
    /// Which policy.
    pub policy: PolicyEntry,
    /// How many clauses the document has.
    pub clauses_total: usize,
    /// How many of them are accounted for.
    pub clauses_accounted: usize,
    /// The share in percent that was asked for: `100`.
    pub threshold: String,
    /// Whether the share is reached and every cite names a clause that exists.
    pub complete: bool,
    /// How many clauses have become each; a clause may be several.
    pub roles: Vec<RoleEntry>,
    /// Every clause of the document, in its order.
    pub clauses: Vec<ClauseEntry>,
    /// The rules that rest on no clause.
    pub rules_without_clause: Vec<StandingEntry>,
    /// The cites of clauses that do not exist.
    pub unknown_cites: Vec<UnknownCiteEntry>,
    /// The items of higher-level policies that nothing here refines.
    pub upper_items_left: Vec<UpperItemEntry>,
}

impl CoverageDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.coverage/1";
}

/// How many clauses have become one kind of thing.
#[derive(Debug, Clone, Serialize)]
pub struct RoleEntry {
    /// `target`, `milestone`, `check`, `escalation`, `score`, `datum`, `setting` or `note`.
    pub role: &'static str,
    /// How many clauses.
    pub clauses: usize,
}

/// A clause of the document.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseEntry {
    /// Its id.
    pub id: String,
    /// Where it stands in the document.
    pub place: String,
    /// What it says, in short.
    pub gist: String,
    /// A remark on it.
    pub note: Option<String>,
    /// What stands for it; empty when it is not accounted for.
    pub by: Vec<StandingEntry>,
}

/// Something that stands for a clause.
#[derive(Debug, Clone, Serialize)]
pub struct StandingEntry {
    /// `target`, `milestone`, `check`, `escalation`, `score`, `datum`, `setting` or `note`.
    pub role: &'static str,
    /// Its id or name; none for a row of data.
    pub name: Option<String>,
    /// Where it is written.
    pub at: String,
}

/// A cite of a clause that does not exist.
#[derive(Debug, Clone, Serialize)]
pub struct UnknownCiteEntry {
    /// The id as written.
    pub id: String,
    /// Where.
    pub at: String,
    /// The nearest id that exists.
    pub nearest: Option<String>,
}

/// An item of a higher-level policy.
#[derive(Debug, Clone, Serialize)]
pub struct UpperItemEntry {
    /// What its policy is called here.
    pub policy: String,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
}
