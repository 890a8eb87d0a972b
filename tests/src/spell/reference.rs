//! Benchmarks and baselines, and the distance to them.

use super::Speller;
use crate::plain::policy::Base;
use crate::plain::reference::Reference;

impl Speller<'_> {
    /// `province best` | `全省最优`.
    pub(super) fn reference_name(&self, which: Reference) -> &'static str {
        match which {
            Reference::Baseline => self.say("baseline", "基期"),
            Reference::ProvinceBest => self.say("province best", "全省最优"),
            Reference::ProvinceAverage => self.say("province average", "全省平均"),
        }
    }

    /// `benchmark "province best" of X` | `X 的 标杆 “全省最优”`; `X at baseline` | `X 基期`.
    pub(super) fn reference(&self, metric: usize, which: Reference) -> String {
        let name = &self.policy.metrics[metric].name;
        let called = self.reference_name(which);
        match (which, self.chinese) {
            (Reference::Baseline, true) => format!("{name} 基期"),
            (Reference::Baseline, false) => format!("{name} at baseline"),
            (_, true) => format!("{name} 的 标杆 “{called}”"),
            (_, false) => format!("benchmark \"{called}\" of {name}"),
        }
    }

    /// `gap of X to province best` | `X 与全省最优差距`.
    pub(super) fn gap(&self, metric: usize, to: Reference) -> String {
        let name = &self.policy.metrics[metric].name;
        let to = self.reference_name(to);
        if self.chinese {
            format!("{name} 与{to}差距")
        } else {
            format!("gap of {name} to {to}")
        }
    }

    /// `X reaches province best` | `X 达到 全省最优`.
    pub(super) fn reaches(&self, metric: usize, which: Reference) -> String {
        let name = &self.policy.metrics[metric].name;
        let reaches = self.say("reaches", "达到");
        format!("{name} {reaches} {}", self.reference_name(which))
    }

    /// `X better than last year` | `X 优于上年`.
    pub(super) fn like_before(&self, metric: usize, base: Base, strict: bool) -> String {
        let base = self.base(base);
        let words = if strict {
            self.say("better than ", "优于")
        } else {
            self.say("not worse than ", "不劣于")
        };
        format!("{} {words}{base}", self.policy.metrics[metric].name)
    }

    /// `last year` | `上年`, `province average` | `全省平均`.
    pub(super) fn base(&self, base: Base) -> &'static str {
        match base {
            Base::LastYear => self.say("last year", "上年"),
            Base::LastPeriod => self.say("last period", "上期"),
            Base::LastQuarter => self.say("last quarter", "上季度"),
            Base::LastMonth => self.say("last month", "上月"),
            Base::Reference(which) => self.reference_name(which),
        }
    }

    /// What a metric declares: `benchmark province best 90%`, `baseline 60%`.
    pub(super) fn references(&self, metric: usize) -> String {
        let mut text = String::new();
        for (which, written) in &self.policy.metrics[metric].references {
            let called = self.reference_name(*which);
            let value = match written {
                Some(amount) => self.amount(*amount),
                None => self.say("submitted", "另报").to_owned(),
            };
            let head = match which {
                Reference::Baseline => String::new(),
                _ => format!("{} ", self.say("benchmark", "标杆")),
            };
            text.push_str(&format!("  {head}{called} {value}\n"));
        }
        text
    }
}
