//! Escalations: what follows the misses of a party, period by period.

use std::sync::Arc;

use dabiao_model::{Cadence, Comparator, EntityId, KindId, Ratio, RuleId};
use serde::{Deserialize, Serialize};

/// What follows misses, and what follows success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Its id, or its place (`escalation-1`) when it has none.
    pub id: Arc<str>,
    /// Its title.
    pub title: Option<Arc<str>>,
    /// The rules it watches, in the order written.
    pub watches: Vec<Watched>,
    /// The score it watches instead.
    pub scored: Option<WatchedScore>,
    /// Whose misses are not counted.
    pub except: Vec<Arc<str>>,
    /// Whose misses are counted.
    pub party: Party,
    /// How long the periods are in which they are counted.
    pub cadence: Cadence,
    /// Its steps in the order written.
    pub steps: Vec<Step>,
    /// When counts that are not consecutive begin anew.
    pub reset: Reset,
    /// Ids of the source's clauses.
    pub cite: Vec<Arc<str>>,
    /// The author's reading.
    pub because: Option<Arc<str>>,
    /// Where it is written: `plan.dabiao:12:1`.
    pub place: Arc<str>,
}

/// A watched rule with those who answer for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watched {
    /// The rule.
    pub rule: RuleId,
    /// Who answers for it, groups expanded: its leads, or those responsible where nobody leads; the other way round
    /// where the escalation says so.
    pub leads: Vec<Lead>,
}

/// A watched score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchedScore {
    /// Index into [`Program::scores`](crate::program::Program::scores).
    pub score: usize,
    /// What of it is a miss.
    pub miss: ScoreMiss,
}

/// What of a score is a miss; anything else of it is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreMiss {
    /// To be on the black list.
    OnBlackList,
    /// Not to be on the red list.
    OffRedList,
    /// A total that compares so with these marks.
    Total(Comparator, Ratio),
}

/// Someone who answers for a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// The name.
    pub name: Arc<str>,
    /// The entity of that name, if it is one.
    pub entity: Option<EntityId>,
    /// Whether each answers for its own part: where the judged entity is among them, it alone does.
    pub own_part: bool,
}

/// Whose misses are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// Of each of those who answer for the rule.
    Lead,
    /// Of each entity judged.
    Entity,
    /// Of each entity of a kind.
    Kind(KindId),
}

/// A step of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// From how many on.
    pub count: u32,
    /// Of what.
    pub counted: Counted,
    /// Which of them count together.
    pub run: Run,
    /// What follows.
    pub action: Action,
    /// Who acts.
    pub by: Option<Arc<str>>,
    /// To whom it goes, where that is not the party itself.
    pub to: Option<Arc<str>>,
}

/// What a step counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Periods with a miss.
    Misses,
    /// Periods in which all was met.
    Met,
}

/// Which periods count together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Run {
    /// Those one after the other; periods that are neither met nor missed break nothing.
    Consecutive,
    /// Those that end in the same calendar year.
    CalendarYear,
    /// Those that end in so many months up to the period's end.
    Months(u32),
    /// All of the time in force.
    TimeInForce,
}

/// What follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// A reminder, 提醒.
    Remind,
    /// An interview, 约谈.
    Interview,
    /// A referral to another body, 移交.
    Refer,
    /// A commendation, 表扬.
    Commend,
    /// One of the policy's own.
    Own(Arc<str>),
}

/// When counts that are not consecutive begin anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reset {
    /// Never within their window.
    Never,
    /// After a met period.
    MetPeriod,
    /// After a calendar year in which a period was met and none was anything else.
    MetYear,
}
