//! What a form asks for: of everybody, or of one unit.

use std::collections::BTreeSet;
use std::sync::Arc;

use dabiao_core::program::{Rule, RuleBody, Source};
use dabiao_core::{
    BenchmarkId, Cadence, Date, EntityId, KindId, Language, MetricId, Nature, Period, Program,
    RecordId, Text,
};

use crate::uses::Uses;
use crate::{FormError, FormOptions};

/// What is asked for.
#[derive(Debug)]
pub(crate) struct Asked<'p> {
    pub(crate) metrics: Vec<MetricId>,
    /// Benchmarks that only data can give, each with its metric.
    pub(crate) benchmarks: Vec<(MetricId, BenchmarkId)>,
    pub(crate) records: Vec<RecordId>,
    /// Milestones and stages by their numbers in the schema.
    pub(crate) milestones: Vec<usize>,
    /// The entity whose own figures alone are asked for.
    pub(crate) only: Option<EntityId>,
    /// The unit that is asked.
    pub(crate) unit: Option<String>,
    /// The time that is asked about.
    pub(crate) period: Option<Period>,
    /// The rules that each metric counts for.
    rules: Vec<Vec<&'p Rule>>,
}

impl<'p> Asked<'p> {
    /// What is asked of a unit, or of all.
    pub(crate) fn of(program: &'p Program, options: &FormOptions) -> Result<Self, FormError> {
        let (schema, unit) = (&program.schema, options.unit.as_deref());
        if let Some(period) = options.period {
            within_plan(program, period)?;
        }
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
            benchmarks: given_by_data(program),
            records: (0..schema.records.len()).map(Into::into).collect(),
            milestones: (0..schema.milestones.len()).collect(),
            only: None,
            unit: unit.map(str::to_owned),
            period: options.period,
            rules,
        };
        let due = |id: &MetricId| {
            let metric = schema.metrics.get(id.index());
            metric.is_some_and(|it| !times((it.cadence, it.nature), options.period).is_empty())
        };
        asked.metrics.retain(due);
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
        // A benchmark is everybody's: who is measured by it is not asked for it, nor who only helps.
        let its_benchmarks: BTreeSet<(MetricId, BenchmarkId)> = answers
            .iter()
            .filter(|(rule, _)| answers_first(rule, unit))
            .flat_map(|(_, uses)| uses.benchmarks.iter().copied())
            .collect();
        self.benchmarks.retain(|(id, benchmark)| {
            let per = schema.metrics.get(id.index()).and_then(|it| it.per);
            its_benchmarks.contains(&(*id, *benchmark)) && !is_own(per)
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
        let nothing = self.metrics.is_empty() && self.benchmarks.is_empty();
        if nothing && self.records.is_empty() && self.milestones.is_empty() {
            return Err(FormError::NothingToSubmit(unit.to_owned()));
        }
        Ok(())
    }

    /// The metrics whose figures are asked for, and those of which a benchmark is.
    pub(crate) fn all_metrics(&self) -> Vec<MetricId> {
        let mut all = self.metrics.clone();
        for (metric, _) in &self.benchmarks {
            if !all.contains(metric) {
                all.push(*metric);
            }
        }
        all
    }

    /// The entities of a kind that are asked about: one alone, where that is of the kind.
    pub(crate) fn of_kind(&self, program: &Program, kind: KindId) -> Vec<usize> {
        let entities = &program.schema.entities;
        let only = self.only.filter(|only| {
            let only = entities.get(only.index());
            only.is_some_and(|only| only.kind == kind)
        });
        let own = |index: usize| only.is_none_or(|only| only.index() == index);
        let all = entities.iter().enumerate();
        let all = all.filter(|(index, entity)| entity.kind == kind && own(*index));
        all.map(|(index, _)| index).collect()
    }

    /// All entities whose figures or sign-offs are asked for.
    pub(crate) fn entities(&self, program: &Program) -> BTreeSet<usize> {
        let schema = &program.schema;
        let metrics = self.metrics.iter();
        let metrics = metrics.filter_map(|id| schema.metrics.get(id.index())?.per);
        let milestones = self.milestones.iter();
        let milestones = milestones.filter_map(|index| schema.milestones.get(*index)?.per);
        let kinds = metrics.chain(milestones);
        kinds.flat_map(|kind| self.of_kind(program, kind)).collect()
    }

    /// The rules that a metric counts for, each with its clauses.
    pub(crate) fn rules(&self, metric: MetricId) -> &[&'p Rule] {
        self.rules.get(metric.index()).map_or(&[], Vec::as_slice)
    }
}

/// Refuses a period that no target could look at: it shares no day with the time in force, nor with a period that a target
/// or a check is about.
fn within_plan(program: &Program, period: Period) -> Result<(), FormError> {
    let settings = &program.settings;
    let is_earlier = settings.from.is_some_and(|from| period.end() < from);
    let is_later = settings.to.is_some_and(|to| period.start() > to);
    let once = program.rules.iter().flat_map(|rule| &rule.schedule.once);
    let once = once.map(|once| once.period);
    let windows = program.checks.iter().filter_map(|check| check.window);
    let shares = |it: Period| it.start() <= period.end() && period.start() <= it.end();
    if !(is_earlier || is_later) || once.chain(windows).any(shares) {
        return Ok(());
    }
    let text = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let (from, to) = (text(settings.from), text(settings.to));
    Err(FormError::OutsidePlan {
        period,
        force: Text::new(
            format!("{from} to {to}")
                .trim_end_matches(" to ")
                .to_owned(),
            format!("{from} 至 {to}")
                .trim_end_matches(" 至 ")
                .to_owned(),
        ),
    })
}

/// When a figure of a metric is asked for: one that stays open, where no time or no period is asked about; else in each
/// of its periods in that time. In a part of its period a stock is asked for as it stands at the end, what adds up as it
/// has come to by then, and anything else only in the part that the period ends with.
pub(crate) fn times(
    (cadence, nature): (Option<Cadence>, Nature),
    asked: Option<Period>,
) -> Vec<Asking> {
    let (Some(asked), Some(cadence)) = (asked, cadence) else {
        return vec![Asking::Open];
    };
    let whole: Vec<Asking> = asked.parts(cadence).map(Asking::Whole).collect();
    if !whole.is_empty() {
        return whole;
    }
    let own = Period::containing(asked.end(), cadence);
    let ends = own.filter(|own| own.end() == asked.end());
    match (nature, ends) {
        (_, Some(own)) => vec![Asking::Whole(own)],
        (Nature::Stock, None) => vec![Asking::Whole(Period::day(asked.end()))],
        (Nature::Cumulative, None) => vec![Asking::UpTo(asked.end())],
        (Nature::Flow, None) => Vec::new(),
    }
}

/// The time of a figure that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asking {
    /// Any: it is chosen.
    Open,
    /// This one.
    Whole(Period),
    /// From the beginning up to this day.
    UpTo(Date),
}

impl Asking {
    /// As it stands in the column of periods; nothing where it is chosen.
    pub(crate) fn text(self, language: Language) -> Option<String> {
        match self {
            Self::Open => None,
            Self::Whole(period) => Some(period.text(language)),
            Self::UpTo(day) => {
                let day = Period::day(day).text(language);
                Some(language.pick(format!("as of {day}"), format!("截至{day}")))
            }
        }
    }
}

/// Those who have a part in a rule.
fn all(rule: &Rule) -> impl Iterator<Item = &Arc<str>> {
    let duty = &rule.duty;
    let others = duty.all_responsible().into_iter();
    duty.lead.iter().chain(others).chain(&duty.with)
}

/// The benchmarks of which the policy has no value.
fn given_by_data(program: &Program) -> Vec<(MetricId, BenchmarkId)> {
    let metrics = program.schema.metrics.iter().enumerate();
    let all = metrics.flat_map(|(metric, it)| {
        let benchmarks = 0..it.benchmarks.len();
        benchmarks.map(move |id| (MetricId::from(metric), BenchmarkId::from(id)))
    });
    let is_declared = |(metric, id): &(MetricId, BenchmarkId)| {
        let mut declared = program.declared.iter();
        declared.any(|it| (it.metric, it.source) == (*metric, Source::Benchmark(*id)))
    };
    all.filter(|it| !is_declared(it)).collect()
}

/// Whether a unit leads a rule or is responsible for it.
fn answers_first(rule: &Rule, unit: &str) -> bool {
    let duty = &rule.duty;
    let mut first = duty.lead.iter().chain(duty.all_responsible());
    first.any(|name| **name == *unit)
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
