//! Metrics and checks.

use dabiao_model::Direction;

use super::Speller;
use crate::plain::policy::{Check, Kind, Nature, PlainUnit, RollUp};

impl Speller<'_> {
    /// `metric X in 元, per county, per quarter, flow, sums up`, or `metric X = a / b`.
    pub(super) fn metric(&mut self, index: usize) -> String {
        self.begin();
        let metric = self.policy.metrics[index].clone();
        let mut text = format!("{} {}", self.say("metric", "指标"), metric.name);
        if let Some(definition) = &metric.definition {
            let definition = self.expr(definition);
            text.push_str(&format!(" = {definition}\n"));
        } else {
            text.push_str(&self.options(index));
            text.push('\n');
        }
        match metric.better {
            Some(Direction::Higher) => {
                text.push_str(&format!("  {}\n", self.say("better higher", "越高越好")));
            }
            Some(Direction::Lower) => {
                text.push_str(&format!("  {}\n", self.say("better lower", "越低越好")));
            }
            None => {}
        }
        text.push_str(&self.references(index));
        if let Some(percent) = metric.approximate_within {
            text.push_str(&match self.chinese {
                true => format!("  约数误差 {percent}% 以内\n"),
                false => format!("  approximate within {percent}%\n"),
            });
        }
        if let Some(months) = metric.last_counts_for {
            text.push_str(&match self.chinese {
                true => format!("  沿用最近一期 不超过{months}个月\n"),
                false => format!("  last figure counts for {months} months\n"),
            });
        }
        text
    }

    /// A metric by its name, or one of its segments: `X (low)` | `X（低）`.
    pub(super) fn segment(&self, metric: usize, segment: Option<usize>) -> String {
        let name = &self.policy.metrics[metric].name;
        let Some(segment) = segment else {
            return name.clone();
        };
        let segment = &self.policy.split_into(metric)[segment];
        if self.chinese {
            format!("{name}（{segment}）")
        } else {
            format!("{name} ({segment})")
        }
    }

    /// `split by school (primary, middle) adding up` | `分项 学段（小学、初中）合计`.
    fn split(&self, index: usize) -> String {
        let metric = &self.policy.metrics[index];
        let adding_up = match (metric.adding_up, self.chinese) {
            (false, _) => "",
            (true, true) => " 合计",
            (true, false) => " adding up",
        };
        if self.chinese {
            let segments = metric.segments.join("、");
            return format!("分项 学段（{segments}）{adding_up}");
        }
        let segments = metric.segments.join(", ");
        format!("split by school ({segments}){adding_up}")
    }

    fn options(&mut self, index: usize) -> String {
        let metric = &self.policy.metrics[index];
        let mut options = Vec::new();
        if metric.unit != PlainUnit::Number {
            options.push(format!(
                " {} {}",
                self.say("in", "单位"),
                self.unit(metric.unit, false)
            ));
        }
        if metric.per_county {
            options.push(format!(
                "{} {}",
                self.say("per", "按"),
                self.kind(Kind::County)
            ));
        }
        if let Some(cadence) = metric.cadence {
            options.push(self.cadence(cadence).to_owned());
        }
        if !metric.segments.is_empty() {
            options.push(self.split(index));
        }
        let metric = &self.policy.metrics[index];
        match metric.nature {
            Nature::Stock => options.push(self.say("stock", "存量").to_owned()),
            Nature::Cumulative => options.push(self.say("cumulative", "累计").to_owned()),
            // A metric is a flow unless it says otherwise.
            Nature::Flow if self.tape.chance(50) => {
                options.push(self.say("flow", "流量").to_owned());
            }
            Nature::Flow => {}
        }
        let metric = &self.policy.metrics[index];
        match metric.roll_up {
            RollUp::None => {}
            RollUp::WeightedBy(by) => {
                let by = &self.policy.metrics[by].name;
                options.push(match self.chinese {
                    true => format!("按 {by} 加权平均"),
                    false => format!("averages weighted by {by}"),
                });
            }
            RollUp::SumsUp => options.push(self.say("sums up", "可加总").to_owned()),
            RollUp::TakesTheLast => options.push(self.say("takes the last", "取期末").to_owned()),
            RollUp::TakesTheMaximum => {
                options.push(self.say("takes the maximum", "取最大").to_owned());
            }
        }
        let joined = options.join(self.comma());
        if metric.unit == PlainUnit::Number && !joined.is_empty() {
            format!("{}{joined}", self.comma())
        } else {
            joined
        }
    }

    /// `check c1: whole = first + second, within 5 件`, or a list of such relations.
    pub(super) fn check(&mut self, check: &Check) -> String {
        self.begin();
        let mut text = format!("{} {}{}", self.say("check", "核验"), check.id, self.colon());
        if let [relation] = check.relations.as_slice() {
            text.push_str(&format!("{}\n", self.condition(relation)));
        } else {
            let head = match check.any {
                true => ("any of", "满足其一"),
                false => ("all of", "同时满足"),
            };
            self.list(&mut text, head, &check.relations);
        }
        if let Some(tolerance) = check.tolerance {
            let tolerance = self.amount(tolerance);
            text.push_str(&match self.chinese {
                true => format!("  误差 {tolerance} 以内\n"),
                false => format!("  within {tolerance}\n"),
            });
        }
        if check.printed_digits {
            text.push_str(&format!(
                "  {}\n",
                self.say("to the printed digits", "按刊印精度")
            ));
        }
        if !check.blames.is_empty() {
            let names: Vec<&str> = check
                .blames
                .iter()
                .map(|metric| self.policy.metrics[*metric].name.as_str())
                .collect();
            let names = names.join(if self.chinese { "、" } else { ", " });
            text.push_str(&format!("  {} {names}\n", self.say("blames", "存疑")));
        }
        if !check.only.is_empty() {
            let only = self.parties(&check.only);
            text.push_str(&format!("  {} {only}\n", self.say("for", "对")));
        }
        if let Some(window) = check.window {
            let window = self.window(window);
            text.push_str(&format!("  {} {window}\n", self.say("for", "期间")));
        }
        if check.warn_only {
            text.push_str(&format!("  {}\n", self.say("warn only", "仅提示")));
        }
        text
    }
}
