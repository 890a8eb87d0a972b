//! Slots, expressions, tests and conditions.

use std::sync::Arc;

use dabiao_model::{BenchmarkId, Comparator, EntityId, MetricId, Ratio, SegmentId, Unit};
use serde::{Deserialize, Serialize};

use super::{AggregateId, Moment, PeersId, RecurringEvent, RowLimitId};

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The index as a number.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}
pub(super) use indices;

indices! {
    /// Index into [`Program::slots`](super::Program::slots).
    SlotId;
    /// Index into [`Program::exprs`](super::Program::exprs).
    ExprId;
    /// Index into [`Program::tests`](super::Program::tests).
    TestId;
    /// Index into [`Program::conditions`](super::Program::conditions).
    ConditionId;
}

/// A column that expressions read: a submitted metric, one of its segments, at the judged or an earlier time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Slot {
    /// The metric; it is submitted, not derived.
    pub metric: MetricId,
    /// The segment; none for the whole.
    pub segment: Option<SegmentId>,
    /// Actual, benchmark or baseline.
    pub source: Source,
    /// At which time.
    pub moment: Moment,
}

/// Which value of a metric a slot reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// What was achieved.
    Actual,
    /// What was achieved without what lies below: the submitted total less the figures of the entities below.
    OwnLevel,
    /// A benchmark; submitted replaces declared.
    Benchmark(BenchmarkId),
    /// The starting value; submitted replaces declared.
    Baseline,
}

impl Source {
    /// Whether it is what was achieved, and no reference value.
    pub fn is_achieved(self) -> bool {
        matches!(self, Self::Actual | Self::OwnLevel)
    }
}

/// A node of an expression. Values are in base units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expr {
    /// A number, with the unit to show it in.
    Number(Ratio, Unit),
    /// A declared parameter.
    Parameter(Arc<str>, Ratio, Unit),
    /// A parameter that cannot be read in the source.
    Unknown(Arc<str>),
    /// A column.
    Slot(SlotId),
    /// A derived metric, or one of its segments: its name is kept for explanations.
    Derived(MetricId, Option<SegmentId>, ExprId),
    /// An aggregate of cases.
    Aggregate(AggregateId),
    /// A value over all who are compared with each other.
    Peers(PeersId),
    /// The negative.
    Negative(ExprId),
    /// The sum.
    Add(ExprId, ExprId),
    /// The difference.
    Subtract(ExprId, ExprId),
    /// The product.
    Multiply(ExprId, ExprId),
    /// The quotient: `x / 0` is no data, `0 / 0` not applicable.
    Divide(ExprId, ExprId),
}

/// A comparison of two expressions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// The left side, for explanations and for the general path.
    pub left: ExprId,
    /// The comparison.
    pub comparator: Comparator,
    /// The right side.
    pub right: ExprId,
    /// How it is decided.
    pub form: Form,
    /// The unit in which both sides are shown.
    pub unit: Unit,
    /// The unit of the margin: points where both sides are ratios.
    pub margin_unit: Unit,
    /// How many decimals the left side is rounded to (half up, in `unit`) before it is compared.
    pub rounded_to: Option<u32>,
}

/// How a test is decided. Linear tests and quotients run on integers and never divide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Index into [`Program::linear`](super::Program::linear).
    Linear(u32),
    /// Index into [`Program::quotients`](super::Program::quotients).
    Quotient(u32),
    /// By walking both expressions.
    General,
}

/// `Σ factor · slot + constant ⋈ 0` with whole factors: a comparison of sums with all denominators cleared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linear {
    /// The slots with their factors; each slot once.
    pub terms: Vec<(SlotId, i128)>,
    /// The constant.
    pub constant: i128,
    /// The comparison with zero.
    pub comparator: Comparator,
}

/// `numerator / denominator ⋈ threshold`, decided as `numerator · threshold.1 ⋈ threshold.0 · denominator`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotient {
    /// The sum above the line; factors are whole.
    pub numerator: Vec<(SlotId, i128)>,
    /// The sum below it.
    pub denominator: Vec<(SlotId, i128)>,
    /// The comparison.
    pub comparator: Comparator,
    /// Numerator and denominator of the threshold; the latter positive.
    pub threshold: (i128, i128),
}

/// A node of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// A comparison.
    Test(TestId),
    /// A yes/no figure that must be yes.
    Holds(SlotId),
    /// Two yes/no figures that must agree, or differ.
    Agree(SlotId, SlotId, bool),
    /// A yes/no figure that must be yes for each of these entities.
    Every(SlotId, Vec<EntityId>),
    /// A limit that the cases keep.
    Rows(RowLimitId),
    /// A recurring duty that the events of a record keep.
    Recurs(Box<RecurringEvent>),
    /// All must hold.
    And(Vec<ConditionId>),
    /// One must hold.
    Or(Vec<ConditionId>),
    /// Must not hold.
    Not(ConditionId),
}
