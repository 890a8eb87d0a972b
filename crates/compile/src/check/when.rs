//! When a rule is judged: by a date, each period, continuously, or once.

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_eval::program::{Each, Once, Schedule, Slot};
use dabiao_model::{Cadence, Grain, Period};
use dabiao_syntax::ast::{DueText, RuleClause, WindowText};

use super::rule::Clauses;
use crate::compiler::Compiler;
use crate::hir;

impl Compiler<'_> {
    /// The schedule of a target.
    pub(super) fn schedule(&mut self, cases: &[hir::Case], clauses: &Clauses<'_>) -> Schedule {
        let rhythm = Self::rhythm(cases);
        let cadence = self.longest_cadence(cases).max(rhythm);
        // What recurs is judged in periods that hold it whole.
        let own = if rhythm.is_some() {
            cadence.max(self.settings.monitor)
        } else {
            cadence.or(self.settings.monitor)
        };
        let due = clauses.first(|clause| match clause {
            RuleClause::Due(due) => Some(due),
            _ => None,
        });
        let window = clauses.first(|clause| match clause {
            RuleClause::ForWindow(window) => Some(window),
            _ => None,
        });
        if let Some((window, _)) = window {
            return self.window_schedule(window, due.map(|(due, _)| due), clauses);
        }
        match due {
            Some((due, _)) => self.due_schedule(due, cadence, own),
            None => Schedule {
                each: own.map(every),
                ..Schedule::default()
            },
        }
    }

    /// A window is judged once: due on its last day, or by the date beside it.
    fn window_schedule(
        &mut self,
        window: &WindowText,
        due: Option<&DueText>,
        clauses: &Clauses<'_>,
    ) -> Schedule {
        let by = match due {
            Some(DueText::By(date)) => self.period(date),
            _ => None,
        };
        let repeats = |clause: &RuleClause| matches!(clause, RuleClause::Due(due) if !matches!(due, DueText::By(_)));
        if let Some(span) = clauses.own(repeats) {
            self.misplaced(
                span,
                "a window is judged once; write due and a date, or leave it out",
                "一个时段只评一次；请写明期限日期，或删去此行",
            );
        }
        let once = self.window(window).map(|period| Once {
            period,
            due: by.map_or(period.end(), Period::end),
        });
        Schedule {
            once: once.into_iter().collect(),
            ..Schedule::default()
        }
    }

    /// Warns where no whole period lies in the time in force.
    pub(super) fn warn_never_judged(&mut self, schedule: &Schedule, span: Span) {
        let Some(each) = schedule.each.filter(|each| !each.continuous) else {
            return;
        };
        let (Some(from), Some(to), None) =
            (self.settings.from, self.settings.to, schedule.once.first())
        else {
            return;
        };
        let force = Period::window(from, to);
        if force.is_none_or(|force| force.parts(each.cadence).next().is_none()) {
            self.report(Diagnostic::new(&register::NEVER_JUDGED, span));
        }
    }

    /// The longest period among the figures a target reads.
    pub(super) fn longest_cadence(&self, cases: &[hir::Case]) -> Option<Cadence> {
        let mut cadence = None;
        for hir::Case { condition, .. } in cases {
            condition.slots(&mut |slot: Slot| {
                // A figure of a fixed date says nothing of how often it is judged.
                if slot.moment.anchor.is_none() {
                    cadence = cadence.max(self.dimensions(slot.metric).1);
                }
            });
        }
        cadence
    }

    /// The schedule of a due clause, for figures of a cadence; `own` is how often a duty without dates is judged.
    fn due_schedule(
        &mut self,
        due: &DueText,
        cadence: Option<Cadence>,
        own: Option<Cadence>,
    ) -> Schedule {
        match due {
            DueText::By(date) => Schedule {
                once: self
                    .period(date)
                    .map(|date| self.once(date, cadence))
                    .into_iter()
                    .collect(),
                ..Schedule::default()
            },
            DueText::Each(each) => {
                let cadence = cadence.map_or(each.cadence, |cadence| cadence.max(each.cadence));
                Schedule {
                    each: Some(every(cadence)),
                    ..Schedule::default()
                }
            }
            DueText::Recurs(recurrence) => self.recurring_schedule(*recurrence),
            DueText::Continuous => Schedule {
                each: own.map(|cadence| Each {
                    continuous: true,
                    ..every(cadence)
                }),
                ..Schedule::default()
            },
            DueText::ByThenContinuous(date) => {
                let once = self.period(date).map(|date| self.once(date, cadence));
                let after = once.map(|once| once.due);
                let each = own.map(|cadence| Each {
                    after,
                    continuous: true,
                    ..every(cadence)
                });
                Schedule {
                    once: once.into_iter().collect(),
                    each,
                    never_due: false,
                }
            }
        }
    }

    /// One verdict for a date: of the longer of the figures' period and the date's own span.
    pub(super) fn once(&self, date: Period, cadence: Option<Cadence>) -> Once {
        let longer = cadence.filter(|cadence| cadence.grain() > date.grain());
        // A single day names no span to judge; the policy's own rhythm does, else all of the time in force up to it.
        let longer = longer.or(self.settings.monitor.filter(|_| date.grain() == Grain::Day));
        let period = longer.and_then(|cadence| Period::containing(date.end(), cadence));
        let from_start = || {
            let start = self.settings.from.filter(|_| date.grain() == Grain::Day)?;
            Period::window(start, date.end())
        };
        Once {
            period: period.or_else(from_start).unwrap_or(date),
            due: date.end(),
        }
    }

    /// The schedule of a milestone: its date, or never due.
    pub(super) fn milestone_schedule(&mut self, clauses: &Clauses<'_>) -> Schedule {
        let due = clauses.first(|clause| match clause {
            RuleClause::Due(due) => Some(due),
            _ => None,
        });
        self.signed_off_by(due.map(|(due, _)| due))
    }

    /// The schedule of what is signed off: judged for its date's own span, of a day for its month.
    pub(super) fn signed_off_by(&mut self, due: Option<&DueText>) -> Schedule {
        match due {
            Some(DueText::By(date) | DueText::ByThenContinuous(date)) => {
                let once = self.period(date).map(|date| {
                    let month = Period::containing(date.end(), Cadence::Monthly);
                    let period = month.filter(|_| date.grain() == Grain::Day).unwrap_or(date);
                    Once {
                        period,
                        due: date.end(),
                    }
                });
                Schedule {
                    never_due: once.is_none(),
                    once: once.into_iter().collect(),
                    each: None,
                }
            }
            Some(DueText::Each(each)) => Schedule {
                each: Some(every(each.cadence)),
                ..Schedule::default()
            },
            Some(DueText::Recurs(recurrence)) => self.recurring_schedule(*recurrence),
            Some(DueText::Continuous) | None => Schedule {
                never_due: true,
                ..Schedule::default()
            },
        }
    }
}

pub(super) fn every(cadence: Cadence) -> Each {
    Each {
        cadence,
        after: None,
        continuous: false,
    }
}
