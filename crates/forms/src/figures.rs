//! The sheet of figures: a row for each metric, segment and entity that is asked for.

use dabiao_core::{
    BenchmarkId, Comparator, Dimension, MetricId, MetricSchema, Program, Unit, ValueType,
};
use dabiao_data::{TableKind, headers as names_of};
use rust_xlsxwriter::{DataValidation, DataValidationRule, Workbook, Worksheet, XlsxError};

use crate::FormError;
use crate::asked::{Asked, Asking, times};
use crate::choices::{self, Choices, Chosen};
use crate::page::{self, Open, Pen, asking, strict};
use crate::ranges::{self, Bound};

/// The most rows of a form.
const MOST_ROWS: u32 = 20_000;

/// How many rows are drawn below those that are asked for; below them the sheet is open too.
const MORE_ROWS: u32 = 50;

/// The last row whose cells are checked as they are typed.
pub(crate) const LAST_CHECKED: u32 = 30_000;

/// The columns of the sheet, by the headers of figures. The clauses are not asked for, and the kind only where a benchmark
/// is: it stands last, so that the others stand where they do in every form.
const COLUMNS: [(usize, f64); 10] = [
    (0, 28.0),
    (1, 12.0),
    (2, 16.0),
    (3, 16.0),
    (4, 16.0),
    (5, 10.0),
    (7, 14.0),
    (8, 18.0),
    (9, 24.0),
    (KIND_HEADER, 20.0),
];
const KIND_HEADER: usize = 6;
const METRIC: u16 = 0;
const ENTITY: u16 = 2;
const PERIOD: u16 = 3;
const VALUE: u16 = 4;
const SUBMITTED_ON: u16 = 6;
const KIND: u16 = 9;

/// Writes the sheet, if any figure is asked for.
pub(crate) fn write(
    workbook: &mut Workbook,
    pen: &Pen,
    program: &Program,
    asked: &Asked<'_>,
    choices: &Choices,
) -> Result<(), FormError> {
    if asked.metrics.is_empty() && asked.benchmarks.is_empty() {
        return Ok(());
    }
    let sheet = workbook
        .add_worksheet()
        .set_name(pen.pick("figures", "数值"))?;
    let all: Vec<&str> = names_of(TableKind::Figures, pen.language).collect();
    let has_kind = !asked.benchmarks.is_empty();
    let columns = COLUMNS
        .iter()
        .filter(|(header, _)| has_kind || *header != KIND_HEADER);
    let headers: Vec<(String, f64)> = columns
        .filter_map(|(column, width)| Some(((*all.get(*column)?).to_owned(), *width)))
        .collect();
    page::headers(sheet, pen, 0, &headers)?;
    let mut row = 1;
    for line in lines(program, asked) {
        if row > MOST_ROWS {
            return Err(FormError::TooLong(MOST_ROWS));
        }
        line.write((sheet, row), pen, program, choices)?;
        row = row.saturating_add(1);
    }
    let columns = u16::try_from(headers.len()).unwrap_or(KIND);
    more(sheet, pen, (program, asked, choices), (row, columns))?;
    let day = days(pen)?;
    sheet.add_data_validation(1, SUBMITTED_ON, LAST_CHECKED, SUBMITTED_ON, &day)?;
    page::print(sheet, Some(0))?;
    page::lock(sheet);
    Ok(())
}

/// Rows below those that are asked for, for figures of other times and of others.
fn more(
    sheet: &mut Worksheet,
    pen: &Pen,
    (program, asked, choices): (&Program, &Asked<'_>, &Choices),
    (first, columns): (u32, u16),
) -> Result<(), XlsxError> {
    for column in 0..columns {
        let open = if column == SUBMITTED_ON {
            Open::Day
        } else {
            Open::Plain
        };
        page::open_below(sheet, pen, column, open)?;
        for more in 0..MORE_ROWS {
            sheet.write_blank(first.saturating_add(more), column, pen.open(open))?;
        }
    }
    let metric = pen.pick("Choose a metric from the list.", "请从列表中选择指标。");
    let entity = pen.pick("Choose an entity from the list.", "请从列表中选择主体。");
    let kind = pen.pick("Choose a benchmark from the list.", "请从列表中选择标杆。");
    for (column, chosen, text) in [
        (METRIC, Chosen::Metrics, metric),
        (ENTITY, Chosen::Asked, entity),
        (PERIOD, Chosen::AnyPeriod, choose_a_period(pen)),
        (KIND, Chosen::Kinds, kind),
    ] {
        if let Some(check) = choices.check(&chosen) {
            let check = asking(check, text)?;
            sheet.add_data_validation(first, column, LAST_CHECKED, column, &check)?;
        }
    }
    let metrics = asked.all_metrics();
    let mut metrics = metrics
        .iter()
        .filter_map(|id| program.schema.metrics.get(id.index()));
    if metrics.all(|metric| metric.value == ValueType::Number) {
        let check = DataValidation::new().allow_decimal_number(ANY);
        let check = asking(
            check,
            pen.pick(
                "A number is expected here, or a bound such as ≥80.",
                "此处应填数字，或如 ≥80 的界限。",
            ),
        )?;
        sheet.add_data_validation(first, VALUE, LAST_CHECKED, VALUE, &check)?;
    }
    Ok(())
}

/// The rows that are asked for: each metric by its segments, entities and times, then the benchmarks.
fn lines(program: &Program, asked: &Asked<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for id in &asked.metrics {
        let Some(metric) = program.schema.metrics.get(id.index()) else {
            continue;
        };
        let entities = match metric.per {
            Some(kind) => asked.of_kind(program, kind).into_iter().map(Some).collect(),
            None => vec![None],
        };
        let times = times((metric.cadence, metric.nature), asked.period);
        for segment in segments(metric) {
            for entity in &entities {
                lines.extend(times.iter().map(|time| Line {
                    metric: *id,
                    segment,
                    entity: *entity,
                    time: *time,
                    benchmark: None,
                }));
            }
        }
    }
    for (id, benchmark) in &asked.benchmarks {
        let metric = program.schema.metrics.get(id.index());
        let segments = metric.map(segments).unwrap_or_default();
        lines.extend(segments.into_iter().map(|segment| Line {
            metric: *id,
            segment,
            // It is everybody's, and of any time, unless somebody says more.
            entity: None,
            time: Asking::Open,
            benchmark: Some(*benchmark),
        }));
    }
    lines
}

/// The segments of a metric, else its whole.
fn segments(metric: &MetricSchema) -> Vec<Option<usize>> {
    if metric.segments.is_empty() {
        vec![None]
    } else {
        (0..metric.segments.len()).map(Some).collect()
    }
}

fn choose_a_period(pen: &Pen) -> &'static str {
    pen.pick("Choose a period from the list.", "请从列表中选择时期。")
}

/// A row that waits for a figure.
struct Line {
    metric: MetricId,
    segment: Option<usize>,
    entity: Option<usize>,
    time: Asking,
    /// The benchmark that is asked for; none for what was achieved.
    benchmark: Option<BenchmarkId>,
}

impl Line {
    fn write(
        &self,
        (sheet, row): (&mut Worksheet, u32),
        pen: &Pen,
        program: &Program,
        choices: &Choices,
    ) -> Result<(), XlsxError> {
        let schema = &program.schema;
        let Some(metric) = schema.metrics.get(self.metric.index()) else {
            return Ok(());
        };
        let segment = self
            .segment
            .and_then(|segment| metric.segments.get(segment));
        let entity = self.entity.and_then(|entity| schema.entities.get(entity));
        let unit = if metric.value == ValueType::Number {
            metric.unit.name(pen.language)
        } else {
            ""
        };
        let given = [
            (0, pen.name(&metric.names)),
            (1, segment.map_or("", AsRef::as_ref)),
            (2, entity.map_or("", |entity| pen.name(&entity.names))),
            (5, unit),
        ];
        for (column, text) in given {
            sheet.write_with_format(row, column, text, &pen.given)?;
        }
        let widths = COLUMNS.map(|(_, width)| width);
        let texts = given.map(|(_, text)| text);
        page::fit(sheet, row, texts.into_iter().zip(widths))?;
        for column in [PERIOD, VALUE, SUBMITTED_ON, 7, 8] {
            let is_day = column == VALUE && metric.value == ValueType::Date;
            let open = if is_day || column == SUBMITTED_ON {
                Open::Day
            } else {
                Open::Plain
            };
            sheet.write_blank(row, column, pen.open(open))?;
        }
        if let Some(benchmark) = self.benchmark {
            let kind = choices::kind(program, pen, (self.metric, benchmark));
            sheet.write_with_format(row, KIND, &kind, &pen.given)?;
        } else if choices.check(&Chosen::Kinds).is_some() {
            sheet.write_blank(row, KIND, &pen.given)?;
        }
        if let Some(text) = self.time.text(pen.language) {
            sheet.write_with_format(row, PERIOD, text, &pen.given)?;
        } else if let Some(cadence) = metric.cadence {
            let chosen = Chosen::Periods(cadence);
            if let Some(only) = choices.only(&chosen).filter(|_| self.benchmark.is_none()) {
                sheet.write_with_format(row, PERIOD, only, pen.open(Open::Plain))?;
            }
            if let Some(check) = choices.check(&chosen) {
                // A stock stands at a day, which no list has.
                let check = asking(check, choose_a_period(pen))?;
                sheet.add_data_validation(row, PERIOD, row, PERIOD, &check)?;
            }
        }
        self.check((sheet, row), pen, program, choices)
    }

    /// How the value is checked as it is typed.
    fn check(
        &self,
        (sheet, row): (&mut Worksheet, u32),
        pen: &Pen,
        program: &Program,
        choices: &Choices,
    ) -> Result<(), XlsxError> {
        let Some(metric) = program.schema.metrics.get(self.metric.index()) else {
            return Ok(());
        };
        // What bounds a figure that was achieved says nothing of a benchmark.
        let bounds = match self.benchmark {
            Some(_) => Vec::new(),
            None => ranges::bounds(program, self.metric, self.segment),
        };
        let check = match metric.value {
            ValueType::Text => return Ok(()),
            ValueType::Date => Some(days(pen)?),
            ValueType::YesNo => choices.check(&Chosen::YesNo),
            ValueType::Number => Some(numbers(pen, program, self.metric, &bounds)?),
        };
        if let Some(check) = check {
            sheet.add_data_validation(row, VALUE, row, VALUE, &check)?;
        }
        if let Some(range) = ranges::text(program, self.metric, &bounds, pen.language) {
            let text = pen.pick(format!("Expected: {range}"), format!("合理范围：{range}"));
            sheet.insert_note(row, VALUE, &page::note(&text))?;
        }
        Ok(())
    }
}

/// A check for a number, and for one within its bounds, by a message that names the checks they are from.
fn numbers(
    pen: &Pen,
    program: &Program,
    metric: MetricId,
    bounds: &[Bound],
) -> Result<DataValidation, XlsxError> {
    let unit = program
        .schema
        .metrics
        .get(metric.index())
        .map(|it| &it.unit);
    let rule = unit.map_or(ANY, |unit| rule(unit, bounds));
    let check = DataValidation::new().allow_decimal_number(rule);
    let name = unit.map_or("", |unit| unit.name(pen.language));
    let mut text = pen.pick(
        format!("A number in {name} is expected here, or a bound such as ≥80. Leave the cell empty if there is none."),
        format!("此处应填以“{name}”计的数字，或如 ≥80 的界限；没有数值请留空。"),
    );
    if let Some(range) = ranges::text(program, metric, bounds, pen.language) {
        // What is said first is what is seen where a message is cut.
        text = pen.pick(
            format!("Expected: {range}. {text}"),
            format!("合理范围：{range}。{text}"),
        );
    }
    asking(check, &text)
}

/// Any number at all.
const ANY: DataValidationRule<f64> = DataValidationRule::Between(-1e15, 1e15);

/// The narrowest rule that holds where all bounds do: an end that is left out by one of two bounds is let pass, as a check
/// complains of it later.
fn rule(unit: &Unit, bounds: &[Bound]) -> DataValidationRule<f64> {
    let edge = |bound: &Bound| unit.from_base(&bound.value).digits(6).parse::<f64>().ok();
    let ends = |low: bool| {
        let these = bounds.iter().filter(move |bound| match bound.comparator {
            Comparator::AtLeast | Comparator::MoreThan => low,
            Comparator::AtMost | Comparator::LessThan => !low,
            Comparator::Equal => true,
            Comparator::NotEqual => false,
        });
        these.filter_map(edge)
    };
    let (mut low, mut high) = (ends(true).reduce(f64::max), ends(false).reduce(f64::min));
    if unit.dimension == Dimension::Ratio {
        // A share typed as 80% is kept as 0.8, and one typed as 80 as 80: both pass.
        low = low.map(|low| low.min(low / 100.0));
        high = high.map(|high| high.max(high / 100.0));
    }
    match (low, high) {
        (None, None) => ANY,
        (Some(low), None) => DataValidationRule::GreaterThanOrEqualTo(low),
        (None, Some(high)) => DataValidationRule::LessThanOrEqualTo(high),
        (Some(low), Some(high)) => DataValidationRule::Between(low, high),
    }
}

/// A check for a day.
pub(crate) fn days(pen: &Pen) -> Result<DataValidation, XlsxError> {
    let (first, last) = ("=DATE(1900,1,2)", "=DATE(2200,12,31)");
    let rule = DataValidationRule::Between(
        rust_xlsxwriter::Formula::new(first),
        rust_xlsxwriter::Formula::new(last),
    );
    let check = DataValidation::new().allow_date_formula(rule);
    strict(
        check,
        pen.pick("Write a day: 2025-03-01.", "请填写日期，如 2025-03-01。"),
    )
}
