//! The plain evaluator: what the language page says, walked over a tree with big rationals, with no thought of speed.
//!
//! It shares no code with the engine but dates, names of states and the calendar's answer to “is this day worked?”. It is
//! written from the language page alone; where the page is silent, the reading taken stands in a comment with its reason.
//!
//! What the generator never makes, so that no scenario tries it:
//!
//! - of the policy: a time in force without its end or none at all, dates without a year, `figures due` in working days,
//!   `every task`; `import` and `refines`;
//! - of entities: aliases, groups of groups or kinds, more than three levels, metrics and records per any level but the lowest;
//! - of metrics: tables of them, metrics of several cadences in one policy, dates and texts, benchmarks by segment or of other
//!   names than the province's, `plausible`, `part of`;
//! - of records: texts, numbers without a unit, more than two states, several records, one without `counted by`, `not E for
//!   more than N` inside another mask, clock stops of limits that are counted backwards or in hours;
//! - of targets: lists of thresholds by kind, by date and name at once, or with a metric or parameter as a threshold; clauses of
//!   tasks other than `lead`;
//! - of conditions: gaps that improve, places that are submitted (`place top 5`), `X = yes`, figures of a window, the growth
//!   since year start, two offsets behind each other, values over peers of a formula;
//! - of checks: those of computed metrics and of values over peers, and of totals that a level above has handed in;
//! - of milestones: what becomes of the stages of one that is `done D`, warnings past a share of the time in a policy that is
//!   monitored.

pub mod asked;
pub mod checks;
pub mod condition;
pub mod data;
pub mod escalation;
pub mod expr;
pub mod figures;
pub mod judge;
pub mod limit;
pub mod milestone;
pub mod number;
pub mod own_level;
pub mod peers;
pub mod period;
pub mod policy;
pub mod record;
pub mod recurrence;
pub mod reference;
pub mod relative;
pub mod rows;
pub mod score;
pub mod segments;
pub mod submitted;
pub mod times;
pub mod walk;

use std::collections::BTreeSet;

use dabiao_model::Date;

pub use data::PlainData;
pub use judge::PlainVerdict;
pub use period::PlainPeriod;
pub use policy::PlainPolicy;

/// An evaluation of a policy on data as of the end of a day.
#[derive(Debug)]
pub struct Plain<'a> {
    policy: &'a PlainPolicy,
    data: &'a PlainData,
    as_of: Date,
    /// Figures that a failed check puts in doubt.
    invalid: BTreeSet<usize>,
}

/// For whom, for when, and whether only a period's own figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Whose figures.
    pub entity: Option<usize>,
    /// Of which segment, where the metric is split; none means the whole.
    pub segment: Option<usize>,
    /// Of which period.
    pub period: Option<PlainPeriod>,
    /// Whether it is due: then interim figures don't count.
    pub due: bool,
}

impl<'a> Plain<'a> {
    /// Makes the checks and stands ready to judge.
    pub fn new(policy: &'a PlainPolicy, data: &'a PlainData, as_of: Date) -> Self {
        let mut plain = Self {
            policy,
            data,
            as_of,
            invalid: BTreeSet::new(),
        };
        plain.invalid = plain.doubtful();
        plain
    }
}

/// All verdicts: targets, then milestones with their stages, by entity and period.
pub fn evaluate(policy: &PlainPolicy, data: &PlainData, as_of: Date) -> Vec<PlainVerdict> {
    let plain = Plain::new(policy, data, as_of);
    let targets = policy
        .targets
        .iter()
        .flat_map(|target| plain.target(target));
    let milestones = (0..policy.milestones.len()).flat_map(|index| plain.milestone(index));
    targets.chain(milestones).collect()
}
