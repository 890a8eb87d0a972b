//! Two policies as one program: what has the same name is the same, so that their targets speak of the same figures.

use std::sync::Arc;

use dabiao_eval::Program;
use dabiao_eval::program::{
    Aggregate, Case, Condition, ConditionId, Declared, Expr, ExprId, Form, Measure, MetricPlan,
    Part, Peers, PeersId, RecurringEvent, RollUp, RowCondition, RowLimit, RowLimitId, RowScope,
    Rule, RuleBody, Slot, SlotId, Source, Stops, Stretch, Test, TestId, WordTest,
};
use dabiao_model::{BenchmarkId, EntityId, HasNames, KindId, MetricId, Named, RecordId, SegmentId};

/// A program with the targets of another behind its own.
#[derive(Debug, Clone)]
pub(crate) struct Merged {
    /// The program.
    pub(crate) program: Program,
    /// The index of the first rule that is the other's.
    pub(crate) others: usize,
}

/// Puts the targets of `other` behind those of `own`.
pub(crate) fn merge(own: &Program, other: &Program) -> Merged {
    let mut program = own.clone();
    let mut names = Names::default();
    names.kinds(&mut program, other);
    names.entities(&mut program, other);
    names.metrics(&mut program, other);
    names.records(&mut program, other);
    let shift = Shift {
        names: &names,
        slots: program.slots.len(),
        exprs: program.exprs.len(),
        tests: program.tests.len(),
        conditions: program.conditions.len(),
        aggregates: program.aggregates.len(),
        limits: program.limits.len(),
        peers: program.peers.len(),
    };
    shift.plans(&mut program, own, other);
    shift.tables(&mut program, other);
    let others = program.rules.len();
    program
        .rules
        .extend(other.rules.iter().map(|rule| shift.rule(rule)));
    Merged { program, others }
}

/// Where each thing of the other policy stands among one's own.
#[derive(Default)]
struct Names {
    kinds: Vec<usize>,
    entities: Vec<usize>,
    metrics: Vec<usize>,
    segments: Vec<Vec<usize>>,
    benchmarks: Vec<Vec<usize>>,
    records: Vec<usize>,
    fields: Vec<Vec<usize>>,
}

fn place(table: &mut Vec<Arc<str>>, name: &Arc<str>) -> usize {
    table.iter().position(|it| it == name).unwrap_or_else(|| {
        table.push(name.clone());
        table.len().saturating_sub(1)
    })
}

fn named<T: HasNames + Clone>(table: &Named<T>, names: &[Arc<str>]) -> Option<usize> {
    names.iter().find_map(|name| table.place(name))
}

fn at(places: &[usize], index: usize) -> usize {
    places.get(index).copied().unwrap_or(index)
}

impl Names {
    fn kinds(&mut self, program: &mut Program, other: &Program) {
        let kinds = other.schema.kinds.iter();
        self.kinds = kinds
            .map(|kind| place(&mut program.schema.kinds, kind))
            .collect();
    }

    fn kind(&self, kind: KindId) -> KindId {
        KindId::from(at(&self.kinds, kind.index()))
    }

    fn entities(&mut self, program: &mut Program, other: &Program) {
        for entity in &*other.schema.entities {
            let known = named(&program.schema.entities, &entity.names);
            let index = known.unwrap_or(program.schema.entities.len());
            if known.is_none() {
                let mut entity = entity.clone();
                entity.kind = self.kind(entity.kind);
                entity.parent = entity
                    .parent
                    .map(|it| EntityId::from(at(&self.entities, it.index())));
                program.schema.entities.push(entity);
            }
            self.entities.push(index);
        }
    }

    fn metrics(&mut self, program: &mut Program, other: &Program) {
        for metric in &*other.schema.metrics {
            let alike = named(&program.schema.metrics, &metric.names).filter(|index| {
                let known = program.schema.metrics.get(*index);
                known.is_some_and(|known| {
                    known.value == metric.value && known.unit.dimension == metric.unit.dimension
                })
            });
            let index = alike.unwrap_or(program.schema.metrics.len());
            if alike.is_none() {
                let mut metric = metric.clone();
                metric.per = metric.per.map(|kind| self.kind(kind));
                program.schema.metrics.push(metric);
            }
            let known = program.schema.metrics.get_mut(index);
            let (mut segments, mut benchmarks) = (Vec::new(), Vec::new());
            if let Some(known) = known {
                let all = metric.segments.iter();
                segments = all.map(|name| place(&mut known.segments, name)).collect();
                let all = metric.benchmarks.iter();
                benchmarks = all.map(|name| place(&mut known.benchmarks, name)).collect();
            }
            self.metrics.push(index);
            self.segments.push(segments);
            self.benchmarks.push(benchmarks);
        }
    }

    fn records(&mut self, program: &mut Program, other: &Program) {
        for (from, record) in other.schema.records.iter().enumerate() {
            let known = named(&program.schema.records, &record.names);
            let fields = known.and_then(|index| {
                let known = program.schema.records.get(index)?;
                let fields = record.fields.iter().map(|field| {
                    let same = |it: &dabiao_model::FieldSchema| {
                        it.ty == field.ty && it.names.iter().any(|name| field.names.contains(name))
                    };
                    known.fields.iter().position(same)
                });
                fields.collect::<Option<Vec<usize>>>()
            });
            let index = if let (Some(index), Some(_)) = (known, &fields) {
                index
            } else {
                program.schema.records.push(record.clone());
                program
                    .orders
                    .push(other.orders.get(from).cloned().unwrap_or_default());
                program
                    .counted_by
                    .push(other.counted_by.get(from).copied().flatten());
                program.schema.records.len().saturating_sub(1)
            };
            self.records.push(index);
            self.fields
                .push(fields.unwrap_or_else(|| (0..record.fields.len()).collect()));
        }
    }
}

/// How the ids of the other program move.
struct Shift<'a> {
    names: &'a Names,
    slots: usize,
    exprs: usize,
    tests: usize,
    conditions: usize,
    aggregates: usize,
    limits: usize,
    peers: usize,
}

fn moved(index: u32, by: usize) -> u32 {
    u32::try_from(by).unwrap_or(u32::MAX).saturating_add(index)
}

impl Shift<'_> {
    fn metric(&self, metric: MetricId) -> MetricId {
        MetricId::from(at(&self.names.metrics, metric.index()))
    }

    fn segment(&self, metric: MetricId, segment: SegmentId) -> SegmentId {
        let segments = self.names.segments.get(metric.index());
        SegmentId::from(segments.map_or(segment.index(), |all| at(all, segment.index())))
    }

    fn source(&self, metric: MetricId, source: Source) -> Source {
        match source {
            Source::Benchmark(benchmark) => {
                let all = self.names.benchmarks.get(metric.index());
                let index = all.map_or(benchmark.index(), |all| at(all, benchmark.index()));
                Source::Benchmark(BenchmarkId::from(index))
            }
            other => other,
        }
    }

    fn entity(&self, entity: EntityId) -> EntityId {
        EntityId::from(at(&self.names.entities, entity.index()))
    }

    fn entities(&self, entities: &[EntityId]) -> Vec<EntityId> {
        entities.iter().map(|entity| self.entity(*entity)).collect()
    }

    fn slot_id(&self, slot: SlotId) -> SlotId {
        SlotId(moved(slot.0, self.slots))
    }

    fn expr_id(&self, expr: ExprId) -> ExprId {
        ExprId(moved(expr.0, self.exprs))
    }

    fn condition_id(&self, condition: ConditionId) -> ConditionId {
        ConditionId(moved(condition.0, self.conditions))
    }

    fn roll_up(&self, roll_up: RollUp) -> RollUp {
        match roll_up {
            RollUp::WeightedBy(metric) => RollUp::WeightedBy(self.metric(metric)),
            other => other,
        }
    }

    /// How the metrics behave that only the other has, and what only it declares of any.
    fn plans(&self, program: &mut Program, own: &Program, other: &Program) {
        for (index, plan) in other.metrics.iter().enumerate() {
            if at(&self.names.metrics, index) >= own.schema.metrics.len() {
                program.metrics.push(MetricPlan {
                    roll_up: self.roll_up(plan.roll_up),
                    part_of: plan.part_of.map(|metric| self.metric(metric)),
                    definition: plan.definition.map(|id| self.expr_id(id)),
                    ..plan.clone()
                });
            }
        }
        for declared in &other.declared {
            program.declared.push(Declared {
                metric: self.metric(declared.metric),
                segment: declared.segment.map(|it| self.segment(declared.metric, it)),
                source: self.source(declared.metric, declared.source),
                ..declared.clone()
            });
        }
    }

    fn tables(&self, program: &mut Program, other: &Program) {
        program
            .slots
            .extend(other.slots.iter().map(|slot| self.slot(*slot)));
        program
            .exprs
            .extend(other.exprs.iter().map(|expr| self.expr(expr)));
        program.tests.extend(other.tests.iter().map(|test| Test {
            left: self.expr_id(test.left),
            right: self.expr_id(test.right),
            form: Form::General,
            ..test.clone()
        }));
        let conditions = other.conditions.iter();
        program
            .conditions
            .extend(conditions.map(|it| self.condition(it)));
        let aggregates = other.aggregates.iter();
        program
            .aggregates
            .extend(aggregates.map(|it| self.aggregate(it)));
        program
            .limits
            .extend(other.limits.iter().map(|it| self.limit(it)));
        program
            .peers
            .extend(other.peers.iter().map(|it| self.peer(it)));
    }

    fn slot(&self, slot: Slot) -> Slot {
        Slot {
            metric: self.metric(slot.metric),
            segment: slot.segment.map(|it| self.segment(slot.metric, it)),
            source: self.source(slot.metric, slot.source),
            ..slot
        }
    }

    fn expr(&self, expr: &Expr) -> Expr {
        let id = |expr: &ExprId| self.expr_id(*expr);
        match expr {
            Expr::Number(..) | Expr::Parameter(..) | Expr::Unknown(_) => expr.clone(),
            Expr::Slot(slot) => Expr::Slot(self.slot_id(*slot)),
            Expr::Derived(metric, segment, inner) => Expr::Derived(
                self.metric(*metric),
                segment.map(|it| self.segment(*metric, it)),
                id(inner),
            ),
            Expr::Aggregate(aggregate) => Expr::Aggregate(dabiao_eval::program::AggregateId(
                moved(aggregate.0, self.aggregates),
            )),
            Expr::Peers(peers) => Expr::Peers(PeersId(moved(peers.0, self.peers))),
            Expr::Negative(a) => Expr::Negative(id(a)),
            Expr::Add(a, b) => Expr::Add(id(a), id(b)),
            Expr::Subtract(a, b) => Expr::Subtract(id(a), id(b)),
            Expr::Multiply(a, b) => Expr::Multiply(id(a), id(b)),
            Expr::Divide(a, b) => Expr::Divide(id(a), id(b)),
        }
    }

    fn condition(&self, condition: &Condition) -> Condition {
        let all = |parts: &[ConditionId]| parts.iter().map(|it| self.condition_id(*it)).collect();
        match condition {
            Condition::Test(test) => Condition::Test(TestId(moved(test.0, self.tests))),
            Condition::Holds(slot) => Condition::Holds(self.slot_id(*slot)),
            Condition::Agree(a, b, agree) => {
                Condition::Agree(self.slot_id(*a), self.slot_id(*b), *agree)
            }
            Condition::Every(slot, entities) => {
                Condition::Every(self.slot_id(*slot), self.entities(entities))
            }
            Condition::Rows(limit) => Condition::Rows(RowLimitId(moved(limit.0, self.limits))),
            Condition::Recurs(duty) => Condition::Recurs(Box::new(RecurringEvent {
                event: self.field(duty.scope.record, duty.event),
                scope: self.scope(&duty.scope),
                ..(**duty).clone()
            })),
            Condition::And(parts) => Condition::And(all(parts)),
            Condition::Or(parts) => Condition::Or(all(parts)),
            Condition::Not(inner) => Condition::Not(self.condition_id(*inner)),
        }
    }

    fn field(&self, record: RecordId, field: usize) -> usize {
        let fields = self.names.fields.get(record.index());
        fields.map_or(field, |fields| at(fields, field))
    }

    fn scope(&self, scope: &RowScope) -> RowScope {
        RowScope {
            record: RecordId::from(at(&self.names.records, scope.record.index())),
            among: scope.among.as_ref().map(|it| self.mask(scope.record, it)),
        }
    }

    fn mask(&self, record: RecordId, mask: &RowCondition) -> RowCondition {
        let field = |index: &usize| self.field(record, *index);
        let all = |parts: &[RowCondition]| parts.iter().map(|it| self.mask(record, it)).collect();
        match mask {
            RowCondition::YesNo(index, yes) => RowCondition::YesNo(field(index), *yes),
            RowCondition::Word(test) => RowCondition::Word(WordTest {
                field: field(&test.field),
                words: test.words.clone(),
            }),
            RowCondition::Number(index, comparator, value) => {
                RowCondition::Number(field(index), *comparator, value.clone())
            }
            RowCondition::Happened(index) => RowCondition::Happened(field(index)),
            RowCondition::Steps(steps) => RowCondition::Steps(steps.iter().map(field).collect()),
            RowCondition::OpenFor { event, from, limit } => RowCondition::OpenFor {
                event: field(event),
                from: field(from),
                limit: *limit,
            },
            RowCondition::And(parts) => RowCondition::And(all(parts)),
            RowCondition::Or(parts) => RowCondition::Or(all(parts)),
            RowCondition::Not(inner) => RowCondition::Not(Box::new(self.mask(record, inner))),
        }
    }

    fn stops(&self, record: RecordId, stops: Option<Stops>) -> Option<Stops> {
        stops.map(|stops| Stops {
            from: self.field(record, stops.from),
            to: self.field(record, stops.to),
        })
    }

    fn aggregate(&self, aggregate: &Aggregate) -> Aggregate {
        let record = aggregate.scope.record;
        let field = |index: usize| self.field(record, index);
        let measure = match aggregate.measure {
            Measure::Count => Measure::Count,
            Measure::Share => Measure::Share,
            Measure::ShareOf(index) => Measure::ShareOf(field(index)),
            Measure::Sum(index) => Measure::Sum(field(index)),
            Measure::Average(index) => Measure::Average(field(index)),
            Measure::Median(index) => Measure::Median(field(index)),
            Measure::Min(index) => Measure::Min(field(index)),
            Measure::Max(index) => Measure::Max(field(index)),
            Measure::AverageSpan(a, b, unit) => Measure::AverageSpan(field(a), field(b), unit),
            Measure::MedianSpan(a, b, unit) => Measure::MedianSpan(field(a), field(b), unit),
            Measure::MinSpan(a, b, unit) => Measure::MinSpan(field(a), field(b), unit),
            Measure::MaxSpan(a, b, unit) => Measure::MaxSpan(field(a), field(b), unit),
        };
        Aggregate {
            scope: self.scope(&aggregate.scope),
            filter: aggregate.filter.as_ref().map(|it| self.mask(record, it)),
            measure,
            stops: self.stops(record, aggregate.stops),
            ..aggregate.clone()
        }
    }

    fn limit(&self, limit: &RowLimit) -> RowLimit {
        let record = limit.scope.record;
        RowLimit {
            scope: self.scope(&limit.scope),
            event: self.field(record, limit.event),
            from: self.field(record, limit.from),
            stops: self.stops(record, limit.stops),
            ..limit.clone()
        }
    }

    fn peer(&self, peers: &Peers) -> Peers {
        let part = |part: &Part| match part {
            Part::Column(slot, roll_up, weight) => Part::Column(
                self.slot_id(*slot),
                self.roll_up(*roll_up),
                weight.map(|it| self.slot_id(it)),
            ),
            Part::Same(slot) => Part::Same(self.slot_id(*slot)),
            Part::Cases(id) => Part::Cases(dabiao_eval::program::AggregateId(moved(
                id.0,
                self.aggregates,
            ))),
        };
        let over = peers.over.as_ref();
        Peers {
            of: self.expr_id(peers.of),
            over: over.map(|(name, all)| (name.clone(), self.entities(all))),
            kind: peers.kind.map(|kind| self.names.kind(kind)),
            parts: peers.parts.iter().map(part).collect(),
            ..peers.clone()
        }
    }

    fn rule(&self, rule: &Rule) -> Rule {
        let body = match &rule.body {
            RuleBody::Target {
                cases,
                when,
                stretch,
                warn: _,
                empty_counts_as_met,
                missing_counts_as_unmet,
            } => RuleBody::Target {
                cases: cases
                    .iter()
                    .map(|case| Case {
                        only: case.only.as_ref().map(|only| self.entities(only)),
                        period: case.period,
                        condition: self.condition_id(case.condition),
                    })
                    .collect(),
                when: when.map(|id| self.condition_id(id)),
                stretch: stretch.as_ref().map(|stretch| Stretch {
                    only: stretch.only.as_ref().map(|only| self.entities(only)),
                    test: TestId(moved(stretch.test.0, self.tests)),
                }),
                // What warns says nothing of what is met.
                warn: Vec::new(),
                empty_counts_as_met: *empty_counts_as_met,
                missing_counts_as_unmet: *missing_counts_as_unmet,
            },
            RuleBody::Milestone(plan) => RuleBody::Milestone(plan.clone()),
        };
        let entities = rule.entities.iter();
        Rule {
            body,
            entities: entities.map(|it| it.map(|it| self.entity(it))).collect(),
            stand_in: None,
            ..rule.clone()
        }
    }
}
