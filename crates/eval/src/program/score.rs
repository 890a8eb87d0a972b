//! Scores: weighted parts that add up to a total, its grades and its lists.

use std::sync::Arc;

use dabiao_model::{Cadence, EntityId, Ratio, RuleId, Unit};
use serde::{Deserialize, Serialize};

use super::ExprId;

/// An index of an entity, period by period. Marks are exact; a full score is 100.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Its id, or its place (`score-1`) when it has none.
    pub id: Arc<str>,
    /// Its title.
    pub title: Option<Arc<str>>,
    /// Who is scored, in the order declared.
    pub entities: Vec<EntityId>,
    /// How long the periods are.
    pub cadence: Cadence,
    /// Its parts, in the order written.
    pub parts: Vec<ScorePart>,
    /// The names of its grades with the total each begins at, from the highest; none for the rest.
    pub grades: Vec<(Arc<str>, Option<Ratio>)>,
    /// What becomes of missing parts.
    pub missing: MissingParts,
    /// How many decimals are shown.
    pub rounded_to: Option<u32>,
    /// Its lists, in the order written.
    pub lists: Vec<List>,
    /// Ids of the source's clauses.
    pub cite: Vec<Arc<str>>,
    /// Where it is written: `plan.dabiao:12:1`.
    pub place: Arc<str>,
}

/// A part of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScorePart {
    /// What it is called: a target's id, or a metric's name.
    pub label: Arc<str>,
    /// What is marked.
    pub of: Marked,
    /// Its full mark.
    pub weight: Ratio,
    /// How it is marked.
    pub method: Method,
}

/// What a part marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marked {
    /// The verdicts of a rule that fall to the period.
    Rule(RuleId),
    /// A value, shown in this unit.
    Value(ExprId, Unit),
}

/// How a part is marked. Values are in base units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// All or nothing.
    Attainment,
    /// Actual over goal, or goal over actual where lower is better.
    Completion {
        /// The goal; the target's own threshold where there is none.
        goal: Option<Ratio>,
        /// Whether lower is better.
        lower: bool,
        /// At most this share of the mark.
        cap: Option<Ratio>,
    },
    /// (worst − y) / (worst − best).
    Distance {
        /// Worst and best; none where the peers' own are taken.
        bounds: Option<(Ratio, Ratio)>,
        /// Whether lower is better, for the peers.
        lower: bool,
        /// Whether it stays between 0 and 1.
        clamped: bool,
    },
    /// 60% and 40% × (x − low) / (high − low).
    Efficacy {
        /// The values that give 60% and all; none where the peers' worst and best are taken.
        bounds: Option<(Ratio, Ratio)>,
        /// Whether lower is better, for the peers.
        lower: bool,
        /// Whether it stays between 0 and 1.
        clamped: bool,
    },
    /// The full mark and so many marks for each unit of the value.
    Points {
        /// Marks for each base unit; negative for deductions.
        rate: Ratio,
        /// Never less than this.
        floor: Option<Ratio>,
        /// Never more than this.
        ceiling: Option<Ratio>,
    },
}

/// What becomes of missing parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MissingParts {
    /// There is no total.
    NoTotal,
    /// They have no marks.
    Zero,
    /// Their weight is spread over the others; above this share of all weight there is no total.
    Reweighted(Option<Ratio>),
}

/// How many places a list has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Places {
    /// So many.
    Count(u32),
    /// So large a share of those who are ranked, not rounded.
    Share(Ratio),
}

/// A red or black list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of its own in the language"
)]
pub struct List {
    /// Whether it is the black one.
    pub black: bool,
    /// Whether it is counted from the lowest total.
    pub bottom: bool,
    /// How many places it has.
    pub places: Places,
    /// Whether those who met every target are left off.
    pub except_all_met: bool,
    /// Who is always left off.
    pub except: Vec<EntityId>,
    /// Whether others move up in the place of those left off.
    pub backfill: bool,
}
