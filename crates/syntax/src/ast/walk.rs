//! Walks a tree to change what stands at its leaves, and the trees without their places that tests compare.

use dabiao_diagnostics::Span;
use dabiao_model::Units;

use super::{
    ActionText, Aggregate, Alias, Allow, Band, CadenceText, Check, CheckBody, CheckClause, Clause,
    Comment, Condition, ConditionKind, DateText, Day, DeclarationClause, DeclaredValue, DueText,
    Entity, Entry, Escalation, EscalationClause, EventLimit, Expectation, ExpectedActual,
    ExpectedEscalation, ExpectedScore, ExpectedState, ExpectedStep, ExpectedTier, ExpectedVerdicts,
    Expr, ExprKind, Field, FieldTypeText, FileId, Given, GivenCell, GivenField, GivenFigure,
    GivenPeriod, GivenSignOff, GivenSource, GivenValue, GivenWhat, Group, GroupMember, Id, Import,
    Item, ItemKind, Language, LimitText, ListText, Metric, MetricClause, MetricOption, MetricTable,
    Milestone, Minute, Module, Name, Names, Note, Outcome, OverPeers, Parameter, PartOption,
    PartyText, Policy, PolicyClause, Quantity, Record, RecordClause, Refines, RowCondition,
    RowConditionKind, RuleClause, RunText, Score, ScoreClause, ScorePart, SegmentValue, StateText,
    StepText, Str, Subject, Target, TargetBody, Task, Test, TestClause, Threshold, Trivia,
    UnitItem, UnitName, WarnText, WatchText, WatchedText,
};

use super::{VersionText, WindowText};

/// What is done at the leaves of a tree.
pub trait Visitor {
    /// At every span.
    fn span(&mut self, _span: &mut Span) {}
    /// At every name.
    fn name(&mut self, _name: &mut Name) {}
    /// At every unit.
    fn unit(&mut self, _unit: &mut UnitName) {}
    /// At every quoted text.
    fn text(&mut self, _text: &mut Str) {}
    /// At every record with its field.
    fn subject(&mut self, _subject: &mut Subject) {}
    /// At every number with its unit.
    fn quantity(&mut self, _quantity: &mut Quantity) {}
}

/// A part of the tree that a [`Visitor`] can be led through.
pub trait Walk {
    /// Leads the visitor to every leaf, in the order of the fields.
    fn walk(&mut self, visitor: &mut dyn Visitor);
}

impl Module {
    /// The tree with every span empty, so that trees of different texts compare.
    #[must_use]
    pub fn without_spans(&self) -> Self {
        let mut module = self.clone();
        module.walk(&mut NoSpans);
        module.file = FileId::default();
        module
    }

    /// The tree with every span empty and without what only one language has: quotes round names are forgotten,
    /// units and the benchmarks that need no quotes stand under their English names.
    ///
    /// A policy and its translation have the same neutral tree.
    #[must_use]
    pub fn neutral(&self) -> Self {
        let mut module = self.without_spans();
        module.walk(&mut Neutral {
            units: Units::default(),
        });
        module.language = Language::English;
        module
    }
}

struct NoSpans;

impl Visitor for NoSpans {
    fn span(&mut self, span: &mut Span) {
        *span = Span::default();
    }
}

struct Neutral {
    units: Units,
}

impl Visitor for Neutral {
    fn name(&mut self, name: &mut Name) {
        name.quoted = false;
    }

    fn unit(&mut self, unit: &mut UnitName) {
        if dabiao_grammar::vocabulary::Phrase::YES_OR_NO.is_spelled(&unit.text) {
            unit.text = "yes/no".into();
        } else {
            let english = |part: &str| {
                self.units
                    .find(part)
                    .map_or_else(|| part.to_owned(), |unit| unit.en.to_string())
            };
            unit.text = unit
                .text
                .split('/')
                .map(english)
                .collect::<Vec<_>>()
                .join("/")
                .into();
        }
    }

    fn text(&mut self, text: &mut Str) {
        use dabiao_grammar::vocabulary::{Kind, find};
        if let Some(phrase) = find(&text.text, &[Kind::Benchmark]) {
            text.text = phrase.en().into();
        }
    }
}

impl Walk for Span {
    fn walk(&mut self, visitor: &mut dyn Visitor) {
        visitor.span(self);
    }
}

impl<T: Walk> Walk for Option<T> {
    fn walk(&mut self, visitor: &mut dyn Visitor) {
        if let Some(inner) = self {
            inner.walk(visitor);
        }
    }
}

impl<T: Walk> Walk for Box<T> {
    fn walk(&mut self, visitor: &mut dyn Visitor) {
        self.as_mut().walk(visitor);
    }
}

impl<T: Walk> Walk for Vec<T> {
    fn walk(&mut self, visitor: &mut dyn Visitor) {
        for inner in self {
            inner.walk(visitor);
        }
    }
}

impl<T: Walk, U: Walk> Walk for (T, U) {
    fn walk(&mut self, visitor: &mut dyn Visitor) {
        self.0.walk(visitor);
        self.1.walk(visitor);
    }
}

/// A struct: first the visitor's own call for it, if it has one, then its fields.
macro_rules! fields {
    ($($ty:ty $(=> $call:ident)? { $($field:ident),* })*) => {
        $(impl Walk for $ty {
            fn walk(&mut self, visitor: &mut dyn Visitor) {
                $(visitor.$call(self);)?
                $(self.$field.walk(visitor);)*
            }
        })*
    };
}

/// An enum: the fields that lead on, variant by variant.
macro_rules! variants {
    ($($ty:ty { $($pattern:pat => [$($field:ident),*]),* $(,)? })*) => {
        $(impl Walk for $ty {
            fn walk(&mut self, visitor: &mut dyn Visitor) {
                match self {
                    $($pattern => { $($field.walk(visitor);)* })*
                }
                let _ = visitor;
            }
        })*
    };
}

fields! {
    Module { items, trailing }
    Item { kind, allows, trivia, span }
    Allow { code, because }
    Comment { span }
    Trivia { before, after }
    Name => name { span }
    Str => text { span }
    Id { span }
    UnitName => unit { span }
    Quantity => quantity { unit, span }
    DateText { span }
    CadenceText { span }
    Day { span }
    Names { names }
    Alias { name, of }
    SegmentValue { segment, value }
    Field { name, ty, after, alias }
    Policy { title, clauses }
    Import { path, clauses }
    Refines { path, name, clauses }
    UnitItem { name, relation, clauses }
    Parameter { name, value, clauses }
    Entity { names, kind, parent, clauses }
    Group { name, members, clauses }
    Metric { name, options, definition, clauses }
    MetricTable { options, clauses, entries }
    Record { name, per, clauses }
    Task { id, title, clauses }
    Target { id, title, body, clauses }
    Milestone { id, title, clauses }
    Check { id, title, body, clauses }
    Note { id, title, because, clauses }
    Escalation { id, title, watch, party, cadence, clauses }
    StepText { run, action, by, to }
    Score { id, title, per, cadence, parts, clauses }
    ScorePart { subject, weight, options }
    ListText { except }
    Condition { kind, span }
    Expr { kind, span }
    EventLimit { subject, filter, limit, from, span }
    Subject => subject { record, field }
    Aggregate { subject, between, filter, among }
    OverPeers { of, over }
    RowCondition { kind, span }
    Threshold { due, scope, limit }
    Test { title, clauses }
    Given { what, entities, period, submitted_on, evidence }
    GivenFigure { metric, segment, source, values }
    GivenField { field, value }
    Minute { span }
    GivenSignOff { milestones, on }
    ExpectedVerdicts { of, state, tier, entities, period, margin, actual, late }
    ExpectedState { span }
    ExpectedTier { span }
    ExpectedEscalation { of, steps, parties }
    ExpectedStep { action, period, span }
    ExpectedScore { of, outcomes, entities, period }
    WindowText { from, to }
    VersionText { span }
    StateText { name }
}

impl Walk for Band {
    fn walk(&mut self, visitor: &mut dyn Visitor) {
        self.name.walk(visitor);
        if let Some((_, from)) = &mut self.from {
            from.walk(visitor);
        }
    }
}

impl<T: Walk> Walk for Clause<T> {
    fn walk(&mut self, visitor: &mut dyn Visitor) {
        self.kind.walk(visitor);
        self.trivia.walk(visitor);
        self.span.walk(visitor);
    }
}

impl<T: Walk> Walk for Entry<T> {
    fn walk(&mut self, visitor: &mut dyn Visitor) {
        self.value.walk(visitor);
        self.trivia.walk(visitor);
        self.span.walk(visitor);
    }
}

variants! {
    ItemKind {
        Self::Policy(a) => [a],
        Self::Import(a) => [a],
        Self::Refines(a) => [a],
        Self::Unit(a) => [a],
        Self::Parameter(a) => [a],
        Self::Entity(a) => [a],
        Self::Group(a) => [a],
        Self::Metric(a) => [a],
        Self::Metrics(a) => [a],
        Self::Record(a) => [a],
        Self::Task(a) => [a],
        Self::Target(a) => [a],
        Self::Milestone(a) => [a],
        Self::Check(a) => [a],
        Self::Escalation(a) => [a],
        Self::Score(a) => [a],
        Self::Note(a) => [a],
        Self::Test(a) => [a],
    }
    GroupMember { Self::One(a) | Self::Every(a) => [a] }
    PolicyClause {
        Self::Language(a) => [a],
        Self::Source(a) | Self::Number(a) => [a],
        Self::Issued(a) => [a],
        Self::InForce { from, to } => [from, to],
        Self::Monitor(a) | Self::Bulletin(a) | Self::Evaluate(a) => [a],
        Self::Calendar(a) => [a],
        Self::Limits(_) | Self::UndatedIn(_) => [],
        Self::WorkingDay(a) | Self::FiguresDue(a) => [a],
        Self::EveryTask(_, a) => [a],
        Self::Level(a, _) => [a],
        Self::Cite(a) => [a],
    }
    MetricClause {
        Self::Alias(a) => [a],
        Self::Better(_) => [],
        Self::Baseline { values, at } => [values, at],
        Self::Benchmark { name, values, at } => [name, values, at],
        Self::LastFigureCounts(a) | Self::ApproximateWithin(a) => [a],
        Self::Plausible(a, b) => [a, b],
        Self::Cite(a) => [a],
    }
    DeclaredValue { Self::Quantity(a) => [a], Self::YesNo(_) => [] }
    MetricOption {
        Self::In(a) => [a],
        Self::Per(a) | Self::AveragesWeightedBy(a) | Self::PartOf(a) => [a],
        Self::Every(a) => [a],
        Self::SplitBy { name, segments, .. } => [name, segments],
        Self::Flow | Self::Stock | Self::Cumulative | Self::SumsUp | Self::TakesTheLast | Self::TakesTheMaximum => [],
    }
    RecordClause { Self::Steps(a) => [a], Self::Alias(a) => [a], Self::Field(a) => [a], Self::CountedBy(a) => [a], Self::Cite(a) => [a] }
    DeclarationClause { Self::Alias(a) => [a], Self::Cite(a) => [a] }
    FieldTypeText {
        Self::Date | Self::PlannedDate | Self::Time | Self::YesNo | Self::Text => [],
        Self::Category(a) => [a],
        Self::States(a) => [a],
        Self::Number(a) => [a],
    }
    RuleClause {
        Self::Lead { names, .. } => [names],
        Self::StandsIn { when, who } => [when, who],
        Self::Jointly(a) | Self::Responsible(a) | Self::With(a) | Self::CarriedOutBy(a) | Self::For(a)
            | Self::Except(a) => [a],
        Self::ForWindow(a) => [a],
        Self::Due(a) => [a],
        Self::Cite(a) => [a],
        Self::Because(a) => [a],
        Self::Refines { policy, item } => [policy, item],
        Self::Contributes { amount, policy, item } => [amount, policy, item],
        Self::Weight(a) => [a],
        Self::Per(a) | Self::EachSignsOff(a) => [a],
        Self::When(a) => [a],
        Self::Stretch { limit, only, .. } => [limit, only],
        Self::Warn(_, a) => [a],
        Self::Excluding { from, to } => [from, to],
        Self::Alias(a) => [a],
        Self::Stage { id, title, due, signs_off } => [id, title, due, signs_off],
        Self::Done(a) => [a],
        Self::BestEffort | Self::Limits(_) | Self::CountingTheStartDay | Self::OpenRowsCount | Self::RoundedTo(_)
            | Self::EmptyCountsAsMet | Self::MissingCountsAsUnmet | Self::EvidenceRequired
            | Self::LateCountsAsUnmet | Self::ExceptHolidays => [],
    }
    PartOption {
        Self::Goal(a) | Self::CappedAt(a) | Self::Worst(a) | Self::Best(a) | Self::Low(a) | Self::High(a)
            | Self::Floor(a) | Self::Ceiling(a) => [a],
        Self::Minus(a, b) | Self::Plus(a, b) => [a, b],
        Self::ByAttainment | Self::ByCompletion | Self::ByDistance | Self::AmongPeers | Self::Unclamped
            | Self::ByEfficacy => [],
    }
    ScoreClause {
        Self::Grades(a) => [a],
        Self::NoTotalAbove(a) => [a],
        Self::List(a) => [a],
        Self::Cite(a) => [a],
        Self::Because(a) => [a],
        Self::MissingReweighted | Self::MissingZero | Self::RoundedTo(_) => [],
    }
    WatchText {
        Self::AllTargets(a) | Self::These(a) => [a],
        Self::List(_, a) => [a],
        Self::Total(a, _, b) => [a, b],
    }
    WatchedText { Self::Item(a) | Self::Task(a) => [a] }
    PartyText { Self::Responsible | Self::Lead | Self::Entity => [], Self::Kind(a) => [a] }
    EscalationClause {
        Self::Step(a) => [a],
        Self::ResetByAMetPeriod | Self::ResetByAMetYear => [],
        Self::Except(a) => [a],
        Self::Cite(a) => [a],
        Self::Because(a) => [a],
    }
    RunText { Self::In(a) => [a], Self::Consecutive | Self::InAYear | Self::Unsaid => [] }
    ActionText { Self::Own(a) => [a], Self::Remind | Self::Interview | Self::Refer | Self::Commend => [] }
    DueText {
        Self::By(a) | Self::ByThenContinuous(a) => [a],
        Self::Each(a) => [a],
        Self::Continuous | Self::Recurs(_) => [],
    }
    WarnText {
        Self::Compare(_, a) => [a],
        Self::When(a) => [a],
        Self::Before(a) | Self::PastShareOfTime(a) => [a],
    }
    CheckClause {
        Self::Within(a) => [a],
        Self::ToThePrintedDigits | Self::WarnOnly => [],
        Self::Blames(a) => [a],
        Self::For(a) => [a],
        Self::ForWindow(a) => [a],
        Self::Cite(a) => [a],
        Self::Because(a) => [a],
    }
    ConditionKind {
        Self::Compare { left, right, .. } => [left, right],
        Self::ReachesValue { value, limit } => [value, limit],
        Self::Between { value, low, high } => [value, low, high],
        Self::Cleared(a) | Self::Holds(a) | Self::Improves(a) | Self::IncreasesMore(a) => [a],
        Self::Doubles { value, since, .. } => [value, since],
        Self::Relative { value, by, base, .. } => [value, by, base],
        Self::ReachesBenchmark { value, benchmark } => [value, benchmark],
        Self::Against { value, .. } => [value],
        Self::ImprovesBy { value, by } => [value, by],
        Self::Top { value, place } => [value, place],
        Self::Every { kind, metric } => [kind, metric],
        Self::Rows(a) => [a],
        Self::ShareOfRows { share, limit, .. } => [share, limit],
        Self::And(a) | Self::Or(a) => [a],
        Self::Not(a) | Self::Bracket(a) => [a],
    }
    super::RelativeBase { Self::Past(_) => [], Self::Benchmark(a) => [a] }
    LimitText { Self::Within(a) | Self::AtLeastBefore(a) => [a], Self::SameDay | Self::Recurs(_) => [] }
    RowConditionKind {
        Self::Is { field, value } => [field, value],
        Self::In { field, values } => [field, values],
        Self::Compare { field, value, .. } => [field, value],
        Self::AtLeast { field, state } => [field, state],
        Self::Happened(a) | Self::FilledIn(a) | Self::PartlyDone(a) => [a],
        Self::EveryStepDone => [],
        Self::OpenFor { event, limit } => [event, limit],
        Self::And(a) | Self::Or(a) => [a],
        Self::Not(a) | Self::Bracket(a) => [a],
    }
    CheckBody {
        Self::Condition(a) => [a],
        Self::AllOf(a) | Self::AnyOf(a) => [a],
    }
    TargetBody {
        Self::Condition(a) => [a],
        Self::AllOf(a) | Self::AnyOf(a) => [a],
        Self::Thresholds { value, entries } => [value, entries],
    }
    ExprKind {
        Self::Quantity(a) => [a],
        Self::Name(a) => [a],
        Self::Segment { metric, segment } => [metric, segment],
        Self::Text(a) => [a],
        Self::YesNo(_) => [],
        Self::Negative(a) | Self::Bracket(a) => [a],
        Self::Binary { left, right, .. } => [left, right],
        Self::Past { of, .. } | Self::Measure { of, .. } => [of],
        Self::At { of, when } => [of, when],
        Self::Gap { of, to } => [of, to],
        Self::Length { of, .. } => [of],
        Self::Benchmark { of, segment, name } => [of, segment, name],
        Self::Aggregate(a) => [a],
        Self::Peers(a) => [a],
    }
    TestClause { Self::EvaluatedOn(a) => [a], Self::Given(a) => [a], Self::Expect(a) => [a] }
    GivenWhat {
        Self::Figures(a) => [a],
        Self::Rows { record, fields, .. } => [record, fields],
        Self::SignOffs(a) => [a],
    }
    GivenPeriod {
        Self::In(a, b) => [a, b],
        Self::From(a) | Self::AsOf(a) => [a],
        Self::Since(a, b) => [a, b],
    }
    GivenSource { Self::Actual | Self::Baseline => [], Self::Benchmark(a) => [a] }
    GivenValue {
        Self::Exactly(a) | Self::Bound(_, a) | Self::About(a) => [a],
        Self::Between(a, b) => [a, b],
        Self::YesNo(_) | Self::NotSubmitted => [],
    }
    GivenCell {
        Self::Day(a) => [a],
        Self::Time(a) => [a],
        Self::YesNo(_) => [],
        Self::Quantity(a) => [a],
        Self::Text(a) => [a],
    }
    Expectation {
        Self::NoFinding => [],
        Self::Findings(a) => [a],
        Self::Verdicts(a) => [a],
        Self::Escalation(a) => [a],
        Self::Score(a) => [a],
    }
    Outcome {
        Self::Total(a) => [a],
        Self::NoTotal | Self::Rank(_) => [],
        Self::Grade(a) => [a],
        Self::Listed { span, .. } => [span],
    }
    ExpectedActual { Self::Quantity(a) => [a], Self::YesNo(_) => [] }
}
