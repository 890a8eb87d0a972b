//! Duties that recur: each Saturday, on a day of the month, so often a quarter.

use std::sync::Arc;

use dabiao_model::Cadence;
use serde::{Deserialize, Serialize};

use super::RowScope;

/// When a duty recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occurs {
    /// On each day of the week: 0 is Monday, 6 is Sunday.
    Weekday(u8),
    /// On a day of each month, 1 to 31; in a month without it on the last.
    OnDay(u8),
    /// By a day of each month: from its first day to this one.
    ByDay(u8),
    /// At least so many times from each Monday to the next Sunday.
    TimesAWeek(u32),
    /// At least so many times in each period of a cadence.
    Times(u32, Cadence),
}

/// A recurring duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    /// When.
    pub occurs: Occurs,
    /// Whether it rests where every day it could be kept on is a holiday by a notice.
    pub except_holidays: bool,
}

/// A recurring duty that the events of a record keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecurringEvent {
    /// Which rows count.
    pub scope: RowScope,
    /// The event.
    pub event: usize,
    /// When it must happen.
    pub recurrence: Recurrence,
    /// How it reads in the policy, in English and Chinese.
    pub label: (Arc<str>, Arc<str>),
}

impl Occurs {
    /// The shortest cadence whose periods hold it whole.
    pub fn cadence(self) -> Cadence {
        match self {
            Self::Times(_, cadence) => cadence,
            _ => Cadence::Monthly,
        }
    }

    /// How often it must be kept each time it falls due.
    pub fn times(self) -> u32 {
        match self {
            Self::TimesAWeek(times) | Self::Times(times, _) => times,
            _ => 1,
        }
    }
}
