//! Tests of a policy: what they give and expect.

use dabiao_model::{SignOffState, State, Tier};
use dabiao_syntax::ast::{
    Expectation, ExpectedActual, ExpectedState, ExpectedStateKind, ExpectedTier, ExpectedVerdicts,
    Given, GivenCell, GivenField, GivenFigure, GivenPeriod, GivenSignOff, GivenSource, GivenValue,
    GivenWhat, ItemKind, Minute, Name, Str, Test, TestClause,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::clauses::{clause, signed};
use super::conditions::comparator;
use super::{dates, names, nowhere, outcomes, quantities};

pub(super) fn test() -> impl Strategy<Value = ItemKind> {
    let of_test = prop_oneof![
        1 => dates::date().prop_map(TestClause::EvaluatedOn),
        4 => given().prop_map(|given| TestClause::Given(Box::new(given))),
        // Boxed, as the tree of strategies must fit the stack of a test.
        4 => expectation().prop_map(|expected| TestClause::Expect(Box::new(expected))).boxed(),
    ];
    (names::text(), vec(clause(of_test), 0..6))
        .prop_map(|(title, clauses)| ItemKind::from(Test { title, clauses }))
}

fn given() -> impl Strategy<Value = Given> {
    let what = prop_oneof![
        3 => vec(figure(), 1..4).prop_map(GivenWhat::Figures),
        2 => (names::plain_name(), vec(field(), 0..4), option::of(1_u32..99)).prop_map(
            |(record, fields, count)| GivenWhat::Rows {
                record,
                count: count.filter(|_| !fields.is_empty()),
                fields,
            }
        ),
        1 => vec(signoff(), 1..3).prop_map(GivenWhat::SignOffs),
    ];
    let scope = (entities(), option::of(period()));
    let rest = (option::of(dates::day()), option::of(names::text()));
    (what, scope, rest).prop_map(
        |(what, (entities, period), (submitted_on, evidence))| Given {
            what,
            entities,
            period,
            submitted_on,
            evidence,
        },
    )
}

pub(super) fn entities() -> impl Strategy<Value = Vec<Name>> {
    prop_oneof![1 => Just(vec![]), 2 => vec(names::plain_name(), 1..3)]
}

pub(super) fn in_period() -> impl Strategy<Value = GivenPeriod> {
    (dates::date(), option::weighted(0.2, dates::date()))
        .prop_map(|(from, to)| GivenPeriod::In(from, to))
}

fn period() -> impl Strategy<Value = GivenPeriod> {
    prop_oneof![
        4 => in_period(),
        2 => dates::date().prop_map(GivenPeriod::From),
        1 => dates::moment().prop_map(GivenPeriod::AsOf),
        1 => (dates::moment(), dates::moment()).prop_map(|(from, to)| GivenPeriod::Since(from, to)),
    ]
}

fn figure() -> impl Strategy<Value = GivenFigure> {
    let benchmark = select(&["province best", "州定目标"][..]).prop_map(|name| {
        GivenSource::Benchmark(Str {
            text: name.into(),
            span: nowhere(),
        })
    });
    let source = prop_oneof![
        6 => Just(GivenSource::Actual),
        1 => benchmark,
        1 => Just(GivenSource::Baseline),
    ];
    (
        names::plain_name(),
        option::weighted(0.2, names::plain_name()),
        source,
        vec(value(), 1..4),
    )
        .prop_map(|(metric, segment, source, values)| GivenFigure {
            metric,
            segment,
            source,
            values,
        })
}

fn value() -> impl Strategy<Value = GivenValue> {
    let bound = comparator().prop_filter("an exact value has no comparator", |op| {
        *op != dabiao_model::Comparator::Equal
    });
    prop_oneof![
        6 => signed().prop_map(GivenValue::Exactly),
        1 => (bound, signed()).prop_map(|(op, limit)| GivenValue::Bound(op, limit)),
        1 => signed().prop_map(GivenValue::About),
        1 => (signed(), signed()).prop_map(|(low, high)| GivenValue::Between(low, high)),
        1 => any::<bool>().prop_map(GivenValue::YesNo),
        1 => Just(GivenValue::NotSubmitted),
    ]
}

fn field() -> impl Strategy<Value = GivenField> {
    let minute = (dates::day(), 0_u32..24, 0_u32..60).prop_filter_map("minute", |(day, h, m)| {
        let time = day.date.and_hms_opt(h, m, 0)?;
        Some(GivenCell::Time(Minute {
            time,
            span: nowhere(),
        }))
    });
    let value = prop_oneof![
        2 => dates::day().prop_map(GivenCell::Day),
        1 => minute,
        1 => any::<bool>().prop_map(GivenCell::YesNo),
        1 => signed().prop_map(GivenCell::Quantity),
        1 => names::plain_name().prop_map(GivenCell::Text),
    ];
    (names::plain_name(), option::weighted(0.9, value))
        .prop_map(|(field, value)| GivenField { field, value })
}

pub(super) fn title_or_id() -> impl Strategy<Value = Str> {
    prop_oneof![
        3 => names::id().prop_map(|id| Str { text: id.text, span: nowhere() }),
        1 => names::text(),
    ]
}

fn signoff() -> impl Strategy<Value = GivenSignOff> {
    let states: Vec<_> = SignOffState::NAMES
        .iter()
        .map(|(state, ..)| *state)
        .collect();
    let milestones = vec(title_or_id(), 1..3);
    (milestones, select(states), option::of(dates::day())).prop_map(|(milestones, state, on)| {
        GivenSignOff {
            milestones,
            state,
            on,
        }
    })
}

fn expectation() -> impl Strategy<Value = Expectation> {
    let code = select(&["D0101", "E0002"][..]).prop_map(|code| Str {
        text: code.into(),
        span: nowhere(),
    });
    prop_oneof![
        6 => expected().prop_map(Expectation::Verdicts),
        2 => outcomes::escalation().prop_map(Expectation::Escalation),
        2 => outcomes::score().prop_map(Expectation::Score),
        1 => Just(Expectation::NoFinding),
        1 => vec(code, 1..3).prop_map(Expectation::Findings),
    ]
}

fn expected() -> impl Strategy<Value = ExpectedVerdicts> {
    let kind = prop_oneof![
        8 => select(&State::ALL[..]).prop_map(ExpectedStateKind::Verdict),
        1 => Just(ExpectedStateKind::Holds),
        1 => Just(ExpectedStateKind::Fails),
        1 => Just(ExpectedStateKind::CannotBeChecked),
    ];
    let actual = prop_oneof![
        3 => signed().prop_map(ExpectedActual::Quantity),
        1 => any::<bool>().prop_map(ExpectedActual::YesNo),
    ];
    let late = quantities::time();
    let tier = select(&Tier::ALL[..]).prop_map(|tier| ExpectedTier {
        tier,
        span: nowhere(),
    });
    (
        (any::<bool>(), vec(title_or_id(), 1..3), kind),
        (entities(), option::of(in_period()), option::of(tier)),
        (option::of(signed()), option::of(actual), option::of(late)),
    )
        .prop_map(
            |((of_checks, of, kind), (entities, period, tier), (margin, actual, late))| {
                ExpectedVerdicts {
                    of_checks,
                    of,
                    state: ExpectedState {
                        kind,
                        span: nowhere(),
                    },
                    tier,
                    entities,
                    period,
                    margin,
                    actual,
                    late,
                }
            },
        )
}
