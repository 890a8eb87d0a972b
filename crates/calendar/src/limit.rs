//! A limit of time: a number and a unit.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a limit counts.
///
/// There are no working hours: those are measured, not counted on a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitUnit {
    /// Hours of the clock. Between dates only whole days of them can be counted.
    Hours,
    /// Calendar days, whether worked or off.
    Days,
    /// Days that are worked by the calendar.
    WorkingDays,
    /// Seven calendar days each.
    Weeks,
    /// Calendar months, to the same day or the month's last.
    Months,
    /// Twelve months each.
    Years,
}

/// A limit: so many of a unit.
///
/// # Edges
///
/// 0 of any unit is the day of the event itself (当日). About a hundred years is the longest that
/// can be counted, see [`Limit::longest`].
///
/// # Examples
///
/// ```
/// use dabiao_calendar::{Limit, LimitUnit};
///
/// let limit: Limit = "７个工作日".parse()?;
/// assert_eq!(limit, Limit::new(7, LimitUnit::WorkingDays));
/// assert_eq!(limit.en(), "7 working days");
/// assert_eq!(limit.zh(), "7个工作日");
/// # Ok::<(), dabiao_calendar::ParseLimitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limit {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: LimitUnit,
}

impl Limit {
    /// So many of a unit.
    pub const fn new(count: u32, unit: LimitUnit) -> Self {
        Self { count, unit }
    }

    /// The longest limit in a unit that can be counted: about a hundred years.
    pub const fn longest(unit: LimitUnit) -> Self {
        let count = match unit {
            LimitUnit::Hours => 876_000,
            LimitUnit::Days | LimitUnit::WorkingDays => 36_500,
            LimitUnit::Weeks => 5_200,
            LimitUnit::Months => 1_200,
            LimitUnit::Years => 100,
        };
        Self { count, unit }
    }

    /// In English: `1 month`, `7 working days`. It can be parsed again.
    pub fn en(&self) -> String {
        let unit = match self.unit {
            LimitUnit::Hours => "hour",
            LimitUnit::Days => "day",
            LimitUnit::WorkingDays => "working day",
            LimitUnit::Weeks => "week",
            LimitUnit::Months => "month",
            LimitUnit::Years => "year",
        };
        let plural = if self.count == 1 { "" } else { "s" };
        format!("{} {unit}{plural}", self.count)
    }

    /// In Chinese: `1个月`, `7个工作日`, `10日`. It can be parsed again.
    pub fn zh(&self) -> String {
        let unit = match self.unit {
            LimitUnit::Hours => "小时",
            LimitUnit::Days => "日",
            LimitUnit::WorkingDays => "个工作日",
            LimitUnit::Weeks => "周",
            LimitUnit::Months => "个月",
            LimitUnit::Years => "年",
        };
        format!("{}{unit}", self.count)
    }
}

/// As [`Limit::en`].
impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en())
    }
}
