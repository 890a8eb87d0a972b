//! Figures of a whole that is submitted by its segments.

use std::collections::BTreeSet;

use dabiao_diagnostics::{At, Diagnostic, register};
use dabiao_model::{Figure, FigureKind, MetricId, MetricSchema, Text};

use super::look::Look;
use crate::program::{Slot, Source};

impl Look<'_> {
    /// Figures without a segment of metrics that rules read by segment alone, each with its cell: nothing would ever look
    /// at them.
    ///
    /// Where segments add up, and where a rule reads the whole, the figure counts.
    pub(super) fn figures_of_wholes(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        let program = self.program();
        let split = program.slots.iter().filter(|slot| slot.segment.is_some());
        let by_segment: BTreeSet<MetricId> = split.map(|slot| slot.metric).collect();
        let figures = self.data().figures.iter();
        figures.filter_map(move |figure| {
            let plan = program.metrics.get(figure.metric.index())?;
            let is_split = figure.segment.is_none() && by_segment.contains(&figure.metric);
            let counts = || program.slots.iter().any(|slot| is_read(slot, figure));
            if !is_split || plan.adding_up || counts() {
                return None;
            }
            let schema = program.schema.metrics.get(figure.metric.index())?;
            (!schema.derived).then(|| self.told_of_whole(figure, schema))
        })
    }

    fn told_of_whole(&self, figure: &Figure, schema: &MetricSchema) -> Diagnostic {
        let segments: Vec<&str> = schema.segments.iter().map(AsRef::as_ref).collect();
        let segments = Text::new(segments.join(", "), segments.join("、"));
        Diagnostic::at(
            &register::WHOLE_OF_SEGMENTS,
            At::Cell(self.cell(figure.place)),
        )
        .with("metric", self.metric_of(figure))
        .with("whose", self.whose(figure.entity, figure.period))
        .with("segments", segments)
    }
}

/// Whether a column reads the whole that a figure is of.
fn is_read(slot: &Slot, figure: &Figure) -> bool {
    let is_of_its_kind = match (slot.source, figure.kind) {
        (Source::Benchmark(one), FigureKind::Benchmark(other)) => one == other,
        (Source::Baseline, FigureKind::Baseline) => true,
        (source, FigureKind::Actual) => source.is_achieved(),
        _ => false,
    };
    slot.metric == figure.metric && slot.segment.is_none() && is_of_its_kind
}
