//! Conditions of targets.

use dabiao_model::Comparator;
use dabiao_syntax::ast::{
    CheckBody, Condition, ConditionKind, EventLimit, Expr, ExprKind, LimitText, Quantity,
    RelativeBase, Side, Str, TargetBody, Threshold,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::expressions::{figure, left_side, past, plain_figure, subject, sum, window};
use super::{dates, entry, names, nowhere, quantities, rows};

pub(super) fn comparator() -> impl Strategy<Value = Comparator> {
    use Comparator::{AtLeast, AtMost, Equal, LessThan, MoreThan, NotEqual};
    select(&[AtLeast, AtMost, MoreThan, LessThan, Equal, NotEqual][..])
}

fn condition(kind: ConditionKind) -> Condition {
    Condition {
        kind,
        span: nowhere(),
    }
}

fn benchmark() -> impl Strategy<Value = Str> {
    let known = select(&["province best", "全省平均", "national best"][..]).prop_map(|text| Str {
        text: text.into(),
        span: nowhere(),
    });
    prop_oneof![known, names::text()]
}

fn place() -> impl Strategy<Value = Quantity> {
    prop_oneof![quantities::share(), quantities::bare_number()]
}

fn event_limit() -> impl Strategy<Value = EventLimit> {
    let filter = || option::weighted(0.3, rows::row());
    let within = (quantities::time(), option::of(names::name()))
        .prop_map(|(time, from)| (LimitText::Within(time), from));
    let same_day = option::of(names::name()).prop_map(|from| (LimitText::SameDay, from));
    let before = (quantities::time(), names::name())
        .prop_map(|(time, from)| (LimitText::AtLeastBefore(time), Some(from)));
    let recurs = dates::recurrence().prop_map(|recurrence| (LimitText::Recurs(recurrence), None));
    (
        subject(),
        filter(),
        prop_oneof![3 => within, 1 => same_day, 1 => before, 1 => recurs],
    )
        .prop_map(|(subject, filter, (limit, from))| EventLimit {
            subject,
            filter,
            limit,
            from,
            span: nowhere(),
        })
}

fn side() -> impl Strategy<Value = Side> {
    select(&[Side::Above, Side::Below, Side::Behind][..])
}

fn base() -> impl Strategy<Value = RelativeBase> {
    prop_oneof![
        past().prop_map(RelativeBase::Past),
        benchmark().prop_map(RelativeBase::Benchmark),
    ]
}

/// A figure alone.
fn holds() -> impl Strategy<Value = Condition> {
    plain_figure().prop_map(|figure| condition(ConditionKind::Holds(figure)))
}

fn leaf() -> impl Strategy<Value = Condition> {
    let compare = (left_side(), comparator(), sum());
    let against = (figure(), past(), any::<bool>());
    let share_of_rows = (comparator(), quantities::share(), event_limit());
    prop_oneof![
        6 => compare.prop_map(|(left, op, right)| condition(ConditionKind::Compare { left, op, right })),
        1 => (figure(), quantities::quantity()).prop_map(|(value, limit)| {
            let limit = Expr { kind: ExprKind::Quantity(limit), span: nowhere() };
            condition(ConditionKind::ReachesValue { value, limit })
        }),
        1 => (figure(), sum(), sum())
            .prop_map(|(value, low, high)| condition(ConditionKind::Between { value, low: Box::new(low), high: Box::new(high) })),
        1 => figure().prop_map(|value| condition(ConditionKind::Cleared(value))),
        1 => (figure(), benchmark())
            .prop_map(|(value, benchmark)| condition(ConditionKind::ReachesBenchmark { value, benchmark })),
        1 => against
            .prop_map(|(value, past, strict)| condition(ConditionKind::Against { value, past, strict })),
        1 => (figure(), prop_oneof![quantities::places(), quantities::quantity()])
            .prop_map(|(value, by)| condition(ConditionKind::ImprovesBy { value, by })),
        1 => (figure(), place()).prop_map(|(value, place)| condition(ConditionKind::Top { value, place })),
        1 => figure().prop_map(|value| condition(ConditionKind::Improves(value))),
        1 => figure().prop_map(|value| condition(ConditionKind::IncreasesMore(value))),
        1 => (figure(), 1_u32..12, window()).prop_map(|(value, times, mut since)| {
            since.to = None;
            condition(ConditionKind::Doubles { value, times, since })
        }),
        1 => (figure(), side(), any::<bool>(), quantities::share(), base()).prop_map(
            |(value, side, at_most, by, base)| condition(ConditionKind::Relative { value, side, at_most, by: Box::new(by), base })),
        1 => holds(),
        1 => names::name().prop_map(|kind| condition(ConditionKind::Every { kind, metric: None })),
        3 => event_limit().prop_map(|limit| condition(ConditionKind::Rows(Box::new(limit)))),
        2 => share_of_rows
            .prop_map(|(op, share, limit)| condition(ConditionKind::ShareOfRows { op, share, limit: Box::new(limit) })),
    ]
}

/// Alternatives of conjunctions, of bracketed ones at most three deep.
pub(super) fn any_condition() -> impl Strategy<Value = Condition> {
    leaf().prop_recursive(3, 10, 3, |inner| {
        let bracket = inner.prop_map(|inner| condition(ConditionKind::Bracket(Box::new(inner))));
        let part = prop_oneof![3 => leaf(), 1 => bracket].boxed();
        let not = part
            .clone()
            .prop_map(|part| condition(ConditionKind::Not(Box::new(part))));
        let part = prop_oneof![5 => part, 1 => not].boxed();
        let and = joined(part, ConditionKind::And).boxed();
        joined(and, ConditionKind::Or)
    })
}

/// Parts that a word joins. All but the last stand in brackets where they end in rows, which would go on otherwise.
fn joined(
    part: BoxedStrategy<Condition>,
    join: fn(Vec<Condition>) -> ConditionKind,
) -> impl Strategy<Value = Condition> {
    let several = vec(part.clone(), 2..4).prop_map(move |parts| {
        let parts = parts.into_iter().map(|part| {
            if mentions_rows(&part) {
                condition(ConditionKind::Bracket(Box::new(part)))
            } else {
                part
            }
        });
        condition(join(parts.collect()))
    });
    prop_oneof![3 => part, 1 => several]
}

/// Whether a part could end in rows; asking too often only brackets too much.
fn mentions_rows(part: &Condition) -> bool {
    match &part.kind {
        ConditionKind::Rows(_) | ConditionKind::ShareOfRows { .. } => true,
        ConditionKind::And(parts) => parts.iter().any(mentions_rows),
        ConditionKind::Not(inner) => mentions_rows(inner),
        _ => false,
    }
}

pub(super) fn check_body() -> impl Strategy<Value = CheckBody> {
    let entries = || vec(entry(any_condition()), 1..4);
    prop_oneof![
        4 => any_condition().prop_map(CheckBody::Condition),
        1 => entries().prop_map(CheckBody::AllOf),
        1 => entries().prop_map(CheckBody::AnyOf),
    ]
}

pub(super) fn body() -> impl Strategy<Value = TargetBody> {
    let entries = || vec(entry(any_condition()), 1..4);
    let threshold =
        (names::name_list(), comparator(), sum()).prop_map(|(scope, op, limit)| Threshold {
            due: None,
            scope,
            op,
            limit,
        });
    let scope = prop_oneof![Just(Vec::new()), names::name_list()];
    let dated =
        (dates::date(), scope, comparator(), sum()).prop_map(|(due, scope, op, limit)| Threshold {
            due: Some(due),
            scope,
            op,
            limit,
        });
    let threshold = prop_oneof![2 => threshold, 1 => dated];
    let thresholds = (figure(), vec(entry(threshold), 1..4))
        .prop_map(|(value, entries)| TargetBody::Thresholds { value, entries });
    prop_oneof![
        4 => any_condition().prop_map(TargetBody::Condition),
        1 => entries().prop_map(TargetBody::AllOf),
        1 => entries().prop_map(TargetBody::AnyOf),
        1 => thresholds,
    ]
}
