//! Names, strings, numbers, units and dates.

use dabiao_model::{Cadence, Date, Period};
use dabiao_syntax::ast::{
    CadenceText, DateText, Day, Id, Name, Names, Quantity, Str, UnitName, When,
};
use dabiao_syntax::needs_quotes;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::nowhere;

const ENGLISH: &[&str] = &[
    "SME",
    "share",
    "days",
    "items",
    "to",
    "be",
    "admitted",
    "force",
    "rate",
    "top",
    "best",
    "from",
    "for",
    "over",
    "rank",
    "signed",
    "window",
    "of",
    "in",
    "not",
    "within",
    "cleared",
    "A-grade",
    "pre-trial",
    "stale",
    "cases",
    "average",
    "last",
    "year",
    "count",
    "per",
    "yes",
    "every",
    "each",
    "others",
    "reach",
    "5G",
    "better",
    "than",
];

const CHINESE: &[&str] = &[
    "中小企业采购占比",
    "规模以上工业企业",
    "牵头指标部门",
    "有效商标同比增幅",
    "部门联合“双随机”任务占比",
    "州政府办〔州数据局〕",
    "在建项目",
    "达标率",
    "合计数",
    "底数",
    "单位产值",
    "不低于八成",
    "清零",
    "后续",
    "前期",
    "内",
    "且",
    "的",
    "自",
    "至",
    "占比达到80%的户数",
    "未审结案件",
    "是",
    "对外贸易",
    "中",
    "合计",
    "件数",
];

/// Words that end or begin something else in one place or another, and so stand in quotes in all of them.
const TAKEN: &[&str] = &[
    "to",
    "from",
    "for",
    "per",
    "yes",
    "no",
    "every",
    "each",
    "count",
    "average",
    "share",
    "others",
    "rank",
    "top",
    "是",
    "否",
    "全部",
    "自",
    "至",
    "对",
    "合计",
    "件数",
    "占比",
    "in",
    "不低于八成",
    "占比达到80%的户数",
];

/// A name of one to three words, in quotes where it needs them and sometimes where it does not.
pub(super) fn name() -> impl Strategy<Value = Name> {
    let word = prop_oneof![
        3 => select(ENGLISH).prop_map(str::to_owned),
        3 => select(CHINESE).prop_map(str::to_owned),
        2 => "[a-z]{3,7}",
        2 => "[一-龟]{2,6}",
    ];
    (vec(word, 1..4), proptest::bool::weighted(0.05)).prop_map(|(words, quoted)| {
        let taken = words.iter().any(|word| TAKEN.contains(&word.as_str()));
        let text = words.join(" ");
        Name {
            quoted: quoted || taken || needs_quotes(&text),
            text,
            span: nowhere(),
        }
    })
}

/// Names of which one stands in quotes only where it must.
pub(super) fn plain_name() -> impl Strategy<Value = Name> {
    select(
        &[
            "contract",
            "signed",
            "合同",
            "签订",
            "中标公告",
            "project intent",
            "value",
        ][..],
    )
    .prop_map(|text| Name {
        text: text.to_owned(),
        quoted: false,
        span: nowhere(),
    })
}

pub(super) fn name_list() -> impl Strategy<Value = Vec<Name>> {
    prop_oneof![5 => vec(name(), 1..4), 1 => vec(name(), 12..20)]
}

pub(super) fn names() -> impl Strategy<Value = Names> {
    (name_list(), any::<bool>()).prop_map(|(names, open)| Names { names, open })
}

/// A text without at least one of the closing quotes; otherwise nothing could quote it.
pub(super) fn text() -> impl Strategy<Value = Str> {
    prop_oneof![
        "[a-z ,;#“”]{0,20}",
        "[一-龟，。；、“”「」]{1,10}",
        "[一-龟\" ]{1,8}",
        Just("落实“双随机、一公开”监管".to_owned())
    ]
    .prop_map(|text| Str {
        text,
        span: nowhere(),
    })
}

pub(super) fn id() -> impl Strategy<Value = Id> {
    select(&["6", "6.1", "9.5.1b", "K1.1", "rectified", "10.2-a", "二"][..]).prop_map(|text| Id {
        text: text.to_owned(),
        span: nowhere(),
    })
}

pub(super) fn cited() -> impl Strategy<Value = Vec<Str>> {
    let text = select(&["6", "16.c", "二", "（一）", "第三条 第2款", "S3-09"][..]);
    vec(
        text.prop_map(|text| Str {
            text: text.to_owned(),
            span: nowhere(),
        }),
        1..4,
    )
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        (0_u32..120).prop_map(|n| n.to_string()),
        (1_u32..1000, 0_u32..100).prop_map(|(whole, part)| format!("{whole}.{part:02}")),
        Just("1".to_owned()),
        Just("1,304".to_owned()),
        Just("12,345,678.90".to_owned()),
    ]
}

/// A unit that a number has.
fn unit() -> impl Strategy<Value = String> {
    select(
        &[
            "%",
            "‰",
            "成",
            "points",
            "个百分点",
            "yuan",
            "元",
            "万元",
            "亿元",
            "件",
            "户",
            "场次",
            "marks",
            "分",
            "days",
            "天",
            "件/万人",
            "yuan/吨",
            "微克/立方米",
            "环节",
            "kWh",
            "rank",
            "蒸吨",
        ][..],
    )
    .prop_map(str::to_owned)
}

fn with_unit(number: String, unit: Option<String>) -> Quantity {
    let unit = unit.map(|text| UnitName {
        text,
        span: nowhere(),
    });
    Quantity {
        number,
        unit,
        span: nowhere(),
    }
}

pub(super) fn quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![
        8 => (number(), option::weighted(0.8, unit())).prop_map(|(number, unit)| {
            let number = if unit.as_deref() == Some("成") { number.replace(',', "") } else { number };
            with_unit(number, unit)
        }),
        1 => Just(with_unit("3.43亿".to_owned(), None)),
        1 => (number(), time_unit()).prop_map(|(number, unit)| with_unit(format!("{number}万"), Some(unit))),
    ]
}

fn time_unit() -> impl Strategy<Value = String> {
    select(
        &[
            "days",
            "day",
            "calendar days",
            "working days",
            "months",
            "hours",
            "weeks",
            "天",
            "日",
            "个工作日",
            "个月",
            "小时",
            "年",
            "working hours",
        ][..],
    )
    .prop_map(str::to_owned)
}

/// `10 days`
pub(super) fn time() -> impl Strategy<Value = Quantity> {
    (number(), time_unit()).prop_map(|(number, unit)| with_unit(number, Some(unit)))
}

pub(super) fn share() -> impl Strategy<Value = Quantity> {
    number().prop_map(|number| with_unit(number, Some("%".to_owned())))
}

pub(super) fn bare_number() -> impl Strategy<Value = Quantity> {
    number().prop_map(|number| with_unit(number, None))
}

/// The places by which a rank moves.
pub(super) fn places() -> impl Strategy<Value = Quantity> {
    (1_u32..20, select(&["rank", "位"][..]))
        .prop_map(|(n, unit)| with_unit(n.to_string(), Some(unit.to_owned())))
}

/// A unit that stands alone, in a declaration.
pub(super) fn unit_name() -> impl Strategy<Value = UnitName> {
    let special = select(
        &[
            "yes/no",
            "是否",
            "working days",
            "万件",
            "公里/小时",
            "元/天",
            "件/days",
        ][..],
    );
    prop_oneof![unit(), time_unit(), special.prop_map(str::to_owned)].prop_map(|text| UnitName {
        text,
        span: nowhere(),
    })
}

fn period() -> impl Strategy<Value = Period> {
    let year = 1949_i32..2100;
    prop_oneof![
        year.clone().prop_filter_map("year", Period::year),
        (year.clone(), 1_u32..=2).prop_filter_map("half", |(y, h)| Period::half(y, h)),
        (year.clone(), 1_u32..=4).prop_filter_map("quarter", |(y, q)| Period::quarter(y, q)),
        (year, 1_u32..=12).prop_filter_map("month", |(y, m)| Period::month(y, m)),
        day().prop_map(|day| Period::day(day.date)),
    ]
}

pub(super) fn day() -> impl Strategy<Value = Day> {
    (1949_i32..2100, 1_u32..=366).prop_filter_map("no such day", |(year, day)| {
        Date::from_yo_opt(year, day).map(|date| Day {
            date,
            span: nowhere(),
        })
    })
}

pub(super) fn date() -> impl Strategy<Value = DateText> {
    let yearless = (1_u32..=12, option::of(1_u32..=29))
        .prop_map(|(month, day)| When::MonthOfYear { month, day });
    let when = prop_oneof![3 => period().prop_map(When::Period), 1 => yearless];
    (when, 0_u8..4).prop_map(|(when, mark)| {
        let is_day = match when {
            When::Period(period) => period.start() == period.end(),
            When::MonthOfYear { day, .. } => day.is_some(),
        };
        DateText {
            when,
            end: mark == 1 && !is_day,
            bare_before: mark == 2,
            span: nowhere(),
        }
    })
}

pub(super) fn cadence() -> impl Strategy<Value = CadenceText> {
    select(&Cadence::ALL[..]).prop_map(|cadence| CadenceText {
        cadence,
        span: nowhere(),
    })
}
