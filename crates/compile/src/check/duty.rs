//! Who answers for a rule, and the clauses of the source it rests on.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::Duty;
use dabiao_model::EntityId;
use dabiao_syntax::ast::{LeadShare, Name, Names, RuleClause, TaskRole};

use super::rule::Clauses;
use crate::compiler::Compiler;
use crate::hir;

/// The roles beside the leads.
const ROLES: [TaskRole; 4] = [
    TaskRole::Jointly,
    TaskRole::Responsible,
    TaskRole::CarriedOutBy,
    TaskRole::With,
];

impl Compiler<'_> {
    /// The duty that clauses describe.
    pub(super) fn duty(&mut self, clauses: &Clauses<'_>) -> Duty {
        let mut duty = Duty {
            binding: !clauses.has(&RuleClause::BestEffort),
            ..Duty::default()
        };
        let mut open = false;
        let leads = clauses.all(|clause| match clause {
            RuleClause::Lead { names, share } => Some((names, *share)),
            _ => None,
        });
        for ((names, share), span) in leads {
            if share.is_none() && names.names.len() > 1 {
                let count = names.names.len().to_string();
                self.report(Diagnostic::new(&register::SHARED_LEAD, span).with("count", count));
            }
            duty.each_its_part |= share == Some(LeadShare::EachItsPart);
            self.add(&mut duty.lead, names, &mut open);
        }
        for role in ROLES {
            for (names, _) in clauses.all(|clause| names_of(clause, role)) {
                self.add(answering(&mut duty, role), names, &mut open);
            }
        }
        for (role, names) in self.every_task.clone() {
            self.add(answering(&mut duty, role), &names, &mut open);
        }
        duty.open_list = open;
        let cited = clauses.all(|clause| match clause {
            RuleClause::Cite(ids) => Some(ids),
            _ => None,
        });
        duty.cite = cited
            .iter()
            .flat_map(|(ids, _)| ids.iter())
            .map(|id| id.text.as_str().into())
            .collect();
        let because = clauses.first(|clause| match clause {
            RuleClause::Because(reason) => Some(reason.text.as_str()),
            _ => None,
        });
        duty.because = because.map(|(reason, _)| reason.into());
        let weight = clauses.first(|clause| match clause {
            RuleClause::Weight(weight) => Some(weight),
            _ => None,
        });
        duty.weight = weight
            .and_then(|(weight, _)| self.quantity(weight))
            .map(|(weight, _)| weight);
        duty
    }

    /// Who answers where the one judged cannot act.
    pub(super) fn stand_in(
        &mut self,
        clauses: &Clauses<'_>,
    ) -> Option<(hir::Condition, Arc<str>, Option<EntityId>)> {
        let (when, who) = clauses
            .first(|clause| match clause {
                RuleClause::StandsIn { when, who } => Some((when, who)),
                _ => None,
            })?
            .0;
        self.declared_party(who);
        let entity = self.schema.entity(&who.text);
        let name = entity.map_or_else(
            || who.text.as_str().into(),
            |entity| Arc::from(self.schema.entity_name(entity)),
        );
        Some((self.condition(when)?, name, entity))
    }

    /// Adds names, a group as it is called; an undeclared one is warned of.
    fn add(&mut self, list: &mut Vec<Arc<str>>, names: &Names, open: &mut bool) {
        *open |= names.open;
        for name in &names.names {
            *open |= self.group(&name.text).is_some_and(|group| group.open);
            self.declared_party(name);
            let name: Arc<str> = name.text.as_str().into();
            if !list.contains(&name) {
                list.push(name);
            }
        }
    }

    /// Warns of someone with a duty who is neither an entity nor a group.
    pub(super) fn declared_party(&mut self, name: &Name) {
        if self.group(&name.text).is_none() && self.schema.entity(&name.text).is_none() {
            self.undeclared(&name.text, name.span);
        }
    }

    fn undeclared(&mut self, name: &str, span: Span) {
        let known = self.entity_names();
        let nearest = dabiao_diagnostics::nearest::known(name, known.iter().map(AsRef::as_ref));
        self.report(
            Diagnostic::new(&register::UNDECLARED_UNIT, span)
                .with("name", name)
                .with("nearest", nearest),
        );
    }
}

/// The names that a clause gives a role beside the leads.
fn names_of(clause: &RuleClause, role: TaskRole) -> Option<&Names> {
    match (clause, role) {
        (RuleClause::Jointly(names), TaskRole::Jointly)
        | (RuleClause::Responsible(names), TaskRole::Responsible)
        | (RuleClause::CarriedOutBy(names), TaskRole::CarriedOutBy)
        | (RuleClause::With(names), TaskRole::With) => Some(names),
        _ => None,
    }
}

/// The list of a duty for a role.
fn answering(duty: &mut Duty, role: TaskRole) -> &mut Vec<Arc<str>> {
    match role {
        TaskRole::Lead => &mut duty.lead,
        TaskRole::Jointly => &mut duty.jointly,
        TaskRole::Responsible => &mut duty.responsible,
        TaskRole::CarriedOutBy => &mut duty.carried_out_by,
        TaskRole::With => &mut duty.with,
    }
}
