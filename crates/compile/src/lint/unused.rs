//! What is declared and used by nothing: metrics, records, units, weights.

use std::collections::BTreeSet;

use dabiao_diagnostics::{Diagnostic, register};
use dabiao_eval::program::{RollUp, Slot};
use dabiao_model::{EntityId, KindId, MetricId, RecordId};
use dabiao_syntax::ast::{
    Clause, DeclarationClause, Item, ItemKind, Metric, MetricClause, RecordClause,
};

use super::Linted;
use crate::hir::{self, Condition, Expr, ExprKind, Marked, Part, RuleBody, Warn};

/// The metrics and records that a policy reads.
#[derive(Default)]
struct Used {
    metrics: BTreeSet<MetricId>,
    records: BTreeSet<RecordId>,
    /// Metrics of which it has not been asked what they are parts of.
    waiting: Vec<MetricId>,
}

impl Linted<'_> {
    pub(super) fn unused(&mut self) {
        // A file of declarations for others to import uses none of them.
        if !self.policy.rules.is_empty() {
            self.unused_figures();
            self.idle_entities();
        }
        self.idle_weights();
    }

    /// What cites a clause of the document is a datum of it, and need not be used.
    fn unused_figures(&mut self) {
        let used = Used::of(self.policy);
        let mut idle = Vec::new();
        for (metric, cited) in self.items().flat_map(figures) {
            let id = self.policy.schema.metric(&metric.name.text);
            let idles = |id: MetricId| !used.metrics.contains(&id);
            if !cited && metric.definition.is_none() && id.is_some_and(idles) {
                idle.push((&register::UNUSED_METRIC, &metric.name));
            }
        }
        for item in self.items() {
            if let ItemKind::Record(record) = &item.kind {
                let id = self.policy.schema.record(&record.name.text);
                let cited = cites(&record.clauses, |it| matches!(it, RecordClause::Cite(_)));
                if !cited && id.is_some_and(|id| !used.records.contains(&id)) {
                    idle.push((&register::UNUSED_RECORD, &record.name));
                }
            }
        }
        for (code, name) in idle {
            self.report(Diagnostic::new(code, name.span).with("name", name.text.as_str()));
        }
    }

    /// Entities that no rule judges, themselves or what they belong to, and that answer for none, though others of their
    /// kind are judged.
    fn idle_entities(&mut self) {
        let policy = self.policy;
        let mut judged: BTreeSet<EntityId> = BTreeSet::new();
        let entities = policy.rules.iter().flat_map(|rule| &rule.entities);
        judged.extend(entities.copied().flatten());
        judged.extend(
            policy
                .scores
                .iter()
                .flat_map(|score| &score.entities)
                .copied(),
        );
        let checks = policy.checks.iter().flat_map(|check| &check.entities);
        judged.extend(checks.copied().flatten());
        let schema = &policy.schema;
        let below = |id: EntityId| {
            let mut above = schema.entities.get(id.index()).and_then(|it| it.parent);
            // Parents form no circle, and no chain of them is longer than there are entities.
            for _ in 0..schema.entities.len() {
                let Some(parent) = above else { break };
                if judged.contains(&parent) {
                    return true;
                }
                above = schema.entities.get(parent.index()).and_then(|it| it.parent);
            }
            false
        };
        let kind_of = |id: &EntityId| schema.entities.get(id.index()).map(|it| it.kind);
        let kinds: BTreeSet<KindId> = judged.iter().filter_map(kind_of).collect();
        let answering = answering(policy);
        let mut idle = Vec::new();
        for item in self.items() {
            let ItemKind::Entity(entity) = &item.kind else {
                continue;
            };
            for name in &entity.names {
                let Some(id) = schema.entity(&name.text) else {
                    continue;
                };
                let answers = schema.entities.get(id.index()).is_some_and(|it| {
                    it.names
                        .iter()
                        .any(|name| answering.contains(name.as_ref()))
                });
                if kind_of(&id).is_some_and(|kind| kinds.contains(&kind))
                    && !judged.contains(&id)
                    && !below(id)
                    && !answers
                {
                    idle.push(name);
                }
            }
        }
        for name in idle {
            let found = Diagnostic::new(&register::IDLE_ENTITY, name.span);
            self.report(found.with("name", name.text.as_str()));
        }
    }

    /// Weights that no score takes up; told at the first.
    fn idle_weights(&mut self) {
        if !self.policy.scores.is_empty() {
            return;
        }
        let weighted = self
            .policy
            .rules
            .iter()
            .find(|rule| rule.duty.weight.is_some());
        if let Some(rule) = weighted {
            let found = Diagnostic::new(&register::IDLE_WEIGHT, rule.span);
            self.report(found.in_item(rule.id.as_ref()));
        }
    }
}

/// The metrics that an item declares, each with whether it cites a clause.
fn figures(item: &Item) -> Vec<(&Metric, bool)> {
    let own = |metric: &Metric| cites(&metric.clauses, |it| matches!(it, MetricClause::Cite(_)));
    match &item.kind {
        ItemKind::Metric(metric) => vec![(metric, own(metric))],
        ItemKind::Metrics(table) => {
            let all = cites(&table.clauses, |it| {
                matches!(it, DeclarationClause::Cite(_))
            });
            let entries = table.entries.iter().map(|entry| &entry.value);
            entries.map(|metric| (metric, all || own(metric))).collect()
        }
        _ => Vec::new(),
    }
}

fn cites<T>(clauses: &[Clause<T>], is_cite: impl Fn(&T) -> bool) -> bool {
    clauses.iter().any(|clause| is_cite(&clause.kind))
}

/// The names of all who answer for a rule.
fn answering(policy: &hir::Policy) -> BTreeSet<&str> {
    let duties = policy.rules.iter().map(|rule| &rule.duty);
    let names = duties.flat_map(|duty| {
        let all = duty.lead.iter().chain(&duty.with);
        all.chain(duty.all_responsible())
    });
    names.map(AsRef::as_ref).collect()
}

impl Used {
    fn of(policy: &hir::Policy) -> Self {
        let mut used = Self::default();
        for rule in &policy.rules {
            used.rule(rule);
        }
        for check in &policy.checks {
            used.condition(&check.condition);
        }
        for part in policy.scores.iter().flat_map(|score| &score.parts) {
            if let Marked::Value(value) = &part.of {
                used.expr(value);
            }
        }
        // What is derived asks nothing of anybody; where it is named its parts may stand in its place.
        for metric in &policy.metrics {
            metric.definition.iter().for_each(|it| used.expr(it));
        }
        while let Some(id) = used.waiting.pop() {
            let Some(metric) = policy.metrics.get(id.index()) else {
                continue;
            };
            used.metrics(metric.part_of);
            if let RollUp::WeightedBy(weights) = metric.roll_up {
                used.metrics([weights]);
            }
        }
        used
    }

    fn rule(&mut self, rule: &hir::Rule) {
        let warnings = match &rule.body {
            RuleBody::Milestone(_, warnings) => warnings,
            RuleBody::Target(target) => {
                for case in &target.cases {
                    self.condition(&case.condition);
                }
                self.conditions(target.when.iter());
                if let Some((_, test)) = &target.stretch {
                    self.expr(&test.left);
                    self.expr(&test.right);
                }
                &target.warn
            }
        };
        let when = warnings.iter().filter_map(|warning| match &warning.when {
            Warn::When(condition) => Some(condition),
            _ => None,
        });
        self.conditions(when);
        self.conditions(rule.stand_in.iter().map(|(condition, ..)| condition));
    }

    fn conditions<'c>(&mut self, conditions: impl Iterator<Item = &'c Condition>) {
        conditions.for_each(|condition| self.condition(condition));
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Test(test) => {
                self.expr(&test.left);
                self.expr(&test.right);
            }
            Condition::Holds(slot) | Condition::Every(slot, _) => self.metrics([slot.metric]),
            Condition::Agree(left, right, _) => self.metrics([left.metric, right.metric]),
            Condition::Rows(limit) => {
                self.records.insert(limit.scope.record);
            }
            Condition::Recurs(duty) => {
                self.records.insert(duty.scope.record);
            }
            Condition::And(parts) | Condition::Or(parts) => self.conditions(parts.iter()),
            Condition::Not(inner) => self.condition(inner),
        }
    }

    /// A derived metric is looked into once, where it is defined.
    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Slot(slot) => self.metrics([slot.metric]),
            ExprKind::Derived(metric, ..) => self.metrics([*metric]),
            ExprKind::Aggregate(aggregate) => {
                self.records.insert(aggregate.scope.record);
            }
            ExprKind::Peers(peers) => {
                self.expr(&peers.of);
                for part in &peers.parts {
                    match part {
                        Part::Column(slot, _, weights) => {
                            self.metrics([*slot].into_iter().chain(*weights).map(metric_of));
                        }
                        Part::Same(slot) => self.metrics([slot.metric]),
                    }
                }
            }
            ExprKind::Negative(inner) => self.expr(inner),
            ExprKind::Binary(_, left, right) => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Number(_) | ExprKind::Parameter(..) | ExprKind::Unknown(_) => {}
        }
    }

    fn metrics(&mut self, metrics: impl IntoIterator<Item = MetricId>) {
        for metric in metrics {
            if self.metrics.insert(metric) {
                self.waiting.push(metric);
            }
        }
    }
}

fn metric_of(slot: Slot) -> MetricId {
    slot.metric
}
