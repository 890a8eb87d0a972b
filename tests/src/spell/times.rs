//! Figures of other times and their changes.

use super::Speller;
use crate::plain::policy::{Expr, Time};

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

    /// `growth of X` | `X 增速`.
    pub(super) fn measure(&mut self, (en, zh): (&str, &str), inner: &Expr) -> String {
        let inner = self.expr(inner);
        if self.chinese {
            format!("{inner} {zh}")
        } else {
            format!("{en} of {inner}")
        }
    }
}
