//! Items with their clauses.

use dabiao_syntax::ast::{
    Allow, Check, CheckClause, Clause, DeclarationClause, Entity, Group, GroupMember, Import, Item,
    ItemKind, Metric, MetricTable, Milestone, Note, Parameter, Policy, Record, Refines, RuleClause,
    Target, Task, Trivia, UnitItem,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::clauses::{self, clause};
use super::conditions::{body, check_body};
use super::escalation::escalation;
use super::expressions::sum;
use super::score::score;
use super::{entry, names, nowhere, quantities, rules, testing, trivia};

pub(super) fn item() -> impl Strategy<Value = Item> {
    let kind = prop_oneof![
        1 => policy(),
        1 => import(),
        1 => refines(),
        1 => unit(),
        1 => parameter(),
        1 => entity(),
        1 => group(),
        2 => metric().prop_map(ItemKind::from),
        1 => metrics(),
        2 => record(),
        1 => task(),
        5 => target(),
        2 => milestone(),
        2 => check(),
        1 => escalation(),
        1 => score(),
        1 => note(),
        2 => testing::test(),
    ];
    (kind, vec(clause(allow()), 0..2), trivia()).prop_map(|(kind, allows, trivia)| Item {
        kind,
        allows,
        trivia,
        span: nowhere(),
    })
}

fn allow() -> impl Strategy<Value = Allow> {
    (clauses::code(), names::text()).prop_map(|(code, because)| Allow { code, because })
}

fn policy() -> impl Strategy<Value = ItemKind> {
    (names::text(), vec(clause(clauses::policy()), 0..6))
        .prop_map(|(title, clauses)| ItemKind::from(Policy { title, clauses }))
}

fn import() -> impl Strategy<Value = ItemKind> {
    (names::text(), cites()).prop_map(|(path, clauses)| ItemKind::from(Import { path, clauses }))
}

fn refines() -> impl Strategy<Value = ItemKind> {
    (names::text(), names::name(), cites()).prop_map(|(path, name, clauses)| {
        ItemKind::from(Refines {
            path,
            name,
            clauses,
        })
    })
}

fn unit() -> impl Strategy<Value = ItemKind> {
    let relation = prop_oneof![quantities::quantity(), quantities::time()];
    let relation =
        relation.prop_filter("a relation has a unit", |quantity| quantity.unit.is_some());
    (names::name(), option::of(relation), cites()).prop_map(|(name, relation, clauses)| {
        ItemKind::from(UnitItem {
            name,
            relation,
            clauses,
        })
    })
}

fn parameter() -> impl Strategy<Value = ItemKind> {
    let value = option::weighted(0.8, clauses::signed());
    (names::name(), value, cites()).prop_map(|(name, value, clauses)| {
        ItemKind::from(Parameter {
            name,
            value,
            clauses,
        })
    })
}

fn entity() -> impl Strategy<Value = ItemKind> {
    (
        names::name_list(),
        names::name(),
        option::of(names::name()),
        declared(),
    )
        .prop_map(|(names, kind, parent, clauses)| {
            ItemKind::from(Entity {
                names,
                kind,
                parent,
                clauses,
            })
        })
}

fn group() -> impl Strategy<Value = ItemKind> {
    let member = prop_oneof![
        3 => names::name().prop_map(GroupMember::One),
        1 => names::name().prop_map(GroupMember::Every),
    ];
    let members = prop_oneof![4 => vec(member.clone(), 1..4), 1 => vec(member, 10..16)];
    (names::name(), members, any::<bool>(), declared()).prop_map(
        |(name, members, open, clauses)| {
            ItemKind::from(Group {
                name,
                members,
                open,
                clauses,
            })
        },
    )
}

fn metric() -> impl Strategy<Value = Metric> {
    (
        names::name(),
        clauses::options(),
        option::of(sum()),
        vec(clause(clauses::metric()), 0..3),
    )
        .prop_map(|(name, options, definition, clauses)| Metric {
            name,
            options,
            definition,
            clauses,
        })
}

fn metrics() -> impl Strategy<Value = ItemKind> {
    (clauses::options(), cites(), vec(entry(metric()), 1..4)).prop_map(
        |(options, clauses, entries)| {
            ItemKind::from(MetricTable {
                options,
                clauses,
                entries,
            })
        },
    )
}

fn record() -> impl Strategy<Value = ItemKind> {
    let name = prop_oneof![names::plain_name(), names::name()];
    (
        name,
        option::of(names::name()),
        vec(clause(clauses::record()), 0..5),
    )
        .prop_map(|(name, per, clauses)| ItemKind::from(Record { name, per, clauses }))
}

fn task() -> impl Strategy<Value = ItemKind> {
    (
        names::id(),
        option::of(names::text()),
        vec(clause(rules::shared()), 0..4),
    )
        .prop_map(|(id, title, clauses)| ItemKind::from(Task { id, title, clauses }))
}

fn target() -> impl Strategy<Value = ItemKind> {
    (
        option::of(names::id()),
        option::of(names::text()),
        body(),
        vec(clause(rules::of_target()), 0..4),
    )
        .prop_map(|(id, title, body, clauses)| {
            ItemKind::from(Target {
                id,
                title,
                body,
                clauses,
            })
        })
}

/// What stands on the milestone's own line has no comments of its own.
fn milestone() -> impl Strategy<Value = ItemKind> {
    (
        option::of(names::id()),
        option::of(names::text()),
        vec(clause(rules::of_milestone()), 0..4),
    )
        .prop_map(|(id, title, mut clauses)| {
            if let Some(first) = clauses
                .first_mut()
                .filter(|first| matches!(first.kind, RuleClause::Due(_)))
            {
                first.trivia = Trivia::default();
            }
            ItemKind::from(Milestone { id, title, clauses })
        })
}

/// What stands on the check's own line has no comments of its own.
fn check() -> impl Strategy<Value = ItemKind> {
    (
        option::of(names::id()),
        option::of(names::text()),
        check_body(),
        vec(clause(clauses::check()), 0..4),
    )
        .prop_map(|(id, title, body, mut clauses)| {
            for tolerance in clauses.iter_mut().take_while(|clause| is_tolerance(clause)) {
                tolerance.trivia = Trivia::default();
            }
            ItemKind::from(Check {
                id,
                title,
                body,
                clauses,
            })
        })
}

fn is_tolerance(clause: &Clause<CheckClause>) -> bool {
    matches!(
        clause.kind,
        CheckClause::Within(_) | CheckClause::ToThePrintedDigits
    )
}

fn note() -> impl Strategy<Value = ItemKind> {
    (
        names::id(),
        option::of(names::text()),
        names::text(),
        cites(),
    )
        .prop_map(|(id, title, because, clauses)| {
            ItemKind::from(Note {
                id,
                title,
                because,
                clauses,
            })
        })
}

/// Where a declaration stands in the document.
fn cites() -> impl Strategy<Value = Vec<Clause<DeclarationClause>>> {
    vec(
        clause(names::cited().prop_map(DeclarationClause::Cite)),
        0..2,
    )
}

fn declared() -> impl Strategy<Value = Vec<Clause<DeclarationClause>>> {
    let alias = clauses::alias().prop_map(DeclarationClause::Alias);
    let cite = names::cited().prop_map(DeclarationClause::Cite);
    vec(clause(prop_oneof![2 => alias, 1 => cite]), 0..3)
}
