//! A policy as the plain evaluator and the generator see it: no text, no names to resolve, indices into lists.

use dabiao_model::{Cadence, Comparator, Date, Direction, Tier};

pub use super::record::{
    Aggregate, AggregateKind, Field, FieldType, Limit, Record, RowCondition, SpanOf,
};

use super::number::Amount;
use super::peers::Peers;
use super::recurrence::{Recurs, Rhythm};
use super::reference::Reference;

/// A whole policy.
#[derive(Debug, Clone, Default)]
pub struct PlainPolicy {
    /// The time in force, both days included.
    pub in_force: Option<(Date, Date)>,
    /// How often a target without a period of its own is judged.
    pub monitor: Option<Cadence>,
    /// How limits in days and months are counted.
    pub basis: Option<Basis>,
    /// How many days after a period its figures are due.
    pub figures_due: Option<u32>,
    /// `working day is 8 hours`.
    pub working_day: bool,
    /// `unit 起 = 件` and `unit 打 = 12 件`.
    pub own_units: bool,
    /// Numbers with a name.
    pub parameters: Vec<(String, Amount)>,
    /// Who leads every target that says nothing of it, by a task.
    pub task_lead: Vec<Who>,
    /// Whether it has a parameter that cannot be read in the source.
    pub unreadable: bool,
    /// Who is assessed; a prefecture first, then its counties.
    pub entities: Vec<Entity>,
    /// Named sets of entities.
    pub groups: Vec<Group>,
    /// The figures.
    pub metrics: Vec<Metric>,
    /// The tables of cases.
    pub records: Vec<Record>,
    /// The relations that figures must satisfy before they are believed.
    pub checks: Vec<Check>,
    /// The targets in the order written.
    pub targets: Vec<Target>,
    /// The milestones, written after the targets.
    pub milestones: Vec<Milestone>,
    /// What follows misses.
    pub escalations: Vec<super::escalation::Escalation>,
    /// Indices.
    pub scores: Vec<super::score::Score>,
}

/// How a limit is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A last day off moves to the next working day.
    CivilCode,
    /// The last day never moves.
    Plain,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The level above prefectures.
    Province,
    /// The level above counties.
    Prefecture,
    /// The lower level.
    County,
}

/// Who is assessed.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// What it lies in.
    pub parent: Option<usize>,
}

/// A named set of entities.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Indices of entities.
    pub members: Vec<usize>,
}

/// An entity or a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// By its index.
    Entity(usize),
    /// By its index.
    Group(usize),
}

/// A figure's unit, with the few dimensions that the generator uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlainUnit {
    /// No unit.
    Number,
    /// 元.
    Yuan,
    /// 万元.
    WanYuan,
    /// 亿元.
    YiYuan,
    /// 件.
    Cases,
    /// 起, another word for it.
    Incidents,
    /// 打, twelve of it.
    Dozens,
    /// 户.
    Households,
    /// %.
    Percent,
    /// Percentage points.
    Points,
    /// Calendar days.
    Days,
    /// Clock hours.
    Hours,
    /// Working days.
    WorkingDays,
    /// Working hours.
    WorkingHours,
    /// Calendar months.
    Months,
    /// Calendar weeks.
    Weeks,
    /// Yes or no.
    YesNo,
    /// A place.
    Rank,
}

/// Whether a figure is counted over a period or stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// In a period.
    Flow,
    /// At a moment.
    Stock,
    /// Counted since some start, read like a stock.
    Cumulative,
}

/// How a figure of parts becomes one of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollUp {
    /// Nothing says how.
    None,
    /// The parts' sum.
    SumsUp,
    /// The last part in time.
    TakesTheLast,
    /// The largest part.
    TakesTheMaximum,
    /// The mean of the parts, weighted by another metric.
    WeightedBy(usize),
}

/// A submitted or derived figure.
#[derive(Debug, Clone)]
pub struct Metric {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: PlainUnit,
    /// Whether there is one for each county.
    pub per_county: bool,
    /// How often it is submitted.
    pub cadence: Option<Cadence>,
    /// Flow or stock.
    pub nature: Nature,
    /// How parts make a whole.
    pub roll_up: RollUp,
    /// The names of its segments, if it is split.
    pub segments: Vec<String>,
    /// Whether its segments add up to the whole.
    pub adding_up: bool,
    /// Which way is better.
    pub better: Option<Direction>,
    /// What it is compared with, and the value where the policy writes it.
    pub references: Vec<(Reference, Option<Amount>)>,
    /// How it is computed, if it is.
    pub definition: Option<Expr>,
    /// How far off an approximate figure may be, in per cent.
    pub approximate_within: Option<u32>,
    /// For how many months the last stock counts once its period is due.
    pub last_counts_for: Option<u32>,
}

/// A time told from the judged period, or a fixed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// The same period a year earlier.
    LastYear,
    /// The quarter before the one it ends in.
    LastQuarter,
    /// The month before the one it ends in.
    LastMonth,
    /// From 1 January to its end.
    YearToDate,
    /// This period.
    Fixed(super::period::PlainPeriod),
}

/// A value in a condition.
#[derive(Debug, Clone)]
pub enum Expr {
    /// A number with its unit.
    Amount(Amount),
    /// A figure of the judged period.
    Metric(usize),
    /// The same period a year earlier.
    LastYear(usize),
    /// The period before.
    LastPeriod(usize),
    /// A value at another time.
    At(Time, Box<Expr>),
    /// The change since the same period last year, as a share of what it was then.
    Growth(Box<Expr>),
    /// The difference from the same period last year.
    Change(Box<Expr>),
    /// One segment of a metric.
    Segment(usize, usize),
    /// A benchmark or the baseline of a metric.
    Reference(usize, Reference),
    /// How far a metric is from it.
    Gap(usize, Reference),
    /// What the segments of a metric come to.
    SegmentSum(usize),
    /// A metric of the parent without its children.
    OwnLevel(usize),
    /// What a metric gained since the year's start.
    SinceYearStart(usize),
    /// `a + b`.
    Sum(Box<Expr>, Box<Expr>),
    /// `a − b`.
    Difference(Box<Expr>, Box<Expr>),
    /// `a × b`.
    Product(Box<Expr>, Box<Expr>),
    /// `a / b`.
    Quotient(Box<Expr>, Box<Expr>),
    /// Something about cases.
    Aggregate(Aggregate),
    /// The parameter that cannot be read in the source.
    Unknown,
    /// A number with a name.
    Parameter(usize),
    /// `- a`.
    Negative(Box<Expr>),
    /// A value over all who are compared.
    Peers(Peers),
    /// How many days or months a window has.
    Length(super::period::PlainPeriod, PlainUnit),
}

/// A condition.
#[derive(Debug, Clone)]
pub enum Condition {
    /// `a ≥ b`.
    Compare(Expr, Comparator, Expr),
    /// `a between b and c`, both ends included.
    Between(Expr, Amount, Amount),
    /// `X reaches N`: at least where higher is better, at most where lower is.
    Reaches(usize, Amount),
    /// `X reaches province best`.
    ReachesReference(usize, Reference),
    /// `gap of X to province best narrows`.
    GapNarrows(usize, Reference),
    /// `X cleared`.
    Cleared(usize),
    /// `X improves`.
    Improves(usize),
    /// `X improves by at least N`.
    ImprovesBy(usize, Amount),
    /// `X better than last year`, or `not worse than baseline`.
    LikeBefore {
        /// The metric.
        metric: usize,
        /// What it was.
        base: Base,
        /// Whether equal is not enough.
        strict: bool,
    },
    /// `X increases by more than last year`.
    IncreasesMore {
        /// The metric.
        metric: usize,
    },
    /// `X doubles N times since P`.
    Doubles {
        /// The metric.
        metric: usize,
        /// How often.
        times: u32,
        /// Since when.
        since: super::period::PlainPeriod,
    },
    /// `X at least N above last year` and the like.
    Relative(Relative),
    /// `X top 5`, `X top 30%`: by its computed rank.
    Top(usize, Amount),
    /// Its computed rank is so many places better than last year.
    RankImproves(usize, u32),
    /// A yes/no metric alone.
    Holds(usize),
    /// `A = B`, `A ≠ B` of two yes/no metrics.
    Agree(usize, usize, bool),
    /// `every KIND X`: the yes/no metric is yes for each of these.
    Every(Every, usize),
    /// Every case keeps the limit.
    Rows(Limit),
    /// An event happens again and again.
    Recurs(Recurs),
    /// A share of the cases keeps it.
    ShareOfRows(Comparator, Amount, Limit),
    /// All must hold.
    And(Vec<Condition>),
    /// One must hold.
    Or(Vec<Condition>),
    /// It must not hold.
    Not(Box<Condition>),
}

/// Of whom each is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// All of a kind.
    Kind(Kind),
    /// The members of a group.
    Group(usize),
}

/// What a metric is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The same period a year earlier.
    LastYear,
    /// The period before.
    LastPeriod,
    /// The quarter before the one it ends in.
    LastQuarter,
    /// The month before the one it ends in.
    LastMonth,
    /// A benchmark or the baseline.
    Reference(Reference),
}

impl Base {
    /// What a metric was by then.
    pub fn of(self, metric: usize) -> Expr {
        let figure = || Box::new(Expr::Metric(metric));
        match self {
            Self::LastYear => Expr::LastYear(metric),
            Self::LastPeriod => Expr::LastPeriod(metric),
            Self::LastQuarter => Expr::At(Time::LastQuarter, figure()),
            Self::LastMonth => Expr::At(Time::LastMonth, figure()),
            Self::Reference(which) => Expr::Reference(metric, which),
        }
    }
}

/// So much above, below or behind what a metric was last year, or what it is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Relative {
    /// The metric.
    pub metric: usize,
    /// What it is told from.
    pub base: Base,
    /// More than it was; else less.
    pub above: bool,
    /// Worse than it was, whichever way that is; then `above` means nothing.
    pub behind: bool,
    /// At most so far; else at least.
    pub at_most: bool,
    /// How far: a share of it, or points of a share.
    pub by: Amount,
}

/// What a target demands.
#[derive(Debug, Clone)]
pub enum Body {
    /// One condition.
    Condition(Condition),
    /// A list of which all must hold.
    AllOf(Vec<Condition>),
    /// A list of which one must hold.
    AnyOf(Vec<Condition>),
    /// One value against a threshold for each of several parties.
    Thresholds(Expr, Vec<(Who, Comparator, Amount)>),
    /// A metric against a threshold for each of its segments that is listed.
    Segments(usize, Vec<(usize, Comparator, Amount)>),
    /// Thresholds of cases by the words of a category.
    Words(ByWord),
    /// One value against a threshold for each of several dates.
    Dated(Expr, Vec<(DueDate, Comparator, Amount)>),
}

/// A date as written in a limit: it means its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueDate {
    /// A day.
    Day(Date),
    /// A year and a month, 1 to 12.
    Month(i32, u32),
    /// A year and a quarter, 1 to 4.
    Quarter(i32, u32),
    /// A year.
    Year(i32),
}

/// Thresholds of cases by the words of a category.
#[derive(Debug, Clone)]
pub struct ByWord {
    /// What is computed of cases.
    pub value: Aggregate,
    /// The category.
    pub field: usize,
    /// A word of it, and what holds for its cases.
    pub lines: Vec<(usize, Comparator, Amount)>,
    /// The lines as conditions, each of the cases of its word alone.
    pub parts: Vec<Condition>,
}

impl ByWord {
    /// What is computed stands once, and is asked of the cases of each word.
    pub fn new(value: Aggregate, field: usize, lines: Vec<(usize, Comparator, Amount)>) -> Self {
        let of_word = |(word, op, amount): &(usize, Comparator, Amount)| {
            let own = RowCondition::Is(field, *word);
            let among = match &value.among {
                Some(among) => RowCondition::And(vec![among.clone(), own]),
                None => own,
            };
            let value = Aggregate {
                among: Some(among),
                ..value.clone()
            };
            Condition::Compare(Expr::Aggregate(value), *op, Expr::Amount(*amount))
        };
        let parts = lines.iter().map(of_word).collect();
        Self {
            value,
            field,
            lines,
            parts,
        }
    }
}

/// When a rule is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing is said.
    Unsaid,
    /// Each period of a cadence.
    Each(Cadence),
    /// `continuous`.
    Continuous,
    /// Once.
    By(DueDate),
    /// Once; of a target, then each period after it.
    ByThenContinuous(DueDate),
    /// For a window, by its last day or by a date.
    Window(super::period::PlainPeriod, Option<DueDate>),
}

/// A declared warning.
#[derive(Debug, Clone)]
pub enum Warn {
    /// `warn below 82%`: of the value that the target compares.
    Compare(Comparator, Amount),
    /// `warn when …`.
    When(Condition),
    /// `warn 10 days before`.
    DaysBefore(u32),
    /// `warn past 90% of the time`.
    PastPercent(u32),
}

/// A target.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its id.
    pub id: String,
    /// What it demands.
    pub body: Body,
    /// `per KIND`.
    pub per: Option<Kind>,
    /// `for …`.
    pub only: Vec<Who>,
    /// `except …`.
    pub except: Vec<Who>,
    /// `when …`.
    pub when: Option<Condition>,
    /// A higher level, perhaps only for some.
    pub stretch: Option<(Comparator, Amount, Vec<Who>)>,
    /// Warnings.
    pub warn: Vec<(Option<Tier>, Warn)>,
    /// When it is due.
    pub due: Due,
    /// A missed one is reported apart.
    pub best_effort: bool,
    /// A missing figure is a miss.
    pub missing_unmet: bool,
    /// 0 / 0 and no cases are fine.
    pub empty_met: bool,
    /// Decimals to which the value is rounded before it is compared.
    pub rounded: Option<u32>,
    /// The target's own basis.
    pub basis: Option<Basis>,
    /// `excluding from A to B`.
    pub excluding: Option<(usize, usize)>,
    /// `open rows count to the evaluation date`.
    pub open_count: bool,
    /// `counting the start day`.
    pub count_start: bool,
    /// Who leads.
    pub lead: Vec<Who>,
    /// `each its part`.
    pub each_its_part: bool,
    /// Who is responsible.
    pub responsible: Vec<Who>,
    /// Its weight in a score of all targets.
    pub weight: Option<i64>,
    /// `if CONDITION, ENTITY acts`.
    pub stand_in: Option<(Condition, usize)>,
}

/// A milestone.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// Its id.
    pub id: String,
    /// When it is due.
    pub due: Due,
    /// When it is owed, if it is signed off again and again; and whether it rests on holidays.
    pub recurs: Option<(Rhythm, bool)>,
    /// Who signs off, each for itself.
    pub signers: Option<Every>,
    /// Whether a sign-off needs evidence.
    pub evidence_required: bool,
    /// Whether done late is not done.
    pub late_unmet: bool,
    /// Warnings of time.
    pub warn: Vec<(Option<Tier>, Warn)>,
    /// `done D`: it needs no sign-off.
    pub done: Option<Date>,
    /// Its weight in a score of all targets.
    pub weight: Option<i64>,
    /// Stages, each a verdict of its own.
    pub stages: Vec<Stage>,
}

/// A stage of a milestone.
#[derive(Debug, Clone, Copy)]
pub struct Stage {
    /// Its letter.
    pub letter: char,
    /// When it is due.
    pub due: DueDate,
    /// Who signs off, where it says so for itself.
    pub signers: Option<Every>,
}

impl Stage {
    /// The letter that stands for the stage result.
    pub const RESULT: char = 'r';

    /// What it is called behind the milestone's id.
    pub fn name(letter: char) -> String {
        if letter == Self::RESULT {
            "result".to_owned()
        } else {
            letter.to_string()
        }
    }
}

/// A check of figures.
#[derive(Debug, Clone)]
pub struct Check {
    /// Its id.
    pub id: String,
    /// The relations; where there are several, they stand in a list.
    pub relations: Vec<Condition>,
    /// Whether one of several is enough.
    pub any: bool,
    /// By how much the sides of `=` may differ.
    pub tolerance: Option<Amount>,
    /// Whether the computed right side is rounded to the digits submitted.
    pub printed_digits: bool,
    /// The only metrics it puts in doubt; empty for all it names.
    pub blames: Vec<usize>,
    /// Whether it only warns.
    pub warn_only: bool,
    /// The only entities it is made for; empty for all.
    pub only: Vec<Who>,
    /// The only time it is made for.
    pub window: Option<super::period::PlainPeriod>,
}

impl PlainPolicy {
    /// The entities that a list of parties means.
    pub fn members(&self, parties: &[Who]) -> Vec<usize> {
        let mut members = Vec::new();
        for who in parties {
            match who {
                Who::Entity(entity) => members.push(*entity),
                Who::Group(group) => members.extend(&self.groups[*group].members),
            }
        }
        members
    }

    /// Who leads a target: whom it names itself, else whom its task names.
    pub fn lead_of<'a>(&'a self, target: &'a Target) -> &'a [Who] {
        match target.lead.is_empty() {
            true => &self.task_lead,
            false => &target.lead,
        }
    }

    /// The names of the segments of a metric; a computed one has those of its parts.
    pub fn split_into(&self, metric: usize) -> &[String] {
        let declared = &self.metrics[metric];
        match &declared.definition {
            None => &declared.segments,
            Some(definition) => super::walk::metrics_of(&[definition])
                .first()
                .map_or(&[], |part| self.split_into(*part)),
        }
    }

    /// The counties, by index.
    pub fn counties(&self) -> Vec<usize> {
        self.of_kind(Kind::County)
    }

    /// Whom `every KIND` or `every GROUP` means.
    pub fn asked(&self, every: Every) -> Vec<usize> {
        match every {
            Every::Kind(kind) => self.of_kind(kind),
            Every::Group(group) => self.members(&[Who::Group(group)]),
        }
    }

    /// Who lies right below an entity.
    pub fn children(&self, entity: usize) -> Vec<usize> {
        (0..self.entities.len())
            .filter(|index| self.entities[*index].parent == Some(entity))
            .collect()
    }

    /// Whether an entity is another, or lies below it on any level.
    pub fn lies_in(&self, entity: usize, upper: usize) -> bool {
        let parent = self.entities[entity].parent;
        entity == upper || parent.is_some_and(|parent| self.lies_in(parent, upper))
    }

    /// Whether an entity stands above counties.
    pub fn is_above(&self, entity: usize) -> bool {
        self.entities[entity].kind != Kind::County
    }

    /// The entities of a kind, as declared.
    pub fn of_kind(&self, kind: Kind) -> Vec<usize> {
        (0..self.entities.len())
            .filter(|index| self.entities[*index].kind == kind)
            .collect()
    }
}
