//! Records as the plain evaluator and the generator see them: fields, limits between events, masks and aggregates.

use dabiao_model::Comparator;

use super::number::Amount;
use super::policy::PlainUnit;

/// A table of cases.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its name.
    pub name: String,
    /// Whether each case belongs to a county.
    pub per_county: bool,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Whether the words of its category are states in order, the first one done in part only, and its first three events are the
    /// steps of a loop.
    pub cycle: bool,
    /// The event whose date puts a case into a period.
    pub counted_by: usize,
}

/// A field of a record.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub ty: FieldType,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// An event, perhaps after another.
    Event {
        /// The index of the event it comes after.
        after: Option<usize>,
    },
    /// An event by the minute, perhaps after another.
    Moment {
        /// The index of the event it comes after.
        after: Option<usize>,
    },
    /// A date that is known before it comes.
    Planned,
    /// Yes or no.
    YesNo,
    /// One of these words.
    Category(Vec<String>),
    /// A number in a unit.
    Number(PlainUnit),
}

/// A limit between two events.
#[derive(Debug, Clone)]
pub struct Limit {
    /// The record.
    pub record: usize,
    /// The event that must happen in time.
    pub event: usize,
    /// The event it is counted from, where it is written.
    pub from: Option<usize>,
    /// How many …
    pub count: u32,
    /// … days, working days, weeks, months, or hours between moments.
    pub unit: PlainUnit,
    /// `at least N before`: the event must come this much before `from`.
    pub before: bool,
    /// Which rows are meant.
    pub filter: Option<RowCondition>,
}

/// Which rows are meant.
#[derive(Debug, Clone)]
pub enum RowCondition {
    /// A yes/no field.
    YesNo(usize, bool),
    /// A category is this word.
    Is(usize, usize),
    /// A category is one of these words.
    In(usize, Vec<usize>),
    /// A number compared.
    Compare(usize, Comparator, Amount),
    /// An event has happened.
    Happened(usize),
    /// A field is not empty.
    FilledIn(usize),
    /// A state, or one after it.
    AtLeast(usize, usize),
    /// A state that is done in part only.
    PartlyDone(usize),
    /// The events 0, 1 and 2 have happened, in order.
    EveryStep,
    /// All must hold.
    And(Vec<RowCondition>),
    /// One must hold.
    Or(Vec<RowCondition>),
    /// It must not hold.
    Not(Box<RowCondition>),
}

/// Something about cases.
#[derive(Debug, Clone)]
pub struct Aggregate {
    /// The record.
    pub record: usize,
    /// What is computed.
    pub kind: AggregateKind,
    /// Which rows count; of a share, the numerator.
    pub filter: Option<RowCondition>,
    /// Which rows are looked at at all.
    pub among: Option<RowCondition>,
    /// The clock stands between these two events.
    pub stops: Option<(usize, usize)>,
    /// `open rows count to the evaluation date`.
    pub open_count: bool,
}

/// What is said of several spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanOf {
    /// Their mean.
    Average,
    /// The middle one.
    Median,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

/// What is computed of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AggregateKind {
    /// How many.
    Count,
    /// Of a number field.
    Sum(usize),
    /// Of a number field.
    Average(usize),
    /// Of a number field.
    Max(usize),
    /// Of a number field.
    Min(usize),
    /// Of a number field.
    Median(usize),
    /// Rows of rows.
    Share,
    /// A number field's sum of its whole sum.
    ShareOf(usize),
    /// The time from one event to another.
    Span {
        /// What of them all.
        of: SpanOf,
        /// From this event.
        from: usize,
        /// To this one.
        to: usize,
        /// Days, working days, or hours between moments.
        unit: PlainUnit,
    },
    /// How many cases have stayed without an event for longer than some months.
    OpenFor {
        /// The event.
        event: usize,
        /// For more than.
        months: u32,
    },
}
