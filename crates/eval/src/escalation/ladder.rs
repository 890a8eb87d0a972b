//! The ladder of one party: counts over its periods, and the highest step that each period reaches.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, Months};
use dabiao_model::{Date, Period};

use super::{EscalationResult, Standing, Tally};
use crate::program::{Counted, Escalation, Program, Reset, Run, Step};

/// What has been counted up to a period.
#[derive(Default)]
struct Counts {
    misses_in_a_row: usize,
    met_in_a_row: usize,
    /// The periods with a miss since counting began anew, in order.
    misses: Vec<Period>,
    /// The met periods, in order.
    met: Vec<Period>,
    /// The calendar year that is being looked at, whether a period of it was met, and whether one was anything else.
    year: Option<(i32, bool, bool)>,
}

/// The results of a party, by period; those of the periods that are wanted.
pub(super) fn climb(
    program: &Program,
    (escalation, party): (usize, &Arc<str>),
    periods: BTreeMap<Period, Tally>,
    wanted: &dyn Fn(Period) -> bool,
) -> Vec<EscalationResult> {
    let Some(plan) = program.escalations.get(escalation) else {
        return Vec::new();
    };
    let mut counts = Counts::default();
    let mut results = Vec::new();
    for (period, tally) in periods {
        let standing = tally.standing();
        counts.add(plan, period, standing);
        if !wanted(period) {
            continue;
        }
        let reached = highest(program, plan, &counts, period, standing);
        let (missed, undecided, scores) = if plan.scored.is_none() {
            (tally.missed, tally.undecided, Vec::new())
        } else if tally.missed.is_empty() {
            (Vec::new(), Vec::new(), tally.undecided)
        } else {
            (Vec::new(), Vec::new(), tally.missed)
        };
        results.push(EscalationResult {
            escalation,
            party: party.clone(),
            period,
            standing,
            step: reached.map(|(step, _)| step),
            count: reached.map_or(0, |(_, count)| count),
            missed,
            undecided,
            scores,
            then: None,
        });
    }
    results
}

/// The step that follows: of those reached the one that asks for most, and of several the one written last.
fn highest(
    program: &Program,
    plan: &Escalation,
    counts: &Counts,
    period: Period,
    standing: Standing,
) -> Option<(usize, usize)> {
    let counted = match standing {
        Standing::Miss => Counted::Misses,
        Standing::Met => Counted::Met,
        Standing::Undecided | Standing::Open | Standing::Nothing => return None,
    };
    let steps = plan.steps.iter().enumerate();
    let reached = steps
        .filter(|(_, step)| step.counted == counted)
        .filter_map(|(index, step)| {
            let count = counts.of(program, step, period);
            (count >= step.count as usize).then_some((index, count, step.count))
        });
    reached
        .max_by_key(|(index, _, wanted)| (*wanted, *index))
        .map(|(index, count, _)| (index, count))
}

impl Counts {
    fn add(&mut self, plan: &Escalation, period: Period, standing: Standing) {
        self.turn_of_year(plan, period, standing);
        match standing {
            Standing::Miss => {
                self.misses_in_a_row = self.misses_in_a_row.saturating_add(1);
                self.met_in_a_row = 0;
                self.misses.push(period);
            }
            Standing::Met => {
                self.met_in_a_row = self.met_in_a_row.saturating_add(1);
                self.misses_in_a_row = 0;
                self.met.push(period);
                if plan.reset == Reset::MetPeriod {
                    self.misses.clear();
                }
            }
            Standing::Undecided | Standing::Open | Standing::Nothing => {}
        }
    }

    /// Begins a new calendar year; a wholly met one lets counting begin anew.
    fn turn_of_year(&mut self, plan: &Escalation, period: Period, standing: Standing) {
        let year = period.end().year();
        let (mut met, mut spoiled) = (false, false);
        match self.year {
            Some((same, was_met, was_spoiled)) if same == year => {
                (met, spoiled) = (was_met, was_spoiled);
            }
            Some((_, true, false)) if plan.reset == Reset::MetYear => self.misses.clear(),
            _ => {}
        }
        match standing {
            Standing::Met => met = true,
            Standing::Nothing => {}
            Standing::Miss | Standing::Undecided | Standing::Open => spoiled = true,
        }
        self.year = Some((year, met, spoiled));
    }

    /// How many a step counts at the end of a period.
    fn of(&self, program: &Program, step: &Step, period: Period) -> usize {
        let (in_a_row, all) = match step.counted {
            Counted::Misses => (self.misses_in_a_row, &self.misses),
            Counted::Met => (self.met_in_a_row, &self.met),
        };
        let end = period.end();
        match step.run {
            Run::Consecutive => in_a_row,
            Run::CalendarYear => since(all, Date::from_ymd_opt(end.year(), 1, 1)),
            Run::Months(count) => {
                let day_after = end.succ_opt();
                let first = day_after.and_then(|day| day.checked_sub_months(Months::new(count)));
                since(all, first)
            }
            Run::TimeInForce => {
                let (from, to) = (program.settings.from, program.settings.to);
                let before_end = all.partition_point(|it| to.is_none_or(|to| it.start() <= to));
                let before = all.partition_point(|it| from.is_some_and(|from| it.end() < from));
                before_end.saturating_sub(before)
            }
        }
    }
}

/// How many of some periods end on a day or later; all where there is no such day.
fn since(periods: &[Period], first: Option<Date>) -> usize {
    let before = periods.partition_point(|it| first.is_some_and(|first| it.end() < first));
    periods.len().saturating_sub(before)
}
