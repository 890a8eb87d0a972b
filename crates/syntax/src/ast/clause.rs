//! The indented clauses of items.

use dabiao_diagnostics::Span;
use dabiao_model::{Comparator, Direction, Tier};

use super::{
    CadenceText, Condition, DateText, Day, Expr, Id, Name, Quantity, Recurrence, Str, Trivia,
    UnitName, WindowText,
};
use crate::version::Version;

/// A clause of an item, with its place and the comments around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause<T> {
    /// What it says.
    pub kind: T,
    /// The comments around it.
    pub trivia: Trivia,
    /// Where.
    pub span: Span,
}

/// How a limit in days is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BasisText {
    /// `limits counted by civil code` | `时限 按民法典计算`.
    CivilCode,
    /// `limits counted plainly` | `时限 按自然日计算`.
    Plain,
}

/// `0.1` in `language 0.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionText {
    /// The version.
    pub version: Version,
    /// Where.
    pub span: Span,
}

/// A clause of `policy`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyClause {
    /// `language 0.1` | `语言 0.1`: the version of the language that the file is written in.
    Language(VersionText),
    /// `source "…"` | `来源 “…”`.
    Source(Str),
    /// `number "…"` | `文号 “…”`: the document's own number.
    Number(Str),
    /// `issued 2025-06-01` | `印发 …`.
    Issued(Day),
    /// `in force 2025-01-01 to 2025-12-31` | `有效期 … 至 …`; without `to` for as long as nobody ends it.
    InForce {
        /// From this day.
        from: DateText,
        /// To this day, included.
        to: Option<DateText>,
    },
    /// `monitor quarterly` | `监测 每季度`: how often targets without a period of their own are judged.
    Monitor(CadenceText),
    /// `bulletin half-yearly` | `通报 每半年`.
    Bulletin(CadenceText),
    /// `evaluate yearly` | `评价 每年`.
    Evaluate(CadenceText),
    /// `calendar china` | `日历 中国`.
    Calendar(Name),
    /// `limits counted by civil code`.
    Limits(BasisText),
    /// `working day is 8 hours` | `工作日 为 8小时`.
    WorkingDay(Quantity),
    /// `undated limits in 2025` | `未写年份 按2025年`.
    UndatedIn(i32),
    /// `figures due 10 days after each period` | `报送 每期后10日内`.
    FiguresDue(Quantity),
    /// `every task with …` | `各项任务 配合 …`.
    EveryTask(TaskRole, Names),
    /// `level L0350 error` | `级别 L0350 错误`: how grave a diagnostic is in this policy.
    Level(Id, LevelText),
    /// `cite …` | `出处 …`: ids of `clauses.csv`.
    Cite(Vec<Str>),
}

/// How grave a diagnostic is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelText {
    /// `error` | `错误`.
    Error,
    /// `warning` | `警告`.
    Warning,
    /// `note` | `提示`.
    Note,
}

/// What somebody does for a target or milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskRole {
    /// `lead` | `牵头`.
    Lead,
    /// `jointly` | `共同负责`.
    Jointly,
    /// `responsible` | `责任`.
    Responsible,
    /// `with` | `配合`.
    With,
    /// `carried out by` | `落实`.
    CarriedOutBy,
}

/// A list of names, perhaps open: `州法院, 州税务局 and others` | `州法院、州税务局 等`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// The names.
    pub names: Vec<Name>,
    /// Whether the list says that it is not complete.
    pub open: bool,
}

/// `alias NAME` | `别名 NAME`; with two names (`alias 肃南裕固族自治县 for 肃南县` | `别名 … 指 …`) for one of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The other name.
    pub name: Name,
    /// Of which declared name, where the item declares several.
    pub of: Option<Name>,
}

/// A clause of `metric`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetricClause {
    /// `alias …`.
    Alias(Alias),
    /// `better higher` | `越高越好`.
    Better(Direction),
    /// `baseline 3.29 at 2021` | `基期 3.29 于 2021年底`.
    Baseline {
        /// The values, by segment.
        values: Vec<SegmentValue>,
        /// When it was so.
        at: Option<DateText>,
    },
    /// `benchmark "province best" 16 at 2021` | `标杆 “全省最优” 16 于 2021年`.
    Benchmark {
        /// Its name.
        name: Str,
        /// The values, by segment; none for one that is only submitted (`benchmark "province average" submitted` | `另报`).
        values: Vec<SegmentValue>,
        /// When it was so.
        at: Option<DateText>,
    },
    /// `last figure counts for 3 months` | `沿用最近一期 不超过3个月`.
    LastFigureCounts(Quantity),
    /// `approximate within 1%` | `约数误差 1% 以内`.
    ApproximateWithin(Quantity),
    /// `plausible 0% to 100%` | `合理范围 0% 至 100%`.
    Plausible(Box<Quantity>, Box<Quantity>),
    /// `cite …` | `出处 …`: ids of `clauses.csv`.
    Cite(Vec<Str>),
}

/// A declared value, perhaps of one segment: `低压 0.5天`. Yes/no for a yes/no metric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentValue {
    /// The segment.
    pub segment: Option<Name>,
    /// The value.
    pub value: DeclaredValue,
}

/// A value written into the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeclaredValue {
    /// A number.
    Quantity(Quantity),
    /// Yes or no.
    YesNo(bool),
}

/// An option of a metric, after its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetricOption {
    /// `in yuan` | `单位 元`; `in yes/no` | `单位 是否`.
    In(UnitName),
    /// `per county` | `按 县市`.
    Per(Name),
    /// `per quarter` | `每季度`.
    Every(CadenceText),
    /// `split by voltage (低压, 高压)` | `分项 电压等级（低压、高压）`.
    SplitBy {
        /// What it is split by.
        name: Name,
        /// The segments.
        segments: Vec<Name>,
        /// Whether the segments add up to the whole, `adding up` | `合计`.
        adding_up: bool,
    },
    /// `flow` | `流量`.
    Flow,
    /// `stock` | `存量`.
    Stock,
    /// `cumulative` | `累计`.
    Cumulative,
    /// `sums up` | `可加总`.
    SumsUp,
    /// `takes the last` | `取期末`.
    TakesTheLast,
    /// `takes the maximum` | `取最大`.
    TakesTheMaximum,
    /// `averages weighted by X` | `按 X 加权平均`.
    AveragesWeightedBy(Name),
    /// `part of X` | `属于 X`.
    PartOf(Name),
}

impl MetricOption {
    /// The place of what it names, if it names anything.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::In(unit) => Some(unit.span),
            Self::Per(name) | Self::AveragesWeightedBy(name) | Self::PartOf(name) => {
                Some(name.span)
            }
            Self::SplitBy { name, .. } => Some(name.span),
            _ => None,
        }
    }
}

/// A clause of `record`, beside its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordClause {
    /// `alias …`.
    Alias(Alias),
    /// `signed: date after awarded, alias 签订`.
    Field(Field),
    /// `steps received → investigated → replied` | `环节 受理 → 调查 → 反馈`: the events that close the loop.
    Steps(Vec<Name>),
    /// `counted by awarded` | `计入 中标公告`.
    CountedBy(Name),
    /// `cite …` | `出处 …`: ids of `clauses.csv`.
    Cite(Vec<Str>),
}

/// A field or event of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// What it holds.
    pub ty: FieldTypeText,
    /// The event that comes before it, `after E` | `晚于 E`.
    pub after: Option<Name>,
    /// Its name in the other language, `alias …` | `别名 …`.
    pub alias: Option<Name>,
}

/// The type of a field as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldTypeText {
    /// `date` | `日期`.
    Date,
    /// `planned date` | `期限`: a date that is known before it comes.
    PlannedDate,
    /// `time` | `时刻`.
    Time,
    /// `yes/no` | `是否`.
    YesNo,
    /// `text` | `文本`.
    Text,
    /// `category ("优级", "良+")` | `类别（“优级”、“良+”）`.
    Category(Vec<Name>),
    /// `states found → in progress (partial) → done` | `状态 发现 → 推进（部分） → 完成`: the words in their order.
    States(Vec<StateText>),
    /// `yuan`, `number` | `元`, `数值`: a number in a unit; `number` has none.
    Number(Option<UnitName>),
}

/// A state of a life cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateText {
    /// Its word.
    pub name: Name,
    /// Whether what stands in it is done in part only, `(partial)` | `（部分）`.
    pub partial: bool,
}

/// A clause that tasks, targets and milestones share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleClause {
    /// `lead A` | `牵头 A`, perhaps `each its part` | `各负其责` or `together` | `共同承担`.
    Lead {
        /// Who.
        names: Names,
        /// How several leads answer.
        share: Option<LeadShare>,
    },
    /// `jointly A, B` | `共同负责 A、B`.
    Jointly(Names),
    /// `responsible A` | `责任 A`.
    Responsible(Names),
    /// `with A` | `配合 A`.
    With(Names),
    /// `carried out by A` | `落实 A`.
    CarriedOutBy(Names),
    /// `due …` | `期限 …`, or `continuous` | `持续推进`.
    Due(DueText),
    /// `cite 6` | `出处 6`: ids of `clauses.csv`.
    Cite(Vec<Str>),
    /// `because "…"` | `理由 “…”`.
    Because(Str),
    /// `refines province 16.c` | `细化 省 16.c`: the item of the higher-level policy that this one stands under.
    Refines {
        /// What the policy is called here.
        policy: Name,
        /// The id of its item.
        item: Str,
    },
    /// `contributes 20 to province 20.b` | `向 省 20.b 贡献 20`: its part of what the item above demands.
    Contributes {
        /// How much.
        amount: Box<Quantity>,
        /// What the policy is called here.
        policy: Name,
        /// The id of its item.
        item: Str,
    },
    /// `best effort` | `力争`.
    BestEffort,
    /// `weight 5` | `权重 5`.
    Weight(Quantity),
    /// `per county` | `按 县市`.
    Per(Name),
    /// `for A, B` | `对 A、B`.
    For(Names),
    /// `for 2023-04 to 2023-07` | `期间 2023年4月至7月`.
    ForWindow(WindowText),
    /// `except A` | `除 A 外`.
    Except(Names),
    /// `when CONDITION` | `适用 CONDITION`.
    When(Box<Condition>),
    /// `if CONDITION, A acts` | `若 CONDITION，由 A 承担`: who answers where the one judged cannot act.
    StandsIn {
        /// Where it is so.
        when: Box<Condition>,
        /// Who answers then.
        who: Name,
    },
    /// `stretch ≥ 90% for capable counties` | `更高目标 ≥ 90% 对 有条件的县市`.
    Stretch {
        /// The comparison.
        op: Comparator,
        /// The higher threshold.
        limit: Box<Expr>,
        /// For whom, if not for all.
        only: Option<Names>,
    },
    /// `warn …` | `预警 …`, perhaps of a tier: `warn yellow …` | `黄色预警 …`.
    Warn(Option<Tier>, WarnText),
    /// `limits counted …`.
    Limits(BasisText),
    /// `counting the start day` | `当日算起`.
    CountingTheStartDay,
    /// `excluding from A to B` | `剔除 A 至 B`: the clock stops.
    Excluding {
        /// From this event.
        from: Name,
        /// To this one.
        to: Name,
    },
    /// `except holidays` | `节假日除外`: a recurring duty rests on them.
    ExceptHolidays,
    /// `open rows count to the evaluation date` | `未结案件 计至 评价日`.
    OpenRowsCount,
    /// `rounded to 2 decimals` | `保留2位小数`.
    RoundedTo(u32),
    /// `empty counts as met` | `为空视为达标`.
    EmptyCountsAsMet,
    /// `missing counts as unmet` | `缺报视为未达标`.
    MissingCountsAsUnmet,
    /// `alias …`: another name that a sign-off or a command may use.
    Alias(Alias),
    /// Milestones: `stage a "…": due September` | `阶段 a “…”：期限 9月底`.
    Stage {
        /// Its letter or number.
        id: Id,
        /// Its title.
        title: Option<Box<Str>>,
        /// When.
        due: Box<DueText>,
        /// `each KIND signs off` behind it.
        signs_off: Option<Box<Name>>,
    },
    /// Milestones: `evidence required` | `须附依据`.
    EvidenceRequired,
    /// Milestones: `each county signs off` | `各县市 分别销号`.
    EachSignsOff(Name),
    /// Milestones: `late counts as unmet` | `逾期视为未达标`.
    LateCountsAsUnmet,
    /// Milestones: `done 2021-06-01` | `已完成 2021-06-01`.
    Done(Day),
}

/// How several leads answer for a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadShare {
    /// `each its part` | `各负其责`.
    EachItsPart,
    /// `together` | `共同承担`.
    Together,
}

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueText {
    /// `due 2025-12` | `期限 2025年12月`.
    By(DateText),
    /// `due each quarter` | `期限 每季度`.
    Each(CadenceText),
    /// `due each Saturday` | `期限 每周六`: signed off again and again.
    Recurs(Recurrence),
    /// `continuous` | `持续推进`.
    Continuous,
    /// `due 2022-09, then continuous` | `期限 2022年9月，此后持续推进`.
    ByThenContinuous(DateText),
}

/// When a warning is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WarnText {
    /// `warn below 82%`, `warn < 82%` | `预警 低于 82%`.
    Compare(Comparator, Box<Expr>),
    /// `warn when CONDITION` | `预警 当 CONDITION`.
    When(Box<Condition>),
    /// `warn 10 days before` | `预警 提前10日`.
    Before(Quantity),
    /// `warn past 90% of the time` | `预警 用时超过90%`.
    PastShareOfTime(Quantity),
}

/// A clause of `check`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckClause {
    /// `within 0.01 points` | `误差 0.01个百分点 以内`; may also stand on the check's line.
    Within(Quantity),
    /// `to the printed digits` | `按刊印精度`.
    ToThePrintedDigits,
    /// `blames X, Y` | `存疑 X、Y`.
    Blames(Vec<Name>),
    /// `warn only` | `仅提示`.
    WarnOnly,
    /// `for A, B` | `对 A、B`.
    For(Names),
    /// `for 2023-04 to 2023-07` | `期间 2023年4月至7月`.
    ForWindow(WindowText),
    /// `cite …` | `出处 …`.
    Cite(Vec<Str>),
    /// `because "…"` | `理由 “…”`.
    Because(Str),
}
