//! Conditions on rows.

use dabiao_syntax::ast::{Expr, ExprKind, RowCondition, RowConditionKind};
use proptest::collection::vec;
use proptest::prelude::*;

use super::conditions::comparator;
use super::{names, nowhere, quantities};

fn condition(kind: RowConditionKind) -> RowCondition {
    RowCondition {
        kind,
        span: nowhere(),
    }
}

fn value() -> impl Strategy<Value = Expr> {
    prop_oneof![
        any::<bool>().prop_map(ExprKind::YesNo),
        names::plain_name().prop_map(ExprKind::Name),
        names::text().prop_map(ExprKind::Text),
        quantities::quantity().prop_map(ExprKind::Quantity),
    ]
    .prop_map(|kind| Expr {
        kind,
        span: nowhere(),
    })
}

fn leaf() -> impl Strategy<Value = RowCondition> {
    prop_oneof![
        3 => (names::name(), value()).prop_map(|(field, value)| RowConditionKind::Is { field, value }),
        1 => (names::name(), names::name_list()).prop_map(|(field, values)| RowConditionKind::In { field, values }),
        1 => (names::name(), comparator(), quantities::quantity())
            .prop_map(|(field, op, value)| RowConditionKind::Compare { field, op, value }),
        1 => (names::name(), names::name()).prop_map(|(field, state)| RowConditionKind::AtLeast { field, state }),
        1 => names::name().prop_map(RowConditionKind::PartlyDone),
        1 => names::name().prop_map(RowConditionKind::FilledIn),
        1 => Just(RowConditionKind::EveryStepDone),
        2 => names::name().prop_map(RowConditionKind::Happened),
        1 => (names::name(), quantities::time()).prop_map(|(event, limit)| RowConditionKind::OpenFor { event, limit }),
    ]
    .prop_map(condition)
}

/// Alternatives of conjunctions, of bracketed ones at most three deep.
pub(super) fn row() -> impl Strategy<Value = RowCondition> {
    leaf().prop_recursive(3, 8, 3, |inner| {
        let bracket = inner
            .prop_filter("a comparison has brackets of its own", |row| {
                !matches!(row.kind, RowConditionKind::Compare { .. })
            })
            .prop_map(|row| condition(RowConditionKind::Bracket(Box::new(row))));
        let part = prop_oneof![3 => leaf(), 1 => bracket].boxed();
        let not = part
            .clone()
            .prop_map(|row| condition(RowConditionKind::Not(Box::new(deniable(row)))));
        let part = prop_oneof![4 => part, 1 => not].boxed();
        let and = joined(part, RowConditionKind::And).boxed();
        joined(and, RowConditionKind::Or)
    })
}

/// An event that has not happened is denied in brackets only.
fn deniable(row: RowCondition) -> RowCondition {
    match row.kind {
        RowConditionKind::OpenFor { .. } => condition(RowConditionKind::Bracket(Box::new(row))),
        _ => row,
    }
}

fn joined(
    part: BoxedStrategy<RowCondition>,
    join: fn(Vec<RowCondition>) -> RowConditionKind,
) -> impl Strategy<Value = RowCondition> {
    let several = vec(part.clone(), 2..4).prop_map(move |parts| condition(join(parts)));
    prop_oneof![3 => part, 1 => several]
}
