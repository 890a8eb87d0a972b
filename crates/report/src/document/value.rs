//! Values and thresholds.

use dabiao_core::{Comparator, Date, SignOffState};
use serde::Serialize;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ValueEntry {
    /// A number: `{"value": "79.99", "unit": "%"}`.
    Number(NumberEntry),
    /// A number known within bounds: `{"low": {"value": "1100", "excluded": true}, "high": null, "unit": "项"}`.
    Between {
        /// The lower end; null where there is none.
        low: Option<EndEntry>,
        /// The upper end; null where there is none.
        high: Option<EndEntry>,
        /// The unit; null for a plain number.
        unit: Option<String>,
    },
    /// A number known only approximately: `{"about": "683.23", "unit": "亿元"}`.
    About {
        /// The digits.
        about: String,
        /// The unit; null for a plain number.
        unit: Option<String>,
    },
    /// Yes or no: `{"value": true}`.
    YesNo {
        /// Whether it is yes.
        value: bool,
    },
    /// The sign-off of a milestone: `{"state": "done", "date": "2025-03-01", "late_days": null}`.
    SignOff {
        /// How far it is.
        state: SignOffState,
        /// The day.
        date: Option<Date>,
        /// By how many days it was late; null when in time.
        late_days: Option<i64>,
    },
}

/// An exact number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberEntry {
    /// The digits.
    pub value: String,
    /// The unit; null for a plain number.
    pub unit: Option<String>,
    /// The fraction, `1/3`; left out where `value` says it exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
}

/// An end of a bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EndEntry {
    /// The digits.
    pub value: String,
    /// Whether the end itself is excluded: `>1100`.
    pub excluded: bool,
}

/// A comparison with its threshold: `{"comparator": ">=", "value": "80", "unit": "%"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThresholdEntry {
    /// `>=`, `<=`, `>`, `<`, `=` or `!=`.
    pub comparator: Comparator,
    /// The threshold, its fields beside `comparator`.
    #[serde(flatten)]
    pub value: ValueEntry,
}
