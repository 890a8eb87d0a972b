//! The JSON documents, field by field: promises that scripts rely on.
//!
//! Numbers are strings of exact decimal digits; one without a finite form is rounded half up to 12 places and carries
//! its fraction as `exact`. Dates are `YYYY-MM-DD`. What does not apply is `null` or an empty list, never left out,
//! unless the field says otherwise. Units, reasons and messages are in the language of `--lang`; names and titles are
//! the policy's own.

mod analysis;
mod assessment;
mod comparison;
mod cost;
mod coverage;
mod diagnostics;
mod due;
mod escalation;
mod explanation;
mod mutation;
mod score;
mod tests;
mod turning;
mod value;
mod verdict;

pub use analysis::{AnalysisDocument, AnalysisFindingEntry, DerivationLineEntry, SeatEntry};
pub use assessment::{
    AssessmentDocument, CheckEntry, CheckPartEntry, DataEntry, Finding, PolicyEntry, SidesEntry,
    Summary,
};
pub use comparison::{
    ComparedEntry, DifferenceDocument, RefinementDocument, WitnessEntry, WitnessFigureEntry,
};
pub use cost::{CostEntry, RuleCostEntry};
pub use coverage::{
    ClauseEntry, CoverageDocument, RoleEntry, StandingEntry, UnknownCiteEntry, UpperItemEntry,
};
pub use diagnostics::{CodeDocument, DiagnosticDocument, DiagnosticEntry, FixEntry, RelatedEntry};
pub use due::{DayEntry, DueDocument, NoticeEntry};
pub use escalation::{EscalationEntry, FollowEntry, OnTheDayEntry, TotalKey, VerdictKey};
pub use explanation::{ExplanationDocument, ExplanationEntry, StepEntry};
pub use mutation::{MutantEntry, MutationDocument};
pub use score::{ListEntry, ScoreEntry, ScorePartEntry};
pub use tests::{
    CoverageEntry, ExpectationEntry, GotEntry, PolicyTestsEntry, SeenEntry, SightsEntry, TestEntry,
    TestsDocument,
};
pub use turning::{ChangedClauseEntry, ChangedItemEntry, TurnEntry, TurningEntry};
pub use value::{EndEntry, NumberEntry, ThresholdEntry, ValueEntry};
pub use verdict::{
    AttendanceEntry, InputEntry, NeededEntry, OffenderEntry, PartEntry, ProgressEntry, ReasonEntry,
    RowsEntry, StretchEntry, VerdictEntry,
};
