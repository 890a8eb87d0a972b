//! The JSON documents, field by field: promises that scripts rely on.
//!
//! Numbers are strings of exact decimal digits; one without a finite form is rounded half up to 12 places and carries
//! its fraction as `exact`. Dates are `YYYY-MM-DD`. What does not apply is `null` or an empty list, never left out,
//! unless the field says otherwise. Units, reasons and messages are in the language of `--lang`; names and titles are
//! the policy's own.

use std::collections::BTreeMap;

use dabiao_core::calendar::{Basis, Direction};
use dabiao_core::{CheckState, Comparator, Date, Severity, SignOffState, State};
use serde::Serialize;

/// The document of `dabiao evaluate --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct AssessmentDocument<V> {
    /// `dabiao.assessment/1`.
    pub schema: &'static str,
    /// Which policy.
    pub policy: PolicyEntry,
    /// Which data.
    pub data: DataEntry,
    /// The day whose end the verdicts speak of.
    pub as_of: Date,
    /// How many verdicts have each of the eight states.
    pub summary: Summary,
    /// The verdicts: target as written, entity as declared, period. A [`VerdictEntry`] each.
    pub verdicts: V,
    /// How each check came out, for each entity and period with a figure of its.
    pub checks: Vec<CheckEntry>,
    /// What follows misses; this version of the language has no escalations, so the list is empty.
    pub escalations: [(); 0],
    /// Indices and ranks; this version of the language has no scores, so the list is empty.
    pub scores: [(); 0],
    /// Red and black lists; this version of the language has none, so the list is empty.
    pub lists: [(); 0],
    /// What is wrong with the data, or worth knowing of the evaluation.
    pub findings: Vec<Finding>,
}

impl<V> AssessmentDocument<V> {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.assessment/1";
}

/// The policy of an assessment.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyEntry {
    /// Its title.
    pub title: String,
    /// `sha256:` and the digest of its text.
    pub hash: String,
}

/// The data of an assessment.
#[derive(Debug, Clone, Serialize)]
pub struct DataEntry {
    /// `sha256:` and the digest of the files read.
    pub hash: String,
}

/// How many verdicts have each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[expect(
    missing_docs,
    reason = "the fields are the eight states of the language, documented at `State`"
)]
pub struct Summary {
    pub met: usize,
    pub unmet: usize,
    pub on_track: usize,
    pub at_risk: usize,
    pub pending: usize,
    pub no_data: usize,
    pub not_applicable: usize,
    pub invalid: usize,
}

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
    /// The cases that count against it, at most twenty.
    pub offenders: Vec<OffenderEntry>,
    /// Who leads.
    pub lead: Vec<String>,
    /// Who helps.
    pub with: Vec<String>,
    /// Whether a miss is a violation; false for best effort.
    pub binding: bool,
    /// The clauses of the source it rests on.
    pub cite: Vec<String>,
    /// Why it is undecided, not applicable, or not believed.
    pub reason: Option<ReasonEntry>,
    /// The figures it rests on, each once.
    pub inputs: Vec<InputEntry>,
    /// Where the rule is written: `plan.dabiao:12:1`.
    pub rule: String,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ValueEntry {
    /// A number: `{"value": "79.99", "unit": "%"}`.
    Number(NumberEntry),
    /// A number known within bounds: `{"low": {"value": "1100", "excluded": true}, "high": null, "unit": "项"}`.
    Between {
        /// The lower end; null where there is none.
        low: Option<EndEntry>,
        /// The upper end; null where there is none.
        high: Option<EndEntry>,
        /// The unit; null for a plain number.
        unit: Option<String>,
    },
    /// A number known only approximately: `{"about": "683.23", "unit": "亿元"}`.
    About {
        /// The digits.
        about: String,
        /// The unit; null for a plain number.
        unit: Option<String>,
    },
    /// Yes or no: `{"value": true}`.
    YesNo {
        /// Whether it is yes.
        value: bool,
    },
    /// The sign-off of a milestone: `{"state": "done", "date": "2025-03-01", "late_days": null}`.
    SignOff {
        /// How far it is.
        state: SignOffState,
        /// The day.
        date: Option<Date>,
        /// By how many days it was late; null when in time.
        late_days: Option<i64>,
    },
}

/// An exact number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberEntry {
    /// The digits.
    pub value: String,
    /// The unit; null for a plain number.
    pub unit: Option<String>,
    /// The fraction, `1/3`; left out where `value` says it exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
}

/// An end of a bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EndEntry {
    /// The digits.
    pub value: String,
    /// Whether the end itself is excluded: `>1100`.
    pub excluded: bool,
}

/// A comparison with its threshold: `{"comparator": ">=", "value": "80", "unit": "%"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThresholdEntry {
    /// `>=`, `<=`, `>`, `<`, `=` or `!=`.
    pub comparator: Comparator,
    /// The threshold, its fields beside `comparator`.
    #[serde(flatten)]
    pub value: ValueEntry,
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

/// A day that makes a limit end otherwise than one might think.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayEntry {
    /// The day.
    pub date: Date,
    /// `holiday` or `weekend`, which do not count, or `worked_weekend`, which does.
    pub why: &'static str,
    /// The holiday's name.
    pub holiday: Option<&'static str>,
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

/// A check for one entity and period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckEntry {
    /// The check's id: `rate`, `check-1` for the first without one.
    pub check: String,
    /// Its title.
    pub title: Option<String>,
    /// For whom.
    pub entity: Option<String>,
    /// For which period.
    pub period: Option<String>,
    /// `holds`, `fails` or `cannot_be_checked`.
    pub state: CheckState,
}

/// What is wrong with the data, or worth knowing of the evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The diagnostic code: `D0101`.
    pub code: &'static str,
    /// The code's name: `unknown-metric`.
    pub name: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where: `figures.csv:9:1`.
    pub at: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

/// The document of `dabiao check --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct DiagnosticDocument {
    /// `dabiao.diagnostics/1`.
    pub schema: &'static str,
    /// By place.
    pub diagnostics: Vec<DiagnosticEntry>,
}

impl DiagnosticDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.diagnostics/1";
}

/// A diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiagnosticEntry {
    /// A letter for the family and four digits: `N0102`.
    pub code: &'static str,
    /// The name that scripts use: `unknown-metric`.
    pub name: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The file.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column, from 1: in characters for a policy, the cell of the row for data; null for a whole row.
    pub column: Option<u32>,
    /// The line in which it ends; null for data.
    pub end_line: Option<u32>,
    /// The column after its last character; null for data.
    pub end_column: Option<u32>,
    /// Other places that explain it.
    pub related: Vec<RelatedEntry>,
    /// What to write instead, in words.
    pub help: Option<String>,
    /// A replacement for the place.
    pub fix: Option<FixEntry>,
    /// The id of the item it lies in.
    pub item: Option<String>,
}

/// A second place that explains a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelatedEntry {
    /// The file.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column, from 1.
    pub column: Option<u32>,
    /// What is to be seen there.
    pub message: String,
}

/// A replacement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixEntry {
    /// What to write instead.
    pub replace: String,
    /// Whether it keeps the meaning in every case.
    pub safe: bool,
}

/// The document of `dabiao due --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct DueDocument {
    /// `dabiao.due/1`.
    pub schema: &'static str,
    /// The day of the event.
    pub start: Date,
    /// The limit: `7 working days`.
    pub limit: String,
    /// `civil_code` or `plain`.
    pub basis: Basis,
    /// `after` or `before`.
    pub direction: Direction,
    /// Whether the start day was counted.
    pub count_start: bool,
    /// The last day.
    pub last_day: Date,
    /// The days that were not counted or moved over, and weekend days that were worked.
    pub days_passed_over: Vec<DayEntry>,
    /// The notices that made them so.
    pub notices: Vec<NoticeEntry>,
}

impl DueDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.due/1";
}

/// A notice that arranges the holidays of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeEntry {
    /// Its number.
    pub number: Option<&'static str>,
    /// Its title.
    pub title: &'static str,
    /// The day it is signed.
    pub issued: Option<Date>,
}

/// The document of `dabiao explain --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct ExplanationDocument {
    /// `dabiao.explanation/1`.
    pub schema: &'static str,
    /// The policy.
    pub policy: PolicyEntry,
    /// The data.
    pub data: DataEntry,
    /// The day whose end the verdicts speak of.
    pub as_of: Date,
    /// The verdicts explained.
    pub explanations: Vec<ExplanationEntry>,
    /// How many more there are that were not asked for or not shown.
    pub more: usize,
}

impl ExplanationDocument {
    /// The schema's name and version.
    pub const SCHEMA: &'static str = "dabiao.explanation/1";
}

/// A verdict explained.
#[derive(Debug, Clone, Serialize)]
pub struct ExplanationEntry {
    /// The verdict in one sentence, by language.
    pub sentence: BTreeMap<&'static str, String>,
    /// How it came about, step by step down to the cells.
    pub steps: Vec<StepEntry>,
    /// The verdict itself.
    pub verdict: VerdictEntry,
}

/// A step of a derivation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepEntry {
    /// What it is: a metric, an aggregate, a comparison.
    pub label: String,
    /// The formula with its figures filled in.
    pub formula: Option<String>,
    /// What it came to.
    pub value: Option<ValueEntry>,
    /// The cell it stands in.
    pub at: Option<String>,
    /// What it rests on.
    pub steps: Vec<StepEntry>,
}
