//! What is asked of cases: masks over rows, aggregates and limits.

use std::sync::Arc;

use dabiao_calendar::{Basis, Direction, Limit, LimitOptions};
use dabiao_model::{Comparator, Ratio, RecordId, Unit};
use serde::{Deserialize, Serialize};

use super::Moment;

super::condition::indices! {
    /// Index into [`Program::aggregates`](super::Program::aggregates).
    AggregateId;
    /// Index into [`Program::limits`](super::Program::limits).
    RowLimitId;
}

/// A mask over one row. Fields are indices into the record's schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowCondition {
    /// A yes/no field is this.
    YesNo(usize, bool),
    /// A text or category is one of these.
    Word(WordTest),
    /// A number compares.
    Number(usize, Comparator, Ratio),
    /// The event has happened, or the cell of any other field is not empty.
    Happened(usize),
    /// All these events have happened, none before the one it follows.
    Steps(Vec<usize>),
    /// The event has not happened, and more than the limit has passed since another.
    OpenFor {
        /// The event that is missing.
        event: usize,
        /// Since which event.
        from: usize,
        /// More than this.
        limit: Limit,
    },
    /// All hold.
    And(Vec<RowCondition>),
    /// One holds.
    Or(Vec<RowCondition>),
    /// Does not hold.
    Not(Box<RowCondition>),
}

impl RowCondition {
    /// Whether it asks for the words of a field.
    pub(crate) fn asks_for_words_of(&self, field: usize) -> bool {
        match self {
            Self::Word(test) => test.field == field,
            Self::And(parts) | Self::Or(parts) => {
                parts.iter().any(|part| part.asks_for_words_of(field))
            }
            Self::Not(inner) => inner.asks_for_words_of(field),
            Self::YesNo(..)
            | Self::Number(..)
            | Self::Happened(_)
            | Self::Steps(_)
            | Self::OpenFor { .. } => false,
        }
    }
}

/// A text field and the words it may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordTest {
    /// The field.
    pub field: usize,
    /// The words.
    pub words: Vec<Arc<str>>,
}

/// Which rows an aggregate or a limit looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowScope {
    /// The record.
    pub record: RecordId,
    /// Which rows are looked at at all.
    pub among: Option<RowCondition>,
}

/// An aggregate of cases: a value an entity and period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aggregate {
    /// At which time.
    pub moment: Moment,
    /// Which rows.
    pub scope: RowScope,
    /// Which of them count (for a share: the numerator).
    pub filter: Option<RowCondition>,
    /// What is measured.
    pub measure: Measure,
    /// Whether a row whose last event is missing is measured to the evaluation date instead of left out.
    pub open_rows_count: bool,
    /// Spans that are taken out of a duration.
    pub stops: Option<Stops>,
    /// How it reads in the policy, in English and Chinese.
    pub label: (Arc<str>, Arc<str>),
    /// The unit its value is shown in.
    pub unit: Unit,
}

/// What an aggregate measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// How many rows.
    Count,
    /// The share of rows.
    Share,
    /// The share of a field's sum.
    ShareOf(usize),
    /// The sum of a field.
    Sum(usize),
    /// The mean of a field.
    Average(usize),
    /// The median of a field; of an even count the mean of the middle two.
    Median(usize),
    /// The least of a field.
    Min(usize),
    /// The greatest of a field.
    Max(usize),
    /// The mean span between two events.
    AverageSpan(usize, usize, SpanUnit),
    /// The median span.
    MedianSpan(usize, usize, SpanUnit),
    /// The least span.
    MinSpan(usize, usize, SpanUnit),
    /// The greatest span.
    MaxSpan(usize, usize, SpanUnit),
}

impl Measure {
    /// Whether it is a statistic of the values of rows, which leaves out those that have none.
    pub(crate) fn is_statistic(self) -> bool {
        !matches!(
            self,
            Self::Count | Self::Share | Self::ShareOf(_) | Self::Sum(_)
        )
    }
}

/// The unit a span between two events is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpanUnit {
    /// Calendar days.
    Days,
    /// Working days.
    WorkingDays,
    /// Hours between two times.
    Hours,
}

/// A clock stop: the days after the first event up to and with the second do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stops {
    /// From this event.
    pub from: usize,
    /// To this one.
    pub to: usize,
}

/// A limit that cases keep: an event within a time of another, or at least a time before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowLimit {
    /// Which rows.
    pub scope: RowScope,
    /// The event that must happen in time.
    pub event: usize,
    /// The event the limit is counted from; for `before`, the one it must precede.
    pub from: usize,
    /// How long.
    pub limit: Limit,
    /// Whether the event must lie at least that long before `from`.
    pub before: bool,
    /// How days are counted.
    pub basis: Basis,
    /// Whether the start day counts.
    pub count_start: bool,
    /// Spans that are taken out.
    pub stops: Option<Stops>,
    /// The share of rows that must keep it: a comparison and a ratio; `≥ 1` where all must.
    pub share: (Comparator, Ratio),
    /// How it reads in the policy, in English and Chinese.
    pub label: (Arc<str>, Arc<str>),
}

impl RowLimit {
    /// How the calendar counts the limit.
    pub(crate) fn options(&self) -> LimitOptions {
        LimitOptions {
            basis: self.basis,
            count_start: self.count_start,
            direction: if self.before {
                Direction::Before
            } else {
                Direction::After
            },
        }
    }
}
