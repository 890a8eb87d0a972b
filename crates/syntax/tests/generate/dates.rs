//! Days, periods and cadences.

use dabiao_model::{Cadence, Date, Period};
use dabiao_syntax::ast::{CadenceText, DateText, Day, Recurrence, When};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::nowhere;

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

/// A date that no bare 前 stands behind.
pub(super) fn moment() -> impl Strategy<Value = DateText> {
    date().prop_map(|date| DateText {
        bare_before: false,
        ..date
    })
}

/// A week has no cadence.
pub(super) fn recurrence() -> impl Strategy<Value = Recurrence> {
    let each = || prop_oneof![Just(None), select(&Cadence::ALL[..]).prop_map(Some)];
    prop_oneof![
        (0_u8..7).prop_map(Recurrence::Weekday),
        (1_u8..=31).prop_map(Recurrence::OnDay),
        (1_u8..=31).prop_map(Recurrence::ByDay),
        (1_u32..5, each()).prop_map(|(times, each)| Recurrence::Times { times, each }),
    ]
}

pub(super) fn cadence() -> impl Strategy<Value = CadenceText> {
    select(&Cadence::ALL[..]).prop_map(|cadence| CadenceText {
        cadence,
        span: nowhere(),
    })
}
