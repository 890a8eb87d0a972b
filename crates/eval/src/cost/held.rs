//! How many bytes a program holds: its tables, and what their rows hold beside.

use crate::program::{Condition, Program, RuleBody};

/// The bytes of a program's tables. Names that rows share are not counted twice: a rule holds its own alone.
pub(super) fn bytes(program: &Program) -> usize {
    let tables = [
        table(&program.metrics),
        table(&program.slots),
        table(&program.exprs),
        table(&program.linear),
        table(&program.quotients),
        table(&program.peers),
        table(&program.tests),
        table(&program.conditions),
        table(&program.aggregates),
        table(&program.limits),
        table(&program.declared),
        table(&program.checks),
        table(&program.rules),
        table(&program.escalations),
        table(&program.scores),
        table(&program.schema.metrics),
        table(&program.schema.records),
        table(&program.schema.entities),
    ];
    let terms = program.linear.iter().map(|it| table(&it.terms));
    let sides = program
        .quotients
        .iter()
        .map(|it| table(&it.numerator).saturating_add(table(&it.denominator)));
    let parts = program.conditions.iter().map(|it| match it {
        Condition::And(parts) | Condition::Or(parts) => table(parts),
        Condition::Every(_, entities) => table(entities),
        _ => 0,
    });
    let rules = program.rules.iter().map(|rule| {
        let cases = match &rule.body {
            RuleBody::Target { cases, warn, .. } => table(cases).saturating_add(table(warn)),
            RuleBody::Milestone(_) => 0,
        };
        let title = rule.title.as_ref().map_or(0, |title| title.len());
        [
            cases,
            table(&rule.entities),
            table(&rule.schedule.once),
            title,
            rule.id.len(),
            rule.place.len(),
        ]
        .into_iter()
        .fold(0, usize::saturating_add)
    });
    let rows = terms.chain(sides).chain(parts).chain(rules);
    tables
        .into_iter()
        .chain(rows)
        .fold(0, usize::saturating_add)
}

fn table<T>(rows: &[T]) -> usize {
    size_of_val(rows)
}
