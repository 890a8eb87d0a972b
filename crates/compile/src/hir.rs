//! The typed tree of a policy: names bound, units known, nothing left to look up.

use std::sync::Arc;

use dabiao_calendar::Limit;
use dabiao_diagnostics::Span;
use dabiao_eval::program::{
    Aggregate, Declared, Duty, Escalation, List, Method, MilestonePlan, MissingParts, PeerFunction,
    RecurringEvent, RollUp, RowLimit, Schedule, Settings, Slot, Tolerance,
};
use dabiao_eval::scenario::Scenario;
use dabiao_model::{
    Cadence, Citation, ClauseRole, Comparator, Dimension, Direction, EntityId, KindId, MetricId,
    Nature, Period, Ratio, Schema, SegmentId, Tier, Unit,
};

/// A policy.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Its title.
    pub title: Arc<str>,
    /// The digest of its text.
    pub hash: String,
    /// What can be submitted.
    pub schema: Schema,
    /// How each metric behaves; one entry a metric of the schema.
    pub metrics: Vec<Metric>,
    /// What holds for the whole policy.
    pub settings: Settings,
    /// The declared order of events of each record.
    pub orders: Vec<Vec<(usize, usize)>>,
    /// The field each record is counted by.
    pub counted_by: Vec<Option<usize>>,
    /// Values written into the policy.
    pub declared: Vec<Declared>,
    /// The checks.
    pub checks: Vec<Check>,
    /// Targets and milestones in the order written.
    pub rules: Vec<Rule>,
    /// What follows misses, in the order written.
    pub escalations: Vec<Escalation>,
    /// Indices with their grades and lists, in the order written.
    pub scores: Vec<Score>,
    /// Every item that stands for a clause of the document or could.
    pub citing: Vec<Citing>,
    /// Its tests in the order written.
    pub tests: Vec<Scenario>,
    /// The higher-level policies above this one.
    pub uppers: Vec<Upper>,
    /// What stands under their items.
    pub refinements: Vec<Refinement>,
}

/// A higher-level policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upper {
    /// What it is called here.
    pub name: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// Its targets, milestones and stages: id and title.
    pub items: Vec<(Arc<str>, Option<Arc<str>>)>,
}

/// A target or milestone that stands under one of a higher-level policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refinement {
    /// The id of the lower rule.
    pub rule: Arc<str>,
    /// The policy above, an index into [`Policy::uppers`].
    pub upper: usize,
    /// The id of its item.
    pub item: Arc<str>,
    /// The part of what it demands, in base units, where that is said.
    pub contributes: Option<Ratio>,
}

/// An item with the clauses of the document that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citing {
    /// What a clause becomes by it.
    pub role: ClauseRole,
    /// What it is called: its id, its name, or the names it declares.
    pub name: Arc<str>,
    /// The clauses it names itself; a note without a `cite` names the one it is called after.
    pub cites: Vec<Citation>,
    /// Whether it rests on a clause at all, its own or its task's.
    pub shares: bool,
    /// Where it is written.
    pub place: Arc<str>,
}

/// An index with its grades and lists; see [`dabiao_eval::program::Score`].
#[derive(Debug, Clone)]
pub struct Score {
    /// Its id.
    pub id: Arc<str>,
    /// Its title.
    pub title: Option<Arc<str>>,
    /// Who is scored.
    pub entities: Vec<EntityId>,
    /// How long the periods are.
    pub cadence: Cadence,
    /// Its parts.
    pub parts: Vec<ScorePart>,
    /// Its grades, from the highest.
    pub grades: Vec<(Arc<str>, Option<Ratio>)>,
    /// What becomes of missing parts.
    pub missing: MissingParts,
    /// How many decimals are shown.
    pub rounded_to: Option<u32>,
    /// Its lists.
    pub lists: Vec<List>,
    /// Ids of the source's clauses.
    pub cite: Vec<Arc<str>>,
    /// Where it is written.
    pub place: Arc<str>,
}

/// A part of a score.
#[derive(Debug, Clone)]
pub struct ScorePart {
    /// What it is called.
    pub label: Arc<str>,
    /// What is marked.
    pub of: Marked,
    /// Its full mark.
    pub weight: Ratio,
    /// How it is marked.
    pub method: Method,
}

/// What a part marks.
#[derive(Debug, Clone)]
pub enum Marked {
    /// A rule, by its index.
    Rule(usize),
    /// A value.
    Value(Expr),
}

/// How figures of a metric are read and rolled up.
#[derive(Debug, Clone)]
pub struct Metric {
    /// How parts make a whole.
    pub roll_up: RollUp,
    /// Whether its segments add up.
    pub adding_up: bool,
    /// The whole it is a part of.
    pub part_of: Option<MetricId>,
    /// For how many months the last figure goes on counting.
    pub last_counts_months: Option<u32>,
    /// How far off an approximate figure may be.
    pub approximate_within: Option<Ratio>,
    /// Between which values a submitted figure is plausible.
    pub plausible: Option<(Ratio, Ratio)>,
    /// Which way it gets better, if that is said.
    pub better: Option<Direction>,
    /// How it is computed, if it is.
    pub definition: Option<Expr>,
}

/// A typed expression.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// What it measures.
    pub dimension: Dimension,
    /// The unit it is shown in.
    pub unit: Unit,
    /// Stock or flow, where it is one.
    pub nature: Option<Nature>,
    /// Whether it is a number without a unit, which fits no quantity but zero.
    pub bare: bool,
    /// Where it stands.
    pub span: Span,
}

/// What an expression is. Values are in base units.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// A number.
    Number(Ratio),
    /// A declared parameter.
    Parameter(Arc<str>, Ratio),
    /// A parameter that cannot be read in the source.
    Unknown(Arc<str>),
    /// A column.
    Slot(Slot),
    /// A derived metric, or one of its segments, with its definition.
    Derived(MetricId, Option<SegmentId>, Box<Expr>),
    /// An aggregate of cases.
    Aggregate(Box<Aggregate>),
    /// A value over all who are compared with each other.
    Peers(Box<Peers>),
    /// The negative.
    Negative(Box<Expr>),
    /// `+ − * /`.
    Binary(Operator, Box<Expr>, Box<Expr>),
}

/// A value over all who are compared with each other; see [`dabiao_eval::program::Peers`].
#[derive(Debug, Clone)]
pub struct Peers {
    /// What is computed.
    pub function: PeerFunction,
    /// What is compared.
    pub of: Expr,
    /// The peers by what the policy calls them; none for all of the kind of the one judged.
    pub over: Option<(Arc<str>, Vec<EntityId>)>,
    /// The kind of what is compared.
    pub kind: Option<KindId>,
    /// Whether the one that is judged is left out.
    pub others: bool,
    /// Whether less is better.
    pub lower: bool,
    /// For an overall value, how what is compared adds up.
    pub parts: Vec<Part>,
}

/// A figure in what is compared, and how it adds up over peers.
#[derive(Debug, Clone)]
pub enum Part {
    /// A column, and how it adds up; the column of the weights where it is a weighted mean.
    Column(Slot, RollUp, Option<Slot>),
    /// A column that is the same for all.
    Same(Slot),
}

impl Peers {
    /// Whether the value is another for each of those judged.
    pub fn is_own(&self) -> bool {
        self.others || self.function == PeerFunction::Rank
    }
}

/// An arithmetic operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `−`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// A comparison of two expressions of one dimension.
#[derive(Debug, Clone)]
pub struct Test {
    /// The left side.
    pub left: Expr,
    /// The comparison.
    pub comparator: Comparator,
    /// The right side.
    pub right: Expr,
    /// How many decimals the left side is rounded to before it is compared.
    pub rounded_to: Option<u32>,
}

/// A typed condition.
#[derive(Debug, Clone)]
pub enum Condition {
    /// A comparison.
    Test(Box<Test>),
    /// A yes/no figure that must be yes.
    Holds(Slot),
    /// Two yes/no figures that must agree, or differ.
    Agree(Slot, Slot, bool),
    /// A yes/no figure that must be yes for each of these entities.
    Every(Slot, Vec<EntityId>),
    /// A limit that cases keep.
    Rows(Box<RowLimit>),
    /// A recurring duty that the events of a record keep.
    Recurs(Box<RecurringEvent>),
    /// All must hold.
    And(Vec<Condition>),
    /// One must hold.
    Or(Vec<Condition>),
    /// Must not hold.
    Not(Box<Condition>),
}

/// A target or milestone.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its id.
    pub id: Arc<str>,
    /// Its title.
    pub title: Option<Arc<str>>,
    /// What it demands.
    pub body: RuleBody,
    /// Who is judged.
    pub entities: Vec<Option<EntityId>>,
    /// When.
    pub schedule: Schedule,
    /// Who answers for it.
    pub duty: Duty,
    /// Who answers in place of the one judged, and where.
    pub stand_in: Option<(Condition, Arc<str>, Option<EntityId>)>,
    /// Where it is written.
    pub place: Arc<str>,
    /// Where, as a span.
    pub span: Span,
}

/// What a rule demands.
#[derive(Debug, Clone)]
pub enum RuleBody {
    /// A condition on figures.
    Target(Box<Target>),
    /// A deliverable.
    Milestone(MilestonePlan, Vec<Warning>),
}

/// A condition, whom it holds for, and for which of the target's dates.
#[derive(Debug, Clone)]
pub struct Case {
    /// The entities; none for all in scope.
    pub only: Option<Vec<EntityId>>,
    /// The date; none for all.
    pub by: Option<Period>,
    /// What must hold.
    pub condition: Condition,
}

/// A target's demands.
#[derive(Debug, Clone)]
pub struct Target {
    /// The condition by entity and date; the first is for all where it names nobody.
    pub cases: Vec<Case>,
    /// A condition without which it does not apply.
    pub when: Option<Condition>,
    /// A higher level beside it.
    pub stretch: Option<(Option<Vec<EntityId>>, Test)>,
    /// When it is at risk.
    pub warn: Vec<Warning>,
    /// Whether nothing to measure counts as met.
    pub empty_counts_as_met: bool,
    /// Whether a missing figure counts as unmet.
    pub missing_counts_as_unmet: bool,
}

/// A declared warning.
#[derive(Debug, Clone)]
pub struct Warning {
    /// Its tier, if it is of one.
    pub tier: Option<Tier>,
    /// When it holds.
    pub when: Warn,
}

/// When a rule is at risk before it is due.
#[derive(Debug, Clone)]
pub enum Warn {
    /// While a condition holds.
    When(Condition),
    /// From so long before it is due.
    Before(Limit),
    /// From when more than this share of the time has passed.
    PastShareOfTime {
        /// The share.
        share: Ratio,
        /// From when the time runs, where a window says so.
        since: Option<dabiao_model::Date>,
    },
}

/// A relation that figures must satisfy.
#[derive(Debug, Clone)]
pub struct Check {
    /// Its id.
    pub id: Arc<str>,
    /// Its title.
    pub title: Option<Arc<str>>,
    /// What must hold.
    pub condition: Condition,
    /// How far off an equality may be.
    pub tolerance: Tolerance,
    /// The metrics whose figures a failure makes invalid.
    pub blames: Vec<MetricId>,
    /// All submitted metrics it reads.
    pub reads: Vec<MetricId>,
    /// Whether a failure is only reported.
    pub warn_only: bool,
    /// Whom it is checked for.
    pub entities: Vec<Option<EntityId>>,
    /// The only time it is checked for; none for each in which one of its figures came in.
    pub window: Option<Period>,
    /// Where it is written.
    pub place: Arc<str>,
}

impl Case {
    /// A condition for all in scope and all dates.
    pub fn of_all(condition: Condition) -> Self {
        Self {
            only: None,
            by: None,
            condition,
        }
    }
}

impl Expr {
    /// How many terms it has, those of derived metrics included.
    pub fn terms(&self) -> usize {
        let within = match &self.kind {
            ExprKind::Derived(_, _, inner) | ExprKind::Negative(inner) => inner.terms(),
            ExprKind::Binary(_, left, right) => left.terms().saturating_add(right.terms()),
            ExprKind::Peers(peers) => peers.of.terms(),
            ExprKind::Number(_)
            | ExprKind::Parameter(..)
            | ExprKind::Unknown(_)
            | ExprKind::Slot(_)
            | ExprKind::Aggregate(_) => 0,
        };
        within.saturating_add(1)
    }

    /// Calls `visit` for each slot, those of derived metrics and of peers included.
    pub fn slots(&self, visit: &mut impl FnMut(Slot)) {
        self.slots_where(&|_| true, visit);
    }

    /// Calls `visit` for each slot of the one that is judged: of what is compared among peers only that of a value that is
    /// another for each of them.
    pub fn own_slots(&self, visit: &mut impl FnMut(Slot)) {
        self.slots_where(&Peers::is_own, visit);
    }

    /// Calls `visit` for each slot that does not stand in a value over peers.
    pub fn direct_slots(&self, visit: &mut impl FnMut(Slot)) {
        self.slots_where(&|_| false, visit);
    }

    fn slots_where(&self, enters: &dyn Fn(&Peers) -> bool, visit: &mut impl FnMut(Slot)) {
        match &self.kind {
            ExprKind::Slot(slot) => visit(*slot),
            ExprKind::Derived(_, _, inner) | ExprKind::Negative(inner) => {
                inner.slots_where(enters, visit);
            }
            ExprKind::Binary(_, left, right) => {
                left.slots_where(enters, visit);
                right.slots_where(enters, visit);
            }
            ExprKind::Peers(peers) => {
                if enters(peers) {
                    peers.of.slots_where(enters, visit);
                }
            }
            ExprKind::Number(_)
            | ExprKind::Parameter(..)
            | ExprKind::Unknown(_)
            | ExprKind::Aggregate(_) => {}
        }
    }

    /// Calls `visit` for each value over peers.
    pub fn peers(&self, visit: &mut impl FnMut(&Peers)) {
        match &self.kind {
            ExprKind::Peers(peers) => {
                visit(peers);
                peers.of.peers(visit);
            }
            ExprKind::Derived(_, _, inner) | ExprKind::Negative(inner) => inner.peers(visit),
            ExprKind::Binary(_, left, right) => {
                left.peers(visit);
                right.peers(visit);
            }
            ExprKind::Number(_)
            | ExprKind::Parameter(..)
            | ExprKind::Unknown(_)
            | ExprKind::Slot(_)
            | ExprKind::Aggregate(_) => {}
        }
    }

    /// Calls `visit` for each aggregate of the one that is judged; see [`own_slots`](Self::own_slots).
    pub fn aggregates(&self, visit: &mut impl FnMut(&Aggregate)) {
        match &self.kind {
            ExprKind::Aggregate(aggregate) => visit(aggregate),
            ExprKind::Peers(peers) => {
                if peers.is_own() {
                    peers.of.aggregates(visit);
                }
            }
            ExprKind::Derived(_, _, inner) | ExprKind::Negative(inner) => inner.aggregates(visit),
            ExprKind::Binary(_, left, right) => {
                left.aggregates(visit);
                right.aggregates(visit);
            }
            ExprKind::Number(_)
            | ExprKind::Parameter(..)
            | ExprKind::Unknown(_)
            | ExprKind::Slot(_) => {}
        }
    }
}

/// Which slots of an expression are visited.
type SlotsOf = dyn Fn(&Expr, &mut dyn FnMut(Slot));

impl Condition {
    /// Calls `visit` for each comparison.
    pub fn tests(&self, visit: &mut impl FnMut(&Test)) {
        match self {
            Self::Test(test) => visit(test),
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.tests(visit)),
            Self::Not(inner) => inner.tests(visit),
            Self::Holds(_)
            | Self::Agree(..)
            | Self::Every(..)
            | Self::Rows(_)
            | Self::Recurs(_) => {}
        }
    }

    /// Calls `visit` for each slot.
    pub fn slots(&self, visit: &mut impl FnMut(Slot)) {
        self.slots_by(&|side, visit| side.slots(&mut |slot| visit(slot)), visit);
    }

    /// Calls `visit` for each slot that does not stand in a value over peers.
    pub fn direct_slots(&self, visit: &mut impl FnMut(Slot)) {
        self.slots_by(
            &|side, visit| side.direct_slots(&mut |slot| visit(slot)),
            visit,
        );
    }

    fn slots_by(&self, of: &SlotsOf, visit: &mut dyn FnMut(Slot)) {
        match self {
            Self::Holds(slot) | Self::Every(slot, _) => visit(*slot),
            Self::Agree(left, right, _) => {
                visit(*left);
                visit(*right);
            }
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    part.slots_by(of, visit);
                }
            }
            Self::Not(inner) => inner.slots_by(of, visit),
            Self::Test(test) => {
                of(&test.left, visit);
                of(&test.right, visit);
            }
            Self::Rows(_) | Self::Recurs(_) => {}
        }
    }

    /// Calls `visit` for each limit that cases keep.
    pub fn limits(&self, visit: &mut impl FnMut(&RowLimit)) {
        match self {
            Self::Rows(limit) => visit(limit),
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.limits(visit)),
            Self::Not(inner) => inner.limits(visit),
            Self::Holds(_)
            | Self::Agree(..)
            | Self::Every(..)
            | Self::Test(_)
            | Self::Recurs(_) => {}
        }
    }

    /// Calls `visit` for each recurring duty.
    pub fn recurring(&self, visit: &mut impl FnMut(&RecurringEvent)) {
        match self {
            Self::Recurs(duty) => visit(duty),
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    part.recurring(visit);
                }
            }
            Self::Not(inner) => inner.recurring(visit),
            Self::Holds(_) | Self::Agree(..) | Self::Every(..) | Self::Test(_) | Self::Rows(_) => {}
        }
    }
}
