//! Milestones and their stages: signed off in time, late, or not.

use dabiao_model::{Cadence, Date, State};

use super::Plain;
use super::data::{Progress, SignOff};
use super::judge::PlainVerdict;
use super::period::PlainPeriod;
use super::policy::{Due, DueDate, Milestone};

impl Plain<'_> {
    /// The verdicts of a milestone, then those of its stages.
    pub fn milestone(&self, index: usize) -> Vec<PlainVerdict> {
        let milestone = &self.policy.milestones[index];
        let mut verdicts = self.signed_off(index, None, &milestone.id, milestone.due);
        for (letter, due) in &milestone.stages {
            let id = format!("{}.{letter}", milestone.id);
            verdicts.extend(self.signed_off(index, Some(*letter), &id, Due::By(*due)));
        }
        verdicts
    }

    fn signed_off(
        &self,
        index: usize,
        stage: Option<char>,
        id: &str,
        due: Due,
    ) -> Vec<PlainVerdict> {
        let milestone = &self.policy.milestones[index];
        let counties = self.policy.counties().into_iter().map(Some).collect();
        let entities: Vec<Option<usize>> = if milestone.each_county {
            counties
        } else {
            vec![None]
        };
        let (period, due) = sitting(due);
        let verdict = |entity: Option<usize>| {
            let done = self.done_on(index, stage, entity);
            let standing = self.standing(milestone, done, due);
            // What was done late, and so is unmet, is warned of no more.
            let warned = standing == State::AtRisk || standing == State::Unmet && done.is_none();
            PlainVerdict {
                id: id.to_owned(),
                entity: entity.map(|entity| self.policy.entities[entity].name.clone()),
                period: period.map(PlainPeriod::text),
                state: standing,
                tier: milestone
                    .tier
                    .filter(|_| warned && milestone.warn_days.is_some()),
                due,
                actual: None,
                margin: None,
                stand_in: None,
                stretch: None,
                out_of_scope: false,
            }
        };
        entities.into_iter().map(verdict).collect()
    }

    /// The day it was done; only `done` counts, and only with the evidence it requires.
    fn done_on(&self, index: usize, stage: Option<char>, entity: Option<usize>) -> Option<Date> {
        let milestone = &self.policy.milestones[index];
        let its = |s: &&SignOff| s.milestone == index && s.stage == stage && s.entity == entity;
        let counts = |s: &&SignOff| {
            s.progress == Progress::Done && (s.evidence || !milestone.evidence_required)
        };
        let known = |date: &Date| *date <= self.as_of;
        self.data
            .signoffs
            .iter()
            .filter(its)
            .filter(counts)
            .filter_map(|s| s.date)
            .filter(known)
            .min()
    }

    fn standing(&self, milestone: &Milestone, done: Option<Date>, due: Option<Date>) -> State {
        let is_due = due.is_some_and(|due| self.as_of >= due);
        match done {
            // “Signed off by the due date: met, with its day; later: met, N days late, unless `late counts as unmet`; due and
            // not: unmet.” Only the last asks for the due date, and what is done can't be undone: met, though not yet due.
            Some(day) => {
                let late = due.is_some_and(|due| day > due);
                if late && milestone.late_unmet {
                    State::Unmet
                } else {
                    State::Met
                }
            }
            None if is_due => State::Unmet,
            None => {
                let near =
                    |due: Date, days: u32| self.as_of + chrono::Days::new(u64::from(days)) >= due;
                let warned = due
                    .zip(milestone.warn_days)
                    .is_some_and(|(due, days)| near(due, days));
                if warned {
                    State::AtRisk
                } else {
                    State::Pending
                }
            }
        }
    }
}

/// The period judged is the quarter, the year, the month of the date; an undated continuous milestone is never due.
fn sitting(due: Due) -> (Option<PlainPeriod>, Option<Date>) {
    match due {
        Due::By(date @ DueDate::Day(_)) => {
            let (_, day) = date.span();
            (
                Some(PlainPeriod::containing(day, Cadence::Monthly)),
                Some(day),
            )
        }
        Due::By(date) => {
            let (period, day) = date.span();
            (Some(period), Some(day))
        }
        _ => (None, None),
    }
}
