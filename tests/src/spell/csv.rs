//! Data as CSV files, and sheets that ask as the texts of workbooks.

use dabiao_model::Date;

use crate::generate::Tape;
use crate::plain::data::{Asked, Bound, Cell, Progress, Submitted};
use crate::plain::number::Amount;
use crate::plain::period::PlainPeriod;
use crate::plain::policy::{FieldType, Nature, PlainUnit, Stage};
use crate::plain::reference::Reference;
use crate::plain::{PlainData, PlainPolicy};

/// Files with their names; one that ends in `.xlsx` is a sheet, its name in the first line.
pub type Csv = Vec<(String, String)>;

/// How the name of a sheet ends.
pub const SHEET: &str = ".xlsx";

/// The data as files: figures, a table for each record that was submitted, sign-offs.
pub fn csv(policy: &PlainPolicy, data: &PlainData, tape: &mut Tape) -> Csv {
    let mut files = vec![("figures.csv".to_owned(), figures(policy, data, tape))];
    for (index, table) in data.tables.iter().enumerate() {
        if table.is_some() {
            files.push((
                format!("{}.csv", policy.records[index].name),
                cases(policy, data, index, tape),
            ));
        }
    }
    for (number, asked) in data.asked.iter().enumerate() {
        let name = format!("asked-{}{SHEET}", number + 1);
        files.push((name, question(policy, data, asked, tape)));
    }
    if !data.signoffs.is_empty() {
        files.push(("signoffs.csv".to_owned(), signoffs(policy, data)));
    }
    files
}

fn unit(unit: PlainUnit) -> &'static str {
    match unit {
        PlainUnit::Yuan => "元",
        PlainUnit::WanYuan => "万元",
        PlainUnit::YiYuan => "亿元",
        PlainUnit::Cases => "件",
        PlainUnit::Incidents => "起",
        PlainUnit::Dozens => "打",
        PlainUnit::Households => "户",
        PlainUnit::Percent => "%",
        PlainUnit::Points => "个百分点",
        PlainUnit::Days => "天",
        PlainUnit::WorkingDays => "个工作日",
        PlainUnit::Hours => "小时",
        PlainUnit::WorkingHours => "个工作小时",
        PlainUnit::Months => "个月",
        PlainUnit::Weeks => "周",
        PlainUnit::Number | PlainUnit::YesNo | PlainUnit::Rank => "",
    }
}

fn entity(policy: &PlainPolicy, entity: Option<usize>) -> &str {
    entity.map_or("", |entity| policy.entities[entity].name.as_str())
}

fn figures(policy: &PlainPolicy, data: &PlainData, tape: &mut Tape) -> String {
    let headers = [
        "metric,segment,entity,period,value,unit,kind,submitted on",
        "指标,分项,主体,时期,数值,单位,类别,报送日期",
    ];
    let mut text = format!("{}\n", tape.pick(&headers));
    for figure in &data.figures {
        let metric = &policy.metrics[figure.metric];
        let (value, written) = value(figure.value);
        // A datum without a unit takes the metric's.
        let shown = if written == Some(metric.unit) && tape.chance(60) {
            ""
        } else {
            written.map_or("", unit)
        };
        let period = match figure.period {
            Some(PlainPeriod::Days(_, end))
                if policy.metrics[figure.metric].nature == Nature::Flow =>
            {
                format!("as of {end}")
            }
            Some(PlainPeriod::Days(start, end)) if metric.nature == Nature::Cumulative => {
                format!("since {} to {end}", start.format("%Y"))
            }
            period => period.map(PlainPeriod::text).unwrap_or_default(),
        };
        let on = figure
            .submitted_on
            .map(|on| on.to_string())
            .unwrap_or_default();
        let entity = entity(policy, figure.entity);
        let kind = figure.reference.map_or("", |which| match which {
            Reference::Baseline => tape.pick(&["baseline", "基期"]),
            Reference::ProvinceBest => tape.pick(&["benchmark province best", "标杆 全省最优"]),
            Reference::ProvinceAverage => {
                tape.pick(&["benchmark province average", "标杆 全省平均"])
            }
        });
        let segment = figure.segment.map_or("", |it| metric.segments[it].as_str());
        text.push_str(&format!(
            "{},{segment},{entity},{period},{value},{shown},{kind},{on}\n",
            metric.name
        ));
    }
    text
}

fn value(value: Submitted) -> (String, Option<PlainUnit>) {
    let sign = |bound| match bound {
        Bound::Exact => "",
        Bound::AtLeast => "≥",
        Bound::MoreThan => ">",
        Bound::AtMost => "≤",
        Bound::LessThan => "<",
        Bound::About => "约",
    };
    match value {
        Submitted::Number(bound, amount) => (
            format!("{}{}", sign(bound), amount.text()),
            Some(amount.unit),
        ),
        Submitted::Range(low, high) => (format!("{}..{}", low.text(), high.text()), Some(low.unit)),
        Submitted::YesNo(yes) => (if yes { "是" } else { "no" }.to_owned(), None),
    }
}

fn cases(policy: &PlainPolicy, data: &PlainData, index: usize, tape: &mut Tape) -> String {
    let record = &policy.records[index];
    let mut header = vec![tape.pick(&["id", "编号"]).to_owned()];
    if record.per_county {
        header.push(tape.pick(&["entity", "主体"]).to_owned());
    }
    header.extend(record.fields.iter().map(|field| field.name.clone()));
    let mut text = format!("{}\n", header.join(","));
    for (number, row) in data.tables[index].iter().flatten().enumerate() {
        let mut shown = vec![format!("r{}", number + 1)];
        if record.per_county {
            shown.push(entity(policy, row.entity).to_owned());
        }
        let fields = record.fields.iter().zip(&row.cells);
        shown.extend(fields.map(|(field, written)| match (written, &field.ty) {
            (Cell::Day(day), _) => day.to_string(),
            (Cell::Moment(day, minute), _) => moment(*day, *minute),
            (Cell::YesNo(yes), _) => if *yes { "yes" } else { "否" }.to_owned(),
            (Cell::Word(word), FieldType::Category(words)) => words[*word].clone(),
            (Cell::Number(amount), _) => Amount::text(*amount),
            _ => String::new(),
        }));
        text.push_str(&format!("{}\n", shown.join(",")));
    }
    text
}

/// A sheet with the headers of cases and the question above them.
fn question(policy: &PlainPolicy, data: &PlainData, asked: &Asked, tape: &mut Tape) -> String {
    let record = &policy.records[asked.record];
    let mut above = vec![tape.pick(&["cases:", "本期有无："]).to_owned()];
    above.push(match asked.none {
        true => tape.pick(&["none", "无", "没有"]).to_owned(),
        false => String::new(),
    });
    if asked.entity.is_some() {
        let label = tape.pick(&["entity: ", "主体："]);
        above.push(format!("{label}{}", entity(policy, asked.entity)));
    }
    if let Some(period) = asked.period {
        let label = tape.pick(&["period: ", "时期：", "报告期："]);
        above.push(format!("{label}{}", period.text()));
    }
    let cases = cases(policy, data, asked.record, tape);
    let headers = cases.lines().next().unwrap_or_default();
    format!("{}\n{}\n{headers}\n", record.name, above.join(","))
}

fn signoffs(policy: &PlainPolicy, data: &PlainData) -> String {
    let mut text = "milestone,stage,entity,state,date,evidence,by\n".to_owned();
    for signed in &data.signoffs {
        let progress = match signed.progress {
            Progress::NotStarted => "not started",
            Progress::InProgress => "推进中",
            Progress::Partial => "partial",
            Progress::StageResult => "阶段性成果",
            Progress::Done => "done",
        };
        let cells = [
            policy.milestones[signed.milestone].id.clone(),
            match signed.stage {
                Some(Stage::RESULT) => "stage result".to_owned(),
                stage => stage.map(String::from).unwrap_or_default(),
            },
            entity(policy, signed.entity).to_owned(),
            progress.to_owned(),
            signed.date.map(|day| day.to_string()).unwrap_or_default(),
            if signed.evidence { "photo" } else { "" }.to_owned(),
        ];
        text.push_str(&format!("{},\n", cells.join(",")));
    }
    text
}

/// `2025-03-01 14:30`.
pub(super) fn moment(day: Date, minute: u32) -> String {
    format!("{day} {:02}:{:02}", minute / 60, minute % 60)
}
