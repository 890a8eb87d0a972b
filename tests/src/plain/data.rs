//! Submitted figures, cases and sign-offs as the plain evaluator sees them.

use dabiao_model::Date;

use super::number::Amount;
use super::period::PlainPeriod;

/// All that was submitted.
#[derive(Debug, Clone, Default)]
pub struct PlainData {
    /// Figures in the order of their rows.
    pub figures: Vec<Figure>,
    /// The cases of each record; none where no table was submitted.
    pub tables: Vec<Option<Vec<Row>>>,
    /// Sheets of cases that ask whether there were any.
    pub asked: Vec<Asked>,
    /// Sign-offs in the order of their rows.
    pub signoffs: Vec<SignOff>,
}

/// A sheet of cases without a row that asks whether there were any.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The record.
    pub record: usize,
    /// Of whom it asks; none for everybody.
    pub entity: Option<usize>,
    /// The time it asks about; none for all of it.
    pub period: Option<PlainPeriod>,
    /// Whether it was answered that there were none; else it was left untouched.
    pub none: bool,
}

/// A submitted figure.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The metric.
    pub metric: usize,
    /// Which reference value it is; none is what was achieved.
    pub reference: Option<super::reference::Reference>,
    /// Of which segment; none is the whole.
    pub segment: Option<usize>,
    /// Whose.
    pub entity: Option<usize>,
    /// For which period, or at which day.
    pub period: Option<PlainPeriod>,
    /// What was submitted.
    pub value: Submitted,
    /// When.
    pub submitted_on: Option<Date>,
}

/// A submitted value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Submitted {
    /// A number, exact or a bound.
    Number(Bound, Amount),
    /// Between two numbers, both included.
    Range(Amount, Amount),
    /// Yes or no.
    YesNo(bool),
}

/// What a number says of the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// It is this.
    Exact,
    /// ≥.
    AtLeast,
    /// >.
    MoreThan,
    /// ≤.
    AtMost,
    /// <.
    LessThan,
    /// ≈.
    About,
}

/// A case.
#[derive(Debug, Clone)]
pub struct Row {
    /// Whose.
    pub entity: Option<usize>,
    /// A cell a field.
    pub cells: Vec<Cell>,
}

/// A cell of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is written.
    Empty,
    /// The day of an event.
    Day(Date),
    /// The day and the minute of an event.
    Moment(Date, u32),
    /// Yes or no.
    YesNo(bool),
    /// The index of a category's word.
    Word(usize),
    /// A number.
    Number(Amount),
}

/// How far a milestone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// 未启动.
    NotStarted,
    /// 推进中.
    InProgress,
    /// 部分完成.
    Partial,
    /// 阶段性成果.
    StageResult,
    /// 完成.
    Done,
}

/// A sign-off.
#[derive(Debug, Clone)]
pub struct SignOff {
    /// The milestone.
    pub milestone: usize,
    /// The letter of its stage.
    pub stage: Option<char>,
    /// Who signed off.
    pub entity: Option<usize>,
    /// How far it is.
    pub progress: Progress,
    /// When.
    pub date: Option<Date>,
    /// Whether evidence is given.
    pub evidence: bool,
}
