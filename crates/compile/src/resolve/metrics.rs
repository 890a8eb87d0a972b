//! Metrics: their units, dimensions and kinds, benchmarks and baselines.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{Declared, Source};
use dabiao_model::{
    BenchmarkId, Cadence, Estimate, KindId, MetricId, MetricSchema, Nature, Ratio, SegmentId, Unit,
    ValueType,
};
use dabiao_syntax::ast::{
    DateText, DeclaredValue, Item, ItemKind, Metric, MetricClause, MetricOption, SegmentValue,
    UnitName,
};

use crate::compiler::{Compiler, MetricDeclaration};

impl<'a> Compiler<'a> {
    pub(super) fn metrics(&mut self, items: impl Iterator<Item = &'a Item>) {
        for item in items {
            match &item.kind {
                ItemKind::Metric(metric) => self.declare_metric(metric, &[]),
                ItemKind::Metrics(table) => {
                    for entry in &table.entries {
                        self.declare_metric(&entry.value, &table.options);
                    }
                }
                _ => {}
            }
        }
        self.definitions = vec![None; self.metrics.len()];
    }

    fn declare_metric(&mut self, metric: &'a Metric, shared: &'a [MetricOption]) {
        let aliases = metric
            .clauses
            .iter()
            .filter_map(|clause| match &clause.kind {
                MetricClause::Alias(alias) => Some(&alias.name),
                _ => None,
            });
        let mut names: Vec<Arc<str>> = Vec::new();
        for name in std::iter::once(&metric.name).chain(aliases) {
            let text = name.text.as_str();
            if self.parameter(text).is_some()
                || self.schema.metric(text).is_some()
                || names.iter().any(|known| known.as_ref() == text)
            {
                let first = self
                    .schema
                    .metric(text)
                    .and_then(|id| self.metrics.get(id.index()));
                let first = first.map(|declaration| declaration.metric.name.span);
                self.duplicate(text, name.span, first);
                if names.is_empty() {
                    return;
                }
                continue;
            }
            names.push(text.into());
        }
        let declaration = MetricDeclaration {
            metric,
            shared,
            better: None,
            unit_written: false,
            adds_up: false,
            too_deep: false,
        };
        self.schema.metrics.push(MetricSchema {
            names,
            value: ValueType::Number,
            unit: Unit::number(),
            per: None,
            cadence: None,
            nature: Nature::Flow,
            segments: Vec::new(),
            benchmarks: Vec::new(),
            derived: metric.definition.is_some(),
        });
        self.metrics.push(declaration);
    }

    /// Units, dimensions, benchmarks: what may speak of other declarations.
    pub(super) fn metric_details(&mut self) {
        for index in 0..self.metrics.len() {
            let Some(declaration) = self.metrics.get(index) else {
                continue;
            };
            let (metric, shared) = (declaration.metric, declaration.shared);
            for option in shared.iter().chain(&metric.options) {
                self.metric_option(index, option);
            }
            self.refuse_repeated_options(metric);
        }
        self.derived_metrics();
        for index in 0..self.metrics.len() {
            let metric = self
                .metrics
                .get(index)
                .map(|declaration| declaration.metric);
            let clauses = metric.iter().flat_map(|metric| &metric.clauses);
            for clause in clauses {
                self.metric_clause(index, &clause.kind, clause.span);
            }
        }
    }

    /// A metric has one unit, one cadence, one nature, one roll-up.
    fn refuse_repeated_options(&mut self, metric: &Metric) {
        let mut seen = Vec::new();
        for option in &metric.options {
            let group = match option {
                MetricOption::In(_) => 0,
                MetricOption::Per(_) => 1,
                MetricOption::Every(_) => 2,
                MetricOption::SplitBy { .. } => 3,
                MetricOption::Flow | MetricOption::Stock | MetricOption::Cumulative => 4,
                MetricOption::SumsUp
                | MetricOption::TakesTheLast
                | MetricOption::TakesTheMaximum
                | MetricOption::AveragesWeightedBy(_) => 5,
                MetricOption::PartOf(_) => 6,
            };
            if seen.contains(&group) && self.is_known(option) {
                self.repeated(option.span().unwrap_or(metric.name.span));
            }
            seen.push(group);
        }
    }

    /// Whether an option says anything: half of `per quarter` is no second kind.
    fn is_known(&self, option: &MetricOption) -> bool {
        match option {
            MetricOption::Per(kind) => self.kind(&kind.text).is_some(),
            _ => true,
        }
    }

    fn metric_option(&mut self, index: usize, option: &MetricOption) {
        match option {
            MetricOption::In(unit) => self.metric_unit(index, unit),
            MetricOption::Per(kind) => {
                let kind = self.known_kind(kind);
                self.change(index, |schema| schema.per = kind);
            }
            MetricOption::Every(cadence) => {
                self.change(index, |schema| schema.cadence = Some(cadence.cadence));
            }
            MetricOption::SplitBy {
                segments,
                adding_up,
                ..
            } => {
                if let Some(declaration) = self.metrics.get_mut(index) {
                    declaration.adds_up = *adding_up;
                }
                let names = segments
                    .iter()
                    .map(|segment| segment.text.as_str().into())
                    .collect();
                self.change(index, |schema| schema.segments = names);
            }
            MetricOption::Flow => self.change(index, |schema| schema.nature = Nature::Flow),
            MetricOption::Stock => self.change(index, |schema| schema.nature = Nature::Stock),
            MetricOption::Cumulative => {
                self.change(index, |schema| schema.nature = Nature::Cumulative);
            }
            // How parts make a whole is read when the metric's plan is made.
            MetricOption::SumsUp
            | MetricOption::TakesTheLast
            | MetricOption::TakesTheMaximum
            | MetricOption::AveragesWeightedBy(_)
            | MetricOption::PartOf(_) => {}
        }
    }

    fn change(&mut self, index: usize, change: impl FnOnce(&mut MetricSchema)) {
        if let Some(schema) = self.schema.metrics.get_mut(index) {
            change(schema);
        }
    }

    fn metric_unit(&mut self, index: usize, unit: &UnitName) {
        let value = match unit.text.as_str() {
            "yes/no" | "是否" => ValueType::YesNo,
            "date" | "日期" => ValueType::Date,
            "text" | "文本" => ValueType::Text,
            _ => ValueType::Number,
        };
        let plain = matches!(unit.text.as_str(), "number" | "数值");
        let found = if value == ValueType::Number && !plain {
            self.unit(&unit.text, unit.span)
        } else {
            Some(Unit::number())
        };
        if let Some(declaration) = self.metrics.get_mut(index) {
            declaration.unit_written = true;
        }
        self.change(index, |schema| {
            schema.value = value;
            schema.unit = found.unwrap_or_else(Unit::number);
        });
    }

    fn metric_clause(&mut self, index: usize, clause: &MetricClause, span: Span) {
        match clause {
            MetricClause::Better(direction) => {
                if let Some(declaration) = self.metrics.get_mut(index) {
                    declaration.better = Some(*direction);
                }
            }
            MetricClause::Baseline { values, at } => {
                self.declare_values(index, Source::Baseline, values, at.as_ref(), span);
            }
            MetricClause::Benchmark { name, values, at } => {
                let benchmark = self.intern_benchmark(index, &name.text);
                self.declare_values(
                    index,
                    Source::Benchmark(benchmark),
                    values,
                    at.as_ref(),
                    span,
                );
            }
            MetricClause::Alias(_)
            | MetricClause::LastFigureCounts(_)
            | MetricClause::ApproximateWithin(_)
            | MetricClause::Plausible(..)
            | MetricClause::Cite(_) => {}
        }
    }

    fn intern_benchmark(&mut self, index: usize, name: &str) -> BenchmarkId {
        let mut id = BenchmarkId::from(0);
        self.change(index, |schema| {
            id = schema.benchmark(name).unwrap_or_else(|| {
                schema.benchmarks.push(name.into());
                BenchmarkId::from(schema.benchmarks.len().saturating_sub(1))
            });
        });
        id
    }

    fn declare_values(
        &mut self,
        index: usize,
        source: Source,
        values: &[SegmentValue],
        at: Option<&DateText>,
        span: Span,
    ) {
        let at = at
            .and_then(|at| self.period(at))
            .map(dabiao_model::Period::end);
        for value in values {
            let segment = match &value.segment {
                None => None,
                Some(name) => {
                    if let Some(segment) = self.segment_of(index, &name.text) {
                        Some(segment)
                    } else {
                        self.unknown_segment(index, name);
                        continue;
                    }
                }
            };
            let number = match &value.value {
                DeclaredValue::YesNo(yes) => Some(if *yes { Ratio::ONE } else { Ratio::ZERO }),
                DeclaredValue::Quantity(quantity) => self.declared_number(index, quantity),
            };
            let Some(number) = number else { continue };
            let place = self.place(span);
            self.declared.push(Declared {
                metric: MetricId::from(index),
                segment,
                source,
                value: Estimate::Exact(number),
                at,
                place,
            });
        }
    }

    /// A declared number in base units; one without a unit is in the metric's.
    pub(crate) fn declared_number(
        &mut self,
        index: usize,
        quantity: &dabiao_syntax::ast::Quantity,
    ) -> Option<Ratio> {
        let (value, unit) = self.quantity(quantity)?;
        let schema = self.schema.metrics.get(index)?;
        let written = self
            .metrics
            .get(index)
            .is_some_and(|declaration| declaration.unit_written);
        match unit {
            None => Some(schema.unit.to_base(&value)),
            // The unit of a derived metric is known only when its definition is typed.
            Some(unit) if !written || unit.dimension == schema.unit.dimension => Some(value),
            Some(unit) => {
                let (left, right) = (schema.unit.clone(), unit);
                self.mismatch(&left, &right, quantity.span);
                None
            }
        }
    }

    /// Reports a declared value in the wrong unit.
    pub(crate) fn mismatch(&mut self, wanted: &Unit, written: &Unit, span: Span) {
        let name = |unit: &Unit| dabiao_model::Text::new(unit.en.to_string(), unit.zh.to_string());
        let remedy = dabiao_model::Text::new(
            format!("write it in {}", wanted.en),
            format!("请以{}为单位", wanted.zh),
        );
        let diagnostic = Diagnostic::new(&register::UNIT_MISMATCH, span)
            .with("left", name(wanted))
            .with("action", dabiao_model::Text::new("compared with", "比较"))
            .with("right", name(written));
        self.report(diagnostic.with("remedy", remedy));
    }

    pub(crate) fn segment_of(&self, index: usize, name: &str) -> Option<SegmentId> {
        self.schema
            .metrics
            .get(index)
            .and_then(|schema| schema.segment(name))
    }

    pub(crate) fn unknown_segment(&mut self, index: usize, name: &dabiao_syntax::ast::Name) {
        let Some(schema) = self.schema.metrics.get(index) else {
            return;
        };
        let nearest = dabiao_diagnostics::nearest::known(
            &name.text,
            schema.segments.iter().map(AsRef::as_ref),
        );
        let metric = schema.names.first().map_or("", AsRef::as_ref).to_owned();
        let diagnostic =
            Diagnostic::new(&register::UNKNOWN_SEGMENT, name.span).with("metric", metric);
        self.report(
            diagnostic
                .with("name", name.text.as_str())
                .with("nearest", nearest),
        );
    }

    /// The dimensions of a metric: the kind of entity and the cadence.
    pub(crate) fn dimensions(&self, metric: MetricId) -> (Option<KindId>, Option<Cadence>) {
        self.schema
            .metrics
            .get(metric.index())
            .map_or((None, None), |schema| (schema.per, schema.cadence))
    }
}
