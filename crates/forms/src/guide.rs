//! The guide: how a form is filled in, what each metric is asked for, and what is signed off.

use dabiao_core::program::{Rule, RuleBody};
use dabiao_core::{Cadence, MetricId, Policy, Program, Sources};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::asked::Asked;
use crate::meaning::{Meanings, demand};
use crate::page::{self, Pen};
use crate::ranges;

/// The widths of the table of metrics.
const WIDTHS: [f64; 7] = [30.0, 12.0, 14.0, 12.0, 36.0, 52.0, 24.0];

/// What the guide is written from.
#[derive(Clone, Copy)]
struct Guide<'g> {
    pen: &'g Pen,
    policy: &'g Policy,
    program: &'g Program,
    asked: &'g Asked<'g>,
}

/// Writes the sheet.
pub(crate) fn write(
    workbook: &mut Workbook,
    pen: &Pen,
    policy: &Policy,
    (program, asked): (&Program, &Asked<'_>),
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
    if let Some(period) = asked.period {
        let period = period.text(pen.language);
        let text = pen.pick(
            format!("Figures of {period}"),
            format!("报送时期：{period}"),
        );
        sheet.write(row, 0, text)?;
        row = next(row);
    }
    for text in rules(pen, asked) {
        row = next(row);
        sheet.write(row, 0, text)?;
    }
    row = next(next(row));
    let guide = Guide {
        pen,
        policy,
        program,
        asked,
    };
    if !guide.metrics_told().is_empty() {
        row = next(next(guide.metrics(sheet, row)?));
    }
    guide.milestones(sheet, row)?;
    page::print(sheet, None)?;
    sheet.protect();
    Ok(())
}

fn next(row: u32) -> u32 {
    row.saturating_add(1)
}

/// How the form is filled in.
fn rules(pen: &Pen, asked: &Asked<'_>) -> Vec<&'static str> {
    let mut rules = pen
        .pick(
            [
                "Fill in the yellow cells. An empty value is not submitted; it is never zero.",
                "Write numbers in the unit of their row; 80 and 80% are the same where the unit is %.",
                "Periods, entities, states and yes or no are chosen from lists.",
                "More figures, cases and sign-offs, such as those of another period, are typed into the rows below each table, which are open; rows cannot be inserted between, taken out or sorted. Clear what is not to be submitted.",
                "Do not rename sheets or headers.",
            ],
            [
                "请填写黄色单元格。数值为空即未报送，不等于零。",
                "数字按该行的单位填写；单位为 % 的，80 与 80% 相同。",
                "时期、主体、状态、是否从列表中选择。",
                "需要增加的数值、台账、销号（如其他时期的），请填在各表下方的空行中，这些行未锁定；不能在中间插入行，也不能删除行或排序。不报送的，清空单元格即可。",
                "请勿更改工作表名称和表头。",
            ],
        )
        .to_vec();
    if !asked.records.is_empty() {
        rules.push(pen.pick(
            "A sheet of cases asks above its headers whether there were any. Choose “none” if there were none: a sheet without rows and without an answer is not submitted.",
            "台账工作表表头上方询问本期有无：没有的请选“无”；既无内容又未作选择的，视为未报送。",
        ));
    }
    if !asked.benchmarks.is_empty() {
        rules.push(pen.pick(
            "A row with a benchmark under “kind” asks for that benchmark and not for a figure of one's own; without a period it is of any time.",
            "“类别”栏写有标杆的行，请填写该标杆的数值，而非本单位的数值；未填时期的，适用于任何时期。",
        ));
    }
    rules
}

impl Guide<'_> {
    /// The metrics that the guide tells of.
    fn metrics_told(self) -> Vec<MetricId> {
        self.asked.all_metrics()
    }

    /// What each metric is asked for; the last row written.
    fn metrics(self, sheet: &mut Worksheet, first: u32) -> Result<u32, XlsxError> {
        let pen = self.pen;
        let headers = pen.pick(
            [
                "Metric",
                "Unit",
                "Of each",
                "How often",
                "What it is",
                "Counts for",
                "Expected",
            ],
            [
                "指标名称",
                "计量单位",
                "统计对象",
                "频次",
                "含义",
                "用于",
                "合理范围",
            ],
        );
        line(sheet, first, &headers.map(str::to_owned), &pen.header)?;
        let meanings = Meanings::of(self.policy, self.program);
        let schema = &self.program.schema;
        let mut row = first;
        for id in &self.metrics_told() {
            let Some(metric) = schema.metrics.get(id.index()) else {
                continue;
            };
            row = next(row);
            let per = metric.per.and_then(|kind| schema.kinds.get(kind.index()));
            let often = metric.cadence.map_or("", |cadence| how_often(pen, cadence));
            let bounds = ranges::bounds(self.program, *id, None);
            let cells = [
                pen.name(&metric.names).to_owned(),
                metric.unit.name(pen.language).to_owned(),
                per.map_or(String::new(), ToString::to_string),
                often.to_owned(),
                meanings.text(pen, self.program, *id),
                self.counts_for(*id),
                ranges::text(self.program, *id, &bounds, pen.language).unwrap_or_default(),
            ];
            line(sheet, row, &cells, &pen.given)?;
        }
        Ok(row)
    }

    /// The targets a metric counts for, each as the policy writes it, with its clauses.
    fn counts_for(self, metric: MetricId) -> String {
        let sources = self.policy.sources();
        let rules = self.asked.rules(metric).iter();
        let rules: Vec<String> = rules.map(|rule| ruled(self.pen, sources, rule)).collect();
        rules.join("\n")
    }

    /// What is signed off: until when, by whom, and what must come with it.
    fn milestones(self, sheet: &mut Worksheet, first: u32) -> Result<(), XlsxError> {
        let pen = self.pen;
        let rules = self.program.rules.iter().filter(|rule| match &rule.body {
            RuleBody::Milestone(plan) => self.asked.milestones.contains(&plan.milestone.index()),
            RuleBody::Target { .. } => false,
        });
        let rules: Vec<&Rule> = rules.collect();
        if rules.is_empty() {
            return Ok(());
        }
        let headers = pen.pick(
            ["Milestone", "Due", "Lead", "Evidence", "What is asked"],
            ["节点名称", "期限", "牵头单位", "证明材料", "要求"],
        );
        line(sheet, first, &headers.map(str::to_owned), &pen.header)?;
        let mut row = first;
        for rule in rules {
            row = next(row);
            let due = rule.schedule.once.last();
            let needs_evidence =
                matches!(&rule.body, RuleBody::Milestone(plan) if plan.evidence_required);
            let evidence = if needs_evidence {
                pen.pick("needed", "须附")
            } else {
                ""
            };
            let cells = [
                rule.id.to_string(),
                due.map_or(String::new(), |once| once.due.to_string()),
                rule.duty.lead.join(pen.pick(", ", "、")),
                evidence.to_owned(),
                ruled(pen, self.policy.sources(), rule),
            ];
            line(sheet, row, &cells, &pen.given)?;
        }
        Ok(())
    }
}

/// Writes the cells of a line.
fn line(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[String],
    format: &Format,
) -> Result<(), XlsxError> {
    for (column, text) in (0_u16..).zip(cells) {
        sheet.write_with_format(row, column, text, format)?;
    }
    page::fit(sheet, row, cells.iter().map(String::as_str).zip(WIDTHS))
}

/// A rule as the policy writes it, else its title, with its clauses.
fn ruled(pen: &Pen, sources: &Sources, rule: &Rule) -> String {
    let title = rule.title.as_deref().unwrap_or_default();
    let name = || format!("{} {title}", rule.id).trim_end().to_owned();
    let name = demand(sources, rule).unwrap_or_else(name);
    if rule.duty.cite.is_empty() {
        return name;
    }
    let cited: Vec<&str> = rule.duty.cite.iter().map(AsRef::as_ref).collect();
    let cited = cited.join(pen.pick(", ", "、"));
    pen.pick(
        format!("{name} (clause {cited})"),
        format!("{name}（条款 {cited}）"),
    )
}

fn how_often(pen: &Pen, cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Monthly => pen.pick("monthly", "每月"),
        Cadence::Quarterly => pen.pick("quarterly", "每季度"),
        Cadence::HalfYearly => pen.pick("half-yearly", "每半年"),
        Cadence::Yearly => pen.pick("yearly", "每年"),
    }
}
