//! Clauses of policies, metrics, records and checks.

use dabiao_model::Direction;
use dabiao_syntax::Version;
use dabiao_syntax::ast::{
    Alias, BasisText, CheckClause, Clause, DeclaredValue, Field, FieldTypeText, Id, LevelText,
    MetricClause, MetricOption, Name, PolicyClause, Quantity, RecordClause, SegmentValue,
    StateText, TaskRole, VersionText,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::expressions::window;
use super::{dates, names, nowhere, quantities, trivia};

pub(super) fn clause<T: std::fmt::Debug>(
    kind: impl Strategy<Value = T>,
) -> impl Strategy<Value = Clause<T>> {
    (kind, trivia()).prop_map(|(kind, trivia)| Clause {
        kind,
        trivia,
        span: nowhere(),
    })
}

pub(super) fn alias() -> impl Strategy<Value = Alias> {
    (names::name(), option::of(names::name())).prop_map(|(name, of)| Alias { name, of })
}

pub(super) fn basis() -> impl Strategy<Value = BasisText> {
    select(&[BasisText::CivilCode, BasisText::Plain][..])
}

pub(super) fn policy() -> impl Strategy<Value = PolicyClause> {
    let china = Name {
        text: "china".into(),
        quoted: false,
        span: nowhere(),
    };
    prop_oneof![
        (0_u16..=1).prop_map(|minor| {
            PolicyClause::Language(VersionText {
                version: Version { major: 0, minor },
                span: nowhere(),
            })
        }),
        names::text().prop_map(PolicyClause::Source),
        names::text().prop_map(PolicyClause::Number),
        dates::day().prop_map(PolicyClause::Issued),
        (dates::date(), option::of(dates::date()))
            .prop_map(|(from, to)| PolicyClause::InForce { from, to }),
        dates::cadence().prop_map(PolicyClause::Monitor),
        dates::cadence().prop_map(PolicyClause::Bulletin),
        dates::cadence().prop_map(PolicyClause::Evaluate),
        prop_oneof![Just(china), names::name()].prop_map(PolicyClause::Calendar),
        basis().prop_map(PolicyClause::Limits),
        quantities::time().prop_map(PolicyClause::WorkingDay),
        (1949_i32..2100).prop_map(PolicyClause::UndatedIn),
        quantities::time().prop_map(PolicyClause::FiguresDue),
        (
            select(
                &[
                    TaskRole::Lead,
                    TaskRole::Jointly,
                    TaskRole::Responsible,
                    TaskRole::With,
                    TaskRole::CarriedOutBy,
                ][..]
            ),
            names::names()
        )
            .prop_map(|(role, names)| PolicyClause::EveryTask(role, names)),
        (
            code(),
            select(&[LevelText::Error, LevelText::Warning, LevelText::Note][..])
        )
            .prop_map(|(code, level)| PolicyClause::Level(code, level)),
        names::cited().prop_map(PolicyClause::Cite),
    ]
}

/// A diagnostic by its code or name; whether there is such a one is for the compiler to say.
pub(super) fn code() -> impl Strategy<Value = Id> {
    select(&["L0350", "exact-ratio", "Z9999"][..]).prop_map(|text| Id {
        text: text.into(),
        span: nowhere(),
    })
}

fn declared_value() -> impl Strategy<Value = DeclaredValue> {
    prop_oneof![
        4 => signed().prop_map(DeclaredValue::Quantity),
        1 => any::<bool>().prop_map(DeclaredValue::YesNo),
    ]
}

/// A number that may be negative, as only declared values and parameters write it.
pub(super) fn signed() -> impl Strategy<Value = Quantity> {
    (quantities::quantity(), proptest::bool::weighted(0.2)).prop_map(|(quantity, negative)| {
        let is_rank = quantity
            .unit
            .as_ref()
            .is_some_and(|unit| unit.text == "rank");
        let number = if negative && !is_rank {
            format!("-{}", quantity.number).into()
        } else {
            quantity.number
        };
        Quantity { number, ..quantity }
    })
}

fn segment_values() -> impl Strategy<Value = Vec<SegmentValue>> {
    let value = (option::of(names::name()), declared_value());
    vec(
        value.prop_map(|(segment, value)| SegmentValue { segment, value }),
        1..4,
    )
}

pub(super) fn metric() -> impl Strategy<Value = MetricClause> {
    let at = || option::of(dates::date());
    prop_oneof![
        alias().prop_map(MetricClause::Alias),
        select(&[Direction::Higher, Direction::Lower][..]).prop_map(MetricClause::Better),
        (segment_values(), at()).prop_map(|(values, at)| MetricClause::Baseline { values, at }),
        (names::text(), segment_values(), at())
            .prop_map(|(name, values, at)| MetricClause::Benchmark { name, values, at }),
        names::text().prop_map(|name| MetricClause::Benchmark {
            name,
            values: vec![],
            at: None
        }),
        quantities::time().prop_map(MetricClause::LastFigureCounts),
        quantities::share().prop_map(MetricClause::ApproximateWithin),
        (signed(), signed())
            .prop_map(|(low, high)| MetricClause::Plausible(Box::new(low), Box::new(high))),
        names::cited().prop_map(MetricClause::Cite),
    ]
}

fn split_by() -> impl Strategy<Value = MetricOption> {
    (names::name(), vec(names::name(), 1..4), any::<bool>()).prop_map(
        |(name, segments, adding_up)| MetricOption::SplitBy {
            name,
            segments,
            adding_up,
        },
    )
}

/// Options of a metric, each kind at most once, in any order.
pub(super) fn options() -> impl Strategy<Value = Vec<MetricOption>> {
    let kind = select(
        &[
            MetricOption::Flow,
            MetricOption::Stock,
            MetricOption::Cumulative,
        ][..],
    );
    let roll_up = prop_oneof![
        select(
            &[
                MetricOption::SumsUp,
                MetricOption::TakesTheLast,
                MetricOption::TakesTheMaximum
            ][..]
        ),
        names::name().prop_map(MetricOption::AveragesWeightedBy),
    ];
    let all = (
        quantities::unit_name().prop_map(MetricOption::In),
        names::name().prop_map(MetricOption::Per),
        dates::cadence().prop_map(MetricOption::Every),
        split_by(),
        kind,
        roll_up,
        names::name().prop_map(MetricOption::PartOf),
    );
    all.prop_flat_map(|(a, b, c, d, e, f, g)| {
        subsequence(vec![a, b, c, d, e, f, g], 0..=7).prop_shuffle()
    })
}

fn field_type() -> impl Strategy<Value = FieldTypeText> {
    let fixed = [
        FieldTypeText::Date,
        FieldTypeText::PlannedDate,
        FieldTypeText::Time,
        FieldTypeText::YesNo,
        FieldTypeText::Text,
        FieldTypeText::Number(None),
    ];
    let unit = quantities::unit_name().prop_filter("yes/no is a type of its own", |unit| {
        !matches!(unit.text.as_str(), "yes/no" | "是否")
    });
    prop_oneof![
        2 => select(fixed.to_vec()),
        1 => vec(names::name(), 1..5).prop_map(FieldTypeText::Category),
        1 => vec((names::name(), any::<bool>()), 2..5).prop_map(states),
        1 => unit.prop_map(|unit| FieldTypeText::Number(Some(unit))),
    ]
}

fn states(states: Vec<(Name, bool)>) -> FieldTypeText {
    let states = states.into_iter();
    FieldTypeText::States(
        states
            .map(|(name, partial)| StateText { name, partial })
            .collect(),
    )
}

fn field() -> impl Strategy<Value = Field> {
    let name = prop_oneof![names::plain_name(), names::name()];
    (
        name,
        field_type(),
        option::of(names::name()),
        option::of(names::name()),
    )
        .prop_map(|(name, ty, after, alias)| Field {
            name,
            ty,
            after,
            alias,
        })
}

pub(super) fn record() -> impl Strategy<Value = RecordClause> {
    prop_oneof![
        4 => field().prop_map(RecordClause::Field),
        1 => alias().prop_map(RecordClause::Alias),
        1 => names::name().prop_map(RecordClause::CountedBy),
        1 => vec(names::name(), 2..4).prop_map(RecordClause::Steps),
        1 => names::cited().prop_map(RecordClause::Cite),
    ]
}

pub(super) fn check() -> impl Strategy<Value = CheckClause> {
    prop_oneof![
        quantities::quantity().prop_map(CheckClause::Within),
        Just(CheckClause::ToThePrintedDigits),
        names::name_list().prop_map(CheckClause::Blames),
        Just(CheckClause::WarnOnly),
        names::names().prop_map(CheckClause::For),
        window().prop_map(CheckClause::ForWindow),
        names::cited().prop_map(CheckClause::Cite),
        names::text().prop_map(CheckClause::Because),
    ]
}
