//! The figures that formulas speak of: of an entity at a time, each once.

use dabiao_eval::Program;
use dabiao_eval::program::{Aggregate, MetricPlan, RecurringEvent, RollUp, RowLimit, Source};
use dabiao_model::{
    Atom, Dimension, EntityId, MetricId, Nature, Period, SegmentId, Text, Unit, ValueType,
};

use crate::decide::VarId;

/// What a figure is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A submitted metric.
    Metric {
        /// Which.
        metric: MetricId,
        /// Which segment; none for the whole.
        segment: Option<SegmentId>,
        /// Actual, benchmark or baseline.
        source: Source,
    },
    /// An aggregate of cases, without its label, read at the time of the figure.
    Cases(Box<Aggregate>),
    /// The share of cases that keep a limit, without its label and threshold.
    Kept(Box<RowLimit>),
    /// Whether a recurring duty is kept.
    Recurs(Box<RecurringEvent>),
    /// A formula that no sum says, by its text.
    Formula(String),
}

/// A figure of an entity at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it is of.
    pub what: What,
    /// Whose; none where there is one for all.
    pub entity: Option<EntityId>,
    /// When; of a stock the day it stands at.
    pub period: Option<Period>,
}

/// A figure with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFigure {
    /// The figure.
    pub figure: Figure,
    /// What it is called.
    pub name: Text,
    /// The unit it is shown in.
    pub unit: Unit,
    /// Whether it is a whole number.
    pub whole: bool,
    /// Whether it is yes or no, which are 1 and 0.
    pub yes_no: bool,
    /// Whether it is never negative.
    pub positive: bool,
    /// The figures in a formula.
    pub reads: Vec<VarId>,
}

/// All figures of a world.
#[derive(Debug, Clone, Default)]
pub struct Figures(Vec<KnownFigure>);

impl Figures {
    /// The place of a figure; it is added where it is new.
    pub fn place(&mut self, figure: &Figure, known: impl FnOnce() -> KnownFigure) -> VarId {
        let found = self.find(figure);
        found.unwrap_or_else(|| {
            self.0.push(known());
            VarId(self.0.len().saturating_sub(1))
        })
    }

    /// The place of a figure that is there.
    pub fn find(&self, figure: &Figure) -> Option<VarId> {
        let place = self.0.iter().position(|known| known.figure == *figure);
        place.map(VarId)
    }

    /// The figure at a place.
    pub fn get(&self, var: VarId) -> Option<&KnownFigure> {
        self.0.get(var.0)
    }

    /// All, in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = (VarId, &KnownFigure)> {
        self.0
            .iter()
            .enumerate()
            .map(|(place, known)| (VarId(place), known))
    }

    /// Of each figure, whether it is a whole number.
    pub fn whole(&self) -> Vec<bool> {
        self.0.iter().map(|known| known.whole).collect()
    }
}

/// What a metric is by its declaration.
pub(super) struct Traits {
    pub(super) whole: bool,
    pub(super) yes_no: bool,
    pub(super) positive: bool,
}

/// What values a metric can have.
pub(super) fn traits(program: &Program, metric: MetricId) -> Traits {
    let schema = program.schema.metrics.get(metric.index());
    let plan = program.metrics.get(metric.index());
    let yes_no = schema.is_some_and(|it| it.value == ValueType::YesNo);
    let dimension = schema.map(|it| &it.unit.dimension);
    let named = schema.is_some_and(|it| it.names.iter().any(|name| is_mean(name)));
    let mean = named || plan.is_some_and(|it| matches!(it.roll_up, RollUp::WeightedBy(_)));
    let counted = dimension.and_then(Dimension::atom);
    let counted = matches!(counted, Some(Atom::Noun(_)));
    Traits {
        whole: yes_no || counted && !mean,
        yes_no,
        positive: yes_no
            || plan.is_some_and(|plan| plan.part_of.is_some() || never_negative(plan))
            || plan.is_none_or(|plan| plan.plausible.is_none())
                && matches!(dimension, Some(Dimension::Measure(_) | Dimension::Rank)),
    }
}

fn never_negative(plan: &MetricPlan) -> bool {
    let low = plan.plausible.as_ref().map(|(low, _)| low);
    low.is_some_and(|low| !low.is_negative())
}

/// Whether a name says that it is a mean, which of counted things need be no whole number.
fn is_mean(name: &str) -> bool {
    name.contains('均') || name.contains("average") || name.contains("mean ")
}

/// The time under which a figure of a metric stands: of a stock, a day.
pub(super) fn stands_at(program: &Program, metric: MetricId, period: Period) -> Period {
    let schema = program.schema.metrics.get(metric.index());
    match schema.map(|it| it.nature) {
        Some(Nature::Stock | Nature::Cumulative) => Period::day(period.end()),
        Some(Nature::Flow) | None => period,
    }
}
