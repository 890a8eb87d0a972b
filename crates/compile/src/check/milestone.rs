//! Milestones and their stages.

use std::sync::Arc;

use dabiao_diagnostics::{Span, register};
use dabiao_eval::program::{MilestonePlan, Recurrence, Schedule};
use dabiao_model::{EntityId, Language, MilestoneId, MilestoneSchema, SignOffState};
use dabiao_syntax::ast::{self, Name, RuleClause};

use super::rule::Clauses;
use super::tasks::Tasks;
use crate::compiler::Compiler;
use crate::hir;

impl Compiler<'_> {
    /// A milestone, then its stages, each a rule of its own.
    pub(super) fn milestone(
        &mut self,
        milestone: &ast::Milestone,
        span: Span,
        tasks: &Tasks<'_>,
        rules: &mut Vec<hir::Rule>,
    ) {
        let id = milestone.id.as_ref().map_or_else(
            || format!("milestone-{}", rules.len().saturating_add(1)),
            |id| id.text.to_string(),
        );
        self.item = Some(id.clone());
        self.refuse_target_clauses(&milestone.clauses);
        self.refuse_repeated(&milestone.clauses);
        let clauses = Clauses::of(
            milestone.id.as_ref().map(|id| id.text.as_str()),
            &milestone.clauses,
            tasks,
        );
        let signs_off = clauses.first(|clause| match clause {
            RuleClause::EachSignsOff(kind) => Some(kind),
            _ => None,
        });
        let signs_off = signs_off.and_then(|(kind, _)| self.signers(kind));
        let title = milestone.title.as_ref().map(|title| title.text.as_str());
        let parent = self.declare_milestone(&id, title, None, &clauses);
        let schedule = self.milestone_schedule(&clauses);
        let due = clauses.first(|clause| match clause {
            RuleClause::Due(due) => Some(due),
            _ => None,
        });
        let recurs = Self::recurring_due(due.map(|(due, _)| due), &clauses);
        let whole = schedule.clone();
        let rule = self.milestone_rule(
            &id,
            title,
            parent,
            signs_off.as_deref(),
            schedule,
            recurs,
            &clauses,
            span,
        );
        rules.push(rule);
        let stages = clauses.all(|clause| match clause {
            RuleClause::Stage {
                id,
                title,
                due,
                signs_off,
            } => Some((id, title.as_ref(), due, signs_off.as_ref())),
            _ => None,
        });
        for ((stage, title, due, own), span) in stages {
            let stage_id = format!("{id}.{}", stage.text);
            let result = title
                .is_none()
                .then(|| self.stage_result_in(span))
                .flatten();
            let title = title.map(|title| title.text.as_str()).or(result);
            let own = own.and_then(|kind| self.signers(kind));
            let schedule = self.signed_off_by(Some(due));
            self.warn_of_late_stage(&whole, &schedule, span);
            let of = self.declare_milestone(&stage_id, title, Some(parent), &clauses);
            if result.is_some() {
                self.call_stage_result(of);
            }
            let signers = own.as_deref().or(signs_off.as_deref());
            let recurs = Self::recurring_due(Some(due), &clauses);
            let mut rule = self.milestone_rule(
                &stage_id, title, of, signers, schedule, recurs, &clauses, span,
            );
            // The weight is that of the whole, which has a verdict of its own.
            rule.duty.weight = None;
            rules.push(rule);
        }
    }

    /// `stage result by …` has its words as its title, in the language they are written in.
    fn stage_result_in(&self, span: Span) -> Option<&'static str> {
        let state = SignOffState::StageResult;
        let names = [Language::English, Language::Chinese].map(|language| state.name(language));
        let text = self.text(span);
        names.into_iter().find(|name| text.contains(name))
    }

    /// A sign-off calls the stage result so in either language.
    fn call_stage_result(&mut self, stage: MilestoneId) {
        for language in Language::ALL {
            let name = SignOffState::StageResult.name(language);
            self.schema.milestones.add_name(stage.index(), name.into());
        }
    }

    fn signers(&mut self, kind: &Name) -> Option<Vec<EntityId>> {
        let found = self.who(&kind.text);
        if found.is_none() {
            let known = self.entity_names();
            self.unknown(&register::UNKNOWN_ENTITY, kind, &known);
        }
        found
    }

    fn declare_milestone(
        &mut self,
        id: &str,
        title: Option<&str>,
        stage_of: Option<MilestoneId>,
        clauses: &Clauses<'_>,
    ) -> MilestoneId {
        let mut names: Vec<Arc<str>> = vec![id.into()];
        names.extend(title.map(Arc::from));
        if stage_of.is_none() {
            let aliases = clauses.all(|clause| match clause {
                RuleClause::Alias(alias) => Some(alias.name.text.as_str()),
                _ => None,
            });
            names.extend(aliases.into_iter().map(|(name, _)| Arc::from(name)));
        }
        self.schema.milestones.push(MilestoneSchema {
            names,
            stage_of,
            per: None,
        });
        MilestoneId::from(self.schema.milestones.len().saturating_sub(1))
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a milestone and its stage differ in each of these"
    )]
    fn milestone_rule(
        &mut self,
        id: &str,
        title: Option<&str>,
        milestone: MilestoneId,
        signers: Option<&[EntityId]>,
        schedule: Schedule,
        recurs: Option<Recurrence>,
        clauses: &Clauses<'_>,
        span: Span,
    ) -> hir::Rule {
        let kind = signers
            .and_then(|signers| self.schema.entities.get(signers.first()?.index()))
            .map(|it| it.kind);
        if let Some(schema) = self.schema.milestones.get_mut(milestone.index()) {
            schema.per = kind;
        }
        let done = clauses.first(|clause| match clause {
            RuleClause::Done(day) => Some(day.date),
            _ => None,
        });
        let plan = MilestonePlan {
            milestone,
            recurs,
            evidence_required: clauses.has(&RuleClause::EvidenceRequired),
            late_counts_as_unmet: clauses.has(&RuleClause::LateCountsAsUnmet),
            done: done.map(|(done, _)| done),
            warn: Vec::new(),
        };
        let warn = self.warnings(None, clauses);
        hir::Rule {
            id: id.into(),
            title: title.map(Arc::from),
            body: hir::RuleBody::Milestone(plan, warn),
            entities: signers.map_or_else(
                || vec![None],
                |signers| signers.iter().copied().map(Some).collect(),
            ),
            schedule,
            duty: self.duty(clauses),
            stand_in: None,
            place: self.place(span),
            span,
        }
    }
}
