//! Escalations.

use dabiao_model::Cadence;

use super::Speller;
use crate::plain::escalation::{Escalation, Party, Reset, Run, ScoreMiss, Step, Watch};
use crate::plain::policy::Kind;

impl Speller<'_> {
    /// An escalation with its steps; the action of each is its number in quotes.
    pub(super) fn escalation(&mut self, escalation: &Escalation) -> String {
        self.begin();
        let watched = self.watched(escalation);
        let party = match escalation.party {
            Party::Lead => self.say("per lead", "按 牵头单位").to_owned(),
            Party::Responsible => self.say("per responsible unit", "按 责任单位").to_owned(),
            Party::Entity => self.say("per entity", "按 主体").to_owned(),
            Party::County => format!("{} {}", self.say("per", "按"), self.kind(Kind::County)),
        };
        let mut text = format!(
            "{} {}{}{} {watched}{}{party}",
            self.say("escalation", "督办"),
            escalation.id,
            self.colon(),
            self.say("for", "对"),
            self.comma()
        );
        if let Some(cadence) = escalation.cadence {
            let each = match cadence {
                Cadence::Monthly => self.say("each month", "每月"),
                Cadence::Quarterly => self.say("each quarter", "每季度"),
                Cadence::HalfYearly => self.say("each half-year", "每半年"),
                Cadence::Yearly => self.say("each year", "每年"),
            };
            text.push_str(&format!("{}{each}", self.comma()));
        }
        text.push('\n');
        for step in &escalation.steps {
            let line = self.step(*step);
            text.push_str(&format!("  {line}\n"));
        }
        if !escalation.except.is_empty() {
            let names = self.parties(&escalation.except);
            let line = if self.chinese {
                format!("  除 {names} 外\n")
            } else {
                format!("  except {names}\n")
            };
            text.push_str(&line);
        }
        match escalation.reset {
            Some(Reset::Period) => {
                text.push_str(self.say("  reset by a met period\n", "  一期达标即重新计数\n"));
            }
            Some(Reset::Year) => {
                text.push_str(self.say("  reset by a met year\n", "  全年达标即重新计数\n"));
            }
            None => {}
        }
        text
    }

    fn watched(&mut self, escalation: &Escalation) -> String {
        if let Some(miss) = escalation.scored {
            return self.watched_score(miss);
        }
        let list = |speller: &Self, watch: &[Watch]| {
            let ids = watch.iter().map(|watch| match watch {
                Watch::Rule(id) => id.clone(),
                Watch::Task(task) => format!("{} {task}", speller.say("task", "任务")),
            });
            ids.collect::<Vec<_>>().join(speller.say(", ", "、"))
        };
        if !escalation.watch.is_empty() {
            return list(self, &escalation.watch);
        }
        let all = self.say("all targets", "全部目标");
        let but = list(self, &escalation.but);
        match (but.is_empty(), self.chinese) {
            (true, _) => all.to_owned(),
            (false, true) => format!("{all}，除 {but} 外"),
            (false, false) => format!("{all} except {but}"),
        }
    }

    fn watched_score(&mut self, miss: ScoreMiss) -> String {
        let id = self.policy.scores[0].id.clone();
        let named = self.policy.scores.len() > 1 || self.tape.chance(50);
        let score = self.say("score", "评分");
        let score = if named {
            format!("{score} {id}")
        } else {
            score.to_owned()
        };
        let list = match miss {
            ScoreMiss::OnBlack => self.say("black list", "黑榜"),
            ScoreMiss::OffRed => self.say("red list", "红榜"),
            ScoreMiss::Below(marks) => {
                let below = self.tape.pick(&["<", "below", "低于"]);
                return format!("{score} {below} {marks} {}", self.say("marks", "分"));
            }
            ScoreMiss::AtMost(marks) => {
                let most = self.tape.pick(&["≤", "at most", "不高于"]);
                return format!("{score} {most} {marks} {}", self.say("marks", "分"));
            }
        };
        match (named, self.chinese) {
            (false, _) => list.to_owned(),
            (true, true) => format!("{score} {list}"),
            (true, false) => format!("{list} of {score}"),
        }
    }

    fn step(&mut self, step: Step) -> String {
        let (count, number) = (step.count, step.number);
        if self.chinese {
            let outcome = if step.misses {
                "次未达标"
            } else {
                "次达标"
            };
            let numeral = ["一", "两", "三"][count - 1];
            let count = if self.tape.chance(30) {
                numeral.to_owned()
            } else {
                count.to_string()
            };
            let run = match step.run {
                Run::Consecutive => "连续".to_owned(),
                Run::Year => "一年内".to_owned(),
                Run::Months(months) => format!("{months}个月内"),
                Run::All => self.tape.pick(&["", "累计"]).to_owned(),
            };
            return format!("{run}{count}{outcome}，“{number}”");
        }
        let outcome = match (step.misses, count) {
            (true, 1) => "miss",
            (true, _) => "misses",
            (false, _) => "met",
        };
        match step.run {
            Run::Consecutive => format!("after {count} consecutive {outcome} \"{number}\""),
            Run::Year => format!("after {count} {outcome} in a year \"{number}\""),
            Run::Months(months) => {
                format!("after {count} {outcome} in {months} months \"{number}\"")
            }
            Run::All => format!("after {count} {outcome} \"{number}\""),
        }
    }
}
