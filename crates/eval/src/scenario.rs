//! Scenarios: the tests of a policy as plain data, and how they are run.

mod coverage;
mod outcomes;
mod run;
mod scope;
mod sight;

pub use coverage::{Coverage, Untested};
pub use outcomes::Followed;
pub use run::{Difference, Failure, RunError, run};
pub use sight::{Compared, Place, Sight, Sights};

use std::sync::Arc;

use dabiao_model::{Dataset, Date, EntityId, MetricId, Period, Ratio, RuleId, State, Tier, Unit};

use crate::assessment::CheckState;
use crate::program::Action;

/// A test of a policy: what is submitted, and what must come out on which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// What it shows.
    pub name: Arc<str>,
    /// Where it is written: `plan.dabiao:12:1`.
    pub place: Arc<str>,
    /// Derived metrics whose values it submits. It runs on a program in which these are submitted, not computed.
    pub given_derived: Vec<MetricId>,
    /// What it submits.
    pub data: Dataset,
    /// Whom it submits something for: those that an expectation without entities speaks of.
    pub entities: Vec<EntityId>,
    /// When something of it belongs: the periods that an expectation without one speaks of.
    pub periods: Vec<Period>,
    /// What must come out, in the order written.
    pub expectations: Vec<Expectation>,
}

/// What must come out on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// The day whose end it speaks of.
    pub as_of: Date,
    /// As it is written.
    pub text: Arc<str>,
    /// Where: `plan.dabiao:15:3`.
    pub place: Arc<str>,
    /// What.
    pub kind: ExpectationKind,
}

/// What an expectation is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectationKind {
    /// These codes beside the verdicts, and no others; in the order of ids, each once.
    Findings(Vec<Arc<str>>),
    /// A state of verdicts.
    Verdicts(ExpectedVerdicts),
    /// A state of checks.
    Checks {
        /// Indices into [`Program::checks`](crate::program::Program::checks).
        checks: Vec<usize>,
        /// For whom and when.
        scope: Scope,
        /// The state.
        state: CheckState,
    },
    /// What follows misses.
    Escalation(ExpectedEscalation),
    /// What a score comes to.
    Score(ExpectedScore),
}

/// What must follow for parties, period by period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedEscalation {
    /// Index into [`Program::escalations`](crate::program::Program::escalations).
    pub escalation: usize,
    /// Whose misses they are; without any, of the entities that the scenario submits something for, or of every lead
    /// that something follows for or that has missed something.
    pub parties: Vec<Arc<str>>,
    /// What must follow.
    pub steps: Vec<ExpectedStep>,
}

/// What must follow in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedStep {
    /// The period, as long as those that the escalation counts.
    pub period: Period,
    /// What follows; none where nothing must.
    pub action: Option<Action>,
}

/// What a score must come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedScore {
    /// Index into [`Program::scores`](crate::program::Program::scores).
    pub score: usize,
    /// For whom and when.
    pub scope: Scope,
    /// What it comes to; all of it.
    pub outcomes: Vec<ExpectedOutcome>,
}

/// One thing that a score must come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedOutcome {
    /// A total: it is rounded half up to as many decimals before the two are compared.
    Total {
        /// The marks.
        marks: Ratio,
        /// How many decimals they are written with.
        decimals: u32,
    },
    /// There is no total.
    NoTotal,
    /// A grade: an index into the score's grades.
    Grade(usize),
    /// A place.
    Rank(usize),
    /// On a list, or not on it.
    Listed {
        /// Whether it is the black one.
        black: bool,
        /// Whether on it.
        on: bool,
    },
}

/// For whom and when an expectation holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// For these; without any for all that the scenario submits something for.
    pub entities: Vec<EntityId>,
    /// In this period; without one in all that the scenario submits something for.
    pub period: Option<Period>,
}

/// What verdicts must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedVerdicts {
    /// Of which targets and milestones.
    pub rules: Vec<RuleId>,
    /// For whom and when.
    pub scope: Scope,
    /// The state.
    pub state: State,
    /// The highest tier of a warning that is reached.
    pub tier: Option<Tier>,
    /// The value judged.
    pub actual: Option<ExpectedActual>,
    /// The margin.
    pub margin: Option<Written>,
    /// By how many days a milestone is late.
    pub late_days: Option<i64>,
}

/// A value that a verdict must be judged on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedActual {
    /// A number.
    Number(Written),
    /// Yes or no.
    YesNo(bool),
}

/// A number as it is written: what comes out is rounded half up to its digits before the two are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The number in its unit.
    pub number: Ratio,
    /// Its unit.
    pub unit: Unit,
    /// How many decimals it is written with.
    pub decimals: u32,
}
