//! The segment that a figure is of: in a column of its own, or in brackets behind the metric, `办电时间（低压）`.

use dabiao_diagnostics::register::UNKNOWN_SUBMITTED_SEGMENT;
use dabiao_model::{MetricId, MetricSchema, SegmentId, Text};

use crate::findings::Wrong;
use crate::header_unit::in_brackets;
use crate::lookup::{Lookup, fold_name};
use crate::nearest::{known, shown};
use crate::raw::RawCell;

/// A text that is a split metric and brackets behind it: the metric, its name, and what stands in the brackets.
pub(crate) fn split<'t>(
    lookup: &Lookup<'_>,
    text: &'t str,
) -> Option<(MetricId, &'t str, &'t str)> {
    if lookup.metric(text).is_some() {
        return None;
    }
    let (name, inner) = in_brackets(text)?;
    let id = lookup.metric(name)?;
    let metric = lookup.schema.metrics.get(id.index())?;
    (!metric.segments.is_empty()).then_some((id, name, inner))
}

/// The segment of this name.
pub(crate) fn named(metric: &MetricSchema, name: &str) -> Option<SegmentId> {
    let wanted = fold_name(name);
    let folded = || {
        let mut segments = metric.segments.iter();
        segments.position(|segment| fold_name(segment) == wanted)
    };
    metric
        .segment(name)
        .or_else(|| folded().map(SegmentId::from))
}

/// The segment of a cell; an empty one means the whole.
pub(crate) fn segment(
    lookup: &Lookup<'_>,
    metric: &MetricSchema,
    cell: RawCell<'_>,
) -> Result<Option<SegmentId>, Wrong> {
    if cell.is_empty() {
        return Ok(None);
    }
    named(metric, cell.text).map(Some).ok_or_else(|| {
        let known = if metric.segments.is_empty() {
            Text::new(
                "It is not split: leave the cell empty.",
                "该指标没有分项，请将该单元格留空。",
            )
        } else {
            known(cell.text, metric.segments.iter().map(AsRef::as_ref))
        };
        let name = metric.names.first().map_or("", AsRef::as_ref);
        unknown(lookup, name, cell, known)
    })
}

/// The segment behind the metric, and that of the column, which says the same or nothing.
pub(crate) fn behind(
    lookup: &Lookup<'_>,
    metric: &MetricSchema,
    (named, inner): (RawCell<'_>, RawCell<'_>),
    column: RawCell<'_>,
) -> Result<Option<SegmentId>, Wrong> {
    let found = segment(lookup, metric, inner)?;
    if column.is_empty() || segment(lookup, metric, column)? == found {
        return Ok(found);
    }
    let once = Text::new(
        "Name the segment once: leave this cell empty.",
        "分项只写一处：请将该单元格留空。",
    );
    Err(unknown(lookup, &shown(named.text), column, once))
}

fn unknown(lookup: &Lookup<'_>, metric: &str, cell: RawCell<'_>, known: Text) -> Wrong {
    let wrong = lookup.wrong(&UNKNOWN_SUBMITTED_SEGMENT, cell.place);
    let wrong = wrong.with("metric", metric);
    Box::new(wrong.with("segment", shown(cell.text)).with("known", known))
}
