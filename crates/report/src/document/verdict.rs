//! A verdict and what it rests on.

use dabiao_core::{Date, State, Tier};
use serde::Serialize;

use super::{DayEntry, ThresholdEntry, ValueEntry};

/// A verdict.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictEntry {
    /// The id of the target or milestone: `6.1`, `2.a` for a stage, `target-3` for the third without an id.
    pub target: String,
    /// Its title.
    pub title: Option<String>,
    /// `target` or `milestone`.
    pub kind: &'static str,
    /// Who is judged; null where the policy has one figure for all.
    pub entity: Option<String>,
    /// The period judged: `2025Q1`; null where the target has neither cadence nor date.
    pub period: Option<String>,
    /// The first of the eight states that applies.
    pub state: State,
    /// The highest tier of a warning that is reached, `blue` to `red`; left out without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// The value judged; null for a composite, and where there is none.
    pub actual: Option<ValueEntry>,
    /// What is demanded of it; null for a composite and for a milestone.
    pub threshold: Option<ThresholdEntry>,
    /// Positive is room, negative is shortfall; in points for ratios.
    pub margin: Option<ValueEntry>,
    /// The smallest change of one figure that would meet it.
    pub needed: Option<NeededEntry>,
    /// The parts of a composite, in the order written.
    pub parts: Vec<PartEntry>,
    /// The higher level beside the required one.
    pub stretch: Option<StretchEntry>,
    /// The day from which it counts; null for a duty without end.
    pub due: Option<Date>,
    /// The day of the figures that stand in before it is due; null once it is due.
    pub interim: Option<Date>,
    /// The days that the limits of the listed cases passed over, each once, by date.
    pub days_passed_over: Vec<DayEntry>,
    /// How the cases came out, for a target on a record.
    pub rows: Option<RowsEntry>,
    /// How a recurring duty was kept; left out for what does not recur.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attendance: Option<AttendanceEntry>,
    /// How far the cases of a life cycle have come; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<ProgressEntry>,
    /// The cases that count against it, at most twenty.
    pub offenders: Vec<OffenderEntry>,
    /// Who answers in place of the one judged, who cannot act; left out where nobody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stand_in: Option<String>,
    /// Who leads.
    pub lead: Vec<String>,
    /// Who is jointly responsible; left out where nobody is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jointly: Vec<String>,
    /// Who is responsible.
    pub responsible: Vec<String>,
    /// Who carries it out; left out where nobody is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub carried_out_by: Vec<String>,
    /// Who helps.
    pub with: Vec<String>,
    /// Whether a miss is a violation; false for best effort.
    pub binding: bool,
    /// The clauses of the source it rests on.
    pub cite: Vec<String>,
    /// The author's reading.
    pub because: Option<String>,
    /// Why it is undecided, not applicable, or not believed.
    pub reason: Option<ReasonEntry>,
    /// The figures it rests on, each once.
    pub inputs: Vec<InputEntry>,
    /// Where the rule is written: `plan.dabiao:12:1`.
    pub rule: String,
}

/// By how much one figure would have to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeededEntry {
    /// Which figure: its metric.
    pub metric: String,
    /// By how much, with its sign: `+5`.
    pub change: String,
    /// The fraction; left out where `change` says it exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
    /// The unit; null for a plain number.
    pub unit: Option<String>,
    /// Whether the change itself is just not enough.
    pub more_than: bool,
    /// The wholes that move with it.
    pub moves: Vec<String>,
    /// The denominators that are taken to stay.
    pub holds: Vec<String>,
}

/// A part of a composite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartEntry {
    /// What is judged.
    pub label: String,
    /// How it stands.
    pub state: State,
    /// Its value.
    pub actual: Option<ValueEntry>,
    /// What is demanded of it.
    pub threshold: Option<ThresholdEntry>,
    /// Its room or shortfall.
    pub margin: Option<ValueEntry>,
}

/// The higher level beside the required one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StretchEntry {
    /// How it stands.
    pub state: State,
    /// What it demands.
    pub threshold: Option<ThresholdEntry>,
}

/// How a recurring duty was kept in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttendanceEntry {
    /// How many times fall due.
    pub owed: usize,
    /// How many of them were kept.
    pub kept: usize,
    /// How many are not over yet.
    pub open: usize,
    /// The last days of those that were missed, at most twenty.
    pub missed: Vec<Date>,
}

/// How far the cases of a life cycle have come: what is done in part is not done, and counted by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ProgressEntry {
    /// Those that the share counts.
    pub done: usize,
    /// Those of the others that are done in part.
    pub partly: usize,
    /// All that are looked at.
    pub total: usize,
}

/// How the cases of a record came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RowsEntry {
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

/// A case that counts against a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OffenderEntry {
    /// The case's id.
    pub id: String,
    /// Where it stands: `contract.csv:12`.
    pub at: String,
    /// `late`, `open`, `impossible`, `failing` (not among those that a share counts) or `undecided`.
    pub state: &'static str,
    /// The last day of its limit.
    pub last_day: Option<Date>,
    /// The days its limit passed over.
    pub days_passed_over: Vec<DayEntry>,
}

/// Why a verdict is undecided, not applicable, or not believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReasonEntry {
    /// For programs: `not_submitted`, `zero_denominator`, `failed_check` …
    pub kind: &'static str,
    /// For people, in one clause.
    pub text: String,
}

/// A figure that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputEntry {
    /// Its metric.
    pub metric: String,
    /// Its segment.
    pub segment: Option<String>,
    /// `actual`, `benchmark 全省最优` or `baseline`.
    pub source: String,
    /// Whose it is.
    pub entity: Option<String>,
    /// The last day it speaks of.
    pub until: Option<Date>,
    /// The value, its fields here.
    #[serde(flatten)]
    pub value: ValueEntry,
    /// Where it stands: `figures.csv:2:4`, or in the policy for a declared value.
    pub at: String,
}
