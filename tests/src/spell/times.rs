//! Figures of other times and their changes.

use super::Speller;
use crate::plain::period::PlainPeriod;
use crate::plain::policy::{Base, Expr, PlainUnit, Relative, Time};

impl Speller<'_> {
    /// A value at another time.
    pub(super) fn at_time(&mut self, time: Time, inner: &Expr) -> String {
        let inner = self.expr(inner);
        let words = match time {
            Time::LastYear => self.say("same period last year", "上年同期"),
            Time::LastQuarter => self.say("last quarter", "上季度"),
            Time::LastMonth => self.say("last month", "上月"),
            Time::YearToDate => self.say("year to date", "本年累计"),
            Time::Fixed(period) if self.chinese => return format!("{} 的 {inner}", period.text()),
            Time::Fixed(period) => return format!("{inner} at {}", period.text()),
        };
        format!("{inner} {words}")
    }

    /// `months of 2025-04 to 2025-07` | `2025-04至2025-07 的 月数`.
    pub(super) fn length(&mut self, window: PlainPeriod, unit: PlainUnit) -> String {
        let (en, zh) = match unit {
            PlainUnit::Months => ("months", "月数"),
            _ => ("days", "天数"),
        };
        let window = self.window(window);
        if self.chinese {
            format!("{window} 的 {zh}")
        } else {
            format!("{en} of {window}")
        }
    }

    /// `2025-04 to 2025-07` | `2025-04至2025-07`.
    pub(super) fn window(&self, window: PlainPeriod) -> String {
        let text = window.text();
        if self.chinese {
            text.replace(" to ", "至")
        } else {
            text
        }
    }

    /// `growth of X` | `X 增速`.
    pub(super) fn measure(&mut self, (en, zh): (&str, &str), inner: &Expr) -> String {
        let inner = self.expr(inner);
        if self.chinese {
            format!("{inner} {zh}")
        } else {
            format!("{en} of {inner}")
        }
    }

    /// `X doubles twice since 2021` | `X 较2021年翻二番`.
    pub(super) fn doubles(&mut self, metric: usize, times: u32, since: PlainPeriod) -> String {
        let name = self.policy.metrics[metric].name.clone();
        let since = since.text();
        if self.chinese {
            return format!("{name} 较 {since} 翻{times}番");
        }
        let times = match times {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            times => format!("{times} times"),
        };
        format!("{name} doubles {times} since {since}")
    }

    /// `X at least 15% above last year` | `X 高于 上年 15%`.
    pub(super) fn relative(&mut self, relative: Relative) -> String {
        let name = self.policy.metrics[relative.metric].name.clone();
        let by = self.amount(relative.by);
        let (en, zh) = match (relative.behind, relative.above) {
            (true, _) => ("behind", "落后"),
            (false, true) => ("above", "高于"),
            (false, false) => ("below", "低于"),
        };
        let most = relative.at_most;
        let base = match relative.base {
            Base::LastYear => self.say("last year", "上年同期"),
            base => self.base(base),
        };
        if self.chinese {
            let op = if most { "不超过" } else { "至少" };
            return format!("{name} {zh} {base} {op}{by}");
        }
        let op = if most { "no more than" } else { "at least" };
        format!("{name} {op} {by} {en} {base}")
    }
}
