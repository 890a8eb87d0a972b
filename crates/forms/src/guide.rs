//! The guide: how a form is filled in, and what each metric is asked for.

use dabiao_core::{Cadence, MetricId, Program};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::asked::Asked;
use crate::figures::plausible;
use crate::page::Pen;

/// The widths of the table of metrics.
const WIDTHS: [f64; 6] = [30.0, 12.0, 14.0, 12.0, 44.0, 22.0];

/// Writes the sheet.
pub(crate) fn write(
    workbook: &mut Workbook,
    pen: &Pen,
    program: &Program,
    asked: &Asked<'_>,
) -> Result<(), XlsxError> {
    let sheet = workbook
        .add_worksheet()
        .set_name(pen.pick("guide", "填报说明"))?;
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_with_format(0, 0, &*program.title, &pen.title)?;
    let mut row = 1;
    if let Some(unit) = &asked.unit {
        let text = pen.pick(format!("Form for {unit}"), format!("填报单位：{unit}"));
        sheet.write(row, 0, text)?;
        row = 2;
    }
    for text in rules(pen) {
        row = next(row);
        sheet.write(row, 0, *text)?;
    }
    row = next(next(row));
    metrics(sheet, pen, program, (asked, row))?;
    sheet.protect();
    Ok(())
}

fn next(row: u32) -> u32 {
    row.saturating_add(1)
}

/// How the form is filled in.
fn rules(pen: &Pen) -> &'static [&'static str] {
    pen.pick(
        &[
            "Fill in the yellow cells. An empty value is not submitted; it is never zero.",
            "Write numbers in the unit of their row; 80 and 80% are the same where the unit is %.",
            "Periods, entities, states and yes or no are chosen from lists.",
            "A sheet of cases without any row says that there were none; delete the sheet if you do not report them.",
            "Do not rename sheets or headers. Rows may be added.",
        ],
        &[
            "请填写黄色单元格。数值为空即未报送，不等于零。",
            "数字按该行的单位填写；单位为 % 的，80 与 80% 相同。",
            "时期、主体、状态、是否从列表中选择。",
            "台账工作表一行未填，表示没有办件；不报该台账的，请删除整张工作表。",
            "请勿更改工作表名称和表头；可以增加行。",
        ],
    )
}

/// What each metric is asked for.
fn metrics(
    sheet: &mut Worksheet,
    pen: &Pen,
    program: &Program,
    (asked, first): (&Asked<'_>, u32),
) -> Result<(), XlsxError> {
    let headers = pen.pick(
        [
            "Metric",
            "Unit",
            "Of each",
            "How often",
            "Counts for",
            "Plausible",
        ],
        [
            "指标名称",
            "计量单位",
            "统计对象",
            "频次",
            "用于",
            "合理范围",
        ],
    );
    for (column, text) in (0_u16..).zip(headers) {
        sheet.write_with_format(first, column, text, &pen.header)?;
    }
    let mut row = first;
    for id in &asked.metrics {
        let Some(metric) = program.schema.metrics.get(id.index()) else {
            continue;
        };
        row = next(row);
        let per = metric
            .per
            .and_then(|kind| program.schema.kinds.get(kind.index()));
        let cells = [
            pen.name(&metric.names).to_owned(),
            metric.unit.name(pen.language).to_owned(),
            per.map_or(String::new(), ToString::to_string),
            metric
                .cadence
                .map_or("", |cadence| how_often(pen, cadence))
                .to_owned(),
            counts_for(pen, asked, *id),
            plausible(program, *id, pen.language).unwrap_or_default(),
        ];
        for (column, text) in (0_u16..).zip(cells) {
            sheet.write_with_format(row, column, text, &pen.given)?;
        }
    }
    Ok(())
}

fn how_often(pen: &Pen, cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Monthly => pen.pick("monthly", "每月"),
        Cadence::Quarterly => pen.pick("quarterly", "每季度"),
        Cadence::HalfYearly => pen.pick("half-yearly", "每半年"),
        Cadence::Yearly => pen.pick("yearly", "每年"),
    }
}

/// The targets a metric counts for, with their clauses.
fn counts_for(pen: &Pen, asked: &Asked<'_>, metric: MetricId) -> String {
    let rules = asked.rules(metric).iter().map(|rule| {
        let title = rule.title.as_deref().unwrap_or_default();
        let name = format!("{} {title}", rule.id);
        let name = name.trim_end();
        let cited: Vec<&str> = rule.duty.cite.iter().map(AsRef::as_ref).collect();
        if cited.is_empty() {
            name.to_owned()
        } else {
            let cited = cited.join(pen.pick(", ", "、"));
            pen.pick(
                format!("{name} (clause {cited})"),
                format!("{name}（条款 {cited}）"),
            )
        }
    });
    rules.collect::<Vec<_>>().join(pen.pick("; ", "；"))
}
