//! Derived metrics in the order of their need, and how each metric rolls up.

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::RollUp;
use dabiao_model::{Atom, Cadence, Dimension, KindId, MetricId, Nature, Ratio, ValueType};
use dabiao_syntax::ast::{Expr, ExprKind, Measure, MetricClause, MetricOption, Name, Quantity};

use crate::compiler::{Compiler, described};
use crate::hir;

impl Compiler<'_> {
    /// Types the definitions of all derived metrics.
    pub(super) fn type_definitions(&mut self) {
        let mut path = Vec::new();
        for index in 0..self.metrics.len() {
            self.type_definition(index, &mut path);
        }
    }

    /// Makes the derived metrics that a test gives submitted ones, with the unit and the dimensions of their
    /// definitions, and types the definitions that read them once more.
    pub(super) fn take_given(&mut self) {
        if self.given_derived.is_empty() {
            return;
        }
        for id in self.given_derived.clone() {
            let definition = self.definition(id);
            let at_moments = definition.is_some_and(|it| self.reads_moments(&it));
            if let Some(schema) = self.schema.metrics.get_mut(id.index()) {
                schema.derived = false;
                if at_moments {
                    schema.nature = Nature::Stock;
                }
            }
        }
        self.forget_definitions();
        self.type_definitions();
    }

    /// Whether an expression reads figures, and all of them stand at moments.
    fn reads_moments(&self, expr: &hir::Expr) -> bool {
        let (mut any, mut all) = (false, true);
        expr.slots(&mut |slot| {
            let schema = self.schema.metrics.get(slot.metric.index());
            any = true;
            all &= schema.is_some_and(|schema| schema.nature != Nature::Flow);
        });
        any && all
    }

    /// Types one definition after those it needs; `path` is what is being typed.
    fn type_definition(&mut self, index: usize, path: &mut Vec<usize>) {
        let Some(declaration) = self.metrics.get(index) else {
            return;
        };
        let (name, definition) = (
            &declaration.metric.name,
            declaration.metric.definition.as_ref(),
        );
        let is_given = self.given_derived.contains(&MetricId::from(index))
            && self.schema.metrics.get(index).is_some_and(|it| !it.derived);
        let Some(definition) =
            definition.filter(|_| !is_given && !declaration.too_deep && !self.is_typed(index))
        else {
            return;
        };
        if path.contains(&index) {
            self.cycle(name, index, path);
            return;
        }
        path.push(index);
        let mut needed = Vec::new();
        names_in(definition, &mut needed);
        for name in needed {
            if let Some(id) = self.schema.metric(&name.text) {
                self.type_definition(id.index(), path);
            }
        }
        path.pop();
        self.expansion.typed.insert(index);
        let typed = self.alone(None, |compiler| compiler.expr(definition));
        if let Some(typed) = typed {
            self.take_definition(index, typed);
        }
    }

    fn cycle(&mut self, name: &Name, index: usize, path: &[usize]) {
        let start = path.iter().position(|other| *other == index).unwrap_or(0);
        let names = path.get(start..).unwrap_or_default().iter().chain([&index]);
        let names: Vec<&str> = names
            .map(|index| self.schema.metric_name(MetricId::from(*index)))
            .collect();
        let diagnostic =
            Diagnostic::new(&register::METRIC_CYCLE, name.span).with("cycle", names.join(" → "));
        self.report(diagnostic.with("name", name.text.as_str()));
    }

    /// Keeps a typed definition, and gives the metric its unit and dimensions.
    fn take_definition(&mut self, index: usize, typed: hir::Expr) {
        let written = self
            .metrics
            .get(index)
            .is_some_and(|declaration| declaration.unit_written);
        let (per, cadence) = self.coarsest(&typed);
        let Some(schema) = self.schema.metrics.get_mut(index) else {
            return;
        };
        if written && schema.unit.dimension != typed.dimension {
            let declared = hir::Expr {
                unit: schema.unit.clone(),
                dimension: schema.unit.dimension.clone(),
                ..typed.clone()
            };
            let remedy = dabiao_model::Text::new(
                "write the unit that the formula has",
                "请改用公式所得的单位",
            );
            let diagnostic = Diagnostic::new(&register::UNIT_MISMATCH, typed.span)
                .with("left", described(&typed))
                .with("action", dabiao_model::Text::new("given as", "互换"))
                .with("right", described(&declared));
            self.report(diagnostic.with("remedy", remedy));
            return;
        }
        if !written {
            schema.unit = typed.unit.clone();
        }
        schema.per = schema.per.or(per);
        schema.cadence = schema.cadence.or(cadence);
        schema.nature = typed.nature.unwrap_or(Nature::Flow);
        if let Some(slot) = self.definitions.get_mut(index) {
            *slot = Some(typed);
        }
    }

    /// The typed definition of a derived metric.
    pub(super) fn definition(&mut self, id: MetricId) -> Option<hir::Expr> {
        self.definitions.get(id.index()).cloned().flatten()
    }

    /// The kind of entity and the longest cadence of the figures an expression reads.
    fn coarsest(&self, expr: &hir::Expr) -> (Option<KindId>, Option<Cadence>) {
        let (mut per, mut cadence) = (None, None);
        expr.own_slots(&mut |slot| per = per.or(self.dimensions(slot.metric).0));
        expr.slots(&mut |slot| cadence = cadence.max(self.dimensions(slot.metric).1));
        expr.aggregates(&mut |aggregate| {
            let record = self.schema.records.get(aggregate.scope.record.index());
            per = per.or(record.and_then(|record| record.per));
        });
        (per, cadence)
    }

    /// How each metric behaves.
    pub(super) fn plans(&mut self) -> Vec<hir::Metric> {
        (0..self.metrics.len())
            .map(|index| self.plan(index))
            .collect()
    }

    pub(super) fn plan(&mut self, index: usize) -> hir::Metric {
        let mut plan = hir::Metric {
            roll_up: RollUp::None,
            adding_up: false,
            part_of: None,
            last_counts_months: None,
            approximate_within: None,
            plausible: None,
            better: self.metrics.get(index).and_then(|it| it.better),
            definition: self.definitions.get(index).cloned().flatten(),
        };
        let Some(declaration) = self.metrics.get(index) else {
            return plan;
        };
        let (metric, shared) = (declaration.metric, declaration.shared);
        for option in shared.iter().chain(&metric.options) {
            match option {
                MetricOption::SumsUp => plan.roll_up = RollUp::Sum,
                MetricOption::TakesTheLast => plan.roll_up = RollUp::Last,
                MetricOption::TakesTheMaximum => plan.roll_up = RollUp::Maximum,
                MetricOption::AveragesWeightedBy(weight) => {
                    plan.roll_up = self.metric(weight).map_or(RollUp::None, RollUp::WeightedBy);
                }
                MetricOption::PartOf(whole) => plan.part_of = self.metric(whole),
                MetricOption::SplitBy { adding_up, .. } => plan.adding_up = *adding_up,
                _ => {}
            }
        }
        for clause in &metric.clauses {
            match &clause.kind {
                MetricClause::LastFigureCounts(quantity) => {
                    plan.last_counts_months = self.months(index, quantity);
                }
                MetricClause::ApproximateWithin(quantity) => {
                    plan.approximate_within = self.share(quantity);
                }
                MetricClause::Plausible(low, high) => {
                    plan.plausible = self.plausible(index, low, high, clause.span);
                }
                _ => {}
            }
        }
        plan
    }

    /// The range of a submitted number; a computed one has no cell that could be pointed at.
    fn plausible(
        &mut self,
        index: usize,
        low: &Quantity,
        high: &Quantity,
        span: Span,
    ) -> Option<(Ratio, Ratio)> {
        let schema = self.schema.metrics.get(index)?;
        if schema.derived || schema.value != ValueType::Number {
            self.misplaced(
                span,
                "a range stands on submitted numbers; of computed ones write: check: X between A and B, warn only",
                "合理范围只用于报送的数值；计算所得的请写：核验：X 介于 A 和 B 之间，仅提示",
            );
            return None;
        }
        let (low, high) = (
            self.declared_number(index, low),
            self.declared_number(index, high),
        );
        let (low, high) = (low?, high?);
        if low > high {
            self.misplaced(span, "write the lower value first", "请先写较小的数值");
            return None;
        }
        Some((low, high))
    }

    fn months(&mut self, index: usize, quantity: &Quantity) -> Option<u32> {
        let (value, unit) = self.quantity(quantity)?;
        let is_stock = self
            .schema
            .metrics
            .get(index)
            .is_some_and(|schema| schema.nature != Nature::Flow);
        let months = unit.is_some_and(|unit| matches!(unit.dimension.atom(), Some(Atom::Months)));
        let whole = value
            .parts()
            .filter(|(_, below)| *below == 1)
            .and_then(|(above, _)| u32::try_from(above).ok());
        if !months || !is_stock || whole.is_none() {
            self.misplaced(
                quantity.span,
                "only the last figure of a stock goes on counting, for a whole number of months",
                "只有存量可沿用最近一期，期限以整月计",
            );
            return None;
        }
        whole
    }

    /// A ratio such as 1%.
    pub(super) fn share(&mut self, quantity: &Quantity) -> Option<Ratio> {
        let (value, unit) = self.quantity(quantity)?;
        if unit.is_some_and(|unit| unit.dimension == Dimension::Ratio) {
            return Some(value);
        }
        self.misplaced(
            quantity.span,
            "write a share, such as 1%",
            "请写比率，例如 1%",
        );
        None
    }
}

/// The names an expression speaks of.
pub(crate) fn names_in<'e>(expr: &'e Expr, names: &mut Vec<&'e Name>) {
    gather(expr, false, names);
}

/// The names that mean every segment where a metric is split: those without a segment, and not summed over them.
pub(crate) fn bare_names_in<'e>(expr: &'e Expr, names: &mut Vec<&'e Name>) {
    gather(expr, true, names);
}

fn gather<'e>(expr: &'e Expr, bare: bool, names: &mut Vec<&'e Name>) {
    match &expr.kind {
        ExprKind::Name(name) => names.push(name),
        ExprKind::Segment { .. }
        | ExprKind::Measure {
            kind: Measure::SegmentSum,
            ..
        } if bare => {}
        ExprKind::Segment { metric, .. } => names.push(metric),
        ExprKind::Negative(of)
        | ExprKind::Bracket(of)
        | ExprKind::Past { of, .. }
        | ExprKind::At { of, .. }
        | ExprKind::Gap { of, .. }
        | ExprKind::Measure { of, .. } => gather(of, bare, names),
        ExprKind::Binary { left, right, .. } => {
            gather(left, bare, names);
            gather(right, bare, names);
        }
        ExprKind::Peers(peers) => gather(&peers.of, bare, names),
        ExprKind::Quantity(_)
        | ExprKind::Text(_)
        | ExprKind::YesNo(_)
        | ExprKind::Length { .. }
        | ExprKind::Benchmark { .. } => {}
        // A median of a metric is one over peers, and anything else is no metric.
        ExprKind::Aggregate(aggregate) => names.push(&aggregate.subject.record),
    }
}
