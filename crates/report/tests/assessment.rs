//! Assessments and explanations of small policies, as text and as JSON.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a value that is not there fails its test"
)]

use dabiao_core::{
    Assessment, Dataset, Date, Decimal, Estimate, Figure, FigureKind, FigureValue, Language,
    Period, Place, Policy, SourceFile, Sources, State,
};
use dabiao_report::{Look, TextOptions, explanation_json, explanation_text, to_json, to_text};
use insta::assert_snapshot;

const PLAN: &str = "\
方案 “采购和用电”
  有效期 2025-01-01 至 2025-12-31

主体 临夏县、永靖县：县

指标 中小企业采购额  单位 元，按 县，每季度，可加总，属于 采购总额
指标 采购总额  单位 元，按 县，每季度，可加总
指标 采购占比 = 中小企业采购额 / 采购总额
  越高越好
指标 办电时间  单位 天，按 县，每年，存量
  越低越好
指标 办电环节  单位 个，按 县，每年，存量
  越低越好

目标 1 “采购占比”：采购占比 ≥ 80%
  更高目标 ≥ 90%
  出处 6

目标 2 “用电”：同时满足：
  - 办电时间 ≤ 0.5天
  - 办电环节 ≤ 2个
  期限 2025年
";

fn sources() -> Sources {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("方案.dabiao", PLAN));
    sources
}

fn policy() -> Policy {
    let policy = Policy::compile(&sources()).unwrap();
    let errors: Vec<_> = policy
        .diagnostics()
        .iter()
        .map(|it| it.message(Language::Chinese))
        .collect();
    assert!(policy.is_valid(), "{errors:?}");
    policy
}

fn figure(
    policy: &Policy,
    line: u32,
    metric: &str,
    entity: &str,
    period: &str,
    value: &str,
) -> Figure {
    let schema = policy.schema();
    let id = schema.metric(metric).unwrap();
    let unit = schema.metrics[id.index()].unit.clone();
    let decimal: Decimal = value.parse().unwrap();
    Figure {
        metric: id,
        segment: None,
        entity: Some(schema.entity(entity).unwrap()),
        period: Some(Period::parse(period).unwrap()),
        kind: FigureKind::Actual,
        value: FigureValue::Number(Estimate::Exact(unit.to_base(&decimal.to_ratio()))),
        decimals: decimal.scale(),
        unit,
        submitted_on: None,
        by: None,
        evidence: None,
        place: Place {
            source: 0,
            line,
            column: 4,
        },
    }
}

fn data(policy: &Policy) -> Dataset {
    let rows = [
        ("中小企业采购额", "临夏县", "2025Q1", "1000"),
        ("采购总额", "临夏县", "2025Q1", "3000"),
        ("中小企业采购额", "永靖县", "2025Q1", "79999999"),
        ("采购总额", "永靖县", "2025Q1", "100000000"),
        ("办电时间", "临夏县", "2025-03-31", "0.75"),
        ("办电环节", "临夏县", "2025-03-31", "2"),
    ];
    let figures = (2..).zip(rows);
    let figures = figures.map(|(line, (metric, entity, period, value))| {
        figure(policy, line, metric, entity, period, value)
    });
    Dataset {
        sources: vec!["指标.csv".into()],
        figures: figures.collect(),
        hash: "sha256:0".into(),
        ..Dataset::default()
    }
}

fn with_assessment(as_of: &str, check: impl FnOnce(&Assessment<'_>)) {
    let policy = policy();
    let data = data(&policy);
    let as_of: Date = as_of.parse().unwrap();
    check(&policy.evaluate(&data, as_of).unwrap());
}

fn options(language: Language) -> TextOptions {
    TextOptions::new(Look::plain(language))
}

/// 1000 of 3000 is a third; 79,999,999 of 100,000,000 is 79.999999%, and must not read as the 80% it is short of.
#[test]
fn the_table_aligns_chinese_text_and_does_not_round_away_a_shortfall() {
    with_assessment("2025-04-30", |assessment| {
        let text = to_text(
            assessment,
            &assessment.findings(),
            &options(Language::Chinese),
        );
        assert!(
            text.contains("33.33%") && text.contains("79.999999%"),
            "{text}"
        );
        assert_snapshot!(text);
        assert_snapshot!(to_text(
            assessment,
            &assessment.findings(),
            &options(Language::English)
        ));
    });
}

#[test]
fn a_narrow_terminal_wraps_and_loses_nothing() {
    with_assessment("2025-04-30", |assessment| {
        let look = Look {
            width: 60,
            ..Look::plain(Language::Chinese)
        };
        let text = to_text(assessment, &assessment.findings(), &TextOptions::new(look));
        assert_snapshot!(text);
    });
}

#[test]
fn states_can_be_picked_and_a_long_list_is_cut_with_its_rest() {
    with_assessment("2025-04-30", |assessment| {
        let only = TextOptions {
            only: vec![State::Met],
            ..options(Language::English)
        };
        assert!(
            to_text(assessment, &assessment.findings(), &only)
                .contains("no verdicts in these states")
        );
        let first = TextOptions {
            most: 1,
            ..options(Language::English)
        };
        assert_snapshot!(to_text(assessment, &assessment.findings(), &first));
    });
}

#[test]
fn colours_follow_the_states_and_move_no_column() {
    with_assessment("2025-04-30", |assessment| {
        let look = Look {
            colour: true,
            ..Look::plain(Language::English)
        };
        let coloured = to_text(assessment, &assessment.findings(), &TextOptions::new(look));
        assert!(
            coloured.contains("\u{1b}[1m\u{1b}[31munmet\u{1b}[0m"),
            "{coloured}"
        );
        let mut bare = coloured;
        while let Some(start) = bare.find('\u{1b}') {
            let end = start + bare[start..].find('m').unwrap();
            bare.replace_range(start..=end, "");
        }
        assert_eq!(
            bare,
            to_text(
                assessment,
                &assessment.findings(),
                &options(Language::English)
            )
        );
    });
}

#[test]
fn json_says_a_third_exactly() {
    with_assessment("2025-04-30", |assessment| {
        let text = to_json(
            assessment,
            &[],
            &assessment.findings(),
            &sources(),
            Language::Chinese,
        );
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let third = serde_json::json!({"value": "33.333333333333", "unit": "%", "exact": "100/3"});
        assert_eq!(document["verdicts"][0]["actual"], third);
        let keys: Vec<_> = document
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let promised = [
            "as_of",
            "checks",
            "data",
            "escalations",
            "findings",
            "lists",
            "policy",
            "schema",
            "scores",
            "summary",
            "verdicts",
        ];
        assert_eq!(keys, promised);
        assert_snapshot!(text);
    });
}

#[test]
fn an_explanation_has_every_figure_with_its_cell() {
    with_assessment("2025-12-31", |assessment| {
        let verdict = assessment
            .verdicts()
            .find(|verdict| verdict.target() == "2")
            .unwrap();
        let text = explanation_text(assessment, &verdict, Look::plain(Language::Chinese));
        assert!(
            text.contains("指标.csv:6:4") && text.contains("指标.csv:7:4"),
            "{text}"
        );
        assert_snapshot!(text);
        let first = assessment.verdicts().next().unwrap();
        assert_snapshot!(explanation_text(
            assessment,
            &first,
            Look::plain(Language::English)
        ));
        let json = explanation_json(assessment, &[first], 3, Language::English);
        let document: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(
            document["explanations"][0]["steps"][0]["value"]["exact"],
            "100/3"
        );
        assert_eq!(document["more"], 3);
    });
}
