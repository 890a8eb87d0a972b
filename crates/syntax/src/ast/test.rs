//! Tests of a policy: what is given, and what must come out.

use dabiao_diagnostics::Span;
use dabiao_model::{Comparator, SignOffState, State, Tier, Time};

use super::{ActionText, Clause, DateText, Day, Name, Quantity, Str};

/// `test "…"` | `测试 “…”` with what it gives and expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// What it shows.
    pub title: Str,
    /// Its clauses in the order written: an expectation speaks of the evaluation date above it.
    pub clauses: Vec<Clause<TestClause>>,
}

/// A clause of `test`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestClause {
    /// `evaluated on 2025-04-30` | `评价日 …`.
    EvaluatedOn(DateText),
    /// `given …` | `设 …`.
    Given(Box<Given>),
    /// `expect …` | `应为 …`.
    Expect(Box<Expectation>),
}

/// What a test submits: `given X = 80%, Y = 100 for 临夏县 in 2025Q1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The figures, cases or sign-offs.
    pub what: GivenWhat,
    /// Whose: entities, groups or kinds.
    pub entities: Vec<Name>,
    /// Of which period.
    pub period: Option<GivenPeriod>,
    /// `submitted on 2025-04-20` | `报送于 …`.
    pub submitted_on: Option<Day>,
    /// `with evidence "…"` | `附依据 “…”`.
    pub evidence: Option<Str>,
}

/// What one `given` submits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenWhat {
    /// Figures.
    Figures(Vec<GivenFigure>),
    /// Cases of a record, all alike; none of them for `contract: none` | `合同：无`, which is a table without rows.
    Rows {
        /// The record.
        record: Name,
        /// What each case says; empty for a table without rows.
        fields: Vec<GivenField>,
        /// `19 rows` | `19行`: how many there are, where it is written.
        count: Option<u32>,
    },
    /// Sign-offs.
    SignOffs(Vec<GivenSignOff>),
}

/// The period of what is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenPeriod {
    /// `in 2025Q1`, `in 2022-10 to 2023-09` | `于 …`: each value in it.
    In(DateText, Option<DateText>),
    /// `from 2025Q1` | `自 2025Q1 起`: the values period after period.
    From(DateText),
    /// `as of 2025-05-20` | `截至 2025年5月20日`: a flow up to this day, all else at it.
    AsOf(DateText),
    /// `since 2023 to 2025-05-20` | `自 2023年 至 2025年5月20日`: what was counted since then.
    Since(DateText, DateText),
}

/// A metric with its value, or with its values period by period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenFigure {
    /// The metric.
    pub metric: Name,
    /// Its segment, `办电时间 (低压)`.
    pub segment: Option<Name>,
    /// Actual value, benchmark or baseline.
    pub source: GivenSource,
    /// The values.
    pub values: Vec<GivenValue>,
}

/// Which value of a metric is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenSource {
    /// What was achieved.
    Actual,
    /// `benchmark "province best" of X` | `X 的 标杆 “全省最优”`.
    Benchmark(Str),
    /// `baseline of X` | `X 的 基期`.
    Baseline,
}

/// A given value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenValue {
    /// `= 80%`.
    Exactly(Quantity),
    /// `≥ 1100`: known to be at least that much.
    Bound(Comparator, Quantity),
    /// `about 1100` | `约 1100`.
    About(Quantity),
    /// `between 110 and 180` | `介于 110 和 180 之间`.
    Between(Quantity, Quantity),
    /// Yes or no.
    YesNo(bool),
    /// `not submitted` | `未报`.
    NotSubmitted,
}

/// A field of a given case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenField {
    /// The field; where no value stands apart from it, perhaps with its value behind it: `kind procurement`.
    pub field: Name,
    /// Its value.
    pub value: Option<GivenCell>,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenCell {
    /// A day.
    Day(Day),
    /// A minute: `2025-03-01 14:30`.
    Time(Minute),
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Quantity(Quantity),
    /// A word or text.
    Text(Name),
}

/// A minute of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minute {
    /// The minute.
    pub time: Time,
    /// Where.
    pub span: Span,
}

/// `6.7 done 2025-03-31`, `6.7, 6.8 done 2025-03-31`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenSignOff {
    /// The milestones or stages, each by its id or title.
    pub milestones: Vec<Str>,
    /// How far they are.
    pub state: SignOffState,
    /// On which day.
    pub on: Option<Day>,
}

/// What must come out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expectation {
    /// `expect no finding` | `应为 无发现`.
    NoFinding,
    /// `expect finding D0101` | `应为 发现 D0101`: these codes and no others.
    Findings(Vec<Str>),
    /// A state of verdicts or checks.
    Verdicts(ExpectedVerdicts),
    /// What follows misses.
    Escalation(ExpectedEscalation),
    /// What a score comes to.
    Score(ExpectedScore),
}

/// `expect escalation remind in 2025Q1, none in 2025Q2 for 州财政局`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedEscalation {
    /// The escalation's id or title; it may be left out where there is only one.
    pub of: Option<Str>,
    /// What follows, period by period.
    pub steps: Vec<ExpectedStep>,
    /// Whose misses they are.
    pub parties: Vec<Name>,
}

/// What must follow in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedStep {
    /// What follows; nothing for `none` | `无`.
    pub action: Option<ActionText>,
    /// The period.
    pub period: DateText,
    /// Where.
    pub span: Span,
}

/// `expect score 7 = 87.5, grade 优, rank 2 for 临夏县 in 2025`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedScore {
    /// The score's id or title; it may be left out where there is only one.
    pub of: Option<Str>,
    /// What it comes to.
    pub outcomes: Vec<Outcome>,
    /// For whom.
    pub entities: Vec<Name>,
    /// In which period.
    pub period: Option<GivenPeriod>,
}

/// What a score must come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// `= 87.5`: the total in marks.
    Total(Quantity),
    /// `no total` | `无总分`.
    NoTotal,
    /// `grade 优` | `等次 优`.
    Grade(Name),
    /// `rank 2` | `第2位`.
    Rank(u32),
    /// `on the red list` | `列入红榜`, and the three like it.
    Listed {
        /// Which list.
        list: ListColour,
        /// Whether on it, or not.
        on: bool,
        /// Where.
        span: Span,
    },
}

/// A list's colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListColour {
    /// Of praise.
    Red,
    /// Of blame.
    Black,
}

/// `expect 6.1 unmet for 临夏县 in 2025Q1, margin -0.01 points`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedVerdicts {
    /// Whether `check` stands before the ids.
    pub of_checks: bool,
    /// Ids or titles.
    pub of: Vec<Str>,
    /// The state.
    pub state: ExpectedState,
    /// `yellow` | `黄色预警`: the highest tier that is reached.
    pub tier: Option<ExpectedTier>,
    /// For whom.
    pub entities: Vec<Name>,
    /// In which period.
    pub period: Option<GivenPeriod>,
    /// `margin -0.01 points` | `余量 …`.
    pub margin: Option<Quantity>,
    /// `actual 79.99%` | `实际 …`.
    pub actual: Option<ExpectedActual>,
    /// `late 3 days` | `逾期 3天`: by how much a milestone is.
    pub late: Option<Quantity>,
}

/// A tier as it is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpectedTier {
    /// Which.
    pub tier: Tier,
    /// Where.
    pub span: Span,
}

/// A state as it is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpectedState {
    /// Which.
    pub kind: ExpectedStateKind,
    /// Where.
    pub span: Span,
}

/// A state of a verdict or of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedStateKind {
    /// One of the eight states of verdicts.
    Verdict(State),
    /// `holds` | `相符`.
    Holds,
    /// `fails` | `不符`.
    Fails,
    /// `cannot be checked` | `无法核验`.
    CannotBeChecked,
}

/// The value that a verdict must be judged on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedActual {
    /// A number.
    Quantity(Quantity),
    /// Yes or no.
    YesNo(bool),
}
