//! What is said twice, compared with itself, or set for a time that is over.

use std::collections::BTreeMap;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_syntax::ast::{Item, ItemKind, PolicyClause, RuleClause, Target};

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
        let rules = self.rules_by_place();
        let mut seen: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
        let mut found = Vec::new();
        for item in self.items() {
            let ItemKind::Target(target) = &item.kind else {
                continue;
            };
            let others = seen.entry(self.demand(item, target)).or_default();
            let same = others.iter().find(|other| {
                let (Some(one), Some(two)) = (rules.get(&item.span), rules.get(&other.span)) else {
                    return false;
                };
                one.entities == two.entities && one.schedule == two.schedule
            });
            if let (Some(other), Some(rule)) = (same, rules.get(&item.span)) {
                let first = rules.get(&other.span).map_or("", |rule| rule.id.as_ref());
                let it = Diagnostic::new(&register::SAME_DEMAND, item.span).with("id", first);
                found.push(it.in_item(rule.id.as_ref()));
            }
            others.push(item);
        }
        self.found.extend(found);
    }

    /// What a target says beside its id, its title, and who answers for it on whose authority.
    fn demand(&self, item: &Item, target: &Target) -> String {
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
        let (mut text, mut from) = (String::new(), item.span.start);
        for span in left_out {
            text.push_str(self.text(Span {
                start: from,
                end: span.start.max(from),
                ..item.span
            }));
            from = span.end;
        }
        text.push_str(self.text(Span {
            start: from,
            ..item.span
        }));
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
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
