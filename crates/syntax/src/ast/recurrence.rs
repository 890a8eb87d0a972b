//! Duties that recur, as written.

use dabiao_model::Cadence;

/// When a duty recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recurrence {
    /// `each Saturday` | `每周六`: 0 is Monday.
    Weekday(u8),
    /// `on day 20 of each month` | `每月20日`.
    OnDay(u8),
    /// `by day 20 of each month` | `每月20日前`.
    ByDay(u8),
    /// `once a quarter` | `每季度一次`, `at least 2 times a week` | `每周至少2次`.
    Times {
        /// How often.
        times: u32,
        /// In each period of a cadence; none for a week.
        each: Option<Cadence>,
    },
}
