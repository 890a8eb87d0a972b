//! Why something could not be decided, or is not believed.

use std::sync::Arc;

use dabiao_model::{Date, EntityId, MetricId, Period, RecordId, SegmentId};
use serde::{Deserialize, Serialize};

use crate::program::Source;

/// Why there is no value, or nothing to judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// The figure was not submitted.
    NotSubmitted {
        /// Which metric.
        metric: MetricId,
        /// Which segment.
        segment: Option<SegmentId>,
        /// What was achieved, or which reference value.
        source: Source,
        /// Whose.
        entity: Option<EntityId>,
        /// For which period.
        period: Option<Period>,
        /// The end of the last period with a figure, if there is one.
        last_known: Option<Date>,
    },
    /// The parts are there, but nothing says how they make a whole.
    NoRollUp {
        /// Of which metric.
        metric: MetricId,
    },
    /// A parameter that cannot be read in the source.
    Unreadable {
        /// Its name.
        name: Arc<str>,
    },
    /// The denominator is zero and the numerator is not.
    ZeroDenominator,
    /// Zero of zero.
    NothingToMeasure,
    /// A finished period without cases.
    NoCases {
        /// Of which record.
        record: RecordId,
    },
    /// No table was submitted.
    NoTable {
        /// Of which record.
        record: RecordId,
    },
    /// Nobody of those who are compared has a value.
    NoPeers,
    /// Who is judged is not among those who are compared.
    NotAmongPeers {
        /// Who.
        entity: EntityId,
    },
    /// A bound leaves the comparison open.
    UndecidedByBound,
    /// A figure is only approximate, and the metric does not say how far off it may be.
    Approximate {
        /// Which metric.
        metric: MetricId,
    },
    /// A field that decides is empty in some rows.
    FieldMissing {
        /// Of which record.
        record: RecordId,
        /// In how many rows.
        rows: usize,
    },
    /// The calendar of a year has not been announced.
    NotAnnounced {
        /// The year.
        year: i32,
    },
    /// A limit that could not be counted: out of the calendar's range, or hours between days.
    Uncountable,
    /// The entity is in no case of the rule.
    OutOfScope,
    /// The condition of applicability is false.
    ConditionFalse,
    /// No time of a recurring duty has fallen due.
    NothingOwed,
    /// Nothing was signed off.
    NotSignedOff,
    /// The evidence that is required is missing.
    NoEvidence,
    /// Signed off only in part.
    Partial,
}

impl Gap {
    /// Whether something was not submitted, and so may still come in.
    pub fn is_missing(&self) -> bool {
        matches!(
            self,
            Self::NotSubmitted { .. } | Self::NoTable { .. } | Self::NoPeers
        )
    }
}

/// Why a figure is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspicion {
    /// A check failed: its index.
    Check(usize),
    /// Two submissions of the same figure differ and none is the later: the index of one.
    Duplicate(usize),
    /// A submitted total is less than what lies below it comes to, so nothing is left for its own level: the total's index.
    LessThanParts(usize),
    /// Impossible rows could change the outcome.
    ImpossibleRows {
        /// Of which record.
        record: RecordId,
        /// How many.
        rows: usize,
    },
}
