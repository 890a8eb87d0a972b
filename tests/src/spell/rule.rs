//! Targets and milestones.

use dabiao_model::{Cadence, Language, Tier};

use super::Speller;
use crate::plain::policy::{Body, Condition, Due, Every, Milestone, Stage, Target, Warn, Who};
use crate::plain::record::FieldType;
use crate::plain::recurrence::Rhythm;

impl Speller<'_> {
    /// A target with its clauses.
    pub(super) fn target(&mut self, target: &Target) -> String {
        self.begin();
        let mut text = format!(
            "{} {}{}",
            self.say("target", "目标"),
            target.id,
            self.colon()
        );
        match &target.body {
            Body::Condition(condition) => {
                text.push_str(&format!("{}\n", self.condition(condition)));
            }
            Body::AllOf(parts) => self.list(&mut text, ("all of", "同时满足"), parts),
            Body::AnyOf(parts) => self.list(&mut text, ("any of", "满足其一"), parts),
            Body::Thresholds(value, lines) => {
                text.push_str(&format!("{}\n", self.expr(value)));
                for (who, op, amount) in lines {
                    let (op, amount) = (self.op(*op), self.amount(*amount));
                    text.push_str(&format!("  - {} {op} {amount}\n", self.parties(&[*who])));
                }
            }
            Body::Segments(metric, lines) => {
                text.push_str(&format!("{}\n", self.policy.metrics[*metric].name));
                let names = self.policy.split_into(*metric);
                for (segment, op, amount) in lines {
                    let (op, amount) = (self.op(*op), self.amount(*amount));
                    text.push_str(&format!("  - {} {op} {amount}\n", names[*segment]));
                }
            }
            Body::Words(by_word) => {
                let value = self.aggregate(&by_word.value);
                // A comma at the end of the line would go on with the next.
                text.push_str(&format!("{}\n", value.trim_end_matches([',', '，'])));
                let field = &self.policy.records[by_word.value.record].fields[by_word.field];
                let words = match &field.ty {
                    FieldType::Category(words) => words.as_slice(),
                    _ => &[],
                };
                for (word, op, amount) in &by_word.lines {
                    let (op, amount) = (self.op(*op), self.amount(*amount));
                    text.push_str(&format!("  - {} {op} {amount}\n", words[*word]));
                }
            }
            Body::Dated(value, lines) => {
                text.push_str(&format!("{}\n", self.expr(value)));
                for (date, op, amount) in lines {
                    let (op, amount, date) = (self.op(*op), self.amount(*amount), self.date(*date));
                    let due = self.say("due", "期限");
                    text.push_str(&format!("  - {due} {date}{}{op} {amount}\n", self.colon()));
                }
            }
        }
        for clause in self.clauses(target) {
            text.push_str(&format!("  {clause}\n"));
        }
        text
    }

    /// `all of:` with a line for each condition.
    pub(super) fn list(&mut self, text: &mut String, head: (&str, &str), parts: &[Condition]) {
        text.push_str(&format!(
            "{}{}\n",
            self.say(head.0, head.1),
            self.say(":", "：")
        ));
        for part in parts {
            let part = self.condition(part);
            text.push_str(&format!("  - {part}\n"));
        }
    }

    fn clauses(&mut self, target: &Target) -> Vec<String> {
        let mut clauses = Vec::new();
        if let Some(kind) = target.per {
            clauses.push(format!("{} {}", self.say("per", "按"), self.kind(kind)));
        }
        if !target.only.is_empty() {
            clauses.push(format!(
                "{} {}",
                self.say("for", "对"),
                self.parties(&target.only)
            ));
        }
        if !target.except.is_empty() {
            let names = self.parties(&target.except);
            clauses.push(if self.chinese {
                format!("除 {names} 外")
            } else {
                format!("except {names}")
            });
        }
        if let Some(when) = &target.when {
            let when = self.condition(when);
            clauses.push(format!("{} {when}", self.say("when", "适用")));
        }
        if let Some((op, amount, only)) = &target.stretch {
            let (op, amount) = (self.op(*op), self.amount(*amount));
            let whom = match only.is_empty() {
                true => String::new(),
                false => format!(" {} {}", self.say("for", "对"), self.parties(only)),
            };
            clauses.push(format!(
                "{} {op} {amount}{whom}",
                self.say("stretch", "更高目标")
            ));
        }
        for (tier, warn) in &target.warn {
            clauses.push(self.warning(*tier, warn));
        }
        if !target.lead.is_empty() {
            let apart = match target.each_its_part {
                true => format!("{}{}", self.comma(), self.say("each its part", "各负其责")),
                false => String::new(),
            };
            clauses.push(format!(
                "{} {}{apart}",
                self.say("lead", "牵头"),
                self.parties(&target.lead)
            ));
        }
        if let Some((condition, entity)) = &target.stand_in {
            let condition = self.condition(condition);
            let entity = self.parties(&[Who::Entity(*entity)]);
            clauses.push(match self.chinese {
                true => format!("若 {condition}，由 {entity} 承担"),
                false => format!("if {condition}, {entity} acts"),
            });
        }
        if !target.responsible.is_empty() {
            let word = match self.tape.below(3) {
                0 => self.say("jointly", "共同负责"),
                1 => self.say("carried out by", "落实"),
                _ => self.say("responsible", "责任"),
            };
            clauses.push(format!("{word} {}", self.parties(&target.responsible)));
        }
        clauses.extend(target.weight.map(|weight| self.weight(weight)));
        clauses.extend(self.due(target.due));
        clauses.extend(self.modes(target));
        clauses
    }

    fn weight(&self, weight: i64) -> String {
        format!("{} {weight}", self.say("weight", "权重"))
    }

    fn modes(&mut self, target: &Target) -> Vec<String> {
        let mut modes = Vec::new();
        if target.best_effort {
            modes.push(self.say("best effort", "力争").to_owned());
        }
        if target.missing_unmet {
            modes.push(
                self.say("missing counts as unmet", "缺报视为未达标")
                    .to_owned(),
            );
        }
        if target.empty_met {
            modes.push(self.say("empty counts as met", "为空视为达标").to_owned());
        }
        if let Some(decimals) = target.rounded {
            modes.push(match self.chinese {
                true => format!("保留{decimals}位小数"),
                false => format!(
                    "rounded to {decimals} {}",
                    if decimals == 1 { "decimal" } else { "decimals" }
                ),
            });
        }
        if let Some(basis) = target.basis {
            modes.push(self.basis(basis));
        }
        if matches!(&target.body, Body::Condition(Condition::Recurs(duty)) if duty.except_holidays)
        {
            modes.push(self.say("except holidays", "节假日除外").to_owned());
        }
        if target.count_start {
            modes.push(self.say("counting the start day", "当日算起").to_owned());
        }
        if let Some((from, to)) = target.excluding {
            let fields = &self.policy.records[0].fields;
            let (from, to) = (&fields[from].name, &fields[to].name);
            modes.push(match self.chinese {
                true => format!("剔除 {from} 至 {to}"),
                false => format!("excluding from {from} to {to}"),
            });
        }
        if target.open_count {
            let en = "open rows count to the evaluation date";
            modes.push(self.say(en, "未结案件 计至 评价日").to_owned());
        }
        modes
    }

    fn warning(&mut self, tier: Option<Tier>, warn: &Warn) -> String {
        let text = self.warn(warn);
        match tier {
            None => text,
            Some(tier) if self.chinese => format!("{}{text}", tier.name(Language::Chinese)),
            Some(tier) => {
                text.replacen("warn", &format!("warn {}", tier.name(Language::English)), 1)
            }
        }
    }

    fn warn(&mut self, warn: &Warn) -> String {
        match warn {
            Warn::Compare(op, amount) => {
                let (op, amount) = (self.op(*op), self.amount(*amount));
                format!("{} {op} {amount}", self.say("warn", "预警"))
            }
            Warn::When(condition) => {
                let condition = self.condition(condition);
                format!("{} {condition}", self.say("warn when", "预警 当"))
            }
            Warn::DaysBefore(days) if self.chinese => format!("预警 提前{days}日"),
            Warn::DaysBefore(days) => format!("warn {days} days before"),
            Warn::PastPercent(percent) if self.chinese => format!("预警 用时超过{percent}%"),
            Warn::PastPercent(percent) => format!("warn past {percent}% of the time"),
        }
    }

    /// When it is due, one clause a line.
    fn due(&mut self, due: Due) -> Option<String> {
        Some(match due {
            Due::Unsaid => return None,
            Due::Window(window, by) => {
                let window = self.window(window);
                let window = format!("{} {window}", self.say("for", "期间"));
                match by.and_then(|date| self.due(Due::By(date))) {
                    Some(by) => format!("{window}\n  {by}"),
                    None => window,
                }
            }
            Due::Continuous => self.say("continuous", "持续推进").to_owned(),
            Due::Each(cadence) => {
                let every = match cadence {
                    Cadence::Monthly => self.say("each month", "每月"),
                    Cadence::Quarterly => self.say("each quarter", "每季度"),
                    Cadence::HalfYearly => self.say("each half-year", "每半年"),
                    Cadence::Yearly => self.say("each year", "每年"),
                };
                format!("{} {every}", self.say("due", "期限"))
            }
            Due::By(date) => {
                let date = self.date(date);
                format!("{} {date}", self.say("due", "期限"))
            }
            Due::ByThenContinuous(date) => {
                let date = self.date(date);
                match self.chinese {
                    true => format!("期限 {date}，此后持续推进"),
                    false => format!("due {date}, then continuous"),
                }
            }
        })
    }

    /// `due each Saturday`, or without the word.
    fn owed(&mut self, rhythm: Rhythm) -> String {
        let rhythm = self.rhythm(rhythm);
        match self.tape.chance(50) {
            true => rhythm,
            false => format!("{} {rhythm}", self.say("due", "期限")),
        }
    }

    /// `each county signs off` | `各县 分别销号`.
    fn each_signs_off(&self, every: Every) -> String {
        let whom = match every {
            Every::Kind(kind) => self.kind(kind),
            Every::Group(group) => &self.policy.groups[group].name,
        };
        match self.chinese {
            true => format!("各{whom} 分别销号"),
            false => format!("each {whom} signs off"),
        }
    }

    /// A milestone with its stages.
    pub(super) fn milestone(&mut self, milestone: &Milestone) -> String {
        self.begin();
        let due = match milestone.recurs {
            Some((rhythm, _)) => self.owed(rhythm),
            None => self.due(milestone.due).unwrap_or_default(),
        };
        let mut text = format!("{} {} ", self.say("milestone", "节点"), milestone.id);
        let (open, close) = self.quotes();
        let line = format!("{open}m{}{close}{}{due}", milestone.id, self.colon());
        text.push_str(&format!("{}\n", line.trim_end()));
        let mut clauses = Vec::new();
        for stage in &milestone.stages {
            let date = self.date(stage.due);
            if stage.letter == Stage::RESULT {
                clauses.push(match self.chinese {
                    true => format!("{date} 取得阶段性成果"),
                    false => format!("stage result by {date}"),
                });
                continue;
            }
            let letter = stage.letter;
            let signers = stage.signers.map_or(String::new(), |every| {
                format!("{}{}", self.comma(), self.each_signs_off(every))
            });
            clauses.push(match self.chinese {
                true => format!("阶段 {letter} “s{letter}”：期限 {date}{signers}"),
                false => format!("stage {letter} \"s{letter}\": due {date}{signers}"),
            });
        }
        if milestone
            .recurs
            .is_some_and(|(_, except_holidays)| except_holidays)
        {
            clauses.push(self.say("except holidays", "节假日除外").to_owned());
        }
        clauses.extend(milestone.done.map(|day| {
            let done = self.say("done", "已完成");
            format!("{done} {day}")
        }));
        if milestone.evidence_required {
            clauses.push(self.say("evidence required", "须附依据").to_owned());
        }
        clauses.extend(milestone.signers.map(|every| self.each_signs_off(every)));
        clauses.extend(milestone.weight.map(|weight| self.weight(weight)));
        if milestone.late_unmet {
            clauses.push(
                self.say("late counts as unmet", "逾期视为未达标")
                    .to_owned(),
            );
        }
        for (tier, warn) in &milestone.warn {
            clauses.push(self.warning(*tier, warn));
        }
        for clause in clauses {
            text.push_str(&format!("  {clause}\n"));
        }
        text
    }
}
