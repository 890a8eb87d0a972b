//! The items of a file.

use dabiao_diagnostics::Span;

use super::{
    CheckClause, Clause, Condition, DeclarationClause, Entry, Escalation, Expr, Id, MetricClause,
    MetricOption, Name, PolicyClause, Quantity, RecordClause, RuleClause, Score, Str, TargetBody,
    Test, Trivia,
};

/// An item with its place and the comments around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it declares.
    pub kind: ItemKind,
    /// What is not to be reported of it.
    pub allows: Vec<Clause<Allow>>,
    /// The comments around it.
    pub trivia: Trivia,
    /// Where, its clauses included.
    pub span: Span,
}

/// `allow L0350 because "…"` | `允许 L0350 理由 “…”`: a diagnostic that is not to be reported of an item, and why; of
/// the policy item, none of its code in the whole policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The code or the name of the diagnostic.
    pub code: Id,
    /// Why.
    pub because: Str,
}

/// What an item declares. Boxed, so that items are small where they are joined and gone through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// `policy` | `方案`.
    Policy(Box<Policy>),
    /// `import` | `引用`.
    Import(Box<Import>),
    /// `refines` | `细化`.
    Refines(Box<Refines>),
    /// `unit` | `计量单位`.
    Unit(Box<UnitItem>),
    /// `parameter` | `参数`.
    Parameter(Box<Parameter>),
    /// `entity` | `主体`.
    Entity(Box<Entity>),
    /// `group` | `分组`.
    Group(Box<Group>),
    /// `metric` | `指标`.
    Metric(Box<Metric>),
    /// `metrics` | `指标表`.
    Metrics(Box<MetricTable>),
    /// `record` | `台账`.
    Record(Box<Record>),
    /// `task` | `任务`.
    Task(Box<Task>),
    /// `target` | `目标`.
    Target(Box<Target>),
    /// `milestone` | `节点`.
    Milestone(Box<Milestone>),
    /// `check` | `核验`.
    Check(Box<Check>),
    /// `escalation` | `督办`.
    Escalation(Box<Escalation>),
    /// `score` | `评分`.
    Score(Box<Score>),
    /// `note` | `说明`.
    Note(Box<Note>),
    /// `test` | `测试`.
    Test(Box<Test>),
}

macro_rules! boxed {
    ($($variant:ident($item:ty)),* $(,)?) => {$(
        impl From<$item> for ItemKind {
            fn from(item: $item) -> Self {
                Self::$variant(Box::new(item))
            }
        }
    )*};
}
boxed!(
    Policy(Policy),
    Import(Import),
    Refines(Refines),
    Unit(UnitItem),
    Parameter(Parameter),
    Entity(Entity),
    Group(Group),
    Metric(Metric),
    Metrics(MetricTable),
    Record(Record),
    Task(Task),
    Target(Target),
    Milestone(Milestone),
    Check(Check),
    Escalation(Escalation),
    Score(Score),
    Note(Note),
    Test(Test),
);

/// The policy itself: one an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Its title.
    pub title: Str,
    /// Its clauses.
    pub clauses: Vec<Clause<PolicyClause>>,
}

/// `refines "province.dabiao" as province` | `细化 “省级方案.dabiao” 记作 省`: the higher-level policy above this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refines {
    /// The path of its file or folder, from the folder of this file.
    pub path: Str,
    /// What it is called here.
    pub name: Name,
    /// Its clauses.
    pub clauses: Vec<Clause<DeclarationClause>>,
}

/// `import "shared.dabiao"` | `引用 “共用.dabiao”`: the declarations of another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The file's path from the folder of this one.
    pub path: Str,
    /// Its clauses.
    pub clauses: Vec<Clause<DeclarationClause>>,
}

/// `unit 环节`, `unit 起 = 件`, `unit 打 = 12 个`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitItem {
    /// Its name.
    pub name: Name,
    /// What one of it is; `unit 起 = 件` is `1 件`.
    pub relation: Option<Quantity>,
    /// Its clauses.
    pub clauses: Vec<Clause<DeclarationClause>>,
}

/// `parameter statutory limit = 6 months`, `parameter licence kinds = unknown` | `= 未知`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its value; none for a figure that cannot be read in the source.
    pub value: Option<Quantity>,
    /// Its clauses.
    pub clauses: Vec<Clause<DeclarationClause>>,
}

/// `entity 临夏县, 永靖县: county in 临夏州`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The entities.
    pub names: Vec<Name>,
    /// What they are.
    pub kind: Name,
    /// What they belong to.
    pub parent: Option<Name>,
    /// Other names of theirs, and where they stand.
    pub clauses: Vec<Clause<DeclarationClause>>,
}

/// `group capable counties = 临夏市, 永靖县`, `group all counties = every county` | `分组 … = 全部 县`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: Name,
    /// Entities, kinds (`every county`) or other groups.
    pub members: Vec<GroupMember>,
    /// Whether the list is open, `and others` | `等`.
    pub open: bool,
    /// Other names of its, and where it stands.
    pub clauses: Vec<Clause<DeclarationClause>>,
}

/// A member of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupMember {
    /// An entity or another group.
    One(Name),
    /// `every county` | `全部 县市`: each entity of a kind.
    Every(Name),
}

/// `metric SME share = SME contract value / total contract value`, or `metric X in 元, per county, …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metric {
    /// Its name.
    pub name: Name,
    /// What follows the name: unit, dimensions, kind, roll-up.
    pub options: Vec<MetricOption>,
    /// How it is computed, if it is.
    pub definition: Option<Expr>,
    /// Its clauses.
    pub clauses: Vec<Clause<MetricClause>>,
}

/// `metrics per county, per quarter` over a list of metrics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricTable {
    /// What all of them have.
    pub options: Vec<MetricOption>,
    /// The clauses of the table, above its first entry.
    pub clauses: Vec<Clause<DeclarationClause>>,
    /// The metrics; their clauses stand indented below each.
    pub entries: Vec<Entry<Metric>>,
}

/// `record contract, per county` with its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its name.
    pub name: Name,
    /// The kind of entity each case belongs to.
    pub per: Option<Name>,
    /// Fields and the rest.
    pub clauses: Vec<Clause<RecordClause>>,
}

/// `task 6 "Government procurement"`: what its targets and milestones share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id: `6` gives its clauses to `6.1`, `6.2` …
    pub id: Id,
    /// Its title.
    pub title: Option<Str>,
    /// What is shared.
    pub clauses: Vec<Clause<RuleClause>>,
}

/// `target 6.1 "SME share": SME share ≥ 80%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its id, if it has one.
    pub id: Option<Id>,
    /// Its title, if it has one.
    pub title: Option<Str>,
    /// What must hold.
    pub body: TargetBody,
    /// Its clauses.
    pub clauses: Vec<Clause<RuleClause>>,
}

/// `milestone 13.5 "Online mall": due 2022-09, then continuous`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Its id, if it has one.
    pub id: Option<Id>,
    /// Its title, if it has one.
    pub title: Option<Str>,
    /// Its clauses; those on its own line come first.
    pub clauses: Vec<Clause<RuleClause>>,
}

/// `check rate "Recovery rate": reported rate = recovered / owed, within 0.01 points`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Its id, if it has one.
    pub id: Option<Id>,
    /// Its title, if it has one.
    pub title: Option<Str>,
    /// What must hold.
    pub body: CheckBody,
    /// Its clauses; those on its own line come first.
    pub clauses: Vec<Clause<CheckClause>>,
}

/// What a check demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckBody {
    /// One condition on the line.
    Condition(Condition),
    /// `all of:` with a list.
    AllOf(Vec<Entry<Condition>>),
    /// `any of:` with a list.
    AnyOf(Vec<Entry<Condition>>),
}

/// `note 0.3 "slogan" because "no figure to check"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The id of the clause it speaks of.
    pub id: Id,
    /// What the clause says, in short.
    pub title: Option<Str>,
    /// Why it is no rule.
    pub because: Str,
    /// Its clauses beside the reason.
    pub clauses: Vec<Clause<DeclarationClause>>,
}
