//! What is wrong with submitted data alone, and what they show of a policy that no single verdict does: figures nobody
//! submits, shares of a few cases.

use std::collections::BTreeSet;

use dabiao_compile::hir::{ExprKind, Operator};
use dabiao_diagnostics::{At, Cell, Diagnostic, Diagnostics, register};
use dabiao_eval::data_findings;
use dabiao_model::{Atom, Dataset, Estimate, Figure, FigureKind, FigureValue, MetricId, Ratio};
use dabiao_syntax::ast::{ItemKind, Module, Name};

use crate::Policy;

/// Fewer cases than this move a share by more than ten points each.
const FEW: i128 = 10;

impl Policy {
    /// What is wrong with a data set, whatever the day: what [`data_findings`] tells, metrics without a single figure,
    /// records without a table, and shares whose whole is a few cases.
    ///
    /// Empty for a policy with errors, and for a data set without figures and cases; of metrics only where there are
    /// figures.
    pub fn look_over(&self, data: &Dataset) -> Diagnostics {
        let mut found = Diagnostics::new();
        if let Some(program) = self.program() {
            found.extend(data_findings(program, data));
        }
        if !data.figures.is_empty() {
            self.never_submitted(data, &mut found);
            self.small_denominators(data, &mut found);
        }
        if !data.figures.is_empty() || data.tables.iter().any(Option::is_some) {
            self.tables_missing(data, &mut found);
        }
        self.levels().judge_findings(found)
    }

    /// Records of which no table was handed in, not even an empty one.
    fn tables_missing(&self, data: &Dataset, found: &mut Diagnostics) {
        let items = self.modules().iter().flat_map(|module| &module.items);
        let records = items.filter_map(|item| match &item.kind {
            ItemKind::Record(record) => Some(&record.name),
            _ => None,
        });
        for name in records {
            let id = self.schema().record(&name.text);
            if id.is_some_and(|id| data.table(id).is_none()) {
                let it = Diagnostic::new(&register::RECORD_NEVER_SUBMITTED, name.span);
                found.push(it.with("record", name.text.as_str()));
            }
        }
    }

    fn never_submitted(&self, data: &Dataset, found: &mut Diagnostics) {
        let submitted: BTreeSet<MetricId> = data.figures.iter().map(|it| it.metric).collect();
        for name in self.modules().iter().flat_map(metric_names) {
            let Some(id) = self.schema().metric(&name.text) else {
                continue;
            };
            let derived = self
                .schema()
                .metrics
                .get(id.index())
                .is_some_and(|it| it.derived);
            if !derived && !submitted.contains(&id) {
                let it = Diagnostic::new(&register::NEVER_SUBMITTED, name.span);
                found.push(it.with("metric", name.text.as_str()));
            }
        }
    }

    fn small_denominators(&self, data: &Dataset, found: &mut Diagnostics) {
        for (whole, share) in self.denominators() {
            let figures = data.figures.iter().filter(|it| it.metric == whole);
            for (figure, value) in figures.filter_map(few) {
                let at = At::Cell(cell(figure, data));
                let it = Diagnostic::at(&register::SMALL_DENOMINATOR, at)
                    .with("share", share.as_str())
                    .with("count", value.digits(6));
                found.push(it);
            }
        }
    }

    /// The submitted counts that shares are taken of, each with the name of its share.
    fn denominators(&self) -> Vec<(MetricId, String)> {
        let Some(typed) = self.typed() else {
            return Vec::new();
        };
        let named = |(index, metric): (usize, &dabiao_compile::hir::Metric)| {
            let definition = metric.definition.as_ref()?;
            let ExprKind::Binary(Operator::Divide, _, whole) = &definition.kind else {
                return None;
            };
            let ExprKind::Slot(slot) = &whole.kind else {
                return None;
            };
            let counts = matches!(whole.dimension.atom(), Some(Atom::Noun(_)));
            let share = typed.schema.metrics.get(index)?.names.first()?;
            (counts && definition.dimension == dabiao_model::Dimension::Ratio)
                .then(|| (slot.metric, share.to_string()))
        };
        typed.metrics.iter().enumerate().filter_map(named).collect()
    }
}

/// The names of the metrics a file declares.
fn metric_names(module: &Module) -> Vec<&Name> {
    let mut names = Vec::new();
    for item in &module.items {
        match &item.kind {
            ItemKind::Metric(metric) => names.push(&metric.name),
            ItemKind::Metrics(table) => {
                names.extend(table.entries.iter().map(|it| &it.value.name));
            }
            _ => {}
        }
    }
    names
}

/// A count of a few cases that is known exactly; none at all is no denominator.
fn few(figure: &Figure) -> Option<(&Figure, &Ratio)> {
    match (&figure.kind, &figure.value) {
        (FigureKind::Actual, FigureValue::Number(Estimate::Exact(value))) => {
            let is_few = !value.is_zero() && !value.is_negative() && *value < Ratio::whole(FEW);
            is_few.then_some((figure, value))
        }
        _ => None,
    }
}

fn cell(figure: &Figure, data: &Dataset) -> Cell {
    let source = data.sources.get(figure.place.source as usize);
    Cell {
        source: source.cloned().unwrap_or_default(),
        line: figure.place.line,
        column: figure.place.column,
    }
}
