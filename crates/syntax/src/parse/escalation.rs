//! Escalations: their first line and their steps.

use dabiao_grammar::Rule;
use dabiao_model::literal;

use super::reader::{Node, Reader};
use crate::ast::{
    ActionText, CountedText, Escalation, EscalationClause, ListColour, PartyText, RunText,
    StepText, WatchText, WatchedText,
};

impl Reader<'_> {
    /// The first line of an escalation; its clauses are read from other lines.
    pub(super) fn escalation_head<'n>(
        &mut self,
        nodes: impl Iterator<Item = Node<'n>>,
    ) -> Option<Escalation> {
        let (mut id, mut title, mut watch, mut party, mut cadence) = (None, None, None, None, None);
        for node in nodes {
            match node.as_rule() {
                Rule::id => id = Some(self.id(&node)),
                Rule::quoted => title = Some(self.text_of(&node)),
                Rule::watch => watch = Some(self.watch(node)?),
                Rule::party => party = Some(self.party(node)?),
                Rule::cadence => cadence = Some(self.cadence(&node)),
                _ => {}
            }
        }
        Some(Escalation {
            id,
            title,
            watch: watch?,
            party,
            cadence,
            clauses: Vec::new(),
        })
    }

    fn watch(&mut self, node: Node<'_>) -> Option<WatchText> {
        let (mut all, mut watched) = (false, Vec::new());
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::all_targets => all = true,
                Rule::watched => watched.extend(self.watched(inner)),
                Rule::watched_list => return self.watched_list(inner),
                Rule::watched_total => return self.watched_total(inner),
                _ => {}
            }
        }
        Some(if all {
            WatchText::AllTargets(watched)
        } else {
            WatchText::These(watched)
        })
    }

    fn watched_list(&self, node: Node<'_>) -> Option<WatchText> {
        let (mut colour, mut score) = (None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::kw_red_list => colour = Some(ListColour::Red),
                Rule::kw_black_list => colour = Some(ListColour::Black),
                Rule::id => score = Some(self.id(&inner)),
                _ => {}
            }
        }
        Some(WatchText::List(colour?, score))
    }

    fn watched_total(&mut self, node: Node<'_>) -> Option<WatchText> {
        let (mut op, mut marks, mut score) = (None, None, None);
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::comparator => op = Some(self.comparator(&inner)),
                Rule::quantity => marks = Some(self.quantity(&inner)),
                Rule::id => score = Some(self.id(&inner)),
                _ => {}
            }
        }
        Some(WatchText::Total(score, op?, marks?))
    }

    fn watched(&self, node: Node<'_>) -> Option<WatchedText> {
        let inner = node.into_inner().next()?;
        if inner.as_rule() == Rule::watched_task {
            let id = inner.into_inner().find(|part| part.as_rule() == Rule::id)?;
            return Some(WatchedText::Task(self.id(&id)));
        }
        Some(WatchedText::Item(self.id(&inner)))
    }

    fn party(&self, node: Node<'_>) -> Option<PartyText> {
        let inner = node.into_inner().next()?;
        Some(match inner.as_rule() {
            Rule::per_lead => PartyText::Lead,
            Rule::per_responsible => PartyText::Responsible,
            Rule::per_entity => PartyText::Entity,
            _ => PartyText::Kind(self.name_in(inner)?),
        })
    }

    /// A clause of an escalation.
    pub(super) fn escalation_clause(&mut self, node: Node<'_>) -> Option<EscalationClause> {
        Some(match node.as_rule() {
            Rule::en_step | Rule::zh_step => EscalationClause::Step(self.step(node)?),
            Rule::reset_period => EscalationClause::ResetByAMetPeriod,
            Rule::reset_year => EscalationClause::ResetByAMetYear,
            Rule::except => EscalationClause::Except(self.parties(node)?),
            Rule::cite => EscalationClause::Cite(self.cited(node)),
            Rule::because => EscalationClause::Because(self.quoted_in(node)?),
            _ => return None,
        })
    }

    fn step(&mut self, node: Node<'_>) -> Option<StepText> {
        let mut step = StepText {
            count: 0,
            counted: CountedText::Misses,
            run: RunText::Unsaid,
            action: ActionText::Remind,
            by: None,
            to: None,
        };
        for inner in node.into_inner() {
            match inner.as_rule() {
                Rule::zh_times => {
                    for part in inner.into_inner() {
                        self.step_part(&part, &mut step);
                    }
                }
                Rule::action => step.action = self.action(inner)?,
                Rule::by_whom => {
                    let by = inner
                        .into_inner()
                        .find(|part| part.as_rule() == Rule::name_by)?;
                    step.by = Some(self.name(&by));
                }
                Rule::name => step.to = Some(self.name(&inner)),
                _ => self.step_part(&inner, &mut step),
            }
        }
        Some(step)
    }

    fn step_part(&mut self, node: &Node<'_>, step: &mut StepText) {
        match node.as_rule() {
            Rule::whole_number => step.count = self.whole(node),
            Rule::zh_number => step.count = chinese_whole(node.as_str()),
            Rule::consecutive | Rule::glued_run => step.run = RunText::Consecutive,
            Rule::times_met => step.counted = CountedText::Met,
            Rule::in_a_year => step.run = RunText::InAYear,
            Rule::quantity => step.run = RunText::In(self.quantity(node)),
            _ => {}
        }
    }

    pub(super) fn action(&self, node: Node<'_>) -> Option<ActionText> {
        let inner = node.into_inner().next()?;
        Some(match inner.as_rule() {
            Rule::kw_remind => ActionText::Remind,
            Rule::kw_interview => ActionText::Interview,
            Rule::kw_refer => ActionText::Refer,
            Rule::kw_commend => ActionText::Commend,
            _ => ActionText::Own(self.text_of(&inner)),
        })
    }
}

/// `三` is 3; what is no number is 0, which no step may count to.
fn chinese_whole(text: &str) -> u32 {
    literal::number(text, |_| true)
        .ok()
        .and_then(|(number, _)| u32::try_from(number.decimal.mantissa()).ok())
        .unwrap_or(0)
}
