//! Escalations.

use dabiao_model::Cadence;

use super::Speller;
use crate::plain::escalation::{Escalation, Party, Reset, Run, Step, Watch};
use crate::plain::policy::Kind;

impl Speller<'_> {
    /// An escalation with its steps; the action of each is its number in quotes.
    pub(super) fn escalation(&mut self, escalation: &Escalation) -> String {
        self.begin();
        let watched: Vec<String> = escalation
            .watch
            .iter()
            .map(|watch| match watch {
                Watch::Rule(id) => id.clone(),
                Watch::Task(task) => format!("{} {task}", self.say("task", "任务")),
            })
            .collect();
        let watched = match watched.is_empty() {
            true => self.say("all targets", "全部目标").to_owned(),
            false => watched.join(self.say(", ", "、")),
        };
        let party = match escalation.party {
            Party::Lead => self.say("per lead", "按 牵头单位").to_owned(),
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
