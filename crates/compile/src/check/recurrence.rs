//! Recurring duties: typed, and when they are judged.

use dabiao_diagnostics::Span;
use dabiao_eval::program::{Occurs, Recurrence, RecurringEvent, RowScope, Schedule};
use dabiao_model::Cadence;
use dabiao_syntax::ast::{self, DueText, RuleClause};

use super::rule::Clauses;
use super::when::every;
use crate::compiler::Compiler;
use crate::hir;

impl Compiler<'_> {
    /// A recurring duty that the events of a record keep.
    pub(super) fn recurring_event(
        &mut self,
        scope: RowScope,
        event: usize,
        recurrence: ast::Recurrence,
        share: bool,
        span: Span,
    ) -> Option<hir::Condition> {
        if share {
            self.misplaced(
                span,
                "a recurring duty has no share of cases; leave out the share",
                "定期事项不按办件占比计算，请删去占比",
            );
            return None;
        }
        let label = self.label(span);
        Some(hir::Condition::Recurs(Box::new(RecurringEvent {
            scope,
            event,
            recurrence: Recurrence {
                occurs: occurs(recurrence),
                // Decided with the rule's own clauses.
                except_holidays: false,
            },
            label: (label.clone(), label),
        })))
    }

    /// When a deliverable must be signed off again and again, if its due clause says so.
    pub(super) fn recurring_due(
        due: Option<&DueText>,
        clauses: &Clauses<'_>,
    ) -> Option<Recurrence> {
        match due {
            Some(DueText::Recurs(recurrence)) => Some(Recurrence {
                occurs: occurs(*recurrence),
                except_holidays: clauses.has(&RuleClause::ExceptHolidays),
            }),
            _ => None,
        }
    }

    /// One verdict for each period in which a duty can recur, no shorter than the policy monitors.
    pub(super) fn recurring_schedule(&self, recurrence: ast::Recurrence) -> Schedule {
        let own = occurs(recurrence).cadence();
        let cadence = self
            .settings
            .monitor
            .map_or(own, |monitor| own.max(monitor));
        Schedule {
            each: Some(every(cadence)),
            ..Schedule::default()
        }
    }

    /// The shortest period that the recurring duties of a target can be judged for.
    pub(super) fn rhythm(cases: &[hir::Case]) -> Option<Cadence> {
        let mut cadence = None;
        for case in cases {
            case.condition.recurring(&mut |duty| {
                cadence = cadence.max(Some(duty.recurrence.occurs.cadence()));
            });
        }
        cadence
    }
}

/// Lets the recurring duties of a condition rest on holidays.
pub(super) fn rest_on_holidays(condition: &mut hir::Condition) {
    match condition {
        hir::Condition::Recurs(duty) => duty.recurrence.except_holidays = true,
        hir::Condition::And(parts) | hir::Condition::Or(parts) => {
            for part in parts {
                rest_on_holidays(part);
            }
        }
        hir::Condition::Not(inner) => rest_on_holidays(inner),
        hir::Condition::Test(_)
        | hir::Condition::Holds(_)
        | hir::Condition::Agree(..)
        | hir::Condition::Every(..)
        | hir::Condition::Rows(_) => {}
    }
}

fn occurs(recurrence: ast::Recurrence) -> Occurs {
    match recurrence {
        ast::Recurrence::Weekday(day) => Occurs::Weekday(day),
        ast::Recurrence::OnDay(day) => Occurs::OnDay(day),
        ast::Recurrence::ByDay(day) => Occurs::ByDay(day),
        ast::Recurrence::Times { times, each: None } => Occurs::TimesAWeek(times),
        ast::Recurrence::Times {
            times,
            each: Some(cadence),
        } => Occurs::Times(times, cadence),
    }
}
