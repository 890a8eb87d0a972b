//! The plain things every other crate speaks of: numbers, units, periods, data sets, verdicts.
//!
//! Nothing here knows a policy's text, a file or a clock, and nothing is a float.

mod clause;
mod dataset;
mod decimal;
mod dimension;
mod ids;
mod language;
pub mod literal;
mod meter;
mod named;
mod period;
mod ratio;
mod schema;
mod source;
mod table;
mod unit;
mod units;
mod verdict;

pub use chrono::{NaiveDate as Date, NaiveDateTime as Time};
pub use clause::{Citation, ClauseRole, DataCitation, SourceClause};
pub use dataset::{
    Dataset, Estimate, Figure, FigureKind, FigureValue, Place, SignOff, SignOffState,
};
pub use decimal::{Decimal, DecimalError};
pub use dimension::{Atom, Dimension};
pub use ids::{
    BenchmarkId, EntityId, FieldId, GroupId, KindId, MetricId, MilestoneId, RecordId, RuleId,
    SegmentId,
};
pub use language::{Language, Text};
pub use meter::{Meter, Stage, Steps};
pub use named::{HasNames, Named};
pub use period::{Cadence, Grain, Period, PeriodError};
pub use ratio::Ratio;
pub use schema::{
    BENCHMARKS, EntitySchema, FieldSchema, FieldType, MetricSchema, MilestoneSchema, Nature,
    RecordSchema, Schema, ValueType,
};
pub use source::{Sheet, Source};
pub use table::{
    Answers, Bits, Case, CellValue, CodeSlice, Codes, Column, Days, Lines, Numbers, PlainCell,
    PlainCells, Table, Unanswered, UnfitCell, Words,
};
pub use unit::Unit;
pub use units::Units;
pub use verdict::{Comparator, Direction, State, Tier, Verdict};
