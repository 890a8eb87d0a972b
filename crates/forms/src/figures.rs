//! The sheet of figures: a row for each metric, segment and entity that is asked for.

use dabiao_core::{Language, MetricId, Program, Ratio, Unit, ValueType};
use dabiao_data::{TableKind, headers as names_of};
use rust_xlsxwriter::{DataValidation, DataValidationRule, Note, Workbook, Worksheet, XlsxError};

use crate::FormError;
use crate::asked::Asked;
use crate::choices::{Choices, Chosen};
use crate::page::{self, Pen, asking, strict};

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
    page::headers(sheet, pen, &headers)?;
    let mut row = 1;
    for metric in &asked.metrics {
        for (segment, entity) in rows(program, asked, *metric) {
            if row > MOST_ROWS {
                return Err(FormError::TooLong(MOST_ROWS));
            }
            let line = Line {
                row,
                metric: *metric,
                segment,
                entity,
            };
            line.write(sheet, pen, program, choices)?;
            row = row.saturating_add(1);
        }
    }
    let last = row.saturating_sub(1).max(1);
    let day = days(pen)?;
    sheet.add_data_validation(1, SUBMITTED_ON, last, SUBMITTED_ON, &day)?;
    page::lock(sheet);
    Ok(())
}

/// The segments and entities that a metric has figures for.
fn rows(
    program: &Program,
    asked: &Asked<'_>,
    metric: MetricId,
) -> Vec<(Option<usize>, Option<usize>)> {
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
    let mut rows = Vec::new();
    for segment in segments {
        rows.extend(entities.iter().map(|entity| (segment, *entity)));
    }
    rows
}

/// A row that waits for a figure.
struct Line {
    row: u32,
    metric: MetricId,
    segment: Option<usize>,
    entity: Option<usize>,
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
        for column in [PERIOD, VALUE, 7, 8] {
            let format = if column == VALUE && metric.value == ValueType::Date {
                &pen.open_day
            } else {
                &pen.open
            };
            sheet.write_blank(self.row, column, format)?;
        }
        sheet.write_blank(self.row, SUBMITTED_ON, &pen.open_day)?;
        if let Some(cadence) = metric.cadence {
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
        let check = match metric.value {
            ValueType::Text => return Ok(()),
            ValueType::Date => Some(days(pen)?),
            ValueType::YesNo => choices.check(&Chosen::YesNo),
            ValueType::Number => {
                let plan = program.metrics.get(self.metric.index());
                let range = plan.and_then(|plan| plan.plausible.as_ref());
                Some(numbers(pen, range, &metric.unit)?)
            }
        };
        if let Some(check) = check {
            sheet.add_data_validation(self.row, VALUE, self.row, VALUE, &check)?;
        }
        if let Some(range) = plausible(program, self.metric, pen.language) {
            let text = pen.pick(format!("Plausible: {range}"), format!("合理范围：{range}"));
            sheet.insert_note(self.row, VALUE, &Note::new(text))?;
        }
        Ok(())
    }
}

/// A check for a number, and for one in the plausible range where the policy says one.
fn numbers(
    pen: &Pen,
    range: Option<&(Ratio, Ratio)>,
    unit: &Unit,
) -> Result<DataValidation, XlsxError> {
    let edge = |value: &Ratio| unit.from_base(value).digits(6).parse::<f64>().ok();
    let range = range.and_then(|(low, high)| Some((edge(low)?, edge(high)?)));
    // A share typed as 80% is kept as 0.8, which lies in the range of no share: there the sign decides.
    let range = range.filter(|_| unit.dimension != dabiao_core::Dimension::Ratio);
    let (low, high) = range.unwrap_or((-1e15, 1e15));
    let check = DataValidation::new().allow_decimal_number(DataValidationRule::Between(low, high));
    let text = pen.pick(
        format!("A number in {} is expected here, or a bound such as ≥80. Leave the cell empty if there is none.", unit.name(pen.language)),
        format!("此处应填以“{}”计的数字，或如 ≥80 的界限；没有数值请留空。", unit.name(pen.language)),
    );
    asking(check, &text)
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

/// The plausible range of a metric as text.
pub(crate) fn plausible(program: &Program, metric: MetricId, language: Language) -> Option<String> {
    let (low, high) = program.metrics.get(metric.index())?.plausible.as_ref()?;
    let unit = &program.schema.metrics.get(metric.index())?.unit;
    Some(format!(
        "{} – {}",
        unit.show(low, 6, language),
        unit.show(high, 6, language)
    ))
}
