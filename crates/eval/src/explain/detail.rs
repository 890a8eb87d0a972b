//! What a verdict rests on: the plain data that reports show.

use dabiao_calendar::{Limit, PassedOver};
use dabiao_model::{Comparator, Date, EntityId, Ratio, SegmentId, SignOffState, State, Tier};

use super::needed::Needed;
use super::value::Value;
pub use crate::evaluate::cell::Progress;
use crate::evaluate::cell::{Attendance, Tally};
use crate::program::SlotId;
use crate::reason::{Gap, Suspicion};

/// What a verdict rests on. Values are in base units with the unit to show them in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detail {
    /// The value judged; none for a composite, which has parts.
    pub actual: Option<Value>,
    /// What is demanded of it.
    pub threshold: Option<Threshold>,
    /// Positive is room, negative is shortfall; in points for ratios.
    pub margin: Option<Value>,
    /// The smallest change of one figure that would meet it.
    pub needed: Option<Needed>,
    /// The parts of a composite.
    pub parts: Vec<Part>,
    /// Whether one of the parts is enough; else all are needed.
    pub one_part_suffices: bool,
    /// The higher level beside the required one.
    pub stretch: Option<StretchDetail>,
    /// The day of the interim figure that stands in before the due date.
    pub interim: Option<Date>,
    /// The figures it rests on, each once, in the order read.
    pub inputs: Vec<Input>,
    /// How the rows of a record came out.
    pub rows: Option<RowCounts>,
    /// The rows that counted against it, at most [`Detail::MAX_OFFENDERS`].
    pub offenders: Vec<Offender>,
    /// How a recurring duty was kept.
    pub attendance: Option<AttendanceCounts>,
    /// How far the rows of a life cycle have come.
    pub progress: Option<Progress>,
    /// The sign-off of a milestone.
    pub signoff: Option<SignedOff>,
    /// The highest tier of a warning that is reached.
    pub tier: Option<Tier>,
    /// The warnings that hold, as they are declared.
    pub warned: Vec<Warned>,
    /// Why there is no data, or nothing to judge.
    pub gap: Option<Gap>,
    /// Why it is not believed.
    pub suspicion: Option<Suspicion>,
}

/// A comparison with its threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// The comparison.
    pub comparator: Comparator,
    /// The threshold.
    pub value: Value,
}

/// A part of a composite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is judged, in English and Chinese.
    pub label: (String, String),
    /// How the part stands.
    pub state: State,
    /// Its value.
    pub actual: Option<Value>,
    /// What is demanded of it.
    pub threshold: Option<Threshold>,
    /// Its room or shortfall.
    pub margin: Option<Value>,
}

/// The higher level beside the required one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StretchDetail {
    /// Whether it is reached: the states of a target.
    pub state: State,
    /// What it demands.
    pub threshold: Option<Threshold>,
}

/// A figure that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The slot it was read for.
    pub slot: SlotId,
    /// The segment it is of; a whole may be read from its segments.
    pub segment: Option<SegmentId>,
    /// Whose it is.
    pub entity: Option<EntityId>,
    /// The value.
    pub value: Value,
    /// The last day it speaks of.
    pub until: Option<Date>,
    /// Where it stands: `figures.csv:2:5`, or in the policy for a declared value.
    pub at: String,
}

/// How the rows of a record came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowCounts {
    /// Within the limit.
    pub in_time: usize,
    /// Beyond it.
    pub late: usize,
    /// Still open, left out of the denominator.
    pub open: usize,
    /// With events in an impossible order.
    pub impossible: usize,
    /// With an empty field that decides.
    pub undecided: usize,
}

/// How a recurring duty was kept in a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AttendanceCounts {
    /// How many times fall due.
    pub owed: usize,
    /// How many of them were kept.
    pub kept: usize,
    /// How many are not over yet.
    pub open: usize,
    /// The last days of those that were missed, at most [`Detail::MAX_OFFENDERS`].
    pub missed: Vec<Date>,
}

/// A row that counted against a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offender {
    /// The case's id.
    pub id: String,
    /// Where it stands.
    pub at: String,
    /// Whether it is late, or impossible, open, undecided.
    pub state: OffenderState,
    /// The last day of its limit.
    pub last_day: Option<Date>,
    /// The days its limit passed over.
    pub passed_over: Vec<PassedOver>,
}

/// How an offending row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OffenderState {
    /// Beyond its limit.
    Late,
    /// Not yet closed.
    Open,
    /// Its events stand in an impossible order.
    Impossible,
    /// Not among those that a share counts.
    Failing,
    /// A field that decides is empty.
    Undecided,
}

/// Why a warning is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warned {
    /// While this holds.
    While(Part),
    /// Since so long before the last day.
    Before(Limit),
    /// Since more than this share of the time has passed.
    PastShareOfTime(Ratio),
}

/// The sign-off of a milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedOff {
    /// How far it is.
    pub state: SignOffState,
    /// The day.
    pub date: Option<Date>,
    /// By how many days it was late.
    pub late_days: Option<i64>,
    /// Where it stands; none for one declared as done.
    pub at: Option<String>,
}

impl Detail {
    /// The most rows that are listed.
    pub const MAX_OFFENDERS: usize = 20;
}

impl From<Tally> for RowCounts {
    fn from(tally: Tally) -> Self {
        Self {
            in_time: tally.in_time,
            late: tally.late,
            open: tally.open,
            impossible: tally.impossible,
            undecided: tally.undecided,
        }
    }
}

impl From<&Attendance> for AttendanceCounts {
    fn from(attendance: &Attendance) -> Self {
        let missed = attendance.missed.iter().take(Detail::MAX_OFFENDERS);
        Self {
            owed: attendance.owed,
            kept: attendance.kept,
            open: attendance.open,
            missed: missed.copied().collect(),
        }
    }
}

impl RowCounts {
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            in_time: self.in_time.saturating_add(other.in_time),
            late: self.late.saturating_add(other.late),
            open: self.open.saturating_add(other.open),
            impossible: self.impossible.saturating_add(other.impossible),
            undecided: self.undecided.saturating_add(other.undecided),
        }
    }
}
