//! Escalations: what they watch, who answers, and steps that can be reached.

use std::sync::Arc;

use dabiao_calendar::LimitUnit;
use dabiao_diagnostics::{Diagnostic, Span, nearest, register};
use dabiao_eval::program::{Action, Counted, Escalation, Lead, Party, Reset, Run, Step, Watched};
use dabiao_model::{Cadence, EntityId, RuleId};
use dabiao_syntax::ast::{
    self, ActionText, CountedText, EscalationClause, Id, Name, PartyText, RunText, StepText,
    WatchText, WatchedText,
};

use crate::compiler::Compiler;
use crate::hir::{Rule, RuleBody};

/// How many of those without a party a message names.
const NAMED: usize = 5;

impl Compiler<'_> {
    /// An escalation over the rules of the policy.
    pub(super) fn escalation(
        &mut self,
        escalation: &ast::Escalation,
        span: Span,
        index: usize,
        rules: &[Rule],
    ) -> Option<Escalation> {
        let id = escalation.id.as_ref().map_or_else(
            || format!("escalation-{}", index.saturating_add(1)),
            |id| id.text.clone(),
        );
        self.item = Some(id.clone());
        let indices = self.watched(&escalation.watch, rules);
        let party = self.party(escalation.party.as_ref());
        let monitor = self.settings.monitor;
        let cadence = escalation.cadence.map(|text| text.cadence).or(monitor);
        if cadence.is_none() {
            self.report(Diagnostic::new(&register::NO_CADENCE, span));
        }
        let steps = self.steps(escalation, cadence);
        self.warn_of_unsaid_runs(&escalation.clauses);
        let (party, cadence) = (party?, cadence?);
        self.warn_without_party(party, &indices, rules, span);
        let leads = |rule: &Rule| self.leads(rule);
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

    /// The indices of the rules that are watched, in the order written.
    fn watched(&mut self, watch: &WatchText, rules: &[Rule]) -> Vec<usize> {
        let WatchText::These(these) = watch else {
            return (0..rules.len()).collect();
        };
        let mut watched = Vec::new();
        for it in these {
            let (id, found): (&Id, Vec<usize>) = match it {
                WatchedText::Item(id) => (id, self.rules_called(&id.text, rules)),
                WatchedText::Task(id) => (id, rules_of_task(&id.text, rules)),
            };
            if found.is_empty() {
                self.unknown_rule(id, rules);
            }
            watched.extend(found);
        }
        watched.sort_unstable();
        watched.dedup();
        watched
    }

    /// The rule of an id; of a milestone, its stages too.
    fn rules_called(&self, id: &str, rules: &[Rule]) -> Vec<usize> {
        let own = rules.iter().position(|rule| rule.id.as_ref() == id);
        let milestone = own.and_then(|index| match &rules.get(index)?.body {
            RuleBody::Milestone(plan, _) => Some(plan.milestone),
            RuleBody::Target(_) => None,
        });
        let is_stage = |rule: &Rule| match (&rule.body, milestone) {
            (RuleBody::Milestone(plan, _), Some(of)) => {
                let schema = self.schema.milestones.get(plan.milestone.index());
                schema.is_some_and(|schema| schema.stage_of == Some(of))
            }
            _ => false,
        };
        let all = rules.iter().enumerate();
        all.filter(|(index, rule)| Some(*index) == own || is_stage(rule))
            .map(|(index, _)| index)
            .collect()
    }

    fn unknown_rule(&mut self, id: &Id, rules: &[Rule]) {
        let known = rules.iter().map(|rule| rule.id.as_ref());
        let diagnostic = Diagnostic::new(&register::UNKNOWN_RULE, id.span)
            .with("name", id.text.as_str())
            .with("nearest", nearest::known(&id.text, known));
        self.report(diagnostic);
    }

    fn party(&mut self, party: Option<&PartyText>) -> Option<Party> {
        Some(match party {
            None | Some(PartyText::Entity) => Party::Entity,
            Some(PartyText::Lead) => Party::Lead,
            Some(PartyText::Kind(kind)) => Party::Kind(self.known_kind(kind)?),
        })
    }

    /// Who leads a rule, groups expanded; those responsible where nobody leads.
    fn leads(&self, rule: &Rule) -> Vec<Lead> {
        let duty = &rule.duty;
        let names = if duty.lead.is_empty() {
            &duty.responsible
        } else {
            &duty.lead
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
                        own_part: group.is_some() || duty.each_its_part,
                    });
                }
            }
        }
        leads
    }

    /// Warns of watched rules for which nobody would answer.
    fn warn_without_party(&mut self, party: Party, watched: &[usize], rules: &[Rule], span: Span) {
        let judged = |rule: &Rule, wanted: &dyn Fn(EntityId) -> bool| {
            rule.entities.iter().flatten().any(|entity| wanted(*entity))
        };
        let answered = |rule: &Rule| match party {
            Party::Lead => !rule.duty.lead.is_empty() || !rule.duty.responsible.is_empty(),
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

/// Every rule whose id begins with a task's.
fn rules_of_task(task: &str, rules: &[Rule]) -> Vec<usize> {
    let belongs = |rule: &Rule| {
        let rest = rule.id.strip_prefix(task);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let all = rules.iter().enumerate();
    all.filter(|(_, rule)| belongs(rule))
        .map(|(index, _)| index)
        .collect()
}
