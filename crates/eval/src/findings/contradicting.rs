//! Figures that contradict each other: two values for one place, and neither is the later.

use dabiao_diagnostics::{At, Diagnostic, register};
use dabiao_model::{Dataset, Figure, FigureKind, Schema};

use super::{cell, value_text, whose};

/// Submitted figures that contradict another of the same place and submission, each with its cell and that of the other,
/// wherever the two were submitted.
pub fn contradicting_figures<'a>(
    schema: &'a Schema,
    data: &'a Dataset,
) -> impl Iterator<Item = Diagnostic> + 'a {
    let mut figures: Vec<&Figure> = data.figures.iter().collect();
    figures.retain(|figure| figure.kind == FigureKind::Actual);
    // What is the same stays in the order it was submitted in.
    figures.sort_by_key(|it| (it.metric, it.segment, it.entity, it.period, it.submitted_on));
    let place = |it: &Figure| (it.metric, it.segment, it.entity, it.period, it.submitted_on);
    let mut pairs: Vec<(&Figure, &Figure)> = Vec::new();
    for group in figures.chunk_by(|a, b| place(a) == place(b)) {
        let Some(first) = group.first() else { continue };
        let others = group.iter().filter(|other| other.value != first.value);
        // The first is told with the first that is not like it, the others with the first.
        pairs.extend(others.clone().take(1).map(|other| (*first, *other)));
        pairs.extend(others.map(|other| (*other, *first)));
    }
    let told = move |(one, other)| contradiction(schema, data, one, other);
    pairs.into_iter().map(told)
}

/// A figure that another contradicts.
pub(super) fn contradiction(
    schema: &Schema,
    data: &Dataset,
    one: &Figure,
    other: &Figure,
) -> Diagnostic {
    let place = At::Cell(cell(data, one.place));
    let finding = Diagnostic::at(&register::CONTRADICTORY_FIGURES, place)
        .with("metric", schema.metric_name(one.metric))
        .with("whose", whose(schema, one.entity, one.period));
    let finding = finding
        .with("value", value_text(one))
        .with("other", value_text(other));
    finding.related_cell(cell(data, other.place), "the other figure", "另一个数值")
}
