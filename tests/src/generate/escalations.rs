//! Escalations over the targets and milestones there are, and who leads them.

use dabiao_model::Cadence;

use super::Builder;
use crate::plain::escalation::{Escalation, Party, Reset, Run, ScoreMiss, Step, Watch};
use crate::plain::policy::{Body, Condition, Who};

impl Builder {
    /// In half of the scenarios: one or two escalations, and leads for most targets.
    pub(super) fn escalations(&mut self) {
        if !self.tape.chance(50) {
            return;
        }
        if self.tape.chance(25) {
            self.policy.task_lead = self
                .tape
                .pick(&[vec![Who::Entity(1)], vec![Who::Entity(0), Who::Entity(2)]]);
        }
        for index in 0..self.policy.targets.len() {
            let lead = match self.tape.below(5) {
                0 => vec![],
                1 => vec![Who::Group(0)],
                2 => vec![Who::Entity(1), Who::Entity(2)],
                3 => vec![Who::Entity(0), Who::Group(0)],
                _ => vec![Who::Entity(2)],
            };
            self.policy.targets[index].each_its_part = lead.len() > 1 && self.tape.chance(50);
            self.policy.targets[index].lead = lead;
            let known = self.catalogue.yes_no.clone();
            let figures = matches!(
                &self.policy.targets[index].body,
                Body::Condition(Condition::Compare(..) | Condition::Holds(_))
            );
            if figures && !known.is_empty() && self.tape.chance(40) {
                let open = Condition::Holds(self.tape.pick(&known));
                let closed = Condition::Not(Box::new(open));
                let stand_in = self.tape.pick(&[0, 2]);
                self.policy.targets[index].stand_in = Some((closed, stand_in));
            }
            self.policy.targets[index].responsible = match self.tape.below(4) {
                0 => vec![Who::Group(0)],
                1 => vec![Who::Entity(1)],
                _ => vec![],
            };
        }
        for index in 0..=self.tape.below(2) {
            let escalation = self.escalation(index);
            self.policy.escalations.push(escalation);
        }
    }

    fn escalation(&mut self, index: usize) -> Escalation {
        let targets = self.policy.targets.iter().map(|target| &target.id);
        let milestones = self.policy.milestones.iter().map(|milestone| &milestone.id);
        let rules: Vec<String> = targets.chain(milestones).cloned().collect();
        let mut rule = || Watch::Rule(rules[self.tape.below(rules.len())].clone());
        let (first, other) = (Watch::Rule(rules[0].clone()), rule());
        let watch = match self.tape.below(4) {
            0 => vec![other],
            1 => vec![Watch::Task("1".to_owned())],
            2 => vec![first, other],
            _ => Vec::new(),
        };
        let but = if watch.is_empty() && self.tape.chance(30) {
            vec![Watch::Rule(rules[self.tape.below(rules.len())].clone())]
        } else {
            Vec::new()
        };
        let scored = self.watched_score();
        let except = match self.tape.below(5) {
            0 => vec![Who::Entity(1)],
            1 => vec![Who::Group(0)],
            _ => Vec::new(),
        };
        let party = if scored.is_some() {
            self.tape.pick(&[Party::Entity, Party::County])
        } else {
            self.tape.pick(&[
                Party::Entity,
                Party::Lead,
                Party::Responsible,
                Party::County,
            ])
        };
        let cadences = [
            Some(Cadence::Quarterly),
            Some(Cadence::Monthly),
            Some(Cadence::HalfYearly),
            Some(Cadence::Yearly),
            None,
        ];
        let cadence = self.tape.pick(&cadences);
        let cadence = if self.policy.monitor.is_none() && scored.is_none() && cadence.is_none() {
            Some(Cadence::Quarterly)
        } else {
            cadence
        };
        let steps = (0..=self.tape.below(4))
            .map(|number| self.step(number))
            .collect();
        Escalation {
            id: format!("9.{}", index + 1),
            watch,
            but,
            scored,
            except,
            party,
            cadence,
            steps,
            reset: self
                .tape
                .pick(&[None, None, Some(Reset::Period), Some(Reset::Year)]),
        }
    }

    /// Where there is a score, sometimes one of its lists, or a total.
    fn watched_score(&mut self) -> Option<ScoreMiss> {
        let lists = self.policy.scores.first()?.lists.clone();
        if !self.tape.chance(40) {
            return None;
        }
        let marks = i64::try_from(self.tape.below(11)).unwrap() * 10;
        let kinds = [
            ScoreMiss::OnBlack,
            ScoreMiss::OffRed,
            ScoreMiss::Below(marks),
            ScoreMiss::AtMost(marks),
        ];
        let has = |black: bool| lists.iter().any(|list| list.black == black);
        Some(match self.tape.pick(&kinds) {
            ScoreMiss::OnBlack if !has(true) => ScoreMiss::Below(marks),
            ScoreMiss::OffRed if !has(false) => ScoreMiss::AtMost(marks),
            miss => miss,
        })
    }

    fn step(&mut self, number: usize) -> Step {
        let runs = [
            Run::Consecutive,
            Run::Year,
            Run::All,
            Run::Months(12),
            Run::Months(5),
        ];
        Step {
            count: 1 + self.tape.below(3),
            misses: !self.tape.chance(30),
            run: self.tape.pick(&runs),
            number,
        }
    }
}
