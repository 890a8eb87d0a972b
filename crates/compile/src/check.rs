//! Checking: what is demanded is typed, with units and levels, into the typed tree.

mod aggregate;
mod condition;
mod duty;
mod escalation;
pub(crate) mod expansion;
mod expr;
mod levels;
mod mask;
pub(crate) mod metrics;
mod milestone;
mod mismatch;
mod peers;
mod readings;
mod recurrence;
pub(crate) mod refinement;
mod refuse;
mod relation;
mod relative;
mod rows;
mod rule;
mod scope;
mod score;
mod states;
mod tasks;
mod testing;
mod thresholds;
mod times;
mod when;

use dabiao_syntax::ast::{ItemKind, Module};

use crate::compiler::Compiler;
use crate::hir;

/// Types the whole policy, but for what its items cite; nothing when there is no policy item.
pub(crate) fn check(
    compiler: &mut Compiler<'_>,
    modules: &[Module],
    given: &refinement::Uppers<'_>,
) -> Option<hir::Policy> {
    let items = || modules.iter().flat_map(|module| &module.items);
    compiler.type_definitions();
    compiler.take_given();
    let tasks = tasks::Tasks::of(items());
    compiler.idle_tasks(&tasks, items());
    let (mut rules, mut checks) = (Vec::new(), Vec::new());
    for item in items() {
        match &item.kind {
            ItemKind::Target(target) => {
                rules.extend(compiler.target(target, item.span, &tasks, rules.len()));
            }
            ItemKind::Milestone(milestone) => {
                compiler.milestone(milestone, item.span, &tasks, &mut rules);
            }
            ItemKind::Check(check) => checks.extend(compiler.check(check, item.span, checks.len())),
            _ => {}
        }
    }
    compiler.warn_of_early_dates(&rules);
    let scores = items().filter_map(|item| match &item.kind {
        ItemKind::Score(score) => Some((score, item.span)),
        _ => None,
    });
    let scores = scores
        .enumerate()
        .filter_map(|(index, (score, span))| compiler.score(score, span, index, &rules));
    let scores: Vec<_> = scores.collect();
    let escalations = items().filter_map(|item| match &item.kind {
        ItemKind::Escalation(escalation) => Some((escalation, item.span)),
        _ => None,
    });
    let escalations = escalations
        .enumerate()
        .filter_map(|(index, (escalation, span))| {
            compiler.escalation(escalation, span, index, (&rules, &scores))
        });
    let escalations: Vec<_> = escalations.collect();
    let tested = testing::Tested {
        rules: &rules,
        checks: &checks,
        escalations: &escalations,
        scores: &scores,
    };
    let mut tests = Vec::new();
    for item in items() {
        if let ItemKind::Test(test) = &item.kind {
            tests.push(compiler.scenario(test, item.span, tested));
        }
    }
    compiler.item = None;
    let (uppers, refinements) = compiler.refinements(modules, &rules, given);
    let metrics = compiler.plans();
    Some(hir::Policy {
        title: compiler.title.clone()?,
        hash: compiler.hash(),
        schema: compiler.schema.clone(),
        metrics,
        settings: compiler.settings.clone(),
        orders: compiler.records.iter().map(order).collect(),
        counted_by: compiler
            .records
            .iter()
            .map(|record| record.counted_by)
            .collect(),
        declared: compiler.declared.clone(),
        checks,
        citing: Vec::new(),
        uppers,
        refinements,
        rules,
        escalations,
        scores,
        tests,
    })
}

/// The (earlier, later) pairs of a record's events.
fn order(record: &crate::compiler::RecordDeclaration) -> Vec<(usize, usize)> {
    let pairs = record.after.iter().enumerate();
    pairs
        .filter_map(|(later, earlier)| Some(((*earlier)?, later)))
        .collect()
}
