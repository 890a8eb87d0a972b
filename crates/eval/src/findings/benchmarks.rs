//! Figures better than the best, and targets weaker than where their metric stood or than what they are to reach.

use std::collections::BTreeMap;

use dabiao_diagnostics::{At, Cell, Diagnostic, register};
use dabiao_model::{
    BenchmarkId, Date, Direction, EntityId, Estimate, Figure, FigureKind, FigureValue, Language,
    MetricId, Period, Ratio, Text, Unit,
};

use super::demands::{Demand, Subject, Wanted, is_weaker};
use super::look::Look;
use super::{number_text, value_text};
use crate::evaluate::Frame;
use crate::evaluate::bind::exists;
use crate::evaluate::slot::Referred;
use crate::program::{Moment, Slot, Source};

/// Figures by what they are of and whose they are.
type Figures<'a> = BTreeMap<(Subject, Option<EntityId>), &'a Figure>;

/// A value with its place.
struct Known {
    value: Ratio,
    cell: Cell,
}

impl Look<'_> {
    /// The last figure of each series, where it is better than what is called the best.
    pub(super) fn beyond_best(&self) -> impl Iterator<Item = Diagnostic> {
        let current = self.last_figures(None).into_values();
        current.flat_map(move |figure| {
            let schema = self.program().schema.metrics.get(figure.metric.index());
            let count = schema.map_or(0, |schema| schema.benchmarks.len());
            let ids = (0..count).map(BenchmarkId::from);
            ids.filter_map(move |id| self.beyond(figure, id))
        })
    }

    fn beyond(&self, figure: &Figure, id: BenchmarkId) -> Option<Diagnostic> {
        let name = self.benchmark_name(figure.metric, id);
        let direction = self.program().metrics.get(figure.metric.index())?.better?;
        if !name.en.ends_with("best") && !name.en.ends_with("最优") {
            return None;
        }
        let subject = (figure.metric, figure.segment);
        let source = Source::Benchmark(id);
        let best = self.known(subject, source, figure.entity, figure.period)?;
        let value = exact(figure)?;
        let beyond = match direction {
            Direction::Higher => *value > best.value,
            Direction::Lower => *value < best.value,
        };
        let at = At::Cell(self.cell(figure.place));
        let finding = Diagnostic::at(&register::BEYOND_BENCHMARK, at)
            .with("metric", self.subject_text(subject))
            .with("whose", self.whose(figure.entity, figure.period))
            .with("value", value_text(figure))
            .with("benchmark", name)
            .with("best", number_text(&best.value, &figure.unit))
            .related_cell(best.cell, "the benchmark", "标杆");
        beyond.then_some(finding)
    }

    /// Numbers weaker than where their metric stood before, and than benchmarks that it is to reach.
    pub(super) fn weak_targets(&self, limit: usize) -> Vec<Diagnostic> {
        let demands = self.demands();
        let issued = self.program().settings.issued;
        let before = issued.map_or_else(BTreeMap::new, |day| self.last_figures(Some(day)));
        let mut claims: BTreeMap<Subject, Vec<(&Demand<'_>, BenchmarkId)>> = BTreeMap::new();
        let mut numbers = Vec::new();
        for demand in &demands {
            match &demand.wanted {
                Wanted::Benchmark(id) => {
                    claims
                        .entry(demand.subject)
                        .or_default()
                        .push((demand, *id));
                }
                Wanted::Number(value, unit) => numbers.push((demand, value, unit)),
            }
        }
        let below_current = numbers
            .iter()
            .filter_map(|(demand, value, unit)| self.below_current(demand, value, unit, &before));
        let below_claim = numbers.iter().flat_map(|(demand, value, unit)| {
            let claims = claims.get(&demand.subject).into_iter().flatten();
            claims.filter_map(|(claim, id)| self.below_claim(demand, (value, unit), claim, *id))
        });
        let below_current = below_current.take(limit);
        below_current.chain(below_claim.take(limit)).collect()
    }

    /// A number weaker than the figure that stood when the policy was issued, else than the baseline.
    fn below_current(
        &self,
        demand: &Demand<'_>,
        number: &Ratio,
        unit: &Unit,
        before: &Figures<'_>,
    ) -> Option<Diagnostic> {
        demand.entities.iter().find_map(|entity| {
            let stood = before.get(&(demand.subject, *entity)).and_then(|figure| {
                let value = exact(figure)?.clone();
                let cell = self.cell(figure.place);
                Some(Known { value, cell })
            });
            let baseline = || self.known(demand.subject, Source::Baseline, *entity, None);
            let known = stood.or_else(baseline)?;
            let at = At::Cell(known.cell);
            let finding = Diagnostic::at(&register::TARGET_BELOW_CURRENT, at);
            let finding = self
                .demanded(finding, demand, (number, unit), *entity)
                .with("value", number_text(&known.value, unit));
            is_weaker(number, &known.value, demand.comparator).then_some(finding)
        })
    }

    fn below_claim(
        &self,
        demand: &Demand<'_>,
        (number, unit): (&Ratio, &Unit),
        claim: &Demand<'_>,
        id: BenchmarkId,
    ) -> Option<Diagnostic> {
        let mut entities = demand.entities.iter();
        entities.find_map(|entity| {
            let shared = claim.entities.contains(entity);
            let source = Source::Benchmark(id);
            let best = shared.then(|| self.known(demand.subject, source, *entity, None))??;
            let at = At::Cell(best.cell);
            let finding = Diagnostic::at(&register::TARGET_BELOW_BENCHMARK, at);
            let finding = self
                .demanded(finding, demand, (number, unit), *entity)
                .with("claim", claim.rule.id.as_ref())
                .with("benchmark", self.benchmark_name(demand.subject.0, id))
                .with("best", number_text(&best.value, unit));
            is_weaker(number, &best.value, demand.comparator).then_some(finding)
        })
    }

    fn demanded(
        &self,
        finding: Diagnostic,
        demand: &Demand<'_>,
        (number, unit): (&Ratio, &Unit),
        entity: Option<EntityId>,
    ) -> Diagnostic {
        let number = number_text(number, unit);
        let wanted = Text::new(
            format!("{} {}", demand.comparator, number.en),
            format!("{} {}", demand.comparator, number.zh),
        );
        finding
            .in_item(demand.rule.id.as_ref())
            .with("target", demand.rule.id.as_ref())
            .with("wanted", wanted)
            .with("metric", self.subject_text(demand.subject))
            .with("whose", self.whose(entity, None))
    }

    /// A benchmark or baseline that is exact.
    fn known(
        &self,
        (metric, segment): Subject,
        source: Source,
        entity: Option<EntityId>,
        period: Option<Period>,
    ) -> Option<Known> {
        let slot = Slot {
            metric,
            segment,
            source,
            moment: Moment::NOW,
        };
        let frame = Frame {
            entity,
            period,
            due: true,
        };
        match self.evaluation.referred(slot, frame)? {
            Referred::Submitted(index) => {
                let figure = self.data().figures.get(index as usize)?;
                let value = exact(figure)?.clone();
                let cell = self.cell(figure.place);
                Some(Known { value, cell })
            }
            Referred::Declared(index) => {
                let declared = self.program().declared.get(index)?;
                let Estimate::Exact(value) = &declared.value else {
                    return None;
                };
                let (value, cell) = (value.clone(), declared_cell(&declared.place));
                Some(Known { value, cell })
            }
        }
    }

    /// The last figure of each metric, segment and entity, of those that had ended by a day.
    fn last_figures(&self, by: Option<Date>) -> Figures<'_> {
        let mut last = Figures::new();
        for figure in &self.data().figures {
            let ended = figure.period.map(Period::end);
            let in_time = by.is_none_or(|day| ended.is_some_and(|end| end <= day));
            if figure.kind != FigureKind::Actual || !exists(figure, self.as_of()) || !in_time {
                continue;
            }
            let key = ((figure.metric, figure.segment), figure.entity);
            let known = last.entry(key).or_insert(figure);
            if (known.period, known.submitted_on) <= (figure.period, figure.submitted_on) {
                *known = figure;
            }
        }
        last
    }

    fn benchmark_name(&self, metric: MetricId, id: BenchmarkId) -> Text {
        let schema = self.program().schema.metrics.get(metric.index());
        let name = |language| schema.map_or("", |schema| schema.benchmark_name(id, language));
        Text::new(name(Language::English), name(Language::Chinese))
    }

    fn subject_text(&self, (metric, segment): Subject) -> String {
        let name = self.program().schema.metric_name(metric);
        let schema = self.program().schema.metrics.get(metric.index());
        match segment.and_then(|segment| schema?.segments.get(segment.index())) {
            Some(segment) => format!("{name} ({segment})"),
            None => name.to_owned(),
        }
    }
}

fn exact(figure: &Figure) -> Option<&Ratio> {
    match &figure.value {
        FigureValue::Number(Estimate::Exact(value)) => Some(value),
        _ => None,
    }
}

/// The place of a declared value, which is kept as messages show it.
fn declared_cell(place: &str) -> Cell {
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next().and_then(|column| column.parse().ok());
    let line = parts.next().and_then(|line| line.parse().ok());
    Cell {
        source: parts.next().unwrap_or(place).into(),
        line: line.unwrap_or(0),
        column: column.unwrap_or(0),
    }
}
