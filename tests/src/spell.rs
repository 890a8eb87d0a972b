//! Spelling: a plain policy as Dabiao text, a line for a line, in English, in Chinese, or mixed item by item; data as CSV.

mod condition;
mod csv;
mod escalation;
mod metric;
mod peers;
mod record;
mod reference;
mod rule;
mod score;
mod test;
mod times;

pub use csv::{Csv, SHEET, csv};
pub use test::test;

use dabiao_model::{Cadence, Comparator};

use crate::generate::Tape;
use crate::plain::PlainPolicy;
use crate::plain::number::Amount;
use crate::plain::policy::{Basis, DueDate, Kind, PlainUnit, Who};

/// Writes a policy; every choice of words comes from its tape.
#[derive(Debug)]
pub struct Speller<'a> {
    policy: &'a PlainPolicy,
    tape: Tape,
    /// The language of the item being written.
    chinese: bool,
    /// Whether the policy's own names are Chinese.
    chinese_names: bool,
}

/// The policy as text. `shuffle` turns the order of its items, the policy item included.
pub fn policy(policy: &PlainPolicy, tape: Tape, shuffle: bool) -> String {
    let chinese_names = policy
        .entities
        .first()
        .is_some_and(|entity| !entity.name.is_ascii());
    let mut speller = Speller {
        policy,
        tape,
        chinese: false,
        chinese_names,
    };
    let mut items = speller.items();
    if shuffle {
        // Targets are told apart by their ids, so that their order in the text may change.
        for index in (1..items.len()).rev() {
            let other = speller.tape.below(index + 1);
            items.swap(index, other);
        }
    }
    items.join("\n")
}

impl Speller<'_> {
    fn items(&mut self) -> Vec<String> {
        let mut items = vec![self.frame(), self.entities()];
        let groups: Vec<String> = (0..self.policy.groups.len())
            .map(|index| self.group(index))
            .collect();
        items.extend(groups);
        if self.policy.unreadable {
            self.begin();
            let (name, unknown) = (self.unreadable(), self.say("unknown", "未知"));
            items.push(format!(
                "{} {name} = {unknown}\n",
                self.say("parameter", "参数")
            ));
        }
        if self.policy.own_units {
            self.begin();
            let unit = self.say("unit", "计量单位");
            items.push(format!("{unit} 起 = 件\n"));
            items.push(format!("{unit} 打 = 12 件\n"));
        }
        for (name, amount) in &self.policy.parameters {
            self.begin();
            let (parameter, amount) = (self.say("parameter", "参数"), self.amount(*amount));
            items.push(format!("{parameter} {name} = {amount}\n"));
        }
        if !self.policy.task_lead.is_empty() {
            items.push(self.task());
        }
        for index in 0..self.policy.metrics.len() {
            items.push(self.metric(index));
        }
        for index in 0..self.policy.records.len() {
            items.push(self.record(index));
        }
        for check in &self.policy.checks {
            items.push(self.check(check));
        }
        for target in &self.policy.targets {
            items.push(self.target(target));
        }
        for milestone in &self.policy.milestones {
            items.push(self.milestone(milestone));
        }
        for score in &self.policy.scores {
            items.push(self.score(score));
        }
        for escalation in &self.policy.escalations {
            items.push(self.escalation(escalation));
        }
        items
    }

    /// A task whose lead is that of every target.
    fn task(&mut self) -> String {
        self.begin();
        let title = self.say("task 1 \"All of it\"", "任务 1 “全部”");
        let together = self.say("together", "共同承担");
        let together = match self.policy.task_lead.len() {
            1 => String::new(),
            _ => format!("{}{together}", self.comma()),
        };
        let names = self.parties(&self.policy.task_lead);
        format!(
            "{title}\n  {} {names}{together}\n",
            self.say("lead", "牵头")
        )
    }

    /// The name of the parameter that cannot be read.
    fn unreadable(&self) -> &'static str {
        if self.chinese_names {
            "看不清的数"
        } else {
            "blurred figure"
        }
    }

    /// Begins an item: in the names' language three times out of four.
    fn begin(&mut self) {
        self.chinese = self.chinese_names != self.tape.chance(25);
    }

    /// One of two texts, by the item's language.
    fn say<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        if self.chinese { zh } else { en }
    }

    fn comma(&self) -> &'static str {
        if self.chinese { "，" } else { ", " }
    }

    fn colon(&self) -> &'static str {
        if self.chinese { "：" } else { ": " }
    }

    fn frame(&mut self) -> String {
        self.begin();
        let mut text = format!("{}\n", self.say("policy \"A plan\"", "方案 “一项方案”"));
        if let Some((from, to)) = self.policy.in_force {
            let line = match self.chinese {
                true => format!("有效期 {from} 至 {to}"),
                false => format!("in force {from} to {to}"),
            };
            text.push_str(&format!("  {line}\n"));
        }
        if let Some(cadence) = self.policy.monitor {
            let every = match cadence {
                Cadence::Monthly => self.say("monthly", "每月"),
                Cadence::Quarterly => self.say("quarterly", "每季度"),
                Cadence::HalfYearly => self.say("half-yearly", "每半年"),
                Cadence::Yearly => self.say("yearly", "每年"),
            };
            text.push_str(&format!("  {} {every}\n", self.say("monitor", "监测")));
        }
        if let Some(basis) = self.policy.basis {
            text.push_str(&format!("  {}\n", self.basis(basis)));
        }
        if let Some(days) = self.policy.figures_due {
            let line = match self.chinese {
                true => format!("报送 每期后{days}日内"),
                false => format!("figures due {days} days after each period"),
            };
            text.push_str(&format!("  {line}\n"));
        }
        if self.policy.working_day {
            let line = self.say("working day is 8 hours", "工作日 为 8小时");
            text.push_str(&format!("  {line}\n"));
        }
        text.push_str(&format!("  {}\n", self.say("calendar china", "日历 中国")));
        text.push_str(&format!("  {}\n", self.say("language 0.1", "语言 0.1")));
        text
    }

    fn basis(&self, basis: Basis) -> String {
        match basis {
            Basis::CivilCode => self.say("limits counted by civil code", "时限 按民法典计算"),
            Basis::Plain => self.say("limits counted plainly", "时限 按自然日计算"),
        }
        .to_owned()
    }

    /// The name of a kind, which is the same in the whole policy.
    fn kind(&self, kind: Kind) -> &'static str {
        match (kind, self.chinese_names) {
            (Kind::Province, true) => "省",
            (Kind::Province, false) => "province",
            (Kind::County, true) => "县",
            (Kind::County, false) => "county",
            (Kind::Prefecture, true) => "州",
            (Kind::Prefecture, false) => "prefecture",
        }
    }

    fn entities(&mut self) -> String {
        self.begin();
        let mut text = String::new();
        // One line for those of a kind in the same parent.
        let mut told: Vec<(Kind, Option<usize>)> = Vec::new();
        for entity in &self.policy.entities {
            let (kind, parent) = (entity.kind, entity.parent);
            if told.contains(&(kind, parent)) {
                continue;
            }
            told.push((kind, parent));
            let alike = self.policy.entities.iter();
            let alike = alike.filter(|it| (it.kind, it.parent) == (kind, parent));
            let names: Vec<&str> = alike.map(|it| it.name.as_str()).collect();
            let names = names.join(self.say(", ", "、"));
            let parent = parent.map_or(String::new(), |parent| {
                let name = &self.policy.entities[parent].name;
                format!("{}{name}", self.say(" in ", "，隶属 "))
            });
            text.push_str(&format!(
                "{} {names}{}{}{parent}\n",
                self.say("entity", "主体"),
                self.colon(),
                self.kind(kind)
            ));
        }
        text
    }

    fn group(&mut self, index: usize) -> String {
        self.begin();
        let group = &self.policy.groups[index];
        let members: Vec<&str> = group
            .members
            .iter()
            .map(|member| self.policy.entities[*member].name.as_str())
            .collect();
        let joined = members.join(if self.chinese { "、" } else { ", " });
        format!("{} {} = {joined}\n", self.say("group", "分组"), group.name)
    }

    /// Names of parties with separators between.
    fn parties(&self, parties: &[Who]) -> String {
        let name = |who: &Who| match who {
            Who::Entity(entity) => self.policy.entities[*entity].name.clone(),
            Who::Group(group) => self.policy.groups[*group].name.clone(),
        };
        parties
            .iter()
            .map(name)
            .collect::<Vec<_>>()
            .join(if self.chinese { "、" } else { ", " })
    }

    /// A number with its unit.
    fn amount(&self, amount: Amount) -> String {
        let unit = self.unit(amount.unit, amount.digits == 1 && amount.scale == 0);
        let glued = self.chinese || unit == "%" || unit.is_empty();
        format!("{}{}{unit}", amount.text(), if glued { "" } else { " " })
    }

    fn unit(&self, unit: PlainUnit, one: bool) -> &'static str {
        let (en, zh) = match unit {
            PlainUnit::Number => ("", ""),
            PlainUnit::Yuan => ("yuan", "元"),
            PlainUnit::WanYuan => ("万元", "万元"),
            PlainUnit::YiYuan => ("亿元", "亿元"),
            PlainUnit::Cases => ("件", "件"),
            PlainUnit::Incidents => ("起", "起"),
            PlainUnit::Dozens => ("打", "打"),
            PlainUnit::Households => ("户", "户"),
            PlainUnit::Percent => ("%", "%"),
            PlainUnit::Points => (if one { "point" } else { "points" }, "个百分点"),
            PlainUnit::Days => (if one { "day" } else { "days" }, "日"),
            PlainUnit::Hours => (if one { "hour" } else { "hours" }, "小时"),
            PlainUnit::WorkingHours => (
                if one { "working hour" } else { "working hours" },
                "个工作小时",
            ),
            PlainUnit::WorkingDays => {
                (if one { "working day" } else { "working days" }, "个工作日")
            }
            PlainUnit::Weeks => (if one { "week" } else { "weeks" }, "周"),
            PlainUnit::Months => (if one { "month" } else { "months" }, "个月"),
            PlainUnit::Rank => (if one { "rank" } else { "ranks" }, "位"),
            PlainUnit::YesNo => ("yes/no", "是否"),
        };
        self.say(en, zh)
    }

    fn cadence(&self, cadence: Cadence) -> &'static str {
        match cadence {
            Cadence::Monthly => self.say("per month", "每月"),
            Cadence::Quarterly => self.say("per quarter", "每季度"),
            Cadence::HalfYearly => self.say("per half-year", "每半年"),
            Cadence::Yearly => self.say("per year", "每年"),
        }
    }

    fn date(&mut self, date: DueDate) -> String {
        let end = self.tape.chance(30);
        match (date, self.chinese) {
            (DueDate::Day(day), _) => day.to_string(),
            (DueDate::Month(year, month), true) => {
                format!("{year}年{month}月{}", if end { "底前" } else { "" })
            }
            (DueDate::Month(year, month), false) => format!("{year}-{month:02}"),
            (DueDate::Quarter(year, quarter), true) if end => {
                format!(
                    "{year}年{}季度",
                    ["一", "二", "三", "四"][quarter as usize - 1]
                )
            }
            (DueDate::Quarter(year, quarter), _) => format!("{year}Q{quarter}"),
            (DueDate::Year(year), true) => format!("{year}年{}", if end { "底" } else { "" }),
            (DueDate::Year(year), false) => year.to_string(),
        }
    }

    /// A comparator: the sign, or words of either language.
    fn op(&mut self, op: Comparator) -> &'static str {
        let words: [&'static str; 3] = match (op, self.chinese) {
            (Comparator::AtLeast, true) => ["≥", "不低于", "至少"],
            (Comparator::AtLeast, false) => ["≥", "at least", ">="],
            (Comparator::AtMost, true) => ["≤", "不高于", "不超过"],
            (Comparator::AtMost, false) => ["≤", "at most", "no more than"],
            (Comparator::MoreThan, true) => [">", "超过", "高于"],
            (Comparator::MoreThan, false) => [">", "more than", ">"],
            (Comparator::LessThan, true) => ["<", "低于", "不足"],
            (Comparator::LessThan, false) => ["<", "below", "less than"],
            (Comparator::Equal, _) => ["=", "=", "="],
            (Comparator::NotEqual, _) => ["≠", "≠", "≠"],
        };
        self.tape.pick(&words)
    }
}
