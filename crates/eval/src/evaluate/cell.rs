//! The value of a slot or an expression at one entity and period, or why there is none.

use dabiao_model::{Date, Estimate, Ratio};

use super::Frame;
use crate::program::{AggregateId, RowLimitId, SlotId, Warning};
use crate::reason::{Gap, Suspicion};

/// A value, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// A number in base units.
    Number(Estimate),
    /// Yes or no.
    YesNo(bool),
    /// A number that impossible or unreadable rows leave open: within these bounds, and why.
    Doubtful(Estimate, Doubt),
    /// No data.
    Missing(Gap),
    /// Nothing to measure.
    Empty(Gap),
    /// Not to be believed.
    Invalid(Suspicion),
}

/// Why a number is known only within bounds, beside how it was submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// Rows that cannot be right.
    Suspicion(Suspicion),
    /// Rows whose deciding field is empty.
    Gap(Gap),
}

impl Cell {
    pub(crate) fn exact(value: Ratio) -> Self {
        Self::Number(Estimate::Exact(value))
    }

    pub(crate) fn as_exact(&self) -> Option<&Ratio> {
        match self {
            Self::Number(Estimate::Exact(value)) => Some(value),
            _ => None,
        }
    }
}

/// What a condition comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    Holds,
    Fails,
    Unknown(Gap),
    Empty(Gap),
    Invalid(Suspicion),
}

/// An outcome with what time may still do to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) outcome: Outcome,
    /// Whether nothing that may still happen can change it.
    pub(crate) certain: bool,
    /// The day on which the last limit of the cases it rests on ends.
    pub(crate) last_limit: Option<Date>,
    /// The first day on which the limit of an open case ends.
    pub(crate) next_limit: Option<Date>,
}

impl Judgement {
    pub(crate) fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            certain: false,
            last_limit: None,
            next_limit: None,
        }
    }
}

/// What a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Used {
    /// A submitted figure: its index, for which slot, and whether it stands in before the due date.
    Figure {
        figure: usize,
        slot: SlotId,
        interim: bool,
    },
    /// A declared value: its index.
    Declared { declared: usize, slot: SlotId },
    /// An aggregate of cases, for whom and when: which cases is asked when someone wants to see them.
    Aggregated {
        aggregate: AggregateId,
        frame: Frame,
    },
    /// A limit that cases keep, for whom and when, and how many did.
    Limited {
        limit: RowLimitId,
        frame: Frame,
        tally: Tally,
    },
    /// A sign-off: its index.
    SignOff(usize),
    /// A warning that holds, for whom and when.
    Warned { warning: Warning, frame: Frame },
    /// How a recurring duty was kept.
    Attendance(Attendance),
}

/// How far the rows of a life cycle have come: what is done in part is not done, and counted by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Those that a share counts.
    pub done: usize,
    /// Those of the others that are done in part.
    pub partly: usize,
    /// All that are looked at.
    pub total: usize,
}

/// How a recurring duty was kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Attendance {
    /// How many times fall due in the period.
    pub(crate) owed: usize,
    /// How many of them were kept.
    pub(crate) kept: usize,
    /// How many are not over yet.
    pub(crate) open: usize,
    /// The last days of those that were missed.
    pub(crate) missed: Vec<Date>,
}

/// How rows came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub(crate) in_time: usize,
    pub(crate) late: usize,
    pub(crate) open: usize,
    pub(crate) impossible: usize,
    pub(crate) undecided: usize,
}
