//! What becomes of verdicts when the text of a policy changes.

use dabiao_core::Date;
use serde::Serialize;

use super::VerdictEntry;

/// What two texts decide of the same data.
#[derive(Debug, Clone, Serialize)]
pub struct TurningEntry {
    /// The day whose end the verdicts speak of.
    pub as_of: Date,
    /// How many verdicts stand as they stood.
    pub same: usize,
    /// Those that turn, come or go, by target.
    pub verdicts: Vec<TurnEntry>,
}

/// A verdict that turns, comes or goes.
#[derive(Debug, Clone, Serialize)]
pub struct TurnEntry {
    /// `turned`, `added` or `removed`.
    pub change: &'static str,
    /// The verdict by the old text; null where it gives none.
    pub old: Option<VerdictEntry>,
    /// The verdict by the new text; null where it gives none.
    pub new: Option<VerdictEntry>,
    /// The items that it rests on and that differ: the target's own first.
    pub clauses: Vec<ChangedItemEntry>,
}

/// The clauses in which an item differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedItemEntry {
    /// Those that the old text alone has.
    pub old: Vec<ChangedClauseEntry>,
    /// Those that the new text alone has.
    pub new: Vec<ChangedClauseEntry>,
}

/// A clause, as it is formatted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedClauseEntry {
    /// The clause.
    pub text: String,
    /// Where it stands: `plan.dabiao:12:3`.
    pub at: String,
}
