//! Who answers for a rule, and the clauses of the source it rests on.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::Duty;
use dabiao_syntax::ast::{LeadShare, Name, Names, RuleClause};

use super::rule::Clauses;
use crate::compiler::Compiler;

/// Picks the names of one kind of clause.
type Pick = fn(&RuleClause) -> Option<&Names>;

impl Compiler<'_> {
    /// The duty that clauses describe.
    pub(super) fn duty(&mut self, clauses: &Clauses<'_>) -> Duty {
        let mut duty = Duty {
            binding: !clauses.has(&RuleClause::BestEffort),
            ..Duty::default()
        };
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
            self.add(&mut duty.lead, names, &mut duty.open_list);
        }
        let responsible: [Pick; 3] = [
            |clause| match clause {
                RuleClause::Jointly(names) => Some(names),
                _ => None,
            },
            |clause| match clause {
                RuleClause::Responsible(names) => Some(names),
                _ => None,
            },
            |clause| match clause {
                RuleClause::CarriedOutBy(names) => Some(names),
                _ => None,
            },
        ];
        for pick in responsible {
            for (names, _) in clauses.all(pick) {
                self.add(&mut duty.responsible, names, &mut duty.open_list);
            }
        }
        for (names, _) in clauses.all(|clause| match clause {
            RuleClause::With(names) => Some(names),
            _ => None,
        }) {
            self.add(&mut duty.with, names, &mut duty.open_list);
        }
        for names in self.every_task_with.clone() {
            self.add(&mut duty.with, &names, &mut duty.open_list);
        }
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
