//! Numbers and units.

use dabiao_syntax::ast::{Quantity, UnitName};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::nowhere;

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
        text: text.into(),
        span: nowhere(),
    });
    Quantity {
        number: number.into(),
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
        text: text.into(),
        span: nowhere(),
    })
}
