//! Compile a policy, evaluate submitted figures, explain every verdict. This is the crate that other tools embed.
//!
//! ```
//! use dabiao_core::{Dataset, Date, Language, Policy, SourceFile, Sources};
//!
//! let mut sources = Sources::new();
//! sources.add(SourceFile::new("plan.dabiao", "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\n"));
//! let policy = Policy::compile(&sources)?;
//! assert!(policy.is_valid());
//!
//! let nothing = Dataset::default();
//! let assessment = policy.evaluate(&nothing, Date::from_ymd_opt(2025, 12, 31).unwrap())?;
//! let verdict = assessment.verdicts().next().unwrap();
//! assert_eq!(verdict.state().name(Language::Chinese), "缺报");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod assessment;
mod data_lints;
mod policy;
pub mod prepared;
mod row;
mod turned;

pub use assessment::{Assessment, Verdict};
pub use dabiao_analysis::{boundaries, changed, compare, coverage, derivation, mutation, targets};
pub use dabiao_calendar as calendar;
pub use dabiao_diagnostics::nearest;
pub use dabiao_diagnostics::{
    At, Cell, Code, Diagnostic, Diagnostics, FileId, Fix, Related, Severity, SourceFile, Sources,
    Span, register,
};
pub use dabiao_eval::{
    CheckResult, CheckState, EscalationResult, EvaluateError as EvaluationError, EvaluateOptions,
    Gap, ListResult, PartResult, PartState, Program, ScoreResult, Standing, Suspicion, Then, cost,
    explain, program, scenario,
};
pub use dabiao_model::{
    Answers, BenchmarkId, Cadence, Case, CellValue, Citation, ClauseRole, Column, Comparator,
    Dataset, Date, Days, Decimal, Dimension, Direction, EntityId, Estimate, FieldType, Figure,
    FigureKind, FigureValue, Grain, KindId, Language, Meter, MetricId, MetricSchema, Nature,
    Numbers, Period, Place, Ratio, RecordId, RuleId, Schema, SignOff, SignOffState, SourceClause,
    Stage, State, Steps, Table, Text, Tier, Time, UnfitCell, Unit, Units, ValueType, Words,
    literal,
};
pub use dabiao_syntax as syntax;
pub use policy::{CompileError, EvaluateError, Fate, Policy, TestError, Tried, imports, refined};
pub use row::{Bind, BindError, Row, Submission, Submitted};
pub use turned::{Turn, Turned, Turning};
