//! What is said twice, compared with itself, or set for a time that is over.

use std::hash::{Hash as _, Hasher as _};

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_syntax::ast::{Item, ItemKind, PolicyClause, RuleClause, Target};

use rustc_hash::{FxHashMap, FxHasher};

use super::Linted;
use crate::hir::{Condition, ExprKind, RuleBody};

impl Linted<'_> {
    pub(super) fn said_once(&mut self) {
        self.repeated_targets();
        self.compared_with_itself();
        self.after_the_time_in_force();
    }

    /// Targets that demand the same of the same at the same time.
    fn repeated_targets(&mut self) {
        // By a digest of what is said; what has the same is compared.
        let mut seen: FxHashMap<u64, Vec<(&Item, &Target)>> = FxHashMap::default();
        let mut found = Vec::new();
        for item in self.items() {
            let ItemKind::Target(target) = &item.kind else {
                continue;
            };
            let mut digest = FxHasher::default();
            self.demand(item, target, |word| word.hash(&mut digest));
            let others = seen.entry(digest.finish()).or_default();
            if let Some(rule) = self.rule_at(item.span) {
                let same = others.iter().find_map(|(other, said)| {
                    let two = self.rule_at(other.span)?;
                    let same = rule.entities == two.entities
                        && rule.schedule == two.schedule
                        && self.words(item, target) == self.words(other, said);
                    same.then_some(two)
                });
                if let Some(first) = same {
                    let it = Diagnostic::new(&register::SAME_DEMAND, item.span);
                    let it = it.with("id", first.id.as_ref());
                    found.push(it.in_item(rule.id.as_ref()));
                }
            }
            others.push((item, target));
        }
        self.found.extend(found);
    }

    /// The words of what a target demands.
    fn words(&self, item: &Item, target: &Target) -> Vec<&str> {
        let mut words = Vec::new();
        self.demand(item, target, |word| words.push(word));
        words
    }

    /// Hands out the words that a target says beside its id, its title, and who answers for it on whose authority.
    fn demand<'s>(&'s self, item: &Item, target: &Target, mut take: impl FnMut(&'s str)) {
        let id = target.id.as_ref().map(|id| id.span);
        let title = target.title.as_ref().map(|title| title.span);
        let beside = |clause: &RuleClause| {
            matches!(
                clause,
                RuleClause::Lead { .. }
                    | RuleClause::Jointly(_)
                    | RuleClause::Responsible(_)
                    | RuleClause::With(_)
                    | RuleClause::CarriedOutBy(_)
                    | RuleClause::Cite(_)
                    | RuleClause::Because(_)
            )
        };
        let clauses = target.clauses.iter().filter(|clause| beside(&clause.kind));
        let mut left_out: Vec<Span> = id.into_iter().chain(title).collect();
        left_out.extend(clauses.map(|clause| clause.span));
        left_out.sort_by_key(|span| span.start);
        let mut from = item.span.start;
        let ends = left_out.iter().map(|span| (span.start, span.end));
        for (end, next) in ends.chain([(item.span.end, item.span.end)]) {
            let said = self.text(Span {
                start: from,
                end: end.max(from),
                ..item.span
            });
            said.split_whitespace().for_each(&mut take);
            from = next;
        }
    }

    /// `X ≥ X`.
    fn compared_with_itself(&mut self) {
        let policy = self.policy;
        let checks = policy
            .checks
            .iter()
            .map(|check| (&check.id, &check.condition));
        let cases = policy.rules.iter().flat_map(|rule| {
            let cases = match &rule.body {
                RuleBody::Target(target) => target.cases.as_slice(),
                RuleBody::Milestone(..) => &[],
            };
            cases.iter().map(move |case| (&rule.id, &case.condition))
        });
        let all: Vec<(_, &Condition)> = checks.chain(cases).collect();
        let mut found = Vec::new();
        for (id, condition) in all {
            condition.tests(&mut |test| {
                let (ExprKind::Slot(left), ExprKind::Slot(right)) =
                    (&test.left.kind, &test.right.kind)
                else {
                    return;
                };
                if left == right {
                    let it = Diagnostic::new(
                        &register::COMPARED_WITH_ITSELF,
                        test.left.span.to(test.right.span),
                    );
                    found.push(it.in_item(id.as_ref()));
                }
            });
        }
        self.found.extend(found);
    }

    /// What falls due, or was issued, when the policy is no longer in force.
    fn after_the_time_in_force(&mut self) {
        let policy = self.policy;
        let Some(end) = policy.settings.to else {
            return;
        };
        if let Some(issued) = policy.settings.issued.filter(|issued| *issued > end)
            && let Some(span) = self.issued()
        {
            let it = Diagnostic::new(&register::ISSUED_AFTER_FORCE, span);
            self.report(
                it.with("issued", issued.to_string())
                    .with("end", end.to_string()),
            );
        }
        for rule in policy
            .rules
            .iter()
            .filter(|rule| rule.duty.because.is_none())
        {
            let due = rule.schedule.once.iter().map(|once| once.due).max();
            let continues = rule.schedule.each.is_some_and(|each| each.continuous);
            if let Some(due) = due.filter(|due| *due > end && !continues) {
                let it = Diagnostic::new(&register::DUE_AFTER_FORCE, rule.span)
                    .with("id", rule.id.as_ref())
                    .with("due", due.to_string())
                    .with("end", end.to_string());
                self.report(it.in_item(rule.id.as_ref()));
            }
        }
    }

    /// Where the day of issue is written.
    fn issued(&self) -> Option<Span> {
        self.items().find_map(|item| match &item.kind {
            ItemKind::Policy(policy) => policy.clauses.iter().find_map(|clause| {
                matches!(clause.kind, PolicyClause::Issued(_)).then_some(clause.span)
            }),
            _ => None,
        })
    }
}
