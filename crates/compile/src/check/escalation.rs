//! Escalations: what they watch, who answers, and steps that can be reached.

mod watch;

use std::sync::Arc;

use dabiao_calendar::LimitUnit;
use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{Action, Counted, Escalation, Lead, Party, Reset, Run, Step, Watched};
use dabiao_model::{Cadence, EntityId, RuleId};
use dabiao_syntax::ast::{
    self, ActionText, CountedText, EscalationClause, Name, PartyText, RunText, StepText, WatchText,
};

use crate::compiler::Compiler;
use crate::hir::{self, Rule};

/// How many of those without a party a message names.
const NAMED: usize = 5;

impl Compiler<'_> {
    /// An escalation over the rules of the policy.
    pub(super) fn escalation(
        &mut self,
        escalation: &ast::Escalation,
        span: Span,
        index: usize,
        (rules, scores): (&[Rule], &[hir::Score]),
    ) -> Option<Escalation> {
        let id = escalation.id.as_ref().map_or_else(
            || format!("escalation-{}", index.saturating_add(1)),
            |id| id.text.to_string(),
        );
        self.item = Some(id.clone());
        let indices = self.watched(&escalation.watch, rules);
        let party = self.party(escalation.party.as_ref());
        let outcome = self.watched_score(escalation, scores, span);
        let of_score = outcome.as_ref().and_then(|it| scores.get(it.score));
        let usual = of_score.map(|score| score.cadence);
        let usual = usual.or(self.settings.monitor);
        let cadence = escalation.cadence.map(|text| text.cadence).or(usual);
        let watches_rules = matches!(
            escalation.watch,
            WatchText::AllTargets(_) | WatchText::These(_)
        );
        if cadence.is_none() && watches_rules {
            self.report(Diagnostic::new(&register::NO_CADENCE, span));
        }
        let steps = self.steps(escalation, cadence);
        self.warn_of_unsaid_runs(&escalation.clauses);
        let (party, cadence) = (party?, cadence?);
        match of_score {
            Some(score) => self.warn_if_not_scored(party, score, span),
            None => self.warn_without_party(party, &indices, rules, span),
        }
        let except = self.excepted_parties(&escalation.clauses);
        let responsible_first = escalation.party == Some(PartyText::Responsible);
        let leads = |rule: &Rule| self.leads(rule, responsible_first);
        let watches = indices.into_iter().filter_map(|index| {
            Some(Watched {
                rule: RuleId::from(index),
                leads: leads(rules.get(index)?),
            })
        });
        let clauses = || escalation.clauses.iter().map(|clause| &clause.kind);
        let has = |wanted: &EscalationClause| clauses().any(|clause| clause == wanted);
        let reset = if has(&EscalationClause::ResetByAMetPeriod) {
            Reset::MetPeriod
        } else if has(&EscalationClause::ResetByAMetYear) {
            Reset::MetYear
        } else {
            Reset::Never
        };
        let cited = clauses().filter_map(|clause| match clause {
            EscalationClause::Cite(ids) => Some(ids),
            _ => None,
        });
        Some(Escalation {
            id: id.into(),
            title: escalation
                .title
                .as_ref()
                .map(|title| title.text.as_str().into()),
            watches: watches.collect(),
            scored: outcome,
            except,
            party,
            cadence,
            steps,
            reset,
            cite: cited.flatten().map(|id| id.text.as_str().into()).collect(),
            because: clauses().find_map(|clause| match clause {
                EscalationClause::Because(reason) => Some(reason.text.as_str().into()),
                _ => None,
            }),
            place: self.place(span),
        })
    }

    fn party(&mut self, party: Option<&PartyText>) -> Option<Party> {
        Some(match party {
            None | Some(PartyText::Entity) => Party::Entity,
            Some(PartyText::Lead | PartyText::Responsible) => Party::Lead,
            Some(PartyText::Kind(kind)) => Party::Kind(self.known_kind(kind)?),
        })
    }

    /// Who leads a rule, groups expanded; those responsible where nobody leads, or before the leads.
    fn leads(&self, rule: &Rule, responsible_first: bool) -> Vec<Lead> {
        let duty = &rule.duty;
        let responsible = duty.all_responsible();
        let beside = duty.lead.is_empty() || (responsible_first && !responsible.is_empty());
        let names = if beside {
            responsible
        } else {
            duty.lead.iter().collect()
        };
        let mut leads: Vec<Lead> = Vec::new();
        for name in names {
            let group = self.group(name);
            let members: Vec<Option<EntityId>> = match (self.schema.entity(name), group) {
                (None, Some(group)) => group.members.iter().copied().map(Some).collect(),
                (entity, _) => vec![entity],
            };
            for entity in members {
                let name = entity.map_or_else(
                    || name.clone(),
                    |entity| Arc::from(self.schema.entity_name(entity)),
                );
                if !leads.iter().any(|lead| lead.name == name) {
                    leads.push(Lead {
                        name,
                        entity,
                        own_part: group.is_some() || (duty.each_its_part && !beside),
                    });
                }
            }
        }
        leads
    }

    /// Whose misses are not counted, groups expanded.
    fn excepted_parties(&mut self, clauses: &[ast::Clause<EscalationClause>]) -> Vec<Arc<str>> {
        let mut parties = Vec::new();
        for clause in clauses {
            if let EscalationClause::Except(names) = &clause.kind {
                for name in &names.names {
                    self.declared_party(name);
                    parties.extend(self.party_names(name));
                }
            }
        }
        parties
    }

    /// The names that a party's name stands for.
    pub(super) fn party_names(&self, name: &Name) -> Vec<Arc<str>> {
        let own = |entity: EntityId| Arc::from(self.schema.entity_name(entity));
        match (self.schema.entity(&name.text), self.group(&name.text)) {
            (Some(entity), _) => vec![own(entity)],
            (None, Some(group)) => group.members.iter().map(|it| own(*it)).collect(),
            (None, None) => vec![name.text.as_str().into()],
        }
    }

    /// Warns of a party that is never scored.
    fn warn_if_not_scored(&mut self, party: Party, score: &hir::Score, span: Span) {
        let scored = |kind| {
            let mut kinds = score
                .entities
                .iter()
                .filter_map(|entity| self.schema.entities.get(entity.index()));
            kinds.any(|entity| entity.kind == kind)
        };
        if let Party::Kind(kind) = party
            && !scored(kind)
        {
            let diagnostic = Diagnostic::new(&register::NOBODY_ANSWERS, span);
            self.report(diagnostic.with("rules", score.id.to_string()));
        }
    }

    /// Warns of watched rules for which nobody would answer.
    fn warn_without_party(&mut self, party: Party, watched: &[usize], rules: &[Rule], span: Span) {
        let judged = |rule: &Rule, wanted: &dyn Fn(EntityId) -> bool| {
            rule.entities.iter().flatten().any(|entity| wanted(*entity))
        };
        let answered = |rule: &Rule| match party {
            Party::Lead => !rule.duty.lead.is_empty() || !rule.duty.all_responsible().is_empty(),
            Party::Entity => judged(rule, &|_| true),
            Party::Kind(kind) => judged(rule, &|entity| {
                let schema = self.schema.entities.get(entity.index());
                schema.is_some_and(|schema| schema.kind == kind)
            }),
        };
        let watched = watched.iter().filter_map(|index| rules.get(*index));
        let without: Vec<&str> = watched
            .filter(|rule| rule.duty.binding && !answered(rule))
            .map(|rule| rule.id.as_ref())
            .collect();
        if without.is_empty() {
            return;
        }
        let more = without.len().saturating_sub(NAMED);
        let (mut en, mut zh) = (String::new(), String::new());
        if more > 0 {
            en = format!(" and {more} more");
            zh = format!("等{}项", without.len());
        }
        let named: Vec<&str> = without.into_iter().take(NAMED).collect();
        let list = dabiao_model::Text::new(
            format!("{}{en}", named.join(", ")),
            format!("{}{zh}", named.join("、")),
        );
        self.report(Diagnostic::new(&register::NOBODY_ANSWERS, span).with("rules", list));
    }

    fn steps(&mut self, escalation: &ast::Escalation, cadence: Option<Cadence>) -> Vec<Step> {
        let mut steps: Vec<(Step, Span)> = Vec::new();
        for clause in &escalation.clauses {
            let EscalationClause::Step(text) = &clause.kind else {
                continue;
            };
            let Some(step) = self.step(text, clause.span) else {
                continue;
            };
            let reach = cadence.and_then(|cadence| self.most(step.run, cadence));
            if reach.is_some_and(|most| step.count > most) {
                self.unreachable(clause.span);
            }
            let twin = |(other, _): &&(Step, Span)| {
                (other.counted, other.run, other.count) == (step.counted, step.run, step.count)
            };
            if let Some((_, first)) = steps.iter().find(twin) {
                self.unreachable(*first);
            }
            steps.push((step, clause.span));
        }
        steps.into_iter().map(|(step, _)| step).collect()
    }

    fn unreachable(&mut self, span: Span) {
        self.report(Diagnostic::new(&register::UNREACHABLE_STEP, span));
    }

    fn step(&mut self, text: &StepText, span: Span) -> Option<Step> {
        if text.count == 0 {
            self.misplaced(span, "count from 1", "请从1起计");
            return None;
        }
        let run = match &text.run {
            RunText::Consecutive => Run::Consecutive,
            RunText::InAYear => Run::CalendarYear,
            RunText::Unsaid => Run::TimeInForce,
            RunText::In(time) => {
                let limit = self.limit(time)?;
                let months = match limit.unit {
                    LimitUnit::Months => Some(limit.count),
                    LimitUnit::Years => limit.count.checked_mul(12),
                    _ => None,
                };
                let Some(months) = months.filter(|months| (1..=1_200).contains(months)) else {
                    self.misplaced(
                        time.span,
                        "write whole months, for example: in 12 months",
                        "请写整月，例如：12个月内",
                    );
                    return None;
                };
                Run::Months(months)
            }
        };
        for name in [&text.by, &text.to].into_iter().flatten() {
            self.declared_party(name);
        }
        let owned = |name: &Option<Name>| name.as_ref().map(|name| Arc::from(name.text.as_str()));
        Some(Step {
            count: text.count,
            counted: match text.counted {
                CountedText::Misses => Counted::Misses,
                CountedText::Met => Counted::Met,
            },
            run,
            action: action(&text.action),
            by: owned(&text.by),
            to: owned(&text.to),
        })
    }

    /// How many periods a step can count at most; none where there is no end to it.
    fn most(&self, run: Run, cadence: Cadence) -> Option<u32> {
        let length = cadence.months();
        match run {
            Run::CalendarYear => 12_u32.checked_div(length),
            Run::Months(months) => Some(months.div_ceil(length)),
            Run::Consecutive | Run::TimeInForce => {
                let (from, to) = (self.settings.from?, self.settings.to?);
                let first = dabiao_model::Period::containing(from, cadence)?;
                let periods = std::iter::successors(Some(first), |period| period.shifted(1));
                let count = periods.take_while(|period| period.start() <= to).count();
                u32::try_from(count).ok()
            }
        }
    }
}

/// What follows.
pub(super) fn action(text: &ActionText) -> Action {
    match text {
        ActionText::Remind => Action::Remind,
        ActionText::Interview => Action::Interview,
        ActionText::Refer => Action::Refer,
        ActionText::Commend => Action::Commend,
        ActionText::Own(own) => Action::Own(own.text.as_str().into()),
    }
}
