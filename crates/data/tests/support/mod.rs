//! The schema that all tests read against, built by hand, and how a finding is shown.

#![allow(dead_code, reason = "each test uses its part of the support")]

pub(crate) mod parquet;
pub(crate) mod workbook;

use std::fmt::Write as _;
use std::sync::LazyLock;

use dabiao_data::{Input, Read, ReadOptions, read};
use dabiao_diagnostics::{At, Cell, Diagnostic, Severity};
use dabiao_model::{
    Cadence, EntitySchema, FieldSchema, FieldType, Language, MetricSchema, MilestoneSchema, Nature,
    RecordSchema, Schema, Unit, Units, ValueType,
};

const PREFECTURE: usize = 0;
const COUNTY: usize = 1;
const CITY: usize = 2;

fn unit(name: &str) -> Unit {
    if name.is_empty() {
        Unit::number()
    } else {
        Units::default().find(name).unwrap()
    }
}

fn all<T: From<&'static str>>(names: &[&'static str]) -> Vec<T> {
    names.iter().map(|name| T::from(name)).collect()
}

fn metric(names: &[&'static str], unit_name: &str) -> MetricSchema {
    MetricSchema {
        names: all(names),
        value: ValueType::Number,
        unit: unit(unit_name),
        per: None,
        cadence: None,
        nature: Nature::Flow,
        segments: vec![],
        benchmarks: vec![],
        derived: false,
    }
}

fn quarterly(names: &[&'static str], unit: &str) -> MetricSchema {
    MetricSchema {
        per: Some(COUNTY.into()),
        cadence: Some(Cadence::Quarterly),
        ..metric(names, unit)
    }
}

fn entity(names: &[&'static str], of: usize, parent: Option<usize>) -> EntitySchema {
    EntitySchema {
        names: all(names),
        kind: of.into(),
        parent: parent.map(Into::into),
    }
}

fn metrics() -> Vec<MetricSchema> {
    let benchmarks = || all(&["全省最优", "province average"]);
    vec![
        quarterly(&["SME contract value", "中小企业合同金额"], "yuan"),
        quarterly(&["total contract value", "合同总金额"], "yuan"),
        MetricSchema {
            derived: true,
            benchmarks: benchmarks(),
            ..quarterly(&["SME share", "中小企业采购占比"], "%")
        },
        MetricSchema {
            per: Some(CITY.into()),
            cadence: Some(Cadence::Yearly),
            nature: Nature::Stock,
            segments: all(&["低压", "高压"]),
            benchmarks: benchmarks(),
            ..metric(&["办电时间"], "天")
        },
        metric(&["one-visit share", "最多跑一次占比"], "%"),
        metric(&["SME loans", "普惠小微贷款余额"], "亿元"),
        MetricSchema {
            value: ValueType::YesNo,
            ..metric(&["plan published", "方案已公布"], "")
        },
        MetricSchema {
            value: ValueType::Date,
            ..metric(&["opening day", "启用日期"], "")
        },
        MetricSchema {
            value: ValueType::Text,
            ..metric(&["hotline", "服务热线"], "")
        },
        metric(&["gap to the best", "差距"], "个百分点"),
        metric(&["enterprises", "企业数"], "户"),
        metric(&["handling time", "办理时限"], "个工作日"),
        metric(&["rank", "位次"], "位"),
        metric(&["ratio of halls", "倍数"], ""),
        metric(&["patents", "万人有效发明专利"], "件/万人"),
    ]
}

fn records() -> Vec<RecordSchema> {
    let field = |names: &[&'static str], ty| FieldSchema {
        names: all(names),
        ty,
        planned: false,
        partial: Vec::new(),
    };
    vec![
        RecordSchema {
            names: all(&["contract", "合同"]),
            per: Some(COUNTY.into()),
            fields: vec![
                field(&["awarded", "中标公告"], FieldType::Date),
                field(&["signed", "签订"], FieldType::Date),
                field(&["value", "金额"], FieldType::Number(unit("万元"))),
                field(&["electronic", "电子合同"], FieldType::YesNo),
                field(
                    &["supplier", "供应商"],
                    FieldType::Category(all(&["SME", "large"])),
                ),
            ],
        },
        RecordSchema {
            names: all(&["case", "案件"]),
            per: Some(COUNTY.into()),
            fields: vec![
                field(&["received", "收到"], FieldType::Time),
                field(&["answered", "答复"], FieldType::Time),
            ],
        },
        RecordSchema {
            names: all(&["project", "项目"]),
            per: None,
            fields: vec![field(&["title", "名称"], FieldType::Text)],
        },
    ]
}

fn milestones() -> Vec<MilestoneSchema> {
    let milestone = |names: &[&'static str], stage_of: Option<usize>, per| MilestoneSchema {
        names: all(names),
        stage_of: stage_of.map(Into::into),
        per,
    };
    vec![
        milestone(
            &["2", "bid evaluation from afar", "远程异地评标"],
            None,
            None,
        ),
        milestone(&["2.a", "remote bid evaluation"], Some(0), None),
        milestone(&["2.b", "shared expert pool"], Some(0), None),
        milestone(
            &["3", "one-stop window", "一窗受理"],
            None,
            Some(COUNTY.into()),
        ),
    ]
}

/// The schema, built once.
pub(crate) fn schema() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(build);
    &SCHEMA
}

/// A policy of a prefecture with three counties, and one city.
fn build() -> Schema {
    Schema {
        units: Units::default(),
        kinds: all(&["prefecture", "county", "city"]),
        entities: vec![
            entity(&["临夏州"], PREFECTURE, None),
            entity(&["临夏市"], COUNTY, Some(0)),
            entity(&["临夏县", "Linxia County"], COUNTY, Some(0)),
            entity(&["永靖县"], COUNTY, Some(0)),
            entity(&["张掖市"], CITY, None),
        ]
        .into(),
        metrics: metrics().into(),
        records: records().into(),
        milestones: milestones().into(),
    }
}

/// A file of this text, or a workbook made of it where its name says so.
pub(crate) fn input(name: &str, text: &str) -> Input {
    match name.rsplit('.').next() {
        Some("xlsx") if !text.is_empty() => Input::new(name, workbook::workbook(text)),
        Some("parquet") if !text.is_empty() => Input::new(name, parquet::parquet(text)),
        _ => Input::new(name, text),
    }
}

/// Reads files given by name and text with the default options.
pub(crate) fn read_texts(files: &[(&str, &str)]) -> Read {
    let inputs: Vec<Input> = files.iter().map(|(name, text)| input(name, text)).collect();
    read(schema(), &inputs, &ReadOptions::default()).unwrap()
}

/// Reads files that must raise nothing.
pub(crate) fn read_clean(files: &[(&str, &str)]) -> Read {
    let read = read_texts(files);
    let shown: Vec<String> = read.diagnostics.iter().map(render).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
    read
}

/// The ids of the codes that files raise, in order.
pub(crate) fn codes(files: &[(&str, &str)]) -> Vec<&'static str> {
    read_texts(files)
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.id)
        .collect()
}

fn at(cell: &Cell) -> String {
    cell.to_string()
}

/// A finding as a person would see it, in both languages.
pub(crate) fn render(diagnostic: &Diagnostic) -> String {
    let place = match &diagnostic.at {
        At::Cell(cell) => at(cell),
        other => format!("{other:?}"),
    };
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut text = format!(
        "{place}: {severity} {} {}\n",
        diagnostic.code.id, diagnostic.code.name
    );
    for language in Language::ALL {
        let (message, help) = (diagnostic.message(language), diagnostic.help(language));
        writeln!(text, "  {}: {message}\n      {help}", language.code()).unwrap();
        for related in &diagnostic.related {
            if let At::Cell(cell) = &related.at {
                writeln!(text, "      {}: {}", at(cell), related.label.get(language)).unwrap();
            }
        }
    }
    text
}
