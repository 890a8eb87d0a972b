//! Targets and milestones with their clauses; an item's own clause replaces the task's.

use dabiao_diagnostics::Span;
use dabiao_eval::program::Schedule;
use dabiao_model::{EntityId, Text};
use dabiao_syntax::ast::{self, Name, RuleClause, TargetBody};

use super::recurrence::rest_on_holidays;
use super::tasks::Tasks;
use crate::compiler::Compiler;
use crate::hir;

/// The clauses that hold for an item: its own, and its task's where it has none of that kind.
pub(super) struct Clauses<'c> {
    own: &'c [ast::Clause<RuleClause>],
    task: &'c [ast::Clause<RuleClause>],
}

impl<'c> Clauses<'c> {
    pub(super) fn of(
        id: Option<&str>,
        own: &'c [ast::Clause<RuleClause>],
        tasks: &Tasks<'c>,
    ) -> Self {
        let task = id
            .and_then(|id| tasks.holding(id))
            .map_or(&[][..], |task| task.clauses.as_slice());
        Self { own, task }
    }

    /// What a kind of clause says, the item's own first; all of the first place that has any.
    pub(super) fn all<T>(&self, pick: impl Fn(&'c RuleClause) -> Option<T>) -> Vec<(T, Span)> {
        let picked = |clauses: &'c [ast::Clause<RuleClause>]| -> Vec<(T, Span)> {
            clauses
                .iter()
                .filter_map(|clause| Some((pick(&clause.kind)?, clause.span)))
                .collect()
        };
        let own = picked(self.own);
        if own.is_empty() {
            picked(self.task)
        } else {
            own
        }
    }

    pub(super) fn first<T>(&self, pick: impl Fn(&'c RuleClause) -> Option<T>) -> Option<(T, Span)> {
        let mut clauses = self.own.iter().chain(self.task);
        clauses.find_map(|clause| Some((pick(&clause.kind)?, clause.span)))
    }

    /// Where the item itself has a clause of a kind.
    pub(super) fn own(&self, is_meant: impl Fn(&RuleClause) -> bool) -> Option<Span> {
        let found = self.own.iter().find(|clause| is_meant(&clause.kind));
        found.map(|clause| clause.span)
    }

    pub(super) fn has(&self, wanted: &RuleClause) -> bool {
        self.own
            .iter()
            .chain(self.task)
            .any(|clause| clause.kind == *wanted)
    }
}

/// How many decimals compared values are rounded to.
fn rounding(clauses: &Clauses<'_>) -> Option<u32> {
    let rounded = clauses.first(|clause| match clause {
        RuleClause::RoundedTo(places) => Some(*places),
        _ => None,
    });
    rounded.map(|(places, _)| places)
}

/// The time of a window runs from its first day.
fn run_from_window(warn: &mut [hir::Warning], clauses: &Clauses<'_>, schedule: &Schedule) {
    let window = clauses.first(|clause| matches!(clause, RuleClause::ForWindow(_)).then_some(()));
    let first = schedule.once.first().map(|once| once.period.start());
    for warning in warn.iter_mut().filter(|_| window.is_some()) {
        if let hir::Warn::PastShareOfTime { since, .. } = &mut warning.when {
            *since = first;
        }
    }
}

impl Compiler<'_> {
    pub(super) fn target(
        &mut self,
        target: &ast::Target,
        span: Span,
        tasks: &Tasks<'_>,
        index: usize,
    ) -> Option<hir::Rule> {
        let id = target.id.as_ref().map_or_else(
            || format!("target-{}", index.saturating_add(1)),
            |id| id.text.to_string(),
        );
        self.item = Some(id.clone());
        let clauses = Clauses::of(
            target.id.as_ref().map(|id| id.text.as_str()),
            &target.clauses,
            tasks,
        );
        self.refuse_milestone_clauses(&target.clauses);
        self.refuse_repeated(&target.clauses);
        let cases = self.cases(&target.body);
        let when = clauses.first(|clause| match clause {
            RuleClause::When(condition) => Some(condition),
            _ => None,
        });
        let when = when.map(|(when, _)| self.condition(when));
        let duty = self.duty(&clauses);
        let stand_in = self.stand_in(&clauses);
        let mut cases = cases?;
        let when = match when {
            None => None,
            Some(when) => Some(when?),
        };
        self.settle_cases(&mut cases, &clauses, span);
        let rounded = rounding(&clauses);
        let mut stretch = self.stretch(&target.body, &clauses);
        if let Some((_, test)) = &mut stretch {
            test.rounded_to = rounded;
        }
        let mut warn = self.warnings(Some(&target.body), &clauses);
        for warning in &mut warn {
            if let hir::Warn::When(hir::Condition::Test(test)) = &mut warning.when {
                test.rounded_to = rounded;
            }
        }
        if duty.because.is_none() {
            self.warn_of_open_cases(&cases, span);
            self.warn_of_hours(&cases, span);
        }
        let entities = self.entities_of(&cases, &clauses, span);
        let mut schedule = self.schedule(&cases, &clauses);
        self.settle_dates(&mut cases, &mut schedule, &clauses, span);
        run_from_window(&mut warn, &clauses, &schedule);
        self.check_roll_up(&cases, &entities, &schedule, span);
        self.warn_never_judged(&schedule, span);
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
            stand_in,
            place: self.place(span),
            span,
        })
    }

    /// The conditions of a list; each is looked at, even where one before it is wrong.
    pub(super) fn conditions(
        &mut self,
        list: &[ast::Entry<ast::Condition>],
    ) -> Option<Vec<hir::Condition>> {
        let parts: Vec<_> = list
            .iter()
            .map(|entry| self.condition(&entry.value))
            .collect();
        parts.into_iter().collect()
    }

    /// The conditions by entity.
    fn cases(&mut self, body: &TargetBody) -> Option<Vec<hir::Case>> {
        match body {
            TargetBody::Condition(condition) => {
                Some(vec![hir::Case::of_all(self.condition(condition)?)])
            }
            TargetBody::AllOf(list) => {
                let all = hir::Condition::And(self.conditions(list)?);
                Some(vec![hir::Case::of_all(all)])
            }
            TargetBody::AnyOf(list) => {
                let any = hir::Condition::Or(self.conditions(list)?);
                Some(vec![hir::Case::of_all(any)])
            }
            TargetBody::Thresholds { value, entries } => self.thresholds(value, entries),
        }
    }

    /// Rounding and the basis of limits, which stand in clauses.
    fn settle_cases(&mut self, cases: &mut [hir::Case], clauses: &Clauses<'_>, span: Span) {
        let basis = clauses.first(|clause| match clause {
            RuleClause::Limits(basis) => Some(*basis),
            _ => None,
        });
        let stops = clauses.first(|clause| match clause {
            RuleClause::Excluding { from, to } => Some((from, to)),
            _ => None,
        });
        let stops = stops.map(|(stops, _)| stops);
        let rounded = rounding(clauses);
        let count_start = clauses.has(&RuleClause::CountingTheStartDay);
        let open_rows_count = clauses.has(&RuleClause::OpenRowsCount);
        for hir::Case { condition, .. } in cases {
            self.settle_limits(
                condition,
                basis.map(|(basis, _)| basis),
                count_start,
                stops,
                span,
            );
            self.settle_tests(condition, rounded, open_rows_count, stops);
            if clauses.has(&RuleClause::ExceptHolidays) {
                rest_on_holidays(condition);
            }
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
                self.settle_tests(inner, rounded_to, open_rows_count, stops);
            }
            hir::Condition::Holds(_)
            | hir::Condition::Agree(..)
            | hir::Condition::Every(..)
            | hir::Condition::Rows(_)
            | hir::Condition::Recurs(_) => {}
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
            hir::ExprKind::Peers(peers) => {
                self.settle_aggregates(&mut peers.of, open_rows_count, stops);
            }
            hir::ExprKind::Derived(_, _, inner) | hir::ExprKind::Negative(inner) => {
                self.settle_aggregates(inner, open_rows_count, stops);
            }
            hir::ExprKind::Binary(_, left, right) => {
                self.settle_aggregates(left, open_rows_count, stops);
                self.settle_aggregates(right, open_rows_count, stops);
            }
            hir::ExprKind::Number(_)
            | hir::ExprKind::Parameter(..)
            | hir::ExprKind::Unknown(_)
            | hir::ExprKind::Slot(_) => {}
        }
    }

    /// Names in `text` for messages about levels.
    pub(super) fn level_name(&self, entity: Option<EntityId>) -> Text {
        match entity {
            None => Text::new("the whole policy", "方案整体"),
            Some(entity) => Text::same(self.schema.entity_name(entity)),
        }
    }
}
