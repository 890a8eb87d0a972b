//! The clauses of the document that a policy is written from, and what stands for them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Language, Place};

/// A clause of the document: a row of `clauses.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceClause {
    /// Its id, by which items cite it.
    pub id: Arc<str>,
    /// Where it stands in the document.
    pub place: Arc<str>,
    /// What it says, in short.
    pub gist: Arc<str>,
    /// A remark; empty where there is none.
    pub note: Arc<str>,
    /// The row.
    pub at: Place,
}

/// What a clause of the document has become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClauseRole {
    /// A target.
    Target,
    /// A milestone.
    Milestone,
    /// A check.
    Check,
    /// What follows misses.
    Escalation,
    /// A score.
    Score,
    /// A metric, or a submitted figure, case or sign-off.
    Datum,
    /// What holds for others: the policy item, a unit, parameter, entity, group, record or task.
    Setting,
    /// No rule, for a reason that is given.
    Note,
}

impl ClauseRole {
    /// Every role with its key and its names, in the order in which tables show them.
    pub const NAMES: [(Self, &'static str, &'static str, &'static str); 8] = [
        (Self::Target, "target", "targets", "目标"),
        (Self::Milestone, "milestone", "milestones", "节点"),
        (Self::Check, "check", "checks", "核验"),
        (Self::Escalation, "escalation", "escalations", "督办"),
        (Self::Score, "score", "scores", "评分"),
        (Self::Datum, "datum", "data", "数据"),
        (Self::Setting, "setting", "settings", "设定"),
        (Self::Note, "note", "notes", "说明"),
    ];

    /// Whether it is judged, and so must have a clause.
    pub fn is_rule(self) -> bool {
        !matches!(self, Self::Datum | Self::Setting | Self::Note)
    }

    /// Its name for programs: `target`.
    pub fn key(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(role, ..)| *role == self)
            .map_or("", |(_, key, ..)| key)
    }

    /// Its name for people, of several in English: `targets` | `目标`.
    pub fn name(self, language: Language) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(role, ..)| *role == self)
            .map_or("", |(_, _, en, zh)| language.pick(en, zh))
    }
}

/// A clause named by an item of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The clause's id as written.
    pub clause: Arc<str>,
    /// Where it is written: `plan.dabiao:12:8`.
    pub at: Arc<str>,
}

/// A clause named by a row of submitted data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataCitation {
    /// The clause's id as written.
    pub clause: Arc<str>,
    /// The row that is submitted for it; [`Place::column`] is that of the cite.
    pub place: Place,
}
