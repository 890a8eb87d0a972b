//! When a rule is judged: the periods, and the day from which each verdict counts.

use dabiao_model::{Date, Period};

use super::Evaluation;
use crate::program::{Each, Rule};

/// One verdict to give: the period, and when it is due (never, for a duty without end).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sitting {
    pub(crate) period: Option<Period>,
    pub(crate) due: Option<Date>,
}

impl Sitting {
    /// One of the periods of a cadence.
    fn each(period: Period) -> Self {
        Self {
            period: Some(period),
            due: Some(period.end()),
        }
    }
}

impl Evaluation<'_> {
    /// The sittings of a rule, at most `limit` and one more, in order.
    pub(crate) fn sittings(&self, rule: &Rule, limit: usize) -> Vec<Sitting> {
        let schedule = &rule.schedule;
        if schedule.never_due || (schedule.once.is_empty() && schedule.each.is_none()) {
            return vec![self.sitting(rule, None)];
        }
        let once = schedule.once.iter().map(|once| Sitting {
            period: Some(once.period),
            due: Some(once.due),
        });
        let each = schedule
            .each
            .map(|each| self.periods(each, limit))
            .unwrap_or_default();
        once.chain(each.into_iter().map(Sitting::each)).collect()
    }

    /// The sitting of a rule on one of its periods, without a look at the others.
    pub(crate) fn sitting(&self, rule: &Rule, period: Option<Period>) -> Sitting {
        let schedule = &rule.schedule;
        let Some(period) = period else {
            return Sitting {
                period,
                due: (!schedule.never_due).then_some(self.as_of),
            };
        };
        let mut once = schedule.once.iter();
        once.find(|once| once.period == period)
            .map_or(Sitting::each(period), |once| Sitting {
                period: Some(period),
                due: Some(once.due),
            })
    }

    /// The periods of a cadence in the time in force; without one, from the first figure's to the evaluation date's.
    pub(crate) fn periods(&self, each: Each, limit: usize) -> Vec<Period> {
        let settings = &self.program.settings;
        let from = settings.from.or_else(|| self.first_day());
        let to = if each.continuous { None } else { settings.to };
        let from = from.max(each.after.and_then(|day| day.succ_opt()));
        let current = Period::containing(self.as_of, each.cadence);
        let Some(first) = from
            .and_then(|day| Period::containing(day, each.cadence))
            .or(current)
        else {
            return Vec::new();
        };
        let first = if from.is_some_and(|from| first.start() < from) {
            first.shifted(1).unwrap_or(first)
        } else {
            first
        };
        let last = to
            .or_else(|| current.map(Period::end))
            .unwrap_or(self.as_of);
        let periods = std::iter::successors(Some(first), |period| period.shifted(1));
        periods
            .take_while(|period| period.end() <= last)
            .take(limit.saturating_add(1))
            .collect()
    }

    /// The first day any figure or case speaks of.
    fn first_day(&self) -> Option<Date> {
        let figures = self
            .data
            .figures
            .iter()
            .filter_map(|figure| figure.period.map(Period::start));
        let cases = self
            .program
            .counted_by
            .iter()
            .enumerate()
            .filter_map(|(record, field)| {
                let table = self.data.tables.get(record)?.as_ref()?;
                let column = table.column((*field)?)?;
                (0..table.rows()).filter_map(|row| column.day(row)).min()
            });
        figures.chain(cases).min()
    }
}
