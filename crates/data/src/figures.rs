//! Figures: a row of a table to a figure of the schema.

use dabiao_diagnostics::register::{
    EMPTY_CELL, SUBMITTED_DERIVED_METRIC, UNKNOWN_FIGURE_KIND, UNKNOWN_SUBMITTED_BENCHMARK,
    UNKNOWN_SUBMITTED_METRIC,
};
use dabiao_model::{BenchmarkId, Figure, FigureKind, MetricId, MetricSchema, Text};

use crate::columns::Columns;
use crate::dates;
use crate::entities::{Accepts, Whose, entity, known_entity};
use crate::figure_value::figure_value;
use crate::findings::Wrong;
use crate::header_unit::Given;
use crate::headers::{FigureColumn, TableKind, header_text};
use crate::lookup::{Lookup, fold_name};
use crate::nearest::{known, known_rows, shown};
use crate::periods;
use crate::raw::{RawCell, Row};
use crate::read::Reading;
use crate::segments;

/// Adds the figure of a row. A row with an empty value submits nothing, and one with a cell that
/// can't be read is left out.
pub(crate) fn row(reading: &mut Reading<'_>, columns: &Columns, row: &Row<'_>) {
    let cell = |column: FigureColumn| columns.cell(row, column as usize);
    let value = cell(FigureColumn::Value);
    if value.is_empty() && !row.is_spoiled(value) {
        return;
    }
    let (lookup, findings) = (&reading.lookup, &mut reading.findings);
    // Every cell is looked at before any is given up, so that one run names all that is wrong.
    let submitted_on = findings.keep(dates::day(lookup, cell(FigureColumn::SubmittedOn)));
    let found = findings.keep(metric(lookup, cell(FigureColumn::Metric)));
    let Some((id, metric, behind)) = found else {
        findings.keep(known_entity(lookup, cell(FigureColumn::Entity)));
        findings.keep(periods::written(lookup, cell(FigureColumn::Period)));
        return;
    };
    let kind = findings.keep(kind(lookup, metric, cell(FigureColumn::Kind)));
    let is_computed = metric.derived && kind == Some(FigureKind::Actual);
    if is_computed {
        let wrong = lookup.wrong(&SUBMITTED_DERIVED_METRIC, cell(FigureColumn::Metric).place);
        findings.push(wrong.with("metric", shown(cell(FigureColumn::Metric).text)));
    }
    let (named, column) = (cell(FigureColumn::Metric), cell(FigureColumn::Segment));
    let segment = match behind {
        Some(inner) => segments::behind(lookup, metric, (named, inner), column),
        None => segments::segment(lookup, metric, column),
    };
    let segment = findings.keep(segment);
    let entity = entity(lookup, cell(FigureColumn::Entity), whose(metric, kind));
    let entity = findings.keep(entity);
    let period = findings.keep(period(lookup, metric, kind, cell(FigureColumn::Period)));
    let valued = findings.keep(figure_value(lookup, metric, value, unit(columns, row)));
    let (Some(segment), Some(entity), Some(period)) = (segment, entity, period) else {
        return;
    };
    let (Some(valued), Some(submitted_on), Some(kind)) = (valued, submitted_on, kind) else {
        return;
    };
    let is_spoiled = FigureColumn::all().any(|column| row.is_spoiled(cell(column)));
    if is_spoiled || is_computed {
        return;
    }
    let text = |column| {
        Some(cell(column).text)
            .filter(|text| !text.is_empty())
            .map(Into::into)
    };
    reading.figures.push(Figure {
        metric: id,
        segment,
        entity,
        period,
        kind,
        value: valued.value,
        decimals: valued.decimals,
        unit: valued.unit,
        submitted_on,
        by: text(FigureColumn::By),
        evidence: text(FigureColumn::Evidence),
        place: value.place,
    });
    reading.cite(cell(FigureColumn::Cite));
}

/// The unit of a row, else that of the header of its value.
fn unit<'a>(columns: &'a Columns, row: &Row<'a>) -> RawCell<'a> {
    let own = columns.cell(row, FigureColumn::Unit as usize);
    let header = columns.unit(FigureColumn::Value as usize);
    header.filter(|_| own.is_empty()).map_or(own, Given::cell)
}

/// The metric of a cell, and the segment in brackets behind it.
fn metric<'s, 'c>(
    lookup: &Lookup<'s>,
    cell: RawCell<'c>,
) -> Result<(MetricId, &'s MetricSchema, Option<RawCell<'c>>), Wrong> {
    if cell.is_empty() {
        let column = header_text(TableKind::Figures, FigureColumn::Metric as usize);
        let reason = Text::new("a value stands in the row", "本行填有数值");
        let remedy = Text::new(
            "Say which metric the value is of.",
            "请填写该数值属于哪个指标。",
        );
        let wrong = lookup.wrong(&EMPTY_CELL, cell.place).with("column", column);
        return Err(Box::new(
            wrong.with("reason", reason).with("remedy", remedy),
        ));
    }
    let metrics = &lookup.schema.metrics;
    let split = segments::split(lookup, cell.text);
    let behind = split.map(|(_, _, inner)| RawCell::new(inner, cell.place));
    let id = split.map_or_else(|| lookup.metric(cell.text), |(id, _, _)| Some(id));
    let found = id.and_then(|id| Some((id, metrics.get(id.index())?, behind)));
    found.ok_or_else(|| {
        let names = metrics.iter().map(|metric| metric.names.as_slice());
        let wrong = lookup.wrong(&UNKNOWN_SUBMITTED_METRIC, cell.place);
        let wrong = wrong.with("metric", shown(cell.text));
        Box::new(wrong.with("known", known_rows(cell.text, names)))
    })
}

/// Whose a figure may be; of a kind that is not known, whoever's.
fn whose(metric: &MetricSchema, kind: Option<FigureKind>) -> Whose<'_> {
    let accepts = match kind {
        None | Some(FigureKind::Benchmark(_)) => Accepts::Nobody,
        Some(FigureKind::Actual | FigureKind::Baseline) => Accepts::Parents,
    };
    Whose {
        subject: name(metric),
        per: metric.per,
        accepts,
    }
}

/// The period of a cell; only an actual figure needs one, and one that fits the metric.
fn period(
    lookup: &Lookup<'_>,
    metric: &MetricSchema,
    kind: Option<FigureKind>,
    cell: RawCell<'_>,
) -> Result<Option<dabiao_model::Period>, Wrong> {
    let period = periods::period(lookup, metric, cell)?;
    if kind == Some(FigureKind::Actual) {
        periods::check(lookup, cell, metric, period)?;
    }
    Ok(period)
}

/// What a figure is: empty, `baseline`, `benchmark NAME`, or in Chinese.
fn kind(
    lookup: &Lookup<'_>,
    metric: &MetricSchema,
    cell: RawCell<'_>,
) -> Result<FigureKind, Wrong> {
    let text = fold_name(cell.text);
    match text.to_lowercase().as_str() {
        "" | "actual" | "实际" => return Ok(FigureKind::Actual),
        "baseline" | "基期" => return Ok(FigureKind::Baseline),
        _ => {}
    }
    let after_word = ["benchmark", "标杆"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    let Some(after_word) = after_word else {
        return Err(unknown_kind(lookup, metric, cell));
    };
    let wanted = after_word.trim_matches(['"', '“', '”', '「', '」', ' ']);
    let found = benchmark(metric, wanted).map(FigureKind::Benchmark);
    found.ok_or_else(|| unknown_benchmark(lookup, metric, cell, wanted))
}

fn unknown_benchmark(
    lookup: &Lookup<'_>,
    metric: &MetricSchema,
    cell: RawCell<'_>,
    wanted: &str,
) -> Wrong {
    let known = if metric.benchmarks.is_empty() {
        Text::new(
            "The policy declares none for it.",
            "方案未为该指标声明标杆。",
        )
    } else {
        known(wanted, metric.benchmarks.iter().map(AsRef::as_ref))
    };
    let wrong = lookup
        .wrong(&UNKNOWN_SUBMITTED_BENCHMARK, cell.place)
        .with("metric", name(metric));
    Box::new(wrong.with("benchmark", shown(wanted)).with("known", known))
}

fn benchmark(metric: &MetricSchema, named: &str) -> Option<BenchmarkId> {
    let folded = || {
        metric
            .benchmarks
            .iter()
            .position(|name| fold_name(name) == fold_name(named))
    };
    metric
        .benchmark(named)
        .or_else(|| folded().map(BenchmarkId::from))
}

fn unknown_kind(lookup: &Lookup<'_>, metric: &MetricSchema, cell: RawCell<'_>) -> Wrong {
    // A benchmark's name alone is what is most often written.
    let meant = benchmark(metric, cell.text).and_then(|id| metric.benchmarks.get(id.index()));
    let example = meant.or_else(|| metric.benchmarks.first());
    let known = example.map_or_else(
        || Text::same(""),
        |name| {
            Text::new(
                format!("Such as `benchmark {name}`."),
                format!("如“标杆 {name}”。"),
            )
        },
    );
    let wrong = lookup
        .wrong(&UNKNOWN_FIGURE_KIND, cell.place)
        .with("kind", shown(cell.text));
    Box::new(wrong.with("known", known))
}

fn name(metric: &MetricSchema) -> &str {
    metric.names.first().map_or("", AsRef::as_ref)
}
