//! What a test expects to follow: steps of escalations, and what scores come to.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, nearest, register};
use dabiao_eval::program::{Action, Escalation, Party};
use dabiao_eval::scenario::{
    ExpectationKind, ExpectedEscalation, ExpectedOutcome, ExpectedScore, ExpectedStep, Scope,
};
use dabiao_model::{Cadence, EntityId, Period};
use dabiao_syntax::ast::{self, ListColour, Name, Names, Outcome, Quantity, Str};

use super::Tested;
use crate::check::escalation::action;
use crate::compiler::Compiler;
use crate::hir;

impl Compiler<'_> {
    pub(super) fn expected_escalation(
        &mut self,
        expected: &ast::ExpectedEscalation,
        tested: Tested<'_>,
        span: Span,
    ) -> Option<ExpectationKind> {
        let plans = tested.escalations;
        let ids = plans
            .iter()
            .map(|plan| (plan.id.as_ref(), plan.title.as_deref()));
        let ids: Vec<_> = ids.collect();
        let index = self.outcome_of(expected.of.as_ref(), &ids, span)?;
        let plan = plans.get(index)?;
        let steps: Vec<ExpectedStep> = expected
            .steps
            .iter()
            .filter_map(|step| self.expected_step(step, plan))
            .collect();
        Some(ExpectationKind::Escalation(ExpectedEscalation {
            escalation: index,
            parties: self.expected_parties(
                &expected.parties,
                plan,
                (tested.rules, tested.scores),
            )?,
            steps: Some(steps).filter(|steps| steps.len() == expected.steps.len())?,
        }))
    }

    fn expected_step(
        &mut self,
        step: &ast::ExpectedStep,
        plan: &Escalation,
    ) -> Option<ExpectedStep> {
        let period = self.period_of(&step.period, plan.cadence, step.span)?;
        let wanted: Option<Action> = step.action.as_ref().map(action);
        let known = |wanted: &Action| plan.steps.iter().any(|own| own.action == *wanted);
        if wanted.as_ref().is_some_and(|wanted| !known(wanted)) {
            self.unfit(
                step.span,
                "no step of this escalation says so",
                "该督办没有这一步",
            );
            return None;
        }
        Some(ExpectedStep {
            period,
            action: wanted,
        })
    }

    /// A period as an escalation or score has it, in the time in force.
    fn period_of(&mut self, date: &ast::DateText, cadence: Cadence, span: Span) -> Option<Period> {
        let period = self.period(date)?;
        let whole = Period::containing(period.end(), cadence) == Some(period);
        let (from, to) = (self.settings.from, self.settings.to);
        let in_force = from.is_none_or(|from| from <= period.end())
            && to.is_none_or(|to| period.start() <= to);
        if !whole || !in_force {
            self.unfit(
                span,
                "write a period of the time in force, as long as those that are counted, such as 2025Q1 for quarters",
                "请写有效期内、与统计周期一样长的时期，如按季度则写 2025Q1",
            );
            return None;
        }
        Some(period)
    }

    /// Whose misses: entities, groups expanded, or whoever leads; and those who act in another's place.
    fn expected_parties(
        &mut self,
        names: &[Name],
        plan: &Escalation,
        (rules, scores): (&[hir::Rule], &[hir::Score]),
    ) -> Option<Vec<Arc<str>>> {
        let watched = plan.watches.iter();
        let watched = watched.filter_map(|watched| rules.get(watched.rule.index()));
        let stand_ins = watched.clone().filter_map(|rule| rule.stand_in.as_ref());
        let parties: Vec<Arc<str>> = match plan.party {
            Party::Lead => {
                let leads = plan.watches.iter().flat_map(|watched| &watched.leads);
                let stand_ins = stand_ins.map(|(_, name, _)| name);
                let leads = leads.map(|lead| &lead.name).chain(stand_ins);
                leads.cloned().collect()
            }
            Party::Entity | Party::Kind(_) => {
                let of_kind = |entity: &EntityId| match plan.party {
                    Party::Kind(kind) => self.of_kind(kind).contains(entity),
                    _ => true,
                };
                let of_score = plan.scored.as_ref().and_then(|it| scores.get(it.score));
                let marked = of_score.map_or(&[][..], |score| score.entities.as_slice());
                let judged = watched.flat_map(|rule| rule.entities.iter().flatten());
                let judged = judged.chain(marked).filter(|entity| of_kind(entity));
                let stand_ins = stand_ins.filter_map(|(_, _, entity)| entity.as_ref());
                let judged = judged.chain(stand_ins.filter(|entity| of_kind(entity)));
                judged
                    .map(|entity| self.schema.entity_name(*entity).into())
                    .collect()
            }
        };
        let mut wanted: Vec<Arc<str>> = Vec::new();
        for name in names {
            let members = self.party_names(name);
            if let Some(other) = members.iter().find(|member| !parties.contains(member)) {
                let diagnostic = Diagnostic::new(&register::NEVER_JUDGED_FOR, name.span)
                    .with("name", plan.id.to_string())
                    .with("entity", other.to_string());
                self.report(diagnostic);
                return None;
            }
            wanted.extend(members);
        }
        Some(wanted)
    }

    pub(super) fn expected_score(
        &mut self,
        expected: &ast::ExpectedScore,
        scores: &[hir::Score],
        span: Span,
    ) -> Option<ExpectationKind> {
        let ids = scores
            .iter()
            .map(|score| (score.id.as_ref(), score.title.as_deref()));
        let ids: Vec<_> = ids.collect();
        let index = self.outcome_of(expected.of.as_ref(), &ids, span)?;
        let score = scores.get(index)?;
        let names = Names {
            names: expected.entities.clone(),
            open: false,
        };
        let entities = self.expand(&names);
        if let Some(other) = entities.iter().find(|it| !score.entities.contains(it)) {
            let diagnostic = Diagnostic::new(&register::NEVER_JUDGED_FOR, span)
                .with("name", score.id.to_string())
                .with("entity", self.schema.entity_name(*other).to_owned());
            self.report(diagnostic);
            return None;
        }
        let period = match &expected.period {
            None => None,
            Some(
                ast::GivenPeriod::In(date, None)
                | ast::GivenPeriod::From(date)
                | ast::GivenPeriod::AsOf(date),
            ) => Some(self.period_of(date, score.cadence, date.span)?),
            Some(ast::GivenPeriod::In(from, Some(to)) | ast::GivenPeriod::Since(from, to)) => {
                let (first, last) = self.ends(from, to)?;
                Period::window(first.start(), last.end())
            }
        };
        let outcomes = expected
            .outcomes
            .iter()
            .map(|outcome| self.expected_outcome(outcome, score));
        Some(ExpectationKind::Score(ExpectedScore {
            score: index,
            scope: Scope { entities, period },
            outcomes: outcomes.collect::<Option<_>>()?,
        }))
    }

    fn expected_outcome(
        &mut self,
        outcome: &Outcome,
        score: &hir::Score,
    ) -> Option<ExpectedOutcome> {
        match outcome {
            Outcome::Total(total) => self.expected_total(total),
            Outcome::NoTotal => Some(ExpectedOutcome::NoTotal),
            Outcome::Rank(rank) => Some(ExpectedOutcome::Rank(*rank as usize)),
            Outcome::Grade(name) => {
                let grades = score.grades.iter().map(|(grade, _)| grade.as_ref());
                let index = grades.clone().position(|grade| grade == name.text);
                if index.is_none() {
                    let diagnostic = Diagnostic::new(&register::UNKNOWN_TESTED, name.span)
                        .with("name", name.text.as_str())
                        .with("nearest", nearest::known(&name.text, grades));
                    self.report(diagnostic);
                }
                index.map(ExpectedOutcome::Grade)
            }
            Outcome::Listed {
                list: colour,
                on,
                span: place,
            } => {
                let black = *colour == ListColour::Black;
                if !score.lists.iter().any(|list| list.black == black) {
                    self.unfit(*place, "this score has no such list", "该评分没有这种名单");
                    return None;
                }
                Some(ExpectedOutcome::Listed { black, on: *on })
            }
        }
    }

    /// A total in marks, to the digits written.
    fn expected_total(&mut self, total: &Quantity) -> Option<ExpectedOutcome> {
        let marks = match total.unit {
            None => self.quantity(total)?.0,
            Some(_) => self.marks(total)?,
        };
        let (number, _) = dabiao_model::literal::number(&total.number, |_| false).ok()?;
        Some(ExpectedOutcome::Total {
            marks,
            decimals: u32::from(number.decimal.scale()),
        })
    }

    /// Which one is meant: by its id or title, or the only one there is.
    fn outcome_of(
        &mut self,
        of: Option<&Str>,
        known: &[(&str, Option<&str>)],
        span: Span,
    ) -> Option<usize> {
        let Some(of) = of else {
            if known.len() == 1 {
                return Some(0);
            }
            self.unfit(
                span,
                "there is not just one: write its id behind the word",
                "这里不止一个或没有，请在词后写明编号",
            );
            return None;
        };
        let by_id = known.iter().position(|(id, _)| *id == of.text);
        let by_title = || {
            known
                .iter()
                .position(|(_, title)| *title == Some(of.text.as_str()))
        };
        let found = by_id.or_else(by_title);
        if found.is_none() {
            self.unknown_tested(of, known.iter().map(|(id, _)| *id));
        }
        found
    }
}
