//! The sheet of figures: a row for each metric, segment and entity that is asked for.

use dabiao_core::{Comparator, Dimension, MetricId, Program, Unit, ValueType};
use dabiao_data::{TableKind, headers as names_of};
use rust_xlsxwriter::{DataValidation, DataValidationRule, Note, Workbook, Worksheet, XlsxError};

use crate::FormError;
use crate::asked::{Asked, Asking, times};
use crate::choices::{Choices, Chosen};
use crate::page::{self, Pen, asking, strict};
use crate::ranges::{self, Bound};

/// The most rows of a form.
const MOST_ROWS: u32 = 20_000;

/// The columns of the sheet, in the order of the headers of figures; the kind and the clauses are not asked for.
const COLUMNS: [(usize, f64); 9] = [
    (0, 28.0),
    (1, 12.0),
    (2, 16.0),
    (3, 16.0),
    (4, 16.0),
    (5, 10.0),
    (7, 14.0),
    (8, 18.0),
    (9, 24.0),
];
const PERIOD: u16 = 3;
const VALUE: u16 = 4;
const SUBMITTED_ON: u16 = 6;

/// Writes the sheet, if any figure is asked for.
pub(crate) fn write(
    workbook: &mut Workbook,
    pen: &Pen,
    program: &Program,
    asked: &Asked<'_>,
    choices: &Choices,
) -> Result<(), FormError> {
    if asked.metrics.is_empty() {
        return Ok(());
    }
    let sheet = workbook
        .add_worksheet()
        .set_name(pen.pick("figures", "数值"))?;
    let all: Vec<&str> = names_of(TableKind::Figures, pen.language).collect();
    let headers: Vec<(String, f64)> = COLUMNS
        .iter()
        .filter_map(|(column, width)| Some(((*all.get(*column)?).to_owned(), *width)))
        .collect();
    page::headers(sheet, pen, 0, &headers)?;
    let mut row = 1;
    for metric in &asked.metrics {
        for (segment, entity, time) in rows(program, asked, *metric) {
            if row > MOST_ROWS {
                return Err(FormError::TooLong(MOST_ROWS));
            }
            let line = Line {
                row,
                metric: *metric,
                segment,
                entity,
                time,
            };
            line.write(sheet, pen, program, choices)?;
            row = row.saturating_add(1);
        }
    }
    let last = row.saturating_sub(1).max(1);
    let day = days(pen)?;
    sheet.add_data_validation(1, SUBMITTED_ON, last, SUBMITTED_ON, &day)?;
    page::print(sheet, Some(0))?;
    page::lock(sheet);
    Ok(())
}

/// The segments, entities and times that a metric has figures for.
fn rows(
    program: &Program,
    asked: &Asked<'_>,
    metric: MetricId,
) -> Vec<(Option<usize>, Option<usize>, Asking)> {
    let schema = &program.schema;
    let Some(metric) = schema.metrics.get(metric.index()) else {
        return Vec::new();
    };
    let mut segments: Vec<Option<usize>> = (0..metric.segments.len()).map(Some).collect();
    if segments.is_empty() {
        segments.push(None);
    }
    let mut entities = vec![None];
    if let Some(kind) = metric.per {
        let of_kind = schema.entities.iter().enumerate();
        let own = |index: usize| {
            let only = asked
                .only
                .and_then(|only| schema.entities.get(only.index()));
            only.is_none_or(|only| only.kind != kind)
                || asked.only.is_some_and(|only| only.index() == index)
        };
        let of_kind = of_kind.filter(|(index, entity)| entity.kind == kind && own(*index));
        entities = of_kind.map(|(index, _)| Some(index)).collect();
    }
    let times = times((metric.cadence, metric.nature), asked.period);
    let mut rows = Vec::new();
    for segment in segments {
        for entity in &entities {
            rows.extend(times.iter().map(|time| (segment, *entity, *time)));
        }
    }
    rows
}

/// A row that waits for a figure.
struct Line {
    row: u32,
    metric: MetricId,
    segment: Option<usize>,
    entity: Option<usize>,
    time: Asking,
}

impl Line {
    fn write(
        &self,
        sheet: &mut Worksheet,
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
            sheet.write_with_format(self.row, column, text, &pen.given)?;
        }
        let widths = COLUMNS.map(|(_, width)| width);
        let texts = given.map(|(_, text)| text);
        page::fit(sheet, self.row, texts.into_iter().zip(widths))?;
        for column in [PERIOD, VALUE, 7, 8] {
            let format = if column == VALUE && metric.value == ValueType::Date {
                &pen.open_day
            } else {
                &pen.open
            };
            sheet.write_blank(self.row, column, format)?;
        }
        sheet.write_blank(self.row, SUBMITTED_ON, &pen.open_day)?;
        if let Some(text) = self.time.text(pen.language) {
            sheet.write_with_format(self.row, PERIOD, text, &pen.given)?;
        } else if let Some(cadence) = metric.cadence {
            let chosen = Chosen::Periods(cadence);
            if let Some(only) = choices.only(&chosen) {
                sheet.write_with_format(self.row, PERIOD, only, &pen.open)?;
            }
            if let Some(check) = choices.check(&chosen) {
                // A stock stands at a day, which no list has.
                let check = asking(
                    check,
                    pen.pick("Choose a period from the list.", "请从列表中选择时期。"),
                )?;
                sheet.add_data_validation(self.row, PERIOD, self.row, PERIOD, &check)?;
            }
        }
        self.check(sheet, pen, program, choices)
    }

    /// How the value is checked as it is typed.
    fn check(
        &self,
        sheet: &mut Worksheet,
        pen: &Pen,
        program: &Program,
        choices: &Choices,
    ) -> Result<(), XlsxError> {
        let Some(metric) = program.schema.metrics.get(self.metric.index()) else {
            return Ok(());
        };
        let bounds = ranges::bounds(program, self.metric, self.segment);
        let check = match metric.value {
            ValueType::Text => return Ok(()),
            ValueType::Date => Some(days(pen)?),
            ValueType::YesNo => choices.check(&Chosen::YesNo),
            ValueType::Number => Some(numbers(pen, program, self.metric, &bounds)?),
        };
        if let Some(check) = check {
            sheet.add_data_validation(self.row, VALUE, self.row, VALUE, &check)?;
        }
        if let Some(range) = ranges::text(program, self.metric, &bounds, pen.language) {
            let text = pen.pick(format!("Expected: {range}"), format!("合理范围：{range}"));
            sheet.insert_note(self.row, VALUE, &Note::new(page::shortened(&text)))?;
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
