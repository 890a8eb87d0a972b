//! Milestones and their stages: signed off in time, late, or not.

use dabiao_model::{Date, State, Tier};

use super::Plain;
use super::condition::Truth;
use super::data::{Progress, SignOff};
use super::judge::{PlainVerdict, Sitting};
use super::period::PlainPeriod;
use super::policy::{Due, DueDate, Every, Milestone, Stage, Warn};

/// Whose sign-off of what.
#[derive(Debug, Clone, Copy)]
struct Signed {
    milestone: usize,
    stage: Option<char>,
    entity: Option<usize>,
}

impl Plain<'_> {
    /// The verdicts of a milestone, then those of its stages.
    pub fn milestone(&self, index: usize) -> Vec<PlainVerdict> {
        let milestone = &self.policy.milestones[index];
        let mut verdicts = self.signed_off(index, None, milestone.signers, milestone.due);
        for stage in &milestone.stages {
            let signers = stage.signers.or(milestone.signers);
            let due = Due::By(stage.due);
            verdicts.extend(self.signed_off(index, Some(stage.letter), signers, due));
        }
        verdicts
    }

    fn signed_off(
        &self,
        index: usize,
        stage: Option<char>,
        signers: Option<Every>,
        due: Due,
    ) -> Vec<PlainVerdict> {
        let milestone = &self.policy.milestones[index];
        let id = match stage {
            Some(letter) => format!("{}.{}", milestone.id, Stage::name(letter)),
            None => milestone.id.clone(),
        };
        let entities: Vec<Option<usize>> = match signers {
            Some(every) => self.policy.asked(every).into_iter().map(Some).collect(),
            None => vec![None],
        };
        let sittings = self.milestone_sittings(milestone, due);
        let mut verdicts = Vec::new();
        for entity in entities {
            for (period, due) in &sittings {
                let whose = Signed {
                    milestone: index,
                    stage,
                    entity,
                };
                let (standing, done) = self.standing(milestone, whose, (*period, *due));
                // What was done late, and so is unmet, is warned of no more.
                let warned =
                    standing == State::AtRisk || standing == State::Unmet && done.is_none();
                let reached = self.milestone_warned(milestone, (*period, *due));
                verdicts.push(PlainVerdict {
                    id: id.clone(),
                    entity: entity.map(|entity| self.policy.entities[entity].name.clone()),
                    period: period.map(PlainPeriod::text),
                    state: standing,
                    tier: reached.into_iter().flatten().max().filter(|_| warned),
                    due: *due,
                    actual: None,
                    margin: None,
                    stand_in: None,
                    stretch: None,
                    out_of_scope: false,
                });
            }
        }
        verdicts
    }

    /// The days on which it was done, as far as they are known; only `done` counts, and only with the evidence it requires.
    /// A sign-off of the milestone as `stage result` is one of that stage.
    fn done_on(&self, whose: Signed) -> Vec<Date> {
        let milestone = &self.policy.milestones[whose.milestone];
        let of_stage = |s: &&SignOff| match (s.stage, s.progress) {
            (None, Progress::StageResult) => whose.stage == Some(Stage::RESULT),
            (stage, Progress::Done) => whose.stage == stage,
            (stage, Progress::StageResult) => whose.stage == stage && stage == Some(Stage::RESULT),
            _ => false,
        };
        let its = |s: &&SignOff| s.milestone == whose.milestone && s.entity == whose.entity;
        let counts = |s: &&SignOff| s.evidence || !milestone.evidence_required;
        self.data
            .signoffs
            .iter()
            .filter(its)
            .filter(of_stage)
            .filter(counts)
            .filter_map(|s| s.date)
            .filter(|date| *date <= self.as_of)
            .collect()
    }

    fn standing(
        &self,
        milestone: &Milestone,
        whose: Signed,
        (period, due): Sitting,
    ) -> (State, Option<Date>) {
        let is_due = due.is_some_and(|due| self.as_of >= due);
        let warned = !self.milestone_warned(milestone, (period, due)).is_empty();
        let mut days = self.done_on(whose);
        if let (Some(duty), Some(period), None) = (milestone.recurs, period, whose.stage) {
            let state = match self.kept(duty, period, (&days, &days)) {
                Truth::NotApplicable => State::NotApplicable,
                Truth::Holds if is_due => State::Met,
                Truth::Fails if is_due => State::Unmet,
                Truth::Holds => State::OnTrack,
                _ if is_due => State::NoData,
                _ if warned => State::AtRisk,
                _ => State::Pending,
            };
            return (state, None);
        }
        if let (Due::Each(_), Some(period), None) = (milestone.due, period, whose.stage) {
            days.retain(|day| period.contains(*day));
        }
        let written = milestone.done.filter(|day| *day <= self.as_of);
        let done = written.or(days.into_iter().min());
        let state = match done {
            // “Signed off by the due date: met, with its day; later: met, N days late, unless `late counts as unmet`; due and
            // not: unmet.” Only the last asks for the due date, and what is done can't be undone: met, though not yet due.
            Some(day) if due.is_some_and(|due| day > due) && milestone.late_unmet => State::Unmet,
            Some(_) => State::Met,
            None if is_due => State::Unmet,
            None if warned => State::AtRisk,
            None => State::Pending,
        };
        (state, done)
    }

    /// The tiers of the warnings of time that hold while it is not done.
    fn milestone_warned(&self, milestone: &Milestone, (period, due): Sitting) -> Vec<Option<Tier>> {
        let Some(due) = due else { return Vec::new() };
        let holds = |warn: &Warn| match warn {
            Warn::DaysBefore(days) => self.as_of + chrono::Days::new(u64::from(*days)) >= due,
            Warn::PastPercent(percent) => self.past(*percent, false, period, due),
            _ => false,
        };
        let warnings = milestone.warn.iter().filter(|(_, warn)| holds(warn));
        warnings.map(|(tier, _)| *tier).collect()
    }

    /// The period judged is the quarter, the year, the month of the date; an undated continuous milestone is never due. What
    /// recurs is judged in periods that hold it whole, no shorter than the policy monitors.
    pub(super) fn milestone_sittings(&self, milestone: &Milestone, due: Due) -> Vec<Sitting> {
        match due {
            _ if milestone.recurs.is_some() => {
                let own = milestone.recurs.map(|(rhythm, _)| rhythm.cadence());
                let cadence = own.max(self.policy.monitor);
                self.sittings(cadence.map_or(Due::Unsaid, Due::Each), None)
            }
            Due::Each(_) => self.sittings(due, None),
            Due::By(date @ DueDate::Day(_)) | Due::ByThenContinuous(date @ DueDate::Day(_)) => {
                let (_, day) = date.span();
                let month = PlainPeriod::containing(day, dabiao_model::Cadence::Monthly);
                vec![(Some(month), Some(day))]
            }
            Due::By(date) | Due::ByThenContinuous(date) => {
                let (period, day) = date.span();
                vec![(Some(period), Some(day))]
            }
            _ => vec![(None, None)],
        }
    }
}
