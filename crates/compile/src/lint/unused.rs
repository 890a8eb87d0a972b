//! What is declared and used by nothing: metrics, records, parameters, groups, entities, weights.

use std::collections::BTreeSet;

use dabiao_diagnostics::{Code, Diagnostic, register};
use dabiao_model::{EntityId, KindId, MetricId};
use dabiao_syntax::ast::{
    Clause, DeclarationClause, Item, ItemKind, Metric, MetricClause, Name, RecordClause, Visitor,
    Walk,
};

use super::Linted;
use super::used::Used;
use crate::hir;

impl Linted<'_> {
    pub(super) fn unused(&mut self) {
        // A file of declarations for others to import uses none of them.
        if !self.policy.rules.is_empty() {
            self.unused_figures();
            self.unnamed();
            self.idle_entities();
        }
        self.idle_weights();
    }

    /// What cites a clause of the document is a datum of it, and need not be used.
    fn unused_figures(&mut self) {
        let used = Used::of(self.policy);
        let mut idle = Vec::new();
        for item in self.items() {
            figures(item, |metric, cited| {
                let id = self.policy.schema.metric(&metric.name.text);
                let idles = |id: MetricId| !used.metrics.contains(&id);
                if !cited && metric.definition.is_none() && id.is_some_and(idles) {
                    idle.push((&register::UNUSED_METRIC, &metric.name));
                }
            });
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

    /// Parameters and groups whose names stand nowhere else. What cites a clause of the document is a datum of it.
    fn unnamed(&mut self) {
        let declared: Vec<Unnamed<'_>> = self.items().filter_map(unnamed).collect();
        if declared.is_empty() {
            return;
        }
        let names = declared.iter().flat_map(|it| &it.names).copied();
        let mut seen = Named {
            known: names.collect(),
            found: BTreeSet::new(),
        };
        for item in self.items() {
            let own: Vec<&str> = unnamed(item).map_or_else(Vec::new, |it| it.names);
            // What a declaration says of its own name is no use of it.
            for name in &own {
                seen.known.remove(name);
            }
            item.clone().walk(&mut seen);
            seen.known.extend(own);
        }
        let idle = declared.iter().filter(|it| !it.cited);
        let idle = idle.filter(|it| !it.names.iter().any(|name| seen.found.contains(*name)));
        let idle = idle.map(|it| {
            let found = Diagnostic::new(it.code, it.name.span);
            found.with("name", it.name.text.as_str())
        });
        let idle: Vec<Diagnostic> = idle.collect();
        self.found.extend(idle);
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

/// A parameter or a group.
struct Unnamed<'a> {
    code: &'static Code,
    name: &'a Name,
    /// Its name and its other names.
    names: Vec<&'a str>,
    cited: bool,
}

fn unnamed(item: &Item) -> Option<Unnamed<'_>> {
    let (code, name, clauses) = match &item.kind {
        ItemKind::Parameter(it) => (&register::UNUSED_PARAMETER, &it.name, &it.clauses),
        ItemKind::Group(it) => (&register::UNUSED_GROUP, &it.name, &it.clauses),
        _ => return None,
    };
    let aliases = clauses.iter().filter_map(|clause| match &clause.kind {
        DeclarationClause::Alias(alias) => Some(alias.name.text.as_str()),
        DeclarationClause::Cite(_) => None,
    });
    Some(Unnamed {
        code,
        name,
        names: std::iter::once(name.text.as_str()).chain(aliases).collect(),
        cited: cites(clauses, |it| matches!(it, DeclarationClause::Cite(_))),
    })
}

/// Those of some names that stand in a tree.
struct Named<'a> {
    known: BTreeSet<&'a str>,
    found: BTreeSet<String>,
}

impl Visitor for Named<'_> {
    fn name(&mut self, name: &mut Name) {
        if self.known.contains(name.text.as_str()) {
            self.found.insert(name.text.to_string());
        }
    }
}

/// Hands out the metrics that an item declares, each with whether it cites a clause.
fn figures<'i>(item: &'i Item, mut take: impl FnMut(&'i Metric, bool)) {
    let own = |metric: &Metric| cites(&metric.clauses, |it| matches!(it, MetricClause::Cite(_)));
    match &item.kind {
        ItemKind::Metric(metric) => take(metric, own(metric)),
        ItemKind::Metrics(table) => {
            let all = cites(&table.clauses, |it| {
                matches!(it, DeclarationClause::Cite(_))
            });
            for entry in &table.entries {
                take(&entry.value, all || own(&entry.value));
            }
        }
        _ => {}
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
