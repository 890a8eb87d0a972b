//! A compiled policy as plain data: slots, tests grouped by shape, rules. It knows no text of the policy.
//!
//! Everything refers by dense index; tables are in the order declared, so that evaluation is deterministic.

mod condition;
mod escalation;
mod moment;
mod peers;
mod record;
mod recurrence;
mod rule;
mod score;

pub use condition::{
    Condition, ConditionId, Expr, ExprId, Form, Linear, Quotient, Slot, SlotId, Source, Test,
    TestId,
};
pub use escalation::{
    Action, Counted, Escalation, Lead, Party, Reset, Run, ScoreMiss, Step, Watched, WatchedScore,
};
pub use moment::{Moment, Reach};
pub use peers::{Part, PeerFunction, Peers, PeersId};
pub use record::{
    Aggregate, AggregateId, Measure, RowCondition, RowLimit, RowLimitId, RowScope, SpanUnit, Stops,
    WordTest,
};
pub use recurrence::{Occurs, Recurrence, RecurringEvent};
pub use rule::{
    Case, Check, Duty, Each, MilestonePlan, Once, Rule, RuleBody, Schedule, StandIn, Stretch,
    Tolerance, Warn, Warning,
};

pub use score::{List, Marked, Method, MissingParts, Places, Score, ScorePart};

use std::sync::Arc;

use dabiao_calendar::Limit;
use dabiao_model::{Cadence, Date, Direction, Estimate, MetricId, Ratio, Schema, SegmentId};
use serde::{Deserialize, Serialize};

/// A compiled policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// The policy's title.
    pub title: Arc<str>,
    /// `sha256:` and the digest of the policy's text.
    pub hash: String,
    /// What can be submitted.
    pub schema: Schema,
    /// How each metric behaves; one entry a metric of the schema.
    pub metrics: Vec<MetricPlan>,
    /// What holds for the whole policy.
    pub settings: Settings,
    /// The columns that expressions read.
    pub slots: Vec<Slot>,
    /// The nodes of all expressions; children come before parents.
    pub exprs: Vec<Expr>,
    /// Sums of slots compared with zero: the tests of the first shape.
    pub linear: Vec<Linear>,
    /// Quotients of sums compared with a number, cross-multiplied: the tests of the second shape.
    pub quotients: Vec<Quotient>,
    /// Values over all who are compared with each other.
    pub peers: Vec<Peers>,
    /// All comparisons.
    pub tests: Vec<Test>,
    /// The nodes of all conditions; children come before parents.
    pub conditions: Vec<Condition>,
    /// Aggregates of cases.
    pub aggregates: Vec<Aggregate>,
    /// Limits that cases keep.
    pub limits: Vec<RowLimit>,
    /// The declared order of events of each record: (earlier, later) pairs of fields.
    pub orders: Vec<Vec<(usize, usize)>>,
    /// The field each record is counted by, if it is counted by one.
    pub counted_by: Vec<Option<usize>>,
    /// Values written into the policy: benchmarks and baselines.
    pub declared: Vec<Declared>,
    /// Relations that figures must satisfy before they are believed.
    pub checks: Vec<Check>,
    /// Targets and milestones in the order written.
    pub rules: Vec<Rule>,
    /// What follows misses, in the order written.
    pub escalations: Vec<Escalation>,
    /// Indices with their grades and lists, in the order written.
    pub scores: Vec<Score>,
}

/// What holds for the whole policy.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// The first day of the time in force.
    pub from: Option<Date>,
    /// Its last day.
    pub to: Option<Date>,
    /// The day the policy was issued.
    pub issued: Option<Date>,
    /// How often rules without a period of their own are judged.
    pub monitor: Option<Cadence>,
    /// How often who stands where is published; no verdict depends on it.
    pub bulletin: Option<Cadence>,
    /// How often the whole is evaluated; no verdict depends on it.
    pub evaluation: Option<Cadence>,
    /// The calendar's name.
    pub calendar: Arc<str>,
    /// How long after a period its figures may come in.
    pub figures_due: Option<Limit>,
}

/// How figures of a metric are read and rolled up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricPlan {
    /// How parts make a whole, over entities and over time.
    pub roll_up: RollUp,
    /// Whether the segments add up to the whole.
    pub adding_up: bool,
    /// The whole that it is a part of, for what would be needed.
    pub part_of: Option<MetricId>,
    /// For how many months the last figure of a stock goes on counting.
    pub last_counts_months: Option<u32>,
    /// How far off an approximate figure may be, as a share of it.
    pub approximate_within: Option<Ratio>,
    /// Between which values, both included, a submitted figure is plausible.
    pub plausible: Option<(Ratio, Ratio)>,
    /// Which way it gets better, if that is said.
    pub better: Option<Direction>,
    /// How it is computed, if it is.
    pub definition: Option<ExprId>,
}

/// How parts make a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RollUp {
    /// They don't.
    None,
    /// By their sum.
    Sum,
    /// The last in time; over entities they don't.
    Last,
    /// The greatest.
    Maximum,
    /// The mean weighted by another metric.
    WeightedBy(MetricId),
}

/// A value written into the policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// Of which metric.
    pub metric: MetricId,
    /// Of which segment.
    pub segment: Option<SegmentId>,
    /// Which reference value.
    pub source: Source,
    /// The number in base units; yes/no is 1 or 0.
    pub value: Estimate,
    /// From when it holds.
    pub at: Option<Date>,
    /// Where it is written, as messages show it: `plan.dabiao:12:5`.
    pub place: Arc<str>,
}
