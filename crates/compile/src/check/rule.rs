//! Targets and milestones with their clauses; an item's own clause replaces the task's.

use std::sync::Arc;

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{MilestonePlan, Schedule};
use dabiao_model::{Comparator, EntityId, MilestoneId, MilestoneSchema, Text};
use dabiao_syntax::ast::{
    self, Item, ItemKind, Name, Names, RuleClause, TargetBody, Task, WarnText,
};

use super::expr::adapt;
use crate::compiler::Compiler;
use crate::hir;

/// The clauses that hold for an item: its own, and its task's where it has none of that kind.
pub(super) struct Clauses<'c> {
    own: Vec<&'c ast::Clause<RuleClause>>,
    task: Vec<&'c ast::Clause<RuleClause>>,
}

impl<'c> Clauses<'c> {
    pub(super) fn of(
        id: Option<&str>,
        own: &'c [ast::Clause<RuleClause>],
        tasks: &[&'c Task],
    ) -> Self {
        let task = id
            .and_then(|id| task_of(id, tasks))
            .map_or(&[][..], |task| task.clauses.as_slice());
        Self {
            own: own.iter().collect(),
            task: task.iter().collect(),
        }
    }

    /// What a kind of clause says, the item's own first; all of the first place that has any.
    pub(super) fn all<T>(&self, pick: impl Fn(&'c RuleClause) -> Option<T>) -> Vec<(T, Span)> {
        let picked = |clauses: &[&'c ast::Clause<RuleClause>]| -> Vec<(T, Span)> {
            clauses
                .iter()
                .filter_map(|clause| Some((pick(&clause.kind)?, clause.span)))
                .collect()
        };
        let own = picked(&self.own);
        if own.is_empty() {
            picked(&self.task)
        } else {
            own
        }
    }

    pub(super) fn first<T>(&self, pick: impl Fn(&'c RuleClause) -> Option<T>) -> Option<(T, Span)> {
        self.all(pick).into_iter().next()
    }

    pub(super) fn has(&self, wanted: &RuleClause) -> bool {
        self.own
            .iter()
            .chain(&self.task)
            .any(|clause| clause.kind == *wanted)
    }
}

/// The task with the longest id that begins an item's id: `6` for `6.1`.
fn task_of<'c>(id: &str, tasks: &[&'c Task]) -> Option<&'c Task> {
    let belongs = |task: &&&Task| {
        let rest = id.strip_prefix(task.id.text.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    tasks
        .iter()
        .filter(belongs)
        .max_by_key(|task| task.id.text.len())
        .copied()
}

impl Compiler<'_> {
    /// Warns of tasks that no item belongs to.
    pub(super) fn idle_tasks<'i>(
        &mut self,
        tasks: &[&Task],
        items: impl Iterator<Item = &'i Item>,
    ) {
        let ids: Vec<&str> = items
            .filter_map(|item| match &item.kind {
                ItemKind::Target(target) => target.id.as_ref(),
                ItemKind::Milestone(milestone) => milestone.id.as_ref(),
                ItemKind::Check(check) => check.id.as_ref(),
                ItemKind::Note(note) => Some(&note.id),
                _ => None,
            })
            .map(|id| id.text.as_str())
            .collect();
        for task in tasks {
            let has_items = ids
                .iter()
                .any(|id| task_of(id, tasks).is_some_and(|of| std::ptr::eq(of, *task)));
            if !has_items {
                let diagnostic = Diagnostic::new(&register::IDLE_TASK, task.id.span);
                self.report(diagnostic.with("name", task.id.text.as_str()));
            }
        }
    }

    pub(super) fn target(
        &mut self,
        target: &ast::Target,
        span: Span,
        tasks: &[&Task],
        index: usize,
    ) -> Option<hir::Rule> {
        let id = target.id.as_ref().map_or_else(
            || format!("target-{}", index.saturating_add(1)),
            |id| id.text.clone(),
        );
        self.item = Some(id.clone());
        let clauses = Clauses::of(
            target.id.as_ref().map(|id| id.text.as_str()),
            &target.clauses,
            tasks,
        );
        self.refuse_milestone_clauses(&target.clauses);
        let cases = self.cases(&target.body);
        let when = clauses.first(|clause| match clause {
            RuleClause::When(condition) => Some(condition),
            _ => None,
        });
        let when = when.map(|(when, _)| self.condition(when));
        let duty = self.duty(&clauses);
        let mut cases = cases?;
        let when = match when {
            None => None,
            Some(when) => Some(when?),
        };
        self.settle_cases(&mut cases, &clauses, span);
        let stretch = self.stretch(&target.body, &clauses);
        let warn = self.warnings(Some(&target.body), &clauses);
        let entities = self.entities_of(&cases, &clauses, span);
        let schedule = self.schedule(&cases, &clauses);
        self.check_roll_up(&cases, &entities, span);
        Some(hir::Rule {
            id: id.into(),
            title: target
                .title
                .as_ref()
                .map(|title| title.text.as_str().into()),
            body: hir::RuleBody::Target(Box::new(hir::Target {
                cases,
                when,
                stretch,
                warn,
                empty_counts_as_met: clauses.has(&RuleClause::EmptyCountsAsMet),
                missing_counts_as_unmet: clauses.has(&RuleClause::MissingCountsAsUnmet),
            })),
            entities,
            schedule,
            duty,
            place: self.place(span),
            span,
        })
    }

    fn refuse_milestone_clauses(&mut self, clauses: &[ast::Clause<RuleClause>]) {
        for clause in clauses {
            let only_milestones = matches!(
                clause.kind,
                RuleClause::Stage { .. }
                    | RuleClause::EvidenceRequired
                    | RuleClause::EachSignsOff(_)
                    | RuleClause::LateCountsAsUnmet
                    | RuleClause::Done(_)
            );
            if only_milestones {
                self.misplaced(clause.span, "it belongs to a milestone", "它只用于节点");
            }
        }
    }

    /// The conditions by entity.
    fn cases(&mut self, body: &TargetBody) -> Option<Vec<(Option<Vec<EntityId>>, hir::Condition)>> {
        match body {
            TargetBody::Condition(condition) => Some(vec![(None, self.condition(condition)?)]),
            TargetBody::AllOf(entries) | TargetBody::AnyOf(entries) => {
                let parts: Vec<_> = entries
                    .iter()
                    .map(|entry| self.condition(&entry.value))
                    .collect();
                let parts: Vec<_> = parts.into_iter().collect::<Option<_>>()?;
                let joined = match body {
                    TargetBody::AllOf(_) => hir::Condition::And(parts),
                    _ => hir::Condition::Or(parts),
                };
                Some(vec![(None, joined)])
            }
            TargetBody::Thresholds { value, entries } => self.thresholds(value, entries),
        }
    }

    /// Rounding and the basis of limits, which stand in clauses.
    fn settle_cases(
        &mut self,
        cases: &mut [(Option<Vec<EntityId>>, hir::Condition)],
        clauses: &Clauses<'_>,
        span: Span,
    ) {
        let basis = clauses.first(|clause| match clause {
            RuleClause::Limits(basis) => Some(*basis),
            _ => None,
        });
        let stops = clauses.first(|clause| match clause {
            RuleClause::Excluding { from, to } => Some((from, to)),
            _ => None,
        });
        let stops = stops.map(|(stops, _)| stops);
        let rounded = clauses.first(|clause| match clause {
            RuleClause::RoundedTo(places) => Some(*places),
            _ => None,
        });
        let count_start = clauses.has(&RuleClause::CountingTheStartDay);
        let open_rows_count = clauses.has(&RuleClause::OpenRowsCount);
        for (_, condition) in cases {
            self.settle_limits(
                condition,
                basis.map(|(basis, _)| basis),
                count_start,
                stops,
                span,
            );
            self.settle_tests(
                condition,
                rounded.map(|(places, _)| places),
                open_rows_count,
                stops,
            );
        }
    }

    fn settle_tests(
        &mut self,
        condition: &mut hir::Condition,
        rounded_to: Option<u32>,
        open_rows_count: bool,
        stops: Option<(&Name, &Name)>,
    ) {
        match condition {
            hir::Condition::Test(test) => {
                test.rounded_to = rounded_to;
                for side in [&mut test.left, &mut test.right] {
                    self.settle_aggregates(side, open_rows_count, stops);
                }
            }
            hir::Condition::And(parts) | hir::Condition::Or(parts) => {
                for part in parts {
                    self.settle_tests(part, rounded_to, open_rows_count, stops);
                }
            }
            hir::Condition::Not(inner) => {
                self.settle_tests(inner, rounded_to, open_rows_count, stops)
            }
            hir::Condition::Holds(_) | hir::Condition::Every(..) | hir::Condition::Rows(_) => {}
        }
    }

    fn settle_aggregates(
        &mut self,
        expr: &mut hir::Expr,
        open_rows_count: bool,
        stops: Option<(&Name, &Name)>,
    ) {
        match &mut expr.kind {
            hir::ExprKind::Aggregate(aggregate) => {
                aggregate.open_rows_count = open_rows_count;
                aggregate.stops =
                    stops.and_then(|(from, to)| self.stops(aggregate.scope.record, from, to));
            }
            hir::ExprKind::Derived(_, inner) | hir::ExprKind::Negative(inner) => {
                self.settle_aggregates(inner, open_rows_count, stops);
            }
            hir::ExprKind::Binary(_, left, right) => {
                self.settle_aggregates(left, open_rows_count, stops);
                self.settle_aggregates(right, open_rows_count, stops);
            }
            hir::ExprKind::Number(_) | hir::ExprKind::Parameter(..) | hir::ExprKind::Slot(_) => {}
        }
    }

    /// The metric a level (`stretch`, `warn`) compares: what the target's line compares.
    fn compared(body: &TargetBody) -> Option<&ast::Expr> {
        match body {
            TargetBody::Thresholds { value, .. } => Some(value),
            TargetBody::Condition(condition) => match &condition.kind {
                ast::ConditionKind::Compare { left, .. } => Some(left),
                ast::ConditionKind::ReachesValue { value, .. }
                | ast::ConditionKind::ReachesBenchmark { value, .. }
                | ast::ConditionKind::Against { value, .. }
                | ast::ConditionKind::Between { value, .. }
                | ast::ConditionKind::Top { value, .. }
                | ast::ConditionKind::Cleared(value) => Some(value),
                _ => None,
            },
            TargetBody::AllOf(_) | TargetBody::AnyOf(_) => None,
        }
    }

    fn level(
        &mut self,
        body: &TargetBody,
        op: Comparator,
        limit: &ast::Expr,
        span: Span,
    ) -> Option<hir::Test> {
        let Some(value) = Self::compared(body) else {
            self.misplaced(
                span,
                "a level needs a target that compares one value; write: warn when CONDITION",
                "层级须针对只比较一个值的目标；请写：预警 当 条件",
            );
            return None;
        };
        let (left, right) = (self.expr(value), self.expr(limit));
        let (left, right) = adapt(left?, right?);
        self.typed_test(left, op, right, span)
    }

    fn stretch(
        &mut self,
        body: &TargetBody,
        clauses: &Clauses<'_>,
    ) -> Option<(Option<Vec<EntityId>>, hir::Test)> {
        let (stretch, span) = clauses.first(|clause| match clause {
            RuleClause::Stretch { op, limit, only } => Some((*op, limit, only.as_ref())),
            _ => None,
        })?;
        let (op, limit, only): (Comparator, &ast::Expr, Option<&Names>) = stretch;
        let test = self.level(body, op, limit, span)?;
        Some((only.map(|names| self.expand(names)), test))
    }

    fn warnings(&mut self, body: Option<&TargetBody>, clauses: &Clauses<'_>) -> Vec<hir::Warn> {
        let warnings = clauses.all(|clause| match clause {
            RuleClause::Warn(warn) => Some(warn),
            _ => None,
        });
        warnings
            .into_iter()
            .filter_map(|(warn, span)| self.warning(body, warn, span))
            .collect()
    }

    fn warning(
        &mut self,
        body: Option<&TargetBody>,
        warn: &WarnText,
        span: Span,
    ) -> Option<hir::Warn> {
        match warn {
            WarnText::Before(quantity) => self.limit(quantity).map(hir::Warn::Before),
            WarnText::PastShareOfTime(quantity) => {
                self.share(quantity).map(hir::Warn::PastShareOfTime)
            }
            WarnText::When(condition) => self.condition(condition).map(hir::Warn::When),
            WarnText::Compare(op, limit) => {
                let Some(body) = body else {
                    self.misplaced(
                        span,
                        "a milestone is warned of by time: warn 10 days before",
                        "节点只按时间预警：预警 提前10日",
                    );
                    return None;
                };
                let test = self.level(body, *op, limit, span)?;
                Some(hir::Warn::When(hir::Condition::Test(Box::new(test))))
            }
        }
    }

    /// A milestone, then its stages, each a rule of its own.
    pub(super) fn milestone(
        &mut self,
        milestone: &ast::Milestone,
        span: Span,
        tasks: &[&Task],
        rules: &mut Vec<hir::Rule>,
    ) {
        let id = milestone.id.as_ref().map_or_else(
            || format!("milestone-{}", rules.len().saturating_add(1)),
            |id| id.text.clone(),
        );
        self.item = Some(id.clone());
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
        let rule = self.milestone_rule(
            &id,
            title,
            parent,
            signs_off.as_deref(),
            schedule,
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
            let title = title.map(|title| title.text.as_str());
            let own = own.and_then(|kind| self.signers(kind));
            let schedule = self.due_schedule(due, None);
            let of = self.declare_milestone(&stage_id, title, Some(parent), &clauses);
            let signers = own.as_deref().or(signs_off.as_deref());
            let rule = self.milestone_rule(&stage_id, title, of, signers, schedule, &clauses, span);
            rules.push(rule);
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
            place: self.place(span),
            span,
        }
    }

    /// Thresholds by entity, group or segment.
    fn thresholds(
        &mut self,
        value: &ast::Expr,
        entries: &[ast::Entry<ast::Threshold>],
    ) -> Option<Vec<(Option<Vec<EntityId>>, hir::Condition)>> {
        let mut cases: Vec<(Option<Vec<EntityId>>, hir::Condition)> = Vec::new();
        let mut segments: Vec<(Arc<str>, hir::Condition)> = Vec::new();
        let mut failed = false;
        for entry in entries {
            let mut entities = Vec::new();
            for name in &entry.value.scope {
                if let Some(found) = self.who(&name.text) {
                    entities.extend(found);
                } else if let Some(segment) = self.segment_named(value, &name.text) {
                    self.overlapping(
                        segments.iter().any(|(known, _)| *known == segment),
                        &name.text,
                        name.span,
                    );
                    self.segment = Some(segment.clone());
                    let test = self.threshold(value, &entry.value, entry.span);
                    self.segment = None;
                    match test {
                        Some(test) => segments.push((segment, test)),
                        None => failed = true,
                    }
                } else {
                    let known = self.entity_names();
                    self.unknown(&register::UNKNOWN_SCOPE, name, &known);
                    failed = true;
                }
            }
            if entities.is_empty() {
                continue;
            }
            for entity in &entities {
                let twice = cases
                    .iter()
                    .any(|(only, _)| only.as_ref().is_some_and(|only| only.contains(entity)));
                let name = self.schema.entity_name(*entity).to_owned();
                self.overlapping(twice, &name, entry.span);
            }
            match self.threshold(value, &entry.value, entry.span) {
                Some(test) => cases.push((Some(entities), test)),
                None => failed = true,
            }
        }
        if !segments.is_empty() {
            cases.push((
                None,
                hir::Condition::And(segments.into_iter().map(|(_, test)| test).collect()),
            ));
        }
        (!failed && !cases.is_empty()).then_some(cases)
    }

    fn threshold(
        &mut self,
        value: &ast::Expr,
        threshold: &ast::Threshold,
        span: Span,
    ) -> Option<hir::Condition> {
        let (left, right) = (self.expr(value), self.expr(&threshold.limit));
        self.test(left?, threshold.op, right?, span)
    }

    fn overlapping(&mut self, twice: bool, name: &str, span: Span) {
        if twice {
            self.report(
                Diagnostic::new(&register::OVERLAPPING_THRESHOLDS, span).with("name", name),
            );
        }
    }

    fn segment_named(&self, value: &ast::Expr, name: &str) -> Option<Arc<str>> {
        let mut names = Vec::new();
        super::metrics::names_in(value, &mut names);
        names.into_iter().find_map(|metric| {
            let id = self.schema.metric(&metric.text)?;
            let segments = &self.schema.metrics.get(id.index())?.segments;
            segments
                .iter()
                .find(|segment| segment.as_ref() == name)
                .cloned()
        })
    }

    /// Names in `text` for messages about levels.
    pub(super) fn level_name(&self, entity: Option<EntityId>) -> Text {
        match entity {
            None => Text::new("the whole policy", "方案整体"),
            Some(entity) => Text::same(self.schema.entity_name(entity)),
        }
    }
}
