//! Milestones, their stages, and sign-offs of every kind.

use chrono::Days;
use dabiao_model::{Cadence, Tier};

use super::Builder;
use crate::plain::data::{Progress, SignOff};
use crate::plain::policy::{Due, DueDate, Every, Kind, Milestone, Stage, Warn};

impl Builder {
    /// In a third of the scenarios: one or two milestones.
    pub(super) fn milestones(&mut self) {
        if !self.tape.chance(40) {
            return;
        }
        for index in 0..=self.tape.below(2) {
            let milestone = self.milestone(index);
            self.policy.milestones.push(milestone.clone());
            let signers = |every: Option<Every>| -> Vec<Option<usize>> {
                match every {
                    Some(every) => self.policy.asked(every).into_iter().map(Some).collect(),
                    None => vec![None],
                }
            };
            let mut places: Vec<(Option<char>, Option<usize>)> = Vec::new();
            places.extend(signers(milestone.signers).into_iter().map(|it| (None, it)));
            for stage in &milestone.stages {
                let own = signers(stage.signers.or(milestone.signers)).into_iter();
                places.extend(own.map(|it| (Some(stage.letter), it)));
            }
            let again = match (milestone.due, milestone.recurs) {
                (_, Some(_)) => 12,
                (Due::Each(_), _) => 5,
                _ => 1,
            };
            for (stage, entity) in places {
                for _ in 0..again {
                    self.sign_off(index, stage, entity);
                }
            }
        }
    }

    fn milestone(&mut self, index: usize) -> Milestone {
        let recurs = self
            .tape
            .chance(20)
            .then(|| (self.rhythm(), self.tape.chance(25)));
        let date = self.date();
        let month = 1 + u32::try_from(self.tape.below(12)).unwrap_or(0);
        let due = match self.tape.below(8) {
            _ if recurs.is_some() => Due::Unsaid,
            0 => Due::Continuous,
            1 => Due::By(date),
            2 => Due::By(DueDate::Year(2025)),
            3 => Due::ByThenContinuous(date),
            4 => Due::Each(self.tape.pick(&[
                Cadence::Quarterly,
                Cadence::Monthly,
                Cadence::HalfYearly,
            ])),
            5 => Due::Unsaid,
            _ => Due::By(DueDate::Month(2025, month)),
        };
        let once = recurs.is_none() && !matches!(due, Due::Each(_));
        let done = once && self.tape.chance(8);
        let done = done.then(|| self.day());
        // Whether the stages of a milestone that was done before are done too, the page leaves open.
        let stages = if once && done.is_none() {
            self.stages()
        } else {
            Vec::new()
        };
        let dated = !matches!(due, Due::Continuous | Due::Unsaid) || recurs.is_some();
        Milestone {
            id: format!("2.{}", index + 1),
            due,
            recurs,
            signers: self.signers(35),
            evidence_required: self.tape.chance(30),
            late_unmet: self.tape.chance(30),
            warn: self.warnings_of_time(dated || !stages.is_empty()),
            done,
            weight: None,
            stages,
        }
    }

    fn stages(&mut self) -> Vec<Stage> {
        let mut stages = Vec::new();
        if self.tape.chance(25) {
            for (letter, due) in [('a', self.date()), ('b', DueDate::Month(2025, 11))] {
                stages.push(Stage {
                    letter,
                    due,
                    signers: self.signers(25),
                });
            }
        }
        if self.tape.chance(20) {
            stages.push(Stage {
                letter: Stage::RESULT,
                due: self.date(),
                signers: None,
            });
        }
        stages
    }

    fn signers(&mut self, often: u32) -> Option<Every> {
        let every = self.tape.pick(&[
            Every::Kind(Kind::County),
            Every::Kind(Kind::County),
            Every::Group(0),
        ]);
        self.tape.chance(often).then_some(every)
    }

    fn warnings_of_time(&mut self, dated: bool) -> Vec<(Option<Tier>, Warn)> {
        let mut warn = Vec::new();
        if dated && self.tape.chance(40) {
            warn.push((self.tier(), Warn::DaysBefore(15)));
        }
        // From when the time of a milestone runs in a policy that is monitored, the page leaves open.
        if dated && self.policy.monitor.is_none() && self.tape.chance(30) {
            for percent in [50, 90] {
                warn.push((self.tier(), Warn::PastPercent(percent)));
            }
        }
        warn
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
            Progress::Done,
        ];
        let progress = self.tape.pick(&progress);
        let date = self.day();
        let date = if date <= self.horizon {
            date
        } else {
            self.horizon - Days::new(self.tape.below(5) as u64)
        };
        let evidence = !self.tape.chance(30);
        // The stage result may be signed off as a state of the milestone itself.
        let as_state = stage == Some(Stage::RESULT) && self.tape.chance(50);
        let (stage, progress) = match as_state {
            true => (None, Progress::StageResult),
            false => (stage, progress),
        };
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
