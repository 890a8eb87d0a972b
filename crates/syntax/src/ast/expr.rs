//! Expressions: figures, numbers and aggregates of cases, joined by + − * /.

use dabiao_diagnostics::Span;

use super::{DateText, Name, Quantity, RowCondition, Str};

/// An expression with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

impl Expr {
    /// Whether it is the gap of a figure to a benchmark.
    pub fn is_gap(&self) -> bool {
        match &self.kind {
            ExprKind::Gap { .. } => true,
            ExprKind::Bracket(inner) => inner.is_gap(),
            _ => false,
        }
    }
}

/// What an expression is. What is rare and large is boxed, so that names and numbers are small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExprKind {
    /// A number with or without a unit.
    Quantity(Quantity),
    /// A metric, a parameter, or a name that the resolver knows better.
    Name(Name),
    /// One segment of a metric: `办电时间 (低压)`.
    Segment {
        /// The metric.
        metric: Name,
        /// The segment.
        segment: Name,
    },
    /// A text, for a category or a benchmark's name: `"province best"`.
    Text(Str),
    /// `yes` | `是`, `no` | `否`.
    YesNo(bool),
    /// `- x`.
    Negative(Box<Expr>),
    /// `a + b` and the like.
    Binary {
        /// Left side.
        left: Box<Expr>,
        /// `+ − * /`.
        op: Operator,
        /// Right side.
        right: Box<Expr>,
    },
    /// `( … )`, kept for the formatter.
    Bracket(Box<Expr>),
    /// A figure at another time: `X last year` | `X 上年`.
    Past {
        /// The metric.
        of: Box<Expr>,
        /// Which time.
        when: Past,
    },
    /// A figure of a time by its date: `X at 2022-06` | `2022年6月的X`. No other time stands inside it.
    At {
        /// The metric.
        of: Box<Expr>,
        /// Which time.
        when: Box<WindowText>,
    },
    /// What became of a figure: `growth of X` | `X 增速`. No time stands outside it.
    Measure {
        /// Which measure.
        kind: Measure,
        /// The figure, perhaps of another time.
        of: Box<Expr>,
    },
    /// What a figure lacks of a benchmark, or has beyond it: `gap of X to "province best"` | `X 与全省最优差距`.
    Gap {
        /// The figure.
        of: Box<Expr>,
        /// The benchmark's name.
        to: Str,
    },
    /// How long a window is: `months of 2023-04 to 2023-07` | `2023年4月至7月 的 月数`.
    Length {
        /// In what it is measured.
        unit: LengthUnit,
        /// The window.
        of: Box<WindowText>,
    },
    /// A figure over all who are compared with each other: `best of X over county` | `X 在 县市 中 最优值`.
    Peers(Box<OverPeers>),
    /// A declared or submitted reference value: `province best of X` | `X 全省最优` is written
    /// `benchmark "province best" of X` | `X 的 标杆 “全省最优”`.
    Benchmark {
        /// The metric.
        of: Name,
        /// Its segment, where it is of one.
        segment: Option<Box<Name>>,
        /// The benchmark's name.
        name: Box<Str>,
    },
    /// An aggregate of the cases of a record.
    Aggregate(Box<Aggregate>),
}

/// An arithmetic operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-` or `−`
    Subtract,
    /// `*` or `×`
    Multiply,
    /// `/` or `÷`
    Divide,
}

/// A time other than the judged period, told from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// `last year` | `上年`: the same period a year earlier.
    LastYear,
    /// `same period last year` | `上年同期`: the same.
    SamePeriodLastYear,
    /// `last period` | `上期`: the period before.
    LastPeriod,
    /// `last quarter` | `上季度`: the quarter before the one in which the judged period ends.
    LastQuarter,
    /// `last month` | `上月`: the month before the one in which the judged period ends.
    LastMonth,
    /// `at baseline` | `基期`.
    Baseline,
    /// `year to date` | `本年累计`: from 1 January to the end of the judged period.
    YearToDate,
    /// `since year start` | `比年初`: what was added since the last year's end.
    SinceYearStart,
    /// `own level` | `本级`: no other time, but said in the same place: without what lies below the one that is judged.
    OwnLevel,
}

/// What became of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// `growth of X` | `X 增速`: the change as a share of the earlier value.
    Growth,
    /// `change of X` | `X 变化`: the difference from the same period last year, in points for a ratio.
    Change,
    /// `sum of segments of X` | `X 各分项之和`: what the segments of a split figure come to.
    SegmentSum,
}

/// In what the length of a window is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthUnit {
    /// `days` | `天数`.
    Days,
    /// `months` | `月数`: whole calendar months.
    Months,
    /// `years` | `年数`: of twelve whole calendar months each.
    Years,
}

/// A figure over all who are compared with each other. A time of it stands inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverPeers {
    /// What is computed.
    pub kind: PeerFunction,
    /// The figure.
    pub of: Expr,
    /// Who is compared: a kind of entity or a group.
    pub over: Option<Name>,
    /// Whether the one that is judged is left out.
    pub others: bool,
}

/// What is computed over all who are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeerFunction {
    /// `best` | `最优值`.
    Best,
    /// `overall` | `总体值`: recomputed from the sums of its parts.
    Overall,
    /// `mean` | `算术平均`.
    Mean,
    /// `median` | `中位数`. Of a bare name without who is compared it is read as an [`Aggregate`].
    Median,
    /// `rank` | `位次`.
    Rank,
}

/// A period as written: `2022-06`, or a window `2022-10 to 2023-09` | `2022年10月至2023年9月`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowText {
    /// The period, or the first of the window.
    pub from: DateText,
    /// The last of the window.
    pub to: Option<DateText>,
}

/// A record with one of its fields or events, which may be written as one run of words (`contract signed`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The record, or record and field in one where `field` is none.
    pub record: Name,
    /// The field or event, where the text sets it apart (as Chinese word order does).
    pub field: Option<Name>,
}

/// `count of R where C`, `share of R F where C, among D`, `average days of R from A to B`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aggregate {
    /// What is computed.
    pub kind: AggregateKind,
    /// The record, and the field where one is needed.
    pub subject: Subject,
    /// For a span of time: from which event to which.
    pub between: Option<(Name, Name)>,
    /// Which rows count (for a share: the numerator).
    pub filter: Option<RowCondition>,
    /// Which rows are looked at at all (for a share: the denominator).
    pub among: Option<RowCondition>,
}

/// What an aggregate computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AggregateKind {
    /// `count of R` | `R 的 件数`.
    Count,
    /// `sum of R F` | `R 的 F 合计`.
    Sum,
    /// `average of R F` | `R 的 F 平均值`, or with a span unit `average days of R from A to B`.
    Average(Option<SpanUnit>),
    /// `median …` | `中位数`.
    Median(Option<SpanUnit>),
    /// `min …` | `最小值`, `最短…`.
    Min(Option<SpanUnit>),
    /// `max …` | `最大值`, `最长…`.
    Max(Option<SpanUnit>),
    /// `share of R` or `share of R F`, `… 占比`.
    Share,
}

/// The unit in which a span between two events is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanUnit {
    /// `days` | `天数`.
    Days,
    /// `working days` | `工作日数`.
    WorkingDays,
    /// `hours` | `小时数`, between two times.
    Hours,
}
