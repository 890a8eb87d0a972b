//! Milestones, their stages, and sign-offs of every kind.

use chrono::Days;

use super::Builder;
use crate::plain::data::{Progress, SignOff};
use crate::plain::policy::{Due, DueDate, Milestone};

impl Builder {
    /// In a third of the scenarios: one or two milestones.
    pub(super) fn milestones(&mut self) {
        if !self.tape.chance(35) {
            return;
        }
        for index in 0..=self.tape.below(2) {
            let milestone = self.milestone(index);
            self.policy.milestones.push(milestone.clone());
            let entities: Vec<Option<usize>> = if milestone.each_county {
                self.policy.counties().into_iter().map(Some).collect()
            } else {
                vec![None]
            };
            for entity in entities {
                self.sign_off(index, None, entity);
                for (letter, _) in &milestone.stages {
                    self.sign_off(index, Some(*letter), entity);
                }
            }
        }
    }

    fn milestone(&mut self, index: usize) -> Milestone {
        let due = match self.tape.below(5) {
            0 => Due::Continuous,
            1 => Due::By(self.date()),
            2 => Due::By(DueDate::Year(2025)),
            _ => Due::By(DueDate::Month(
                2025,
                1 + u32::try_from(self.tape.below(12)).unwrap_or(0),
            )),
        };
        let stages = if self.tape.chance(25) {
            vec![('a', self.date()), ('b', DueDate::Month(2025, 11))]
        } else {
            Vec::new()
        };
        Milestone {
            id: format!("2.{}", index + 1),
            due,
            each_county: self.tape.chance(35),
            evidence_required: self.tape.chance(30),
            late_unmet: self.tape.chance(30),
            warn_days: self.tape.chance(40).then_some(15),
            tier: self.tier(),
            weight: None,
            stages,
        }
    }

    fn date(&mut self) -> DueDate {
        match self.tape.below(3) {
            0 => DueDate::Day(self.day()),
            1 => DueDate::Quarter(2025, 1 + u32::try_from(self.tape.below(4)).unwrap_or(0)),
            _ => DueDate::Month(2025, 9),
        }
    }

    /// A sign-off of some state; nothing is signed off after the one evaluation date of its scenario.
    fn sign_off(&mut self, milestone: usize, stage: Option<char>, entity: Option<usize>) {
        self.dated = false;
        if self.tape.chance(25) {
            return;
        }
        let progress = [
            Progress::Done,
            Progress::Done,
            Progress::Partial,
            Progress::InProgress,
            Progress::NotStarted,
        ];
        let progress = self.tape.pick(&progress);
        let date = self.day();
        let date = if date <= self.horizon {
            date
        } else {
            self.horizon - Days::new(self.tape.below(5) as u64)
        };
        let evidence = !self.tape.chance(30);
        self.data.signoffs.push(SignOff {
            milestone,
            stage,
            entity,
            progress,
            date: Some(date),
            evidence,
        });
    }
}
