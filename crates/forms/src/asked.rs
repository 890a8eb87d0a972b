//! What a form asks for: of everybody, or of one unit.

use std::collections::BTreeSet;
use std::sync::Arc;

use dabiao_core::program::{Rule, RuleBody};
use dabiao_core::{EntityId, MetricId, Program, RecordId};

use crate::FormError;
use crate::uses::Uses;

/// What is asked for.
#[derive(Debug)]
pub(crate) struct Asked<'p> {
    pub(crate) metrics: Vec<MetricId>,
    pub(crate) records: Vec<RecordId>,
    /// Milestones and stages by their numbers in the schema.
    pub(crate) milestones: Vec<usize>,
    /// The entity whose own figures alone are asked for.
    pub(crate) only: Option<EntityId>,
    /// The unit that is asked.
    pub(crate) unit: Option<String>,
    /// The rules that each metric counts for.
    rules: Vec<Vec<&'p Rule>>,
}

impl<'p> Asked<'p> {
    /// What is asked of a unit, or of all.
    pub(crate) fn of(program: &'p Program, unit: Option<&str>) -> Result<Self, FormError> {
        let schema = &program.schema;
        let used: Vec<(&Rule, Uses)> = program
            .rules
            .iter()
            .map(|rule| (rule, Uses::of(program, rule)))
            .collect();
        let mut rules = vec![Vec::new(); schema.metrics.len()];
        for (rule, uses) in &used {
            for metric in &uses.metrics {
                if let Some(of_metric) = rules.get_mut(metric.index()) {
                    of_metric.push(*rule);
                }
            }
        }
        let submitted = |id: &usize| schema.metrics.get(*id).is_some_and(|it| !it.derived);
        let mut asked = Self {
            metrics: (0..schema.metrics.len())
                .filter(submitted)
                .map(Into::into)
                .collect(),
            records: (0..schema.records.len()).map(Into::into).collect(),
            milestones: (0..schema.milestones.len()).collect(),
            only: None,
            unit: unit.map(str::to_owned),
            rules,
        };
        if let Some(unit) = unit {
            asked.narrow(program, &used, unit)?;
        }
        Ok(asked)
    }

    fn narrow(
        &mut self,
        program: &Program,
        used: &[(&Rule, Uses)],
        unit: &str,
    ) -> Result<(), FormError> {
        let schema = &program.schema;
        self.only = schema.entity(unit);
        let answers: Vec<&(&Rule, Uses)> = used
            .iter()
            .filter(|(rule, _)| answers(rule, unit))
            .collect();
        if self.only.is_none() && answers.is_empty() {
            return Err(unknown(program, unit));
        }
        let kind = self.only.and_then(|id| schema.entities.get(id.index()));
        let kind = kind.map(|entity| entity.kind);
        let its_metrics: BTreeSet<MetricId> = answers
            .iter()
            .flat_map(|(_, uses)| uses.metrics.iter().copied())
            .collect();
        let its_records: BTreeSet<RecordId> = answers
            .iter()
            .flat_map(|(_, uses)| uses.records.iter().copied())
            .collect();
        let its_milestones: BTreeSet<usize> = answers
            .iter()
            .filter_map(|(rule, _)| match &rule.body {
                RuleBody::Milestone(plan) => Some(plan.milestone.index()),
                RuleBody::Target { .. } => None,
            })
            .collect();
        let is_own = |per: Option<_>| kind.is_some() && per == kind;
        self.metrics.retain(|id| {
            let per = schema.metrics.get(id.index()).and_then(|it| it.per);
            its_metrics.contains(id) || is_own(per)
        });
        self.records.retain(|id| {
            let per = schema.records.get(id.index()).and_then(|it| it.per);
            its_records.contains(id) || is_own(per)
        });
        self.milestones.retain(|index| {
            let milestone = schema.milestones.get(*index);
            let of = match milestone.and_then(|it| it.stage_of) {
                Some(above) => above.index(),
                None => *index,
            };
            its_milestones.contains(index)
                || its_milestones.contains(&of)
                || is_own(milestone.and_then(|it| it.per))
        });
        if self.metrics.is_empty() && self.records.is_empty() && self.milestones.is_empty() {
            return Err(FormError::NothingToSubmit(unit.to_owned()));
        }
        Ok(())
    }

    /// The rules that a metric counts for, each with its clauses.
    pub(crate) fn rules(&self, metric: MetricId) -> &[&'p Rule] {
        self.rules.get(metric.index()).map_or(&[], Vec::as_slice)
    }
}

/// Those who have a part in a rule.
fn all(rule: &Rule) -> impl Iterator<Item = &Arc<str>> {
    let duty = &rule.duty;
    let others = duty.all_responsible().into_iter();
    duty.lead.iter().chain(others).chain(&duty.with)
}

fn answers(rule: &Rule, unit: &str) -> bool {
    all(rule).any(|name| **name == *unit)
}

fn unknown(program: &Program, unit: &str) -> FormError {
    let names: BTreeSet<&str> = program
        .rules
        .iter()
        .flat_map(all)
        .map(AsRef::as_ref)
        .collect();
    let entities = program.schema.entities.iter();
    let entities = entities.filter_map(|it| it.names.first().map(AsRef::as_ref));
    let known: BTreeSet<&str> = names.into_iter().chain(entities).collect();
    FormError::UnknownUnit {
        unit: unit.to_owned(),
        known: known.into_iter().take(20).map(str::to_owned).collect(),
    }
}
