//! Conditions: what a target demands, and which rows of a record are meant.

use dabiao_diagnostics::Span;
use dabiao_model::Comparator;

use super::{DateText, Expr, Name, Past, Quantity, Recurrence, Str, Subject, Trivia, WindowText};

/// A condition with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What it demands.
    pub kind: ConditionKind,
    /// Where.
    pub span: Span,
}

/// What a condition demands. What is rare and large is boxed, so that a comparison is what it takes to hold one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionKind {
    /// `SME share ≥ 80%`.
    Compare {
        /// Left side.
        left: Expr,
        /// The comparison.
        op: Comparator,
        /// Right side.
        right: Expr,
    },
    /// `X 达到 N`: at least where higher is better, at most where lower is.
    ReachesValue {
        /// The metric.
        value: Expr,
        /// What is to be reached.
        limit: Expr,
    },
    /// `X between A and B`, both ends included.
    Between {
        /// The value.
        value: Expr,
        /// The lower end.
        low: Box<Expr>,
        /// The upper end.
        high: Box<Expr>,
    },
    /// `X cleared` | `X 清零`.
    Cleared(Expr),
    /// `X reaches province best` | `X 达到 全省最优`: as good as a declared or submitted benchmark.
    ReachesBenchmark {
        /// The metric.
        value: Expr,
        /// The benchmark's name: `province best`, `province average`, or any in quotes.
        benchmark: Str,
    },
    /// `X improves` | `X 较上年改善`: better than the same period a year earlier.
    Improves(Expr),
    /// `X better than last year` | `X 优于上年`, `X not worse than last year` | `X 不劣于上年`.
    Against {
        /// The metric.
        value: Expr,
        /// Which earlier value.
        past: Past,
        /// Whether equal is not enough.
        strict: bool,
    },
    /// `X increases by more than last year` | `X 同比多增`: the increment exceeds last year's increment.
    IncreasesMore(Expr),
    /// `X doubles twice since 2021` | `X 较2021年翻二番`: at least 2 to the power of the times what it was.
    Doubles {
        /// The metric.
        value: Expr,
        /// How many times.
        times: u32,
        /// Since when.
        since: WindowText,
    },
    /// `X at least 15% above last year` | `X 高于 上年 15%`, `X no more than 2 points behind province average` |
    /// `X 落后 全省平均 不超过2个百分点`.
    Relative {
        /// The metric.
        value: Expr,
        /// On which side of the base.
        side: Side,
        /// Whether at most so far; else at least.
        at_most: bool,
        /// How far.
        by: Box<Quantity>,
        /// From what.
        base: RelativeBase,
    },
    /// `rank improves by at least 2` | `位次 前移 至少2位`: `X improves by at least N`.
    ImprovesBy {
        /// The metric.
        value: Expr,
        /// By how much at least, against the same period last year.
        by: Quantity,
    },
    /// `X top 5` | `X 前5位`.
    Top {
        /// The rank.
        value: Expr,
        /// The last place that is good enough.
        place: Quantity,
    },
    /// A yes/no metric alone, or a name that the resolver knows better.
    Holds(Expr),
    /// `every HALL METRIC` | `全部 政务大厅 METRIC`: each entity of a kind or group has yes.
    Every {
        /// The kind or group of entities, and the yes/no metric; in one run of words where `metric` is none.
        kind: Name,
        /// The metric, where the text sets it apart.
        metric: Option<Name>,
    },
    /// `contract signed within 10 days of awarded` and the like: every row keeps the limit.
    Rows(Box<EventLimit>),
    /// `at least 95% of contract signed within 10 working days of awarded`.
    ShareOfRows {
        /// The comparison.
        op: Comparator,
        /// The share.
        share: Quantity,
        /// The limit the rows keep.
        limit: Box<EventLimit>,
    },
    /// All must hold, joined by `and` | `且`.
    And(Vec<Condition>),
    /// One must hold, joined by `or` | `或`.
    Or(Vec<Condition>),
    /// Must not hold, `not` | `非`.
    Not(Box<Condition>),
    /// `( … )`, kept for the formatter.
    Bracket(Box<Condition>),
}

/// A side of a reference value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `above` | `高于`: more.
    Above,
    /// `below` | `低于`: less.
    Below,
    /// `behind` | `落后`: worse, by the metric's direction.
    Behind,
}

/// What a value is compared with at a distance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RelativeBase {
    /// What it was: `last year` | `上年`.
    Past(Past),
    /// A benchmark: `province average` | `全省平均`.
    Benchmark(Str),
}

/// `contract signed within 10 days of awarded` | `合同 在 中标公告 后 10日内 签订`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLimit {
    /// The record and the event.
    pub subject: Subject,
    /// Which rows are meant, `where …` | `R 中 … 的`.
    pub filter: Option<RowCondition>,
    /// The limit.
    pub limit: LimitText,
    /// The event it is counted from (`of`, `before`); else the one the event comes after.
    pub from: Option<Name>,
    /// Where.
    pub span: Span,
}

/// A limit of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LimitText {
    /// `within 10 days` | `10日内`.
    Within(Quantity),
    /// `on the same day` | `当日`.
    SameDay,
    /// `at least 1 month before E` | `至少 在 E 前 1个月`.
    AtLeastBefore(Quantity),
    /// `each Saturday` | `每周六`, `once a quarter` | `每季度一次`: the event recurs.
    Recurs(Recurrence),
}

/// Which rows are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowCondition {
    /// What it asks of a row.
    pub kind: RowConditionKind,
    /// Where.
    pub span: Span,
}

/// What a row condition asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowConditionKind {
    /// `electronic is yes`, `grade is "优级"` | `电子化 为 是`.
    Is {
        /// The field.
        field: Name,
        /// The value: yes/no, a word or a number.
        value: Expr,
    },
    /// `grade in ("优级", "良+")` | `等级 属于（“优级”、“良+”）`.
    In {
        /// The field.
        field: Name,
        /// The words.
        values: Vec<Name>,
    },
    /// `(days overdue ≥ 5)`, in brackets.
    Compare {
        /// The field.
        field: Name,
        /// The comparison.
        op: Comparator,
        /// The number.
        value: Quantity,
    },
    /// `state is at least done` | `进度 达到 完成`: a state of a life cycle, or one after it.
    AtLeast {
        /// The field.
        field: Name,
        /// The state.
        state: Name,
    },
    /// `state is partly done` | `进度 为 部分完成`: a state that is done in part only.
    PartlyDone(Name),
    /// `proof is filled in` | `依据 已填`: the cell is not empty.
    FilledIn(Name),
    /// `every step done` | `各环节完成`: every step of the record's loop has happened, in order.
    EveryStepDone,
    /// An event has happened, or a yes/no field is yes: `where published`.
    Happened(Name),
    /// `not closed for more than 12 months` | `未审结 超过12个月`: open for longer than this.
    OpenFor {
        /// The event.
        event: Name,
        /// For more than.
        limit: Quantity,
    },
    /// All must hold.
    And(Vec<RowCondition>),
    /// One must hold.
    Or(Vec<RowCondition>),
    /// Must not hold.
    Not(Box<RowCondition>),
    /// `( … )`.
    Bracket(Box<RowCondition>),
}

/// The body of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetBody {
    /// One condition on the target's line.
    Condition(Condition),
    /// `all of:` | `同时满足：` and a list.
    AllOf(Vec<Entry<Condition>>),
    /// `any of:` | `满足其一：` and a list.
    AnyOf(Vec<Entry<Condition>>),
    /// A metric and a list of thresholds by entity, group, segment, word of a category or date.
    Thresholds {
        /// What is compared.
        value: Expr,
        /// The thresholds.
        entries: Vec<Entry<Threshold>>,
    },
}

/// A line of a list, `- …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<T> {
    /// What stands in it.
    pub value: T,
    /// The comments around it.
    pub trivia: Trivia,
    /// Where.
    pub span: Span,
}

/// `- 临泽县、高台县 ≥ 43%`, `- 低压 ≤ 0.5天`, `- due 2025-06: ≥ 60%` | `- 期限 2025-06：≥ 60%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// By when, where the threshold changes with the date.
    pub due: Option<DateText>,
    /// Entities, groups, segments or words of a category; none beside a date for all.
    pub scope: Vec<Name>,
    /// The comparison.
    pub op: Comparator,
    /// The threshold.
    pub limit: Expr,
}
