//! Who answers: nobody, somebody twice, or somebody who both leads and helps.

use std::collections::BTreeSet;

use dabiao_diagnostics::{Diagnostic, register};
use dabiao_eval::program::Duty;
use dabiao_syntax::ast::{ItemKind, Name, RuleClause};

use super::Linted;

impl Linted<'_> {
    pub(super) fn duties(&mut self) {
        self.named_twice();
        let policy = self.policy;
        let led = policy
            .rules
            .iter()
            .filter(|rule| answers(&rule.duty))
            .count();
        // Where many have none, the document leaves them open on purpose.
        let most_are_led = led.saturating_mul(5) >= policy.rules.len().saturating_mul(4) && led > 0;
        for rule in &policy.rules {
            let duty = &rule.duty;
            let mut found = Vec::new();
            // Whoever is judged by name answers, and so does whoever a reason speaks of.
            let judged = rule.entities.iter().any(Option::is_some);
            let excused = judged || duty.because.is_some() || rule.stand_in.is_some();
            if most_are_led && duty.binding && !answers(duty) && !excused {
                found.push(Diagnostic::new(&register::LEADERLESS, rule.span));
            }
            let helping: BTreeSet<&str> = duty.with.iter().map(AsRef::as_ref).collect();
            let mut leads = duty.lead.iter();
            if let Some(both) = leads.find(|lead| helping.contains(lead.as_ref())) {
                let found_here = Diagnostic::new(&register::LEADS_AND_HELPS, rule.span);
                found.push(found_here.with("name", both.as_ref()));
            }
            for it in found {
                self.report(it.in_item(rule.id.as_ref()));
            }
        }
    }

    /// A name that stands twice in one list.
    fn named_twice(&mut self) {
        let mut found = Vec::new();
        for item in self.items() {
            let (clauses, id) = match &item.kind {
                ItemKind::Task(it) => (&it.clauses, Some(&it.id)),
                ItemKind::Target(it) => (&it.clauses, it.id.as_ref()),
                ItemKind::Milestone(it) => (&it.clauses, it.id.as_ref()),
                _ => continue,
            };
            for name in clauses.iter().filter_map(|it| repeated(listed(&it.kind))) {
                let it = Diagnostic::new(&register::NAMED_TWICE, name.span)
                    .with("name", name.text.as_str());
                found.push(match id {
                    Some(id) => it.in_item(id.text.as_str()),
                    None => it,
                });
            }
        }
        self.found.extend(found);
    }
}

fn answers(duty: &Duty) -> bool {
    !duty.lead.is_empty() || !duty.all_responsible().is_empty()
}

/// The names of a list of those who answer.
fn listed(clause: &RuleClause) -> &[Name] {
    match clause {
        RuleClause::Lead { names, .. }
        | RuleClause::Jointly(names)
        | RuleClause::Responsible(names)
        | RuleClause::With(names)
        | RuleClause::CarriedOutBy(names) => &names.names,
        _ => &[],
    }
}

fn repeated(names: &[Name]) -> Option<&Name> {
    let mut seen = BTreeSet::new();
    names.iter().find(|name| !seen.insert(name.text.as_str()))
}
