//! What follows misses.

use dabiao_core::{Date, Standing};
use serde::Serialize;

/// What an escalation comes to for a party in a period. A period from which nothing follows is not listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EscalationEntry {
    /// The escalation's id: `9.4`, `escalation-1` for the first without one.
    pub escalation: String,
    /// Its title.
    pub title: Option<String>,
    /// Who answers.
    pub party: String,
    /// The period.
    pub period: String,
    /// `miss`, `met`, `undecided`, `open` or `nothing`.
    pub standing: Standing,
    /// The step that follows; null where none does.
    pub step: Option<FollowEntry>,
    /// The verdicts that are unmet.
    pub missed: Vec<VerdictKey>,
    /// The verdicts that could not be decided.
    pub undecided: Vec<VerdictKey>,
    /// Where a score is watched, those of its totals that are misses, or without any those that could not be decided.
    pub scores: Vec<TotalKey>,
    /// What stood on the day the period fell due, where that was something else.
    pub on_the_day: Option<OnTheDayEntry>,
}

/// A step of an escalation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FollowEntry {
    /// What follows: `remind`, `interview`, `refer`, `commend` in the language of the report, or the policy's own words.
    pub action: String,
    /// Who acts.
    pub by: Option<String>,
    /// To whom it goes, where that is not the party itself.
    pub to: Option<String>,
    /// How many periods were counted.
    pub count: usize,
    /// From how many on the step follows.
    pub from: u32,
}

/// What stood on the day a period fell due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OnTheDayEntry {
    /// The day.
    pub date: Date,
    /// How the party came out by what was known.
    pub standing: Standing,
    /// What followed from it.
    pub action: Option<String>,
}

/// Which total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TotalKey {
    /// The score.
    pub score: String,
    /// For which period.
    pub period: String,
    /// The total as it is shown; null where there is none.
    pub total: Option<String>,
}

/// Which verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerdictKey {
    /// The target or milestone.
    pub target: String,
    /// For whom.
    pub entity: Option<String>,
    /// For which period.
    pub period: Option<String>,
}
