//! Figures that are read: values digit by digit, units, periods, entities, kinds, places.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod support;

use dabiao_data::{Encoding, Input, ReadOptions, read};
use dabiao_model::{
    Dataset, Date, Estimate, Figure, FigureKind, FigureValue, Period, Ratio, SegmentId,
};
use support::read_clean;

fn figures(rows: &str) -> Vec<Figure> {
    let text = format!("metric,segment,entity,period,value,unit,kind,submitted on\n{rows}");
    read_clean(&[("figures.csv", &text)]).dataset.figures
}

/// The figure of a value and a unit of a metric without dimensions.
fn figure(metric: &str, value: &str, unit: &str) -> Figure {
    let mut figures = figures(&format!("{metric},,,,\"{value}\",{unit},,\n"));
    assert_eq!(figures.len(), 1, "{value}");
    figures.remove(0)
}

fn exact(numerator: i128, denominator: i128) -> FigureValue {
    FigureValue::Number(Estimate::Exact(Ratio::new(numerator, denominator)))
}

fn between(low: Option<(i128, bool)>, high: Option<(i128, bool)>) -> FigureValue {
    let end = |end: Option<(i128, bool)>| end.map(|(value, strict)| (Ratio::whole(value), strict));
    FigureValue::Number(Estimate::Between {
        low: end(low),
        high: end(high),
    })
}

#[test]
fn digits_are_exact_and_counted() {
    for (value, numerator, denominator, decimals) in [
        ("90071992547409.93", 9_007_199_254_740_993, 100, 2),
        ("0.1", 1, 10, 1),
        ("10.20", 1020, 100, 2),
        (
            "12345678901234567890123456789012345.6",
            123_456_789_012_345_678_901_234_567_890_123_456,
            10,
            1,
        ),
        ("0", 0, 1, 0),
        ("-2.50", -5, 2, 2),
        ("１，３０４", 1304, 1, 0),
    ] {
        let figure = figure("ratio of halls", value, "");
        assert_eq!(figure.value, exact(numerator, denominator), "{value}");
        assert_eq!(figure.decimals, decimals, "{value}");
    }
}

#[test]
fn values_are_in_base_units_and_keep_the_unit_they_were_written_in() {
    // Base units: 元, the share itself, an hour, one of a noun.
    for (metric, value, unit, base, written_in, decimals) in [
        ("SME loans", "81.75", "", (8_175_000_000, 1), "亿元", 2),
        ("SME loans", "8000", "万元", (80_000_000, 1), "万元", 0),
        (
            "SME loans",
            "81.75亿元",
            "亿元",
            (8_175_000_000, 1),
            "亿元",
            2,
        ),
        ("SME loans", "3.43亿", "元", (343_000_000, 1), "亿元", 2),
        ("enterprises", "1.5万", "", (15_000, 1), "万户", 1),
        ("enterprises", "1.5万户", "", (15_000, 1), "万户", 1),
        ("one-visit share", "17.9", "", (179, 1000), "%", 1),
        ("one-visit share", "17.9", "%", (179, 1000), "%", 1),
        ("one-visit share", "百分之八十", "", (4, 5), "%", 0),
        ("one-visit share", "八成", "", (4, 5), "成", 0),
        ("one-visit share", "5‰", "", (1, 200), "‰", 0),
        ("gap to the best", "2个百分点", "", (1, 50), "个百分点", 0),
        ("handling time", "3", "working days", (3, 1), "个工作日", 0),
        ("rank", "第5位", "", (5, 1), "位", 0),
        ("patents", "3.29", "件/万人", (329, 1_000_000), "件/万人", 2),
        ("ratio of halls", "1.5万", "", (15_000, 1), "万", 1),
    ] {
        let figure = figure(metric, value, unit);
        assert_eq!(figure.value, exact(base.0, base.1), "{value} {unit}");
        assert_eq!(
            (figure.unit.zh.as_ref(), figure.decimals),
            (written_in, decimals),
            "{value}"
        );
    }
}

#[test]
fn bounds_ranges_and_approximations_are_kept_as_such() {
    for (value, wanted) in [
        ("≥1100", between(Some((1100, false)), None)),
        ("1100余户", between(Some((1100, true)), None)),
        ("80以上", between(Some((80, false)), None)),
        (">200", between(Some((200, true)), None)),
        ("≤60", between(None, Some((60, false)))),
        ("＜60", between(None, Some((60, true)))),
        ("110..180", between(Some((110, false)), Some((180, false)))),
        (
            "110至180户",
            between(Some((110, false)), Some((180, false))),
        ),
        (
            "约683.23",
            FigureValue::Number(Estimate::About(Ratio::new(68_323, 100))),
        ),
        (
            "about 683.23",
            FigureValue::Number(Estimate::About(Ratio::new(68_323, 100))),
        ),
    ] {
        assert_eq!(figure("enterprises", value, "").value, wanted, "{value}");
    }
    let share = figure("one-visit share", "80%以上", "");
    let low = Some((Ratio::new(4, 5), false));
    assert_eq!(
        share.value,
        FigureValue::Number(Estimate::Between { low, high: None })
    );
}

#[test]
fn other_types_are_read_in_either_language() {
    for (value, wanted) in [
        ("yes", true),
        ("是", true),
        ("TRUE", true),
        ("no", false),
        ("否", false),
    ] {
        assert_eq!(
            figure("plan published", value, "").value,
            FigureValue::YesNo(wanted)
        );
    }
    let day = Date::from_ymd_opt(2025, 1, 7).unwrap();
    for value in [
        "2025-01-07",
        "2025/1/7",
        "2025年1月7日",
        "２０２５-01-07",
        "2025/1/7 0:00",
    ] {
        assert_eq!(
            figure("opening day", value, "").value,
            FigureValue::Date(day)
        );
    }
    assert_eq!(
        figure("hotline", "12345, or —", "").value,
        FigureValue::Text("12345, or —".into())
    );
}

#[test]
fn an_empty_value_is_no_figure_and_no_complaint() {
    assert!(figures("SME contract value,,临夏县,2025Q1,,万元,,\n,,,,　,,,\n").is_empty());
}

#[test]
fn periods_fit_the_metric() {
    for (period, wanted) in [
        ("2025Q1", "2025Q1"),
        ("2025年一季度", "2025Q1"),
        ("2025-01 to 2025-03", "2025Q1"),
        ("2025", "2025"),
        ("2024-10 to 2025-03", "2024-10 to 2025-03"),
    ] {
        let figures = figures(&format!("SME contract value,,临夏县,{period},1,,,\n"));
        assert_eq!(figures[0].period.unwrap().to_string(), wanted);
    }
    // A stock stands at a moment of its year.
    for (period, wanted) in [
        ("2022-05-31", "2022-05-31"),
        ("2022年5月", "2022-05"),
        ("2022", "2022"),
    ] {
        let figures = figures(&format!("办电时间,低压,张掖市,{period},2,,,\n"));
        assert_eq!(figures[0].period.unwrap().to_string(), wanted);
    }
    assert_eq!(figure("one-visit share", "80", "").period, None);
}

#[test]
fn entities_are_found_by_any_name_and_default_to_the_only_one() {
    let figures = figures(
        "SME contract value,,Linxia County,2025Q1,1,,,\n\
         SME contract value,,临夏州,2025Q1,2,,,\n\
         办电时间,低压,,2022,2,,,\n\
         one-visit share,,,,80,,,\n",
    );
    let entities: Vec<Option<usize>> = figures
        .iter()
        .map(|figure| figure.entity.map(dabiao_model::EntityId::index))
        .collect();
    assert_eq!(entities, [Some(2), Some(0), Some(4), None]);
}

#[test]
fn kinds_tell_benchmarks_and_baselines_from_what_was_achieved() {
    let figures = figures(
        "办电时间,低压,,2021,0.5,,标杆 “全省最优”,\n\
         办电时间,高压,,,2.7,,benchmark province average,\n\
         SME share,,,,75%,,标杆 全省最优,\n\
         办电时间,,张掖市,,3,,基期,\n\
         办电时间,,张掖市,2022,3,,actual,2022-07-08\n",
    );
    let kinds: Vec<FigureKind> = figures.iter().map(|figure| figure.kind).collect();
    let benchmark = |index: usize| FigureKind::Benchmark(index.into());
    assert_eq!(
        kinds,
        [
            benchmark(0),
            benchmark(1),
            benchmark(0),
            FigureKind::Baseline,
            FigureKind::Actual
        ]
    );
    // A benchmark is everybody's.
    assert_eq!(figures[0].entity, None);
    assert_eq!(figures[4].submitted_on, Date::from_ymd_opt(2022, 7, 8));
}

#[test]
fn places_count_lines_and_cells() {
    let text = "metric,evidence,value\r\n\r\n\
                one-visit share,\"a letter\r\nof two lines, \"\"quoted\"\"\",80\r\n,,\r\n\
                one-visit share,,81\r\n";
    let read = read_clean(&[("a/figures.csv", text)]);
    let at: Vec<String> = read
        .dataset
        .figures
        .iter()
        .map(|figure| read.dataset.at(figure.place))
        .collect();
    assert_eq!(at, ["a/figures.csv:3:3", "a/figures.csv:6:3"]);
    let evidence = read.dataset.figures[0].evidence.as_deref();
    assert_eq!(evidence, Some("a letter\r\nof two lines, \"quoted\""));
}

/// A data set without what differs between files of the same content.
fn content(dataset: &Dataset) -> Vec<(String, Option<Period>, FigureValue, Option<Date>)> {
    let figures = dataset.figures.iter().map(|figure| {
        let who = (
            figure.metric,
            figure.segment,
            figure.entity,
            figure.kind,
            figure.decimals,
        );
        let said = (&figure.unit.zh, &figure.by, &figure.evidence);
        (
            format!("{who:?} {said:?}"),
            figure.period,
            figure.value.clone(),
            figure.submitted_on,
        )
    });
    figures.collect()
}

#[test]
fn the_same_figures_are_read_from_every_encoding_and_format() {
    let file = |name: &str| {
        let path = format!("{}/tests/data/good/{name}", env!("CARGO_MANIFEST_DIR"));
        let encoding = if name == "gb18030.csv" {
            Some(Encoding::Gb18030)
        } else {
            None
        };
        let options = ReadOptions {
            encoding,
            ..ReadOptions::default()
        };
        let input = Input::new(name, std::fs::read(path).unwrap());
        let read = read(support::schema(), &[input], &options).unwrap();
        assert!(
            read.diagnostics.is_empty(),
            "{name}: {:?}",
            read.diagnostics
        );
        content(&read.dataset)
    };
    let plain = file("utf8.csv");
    assert_eq!(plain.len(), 4);
    assert_eq!(plain[2].2, exact(12_345_000_000, 1));
    for name in ["utf8-bom-crlf.csv", "gb18030.csv", "same.json"] {
        assert_eq!(file(name), plain, "{name}");
    }
}

#[test]
fn a_file_that_says_it_is_utf8_is_read_as_such() {
    let options = ReadOptions {
        encoding: Some(Encoding::Gb18030),
        ..ReadOptions::default()
    };
    let input = Input::new("figures.csv", "\u{feff}指标,数值\n最多跑一次占比,80\n");
    let read = read(support::schema(), &[input], &options).unwrap();
    assert_eq!(read.dataset.figures.len(), 1);
}

#[test]
fn numbers_in_json_are_read_from_their_digits() {
    for (number, numerator, denominator, decimals) in [
        ("90071992547409.93", 9_007_199_254_740_993, 100, 2),
        ("0.1", 1, 10, 1),
        ("10.20", 1020, 100, 2),
        ("\"10.20\"", 1020, 100, 2),
        ("1e-5", 1, 100_000, 5),
        ("1.25E3", 1250, 1, 0),
        (
            "0.30000000000000004",
            30_000_000_000_000_004,
            100_000_000_000_000_000,
            17,
        ),
    ] {
        let text = format!("{{\"figures\": [{{\"metric\": \"倍数\", \"value\": {number}}}]}}");
        let figure = read_clean(&[("data.json", &text)])
            .dataset
            .figures
            .remove(0);
        assert_eq!(figure.value, exact(numerator, denominator), "{number}");
        assert_eq!(figure.decimals, decimals, "{number}");
    }
}

#[test]
fn places_in_json_are_lines_and_columns_of_values() {
    let text = "{\n  \"数值\": [\n    {\"指标\": \"倍数\",\n     \"数值\": 2}, {\"指标\": \"倍数\", \"数值\": 3}]}";
    let read = read_clean(&[("数据.json", text)]);
    let at: Vec<String> = read
        .dataset
        .figures
        .iter()
        .map(|figure| read.dataset.at(figure.place))
        .collect();
    assert_eq!(at, ["数据.json:4:12", "数据.json:4:35"]);
}

#[test]
fn a_segment_may_stand_in_brackets_behind_the_metric() {
    let head = "指标,分项,主体,时期,数值\n";
    let read = |row: &str| {
        support::read_texts(&[("figures.csv", &format!("{head}{row},张掖市,2022,2.5\n"))])
    };
    for row in [
        "办电时间（高压）,",
        "办电时间 (高压),",
        "办电时间（高压）,高压",
    ] {
        let read = read(row);
        assert!(read.diagnostics.is_empty(), "{row}");
        assert_eq!(
            read.dataset.figures[0].segment.map(SegmentId::index),
            Some(1),
            "{row}"
        );
    }
    for row in ["办电时间（中压）,", "办电时间（高压）,低压"] {
        let read = read(row);
        let found: Vec<&str> = read.diagnostics.iter().map(|it| it.code.id).collect();
        assert_eq!(
            (found, read.dataset.figures.len()),
            (vec!["D0022"], 0),
            "{row}"
        );
    }
}
